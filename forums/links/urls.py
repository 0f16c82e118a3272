"""Addresses of one-time links: those a worker keeps, and the one a young person opens."""

from django.urls import path

from forums.links import views

urlpatterns = [
    path("questions/links/", views.link_list, name="link_list"),
    path("questions/links/<int:pk>/end/", views.link_end, name="link_end"),
    path("<slug:key>/ask/link/", views.link_make, name="link_make"),
    path("ask/<str:secret>/", views.link_ask, name="link_ask"),
]
