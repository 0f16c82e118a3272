"""What the pages say of a council beside others, and where it comes from."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from corporate_parenting.demo_comparing import choose_comparisons
from councils.models import Council
from measures.benchmarks.brief.queries import in_lists
from measures.benchmarks.queries import (
    beside,
    compared_by_indicator,
    comparison,
    for_measures,
)
from measures.models import Area, Indicator, PublishedFigure
from tests.factories.councils import CouncilFactory, UserFactory
from tests.factories.measures import (
    AreaFactory,
    IndicatorFactory,
    InspectionGradeFactory,
    MeasureBenchmarkFactory,
    MeasureFactory,
    NeighbourFactory,
    NeighbourModelFactory,
    PublishedFigureFactory,
    ReleaseFactory,
)
from tests.support.loading import load_council
from tests.support.published import bring_in_published

pytestmark = pytest.mark.django_db
REFERENCE = Path(__file__).resolve().parents[2] / "fixtures" / "reference" / "open_data.yaml"
NOW, BEFORE = date(2025, 3, 31), date(2024, 3, 31)
#: The neighbours' figures in the order of their rank; the fourth is kept back.
NEAR = (8, 11, 12, None, 14)


@pytest.fixture
def council() -> Council:
    """A council that publishes nothing of its own."""
    return CouncilFactory(slug="here", short_name="Here")


@pytest.fixture
def indicator() -> Indicator:
    """Of which less is better."""
    return IndicatorFactory(key="moved", title="Children who moved often")


@pytest.fixture
def figure(indicator) -> Callable[..., PublishedFigure]:
    """A figure of somewhere: its percentage, or None for one that is kept back."""

    def make(area: Area, value: int | None, **more: object) -> PublishedFigure:
        if value is None:
            return PublishedFigureFactory(indicator=indicator, area=area, kept_back=True, **more)
        return PublishedFigureFactory(
            indicator=indicator, area=area, value=value, numerator=value, denominator=100, **more
        )

    return make


@pytest.fixture
def published(council, figure) -> list[Area]:
    """England, a region, five neighbours and two strangers; ours is 9, before that 11."""
    region = AreaFactory(a_region=True)
    here = AreaFactory(code=council.dfe_code, name="Here", region=region)
    figure(AreaFactory(country=True), 10)
    figure(region, 13)
    figure(here, 9)
    figure(here, 11, period_end=BEFORE)
    near = [AreaFactory(name=f"Near {rank}") for rank in range(1, 6)]
    for rank, (area, value) in enumerate(zip(near, NEAR, strict=True), 1):
        NeighbourFactory(area=here, neighbour=area, rank=rank)
        figure(area, value)
    for value in (1, 50):
        figure(AreaFactory(name="Far"), value)
    return near


def words(found: object) -> dict[str, tuple[str, str]]:
    """The lines of a comparison by who they are of."""
    one = found.compared
    return {each.who: each.cells[1:] for each in (*one.lines, *one.neighbours)}


# What is compared ---------------------------------------------------------------------------------


@pytest.mark.usefixtures("published")
def test_a_council_beside_england_region_and_neighbours(council, indicator):
    found = comparison(council, indicator)
    assert words(found) == {
        "Here": ("9%", "9 of 100"),
        "Here, 31 March 2024": ("11%", "11 of 100"),
        "England": ("10%", "10 of 100"),
        "South West": ("13%", "13 of 100"),
        "Mean of the neighbours": ("11.3%", "of the 4 of 5 with a figure"),
        "Median of the neighbours": ("11.5%", "of the 4 of 5 with a figure"),
        "Near 1": ("8%", "8 of 100, neighbour 1"),
        "Near 2": ("11%", "11 of 100, neighbour 2"),
        "Near 3": ("12%", "12 of 100, neighbour 3"),
        "Near 4": ("c: kept back, because few children are counted", "neighbour 4"),
        "Near 5": ("14%", "14 of 100, neighbour 5"),
    }
    assert found.compared.sentence == (
        "Here: 9%, 2nd of 5 among its neighbours (1st is the best), in the second best quarter of "
        "7 authorities."
    )
    assert found.compared.moved == "Better than the year before (11%)."


def test_good_and_outstanding_neighbours_by_their_grade_that_day(council, indicator, published):
    first, second, third, _, fifth = published
    InspectionGradeFactory(area=first, grade="good", inspected_on=date(2023, 1, 1))
    InspectionGradeFactory(area=second, grade="outstanding", inspected_on=NOW)
    InspectionGradeFactory(area=third, grade="good", inspected_on=date(2025, 4, 1))  # too late
    InspectionGradeFactory(area=fifth, grade="good", inspected_on=date(2020, 1, 1))
    InspectionGradeFactory(area=fifth, grade="inadequate", inspected_on=date(2024, 1, 1))
    found = words(comparison(council, indicator))
    # The mean of 8 and 11 is 9.5.
    assert found["Mean of good and outstanding neighbours"] == (
        "9.5%",
        "of 2, by the grade they had that day",
    )
    assert found["Near 5"][1] == "14 of 100, neighbour 5, inadequate"
    assert found["Near 3"][1] == "12 of 100, neighbour 3"


def test_the_newest_release_stands_and_an_earlier_one_can_be_asked_for(council, figure, indicator):
    here = AreaFactory(code=council.dfe_code, name="Here")
    old = ReleaseFactory(table=indicator.table, year=2024)
    figure(here, 12, release=old, period_end=BEFORE)
    figure(here, 11, period_end=BEFORE)
    figure(here, 9)
    assert comparison(council, indicator).compared.own.text == "9%"
    assert comparison(council, indicator, period_end=BEFORE).compared.own.text == "11%"
    then = comparison(council, indicator, release=old)
    assert (then.compared.own.text, then.source.release) == ("12%", "2024 release")
    assert comparison(council, indicator, release=old, period_end=NOW) is None


def test_a_revision_stands_before_what_it_corrects(council, figure, indicator):
    here = AreaFactory(code=council.dfe_code)
    figure(here, 9)
    figure(here, 10, release=ReleaseFactory(table=indicator.table, revision=1))
    found = comparison(council, indicator)
    assert (found.compared.own.text, found.source.release) == ("10%", "2025 release, revision 1")


def test_an_indicator_that_is_not_published_any_more_is_shown_from_its_last_release(
    council, figure, indicator
):
    figure(AreaFactory(code=council.dfe_code), 9)
    ReleaseFactory(table=indicator.table, year=2026)
    assert comparison(council, indicator).source.release == "2025 release"


def test_neighbours_of_the_newest_model_or_of_the_one_asked_for(council, indicator, published):
    here = Area.objects.get(code=council.dfe_code)
    old = NeighbourModelFactory(year=2021)
    NeighbourFactory(model=old, area=here, neighbour=published[4], rank=1)
    assert len(comparison(council, indicator).compared.neighbours) == 5
    then = comparison(council, indicator, model=2021)
    assert [each.who for each in then.compared.neighbours] == ["Near 5"]
    assert then.model == 2021


@pytest.mark.usefixtures("published")
def test_who_has_us_as_a_neighbour_is_not_ours(indicator):
    there = CouncilFactory(dfe_code=Area.objects.get(name="Near 1").code)
    assert comparison(there, indicator).compared.neighbours == ()


def test_without_a_figure_of_ours_there_is_nothing_to_compare(council, figure, indicator):
    figure(AreaFactory(country=True), 10)
    assert comparison(council, indicator) is None
    assert compared_by_indicator(council, Indicator.objects.values("pk")) == {}


def test_a_figure_of_ours_that_is_kept_back_says_so_and_has_no_place(council, figure, indicator):
    figure(AreaFactory(code=council.dfe_code, name="Here"), None)
    one = comparison(council, indicator).compared
    assert one.sentence == "Here: c: kept back, because few children are counted."
    assert (one.rank, one.quarter, one.moved) == (None, None, "")


def test_a_measure_without_a_published_one_beside_it(council):
    assert beside(council, MeasureFactory(council=council)) is None


@pytest.mark.usefixtures("published")
def test_a_measure_with_what_differs(council, indicator):
    link = MeasureBenchmarkFactory(
        measure=MeasureFactory(council=council), indicator=indicator, note="Ours counts moves."
    )
    found = beside(council, link.measure)
    assert (found.compared.own.text, found.differs) == ("9%", "Ours counts moves.")
    link.is_withdrawn = True
    link.save()
    assert beside(council, link.measure) is None


def test_a_share_is_not_compared_with_a_count(indicator):
    link = MeasureBenchmarkFactory.build(measure=MeasureFactory(count=True), indicator=indicator)
    link.council = link.measure.council
    with pytest.raises(ValidationError, match="cannot stand side by side"):
        link.full_clean()


@pytest.mark.usefixtures("published")
def test_many_measures_take_two_queries(council, indicator):
    links = [
        MeasureBenchmarkFactory(measure=MeasureFactory(council=council), indicator=indicator)
        for _ in range(3)
    ]
    with CaptureQueriesContext(connection) as asked:
        found = for_measures(council, [link.measure for link in links])
    assert len(asked) == 2
    assert set(found) == {link.measure_id for link in links}
    one = found[links[0].measure_id]
    assert one.row[:5] == ["9%", "10%", "13%", "11.3%", "11.5%"]
    assert "2025 release (file homes.csv)" in one.source.words


@pytest.mark.usefixtures("published")
def test_a_list_says_of_england_and_the_mean_what_the_comparison_says(council, indicator):
    links = [
        MeasureBenchmarkFactory(measure=MeasureFactory(council=council), indicator=indicator)
        for _ in range(3)
    ]
    measures = [link.measure for link in links]
    with CaptureQueriesContext(connection) as asked:
        brief = in_lists(council)
    assert len(asked) == 2
    whole = for_measures(council, measures)
    assert set(brief) == set(whole) == {measure.pk for measure in measures}
    for pk, (england, mean) in brief.items():
        one = whole[pk].compared
        assert (england.who, england.text) == (one.country.who, one.country.text)
        assert mean == one.mean


@pytest.mark.usefixtures("published")
def test_one_indicator_takes_one_query(council, indicator):
    with CaptureQueriesContext(connection) as asked:
        comparison(council, indicator)
    assert len(asked) == 1


def test_the_published_decimals_are_never_cut_off(council, figure, indicator):
    here = AreaFactory(code=council.dfe_code)
    row = figure(here, 9)
    row.value = Decimal("9.46")
    row.save()
    assert comparison(council, indicator).compared.own.text == "9.46%"


# Pages --------------------------------------------------------------------------------------------


def page(path: str) -> str:
    """What anybody reads."""
    response = Client().get(path)
    assert response.status_code == 200, path
    return " ".join(response.content.decode().split())


@pytest.mark.usefixtures("published")
def test_everything_published_of_a_council_that_has_no_measures(council):
    html = page(f"/{council.slug}/measures/compared/")
    assert "Children who moved often" in html
    assert "2nd of 5" in html
    assert "2025 release (file homes.csv)" in html
    assert "For 31 March 2025" in html


def test_a_council_of_which_nothing_is_published(council):
    assert "No published figures are here yet" in page(f"/{council.slug}/measures/compared/")


@pytest.mark.usefixtures("published")
def test_the_page_of_one_thing(figure, council, indicator):
    old = ReleaseFactory(table=indicator.table, year=2024)
    figure(Area.objects.get(code=council.dfe_code), 12, release=old, period_end=BEFORE)
    html = page("/here/measures/compared/moved/")
    for said in (
        "Here: 9%, 2nd of 5 among its neighbours",
        "Better than the year before (11%). Lower is better.",
        "Mean of the neighbours",
        "Median of the neighbours",
        "c: kept back, because few children are counted",
        "file homes.csv, line",
        "Open Government Licence v3.0",
        'href="?release=2024"',
        'href="?day=2024-03-31"',
        "<svg",
    ):
        assert said in html
    assert "12%" in page("/here/measures/compared/moved/?release=2024")


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize(
    "query",
    ["release=2001", "release=x", "day=x", "day=2001-03-31", "neighbours=1999", "neighbours=x"],
)
def test_what_is_not_there_is_not_found(query):
    assert Client().get(f"/here/measures/compared/moved/?{query}").status_code == 404


def test_an_unknown_thing_is_not_found(council):
    assert Client().get(f"/{council.slug}/measures/compared/nothing/").status_code == 404


@pytest.mark.usefixtures("published")
def test_the_page_of_a_measure_has_it_too(council, indicator):
    measure = MeasureFactory(council=council, key="our-moves", published=True)
    plain = page("/here/measures/our-moves/")
    assert "How others do" not in plain
    MeasureBenchmarkFactory(measure=measure, indicator=indicator)
    html = page("/here/measures/our-moves/")
    assert "How others do" in html
    assert "the council’s own may be newer" in html
    assert len(html) < 100_000


# The demo -----------------------------------------------------------------------------------------


def test_the_demo_compares_what_the_strategies_measure():
    call_command("loaddata", str(REFERENCE), verbosity=0)
    found = {}
    for slug in ("buckinghamshire", "dorset"):
        council = load_council(slug)
        for _ in range(2):
            choose_comparisons(council, UserFactory())
        found[slug] = council.measurebenchmark_set.count()
    assert found == {"buckinghamshire": 2, "dorset": 10}


def test_the_invented_figures_of_the_browser_s_council_are_all_shown():
    call_command("loaddata", str(REFERENCE), verbosity=0)
    CouncilFactory(slug="bucks", dfe_code="825")
    bring_in_published()
    html = page("/bucks/measures/compared/")
    assert "Children who had three or more homes in a year" in html
    assert "Children in care, for every 10,000 children" in html
    assert "joint 5th of 10" in page("/bucks/measures/compared/three-homes/")
