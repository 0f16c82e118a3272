"""The reader: contents at hand, reading time, what is new, neighbours; and what each edition stores."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards.models import EditionItem
from councils.roles import Role
from tests.journeys.visiting import Visitor
from tests.support.people import person, sign_in
from tests.support.reading import SAYS, Out, out, publish

CHANGED = SAYS | {"2": ("Dentists", ["Children wait longer for dentists."])}


@pytest.fixture
def papers(db, today) -> Out:  # noqa: ARG001
    return out()


def links(visitor: Visitor, label: str) -> list[str]:
    """The links of a part of the page."""
    part = visitor.soup.find("nav", attrs={"aria-label": label})
    return [link["href"] for link in part.find_all("a")]


def test_an_item_is_stored_with_what_contents_and_search_need(papers: Out) -> None:
    item = papers.item("1")
    assert item.text == "1.1 There are twelve homes. 1.2 Two of them are new."
    assert (item.words, item.figures, item.is_new, item.files) == (11, 0, False, [])
    assert len(item.digest) == 64
    assert EditionItem.objects.filter(pk=item.pk, search="twelve").exists()


@pytest.mark.parametrize("kind", ["members", "public"])
def test_no_meeting_has_such_a_number(papers: Out, kind: str) -> None:
    """More than the database has room for in any number: a mistyped address and no error."""
    meetings = papers.base.split("/meetings/")[0]
    for page in ("", "1/"):
        address = f"{meetings}/meetings/{10**20}/papers/{kind}/{page}"
        assert sign_in(papers.member).get(address).status_code == 404


def test_contents_lead_from_every_item_to_every_other(papers: Out) -> None:
    visitor = Visitor(papers.member).open(f"{papers.base}1/")
    assert links(visitor, "Contents of these papers") == [
        papers.base,
        f"{papers.base}1/",
        f"{papers.base}2/",
    ]
    here = visitor.soup.find(attrs={"aria-current": "page", "class": "cp-toc__link"})
    assert here["href"] == f"{papers.base}1/"


def test_one_reads_on_from_item_to_item_and_back(papers: Out) -> None:
    visitor = Visitor(papers.member).open(f"{papers.base}1/")
    for label in ("Items of this meeting", "The items before and after this one"):
        assert links(visitor, label) == [papers.base, f"{papers.base}2/"]
    visitor.open(f"{papers.base}2/")
    assert links(visitor, "Items of this meeting") == [f"{papers.base}1/"]


def test_it_says_how_long_it_takes_to_read(papers: Out) -> None:
    visitor = Visitor(papers.member).open(papers.base).sees("Reading time: about 3 minutes")
    visitor.open(f"{papers.base}1/").sees("Reading time: about 1 minute")


def test_what_is_new_is_said_with_links_and_tagged(papers: Out) -> None:
    publish(papers, CHANGED)
    visitor = Visitor(papers.member).open(papers.base).sees("What is new in edition 2")
    assert visitor.link("2.1 says something else.") == f"{papers.base}2/#p-2.1"
    assert [item.number for item in papers.edition().items.filter(is_new=True)] == ["2"]
    visitor.open(f"{papers.base}2/").sees("New in this edition")
    assert "New in this edition" not in visitor.open(f"{papers.base}1/").text


def test_a_first_edition_says_nothing_of_what_is_new(papers: Out) -> None:
    assert "What is new" not in Visitor(papers.member).open(papers.base).text


@pytest.mark.parametrize("kind", ["forum", "public"])
def test_other_papers_have_contents_and_nothing_of_marks_and_notes(papers: Out, kind: str) -> None:
    clerk = Visitor(person(Role.CLERK, papers.meeting.council))
    for page in ("", "1/"):
        text = clerk.open(f"{papers.base}{page}".replace("members", kind)).text
        assert "Reading time" in text
        assert "note" not in text.replace("notes of", "")
        assert "I have read this" not in text


def test_an_item_is_read_without_the_content_of_the_whole_edition(papers: Out) -> None:
    """However long the pack: one row has the HTML, the others only what contents show."""
    client = sign_in(papers.member)
    client.get(f"{papers.base}1/")
    with CaptureQueriesContext(connection) as captured:
        client.get(f"{papers.base}1/")
    assert len(captured) <= 8
    assert not [each["sql"] for each in captured if '"boards_edition"."content"' in each["sql"]]
