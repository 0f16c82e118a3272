"""A chart in a sentence, for those who do not see it and those who would rather read (WCAG 1.1.1).

A value that is None, missing or hidden, is said to be not shown, and nothing else of it (R18).
"""

from collections.abc import Sequence
from decimal import Decimal

from measures.chart import Number, Point
from measures.rating import figure


def alt_text(
    name: str, points: Sequence[Point], *, unit: str = "", target: Number | None = None
) -> str:
    """The chart in a sentence: "Children in foster care rose from 67% in 2018 to 71% in 2020."."""
    shown = [(point.label, point.value) for point in points if point.value is not None]
    sentences = [_movement(name, shown, unit)]
    if missing := len(points) - len(shown):
        sentences.append(_missing(missing))
    if target is not None:
        sentences.append(f"The target is {_text(target, unit)}.")
    return " ".join(sentences)


def _movement(name: str, shown: Sequence[tuple[str, Number]], unit: str) -> str:
    if not shown:
        return f"{name}: no figures to show."
    (then, old), (now, new) = shown[0], shown[-1]
    if len(shown) == 1:
        return f"{name}: {_text(new, unit)} in {now}."
    if old == new:
        return f"{name} stayed at {_text(old, unit)} from {then} to {now}."
    verb = "rose" if float(new) > float(old) else "fell"
    return f"{name} {verb} from {_text(old, unit)} in {then} to {_text(new, unit)} in {now}."


def _missing(number: int) -> str:
    if number == 1:
        return "For 1 period no figure is shown."
    return f"For {number} periods no figure is shown."


def _text(value: Number, unit: str) -> str:
    return figure(Decimal(str(value)), unit)
