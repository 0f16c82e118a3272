"""A measure's newest figure judged, as each reader sees it: nothing hidden is judged or judges."""

from calendar import monthrange
from datetime import date
from decimal import Decimal

import pytest

from measures.card import NO_ACTION, Card
from measures.judging import expected
from measures.models import Measure, Observation
from measures.queries import cards
from measures.rating import Colour
from tests.factories.councils import UserFactory
from tests.factories.measures import (
    DefinitionFactory,
    MeasureFactory,
    ObservationFactory,
    RebaseFactory,
    TargetFactory,
)

pytestmark = pytest.mark.django_db
LIMIT = 5


def quarter(number: int) -> date:
    """The last day of a quarter, counted from the first of 2021."""
    month = number % 4 * 3 + 3
    year = 2021 + number // 4
    return date(year, month, monthrange(year, month)[1])


def with_quarters(*parts: int | None, whole: int = 200, **about: object) -> Measure:
    """A measure with a figure for each quarter from the first of 2021 on; None is a gap."""
    measure = MeasureFactory(months_between=3, **about)
    for number, part in enumerate(parts):
        if part is not None:
            ObservationFactory(
                measure=measure, period_end=quarter(number), numerator=part, denominator=whole
            )
    return measure


def card(measure: Measure, limit: int | None = LIMIT) -> Card:
    """The measure as a reader sees it."""
    (found,) = cards(Measure.objects.filter(pk=measure.pk), today=date(2026, 12, 2), limit=limit)
    return found


def aimed(measure: Measure, value: int = 60) -> Measure:
    """Judged by Havering's rule, within 10 %."""
    TargetFactory(measure=measure, value=value, havering=True, in_force_from=date(2020, 4, 1))
    return measure


@pytest.mark.parametrize(
    ("parts", "colour"),
    [
        ((90, 92, 94, 96, 110), Colour.GREEN),
        ((90, 92, 94, 96, 100), Colour.AMBER),
        ((90, 92, 94, 96, 90), Colour.AMBER),
        ((90, 92, 94, 96, 88), Colour.RED),
        ((92, 94, 96, 88), None),
        ((90, None, 94, 96, 88), Colour.RED),
    ],
)
def test_haverings_rule_looks_at_the_same_quarter_last_year(parts, colour) -> None:
    """60 %, so from 54 % it is green; the first quarter is a year before the fifth."""
    assert card(aimed(with_quarters(*parts))).rating.colour is colour


def test_without_last_years_figure_the_card_says_why_there_is_no_colour() -> None:
    shown = card(aimed(with_quarters(92, 94, 96, 88)))
    assert shown.tone == "none"
    assert "depends on the same period last year" in shown.verdict


def test_last_years_hidden_figure_judges_nothing_outside() -> None:
    """Members see red; outside it is as if there were none."""
    measure = aimed(with_quarters(198, 92, 94, 96, 88))
    assert card(measure, limit=None).rating.colour is Colour.RED
    outside = card(measure)
    assert outside.rating.colour is None
    assert outside.way == "down"
    assert outside.change == "Down: worse than last time (48%)"


@pytest.mark.parametrize(
    ("polarity", "words"),
    [
        ("high", "Up: better than a year ago (45%)"),
        ("low", "Up: worse than a year ago (45%)"),
        ("none", "Up on a year ago (45%)"),
    ],
)
def test_a_figure_moves_against_its_polarity(polarity, words) -> None:
    shown = card(with_quarters(90, 92, 94, 96, 100, polarity=polarity))
    assert (shown.way, shown.change) == ("up", words)


def test_a_figure_that_did_not_move_says_so() -> None:
    shown = card(with_quarters(90, 90))
    assert (shown.way, shown.change) == ("level", "The same as last time (45%)")
    assert card(with_quarters(90)).change == ""


@pytest.mark.parametrize("hidden", [(90, 3), (3, 90), (3, 3)])
def test_a_hidden_figure_has_no_direction(hidden) -> None:
    shown = card(with_quarters(*hidden))
    assert (shown.way, shown.change) == ("", "")


def test_two_of_three_is_not_67_percent() -> None:
    """For members: outside it is hidden, and the interval with it."""
    measure = MeasureFactory(denominator_words="of all children in care")
    ObservationFactory(measure=measure, numerator=2, denominator=3, value=67)
    TargetFactory(measure=measure)
    shown = card(measure, limit=None)
    assert shown.chance == (
        "By chance it could be between 21% and 94%, because only 3 children in care are counted."
    )
    assert shown.verdict.endswith(
        "So few children in care do not settle whether the target is met."
    )
    assert card(measure).chance == card(measure).verdict == ""


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("of all children in care", "children in care"),
        ("of the care leavers aged 19 to 21", "care leavers"),
        ("of the children in care and care leavers who completed the survey", ""),
        ("of the children who were due one", "children"),
        ("of the sessions they could have come to", ""),
    ],
)
def test_who_is_counted_is_called_what_the_council_calls_them(words, who) -> None:
    measure = MeasureFactory(denominator_words=words)
    ObservationFactory(measure=measure)
    assert card(measure).chance.endswith(f"400 {who} are counted.".replace("  ", " "))


def test_a_count_has_no_interval() -> None:
    measure = MeasureFactory(count=True)
    ObservationFactory(measure=measure, denominator=None)
    assert card(measure).chance == ""


def test_a_red_figure_says_what_will_be_done_or_that_nothing_is_on_record() -> None:
    measure = aimed(with_quarters(90, 92, 94, 96, 88))
    assert card(measure).action == NO_ACTION
    last = Observation.objects.get(measure=measure, period_end=quarter(4))
    last.corrective_action = "Six more carers by May."
    last.save()
    assert card(measure).action == "What will be done: Six more carers by May."
    assert NO_ACTION not in card(measure).said
    assert card(aimed(with_quarters(90, 92, 94, 96, 110))).action == ""


def test_a_hidden_figure_shows_no_corrective_action() -> None:
    measure = with_quarters(90, 3)
    Observation.objects.filter(measure=measure).update(corrective_action="For the three of them.")
    assert card(measure).action == ""
    assert card(measure, limit=None).action == "What will be done: For the three of them."


CALM = (100, 104) * 6


def test_a_history_with_a_gap_is_drawn_with_a_gap() -> None:
    shown = card(with_quarters(*CALM[:5], None, *CALM[5:]))
    assert [point.value for point in shown.points][4:7] == [50, None, 52]
    assert shown.points[5].label == "Jun 2022"
    assert "For 1 period no figure is shown." in shown.alt
    assert shown.trend.groups[0].lines is not None


def test_findings_are_those_of_the_figures_shown() -> None:
    shown = card(with_quarters(*CALM, 116))
    assert [each.words for each in shown.news] == [
        "Outside the limits: March 2024 (58%), above 57.7%. That is an improvement."
    ]
    assert shown.news[0].words in shown.said


def test_a_hidden_figure_takes_the_limits_away_but_only_outside() -> None:
    measure = with_quarters(*CALM, 116, 3)
    assert card(measure, limit=None).trend.findings
    outside = card(measure)
    assert outside.trend.findings == outside.news == ()
    assert [span.kind for span in outside.chart.spans] == ["median"]
    assert "not shown" in outside.trend.why_not
    assert not any("limit" in sentence for sentence in outside.said)


def test_whatever_is_hidden_the_reader_sees_the_same() -> None:
    """Nothing on the page depends on what stands behind a “c”, wherever it stands."""
    measure = aimed(with_quarters(*CALM, 100))
    for number in (3, 8, 11, 12):
        row = Observation.objects.get(measure=measure, period_end=quarter(number))
        seen = set()
        for part in range(1, LIMIT + 1):
            row.numerator, row.value = part, part / Decimal(2)
            row.save()
            shown = card(measure)
            said = (shown.verdict, shown.change, shown.chance, shown.said, shown.alt)
            seen.add((*said, str(shown.chart), str(shown.trend)))
        assert len(seen) == 1
        row.numerator, row.value = 100, Decimal(50)
        row.save()


def test_a_target_is_drawn_for_the_periods_it_is_for() -> None:
    measure = aimed(with_quarters(90, 92, 94, 96))
    assert [level.text for level in card(measure).chart.levels] == ["Target: 60%"]
    TargetFactory(measure=measure, value=70, in_force_from=date(2021, 8, 1))
    chart = card(measure).chart
    assert chart.levels == ()
    assert [span.kind for span in chart.spans if span.kind == "target"] == ["target", "target"]
    assert chart.key[0].words == "target, now 70%"


def test_limits_start_afresh_from_a_day_with_its_reason() -> None:
    measure = with_quarters(*CALM, *(160, 164) * 6)
    assert card(measure).trend.findings
    RebaseFactory(measure=measure, first_day=date(2023, 12, 1))
    shown = card(measure)
    assert [(group.first, group.last) for group in shown.trend.groups] == [(0, 10), (11, 23)]
    RebaseFactory(measure=measure, first_day=date(2024, 1, 1))
    RebaseFactory(measure=measure, first_day=date(2030, 1, 1))
    assert [group.first for group in card(measure).trend.groups] == [0, 11, 12]
    assert shown.fresh_starts == (
        "From 1 December 2023 on the limits start afresh. A second dentist came.",
    )


def test_a_changed_definition_breaks_the_line_the_limits_and_the_comparison() -> None:
    """What is counted in another way is compared with nothing from before."""
    measure = aimed(with_quarters(*CALM, 80))
    assert card(measure).rating.colour is Colour.RED
    DefinitionFactory(
        measure=measure, number=2, in_use=True, new_counting=True, in_force_from=date(2024, 1, 1)
    )
    shown = card(measure)
    assert [(group.first, group.last) for group in shown.trend.groups] == [(0, 11), (12, 12)]
    assert len(shown.chart.lines[0].breaks) == 1
    assert (shown.rating.colour, shown.change) == (None, "")
    assert shown.trend.assurance is None


def days(*numbers: int) -> list[date]:
    return [quarter(number) for number in numbers]


@pytest.mark.parametrize(
    ("having", "months", "places"),
    [
        (days(0, 1, 3), 3, days(0, 1, 2, 3)),
        (days(0, 4, 8), 3, days(0, 4, 8)),
        (days(0, 2, 4), 3, days(0, 1, 2, 3, 4)),
        (days(0, 1, 3), None, days(0, 1, 3)),
        (days(0, 1, 3), 4, days(0, 1, 3)),
        (days(0, 1, 3), 5, days(0, 1, 3)),
        ([date(2021, 1, 15), *days(0, 2)], 3, [date(2021, 1, 15), *days(0, 2)]),
        (days(0), 3, days(0)),
        ([], 3, []),
        (days(0, 8), 12, days(0, 4, 8)),
    ],
)
def test_a_gap_is_a_period_without_a_figure_at_the_measures_own_pace(
    having, months, places
) -> None:
    assert expected(having, months) == places


def test_the_page_of_a_measure_tells_it_all(client, today) -> None:  # noqa: ARG001
    """Its shape, its sentences, its table; signed off and published as anyone sees it."""
    measure = aimed(with_quarters(*CALM, 84, title="Seen by a dentist", published=True))
    Observation.objects.filter(measure=measure).update(
        signed_off_at="2026-06-01T10:00Z", signed_off_by=UserFactory()
    )
    response = client.get(f"/{measure.council.slug}/measures/{measure.key}/")
    page = response.content.decode()
    for words in (
        "Red: 42% is more than 10% off the target of 60%, and worse than a year ago (50%).",
        "Down: worse than a year ago (50%)",
        NO_ACTION,
        "Outside the limits: March 2024 (42%), below",
        "As things are, it will not reach the target of 60%: something has to change.",
        "limits of chance",
        "More than chance",
    ):
        assert words in page
