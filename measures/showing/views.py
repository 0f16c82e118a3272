"""Measures shown together: the dashboard, what wants attention, and files to take away."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from councils import clock
from councils.access import council_page
from councils.disclosure import hidden_words
from councils.models import Council
from councils.queries import small_number_limit
from measures.card import Card
from measures.queries import public_cards, shares_chart, shares_drawn
from measures.sheets.writing import CSV_TYPE, XLSX_TYPE, Cell, Sheet, csv_bytes, xlsx_bytes
from measures.showing import open_data
from measures.showing.queries import (
    at_a_glance,
    by_priority,
    by_theme,
    dashboard,
    entries,
    export_rows,
    place_of,
    themes_of,
    wants_attention,
)

READ_FIGURES = "measures.read_figures"


@council_page()
def measure_list(request: HttpRequest, council: Council) -> HttpResponse:
    """Every published measure with its latest figure, and the figures of each year at a glance."""
    limit = small_number_limit(council)
    found = dashboard(council, today=clock.today(), limit=limit)
    tiles = [tile for tile in found if not tile.card.measure.is_retired]
    shown = [tile.card for tile in tiles]
    chart = shares_chart(shown)
    is_by_theme = request.GET.get("by") == "theme"
    context = {
        "groups": by_theme(tiles, themes_of(council)) if is_by_theme else by_priority(tiles),
        "is_by_theme": is_by_theme,
        "may_read_all": request.user.has_perm(READ_FIGURES, council),
        "chart": chart,
        "chart_words": chart and " ".join(card.alt for card in shares_drawn(shown)),
        "table": at_a_glance(shown),
        "retired": [tile.card.measure for tile in found if tile.card.measure.is_retired],
        "hidden_words": hidden_words(council.words.children, limit),
    }
    return render(request, "measures/measure_list.html", context)


@council_page(may=READ_FIGURES)
def attention_list(request: HttpRequest, council: Council) -> HttpResponse:
    """The worse and the worsening, for the people of the council's bodies and its officers."""
    listed = wants_attention(council, today=clock.today())
    return render(request, "measures/showing/attention.html", {"groups": listed.items()})


# Files to take away -------------------------------------------------------------------------------


@council_page()
def figures_csv(request: HttpRequest, council: Council) -> HttpResponse:  # noqa: ARG001
    """What the pages of measures show, as a CSV file."""
    return _file(csv_bytes(export_rows(_public(council))), CSV_TYPE, f"{council.slug}-figures.csv")


@council_page()
def figures_xlsx(request: HttpRequest, council: Council) -> HttpResponse:  # noqa: ARG001
    """The same as a workbook."""
    sheet = Sheet("Figures", export_rows(_public(council)))
    return _file(xlsx_bytes([sheet]), XLSX_TYPE, f"{council.slug}-figures.xlsx")


@council_page()
def open_data_csv(request: HttpRequest, council: Council) -> HttpResponse:  # noqa: ARG001
    """The figures as an open data file."""
    rows = open_data.data_rows(place_of(council), entries(_public(council)))
    return _open_data(rows, f"{council.slug}_corporate_parenting.csv")


@council_page()
def open_data_meta(request: HttpRequest, council: Council) -> HttpResponse:  # noqa: ARG001
    """What the columns of the open data file are."""
    rows = open_data.meta_rows(entries(_public(council)))
    return _open_data(rows, f"{council.slug}_corporate_parenting.meta.csv")


def _public(council: Council) -> list[Card]:
    """All that anyone may read, of measures not in use any more too."""
    limit = small_number_limit(council)
    return public_cards(council, today=clock.today(), limit=limit, retired_too=True)


def _open_data(rows: Sequence[Sequence[Cell]], name: str) -> HttpResponse:
    return _file(csv_bytes(rows), CSV_TYPE, name)


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=kind, headers=headers)
