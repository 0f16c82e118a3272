"""Attendance from the record: the figures are those of a count by hand, and who is shown them."""

import random
from datetime import date, timedelta
from fractions import Fraction

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from boards.attendance import Figure, percent
from boards.cycle import MunicipalYear
from boards.models import Body, Meeting, RegisterEntry, Seat, SeatHolder
from boards.oversight.queries import BodyYear, attendance_of
from boards.queries import with_forums
from councils import clock
from councils.roles import Role
from tests.factories import boards, councils
from tests.support.people import sign_in
from tests.support.world import Furnished, World

YEAR = MunicipalYear(date(2026, 5, 20), date(2027, 5, 18), assumed=False)
KINDS = ("formal", "informal", "extraordinary", "workshop")


def of(body: Body) -> BodyYear:
    """The body's year."""
    return attendance_of(with_forums(Body.objects).get(pk=body.pk), YEAR)


# A count by hand -----------------------------------------------------------------------------------


class Record:
    """A body with a year of everything that can happen to attendance, from a seed."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.body = boards.BodyFactory()
        self.council = self.body.council
        for day, kinds in ((date(2020, 1, 1), []), (date(2026, 11, 1), list(KINDS[:2]))):
            boards.BodyRulesFactory(
                body=self.body,
                in_force_from=day,
                attendance_kinds=kinds,
                personal_attendance=75,
                seat_attendance=100,
            )
        self.seats = [
            boards.SeatFactory(body=self.body, is_plural=n == 0, is_attender=n == 3)
            for n in range(4)
        ]
        self.young = boards.SeatFactory(body=self.body, young_people=True)
        boards.SeatFactory(body=self.body, same_as=self.seats[1])
        for seat in self.seats:
            self.fill(seat)
        for number in range(self.chance.randint(0, 6)):
            self.meet(number)

    def day(self) -> date:
        """Any day about the year."""
        return date(2026, 3, 1) + timedelta(days=self.chance.randint(0, 460))

    def fill(self, seat: Seat) -> None:
        """Nobody, or one after another, or two at once where the seat has places."""
        first = self.day()
        ends = [None, first + timedelta(days=self.chance.randint(0, 200))]
        end = self.chance.choice(ends)
        if self.chance.random() < 0.8:
            boards.SeatHolderFactory(seat=seat, starts_on=first, ends_on=end)
        if end and self.chance.random() < 0.5:
            boards.SeatHolderFactory(seat=seat, starts_on=end + timedelta(days=1))
        if seat.is_plural:
            boards.SeatHolderFactory(seat=seat, place=2, starts_on=self.day())

    def meet(self, number: int) -> None:
        """A meeting in each second month, some cancelled, some before its register is kept."""
        meeting = boards.MeetingFactory(
            body=self.body,
            kind=self.chance.choice(KINDS),
            held_on=date(2026, 5, 27) + timedelta(days=60 * number),
            **self.chance.choice([{}, {}, {"cancelled_at": clock.now(), "cancel_reason": "Snow."}]),
        )
        if self.chance.random() < 0.85:
            for seat in self.seats:
                self.mark(meeting, seat)
            if self.chance.random() < 0.5:
                self.enter(meeting, seat=self.young, person=None, heads=2)

    def mark(self, meeting: Meeting, seat: Seat) -> None:
        """Each holder is there, sends a substitute, or neither."""
        for holder in seat.holders.current(meeting.held_on):
            what = self.chance.choice(("present", "online", "apologies", "absent", "substitute"))
            if what != "substitute":
                self.enter(meeting, seat=seat, person=holder.person, mark=what)
                continue
            self.enter(meeting, seat=seat, person=holder.person, mark="apologies")
            person = councils.PersonFactory(council=self.council)
            instead = {"capacity": "substitute", "instead_of": holder.person}
            mark = self.chance.choice(("present", "absent"))
            self.enter(meeting, seat=seat, person=person, mark=mark, **instead)

    def enter(self, meeting: Meeting, **who: object) -> None:
        """A line of the register."""
        boards.RegisterEntryFactory(meeting=meeting, **who)


def was_there(meeting: Meeting, **who: object) -> bool:
    """Whether a register has such a line."""
    entries = RegisterEntry.objects.filter(meeting=meeting, mark__in=("present", "online"))
    return entries.filter(**who).exists()


def counted(body: Body) -> list[Meeting]:
    """The meetings that count, looked at one by one."""
    found = []
    for meeting in Meeting.objects.filter(body=body):
        in_year = date(2026, 5, 20) <= meeting.held_on <= date(2027, 5, 18)
        gone = meeting.held_on < clock.today() and meeting.cancelled_at is None
        right_kind = meeting.held_on < date(2026, 11, 1) or meeting.kind in KINDS[:2]
        if in_year and gone and right_kind and was_there(meeting):
            found.append(meeting)
    return found


def holds(holder: SeatHolder, day: date) -> bool:
    """Whether the seat is theirs on a day."""
    return holder.starts_on <= day and not (holder.ends_on and holder.ends_on < day)


def filled(holder: SeatHolder, meeting: Meeting) -> bool:
    """Whether the holder came, or somebody for them."""
    own = was_there(meeting, person=holder.person)
    stand_in = {"capacity": "substitute", "instead_of": holder.person, "seat": holder.seat}
    return own or was_there(meeting, **stand_in)


def figure_of_seat(seat: Seat, meetings: list[Meeting]) -> tuple[int, int, int]:
    """How often it was filled, how often it should have been, and at how many it was vacant."""
    came = due = vacant = 0
    for meeting in meetings:
        holders = [each for each in seat.holders.all() if holds(each, meeting.held_on)]
        vacant += not holders
        due += len(holders)
        came += sum(filled(holder, meeting) for holder in holders)
    return came, due, vacant


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(seed=st.integers(0, 10**9), when=st.sampled_from([date(2026, 12, 2), date(2027, 6, 1)]))
@pytest.mark.django_db
def test_the_figures_are_those_counted_by_hand(seed: int, when: date) -> None:
    with clock.set_to(when):
        record = Record(seed)
        made, meetings = of(record.body), counted(record.body)
        assert set(made.record.held) == {meeting.held_on for meeting in meetings}
        assert len(made.record.seats) == 3
        for seat, line in zip(record.seats, made.record.seats, strict=False):
            came, due, vacant = figure_of_seat(seat, meetings)
            assert line.attendance.figure == Figure(came, due)
            assert line.attendance.vacant == vacant
        assert people_of(made) == people_by_hand(record, meetings)
        with_young = sum(was_there(meeting, seat=record.young) for meeting in meetings)
        assert f" at {with_young} of {len(meetings)} " in made.record.forum or not meetings


def people_of(made: BodyYear) -> dict[str, Figure]:
    """The personal figures by name, without those who had no meeting yet."""
    return {line.name: line.figure for line in made.record.people if line.figure.held}


def people_by_hand(record: Record, meetings: list[Meeting]) -> dict[str, Figure]:
    """The same, looked at one by one: everybody of the factories holds one seat."""
    found = {}
    for seat in record.seats[:3]:
        for holder in seat.holders.all():
            mine = [meeting for meeting in meetings if holds(holder, meeting.held_on)]
            came = [meeting for meeting in mine if was_there(meeting, person=holder.person)]
            if mine:
                found[holder.person.name] = Figure(len(came), len(mine))
    return found


# Thresholds, from the record to the page -----------------------------------------------------------


@pytest.fixture
def ours(world: World) -> Furnished:
    """Our council, whose body asks for 75% and 100% and has met six times last year."""
    made = world.ours
    rules = made.rows.rules
    rules.personal_attendance, rules.seat_attendance = 75, 100
    rules.save()
    return made


def six_meetings(made: Furnished, came: int) -> None:
    """Six meetings of 2025/26: the holder came to so many, somebody else to all."""
    holder, other = made.rows.holder, made.people[Role.BOARD_MEMBER].people.get()
    for number in range(6):
        day = date(2025, 6, 10) + timedelta(days=50 * number)
        meeting = boards.MeetingFactory(body=made.rows.body, held_on=day)
        boards.RegisterEntryFactory(meeting=meeting, seat=made.rows.seat, person=other)
        mark = "present" if number < came else "apologies"
        boards.RegisterEntryFactory(
            meeting=meeting, seat=holder.seat, person=holder.person, mark=mark
        )
    SeatHolder.objects.filter(seat__body=made.rows.body).update(starts_on=date(2025, 1, 1))


def page(made: Furnished, role: str, address: str) -> BeautifulSoup:
    """What somebody sees."""
    response = sign_in(made.people.get(role)).get(
        f"/ourshire/boards/{made.rows.body.key}/{address}"
    )
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def row_of(soup: BeautifulSoup, name: str, *, table: int) -> list[str]:
    """The cells beside a name, in the table of that number."""
    for row in soup.select("table")[table].select("tbody tr"):
        if row.select_one("th").text == name:
            return [" ".join(cell.text.split()) for cell in row.select("td")]
    raise AssertionError(f"{name} is in no row")


@pytest.mark.parametrize(
    ("came", "figure", "label"),
    [(5, "5 of 6 (83.3%)", "Reaches 75%"), (4, "4 of 6 (66.7%)", "Below 75%")],
)
def test_the_page_judges_exactly(ours: Furnished, came: int, figure: str, label: str) -> None:
    six_meetings(ours, came)
    soup = page(ours, Role.BOARD_MEMBER, "attendance/?year=2025")
    name = ours.rows.holder.person.name
    assert row_of(soup, name, table=2)[1:3] == [figure, label]
    assert Figure(came, 6).meets(Fraction(3, 4)) is (came == 5)
    assert percent(Fraction(came, 6)) in figure


def test_everybody_who_reads_it_sees_the_same_tables(ours: Furnished) -> None:
    six_meetings(ours, 4)
    roles = (Role.BOARD_MEMBER, Role.CHAIR, Role.CLERK, Role.INSPECTOR, Role.PROPER_OFFICER)
    seen = {str(page(ours, role, "attendance/?year=2025").select(".cp-scroll")) for role in roles}
    assert len(seen) == 1


def test_a_vacancy_is_told_apart(ours: Furnished) -> None:
    six_meetings(ours, 6)
    cells = row_of(
        page(ours, Role.CLERK, "attendance/?year=2025"), ours.rows.free_seat.title, table=0
    )
    assert cells[1] == "vacant all year: 6 meetings"


def test_a_missing_register_is_said(ours: Furnished) -> None:
    boards.MeetingFactory(body=ours.rows.body, held_on=date(2026, 11, 4))
    soup = page(ours, Role.BOARD_MEMBER, "attendance/")
    (warning,) = soup.select(".govuk-warning-text__text")
    assert "not kept: " in warning.text
    assert "Wednesday 4 November 2026" in warning.text
    assert "Wednesday 14 October 2026" not in warning.text


def test_young_people_are_a_sentence_and_no_row(ours: Furnished) -> None:
    seat = boards.SeatFactory(body=ours.rows.body, young_people=True, title="Care leavers")
    held = ours.rows.held_meeting
    boards.RegisterEntryFactory(meeting=held, seat=seat, young_people=True)
    child = boards.SeatHolderFactory(seat=seat, person__name="Skye")
    text = page(ours, Role.CLERK, "attendance/").text
    assert "Young people represented Forum of Ourshire at 1 of 1 meetings." in text
    assert child.person.name not in text
    assert "Care leavers" not in text


def test_a_year_that_is_none_is_not_found(ours: Furnished) -> None:
    client: Client = sign_in(ours.people[Role.CLERK])
    for asked in ("x", "1066", "99999999999"):
        address = f"/ourshire/boards/{ours.rows.body.key}/attendance/?year={asked}"
        assert client.get(address).status_code == 404


@pytest.mark.parametrize("year", [0, 10_000, 10**30])
def test_the_statement_of_a_year_that_is_none_is_not_found(ours: Furnished, year: int) -> None:
    """Anybody may type such an address."""
    here = f"/{ours.slug}/boards/{ours.rows.body.key}/attendance/{year}/"
    assert Client().get(here).status_code == 404


def test_the_years_before_and_after_lead_on(ours: Furnished) -> None:
    """None before the first terms of reference, of January 2026, and none that has not begun."""
    this = page(ours, Role.CLERK, "attendance/").select(".govuk-pagination a")
    assert [link["href"].split("?")[1] for link in this] == ["year=2025"]
    last = page(ours, Role.CLERK, "attendance/?year=2025").select(".govuk-pagination a")
    assert [link["href"].split("?")[1] for link in last] == ["year=2026"]
