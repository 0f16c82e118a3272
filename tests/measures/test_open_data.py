"""The open data file keeps the rules of the department's standard."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from measures.showing.open_data import META, Entry, Place, data_rows, meta_rows

PLACE = Place("Buckinghamshire", "825", "E06000060", "E12000008", "South East")
SHARE = Entry("Foster care", "Final", date(2026, 3, 31), "percent", Decimal("71.1"), "350", "1,492")
SYMBOLS = {"c", "z", "x", "k", "low", "u", "~", ":"}
ALL = (
    SHARE,
    replace(SHARE, value=None, counted="c"),
    replace(SHARE, value=None, counted="", out_of="", is_missing=True),
    Entry("Children in care", "Provisional", date(2026, 6, 30), "count", Decimal(1492)),
    Entry("Children in care", "Provisional", date(2026, 9, 30), "count", None),
    Entry("Rate", "Final", date(2026, 3, 31), "rate", Decimal("39.9"), places=1),
    Entry("Score", "Final", date(2026, 3, 31), "average", Decimal("-1.25"), places=2),
)


def as_dicts(entries: tuple[Entry, ...]) -> list[dict[str, str]]:
    head, *rows = data_rows(PLACE, entries)
    return [dict(zip(head, map(str, row), strict=True)) for row in rows]


def test_a_share() -> None:
    (row,) = as_dicts((SHARE,))
    assert row == {
        "time_period": "2026",
        "time_identifier": "March",
        "geographic_level": "Local authority",
        "country_code": "E92000001",
        "country_name": "England",
        "region_code": "E12000008",
        "region_name": "South East",
        "old_la_code": "825",
        "new_la_code": "E06000060",
        "la_name": "Buckinghamshire",
        "measure": "Foster care",
        "status": "Final",
        "number_counted": "350",
        "number_out_of": "1492",
        "percentage": "71",
        "rate_per_10000": "z",
        "average": "z",
    }


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        (ALL[1], {"number_counted": "c", "number_out_of": "1492", "percentage": "c"}),
        (ALL[2], {"number_counted": "x", "number_out_of": "x", "percentage": "x"}),
        (ALL[3], {"number_counted": "1492", "number_out_of": "z", "percentage": "z"}),
        (ALL[4], {"number_counted": "c", "number_out_of": "z", "percentage": "z"}),
        (ALL[5], {"number_counted": "z", "rate_per_10000": "39.9"}),
        (ALL[6], {"average": "-1.25", "percentage": "z"}),
    ],
)
def test_what_is_kept_back_missing_or_does_not_apply_has_its_letter(entry, told) -> None:
    (row,) = as_dicts((entry,))
    assert {name: row[name] for name in told} == told


def test_the_standard_s_rules_for_files() -> None:
    head, *rows = data_rows(PLACE, ALL)
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", name) for name in head)
    assert len(set(head)) == len(head)
    for row in rows:
        for cell in map(str, row[12:]):
            assert cell in SYMBOLS or re.fullmatch(r"-?\d+(\.\d+)?", cell)
        assert re.fullmatch(r"\d{4}", row[0])
    assert len({tuple(row[:12]) for row in rows}) == len(
        {(e.measure, e.as_at, e.status) for e in ALL}
    )


def test_the_metadata_names_every_filter_and_indicator_and_nothing_else() -> None:
    head, *rows = meta_rows(ALL)
    assert tuple(head) == META
    data_head = data_rows(PLACE, ALL)[0]
    assert [row[0] for row in rows] == data_head[10:]
    named = {row[0]: dict(zip(head, row, strict=True)) for row in rows}
    assert {row["col_type"] for row in named.values()} == {"Filter", "Indicator"}
    assert named["percentage"]["indicator_unit"] == "%"
    assert (named["average"]["indicator_dp"], named["rate_per_10000"]["indicator_dp"]) == (2, 1)
    assert named["measure"]["filter_default"] == "Foster care"
    assert all(row["label"] for row in named.values())


def test_a_file_without_figures_has_its_heads() -> None:
    assert len(data_rows(PLACE, ())) == 1
    assert len(meta_rows(())) == 8
