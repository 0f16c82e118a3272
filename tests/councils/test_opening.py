"""When somebody is there: hours, weekends, bank holidays, closure days, and when they are back."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from councils.opening import USUAL, Hours, Opening, openings, whom_to_ring

LONDON = ZoneInfo("Europe/London")


def at(day: str, hour: str) -> datetime:
    """A moment in the council's own time."""
    return datetime.fromisoformat(f"{day}T{hour}").replace(tzinfo=LONDON)


@pytest.mark.parametrize(
    ("day", "hour", "is_open"),
    [
        ("2026-12-02", "08:59:59", False),
        ("2026-12-02", "09:00", True),
        ("2026-12-02", "16:59:59", True),
        ("2026-12-02", "17:00", False),
        ("2026-12-05", "12:00", False),  # a Saturday
        ("2026-12-25", "12:00", False),  # Christmas Day, a Friday
        ("2026-12-28", "12:00", False),  # Boxing Day's substitute, a Monday
        ("2026-12-29", "12:00", True),
    ],
)
def test_whether_somebody_is_there(day, hour, is_open):
    assert Hours().is_open(at(day, hour)) is is_open


def test_a_closure_day_is_closed_and_the_next_day_is_named():
    hours = Hours(closures=frozenset({date(2026, 12, 29)}))
    assert not hours.is_open(at("2026-12-29", "12:00"))
    assert hours.opens_next(at("2026-12-24", "17:30")) == (date(2026, 12, 30), time(9))


def test_before_opening_the_same_day_is_named_and_at_opening_the_next():
    assert Hours().opens_next(at("2026-12-02", "07:00")) == (date(2026, 12, 2), time(9))
    assert Hours().opens_next(at("2026-12-02", "09:00")) == (date(2026, 12, 3), time(9))


def test_a_council_may_open_on_saturdays_and_twice_a_day():
    hours = Hours(
        (
            Opening(5, time(10), time(12)),
            Opening(2, time(9), time(12)),
            Opening(2, time(13), time(17)),
        )
    )
    assert hours.is_open(at("2026-12-05", "10:00"))
    assert not hours.is_open(at("2026-12-02", "12:30"))
    assert hours.opens_next(at("2026-12-02", "12:30")) == (date(2026, 12, 2), time(13))


def test_a_bank_holiday_on_a_saturday_closes_a_council_that_opens_on_saturdays():
    hours = Hours((Opening(5, time(10), time(12)),))
    assert hours.is_open(at("2026-12-19", "11:00"))
    assert not hours.is_open(at("2026-12-26", "11:00"))


def test_a_council_that_never_opens_is_closed_and_names_no_day():
    ring = whom_to_ring(Hours(()), at("2026-12-02", "12:00"))
    assert ring.is_closed
    assert ring.opens == ""


def test_words_of_the_hours():
    assert Hours(USUAL).words == "Monday to Friday, 9am to 5pm"
    days = [*(Opening(day, time(9), time(17)) for day in range(4))]
    short = Hours((*days, Opening(4, time(9), time(16, 30))))
    assert short.words == "Monday to Thursday, 9am to 5pm; Friday, 9am to 4:30pm"
    two = Hours((Opening(0, time(9), time(17)), Opening(1, time(9), time(17))))
    assert two.words == "Monday and Tuesday, 9am to 5pm"


def test_what_the_council_says_itself_wins_and_no_rows_mean_the_usual_hours():
    now = at("2026-12-02", "18:00")
    assert whom_to_ring(Hours(), now, said="All day").office_hours == "All day"
    ring = whom_to_ring(Hours(openings([])), now, phone="1", emergency_phone="2")
    assert (ring.phone, ring.emergency_phone, ring.is_closed) == ("1", "2", True)
    assert ring.opens == "Thursday 3 December 2026 at 9am"
