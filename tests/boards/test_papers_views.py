"""Reports through their pages: written, handed in, cleared, restricted; files in and out."""

from datetime import date

import pytest
from django.test import Client

from boards.models import AgendaItem, Attachment, Report, Restriction
from boards.packs.services import publish_pack
from boards.packs.withholding import PARAGRAPHS
from boards.papers import queries, services
from councils import clock
from councils.models import Council, User
from councils.roles import Role
from tests.factories import boards, councils, forums
from tests.journeys.visiting import Visitor
from tests.support import files
from tests.support.loading import load_council
from tests.support.papers import REASON, author_of, cleared, submitted, write
from tests.support.people import person, sign_in

HELD = date(2027, 1, 13)
HTML = b"<!doctype html><script>alert(1)</script>"


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


def at(report: Report, page: str = "") -> str:
    """The address of a page of a report."""
    return f"/{report.council.slug}/boards/meetings/reports/{report.pk}/{page}"


def test_a_small_number_in_its_words_is_pointed_out(draft: Report, author: User) -> None:
    """To its author, and to whoever clears it; not once the report is restricted (R18)."""
    write(draft, summary="3 children moved twice.", plain_summary="Three of us moved twice.")
    asks, words = "Could somebody tell who they are?", "“3 children”: once it is published"
    Visitor(author).open(at(draft)).sees(asks, words, "Write “fewer than 6”")
    services.submit_report(by=author, report=draft)
    clerk = Visitor(person(Role.CLERK, draft.council))
    clerk.open(at(draft, "decide/")).sees_in_order(asks, words, "Clear it for the papers")
    boards.RestrictionFactory(report=draft)
    for page in ("", "decide/"):
        clerk.open(at(draft, page)).does_not_see(asks)


# From the first line to the cleared paper ---------------------------------------------------------


def test_a_report_to_the_panel_is_written_handed_in_and_cleared(item: AgendaItem, author: User):
    """R9 with Buckinghamshire's template: each refusal at its field, nothing lost on the way."""
    visitor = Visitor(author).open("/buckinghamshire/").follow("Your reports")
    visitor.sees("No report is being written.").follow("Begin a report")
    visitor.writes("For which item?", f"{item.meeting}: {item.position}. Homes")
    visitor.writes("Title", "Homes near school").press("Begin the report")
    visitor.writes("Executive summary", "Two in five live too far from school.")
    visitor.press("Save and submit").sees("Saved, and not submitted yet.", "There is a problem")
    assert visitor.reads_in("Executive summary") == "Two in five live too far from school."
    assert "Write at least one recommendation" in visitor.error_at("Recommendation 1")
    assert "is empty. Write it before you submit" in visitor.error_at("In plain English")
    visitor.writes("Recommendation 1", "Agree the plan.")
    visitor.press("Save and add a recommendation").writes("Recommendation 2", "Pay for it.")
    visitor.writes("In plain English", "Some of us live far from school.")
    visitor.press("Save and submit").sees("Submitted. Somebody else clears it now.")
    visitor.sees_in_order(
        "How it will look", "In plain English", "Executive summary", "Pay for it."
    )
    clerk = Visitor(person(Role.CLERK, item.council)).open("/buckinghamshire/")
    clerk.sees("1 to clear").follow("Reports")
    clerk.follow("Homes near school").follow("Clear it or give it back")
    clerk.ticks("Clear it for the papers").press("Save").sees("goes out with the next papers")
    assert Report.objects.get().state == "cleared"


def test_a_committee_report_weighs_seven_implications(db, today) -> None:  # noqa: ARG001
    """R9 with Cambridgeshire's template, through the page."""
    council = load_council("cambridgeshire")
    meeting = boards.MeetingFactory(body=council.body_set.get(key="sub-committee"), held_on=HELD)
    item = boards.AgendaItemFactory(meeting=meeting)
    report = services.write_report(by=author_of(item), item=item, title="Staying put")
    visitor = Visitor(report.author).open(at(report, "write/"))
    visitor.press("Save and submit")
    assert "is blank. Write what it means" in visitor.error_at("Localism and Local Member")
    for field in ("Purpose", "Summary", "Background", "Main issues", "Source Documents"):
        visitor.writes(field, f"{field}.")
    visitor.writes("Recommendation 1", "To note it.")
    for name in ("Resource", "Procurement", "Statutory", "Equality", "Engagement", "Localism"):
        visitor.writes(name, REASON)
    visitor.writes("Public Health Implications", "N/A").press("Save and submit")
    assert "gives no reason" in visitor.error_at("Public Health Implications")
    assert visitor.reads_in("Public Health Implications") == "N/A"
    visitor.writes("Public Health Implications", REASON).press("Save and submit")
    visitor.sees("Submitted. Somebody else clears it now.")
    visitor.sees_in_order("Purpose", "Recommendation", "Summary", "Background")


def test_words_are_counted_against_the_limit(draft: Report) -> None:
    boards.BodyRulesFactory(body=draft.item.meeting.body, in_force_from=HELD, summary_words=3)
    write(draft, summary="One two three four.")
    visitor = Visitor(draft.author).open(at(draft, "write/"))
    visitor.sees("At most 3 words; 4 are saved now.")
    visitor.press("Save and submit")
    assert "has 4 words; the limit is 3. Cut 1." in visitor.error_at("Executive summary")


def test_a_second_writer_sees_both_texts_and_loses_none(draft: Report) -> None:
    clerk = Visitor(person(Role.CLERK, draft.council)).open(at(draft, "write/"))
    author = Visitor(draft.author).open(at(draft, "write/"))
    clerk.writes("Executive summary", "The clerk's.").writes("The report", "The clerk's text.")
    clerk.press("Save").sees("Saved.")
    author.writes("Executive summary", "The author's.").writes("In plain English", "Plain.")
    author.press("Save").sees("What the other person saved", "The clerk's.")
    author.sees("Somebody else has changed this since you opened it.")
    assert author.reads_in("Executive summary") == "The author's."
    assert author.reads_in("The report") == "The clerk's text."
    assert author.reads_in("In plain English") == "Plain."
    assert Report.objects.get().summary == "The clerk's."
    author.writes("Executive summary", "Both.").press("Save").sees("Saved.")
    says = queries.wording_of(Report.objects.get()).texts
    assert (says["summary"], says["text"]) == ("Both.", "The clerk's text.")
    assert says["plain_summary"] == "Plain."


def test_two_who_write_recommendations_see_both_lists(draft: Report) -> None:
    one, other = (Visitor(draft.author).open(at(draft, "write/")) for _ in range(2))
    one.writes("Recommendation 1", "Agree.").press("Save and add a recommendation")
    one.writes("Recommendation 2", "Pay.").press("Save")
    other.writes("Recommendation 1", "Wait.").press("Save").sees("Agree. Pay.")
    assert other.reads_in("Recommendation 1") == "Wait."
    other.press("Save")
    assert list(draft.recommendations.values_list("text", flat=True)) == ["Wait."]


def test_what_is_too_long_comes_back_with_its_words(draft: Report) -> None:
    visitor = Visitor(draft.author).open(at(draft, "write/"))
    visitor.writes("The report", "a" * 20_001).writes("In plain English", "Kept.").press("Save")
    assert "This has 20,001 characters" in visitor.error_at("The report")
    assert visitor.reads_in("In plain English") == "Kept."
    assert Report.objects.get().plain_summary == ""


def test_a_report_without_a_title_says_so_and_a_taken_one_too(draft: Report) -> None:
    boards.ReportFactory(item=draft.item, title="Taken")
    visitor = Visitor(draft.author).open(at(draft, "write/")).writes("Title", "").press("Save")
    assert "Fill this in." in visitor.error_at("Title") or "blank" in visitor.error_at("Title")
    visitor.writes("Title", "Taken").press("Save")
    visitor.sees("There is a report of this title under the item already.")


def test_a_broken_mark_overwrites_nothing(draft: Report) -> None:
    """Marks that somebody changed on the way count as not seen."""
    write(draft, summary="Saved.")
    client = sign_in(draft.author)
    for seen in ("", "no json", "[1]", '{"summary": 1}'):
        sent = {"title": draft.title, "summary": "Over it.", "seen": seen}
        assert client.post(at(draft, "write/"), sent).status_code == 200
    assert Report.objects.get().summary == "Saved."


def test_what_is_handed_in_is_not_offered_for_writing(item: AgendaItem) -> None:
    report = submitted(item)
    visitor = Visitor(report.author).open(at(report, "write/"))
    visitor.sees("This report is submitted and waits to be cleared.")
    assert visitor.address == at(report)
    assert "Write it" not in visitor.text


# The clerk ----------------------------------------------------------------------------------------


def test_a_report_is_given_back_with_a_reason_its_author_reads(item: AgendaItem) -> None:
    report = submitted(item)
    clerk = Visitor(person(Role.CLERK, item.council)).open(at(report, "decide/"))
    clerk.ticks("Give it back").press("Save")
    assert "Say what is to be changed." in clerk.error_at("Why")
    clerk.writes("Why", "Say what it costs.").press("Save").sees("Given back")
    author = Visitor(report.author).open(at(report)).sees("Given back")
    author.follow("Write it").sees("Say what it costs.")


def test_a_late_report_needs_a_reason_and_is_shown_late(item: AgendaItem) -> None:
    report, clerk = submitted(item), person(Role.CLERK, item.council)
    page = f"/buckinghamshire/boards/meetings/{item.meeting_id}/reports/"
    Visitor(clerk).open(page).sees("Wednesday 6 January 2027", "has no report that is cleared")
    with clock.set_to(date(2027, 1, 8)):
        visitor = Visitor(clerk).open(page).sees("Overdue by 2 days")
        visitor.open(at(report, "decide/")).ticks("Clear it").press("Save")
        assert "Say why this report comes late" in visitor.error_at("Why")
        visitor.writes("Why", "The figures came late.").press("Save")
        visitor.sees("Late by 2 days", "Reason given: The figures came late.")
        visitor.does_not_see("has no report that is cleared")


def test_a_clerk_cannot_clear_their_own_and_is_told(item: AgendaItem) -> None:
    clerk = person(Role.CLERK, item.council)
    report = submitted(item, author=clerk)
    visitor = Visitor(clerk).open(at(report, "decide/"))
    visitor.sees("You wrote this report. Somebody else clears it.", "Give it back")
    visitor.does_not_see("Clear it for the papers")
    sign_in(clerk).post(at(report, "decide/"), {"decision": "clear"})
    assert Report.objects.get().state == "submitted"


def test_a_clerk_begins_a_report_for_an_author_from_the_item(item: AgendaItem) -> None:
    author = author_of(item)
    clerk = Visitor(person(Role.CLERK, item.council))
    clerk.open(f"/buckinghamshire/boards/meetings/{item.meeting_id}/reports/")
    clerk.follow("Begin a report for Homes")
    assert clerk.reads_in("For which item?").endswith("Homes")
    clerk.writes("Title", "Homes").writes("Who writes it?", author.display_name)
    clerk.press("Begin the report")
    assert Report.objects.get().author == author


def test_an_author_is_not_offered_others_reports(draft: Report) -> None:
    other = Visitor(author_of(draft.item)).open("/buckinghamshire/boards/meetings/reports/")
    other.does_not_see("Homes near school")
    other.open(at(draft), status=403).sees("for its author, the clerk and the proper officer.")
    for page in ("write/", "attach/"):
        other.open(at(draft, page), status=403).sees("This report is somebody else’s.")


# Files --------------------------------------------------------------------------------------------


def attach(report: Report, content: bytes, name: str = "report.pdf", user: User | None = None):
    """Send a file to the form of a report, as its author or somebody else."""
    client = sign_in(user or report.author)
    fields = {"file": files.upload(content, name), "readers": "members"}
    return client.post(at(report, "attach/"), fields, follow=True)


def test_a_file_goes_in_and_comes_out_as_something_to_save(draft: Report) -> None:
    """Whatever it was called or said to be: its own type, and never shown by the browser."""
    content = files.xlsx()
    page = attach(draft, content, "Budget — 2027.html").content.decode()
    assert "Attached: “Budget — 2027”." in page
    row = Attachment.objects.get()
    got = sign_in(draft.author).get(at(draft).replace(f"{draft.pk}/", f"attachments/{row.pk}/"))
    assert b"".join(got.streaming_content) == content
    assert got["Content-Type"].endswith("spreadsheetml.sheet")
    assert got["Content-Disposition"].startswith("attachment; filename")
    assert got["Content-Disposition"].endswith("Budget%20%E2%80%94%202027.xlsx")
    assert got["X-Content-Type-Options"] == "nosniff"
    assert got["Cache-Control"] == "private, no-store"
    assert "sandbox" in got["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (HTML, "report.pdf", "This is not a PDF, Word (.docx), Excel (.xlsx), PNG or JPEG file."),
        (b"%PDF-1.7 " + HTML, "report.pdf", "This file is of two kinds at once."),
        (b"<svg onload='alert(1)'/>", "chart.png", "Its name does not decide"),
        (files.pdf() + files.docx(), "report.pdf", "This file is of two kinds at once."),
        (b"", "empty.pdf", "The submitted file is empty."),
    ],
)
def test_a_hostile_file_is_refused_at_its_field(
    draft: Report, content: bytes, name: str, words: str
) -> None:
    page = attach(draft, content, name).content.decode()
    assert "There is a problem" in page
    assert words in page
    assert not Attachment.objects.exists()


def test_a_file_is_sent_to_those_who_may_have_it_and_nobody_else(draft: Report) -> None:
    """Not another author, not another council, not through the folder it lies in."""
    attach(draft, files.pdf())
    row, council = Attachment.objects.get(), draft.council
    address = f"/buckinghamshire/boards/meetings/reports/attachments/{row.pk}/"
    elsewhere = councils.CouncilFactory(slug="elsewhere")
    codes = {
        "author": sign_in(draft.author).get(address).status_code,
        "clerk": sign_in(person(Role.CLERK, council)).get(address).status_code,
        "proper officer": sign_in(person(Role.PROPER_OFFICER, council)).get(address).status_code,
        "another author": sign_in(author_of(draft.item)).get(address).status_code,
        "member": sign_in(person(Role.BOARD_MEMBER, council)).get(address).status_code,
        "their clerk": sign_in(person(Role.CLERK, elsewhere)).get(address).status_code,
        "by their council": sign_in(person(Role.CLERK, elsewhere))
        .get(address.replace("buckinghamshire", "elsewhere"))
        .status_code,
        "nobody": Client().get(address).status_code,
    }
    assert codes == {
        **dict.fromkeys(("author", "clerk", "proper officer"), 200),
        **dict.fromkeys(("another author", "member"), 403),
        **dict.fromkeys(("their clerk", "by their council"), 404),
        "nobody": 302,
    }
    for path in (f"/{row.file.name}", f"/media/{row.file.name}", f"/static/{row.file.name}"):
        assert sign_in(draft.author).get(path).status_code == 404


def test_a_file_that_is_lost_is_not_found(draft: Report) -> None:
    attach(draft, files.pdf())
    row = Attachment.objects.get()
    row.file.storage.delete(row.file.name)
    address = at(draft).replace(f"{draft.pk}/", f"attachments/{row.pk}/")
    assert sign_in(draft.author).get(address).status_code == 404


def test_a_file_is_taken_off_while_the_report_is_written(draft: Report) -> None:
    attach(draft, files.pdf(), "A plan.pdf")
    Visitor(draft.author).open(at(draft)).press("Take off A plan").sees("The file is taken off.")
    assert not Attachment.objects.exists()
    attach(draft, files.pdf(), "A plan.pdf")
    services.submit_report(by=draft.author, report=write(draft))
    page = Visitor(draft.author).open(at(draft))
    assert not page.offers("Take off A plan")


# Restricted ---------------------------------------------------------------------------------------


@pytest.fixture
def officer(item: AgendaItem) -> Visitor:
    """The proper officer."""
    return Visitor(person(Role.PROPER_OFFICER, item.council))


def test_the_proper_officer_restricts_what_is_out_and_releases_it(
    item: AgendaItem, officer: Visitor
) -> None:
    boards.AgendaItemFactory(meeting=item.meeting, position=30_000, protected=True, minutes=15)
    cleared(item, title="One family", summary="zqsecret")
    publish_pack(by=councils.UserFactory(), meeting=item.meeting)
    paper = f"/buckinghamshire/boards/meetings/{item.meeting_id}/papers/public/1/"
    Visitor().open(paper).sees("zqsecret")
    officer.open("/buckinghamshire/").follow("Restricted papers").sees("Nothing is restricted.")
    officer.follow("One family").follow("Restrict it").press("Restrict it")
    officer.sees("There is a problem")
    officer.ticks("The whole report").writes("Reason", "It tells of one family.")
    officer.writes("To be looked at again on", "2/12/2026").press("Restrict it")
    assert "Choose a day after today" in officer.error_at("To be looked at again on")
    assert officer.reads_in("Reason") == "It tells of one family."
    officer.writes("To be looked at again on", "1/3/2027").press("Restrict it")
    officer.sees("What was published of it is replaced by a slip.", "1 March 2027")
    Visitor().open(paper).sees("not for everybody: It tells of one family.").does_not_see(
        "zqsecret", "One family"
    )
    officer.follow("One family").writes("Resolution", "That the public be excluded.")
    officer.press("Keep it restricted").sees("Kept.").follow("One family")
    officer.sees("That the public be excluded.").press("Release it").sees("Nothing is restricted.")
    assert Restriction.objects.get().lifted_at


def test_one_attachment_is_restricted_alone(item: AgendaItem, officer: Visitor) -> None:
    report = cleared(item, title="Homes")
    boards.AttachmentFactory(report=report, title="A price")
    officer.open(at(report, "restrict/")).ticks("Only the attachment “A price”")
    officer.writes("Reason", "It is a price.").writes("To be looked at again on", "1/3/2027")
    officer.press("Restrict it").sees("A price", "It is a price.")
    assert Restriction.objects.get().attachment.title == "A price"


def test_withholding_from_the_young_asks_why(item: AgendaItem, officer: Visitor) -> None:
    report = cleared(item)
    officer.open(at(report, "restrict/")).ticks("The whole report").writes("Reason", "A price.")
    officer.writes("To be looked at again on", "1/3/2027").ticks("Also withheld from young people")
    officer.press("Restrict it")
    assert "may not read what others read" in officer.error_at("Why young people may not read it")
    officer.writes("Why young people may not read it", "Their own carers are named.")
    officer.press("Restrict it").sees("Restricted.")


def test_a_formal_committee_s_paper_needs_its_paragraph(item: AgendaItem, officer: Visitor) -> None:
    boards.BodyRulesFactory(body=item.meeting.body, committee=True, in_force_from=HELD)
    officer.open(at(cleared(item), "restrict/")).ticks("The whole report").writes(
        "Reason", "Costs."
    )
    officer.writes("To be looked at again on", "1/3/2027").press("Restrict it")
    assert "This Panel is a formal committee" in officer.error_at("Legal paragraph")
    officer.writes("Legal paragraph", PARAGRAPHS[2]).press("Restrict it").sees("Restricted.")
    assert Restriction.objects.get().legal_paragraph == PARAGRAPHS[2]


def test_a_restriction_that_is_due_is_shown_and_counted(item: AgendaItem, officer: Visitor) -> None:
    boards.RestrictionFactory(report=cleared(item), review_on=date(2026, 12, 2))
    officer.open("/buckinghamshire/").sees("1 to be looked at again").follow("Restricted papers")
    officer.sees("Look at it again", "since 2 December 2026")


def test_two_who_look_at_a_restriction_see_what_the_other_kept(
    item: AgendaItem, officer: Visitor
) -> None:
    row = boards.RestrictionFactory(report=cleared(item))
    officer.open(f"/buckinghamshire/boards/meetings/restrictions/{row.pk}/")
    other = officer.copy()
    officer.writes("To be looked at again on", "1/6/2027").press("Keep it restricted").sees("Kept.")
    other.writes("Resolution", "Another.").press("Keep it restricted")
    other.sees("What the other person saved", "1 June 2027")
    assert other.reads_in("Resolution") == "Another."
    assert Restriction.objects.get().resolution == ""


# Lists and tables ---------------------------------------------------------------------------------


def test_lists_and_tables_look_like_it_each_with_one_number(draft: Report) -> None:
    """What is typed is never markup; the page says how a list and a table are written."""
    visitor = Visitor(draft.author).open(at(draft, "write/")).sees("How to write a list or a table")
    words = (
        "We:\n- listen\n- <b>answer</b>\n\nTable: Moves\n| Year | Moves |\n| 2026 | 18 |\n\nEnd."
    )
    visitor.writes("The report", words).press("Save")
    preview = visitor.soup.find(class_="cp-sheet")
    assert [row.get_text() for row in preview.select("ul li")] == ["listen", "<b>answer</b>"]
    table = preview.find("table")
    assert table.caption.get_text(strip=True) == "Moves"
    assert [cell.get_text() for cell in table.select("tbody th, tbody td")] == ["2026", "18"]
    place = draft.item.position
    numbers = [each.get_text() for each in preview.select(".cp-paragraph__number")]
    assert numbers == [f"{place}.{n}" for n in range(1, 5)]
    assert visitor.open(at(draft, "write/")).reads_in("The report") == words


# How it reads -------------------------------------------------------------------------------------

HARD = "The IRO facilitates multi-agency consideration of the sufficiency of accommodation."


def test_a_report_young_people_cannot_read_is_told_so_everywhere(draft: Report) -> None:
    """The same sentence on the page, below the field, and where it is handed in."""
    forum = boards.BodyForumFactory(body=draft.item.meeting.body).forum
    forums.DictionaryWordFactory(forum=forum, word="accommodation", instead="homes")
    write(draft, summary=HARD, plain_summary=HARD)
    refused = "This part is for young people, and at grade"
    visitor = Visitor(draft.author).open(at(draft)).sees(refused)
    visitor.open(at(draft, "write/")).sees(refused, "As saved: Reads with ease at the age of")
    visitor.sees("Instead of “accommodation” say “homes”.", "Say what IRO stands for")
    visitor.press("Save and submit")
    assert refused in visitor.error_at("In plain English")
    assert Report.objects.get().state == "draft"
    visitor.writes("In plain English", "We look for more homes.").press("Save and submit")
    visitor.sees("Submitted. Somebody else clears it now.")


def test_the_body_s_own_rules_say_how_hard_a_report_may_be(draft: Report) -> None:
    body = draft.item.meeting.body
    boards.BodyForumFactory(body=body)
    boards.BodyRulesFactory(body=body, in_force_from=HELD, plain_grade=14)
    write(draft, summary="The council will write to all foster carers about the new allowance.")
    assert queries.plain_grade(draft) == 14
    Visitor(draft.author).open(at(draft, "write/")).press("Save and submit").sees("Submitted.")
