"""Why an action cannot be set, told of, opened again or passed up, in words.

Sources: Buckinghamshire Corporate Parenting Strategy 2020–2023, Appendix 2, 2.2 (drive improvements
in response to underperformance); Bromley Corporate Parenting Strategy 2014–2016, Governance arrangements (two
tiers; that the Strategy Group passes matters up to the Executive Working Party is an assumption:
the strategy does not say it). Who sets a day and who closes, and that no
young person is given an action by name, are this product's own rules.
"""

from collections.abc import Iterable
from datetime import date

from councils.working_days import date_in_words, day_in_words

NOT_THIS_BODY = "This item is on another agenda. An action belongs to the meeting that set it."
NOT_A_CHILD = "Give the action to an adult who supports the young person. No young person is named in the log."
DONE_ALREADY = "This action is done. Open it again first, and say why."
SET_AGAIN = "Set again, in the same words."
NOT_DONE = "This action is open already."
FROM_NOWHERE = "Say which item or action is passed up."
TWO_SOURCES = "The item and the action are of two meetings: choose one of them."
TAKES_ANOTHER = "This item takes another matter already. Add an item for this one."
NOT_TAKEN_YET = "No agenda has taken it yet."
#: Beside the form of the person who does it.
CLERK_DECIDES = (
    "The clerk closes the action when it is done, and sets a new day if it needs one. If you need "
    "more time, say so and say why."
)


def why_not_due(due_on: date, *, agreed_on: date) -> str:
    """Why an action agreed on one day cannot be due on the other; empty where it can."""
    if due_on < agreed_on:
        return f"It is agreed on {day_in_words(agreed_on)}, so it cannot be due before that."
    return ""


def why_not_take(*, to: str, is_its_agenda: bool, taken_on: date | None, takes_other: bool) -> str:
    """Why an item cannot take what was passed up; empty where it can.

    `to` is the body it was passed to, `taken_on` the day of the meeting that took it already.
    """
    if not is_its_agenda:
        return f"This was passed up to {to}: an item on its own agenda takes it."
    if taken_on is not None:
        return taken_words(taken_on)
    return TAKES_ANOTHER if takes_other else ""


def taken_words(taken_on: date) -> str:
    """That a matter is taken, and at which meeting."""
    return f"This was taken already, at the meeting on {day_in_words(taken_on)}."


def answer_words(item: str, *, on: date, outcome: str = "", decisions: Iterable[str] = ()) -> str:
    """What became of something passed up: which item took it, and what came of that item.

    `item` is its number and title, `outcome` how it ended, and `decisions` are what was decided,
    each with its number; empty as long as nothing is recorded.
    """
    said = [f"Taken on {date_in_words(on)} by item {item}."]
    said += [f"{outcome}."] if outcome else []
    return " ".join([*said, *decisions])
