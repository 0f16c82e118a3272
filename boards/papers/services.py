"""How reports are written: begun, saved, submitted, cleared or given back."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction

from boards import reports as rule
from boards.models import (
    AgendaItem,
    Meeting,
    Recommendation,
    Report,
    ReportMove,
    ReportPart,
)
from boards.papers.editing import Merged, Wording, merged
from boards.papers.queries import (
    check_of,
    is_theirs,
    layout_of,
    oversees,
    papers_due,
    state_of,
    template_for,
    wording_of,
)
from councils import clock
from councils.models import User
from councils.working_days import day_in_words
from councils.writing import Conflict, Refused, lock, store

NOT_YOURS = "This report is somebody else’s. Authors write their own reports, a clerk writes any."
OVER = "This meeting is over, so no report can be written for it any more."
CANCELLED = "This meeting is cancelled, so it needs no reports."
NO_AUTHOR = "Choose somebody who writes reports for this council."
LONGEST = 20_000
TOO_LONG = "This has {number:,} characters; the most is {limit:,}."
WHY_LATE = "The papers were due on {day}. Say why this report comes late; readers see it."


class BothChanged(Conflict):
    """Two people changed the same part of a report; nothing of the second one's is saved yet.

    `saved` is what the report says now, `together` what it would say with the second one's words.
    """

    def __init__(self, current: Report, saved: Wording, together: Merged) -> None:
        super().__init__(current)
        self.saved, self.together = saved, together


# Writing ------------------------------------------------------------------------------------------


@transaction.atomic
def write_report(
    *,
    by: User,
    item: AgendaItem,
    title: str,
    kind: str = Report.Kind.REPORT,
    author: User | None = None,
) -> Report:
    """Begin a report under an item, by its author or by a clerk for somebody else.

    Sending the same form twice begins one report.

    Raises:
        Refused: the meeting is over or cancelled, or it is to be somebody else's report.
        ValidationError: names the field that is wrong: a title taken, a person who writes none.
    """
    item = lock(item)  # two clicks at once wait for each other
    author = author or by
    _refuse_meeting(item.meeting)
    if author != by and not oversees(by, item.council):
        raise Refused(NOT_YOURS)
    if not author.has_perm("boards.write_report", item.council):
        raise ValidationError({"author": NO_AUTHOR})
    begun = item.reports.filter(title=title.strip(), author=author, kind=kind).first()
    if begun and begun.version == 1:
        return begun
    return store(
        Report(
            council=item.council,
            item=item,
            template=template_for(item.meeting.body, item.meeting.held_on),
            kind=kind,
            title=title.strip(),
            author=author,
        )
    )


def _refuse_meeting(meeting: Meeting) -> None:
    if meeting.is_cancelled:
        raise Refused(CANCELLED)
    if meeting.held_on < clock.today():
        raise Refused(OVER)


def may_write(by: User, report: Report) -> Report:
    """The report, locked, if the person writes it and it is being written.

    Raises:
        Refused: it is somebody else's, or is not being written.
    """
    report = lock(report)
    if not is_theirs(by, report):
        raise Refused(NOT_YOURS)
    if refused := rule.why_not(state_of(report), rule.Move.WRITE):
        raise Refused(refused)
    return report


@transaction.atomic
def save_report(*, by: User, report: Report, mine: Wording, seen: Mapping[str, str]) -> Report:
    """Save what somebody wrote; parts that only another person changed meanwhile stay theirs.

    `seen` are the marks of what they saw (see `boards/papers/editing.py`).

    Raises:
        BothChanged: another person changed a part that this one changed too.
        Refused: it is somebody else's, or is not being written.
        ValidationError: names each field that is too long or empty.
    """
    report = may_write(by, report)
    saved = wording_of(report)
    together = merged(mine, seen=seen, saved=saved)
    if together.clashes:
        raise BothChanged(report, saved, together)
    _refuse_lengths(together.wording)
    if together.wording == saved:
        return report  # the same form sent twice
    return _write(report, together.wording, by=by)


def _refuse_lengths(says: Wording) -> None:
    wrong = {
        name: TOO_LONG.format(number=len(words), limit=LONGEST)
        for name, words in says.fields().items()
        if len(words) > LONGEST
    }
    if wrong:
        raise ValidationError(wrong)


def _write(report: Report, says: Wording, *, by: User) -> Report:
    for part in layout_of(report):
        if part.section is not None:
            _write_part(report, part.section, says.texts[part.field])
    _write_recommendations(report, says.recommendations)
    for name in ("title", "summary", "plain_summary", "text"):
        setattr(report, name, says.texts.get(name, ""))
    report._history_user = by
    return store(report)


def _write_part(report: Report, section: int, text: str) -> None:
    part = report.parts.filter(section=section).first()
    part = part or ReportPart(council=report.council, report=report, section_id=section)
    if part.text != text:
        part.text = text
        store(part)


def _write_recommendations(report: Report, texts: tuple[str, ...]) -> None:
    rows = {row.position: row for row in report.recommendations.all()}
    for position, text in enumerate(texts, start=1):
        row = rows.pop(position, None) or Recommendation(
            council=report.council, report=report, position=position
        )
        if row.text != text:
            row.text = text
            store(row)
    for row in rows.values():
        row.delete()


# The way it takes ---------------------------------------------------------------------------------


def _move(report: Report, to: str, *, by: User, reason: str = "") -> Report:
    report.state = to
    report._history_user = by
    store(
        ReportMove(
            council=report.council,
            report=report,
            to_state=to,
            reason=reason.strip(),
            moved_at=clock.now(),
            moved_by=by,
        )
    )
    return store(report)


@transaction.atomic
def submit_report(*, by: User, report: Report) -> Report:
    """Hand a report in to be cleared, if it has all it needs (R9). Twice is once.

    Raises:
        Refused: it is somebody else's, or is cleared already.
        ValidationError: names each part that is missing or too long.
    """
    report = lock(report)
    if not is_theirs(by, report):
        raise Refused(NOT_YOURS)
    if report.state == Report.State.SUBMITTED:
        return report
    if refused := rule.why_not(state_of(report), rule.Move.SUBMIT):
        raise Refused(refused)
    missing = check_of(report)
    if not missing.allowed:
        raise ValidationError(dict(missing.refusals))
    return _move(report, Report.State.SUBMITTED, by=by)


@transaction.atomic
def clear_report(*, by: User, report: Report, reason: str = "") -> Report:
    """Clear a submitted report for the papers; after they were due, only with a reason.

    Raises:
        Refused: it is not submitted, or the person wrote it.
        ValidationError: it comes late and no reason is given.
    """
    report = lock(report)
    if report.state == Report.State.CLEARED and report.moves.filter(moved_by=by).exists():
        return report  # the same button twice
    if refused := rule.why_not_clear(state_of(report), authors={report.author_id}, by=by.pk):
        raise Refused(refused)
    late = why_late(report)
    if late and not reason.strip():
        raise ValidationError({"reason": late})
    return _move(report, Report.State.CLEARED, by=by, reason=reason if late else "")


def why_late(report: Report) -> str:
    """The sentence for a report that is cleared after the papers were due; empty in time."""
    due = papers_due(report.item.meeting)
    if due is None or clock.today() <= due.due_on:
        return ""
    return WHY_LATE.format(day=day_in_words(due.due_on))


@transaction.atomic
def give_back(*, by: User, report: Report, reason: str) -> Report:
    """Give a submitted or cleared report back to its author, saying what is to be changed.

    Raises:
        Refused: it is being written already.
        ValidationError: no reason is given.
    """
    report = lock(report)
    state = state_of(report)
    if refused := rule.why_not(state, rule.Move.RETURN):
        raise Refused(refused)
    if refused := rule.why_not_return(state, reason):
        raise ValidationError({"reason": refused})
    return _move(report, Report.State.DRAFT, by=by, reason=reason)
