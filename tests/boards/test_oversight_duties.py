"""The calendar of duties from the record: done, overdue, taken back, alerted; all five councils."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError

from boards.cycle import municipal_year
from boards.duties import Standing
from boards.models import Body, Duty, DutyDone
from boards.oversight.owing import saying, services
from boards.oversight.owing.queries import (
    calendar_of,
    kept,
    overdue,
    overdue_number,
    this_and_last,
)
from boards.oversight.owing.saying import overdue_words
from boards.oversight.queries import bodies_read
from boards.seats.queries import reads_record
from corporate_parenting.for_you import for_you
from councils import clock
from councils.models import User
from councils.queries import annual_councils
from councils.roles import Role
from tests.factories import boards, councils
from tests.support.loading import load_council
from tests.support.people import sign_in
from tests.support.world import Furnished, World

TODAY = date(2026, 12, 2)
END = date(2027, 5, 18)


@pytest.fixture
def ours(world: World) -> Furnished:
    """Our council: one duty of this year is done, another is not."""
    return world.ours


@pytest.fixture
def by() -> User:
    """Whoever records it."""
    return councils.UserFactory()


def duty_of(body: Body, how_often: str) -> Duty:
    """Something the body owes so often."""
    return boards.DutyFactory(body=body, how_often=how_often)


def standing(duty: Duty) -> list[tuple[date | None, Standing]]:
    """Its lines in the municipal year of today."""
    year = municipal_year(clock.today(), annual_councils(duty.council))
    found = kept(Duty.objects.filter(pk=duty.pk), year)
    return [(owed.row.due_on, owed.row.standing) for owed in calendar_of(found, year)]


# Recording -----------------------------------------------------------------------------------------


def test_a_duty_is_done_for_its_line(ours: Furnished, by: User) -> None:
    """And for no other: the quarter before stays overdue."""
    duty = duty_of(ours.rows.body, "each quarter")
    due = [day for day, _ in standing(duty)]
    done = services.record_done(by=by, duty=duty, due_on=due[1], done_on=TODAY, words="Sent.")
    assert [each for _, each in standing(duty)] == [
        *(Standing.OVERDUE, Standing.DONE_LATE),
        *(Standing.TO_COME, Standing.TO_COME),
    ]
    assert (done.recorded_by, done.recorded_at) == (by, clock.now())


def test_sent_twice_it_is_one(ours: Furnished, by: User) -> None:
    same = {"duty": ours.rows.open_duty, "due_on": END, "done_on": TODAY, "words": "Sent."}
    assert services.record_done(by=by, **same) == services.record_done(by=by, **same)


def test_another_record_for_the_same_line_is_refused(ours: Furnished, by: User) -> None:
    with pytest.raises(ValidationError, match="This is recorded as done already"):
        services.record_done(
            by=by, duty=ours.rows.duty, due_on=END, done_on=TODAY, words="Once more."
        )


@pytest.mark.parametrize(
    ("due", "done", "words"),
    [
        (END, date(2026, 12, 3), saying.NOT_YET_DONE),
        (date(2027, 5, 17), TODAY, saying.NOT_OWED),
        (None, TODAY, saying.NOT_OWED),
    ],
)
def test_what_cannot_be_is_refused(ours: Furnished, by: User, due, done, words) -> None:
    with pytest.raises(ValidationError, match=words):
        services.record_done(
            by=by, duty=ours.rows.open_duty, due_on=due, done_on=done, words="Sent."
        )
    assert not ours.rows.open_duty.times_done.exists()


def test_a_duty_without_a_date_is_done_on_its_day(ours: Furnished, by: User) -> None:
    """As often as it is done."""
    duty = duty_of(ours.rows.body, "regularly")
    for day in (date(2026, 10, 1), TODAY):
        services.record_done(by=by, duty=duty, due_on=None, done_on=day, words="Sent.")
    assert standing(duty) == [(None, Standing.NO_DATE)]
    assert list(duty.times_done.values_list("due_on", flat=True)) == [date(2026, 10, 1), TODAY]


def test_it_is_taken_back_with_its_history_and_twice_changes_nothing(
    ours: Furnished, by: User
) -> None:
    duty = ours.rows.duty
    for _ in range(2):
        services.undo_done(by=by, duty=duty, due_on=END)
    assert standing(duty) == [(END, Standing.TO_COME)]
    removed = DutyDone.history.filter(duty=duty, history_type="-").get()
    assert removed.history_user == by


# Alerts --------------------------------------------------------------------------------------------


def late(made: Furnished) -> list[tuple[str, date]]:
    """What is overdue, by title and day."""
    this, last = this_and_last(annual_councils(made.council))
    found = kept(Duty.objects.of(made.council), this, last)
    return [(owed.duty.title, owed.row.due_on) for owed in overdue(found, this, last)]


def test_last_year_is_held_against_a_body_that_met_in_it(ours: Furnished) -> None:
    """A body that did not meet in 2025/26 owes nothing of that year."""
    body = boards.BodyFactory(strategy=ours.rows.strategy)
    duty = boards.DutyFactory(body=body, title="Yearly report")
    assert duty.title not in dict(late(ours))
    boards.MeetingFactory(body=body, held_on=date(2026, 3, 4))
    assert (duty.title, date(2026, 5, 19)) in late(ours)


def test_what_stays_owed_from_year_to_year_is_counted_once(ours: Furnished) -> None:
    boards.MeetingFactory(body=ours.rows.body, held_on=date(2026, 3, 4))
    duty = duty_of(ours.rows.body, "renewal date November 2025")
    assert [title for title, _ in late(ours)].count(duty.title) == 1


def test_the_number_is_that_of_the_list(ours: Furnished) -> None:
    """Though it asks the database once."""
    boards.MeetingFactory(body=ours.rows.body, held_on=date(2026, 3, 4))
    boards.MeetingFactory(body=ours.rows.body, held_on=date(2026, 11, 4))
    for how_often in ("each quarter", "each meeting", "regularly", "renewal date November 2025"):
        duty_of(ours.rows.body, how_often)
    assert overdue_number(ours.council) == len(late(ours)) > 4


def test_the_clerk_finds_them_on_the_home_page(ours: Furnished) -> None:
    boards.MeetingFactory(body=ours.rows.body, held_on=date(2026, 3, 4))
    (card,) = [
        card
        for card in for_you(ours.people[Role.CLERK], ours.council)
        if card.title == "What is owed"
    ]
    assert card.meta == "2 duties are overdue."
    assert "Overdue" in sign_in(ours.people[Role.CLERK]).get(card.href).content.decode()


def test_one_is_said_as_one() -> None:
    assert [overdue_words(number) for number in (0, 1, 2)] == [
        "",
        "1 duty is overdue.",
        "2 duties are overdue.",
    ]


# The pages -----------------------------------------------------------------------------------------


def page(made: Furnished, role: str, address: str) -> BeautifulSoup:
    """What somebody sees."""
    response = sign_in(made.people[role]).get(f"/{made.slug}/boards/{address}")
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def test_a_member_sees_how_it_can_be_seen_and_has_no_buttons(ours: Furnished) -> None:
    text = page(ours, Role.BOARD_MEMBER, f"{ours.rows.body.key}/duties/")
    assert ours.rows.duty_done.words in text.text
    assert "Record it as done" not in text.text
    assert not text.select("main form")


def test_the_clerk_records_and_takes_back(ours: Furnished) -> None:
    client = sign_in(ours.people[Role.CLERK])
    duties = f"/ourshire/boards/{ours.rows.body.key}/duties/"
    soup = page(ours, Role.CLERK, f"{ours.rows.body.key}/duties/")
    (link,) = [a["href"] for a in soup.select("main a") if "done/?due=" in a["href"]]
    assert link.endswith("?due=2027-05-18")
    sent = {"due_on": "18/5/2027", "done_on": "1/12/2026", "words": "Item 5 of 10 June."}
    assert client.post(link, sent).url == f"{duties}?year=2026"
    assert "Item 5 of 10 June." in client.get(duties).content.decode()
    undo = f"{duties}{ours.rows.open_duty.key}/undo/"
    for _ in range(2):
        assert client.post(undo, {"due": "2027-05-18"}).url == f"{duties}?year=2026"
    assert not ours.rows.open_duty.times_done.exists()


def test_an_error_keeps_what_was_typed(ours: Furnished) -> None:
    address = f"/ourshire/boards/{ours.rows.body.key}/duties/{ours.rows.open_duty.key}/done/"
    sent = {"due_on": "18/5/2027", "done_on": "3/12/2026", "words": "Item 5."}
    client = sign_in(ours.people[Role.CLERK])
    answer = client.post(f"{address}?due=2027-05-18", sent).content.decode()
    assert saying.NOT_YET_DONE in answer
    assert 'value="Item 5."' in answer


@pytest.mark.parametrize("due", ["x", "2027-02-30"])
def test_a_day_that_is_none_is_not_found(ours: Furnished, due: str) -> None:
    address = f"/ourshire/boards/{ours.rows.body.key}/duties/{ours.rows.open_duty.key}"
    client = sign_in(ours.people[Role.CLERK])
    assert client.get(f"{address}/done/?due={due}").status_code == 404
    assert client.post(f"{address}/undo/", {"due": due}).status_code == 404


def test_whose_record_one_reads_is_said_once(ours: Furnished) -> None:
    """The list over all bodies and the page of each let the same people in."""
    substitute = boards.SubstituteFactory(seat=ours.rows.seat, place=2).person
    substitute.user = ours.people["member of another body"]
    substitute.save()
    group = boards.SeatHolderFactory(seat=boards.SeatFactory(body=ours.rows.group_of_body)).person
    group.user = ours.people["chair of another body"]
    group.save()
    seen = set()
    for name, user in ours.people.items():
        own = set(bodies_read(user, ours.council, TODAY))
        bodies = Body.objects.of(ours.council).select_related("council")
        assert own == {body for body in bodies if reads_record(user, body, TODAY)}, name
        seen.add(len(own))
    assert len(seen) > 3


def test_over_all_bodies_each_sees_those_they_sit_on(ours: Furnished) -> None:
    elsewhere = boards.DutyFactory(body=ours.rows.other_body, title="Owed elsewhere")
    assert elsewhere.title in page(ours, Role.CLERK, "meetings/duties/").text
    member = page(ours, Role.BOARD_MEMBER, "meetings/duties/").text
    assert elsewhere.title not in member
    assert ours.rows.open_duty.title in member


# The five councils ---------------------------------------------------------------------------------

#: How the duties of each stand on 2 December 2026, with nothing recorded.
STATED = {
    "buckinghamshire": {Standing.TO_COME, Standing.NO_DATE},
    "dorset": {Standing.TO_COME},
    "bromley": {Standing.OVERDUE, Standing.TO_COME},
    "bcp": {Standing.NO_DATE, Standing.OVERDUE},
    "cambridgeshire": {Standing.NO_DATE},
}


@pytest.mark.parametrize("slug", STATED)
def test_the_duties_of_the_five_councils(db, today, slug: str) -> None:  # noqa: ARG001
    """Each body has its lines; those without an interval are shown as stated."""
    council = load_council(slug)
    this, last = this_and_last(annual_councils(council))
    found = kept(Duty.objects.of(council), this, last)
    rows = calendar_of(found, this)
    assert {owed.row.standing for owed in rows} == STATED[slug]
    assert {owed.duty for owed in rows} == set(Duty.objects.of(council))
    for owed in rows:
        if owed.row.due_on is None:
            assert "no date can be worked out" in owed.row.words
