"""A report as the pack will show it to members, before anything is published."""

from itertools import count

from boards.models import Edition, Report
from boards.packs.blocks import Item
from boards.packs.render import item_html
from boards.packs.report_blocks import report_blocks


def preview_html(report: Report) -> str:
    """The blocks of a report, loaded with what it says; numbered as if alone in its item."""
    item = report.item
    numbers = (f"{item.number_shown}.{place}" for place in count(1))
    blocks = report_blocks(report, numbers, kind=Edition.Kind.MEMBERS)
    return item_html(Item(number=item.number_shown, title=item.title, blocks=tuple(blocks)))
