"""What is said about logging the questions that members ask; whether one may be logged now.

Source: Buckinghamshire Corporate Parenting Strategy 2020–2023, Appendix 2, 6.1 (challenge). That a
question is logged from the day of the meeting on is this product's own rule: “I asked this” is true
only then.
"""

from datetime import date

from councils.working_days import day_in_words

CANCELLED = "This meeting was cancelled: nothing was asked at it."
NO_SEAT = "The questions members ask are logged by the people of this body."
NOT_YOURS = "Only who asked a question changes what stands here about it."
NO_QUESTION = "Write what you asked, or choose one of the questions above."


def why_not_log(held_on: date, today: date, *, cancelled: bool) -> str:
    """Why no question can be logged at a meeting, in words; empty where one can."""
    if cancelled:
        return CANCELLED
    if held_on > today:
        return f"What you ask can be logged from the day of the meeting, {day_in_words(held_on)}."
    return ""
