"""Addresses of a body's terms of reference, below the body's own."""

from django.urls import path

from boards.body_rules import views

RULES = "<slug:key>/rules/"

urlpatterns = [
    path(RULES, views.rules_detail, name="rules_detail"),
    path(f"{RULES}new/", views.rules_set, name="rules_set"),
    path(f"{RULES}<int:pk>/withdraw/", views.rules_withdraw, name="rules_withdraw"),
]
