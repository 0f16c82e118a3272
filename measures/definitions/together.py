"""Groups of linked measures: told together, or none of them is (R18).

Source: this product's own rule, beside `councils.linked_counts`. Shares of one whole that are cut by
the same groups stand beside one another: 20 and 27 of the 50 boys tell that 3 are left. So where
anything small is among the groups of linked figures of one day, or left over by them, none of these
figures is shown by groups. How groups are named does not matter: a reader knows that “Boys” are “Male”.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from councils.disclosure import is_small
from measures.definitions.cuts import Part, publish, unknown


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure with its groups, which fit it, as somebody could read them at one time."""

    measure: int
    figure: Part
    groups: tuple[tuple[str, Part], ...]

    @property
    def parts(self) -> list[Part]:
        """The groups, with those who are in none that is known."""
        known = [part for _, part in self.groups]
        return [*known, unknown(known, self.figure)]


def linked(measure: int, links: Iterable[tuple[int, int]]) -> frozenset[int]:
    """The measure and all that are linked with it, however far; `links` are (share, whole)."""
    links, found, size = list(links), {measure}, 0
    while size != len(found):
        size = len(found)
        for pair in links:
            if found.intersection(pair):
                found.update(pair)
    return frozenset(found)


def gives_away(readings: Sequence[Reading], limit: int | None) -> bool:
    """Whether linked figures of one day, shown by groups, would tell a small number.

    `readings` are all that could ever be read of them: those before a correction too.
    """
    if limit is None:
        return False
    if any(publish("", each.groups, each.figure, limit=limit).withheld for each in readings):
        return True
    sizes = {part.whole for each in readings for part in each.parts if part.whole}
    return any(_leave_few(readings, size, limit) for size in sizes)


def _leave_few(readings: Sequence[Reading], size: int, limit: int) -> bool:
    """Whether several measures' shares of a group of this size leave only a small number over."""
    reached = {(0, 0)}  # how many are counted, by none, one or more measures
    for counts in _counts_of(readings, size).values():
        reached |= {(sum_ + count, min(by + 1, 2)) for sum_, by in reached for count in counts}
    return any(by == 2 and is_small(size - sum_, limit) for sum_, by in reached)


def _counts_of(readings: Sequence[Reading], size: int) -> dict[int, set[int]]:
    """What each measure counts of a group of this size; nought adds nothing."""
    found: dict[int, set[int]] = {}
    for each in readings:
        counts = {part.count for part in each.parts if part.whole == size and part.count}
        found.setdefault(each.measure, set()).update(counts)
    return found
