"""Addresses of measures shown together, below the measures'."""

from django.urls import path

from measures.showing import views

urlpatterns = [
    path("", views.measure_list, name="measure_list"),
    path("attention/", views.attention_list, name="attention_list"),
    path("figures.csv", views.figures_csv, name="figures_csv"),
    path("figures.xlsx", views.figures_xlsx, name="figures_xlsx"),
    path("open-data.csv", views.open_data_csv, name="open_data_csv"),
    path("open-data.meta.csv", views.open_data_meta, name="open_data_meta"),
]
