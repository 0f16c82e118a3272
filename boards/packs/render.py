"""From blocks to HTML: each item of an edition is rendered once, when it is published."""

from decimal import Decimal

from django.template.loader import render_to_string

from boards.packs.blocks import Block, Figure, Item
from boards.packs.blocks import Point as FigurePoint
from measures.chart import Chart, Level, Point, Series, line_chart


def item_html(item: Item) -> str:
    """The blocks of an item as HTML; nothing in it depends on who reads, or when."""
    parts = [{"block": block, "chart": _chart(block)} for block in item.blocks]
    return render_to_string("boards/packs/item.html", {"item": item, "parts": parts})


def _chart(block: Block) -> Chart | None:
    if not isinstance(block, Figure):
        return None
    points = tuple(_point(point) for point in block.points)
    levels = [Level("Target", Decimal(block.target))] if block.target else []
    return line_chart([Series(block.title, points)], levels=levels, unit=block.unit)


def _point(point: FigurePoint) -> Point:
    return Point(point.label, None if point.value is None else Decimal(point.value))
