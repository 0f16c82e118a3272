"""When the public must have been told of a meeting; only a formal committee has to tell it.

Source: Local Government Act 1972, section 100A(6)(a), as amended in 2002: the time and place of the
meeting, five clear days before, counted in working days like the papers.
"""

from datetime import date

from boards.deadlines import Deadline, DeadlineRules, statutory_deadline
from councils.working_days import Calendar, day_in_words


def notice_deadline(
    meeting_on: date, rules: DeadlineRules, calendar: Calendar, *, body: str
) -> Deadline | None:
    """The last day for the public notice; None where the body's legal status asks for none.

    `body` is the council's word for such a body.
    """
    if not rules.formal_committee:
        return None
    due = statutory_deadline(meeting_on, calendar)
    reason = (
        "By law the public is told the day, time and place of the meeting 5 clear working days "
        f"before {day_in_words(meeting_on)}. They stand on the page of the {body} from the day "
        "the meeting is planned."
    )
    return Deadline(due.due_on, due.act_by, reason)
