"""Addresses of what is restricted."""

from django.urls import path

from boards.packs.restrictions import views

ONE = "meetings/restrictions/<int:pk>/"

urlpatterns = [
    path("meetings/restrictions/", views.restriction_list, name="restriction_list"),
    path(ONE, views.restriction_detail, name="restriction_detail"),
    path(f"{ONE}release/", views.restriction_release, name="restriction_release"),
    path("meetings/reports/<int:pk>/restrict/", views.restriction_add, name="restriction_add"),
]
