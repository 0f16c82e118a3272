"""The pages of a meeting and of a body, as tabs above them: each person sees those they may open.

A page is one line of a table: its name, its address, and the permission its view asks for.
"""

from dataclasses import dataclass
from functools import lru_cache

from django.template import Context, Library
from django.urls import get_script_prefix, reverse
from django.utils.safestring import SafeString

from boards.models import Body, Meeting
from boards.seats.queries import reads_record
from councils import clock
from councils.templatetags.components import drawn

register = Library()

READ_RECORD = "boards.read_record"


@dataclass(frozen=True, slots=True)
class Page:
    """One of the pages; without `may` anyone opens it.

    The record of a body opens for those only who may read the record of that very body.
    """

    title: str
    address: str
    may: str | None = None


MEETING_PAGES = (
    Page("Overview", "boards:meeting_detail", "boards.plan_meeting"),
    Page("Agenda", "boards:agenda", "boards.plan_meeting"),
    Page("Reports", "boards:meeting_reports", "boards.clear_report"),
    Page("Questions asked", "boards:challenge_meeting", READ_RECORD),
    Page("Register", "boards:register", "boards.keep_register"),
    Page("Items", "boards:outcome_list", "boards.keep_register"),
    Page("Issues", "boards:issue_list", "boards.keep_register"),
    Page("Minutes", "boards:minutes_detail", "boards.read_record"),
    Page("Invitations", "boards:invitations", "boards.plan_meeting"),
    Page("Opened", "boards:papers_opened", "boards.see_opened"),
)

BODY_PAGES = (
    Page("About", "boards:body_detail"),
    Page("Papers", "boards:body_packs"),
    Page("People", "boards:seat_list", READ_RECORD),
    Page("Rules", "boards:rules_detail", READ_RECORD),
    Page("Attendance", "boards:attendance", READ_RECORD),
    Page("Duties", "boards:duties", READ_RECORD),
    Page("Engagement", "boards:engagement", READ_RECORD),
    Page("Questions asked", "boards:challenge_year", READ_RECORD),
    Page("Asked of young people", "boards:to_forum_list", READ_RECORD),
    Page("Actions", "boards:action_log", "boards.read_record"),
    Page("Minutes", "boards:minutes_list", "boards.read_record"),
    Page("Decisions", "boards:decision_list", "boards.read_record"),
    Page("The year", "boards:year_plan", "boards.plan_meeting"),
)


@register.simple_tag(takes_context=True)
def meeting_pages(context: Context, meeting: Meeting) -> SafeString:
    """The tabs of a meeting."""
    return _tabs(context, MEETING_PAGES, {"pk": meeting.pk}, str(meeting))


@register.simple_tag(takes_context=True)
def body_pages(context: Context, body: Body) -> SafeString:
    """The tabs of a body."""
    user = context["request"].user
    reads = user.has_perm(READ_RECORD, body) and reads_record(user, body, clock.today())
    pages = tuple(page for page in BODY_PAGES if reads or page.may != READ_RECORD)
    return _tabs(context, pages, {"key": body.key}, body.name)


def _tabs(
    context: Context, pages: tuple[Page, ...], which: dict[str, object], label: str
) -> SafeString:
    request = context["request"]
    here, where = request.resolver_match.view_name, {"council": request.council.slug, **which}
    start = get_script_prefix()
    tabs = tuple(
        (page.title, _href(start, page.address, **where), page.address == here)
        for page in pages
        if page.may is None or request.user.has_perm(page.may, request.council)
    )
    return drawn(context, "boards/panels/subpages.html", tabs=tabs, label=label)


@lru_cache(maxsize=1024)
def _href(start: str, address: str, **where: str | int) -> str:  # noqa: ARG001 - where the site begins
    return reverse(address, kwargs=where)
