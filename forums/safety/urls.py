"""Addresses about somebody's safety; nothing in an address says what about."""

from django.urls import path

from forums.safety import views

ONE = "safety/<int:pk>/"

urlpatterns = [
    path("safety/", views.concern_list, name="concern_list"),
    path("safety/handed-on/", views.concern_handed_on, name="concern_handed_on"),
    path("safety/deputy/", views.deputy_list, name="deputy_list"),
    path("safety/deputy/<int:pk>/end/", views.deputy_end, name="deputy_end"),
    path(ONE, views.concern_detail, name="concern_detail"),
    path(f"{ONE}take/", views.concern_take, name="concern_take"),
    path(f"{ONE}tell/", views.concern_tell, name="concern_tell"),
    path(f"{ONE}close/", views.concern_close, name="concern_close"),
    path("questions/<int:pk>/safety/", views.concern_from_question, name="concern_from_question"),
    path("<slug:key>/safety/", views.concern_raise, name="concern_raise"),
]
