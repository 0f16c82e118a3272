"""Bringing open data in: all of a file or nothing, the same file never twice, releases kept apart."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from councils.writing import Refused
from measures.benchmarks.imports.queries import GRADES, NEIGHBOURS, Unusable, kind_of, look_through
from measures.benchmarks.imports.services import import_grades, import_neighbours, import_release
from measures.models import (
    Area,
    InspectionGrade,
    Neighbour,
    NeighbourModel,
    PublishedFigure,
    PublishedTable,
    Release,
)
from tests.factories.measures import AreaFactory, IndicatorFactory, PublishedTableFactory
from tests.support import open_data
from tests.support.open_data import ENGLAND, HERE, THERE, pair, table, usual

pytestmark = pytest.mark.django_db
CODES = [str(each) for each in range(801, 815)]


@pytest.fixture
def homes() -> PublishedTable:
    """A table with one indicator."""
    return IndicatorFactory(key="moved").table


def bring_in(homes: PublishedTable, file: BytesIO, **more: object) -> object:
    """Bring a file of the table in, as the command line does."""
    return import_release(by=None, table=homes, file=file, name="homes.csv", **more)


def everything() -> tuple:
    """All that an import can write."""
    kept = (Area, Release, PublishedFigure, NeighbourModel, Neighbour, InspectionGrade)
    return tuple(list(model.objects.order_by("pk").values_list()) for model in kept)


# Releases -----------------------------------------------------------------------------------------


def test_what_is_brought_in_is_what_was_published(homes):
    done = bring_in(homes, table())
    own = PublishedFigure.objects.get(area__code="839", period_end=date(2025, 3, 31))
    assert done.added == PublishedFigure.objects.count() == 8
    assert (own.value, own.numerator, own.denominator, own.line) == (9, 53, 560, 6)
    assert own.release.file_name == "homes.csv"
    assert own.area.region.name == "South West"
    assert "8 figures of 1 indicators for 4 places and 2 years, the latest 2025" in done.words


def test_a_symbol_is_kept_as_a_symbol(homes):
    bring_in(homes, table())
    row = PublishedFigure.objects.get(area__code="838", period_end=date(2025, 3, 31))
    assert (row.value, row.symbol, row.denominator) == (None, "c", 411)


def test_the_same_file_again_changes_nothing(homes):
    bring_in(homes, table())
    before = everything()
    done = bring_in(homes, table(), revision=3)
    assert done.added == 0
    assert "nothing has changed" in done.words
    assert everything() == before


def test_a_restated_history_does_not_overwrite_the_earlier_one(homes):
    bring_in(homes, table(usual(2024)))
    restated = [row.replace("53,9", "55,10") for row in usual(2025)]
    bring_in(homes, table(restated))
    of_2024 = PublishedFigure.objects.filter(area__code="839", period_end=date(2024, 3, 31))
    assert dict(of_2024.values_list("release__year", "value")) == {2024: 9, 2025: 10}


def test_a_release_is_named_after_its_latest_year(homes):
    with pytest.raises(Refused, match="it is not the 2024 release"):
        bring_in(homes, table(), year=2024)
    bring_in(homes, table(), year=2025)
    assert Release.objects.get().year == 2025


def test_a_corrected_file_is_refused_until_it_is_called_a_revision(homes):
    bring_in(homes, table())
    before = everything()
    corrected = table([row.replace("53,9", "54,10") for row in usual()])
    with pytest.raises(Refused, match="bring it in as revision 1"):
        bring_in(homes, corrected)
    assert everything() == before
    bring_in(homes, corrected, revision=1)
    values = PublishedFigure.objects.filter(area__code="839", period_end=date(2025, 3, 31))
    assert dict(values.values_list("release__revision", "value")) == {0: 9, 1: 10}


def test_an_indicator_that_is_new_is_filled_from_a_file_that_is_here(homes):
    bring_in(homes, table())
    before = set(PublishedFigure.objects.values_list("pk", flat=True))
    takes = {"rows": {"group": "In care", "breakdown": "Total"}, "value": "count"}
    IndicatorFactory(key="in-care", table=homes, unit="count", takes=takes)
    done = bring_in(PublishedTable.objects.get(), table())
    new = PublishedFigure.objects.exclude(pk__in=before)
    assert done.added == new.count() == 8
    assert {row.indicator.key for row in new} == {"in-care"}
    assert new.get(area__code="839", period_end=date(2025, 3, 31)).value == 560


def test_an_area_keeps_the_name_it_has(homes):
    AreaFactory(code="839", name="Bournemouth", ons_code="E06000058")
    bring_in(homes, table())
    area = Area.objects.get(code="839")
    assert (area.name, area.region) == ("Bournemouth", None) or area.region.name == "South West"


def test_who_brought_it_in_and_when_is_kept(homes, today):
    bring_in(homes, table())
    release = Release.objects.get()
    assert (release.imported_at.date(), release.imported_by) == (today, None)


@pytest.mark.parametrize(
    "rows",
    [
        pair(HERE, "=1+1", 560, 9),
        [*pair(HERE, 53, 560, 9), *pair(HERE, 53, 560, 9)],
        [*pair(HERE, 53, 560, 9), *pair(HERE.replace("Here", "Elsewhere"), 53, 560, 9)],
        [*usual(), *pair(THERE.replace("838", "8388"), 1, 2, 50)],
        [row.replace("In care", "Out of care") for row in usual()],
        [],
    ],
)
def test_a_wrong_file_changes_nothing(homes, rows):
    before = everything()
    with pytest.raises(Unusable) as caught:
        bring_in(homes, table(rows))
    assert caught.value.problems
    assert everything() == before


def test_fifty_mistakes_are_enough(homes):
    with pytest.raises(Unusable) as caught:
        look_through(homes, table([row for _ in range(90) for row in pair(HERE, "?", "?", "?")]))
    assert len(caught.value.problems) == 51
    assert caught.value.problems[-1].said == "There may be more: reading ended here."


def test_another_table_s_file_says_which_column_is_missing(homes):
    file = table(header=open_data.HEADER.replace("cla_group", "population_type"))
    with pytest.raises(Unusable, match="no column “cla_group”"):
        look_through(homes, file)


# What kind of file it is --------------------------------------------------------------------------


def test_two_tables_with_the_same_columns_are_told_apart_by_their_rows(homes):
    takes = {"rows": {"group": "Out of care", "breakdown": "Total"}, "value": "count"}
    other = PublishedTableFactory(key="leavers", columns=homes.columns, position=0)
    IndicatorFactory(key="left", table=other, takes=takes)
    assert kind_of(table()) == "homes"
    left = table([row.replace("In care", "Out of care") for row in usual()])
    assert kind_of(left) == "leavers"
    with pytest.raises(Unusable, match="none of its first rows"):
        kind_of(table([row.replace("In care", "Somewhere") for row in usual()]))


@pytest.mark.usefixtures("homes")
def test_other_files_are_known_by_their_first_line():
    assert kind_of(open_data.neighbours(open_data.ring(CODES))) == NEIGHBOURS
    assert kind_of(open_data.named(b"old_la_code,inspected_on,grade\n")) == GRADES
    with pytest.raises(Unusable, match="no column"):
        kind_of(open_data.named(b"name,telephone\nx,1\n"))
    with pytest.raises(Unusable, match="spreadsheet"):
        kind_of(open_data.named(b"PK\x03\x04"))


def test_without_a_profile_there_is_nothing_to_hold_a_file_against():
    with pytest.raises(Unusable, match="No table has a profile yet"):
        kind_of(table())


# Neighbours and grades ----------------------------------------------------------------------------


def test_a_neighbour_model_by_its_year():
    file = open_data.neighbours(open_data.ring(CODES))
    done = import_neighbours(by=None, file=file, name="n.csv", year=2025)
    mine = Neighbour.objects.filter(area__code="801").order_by("rank")
    assert done.added == 140
    assert [each.neighbour.code for each in mine] == CODES[1:11]
    assert {each.closeness for each in mine} == {"Very close"}


def test_neighbours_are_not_symmetric():
    import_neighbours(
        by=None, file=open_data.neighbours(open_data.ring(CODES)), name="n.csv", year=2025
    )
    pairs = set(Neighbour.objects.values_list("area__code", "neighbour__code"))
    assert ("801", "802") in pairs
    assert ("802", "801") not in pairs


def test_two_models_stand_beside_each_other_and_neither_comes_twice():
    old, new = open_data.ring(CODES), open_data.ring(CODES[::-1])
    import_neighbours(by=None, file=open_data.neighbours(old, old=True), name="o.csv", year=2021)
    import_neighbours(by=None, file=open_data.neighbours(new), name="n.csv", year=2025)
    before = everything()
    again = import_neighbours(by=None, file=open_data.neighbours(new), name="n.csv", year=2025)
    assert again.added == 0
    with pytest.raises(Refused, match=r"here already, from the file n\.csv"):
        import_neighbours(by=None, file=open_data.neighbours(old), name="x.csv", year=2025)
    assert everything() == before
    assert Neighbour.objects.filter(area__code="801", rank=1).count() == 2


def test_a_model_says_its_year():
    with pytest.raises(Refused, match="of which year"):
        import_neighbours(
            by=None, file=open_data.neighbours(open_data.ring(CODES)), name="n.csv", year=None
        )


def test_a_neighbour_nobody_knows_is_refused():
    rows = {**open_data.ring(CODES), "801": ["999", *CODES[2:11]]}
    with pytest.raises(Unusable, match="Nobody knows the authorities 999"):
        import_neighbours(by=None, file=open_data.neighbours(rows), name="n.csv", year=2025)
    assert not Area.objects.exists()


def grades(*rows: str) -> BytesIO:
    """A list of grades."""
    return open_data.named(
        "\n".join(["old_la_code,inspected_on,grade,source", *rows, ""]).encode(), "grades.csv"
    )


def test_grades_come_once_and_are_not_contradicted():
    AreaFactory(code="839")
    assert import_grades(file=grades("839,2024-02-01,Good,Report")).added == 1
    again = import_grades(file=grades("839,2024-02-01,Good,Report", "839,2026-02-01,Outstanding,"))
    assert again.added == 1
    with pytest.raises(Unusable, match="was graded good on 1 February 2024, not inadequate"):
        import_grades(file=grades("839,2024-02-01,Inadequate,Report"))
    with pytest.raises(Unusable, match="Nobody knows the authority 777"):
        import_grades(file=grades("777,2024-02-01,Good,Report"))
    assert InspectionGrade.objects.count() == 2


# The command line ---------------------------------------------------------------------------------


@pytest.fixture
def on_disk(tmp_path) -> Callable[[str, BytesIO], str]:
    """A file as the command gets it."""

    def write(name: str, file: BytesIO) -> str:
        path = tmp_path / name
        path.write_bytes(file.getvalue())
        return str(path)

    return write


def command(*args: object, **options: object) -> str:
    """What the command says."""
    out = StringIO()
    call_command("import_open_data", *args, stdout=out, **options)
    return out.getvalue()


@pytest.mark.usefixtures("homes")
def test_the_command_brings_in_all_kinds(on_disk):
    said = command(
        on_disk("homes.csv", table()),
        on_disk("neighbours-2025.csv", open_data.neighbours(open_data.ring(["839", *CODES]))),
        on_disk("grades.csv", grades("839,2024-02-01,Good,Report")),
    )
    assert "2025 release: 8 figures" in said
    assert "2025 model of statistical neighbours: 15 authorities." in said
    assert "1 inspection grades." in said


@pytest.mark.usefixtures("homes")
def test_the_command_looks_only_when_it_is_asked_to(on_disk):
    said = command(on_disk("homes.csv", table()), dry_run=True)
    assert "8 figures" in said
    assert "looked through only" in said
    assert not PublishedFigure.objects.exists()
    assert not Area.objects.exists()


@pytest.mark.usefixtures("homes")
def test_one_wrong_file_does_not_keep_the_others_out(on_disk):
    wrong = on_disk("wrong.csv", table(pair(ENGLAND, "?", 1, 1)))
    with pytest.raises(CommandError, match="1 of 2 not brought in"):
        command(wrong, on_disk("homes.csv", table()))
    assert PublishedFigure.objects.count() == 8


@pytest.mark.usefixtures("homes")
def test_the_command_tells_of_what_is_odd_and_how_far_it_is(on_disk):
    rows = [row for year in range(1990, 2026) for row in usual(year)[:8]]
    rows[4] = rows[4].replace("53,9", "53,11")
    said = command(on_disk("homes.csv", table(rows * 1)))
    assert "note: Line 6 says 11; 53 of 560 gives 9." in said
    long = [f"2025,Reporting year,{HERE},Other,{n},1,1" for n in range(4_000)]
    assert "75 % read" in command(on_disk("long.csv", table([*usual(), *long])), revision=1)


def test_the_command_says_what_it_cannot_do(on_disk, homes):
    with pytest.raises(CommandError, match="cannot be read"):
        command("nowhere.csv")
    with pytest.raises(CommandError, match="There is no table “none”"):
        command(on_disk("homes.csv", table()), profile="none")
    with pytest.raises(CommandError, match="not brought in"):
        command(on_disk("homes.csv", table()), profile=homes.key, release=2020)


def test_the_reference_file_loads_and_loads_again():
    file = Path(__file__).resolve().parents[2] / "fixtures" / "reference" / "open_data.yaml"
    for _ in range(2):
        call_command("loaddata", str(file), verbosity=0)
    assert PublishedTable.objects.count() == 5
    assert sum(each.indicators.count() for each in PublishedTable.objects.all()) == 30
    for each in PublishedTable.objects.all():
        each.full_clean()
        for indicator in each.indicators.all():
            indicator.full_clean()
            names = {indicator.takes["value"], *indicator.takes["rows"]}
            assert names <= set(each.columns)


def test_values_are_the_published_ones_to_the_digit(homes):
    bring_in(homes, table(pair(HERE, "53", "560", "9.46")))
    assert PublishedFigure.objects.get().value == Decimal("9.46")
