"""Addresses of the PDFs of papers."""

from django.urls import path

from boards.packs.printing import views

PAPERS = "meetings/<int:pk>/papers/"

urlpatterns = [
    path(f"{PAPERS}members/pdf/<slug:variant>/", views.members_pdf, name="members_pdf"),
    path(f"{PAPERS}forum/pdf/<slug:variant>/", views.forum_pdf, name="forum_pdf"),
    path(f"{PAPERS}public/pdf/<slug:variant>/", views.public_pdf, name="public_pdf"),
    path(
        f"{PAPERS}<slug:kind>/pdf/<slug:variant>/again/",
        views.pdf_again,
        name="pdf_again",
    ),
]
