"""R5: personal and seat attendance, thresholds, vacancies and the forecast."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boards.attendance import (
    Figure,
    Holding,
    MeetingDay,
    forecast,
    forum_represented,
    meetings_that_count,
    of_seat,
    percent,
    personal,
    threshold_words,
)

THREE_QUARTERS, ALL = Fraction(3, 4), Fraction(1)
SIX = [MeetingDay(n, date(2026, 2 * n, 10)) for n in range(1, 7)]
YEAR = Holding("Ann", date(2026, 1, 1))


@pytest.mark.parametrize(
    ("attended", "held", "passes"),
    [(5, 6, True), (4, 6, False), (3, 4, True), (0, 6, False), (6, 6, True), (0, 0, None)],
)
def test_the_threshold_of_three_quarters(attended, held, passes) -> None:
    assert Figure(attended, held).meets(THREE_QUARTERS) is passes


@pytest.mark.parametrize(("attended", "passes"), [(6, True), (5, False)])
def test_a_seat_is_to_be_filled_at_all_of_them(attended, passes) -> None:
    assert Figure(attended, 6).meets(ALL) is passes


def test_a_share_is_never_rounded_before_it_is_compared() -> None:
    close = Figure(7499, 10_000)
    assert close.words == "7499 of 10000 (75.0%)"
    assert close.meets(THREE_QUARTERS) is False


def test_a_figure_is_printed_with_its_counts() -> None:
    assert threshold_words(Figure(4, 6), THREE_QUARTERS) == "4 of 6 (66.7%) does not reach 75%."
    assert threshold_words(Figure(3, 4), THREE_QUARTERS) == "3 of 4 (75%) reaches 75%."
    assert threshold_words(Figure(0, 0), ALL) == "No meetings yet, so nothing to judge."
    assert Figure(0, 0).words == "no meetings yet"


def test_cancelled_meetings_and_other_kinds_do_not_count() -> None:
    meetings = [
        SIX[0],
        MeetingDay("off", date(2026, 3, 1), held=False),
        MeetingDay("talk", date(2026, 3, 2), kind="workshop"),
    ]
    assert meetings_that_count(meetings) == [meetings[0], meetings[2]]
    assert meetings_that_count(meetings, {"formal"}) == [meetings[0]]


def test_a_mid_year_joiner_counts_from_the_start_date() -> None:
    joiner = Holding("Bo", date(2026, 6, 10), date(2026, 10, 9))
    assert personal(SIX, joiner, {3, 4}) == Figure(2, 2)
    assert personal(SIX, YEAR, {1, 2, 3, 4, 5}) == Figure(5, 6)


def test_a_seat_counts_its_substitute_and_reports_a_vacancy_apart() -> None:
    holdings = [Holding("Ann", date(2026, 1, 1), date(2026, 5, 1)), Holding("Bo", date(2026, 8, 1))]
    came = {(1, "Ann"), (2, "Ann"), (4, "Bo"), (5, "Bo")}
    result = of_seat(SIX, holdings, came)
    assert (result.figure, result.vacant) == (Figure(4, 5), 1)
    assert result.words == "4 of 5 (80%); vacant at 1 meeting"


def test_a_plural_seat_is_counted_per_holder() -> None:
    pair = [YEAR, Holding("Bo", date(2026, 6, 1))]
    came = {(n, "Ann") for n in range(1, 7)} | {(3, "Bo")}
    assert of_seat(SIX, pair, came).figure == Figure(7, 10)
    assert of_seat(SIX, pair, came).words == "7 of 10 (70%)"


def test_young_peoples_seats_show_words_and_never_a_persons_figure() -> None:
    assert forum_represented(SIX, {1, 2, 3, 5, 6}, forum="We Do Care!") == (
        "Young people represented We Do Care! at 5 of 6 meetings."
    )
    assert "no meetings yet" in forum_represented([], set(), forum="We Do Care!")


@pytest.mark.parametrize(
    ("attended", "held", "remaining", "needed", "words"),
    [
        (2, 3, 3, 3, "Must attend 3 of the last 3."),
        (1, 3, 3, None, "75% is no longer reachable: at best 66.7%."),
        (5, 5, 1, 0, "75% is reached, whatever comes."),
        (4, 4, 2, 1, "Must attend 1 of the last 2."),
        (0, 0, 6, 5, "Must attend 5 of the last 6."),
        (0, 0, 0, 0, "75% is reached, whatever comes."),
    ],
)
def test_the_forecast(attended, held, remaining, needed, words) -> None:
    result = forecast(Figure(attended, held), remaining, THREE_QUARTERS)
    assert (result.needed, result.words) == (needed, words)


@pytest.mark.parametrize(
    ("share", "printed"),
    [(Fraction(2, 3), "66.7%"), (Fraction(5, 8), "62.5%"), (Fraction(3, 4), "75%"), (ALL, "100%")],
)
def test_a_share_is_printed_with_a_decimal_only_where_it_needs_one(share, printed) -> None:
    assert percent(share) == printed


@given(st.integers(0, 12), st.integers(0, 12), st.integers(0, 12), st.fractions(0, 1))
def test_the_forecast_is_enough_and_no_more_than_enough(came, missed, remaining, threshold) -> None:
    figure = Figure(came, came + missed)
    result = forecast(figure, remaining, threshold)
    if not figure.held + remaining:
        return
    if result.needed is None:
        assert result.best < threshold
        return
    total = figure.held + remaining
    assert Figure(came + result.needed, total).meets(threshold)
    if result.needed:
        assert not Figure(came + result.needed - 1, total).meets(threshold)


@given(st.sets(st.integers(1, 6)), st.sets(st.integers(1, 6)))
def test_a_seat_never_does_worse_than_the_person_in_it(himself, stand_in) -> None:
    own = personal(SIX, YEAR, himself)
    seat = of_seat(SIX, [YEAR], {(n, "Ann") for n in himself | stand_in})
    assert own.share is not None
    assert seat.figure.share is not None
    assert own.share <= seat.figure.share


PEOPLE = "abc"
DAYS = st.integers(0, 400).map(lambda n: date(2026, 1, 1) + timedelta(days=n))
MEETINGS = st.lists(
    st.tuples(DAYS, st.sampled_from(["formal", "informal"]), st.booleans()), max_size=10
).map(lambda rows: [MeetingDay(n, *row) for n, row in enumerate(rows)])
HOLDINGS = st.lists(st.builds(Holding, st.sampled_from(PEOPLE), DAYS, st.none() | DAYS), max_size=4)
CAME = st.sets(st.tuples(st.integers(0, 9), st.sampled_from(PEOPLE)))


def in_the_seat(holding: Holding, day: date) -> bool:
    """By counting from the first day: the test's days end with 2027."""
    end = holding.ends_on or date(2027, 12, 31)
    return (day - holding.starts_on).days in range((end - holding.starts_on).days + 1)


@given(MEETINGS, HOLDINGS, CAME, st.booleans())
def test_the_figures_are_those_counted_by_hand(meetings, holdings, came, formal_only) -> None:
    counting = meetings_that_count(meetings, {"formal"} if formal_only else None)
    by_hand = [
        each for each in meetings if each.held and (each.kind == "formal" or not formal_only)
    ]
    assert counting == by_hand
    due = attended = vacant = 0
    for meeting in by_hand:
        places = [each for each in holdings if in_the_seat(each, meeting.on)]
        vacant += not places
        due += len(places)
        attended += len([each for each in places if (meeting.key, each.person) in came])
    result = of_seat(counting, holdings, came)
    assert (result.figure, result.vacant) == (Figure(attended, due), vacant)
    for holding in holdings:
        mine = [each for each in by_hand if in_the_seat(holding, each.on)]
        keys = {key for key, person in came if person == holding.person}
        was_there = [each for each in mine if each.key in keys]
        assert personal(counting, holding, keys) == Figure(len(was_there), len(mine))
