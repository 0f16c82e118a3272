"""Measures together, through pages: the dashboard, what wants attention, the files to take away."""

import csv
from datetime import date
from html import unescape
from io import BytesIO, StringIO

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils.html import strip_tags
from openpyxl import load_workbook

from councils.models import Council
from councils.roles import Role
from councils.services import publish
from measures.models import Measure, Observation
from measures.queries import public_cards
from measures.showing.queries import at_a_glance
from tests.factories.councils import CouncilFactory, UserFactory
from tests.factories.measures import (
    AreaFactory,
    IndicatorFactory,
    MeasureBenchmarkFactory,
    MeasureFactory,
    MeasureThemeFactory,
    ObservationFactory,
    PublishedFigureFactory,
    PublishedTableFactory,
    ReleaseFactory,
    TargetFactory,
)

LAST_YEAR, THIS_YEAR = date(2025, 3, 31), date(2026, 3, 31)
PUBLIC_QUERIES = 8


def at(council: Council, name: str = "measure_list") -> str:
    return reverse(f"measures:{name}", kwargs={"council": council.slug})


def text_of(response) -> str:
    """The words of a page, in their order."""
    assert response.status_code == 200
    main = response.content.decode().split("<main", 1)[1]
    return " ".join(unescape(strip_tags(main)).split())


def rows_of(response) -> list[list[str]]:
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.reader(StringIO(response.content.decode("utf-8-sig"))))


@pytest.fixture
def open_to_all(buckinghamshire) -> Council:
    """Buckinghamshire, its measures published."""
    publish(by=UserFactory(), rows=Measure.objects.of(buckinghamshire))
    return buckinghamshire


def measured(council: Council, title: str, then: int, now: int, **about) -> Measure:
    """A published share of 400 with two signed-off figures and a target of 75%."""
    measure = MeasureFactory(
        council=council, title=title, short_title=title, published=True, **about
    )
    for day, counted in ((LAST_YEAR, then), (THIS_YEAR, now)):
        ObservationFactory(measure=measure, period_end=day, numerator=counted, signed_off=True)
    TargetFactory(measure=measure, in_force_from=date(2024, 1, 1))
    return measure


def test_the_dashboard_has_every_measure_with_its_counts_and_its_age(open_to_all, client) -> None:
    shown = text_of(client.get(at(open_to_all)))
    assert shown.count("350 of 492") == 2  # in its row, and in the table at a glance
    assert "days old" in shown
    assert "31 March 2018" in shown


def test_it_is_ordered_by_priority_or_by_theme(db, today, client) -> None:  # noqa: ARG001
    council = CouncilFactory()
    health, homes = (measured(council, title, 300, 300) for title in ("Health", "Homes"))
    theme = MeasureThemeFactory(measure=homes, theme__name="Where we live").theme
    publish(by=UserFactory(), rows=[theme.strategy])
    by_theme = text_of(client.get(at(council), {"by": "theme"}))
    assert by_theme.index("Where we live") < by_theme.index("Homes")
    assert by_theme.index("Homes") < by_theme.index("Under no theme") < by_theme.index("Health")
    assert "Where we live" not in text_of(client.get(at(council)))
    assert str(health) in by_theme


def test_it_asks_the_database_no_more_often_for_more_measures(
    db,  # noqa: ARG001
    today,  # noqa: ARG001
    client,
    django_assert_max_num_queries,
) -> None:
    council = CouncilFactory()
    here, england = AreaFactory(code=council.dfe_code), AreaFactory(country=True)
    table = PublishedTableFactory()
    release = ReleaseFactory(table=table)
    for number in range(5):
        indicator = IndicatorFactory(table=table)
        measure = measured(council, f"Measure {number}", 300, 310)
        MeasureBenchmarkFactory(measure=measure, indicator=indicator)
        for area in (here, england):
            PublishedFigureFactory(indicator=indicator, area=area, release=release)
    cache.clear()
    with django_assert_max_num_queries(PUBLIC_QUERIES):
        shown = text_of(client.get(at(council)))
    assert shown.count(f"{england.name}:") == 5  # others are asked for, and counted with the rest


def test_a_list_has_of_a_long_history_what_it_shows(db, today, client) -> None:  # noqa: ARG001
    """Sixteen figures, and year ends of six years and a half: no more are read."""
    council = CouncilFactory()
    yearly = MeasureFactory(council=council, published=True)
    quarterly = MeasureFactory(council=council, published=True)
    for year in range(1990, 2026):
        day = date(year, 3, 31)
        ObservationFactory(measure=yearly, period_end=day, numerator=300, signed_off=True)
    for year in range(2010, 2026):
        for month, last in ((3, 31), (6, 30), (9, 30), (12, 31)):
            day = date(year, month, last)
            ObservationFactory(measure=quarterly, period_end=day, numerator=300, signed_off=True)
    whole = public_cards(council, today=THIS_YEAR, limit=5)
    short = public_cards(council, today=THIS_YEAR, limit=5, lately=True)
    assert [len(card.figures) for card in whole] == [36, 64]
    assert [len(card.figures) for card in short] == [16, 18]
    assert [card.figures[-16:] for card in whole] == [card.figures[-16:] for card in short]
    assert at_a_glance(whole) == at_a_glance(short)
    assert [card.judged for card in whole] == [card.judged for card in short]


def test_one_younger_measure_pushes_no_year_of_the_others_out(db, today, client) -> None:  # noqa: ARG001
    council = CouncilFactory()
    for title in ("Health", "Homes", "School"):
        measured(council, title, 300, 310)
    young = MeasureFactory(council=council, published=True)
    for year in range(2027, 2036):
        ObservationFactory(
            measure=young, period_end=date(year, 3, 31), numerator=5, signed_off=True
        )
    shown = at_a_glance(public_cards(council, today=date(2035, 6, 1), limit=5))["head"]
    assert shown == (
        "Measure",
        *(f"{day:%-d %B %Y}" for day in (LAST_YEAR, THIS_YEAR)),
        "31 March 2035",
    )


def test_years_that_all_share_are_the_latest_six(db, today) -> None:  # noqa: ARG001
    council = CouncilFactory()
    for _ in range(2):
        measure = MeasureFactory(council=council, published=True)
        for year in range(2017, 2026):
            ObservationFactory(
                measure=measure, period_end=date(year, 3, 31), numerator=9, signed_off=True
            )
    head = at_a_glance(public_cards(council, today=date(2025, 6, 1), limit=5))["head"]
    assert head == ("Measure", *(f"31 March {year}" for year in range(2020, 2026)))


def test_worse_and_worsening_are_listed_with_their_reasons(client_as, db, today) -> None:  # noqa: ARG001
    council = CouncilFactory()
    measured(council, "Falling", 200, 100)
    measured(council, "Low", 100, 110)
    measured(council, "Slipping", 390, 320)
    measured(council, "Well", 300, 320)
    shown = text_of(client_as(Role.CHAIR, council).get(at(council, "attention_list")))
    order = ["Red, and getting worse", "Falling", "Red, and not getting worse", "Low"]
    order += ["Not red, but getting worse", "Slipping"]
    assert [shown.index(words) for words in order] == sorted(shown.index(words) for words in order)
    assert "Well" not in shown


def test_small_numbers_are_for_those_who_may_read_them(client_as, client, db, today) -> None:  # noqa: ARG001
    council = CouncilFactory()
    measured(council, "Few", 300, 3)
    assert "3 of 400" in text_of(client_as(Role.CHAIR, council).get(at(council, "attention_list")))
    assert "3 of 400" not in text_of(client.get(at(council)))


def test_where_nothing_is_wrong_the_page_says_so(client_as, db, today) -> None:  # noqa: ARG001
    council = CouncilFactory()
    shown = text_of(client_as(Role.KPI_OFFICER, council).get(at(council, "attention_list")))
    assert "Nothing is red, and nothing is getting worse." in shown


@pytest.mark.parametrize("name", ["figures_csv", "figures_xlsx", "open_data_csv", "open_data_meta"])
def test_a_hidden_count_is_in_no_file(db, today, client, name) -> None:  # noqa: ARG001
    """Nor the share, nor the narrative that tells it."""
    council = CouncilFactory()
    measure = measured(council, "Few", 300, 397)
    Observation.objects.filter(measure=measure).update(narrative="Three, 99.25 per cent")
    response = client.get(at(council, name))
    if name == "figures_xlsx":
        sheet = load_workbook(BytesIO(response.content)).active
        cells = [cell for row in sheet.iter_rows(values_only=True) for cell in row]
    else:
        cells = [cell for row in rows_of(response) for cell in row]
    told = [str(cell) for cell in cells if cell is not None]
    assert not [
        cell for cell in told if "397" in cell or cell.startswith("99") or "per cent" in cell
    ][1:]
    if name != "open_data_meta":
        assert "c" in told


def test_the_files_have_every_signed_off_figure(open_to_all, client) -> None:
    table = rows_of(client.get(at(open_to_all, "figures_csv")))
    assert len(table) == 1 + 21
    book = load_workbook(BytesIO(client.get(at(open_to_all, "figures_xlsx")).content))
    assert book.active.max_row == 1 + 21
    data = rows_of(client.get(at(open_to_all, "open_data_csv")))
    assert len(data) == 1 + 21
    foster = [row for row in data if row[10].endswith("living with foster families")]
    assert [row[12:15] for row in foster] == [
        ["316", "473", "67"],
        ["342", "513", "67"],
        ["350", "492", "71"],
    ]


def test_no_cell_starts_a_formula(db, today, client) -> None:  # noqa: ARG001
    council = CouncilFactory()
    measured(council, "=HYPERLINK(1)", 300, 310)
    for name in ("figures_csv", "open_data_csv"):
        cells = [cell for row in rows_of(client.get(at(council, name))) for cell in row]
        assert "'=HYPERLINK(1)" in cells
        assert not [cell for cell in cells if cell.startswith(("=", "@", "+"))]


def test_another_council_s_figures_are_in_no_file(world, client) -> None:
    told = client.get(at(world.ours.council, "figures_csv")).content.decode()
    assert "Ourshire" in told
    assert "Testshire" not in told
