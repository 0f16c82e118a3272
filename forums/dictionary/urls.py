"""Addresses of a forum's list of words."""

from django.urls import path

from forums.dictionary import views

urlpatterns = [
    path("words/<int:pk>/", views.word_change, name="word_change"),
    path("words/<int:pk>/off/", views.word_take_off, name="word_take_off"),
    path("<slug:key>/words/", views.word_list, name="word_list"),
]
