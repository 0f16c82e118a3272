"""What members did for children between meetings, added up by kind.

Sources: Dorset Corporate Parenting Strategy 2020–2023, priority 6 (activity days and participation
events); Buckinghamshire Corporate Parenting Strategy 2020–2023, Appendix 2, 6.1 (training). An
occasion is what has the same day and the same words; that it is counted once, however many people
are named for it, is this product's own rule.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log: of a person, or of so many people without a name."""

    kind: str
    on: date
    words: str
    person: Hashable | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Total:
    """One kind over a year: on how many occasions, how many people named, how many only counted."""

    kind: str
    occasions: int
    people: int
    counted: int

    @property
    def words(self) -> str:
        """The total as a sentence; a kind without an entry says so."""
        if not self.occasions:
            return "Nothing is in the log yet."
        said = [f"On {_so_many(self.occasions, 'occasion')}"]
        if self.people:
            said.append(f"{_so_many(self.people, 'person', 'people')} named")
        if self.counted:
            said.append(
                f"{self.counted:,} more counted" if self.people else f"{self.counted:,} counted"
            )
        return f"{'; '.join(said)}."


def totals(entries: Iterable[Entry], kinds: Iterable[str]) -> list[Total]:
    """The total of each kind, in the order of the kinds, one without an entry too."""
    entries = list(entries)
    return [_total(kind, [each for each in entries if each.kind == kind]) for kind in kinds]


def _total(kind: str, entries: list[Entry]) -> Total:
    return Total(
        kind=kind,
        occasions=len({(each.on, each.words) for each in entries}),
        people=len({each.person for each in entries} - {None}),
        counted=sum(each.number or 0 for each in entries),
    )


def _so_many(number: int, one: str, several: str = "") -> str:
    return f"{number:,} {one if number == 1 else several or one + 's'}"
