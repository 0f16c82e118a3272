"""What stands in a cell of published open data: a number, or a symbol that says why there is none.

Source: the symbols of “Explore education statistics” and of the government's statisticians. A
number is kept exactly as it is published; nothing is worked out here.
"""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

#: Why there is no number, in the words a page shows after “Bournemouth: ”.
SYMBOLS = {
    "c": "kept back, because few children are counted",
    "z": "does not apply",
    "x": "not available",
    "k": "less than half of one, so it rounds to nought",
    "low": "less than half of one, so it rounds to nought",
    "u": "too unreliable to show",
    "~": "kept back, or too small to show",
    ":": "not available",
}
#: Twelve digits before the point and four after it: all that is kept.
NUMBER = re.compile(r"[0-9]{1,10}(\.[0-9]{1,4})?")
YEAR = re.compile(r"(19|20)[0-9]{2}")
TWO_YEARS = re.compile(r"((?:19|20)[0-9]{2})([0-9]{2})")
#: What can be read of a wrong cell without filling the page.
MOST_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Cell:
    """A number as published, or the symbol in its place; never both, never neither."""

    value: Decimal | None
    symbol: str = ""

    @property
    def count(self) -> int | None:
        """The number as a count; None for a symbol or a number that is not whole."""
        whole = self.value is not None and self.value == self.value.to_integral_value()
        return int(self.value) if whole else None

    @property
    def words(self) -> str:
        """Why there is no number; empty where there is one."""
        return SYMBOLS.get(self.symbol, "")


class WrongCell(ValueError):
    """A cell that holds neither a number nor a known symbol; the message says what it should."""


def read_cell(text: str) -> Cell:
    """The number or symbol of a cell.

    Raises:
        WrongCell: it is empty, a formula, a word, or a number with signs in it.
    """
    said = text.strip()
    if NUMBER.fullmatch(said):
        return Cell(Decimal(said))
    if said.lower() in SYMBOLS:
        return Cell(None, said.lower())
    if not said:
        raise WrongCell("is empty: a number or a symbol such as z is needed.")
    known = ", ".join(SYMBOLS)
    raise WrongCell(f"holds {shown(said)}, which is neither a number nor a symbol ({known}).")


def shown(text: str) -> str:
    """A foreign text short enough to be repeated: “=HYPERLINK(…”."""
    plain = "".join(sign if sign.isprintable() else "�" for sign in text)
    return f"“{plain[:MOST_SHOWN]}…”" if len(plain) > MOST_SHOWN else f"“{plain}”"


def period_end(period: str, identifier: str) -> date:
    """The last day of a period: the reporting year 2025 ends on 31 March 2025.

    Raises:
        WrongCell: the kind of period is unknown, or its number does not belong to it.
    """
    kind, number = identifier.strip().lower(), period.strip()
    if kind in {"reporting year", "calendar year"} and YEAR.fullmatch(number):
        return date(int(number), 3, 31) if kind == "reporting year" else date(int(number), 12, 31)
    if kind == "financial year" and (years := TWO_YEARS.fullmatch(number)):
        first = int(years[1])
        if (first + 1) % 100 == int(years[2]):
            return date(first + 1, 3, 31)
    raise WrongCell(
        f"holds {shown(number)} and {shown(identifier)}: a reporting year such as 2025, a "
        "financial year such as 202425 or a calendar year is needed."
    )
