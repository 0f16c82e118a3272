"""A wrong, hostile or enormous file gets a clear answer within 10 s and 256 MiB, and changes nothing."""

import csv
import io
import resource
import struct
import zipfile
from datetime import date
from time import perf_counter

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.worksheet.formula import ArrayFormula

from measures.models import Batch, Observation
from measures.sheets import reading
from measures.sheets.layout import COLUMNS, MOST_BYTES, MOST_LETTERS, MOST_ROWS, Finding, Table
from measures.sheets.reading import read_sheet
from measures.sheets.services import send_in
from measures.sheets.writing import Sheet, csv_bytes, xlsx_bytes
from tests.factories.councils import UserFactory
from tests.factories.measures import MeasureFactory

HEAD = [column.title for column in COLUMNS]
ROW = ["Dorset", "2026-03-31", "key", "", "", "", 30, 40, *[None] * 7]
MARCH = date(2026, 3, 31)
SECONDS, MEMORY = 10, 256 * 2**20
MEGABYTE = 2**20
SHEET = "xl/worksheets/sheet1.xml"


def workbook(*rows: list) -> bytes:
    """A filled-in template."""
    return xlsx_bytes([Sheet("Figures", [HEAD, *(rows or [ROW])])])


WORKBOOK = workbook()


def with_part(content: bytes, name: str, part: bytes, *, encrypted: bool = False) -> bytes:
    """The workbook with one part put in the place of its own, or beside them."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for info in old.infolist():
            if info.filename != name:
                new.writestr(info.filename, old.read(info))
        new.writestr(name, part)
    made = bytearray(out.getvalue())
    if encrypted:
        for at in (i for i in range(len(made)) if made[i : i + 4] == b"PK\x01\x02"):
            made[at + 8] |= 1
    return bytes(made)


def of_rows(number: int) -> bytes:
    """A sheet of blank rows, as programs write rows that carry a format."""
    rows = b"".join(b'<row r="%d" s="1" customFormat="1"/>' % n for n in range(1, number + 1))
    start = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    return b"%s<sheetData>%s</sheetData></worksheet>" % (start, rows)


def plain_rows(number: int) -> bytes:
    """The same, as short as it can be said."""
    start = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    return b"%s<sheetData>%s</sheetData></worksheet>" % (start, b"<row/>" * number)


def styles(number: int) -> bytes:
    """A style sheet that a library takes apart bit by bit."""
    start = b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    return b'%s<cellXfs count="%d">%s</cellXfs></styleSheet>' % (start, number, b"<xf/>" * number)


def billion_laughs() -> bytes:
    """A page of text that grows tenfold nine times."""
    lines = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha"}">' for n in range(10))
    sheet = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    cell = '<sheetData><row r="1"><c r="A1" t="str"><v>&a9;</v></c></row></sheetData>'
    return f"<!DOCTYPE w [{lines}]>{sheet}{cell}</worksheet>".encode()


def formula_book() -> bytes:
    """Formulas of both kinds in the place of figures."""
    book = Workbook()
    page = book.active
    page.title = "Figures"
    page.append(HEAD)
    page.append(["Dorset", "2026-03-31", "key", "", "", "", "=1+1", "=HYPERLINK(1)"])
    page["I2"] = ArrayFormula("I2", "=SUM(A1:A2)")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def raw_csv(*rows: list, head: list | None = None) -> bytes:
    """A CSV file as a program writes it."""
    out = io.StringIO()
    csv.writer(out).writerows([HEAD if head is None else head, *rows])
    return out.getvalue().encode()


def bigger_than_it_says() -> bytes:
    """A workbook that says it is small and is not: the size in its directory is a lie."""
    made = bytearray(with_part(workbook(), SHEET, b" " * (40 * MEGABYTE)))
    at = made.rfind(b"PK\x01\x02")
    made[at + 24 : at + 28] = struct.pack("<I", 100)
    return bytes(made)


def _zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as folder:
        folder.writestr("b.txt", b"b")
    return out.getvalue()


def _many_parts() -> bytes:
    out = io.BytesIO(workbook())
    with zipfile.ZipFile(out, "a") as folder:
        for number in range(300):
            folder.writestr(f"xl/media/{number}", b"")
    return out.getvalue()


CASES = {
    "empty": (lambda: b"", "F11"),
    "blank": (lambda: b"\xef\xbb\xbf \r\n\r\n", "F11"),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "F01"),
    "a PDF": (lambda: b"%PDF-1.7\n%%EOF", "F01"),
    "a web page": (lambda: b"<html><table><tr><td>Key</td></tr></table></html>", "F01"),
    "a zip that is no workbook": (lambda: with_part(_zip(), "a.txt", b"a"), "F01"),
    "too big": (lambda: raw_csv(ROW) + b"x" * MOST_BYTES, "F02"),
    "a million blank rows": (lambda: with_part(workbook(), SHEET, of_rows(1_000_000)), "F02"),
    "a million plain rows": (lambda: with_part(workbook(), SHEET, plain_rows(1_000_000)), "F08"),
    "more rows than can be": (lambda: with_part(workbook(), SHEET, plain_rows(9_000_000)), "F03"),
    "blank rows that fit": (lambda: with_part(workbook(), SHEET, of_rows(300_000)), "F08"),
    "a million blank lines": (lambda: raw_csv(ROW) + b"\r\n" * 1_000_000, "F08"),
    "a zip bomb": (lambda: with_part(workbook(), "xl/media/a", b"0" * (1_000 * MEGABYTE)), "F03"),
    "a bomb that lies": (bigger_than_it_says, "F06"),
    "many parts": (_many_parts, "F03"),
    "a style sheet to choke on": (
        lambda: with_part(workbook(), "xl/styles.xml", styles(3_000_000)),
        "F12",
    ),
    "entities within entities": (lambda: with_part(workbook(), SHEET, billion_laughs()), None),
    "an old workbook, or one with a password": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "F04"),
    "locked parts": (lambda: with_part(workbook(), "a", b"a", encrypted=True), "F04"),
    "a macro": (lambda: with_part(workbook(), "xl/vbaProject.bin", b"a"), "F05"),
    "cut off": (lambda: workbook()[:2_000], "F06"),
    "a broken sheet": (lambda: with_part(workbook(), SHEET, b"<worksheet><row"), "F06"),
    "Windows-1252": (lambda: raw_csv([*ROW[:12], "Zoë"]).decode().encode("cp1252"), "F07"),
    "UTF-16": (lambda: raw_csv(ROW).decode().encode("utf-16"), "F07"),
    "too many rows": (lambda: raw_csv(*[ROW] * MOST_ROWS), "F08"),
    "too many columns": (lambda: raw_csv([*ROW, *["x"] * 60]), "F09"),
    "an endless cell": (lambda: raw_csv([*ROW[:12], "x" * 7_000]), "F09"),
    "a quote that never ends": (lambda: raw_csv(ROW) + b'"' + b"x" * 500_000, "F06"),
    "no head": (lambda: raw_csv(ROW, head=ROW), "F10"),
    "a head twice": (lambda: raw_csv(ROW, head=[*HEAD, "Key"]), "F10"),
}


@pytest.mark.parametrize("name", CASES)
def test_it_gets_its_answer_in_time_and_within_bounds(name: str, db) -> None:  # noqa: ARG001
    """In the process that reads it, whose memory is limited, and here."""
    make, code = CASES[name]
    content = make()
    before, began = _peak(), perf_counter()
    user, council = UserFactory(), MeasureFactory(months_between=12).council
    file = SimpleUploadedFile("figures.csv", content)
    received = send_in(by=user, council=council, period_end=MARCH, file=file)
    took = perf_counter() - began
    assert took < SECONDS, f"{took:.1f} s"
    assert _peak() - before < MEMORY
    assert received.wrong is not None
    assert received.wrong.code == code or code is None
    assert len(received.wrong.words) > 20
    assert not Observation.objects.exists()
    assert not Batch.objects.exists()


def _peak() -> int:
    """The most memory that this process, or one it has waited for, has held, in bytes."""
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    others = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return max(own, others) * 1024


def test_formulas_are_read_as_formulas_and_never_worked_out() -> None:
    found = read_sheet(formula_book())
    assert isinstance(found, Table)
    assert found.rows[0][1][6:9] == ("=1+1", "=HYPERLINK(1)", "=SUM(A1:A2)")


def test_one_long_text_in_every_cell_is_refused_by_what_it_comes_to() -> None:
    """Small in the file, where it stands once, and many megabytes where it is kept."""
    row = ["x" * 5_900] * len(HEAD)
    most = MOST_LETTERS // sum(map(len, row))
    book = workbook(*[row] * (most + 1))
    assert len(book) < 20_000
    found = read_sheet(book)
    assert isinstance(found, Finding)
    assert found.code == "F03"
    assert isinstance(read_sheet(workbook(*[row] * (most - 1))), Table)


def test_a_file_s_name_decides_nothing() -> None:
    assert isinstance(read_sheet(workbook()), Table)
    assert isinstance(read_sheet(csv_bytes([HEAD, ROW])), Table)
    assert isinstance(read_sheet(raw_csv(ROW).replace(b",", b";")), Table)


def test_the_process_cannot_be_talked_into_something_else(monkeypatch) -> None:
    """Whatever comes back that is no table, and nothing at all, is the same answer."""
    for said in (b"", b"[]", b"{}", b"null", b"not json"):
        done = reading.subprocess.CompletedProcess([], 0, stdout=said)
        monkeypatch.setattr(reading.subprocess, "run", lambda *_, done=done, **__: done)
        found = read_sheet(b"x")
        assert isinstance(found, Finding)
        assert found.code == "F12"


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_a_damaged_workbook_is_answered_all_the_same(data) -> None:
    made = bytearray(WORKBOOK)
    for place in data.draw(st.lists(st.integers(0, len(made) - 1), max_size=20)):
        made[place] = data.draw(st.integers(0, 255))
    found = read_sheet(bytes(made))
    assert isinstance(found, Table | Finding)


def test_what_the_largest_sheet_takes_is_no_wait() -> None:
    """So that no worker and no progress is needed."""
    content = workbook(*[ROW] * (MOST_ROWS - 1))
    began = perf_counter()
    found = read_sheet(content)
    assert isinstance(found, Table)
    assert len(found.rows) == MOST_ROWS - 1
    assert perf_counter() - began < 4
