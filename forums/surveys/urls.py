"""Addresses of what surveys came to."""

from django.urls import path

from forums.surveys import views

ONE = "surveys/<slug:key>/"

urlpatterns = [
    path(f"{ONE}<int:year>/result/", views.result_add, name="survey_result_add"),
    path(
        f"{ONE}results/<int:pk>/take-back/", views.result_take_back, name="survey_result_take_back"
    ),
]
