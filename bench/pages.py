"""The ten pages that are used most, and who opens them."""

from dataclasses import dataclass

from django.urls import reverse

from boards.models import Edition, EditionItem, Meeting
from councils.models import Council


@dataclass(frozen=True, slots=True)
class Page:
    """A page: what it is called in the table, its address, and the persona who opens it."""

    name: str
    path: str
    persona: str = ""

    @property
    def reader(self) -> str:
        """Who opens it, in a word."""
        return self.persona or "anyone"


def reference() -> Page:
    """The bare view."""
    return Page("Reference", reverse("bench_reference"), "member")


def ten_pages(council: Council) -> list[Page]:
    """Public pages first, then those of people who have signed in."""

    def at(route: str, **where: object) -> str:
        return reverse(route, kwargs={"council": council.slug, **where})

    meeting = Meeting.objects.of(council).order_by("-held_on").first()
    theme = EditionItem.objects.get(
        edition__meeting=meeting, edition__kind=Edition.Kind.MEMBERS, title=meeting.theme.name
    )
    item = at("boards:members_papers_item", pk=meeting.pk, number=theme.number)
    return [
        Page("Council home", at("council_home")),
        Page("Promises", at("pledges:promise_list")),
        Page("Measures", at("measures:measure_list")),
        Page("A measure", at("measures:measure_detail", key="foster-families")),
        Page("A body", at("boards:body_detail", key="panel")),
        Page("Public papers", at("boards:public_papers", pk=meeting.pk)),
        Page("Members’ papers, theme", item, "member"),
        Page("Questions", at("forums:question_list"), "representative"),
        Page("A meeting, for its clerk", at("boards:meeting_detail", pk=meeting.pk), "clerk"),
        Page("Figures on record", reverse("admin:measures_observation_changelist"), "officer"),
    ]
