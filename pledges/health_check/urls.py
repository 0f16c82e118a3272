"""The address of the promise health check, below a set's."""

from django.urls import path

from pledges.health_check import views

urlpatterns = [
    path("promise-sets/<slug:key>/health/", views.pledge_set_health, name="pledge_set_health"),
]
