"""From the rows of a neighbour model, or of a list of inspection grades, to what they say.

Source: the children's services statistical neighbour models, of which each year's file names its
columns a little differently and ends with authorities that are no more.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from measures.benchmarks.cells import shown
from measures.benchmarks.profile import WrongHeader
from measures.benchmarks.published import AUTHORITY_NUMBER, MOST_LETTERS, MOST_PROBLEMS, Problem

HOW_MANY = 10
CODE_COLUMNS = ("old_la_code", "LA num", "la_code")
NAME_COLUMNS = ("la_name", "LA Name")
NEIGHBOUR = re.compile(r"SN_?([0-9]{1,2})")
GRADES = ("outstanding", "good", "requires improvement", "inadequate")
DAYS = ("%Y-%m-%d", "%d/%m/%Y")

Rows = Iterable[tuple[int, Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Alike:
    """One neighbour of an authority: its rank from 1, the neighbour's number, how close it is."""

    code: str
    rank: int
    neighbour: str
    closeness: str


@dataclass(frozen=True, slots=True)
class Neighbours:
    """A whole model as read: the authorities' names by number, their neighbours, what is wrong."""

    names: dict[str, str]
    rows: tuple[Alike, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Graded:
    """One inspection: the authority's number, the day, the grade, where it can be read."""

    code: str
    inspected_on: date
    grade: str
    source: str


@dataclass(frozen=True, slots=True)
class Grades:
    """A list of grades as read, and what is wrong with it."""

    rows: tuple[Graded, ...]
    problems: tuple[Problem, ...]


def is_neighbours(header: Sequence[str]) -> bool:
    """Whether a first line is that of a neighbour model."""
    return len(_neighbour_columns(header)) == HOW_MANY and _first(header, CODE_COLUMNS) is not None


def is_grades(header: Sequence[str]) -> bool:
    """Whether a first line is that of a list of inspection grades."""
    return {"grade", "inspected_on"} <= set(header) and _first(header, CODE_COLUMNS) is not None


def read_neighbours(header: Sequence[str], rows: Rows) -> Neighbours:
    """The neighbours of every authority; rows without a number are titles, and passed over.

    Raises:
        WrongHeader: it is no neighbour model.
    """
    if not is_neighbours(header):
        raise WrongHeader(
            "The first line is not that of a neighbour model: an authority’s number (old_la_code) "
            "and ten neighbours (SN_1 to SN_10) are needed."
        )
    code_at, name_at = _first(header, CODE_COLUMNS), _first(header, NAME_COLUMNS)
    columns = _neighbour_columns(header)
    names: dict[str, str] = {}
    made: list[Alike] = []
    problems: list[Problem] = []
    for line, row in rows:
        cells = [cell.strip() for cell in row] + [""] * (len(header) - len(row))
        code = cells[code_at]
        if code:
            found = [(cells[at], cells[at + 1]) for at in columns]
            problems += _wrong_row(line, code, [each for each, _ in found], names)
            names[code] = cells[name_at][:MOST_LETTERS] if name_at is not None else code
            made += [Alike(code, n, each, how[:30]) for n, (each, how) in enumerate(found, 1)]
        if len(problems) >= MOST_PROBLEMS:
            break
    return Neighbours(names, tuple(made), tuple(problems))


def _wrong_row(line: int, code: str, found: Sequence[str], known: dict[str, str]) -> list[Problem]:
    """What is wrong with an authority's row."""
    wrong = [
        f"holds {shown(each)}: an authority’s number has three digits."
        for each in (code, *found)
        if not AUTHORITY_NUMBER.fullmatch(each)
    ]
    if code in known:
        wrong.append(f"names {code} a second time.")
    if code in found:
        wrong.append(f"makes {code} a neighbour of itself.")
    if len(set(found)) < len(found):
        wrong.append(f"names a neighbour of {shown(code)} twice.")
    return [Problem(line, "", words) for words in wrong]


def read_grades(header: Sequence[str], rows: Rows) -> Grades:
    """The grades of a list with the columns old_la_code, inspected_on, grade and source.

    Raises:
        WrongHeader: it is no such list.
    """
    if not is_grades(header):
        raise WrongHeader(
            "The first line is not that of a list of inspection grades: the columns old_la_code, "
            "inspected_on, grade and source are needed."
        )
    at = {name: header.index(name) for name in ("inspected_on", "grade")}
    at["code"] = _first(header, CODE_COLUMNS)
    source_at = _first(header, ("source",))
    made: dict[tuple[str, date], Graded] = {}
    problems: list[Problem] = []
    for line, row in rows:
        cells = [cell.strip() for cell in row] + [""] * (len(header) - len(row))
        source = cells[source_at] if source_at is not None else ""
        one, wrong = _grade(
            cells[at["code"]], cells[at["inspected_on"]], cells[at["grade"]], source
        )
        if one and made.setdefault((one.code, one.inspected_on), one).grade != one.grade:
            wrong = f"gives {one.code} another grade on the same day than a line further up."
        if wrong:
            problems.append(Problem(line, "", wrong))
        if len(problems) >= MOST_PROBLEMS:
            break
    return Grades(tuple(made.values()), tuple(problems))


def _grade(code: str, day: str, grade: str, source: str) -> tuple[Graded | None, str]:
    """One grade, or what is wrong with it."""
    if not AUTHORITY_NUMBER.fullmatch(code):
        return None, f"holds {shown(code)}: an authority’s number has three digits."
    if grade.lower() not in GRADES:
        return None, f"holds {shown(grade)}: a grade is one of {', '.join(GRADES)}."
    inspected_on = _day(day)
    if inspected_on is None:
        return None, f"holds {shown(day)}: a day such as 2024-03-15 or 15/3/2024 is needed."
    return Graded(code, inspected_on, grade.lower(), source[:200] or "as sent"), ""


def _day(text: str) -> date | None:
    for form in DAYS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 — a day has no time zone
        except ValueError:
            continue
    return None


def _first(header: Sequence[str], names: Sequence[str]) -> int | None:
    return next((header.index(name) for name in names if name in header), None)


def _neighbour_columns(header: Sequence[str]) -> list[int]:
    """Where the first, second … tenth neighbour stands; how close it is stands right after."""
    found = {
        int(m[1]): at for at, name in enumerate(header[:-1]) if (m := NEIGHBOUR.fullmatch(name))
    }
    return [found[n] for n in range(1, HOW_MANY + 1) if n in found]
