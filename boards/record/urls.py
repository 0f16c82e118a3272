"""Addresses of minutes, below their meeting, and of the record, below its body."""

from django.urls import path

from boards.record import views
from boards.record.lists import views as lists

MINUTES = "meetings/<int:pk>/minutes/"

urlpatterns = [
    path(MINUTES, views.minutes_detail, name="minutes_detail"),
    path(f"{MINUTES}version/<int:number>/", views.minutes_version, name="minutes_version"),
    path(f"{MINUTES}draft/", views.minutes_draft, name="minutes_draft"),
    path(f"{MINUTES}register/", views.minutes_redraft, name="minutes_redraft"),
    path(f"{MINUTES}parts/<int:part>/", views.minutes_part, name="minutes_part"),
    path(f"{MINUTES}parts/<int:part>/register/", views.part_redraft, name="part_redraft"),
    path(f"{MINUTES}circulate/", views.minutes_circulate, name="minutes_circulate"),
    path(f"{MINUTES}take-back/", views.minutes_take_back, name="minutes_take_back"),
    path(f"{MINUTES}confirm/", views.minutes_confirm, name="minutes_confirm"),
    path(f"{MINUTES}correct/", views.minutes_correct, name="minutes_correct"),
    path("<slug:key>/minutes/", lists.minutes_list, name="minutes_list"),
    path("<slug:key>/decisions/", lists.decision_list, name="decision_list"),
]
