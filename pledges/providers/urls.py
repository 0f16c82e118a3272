"""Addresses of placement providers."""

from django.urls import path

from pledges.providers import views

urlpatterns = [
    path("providers/", views.provider_list, name="provider_list"),
    path("providers/add/", views.provider_add, name="provider_add"),
    path("providers/<int:pk>/", views.provider_change, name="provider_change"),
    path("providers/<int:pk>/signs/<slug:key>/", views.provider_sign, name="provider_sign"),
    path("promises/signed/<slug:key>/", views.set_signed, name="set_signed"),
]
