"""Addresses of bodies, meetings and packs, below the council's."""

from django.urls import include, path, register_converter

from boards import views
from boards.calendar_feeds.views import public_calendar
from boards.packs import views as packs
from boards.packs.addresses import ItemNumber, Place
from boards.packs.agreed.views import public_minutes_page
from boards.packs.files.views import forum_file, members_file, public_file

app_name = "boards"

PAPERS = "meetings/<int:pk>/papers/"
register_converter(ItemNumber, "item")
register_converter(Place, "place")

urlpatterns = [
    path("", views.body_list, name="body_list"),
    path("calendar.ics", public_calendar, name="calendar"),
    path("meetings/", views.meeting_list, name="meeting_list"),
    path("meetings/<int:pk>/", views.meeting_detail, name="meeting_detail"),
    path("meetings/<int:pk>/change/", views.meeting_change, name="meeting_change"),
    path("meetings/<int:pk>/publish/", views.meeting_publish, name="meeting_publish"),
    path("meetings/<int:pk>/cancel/", views.meeting_cancel, name="meeting_cancel"),
    path("meetings/<int:pk>/reinstate/", views.meeting_reinstate, name="meeting_reinstate"),
    path(PAPERS, packs.papers, name="papers"),
    path(f"{PAPERS}members/", packs.members_papers, name="members_papers"),
    path(f"{PAPERS}members/<item:number>/", packs.members_papers, name="members_papers_item"),
    path(f"{PAPERS}members/files/<int:file>/", members_file, name="members_file"),
    path(f"{PAPERS}forum/files/<int:file>/", forum_file, name="forum_file"),
    path(f"{PAPERS}public/files/<int:file>/", public_file, name="public_file"),
    path(f"{PAPERS}forum/", packs.forum_papers, name="forum_papers"),
    path(f"{PAPERS}forum/<item:number>/", packs.forum_papers, name="forum_papers_item"),
    path(f"{PAPERS}public/", packs.public_papers, name="public_papers"),
    path(f"{PAPERS}public/<item:number>/", packs.public_papers, name="public_papers_item"),
    path("meetings/<int:pk>/minutes/public/", public_minutes_page, name="public_minutes"),
    path("questions/<int:pk>/put/", views.question_put, name="question_put"),
    path("", include("boards.agendas.urls")),
    path("", include("boards.seats.urls")),
    path("", include("boards.body_rules.urls")),
    path("", include("boards.papers.urls")),
    path("", include("boards.packs.clearing.urls")),
    path("", include("boards.packs.printing.urls")),
    path("", include("boards.packs.restrictions.urls")),
    path("", include("boards.packs.removals.urls")),
    path("", include("boards.packs.urls")),
    path("", include("boards.oversight.urls")),
    path("", include("boards.register.urls")),
    path("", include("boards.follow_up.urls")),
    path("", include("boards.record.urls")),
    path("", include("boards.invitations.urls")),
    path("", include("boards.programme.urls")),
    path("", include("boards.takeover.urls")),
    path("", include("boards.to_forum.urls")),
    path("<slug:key>/", views.body_detail, name="body_detail"),
    path("<slug:key>/plan/", views.meeting_plan, name="meeting_plan"),
]
