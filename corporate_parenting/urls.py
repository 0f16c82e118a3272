"""Every address: the council comes first, so that links survive and scope is visible."""

from importlib import import_module

from django.conf import settings
from django.urls import include, path

from corporate_parenting import (
    calendars,
    demo,
    keeping,
    kept,
    look,
    principles,
    publishing,
    reminders,
    views,
)
from councils.admin_site import site

COUNCIL = "<slug:council>/"

for room in ("councils", "pledges", "measures", "forums", "boards"):
    import_module(f"{room}.admin")  # our own admins only; other parts bring unscoped ones

urlpatterns = [
    path("", views.home, name="home"),
    path("help/roles/", views.roles, name="roles"),
    path("help/accessibility/", views.accessibility, name="accessibility"),
    path("help/components/", look.gallery, name="gallery"),
    path("principles/", views.principle_list, name="principle_list"),
    path("accounts/reminders/", reminders.reminders, name="reminders"),
    path("accounts/calendar/", calendars.calendar, name="calendar"),
    path("accounts/calendar/end/", calendars.calendar_end, name="calendar_end"),
    path("accounts/calendar/<str:secret>.ics", calendars.own_calendar, name="own_calendar"),
    path("accounts/", include("allauth.urls")),
    path("admin/open-data/", include("measures.benchmarks.sending.urls")),
    path("admin/", site.urls),
    *([path("demo/enter/<slug:persona>/", demo.enter, name="demo_enter")] if settings.DEMO else []),
    path(COUNCIL, views.council_home, name="council_home"),
    path(f"{COUNCIL}colour.css", look.council_colour, name="council_colour"),
    path(f"{COUNCIL}principles/", principles.council_principles, name="council_principles"),
    path(f"{COUNCIL}retention/", keeping.retention, name="retention"),
    path(f"{COUNCIL}published/", publishing.published_list, name="published_list"),
    path(f"{COUNCIL}published/<slug:kind>/<slug:key>/", publishing.publish, name="publish"),
    path(f"{COUNCIL}withdrawn/<slug:kind>/<slug:key>/", publishing.withdraw, name="withdraw"),
    path(f"{COUNCIL}kept/", kept.promises_kept, name="promises_kept"),
    # Most opened first; those of pledges have no word of their own before them.
    path(f"{COUNCIL}boards/", include("boards.urls")),
    path(f"{COUNCIL}measures/", include("measures.urls")),
    path(f"{COUNCIL}forums/", include("forums.urls")),
    path(COUNCIL, include("pledges.urls")),
]
