"""A series read: its median, its limits from 12 figures on, its findings and its outlook."""

from dataclasses import replace
from decimal import Decimal
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures.chance import Meaning, Rule
from measures.rating import Polarity
from measures.trend import ENOUGH, Outlook, Reading, Terms, Trend, read

HIGH, LOW, NONE = Polarity.HIGH, Polarity.LOW, Polarity.NONE
SHARE = Terms(HIGH, "%", floor=0, ceiling=100)
#: 50 and 52 in turn: mean 51, moving range 2, limits 51 ± 5.32.
CALM = (50, 52) * 6


def readings(*values: object) -> list[Reading]:
    """One for each quarter; a gap is None."""
    return [
        Reading(f"Q{at}", None if value is None else Decimal(str(value)))
        for at, value in enumerate(values)
    ]


def series(*values: object, terms: Terms = SHARE) -> Trend:
    """The series, read."""
    return read(readings(*values), terms)


def test_twelve_figures_have_a_mean_and_limits() -> None:
    (group,) = series(*CALM).groups
    assert (group.first, group.last, group.median) == (0, 11, 51)
    lines = group.lines
    assert [str(line) for line in (lines.mean, lines.lower, lines.upper)] == [
        "51.0",
        "45.7",
        "56.3",
    ]


def test_eleven_have_a_median_and_no_limits_and_nothing_is_found() -> None:
    """However far out one of them is."""
    trend = series(*CALM[:10], 99)
    assert trend.groups[0].lines is None
    assert trend.groups[0].median == 52
    assert trend.findings == ()
    assert trend.assurance is None
    assert trend.why_not == (
        "There are 11 figures. From 12 on, this page says which changes are more than chance."
    )


@pytest.mark.parametrize(
    ("values", "middle", "why"),
    [
        ((), None, ""),
        ((50,), None, "There is 1 figure."),
        ((50, None), None, "There is 1 figure."),
        ((50, 53), Decimal("51.5"), "There are 2 figures."),
        ((None, None), None, "There are 0 figures."),
        ((50,) * 12, 50, "No figure differs from the one before it,"),
        ((50, None) * 12, 50, "No figure differs from the one before it,"),
    ],
)
def test_what_few_figures_say(values, middle, why) -> None:
    trend = series(*values)
    assert [group.median for group in trend.groups] == ([middle] if values else [])
    assert trend.why_not.startswith(why)
    assert bool(trend.why_not) is bool(why)


def test_gaps_do_not_count_towards_twelve() -> None:
    assert series(*CALM[:11], None).groups[0].lines is None
    assert series(*CALM[:6], None, *CALM[6:]).groups[0].lines is not None


def test_limits_stay_where_a_share_can_lie() -> None:
    """1 and 9 in turn: mean 5, limits 5 ± 21.28; nothing is below nought."""
    lines = series(*(1, 9) * 6).groups[0].lines
    assert (lines.lower, lines.upper) == (0, Decimal("26.3"))
    lines = series(*(91, 99) * 6).groups[0].lines
    assert (lines.lower, lines.upper) == (Decimal("73.7"), 100)
    lines = series(*(1, 9) * 6, terms=Terms(HIGH)).groups[0].lines
    assert lines.lower == Decimal("-16.3")


#: By hand, 50 and 52 in turn and then 58: mean 670 ÷ 13 = 51.538…, moving ranges 11 × 2 and 6, mean
#: 28 ÷ 12 = 2.333…, reach 6.206…, upper limit 57.7. With 43: 50.384… − 6.871… = 43.5.
BETTER = "That is an improvement."
SAID = [
    ((*CALM, 58), Rule.OUTSIDE, f"Outside the limits: Q12 (58%), above 57.7%. {BETTER}"),
    (
        (*CALM, 43),
        Rule.OUTSIDE,
        "Outside the limits: Q12 (43%), below 43.5%. That is a concern.",
    ),
    (
        (*CALM, 53, 54, 55, 56, 57, 58),
        Rule.TREND,
        f"Seven or more in a row going up: 8 figures, Q10 (50%) to Q17 (58%). {BETTER}",
    ),
    (
        (*(48, 50) * 4, *(60, 62) * 4),
        Rule.SIDE,
        f"Seven or more in a row above the mean: 8 figures, Q8 to Q15, all above 55%. {BETTER}",
    ),
    (
        (*CALM, 58, 57),
        Rule.NEAR,
        f"Two of three close to the upper limit: Q12 (58%) and Q13 (57%). {BETTER}",
    ),
]


@pytest.mark.parametrize(("values", "rule", "words"), SAID)
def test_each_rule_is_said_by_name_with_its_periods(values, rule, words) -> None:
    assert words in [each.words for each in series(*values).findings if each.rule is rule]


def test_a_trend_means_what_its_own_direction_means() -> None:
    """Falling while it is still above the mean: a concern where higher is better."""
    values = (*(40, 42) * 6, 62, 61, 60, 59, 58, 57, 56)
    falling = [each for each in series(*values).findings if each.rule is Rule.TREND]
    assert [(each.meaning, each.up) for each in falling] == [(Meaning.CONCERN, False)]
    above = [each for each in series(*values).findings if each.rule is Rule.SIDE and each.up]
    assert [each.meaning for each in above] == [Meaning.IMPROVEMENT]


@pytest.mark.parametrize(
    ("polarity", "words"),
    [
        (HIGH, "That is an improvement."),
        (LOW, "That is a concern."),
        (NONE, "That is a change; neither way is better."),
    ],
)
def test_a_finding_says_what_it_means(polarity, words) -> None:
    (found,) = series(*CALM, 58, terms=replace(SHARE, polarity=polarity)).findings
    assert found.words.endswith(words)


def test_the_newest_finding_comes_first_and_a_place_knows_its_own() -> None:
    trend = series(80, *CALM, 20)
    assert [each.places for each in trend.findings if each.rule is Rule.OUTSIDE] == [(13,), (0,)]
    assert trend.at(13) == trend.findings[:1]
    assert trend.at(5) == ()


def test_a_new_definition_starts_a_group_with_limits_of_its_own() -> None:
    """Two levels, each calm: together they would be full of findings, apart they have none."""
    values = readings(*CALM, *(80, 82) * 6)
    assert read(values, SHARE).findings
    values[12] = replace(values[12], new_group=True)
    trend = read(values, SHARE)
    assert trend.findings == ()
    assert [(group.first, group.last) for group in trend.groups] == [(0, 11), (12, 23)]
    assert [group.lines.mean for group in trend.groups] == [51, 81]
    assert [group.median for group in trend.groups] == [51, 81]


def test_no_run_and_no_moving_range_crosses_into_a_new_group() -> None:
    values = readings(*(52, 50) * 5, 51, 52, 53, 54, 55, 56, *(80, 82) * 6)
    together = [each.places for each in read(values, SHARE).findings if each.rule is Rule.TREND]
    assert together == [(9, 10, 11, 12, 13, 14, 15, 16, 17)]
    values[14] = replace(values[14], new_group=True)
    assert not [each for each in read(values, SHARE).findings if each.rule is Rule.TREND]


def test_findings_of_a_later_group_name_their_own_periods() -> None:
    values = readings(*CALM, *CALM, 58)
    values[12] = replace(values[12], new_group=True)
    (found,) = read(values, SHARE).findings
    assert found.places == (24,)
    assert "Q24 (58%), above 57.7%" in found.words


#: 51 ± 5.32 is 45.68 to 56.32.
@pytest.mark.parametrize(
    ("target", "polarity", "outlook"),
    [
        (45, HIGH, Outlook.WILL),
        (Decimal("45.68"), HIGH, Outlook.WILL),
        (46, HIGH, Outlook.MAY),
        (56, HIGH, Outlook.MAY),
        (57, HIGH, Outlook.WILL_NOT),
        (57, LOW, Outlook.WILL),
        (Decimal("56.32"), LOW, Outlook.WILL),
        (56, LOW, Outlook.MAY),
        (45, LOW, Outlook.WILL_NOT),
    ],
)
def test_whether_the_target_will_be_reached(target, polarity, outlook) -> None:
    terms = replace(SHARE, target=target, polarity=polarity)
    assert series(*CALM, terms=terms).assurance.outlook is outlook


def test_the_outlook_in_words() -> None:
    said = [series(*CALM, terms=replace(SHARE, target=to)).assurance.words for to in (45, 57, 50)]
    assert said == [
        "As things are, it will reach the target of 45% each time.",
        "As things are, it will not reach the target of 57%: something has to change.",
        "As things are, it may or may not reach the target of 50%: chance decides.",
    ]


def test_without_a_target_or_a_better_way_there_is_no_outlook() -> None:
    assert series(*CALM).assurance is None
    assert series(*CALM, terms=replace(SHARE, target=50, polarity=NONE)).assurance is None


def test_the_outlook_is_the_last_groups_alone() -> None:
    """The first group would reach 45; the last one would not, or has too few figures to tell."""
    terms = replace(SHARE, target=45)
    values = readings(*CALM, *(30, 32) * 6)
    values[12] = replace(values[12], new_group=True)
    assert read(values, terms).assurance.outlook is Outlook.WILL_NOT
    few = read(values[:20], terms)
    assert few.assurance is None
    assert few.why_not.startswith("There are 8 figures. From 12 on,")


def test_a_hidden_value_leaves_its_group_without_limits() -> None:
    """And the other group keeps its own."""
    values = readings(*CALM, 51, *CALM)
    values[20] = replace(values[20], value=None, hidden=True)
    trend = read(values, SHARE)
    assert trend.groups[0].lines is None
    assert trend.findings == ()
    assert trend.why_not.startswith("A number among these figures is not shown")
    values[12] = replace(values[12], new_group=True)
    first, last = read(values, SHARE).groups
    assert first.lines is not None
    assert last.lines is None


VALUES = st.lists(st.none() | st.decimals(0, 100, places=1), max_size=40)


@given(VALUES, st.data())
def test_what_is_hidden_changes_nothing_that_is_shown(values, data) -> None:
    """Whatever stood there, the reader sees the same: it never came in."""
    shown = readings(*values)
    for at in data.draw(st.sets(st.integers(0, max(0, len(values) - 1)), min_size=1)):
        if at < len(shown):
            shown[at] = replace(shown[at], value=None, hidden=True)
    trend = read(shown, SHARE)
    if any(each.hidden for each in shown):
        assert all(group.lines is None for group in trend.groups)
        assert (trend.findings, trend.assurance) == ((), None)


@given(VALUES)
def test_limits_need_twelve_and_hold_their_mean(values) -> None:
    trend = series(*values)
    known = [value for value in values if value is not None]
    for group in trend.groups:
        if group.lines:
            assert len(known) >= ENOUGH
            assert 0 <= group.lines.lower <= group.lines.mean <= group.lines.upper <= 100
            assert min(known) - 1 <= group.lines.mean <= max(known) + 1
        else:
            assert trend.findings == ()


def test_sixty_periods_are_read_within_a_few_milliseconds() -> None:
    values = readings(*((at * 37) % 23 + 40 for at in range(60)))
    started = perf_counter()
    for _ in range(20):
        read(values, replace(SHARE, target=50))
    assert (perf_counter() - started) / 20 < 0.01
