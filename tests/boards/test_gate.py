"""The gate catches every carrier, and lets honest papers pass."""

import io
import zipfile

import pytest

from boards.gate.findings import Kind
from boards.gate.inspect import DOCX, PDF, XLSX, findings
from tests.support.uploads import Paper, carriers, clean, document, page

CARRIERS, CLEAN = list(carriers()), list(clean())


@pytest.mark.parametrize("paper", CARRIERS, ids=lambda paper: paper.name)
def test_every_carrier_is_caught(paper: Paper) -> None:
    """By what it is, not by chance."""
    assert paper.carries in {found.kind for found in findings(paper.content, paper.media_type)}


def test_every_kind_has_a_carrier() -> None:
    """A kind without one would be a promise nobody has tried."""
    assert {paper.carries for paper in CARRIERS} == set(Kind)


def test_at_most_one_clean_paper_in_twenty_is_held_back() -> None:
    """And here none is."""
    held = {p.name: found for p in CLEAN if (found := findings(p.content, p.media_type))}
    assert len(CLEAN) >= 40
    assert len(held) <= len(CLEAN) / 20
    assert not held


def test_a_finding_is_a_sentence() -> None:
    """For somebody who has to decide about it."""
    for paper in CARRIERS:
        for found in findings(paper.content, paper.media_type):
            assert found.words[0].isupper()
            assert found.words.endswith(".")


def test_what_is_said_never_repeats_what_was_hidden() -> None:
    """The sentence may be read by people who may not read the words."""
    for paper in CARRIERS:
        said = " ".join(found.words for found in findings(paper.content, paper.media_type))
        assert "name that nobody" not in said
        assert "brother" not in said


@pytest.mark.parametrize("media_type", [DOCX, XLSX])
def test_a_file_that_unpacks_to_a_mountain_is_not_unpacked(media_type: str) -> None:
    """Its size is read from its list of contents."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as folder:
        for number in range(3):
            folder.writestr(f"word/document{number}.xml", b"0" * 80_000_000)
    (found,) = findings(out.getvalue(), media_type)
    assert found.kind is Kind.UNREADABLE


@pytest.mark.parametrize("cut", [0, 1, 100, 1000])
@pytest.mark.parametrize("media_type", [PDF, DOCX, XLSX, "image/png", "image/jpeg", "text/html"])
def test_what_is_no_such_file_is_held_back(media_type: str, cut: int) -> None:
    """Whatever it is."""
    (found,) = findings(b"\x00not a paper" * cut, media_type)
    assert found.kind is Kind.UNREADABLE


def test_a_paper_of_one_kind_called_another_is_held_back() -> None:
    """The kind is decided before; a wrong one is no way around."""
    assert findings(document(), PDF)
    assert findings(page("BT ET"), DOCX)
