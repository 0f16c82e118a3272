"""How a file is cleared by a second person, and how that is taken back until it is out."""

from django.core.exceptions import ValidationError
from django.db import transaction

from boards.gate import passing as rule
from boards.models import Attachment, FileClearance
from boards.packs.clearing.queries import is_out
from boards.papers.filing.queries import clearance_of, files, passing_of
from boards.papers.filing.services import lock_file
from councils import clock
from councils.models import User
from councils.writing import Refused, lock, store

LOOKED_AGAIN = "This file was looked into again since you opened the page. Look at what was found, then decide."


def why_not_cleared(by: User, file: Attachment) -> str:
    """Why the person cannot clear a file, one of `files`; empty where they can."""
    return rule.why_not_clear(
        passing_of(file),
        by=by.pk,
        attached_by=file.uploaded_by_id,
        authors={file.report.author_id},
    )


@transaction.atomic
def clear_file(*, by: User, attachment: Attachment, seen: int, reason: str) -> FileClearance:
    """Let a file pass with what was found in it; `seen` is the version of the check that was shown.

    Who publishes meanwhile is waited for, or waits. Sending the same form twice clears once.

    Raises:
        Refused: the rule says no, or the file is another one by now, or was looked into again.
        ValidationError: no reason is given.
    """
    file = _locked(attachment)
    standing = clearance_of(file)
    if standing and passing_of(file).passes and _is_the_same(standing, by, reason):
        return standing
    if refused := why_not_cleared(by, file):
        raise Refused(refused)
    if file.file_check.version != seen:
        raise Refused(LOOKED_AGAIN)
    if not reason.strip():
        raise ValidationError({"reason": rule.NO_REASON})
    if standing:  # of less than is found by now
        _end(standing, by=by)
    return store(
        FileClearance(
            council=file.council,
            attachment=file,
            findings=file.file_check.findings,
            reason=reason.strip(),
            cleared_at=clock.now(),
            cleared_by=by,
            attached_by=file.uploaded_by,
            written_by=file.report.author,
        )
    )


def _locked(attachment: Attachment) -> Attachment:
    """The file as it is now, with what was found in it; locked, and its meeting with it."""
    lock(attachment.report.item.meeting)
    lock_file(attachment)
    return files().select_related("report__item__meeting", "report__author").get(pk=attachment.pk)


def _is_the_same(clearance: FileClearance, by: User, reason: str) -> bool:
    return (clearance.cleared_by_id, clearance.reason) == (by.pk, reason.strip())


def _end(clearance: FileClearance, *, by: User) -> None:
    clearance.taken_back_at, clearance.taken_back_by = clock.now(), by
    clearance._history_user = by
    store(clearance)


@transaction.atomic
def take_back(*, by: User, attachment: Attachment) -> None:
    """Take a clearance back, so that the file is held back again. Twice is once.

    Raises:
        Refused: the file is not cleared, or has gone out with the papers.
    """
    file = _locked(attachment)
    standing = clearance_of(file)
    if standing is None and file.clearances.filter(taken_back_by=by).exists():
        return
    out = is_out(file.report.item.meeting, file)
    if refused := rule.why_not_take_back(passing_of(file), is_out=out):
        raise Refused(refused)
    _end(standing, by=by)
