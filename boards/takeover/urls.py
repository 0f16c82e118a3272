"""Addresses of a takeover, below its meeting's."""

from django.urls import path

from boards.takeover import views

TAKEOVER = "meetings/<int:pk>/takeover/"

urlpatterns = [
    path(TAKEOVER, views.takeover, name="takeover"),
    path(f"{TAKEOVER}press/", views.takeover_press, name="takeover_press"),
    path(f"{TAKEOVER}dots/", views.takeover_dots, name="takeover_dots"),
    path(f"{TAKEOVER}order/", views.takeover_order, name="takeover_order"),
]
