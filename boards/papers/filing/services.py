"""How files are attached, looked into, replaced and taken off.

A file is looked into before anything is locked: it may take its time (`boards/gate/looking.py`), and
nobody waits for it but the person who sends it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from boards import reports as rule
from boards.gate.findings import VERSION, Finding, unreadable
from boards.gate.looking import look_into
from boards.gate.passing import why_not_replace
from boards.models import Attachment, FileCheck, Report
from boards.papers.files import Kind, Limits, check, digest, title_from
from boards.papers.filing.queries import files, passing_of
from boards.papers.queries import is_theirs, oversees, state_of
from boards.papers.services import NOT_YOURS, may_write
from councils import clock
from councils.models import User
from councils.writing import Gone, Refused, lock, store

STAYS = "The proper officer has decided about this file, so it stays on record."
GONE = (
    "This file has been replaced or taken off meanwhile. Nothing of yours is done with the new one."
)
SAME = "This is the file that is held back. Mend it, save it and send the mended one."
LOST = "it is gone from where files are kept"


@dataclass(frozen=True)
class Sent:
    """A file somebody sends: what kind it is, and what the gate found in it."""

    file: UploadedFile
    kind: Kind
    sha256: str
    found: Sequence[Finding]


def attach_file(
    *,
    by: User,
    report: Report,
    file: UploadedFile,
    title: str = "",
    for_everyone: bool = False,
) -> Attachment:
    """Attach a file to a report that is being written; its kind is decided by what is in it.

    What its pages do not show is looked for at once: a file in which something was found is attached
    all the same, and held back from all papers until it is replaced or cleared.

    Raises:
        Refused: the report is somebody else's, or is not being written.
        ValidationError: says what is wrong with the file; the same one may be sent twice.
    """
    with transaction.atomic():
        may_write(by, report)
    kind, sha256 = _kind_of(file), digest(file)
    if attached := report.attachments.filter(sha256=sha256).first():
        return attached
    sent = Sent(file, kind, sha256, look_into(file.read(), kind.media_type))
    return _attach(by, report, sent, title.strip(), for_everyone=for_everyone)


def _kind_of(file: UploadedFile) -> Kind:
    limits = Limits(settings.ATTACHMENT_MOST_BYTES, settings.ATTACHMENT_MOST_UNZIPPED_BYTES)
    checked = check(file, size=file.size, limits=limits)
    if checked.kind is None:
        raise ValidationError({"file": checked.refusal})
    return checked.kind


@transaction.atomic
def _attach(by: User, report: Report, sent: Sent, title: str, *, for_everyone: bool) -> Attachment:
    report = may_write(by, report)
    if attached := report.attachments.filter(sha256=sent.sha256).first():
        return attached
    last = report.attachments.order_by("position").last()
    return _store(
        Attachment(
            council=report.council,
            report=report,
            title=title or title_from(sent.file.name) or f"A file ({sent.kind.words})",
            position=last.position + 1 if last else 1,
            for_everyone=for_everyone,
        ),
        sent,
        by=by,
    )


def _store(attachment: Attachment, sent: Sent, *, by: User) -> Attachment:
    """Keep the file itself with its row, and what was found with both."""
    attachment.file = File(sent.file, name=f"{uuid4().hex}{sent.kind.ending}")
    attachment.media_type, attachment.size = sent.kind.media_type, sent.file.size
    attachment.sha256 = sent.sha256
    attachment.uploaded_at, attachment.uploaded_by = clock.now(), by
    attachment = store(attachment)
    _store_check(attachment, sent.found)
    return attachment


def _store_check(attachment: Attachment, found: Sequence[Finding]) -> FileCheck:
    row = FileCheck.objects.filter(attachment=attachment).first()
    row = row or FileCheck(council=attachment.council, attachment=attachment)
    row.gate, row.looked_at = VERSION, clock.now()
    row.findings = [each.plain() for each in found]
    return store(row)


def look_again(*, attachment: Attachment) -> FileCheck:
    """Look into a file that nobody, or an earlier gate, has looked into.

    What somebody has cleared stays cleared; what is found beside it holds the file back again.

    Raises:
        Refused: the file has been replaced or taken off meanwhile.
    """
    try:
        with attachment.file.open("rb") as stored:
            found = look_into(stored.read(), attachment.media_type)
    except FileNotFoundError:
        found = [unreadable("The file", LOST)]
    with transaction.atomic():
        return _store_check(lock_file(attachment), found)


def lock_file(attachment: Attachment) -> Attachment:
    """The file's row, locked until the transaction ends.

    Raises:
        Refused: it is not there any more.
    """
    try:
        return lock(attachment)
    except Gone:
        raise Refused(GONE) from None


# In place of another, and off ---------------------------------------------------------------------


def replace_file(
    *, by: User, attachment: Attachment, file: UploadedFile, for_everyone: bool
) -> Attachment:
    """Put a file in the place of another, under its title; the other one is gone.

    A restriction goes on for the new one. Sending the same form twice replaces once.

    Raises:
        Refused: it is somebody else's report, or the rule says no, or another came first.
        ValidationError: says what is wrong with the file.
    """
    _refuse_replace(by, attachment.report, attachment)
    kind, sha256 = _kind_of(file), digest(file)
    if sha256 == attachment.sha256:
        raise ValidationError({"file": SAME})
    sent = Sent(file, kind, sha256, look_into(file.read(), kind.media_type))
    return _replace(by, attachment, sent, for_everyone=for_everyone)


def why_not_replaced(by: User, report: Report, file: Attachment) -> str:
    """Why the person cannot replace a file, one of `files`; empty where they can."""
    return why_not_replace(
        passing_of(file),
        is_written=rule.Move.WRITE in rule.MOVES[state_of(report)],
        oversees=oversees(by, report.council),
    )


def _refuse_replace(by: User, report: Report, attachment: Attachment) -> None:
    if not is_theirs(by, report):
        raise Refused(NOT_YOURS)
    file = files().filter(pk=attachment.pk).first()
    if file is None:
        raise Refused(GONE)
    if refused := why_not_replaced(by, report, file):
        raise Refused(refused)


@transaction.atomic
def _replace(by: User, old: Attachment, sent: Sent, *, for_everyone: bool) -> Attachment:
    lock(old.report.item.meeting)  # who publishes or restricts meanwhile is waited for
    report = lock(old.report)
    if done := report.attachments.filter(replaces=old.pk, sha256=sent.sha256).first():
        return done
    old = lock_file(old)
    _refuse_replace(by, report, old)
    new = Attachment(
        council=report.council,
        report=report,
        title=old.title,
        position=old.position,
        for_everyone=for_everyone,
        replaces=old.pk,
    )
    new = _store(new, sent, by=by)
    for restriction in old.restrictions.all():
        restriction.attachment, restriction._history_user = new, by
        store(restriction)
    _delete(old, by=by)
    report._history_user = by
    store(report)
    return new


@transaction.atomic
def remove_attachment(*, by: User, attachment: Attachment) -> None:
    """Take a file off a report that is being written; the record keeps that it was there.

    Raises:
        Refused: the report is somebody else's or not being written, or the file is restricted.
    """
    report = may_write(by, attachment.report)
    attachment = lock_file(attachment)
    if attachment.restrictions.exists():
        raise Refused(STAYS)
    _delete(attachment, by=by)
    report._history_user = by
    store(report)


def _delete(attachment: Attachment, *, by: User) -> None:
    """The row with what was found and decided about it, and the file; history keeps the rows."""
    stored, name = attachment.file.storage, attachment.file.name
    checks = FileCheck.objects.filter(attachment=attachment)
    for row in (*attachment.clearances.all(), *checks, attachment):
        row._history_user = by
        row.delete()
    if name:  # else its content was taken out already
        transaction.on_commit(lambda: stored.delete(name))
