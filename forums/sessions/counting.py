"""What hands can be counted in a session, and what they say in words.

Source: R16. A verdict is given in a session of a forum: kept, partly, not yet, or don't know. It is
never more hands than people came. Whether they had heard of the promise at all is asked beside it.
Young people read “not yet” where the council's officers read “not kept”.
"""

from dataclasses import dataclass
from datetime import date

from pledges.status import Kept, Verdict, share_words

#: What each answer is called where young people read it, from the most kept to the least.
SAID = {Kept.KEPT: "kept", Kept.PARTLY: "partly kept", Kept.NOT_KEPT: "not yet kept"}
#: The most people a session is recorded for; more is a slip of the finger.
MOST = 500

ANSWERS = ("kept", "partly", "not_kept", "dont_know")
HEARD = ("had_heard", "had_not_heard")


@dataclass(frozen=True, slots=True)
class Hands:
    """Hands counted for one promise: four answers, and whether they had heard of it."""

    kept: int = 0
    partly: int = 0
    not_kept: int = 0
    dont_know: int = 0
    had_heard: int = 0
    had_not_heard: int = 0

    @property
    def answered(self) -> int:
        """How many gave one of the four answers."""
        return self.kept + self.partly + self.not_kept + self.dont_know

    @property
    def asked_if_heard(self) -> int:
        """How many said whether they had heard of the promise."""
        return self.had_heard + self.had_not_heard

    @property
    def most(self) -> int:
        """How many people it takes for these hands."""
        return max(self.answered, self.asked_if_heard)

    @property
    def is_empty(self) -> bool:
        """Whether nobody put up a hand: the promise was not asked about."""
        return not self.most


@dataclass(frozen=True, slots=True)
class Awareness:
    """One session of one forum: how many had heard of a promise before they were asked."""

    forum: str
    asked_on: date
    had_heard: int
    had_not_heard: int

    @property
    def words(self) -> str:
        """“Most had heard of it before.”"""
        asked = self.had_heard + self.had_not_heard
        if not asked:
            return ""
        share = share_words(self.had_heard, asked)
        return f"{share.capitalize()} had heard of it before."


def why_not_hands(hands: Hands, came: int) -> dict[str, str]:
    """What is wrong with the hands counted, by the first field of the question; empty if nothing."""
    found = {}
    if hands.answered > came:
        found["kept"] = _too_many(hands.answered, came)
    if hands.asked_if_heard > came:
        found["had_heard"] = _too_many(hands.asked_if_heard, came)
    return found


def why_not_came(came: int, most_hands: int) -> str:
    """Why so many cannot have come; empty where they can."""
    if came < 1:
        return "Say how many young people came: at least one."
    if came > MOST:
        return f"{came} is more than any session has. Look at the number again."
    if came < most_hands:
        return f"{most_hands} hands are counted for one promise, so at least {most_hands} came."
    return ""


def said(verdict: Verdict) -> str:
    """What a session's verdict is called where young people read it."""
    return SAID[verdict.answer] if verdict.answer else "nobody could say"


def split_for_everybody(verdict: Verdict) -> str:
    """A verdict's split in words only (R16), with “not yet” for the third answer.

    An answer that few gave and an answer that nobody gave are told apart only from six voters on.
    """
    if not verdict.voters:
        return "Nobody could say."
    parts = [
        f"{share_words(verdict.hands(answer), verdict.voters)} said {words}"
        for answer, words in SAID.items()
    ]
    return f"{'; '.join(parts).capitalize()}."


def _too_many(hands: int, came: int) -> str:
    people = "1 person" if came == 1 else f"{came} people"
    return f"{hands} hands, but {people} came. Count again, or change how many came."
