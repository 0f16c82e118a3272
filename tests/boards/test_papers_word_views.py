"""A Word document through its page: looked at part by part, changed, saved, and what stays out."""

import pytest
from bs4 import BeautifulSoup

from boards.models import AgendaItem, Attachment, Report
from boards.papers import queries, services
from councils.models import Council, User
from tests.boards.test_papers_views import HELD, at
from tests.factories import boards
from tests.journeys.visiting import Visitor
from tests.support import files, words
from tests.support.papers import author_of, submitted, write
from tests.support.people import sign_in
from tests.support.words import bullets, counted, heading, picture, says, table, title, word

REPORT = (
    title("Homes near school"),
    says("Report of the director."),
    heading("1. Executive summary"),
    says("Two in five live too far away."),
    heading("2. Background"),
    says("We will:"),
    bullets("listen", "answer <b>soon</b>"),
    says("Table 1: Moves"),
    table(("Year", "Moves"), ("2026", "18")),
    heading("3. Recommendations"),
    says("The Panel is asked to:"),
    counted("Agree the plan.", "Pay for it."),
    heading("4. In plain English"),
    says("Some of us live far from school."),
)


@pytest.fixture
def item(buckinghamshire: Council) -> AgendaItem:
    """An item for decision of the Panel's next meeting."""
    meeting = boards.MeetingFactory(body=buckinghamshire.body_set.get(key="panel"), held_on=HELD)
    return boards.AgendaItemFactory(meeting=meeting, title="Homes", purpose="decision")


@pytest.fixture
def author(item: AgendaItem) -> User:
    """Somebody who writes reports."""
    return author_of(item)


@pytest.fixture
def draft(item: AgendaItem, author: User) -> Report:
    """A report that has its title and nothing else."""
    return services.write_report(by=author, item=item, title="Homes near school")


def drop(visitor: Visitor, content: bytes, name: str = "report.docx") -> Visitor:
    """Choose a file on the page that takes one, and send it."""
    assert visitor.field("The Word document")["type"] == "file"
    _, action, data = visitor.sent_by("Read the document")
    response = visitor.client.post(
        action, {**data, "file": files.upload(content, name)}, follow=True
    )
    return visitor._show(response, 200)


def dropped(report: Report, *changes: words.Change, content: bytes = b"") -> Visitor:
    """The author of a report in front of what a document would bring."""
    visitor = Visitor(report.author).open(at(report)).follow("Take it from a Word document")
    return drop(visitor, content or word(*changes))


def now(report: Report) -> Report:
    """The report as it is saved."""
    return Report.objects.get(pk=report.pk)


# From the document to the report ------------------------------------------------------------------


def test_a_report_written_in_word_is_looked_at_changed_and_handed_in(draft: Report) -> None:
    visitor = dropped(draft, *REPORT).sees("Nothing is saved yet.", "All its words are below.")
    visitor.sees("“2. Background” is no part of this report: it is in “The report”")
    assert now(draft).summary == ""
    assert visitor.reads_in("Executive summary") == "Two in five live too far away."
    assert visitor.reads_in("Recommendation 2") == "Pay for it."
    text = visitor.reads_in("The report")
    assert text.startswith("Report of the director.\n\nBackground\n\nWe will:\n\n- listen")
    assert text.endswith("Table 1: Moves\n| Year | Moves |\n| 2026 | 18 |")
    visitor.writes("Executive summary", "Two in five live far away.").press("Save and submit")
    visitor.sees("Submitted. Somebody else clears it now.", "Two in five live far away.")
    preview = visitor.soup.find(class_="cp-sheet")
    assert [row.get_text() for row in preview.select("ul li")] == ["listen", "answer <b>soon</b>"]
    assert preview.find("table").caption.get_text(strip=True) == "Table 1: Moves"
    assert now(draft).state == "submitted"
    assert not Attachment.objects.exists()


def test_no_file_is_kept(draft: Report, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    dropped(draft, *REPORT, picture(words.chart())).press("Save").sees("Saved.")
    assert list(tmp_path.rglob("*")) == []
    assert not Attachment.objects.exists()


def test_what_is_saved_stands_beside_what_would_come_and_what_does_not_come_stays(
    draft: Report,
) -> None:
    write(draft, summary="The old summary.", text="The old text.", asked=("The old one.",))
    visitor = dropped(draft, heading("Summary"), says("The new summary."))
    visitor.sees_in_order("would be replaced", "The old summary.", "The new summary.")
    assert visitor.reads_in("Executive summary") == "The new summary."
    assert visitor.reads_in("The report") == "The old text."
    assert visitor.reads_in("Recommendation 1") == "The old one."
    visitor.press("Save")
    says_now = queries.wording_of(now(draft))
    assert (says_now.texts["summary"], says_now.texts["text"]) == (
        "The new summary.",
        "The old text.",
    )
    assert says_now.recommendations == ("The old one.",)


def test_two_at_once_see_both_texts_and_lose_none(draft: Report) -> None:
    """What somebody saved while the document was looked at is not written over."""
    visitor = dropped(draft, *REPORT, picture(words.chart(), "Moves"))
    write(draft, summary="Theirs.", plain_summary="Their plain words.")
    visitor.press("Save").sees("What the other person saved", "Theirs.", "Nothing is saved yet.")
    assert now(draft).summary == "Theirs."
    assert not Attachment.objects.exists()
    assert visitor.reads_in("Executive summary") == "Two in five live too far away."
    assert visitor.reads_in("What picture 1 shows") == "Moves"
    visitor.writes("Executive summary", "Both.").press("Save").sees("Saved.")
    assert now(draft).summary == "Both."
    assert Attachment.objects.get().title == "Moves"


def test_the_same_form_twice_saves_and_attaches_once(draft: Report) -> None:
    visitor = dropped(draft, *REPORT, picture(words.chart(), "Moves by year"))
    visitor.press_twice("Save").sees("Saved.")
    assert Attachment.objects.get().title == "Moves by year"
    assert draft.recommendations.count() == 2


def test_one_more_recommendation_saves_the_rest_too(draft: Report) -> None:
    visitor = dropped(draft, *REPORT).press("Save and add a recommendation")
    visitor.writes("Recommendation 3", "Tell the forum.").press("Save")
    assert draft.recommendations.count() == 3


def test_what_is_too_long_is_said_at_once_and_kept(draft: Report) -> None:
    visitor = dropped(
        draft, heading("Summary"), says("a" * 20_001), heading("Easy read"), says("b")
    )
    assert "This has 20,001 characters" in visitor.error_at("Executive summary")
    visitor.press("Save")
    assert "This has 20,001 characters" in visitor.error_at("Executive summary")
    assert visitor.reads_in("In plain English") == "b"
    visitor.writes("Executive summary", "Short.").press("Save").sees("Saved.")


def test_what_cannot_be_taken_is_listed_and_stays_listed(draft: Report) -> None:
    visitor = dropped(draft, *REPORT, words.equation, words.vanished, says("c" * 20_001))
    visitor.sees("An equation", "a=b", "Hidden words.").does_not_see(words.NAME)
    visitor.press("Save").sees("An equation", "a=b").does_not_see(words.NAME)


def test_words_in_a_document_are_never_markup(draft: Report) -> None:
    code = "<script>alert(1)</script>"
    visitor = dropped(
        draft, heading(code), says(code), bullets(code), table((code, "b"), ("c", "d"))
    )
    assert visitor.soup.find("script", string="alert(1)") is None
    visitor.sees(f"“{code}” is no part of this report")
    visitor.press("Save")
    assert visitor.soup.find("script", string="alert(1)") is None
    visitor.sees(code)


# Pictures -----------------------------------------------------------------------------------------


def test_a_picture_with_words_is_attached_and_one_without_is_left_out(draft: Report) -> None:
    visitor = dropped(
        draft,
        heading("Background"),
        picture(words.chart(1), "Word’s own words"),
        picture(words.photo()),
        picture(words.chart(3)),
    )
    shown = [img for img in visitor.soup.find_all("img") if img["src"].startswith("data:image/")]
    assert [img["alt"] for img in shown] == [f"Picture {n} of the document" for n in (1, 2, 3)]
    assert visitor.reads_in("What picture 1 shows") == "Word’s own words"
    visitor.writes("What picture 2 shows", "A school gate").press("Save")
    visitor.sees("Left out, as nobody said what it shows: picture 3.")
    kept = Attachment.objects.order_by("pk")
    assert [row.title for row in kept] == ["Word’s own words", "A school gate"]
    assert [row.media_type for row in kept] == ["image/png", "image/jpeg"]


def test_a_picture_that_was_changed_on_the_way_is_looked_at_like_any_file(
    draft: Report, settings, tmp_path
) -> None:
    """The page is the sender's: what comes back is checked, and nothing is saved by half."""
    settings.MEDIA_ROOT = tmp_path
    visitor = dropped(
        draft, *REPORT, picture(words.chart(1), "One"), picture(words.chart(2), "Two")
    )
    visitor.soup.find("input", {"name": "picture_2"})["value"] = "data:image/png;base64,PGh0bWw+"
    visitor.press("Save")
    assert "This is not a PDF, Word" in visitor.error_at("What picture 2 shows")
    assert not Attachment.objects.exists()
    assert now(draft).summary == ""
    assert visitor.reads_in("What picture 1 shows") == "One"
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


# What is refused ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b" ", "This is not a PDF, Word (.docx)"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "an old Word or Excel file, or one with a password"),
        (b"hello", "This is not a PDF, Word"),
        (
            files.pdf(),
            "Only a Word document (.docx) can be read, and this file is of the kind “PDF”.",
        ),
        (files.xlsx(), "this file is of the kind “Excel”. Attach it instead."),
        (files.docx(), "This Word file is broken"),
        (files.docx(extra={"word/vbaProject.bin": b"x"}), "has a macro in it"),
        (files.bomb(), "Unpacked, this file is bigger than 200 MB"),
        (word(), "There are no words in this document."),
        (word(*[says("Words of a page. " * 200)] * 300), "too long to be taken into a report"),
    ],
    ids=[
        "empty",
        "old",
        "text",
        "pdf",
        "excel",
        "broken",
        "macro",
        "bomb",
        "no words",
        "300 pages",
    ],
)
def test_what_cannot_be_read_says_why(draft: Report, content: bytes, sentence: str) -> None:
    visitor = dropped(draft, content=content)
    assert sentence in visitor.error_at("The Word document")


def test_a_report_that_is_handed_in_takes_no_document(item: AgendaItem) -> None:
    report = submitted(item)
    visitor = Visitor(report.author).open(at(report, "word/"))
    visitor.sees("This report is submitted and waits to be cleared.")
    assert visitor.address == at(report)
    assert "Take it from a Word document" not in visitor.text


def test_a_report_handed_in_meanwhile_is_not_written_over(draft: Report) -> None:
    visitor = dropped(draft, *REPORT)
    services.submit_report(by=draft.author, report=write(draft))
    visitor.press("Save").sees("This report is submitted and waits to be cleared.")
    assert now(draft).summary == "Executive summary of Homes near school."


def test_a_form_that_came_back_broken_writes_nothing_over(draft: Report) -> None:
    write(draft, summary="Saved.")
    for told in ("", "no json", "[1]", '{"left": 1}', '{"left": [], "remarks": [], "came": 3}'):
        sent = {"title": draft.title, "summary": "Over it.", "seen": "", "told": told}
        page = sign_in(draft.author).post(at(draft, "word/"), sent)
        assert BeautifulSoup(page.content, "html.parser").find(string="Saved.")
    assert now(draft).summary == "Saved."
