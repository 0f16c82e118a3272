"""Addresses of a body's year: attendance, duties, the engagement log, the questions members ask."""

from django.urls import include, path

from boards.oversight import views

YEAR = "<slug:key>/attendance/<int:year>/"

urlpatterns = [
    path("", include("boards.oversight.asking.urls")),
    path("", include("boards.oversight.owing.urls")),
    path("<slug:key>/attendance/", views.attendance, name="attendance"),
    path(YEAR, views.attendance_statement, name="attendance_statement"),
    path(f"{YEAR}statement/", views.attendance_preview, name="attendance_preview"),
    path(f"{YEAR}withdraw/", views.attendance_withdraw, name="attendance_withdraw"),
    path(f"{YEAR}measures/", views.attendance_measures, name="attendance_measures"),
]
