"""What pages and packs ask about files: where each is, and which are held back."""

from django.db.models import (
    Count,
    Exists,
    Expression,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce

from boards.gate.findings import VERSION, kept
from boards.gate.passing import Passing, passing
from boards.models import Attachment, FileClearance, Report

CLEARED = Q(clearances__taken_back_at__isnull=True)


def files() -> QuerySet[Attachment]:
    """Files in their places, each with what was found in it and who has cleared it: one query."""
    rows = Attachment.objects.annotate(clearance=FilteredRelation("clearances", condition=CLEARED))
    rows = rows.select_related("file_check", "clearance__cleared_by", "uploaded_by")
    return rows.order_by("report_id", "position", "uploaded_at", "pk")


def passing_of(file: Attachment) -> Passing:
    """Whether a file, one of `files`, may go out; asked by every page, POST and pack alike."""
    check = getattr(file, "file_check", None)
    found = kept(check.findings) if check else None
    clearance = clearance_of(file)
    return passing(found, kept(clearance.findings) if clearance else ())


def clearance_of(file: Attachment) -> FileClearance | None:
    """The clearance a file, one of `files`, goes out by; none for a file that was asked for plainly."""
    return getattr(file, "clearance", None)


def held() -> QuerySet[Attachment]:
    """Files that are held back: the rule of `boards/gate/passing.py`, as the database asks it."""
    cleared = FileClearance.objects.filter(
        attachment=OuterRef("pk"),
        taken_back_at__isnull=True,
        findings__contains=OuterRef("file_check__findings"),
    )
    found = ~Q(file_check__findings=[]) & ~Exists(cleared)
    return Attachment.objects.filter(Q(file_check__isnull=True) | found)


def number_held() -> Expression:
    """Of meetings: how many files of their cleared reports are held back."""
    rows = held().filter(report__item__meeting=OuterRef("pk"), report__state=Report.State.CLEARED)
    each = rows.order_by().annotate(of=F("report__item__meeting")).values("of")
    return Coalesce(Subquery(each.annotate(number=Count("pk")).values("number")), 0)


def to_look_into() -> QuerySet[Attachment]:
    """Files nobody has looked into, or an earlier gate has: what it found is all that is known."""
    rows = Attachment.objects.exclude(file="").select_related("council")
    return rows.exclude(file_check__gate__gte=VERSION).order_by("pk")
