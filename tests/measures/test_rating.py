"""R13: values, rounding, colours, contradictions and due dates."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures.rating import (
    ACTION_NEEDED,
    NOT_COMPARED,
    Colour,
    Judged,
    Polarity,
    Rating,
    RatingRule,
    Tolerance,
    action_needed,
    age_words,
    change_words,
    check_against_linked,
    check_value,
    due_on,
    figure,
    is_past_due,
    percentage,
    rate,
    rate_bound,
    rate_per,
    rounded,
)

FIVE_POINTS = RatingRule(Decimal(5))
TEN_PERCENT = RatingRule(Decimal(10), Tolerance.RELATIVE)
DIRECTION = RatingRule(Decimal(5), judged=Judged.DIRECTION)
HAVERING = RatingRule(Decimal(10), Tolerance.RELATIVE, Judged.LAST_YEAR)
HIGH, LOW, NONE = Polarity.HIGH, Polarity.LOW, Polarity.NONE
NUMBERS = st.integers(0, 10_000)

AT_A_GLANCE = [  # Buckinghamshire, at 31 March of each year: part, whole, percent as printed
    (316, 473, 67),
    (342, 513, 67),
    (350, 492, 71),
    (126, 316, 40),
    (155, 342, 45),
    (189, 350, 54),
    (190, 316, 60),
    (187, 342, 55),
    (161, 350, 46),
    (250, 473, 53),
    (272, 513, 53),
    (227, 492, 46),
]


@pytest.mark.parametrize(("part", "whole", "printed"), AT_A_GLANCE)
def test_every_percentage_in_the_at_a_glance_table_recomputes(part, whole, printed) -> None:
    assert percentage(part, whole) == printed
    assert check_value(part, whole, printed) == ""


@pytest.mark.parametrize(
    ("part", "whole", "places", "expected"),
    [(5, 8, 0, "63"), (1, 8, 0, "13"), (1, 8, 1, "12.5"), (1, 3, 1, "33.3"), (0, 8, 0, "0")],
)
def test_percentages_are_rounded_half_up(part, whole, places, expected) -> None:
    assert str(percentage(part, whole, places)) == expected


def test_nought_has_no_percentage() -> None:
    assert percentage(0, 0) is None


def test_a_rate_is_for_so_many() -> None:
    assert rate_per(492, 123_300, per=10_000, places=1) == Decimal("39.9")


@pytest.mark.parametrize(
    ("value", "polarity", "colour"),
    [
        (75, HIGH, Colour.GREEN),
        (80, HIGH, Colour.GREEN),
        (70, HIGH, Colour.AMBER),
        (69, HIGH, Colour.RED),
        (75, LOW, Colour.GREEN),
        (80, LOW, Colour.AMBER),
        (81, LOW, Colour.RED),
        (75, NONE, None),
    ],
)
def test_an_absolute_tolerance(value, polarity, colour) -> None:
    assert rate(value, 75, FIVE_POINTS, polarity).colour is colour


@pytest.mark.parametrize(("value", "colour"), [(44, Colour.RED), (45, Colour.AMBER), (50, "green")])
def test_a_relative_tolerance_is_percent_of_the_target(value, colour) -> None:
    assert rate(value, 50, TEN_PERCENT, HIGH).colour == colour


@pytest.mark.parametrize(
    ("value", "target", "words"),
    [
        (None, 75, "No data."),
        (None, None, "No data."),
        (71, None, "71%. No target set."),
    ],
)
def test_nothing_to_rate_is_never_green(value, target, words) -> None:
    result = rate(value, target, FIVE_POINTS, HIGH, unit="%")
    assert (result.colour, result.words) == (None, words)


@pytest.mark.parametrize(
    ("value", "previous", "words"),
    [
        (72, 74, "Red: 72% misses the target of 75%, worse than last time."),
        (72, 70, "Amber: 72% misses the target of 75%, better than last time."),
        (72, 72, "Amber: 72% misses the target of 75%, no change since last time."),
        (76, 80, "Green: 76% meets the target of 75%, worse than last time."),
        (60, 50, "Red: 60% misses the target of 75%, better than last time."),
    ],
)
def test_direction_of_travel_takes_amber_to_red_when_worse(value, previous, words) -> None:
    assert rate(value, 75, DIRECTION, HIGH, previous=previous, unit="%").words == words


#: Target 50, 10 % of which is 5: from 45 it is green, where higher is better; up to 55, where lower.
FAR_BELOW = "44% is more than 10% off the target of 50%"
FAR_ABOVE = "56% is more than 10% off the target of 50%"
HAVERING_CASES = [
    (50, 60, HIGH, "Green: 50% meets the target of 50%."),
    (55, 60, HIGH, "Green: 55% meets the target of 50%."),
    (45, 60, HIGH, "Green: 45% is within 10% of the target of 50%."),
    (45, None, HIGH, "Green: 45% is within 10% of the target of 50%."),
    (44, 43, HIGH, f"Amber: {FAR_BELOW}, but better than a year ago (43%)."),
    (44, 44, HIGH, f"Amber: {FAR_BELOW}, but no worse than a year ago (44%)."),
    (44, 45, HIGH, f"Red: {FAR_BELOW}, and worse than a year ago (45%)."),
    (44, None, HIGH, f"Not rated: {FAR_BELOW}, {NOT_COMPARED}."),
    (44, 43, NONE, "44%. Neither high nor low is better: not rated."),
    (55, 40, LOW, "Green: 55% is within 10% of the target of 50%."),
    (56, 57, LOW, f"Amber: {FAR_ABOVE}, but better than a year ago (57%)."),
    (56, 55, LOW, f"Red: {FAR_ABOVE}, and worse than a year ago (55%)."),
]


@pytest.mark.parametrize(("value", "a_year_ago", "polarity", "words"), HAVERING_CASES)
def test_haverings_rule(value, a_year_ago, polarity, words) -> None:
    result = rate(value, 50, HAVERING, polarity, a_year_ago=a_year_ago, unit="%")
    assert result.words == words
    named = words.split(":")[0].lower()
    assert result.colour == (named if named in list(Colour) else None)
    assert result.undecided is (a_year_ago is None and value == 44)


@pytest.mark.parametrize(
    ("rule", "unit", "words"),
    [
        (RatingRule(Decimal(5), judged=Judged.LAST_YEAR), "%", "within 5 points of"),
        (RatingRule(Decimal(1), judged=Judged.LAST_YEAR), "%", "within 1 point of"),
        (RatingRule(Decimal("1.5"), judged=Judged.LAST_YEAR), "per 10,000", "within 1.5 per 10,0"),
        (RatingRule(Decimal(9), judged=Judged.LAST_YEAR), "", "within 9 of the target of 50."),
    ],
)
def test_close_is_said_in_the_measures_own_unit(rule, unit, words) -> None:
    assert words in rate(49, 50, rule, HIGH, unit=unit).words


def test_other_rules_do_not_look_at_last_year() -> None:
    for rule in (FIVE_POINTS, TEN_PERCENT, DIRECTION):
        assert rate(72, 75, rule, HIGH, a_year_ago=90) == rate(72, 75, rule, HIGH)


@pytest.mark.parametrize(
    ("colour", "rule", "action", "words"),
    [
        (Colour.RED, HAVERING, "", ACTION_NEEDED),
        (Colour.RED, HAVERING, "  ", ACTION_NEEDED),
        (Colour.RED, HAVERING, "Six more carers by May.", ""),
        (Colour.AMBER, HAVERING, "", ""),
        (None, HAVERING, "", ""),
        (Colour.RED, FIVE_POINTS, "", ""),
    ],
)
def test_haverings_red_needs_a_corrective_action(colour, rule, action, words) -> None:
    assert action_needed(Rating(colour, "…"), rule, action) == words


def test_the_words_name_the_colour() -> None:
    assert rate(71, 75, FIVE_POINTS, HIGH, unit="%").words == (
        "Amber: 71% misses the target of 75%."
    )


@pytest.mark.parametrize(
    ("bound", "side", "polarity", "colour"),
    [
        (70, "above", HIGH, Colour.GREEN),
        (60, "above", HIGH, None),
        (80, "above", LOW, Colour.RED),
        (60, "below", LOW, Colour.GREEN),
        (50, "below", HIGH, Colour.RED),
        (70, "below", HIGH, None),
    ],
)
def test_a_bound_is_rated_only_where_it_is_certain(bound, side, polarity, colour) -> None:
    assert rate_bound(bound, side, 65, FIVE_POINTS, polarity).colour is colour


@pytest.mark.parametrize(
    ("value", "polarity", "words"),
    [(71, HIGH, "better"), (71, LOW, "worse"), (71, NONE, "up"), (67, HIGH, "no change")],
)
def test_a_change_is_said_in_words(value, polarity, words) -> None:
    assert change_words(value, 67, polarity) == words


def test_a_value_that_contradicts_its_counts_is_refused() -> None:
    assert check_value(189, 492, 54) == (
        "189 of 492 is 38%, not 54%. Check all three: either a count or the value is wrong."
    )


@pytest.mark.parametrize(
    ("numerator", "denominator", "words"),
    [
        (0, 0, "0 of 0 has no value: nothing can be divided by nought. Leave the value empty."),
        (9, 8, "9 of 8: the part is bigger than the whole. Check the two counts."),
        (-1, 8, "-1 of 8: a count cannot be less than nought."),
    ],
)
def test_impossible_counts_are_refused(numerator, denominator, words) -> None:
    assert check_value(numerator, denominator, 50) == words


def test_a_rate_is_checked_like_a_percentage() -> None:
    refusal = check_value(492, 123_300, Decimal("41.7"), 1, per=10_000)
    assert refusal.startswith("492 of 123,300 is 39.9 per 10,000, not 41.7 per 10,000.")


def test_the_whole_must_be_the_other_measures_count() -> None:
    named = "children living with foster families on 31 March 2020"
    assert check_against_linked(350, 350, named) == ""
    assert check_against_linked(492, None, named) == ""
    assert check_against_linked(492, 350, named) == (
        "The whole is given as 492, but children living with foster families on 31 March 2020 "
        "is recorded as 350. They must be the same number."
    )


def test_a_figure_is_due_at_the_end_of_the_period_and_its_grace() -> None:
    due = due_on(date(2026, 3, 31), 30, "quarterly")
    assert due == date(2026, 4, 30)
    assert not is_past_due(due, date(2026, 4, 30))
    assert is_past_due(due, date(2026, 5, 1))


def test_without_a_frequency_nothing_is_due() -> None:
    assert due_on(date(2026, 3, 31), 30, "") is None
    assert not is_past_due(None, date(2030, 1, 1))


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2026, 5, 20), "81 days old"),
        (date(2026, 3, 1), "1 day old"),
        (date(2026, 2, 28), "as of today"),
        (date(2028, 2, 27), "729 days old"),
        (date(2028, 2, 28), "730 days old (2 years)"),
        (date(2028, 2, 29), "731 days old (more than 2 years)"),
        (date(2032, 10, 21), "2,427 days old (more than 6 years)"),
    ],
)
def test_the_age_of_a_figure_is_shown_in_days(today, words) -> None:
    """R13; in years beside them from the second on."""
    assert age_words(date(2026, 2, 28), today) == words


def test_what_is_as_of_a_leap_day_is_a_year_older_on_the_first_of_march() -> None:
    assert age_words(date(2024, 2, 29), date(2026, 2, 28)) == "730 days old"
    assert age_words(date(2024, 2, 29), date(2026, 3, 1)) == "731 days old (more than 2 years)"
    assert age_words(date(2024, 2, 29), date(2028, 2, 29)) == "1,461 days old (4 years)"


@pytest.mark.parametrize(
    ("value", "unit", "places", "printed"),
    [
        (71, "%", None, "71%"),
        (Decimal("39.2"), "per 10,000", None, "39.2 per 10,000"),
        (1204, "", None, "1,204"),
        (Decimal("62.5"), "%", 0, "63%"),
        (Decimal("1E+2"), "", None, "100"),
        (Decimal("71.0000"), "%", None, "71%"),
        (Decimal("1200.0000"), "", None, "1,200"),
        (Decimal("41.7000"), "per 10,000", None, "41.7 per 10,000"),
        (Decimal(40), "per 10,000", 1, "40.0 per 10,000"),
    ],
)
def test_a_figure_is_printed_with_its_unit(value, unit, places, printed) -> None:
    assert figure(value, unit, places) == printed


@given(NUMBERS, st.integers(1, 10_000), st.integers(0, 2))
def test_rounding_is_never_more_than_half_a_unit_out_and_never_down(part, whole, places) -> None:
    exact = Fraction(part * 100, whole)
    printed = percentage(part, whole, places)
    assert printed is not None
    gap = Fraction(printed) - exact
    assert Fraction(-1, 2) < gap * 10**places <= Fraction(1, 2)


@given(NUMBERS, st.integers(1, 10_000), st.integers(0, 2))
def test_a_value_computed_from_its_counts_is_never_refused(part, whole, places) -> None:
    part = min(part, whole)
    value = percentage(part, whole, places)
    assert value is not None
    assert check_value(part, whole, value, places) == ""
    assert check_value(part, whole, value + 1, places) != ""


@given(NUMBERS, NUMBERS, st.sampled_from([HIGH, LOW]))
def test_a_better_value_is_never_rated_lower(value, target, polarity) -> None:
    order = [Colour.RED, Colour.AMBER, Colour.GREEN]
    better = value + 1 if polarity is HIGH else value - 1
    now = rate(value, target, FIVE_POINTS, polarity).colour
    then = rate(better, target, FIVE_POINTS, polarity).colour
    assert now is not None
    assert then is not None
    assert order.index(then) >= order.index(now)


@given(NUMBERS, NUMBERS, NUMBERS, st.sampled_from([HIGH, LOW]))
def test_haverings_rule_is_red_only_where_it_is_worse_than_last_year(
    value, target, then, polarity
) -> None:
    """And it is never harder on a figure than on a worse one."""
    colour = rate(value, target, HAVERING, polarity, a_year_ago=then).colour
    worse = value < then if polarity is HIGH else value > then
    assert worse or colour is not Colour.RED
    order = [Colour.RED, Colour.AMBER, Colour.GREEN]
    lower = value - 1 if polarity is HIGH else value + 1
    below = rate(lower, target, HAVERING, polarity, a_year_ago=then).colour
    assert order.index(below) <= order.index(colour)


@given(st.decimals(-1000, 1000, places=3))
def test_rounding_is_the_same_either_side_of_nought(value) -> None:
    assert rounded(-value, 1) == -rounded(value, 1)
