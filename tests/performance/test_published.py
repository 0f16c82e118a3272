"""Ten years of published figures cost a page no more than one: they are found by the index."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.published import AUTHORITIES, INDICATORS, RELEASES, publish
from councils.models import Council
from measures.benchmarks.queries import beside, compared_by_indicator, comparison
from measures.models import Indicator, Measure, PublishedFigure
from tests.factories.councils import CouncilFactory
from tests.factories.measures import MeasureBenchmarkFactory, MeasureFactory


@pytest.fixture(scope="module")
def filled(module_transaction) -> Measure:  # noqa: ARG001
    """A measure of a council, compared with one of forty indicators."""
    council = CouncilFactory(slug="here")
    indicators = publish(council.dfe_code)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    measure = MeasureFactory(council=council, key="our-own", published=True)
    MeasureBenchmarkFactory(measure=measure, indicator=indicators[0])
    return measure


@pytest.fixture
def council(filled: Measure, db) -> Council:  # noqa: ARG001
    """The council."""
    return filled.council


def plan(ask: object) -> str:
    """How the database answers the query of published figures."""
    with CaptureQueriesContext(connection) as captured:
        assert ask()
    (sql,) = [
        each["sql"] for each in captured if '"measures_publishedfigure"."line"' in each["sql"]
    ]
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {sql}")
        return "\n".join(line for (line,) in cursor.fetchall())


@pytest.mark.usefixtures("council")
def test_there_is_enough():
    wanted = AUTHORITIES * INDICATORS * RELEASES
    assert PublishedFigure.objects.filter(area__kind="local").count() == 2 * wanted == 124_000


def test_one_indicator_is_found_by_the_index(council):
    said = plan(lambda: comparison(council, Indicator.objects.get(key="bench-0")))
    assert "measures_publishedfigure_once" in said
    assert "Seq Scan on measures_publishedfigure" not in said


def test_the_page_of_a_measure_finds_its_figures_by_the_index(council, filled):
    said = plan(lambda: beside(council, filled))
    assert "Seq Scan on measures_publishedfigure" not in said


def test_forty_indicators_are_found_by_the_index(council):
    said = plan(lambda: compared_by_indicator(council, Indicator.objects.values("pk")))
    assert "measures_published_by_area" in said
    assert "Seq Scan on measures_publishedfigure" not in said


@pytest.mark.parametrize(
    "path",
    ["/here/measures/our-own/", "/here/measures/compared/", "/here/measures/compared/bench-0/"],
)
@pytest.mark.usefixtures("council")
def test_a_page_with_comparators_is_small(path):
    response = Client().get(path)
    assert response.status_code == 200
    assert len(response.content) <= 100_000
