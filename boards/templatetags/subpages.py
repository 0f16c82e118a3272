"""The pages of a meeting and of a body, as tabs above them: each person sees those they may open.

A page is one line of a table: its name, its address, and the permission its view asks for.
"""

from dataclasses import dataclass

from django.http import HttpRequest
from django.template import Context, Library
from django.urls import reverse

from boards.models import Body, Meeting

register = Library()


@dataclass(frozen=True, slots=True)
class Page:
    """One of the pages; without `may` anyone opens it."""

    title: str
    address: str
    may: str | None = None


MEETING_PAGES = (
    Page("Overview", "boards:meeting_detail", "boards.plan_meeting"),
    Page("Invitations", "boards:invitations", "boards.plan_meeting"),
)

BODY_PAGES = (
    Page("About", "boards:body_detail"),
    Page("The year", "boards:year_plan", "boards.plan_meeting"),
)


@register.inclusion_tag("boards/panels/subpages.html", takes_context=True)
def meeting_pages(context: Context, meeting: Meeting) -> dict[str, object]:
    """The tabs of a meeting."""
    kwargs = {"council": meeting.council.slug, "pk": meeting.pk}
    return _tabs(context["request"], MEETING_PAGES, kwargs, str(meeting))


@register.inclusion_tag("boards/panels/subpages.html", takes_context=True)
def body_pages(context: Context, body: Body) -> dict[str, object]:
    """The tabs of a body."""
    kwargs = {"council": body.council.slug, "key": body.key}
    return _tabs(context["request"], BODY_PAGES, kwargs, body.name)


def _tabs(
    request: HttpRequest, pages: tuple[Page, ...], kwargs: dict[str, object], label: str
) -> dict[str, object]:
    here = request.resolver_match.view_name
    tabs = [
        (page.title, reverse(page.address, kwargs=kwargs), page.address == here)
        for page in pages
        if page.may is None or request.user.has_perm(page.may, request.council)
    ]
    return {"tabs": tabs if len(tabs) > 1 else [], "label": label}
