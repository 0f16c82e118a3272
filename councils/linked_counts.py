"""R18 for figures that are shares of one another: what of them may be told together.

Sources: as `councils.disclosure`. A share may be hidden although no count of its own is small:
where 40 of 43 live with foster families, the 40 gives away three, and it must not come back as the
“30 of 40” of another share. So the figures of one day are looked at together:

- a count from one to the limit is hidden, and so is a share whose rest is such a count;
- shares of the same whole that add up to it, or leave only a small count over, are a row of a table
  with that whole for its total; of more than ten shares of one whole all are told, or none;
- where one hidden count of such a row could be worked out, the smallest others are hidden as well,
  and where there are none the whole;
- of a hidden whole no share is told, and of a hidden share none that is a share of it;
- where anything of them is hidden, linked figures are told once: were one added or corrected later,
  the two readings together would give away what is hidden, so from then on none of them is told.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, combinations

from councils.disclosure import DEFAULT_LIMIT, Count, can_be_worked_out, is_small

#: Among so many shares of one whole rows are looked for; where there are more, all or none are told.
MOST_SHARES = 10


@dataclass(frozen=True, slots=True)
class Linked:
    """A figure of a day: its name, what was counted, out of how many, and whose count that is.

    `counted` is None for an average, `out_of` for a plain count. `whole` is the name of the figure
    whose `counted` is this one's `out_of`, or "" where it is nobody's.
    """

    name: str
    counted: Count | None
    out_of: Count | None = None
    whole: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """Which counts of a figure may be told outside; its value may be where all of them may."""

    counted: bool
    out_of: bool

    @property
    def value(self) -> bool:
        """Whether the figure itself may be told."""
        return self.counted and self.out_of


TOLD, NOT_TOLD = Told(counted=True, out_of=True), Told(counted=False, out_of=False)


def told(
    now: Sequence[Linked], earlier: Iterable[Sequence[Linked]] = (), limit: int = DEFAULT_LIMIT
) -> dict[str, Told]:
    """Which counts of a day's figures may be told, by the figures' names.

    `earlier` is what the day's figures were each time before now that somebody outside could read
    them. Figures that are not linked do not change one another's answers.
    """
    answers: dict[str, Told] = {}
    before = list(earlier)
    for group in _groups(now):
        names = {figure.name for figure in group}
        past = [[figure for figure in state if figure.name in names] for state in before]
        answers |= _told_of_group(group, past, limit)
    return answers


def _told_of_group(
    group: Sequence[Linked], past: Iterable[Sequence[Linked]], limit: int
) -> dict[str, Told]:
    present = _told_once(group, limit)
    for state in past:
        then = _told_once(state, limit)
        hides = not all(answer.value for answer in (*present.values(), *then.values()))
        if hides and state and _counts(state) != _counts(group):
            return dict.fromkeys(present, NOT_TOLD)
    return present


def _counts(figures: Sequence[Linked]) -> dict[str, tuple[int | None, int | None]]:
    """The figures' counts, to see whether one was corrected."""
    return {each.name: (_number(each.counted), _number(each.out_of)) for each in figures}


def _number(count: Count | None) -> int | None:
    return None if count is None else count.reveal()


def _told_once(figures: Sequence[Linked], limit: int) -> dict[str, Told]:
    """What may be told of linked figures that nobody has read before."""
    system = _System(figures, limit)
    hidden = system.hidden()
    return {
        figure.name: Told(
            counted=system.part(figure) not in hidden, out_of=system.whole(figure) not in hidden
        )
        for figure in figures
    }


def _groups(figures: Sequence[Linked]) -> list[list[Linked]]:
    """The figures with those they are linked to, however far."""
    here = {figure.name for figure in figures}
    leader = {name: name for name in here}

    def top(name: str) -> str:
        while leader[name] != name:
            name = leader[name]
        return name

    for figure in figures:
        if figure.whole in here:
            leader[top(figure.name)] = top(figure.whole)
        elif figure.whole:  # the whole has no figure of its own: its shares share it still
            leader.setdefault(figure.whole, figure.whole)
            leader[top(figure.name)] = top(figure.whole)
    grouped: dict[str, list[Linked]] = {}
    for figure in figures:
        grouped.setdefault(top(figure.name), []).append(figure)
    return list(grouped.values())


class _System:
    """The counts of linked figures as cells, and the rows that they stand in."""

    def __init__(self, figures: Sequence[Linked], limit: int) -> None:
        self.values: dict[tuple[str, str], int] = {}
        self.rows: list[tuple[tuple, list[tuple]]] = []  # a total and its cells
        self.crowds: list[list[tuple]] = []  # more shares of one whole than are looked at in rows
        self.here = {figure.name for figure in figures if figure.counted is not None}
        parts: dict[tuple, list[tuple]] = {}
        for figure in figures:
            self._take(figure, parts)
        for whole, cells in parts.items():
            self._find_rows(whole, cells, limit)
        self.parts, self.limit = parts, limit

    def part(self, figure: Linked) -> tuple | None:
        """The cell of what was counted."""
        return None if figure.counted is None else ("count", figure.name)

    def whole(self, figure: Linked) -> tuple | None:
        """The cell of what it is a share of: another figure's count, or its own."""
        if figure.out_of is None:
            return None
        shared = "count" if figure.whole in self.here else "whole"
        return (shared, figure.whole or figure.name)

    def _take(self, figure: Linked, parts: dict[tuple, list[tuple]]) -> None:
        part, whole = self.part(figure), self.whole(figure)
        if part and figure.counted is not None:
            self.values[part] = figure.counted.reveal()
        if whole and figure.out_of is not None:
            self.values.setdefault(whole, figure.out_of.reveal())
        if part and whole:
            rest = ("rest", figure.name)
            self.values[rest] = figure.out_of.reveal() - figure.counted.reveal()
            self.rows.append((whole, [part, rest]))
            parts.setdefault(whole, []).append(part)

    def _find_rows(self, whole: tuple, cells: list[tuple], limit: int) -> None:
        """The shares of a whole that add up to it, or nearly: a reader may know them to be it all."""
        counted = [cell for cell in cells if self.values[cell]]
        if len(counted) > MOST_SHARES:
            self.crowds.append(cells)
            return
        for row in chain.from_iterable(
            combinations(counted, n) for n in range(2, len(counted) + 1)
        ):
            left = self.values[whole] - sum(self.values[cell] for cell in row)
            if 0 <= left <= limit:
                other = ("left by", *row)
                self.values[other] = left
                self.rows.append((whole, [*row, other]))

    def hidden(self) -> set[tuple]:
        """The cells that are not told."""
        hidden = {cell for cell, value in self.values.items() if is_small(value, self.limit)}
        size = -1
        while size != len(hidden):
            size = len(hidden)
            for whole, cells in self.rows:
                self._complete(whole, cells, hidden)
            for whole, cells in self.parts.items():
                if whole in hidden:
                    hidden.update(cells)
            for cells in self.crowds:
                if any(cell in hidden or ("rest", cell[1]) in hidden for cell in cells):
                    hidden.update(cells)
        return hidden

    def _complete(self, whole: tuple, cells: list[tuple], hidden: set[tuple]) -> None:
        """Hide as much more of a row as it needs for nobody to work out what is hidden."""
        values = [self.values[cell] for cell in cells if cell in hidden]
        if whole in hidden or not self._is_open(cells, values):
            return
        others = [cell for cell in cells if cell not in hidden and self.values[cell]]
        if not others:
            hidden.add(whole)
            return
        least = min(self.values[cell] for cell in others)
        hidden.update(cell for cell in others if self.values[cell] == least)

    def _is_open(self, cells: list[tuple], hidden: list[int]) -> bool:
        """Whether a reader could work out what is hidden of a row.

        As in a row of its own, but for two counts at the limit: they could as well be one less and
        one more, which would look the same, unless that one more stands in the row already.
        """
        if hidden == [self.limit] * 2:
            return self.limit + 1 in (self.values[cell] for cell in cells)
        return can_be_worked_out(hidden, self.limit)
