"""Several people at one report, or at one meeting's papers, at the very same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connection

from boards.models import Attachment, Edition, Report, Restriction
from boards.packs.restrictions.services import restrict
from boards.packs.services import publish_pack
from boards.packs.withholding import Decision
from boards.papers import queries, services
from boards.papers.editing import wording
from boards.papers.filing import services as filing
from councils import clock
from councils.models import User
from councils.roles import Role
from councils.writing import Refused
from tests.factories import boards, councils
from tests.support import files
from tests.support.papers import author_of, cleared, write
from tests.support.people import person
from tests.support.waiting import second_waits_for_first

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("today")]
PARTS = ("summary", "text", "plain_summary")
DECISION = Decision("It tells of one family", date(2027, 3, 1))


@pytest.fixture
def item(today: date):  # noqa: ARG001
    """An item of a meeting to come."""
    return boards.AgendaItemFactory(meeting__held_on=date(2027, 1, 13))


@pytest.fixture
def draft(item) -> Report:
    """A report with words in every part."""
    return write(services.write_report(by=author_of(item), item=item, title="Homes"))


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


def test_what_is_acknowledged_is_kept_by_twelve_writers_at_once(draft: Report) -> None:
    """Four to each part: of each four one is saved, and the others are shown it."""
    seen, was = queries.wording_of(draft).marks(), queries.wording_of(draft)

    def save(place: int) -> Report:
        texts = {**was.texts, PARTS[place % 3]: f"Writer {place}."}
        mine = wording(texts, was.recommendations)
        return services.save_report(by=draft.author, report=draft, mine=mine, seen=seen)

    got = at_once(12, save)
    saved = [place for place, each in enumerate(got) if isinstance(each, Report)]
    clashes = [each for each in got if isinstance(each, services.BothChanged)]
    assert (len(saved), len(clashes)) == (3, 9)
    says = queries.wording_of(Report.objects.get()).texts
    assert {says[PARTS[place % 3]] for place in saved} == {f"Writer {place}." for place in saved}
    for clash in clashes:
        (part,) = clash.together.clashes
        assert clash.saved.texts[part] == says[part]


def test_eight_clicks_make_one_of_everything(item) -> None:
    author = author_of(item)
    begun = at_once(8, lambda _: services.write_report(by=author, item=item, title="Homes"))
    assert {report.pk for report in begun} == {Report.objects.get().pk}
    report = write(begun[0])
    attached = at_once(
        8,
        lambda _: filing.attach_file(
            by=author, report=report, file=files.upload(files.pdf(), "Plan.pdf")
        ),
    )
    assert {row.pk for row in attached} == {Attachment.objects.get().pk}
    at_once(8, lambda _: services.submit_report(by=author, report=report))
    clerk = person(Role.CLERK, item.council)
    at_once(8, lambda _: services.clear_report(by=clerk, report=report))
    assert [move.to_state for move in report.moves.order_by("pk")] == ["submitted", "cleared"]
    officer = councils.UserFactory()
    at_once(8, lambda _: restrict(by=officer, report=report, decision=DECISION))
    assert Restriction.objects.count() == 1


# Publish against restrict -------------------------------------------------------------------------


@pytest.fixture
def report(item) -> Report:
    """A cleared report."""
    return cleared(item, summary="zqsecret")


@pytest.fixture
def officer() -> User:
    """Whoever does it."""
    return councils.UserFactory()


def test_who_restricts_waits_for_who_publishes_and_takes_it_out(
    report: Report, officer: User
) -> None:
    meeting = report.item.meeting
    made, _ = second_waits_for_first(
        lambda: publish_pack(by=officer, meeting=meeting),
        lambda: restrict(by=officer, report=report, decision=DECISION),
    )
    assert {edition.number for edition in made} == {1}
    public = meeting.editions.filter(kind=Edition.Kind.PUBLIC).order_by("number")
    assert ["zqsecret" in edition.content for edition in public] == [True, False]


def test_who_publishes_waits_for_who_restricts_and_leaves_it_out(
    report: Report, officer: User
) -> None:
    meeting = report.item.meeting
    _, made = second_waits_for_first(
        lambda: restrict(by=officer, report=report, decision=DECISION),
        lambda: publish_pack(by=officer, meeting=meeting),
    )
    assert {edition.kind: "zqsecret" in edition.content for edition in made} == {
        "members": True,
        "public": False,
    }


def test_who_takes_a_file_off_waits_for_who_restricts_it(draft: Report, officer: User) -> None:
    """And is refused: the decision about it stays on record."""
    attached = filing.attach_file(
        by=draft.author, report=draft, file=files.upload(files.pdf(), "Plan.pdf")
    )
    with pytest.raises(Refused, match="stays on record"):
        second_waits_for_first(
            lambda: restrict(by=officer, report=draft, attachment=attached, decision=DECISION),
            lambda: filing.remove_attachment(by=draft.author, attachment=attached),
        )
    assert Attachment.objects.count() == 1


def test_who_writes_waits_for_who_submits_and_is_told(draft: Report) -> None:
    was = queries.wording_of(draft)
    mine = wording({**was.texts, "text": "Too late."}, was.recommendations)
    with pytest.raises(Refused, match="submitted and waits to be cleared"):
        second_waits_for_first(
            lambda: services.submit_report(by=draft.author, report=draft),
            lambda: services.save_report(
                by=draft.author, report=draft, mine=mine, seen=was.marks()
            ),
        )
    assert clock.today()
    assert Report.objects.get().text == ""
