"""R10: dates as strategies write them, and when a review becomes overdue."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledges.review import ImpreciseDate, Precision, overdue_from, parse, review_words

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@st.composite
def dates(draw) -> ImpreciseDate:
    day, precision = draw(DAYS), draw(st.sampled_from(Precision))
    if precision is Precision.DAY:
        return ImpreciseDate(day, precision)
    month = {
        Precision.YEAR: 1,
        Precision.MONTH: day.month,
        Precision.SEASON: (3, 6, 9, 12)[day.month % 4],
    }[precision]
    return ImpreciseDate(date(day.year, month, 1), precision)


@pytest.mark.parametrize(
    ("when", "overdue"),
    [
        ("November 2021", date(2021, 12, 1)),
        ("2024", date(2025, 1, 1)),
        ("Autumn 2014", date(2014, 12, 1)),
        ("Spring 2015", date(2015, 6, 1)),
        ("Summer 2015", date(2015, 9, 1)),
        ("Winter 2014", date(2015, 3, 1)),
        ("Winter 2014/15", date(2015, 3, 1)),
        ("14 October 2019", date(2019, 10, 15)),
        ("31 December 2019", date(2020, 1, 1)),
        ("December 2021", date(2022, 1, 1)),
        ("29 February 2024", date(2024, 3, 1)),
    ],
)
def test_a_review_is_overdue_from_the_day_after_its_period(when, overdue) -> None:
    assert overdue_from(when) == overdue
    assert parse(when).last_day == overdue - timedelta(days=1)
    assert not parse(when).is_overdue(overdue - timedelta(days=1))
    assert parse(when).is_overdue(overdue)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("14 Oct 2019", "14 October 2019"),
        ("2019-10-14", "14 October 2019"),
        ("2019-10", "October 2019"),
        ("  november   2021 ", "November 2021"),
        ("AUTUMN 2014", "Autumn 2014"),
        ("Sept 2020", "September 2020"),
        ("14 October, 2019", "14 October 2019"),
        ("2024", "2024"),
    ],
)
def test_a_date_is_read_in_several_ways_and_written_in_one(text, written) -> None:
    assert str(parse(text)) == written


@pytest.mark.parametrize(
    "text",
    ["", "soon", "31 February 2020", "14 Autumn 2014", "Ma 2020", "2019-13", "0000", "Fall 2014"],
)
def test_anything_else_is_refused_with_the_ways_to_write_it(text) -> None:
    with pytest.raises(ValueError, match=r"is not a date that can be read\. Write a day"):
        parse(text)


@pytest.mark.parametrize(
    ("when", "done", "words"),
    [
        ("November 2021", None, "Overdue by 1 day: it was due in November 2021."),
        ("14 October 2019", None, "Overdue by 779 days: it was due on 14 October 2019."),
        ("2022", None, "Due in 2022."),
        (
            "Autumn 2021",
            date(2021, 9, 6),
            "Reviewed on Monday 6 September 2021; it was due in Autumn 2021.",
        ),
    ],
)
def test_how_a_review_stands(when, done, words) -> None:
    assert review_words(parse(when), done_on=done, today=date(2021, 12, 1)) == words


@given(dates())
def test_what_is_written_is_read_back(when) -> None:
    assert parse(str(when)) == when


@given(dates())
def test_a_period_holds_its_first_day_and_ends_the_day_before_overdue(when) -> None:
    assert when.first_day <= when.last_day
    assert when.overdue_from - when.last_day == timedelta(days=1)
    longest = {Precision.DAY: 1, Precision.MONTH: 31, Precision.SEASON: 92, Precision.YEAR: 366}
    assert (when.overdue_from - when.first_day).days <= longest[when.precision]
