"""A child named by mistake: hidden by one person, destroyed by a second, and nowhere afterwards."""

import io
import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction
from django.db.utils import IntegrityError

from boards.models import Edition, EditionItem, Meeting, PrivateNote, Removal, Report
from boards.packs.removals.services import destroy_passage, propose_removal, take_back_removal
from boards.packs.removing import DESTROYED, NOT_STANDING, SAME_PERSON, TAKEN_OUT
from boards.packs.services import publish_pack
from boards.papers import services as papers
from councils import clock
from councils.models import User
from councils.roles import Role
from councils.writing import Refused
from tests.factories import boards, councils
from tests.support.papers import cleared, write
from tests.support.people import person, sign_in

NAME = "zqkevin"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def meeting() -> Meeting:
    """A meeting of a body that hears a forum."""
    meeting = boards.MeetingFactory(held_on=date(2027, 1, 13))
    boards.BodyForumFactory(body=meeting.body)
    boards.AgendaItemFactory(meeting=meeting, position=1, title="Homes")
    return meeting


@pytest.fixture
def report(meeting: Meeting) -> Report:
    """A report that was written twice, and names a child in its second paragraph."""
    text = f"One.\n\nIt went wrong for {NAME}.\n\nThree."
    report = cleared(meeting.items.get(), text=text)
    boards.AttachmentFactory(report=report, title=f"About {NAME}", words=NAME)
    publish_pack(by=councils.UserFactory(), meeting=meeting)
    return report


@pytest.fixture
def clerk(meeting: Meeting) -> User:
    return person(Role.CLERK, meeting.council)


@pytest.fixture
def officer(meeting: Meeting) -> User:
    return person(Role.PROPER_OFFICER, meeting.council)


def newest(meeting: Meeting) -> dict[str, Edition]:
    """The newest edition of each kind."""
    return {edition.kind: edition for edition in meeting.editions.order_by("number")}


def number_of(meeting: Meeting, words: str) -> str:
    """Where something stands in the members' papers."""
    pack = json.loads(newest(meeting)["members"].content)
    blocks = [block for item in pack["items"] for block in item["blocks"] if "number" in block]
    return next(each["number"] for each in blocks if words in json.dumps(each, ensure_ascii=False))


def passage(meeting: Meeting) -> str:
    return number_of(meeting, "It went wrong")


def says(edition: Edition) -> str:
    """What is kept of an edition, and what is read of it."""
    return edition.content + "".join(edition.items.values_list("html", flat=True))


def in_tables(words: str) -> set[str]:
    """The tables in which these words stand, in any column of any row, histories included."""
    return {
        model._meta.label
        for model in apps.get_models()
        if any(words in str(row) for row in model._base_manager.values())
    }


# The first person ---------------------------------------------------------------------------------


def test_what_is_proposed_is_hidden_from_everybody_at_once(
    meeting: Meeting, report: Report, clerk: User
) -> None:
    """Under the same numbers, with nothing else changed; what was published before stays so far."""
    number, before = passage(meeting), newest(meeting)
    propose_removal(by=clerk, meeting=meeting, number=f" {number} ")
    for kind, edition in newest(meeting).items():
        assert edition.number == before[kind].number + 1
        assert f"for {NAME}" not in says(edition)
        assert TAKEN_OUT in says(edition)
        assert "Three." in says(edition)
        assert NAME in says(before[kind])
    assert report.text == f"One.\n\nIt went wrong for {NAME}.\n\nThree."


@pytest.mark.usefixtures("report")
def test_proposed_twice_is_proposed_once(meeting: Meeting, clerk: User) -> None:
    number = passage(meeting)
    made = {propose_removal(by=clerk, meeting=meeting, number=number).pk for _ in range(20)}
    assert len(made) == 1
    assert {edition.number for edition in newest(meeting).values()} == {2}


@pytest.mark.usefixtures("report")
@pytest.mark.parametrize("number", ["", "1.99", "9", "x" * 10, "1.2; drop"])
def test_what_is_no_passage_is_refused(
    meeting: Meeting,
    clerk: User,
    number: str,
) -> None:
    with pytest.raises(Refused, match="There is no passage"):
        propose_removal(by=clerk, meeting=meeting, number=number)


def test_it_stays_hidden_when_the_pack_is_published_anew(
    meeting: Meeting, report: Report, clerk: User
) -> None:
    """With the report as it was, and with a report that has changed round it."""
    number = passage(meeting)
    propose_removal(by=clerk, meeting=meeting, number=number)
    assert publish_pack(by=clerk, meeting=meeting) == []
    papers.give_back(by=clerk, report=report, reason="Add something.")
    write(report, text=f"Zero.\n\nOne.\n\nIt went wrong for {NAME}.\n\nThree.")
    papers.submit_report(by=report.author, report=report)
    papers.clear_report(by=clerk, report=report, reason="It came late.")
    assert publish_pack(by=clerk, meeting=meeting)
    for edition in newest(meeting).values():
        assert f"for {NAME}" not in says(edition)
        assert "Zero." in says(edition)
    assert number_of(meeting, TAKEN_OUT) == number


def test_taken_back_it_stands_in_the_next_papers(
    meeting: Meeting, report: Report, clerk: User
) -> None:
    number = passage(meeting)
    removal = propose_removal(by=clerk, meeting=meeting, number=number)
    for _ in range(2):
        take_back_removal(by=clerk, removal=removal)
    publish_pack(by=clerk, meeting=meeting)
    assert passage(meeting) == number
    with pytest.raises(Refused, match=NOT_STANDING):
        destroy_passage(by=person(Role.PROPER_OFFICER, meeting.council), removal=removal)
    assert NAME in report.text


# The second ---------------------------------------------------------------------------------------


@pytest.mark.usefixtures("report")
def test_one_person_alone_destroys_nothing(meeting: Meeting, clerk: User) -> None:
    removal = propose_removal(by=clerk, meeting=meeting, number=passage(meeting))
    with pytest.raises(Refused, match=SAME_PERSON):
        destroy_passage(by=clerk, removal=removal)
    assert NAME in says(meeting.editions.get(kind="members", number=1))


def test_destroyed_it_stands_nowhere(
    meeting: Meeting,
    report: Report,
    clerk: User,
    officer: User,
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager],
) -> None:
    """No table has it, in no column; the record says who and when, and all hashes are true."""
    attached = number_of(meeting, f"About {NAME}")
    numbers = [passage(meeting), attached]
    for place in (numbers[0], "1"):
        boards.PrivateNoteFactory(meeting=meeting, place=place, words=f"Who is it? {place}")
    stored = report.attachments.get().file
    assert {"boards.Edition", "boards.HistoricalReport"} <= in_tables(NAME)
    removals = [propose_removal(by=clerk, meeting=meeting, number=each) for each in numbers]
    before = {edition.pk: edition.number for edition in meeting.editions.all()}
    with django_capture_on_commit_callbacks(execute=True):
        for removal in removals:
            assert destroy_passage(by=officer, removal=removal).done_at
            assert destroy_passage(by=officer, removal=removal).done_at  # the same button twice
    assert in_tables(NAME) == set()
    assert {edition.pk: edition.number for edition in meeting.editions.all()} == before
    for edition in meeting.editions.all():
        assert says(edition).count(TAKEN_OUT) == 4  # both passages, as kept and as read
        assert "Three." in says(edition)
    (first, _) = Removal.objects.order_by("pk")
    assert (first.proposed_by, first.confirmed_by, first.number) == (clerk, officer, numbers[0])
    call_command("check_record", stdout=io.StringIO())
    assert [note.place for note in PrivateNote.objects.all()] == ["1"]
    assert not stored.storage.exists(stored.name)


def test_it_does_not_come_back(
    meeting: Meeting, report: Report, clerk: User, officer: User
) -> None:
    """Neither from the report nor from somebody who types the same words again."""
    number = passage(meeting)
    removal = propose_removal(by=clerk, meeting=meeting, number=number)
    destroy_passage(by=officer, removal=removal)
    assert publish_pack(by=clerk, meeting=meeting) == []
    report.refresh_from_db()
    assert report.text == f"One.\n\n{TAKEN_OUT}\n\nThree."
    report.text = f"One.\n\nIt went wrong for {NAME}.\n\nThree."
    report.save()
    publish_pack(by=clerk, meeting=meeting)
    assert all(f"for {NAME}" not in says(edition) for edition in newest(meeting).values())
    with pytest.raises(Refused, match=DESTROYED):
        take_back_removal(by=clerk, removal=removal)


def test_a_recommendation_leaves_the_front_page_too(
    meeting: Meeting, clerk: User, officer: User
) -> None:
    report = cleared(meeting.items.get())
    row = report.recommendations.get()
    row.text = f"Agree the plan for {NAME}."
    row.save()
    publish_pack(by=clerk, meeting=meeting)
    number = next(
        block["number"]
        for item in json.loads(newest(meeting)["members"].content)["items"]
        for block in item["blocks"]
        if block["block"] == "recommendation"
    )
    removal = propose_removal(by=clerk, meeting=meeting, number=number)
    assert all(NAME not in says(edition) for edition in newest(meeting).values())
    destroy_passage(by=officer, removal=removal)
    assert in_tables(NAME) == set()


# Other words under the same number ----------------------------------------------------------------


def rewritten(report: Report, clerk: User, words: str) -> None:
    """The second paragraph is written anew, cleared and published, some time later."""
    report.refresh_from_db()
    papers.give_back(by=clerk, report=report, reason="Not like this.")
    write(report, text=f"One.\n\n{words}\n\nThree.")
    papers.submit_report(by=report.author, report=report)
    papers.clear_report(by=clerk, report=report, reason="It came late.")
    publish_pack(by=clerk, meeting=report.item.meeting)


@pytest.fixture
def later(today: date) -> Iterator[None]:
    """An hour after the first papers."""
    with clock.set_to(clock.moment(today) + timedelta(hours=1)):
        yield


@pytest.mark.usefixtures("later")
def test_words_that_name_the_child_again_are_hidden_again(
    meeting: Meeting, report: Report, clerk: User, officer: User
) -> None:
    """One word is another: then they are another passage, under the same number."""
    number = passage(meeting)
    first = propose_removal(by=clerk, meeting=meeting, number=number)
    with clock.set_to(clock.now() + timedelta(hours=1)):
        rewritten(report, clerk, f"It went badly for {NAME}.")
        assert number_of(meeting, "It went badly") == number
        second = propose_removal(by=clerk, meeting=meeting, number=number)
        assert second != first
        assert propose_removal(by=clerk, meeting=meeting, number=number) == second
    assert all(f"for {NAME}" not in says(edition) for edition in newest(meeting).values())
    for removal in (first, second):
        destroy_passage(by=officer, removal=removal)
    assert all(f"for {NAME}" not in says(edition) for edition in meeting.editions.all())
    report.refresh_from_db()
    assert report.text == f"One.\n\n{TAKEN_OUT}\n\nThree."
    assert not [past for past in report.history.all() if f"for {NAME}" in past.text]


@pytest.mark.usefixtures("later")
def test_what_was_put_right_meanwhile_stays(
    meeting: Meeting, report: Report, clerk: User, officer: User
) -> None:
    """The second person sees both, and destroys the one that was proposed."""
    number = passage(meeting)
    removal = propose_removal(by=clerk, meeting=meeting, number=number)
    with clock.set_to(clock.now() + timedelta(hours=1)):
        rewritten(report, clerk, "It went wrong for somebody.")
        at = f"/{meeting.council.slug}/boards/meetings/papers/removals/{removal.pk}/"
        page = sign_in(officer).get(at).content.decode()
        assert page.index(f"for {NAME}") < page.index("What stands there now")
        assert page.index("What stands there now") < page.index("for somebody")
        destroy_passage(by=officer, removal=removal)
    assert number_of(meeting, "for somebody") == number
    assert all(f"for {NAME}" not in says(edition) for edition in meeting.editions.all())
    report.refresh_from_db()
    assert report.text == "One.\n\nIt went wrong for somebody.\n\nThree."
    assert not [past for past in report.history.all() if f"for {NAME}" in past.text]


@pytest.mark.usefixtures("later")
def test_after_one_was_destroyed_another_can_be(
    meeting: Meeting, report: Report, clerk: User, officer: User
) -> None:
    """A number is not spent: later words may name a child again. What is gone is not proposed."""
    number = passage(meeting)
    destroy_passage(by=officer, removal=propose_removal(by=clerk, meeting=meeting, number=number))
    with pytest.raises(Refused, match="taken out already"):
        propose_removal(by=clerk, meeting=meeting, number=number)
    with clock.set_to(clock.now() + timedelta(hours=1)):
        rewritten(report, clerk, f"It is about {NAME} again.")
        propose_removal(by=clerk, meeting=meeting, number=number)
    assert all(f"{NAME} again" not in says(edition) for edition in newest(meeting).values())


# The database -------------------------------------------------------------------------------------


def alter(edition: Edition, *, by_removal: int | None = None, **change: object) -> None:
    """A statement of the application's own role."""
    with transaction.atomic(), connection.cursor() as cursor:
        if by_removal is not None:
            cursor.execute(
                "SELECT set_config('corporate_parenting.removal', %s, true)", [str(by_removal)]
            )
        Edition.objects.filter(pk=edition.pk).update(**change)


@pytest.mark.usefixtures("report")
def test_nothing_but_a_confirmed_removal_alters_an_edition(meeting: Meeting) -> None:
    """Not one that is only proposed, one of another meeting, or one that is done."""
    edition = meeting.editions.first()
    removals = [
        boards.RemovalFactory(meeting=meeting),
        boards.RemovalFactory(confirmed=True),
        boards.RemovalFactory(meeting=meeting, confirmed=True, done_at=edition.published_at),
    ]
    for by_removal in (None, *(each.pk for each in removals)):
        with pytest.raises(IntegrityError, match="never altered"):
            alter(edition, by_removal=by_removal, content="{}")
    confirmed = boards.RemovalFactory(meeting=meeting, confirmed=True)
    with pytest.raises(IntegrityError, match="never altered"):
        alter(edition, by_removal=confirmed.pk, number=7)
    alter(edition, by_removal=confirmed.pk, content="{}")


def test_the_record_of_a_removal_stays(meeting: Meeting) -> None:
    done = boards.RemovalFactory(meeting=meeting, confirmed=True)
    Removal.objects.filter(pk=done.pk).update(done_at=done.confirmed_at)
    for change in ({"number": "9.9"}, {"proposed_by": councils.UserFactory()}):
        with pytest.raises(IntegrityError, match="stays on record"), transaction.atomic():
            Removal.objects.filter(pk=done.pk).update(**change)
    with pytest.raises(IntegrityError, match="stays on record"), transaction.atomic():
        done.delete()
    assert EditionItem.objects.count() == 0


# The pages ----------------------------------------------------------------------------------------


def test_two_people_take_a_passage_out_by_the_pages(
    meeting: Meeting, report: Report, clerk: User, officer: User
) -> None:
    """The first names it, the second reads it, and then nobody does."""
    at = f"/{meeting.council.slug}/boards/meetings/"
    first, second = sign_in(clerk), sign_in(officer)
    listed = f"{at}{meeting.pk}/papers/removals/"
    assert "There is no passage 7.7" in first.post(listed, {"number": "7.7"}).content.decode()
    page = first.post(listed, {"number": passage(meeting)}, follow=True).content.decode()
    assert f"It went wrong for {NAME}" in page
    assert SAME_PERSON in page
    assert "Destroy this passage" not in page
    removal = Removal.objects.get()
    one = f"{at}papers/removals/{removal.pk}/"
    assert SAME_PERSON in first.post(f"{one}destroy/", follow=True).content.decode()
    assert "Destroy this passage" in second.get(one).content.decode()
    page = second.post(f"{one}destroy/", follow=True).content.decode()
    assert NAME not in page
    assert str(officer) in page
    assert "Passage" in second.get(listed).content.decode()
    assert NAME not in first.get(f"{at}reports/{report.pk}/").content.decode().replace(
        f"About {NAME}", ""
    )
