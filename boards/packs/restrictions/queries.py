"""What the proper officer's pages ask: what is restricted, and what may be."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from boards.models import BodyRules, Edition, Meeting, Report, Restriction
from boards.papers.queries import marked
from boards.queries import rules_on
from councils import clock
from councils.models import Council

FEW = 12


def restrictions_of(council: Council) -> QuerySet[Restriction]:
    """The council's restrictions that have not been lifted, those to be looked at first in front."""
    rows = Restriction.objects.of(council).filter(lifted_at__isnull=True)
    return with_papers(rows).order_by("review_on", "pk")


def with_papers(rows: QuerySet[Restriction]) -> QuerySet[Restriction]:
    """Restrictions with what they restrict, and whose decision it was."""
    return rows.select_related(
        "report__item__meeting__body",
        "attachment__report__item__meeting__body",
        "decided_by",
    )


def restrictable(council: Council) -> list[Report]:
    """Reports of meetings to come that are handed in or cleared, the nearest meeting first."""
    reports = Report.objects.of(council).filter(
        ~Q(state=Report.State.DRAFT), item__meeting__held_on__gte=clock.today()
    )
    reports = reports.select_related("item__meeting__body")
    return marked(reports.order_by("item__meeting__held_on", "item__position", "pk"))


def published_lately(council: Council) -> QuerySet[Meeting]:
    """The council's meetings with papers that are out, the latest few."""
    published = Edition.objects.filter(meeting=OuterRef("pk"))
    meetings = Meeting.objects.of(council).filter(Exists(published)).select_related("body")
    return meetings.order_by("-held_on")[:FEW]


def report_of(restriction: Restriction) -> Report:
    """The report that is restricted, or whose attachment is."""
    return restriction.report or restriction.attachment.report


def is_formal_committee(meeting: Meeting) -> bool:
    """Whether the body is a formal committee on the day of the meeting."""
    rules = rules_on(meeting.body, meeting.held_on)
    return bool(rules) and rules.legal_status == BodyRules.LegalStatus.COMMITTEE
