"""Addresses of measures, below the council's."""

from django.urls import include, path

from measures import views

app_name = "measures"

urlpatterns = [
    path("", views.measure_list, name="measure_list"),
    path("", include("measures.definitions.urls")),
    path("<slug:key>/", views.measure_detail, name="measure_detail"),
]
