"""A file is looked into by a process of its own: hostile ones end in a finding, and in time."""

import io
import subprocess
import time
import zipfile

import pytest
from pikepdf import Array, Dictionary, Name, Page, Pdf

from boards.gate import looking
from boards.gate.findings import Kind, unreadable
from boards.gate.inspect import DOCX, PDF, XLSX, findings
from tests.support.uploads import carriers, clean, page

#: What stands hidden in the carriers: words, and names of sheets, files, layers and properties.
HIDDEN = ("a name", "Names", "nobody should", "brother", "child's", "names.xlsx", "12345")
HIDDEN += ("school gate", "Sports day", "Case", "Map", "sheet1.xlsx", "photo1", "image1")


def one_part(name: str, content: bytes) -> bytes:
    """An archive with one part."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(name, content)
    return out.getvalue()


def forms_in_forms(pdf: Pdf, made: Page) -> None:
    """Drawings that draw the next one twelve times, nine deep."""
    inner = None
    for _ in range(9):
        drawn = pdf.make_stream(b"/X Do " * 12, Type=Name.XObject, Subtype=Name.Form)
        drawn.BBox = Array([0, 0, 595, 842])
        if inner is not None:
            drawn.Resources = Dictionary(XObject=Dictionary(X=inner))
        inner = pdf.make_indirect(drawn)
    made.Resources.XObject = Dictionary(X=inner)


#: Small files that would keep a reader busy for hours, or fill its memory.
HOSTILE = {
    "drawings in drawings": (lambda: page("/X Do", forms_in_forms), PDF),
    "a page that unpacks to 500 MB": (lambda: page("0 g " * (500 * 2**18)), PDF),
    "a mountain of small elements": (
        lambda: one_part("word/document.xml", b"<a>" + b"<b/>" * (45 * 2**20) + b"</a>"),
        DOCX,
    ),
    "elements ten million deep": (lambda: one_part("xl/workbook.xml", b"<a>" * 10**7), XLSX),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_ends_in_time_and_is_held_back(name: str) -> None:
    make, media_type = HOSTILE[name]
    content, begun = make(), time.monotonic()
    (found,) = looking.look_into(content, media_type)
    assert found.kind is Kind.UNREADABLE
    assert found.words.startswith("The file cannot be looked into: it ")
    assert time.monotonic() - begun < looking.PATIENCE + 5


def test_what_is_found_is_what_the_gate_finds() -> None:
    for paper in [*carriers(), *list(clean())[:8]]:
        found = looking.look_into(paper.content, paper.media_type)
        assert found == findings(paper.content, paper.media_type), paper.name


def test_no_sentence_repeats_what_is_hidden() -> None:
    """Neither its words nor what somebody called it: a sheet may be called after a child."""
    for paper in carriers():
        for found in findings(paper.content, paper.media_type):
            said = f"{found.where} {found.words}"
            assert not [word for word in HIDDEN if word in said], (paper.name, said)
            assert "Error" not in said
            assert "BadZip" not in said


def answering(monkeypatch: pytest.MonkeyPatch, output: bytes, code: int = 0) -> None:
    """The process says this, whatever file it gets."""
    done = subprocess.CompletedProcess([], code, output, b"")
    monkeypatch.setattr(looking.subprocess, "run", lambda *_, **__: done)


@pytest.mark.parametrize(
    "output", [b"", b"[", b"{}[]", b"null", b"7", b'[["unheard of", "a", "b"]]', b"[[]]"]
)
def test_an_answer_that_is_none_holds_the_file_back(monkeypatch, output: bytes) -> None:
    answering(monkeypatch, output)
    assert looking.look_into(b"", PDF) == [unreadable("The file", looking.TOO_MUCH)]


@pytest.mark.parametrize(
    ("code", "why"), [(1, looking.TOO_MUCH), (-11, looking.TOO_MUCH), (-24, looking.TOO_LONG)]
)
def test_a_process_that_dies_holds_the_file_back(monkeypatch, code: int, why: str) -> None:
    answering(monkeypatch, b"[]", code)
    assert looking.look_into(b"", PDF) == [unreadable("The file", why)]


def test_a_process_that_sleeps_holds_the_file_back(monkeypatch) -> None:
    """It uses up no time of its own, so only the clock ends it."""
    monkeypatch.setattr(looking, "PATIENCE", 0.01)
    assert looking.look_into(b"", PDF) == [unreadable("The file", looking.TOO_LONG)]
