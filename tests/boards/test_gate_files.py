"""Files looked into, held back, cleared, taken back and replaced: through the services."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction

from boards.gate import passing as rule
from boards.gate.findings import VERSION, Finding, Kind
from boards.models import AgendaItem, Attachment, FileCheck, FileClearance, Report
from boards.packs.clearing import services as clearing
from boards.packs.services import publish_pack
from boards.papers import services
from boards.papers.filing import queries
from boards.papers.filing import services as filing
from boards.papers.queries import waiting
from councils.models import Council, User
from councils.roles import Role
from councils.writing import Refused
from tests.factories import boards, councils
from tests.support import files
from tests.support.papers import author_of, cleared, write
from tests.support.people import person
from tests.support.uploads import Paper, carriers

PAPERS = {paper.name: paper for paper in carriers()}
WITH_COMMENT, WITH_PLACE = PAPERS["pdf: comment"], PAPERS["photograph: place"]
OTHER = Finding(Kind.LAYER, "the file", "A layer is there and not shown.").plain()


@pytest.fixture
def item(db, today) -> AgendaItem:  # noqa: ARG001
    """An item of a meeting to come."""
    return boards.AgendaItemFactory(meeting__held_on=date(2027, 1, 13))


@pytest.fixture
def draft(item: AgendaItem) -> Report:
    """A report that is being written."""
    return write(services.write_report(by=author_of(item), item=item, title="Homes"))


@pytest.fixture
def clerk(item: AgendaItem) -> User:
    """A second person."""
    return person(Role.CLERK, item.council)


def attach(report: Report, paper: Paper = WITH_COMMENT, **other: object) -> Attachment:
    """The report's author attaches a paper."""
    file = files.upload(paper.content, "A plan.pdf")
    return filing.attach_file(by=report.author, report=report, file=file, **other)


def now(attachment: Attachment) -> rule.Passing:
    """Where the file is, asked anew."""
    return queries.passing_of(queries.files().get(pk=attachment.pk))


def clear(clerk: User, attachment: Attachment, reason: str = "It is a heading.", seen: int = 1):
    """Somebody clears it."""
    return clearing.clear_file(by=clerk, attachment=attachment, seen=seen, reason=reason)


def replace(by: User, attachment: Attachment, content: bytes = b"") -> Attachment:
    """Somebody puts another file in its place."""
    file = files.upload(content or files.pdf("Mended."))
    return filing.replace_file(by=by, attachment=attachment, file=file, for_everyone=False)


# Looked into --------------------------------------------------------------------------------------


def test_a_file_is_looked_into_when_it_is_attached(draft: Report) -> None:
    held = attach(draft)
    assert now(held).state is rule.State.HELD
    assert (held.file_check.gate, held.file_check.looked_at) == (VERSION, held.uploaded_at)
    clean = filing.attach_file(by=draft.author, report=draft, file=files.upload(files.pdf()))
    assert now(clean).state is rule.State.CLEAN
    assert (held.position, clean.position) == (1, 2)


def test_who_says_nothing_says_for_members_only(draft: Report) -> None:
    assert not attach(draft).for_everyone
    assert attach(draft, WITH_PLACE, for_everyone=True).for_everyone


def test_the_same_file_twice_is_looked_into_once(draft: Report, monkeypatch) -> None:
    first = attach(draft)
    monkeypatch.setattr(filing, "look_into", None)
    assert attach(draft) == first


def test_what_nobody_has_looked_into_is_held_back_until_the_command_has(
    draft: Report, capsys
) -> None:
    waits = boards.AttachmentFactory(report=draft, file_check=None)
    lost = boards.AttachmentFactory(report=draft, file_check=None)
    lost.file.storage.delete(lost.file.name)
    boards.AttachmentFactory(report=draft)
    emptied = boards.AttachmentFactory(report=draft, file_check=None, file="")
    assert now(waits).state is rule.State.NOT_LOOKED
    call_command("look_into_files")
    assert capsys.readouterr().out == "2 looked into, 1 of these held back.\n"
    assert now(waits).state is rule.State.CLEAN
    assert "gone from where files are kept" in now(lost).open[0].words
    assert not FileCheck.objects.filter(attachment=emptied).exists()
    call_command("look_into_files")
    assert capsys.readouterr().out == "0 looked into, 0 of these held back.\n"


def test_a_later_gate_looks_again_and_what_was_cleared_stays_cleared(
    draft: Report, clerk: User, monkeypatch
) -> None:
    attached = attach(draft)
    clear(clerk, attached)
    check = attached.file_check
    check.gate = VERSION - 1
    check.save()
    call_command("look_into_files")
    assert now(attached).state is rule.State.CLEARED
    found = [*queries.kept(attached.file_check.findings), queries.kept([OTHER])[0]]
    monkeypatch.setattr(filing, "look_into", lambda *_: found)
    filing.look_again(attachment=attached)
    assert now(attached).open == queries.kept([OTHER])
    with pytest.raises(Refused, match="looked into again"):
        clear(clerk, attached, seen=2)
    version = FileCheck.objects.get().version
    clear(clerk, attached, "Both are headings.", seen=version)
    assert now(attached).passes
    assert FileClearance.objects.filter(taken_back_at=None).count() == 1


# Cleared by a second person -----------------------------------------------------------------------


def test_a_second_person_clears_it_and_takes_that_back(draft: Report, clerk: User) -> None:
    attached = attach(draft)
    made = clear(clerk, attached)
    assert clear(clerk, attached) == made
    assert (made.attached_by, made.written_by) == (draft.author, draft.author)
    assert now(attached).state is rule.State.CLEARED
    for _ in range(2):
        clearing.take_back(by=clerk, attachment=attached)
    assert now(attached).state is rule.State.HELD
    made.refresh_from_db()
    assert made.taken_back_by == clerk
    assert clear(clerk, attached).pk != made.pk


def test_neither_who_attached_it_nor_who_wrote_the_report_clears_it(
    item: AgendaItem, clerk: User
) -> None:
    """Not even a clerk who is one of the two; nor does the table take it."""
    author = person(Role.CLERK, item.council)
    report = write(services.write_report(by=author, item=item, title="Homes"))
    file = files.upload(WITH_COMMENT.content)
    attached = filing.attach_file(by=clerk, report=report, file=file)
    with pytest.raises(Refused, match="You attached this file"):
        clear(clerk, attached)
    with pytest.raises(Refused, match="You wrote this report"):
        clear(author, attached)
    for by in (clerk, author):
        with pytest.raises(IntegrityError, match="by_a_second_person"), transaction.atomic():
            boards.FileClearanceFactory(attachment=attached, cleared_by=by)
    assert clear(person(Role.CLERK, item.council), attached)


def test_a_clearance_says_why(draft: Report, clerk: User) -> None:
    with pytest.raises(ValidationError, match="Say why it may go out"):
        clear(clerk, attach(draft), "  ")


def test_two_clearances_by_two_people_are_one(draft: Report, clerk: User) -> None:
    attached = attach(draft)
    clear(clerk, attached)
    with pytest.raises(Refused, match="Nothing holds this file back"):
        clear(person(Role.CLERK, draft.council), attached, "Another reason.")


def test_it_is_not_taken_back_once_it_is_out(item: AgendaItem, clerk: User) -> None:
    report = cleared(item)
    attached = boards.AttachmentFactory(report=report, held=True)
    clear(clerk, attached)
    publish_pack(by=clerk, meeting=item.meeting)
    with pytest.raises(Refused, match="has gone out with the papers"):
        clearing.take_back(by=clerk, attachment=attached)


# Replaced -----------------------------------------------------------------------------------------


def test_another_file_takes_its_place_and_its_title(
    draft: Report, django_capture_on_commit_callbacks
) -> None:
    first, second = attach(draft), attach(draft, WITH_PLACE, title="Where we were")
    with django_capture_on_commit_callbacks(execute=True):
        new = replace(draft.author, first)
    assert list(draft.attachments.order_by("position")) == [new, second]
    assert (new.title, new.position, new.replaces) == (first.title, 1, first.pk)
    assert now(new).state is rule.State.CLEAN
    assert not first.file.storage.exists(first.file.name)
    for model in (Attachment, FileCheck):
        assert model.history.filter(history_type="-", history_user=draft.author).exists()
    assert attach(draft).position == 3


def test_the_same_form_twice_replaces_once(draft: Report) -> None:
    first, content = attach(draft), files.pdf("Mended.")
    assert replace(draft.author, first, content) == draft.attachments.get()
    with pytest.raises(Refused, match="replaced or taken off meanwhile"):
        replace(draft.author, first, content)


def test_the_same_file_is_no_mended_one(draft: Report) -> None:
    with pytest.raises(ValidationError, match="the file that is held back"):
        replace(draft.author, attach(draft), WITH_COMMENT.content)


def test_a_clearance_does_not_go_on_for_another_file(draft: Report, clerk: User) -> None:
    attached = attach(draft)
    clear(clerk, attached)
    new = replace(draft.author, attached, WITH_PLACE.content)
    assert now(new).state is rule.State.HELD
    with pytest.raises(Refused, match="replaced or taken off meanwhile"):
        clear(clerk, attached)
    assert FileClearance.history.filter(history_type="-").count() == 1


def test_a_restriction_goes_on_for_another_file(draft: Report) -> None:
    attached = attach(draft)
    restriction = boards.RestrictionFactory(council=draft.council, report=None, attachment=attached)
    new = replace(draft.author, attached)
    restriction.refresh_from_db()
    assert restriction.attachment == new


def test_after_the_report_was_handed_in_a_clerk_replaces_what_is_held_back(
    draft: Report, clerk: User
) -> None:
    held = attach(draft)
    clean = filing.attach_file(by=draft.author, report=draft, file=files.upload(files.pdf()))
    services.submit_report(by=draft.author, report=draft)
    with pytest.raises(Refused, match="with the clerk"):
        replace(draft.author, held)
    with pytest.raises(Refused, match="Only a file that is held back"):
        replace(clerk, clean, files.pdf("Another."))
    with pytest.raises(Refused, match="somebody else’s"):
        replace(author_of(draft.item), held)
    services.clear_report(by=clerk, report=draft)
    new = replace(clerk, held, WITH_PLACE.content)
    with pytest.raises(Refused, match="You attached this file"):
        clear(clerk, new)
    assert now(replace(clerk, new)).passes


def test_a_file_is_taken_off_with_what_was_found_in_it(draft: Report, clerk: User) -> None:
    attached = attach(draft)
    clear(clerk, attached)
    filing.remove_attachment(by=draft.author, attachment=attached)
    assert not FileCheck.objects.exists()
    with pytest.raises(Refused, match="taken off meanwhile"):
        clear(clerk, attached)
    with pytest.raises(Refused, match="taken off meanwhile"):
        filing.look_again(attachment=attached)


# The database's own words -------------------------------------------------------------------------


def test_the_database_holds_back_what_the_rule_holds_back(draft: Report) -> None:
    """Clean, held, cleared wholly, in part, and before it was taken back; nobody looked."""
    found = boards.FOUND
    clean = boards.AttachmentFactory(report=draft)
    bare = boards.AttachmentFactory(report=draft, file_check=None)
    rows = [boards.AttachmentFactory(report=draft, held=True) for _ in range(3)]
    boards.FileClearanceFactory(attachment=rows[0])
    boards.FileClearanceFactory(attachment=rows[1], taken_back=True)
    part = boards.AttachmentFactory(report=draft, file_check__findings=[found, OTHER])
    boards.FileClearanceFactory(attachment=part)
    more = boards.AttachmentFactory(report=draft, held=True)
    boards.FileClearanceFactory(attachment=more, findings=[OTHER, found])
    held = set(queries.held())
    assert held == {bare, rows[1], rows[2], part}
    assert held == {row for row in queries.files() if not queries.passing_of(row).passes}
    assert clean not in held


def test_what_waits_for_a_second_person_is_counted(item: AgendaItem, clerk: User) -> None:
    """Not what is being written, nor what they wrote or attached themselves."""
    report = cleared(item)
    boards.AttachmentFactory(report=report, held=True)
    boards.AttachmentFactory(report=report, held=True, uploaded_by=clerk)
    boards.AttachmentFactory(report=report)
    boards.AttachmentFactory(report=boards.ReportFactory(item=item), held=True)
    boards.AttachmentFactory(report=boards.ReportFactory(submitted=True), held=True)

    def waits(user: User) -> tuple[int, int | None]:
        found = Council.objects.values(**waiting(user)).get(pk=item.council_id)
        return found["to_check"], found["held_at"]

    assert waits(clerk) == (1, item.meeting_id)
    assert waits(report.author) == (0, None)
    assert waits(councils.UserFactory()) == (2, item.meeting_id)
