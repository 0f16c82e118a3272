"""The PDFs of papers: made after publishing, given to those who read the papers, withdrawn at once."""

from datetime import date, timedelta

import pytest
from django.core.files.storage import default_storage
from django.test import Client

from boards.models import Attachment, Edition, Meeting, PrintedFile, Report
from boards.packs.printing import making
from boards.packs.printing.making import make
from boards.packs.printing.press import Limits, NotPrinted
from boards.packs.printing.services import ask_again
from boards.packs.restrictions.services import restrict
from boards.packs.services import publish_pack
from boards.packs.withholding import Decision
from councils import clock
from councils.models import User
from councils.roles import Role
from councils.writing import Refused, store
from tests.factories import boards, councils
from tests.journeys.visiting import Visitor
from tests.support.papers import cleared
from tests.support.people import person, sign_in
from tests.support.printing import opened, press
from tests.support.reading_pdf import text_of

State = PrintedFile.State
SECRET = Decision("It tells of one family.", date(2027, 3, 1))


@pytest.fixture
def report(db, today) -> Report:  # noqa: ARG001
    """A cleared report with a file, in papers that are out."""
    meeting = boards.MeetingFactory(held_on=date(2027, 1, 13))
    boards.BodyForumFactory(body=meeting.body)
    report = cleared(boards.AgendaItemFactory(meeting=meeting, position=1), summary="zqsummary")
    boards.AttachmentFactory(report=report, title="A plan", words="zqfile")
    publish_pack(by=councils.UserFactory(), meeting=meeting)
    return report


@pytest.fixture
def meeting(report: Report) -> Meeting:
    return report.item.meeting


@pytest.fixture
def members(meeting: Meeting) -> Edition:
    return newest(meeting, "members")


def newest(meeting: Meeting, kind: str) -> Edition:
    """What readers of that kind have now."""
    return meeting.editions.filter(kind=kind).order_by("-number").first()


def papers(meeting: Meeting, kind: str = "members") -> str:
    return f"/{meeting.council.slug}/boards/meetings/{meeting.pk}/papers/{kind}/"


def address(meeting: Meeting, kind: str = "members", variant: str = "plain") -> str:
    return f"{papers(meeting, kind)}pdf/{variant}/"


def clerk(meeting: Meeting) -> User:
    return person(Role.CLERK, meeting.council)


def failed(row: PrintedFile) -> PrintedFile:
    """A PDF that could not be made."""
    row.state, row.ended_at = State.FAILED, clock.now()
    return store(row)


def no_press(*args: object, **kwargs: object) -> None:  # noqa: ARG001
    """A press that gives nothing."""
    raise NotPrinted("out of paper")


# Asking for them ----------------------------------------------------------------------------------


def test_publishing_asks_for_them(meeting: Meeting) -> None:
    """For every kind of reader; with files only for those who may have the files."""
    rows = PrintedFile.objects.filter(edition__meeting=meeting)
    assert {(row.edition.kind, row.variant, row.state) for row in rows} == {
        ("members", "plain", State.WAITING),
        ("members", "whole", State.WAITING),
        ("forum", "plain", State.WAITING),
        ("public", "plain", State.WAITING),
    }


def test_the_worker_makes_them(members: Edition) -> None:
    """A pack of pages that says what it is, with its hash and its page numbers."""
    row = press(members)
    assert row.state == State.READY
    assert row.attempts == 1
    with opened(row) as pdf:
        assert row.pages == len(pdf.pages)
        assert "zqsummary" in text_of(pdf)
        assert "zqfile" not in text_of(pdf)
    assert row.size == row.file.size
    assert row.page_map[0]["key"] == "item:front"
    assert sum(each["pages"] for each in row.page_map) == row.pages


def test_with_its_files_it_has_their_words(members: Edition) -> None:
    with opened(press(members, "whole")) as pdf:
        assert "zqfile" in text_of(pdf)


def test_made_twice_it_is_kept_once(members: Edition) -> None:
    row = press(members)
    name = row.file.name
    assert not make(row.pk)
    row.refresh_from_db()
    assert (row.file.name, row.attempts) == (name, 1)


def test_two_workers_at_once_keep_one(members: Edition, monkeypatch) -> None:
    """The slower one finds it done, and leaves it."""
    row = members.printed.get(variant="plain")
    begin = making._begin

    def begin_and_be_overtaken(printed_id: int) -> PrintedFile:
        mine = begin(printed_id)
        monkeypatch.setattr(making, "_begin", begin)
        assert make(printed_id)
        return mine

    monkeypatch.setattr(making, "_begin", begin_and_be_overtaken)
    assert make(row.pk)
    first = PrintedFile.objects.get(pk=row.pk)
    assert first.state == State.READY
    assert default_storage.exists(first.file.name)


def test_a_file_that_is_gone_is_told_of(members: Edition, caplog) -> None:
    """The pack is printed all the same."""
    stored = Attachment.objects.get(report__item__meeting=members.meeting)
    stored.file.storage.delete(stored.file.name)
    with opened(press(members, "whole")) as pdf:
        assert "A plan" in text_of(pdf)
        assert "This file cannot be printed" in text_of(pdf)
    assert "is gone" in caplog.text


# When it fails ------------------------------------------------------------------------------------


def test_when_the_press_gives_nothing_the_papers_stay_and_the_row_says_so(
    members: Edition, monkeypatch, caplog
) -> None:
    monkeypatch.setattr(making, "printed", no_press)
    row = members.printed.get(variant="plain")
    assert not make(row.pk)
    row.refresh_from_db()
    assert (row.state, row.attempts, row.ended_at) == (State.FAILED, 1, clock.now())
    assert "out of paper" in caplog.text
    assert Edition.objects.filter(pk=members.pk).exists()


@pytest.mark.parametrize("limits", [Limits(memory=2**26), Limits(seconds=0), Limits(size=100)])
def test_when_the_press_takes_too_much_it_can_be_asked_again(
    members: Edition, monkeypatch, limits: Limits
) -> None:
    """Out of memory, time or room; the next attempt is made with nothing left of the first."""
    row = members.printed.get(variant="plain")
    with monkeypatch.context() as small:
        small.setattr(making, "LIMITS", limits)
        assert not make(row.pk)
    row.refresh_from_db()
    assert row.state == State.FAILED
    ask_again(by=clerk(members.meeting), printed=row)
    assert press(members).attempts == 2


def test_a_mistake_of_ours_is_on_the_worker_s_record_too(meeting: Meeting) -> None:
    """A block that nobody knows: the row says that it failed, and the task has failed."""
    broken = boards.EditionFactory(meeting=meeting, number=9, content='{"items": []}')
    row = boards.PrintedFileFactory(edition=broken)
    with pytest.raises(KeyError):
        make(row.pk)
    row.refresh_from_db()
    assert row.state == State.FAILED


def test_a_pdf_that_failed_is_offered_to_the_clerk_alone(meeting: Meeting) -> None:
    """One button; everybody else is told that it is not there."""
    failed(newest(meeting, "public").printed.get())
    visitor = Visitor(clerk(meeting)).open(papers(meeting, "public"))
    visitor.sees("could not be made on 2 December 2026")
    visitor.press("Make the PDF of the papers again").sees(
        "The PDF is being made. Look again in a minute."
    )
    row = newest(meeting, "public").printed.get()
    assert row.state == State.WAITING
    failed(row)
    page = Client().get(papers(meeting, "public")).content.decode()
    assert "could not be made" in page
    assert "again</button>" not in page


@pytest.mark.parametrize("kind", ["members", "forum", "public"])
def test_asked_for_twice_it_is_made_once(meeting: Meeting, kind: str) -> None:
    """The second click finds it being made."""
    row = failed(newest(meeting, kind).printed.get(variant="plain"))
    client = sign_in(clerk(meeting))
    for _ in range(2):
        assert client.post(f"{address(meeting, kind)}again/").status_code == 302
    row.refresh_from_db()
    assert row.state == State.WAITING
    with pytest.raises(Refused, match="is being made"):
        ask_again(by=clerk(meeting), printed=row)


def test_when_the_worker_died_it_can_be_asked_for_again(members: Edition) -> None:
    """After a quarter of an hour in which nothing came."""
    row = members.printed.get(variant="plain")
    with clock.set_to(clock.now() + timedelta(minutes=14)), pytest.raises(Refused):
        ask_again(by=clerk(members.meeting), printed=row)
    with clock.set_to(clock.now() + timedelta(minutes=15)):
        assert ask_again(by=clerk(members.meeting), printed=row).asked_at == clock.now()


def test_what_is_made_is_not_made_again(members: Edition) -> None:
    with pytest.raises(Refused, match="made already"):
        ask_again(by=clerk(members.meeting), printed=press(members))


# Giving them out ----------------------------------------------------------------------------------


def test_a_reader_saves_it_from_the_papers(meeting: Meeting, members: Edition) -> None:
    """It has a plain name, and is not kept on the way."""
    row = press(members)
    visitor = Visitor(clerk(meeting)).open(papers(meeting))
    visitor.sees(f"{row.pages} pages")
    got = visitor.client.get(visitor.link("Save the papers as PDF"))
    assert b"".join(got.streaming_content).startswith(b"%PDF")
    assert got["Content-Type"] == "application/pdf"
    assert got["Content-Disposition"].startswith('attachment; filename="corporate-parenting-panel')
    assert got["Content-Disposition"].endswith('-2027-01-13-members-edition-1.pdf"')
    assert got["Cache-Control"] == "private, no-store"
    assert got["X-Content-Type-Options"] == "nosniff"


def test_as_long_as_it_is_made_the_papers_say_so(meeting: Meeting) -> None:
    got = Client().get(address(meeting, "public"), follow=True)
    assert got.redirect_chain == [(papers(meeting, "public"), 302)]
    assert "is being made. Look again in a minute." in got.content.decode()


def test_who_may_not_read_the_papers_may_not_have_their_pdf(meeting: Meeting) -> None:
    for kind in ("members", "forum", "public"):
        press(newest(meeting, kind))
    forum = meeting.body.forum_links.get().forum
    young = person(Role.FORUM_REPRESENTATIVE, meeting.council, forum=forum)
    elsewhere = clerk(boards.MeetingFactory())
    expected = {
        "members": ((young, 403), (elsewhere, 404), (None, 302)),
        "forum": ((young, 200), (elsewhere, 404), (None, 302)),
        "public": ((young, 200), (elsewhere, 200), (None, 200)),
    }
    for kind, answers in expected.items():
        for user, answer in answers:
            assert sign_in(user).get(address(meeting, kind)).status_code == answer, (kind, user)


def test_there_is_no_other_pdf(meeting: Meeting) -> None:
    """With files for the forum and for everybody; of another council; of a kind we do not know."""
    user = clerk(meeting)
    other = boards.MeetingFactory()
    for place in (
        address(meeting, "public", "whole"),
        address(meeting, "forum", "whole"),
        address(meeting, "members", "nothing"),
        papers(other).replace(other.council.slug, meeting.council.slug) + "pdf/plain/",
    ):
        assert sign_in(user).get(place).status_code == 404
    for place in (f"{address(meeting, 'nothing')}again/", f"{address(other)}again/"):
        assert sign_in(user).post(place).status_code == 404


def test_only_the_newest_edition_is_given_out(meeting: Meeting, report: Report) -> None:
    """Restricted, a paper is withdrawn at once: before the new PDF is made, there is none."""
    for kind in ("members", "forum", "public"):
        with opened(press(newest(meeting, kind))) as pdf:
            assert "zqsummary" in text_of(pdf)
    old = {row.pk: row.file.name for row in PrintedFile.objects.exclude(file="")}
    officer = person(Role.PROPER_OFFICER, meeting.council)
    restrict(by=officer, report=report, decision=SECRET)
    for kind in ("members", "forum", "public"):
        got = sign_in(clerk(meeting)).get(address(meeting, kind))
        assert (got.status_code, got["Location"]) == (302, papers(meeting, kind))
    for row in PrintedFile.objects.filter(pk__in=old):
        assert (row.state, row.file.name) == (State.REPLACED, "")
        assert row.page_map
    for kind, stays in (("members", True), ("forum", False), ("public", False)):
        with opened(press(newest(meeting, kind))) as pdf:
            assert ("zqsummary" in text_of(pdf)) is stays
            assert "It tells of one family." in text_of(pdf)


def test_files_that_are_replaced_are_deleted(
    meeting: Meeting, report: Report, django_capture_on_commit_callbacks
) -> None:
    name = press(newest(meeting, "public")).file.name
    assert default_storage.exists(name)
    with django_capture_on_commit_callbacks(execute=True):
        officer = person(Role.PROPER_OFFICER, meeting.council)
        restrict(by=officer, report=report, decision=SECRET)
    assert not default_storage.exists(name)


def test_what_is_replaced_while_it_is_made_is_thrown_away(
    meeting: Meeting, report: Report, monkeypatch
) -> None:
    """The paper is restricted between the press and the shelf."""
    row, keep = newest(meeting, "public").printed.get(), making._keep

    def restrict_first(row: PrintedFile, made: object) -> bool:
        officer = person(Role.PROPER_OFFICER, meeting.council)
        restrict(by=officer, report=report, decision=SECRET)
        return keep(row, made)

    monkeypatch.setattr(making, "_keep", restrict_first)
    assert not make(row.pk)
    row.refresh_from_db()
    assert (row.state, row.file.name) == (State.REPLACED, "")


def test_what_is_replaced_before_it_is_made_is_not_made(meeting: Meeting, report: Report) -> None:
    row = newest(meeting, "public").printed.get()
    restrict(by=person(Role.PROPER_OFFICER, meeting.council), report=report, decision=SECRET)
    assert not make(row.pk)
    row.refresh_from_db()
    assert (row.state, row.attempts) == (State.REPLACED, 0)
    with pytest.raises(Refused, match="newer papers"):
        ask_again(by=clerk(meeting), printed=row)


@pytest.mark.parametrize("kind", ["forum", "public"])
def test_what_files_hold_is_in_no_other_reader_s_pdf(meeting: Meeting, kind: str) -> None:
    """Small numbers in a file are checked by nobody; nor is a withheld one's title told."""
    report = meeting.items.get().reports.get()
    withheld = boards.AttachmentFactory(report=report, title="zqtitle", words="zqwithheld")
    publish_pack(by=clerk(meeting), meeting=meeting)
    restrict(
        by=person(Role.PROPER_OFFICER, meeting.council),
        report=report,
        decision=SECRET,
        attachment=withheld,
    )
    edition = newest(meeting, kind)
    assert [row.variant for row in edition.printed.all()] == ["plain"]
    with opened(press(edition)) as pdf:
        said = text_of(pdf)
    assert "A plan" in said
    assert not [word for word in ("zqfile", "zqwithheld", "zqtitle") if word in said]
    with opened(press(newest(meeting, "members"), "whole")) as pdf:
        assert "zqwithheld" in text_of(pdf)


# Page numbers -------------------------------------------------------------------------------------


def test_a_supplement_keeps_the_page_numbers_of_the_last_pdf(meeting: Meeting) -> None:
    """Those of the last one that was printed, of that kind and variant."""
    first = press(newest(meeting, "members"), "whole")
    late = boards.AgendaItemFactory(meeting=meeting, position=2, title="Late")
    publish_pack(by=clerk(meeting), meeting=meeting)
    second = press(newest(meeting, "members"), "whole")
    before = {each["key"]: each["labels"] for each in first.page_map}
    now = {each["key"]: each["labels"] for each in second.page_map}
    assert all(now[key][: len(labels)] == labels for key, labels in before.items())
    (late_page,) = now[f"item:{late.pk}"]
    assert late_page.endswith("a")
    with opened(second) as pdf:
        assert f"Page {late_page} of" in text_of(pdf)


def test_an_edition_that_was_never_printed_is_passed_over(meeting: Meeting) -> None:
    """Nobody has its pages."""
    first = press(newest(meeting, "public"))
    for title in ("One more", "Another"):
        place = meeting.items.count() + 1
        boards.AgendaItemFactory(meeting=meeting, position=place, title=title)
        publish_pack(by=clerk(meeting), meeting=meeting)
    third = press(newest(meeting, "public"))
    assert third.edition.number == 3
    assert third.page_map[: len(first.page_map)] == first.page_map
