"""The pages that are used most, and who opens them."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.urls import reverse

from boards.models import Edition, EditionItem, Meeting
from councils.models import Council

MAX_QUERIES = 12


@dataclass(frozen=True, slots=True)
class Page:
    """A page: what it is called in the table, its address, and the persona who opens it.

    `most` is how many times as long as the bare view it may take; None where nothing is promised.
    `queries` is how many it may take.
    """

    name: str
    path: str
    persona: str = ""
    most: float | None = None
    queries: int = MAX_QUERIES

    @property
    def reader(self) -> str:
        """Who opens it, in a word."""
        return self.persona or "anyone"


def reference() -> Page:
    """The bare view."""
    return Page("Reference", reverse("bench_reference"), "member")


def latest_published(council: Council) -> Meeting:
    """The last meeting whose papers are out, on a theme: the one with the pack of 120 pages."""
    published = Meeting.objects.of(council).filter(
        Exists(Edition.objects.filter(meeting=OuterRef("pk"))), theme__isnull=False
    )
    return published.order_by("-held_on", "pk").first()


def all_pages(council: Council) -> list[Page]:
    """Public pages first, then those of people who have signed in."""

    def at(route: str, **where: object) -> str:
        return reverse(route, kwargs={"council": council.slug, **where})

    meeting = latest_published(council)
    members = meeting.editions.filter(kind=Edition.Kind.MEMBERS).order_by("-number")[:1]
    theme = EditionItem.objects.get(edition__in=members, title=meeting.theme.name)
    where = {"pk": meeting.pk, "number": theme.number}
    members = at("boards:members_papers_item", **where)
    return [
        Page("Council home", at("council_home")),
        Page("Promises", at("pledges:promise_list")),
        Page("Measures", at("measures:measure_list")),
        Page("A measure", at("measures:measure_detail", key="foster-families")),
        Page("A body", at("boards:body_detail", key="panel")),
        Page("Public papers", at("boards:public_papers", pk=meeting.pk)),
        Page("An item of 120 pages", at("boards:public_papers_item", **where), most=0.5, queries=8),
        Page("The same, for a member", members, "member", most=0.5, queries=8),
        Page("Questions", at("forums:question_list"), "representative"),
        Page("A meeting, for its clerk", at("boards:meeting_detail", pk=meeting.pk), "clerk"),
        Page("Figures on record", reverse("admin:measures_observation_changelist"), "officer"),
    ]
