"""Invented published figures of Buckinghamshire, and an operator who has brought them in."""

from django.core.files.base import ContentFile

from councils.models import User
from measures.benchmarks.sending.services import order_file, send_file
from tests.support import open_data
from tests.support.open_data import pair

SOUTH_EAST = "Regional,E92000001,England,E12000008,South East,,,"
BUCKS = "Local authority,E92000001,England,E12000008,South East,825,Buckinghamshire,E06000060"
OTHERS = [str(number) for number in range(901, 912)]


def _place(code: str) -> str:
    return (
        f"Local authority,E92000001,England,E12000008,South East,{code},Place {code},E06000{code}"
    )


def _rows(year: int) -> list[str]:
    """England, the region, Buckinghamshire and eleven others; the last two keep theirs back."""
    rows = pair(open_data.ENGLAND, 8500, 81770, 10, year=year)
    rows += pair(SOUTH_EAST, 1200, 11100, 11, year=year)
    rows += pair(BUCKS, 50, 500 + year - 2024, 10, year=year)
    for percent, code in enumerate(OTHERS[:-2], 6):
        rows += pair(_place(code), percent, 100, percent, year=year)
    for code in OTHERS[-2:]:
        rows += pair(_place(code), "c", 100, "c", year=year)
    return rows


def _homes() -> bytes:
    rows = [*_rows(2025), *_rows(2024)]
    text = open_data.table(rows).getvalue().decode()
    return (
        text.replace(",In care,", ",CLA on 31 March,")
        .replace(",Moved often,", ",With 3 or more placements during the year,")
        .replace(",Total,", ",Total children,")
        .encode()
    )


def _rates() -> bytes:
    header = open_data.HEADER.replace("cla_group,placement_stability,", "population_type,")
    header = header.replace("children_percent", "population_estimate,rate_per_10000")
    said = "Children looked after on 31 March each year"
    places = (open_data.ENGLAND, SOUTH_EAST, BUCKS, *map(_place, OTHERS))
    rows = [
        f"{year},Reporting year,{place},{said},{40 + at},10000,{40 + at}"
        for year in (2025, 2024)
        for at, place in enumerate(places)
    ]
    return open_data.table(rows, header=header).getvalue()


def bring_in_published() -> None:
    """Two tables and a neighbour model, sent and brought in on the operator's pages."""
    operator = User.objects.create_user("operator", display_name="Oswin Reed", is_operator=True)
    ring = open_data.ring(["825", *OTHERS])
    files = (
        ("homes.csv", _homes(), None),
        ("rates.csv", _rates(), None),
        ("neighbours.csv", open_data.neighbours(ring).getvalue(), 2025),
    )
    for name, content, year in files:
        row = send_file(by=operator, file=ContentFile(content, name), year=year)
        order_file(by=operator, row=row)
