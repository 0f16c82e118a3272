"""Addresses of broken promises."""

from django.urls import path

from pledges.broken import views

LINE = "broken/<int:pk>/"

urlpatterns = [
    path("broken/", views.breach_list, name="breach_list"),
    path("broken/new/<slug:kind>/<slug:key>/", views.breach_report, name="breach_report"),
    path("broken/steps/", views.steps_set, name="steps_set"),
    path(LINE, views.breach_detail, name="breach_detail"),
    path(f"{LINE}answer/", views.breach_answer, name="breach_answer"),
    path(f"{LINE}key/", views.breach_key, name="breach_key"),
    path(f"{LINE}key/back/", views.breach_key_back, name="breach_key_back"),
    path(f"{LINE}words/", views.breach_release, name="breach_release"),
]
