"""What a session says of a provider's promise, by the kind of home young people live in.

Sources: R16 (a verdict in words only, outside the members' edition); R18 (small numbers); Bromley
Corporate Parenting Strategy 2014–2016, Appendix One (promises that every placement provider signs).

A part of a verdict is never more hands than the verdict has; who does not want to say where they live
is in no part. Everybody reads the split in words and no number, so that “half” gives none away; of a
kind of home where few answered, everybody reads nothing at all, nor of another one that would tell
what those few said.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from councils.disclosure import Count, publish_row
from forums.sessions.counting import ANSWERS, Hands, split_for_everybody
from pledges.status import Verdict

NOT_TOLD = "Not shown: so few answered that it could show who they are."
#: What each answer is called on the worker's screens.
CALLED = {
    "kept": "kept",
    "partly": "partly",
    "not_kept": "not yet",
    "dont_know": "don’t know",
}


def why_not_homes(parts: Iterable[Hands], whole: Hands) -> dict[str, str]:
    """What is wrong with hands counted by kind of home, by the answer; empty if nothing."""
    counted = list(parts)
    found = {}
    for name in ANSWERS:
        here, all_ = sum(getattr(part, name) for part in counted), getattr(whole, name)
        if here > all_:
            found[name] = f"{here} hands for “{CALLED[name]}” by kind of home, but {all_} in all."
    return found


def told_to_everybody(parts: Sequence[Hands], whole: Hands, *, limit: int) -> tuple[str, ...]:
    """What those in each kind of home said, in words that show nobody.

    Beside what all said, the words of the others tell what the few said who are left: so the kinds
    of home are a row of R18, of which whoever is in no part is a cell too.
    """
    counts = [[each.answered - each.dont_know for each in (*parts, whole)]]
    counts.append([each.answered for each in (*parts, whole)])
    rows = [publish_row([Count(n) for n in _with_the_rest(row)], limit) for row in counts]
    return tuple(
        NOT_TOLD if any(row.cells[at].hidden for row in rows) else split_of(hands)
        for at, hands in enumerate(parts)
    )


def _with_the_rest(counts: Sequence[int]) -> list[int]:
    """Parts and their whole as parts alone: the last is what is in none of the others."""
    *parts, whole = counts
    return [*parts, max(0, whole - sum(parts))]


def split_of(hands: Hands) -> str:
    """Their split in words, however few they are: for those who may read the hands themselves."""
    split = Verdict("", date.min, hands.kept, hands.partly, hands.not_kept, hands.dont_know)
    return split_for_everybody(split)
