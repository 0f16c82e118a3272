"""Saves what somebody took from a Word document: the words, and the pictures they described."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction

from boards.models import Attachment, Report
from boards.papers.editing import Wording
from boards.papers.filing.services import attach_file
from boards.papers.services import save_report
from councils.models import User


@dataclass(frozen=True, slots=True)
class Described:
    """A picture with what it shows in words; `field` is where its words were typed."""

    field: str
    words: str
    ending: str
    content: bytes


@transaction.atomic
def take_in(
    *,
    by: User,
    report: Report,
    mine: Wording,
    seen: Mapping[str, str],
    pictures: Sequence[Described] = (),
) -> Report:
    """Save the words, and attach each picture under its words; all of it or nothing.

    Sending the same form twice saves and attaches once.

    Raises:
        BothChanged: another person changed a part that this one changed too.
        Refused: the report is somebody else's, or is not being written.
        ValidationError: names the part that is too long, or the picture that is refused.
    """
    report = save_report(by=by, report=report, mine=mine, seen=seen)
    known = set(report.attachments.values_list("pk", flat=True))
    attached: list[Attachment] = []
    try:
        attached.extend(_attach(by, report, picture) for picture in pictures)
    except Exception:
        for row in attached:  # the rows are undone with the transaction, the files are not
            if row.pk not in known:
                row.file.storage.delete(row.file.name)
        raise
    return report


def _attach(by: User, report: Report, picture: Described) -> Attachment:
    file = ContentFile(picture.content, name=f"picture{picture.ending}")
    try:
        return attach_file(by=by, report=report, file=file, title=picture.words)
    except ValidationError as error:
        raise ValidationError({picture.field: error.messages}) from error
