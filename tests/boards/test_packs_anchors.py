"""The paragraphs of an item as places, and its words."""

import pytest

from boards.packs.anchors import anchored, filled, paragraph, paragraphs
from boards.packs.blocks import (
    Bullets,
    Figure,
    Heading,
    Item,
    Paragraph,
    Point,
    Promise,
    Slip,
    Table,
)
from boards.packs.plain_text import SEARCHED, text_and_words
from boards.packs.render import item_html

FIGURE = Figure(
    number="5A.4",
    title="Close to home",
    value="61%",
    counts="122 of 200",
    as_at="March 2026",
    rating="On target",
    tone="good",
    why="",
    narrative="",
    unit="%",
    alt="It went up.",
    target="60",
    points=(Point("March 2025", "50", "50%"), Point("March 2026", "61", "61%")),
)
BLOCKS = (
    Paragraph("5A.1", "One <b>& two"),
    Heading("A heading"),
    Bullets("5A.2", ("Milk", "Honey")),
    Table("5A.3", "Beds", ("Home", "Beds"), (("Oak", "4"),), (1,)),
    FIGURE,
    Promise("5A.5", "We will", "listen", "Everyone"),
    Slip("5A.10", "Withheld"),
)
NUMBERS = ["5A.1", "5A.2", "5A.3", "5A.4", "5A.5", "5A.10"]


@pytest.fixture
def html() -> str:
    return item_html(Item("5A", "Homes", blocks=BLOCKS))


def test_every_numbered_block_is_a_place_that_leads_to_itself(html: str) -> None:
    made = anchored(html)
    assert paragraphs(made) == NUMBERS
    for number in NUMBERS:
        assert made.count(f'<a class="cp-place-link" href="#p-{number}">{number}</a>') == 1
        assert made.count(f"<!--p-{number}-->") == 1


def test_what_belongs_to_a_paragraph_comes_right_after_it_and_before_the_next_heading(
    html: str,
) -> None:
    made = filled(anchored(html), lambda number: f"[{number}]")
    assert "<!--p-" not in made
    first, heading, second = (made.index(words) for words in ("[5A.1]", "A heading", "[5A.2]"))
    assert first < heading < made.index("Honey") < second
    assert made.index("</figure>") < made.index("[5A.4]") < made.index('id="p-5A.5"')


def test_what_was_published_before_there_were_places_is_read_with_them(html: str) -> None:
    assert filled(html, lambda number: f"[{number}]").count("[5A.") == len(NUMBERS)


def test_one_paragraph_is_taken_out_whole(html: str) -> None:
    for made in (html, anchored(html)):
        assert text_and_words(paragraph(made, "5A.2"))[0] == "5A.2 Milk Honey"
        assert paragraph(made, "5A.9") == ""


def test_nothing_but_links_and_marks_is_changed(html: str) -> None:
    text, _ = text_and_words(html)
    assert text_and_words(anchored(html))[0] == text
    assert anchored("<p>No numbers</p>") == "<p>No numbers</p>"


def test_words_are_parted_where_elements_end_and_drawings_say_nothing(html: str) -> None:
    text, words = text_and_words(html)
    assert "One <b>& two" in text
    assert "Milk Honey" in text
    assert "Number 5A.5" not in text  # for screen readers alone
    assert text.count("March 2025") == 1  # in the table under the chart, not in its drawing
    assert text_and_words("<p>a</p><p>b</p>") == ("a b", 2)
    folded = text_and_words("<details><p>three more words</p></details><p>one</p>")
    assert folded == ("three more words one", 1)
    assert words < len(text.split())


def test_what_no_page_shows_is_not_kept_and_no_item_is_too_long_for_the_database() -> None:
    assert text_and_words("<p>a\x02b\x00c</p>")[0] == "abc"
    assert len(text_and_words(f"<p>{'word ' * SEARCHED}</p>")[0]) == SEARCHED
