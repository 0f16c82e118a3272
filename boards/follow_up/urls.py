"""Addresses of actions: one's own, and the log of each body."""

from django.urls import path

from boards.follow_up import views

ACTIONS = "<slug:key>/actions/"
ACTION = f"{ACTIONS}<int:number>/"

urlpatterns = [
    path("meetings/actions/", views.my_actions, name="my_actions"),
    path("meetings/actions/<int:pk>/", views.my_action, name="my_action"),
    path(ACTIONS, views.action_log, name="action_log"),
    path(f"{ACTIONS}new/", views.action_open, name="action_open"),
    path(f"{ACTIONS}passed/<int:pk>/", views.escalation_take, name="escalation_take"),
    path(ACTION, views.action_detail, name="action_detail"),
    path(f"{ACTION}update/", views.action_update, name="action_update"),
    path(f"{ACTION}close/", views.action_close, name="action_close"),
    path(f"{ACTION}reopen/", views.action_reopen, name="action_reopen"),
    path(f"{ACTION}escalate/", views.action_escalate, name="action_escalate"),
]
