"""Addresses of what a reader does with papers: search, themes, marks and notes."""

from django.urls import path

from boards.packs.marks import views as marks
from boards.packs.notes import views as notes
from boards.packs.search.views import papers_search
from boards.packs.themes.views import body_packs
from boards.packs.unclear import views as unclear

MEMBERS = "meetings/<int:pk>/papers/members/"
FORUM = "meetings/<int:pk>/papers/forum/"

urlpatterns = [
    path("papers/search/", papers_search, name="papers_search"),
    path("papers/unclear/", unclear.unclear_list, name="unclear_list"),
    path("papers/unclear/<int:pk>/", unclear.unclear_detail, name="unclear_detail"),
    path(f"{FORUM}<item:number>/unclear/", unclear.unclear_tap, name="unclear_tap"),
    path("meetings/<int:pk>/opened/", marks.papers_opened, name="papers_opened"),
    path(f"{MEMBERS}start/", marks.papers_start, name="papers_start"),
    path(f"{MEMBERS}<item:number>/read/", marks.item_read, name="item_read"),
    path(f"{MEMBERS}notes/", notes.note_list, name="note_list"),
    path(f"{MEMBERS}notes/<place:place>/", notes.note, name="note"),
    path(f"{MEMBERS}notes/<place:place>/delete/", notes.note_delete, name="note_delete"),
    path(f"{MEMBERS}notes/<place:place>/put-back/", notes.note_put_back, name="note_put_back"),
    path("<slug:key>/papers/", body_packs, name="body_packs"),
]
