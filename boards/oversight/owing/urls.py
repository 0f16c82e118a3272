"""Addresses of a body's duties and its engagement log."""

from django.urls import path

from boards.oversight.owing import views

DUTY = "<slug:key>/duties/<slug:duty>/"
LOG = "<slug:key>/engagement/"

urlpatterns = [
    path("meetings/duties/", views.duty_list, name="duty_list"),
    path("<slug:key>/duties/", views.duties, name="duties"),
    path(f"{DUTY}done/", views.duty_done, name="duty_done"),
    path(f"{DUTY}undo/", views.duty_undo, name="duty_undo"),
    path(LOG, views.engagement, name="engagement"),
    path(f"{LOG}add/", views.engagement_add, name="engagement_add"),
    path(f"{LOG}<int:pk>/", views.engagement_change, name="engagement_change"),
    path(f"{LOG}<int:pk>/remove/", views.engagement_remove, name="engagement_remove"),
]
