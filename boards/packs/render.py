"""From blocks to HTML: each item of an edition is rendered once, when it is published."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.template.loader import render_to_string

from boards.packs.blocks import Block, Figure, Item
from measures.chart import Chart, Level, Point, Series, line_chart


def item_html(item: Item) -> str:
    """The blocks of an item as HTML; nothing in it depends on who reads, or when."""
    parts = [{"block": block, "chart": _chart(block)} for block in item.blocks]
    return render_to_string("boards/packs/item.html", {"item": item, "parts": parts})


def _chart(block: Block) -> Chart | None:
    return chart_of(block.plain()) if isinstance(block, Figure) else None


def chart_of(figure: Mapping[str, Any]) -> Chart:
    """The chart of a figure's block, as an edition holds it."""
    points = tuple(
        Point(point["label"], None if point["value"] is None else Decimal(point["value"]))
        for point in figure["points"]
    )
    levels = [Level("Target", Decimal(figure["target"]))] if figure["target"] else []
    return line_chart([Series(figure["title"], points)], levels=levels, unit=figure["unit"])
