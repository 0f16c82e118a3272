"""Addresses of measures' definitions, below the measures'."""

from django.urls import path

from measures.definitions import views

OF = "<slug:key>/definition/"

urlpatterns = [
    path("definitions/", views.definition_list, name="definition_list"),
    path("definitions/add/", views.measure_add, name="measure_add"),
    path(OF, views.definition_detail, name="definition_detail"),
    path(f"{OF}write/", views.definition_write, name="definition_write"),
    path(f"{OF}use/", views.definition_use, name="definition_use"),
    path(f"{OF}discard/", views.definition_discard, name="definition_discard"),
    path(f"{OF}life/", views.measure_move, name="measure_move"),
    path(f"{OF}links/", views.measure_links, name="measure_links"),
    path(f"{OF}groups/", views.breakdown_add, name="breakdown_add"),
    path(f"{OF}groups/<int:pk>/<int:figure>/", views.split_record, name="split_record"),
]
