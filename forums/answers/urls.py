"""Addresses of answers, below the forums' questions."""

from django.urls import path

from forums.answers import views

urlpatterns = [
    path("questions/answers/", views.answer_list, name="answer_list"),
    path("questions/days/", views.question_days, name="question_days"),
    path("questions/<int:pk>/answer/", views.question_answer, name="question_answer"),
    path("questions/<int:pk>/tell/", views.question_tell, name="question_tell"),
    path("questions/<int:pk>/judge/", views.question_judge, name="question_judge"),
]
