"""Addresses of ratings."""

from django.urls import path

from pledges.keeping import views

urlpatterns = [
    path("ratings/<slug:kind>/<slug:key>/", views.rating_add, name="rating_add"),
]
