"""The PDF of an edition: the same words and numbers as its pages, and readable by everyone."""

import io
import itertools
import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.conf import settings
from pikepdf import Array, Dictionary, Name, Object, Pdf

from boards.models import Edition
from boards.packs import blocks
from boards.packs.printing.content import print_data
from boards.packs.printing.paging import Numbered
from boards.packs.printing.press import MEGABYTE, PROGRAM, Limits, NotPrinted, fonts, printed
from boards.packs.stored import KINDS
from tests.factories import boards, councils
from tests.support.reading_pdf import text_of

pytestmark = pytest.mark.django_db

FIGURE = blocks.Figure(
    number="2.2",
    title="Children in foster care",
    value="72%",
    counts="355 of 498 children",
    as_at="on 30 September 2026, final",
    rating="On target",
    tone="green",
    why="Most children do best in a family.",
    narrative="More carers were found.",
    unit="%",
    alt="Two figures: 71% in June and 72% in September.",
    target="70",
    points=(blocks.Point("30 Jun 2026", "71", "71%"), blocks.Point("30 Sep 2026", "72", "72%")),
)
EMPTY_FIGURE = blocks.Figure(
    "2.3", "Moves", "no figure yet", "", "", "", "", "", "", "", "No chart."
)
#: A block of every kind, in the order in which an item has them.
EVERY_KIND = (
    blocks.Facts((("Date", "Wednesday 16 December 2026"), ("Place", "Room 1"))),
    blocks.Asked((("2", "Housing", "2.9", "Agree the plan."), ("3", "Budget", "", ""))),
    blocks.Heading("What was promised"),
    blocks.Promise("2.1", "We will", "listen to you.", "Our Pledge, to children in care"),
    FIGURE,
    EMPTY_FIGURE,
    blocks.Paragraph("2.4", "A paragraph with “quotes”, an *asterisk*, #hash, $1 and <tag>."),
    blocks.Slip("2.5", "A report stands here that is not for everybody."),
    blocks.Question("2.6", "Unite asks", "Why do we move?"),
    blocks.Report("7", "Homes for us", "Good practice"),
    blocks.Notice("Do not pass it on."),
    blocks.Part("In plain English"),
    blocks.Bullets("2.7", ("First thing", "Second thing")),
    blocks.Bullets("2.8", ("Counted thing",), ordered=True),
    blocks.Table("2.9", "Homes", ("Kind", "2026"), (("Foster", "355"), ("Other", "143")), (1,)),
    blocks.Recommendation("2.10", "Agree the plan."),
    blocks.Attached("9", "2.11", "The plan", "PDF, 1.2 MB."),
)


def edition(*items: blocks.Item, **more: object) -> Edition:
    """A published edition with these items."""
    council = councils.CouncilFactory(name="Testshire Council", colour="#1d3557")
    pack = blocks.Pack(
        kind="members",
        council=council.name,
        body="Corporate Parenting Panel",
        meeting="Wednesday 16 December 2026",
        theme="Housing",
        items=items,
    )
    content = blocks.canonical({**pack.plain(), **more})
    return boards.EditionFactory(council=council, content=content)


def one(*parts: blocks.Block) -> Edition:
    """An edition of one item."""
    return edition(blocks.Item("1", "Item", key="1", blocks=parts))


def pdf_of(paper: Edition, *, before: tuple[Numbered, ...] = (), **limits: int) -> bytes:
    """The edition as a PDF."""
    with printed(print_data(paper), before=before, limits=Limits(**limits)) as made:
        return made.path.read_bytes()


def whole() -> Edition:
    """A small pack with a block of every kind."""
    return edition(
        blocks.Item("0", "About this meeting", key="front", blocks=EVERY_KIND[:1]),
        blocks.Item("1", "Apologies", key="1", blocks=(blocks.Paragraph("1.1", "None."),)),
        blocks.Item("2", "Housing", "for discussion", 80, key="2", blocks=EVERY_KIND),
        changes=[{"item": "1", "number": "1.1", "words": "1.1 is new."}],
    )


@pytest.fixture
def pack() -> Iterator[Pdf]:
    """The pack, printed."""
    with Pdf.open(io.BytesIO(pdf_of(whole()))) as pdf:
        yield pdf


def parts(node: Object) -> Iterator[tuple[str, Object]]:
    """Every tag of a PDF's structure, in reading order."""
    children = node.get("/K", [])
    for child in children if isinstance(children, Array) else [children]:
        if isinstance(child, Dictionary) and "/S" in child:
            yield str(child.S), child
            yield from parts(child)


def tags(pdf: Pdf) -> list[tuple[str, Object]]:
    """All of them."""
    return list(parts(pdf.Root.StructTreeRoot))


def test_it_says_that_it_is_accessible_and_is_built_so(pack: Pdf) -> None:
    """PDF/UA-1: tagged, with its language, and the title in the window's head."""
    assert pack.Root.MarkInfo.Marked
    assert pack.Root.Lang == "en-GB"
    assert pack.Root.ViewerPreferences.DisplayDocTitle
    with pack.open_metadata() as known:
        assert known["pdfuaid:part"] == "1"
        assert known["dc:title"] == "Corporate Parenting Panel, Wednesday 16 December 2026"


def test_every_kind_of_block_is_printed(pack: Pdf) -> None:
    """With every word that somebody is meant to read."""
    assert {type(each) for each in EVERY_KIND} == set(KINDS.values())
    text = text_of(pack)
    for words in (
        *("Wednesday 16 December 2026", "Item 2, Housing (2.9): Agree the plan.", "Item 3, Budget"),
        *("We will", "listen to you.", "Our Pledge, to children in care", "no figure yet"),
        *("72%", "355 of 498 children", "On target", "More carers were found.", "30 Jun 2026"),
        *("A paragraph with “quotes”, an *asterisk*, #hash, $1 and <tag>.", "not for everybody"),
        *("Unite asks", "Why do we move?", "Homes for us", "Good practice", "Do not pass it on."),
        *("In plain English", "First thing", "Counted thing", "Foster", "143", "2.10"),
        *("The plan", "PDF, 1.2 MB.", "For discussion · 80 minutes", "1.1 is new."),
    ):
        assert words in text


@pytest.mark.parametrize("kind", KINDS.values(), ids=str)
def test_each_kind_of_block_may_be_the_first(kind: type[blocks.Block]) -> None:
    """No heading skips a level then, which the standard would refuse."""
    block = next(each for each in EVERY_KIND if type(each) is kind)
    assert pdf_of(one(block, EVERY_KIND[11], FIGURE))


def test_headings_never_skip_a_level(pack: Pdf) -> None:
    """So that somebody who listens knows what belongs to what."""
    levels = [int(tag[2:]) for tag, _ in tags(pack) if tag[1:] in {"H1", "H2", "H3", "H4"}]
    assert levels[0] == 1
    assert set(levels) == {1, 2, 3}
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_a_chart_has_words(pack: Pdf) -> None:
    """The sentence of the page is the sentence of the chart."""
    assert FIGURE.alt in {str(node.Alt) for _, node in tags(pack) if "/Alt" in node}


def scope(head: Object) -> str:
    """For what a cell is the head."""
    looks = head.A if isinstance(head.A, Array) else [head.A]
    return next(str(look.Scope) for look in looks if "/Scope" in look)


def test_the_cells_of_a_table_have_heads(pack: Pdf) -> None:
    """The first row is that of its columns; the first cell of every other row names it."""
    rows = [node for tag, node in tags(pack) if tag == "/TR"]
    assert len(rows) == 2 * 3 - 0
    for row in rows:
        cells = list(row.K)
        if all(cell.S == Name.TH for cell in cells):
            assert {scope(cell) for cell in cells} == {"/Column"}
        else:
            assert [str(cell.S) for cell in cells] == ["/TH", "/TD"]
            assert scope(cells[0]) == "/Row"


def test_every_typeface_is_inside(pack: Pdf) -> None:
    """It looks the same on every machine."""
    fonts = [each for each in pack.objects if isinstance(each, Dictionary)]
    described = [each for each in fonts if each.get("/Type") == Name.FontDescriptor]
    assert described
    for each in described:
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(each.keys())


def test_its_bookmarks_are_its_items(pack: Pdf) -> None:
    """By number and title; a long one begins on a page of its own."""
    with pack.open_outline() as outline:
        titles = [entry.title for entry in outline.root]
        places = [entry.destination[0].objgen for entry in outline.root]
        below = [entry.title for entry in outline.root[2].children]
    assert titles == ["About this meeting", "1. Apologies", "2. Housing"]
    assert len(set(places)) == 3
    assert below == ["What was promised", "Homes for us"]


def test_head_and_foot_are_not_read_aloud(pack: Pdf) -> None:
    """They are marked as belonging to the page and not to what is read."""
    drawn = pack.pages[1].Contents.read_bytes()
    assert b"/Type/Pagination" in drawn
    assert drawn.count(b"BDC") + drawn.count(b"BMC") == drawn.count(b"EMC")


def test_its_pages_have_the_numbers_that_readers_see(pack: Pdf) -> None:
    """In the foot, in the contents, and beside the page in a reader."""
    labels = [str(each.P) for each in pack.Root.PageLabels.Nums if isinstance(each, Dictionary)]
    assert labels == [str(place + 1) for place in range(len(pack.pages))]
    for place in range(len(labels)):
        assert f"Page {place + 1} of {len(labels)}" in text_of(pack, place)


def test_words_are_set_as_they_are() -> None:
    """Nothing that somebody typed is read as an instruction."""
    typed = '#read("/etc/passwd") *no* $x$ @ref <label> \\ // `raw` = heading'
    item = blocks.Item("1", typed, key="1", blocks=(blocks.Paragraph("1.1", typed),))
    with Pdf.open(io.BytesIO(pdf_of(edition(item)))) as pdf, pdf.open_outline() as outline:
        assert outline.root[0].title == f"1. {typed}"


def test_the_same_edition_gives_the_same_pdf() -> None:
    """Nothing of today is in it, byte for byte."""
    paper = whole()
    assert paper.published_at.date() == date(2026, 1, 5)
    assert pdf_of(paper) == pdf_of(paper)


def test_editions_of_the_first_schema_are_printed() -> None:
    """Their items had integers for numbers, and no key."""
    old = {"number": 1, "title": "Item", "purpose": "", "minutes": 0, "blocks": []}
    paper = edition(schema=1, items=[{**old, "number": 0, "title": "About"}, old])
    with Pdf.open(io.BytesIO(pdf_of(paper))) as pdf, pdf.open_outline() as outline:
        assert [entry.title for entry in outline.root] == ["About", "1. Item"]


def test_the_press_takes_no_more_than_it_may() -> None:
    """It ends, nothing is given out, and we go on: without the limit it has time and room enough."""
    paper = one(*(blocks.Paragraph(f"1.{n}", "Some words of a report. " * 40) for n in range(700)))
    assert pdf_of(paper)
    for limit, said in (
        ({"memory": 64 * MEGABYTE}, "ended with"),
        ({"seconds": 0}, "not done after 0 seconds"),
        ({"size": 1_000}, "File too large"),
    ):
        with pytest.raises(NotPrinted, match=said):
            pdf_of(paper, **limit)


def test_the_press_ends_when_it_has_worked_for_too_long() -> None:
    """By itself, even where nobody is left to end it."""
    paper = one(
        *(blocks.Paragraph(f"1.{n}", "Some words of a report. " * 400) for n in range(1_500))
    )
    data = print_data(paper)
    with TemporaryDirectory() as folder:
        job = {"pack": data, "attached": [], "files": [], "before": [], "fonts": [str(fonts())]}
        job["limits"] = {**asdict(Limits()), "seconds": 1}
        (Path(folder) / "job.json").write_text(json.dumps(job))
        run = subprocess.run(
            [sys.executable, "-m", PROGRAM, folder],
            cwd=settings.BASE_DIR,
            capture_output=True,
            check=False,
        )
    assert -run.returncode in {signal.SIGXCPU, signal.SIGKILL}


def test_a_mistake_in_the_press_is_told_and_nothing_is_given_out() -> None:
    """Its last line is for the log."""
    with pytest.raises(NotPrinted), printed({**print_data(one()), "colour": "no colour"}):
        pass
