"""The PDF of an edition: the same words and numbers as its pages, and readable by everyone."""

import io
import itertools
import json
from collections.abc import Iterator
from datetime import date

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf

from boards.models import Edition
from boards.packs import blocks
from boards.packs.press import NotPrinted, pdf_of
from tests.factories import boards, councils

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
FRONT = (blocks.Facts((("Date", "Wednesday 16 December 2026"), ("Place", "Room 1"))),)
THEME = (
    blocks.Heading("What was promised"),
    blocks.Promise("2.1", "We will", "listen to you.", "Our Pledge, to children in care"),
    FIGURE,
    blocks.Heading("More"),
    blocks.Paragraph("2.3", "A paragraph with “quotes”, an *asterisk*, #hash, $1 and <tag>."),
    blocks.Slip("2.4", "A report stands here that is not for everybody."),
    blocks.Question("2.5", "Unite asks", "Why do we move?"),
)


def edition(*items: blocks.Item) -> Edition:
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
    return boards.EditionFactory(council=council, content=pack.canonical())


@pytest.fixture
def printed() -> Iterator[Pdf]:
    """A small pack with one block of every kind, printed."""
    whole = edition(
        blocks.Item(0, "About this meeting", blocks=FRONT),
        blocks.Item(1, "Apologies", minutes=5, blocks=(blocks.Paragraph("1.1", "None."),)),
        blocks.Item(2, "Housing", purpose="for discussion", minutes=80, blocks=THEME),
    )
    with Pdf.open(io.BytesIO(pdf_of(whole))) as pdf:
        yield pdf


def parts(node: Object, depth: int = 0) -> Iterator[tuple[str, Object]]:
    """Every tag of a PDF's structure, in reading order."""
    children = node.get("/K", [])
    for child in children if isinstance(children, Array) else [children]:
        if isinstance(child, Dictionary) and "/S" in child:
            yield str(child.S), child
            yield from parts(child, depth + 1)


def test_it_says_that_it_is_accessible_and_is_built_so(printed: Pdf) -> None:
    """PDF/UA-1: tagged, with its language, and the title in the window's head."""
    assert printed.Root.MarkInfo.Marked
    assert printed.Root.Lang == "en-GB"
    assert printed.Root.ViewerPreferences.DisplayDocTitle
    with printed.open_metadata() as known:
        assert known["pdfuaid:part"] == "1"
        assert known["dc:title"] == "Corporate Parenting Panel, Wednesday 16 December 2026"


def test_headings_never_skip_a_level(printed: Pdf) -> None:
    """So that somebody who listens knows what belongs to what."""
    levels = [int(tag[2:]) for tag, _ in parts(printed.Root.StructTreeRoot) if tag[1:2] == "H"]
    assert levels[0] == 1
    assert {1, 2, 3} == set(levels)
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_a_chart_has_words_and_its_figures_have_heads(printed: Pdf) -> None:
    """The sentence of the page is the sentence of the chart."""
    tags = list(parts(printed.Root.StructTreeRoot))
    assert FIGURE.alt in {str(node.Alt) for tag, node in tags if "/Alt" in node}
    heads = [node for tag, node in tags if tag == "/TH"]
    assert heads
    for head in heads:
        looks = head.A if isinstance(head.A, Array) else [head.A]
        assert any(look.get("/Scope") == Name.Column for look in looks)


def test_every_typeface_is_inside(printed: Pdf) -> None:
    """It looks the same on every machine."""
    fonts = [each for each in printed.objects if isinstance(each, Dictionary)]
    described = [each for each in fonts if each.get("/Type") == Name.FontDescriptor]
    assert described
    for each in described:
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(each.keys())


def test_its_bookmarks_are_its_items(printed: Pdf) -> None:
    """By number and title."""
    with printed.open_outline() as outline:
        titles = [entry.title for entry in outline.root]
        below = [entry.title for entry in outline.root[2].children]
    assert titles == ["About this meeting", "1. Apologies", "2. Housing"]
    assert below == ["What was promised", "More"]


def test_words_are_set_as_they_are() -> None:
    """Nothing that somebody typed is read as an instruction."""
    typed = '#read("/etc/passwd") *no* $x$ @ref <label> \\ // `raw` = heading'
    pdf = pdf_of(edition(blocks.Item(1, typed, blocks=(blocks.Paragraph("1.1", typed),))))
    with Pdf.open(io.BytesIO(pdf)) as printed, printed.open_outline() as outline:
        assert outline.root[0].title == f"1. {typed}"


def test_the_typesetter_s_failure_is_told_and_nothing_is_given_out() -> None:
    """An edition whose content cannot be set stays published; its PDF is offered again."""
    broken = boards.EditionFactory(
        content=json.dumps(
            {
                "body": "Panel",
                "council": "Council",
                "meeting": "today",
                "items": [
                    {
                        "number": 1,
                        "title": "Item",
                        "purpose": "",
                        "minutes": 0,
                        "blocks": [{"block": "no such block"}],
                    }
                ],
            }
        )
    )
    with pytest.raises(NotPrinted):
        pdf_of(broken)


def test_the_same_edition_gives_the_same_pdf() -> None:
    """Nothing of today is in it."""
    one = edition(blocks.Item(1, "Item", blocks=(blocks.Paragraph("1.1", "Words."),)))
    assert one.published_at.date() == date(2026, 1, 5)
    first, second = (pikepdf.open(io.BytesIO(pdf_of(one))) for _ in range(2))
    with first, second:
        contents = [[page.Contents.read_bytes() for page in pdf.pages] for pdf in (first, second)]
    assert contents[0] == contents[1]
