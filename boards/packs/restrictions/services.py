"""How a paper is restricted and released, and taken out of what is published already."""

import json
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from boards.models import Attachment, Edition, Meeting, Report, Restriction
from boards.packs.report_blocks import withheld_by
from boards.packs.restrictions.queries import is_formal_committee, report_of
from boards.packs.services import store_edition
from boards.packs.stored import without
from boards.packs.withholding import Decision, what_is_missing, why_not_review_on
from boards.papers.filing.services import lock_file
from councils import clock
from councils.models import User
from councils.writing import Refused, lock, store

LIFTED = "This restriction has been lifted already."
OTHER_DECISION = "This is restricted already. Change that decision, or lift it first."


@transaction.atomic
def restrict(
    *,
    by: User,
    report: Report,
    decision: Decision,
    attachment: Attachment | None = None,
    resolution: str = "",
) -> Restriction:
    """Restrict a report, or one of its attachments; what is published already is published anew.

    New editions say what the last ones said, word for word, but for this paper. Sending the same
    form twice restricts once. Who publishes meanwhile waits, and then publishes without the paper;
    who has just published is waited for, and what they published is replaced.

    Raises:
        Refused: it is restricted already, by another decision, or the file is gone.
        ValidationError: names each field that is missing: a reason, the legal paragraph, the day.
    """
    meeting = lock(report.item.meeting)
    _refuse_incomplete(meeting, decision)
    # Who takes a file off meanwhile waits, and is refused; who has just done so is waited for.
    row = lock_file(attachment) if attachment else lock(report)
    paper = {"attachment" if attachment else "report": row}
    wanted = _fields(decision) | {"resolution": resolution.strip()}
    standing = Restriction.objects.filter(**paper, lifted_at__isnull=True).first()
    if standing and all(getattr(standing, name) == value for name, value in wanted.items()):
        return standing
    if standing:
        raise Refused(OTHER_DECISION)
    restriction = store(
        Restriction(
            council=meeting.council, decided_at=clock.now(), decided_by=by, **paper, **wanted
        )
    )
    _take_out(meeting, restriction, by=by)
    return restriction


def _fields(decision: Decision) -> dict[str, object]:
    return {
        "reason": decision.reason.strip(),
        "review_on": decision.review_on,
        "legal_paragraph": decision.legal_paragraph.strip(),
        "withheld_from_young": decision.withheld_from_young,
        "young_reason": decision.young_reason.strip(),
    }


def _refuse_incomplete(meeting: Meeting, decision: Decision) -> None:
    wrong = what_is_missing(
        decision,
        today=clock.today(),
        formal_committee=is_formal_committee(meeting),
        body=meeting.council.words.body,
    )
    if wrong:
        raise ValidationError(wrong)


def _take_out(meeting: Meeting, restriction: Restriction, *, by: User) -> None:
    """A further edition, without the paper, of each that has it."""
    for kind in Edition.Kind.values:
        latest = meeting.editions.filter(kind=kind).order_by("-number").first()
        if latest is None:
            continue
        pack, withheld = json.loads(latest.content), withheld_by(restriction, kind=kind)
        changed = without(pack, withheld, for_members=kind == Edition.Kind.MEMBERS)
        if changed != pack:
            store_edition(meeting, pack=changed, after=latest, by=by)


@transaction.atomic
def keep_restriction(
    *, by: User, restriction: Restriction, version: int, review_on: date, resolution: str
) -> Restriction:
    """Keep a restriction until another day, with what the meeting resolved about it.

    Raises:
        Conflict: somebody else changed it after the officer opened it.
        Refused: it has been lifted.
        ValidationError: the day is not to come.
    """
    restriction = lock(restriction, version=version)
    if restriction.lifted_at:
        raise Refused(LIFTED)
    if refused := why_not_review_on(review_on, today=clock.today()):
        raise ValidationError({"review_on": refused})
    restriction.review_on, restriction.resolution = review_on, resolution.strip()
    restriction._history_user = by
    return store(restriction)


@transaction.atomic
def release(*, by: User, restriction: Restriction) -> Restriction:
    """Lift a restriction: the paper is for everybody from the next papers on. Twice is once."""
    lock(report_of(restriction).item.meeting)  # who publishes meanwhile is waited for
    restriction = lock(restriction)
    if restriction.lifted_at is None:
        restriction.lifted_at, restriction.lifted_by = clock.now(), by
        restriction._history_user = by
        store(restriction)
    return restriction
