"""The blocks of plans: what is done for the promises of a theme, and how it goes.

Members and the forum get each item as it stands. The public gets an item as it was published with
its plan, and nothing of what was said since; while none of them is published, a slip keeps the
number. A theme for whose promises no plan has an item gets nothing.
"""

from collections.abc import Iterator

from boards.packs.audience import Audience
from boards.packs.blocks import Block, Heading, Slip, Table
from pledges.models import Theme
from pledges.plans.queries import Item, of_theme, plan_items, published_rows

TITLE = "What the plans say"
CAPTION = "What is to be done, and how it goes"
HEAD = ("What is to be done", "Who answers for it", "By when", "How it goes", "What was said")
COLUMNS = ("what", "who", "due", "status", "words")
NOT_PUBLISHED = "What the plans say of this stands here and is not published."


def plan_blocks(audience: Audience, theme: Theme | None, numbers: Iterator[str]) -> list[Block]:
    """The items of plans for a theme as one table; without a theme, every item."""
    items = plan_items(of_theme(audience.council, theme), today=audience.today)
    if not items:
        return []
    return [Heading(TITLE), _table(audience, items, next(numbers))]


def _table(audience: Audience, items: list[Item], number: str) -> Block:
    """The table, or the slip that stands in its place."""
    cells = [item.cells for item in items]
    if audience.is_public:
        published = published_rows(audience.council)
        cells = [published[item.row.pk] for item in items if item.row.pk in published]
    if not cells:
        return Slip(number, NOT_PUBLISHED)
    rows = tuple(tuple(row[name] or "nothing yet" for name in COLUMNS) for row in cells)
    return Table(number=number, caption=CAPTION, head=HEAD, rows=rows)
