"""Figures by spreadsheet: the template, what is found in a filled-in one, recording, taking back."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from councils import clock
from councils.models import Council, User
from councils.roles import Role
from councils.writing import Refused
from measures.models import Batch, Measure, Observation
from measures.period.queries import lines
from measures.recording import Entry
from measures.services import change_figure, correct_figure, record_figure, sign_off
from measures.sheets.layout import COLUMNS
from measures.sheets.services import (
    drop_batch,
    forget_old_sheets,
    record_batch,
    send_in,
    undo_batch,
)
from measures.sheets.writing import Sheet, csv_bytes, xlsx_bytes
from tests.factories.measures import SplitFactory
from tests.journeys.visiting import Visitor
from tests.support.people import person

DAY = date(2021, 3, 31)
SEND = "/admin/measures/observation/period/buckinghamshire/2021-03-31/sheets/"
HEAD = [column.title for column in COLUMNS]


@pytest.fixture
def council(buckinghamshire: Council, today: date) -> Council:  # noqa: ARG001
    """Buckinghamshire, with its seven measures."""
    return buckinghamshire


@pytest.fixture
def user(council: Council) -> User:
    """A KPI officer."""
    return person(Role.KPI_OFFICER, council)


@pytest.fixture
def officer(user: User) -> Visitor:
    """At the page where spreadsheets are sent."""
    return Visitor(user).open(SEND)


def row(key: str, *counts: object, **cells: object) -> list:
    """A row of a sheet for a measure."""
    named = dict(zip(("numerator", "denominator", "value"), counts, strict=False))
    known = {"council": "Buckinghamshire Council", "period_end": "2021-03-31", "key": key}
    return [(known | named | cells).get(column.name) for column in COLUMNS]


def as_csv(*rows: list) -> bytes:
    """A file of these rows under the template's head, written by a program less careful than ours."""
    out = io.StringIO()
    csv.writer(out).writerows([HEAD, *rows])
    return out.getvalue().encode()


GOOD = (
    row("children-in-care", 508),
    row("foster-families", 356, 508),
    row("in-house-carers", 201, 356),
)


def upload(officer: Visitor, content: bytes, name: str = "figures.csv") -> Visitor:
    """Send a file from the page."""
    _, _, data = officer.sent_by("Look at this spreadsheet")
    file = SimpleUploadedFile(name, content)
    response = officer.client.post(SEND, data | {"file": file}, follow=True)
    return officer._show(response, 200)


def sent(user: User, *rows: list) -> Batch:
    """A file that was sent and is looked at."""
    file = SimpleUploadedFile("figures.csv", as_csv(*rows))
    council = Council.objects.get(slug="buckinghamshire")
    return send_in(by=user, council=council, period_end=DAY, file=file).batch


def figures() -> dict[str, Observation]:
    """What stands on that day."""
    rows = Observation.objects.filter(period_end=DAY).select_related("measure").order_by("revision")
    return {each.measure.key: each for each in rows}


def found(batch: Batch) -> list[tuple]:
    """What is wrong: row, column, code and value."""
    names = ("row", "column", "code", "value")
    return [tuple(each[name] for name in names) for each in batch.checked["findings"]]


# The template -------------------------------------------------------------------------------------


def test_the_template_has_a_row_for_each_measure_and_empty_cells_to_fill(officer: Visitor) -> None:
    content = officer.client.get(officer.link("CSV template")).content
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert len(rows) == 7
    (one,) = [each for each in rows if each["Key"] == "foster-families"]
    assert one["Last figure"] == "71% — 350 of 492, on 31 March 2020"
    assert (one["Council"], one["Period ends"]) == ("Buckinghamshire Council", "2021-03-31")
    assert (one["Numerator"], one["Value"], one["Status"]) == ("", "", "")


def test_the_workbook_explains_its_columns_and_opens_as_one(officer: Visitor) -> None:
    response = officer.client.get(officer.link("Excel template"))
    assert 'filename="figures-buckinghamshire-2021-03-31.xlsx"' in response["Content-Disposition"]
    book = load_workbook(io.BytesIO(response.content))
    assert book.sheetnames == ["Figures", "How to fill it in"]
    assert [cell.value for cell in book["Figures"][1]] == HEAD
    assert not [c for page in book for line in page for c in line if c.data_type == "f"]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_template_that_comes_back_as_it_went_out_changes_nothing(
    officer: Visitor, user: User, council: Council, kind: str
) -> None:
    """What is on record stands in it, the apostrophe of a harmless text included."""
    for line in lines(council, user, DAY)[:3]:
        value = {"value": 12.5, "numerator": 30} if line.measure.unit == "rate" else {}
        record_figure(
            by=user,
            measure=line.measure,
            period_end=DAY,
            not_available="" if value else "-1 is no count",
            narrative="= as before,\nand more",
            **value,
        )
    words = "Excel template" if kind == "xlsx" else "CSV template"
    content = officer.client.get(officer.link(words)).content
    upload(officer, content, f"figures.{kind}")
    officer.sees("Nothing is recorded yet.", "0 rows can be recorded", "0 things are wrong")
    officer.sees("3 rows say what is on record already, 4 are empty")


# What is found ------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_nothing_is_saved_until_somebody_says_so(officer: Visitor, kind: str) -> None:
    """The contradiction of Buckinghamshire is found by its row, column, code and value."""
    rows = [HEAD, *GOOD[:2], row("in-house-carers", 189, 508, 54)]
    content = csv_bytes(rows) if kind == "csv" else xlsx_bytes([Sheet("Figures", rows)])
    upload(officer, content, f"figures.{kind}")
    officer.sees("Nothing is recorded yet. 2 rows can be recorded. 2 things are wrong.")
    officer.sees("4 Denominator C02 508 The whole is given as 508")
    officer.sees("4 Value C02 54 189 of 508 is 37%, not 54%.")
    officer.sees("70% — 356 of 508 New")
    assert figures() == {}
    officer.press("Record the 2 good rows").sees("2 figures are recorded.")
    assert {key: each.value for key, each in figures().items()} == {
        "children-in-care": 508,
        "foster-families": 70,
    }


def test_the_annotated_copy_says_what_is_wrong_and_can_be_mended_and_sent(
    officer: Visitor,
) -> None:
    upload(officer, as_csv(GOOD[0], row("foster-families", 356, 507)))
    copy = officer.client.get(officer.link("Download your file")).content
    rows = list(csv.reader(io.StringIO(copy.decode("utf-8-sig"))))
    assert rows[0][:2] == ["What is wrong", "Council"]
    assert rows[1][0] == ""
    assert rows[2][0].startswith("C02: Denominator: The whole is given as 507")
    upload(officer.open(SEND), copy.replace(b"507", b"508"))
    officer.sees("2 rows can be recorded. 0 things are wrong.")


def test_each_thing_that_can_be_wrong_with_a_row_has_its_code(user: User) -> None:
    batch = sent(
        user,
        row("children-in-care", 5, council="Dorset Council"),
        row("children-in-care", 5, period_end="2020-03-31"),
        row("no-such-measure", 5),
        row("care-leavers", 5),
        row("care-leavers", 6),
        row("foster-families", "=1+1", 8),
        row("children-in-care", "many", covers_to="soon"),
        row("in-house-carers", 9, 8),
    )
    assert found(batch) == [
        (2, "Council", "R01", "Dorset Council"),
        (3, "Period ends", "R02", "2020-03-31"),
        (4, "Key", "R03", "no-such-measure"),
        (5, "Key", "R04", "care-leavers"),
        (6, "Key", "R04", "care-leavers"),
        (7, "Numerator", "C03", "=1+1"),
        (8, "Numerator", "C01", "many"),
        (8, "Covers only to", "C01", "soon"),
        (9, "Numerator", "C02", "9"),
    ]
    assert batch.checked["good"] == []
    with pytest.raises(Refused, match="No row of this file can be recorded"):
        record_batch(by=user, batch=batch)


def test_a_count_with_a_whole_and_a_share_without_one_are_refused(user: User) -> None:
    batch = sent(user, row("children-in-care", 5, 8), row("foster-families", 5))
    assert [(row, code) for row, _, code, _ in found(batch)] == [(2, "C02"), (3, "C02")]


def test_a_percentage_formatted_as_one_is_read_as_it_is_shown(officer: Visitor) -> None:
    """A sheet that shows 54% holds 0.54."""
    book = load_workbook(io.BytesIO(xlsx_bytes([Sheet("Figures", [HEAD, row("foster-families")])])))
    page = book["Figures"]
    page["G2"], page["H2"], page["I2"] = 189, 350, 0.54
    page["I2"].number_format = "0%"
    out = io.BytesIO()
    book.save(out)
    upload(officer, out.getvalue(), "figures.xlsx").sees("54% — 189 of 350")


# Recording ----------------------------------------------------------------------------------------


def test_recording_twice_records_once(user: User) -> None:
    batch = sent(user, *GOOD)
    record_batch(by=user, batch=batch)
    record_batch(by=user, batch=batch)
    assert {each.version for each in figures().values()} == {1}


def test_the_same_file_again_says_that_it_was_recorded(officer: Visitor) -> None:
    upload(officer, as_csv(*GOOD)).press("Record the 3 good rows")
    upload(officer.open(SEND), as_csv(*GOOD)).sees("This very file was recorded already, by")
    assert Batch.objects.count() == 1


def test_the_same_file_sent_twice_is_one_until_somebody_decides(user: User) -> None:
    assert sent(user, *GOOD).pk == sent(user, *GOOD).pk
    drop_batch(by=user, batch=Batch.objects.get())
    assert sent(user, *GOOD).state == Batch.State.WAITING
    assert Batch.objects.count() == 2


def test_what_somebody_else_recorded_meanwhile_is_not_written_over(user: User) -> None:
    batch = sent(user, *GOOD)
    measure = Measure.objects.get(key="children-in-care", council=batch.council)
    record_figure(by=user, measure=measure, period_end=DAY, numerator=507)
    batch = record_batch(by=user, batch=batch)
    assert [each["key"] for each in batch.checked["good"]] == ["in-house-carers"]
    assert [(row, code) for row, _, code, _ in found(batch)] == [(2, "R05"), (3, "C02")]
    assert figures()["children-in-care"].numerator == 507


@pytest.mark.parametrize("is_older", [False, True])
def test_what_was_taken_away_or_corrected_meanwhile_is_named(user: User, is_older: bool) -> None:
    """A file that was looked at by an older version of this program says less of what it saw."""
    shown = {}
    for key in ("children-in-care", "care-leavers"):
        measure = Measure.objects.get(key=key, council__slug="buckinghamshire")
        shown[key] = record_figure(by=user, measure=measure, period_end=DAY, numerator=500)
    batch = sent(user, GOOD[0], row("care-leavers", 90))
    if is_older:
        for good in batch.checked["good"]:
            good["seen"] = 1
        batch.save()
    shown["care-leavers"].delete()
    sign_off(by=user, figure=shown["children-in-care"])
    first = shown["children-in-care"]
    correct_figure(by=user, figure=first, entry=Entry(501), reason="One came late.")
    with pytest.raises(Refused, match="No row of this file"):
        record_batch(by=user, batch=batch)
    assert {key: each.numerator for key, each in figures().items()} == {"children-in-care": 501}


def test_dropping_records_nothing_and_forgets_the_rows(officer: Visitor) -> None:
    upload(officer, as_csv(*GOOD)).press("Record nothing").sees("Nothing of this file is recorded.")
    assert figures() == {}
    assert Batch.objects.get().content == {}


def test_a_signed_off_figure_is_corrected_by_its_row_with_a_reason(user: User) -> None:
    measure = Measure.objects.get(key="children-in-care", council__slug="buckinghamshire")
    first = record_figure(by=user, measure=measure, period_end=DAY, numerator=507)
    sign_off(by=user, figure=first)
    batch = sent(user, GOOD[0])
    assert found(batch) == [(2, "Why it is corrected", "C02", "")]
    batch = record_batch(by=user, batch=sent(user, row("children-in-care", 508, reason="Late.")))
    assert (figures()["children-in-care"].revision, first.numerator) == (1, 507)
    undo_batch(by=user, batch=batch)
    assert figures()["children-in-care"].revision == 0


# Taking back --------------------------------------------------------------------------------------


def test_taking_back_puts_things_as_they_were_and_keeps_the_history(user: User) -> None:
    measure = Measure.objects.get(key="children-in-care", council__slug="buckinghamshire")
    record_figure(by=user, measure=measure, period_end=DAY, numerator=500, narrative="First.")
    batch = record_batch(by=user, batch=sent(user, *GOOD))
    assert len(figures()) == 3
    batch = undo_batch(by=user, batch=batch)
    assert (batch.state, batch.stayed) == (Batch.State.UNDONE, [])
    assert {key: (f.numerator, f.narrative) for key, f in figures().items()} == {
        "children-in-care": (500, "First.")
    }
    gone = Observation.history.filter(measure__key="foster-families", period_end=DAY)
    assert [each.history_type for each in gone] == ["-", "+"]
    assert gone.first().history_user == user
    assert undo_batch(by=user, batch=batch).undone_at == batch.undone_at


def test_what_is_signed_off_or_changed_since_stays_and_is_named(
    officer: Visitor, user: User
) -> None:
    upload(officer, as_csv(*GOOD)).press("Record the 3 good rows")
    sign_off(by=user, figure=figures()["children-in-care"])
    share = figures()["foster-families"]
    words = {"narrative": "Now with words.", "status": "final"}
    change_figure(by=user, figure=share, version=1, entry=Entry(356, 508), **words)
    officer.press("Take it back")
    officer.sees("1 figure is taken back.", "Not taken back", "It is signed off.")
    officer.sees("It has been changed since.")
    assert set(figures()) == {"children-in-care", "foster-families"}


@pytest.mark.parametrize("had_one", [False, True])
def test_what_has_been_cut_by_groups_since_stays_and_is_named(user: User, had_one: bool) -> None:
    measure = Measure.objects.get(key="foster-families", council__slug="buckinghamshire")
    if had_one:
        counts = {"numerator": 350, "denominator": 508}
        record_figure(by=user, measure=measure, period_end=DAY, **counts)
    rows = GOOD[:2] if not had_one else (row("foster-families", 356, 508),)
    if had_one:
        count = Measure.objects.get(key="children-in-care", council__slug="buckinghamshire")
        record_figure(by=user, measure=count, period_end=DAY, numerator=508)
    batch = record_batch(by=user, batch=sent(user, *rows))
    figure = figures()["foster-families"]
    split = {"counts": (56, 300), "wholes": (108, 400), "observation": figure}
    SplitFactory(breakdown__measure=measure, **split)
    batch = undo_batch(by=user, batch=batch)
    assert batch.stayed == [[measure.title, "It has been cut by groups since."]]
    assert figure.splits.count() == 1


def test_what_was_in_a_file_is_forgotten_after_a_month(user: User) -> None:
    batch = record_batch(by=user, batch=sent(user, *GOOD))
    waiting = sent(user, GOOD[0])
    assert forget_old_sheets() == 0
    with clock.set_to(clock.today() + timedelta(days=31)):
        assert forget_old_sheets() == 2
        assert forget_old_sheets() == 0
        batch.refresh_from_db()
        assert (batch.content, len(batch.recorded)) == ({}, 3)
        with pytest.raises(Refused, match="has been forgotten"):
            record_batch(by=user, batch=waiting)
        assert sent(user, GOOD[0]).content != {}
