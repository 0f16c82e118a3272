"""Addresses of the operator's pages for open data, beside the records."""

from django.urls import path

from measures.benchmarks.sending import views

app_name = "open_data"

urlpatterns = [
    path("", views.file_list, name="file_list"),
    path("<int:pk>/", views.file_detail, name="file_detail"),
    path("<int:pk>/bring-in/", views.file_bring_in, name="file_bring_in"),
]
