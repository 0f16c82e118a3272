"""What a file is, by what is in it: the five kinds, and files that pretend."""

import io
import zipfile

import pytest

from boards.papers import files as rule
from tests.support import files

LIMITS = rule.Limits(size=20 * rule.MEGABYTE, unzipped=200 * rule.MEGABYTE)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><html><script>alert(document.cookie)</script></html>"


def checked(content: bytes, limits: rule.Limits = LIMITS) -> rule.Checked:
    """What the rule says of a file."""
    return rule.check(io.BytesIO(content), size=len(content), limits=limits)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (files.pdf(), rule.PDF),
        (files.pdf() + b"\r\n\0", rule.PDF),
        (files.docx(), rule.DOCX),
        (files.docx(extra={"word/embeddings/sheet.xlsx": files.xlsx()}), rule.DOCX),
        (files.docx(method=zipfile.ZIP_STORED), rule.DOCX),
        (files.xlsx(), rule.XLSX),
        (files.png(), rule.PNG),
        (files.jpeg(), rule.JPEG),
        (files.jpeg() + b"what a telephone adds", rule.JPEG),
    ],
)
def test_the_five_kinds_are_known_by_their_content(content: bytes, kind: rule.Kind) -> None:
    assert checked(content) == rule.Checked(kind)


HOSTILE = {
    "nothing at all": (b"", rule.EMPTY),
    "a web page": (HTML, rule.NOT_KNOWN),
    "a drawing that can hold a program": (SVG, rule.NOT_KNOWN),
    "a drawing behind a mark of order": (b"\xef\xbb\xbf" + SVG, rule.NOT_KNOWN),
    "a program": (b"MZ\x90\0" + bytes(100), rule.NOT_KNOWN),
    "an old Word file, or a locked one": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512),
        rule.OLD_OFFICE,
    ),
    "a PDF that is a web page": (b"%PDF-1.7\n" + HTML + b"\nstartxref\n0\n%%EOF", rule.TWO_KINDS),
    "a PDF by its first letters only": (b"%PDF-1.7\n" + bytes(5000), rule.BROKEN),
    "a PDF of no version": (files.pdf().replace(b"-1.7", b"-9.9"), rule.BROKEN),
    "a PDF that was cut off": (files.pdf()[:-30], rule.BROKEN),
    "a PDF with something behind its end": (files.pdf() + b"GIF89a", rule.BROKEN),
    "a PDF with an archive behind its end": (files.pdf() + files.docx(), rule.TWO_KINDS),
    "a PDF with an archive that ends like a PDF": (
        files.pdf() + files.archive({"a": b"b"}, comment=b"startxref %%EOF"),
        rule.TWO_KINDS,
    ),
    "a Word file behind a PDF's first letters": (b"%PDF-1.7\n" + files.docx(), rule.TWO_KINDS),
    "a picture with an archive behind it": (files.png() + files.docx(), rule.TWO_KINDS),
    "a picture with words behind it": (files.png() + b"<?php", rule.TWO_KINDS),
    "a picture that begins as a page": (
        files.jpeg()[:20] + b"\xff\xfe\x00\x20<script>alert(1)</script>      " + files.jpeg()[20:],
        rule.TWO_KINDS,
    ),
    "a picture that was cut off": (files.png()[:-6], rule.BROKEN),
    "a photograph without an end": (files.jpeg()[:-2], rule.BROKEN),
    "a photograph with an archive behind it": (files.jpeg() + files.docx(), rule.TWO_KINDS),
    "an archive that is neither": (files.archive({"a.txt": b"a"}), rule.NOT_KNOWN),
    "a template": (files.docx(main=files.MAIN.format("x.template")), rule.NOT_KNOWN),
    "a Word and an Excel file at once": (
        files.archive({files.CONTENT_TYPES: files.types(files.WORD, files.SHEET)}),
        rule.TWO_KINDS,
    ),
    "a Word file with a macro": (
        files.docx(extra={"word/vbaProject.bin": b"Sub AutoOpen()"}),
        rule.MACRO,
    ),
    "a Word file that says it has macros": (
        files.docx(main="application/vnd.ms-word.document.macroEnabled.main+xml"),
        rule.MACRO,
    ),
    "a Word file that leads out of its folder": (
        files.docx(extra={"../../etc/passwd": b"x"}),
        rule.BROKEN,
    ),
    "a Word file with a strange packing": (files.docx(method=zipfile.ZIP_LZMA), rule.BROKEN),
    "a Word file with a part that lies about its size": (files.lying(), rule.BROKEN),
    "a Word file with something before its end": (
        files.docx(comment=b"hidden behind the end"),
        rule.TWO_KINDS,
    ),
    "a Word file behind something else": (
        b"PK\x03\x04 something" + files.docx(),
        rule.TWO_KINDS,
    ),
    "a Word file that was cut off": (files.docx()[:-10], rule.BROKEN),
    "a Word file with a bad part": (
        files.docx(method=zipfile.ZIP_STORED).replace(b"<w:document/>", b"<w:dokument/>"),
        rule.BROKEN,
    ),
    "a Word file of too many parts": (
        files.docx(extra={f"word/{n}.xml": b"" for n in range(rule.MOST_PARTS)}),
        rule.TOO_MANY_PARTS,
    ),
}


@pytest.mark.parametrize(("content", "refusal"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_is_refused_with_the_reason(content: bytes, refusal: str) -> None:
    assert checked(content) == rule.Checked(None, refusal)


def test_a_small_file_that_unpacks_to_a_huge_one_is_refused() -> None:
    content = files.bomb()
    assert len(content) < rule.MEGABYTE
    assert "bigger than 200 MB" in checked(content).refusal


def test_a_locked_word_file_is_refused() -> None:
    content = bytearray(files.docx())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(mark)
        content[at + place] |= 1
    assert checked(bytes(content)).refusal == rule.PASSWORD


def test_a_file_may_be_as_big_as_the_limit_and_no_bigger() -> None:
    content = files.pdf()
    assert checked(content, rule.Limits(len(content), 1)).kind is rule.PDF
    refused = checked(content, rule.Limits(len(content) - 1, 1))
    assert refused.kind is None
    assert refused.refusal.startswith("This file has 0.1 MB; the most is 0 MB.")


def test_what_unpacks_to_just_the_limit_is_taken() -> None:
    size = len(files.types(files.WORD)) + len(b"<w:document/>")
    assert checked(files.docx(), rule.Limits(10**6, size)).kind is rule.DOCX
    assert "Unpacked" in checked(files.docx(), rule.Limits(10**6, size - 1)).refusal


def test_a_file_is_left_at_its_beginning_and_has_one_digest() -> None:
    content = io.BytesIO(files.pdf())
    rule.check(content, size=len(files.pdf()), limits=LIMITS)
    assert content.tell() == 0
    assert rule.digest(content) == rule.digest(io.BytesIO(files.pdf()))
    assert content.tell() == 0


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("Placements_in 2026.pdf", "Placements in 2026"),
        ("C:\\Users\\me\\plan.v2.docx", "plan.v2"),
        ("../../etc/passwd", "passwd"),
        ("invoice\u202efdp.exe", "invoice fdp"),
        ("a\r\nSet-Cookie: b.pdf", "a Set-Cookie: b"),
        (".pdf", ".pdf"),
        ("", ""),
        (f"{'long ' * 60}.pdf", ("long " * 32).strip()),
    ],
)
def test_a_title_comes_from_the_name(name: str, title: str) -> None:
    assert rule.title_from(name) == title


@pytest.mark.parametrize(
    ("size", "words"),
    [(1, "1 KB"), (1025, "2 KB"), (2**20, "1 MB"), (1_300_000, "1.3 MB")],
)
def test_a_size_in_words(size: int, words: str) -> None:
    assert rule.size_in_words(size) == words
