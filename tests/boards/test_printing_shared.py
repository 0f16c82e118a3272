"""Short items share pages of a PDF, and a later edition leaves them where they are."""

import io
import shutil
from dataclasses import asdict
from pathlib import Path

import pytest
from pikepdf import Name, Pdf

from boards.packs import blocks
from boards.packs.printing import typesetter
from boards.packs.printing.content import print_data
from boards.packs.printing.paging import Numbered, numbered
from boards.packs.printing.press import NotPrinted, fonts, printed
from tests.boards.test_printing_press import edition, tags
from tests.support.reading_pdf import text_of

pytestmark = pytest.mark.django_db

SHORT, PAGES = "Word. ", "Word. " * 1500


def item(number: str, title: str, words: str = SHORT, *, key: str = "") -> blocks.Item:
    """An item of one paragraph."""
    paragraph = blocks.Paragraph(f"{number}.1", words)
    return blocks.Item(number, title, key=key or number, blocks=(paragraph,))


FRONT = item("0", "About", key="front")
ONE, TWO, THREE = item("1", "One"), item("2", "Two"), item("3", "Three")
LATE, LONG = item("1A", "Late", key="9"), item("4", "Long", PAGES)
FIRST = (FRONT, ONE, TWO, THREE, LONG)


class Made:
    """A PDF of these items, and what is said of its pages."""

    def __init__(self, *items: blocks.Item, before: tuple[Numbered, ...] = ()) -> None:
        with printed(print_data(edition(*items)), before=before) as made:
            self.page_map = made.page_map
            self.pdf = Pdf.open(io.BytesIO(made.path.read_bytes()))

    def runs(self) -> dict[str, str]:
        """Which pages each run has."""
        return {
            " ".join(key.removeprefix("item:") for key in row.items): " ".join(row.used)
            for row in self.page_map
        }

    def said(self) -> list[str]:
        """The words of each page."""
        return [text_of(self.pdf, place) for place in range(len(self.pdf.pages))]

    def links(self) -> list[str]:
        """What is said of each line of the contents."""
        return [str(note.Contents) for note in self.pdf.pages[0].Annots]

    def bookmarks(self) -> list[str]:
        """The titles in the order of pages."""
        with self.pdf.open_outline() as outline:
            return [entry.title for entry in outline.root]


def test_short_items_stand_below_one_another_and_a_long_one_begins_a_page() -> None:
    made = Made(*FIRST)
    assert list(made.runs().items())[:2] == [("front", "1 2"), ("1 2 3", "3")]
    assert made.runs()["4"].startswith("4 5")
    third = made.said()[2]
    assert all(words in third for words in ("1. One", "2. Two", "3. Three"))
    assert made.links() == [
        *(
            "About, page 2",
            "1. One, page 3",
            "2. Two, page 3",
            "3. Three, page 3",
            "4. Long, page 4",
        )
    ]


def test_a_long_item_shares_no_page() -> None:
    """It may become a slip of one line, and nothing behind it may lie elsewhere then."""
    first = Made(FRONT, ONE, LONG, item("5", "Last"))
    assert list(first.runs()) == ["front", "1", "4", "5"]
    slip = Made(FRONT, ONE, item("4", "Long"), item("5", "Last"), before=first.page_map)
    assert slip.runs()["5"] == first.runs()["5"]
    assert slip.runs()["4"] == "4"


def test_nothing_is_left_out_because_another_has_its_key() -> None:
    with pytest.raises(NotPrinted, match="two sections have one key"):
        Made(FRONT, ONE, item("2", "Two", key="1"))


def test_what_does_not_fit_whole_begins_a_page() -> None:
    """Nothing short is broken: half a page stands below half a page, and a third one does not."""
    half = "Word. " * 280
    made = Made(FRONT, *(item(str(n), f"Item {n}", half) for n in range(1, 5)))
    assert made.runs() == {"front": "1 2", "1 2": "3", "3 4": "4"}


def test_what_is_short_in_letters_and_long_on_paper_flows() -> None:
    """A hundred lines of a word each, which no page holds: nothing is cut off."""
    rows = tuple(f"line {n}" for n in range(100))
    lines = blocks.Item("2", "Two", key="2", blocks=(blocks.Bullets("2.1", rows),))
    made = Made(FRONT, ONE, lines)
    assert {key: len(pages.split()) for key, pages in made.runs().items()} == {
        "front": 2,
        "1": 1,
        "2": len(made.pdf.pages) - 3,
    }
    assert all(f"line {n}" in text_of(made.pdf) for n in range(100))
    grown = Made(FRONT, ONE, lines, before=Made(FRONT, ONE, TWO).page_map)
    assert "line 0" in grown.said()[2]
    assert "line 99" in grown.said()[-1]
    assert [row.used[:2] for row in grown.page_map] == [("1", "2"), ("3", "4")]


def test_the_foot_of_a_page_names_what_stands_on_it() -> None:
    """One by its title, several by their numbers; one that goes on from the page before, too."""
    said = Made(*FIRST, item("5", "Last")).said()
    assert said[1].count("About") == 2
    assert "Items 1, 2 and 3" in said[2]
    assert said[3].count("4. Long") == 2
    assert said[4].count("4. Long") == 1
    first = Made(FRONT, ONE, TWO)
    grown = Made(FRONT, item("1", "One", PAGES), TWO, before=first.page_map)
    assert "Items 1 and 2" in grown.said()[-1]


def test_the_foot_of_long_contents_says_what_they_are() -> None:
    made = Made(*FIRST, *(item(str(n), f"Item {n}") for n in range(5, 70)))
    assert "ContentsPage 2 of" in made.said()[1]


def test_a_late_item_leaves_all_where_they_are() -> None:
    """1A lies behind the page of 1, on which 2 and 3 stay; the contents have it after 1."""
    first = Made(*FIRST)
    made = Made(FRONT, ONE, LATE, TWO, THREE, LONG, before=first.page_map)
    assert made.runs() == {**first.runs(), "9": "3a"}
    assert made.links() == [
        *("About, page 2", "1. One, page 3", "1A. Late, page 3a", "2. Two, page 3"),
        *("3. Three, page 3", "4. Long, page 4"),
    ]
    assert made.bookmarks() == ["About", "1. One", "2. Two", "3. Three", "1A. Late", "4. Long"]
    contents = made.said()[0]
    assert contents.index("1. One") < contents.index("1A. Late") < contents.index("2. Two")
    again = Made(FRONT, ONE, LATE, TWO, THREE, LONG, before=made.page_map)
    assert again.page_map == made.page_map


def test_when_one_has_gone_or_grown_the_others_stay_in_their_run() -> None:
    first = Made(*FIRST)
    made = Made(FRONT, TWO, THREE, LONG, before=first.page_map)
    assert made.runs() == first.runs()
    assert "Items 2 and 3" in made.said()[2]
    grown = item("2", "Two", PAGES)
    made = Made(FRONT, ONE, grown, THREE, LONG, before=first.page_map)
    assert made.runs()["1 2 3"].startswith("3 3a 3b")
    assert "2. Two" in made.said()[2]
    assert made.runs()["4"] == first.runs()["4"]


def test_what_was_printed_before_items_shared_pages_goes_on_as_it_was() -> None:
    """Its page numbers say nothing of items: each keeps its page, and a gap is told."""
    keys, labels = ("front", "1", "2", "3"), (("1", "2"), ("3",), ("4",), ("5",))
    old = tuple(
        numbered({"key": f"item:{key}", "labels": list(each), "pages": len(each)})
        for key, each in zip(keys, labels, strict=True)
    )
    late = item("1A", "Late", "Word. " * 900, key="9")
    made = Made(FRONT, ONE, late, TWO, before=old)
    assert made.runs() == {"front": "1 2", "1": "3", "9": "3a 3b", "2": "4", "3": ""}
    assert made.links() == [
        "About, page 2",
        "1. One, page 3",
        "1A. Late, page 3a",
        "2. Two, page 4",
    ]
    assert "There is no page 5." in made.said()[0]
    assert "There is no page 5." in made.said()[-1]
    assert "Page 4 of 4" in made.said()[-1]


def test_it_settles_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A first edition is set once, a later one once more for its numbers; sharing adds nothing."""
    rounds, compiled = [], typesetter._compile
    monkeypatch.setattr(
        typesetter, "_compile", lambda *args: (rounds.append(1), compiled(*args))[1]
    )
    shutil.copy(typesetter.TEMPLATE, tmp_path)
    known: tuple[Numbered, ...] = ()
    for items, least in ((FIRST, 1), ((FRONT, ONE, LATE, TWO, THREE, LONG), 2)):
        rounds.clear()
        data = print_data(edition(*items))
        known = typesetter.typeset(tmp_path, data, [str(fonts())], known)
        assert len(rounds) == least


def test_what_is_stored_is_read_again() -> None:
    made = Made(*FIRST)
    assert tuple(numbered(asdict(row)) for row in made.page_map) == made.page_map


def test_items_that_share_a_page_are_tagged_as_any() -> None:
    """A heading for each, right under the document, in the order of pages."""
    pdf = Made(*FIRST).pdf
    heads = [node for tag, node in tags(pdf) if tag == "/H1"]
    assert len(heads) == 1 + len(FIRST)
    assert all(Name.Document == node.P.S for node in heads)
    with pdf.open_metadata() as known:
        assert known["pdfuaid:part"] == "1"
