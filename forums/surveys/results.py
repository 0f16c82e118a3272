"""How the answers to a question of a survey become the figure of a measure.

Source: Dorset Corporate Parenting Strategy 2020–2023, “Feedback from the annual Satisfaction
Survey”: two of its measures are shares of those who completed the survey. That a question is not
answered by more than answered the survey, that the period ends within a year of it, and that the
figure says which question it comes from, are this product's own rules.
"""


def from_survey(title: str, year: int, question: str) -> str:
    """Where a figure comes from, as it stands beside it."""
    return f"From “{title}”, {year}. The question was: “{question}”"


def why_not_of(denominator: int, answered: int | None) -> str:
    """Why a question cannot have so many answers; empty where it can, or nobody has said."""
    if answered is None or denominator <= answered:
        return ""
    return (
        f"{denominator:,} answered this question, but only {answered:,} answered the survey. "
        "Check both."
    )


def why_not_period(year: int, ends_in: int) -> str:
    """Why the answers of a year's survey cannot tell of a period that ends then; empty if they can."""
    if abs(ends_in - year) <= 1:
        return ""
    return f"The survey was in {year}. Choose a period that ends in that year or the one beside it."


def not_an_end(last: str) -> str:
    """That no period of a measure ends on the day; `last` is when one did, in words."""
    return f"No period of this measure ends on this day. The last one ended on {last}."
