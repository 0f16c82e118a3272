"""Why an action cannot be set, told of, opened again or passed up, in words.

Sources: Buckinghamshire Corporate Parenting Strategy 2020–2023, Appendix 2, 2.2 (drive improvements
in response to underperformance); Bromley Corporate Parenting Strategy 2014–2016, Governance (the
Strategy Group reports to the Executive Working Party). Who closes an action, and that no young
person is given one by name, are this product's own rules.
"""

from datetime import date

from councils.working_days import day_in_words

NOT_THIS_BODY = "This item is on another agenda. An action belongs to the meeting that set it."
NOT_A_CHILD = "Give the action to an adult who supports the young person. No young person is named in the log."
DONE_ALREADY = "This action is done. Open it again first, and say why."
NOT_DONE = "This action is still open."
TAKEN = "This was taken already, at the meeting on {day}."
TAKES_ANOTHER = "This item takes another matter already. Add an item for this one."
NOT_OUR_AGENDA = "This matter was passed to {body}. It is taken by an item of its agenda."
FROM_NOWHERE = "Say which item or action is escalated."
TWO_SOURCES = "The item and the action are of two meetings: choose one of them."
CLERK_SETS_DAYS = (
    "A new day is set by the clerk, so that it is agreed. Say how it goes, and what you need."
)


def why_not_due(due_on: date, *, agreed_on: date) -> str:
    """Why an action agreed on one day cannot be due on the other; empty where it can."""
    if due_on < agreed_on:
        return f"It is agreed on {day_in_words(agreed_on)}, so it cannot be due before that."
    return ""
