"""How an item of a plan stands: what was said last, and whether its day has gone by (R10).

Source: the strategies are carried out by plans that a board watches over (BCP Corporate Parenting
Strategy 2019: a delivery plan; Cambridgeshire 2019–2021: a multiagency action plan). The five words
for how something goes are this product's own.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pledges.review import NOT_DATED, ImpreciseDate, Precision, parse

NOTHING_YET = "nothing said yet"


class Progress(StrEnum):
    """How something goes, as its officer says it."""

    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    LATE = "late"
    DONE = "done"
    STOPPED = "stopped"

    @property
    def words(self) -> str:
        """As it is shown."""
        return self.value.replace("_", " ")

    @property
    def is_over(self) -> bool:
        """Whether nothing more is to be done."""
        return self in {Progress.DONE, Progress.STOPPED}


TONES = {
    Progress.ON_TRACK: "good",
    Progress.AT_RISK: "watch",
    Progress.LATE: "bad",
    Progress.DONE: "good",
    Progress.STOPPED: "none",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What is shown of an item: a word, its colour, and whether its day has gone by."""

    words: str
    tone: str
    is_overdue: bool

    @property
    def sentence(self) -> str:
        """The word, and that it is overdue where it is."""
        return f"{self.words}, overdue" if self.is_overdue else self.words


def standing(due: str, said: Progress | None, *, today: date) -> Standing:
    """How an item stands on a day, from when it is due and what was said of it last.

    What is done or stopped is never overdue. What is called on track after its day is shown as
    overdue all the same. What has no date that can be read is not.
    """
    is_open = said is None or not said.is_over
    when = _read(due)
    is_overdue = is_open and when is not None and when.is_overdue(today)
    tone = TONES.get(said, "none")
    return Standing(said.words if said else NOTHING_YET, "bad" if is_overdue else tone, is_overdue)


def due_words(due: str) -> str:
    """When it is due: “by 14 October 2026”, “in autumn 2026” as its date is written."""
    when = _read(due)
    if when is None:
        return NOT_DATED
    return f"by {when}" if when.precision is Precision.DAY else f"by the end of {when}"


def _read(due: str) -> ImpreciseDate | None:
    try:
        return parse(due)
    except ValueError:
        return None


def summary(found: Iterable[Standing], *, total: int) -> str:
    """“7 items: 2 done, 1 at risk, 4 on track; 3 are overdue.”"""
    rows = list(found)
    counts: dict[str, int] = {}
    for each in rows:
        counts[each.words] = counts.get(each.words, 0) + 1
    said = ", ".join(f"{number} {words}" for words, number in sorted(counts.items()))
    overdue = sum(each.is_overdue for each in rows)
    late = f"; {overdue} {'is' if overdue == 1 else 'are'} overdue" if overdue else ""
    return f"{total} item{'' if total == 1 else 's'}: {said}{late}."
