"""The gate through its pages: every carrier held back from every paper, cleared, replaced, let out."""

import json
from collections.abc import Iterator
from datetime import date

import pytest

from boards.gate import passing as rule
from boards.models import Attachment, Edition, FileClearance, Meeting, Report
from boards.packs.restrictions.services import restrict
from boards.packs.services import publish_pack
from boards.packs.withholding import Decision
from boards.papers import services
from councils.models import User
from councils.roles import Role
from tests.factories import boards, councils
from tests.journeys.visiting import Visitor
from tests.support import files
from tests.support.papers import author_of, cleared, write
from tests.support.people import person, sign_in
from tests.support.uploads import carriers, document

PAPERS = {paper.name: paper for paper in carriers()}
HELD_BACK = "A paper stands here that is still being checked. It follows in a supplement."
COMMENT, KEYWORDS = PAPERS["workbook: comment"], PAPERS["pdf: keywords"]


@pytest.fixture
def meeting(db, today) -> Meeting:  # noqa: ARG001
    """A meeting of a body that hears a forum."""
    meeting = boards.MeetingFactory(held_on=date(2027, 1, 13))
    boards.BodyForumFactory(body=meeting.body)
    return meeting


@pytest.fixture
def draft(meeting: Meeting) -> Report:
    """A report that is being written."""
    item = boards.AgendaItemFactory(meeting=meeting, position=1)
    return write(services.write_report(by=author_of(item), item=item, title="Homes"))


@pytest.fixture
def clerk(meeting: Meeting) -> User:
    """The clerk."""
    return person(Role.CLERK, meeting.council)


def at(report: Report, page: str = "") -> str:
    """The address of a page of a report."""
    return f"/{report.council.slug}/boards/meetings/reports/{report.pk}/{page}"


def of(file: Attachment, page: str = "") -> str:
    """The address of a page of a file."""
    return f"/{file.council.slug}/boards/meetings/reports/attachments/{file.pk}/{page}"


def send(report: Report, content: bytes, name: str = "report.pdf", **more: str) -> str:
    """Its author sends a file; the page that answers."""
    fields = {"file": files.upload(content, name), "readers": "members", **more}
    return sign_in(report.author).post(at(report, "attach/"), fields, follow=True).content.decode()


def out(report: Report, clerk: User) -> dict[str, list[dict]]:
    """The report is handed in, cleared and published: the numbered blocks of each kind of papers."""
    if report.state == Report.State.DRAFT:
        services.submit_report(by=report.author, report=report)
        services.clear_report(by=clerk, report=report)
        report.refresh_from_db()
    publish_pack(by=clerk, meeting=report.item.meeting)
    return {kind: list(_numbered(report.item.meeting, kind)) for kind in Edition.Kind.values}


def _numbered(meeting: Meeting, kind: str) -> Iterator[dict]:
    edition = meeting.editions.filter(kind=kind).latest("number")
    for item in json.loads(edition.content)["items"][1:]:
        yield from (block for block in item["blocks"] if "number" in block)


def slips(blocks: list[dict]) -> dict[str, str]:
    """What slips say, by their numbers."""
    return {each["number"]: each["reason"] for each in blocks if each["block"] == "slip"}


def named(blocks: list[dict]) -> dict[str, str]:
    """The titles of files, by their numbers."""
    return {each["number"]: each["title"] for each in blocks if each["block"] == "attached"}


# Every carrier ------------------------------------------------------------------------------------


def test_every_carrier_is_held_back_from_all_papers_until_it_is_cleared(
    draft: Report, clerk: User
) -> None:
    """What is no sound file at all is refused at its field; the rest of the papers goes out."""
    refused = set()
    for number, paper in enumerate(PAPERS.values(), start=1):
        said = send(draft, paper.content, f"zqpaper{number:02}.pdf")
        if "There is a problem" in said:
            refused.add(paper.name)
        else:
            assert "Held back" in said, paper.name
    assert refused == {"workbook: program", "drawing: cut off", "pdf: cut off"}
    send(draft, files.pdf("Clean."), "zqclean.pdf")
    rows = list(draft.attachments.order_by("position"))
    assert len(rows) == len(PAPERS) - len(refused) + 1
    before = out(draft, clerk)
    for kind, blocks in before.items():
        assert list(named(blocks).values()) == ["zqclean"], kind
        assert list(slips(blocks).values()) == [HELD_BACK] * (len(rows) - 1), kind
        edition = draft.item.meeting.editions.get(kind=kind)
        pages = edition.content + "".join(edition.items.values_list("html", flat=True))
        assert "zqpaper" not in pages
    for row in rows[:-1]:
        page = (
            Visitor(clerk).open(of(row, "check/")).writes("Why may it go out as it is?", "Known.")
        )
        page.press("Clear it").sees("It goes out with the next papers.")
    after = out(draft, clerk)
    for kind, blocks in after.items():
        assert slips(blocks) == {}
        assert list(named(blocks)) == [*slips(before[kind]), *named(before[kind])]


def test_one_is_cleared_and_another_keeps_its_number(draft: Report, clerk: User) -> None:
    """Also when the first of two slips that say the same goes."""
    send(draft, COMMENT.content, "first.xlsx")
    send(draft, KEYWORDS.content, "second.pdf")
    first, second = slips(out(draft, clerk)["public"])
    boards.FileClearanceFactory(
        attachment=draft.attachments.get(title="first"),
        findings=draft.attachments.get(title="first").file_check.findings,
    )
    for blocks in out(draft, clerk).values():
        assert named(blocks) == {first: "first"}
        assert list(slips(blocks)) == [second]


# What the author and the clerk see ----------------------------------------------------------------


def test_the_author_is_told_how_to_mend_it_and_sends_a_mended_one(draft: Report) -> None:
    send(draft, COMMENT.content, "A plan.xlsx")
    page = Visitor(draft.author).open(at(draft))
    page.sees("Held back: 1 thing to look at.", "The file has comments.", "How to mend it")
    page.sees("File, Info, Check for Issues, Inspect Document").does_not_see("brothers")
    page.follow("Replace it").sees("Held back: 1 thing to look at.")
    page.press("Replace the file").sees("There is a problem")
    assert page.error_at("File")
    row = draft.attachments.get()
    mended = {"file": files.upload(files.xlsx(), "other.xlsx"), "readers": "members"}
    client = sign_in(draft.author)
    answer = client.post(of(row, "replace/"), mended, follow=True).content.decode()
    assert "Replaced: “A plan”. Checked: nothing hidden was found." in answer
    again = client.post(of(row, "replace/"), mended, follow=True).content.decode()
    assert "has been replaced already" in again
    assert draft.attachments.get().title == "A plan"


def test_the_clerk_finds_what_is_held_back_from_home_and_from_the_meeting(
    draft: Report, clerk: User
) -> None:
    send(draft, COMMENT.content, "A plan.xlsx")
    services.submit_report(by=draft.author, report=draft)
    home = Visitor(clerk).open(f"/{draft.council.slug}/").sees("Files to look at", "1 held back")
    home.follow("Files to look at").sees("Held back", "A plan").follow("A plan")
    home.sees("Check: A plan", "The file has comments.", "Attached by")
    decide = Visitor(clerk).open(at(draft, "decide/")).sees("Held back: 1 thing to look at.")
    decide.sees(f"Only {draft.council.words.members} get it with their papers.")
    meeting = f"/{draft.council.slug}/boards/meetings/{draft.item.meeting_id}/"
    Visitor(clerk).open(meeting).does_not_see("held back until checked")
    services.clear_report(by=clerk, report=draft)
    page = Visitor(clerk).open(meeting)
    page.sees("1 paper is held back until checked; the rest can be published.")
    page.press("Publish the papers").sees("Published:")


def test_the_clearance_is_said_why_and_taken_back(draft: Report, clerk: User) -> None:
    send(draft, COMMENT.content, "A plan.xlsx")
    page = Visitor(clerk).open(of(draft.attachments.get(), "check/"))
    page.press("Clear it")
    assert "There is a problem" in page.text
    page.writes("Why may it go out as it is?", "It names the quarter.").press_twice("Clear it")
    assert FileClearance.objects.count() == 1
    page.open(of(draft.attachments.get(), "check/")).sees("It names the quarter.", "Cleared by")
    page.press("Take it back").sees("Taken back. The file is held back again.")
    assert page.offers("Clear it")


def test_twenty_times_the_same_makes_one(draft: Report, clerk: User) -> None:
    for _ in range(20):
        send(draft, COMMENT.content, "A plan.xlsx")
    row, client = draft.attachments.get(), sign_in(clerk)
    for _ in range(20):
        client.post(of(row, "check/"), {"reason": "Known.", "seen": 1})
    assert FileClearance.objects.count() == 1
    for _ in range(20):
        client.post(of(row, "check/take-back/"))
    assert FileClearance.objects.get().version == 2
    mended = files.docx()
    for _ in range(20):
        client.post(of(row, "replace/"), {"file": files.upload(mended), "readers": "members"})
    assert Attachment.objects.get().replaces == row.pk


# Who may not --------------------------------------------------------------------------------------


def test_who_attached_it_or_wrote_the_report_is_told_why_not(meeting: Meeting) -> None:
    """On the page, without a form, and when it is sent all the same."""
    author = person(Role.CLERK, meeting.council)
    item = boards.AgendaItemFactory(meeting=meeting, position=1)
    report = write(services.write_report(by=author, item=item, title="Homes"))
    send(report, COMMENT.content)
    row = report.attachments.get()
    page = Visitor(author).open(of(row, "check/")).sees(rule.YOUR_FILE)
    assert not page.offers("Clear it")
    sent = sign_in(author).post(of(row, "check/"), {"reason": "Known.", "seen": 1})
    assert rule.YOUR_FILE in sent.content.decode()
    assert not FileClearance.objects.exists()


def test_others_are_turned_away(draft: Report) -> None:
    send(draft, COMMENT.content)
    row, elsewhere = draft.attachments.get(), councils.CouncilFactory()
    for role, code in ((Role.REPORT_AUTHOR, 403), (Role.PROPER_OFFICER, 403), (Role.CHAIR, 403)):
        client = sign_in(person(role, draft.council))
        assert client.get(of(row, "check/")).status_code == code
        assert client.post(of(row, "check/take-back/")).status_code == code
    stranger = sign_in(person(Role.CLERK, elsewhere))
    for page in ("check/", "replace/", ""):
        assert stranger.get(of(row, page)).status_code == 404
        there = of(row, page).replace(draft.council.slug, elsewhere.slug)
        assert stranger.get(there).status_code == 404


def test_a_clearance_of_a_file_that_was_replaced_meanwhile_clears_nothing(
    draft: Report, clerk: User
) -> None:
    send(draft, COMMENT.content)
    row = draft.attachments.get()
    page = Visitor(clerk).open(of(row, "check/")).writes("Why may it go out as it is?", "Known.")
    fields = {"file": files.upload(KEYWORDS.content), "readers": "everyone"}
    sign_in(draft.author).post(of(row, "replace/"), fields)
    page.press("Clear it").sees("This file has been replaced already.", "Held back")
    assert not FileClearance.objects.exists()
    assert page.address == of(draft.attachments.get(), "check/")


# Who may have it ----------------------------------------------------------------------------------


def address(meeting: Meeting, row: Attachment, kind: str) -> str:
    """Where readers of a kind of papers save a file."""
    return f"/{meeting.council.slug}/boards/meetings/{meeting.pk}/papers/{kind}/files/{row.pk}/"


def test_what_everyone_may_read_is_saved_from_every_kind_of_papers(
    draft: Report, clerk: User, meeting: Meeting
) -> None:
    """What its author has said decides; what is said of nobody is for members."""
    send(draft, document(), "Ours.docx", readers="members")
    page = Visitor(draft.author).open(at(draft, "attach/"))
    page.sees("no number of children in care in it is below 6")
    send(draft, files.pdf("Open."), "Everyone’s.pdf", readers="everyone")
    Visitor(clerk).open(at(draft)).sees("Its author says that everyone may read it")
    out(draft, clerk)
    ours, everyones = draft.attachments.order_by("position")
    forum = meeting.body.forum_links.get().forum
    young = person(Role.FORUM_REPRESENTATIVE, meeting.council, forum=forum)
    for user, kind in ((young, "forum"), (None, "public"), (clerk, "members")):
        there = address(meeting, everyones, kind).replace(f"files/{everyones.pk}/", "1/")
        reader = Visitor(user).open(there).sees("Ours", "Everyone’s", "Files to save")
        got = reader.client.get(reader.link("Everyone’s"))
        assert b"Open." in b"".join(got.streaming_content)
        assert got["Content-Disposition"].startswith("attachment; filename")
        code = 200 if kind == "members" else 404
        assert reader.client.get(address(meeting, ours, kind)).status_code == code
    reader.open(there.replace("members", "public"))
    reader.sees(f"The file is kept with the report for {meeting.council.words.members}")
    assert sign_in(None).get(address(meeting, everyones, "forum")).status_code == 302


def test_a_restriction_wins_over_what_was_said(
    draft: Report, clerk: User, meeting: Meeting
) -> None:
    send(draft, files.pdf("Open."), "Everyone’s.pdf", readers="everyone")
    out(draft, clerk)
    row, officer = draft.attachments.get(), person(Role.PROPER_OFFICER, meeting.council)
    decision = Decision("It names a price", date(2027, 3, 1))
    restrict(by=officer, report=draft, attachment=row, decision=decision)
    assert sign_in(None).get(address(meeting, row, "public")).status_code == 404
    assert sign_in(clerk).get(address(meeting, row, "members")).status_code == 200
    out(draft, clerk)
    assert sign_in(None).get(address(meeting, row, "public")).status_code == 404


def test_what_is_found_after_it_went_out_is_given_to_nobody(meeting: Meeting, clerk: User) -> None:
    """Nor what nobody has looked into since the gate came; the next papers have a slip."""
    report = cleared(boards.AgendaItemFactory(meeting=meeting, position=1))
    row = boards.AttachmentFactory(report=report, for_everyone=True)
    out(report, clerk)
    check = row.file_check
    check.findings = [boards.FOUND]
    check.save()
    for user, kind in ((clerk, "members"), (None, "public")):
        got = sign_in(user).get(address(meeting, row, kind))
        assert got.status_code == 403
        assert rule.NOT_OUT in got.content.decode()
    for blocks in out(report, clerk).values():
        assert list(slips(blocks).values()) == [HELD_BACK]
    assert sign_in(clerk).get(address(meeting, row, "members")).status_code == 404


def test_a_restricted_file_that_is_held_back_has_the_officer_s_slip_outside(
    meeting: Meeting, clerk: User
) -> None:
    report = cleared(boards.AgendaItemFactory(meeting=meeting, position=1))
    row = boards.AttachmentFactory(report=report, held=True)
    boards.RestrictionFactory(council=meeting.council, report=None, attachment=row)
    said = {kind: next(iter(slips(blocks).values())) for kind, blocks in out(report, clerk).items()}
    assert said["members"] == HELD_BACK
    assert said["public"] == said["forum"]
    assert "not for everybody: It tells of one family." in said["public"]
