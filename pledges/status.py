"""R16: a promise is kept only when the council and the young people both say so: two keys.

Source: Bromley Corporate Parenting Strategy 2014–2016 (young people are told who answers for a
broken promise, so they must be asked whether it was kept). That the gap is shown, and verdicts
of several forums are never added together, is this product's own rule.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

ALL_AND_NONE_FROM = 6


class Kept(StrEnum):
    """An answer to "is this promise kept?", from the least kept to the most."""

    NOT_KEPT = "not_kept"
    PARTLY = "partly"
    KEPT = "kept"

    @property
    def words(self) -> str:
        """The answer as it is said: "partly kept"."""
        return {"not_kept": "not kept", "partly": "partly kept", "kept": "kept"}[self.value]


class Status(StrEnum):
    """A promise's status under two keys."""

    KEPT = "kept"
    PARTLY = "partly"
    NOT_KEPT = "not_kept"
    DISPUTED = "disputed"
    NOT_ASKED_LATELY = "not_asked_lately"
    UNCLEAR = "unclear"
    NOT_RATED = "not_rated"

    @property
    def words(self) -> str:
        """The status as it is shown."""
        return "partly kept" if self is Status.PARTLY else self.value.replace("_", " ")


#: The statuses as a list has them that begins with what wants attention most.
WORST_FIRST = (
    Status.DISPUTED,
    Status.NOT_KEPT,
    Status.NOT_RATED,
    Status.NOT_ASKED_LATELY,
    Status.UNCLEAR,
    Status.PARTLY,
    Status.KEPT,
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """One session of one forum: how many hands for each answer; "don't know" stands apart."""

    forum: str
    given_on: date
    kept: int = 0
    partly: int = 0
    not_kept: int = 0
    dont_know: int = 0

    @property
    def voters(self) -> int:
        """How many gave an answer, those who did not know left out."""
        return self.kept + self.partly + self.not_kept

    def hands(self, answer: Kept) -> int:
        """How many gave this answer."""
        return {Kept.KEPT: self.kept, Kept.PARTLY: self.partly}.get(answer, self.not_kept)

    @property
    def answer(self) -> Kept | None:
        """The answer with most hands, a tie going to the less kept; None where nobody knew."""
        return max(Kept, key=self.hands) if self.voters else None


@dataclass(frozen=True, slots=True)
class PromiseStatus:
    """A promise's status, each forum's latest verdict that counts, and the sentence to show."""

    status: Status
    verdicts: tuple[Verdict, ...]
    words: str
    #: How far apart the council and the verdict furthest from it are: 0, 1, or 2 where one says kept and
    #: the other not kept.
    gap: int = 0

    @property
    def rank(self) -> int:
        """Its place in a list of the worst first, from 0."""
        return WORST_FIRST.index(self.status)


def two_key_status(
    rating: Kept | None, verdicts: Sequence[Verdict], today: date, *, council: str
) -> PromiseStatus:
    """The status of a promise from the council's rating and the forums' verdicts.

    Several forums stand side by side: one that differs from the council is enough to dispute.
    `council` is how to name it: "the council".
    """
    lately = latest_of_each(verdicts, today)
    answered = [verdict for verdict in lately if verdict.answer is not None]
    status = _status(rating, lately, answered)
    words = _words(status, rating, answered, council)
    said = f"{status.words.capitalize()}: {words}."
    return PromiseStatus(status, lately, said, _gap(rating, answered))


def latest_of_each(verdicts: Sequence[Verdict], today: date) -> tuple[Verdict, ...]:
    """Each forum's latest verdict of the last 12 months, by the forum's name."""
    since = twelve_months_before(today)
    latest: dict[str, Verdict] = {}
    for verdict in sorted(verdicts, key=lambda one: one.given_on):
        if since <= verdict.given_on <= today:
            latest[verdict.forum] = verdict
    return tuple(latest[forum] for forum in sorted(latest))


def twelve_months_before(today: date) -> date:
    """The same day a year ago; 28 February for 29 February."""
    try:
        return today.replace(year=today.year - 1)
    except ValueError:
        return today.replace(year=today.year - 1, day=28)


def split_words(verdict: Verdict) -> str:
    """A verdict's split in words only, for everybody outside the members' edition."""
    if not verdict.voters:
        return "Nobody could say."
    said = [
        f"{share_words(verdict.hands(answer), verdict.voters)} said {answer.words}"
        for answer in reversed(Kept)
    ]
    return f"{'; '.join(said).capitalize()}."


def share_words(hands: int, voters: int) -> str:
    """All, most, half, few or none; "all" and "none" only from six voters."""
    if voters >= ALL_AND_NONE_FROM and hands in {0, voters}:
        return "all" if hands else "none"
    if hands * 2 == voters:
        return "half"
    return "most" if hands * 2 > voters else "few"


def _status(rating: Kept | None, lately: Sequence[Verdict], answered: Sequence[Verdict]) -> Status:
    if not lately:
        return Status.NOT_ASKED_LATELY
    if not answered:
        return Status.UNCLEAR
    if rating is None:
        return Status.NOT_RATED
    if any(verdict.answer is not rating for verdict in answered):
        return Status.DISPUTED
    return Status(rating.value)


def _gap(rating: Kept | None, answered: Sequence[Verdict]) -> int:
    """How many steps the council and the verdict furthest from it are apart."""
    steps = list(Kept)
    answers = [verdict.answer for verdict in answered if verdict.answer]
    if rating is None:
        return 0
    return max((abs(steps.index(rating) - steps.index(answer)) for answer in answers), default=0)


def _words(status: Status, rating: Kept | None, answered: Sequence[Verdict], council: str) -> str:
    says = f"{council} says it is {rating.words}" if rating else f"{council} has not said"
    if status is Status.NOT_ASKED_LATELY:
        return f"{says}, and no young people were asked in the last 12 months"
    if status is Status.UNCLEAR:
        return f"{says}, and the young people who were asked could not tell"
    heard = [f"{verdict.forum} says it is {_answer(verdict)}" for verdict in answered]
    return "; ".join([says, *heard])


def _answer(verdict: Verdict) -> str:
    return verdict.answer.words if verdict.answer else "not known"
