"""R14: alerts about seats and co-options."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boards.attendance import Holding
from boards.vacancies import (
    SOON_DAYS,
    Alert,
    CoOption,
    Kind,
    Seat,
    co_option_alerts,
    seat_alerts,
    vacant_since,
)

TODAY = date(2026, 6, 10)
ANN = Holding("Ann", date(2025, 5, 21))
LEFT = Holding("Bo", date(2025, 5, 21), date(2026, 5, 1))
HOUSING = Seat("housing", "Housing representative", date(2025, 5, 21), (ANN,))


def alerts(*seats: Seat, expected: bool = True, today: date = TODAY) -> tuple[Alert, ...]:
    return seat_alerts(seats, today, representative_expected=expected)


def words(*seats: Seat, **given_) -> list[str]:
    return [alert.words for alert in alerts(*seats, **given_)]


def test_a_seat_that_is_held_and_has_a_substitute_is_no_news() -> None:
    assert alerts(replace(HOUSING, has_substitute=True)) == ()


def test_a_vacant_seat_says_since_when() -> None:
    (alert,) = alerts(replace(HOUSING, holdings=(LEFT,)))
    assert alert == Alert(
        Kind.VACANT,
        "housing",
        "“Housing representative” has been vacant since Saturday 2 May 2026 (40 days).",
    )


def test_a_vacant_seat_says_when_it_will_be_filled() -> None:
    coming = Holding("Cy", date(2026, 7, 1))
    assert words(replace(HOUSING, holdings=(LEFT, coming))) == [
        (
            "“Housing representative” has been vacant since Saturday 2 May 2026 (40 days). It will be "
            "filled on Wednesday 1 July 2026."
        )
    ]


@pytest.mark.parametrize(
    ("since", "said"),
    [
        (None, "“Housing representative” is vacant: nobody has ever been recorded in it."),
        (
            date(2026, 6, 1),
            "“Housing representative” has been vacant since Monday 1 June 2026 (10 days).",
        ),
        (TODAY, "“Housing representative” has been vacant since Wednesday 10 June 2026 (1 day)."),
        (
            date(2026, 7, 1),
            "“Housing representative” is vacant: nobody has ever been recorded in it.",
        ),
    ],
)
def test_a_seat_nobody_ever_held(since, said) -> None:
    assert words(replace(HOUSING, holdings=(), since=since)) == [said]


def test_a_seat_is_held_on_its_holders_last_day() -> None:
    last_day = replace(HOUSING, holdings=(LEFT,), has_substitute=True)
    assert alerts(last_day, today=date(2026, 5, 1)) == ()
    assert alerts(last_day, today=date(2026, 5, 2))[0].kind is Kind.VACANT


def test_one_holder_of_several_is_enough() -> None:
    assert alerts(replace(HOUSING, holdings=(LEFT, ANN), has_substitute=True)) == ()


def test_buckinghamshires_seat_listed_twice_is_told_once_and_not_as_vacant() -> None:
    """CAMHS stands in the list of 3.1 a second time under its full name."""
    twice = Seat(
        "camhs-2",
        "Children’s Adolescent Mental Health Services Representative",
        same_as="CAMHS representative",
    )
    assert alerts(twice) == (
        Alert(
            Kind.LISTED_TWICE,
            "camhs-2",
            "“Children’s Adolescent Mental Health Services Representative” is listed twice: it is "
            "the same seat as “CAMHS representative”.",
        ),
    )


def test_a_substitute_is_missed_only_where_the_rules_expect_one() -> None:
    assert words(HOUSING) == [
        "“Housing representative” has no substitute named, and the rules expect one."
    ]
    assert alerts(HOUSING, expected=False) == ()


def test_young_people_and_attenders_are_not_asked_for_a_substitute() -> None:
    assert alerts(replace(HOUSING, young_people=True)) == ()
    assert alerts(replace(HOUSING, attender=True)) == ()


def test_an_empty_seat_of_young_people_is_vacant_like_any_other() -> None:
    empty = replace(HOUSING, young_people=True, holdings=(LEFT,))
    assert [alert.kind for alert in alerts(empty)] == [Kind.VACANT]


def test_a_vacant_seat_is_not_also_told_to_lack_a_substitute() -> None:
    assert [alert.kind for alert in alerts(replace(HOUSING, holdings=()))] == [Kind.VACANT]


FLO = CoOption("flo", "Flo", "Flo Frost", date(2026, 1, 1), date(2026, 6, 30))


def co_opted(*co_options: CoOption, today: date = TODAY) -> list[tuple[Kind, str]]:
    return [(alert.kind, alert.words) for alert in co_option_alerts(co_options, today)]


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 5, 29), []),
        (
            date(2026, 5, 30),
            [
                (
                    Kind.CO_OPTION_ENDS,
                    "The co-option of Flo Frost ends in 31 days, on Tuesday 30 June 2026.",
                )
            ],
        ),
        (
            date(2026, 6, 29),
            [
                (
                    Kind.CO_OPTION_ENDS,
                    "The co-option of Flo Frost ends in 1 day, on Tuesday 30 June 2026.",
                )
            ],
        ),
        (
            date(2026, 6, 30),
            [
                (
                    Kind.CO_OPTION_ENDS,
                    "The co-option of Flo Frost ends today, Tuesday 30 June 2026.",
                )
            ],
        ),
        (
            date(2026, 7, 1),
            [
                (
                    Kind.CO_OPTION_LAPSED,
                    (
                        "The co-option of Flo Frost lapsed on Tuesday 30 June 2026. Renew it, or "
                        "record that it is over."
                    ),
                )
            ],
        ),
    ],
)
def test_a_co_option_nears_its_end_and_lapses(today, expected) -> None:
    assert co_opted(FLO, today=today) == expected


@pytest.mark.parametrize(
    "quiet",
    [
        replace(FLO, ends_on=None),
        replace(FLO, ends_on=date(2026, 3, 1), settled=True),
        replace(FLO, starts_on=date(2026, 6, 20)),
    ],
)
def test_one_for_an_item_one_settled_and_one_to_come_are_no_news(quiet) -> None:
    assert co_opted(quiet) == []


def test_a_renewed_co_option_is_told_of_by_its_new_end_only() -> None:
    old = replace(FLO, ends_on=date(2026, 5, 31))
    new = replace(FLO, key="again", starts_on=date(2026, 6, 1), ends_on=date(2026, 12, 31))
    assert co_opted(old, new) == []
    somebody_else = replace(new, person="Gus")
    assert [kind for kind, _ in co_opted(old, somebody_else)] == [Kind.CO_OPTION_LAPSED]


DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
HOLDINGS = st.lists(
    st.builds(
        lambda start, length: Holding(
            "x", start, None if length is None else start + timedelta(days=length)
        ),
        DAYS,
        st.none() | st.integers(0, 900),
    ),
    max_size=5,
)


@given(HOLDINGS, DAYS, st.booleans())
def test_a_seat_is_vacant_exactly_when_nobody_holds_it(holdings, today, expected) -> None:
    seat = replace(HOUSING, holdings=tuple(holdings))
    kinds = [alert.kind for alert in alerts(seat, expected=expected, today=today)]
    held = any(
        each.starts_on <= today and (each.ends_on is None or today <= each.ends_on)
        for each in holdings
    )
    assert (Kind.VACANT in kinds) == (not held)
    assert (Kind.NO_SUBSTITUTE in kinds) == (held and expected)


@given(HOLDINGS, DAYS)
def test_nobody_held_the_seat_on_any_day_of_the_vacancy(holdings, today) -> None:
    seat = replace(HOUSING, holdings=tuple(holdings), since=None)
    since = vacant_since(seat, today)
    if since is None or any(each.covers(today) for each in holdings):
        return
    assert since <= today
    day = since
    while day <= today:
        assert not any(each.covers(day) for each in holdings)
        day += timedelta(days=1)
    assert any(each.ends_on == since - timedelta(days=1) for each in holdings)


@given(DAYS, st.integers(0, 400), st.integers(-400, 400))
def test_an_end_is_told_of_in_its_last_days_and_as_lapsed_after(start, length, now) -> None:
    end = start + timedelta(days=length)
    today = end + timedelta(days=now)
    found = co_option_alerts([CoOption("k", "p", "P", start, end)], today)
    kinds = [alert.kind for alert in found]
    soon = start <= today <= end and (end - today).days <= SOON_DAYS
    assert kinds == ([Kind.CO_OPTION_LAPSED] if today > end else [Kind.CO_OPTION_ENDS] * soon)
