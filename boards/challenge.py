"""The questions members ask: which to ask at an item, and what was asked over a year.

Sources: Buckinghamshire Corporate Parenting Strategy 2020–2023, section 2 ("if this was my child
would this be good enough?") and Appendix 2, 1.3 and 6.1 (challenge and scrutiny); Cambridgeshire
report of 2019, 1.2 ("What if this were my child?"). The questions are the council's own words. That
themes and disciplines without a question are named is this product's own rule; persons never are.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from boards.agenda import Purpose
from boards.quorum import listed


@dataclass(frozen=True, slots=True)
class Prompt:
    """A question a strategy tells its readers to ask; `theme` is None where it fits them all."""

    text: str
    theme: int | str | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A prompt as it stands beside an item, with where it is from."""

    text: str
    source: str


def prompts_for(
    prompts: Iterable[Prompt], *, purpose: Purpose, theme: int | str | None = None
) -> tuple[Shown, ...]:
    """The prompts of an item: those on its theme first, then those that fit every theme.

    An item for information has none, because it takes up no time (R7).
    """
    if purpose is Purpose.INFORMATION:
        return ()
    fitting = [each for each in prompts if each.theme is None or each.theme == theme]
    ordered = sorted(fitting, key=lambda each: each.theme is None)
    return tuple(Shown(as_question(each.text), each.source) for each in ordered)


def as_question(text: str) -> str:
    """The source's words with a capital first letter, and nothing else changed."""
    text = text.strip()
    return f"{text[:1].upper()}{text[1:]}"


@dataclass(frozen=True, slots=True)
class Challenge:
    """One question asked at a meeting: on which theme, from which discipline, and if answered.

    `theme` and `discipline` are names, empty where there is none.
    """

    theme: str = ""
    discipline: str = ""
    answered: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the year's table: how many were asked and answered, and the line in words."""

    name: str
    asked: int
    answered: int
    words: str


@dataclass(frozen=True, slots=True)
class Summary:
    """A year of questions by theme and by discipline, and the whole in words.

    `cells` holds (theme, discipline) with the number asked, for the table of the two.
    """

    by_theme: tuple[Row, ...]
    by_discipline: tuple[Row, ...]
    cells: Mapping[tuple[str, str], int]
    counted: str
    silent: str

    @property
    def words(self) -> str:
        """How many were asked and answered, then on what and from whom there was none."""
        return f"{self.counted} {self.silent}".strip()


NO_THEME = "On no theme"
NO_DISCIPLINE = "No discipline recorded"


def summary(
    asked: Sequence[Challenge], *, themes: Sequence[str], disciplines: Sequence[str], year: str
) -> Summary:
    """What was asked over a year; every theme and discipline has its row, one with nought too.

    `themes` and `disciplines` are those of the body, in the order to show; `year` is its label.
    """
    on = [(each.theme or NO_THEME, each) for each in asked]
    by = [(each.discipline or NO_DISCIPLINE, each) for each in asked]
    by_theme = tuple(_rows(on, themes))
    by_discipline = tuple(_rows(by, disciplines))
    cells = Counter((each.theme or NO_THEME, each.discipline or NO_DISCIPLINE) for each in asked)
    counted = _counted_words(asked, year)
    silent = _silent_words(by_theme, by_discipline) if asked else ""
    return Summary(by_theme, by_discipline, dict(cells), counted, silent)


def _rows(asked: Sequence[tuple[str, Challenge]], names: Sequence[str]) -> list[Row]:
    """A row for each name in order, then for those that were asked about all the same."""
    total = Counter(name for name, _ in asked)
    answered = Counter(name for name, each in asked if each.answered)
    known = dict.fromkeys(names) | dict.fromkeys(sorted(total))
    return [_row(name, total[name], answered[name]) for name in known]


def _row(name: str, asked: int, answered: int) -> Row:
    return Row(name, asked, answered, f"{name}: {_counted(asked, answered)}.")


def _counted(asked: int, answered: int) -> str:
    """ "5 questions, 4 answered"."""
    if not asked:
        return "no questions"
    questions = f"{asked} question{'' if asked == 1 else 's'}"
    if answered == asked:
        return f"{questions}, {'answered' if asked == 1 else 'all answered'}"
    if asked == 1:
        return f"{questions}, not answered"
    return f"{questions}, {answered or 'none'} answered"


def _counted_words(asked: Sequence[Challenge], year: str) -> str:
    if not asked:
        return f"No questions were recorded in {year}."
    return f"In {year}: {_counted(len(asked), sum(each.answered for each in asked))}."


def _silent_words(by_theme: Iterable[Row], by_discipline: Iterable[Row]) -> str:
    words = []
    if silent := [row.name for row in by_theme if not row.asked]:
        words.append(f"Nothing was asked on {'; '.join(silent)}.")
    if quiet := [row.name for row in by_discipline if not row.asked]:
        words.append(f"No question came from {listed(quiet)}.")
    return " ".join(words)
