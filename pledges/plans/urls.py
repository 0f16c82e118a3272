"""Addresses of plans, below the council's."""

from django.urls import path

from pledges.plans import views

OF = "plans/<slug:key>/"

urlpatterns = [
    path(OF, views.plan_detail, name="plan_detail"),
    path(f"{OF}work/", views.plan_work, name="plan_work"),
    path(f"{OF}work/add/", views.plan_item_add, name="plan_item_add"),
    path(f"{OF}work/publish/", views.plan_publish, name="plan_publish"),
    path(f"{OF}work/<int:pk>/", views.plan_item_write, name="plan_item_write"),
    path(f"{OF}work/<int:pk>/progress/", views.plan_progress, name="plan_progress"),
]
