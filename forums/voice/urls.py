"""Addresses of what was said and done, of surveys' years and of celebrations."""

from django.urls import path

from forums.voice import views

ONE = "feedback/<int:pk>/"

urlpatterns = [
    path("voice/", views.you_said, name="you_said"),
    path("feedback/", views.feedback_list, name="feedback_list"),
    path("feedback/add/", views.feedback_add, name="feedback_add"),
    path(ONE, views.feedback_detail, name="feedback_detail"),
    path(f"{ONE}change/", views.feedback_change, name="feedback_change"),
    path(f"{ONE}read/", views.feedback_read, name="feedback_read"),
    path(f"{ONE}answer/", views.feedback_answer, name="feedback_answer"),
    path(f"{ONE}tell/", views.feedback_tell, name="feedback_tell"),
    path(f"{ONE}again/", views.feedback_again, name="feedback_again"),
    path(f"{ONE}withdraw/", views.feedback_withdraw, name="feedback_withdraw"),
    path("surveys/<slug:key>/record/", views.survey_record, name="survey_record"),
    path("celebrations/", views.celebration_list, name="celebration_list"),
    path("celebrations/add/", views.celebration_add, name="celebration_add"),
    path("celebrations/<int:pk>/read/", views.celebration_read, name="celebration_read"),
    path("celebrations/<int:pk>/down/", views.celebration_down, name="celebration_down"),
]
