"""The words of a destroyed passage where they came from: the report, its history, its file.

What was typed under a report of the meeting is found by the mark of the passage it becomes, and
the sentence that stands in the papers takes its place, in the report and in all it said before.
Words that came from elsewhere (a question, a figure, minutes) are kept out of these papers by their
mark, and are changed where they are kept.
"""

from django.db import models, transaction

from boards.models import Attachment, Meeting, Recommendation, Report, ReportPart
from boards.packs.blocks import Attached
from boards.packs.blocks import Recommendation as RecommendationBlock
from boards.packs.removals.marks import mark_of
from boards.packs.removing import TAKEN_OUT
from boards.packs.report_blocks import piece_block
from boards.papers.pieces import Paragraph, pieces_of, text_of
from councils.models import User

A_FILE = "A file that was taken out"
#: Where the words of reports are kept: the table, its way to the report, its fields.
TEXTS: tuple[tuple[type[models.Model], str, tuple[str, ...]], ...] = (
    (Report, "pk", ("summary", "plain_summary", "text")),
    (ReportPart, "report", ("text",)),
    (Recommendation, "report", ("text",)),
)


def scrub(*, by: User, meeting: Meeting, marks: set[str]) -> None:
    """Take the passages with these marks out of the meeting's reports and their histories."""
    reports = Report.objects.filter(item__meeting=meeting)
    for model, to_report, fields in TEXTS:
        for row in model.objects.filter(**{f"{to_report}__in": reports}):
            _scrub_row(by, row, fields, marks)
            for past in row.history.all():
                _rewrite(past, _without(past, fields, marks))
    for attachment in Attachment.objects.filter(report__in=reports).exclude(file=""):
        if mark_of({"block": Attached.name, "key": str(attachment.pk)}) in marks:
            _empty(by, attachment)


def _scrub_row(by: User, row: models.Model, fields: tuple[str, ...], marks: set[str]) -> None:
    row._history_user = by
    _rewrite(row, _without(row, fields, marks))


def _rewrite(row: models.Model, fields: dict[str, str]) -> None:
    for name, words in fields.items():
        setattr(row, name, words)
    if fields:
        row.save(update_fields=list(fields))


def _without(row: models.Model, fields: tuple[str, ...], marks: set[str]) -> dict[str, str]:
    """The fields that have such a passage, each with the sentence in its place."""
    said = {name: getattr(row, name) for name in fields}
    clean = {name: _clean(words, marks) for name, words in said.items()}
    return {name: words for name, words in clean.items() if words != said[name]}


def _clean(words: str, marks: set[str]) -> str:
    if mark_of(RecommendationBlock("", words).plain()) in marks:
        return TAKEN_OUT
    pieces = pieces_of(words)
    kept = [Paragraph(TAKEN_OUT) if _is_marked(piece, marks) else piece for piece in pieces]
    return text_of(kept) if kept != list(pieces) else words


def _is_marked(piece: object, marks: set[str]) -> bool:
    return mark_of(piece_block(piece, "", "").plain()) in marks


def _empty(by: User, attachment: Attachment) -> None:
    """Take a file's content and its names away; that there was one stays."""
    stored, name = attachment.file.storage, attachment.file.name
    attachment._history_user = by
    empty = {"file": "", "title": A_FILE, "sha256": f"taken out {attachment.pk}"}
    for row in (attachment, *attachment.history.all()):
        _rewrite(row, empty)
    transaction.on_commit(lambda: stored.delete(name))
