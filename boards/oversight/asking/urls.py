"""Addresses of the questions members ask."""

from django.urls import path

from boards.oversight.asking import views

ASKED = "meetings/<int:pk>/questions/"

urlpatterns = [
    path(ASKED, views.challenge_meeting, name="challenge_meeting"),
    path(f"{ASKED}items/<int:item>/", views.challenge_log, name="challenge_log"),
    path(f"{ASKED}<int:number>/", views.challenge_change, name="challenge_change"),
    path("<slug:key>/challenge/", views.challenge_year, name="challenge_year"),
]
