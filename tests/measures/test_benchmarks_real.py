"""The published files themselves, where a folder with them is named: OPEN_DATA=/folder.

They are not part of the project. Every other test works on small invented files of the same form.
"""

import csv
import os
import tracemalloc
from decimal import Decimal
from io import StringIO
from pathlib import Path
from time import perf_counter

import pytest
from django.core.management import call_command
from django.test import Client

from measures.benchmarks.queries import compared_by_indicator, comparison
from measures.models import Indicator, NeighbourModel, PublishedFigure, Release
from measures.rating import percentage
from tests.factories.councils import CouncilFactory

FOLDER = os.environ.get("OPEN_DATA", "")
REFERENCE = Path(__file__).resolve().parents[2] / "fixtures" / "reference" / "open_data.yaml"
FIVE = {
    "bcp": ("839", "E06000058"),
    "dorset": ("838", "E06000059"),
    "buckinghamshire": ("825", "E06000060"),
    "bromley": ("305", "E09000006"),
    "cambridgeshire": ("873", "E10000003"),
}

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not FOLDER, reason="OPEN_DATA names no folder with published files."),
]


@pytest.fixture(scope="module")
def brought_in(module_transaction) -> str:  # noqa: ARG001
    """Everything in the folder, brought in by the command."""
    call_command("loaddata", str(REFERENCE), verbosity=0)
    for slug, (dfe_code, ons_code) in FIVE.items():
        CouncilFactory(slug=slug, dfe_code=dfe_code, ons_code=ons_code)
    out = StringIO()
    call_command("import_open_data", *map(str, sorted(Path(FOLDER).glob("*.csv"))), stdout=out)
    return out.getvalue()


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a published file, read another way than ours."""
    with (Path(FOLDER) / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_every_authority_s_percentage_recomputes_from_its_counts(brought_in):
    assert "note:" not in brought_in
    shares = PublishedFigure.objects.filter(
        indicator__table__key="placement-stability", area__kind="local", value__isnull=False
    )
    shares = shares.filter(numerator__isnull=False, denominator__gt=0)
    wrong = [
        (row.line, row.numerator, row.denominator, row.value)
        for row in shares.iterator()
        if percentage(row.numerator, row.denominator) != row.value
    ]
    assert shares.count() > 4_000
    assert wrong == []


@pytest.mark.usefixtures("brought_in")
@pytest.mark.parametrize(
    ("name", "year", "count", "percent"),
    [
        ("la_cla_placement_stability.csv", 2025, "children_count", "children_percent"),
        ("la_cla_placement_stability.release-2024.csv", 2024, "number", "percentage"),
    ],
)
def test_every_published_row_is_here_as_it_was_published(name, year, count, percent):
    parts = [row for row in rows(name) if not row["placement_stability"].startswith("Total")]
    ours = {
        (f.indicator.takes["rows"]["group"], f.area.code, f.period_end.year): f
        for f in PublishedFigure.objects.filter(release__year=year, release__file_name=name)
        .select_related("indicator", "area")
        .iterator(1000)
    }
    assert len(ours) == len(parts) == 2_505
    for row in parts:
        code = row["old_la_code"] or row["region_code"] or row["country_code"]
        mine = ours[row["cla_group"], code, int(row["time_period"])]
        shown = mine.symbol or f"{mine.value.normalize():f}"
        assert shown == row[percent]
        assert mine.numerator == (int(row[count]) if row[count].isdigit() else None)


@pytest.mark.usefixtures("brought_in")
def test_a_restated_history_stands_beside_the_earlier_one():
    both = PublishedFigure.objects.filter(
        indicator__key="three-homes", area__code="839", period_end__year=2024
    )
    assert set(both.values_list("release__year", flat=True)) == {2024, 2025}


@pytest.mark.usefixtures("brought_in")
@pytest.mark.parametrize("slug", FIVE)
def test_the_five_councils_are_shown_beside_others_for_ten_measures_and_more(slug):
    council = CouncilFactory._meta.model.objects.get(slug=slug)
    found = compared_by_indicator(council, Indicator.objects.values("pk"))
    full = [
        each
        for each in found.values()
        if each.compared.period_end.year == 2025
        and all((each.compared.country, each.compared.region, each.compared.median))
        and each.compared.rank
        and each.compared.own.line
        and each.source.file_name
    ]
    assert len(full) >= 10
    html = Client().get(f"/{slug}/measures/compared/").content
    assert len(html) < 100_000
    assert html.count(b"2025 release") >= 5
    for key in found:
        page = Client().get(f"/{slug}/measures/compared/{key}/")
        assert page.status_code == 200
        assert len(page.content) < 100_000


@pytest.mark.usefixtures("brought_in")
def test_a_worked_example_traced_to_its_line():
    council = CouncilFactory._meta.model.objects.get(slug="bcp")
    found = comparison(council, Indicator.objects.get(key="three-homes"))
    one = found.compared
    assert (one.own.text, one.own.counts) == ("9%", "53 of 560")
    assert (one.country.text, one.region.text, one.previous.text) == ("10%", "12%", "11%")
    assert (one.mean.text, one.median.text) == ("12.0%", "11.0%")
    assert one.rank.words == "2nd of 11"
    with (Path(FOLDER) / found.source.file_name).open(encoding="utf-8-sig") as file:
        line = file.readlines()[one.own.line - 1]
    assert line.strip().endswith("With 3 or more placements during the year,53,9")


@pytest.mark.usefixtures("brought_in")
def test_an_average_is_read_from_the_column_of_counts():
    row = PublishedFigure.objects.get(
        indicator__key="wellbeing-score", area__code="839", period_end__year=2025
    )
    assert (row.value, row.numerator, row.denominator) == (Decimal("14.1"), None, None)


@pytest.mark.usefixtures("brought_in")
def test_both_models_have_ten_neighbours_each():
    for year, authorities in ((2021, 156), (2025, 153)):
        model = NeighbourModel.objects.get(year=year)
        assert model.neighbours.count() == 10 * authorities


@pytest.mark.usefixtures("brought_in")
def test_everything_again_changes_nothing_within_ten_seconds_and_little_memory():
    before = PublishedFigure.objects.count(), Release.objects.count()
    tracemalloc.start()
    started = perf_counter()
    call_command(
        "import_open_data", str(Path(FOLDER) / "la_care_leavers_activity.csv"), stdout=StringIO()
    )
    seconds, (_, peak) = perf_counter() - started, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (PublishedFigure.objects.count(), Release.objects.count()) == before
    assert seconds < 10
    assert peak < 64 * 2**20
