"""For how long things are kept: so many months, counted back from a day.

Source: UK GDPR, Article 5(1)(e): personal data is kept no longer than is necessary.
"""

from calendar import monthrange
from datetime import date


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last one of that month where it has none such.

    What was written before that day is over its time: on 31 May, three months go back to 28
    February (29 in a leap year).
    """
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def kept_words(months: int) -> str:
    """How long that is, as people say it."""
    if months % 12 == 0:
        years = months // 12
        return f"{years} year{'' if years == 1 else 's'}"
    return f"{months} month{'' if months == 1 else 's'}"
