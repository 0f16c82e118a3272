"""What this room knows of the promises of a set, as the health check asks for it."""

from collections.abc import Iterable
from dataclasses import dataclass

from councils import clock
from councils.plain_words import reading_of
from councils.queries import abbreviations_of
from pledges.health import Check, Facts, Finding
from pledges.models import PledgeSet, Promise
from pledges.queries import with_owner

SOUND = "Nothing is odd about it."


@dataclass(frozen=True, slots=True)
class Looked:
    """A promise with what was found."""

    promise: Promise
    found: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Health:
    """The promises of a set with what was found, and how many of each."""

    looked: tuple[Looked, ...]
    counted: tuple[tuple[Check, int], ...]

    @property
    def total(self) -> int:
        """How many promises there are."""
        return len(self.looked)

    @property
    def sound(self) -> int:
        """Of how many nothing was found."""
        return sum(not each.found for each in self.looked)

    @property
    def statements(self) -> list[dict[str, object]]:
        """The promises with their findings, as the component statement_list takes them."""
        return [
            {
                "number": each.promise.position,
                "text": each.promise.text,
                "note": "" if each.found else SOUND,
                "below": [{"text": finding.words} for finding in each.found],
            }
            for each in self.looked
        ]

    @property
    def rows(self) -> list[tuple[str, int]]:
        """What was found, and of how many, as a table shows it."""
        return [(what.words.capitalize(), number) for what, number in self.counted]


def reading_words(text: str, known: Iterable[str] = ()) -> str:
    """What makes the words hard to read, without their stem; empty where they are plain.

    `known`: the abbreviations that the council explains.
    """
    reading = reading_of(text, known)
    return "" if reading.is_plain() and reading.is_clean else reading.words


def facts_of(pledge_set: PledgeSet) -> list[tuple[Promise, Facts]]:
    """Each promise with what is known of it here; figures and forums are rooms above: one query."""
    rows = with_owner(pledge_set.promises.order_by("position"), clock.today())
    is_draft = pledge_set.state == PledgeSet.State.DRAFT
    known = abbreviations_of(pledge_set.council)
    return [
        (
            row,
            Facts(
                text=row.text,
                stem=pledge_set.stem,
                owner=row.responsible or "",
                how_often=row.how_often,
                from_age=row.from_age,
                to_age=row.to_age,
                condition=row.condition,
                reading=reading_words(row.text, known),
                asked=None if is_draft else 0,
            ),
        )
        for row in rows
    ]
