"""Addresses of reports and what is attached to them."""

from django.urls import path

from boards.papers import views
from boards.papers.filing import views as filing
from boards.papers.word.views import report_word

ALL = "meetings/reports/"
ONE = f"{ALL}<int:pk>/"
FILE = f"{ALL}attachments/<int:pk>/"

urlpatterns = [
    path(ALL, views.report_list, name="report_list"),
    path(f"{ALL}begin/", views.report_start, name="report_start"),
    path(ONE, views.report_detail, name="report_detail"),
    path(f"{ONE}write/", views.report_edit, name="report_edit"),
    path(f"{ONE}word/", report_word, name="report_word"),
    path(f"{ONE}decide/", views.report_decide, name="report_decide"),
    path(f"{ONE}attach/", filing.attachment_add, name="attachment_add"),
    path(FILE, filing.attachment, name="attachment"),
    path(f"{FILE}replace/", filing.attachment_replace, name="attachment_replace"),
    path(f"{FILE}remove/", filing.attachment_remove, name="attachment_remove"),
    path("meetings/<int:pk>/reports/", views.meeting_reports, name="meeting_reports"),
]
