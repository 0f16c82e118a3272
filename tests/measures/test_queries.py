"""What readers see of a measure: its figure with its counts, its rating, and nothing small."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest

from councils import clock
from councils.linked_counts import told
from councils.models import Council
from measures.models import Measure, Observation
from measures.queries import MOST_LINES, WHOLE, Card, cards, in_theme, public_cards, shares_chart
from tests.factories.councils import CouncilFactory
from tests.factories.measures import (
    DefinitionFactory,
    MeasureFactory,
    MeasureLinkFactory,
    ObservationFactory,
    TargetFactory,
)
from tests.support.attacker import some_figures
from tests.support.world import World

TODAY = date(2026, 12, 2)
LIMIT = 5


def card(measure: Measure, *, limit: int | None = LIMIT) -> Card:
    """The measure as a reader sees it."""
    (found,) = cards(Measure.objects.filter(pk=measure.pk), today=TODAY, limit=limit)
    return found


def with_figure(numerator: int, denominator: int | None, **about: object) -> Measure:
    """A measure with one earlier figure that may be seen, and the one in question."""
    measure = MeasureFactory(**about)
    whole = {"denominator": 400 if denominator else None}
    ObservationFactory(measure=measure, period_end=date(2025, 3, 31), numerator=200, **whole)
    ObservationFactory(measure=measure, numerator=numerator, denominator=denominator)
    TargetFactory(measure=measure)
    return measure


def test_a_figure_with_its_counts_and_its_age(db) -> None:  # noqa: ARG001
    shown = card(with_figure(300, 400))
    assert (shown.latest.text, shown.latest.counts) == ("75%", "300 of 400")
    assert shown.note == "300 of 400, 246 days old"
    assert shown.verdict.startswith("Amber: ")
    assert [point.value for point in shown.points] == [50, 75]


@pytest.mark.parametrize(
    ("numerator", "denominator"), [(1, 400), (5, 400), (395, 400), (399, 400), (2, 3), (5, 5)]
)
def test_a_share_with_a_small_part_is_hidden_everywhere(
    db,  # noqa: ARG001
    numerator: int,
    denominator: int,
) -> None:
    """Its value, counts, rating, chart point, sentence and narrative; and the change since last."""
    measure = with_figure(numerator, denominator)
    Observation.objects.filter(measure=measure).update(narrative="We counted them.")
    shown = card(measure)
    assert shown.latest.hidden
    assert (shown.latest.text, shown.points[-1].value, shown.latest.narrative) == ("c", None, "")
    assert shown.rating.colour is None
    assert shown.verdict == ""
    percentage = f"{round(Decimal(100 * numerator) / denominator)}%"
    words = f"{shown.alt} {shown.note} {shown.latest.text}".split()
    assert not {percentage, f"{percentage}.", f"{percentage},"} & set(words)
    assert shown.latest.counts in {"c of c", f"c of {denominator}"}


@pytest.mark.parametrize(
    ("numerator", "denominator", "text"), [(0, 400, "0%"), (6, 300, "2%"), (294, 300, "98%")]
)
def test_nought_and_six_are_shown(
    db,  # noqa: ARG001
    numerator: int,
    denominator: int,
    text: str,
) -> None:
    assert card(with_figure(numerator, denominator)).latest.text == text


@pytest.mark.parametrize(("number", "text"), [(0, "0"), (1, "c"), (5, "c"), (6, "6")])
def test_a_count_of_one_to_five_is_hidden(db, number: int, text: str) -> None:  # noqa: ARG001
    assert card(with_figure(number, None, count=True)).latest.text == text


def test_members_see_small_numbers(db) -> None:  # noqa: ARG001
    assert card(with_figure(1, 400), limit=None).latest.counts == "1 of 400"


def test_a_measure_without_a_figure_or_a_target_is_never_green(db) -> None:  # noqa: ARG001
    shown = card(MeasureFactory())
    assert (shown.latest, shown.rating.colour, shown.tone) == (None, None, "none")
    measure = MeasureFactory()
    ObservationFactory(measure=measure)
    assert (
        card(measure).rating.words == "75 %. No target set."
        or "No target" in card(measure).rating.words
    )
    assert card(measure).tone == "none"


def test_a_figure_is_rated_by_the_target_of_its_own_day(db) -> None:  # noqa: ARG001
    measure = with_figure(300, 400)
    TargetFactory(measure=measure, in_force_from=date(2026, 4, 1), value=10)
    assert card(measure).target == 80


def test_only_the_revision_that_stands_is_shown(db) -> None:  # noqa: ARG001
    measure = with_figure(300, 400)
    ObservationFactory(measure=measure, revised=True, numerator=320)
    assert [figure.text for figure in card(measure).figures] == ["50%", "80%"]


def test_a_hidden_count_is_no_other_measures_whole(db) -> None:  # noqa: ARG001
    """40 of 43 gives three away; shown alone on its page, “30 of 40” would bring the 40 back."""
    care = MeasureFactory(unit="count", denominator_words="")
    foster = MeasureFactory(council=care.council, denominator_measure=care)
    own = MeasureFactory(council=care.council, denominator_measure=foster)
    for measure, counts in ((care, (43, None)), (foster, (40, 43)), (own, (30, 40))):
        ObservationFactory(
            measure=measure, numerator=counts[0], denominator=counts[1], signed_off=True
        )
    told = {
        each: (card(each).latest.text, card(each).latest.counts) for each in (care, foster, own)
    }
    assert told == {care: ("43", ""), foster: ("c", "c of 43"), own: ("c", "c of c")}


@pytest.mark.parametrize(("over", "text"), [(40, "14.2"), (5, "c"), (None, "c")])
def test_an_average_is_told_where_it_is_over_enough(db, over, text) -> None:  # noqa: ARG001
    """Over how many nobody has said, it could be over one."""
    measure = MeasureFactory(unit="average", decimal_places=1)
    ObservationFactory(
        measure=measure, numerator=None, denominator=over, value=Decimal("14.2"), signed_off=True
    )
    assert card(measure).latest.text == text
    assert card(measure, limit=None).latest.text == "14.2"


@pytest.mark.parametrize(("counted", "text"), [(3, "c"), (60, "4.9 per 10,000")])
def test_a_rate_of_few_is_not_told(db, counted, text) -> None:  # noqa: ARG001
    measure = MeasureFactory(unit="rate", decimal_places=1)
    ObservationFactory(
        measure=measure, numerator=counted, denominator=None, value=Decimal("4.9"), signed_off=True
    )
    assert card(measure).latest.text == text


def test_a_link_that_a_version_takes_away_makes_nothing_readable(db) -> None:  # noqa: ARG001
    """On its own page and among the others alike."""
    care = MeasureFactory(unit="count", denominator_words="")
    council = care.council
    ObservationFactory(measure=care, numerator=100, denominator=None, signed_off=True)
    shares = {}
    for counted in (3, 40, 57):
        shares[counted] = MeasureFactory(council=council, denominator_measure=care)
        ObservationFactory(
            measure=shares[counted], numerator=counted, denominator=100, signed_off=True
        )
    DefinitionFactory(
        measure=shares[40], in_use=True, in_force_from=date(2025, 4, 1), denominator_measure=None
    )
    alone = {counted: card(measure).latest.text for counted, measure in shares.items()}
    together = {
        each.measure.pk: each.latest.text
        for each in cards(Measure.objects.of(council), today=TODAY, limit=LIMIT)
    }
    assert alone == {3: "c", 40: "c", 57: "57%"}
    assert {counted: together[shares[counted].pk] for counted in shares} == alone


def test_a_figure_corrected_out_of_hiding_stays_hidden(db) -> None:  # noqa: ARG001
    measure = MeasureFactory()
    ObservationFactory(measure=measure, numerator=3, signed_off=True)
    later = clock.now() + timedelta(days=3)
    ObservationFactory(
        measure=measure, revised=True, numerator=8, signed_off=True, signed_off_at=later
    )
    assert card(measure).latest.text == "c"
    assert card(measure, limit=None).latest.counts == "8 of 400"


@pytest.mark.parametrize("seed", range(12))
def test_pages_tell_what_the_rule_tells(db, seed: int) -> None:  # noqa: ARG001
    """So what no reader recovers from the rule, no reader recovers from pages."""
    figures = some_figures(Random(seed))
    (*_, state), council, rows = figures.states, CouncilFactory(), {}
    for name in sorted(state):
        whole = rows.get(figures.links.get(name, ""))
        rows[name] = MeasureFactory(
            council=council, unit="percent" if whole else "count", denominator_measure=whole
        )
        if whole is None or figures.truth[figures.links[name]]:
            ObservationFactory(
                measure=rows[name],
                numerator=figures.truth[name],
                denominator=whole and figures.truth[figures.links[name]],
                value=figures.truth[name],
                signed_off=True,
            )
    with_figure = [name for name in rows if rows[name].observations.exists()]
    answers = told(
        [each for each in figures.linked(state, figures.truth) if each.name in with_figure], ()
    )
    shown = {
        each.measure.pk: each.latest
        for each in cards(Measure.objects.of(council), today=TODAY, limit=LIMIT)
    }
    for name in with_figure:
        part = f"{figures.truth[name]}" if answers[name].counted else "c"
        latest = shown[rows[name].pk]
        said = latest.counts if name in figures.links else latest.text
        assert said.split(" of ")[0] == part
        assert latest.hidden is not answers[name].value
        if name in figures.links:
            whole = f"{figures.truth[figures.links[name]]}" if answers[name].out_of else "c"
            assert said.split(" of ")[1] == whole


def test_the_public_sees_signed_off_figures_of_published_measures(world) -> None:
    """And those of one council."""
    rows = world.ours.rows
    shown = {
        each.measure: each for each in public_cards(world.ours.council, today=TODAY, limit=LIMIT)
    }
    assert set(shown) == {rows.measure}
    shown = shown[rows.measure]
    assert [figure.as_at for figure in shown.figures] == [date(2026, 3, 31)]


def test_buckinghamshires_table_recomputes(buckinghamshire: Council) -> None:
    """21 cells; each percentage is its counts' own, each whole another row's count."""
    shown = cards(Measure.objects.of(buckinghamshire), today=TODAY, limit=None)
    assert sum(len(each.figures) for each in shown) == 21
    assert {each.measure.key: each.latest.text for each in shown} == {
        "children-in-care": "492",
        "rate-of-care": "39.9 per 10,000",
        "foster-families": "71%",
        "in-house-carers": "54%",
        "agency-carers": "46%",
        "outside-the-area": "46%",
        "care-leavers": "251",
    }


def test_cards_cost_five_queries_however_many_there_are(
    buckinghamshire: Council, django_assert_num_queries
) -> None:
    with django_assert_num_queries(5):
        cards(Measure.objects.of(buckinghamshire), today=TODAY, limit=LIMIT)


def test_shares_are_drawn_together_where_they_can_be_told_apart(db, today):  # noqa: ARG001
    """Two to four lines over the same days; a day without a figure is a gap."""
    council = CouncilFactory()
    for number in range(1, 6):
        measure = MeasureFactory(council=council, published=True)
        ObservationFactory(measure=measure, signed_off=True)
        if number == 1:
            ObservationFactory(measure=measure, signed_off=True, period_end=date(2025, 3, 31))
        drawn = shares_chart(public_cards(council, today=today, limit=5))
        assert (len(drawn.lines) if drawn else 0) == (number if 1 < number <= MOST_LINES else 0)
        if number == 2:
            assert [len(line.dots) for line in drawn.lines] == [2, 1]


# Definitions --------------------------------------------------------------------------------------


def test_a_figure_is_told_by_the_definition_of_its_day_and_the_line_breaks(world: World) -> None:
    """Of three figures the second comes after a version that counts otherwise, to one decimal."""
    measure = MeasureFactory(council=world.ours.council, months_between=None)
    for year, counted in ((2024, 301), (2025, 302), (2026, 303)):
        ObservationFactory(
            measure=measure,
            period_end=date(year, 3, 31),
            numerator=counted,
            denominator=400,
            value=Decimal(counted) / 4,
        )
    own = {"measure": measure, "in_use": True}
    DefinitionFactory(**own, number=2, in_force_from=date(2020, 1, 1), new_counting=True)
    DefinitionFactory(
        **own,
        number=3,
        in_force_from=date(2024, 4, 1),
        new_counting=True,
        decimal_places=1,
        numerator_words="seen twice",
    )
    DefinitionFactory(**own, number=4, in_force_from=date(2025, 4, 1), decimal_places=1)
    (card,) = cards(Measure.objects.filter(pk=measure.pk), today=TODAY, limit=None)
    assert [figure.new_definition for figure in card.figures] == [False, True, False]
    assert [figure.text for figure in card.figures] == ["75%", "75.5%", "75.8%"]
    assert card.holds.number == 4
    assert [point.new_definition for point in card.points] == [False, True, False]


def test_packs_and_lists_leave_out_what_is_retired(world: World) -> None:
    theme = world.ours.rows.theme
    measures = Measure.objects.of(world.ours.council)
    MeasureLinkFactory(measure=world.ours.rows.retired_measure, theme=theme, promise=None)
    assert world.ours.rows.retired_measure in in_theme(measures, theme)
    assert world.ours.rows.retired_measure not in in_theme(measures.in_use(), theme)


@pytest.mark.parametrize("own", [True, False])
@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize("second", [True, False])
def test_pages_and_the_database_agree_whose_count_a_figure_is_a_share_of(
    db,  # noqa: ARG001
    own: bool,
    first: bool,
    second: bool,
) -> None:
    """The rule is said twice, by `whole_on` and by `WHOLE`: of each mix of links both say the same."""
    council = CouncilFactory()
    wholes = [MeasureFactory(council=council) if said else None for said in (own, first, second)]
    measure = MeasureFactory(council=council, denominator_measure=wholes[0])
    for number, day in ((2, date(2025, 1, 1)), (3, date(2026, 1, 1))):
        DefinitionFactory(
            measure=measure,
            number=number,
            in_force_from=day,
            in_use=True,
            denominator_measure=wholes[number - 1],
        )
    for day in (date(2024, 6, 30), date(2025, 6, 30), date(2026, 6, 30)):
        ObservationFactory(measure=measure, period_end=day, numerator=300)
    figures = Observation.objects.filter(measure=measure).annotate(whole=WHOLE)
    said = dict(figures.values_list("period_end", "whole"))
    assert said == {day: measure.whole_on(day) for day in said}
    assert len(said) == 3
