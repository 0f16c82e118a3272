"""Addresses of passages that are taken out of published papers."""

from django.urls import path

from boards.packs.removals import views

ALL = "meetings/<int:pk>/papers/removals/"
ONE = "meetings/papers/removals/<int:pk>/"

urlpatterns = [
    path(ALL, views.removal_list, name="removal_list"),
    path(ONE, views.removal_detail, name="removal_detail"),
    path(f"{ONE}destroy/", views.removal_destroy, name="removal_destroy"),
    path(f"{ONE}take-back/", views.removal_take_back, name="removal_take_back"),
]
