"""Addresses of measures, below the council's."""

from django.urls import include, path

from measures import views
from measures.benchmarks import views as benchmarks

app_name = "measures"

urlpatterns = [
    path("", include("measures.showing.urls")),
    path("compared/", benchmarks.compared_list, name="compared_list"),
    path("compared/<slug:key>/", benchmarks.compared_detail, name="compared_detail"),
    path("", include("measures.definitions.urls")),
    path("<slug:key>/", views.measure_detail, name="measure_detail"),
]
