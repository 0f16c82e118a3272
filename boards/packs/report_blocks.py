"""The blocks of a cleared report: plain English first, then its parts in the order of its template.

Readers who may not have a restricted report get a slip with the number it begins with; the numbers
of its paragraphs are used up all the same, so that whatever follows has one number for everybody.
A report is always the last thing in its item, or another report follows it.
"""

from collections.abc import Iterable, Iterator

from boards.gate.passing import SLIP as HELD_BACK
from boards.models import Attachment, Edition, Report, Restriction
from boards.packs.blocks import (
    Attached,
    Block,
    Bullets,
    Notice,
    Paragraph,
    Part,
    Recommendation,
    Slip,
    Table,
)
from boards.packs.blocks import Report as ReportBlock
from boards.packs.removing import TAKEN_OUT
from boards.packs.stored import Withheld
from boards.packs.withholding import Decision, notice_words, slip_words
from boards.papers import pieces
from boards.papers.files import KINDS, size_in_words
from boards.papers.filing.queries import passing_of
from boards.papers.parts import Kind
from boards.papers.parts import Part as ReportPart
from boards.papers.queries import layout_of, wording_of
from councils.vocabulary import Vocabulary

A_REPORT, AN_ATTACHMENT = "A report", "An attachment"
NOTHING = "This report has no words yet."
WITH_THE_REPORT = "{kind}, {size}. The file is kept with the report for {members}; it is not part of these papers."
TO_SAVE = "{kind}, {size}. It can be saved at the end of this item."
FILE_KINDS = {kind.media_type: kind.words for kind in KINDS}


def report_blocks(report: Report, numbers: Iterator[str], *, kind: str) -> list[Block]:
    """A report for one kind of reader, its paragraphs numbered on."""
    blocks = list(_blocks(report, numbers, kind))
    if not report.live:
        return blocks
    withheld = withheld_by(report.live[0], kind=kind)
    if kind == Edition.Kind.MEMBERS:
        return [blocks[0], Notice(withheld.notice), *blocks[1:]]
    return [Slip(_first_number(blocks), withheld.slip)]


def withheld_by(restriction: Restriction, *, kind: str) -> Withheld:
    """What a restriction does to a pack of that kind."""
    thing = A_REPORT if restriction.report_id else AN_ATTACHMENT
    decision = Decision(
        restriction.reason,
        restriction.review_on,
        restriction.legal_paragraph,
        restriction.withheld_from_young,
        restriction.young_reason,
    )
    return Withheld(
        block=ReportBlock.name if restriction.report_id else Attached.name,
        key=str(restriction.report_id or restriction.attachment_id),
        notice=notice_words(decision),
        slip=slip_words(thing, decision, for_forum=kind == Edition.Kind.FORUM),
    )


def is_restricted(report: Report) -> bool:
    """Whether a report, or anything attached to it, is not for everybody."""
    return bool(report.live) or any(row.live for row in report.attachments.all())


def _first_number(blocks: Iterable[Block]) -> str:
    return next(block.number for block in blocks if hasattr(block, "number"))


def _blocks(report: Report, numbers: Iterator[str], kind: str) -> Iterator[Block]:
    label = "" if report.kind == Report.Kind.REPORT else report.get_kind_display()
    yield ReportBlock(str(report.pk), report.title, label)
    says = wording_of(report)
    parts = sorted(layout_of(report), key=lambda part: part.kind is not Kind.PLAIN)
    written = [block for part in parts for block in _part(part, says, numbers)]
    yield from written or [Paragraph(next(numbers), NOTHING)]
    if attachments := list(report.attachments.all()):
        yield Part("Attached")
        for row in attachments:
            yield _attached(row, next(numbers), kind, report.council.words)


def _part(part: ReportPart, says: object, numbers: Iterator[str]) -> list[Block]:
    """A heading and its paragraphs, lists and tables; nothing where nothing is written."""
    if part.kind is Kind.RECOMMENDATIONS:
        written = [Recommendation(next(numbers), text) for text in says.recommendations]
    else:
        found = pieces.pieces_of(says.texts[part.field])
        written = [piece_block(piece, next(numbers), part.title) for piece in found]
    return [Part(part.title), *written] if written else []


def piece_block(piece: pieces.Piece, number: str, title: str) -> Block:
    """A paragraph, list or table of a text; a table without a caption is named by its part's title."""
    if isinstance(piece, pieces.Bullets):
        return Bullets(number, piece.rows, piece.ordered)
    if isinstance(piece, pieces.Table):
        caption = piece.caption or f"A table of “{title}”"
        return Table(number, caption, piece.head, piece.rows, piece.numeric)
    return Paragraph(number, piece.text)


def _attached(row: Attachment, number: str, kind: str, words: Vocabulary) -> Block:
    """A file in its place, or a slip: a restriction comes before what holds the file back."""
    if not row.file:
        return Slip(number, TAKEN_OUT)
    if row.live and kind != Edition.Kind.MEMBERS:
        return Slip(number, withheld_by(row.live[0], kind=kind).slip)
    if not passing_of(row).passes:
        return Slip(number, HELD_BACK, key=str(row.pk))
    opens = kind == Edition.Kind.MEMBERS or row.for_everyone
    told = (TO_SAVE if opens else WITH_THE_REPORT).format(
        kind=FILE_KINDS[row.media_type], size=size_in_words(row.size), members=words.members
    )
    if row.live:
        told = withheld_by(row.live[0], kind=kind).notice
    return Attached(str(row.pk), number, row.title, told, row.media_type, opens)
