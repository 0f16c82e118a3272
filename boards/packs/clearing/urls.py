"""Addresses of clearing a file."""

from django.urls import path

from boards.packs.clearing import views

CHECK = "meetings/reports/attachments/<int:pk>/check/"

urlpatterns = [
    path(CHECK, views.file_check, name="file_check"),
    path(f"{CHECK}take-back/", views.clearance_take_back, name="clearance_take_back"),
]
