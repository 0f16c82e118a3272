"""Addresses of a body's year."""

from django.urls import path

from boards.programme import views

urlpatterns = [
    path("<slug:key>/year/", views.year_plan, name="year_plan"),
]
