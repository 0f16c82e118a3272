"""A report as the pack will show it to members, before anything is published."""

from itertools import count

from boards.models import Edition, Report
from boards.packs.blocks import Item
from boards.packs.render import item_html
from boards.packs.report_blocks import report_blocks
from boards.papers.queries import with_what_it_says


def preview_html(report: Report) -> str:
    """The report's blocks as HTML; paragraphs are numbered as if it were alone in its item."""
    row = with_what_it_says(Report.objects.filter(pk=report.pk)).get()
    numbers = (f"{row.item.position}.{place}" for place in count(1))
    blocks = report_blocks(row, numbers, kind=Edition.Kind.MEMBERS)
    return item_html(Item(number=row.item.position, title=row.item.title, blocks=tuple(blocks)))
