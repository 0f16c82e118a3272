"""One council's published figure beside England's, its region's and its neighbours'.

Takes the published rows of one indicator, as plain values, and gives what a page, a chart and a
pack show. Nothing is rounded but a mean or a median, which are called what they are: figures of a
country or a region are the publisher's own, never worked out from authorities.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from measures.benchmarks.cells import SYMBOLS
from measures.benchmarks.comparing import Quarter, Rank, mean, median, quarter, rank
from measures.benchmarks.published import Level
from measures.figures import UNIT_WORDS
from measures.rating import Polarity, change_words, figure, rounded

#: The grades whose authorities are looked up to.
GOOD_GRADES = frozenset({"good", "outstanding"})
NOT_PUBLISHED = "not published"


class Known(NamedTuple):
    """A published figure as the comparison needs it; `rank` where it is a neighbour's, else 0.

    In the order in which they are asked for: there are a thousand of them on a page.
    """

    code: str
    name: str
    level: str
    period_end: date
    value: Decimal | None
    symbol: str
    numerator: int | None
    denominator: int | None
    line: int
    region: str | None = None
    rank: int = 0
    grade: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """An indicator in plain words, its unit, and with how many decimals it is published."""

    unit: str
    places: int
    polarity: Polarity
    key: str = ""
    title: str = ""
    counted: str = ""
    out_of: str = ""
    note: str = ""

    @property
    def better(self) -> str:
        """“higher is better”, “lower is better”, “neither way is better”."""
        ways = {Polarity.HIGH: "higher is better", Polarity.LOW: "lower is better"}
        return ways.get(self.polarity, "neither way is better")

    def text(self, value: Decimal, places: int = 0) -> str:
        """The figure with its unit, never with fewer decimals than were published."""
        own = max(0, -value.normalize().as_tuple().exponent)
        return figure(value, UNIT_WORDS[self.unit], max(self.places, own, places))


@dataclass(frozen=True, slots=True)
class Source:
    """Where published figures come from: who published them, in which release and file."""

    publisher: str
    table: str
    licence: str
    address: str
    year: int
    revision: int
    file_name: str

    @property
    def release(self) -> str:
        """“2025 release”, “2025 release, revision 1”."""
        return f"{self.year} release" + (f", revision {self.revision}" if self.revision else "")

    @property
    def label(self) -> str:
        """How an address names the release: “2025”, “2025-1”."""
        return f"{self.year}-{self.revision}" if self.revision else str(self.year)

    @property
    def words(self) -> str:
        """“Department for Education, Where children live …, 2025 release (la_cla.csv)”."""
        return f"{self.publisher}, “{self.table}”, {self.release} (file {self.file_name})"


@dataclass(frozen=True, slots=True)
class Beside:
    """One line of a comparison: who, the figure in words, what more there is to say of it."""

    who: str
    text: str
    value: Decimal | None = None
    counts: str = ""
    note: str = ""
    line: int = 0

    @property
    def cells(self) -> tuple[str, str, str]:
        """The line as a table has it: “Bedford”, “8%”, “20 of 261, neighbour 1”."""
        return self.who, self.text, ", ".join(filter(None, (self.counts, self.note))) or "–"


@dataclass(frozen=True, slots=True)
class Compared:
    """A council's figure of one period beside all others'; what is not known is None."""

    period_end: date
    own: Beside
    previous: Beside | None
    change: str
    country: Beside | None
    region: Beside | None
    mean: Beside | None
    median: Beside | None
    graded: Beside | None
    near: tuple[Known, ...]
    about: About
    rank: Rank | None
    quarter: Quarter | None

    @property
    def neighbours(self) -> tuple[Beside, ...]:
        """The neighbours one by one, the nearest first."""
        return tuple(_beside(row, self.about, note=_rank_note(row)) for row in self.near)

    @property
    def lines(self) -> tuple[Beside, ...]:
        """What the table shows, in its order, before the neighbours one by one."""
        lines = (self.own, self.previous, self.country, self.region)
        return tuple(filter(None, (*lines, self.mean, self.median, self.graded)))

    @property
    def day(self) -> str:
        """“31 March 2025”."""
        return f"{self.period_end:%-d %B %Y}"

    @property
    def table(self) -> dict[str, list]:
        """Everything as a table: who, the figure, the counts behind it and what more there is."""
        lines = (*self.lines, *self.neighbours)
        return {"head": ["Who", "Figure", "More"], "rows": [list(each.cells) for each in lines]}

    @property
    def moved(self) -> str:
        """“Better than the year before (11%).”; empty where that cannot be said."""
        if not self.change or self.previous is None:
            return ""
        if self.change == "no change":
            return "The same as the year before."
        way = {"up": "Higher", "down": "Lower"}.get(self.change, self.change.capitalize())
        return f"{way} than the year before ({self.previous.text})."

    @property
    def sentence(self) -> str:
        """“Bournemouth: 9%, 2nd of 11 among its neighbours (1st is the best), in the best …”."""
        said = [f"{self.own.who}: {self.own.text}"]
        if self.rank:
            said.append(f"{self.rank.words} among its neighbours ({self.rank.counted})")
        if self.quarter:
            said.append(self.quarter.words)
        return f"{', '.join(said)}."


def in_brief(
    about: About,
    name: str,
    country: tuple[Decimal | None, str],
    near: tuple[Decimal | None, int, int],
) -> tuple[Beside, ...]:
    """For a list, the country's figure and the neighbours' mean: what `compare` says of these two.

    `country` is its value and its symbol; `near` the exact mean of the neighbours' printed figures,
    how many neighbours have one, and how many there are.
    """
    value, symbol = country
    found, known, neighbours = near
    told = [_line(name, value, symbol, about)] if name else []
    if found is not None:
        told.append(
            _middle_line("Mean", rounded(found, about.places + 1), about, known, neighbours)
        )
    return tuple(told)


def latest_period(rows: Iterable[Known], code: str) -> date | None:
    """The newest period the authority has a row of, be it a symbol; None where it has none."""
    return max((row.period_end for row in rows if row.code == code), default=None)


def compare(
    rows: Sequence[Known], about: About, *, code: str, period_end: date, is_all: bool = True
) -> Compared:
    """The authority of that code beside the others, in one period.

    `rows` may be of several periods; the one before is the newest that is earlier. Where they are
    not of all authorities (`is_all`), no quarter can be told.
    """
    now = [row for row in rows if row.period_end == period_end]
    own = next((row for row in now if row.code == code), None)
    earlier = [row for row in rows if row.code == code and row.period_end < period_end]
    before = max(earlier, key=lambda row: row.period_end, default=None)
    near = sorted((row for row in now if row.rank), key=lambda row: row.rank)
    others = [row.value for row in now if row.level == Level.LOCAL and row.code != code]
    own_value = own.value if own else None
    return Compared(
        period_end=period_end,
        own=_beside(own, about) if own else Beside("This council", NOT_PUBLISHED),
        previous=_previous(before, about),
        change=_change(own_value, before, about),
        country=_one(now, about, Level.COUNTRY),
        region=_one(now, about, Level.REGION, (own and own.region) or ""),
        mean=_middle("Mean", near, about, mean),
        median=_middle("Median", near, about, median),
        graded=_graded(near, about),
        near=tuple(near),
        about=about,
        rank=rank(own_value, [row.value for row in near], about.polarity),
        quarter=quarter(own_value, others, about.polarity) if is_all else None,
    )


def _beside(row: Known, about: About, *, who: str = "", note: str = "") -> Beside:
    counts = ""
    if about.unit == "percent" and row.numerator is not None and row.denominator is not None:
        counts = f"{row.numerator:,} of {row.denominator:,}"
    line = _line(who or row.name, row.value, row.symbol, about)
    counts = "" if row.value is None else counts
    return replace(line, counts=counts, note=note, line=row.line)


def _line(who: str, value: Decimal | None, symbol: str, about: About) -> Beside:
    if value is None:
        return Beside(who, f"{symbol}: {SYMBOLS.get(symbol, NOT_PUBLISHED)}")
    return Beside(who, about.text(value), value)


def _rank_note(row: Known) -> str:
    return f"neighbour {row.rank}" + (f", {row.grade}" if row.grade else "")


def _one(rows: Sequence[Known], about: About, level: Level, code: str = "") -> Beside | None:
    """England's or the region's line."""
    if level is Level.REGION and not code:
        return None
    found = (row for row in rows if row.level == level and code in ("", row.code))
    row = next(found, None)
    return _beside(row, about) if row else None


def _previous(row: Known | None, about: About) -> Beside | None:
    if row is None:
        return None
    return _beside(row, about, who=f"{row.name}, {row.period_end:%-d %B %Y}")


def _change(value: Decimal | None, before: Known | None, about: About) -> str:
    """“better”, “worse”, “no change”; empty where one of the two is not known."""
    if value is None or before is None or before.value is None:
        return ""
    return change_words(value, before.value, about.polarity)


def _middle(name: str, near: Sequence[Known], about: About, middle: object) -> Beside | None:
    """The mean or the median of the neighbours' printed figures, with how many have one."""
    values = [row.value for row in near if row.value is not None]
    found = middle(values, about.places + 1)
    if found is None:
        return None
    return _middle_line(name, found, about, len(values), len(near))


def _middle_line(name: str, found: Decimal, about: About, known: int, neighbours: int) -> Beside:
    text = about.text(found, about.places + 1)
    return Beside(f"{name} of the neighbours", text, found, note=_of(known, neighbours))


def _of(known: int, all_: int) -> str:
    return f"of {known} neighbours" if known == all_ else f"of the {known} of {all_} with a figure"


def _graded(near: Sequence[Known], about: About) -> Beside | None:
    """The mean of the neighbours whose services were good or outstanding on that day."""
    good = [row for row in near if row.grade in GOOD_GRADES]
    found = mean([row.value for row in good if row.value is not None], about.places + 1)
    if found is None:
        return None
    known = sum(row.value is not None for row in good)
    note = f"of {known}, by the grade they had that day"
    text = about.text(found, about.places + 1)
    return Beside("Mean of good and outstanding neighbours", text, found, note=note)
