"""How spreadsheets of figures are sent in, recorded, dropped and taken back."""

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from councils import clock
from councils.models import Council, User
from councils.writing import Conflict, Refused, lock, store
from measures.models import Batch, Observation
from measures.period.deciding import Told, seen_of
from measures.period.services import Outcome, record_period
from measures.recording import Entry
from measures.services import change_figure
from measures.sheets.checking import Looked, look, refusals
from measures.sheets.layout import MOST_BYTES, Code, Finding, Table, of_file, table
from measures.sheets.reading import read_sheet

#: For how long what was in a file is kept.
KEPT_FOR = timedelta(days=30)
FORGOTTEN = "What was in this file has been forgotten. Send the file again."


@dataclass(frozen=True, slots=True)
class Received:
    """A file that was sent in: its row, or what is wrong with it; and whether it was here before."""

    batch: Batch | None = None
    wrong: Finding | None = None
    was_here: bool = False


def send_in(*, by: User, council: Council, period_end: date, file: UploadedFile) -> Received:
    """Look into a spreadsheet and keep what was found, so that somebody can decide about it.

    No figure is recorded. A file that cannot be read is not kept. The same file sent again is the
    one that is here, looked at anew where nobody has decided yet.
    """
    if file.size > MOST_BYTES:
        return Received(wrong=of_file(Code.TOO_BIG))
    content = file.read()
    found = read_sheet(content)
    if isinstance(found, Finding):
        return Received(wrong=found)
    sha256 = hashlib.sha256(content).hexdigest()
    return _keep(by, council, period_end, found, sha256, PurePath(file.name or "figures").name)


@transaction.atomic
def _keep(
    by: User, council: Council, period_end: date, sheet: Table, sha256: str, name: str
) -> Received:
    Council.objects.select_for_update().get(pk=council.pk)  # two clicks at once wait here
    here = Batch.objects.of(council).filter(period_end=period_end, sha256=sha256)
    batch = here.filter(state__in=(Batch.State.WAITING, Batch.State.RECORDED)).first()
    if batch and batch.state == Batch.State.RECORDED:
        return Received(batch, was_here=True)
    looked = look(sheet, council=council, user=by, period_end=period_end)
    batch = batch or Batch(council=council, period_end=period_end, sha256=sha256)
    batch.file_name = name[-160:]
    batch.kind = "csv" if name.casefold().endswith(".csv") else "xlsx"
    batch.uploaded_by, batch.uploaded_at = by, clock.now()
    batch.content, batch.checked = sheet.plain(), looked.plain()
    return Received(store(batch))


@transaction.atomic
def record_batch(*, by: User, batch: Batch, is_invented: bool = False) -> Batch:
    """Record the good rows of a spreadsheet; recording it again changes nothing.

    Only what was shown as good is recorded, and what somebody else has recorded since is not
    written over: such a row is listed with the others that were not recorded.

    Raises:
        Refused: somebody decided otherwise, it has been forgotten, or no row of it is good.
    """
    batch = lock(batch)
    if batch.state == Batch.State.RECORDED:
        return batch
    _may_be_decided(batch)
    seen = {row["key"]: seen_of(row["seen"]) for row in batch.checked["good"]}
    looked = look(
        table(batch.content),
        council=batch.council,
        user=by,
        period_end=batch.period_end,
        seen=seen,
    )
    looked.sent = {n: sent for n, sent in looked.sent.items() if sent.measure.key in seen}
    if not looked.sent:
        raise Refused("No row of this file can be recorded any more. Send the file again.")
    outcomes = record_period(
        by=by,
        council=batch.council,
        period_end=batch.period_end,
        rows=list(looked.sent.values()),
        is_invented=is_invented,
    )
    _note_refusals(looked, outcomes)
    batch.checked = looked.plain()
    batch.recorded = [_kept(each) for each in outcomes if each.is_good]
    return _decide(batch, by, Batch.State.RECORDED)


def _may_be_decided(batch: Batch) -> None:
    if batch.state != Batch.State.WAITING:
        raise Refused(f"Somebody has decided about this file already: {batch.get_state_display()}.")
    if not batch.content:
        raise Refused(FORGOTTEN)


def _note_refusals(looked: Looked, outcomes: list[Outcome]) -> None:
    for number, outcome in zip(list(looked.sent), outcomes, strict=True):
        looked.findings += refusals(number, outcome, looked.sent[number])
        if not outcome.is_good:
            looked.good = [row for row in looked.good if row["row"] != number]


def _kept(outcome: Outcome) -> dict[str, object]:
    """What was done with a figure, so that it can be taken back."""
    return {
        "figure": outcome.figure.pk,
        "version": outcome.figure.version,
        "action": outcome.action,
        "before": _plain(outcome.before) if outcome.before else None,
    }


def _plain(told: Told) -> dict[str, object]:
    entry = told.entry
    return {
        "numerator": entry.numerator,
        "denominator": entry.denominator,
        "value": None if entry.value is None else str(entry.value),
        "not_available": entry.not_available,
        "covers_to": entry.covers_to and entry.covers_to.isoformat(),
        "status": told.status,
        "narrative": told.narrative,
        "corrective_action": told.corrective_action,
    }


def _decide(batch: Batch, by: User, state: str) -> Batch:
    batch.state, batch.decided_by, batch.decided_at = state, by, clock.now()
    return store(batch)


@transaction.atomic
def drop_batch(*, by: User, batch: Batch) -> Batch:
    """Record nothing of a spreadsheet; doing it again changes nothing.

    Raises:
        Refused: it has been recorded meanwhile.
    """
    batch = lock(batch)
    if batch.state == Batch.State.DROPPED:
        return batch
    if batch.state != Batch.State.WAITING:
        raise Refused(f"Somebody has decided about this file already: {batch.get_state_display()}.")
    batch.content = {}
    return _decide(batch, by, Batch.State.DROPPED)


@transaction.atomic
def undo_batch(*, by: User, batch: Batch) -> Batch:
    """Take back what a spreadsheet recorded; doing it again changes nothing.

    A figure that has been signed off or changed since stays, and is named in `batch.stayed`. The
    history keeps every figure that is taken back.

    Raises:
        Refused: nothing of it was recorded.
    """
    batch = lock(batch)
    if batch.state == Batch.State.UNDONE:
        return batch
    if batch.state != Batch.State.RECORDED:
        raise Refused("Nothing of this file was recorded, so there is nothing to take back.")
    keys = [each["figure"] for each in batch.recorded]
    rows = Observation.objects.select_for_update(of=("self",)).select_related("measure")
    figures = rows.of(batch.council).in_bulk(keys)
    stayed = []
    for each in batch.recorded:
        figure = figures.get(each["figure"])
        if figure and (why := _take_back(by, figure, each)):
            stayed.append([figure.measure.title, why])
    batch.stayed, batch.state = stayed, Batch.State.UNDONE
    batch.undone_by, batch.undone_at = by, clock.now()
    return store(batch)


def _take_back(by: User, figure: Observation, each: dict) -> str:
    """Take one figure back; why it stays, where it does."""
    if figure.signed_off_at:
        return "It is signed off. Correct it with a reason."
    if figure.version != each["version"]:
        return "It has been changed since."
    if not _keeps_counts(figure, each) and figure.splits.exists():
        return "It has been cut by groups since."
    if each["action"] != "change":
        figure._history_user = by
        figure.delete()  # its history stays; what it corrected stands again
        return ""
    return _put_back(by, figure, each["before"])


def _keeps_counts(figure: Observation, each: dict) -> bool:
    """Whether the groups that a figure is cut into fit what it was before, too."""
    before = each["before"] if each["action"] == "change" else {}
    counts = (figure.numerator, figure.denominator)
    return bool(before) and counts == (before["numerator"], before["denominator"])


def _put_back(by: User, figure: Observation, before: dict) -> str:
    covers, value = before["covers_to"], before["value"]
    entry = Entry(
        before["numerator"],
        before["denominator"],
        None if value is None else Decimal(value),
        before["not_available"],
        covers and date.fromisoformat(covers),
    )
    words = {name: before[name] for name in ("status", "narrative", "corrective_action")}
    try:
        with transaction.atomic():
            change_figure(by=by, figure=figure, version=figure.version, entry=entry, **words)
    except ValidationError as error:
        return " ".join(error.messages)
    except Conflict as conflict:
        return str(conflict)
    return ""


@transaction.atomic
def forget_old_sheets() -> int:
    """Forget what was in files sent some time ago, decided or not; how many.

    Who sent them, when, and what was recorded of them stays.
    """
    old = Batch.objects.exclude(content={}).filter(uploaded_at__lt=clock.now() - KEPT_FOR)
    batches = list(old.select_for_update(of=("self",), skip_locked=True))
    for batch in batches:
        batch.content, batch.checked = {}, {}
        store(batch)
    return len(batches)
