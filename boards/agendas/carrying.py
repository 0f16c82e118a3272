"""What a meeting takes over from earlier meetings and other bodies, and why, in words.

Sources: Buckinghamshire Corporate Parenting Strategy 2020–2023, section 3.3 (sub-groups give the
Panel updates on their progress); Cambridgeshire's report of 2019, 2.3 (each work stream is led by
a manager). That they do so at each meeting is an assumption; that what is put off, or decided by
too few, comes back by itself is this product's own rule.
"""

from collections.abc import Sequence
from datetime import date

from councils.working_days import day_in_words

UPDATE_MINUTES = RATIFY_MINUTES = 5
ESCALATED_MINUTES = 10
LONGEST = 160


def put_off_words(on: date) -> str:
    """An item that an earlier meeting put off."""
    return f"Put off at the meeting on {day_in_words(on)}."


def cancelled_words(on: date) -> str:
    """An item of a meeting that was cancelled."""
    return f"From the meeting on {day_in_words(on)}, which was cancelled."


def ratify_words(numbers: Sequence[int], on: date) -> str:
    """Decisions taken by too few for a quorum."""
    named = " and ".join(str(number) for number in numbers)
    decisions = f"Decision {named} was" if len(numbers) == 1 else f"Decisions {named} were"
    return (
        f"{decisions} the view of those present on {day_in_words(on)}, too few for a quorum: "
        "to be ratified."
    )


def update_words(group: str, *, body: str) -> str:
    """What a group owes at each meeting; `body` is the council's word for the body."""
    return f"{group} tells the {body} about its progress."


def escalated_words(by: str, on: date, reason: str) -> str:
    """A matter another body passes up."""
    return f"Passed up by {by} on {day_in_words(on)}: {reason}"


def handed_over_words(by: str, on: date) -> str:
    """The same without its reason, for those who are not told it."""
    return f"Handed over by {by} on {day_in_words(on)}."


def number_words(number: int) -> str:
    """How much was carried in, in words; empty where nothing was."""
    if not number:
        return ""
    was = "1 item was" if number == 1 else f"{number} items were"
    return f"{was} carried in; the agenda says where from."


def cut(words: str) -> str:
    """Words short enough for the title of an item."""
    one_line = " ".join(words.split())
    return one_line if len(one_line) <= LONGEST else f"{one_line[: LONGEST - 1].rstrip()}…"
