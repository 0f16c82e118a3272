"""Several people at one file at the very same moment, and publishing beside it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.core.files.uploadedfile import UploadedFile
from django.db import connection

from boards.models import Attachment, Edition, FileCheck, FileClearance, Report
from boards.packs.clearing import services as clearing
from boards.packs.restrictions.services import restrict
from boards.packs.services import publish_pack
from boards.packs.withholding import Decision
from boards.papers.filing import services as filing
from councils.models import User
from councils.roles import Role
from councils.writing import Refused
from tests.factories import boards
from tests.support import files
from tests.support.papers import cleared
from tests.support.people import person
from tests.support.uploads import carriers
from tests.support.waiting import second_waits_for_first

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("today")]


@pytest.fixture
def report(today: date) -> Report:  # noqa: ARG001
    """A cleared report with a file that is held back."""
    report = cleared(boards.AgendaItemFactory(meeting__held_on=date(2027, 1, 13)))
    boards.AttachmentFactory(report=report, title="A plan", held=True)
    return report


@pytest.fixture
def file(report: Report) -> Attachment:
    """The file."""
    return report.attachments.get()


@pytest.fixture
def clerks(report: Report) -> list[User]:
    """Two clerks."""
    return [person(Role.CLERK, report.council) for _ in range(2)]


def at_once(number: int, act: Callable[[int], object]) -> list[object]:
    """What each of so many threads got, or the refusal; all begin at the same moment."""
    gate = Barrier(number)

    def one(place: int) -> object:
        try:
            gate.wait(timeout=20)
            return act(place)
        except Refused as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(number) as threads:
        return list(threads.map(one, range(number)))


def clear(by: User, file: Attachment, reason: str = "It is a heading.") -> FileClearance:
    """Somebody clears the file."""
    return clearing.clear_file(by=by, attachment=file, seen=1, reason=reason)


def mended() -> UploadedFile:
    """Another file to send."""
    return files.upload(files.pdf("Mended."))


def replace(by: User, file: Attachment) -> Attachment:
    """Somebody puts another file in its place."""
    return filing.replace_file(by=by, attachment=file, file=mended(), for_everyone=False)


def says(report: Report) -> list[bool]:
    """Whether each edition of the members' papers names the file, the first one first."""
    editions = report.item.meeting.editions.filter(kind=Edition.Kind.MEMBERS).order_by("number")
    return ["A plan" in edition.content for edition in editions]


def test_two_officers_clear_it_at_once_and_one_is_told(
    file: Attachment, clerks: list[User]
) -> None:
    got = at_once(2, lambda place: clear(clerks[place], file, f"Reason {place}."))
    (made,) = (each for each in got if isinstance(each, FileClearance))
    (refused,) = (each for each in got if isinstance(each, Refused))
    assert FileClearance.objects.get() == made
    assert "Nothing holds this file back" in str(refused)


def test_twenty_clicks_make_one(file: Attachment, clerks: list[User]) -> None:
    assert len({each.pk for each in at_once(20, lambda _: clear(clerks[0], file))}) == 1
    at_once(8, lambda _: clearing.take_back(by=clerks[0], attachment=file))
    assert FileClearance.objects.get().version == 2
    got = set(at_once(4, lambda _: replace(clerks[0], file)))
    new = Attachment.objects.get()
    assert {each for each in got if isinstance(each, Attachment)} == {new}
    assert FileCheck.objects.get().attachment == new


def test_a_carrier_sent_eight_times_at_once_is_attached_once(report: Report, clerks) -> None:
    paper = next(paper for paper in carriers() if paper.name == "pdf: comment")
    draft = boards.ReportFactory(item=report.item)

    def send(_: int) -> Attachment:
        return filing.attach_file(
            by=clerks[0], report=draft, file=files.upload(paper.content), title="One"
        )

    assert len({each.pk for each in at_once(8, send)}) == 1
    assert FileCheck.objects.filter(attachment__report=draft).count() == 1


def test_who_clears_waits_for_who_publishes_and_it_is_in_the_next_papers(
    report: Report, file: Attachment, clerks: list[User]
) -> None:
    meeting = report.item.meeting
    second_waits_for_first(
        lambda: publish_pack(by=clerks[0], meeting=meeting), lambda: clear(clerks[1], file)
    )
    publish_pack(by=clerks[0], meeting=meeting)
    assert says(report) == [False, True]


def test_who_publishes_waits_for_who_clears_and_it_is_in_these_papers(
    report: Report, file: Attachment, clerks: list[User]
) -> None:
    second_waits_for_first(
        lambda: clear(clerks[0], file),
        lambda: publish_pack(by=clerks[1], meeting=report.item.meeting),
    )
    assert says(report) == [True]


def test_who_takes_it_back_waits_for_who_publishes_and_is_refused(
    report: Report, file: Attachment, clerks: list[User]
) -> None:
    clear(clerks[0], file)
    with pytest.raises(Refused, match="has gone out"):
        second_waits_for_first(
            lambda: publish_pack(by=clerks[1], meeting=report.item.meeting),
            lambda: clearing.take_back(by=clerks[0], attachment=file),
        )
    assert says(report) == [True]


def test_who_clears_or_restricts_waits_for_who_replaces_and_is_told(
    report: Report, file: Attachment, clerks: list[User]
) -> None:
    """What was decided about one file does not fall on another."""
    decision = Decision("It tells of one family", date(2027, 3, 1))
    with pytest.raises(Refused, match="replaced or taken off meanwhile"):
        second_waits_for_first(lambda: replace(clerks[0], file), lambda: clear(clerks[1], file))
    new = report.attachments.get()
    check = new.file_check  # a later gate finds something in it, so that it can be replaced again
    check.findings = [{**boards.FOUND, "where": "page 2"}]
    check.save()
    with pytest.raises(Refused, match="replaced or taken off meanwhile"):
        second_waits_for_first(
            lambda: replace_again(clerks[0], new),
            lambda: restrict(by=clerks[1], report=report, attachment=new, decision=decision),
        )
    assert not report.attachments.get().restrictions.exists()


def replace_again(by: User, file: Attachment) -> Attachment:
    """Somebody puts a third file in its place."""
    third = files.upload(files.pdf("Mended again."))
    return filing.replace_file(by=by, attachment=file, file=third, for_everyone=False)
