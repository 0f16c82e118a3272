"""Which items share pages: items that are short stand below one another, and stay together.

A short item that fits whole in what is left of a page stands there, below the one before it; any
other begins a page. Items that were set like this are one section of the pack (paging.py): a run, from
an item at the top of a page to the next one at the top of a page. Only what is new to readers is
set freely. Source: a supplement never renumbers; so what was printed once stays as it is.

- An item stays in the run it was printed in, grown or not, and whoever else has left it. One that
  comes back after it was withdrawn stands where it stood.
- A new item begins a page, behind the run in which the item before it stands: where 5 and 6 share
  page 3, the late item 5A is page 3a, and 6 is still on page 3. What is new right behind it may
  stand below it, as in a first edition.
- An item that has moved is a new one where it stands now. The fewest that can have moved have.
- The front page, which tells what is new and so grows, long items, which may become a slip of a
  line, and attached files share no page when they are printed first.

Since 5A lies behind 6 then, the order of pages is not that of the agenda, and both are remembered:
a run knows its items with the place of each in the agenda, those that are gone among them. In
papers printed before there were runs, each item is a run of its own.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from boards.packs.printing.paging import Numbered, Section, staying


class Start(StrEnum):
    """Where something begins."""

    PAGE = "page"
    BELOW = "below"  # the one before it, with which it was printed
    FREE = "free"  # below the one before it if it fits there whole, else on a page of its own


@dataclass(frozen=True, slots=True)
class Begun:
    """Where something began when it was set: on which page, from 0, and whether at its top."""

    page: int
    at_top: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """Where all that is printed begins, in the order of pages.

    `homes` has the run of each item that was printed and stays; `agenda` the place of each, and of
    those that are gone; `before` the numbers of the edition before, without those that have moved.
    """

    starts: Mapping[str, Start]
    homes: Mapping[str, str]
    agenda: Mapping[str, int]
    before: tuple[Numbered, ...]

    def lines(self) -> list[int]:
        """For each line of the contents, which are in the order of the agenda, its place here."""
        by_agenda = sorted(self.starts, key=self.agenda.__getitem__)
        places = {key: place for place, key in enumerate(self.starts)}
        return [places[key] for key in by_agenda]


def planned(
    now: Sequence[str], before: Sequence[Numbered] = (), *, alone: Collection[str] = ()
) -> Plan:
    """How a pack is to be set: `now` are the keys of all that is in it, in the order of the agenda.

    `before` is what was said of the edition that was printed last; `alone` share no page.
    """
    printed = _remembered(before)
    known = sorted(printed, key=printed.__getitem__)
    stays = staying(now, known)
    moved = set(now) - stays
    agenda = {
        key: place
        for place, key in enumerate(_woven(now, [key for key in known if key not in moved], stays))
    }
    rows = tuple(_kept(row, agenda, moved) for row in before)
    homes = {key: row.key for row in rows for key in row.items if key in stays}
    starts: dict[str, Start] = {}
    last = ""
    for run in _in_order_of_pages(now, rows, homes, agenda):
        for place, key in enumerate(run):
            if place:
                starts[key] = Start.BELOW
            else:
                free = last and not {last, key} & {*stays, *alone}
                starts[key] = Start.FREE if free else Start.PAGE
            last = key
    return Plan(starts, homes, agenda, rows)


def sections(plan: Plan, begun: Sequence[Begun], pages: int) -> list[Section]:
    """The runs as they were set, each with its items and how many of all the pages it has."""
    runs: list[list[str]] = []
    firsts: list[int] = []
    for (key, start), where in zip(plan.starts.items(), begun, strict=True):
        if start == Start.PAGE or (start == Start.FREE and where.at_top):
            runs.append([])
            firsts.append(where.page)
        runs[-1].append(key)
    firsts[0] = 0  # the front page stands before its heading
    return [
        Section(plan.homes.get(run[0], run[0]), end - first, {key: plan.agenda[key] for key in run})
        for run, first, end in zip(runs, firsts, [*firsts[1:], pages], strict=True)
    ]


def _remembered(before: Sequence[Numbered]) -> dict[str, int]:
    """Every item that was ever printed where it stands, with its place in the agenda."""
    if any(row.items for row in before):
        return {key: place for row in before for key, place in row.items.items()}
    return {row.key: place for place, row in enumerate(before) if row.key}


def _kept(row: Numbered, agenda: Mapping[str, int], moved: Collection[str]) -> Numbered:
    """A run without the items that have moved; it is called after the first one left."""
    held = sorted({*row.items, row.key} - {"", *moved}, key=agenda.__getitem__)
    return replace(row, key=held[0] if held else "", items={key: agenda[key] for key in held})


def _woven(now: Sequence[str], known: Sequence[str], stays: Collection[str]) -> list[str]:
    """The agenda of now with all that was ever in it; what is new at the end comes last."""
    agenda, spot = list(known), 0
    last = max((place for place, key in enumerate(now) if key in stays), default=-1)
    for place, key in enumerate(now):
        if key in stays:
            spot = agenda.index(key)
        else:
            spot = spot if place < last else len(agenda)
            agenda.insert(spot, key)
        spot += 1
    return agenda


def _in_order_of_pages(
    now: Sequence[str],
    rows: Sequence[Numbered],
    homes: Mapping[str, str],
    agenda: Mapping[str, int],
) -> list[list[str]]:
    """The items of each run that is there, and each new item as a run, as the pages lie."""
    present = [(row, [key for key in row.items if key in homes]) for row in rows]
    runs = [(min(row.items.values()), keys) for row, keys in present if keys]
    before = ""
    for key in now:
        if key not in homes:
            # behind its run, and behind what came behind that for an earlier item of it
            spot = next((at + 1 for at, (_, keys) in enumerate(runs) if before in keys), 0)
            while spot < len(runs) and runs[spot][0] < agenda[key]:
                spot += 1
            runs.insert(spot, (agenda[key], [key]))
        before = key
    return [keys for _, keys in runs]
