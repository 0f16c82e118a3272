"""What waits for whom, and the letters of a day: each once, whatever fails and however many try."""

from collections.abc import Callable, Iterator
from datetime import date, time, timedelta

import pytest
from django.core import mail
from django.core.mail import EmailMessage

from boards.cycle import WITHOUT_PAPERS
from boards.follow_up import services as follow_up
from boards.models import Action, Body, Reminder
from boards.reminders import queries
from boards.reminders.tasks import remind
from councils import clock
from councils.models import Council, Person, User
from councils.roles import Role
from councils.services import choose_reminders
from tests.factories import boards, councils, forums, measures
from tests.support.mail import PATH, Faulty, ProcessEnds

DAY = date(2026, 12, 2)
MORNING = time(8)


@pytest.fixture
def council(db) -> Iterator[Council]:  # noqa: ARG001
    """A council on the morning of Wednesday 2 December 2026."""
    with clock.set_to(clock.moment(DAY, MORNING)):
        yield councils.CouncilFactory(short_name="Ourshire")


@pytest.fixture
def body(council: Council) -> Body:
    """A panel whose papers are due five working days, and whose minutes fourteen days, from it."""
    body = boards.BodyFactory(council=council, short_name="Panel")
    boards.BodyRulesFactory(body=body, minutes_number=14, minutes_unit="days")
    return body


@pytest.fixture
def clerk(council: Council) -> User:
    """A clerk with an address."""
    return reader(council, Role.CLERK, "clerk")


def reader(council: Council, role: str, name: str, **fields: object) -> User:
    """Somebody with a role and an address."""
    fields = {"email": f"{name}@example.org", "display_name": name.capitalize(), **fields}
    user = councils.UserFactory(username=name, **fields)
    councils.MembershipFactory(user=user, council=council, role=role)
    return user


def member(body: Body, name: str = "member", *, seat: object = None, **fields: object) -> Person:
    """Somebody who holds a seat, and signs in."""
    user = reader(body.council, Role.BOARD_MEMBER, name, **fields)
    person = councils.PersonFactory(council=body.council, user=user)
    boards.SeatHolderFactory(seat=seat or boards.SeatFactory(body=body), person=person)
    return person


def action(body: Body, owner: Person, *, due: int, **other: object) -> Action:
    """An action that is due so many days from now, set by a meeting of long ago."""
    long_ago = DAY - timedelta(days=100)
    held = body.meetings.filter(held_on=long_ago).first()
    held = held or boards.MeetingFactory(body=body, held_on=long_ago)
    item = boards.AgendaItemFactory(meeting=held, position=1 + held.items.count())
    due_on = DAY + timedelta(days=due)
    return boards.ActionFactory(item=item, owner=owner, due_on=due_on, **other)


def letters(day: date = DAY, at: time = MORNING) -> dict[str, str]:
    """The text of each letter that is to go out at a moment, by the reader's user name."""
    with clock.set_to(clock.moment(day, at)):
        return {each.user.username: each.letter.text for each in queries.post(clock.now())}


def later(days: int) -> date:
    """So many days from today."""
    return DAY + timedelta(days=days)


# What waits for whom ------------------------------------------------------------------------------


def test_an_owner_is_told_of_their_actions_with_a_link(body: Body) -> None:
    """Those done, and those said to be done, wait for nobody to do them."""
    owner = member(body)
    action(body, owner, due=-3)
    action(body, owner, due=7)
    action(body, owner, due=-9, closed=True)
    said = action(body, owner, due=-9)
    boards.ActionUpdateFactory(action=said, kind="done")
    text = letters()["member"]
    assert "You have an action that is overdue. It was due on Sunday 29 November 2026.\n" in text
    assert "You have an action to do by Wednesday 9 December 2026.\n" in text
    assert text.count("http://testserver/ourshire/boards/meetings/actions/\n") == 2
    assert text.count("http") == 3  # and the page that stops them


def test_what_is_said_to_be_done_waits_for_the_clerk(body: Body, clerk: User) -> None:
    """Until she closes it, or its owner says something else."""
    said = action(body, member(body), due=-9)
    boards.ActionUpdateFactory(action=said, kind="done")
    assert set(letters()) == {clerk.username}
    assert "an action of the Panel is done. Please close it" in letters()[clerk.username]
    assert f"/boards/{body.key}/actions/\n" in letters()[clerk.username]
    boards.ActionUpdateFactory(action=said, kind="said")
    assert set(letters()) == {"member"}


def test_what_was_passed_up_waits_for_the_clerk_until_it_is_taken(body: Body, clerk: User) -> None:
    """The body is named to which it was passed."""
    passed = boards.EscalationFactory(item=boards.AgendaItemFactory(council=body.council))
    assert "Something was passed up to the" in letters()[clerk.username]
    item = boards.AgendaItemFactory(meeting__body=passed.to_body)
    follow_up.take_escalation(by=clerk, escalation=passed, item=item)
    assert "passed up" not in letters().get(clerk.username, "")


def test_papers_wait_for_the_clerk_until_they_are_out(body: Body, clerk: User) -> None:
    """Five working days before 16 December is the 9th: a week from today."""
    meeting = boards.MeetingFactory(body=body)
    words = "The papers for the Panel meeting on Wednesday 16 December 2026 go out by Wednesday 9 "
    assert words in letters()[clerk.username]
    assert (
        f"http://testserver/ourshire/boards/meetings/{meeting.pk}/\n" in letters()[clerk.username]
    )
    boards.EditionFactory(meeting=meeting)
    assert not letters()


@pytest.mark.parametrize("fields", [{"held_on": later(60)}, {"over": True}])
def test_no_papers_wait_long_before_or_after_a_meeting(
    body: Body, clerk: User, fields: dict
) -> None:
    """Nor for a meeting that is cancelled."""
    boards.MeetingFactory(body=body, **fields)
    boards.MeetingFactory(
        body=body, held_on=later(14), cancelled_at=clock.now(), cancel_reason="Snow"
    )
    assert "papers" not in letters().get(clerk.username, "")


@pytest.mark.parametrize("kind", sorted(WITHOUT_PAPERS))
def test_nobody_is_chased_for_the_papers_of_a_workshop(body: Body, clerk: User, kind: str) -> None:
    assert clerk
    boards.MeetingFactory(body=body, kind=kind)
    boards.MeetingFactory(body=body, kind=kind, held_on=date(2026, 11, 20))
    assert not letters()


def test_minutes_wait_for_the_clerk_until_they_go_round(body: Body, clerk: User) -> None:
    """Fourteen days after 20 November."""
    meeting = boards.MeetingFactory(body=body, held_on=date(2026, 11, 20))
    minutes = boards.MinutesFactory(meeting=meeting)
    assert "go round by Friday 4 December 2026" in letters()[clerk.username]
    with clock.set_to(later(3)):
        assert (
            "The minutes of the Panel meeting on Friday 20 November 2026 are late."
            in (letters(date(2026, 12, 7))[clerk.username])
        )
    minutes.circulated_at = minutes.first_circulated_at = clock.now()
    minutes.circulated_by = clerk
    minutes.save()
    assert not letters()


def test_minutes_of_long_ago_and_of_a_workshop_wait_for_nobody(body: Body, clerk: User) -> None:
    """Nobody would write them any more."""
    boards.MeetingFactory(body=body, held_on=later(-91))
    boards.MeetingFactory(body=body, held_on=later(-15), kind="workshop")
    assert clerk.username not in letters()
    boards.MeetingFactory(body=body, held_on=later(-90))
    assert clerk.username in letters()


def test_what_a_body_owes_waits_for_the_clerk_until_it_is_done(body: Body, clerk: User) -> None:
    """By the end of the municipal year; four weeks before, then when it is overdue."""
    councils.MunicipalYearFactory(council=body.council)  # from 20 May 2026
    boards.MeetingFactory(body=body, held_on=later(-100))
    duty = boards.DutyFactory(body=body, title="zqtitle", how_often="annual")
    assert "owes" not in letters().get(clerk.username, "")
    with clock.set_to(date(2027, 4, 23)):
        words = letters(date(2027, 4, 23))[clerk.username]
    assert "The Panel owes something by Tuesday 18 May 2027." in words
    assert "/boards/meetings/duties/" in words
    with clock.set_to(date(2027, 5, 24)):
        words = letters(date(2027, 5, 24))[clerk.username]
    assert "The Panel owes something that is overdue since" in words
    assert "zqtitle" not in words
    boards.DutyDoneFactory(duty=duty, done_on=date(2027, 4, 1), due_on=date(2027, 5, 18))
    with clock.set_to(date(2027, 5, 24)):
        assert "owes something that" not in letters(date(2027, 5, 24)).get(clerk.username, "")


def test_a_draft_waits_for_its_author(body: Body) -> None:
    """Once it is submitted it is the clerk's."""
    author = reader(body.council, Role.REPORT_AUTHOR, "author")
    item = boards.AgendaItemFactory(meeting__body=body)
    report = boards.ReportFactory(item=item, author=author)
    boards.ReportFactory(item=item, author=author, submitted=True)
    words = "Your report for the Panel meeting on Wednesday 16 December 2026 is due by Wednesday 9"
    assert words in letters()["author"]
    report.state = "submitted"
    report.save()
    assert not letters()


def test_an_invitation_waits_for_each_member_who_has_not_answered(body: Body) -> None:
    """Not before it is sent; and not for somebody whose seat ends before the meeting."""
    silent, answered = member(body, "silent"), member(body, "answered")
    gone = member(body, "gone")
    gone.seats.update(ends_on=later(2))
    meeting = boards.MeetingFactory(body=body)
    boards.ReplyFactory(meeting=meeting, person=answered)
    assert not letters()
    meeting.invited_at = clock.moment(later(-1))
    meeting.save()
    assert set(letters()) == {silent.user.username}
    assert "Please say whether you are coming to the Panel meeting on" in letters()["silent"]


def test_for_young_peoples_seats_their_workers_are_asked_and_no_child(body: Body) -> None:
    """How many come; the young people get no mail about it, address or not."""
    forum = forums.ForumFactory(council=body.council)
    boards.BodyForumFactory(body=body, forum=forum)
    seat = boards.SeatFactory(body=body, is_young_people=True)
    member(body, "young", seat=seat)
    worker = reader(body.council, Role.PARTICIPATION_WORKER, "worker")
    skye = reader(body.council, Role.FORUM_REPRESENTATIVE, "skye")
    for user in (worker, skye):
        forums.ForumMemberFactory(forum=forum, user=user)
    reader(body.council, Role.PARTICIPATION_WORKER, "elsewhere")
    meeting = boards.MeetingFactory(body=body, invited_at=clock.moment(later(-1)))
    assert set(letters()) == {"worker"}
    assert "Please say how many young people are coming" in letters()["worker"]
    boards.ReplyFactory(meeting=meeting, person=None, seat=seat, heads=4)
    assert not letters()


# Who gets a letter --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "fields", [{"email": ""}, {"is_active": False}, {"wants_reminders": False}]
)
def test_without_an_address_or_the_wish_there_is_no_letter(body: Body, fields: dict) -> None:
    """Nor for somebody who may not sign in."""
    action(body, member(body, **fields), due=0)
    assert not letters()


def test_who_holds_no_role_any_more_gets_no_letter(body: Body) -> None:
    """They could not open what it leads to."""
    owner = member(body)
    action(body, owner, due=0)
    owner.user.memberships.update(ends_on=later(-1))
    assert not letters()


def test_on_a_day_one_council_is_closed_the_other_s_matters_go_out(body: Body) -> None:
    """One letter, over all councils that work."""
    owner = member(body)
    other = boards.BodyFactory(council=councils.CouncilFactory(short_name="Elsewhere"))
    councils.MembershipFactory(user=owner.user, council=other.council, role=Role.BOARD_MEMBER)
    also = councils.PersonFactory(council=other.council, user=owner.user)
    action(body, owner, due=0)
    action(other, also, due=0)
    assert "2 things wait for you." in letters()["member"]
    councils.ClosureDayFactory(council=other.council, day=DAY)
    text = letters()["member"]
    assert "1 thing waits for you." in text
    assert "Elsewhere" not in text
    assert "Elsewhere" in letters(later(1))["member"]


@pytest.mark.parametrize(
    ("day", "at"), [(date(2026, 12, 5), MORNING), (DAY, time(6, 59)), (DAY, time(19))]
)
def test_at_night_and_at_the_weekend_nothing_goes_out(body: Body, day: date, at: time) -> None:
    """Whenever the round runs."""
    action(body, member(body), due=-1)
    assert not letters(day, at)


# What goes out ------------------------------------------------------------------------------------


def send(day: date = DAY, at: time = MORNING) -> int:
    """Run a round at a moment; how many letters went out."""
    with clock.set_to(clock.moment(day, at)):
        return remind.call(day.isoformat())


@pytest.fixture
def three(body: Body) -> list[User]:
    """Three people with an action that is due today."""
    owners = [member(body, name) for name in ("ann", "ben", "cat")]
    for owner in owners:
        action(body, owner, due=0)
    return [owner.user for owner in owners]


@pytest.fixture
def server(settings) -> Iterator[type[Faulty]]:
    """The mail server, to be told when to fail."""
    settings.EMAIL_BACKEND = PATH
    before, after = Faulty.before, Faulty.after
    yield Faulty
    Faulty.before, Faulty.after = staticmethod(before), staticmethod(after)


def to(name: str, fault: BaseException) -> Callable[[EmailMessage], None]:
    """A fault that comes with one person's mail."""

    def act(message: EmailMessage) -> None:
        if message.to == [f"{name}@example.org"]:
            raise fault

    return act


def got() -> list[str]:
    """Who has got mail, in the order of sending."""
    return [message.to[0].split("@")[0] for message in mail.outbox]


@pytest.mark.usefixtures("three")
def test_each_gets_one_letter_a_day() -> None:
    """However often the round runs; tomorrow there is nothing new to say."""
    assert [send(), send(at=time(9)), send(at=time(18))] == [3, 0, 0]
    assert got() == ["ann", "ben", "cat"]
    assert send(later(1)) == 3  # from today on each is overdue
    assert send(later(2)) == 0
    assert Reminder.objects.count() == 6


@pytest.mark.usefixtures("three")
def test_a_letter_says_who_it_is_for_what_it_is_and_that_no_machine_need_answer() -> None:
    """Its name is the same for each try."""
    send()
    message = mail.outbox[0]
    reminder = Reminder.objects.get(user__username="ann")
    assert message.subject == "1 thing waits for you"
    assert message.body.startswith("Hello Ann,\n\n1 thing waits for you.\n\nOurshire Council\n")
    assert message.extra_headers["Message-ID"] == f"<reminder-{reminder.pk}-20261202@testserver>"
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"
    assert (reminder.lines, reminder.tries, clock.local(reminder.sent_at).time()) == (1, 1, MORNING)


@pytest.mark.parametrize("fault", [OSError("refused"), ValueError("no such address")])
@pytest.mark.parametrize("name", ["ann", "ben", "cat"])
def test_whoever_the_server_refuses_gets_theirs_with_the_next_round_of_the_day(
    three: list[User], server: type[Faulty], name: str, fault: Exception
) -> None:
    """The others have theirs already, and get no second one; the task says that it failed."""
    server.before = to(name, fault)
    with pytest.raises(OSError, match="1 of 3 reminders"):
        send()
    others = sorted({"ann", "ben", "cat"} - {name})
    assert got() == others
    server.before = lambda message: None  # noqa: ARG005
    assert send(at=time(9)) == 1
    assert got() == [*others, name]
    assert {each.tries for each in Reminder.objects.exclude(user__username=name)} == {1}
    assert Reminder.objects.get(user__username=name).tries == 2
    assert three


def test_what_a_day_could_not_say_the_next_day_says(
    three: list[User], server: type[Faulty]
) -> None:
    """And what the day after had to say goes into the same letter."""
    server.before = to("ben", OSError("refused"))
    for hour in (8, 9, 10):
        with pytest.raises(OSError, match="reminders"):
            send(at=time(hour))
    assert got() == ["ann", "cat"]
    server.before = lambda message: None  # noqa: ARG005
    with clock.set_to(later(1)):
        due = three[1].people.get()
        boards.ActionFactory(owner=due, item__council=due.council, due_on=later(8))
    send(later(1))
    (ben,) = [message for message in mail.outbox if message.to == ["ben@example.org"]]
    assert ben.subject == "2 things wait for you"


@pytest.mark.parametrize("name", ["ann", "ben", "cat"])
def test_a_process_that_ends_before_a_mail_is_taken_loses_none(
    three: list[User], server: type[Faulty], name: str
) -> None:
    """The next round sends that letter and all that come after it."""
    server.before = to(name, ProcessEnds())
    with pytest.raises(ProcessEnds):
        send()
    server.before = lambda message: None  # noqa: ARG005
    send(at=time(9))
    assert sorted(got()) == ["ann", "ben", "cat"]
    assert three


def test_a_process_that_ends_after_a_mail_is_taken_repeats_that_one_by_the_same_name(
    three: list[User], server: type[Faulty]
) -> None:
    """A mailbox keeps one of them; all the others are there once."""
    server.after = to("ben", ProcessEnds())
    with pytest.raises(ProcessEnds):
        send()
    server.after = lambda message: None  # noqa: ARG005
    send(at=time(9))
    assert got() == ["ann", "ben", "ben", "cat"]
    assert len({message.extra_headers["Message-ID"] for message in mail.outbox}) == 3
    assert three


def test_who_switches_them_off_meanwhile_gets_none(three: list[User], server: type[Faulty]) -> None:
    """Even in the middle of a round."""
    server.after = lambda message: choose_reminders(by=three[2], wants=False)  # noqa: ARG005
    assert send() == 2
    assert got() == ["ann", "ben"]


@pytest.mark.usefixtures("three")
def test_a_round_that_comes_on_another_day_sends_nothing() -> None:
    """That day has a round of its own."""
    with clock.set_to(clock.moment(later(1), MORNING)):
        assert remind.call(DAY.isoformat()) == 0
    assert not mail.outbox


def test_after_the_letter_of_a_day_what_is_new_waits_for_the_next(
    three: list[User], body: Body
) -> None:
    """It is not lost, though its own day to be mentioned was before."""
    send()
    with clock.set_to(clock.moment(DAY, time(15))):
        owner = three[0].people.get()
        follow_up.open_action(by=three[0], body=body, text="Soon", owner=owner, due_on=later(3))
        assert send(at=time(16)) == 0
    texts = letters(later(1))
    assert "You have an action to do by Saturday 5 December 2026." in texts["ann"]
    assert "to do by" not in texts["ben"]


# Nothing of what it is about ----------------------------------------------------------------------


def test_no_mail_holds_a_word_of_what_it_is_about(body: Body, clerk: User) -> None:
    """Not of an action, an update, an item, a report, a question or a reason."""
    canary, owner = "zqcanary", member(body)
    meeting = boards.MeetingFactory(body=body, place=canary, invited_at=clock.moment(later(-1)))
    boards.MeetingFactory(body=body, held_on=later(-20), place=canary)
    item = boards.AgendaItemFactory(meeting=meeting, title=canary, protected=True)
    author = reader(body.council, Role.REPORT_AUTHOR, "author")
    boards.ReportFactory(item=item, author=author, title=canary, summary=canary)
    question = forums.QuestionFactory(
        council=body.council, theme=None, put=True, public_wording=canary
    )
    boards.PutQuestionFactory(item=item, question=question)
    to_do = action(body, owner, due=0, text=canary)
    boards.ActionUpdateFactory(action=to_do, words=canary, evidence=canary)
    done = action(body, owner, due=0, text=canary)
    boards.ActionUpdateFactory(action=done, kind="done", words=canary)
    other = boards.BodyFactory(council=body.council)
    follow_up.escalate(by=clerk, reason=canary, to_body=other, action=to_do)
    assert send() == 3
    whole = "".join(str(message.message()) for message in mail.outbox)
    kinds = ("action to do", "is done", "passed up", "papers", "minutes", "report", "coming to")
    assert [words for words in kinds if words not in whole] == []
    assert canary not in whole.lower()


# Figures ------------------------------------------------------------------------------------------


def test_who_records_is_reminded_of_a_period_s_figures(council: Council) -> None:
    """One line for a period, which leads to its screen; nothing of which figures they are."""
    reader(council, Role.KPI_OFFICER, "officer")
    made = measures.MeasureFactory.create_batch(3, council=council, months_between=6, grace_days=63)
    measures.ObservationFactory(measure=made[0], period_end=date(2026, 9, 30))
    (text,) = letters().values()
    assert "2 figures for the period to Wednesday 30 September 2026 are to be recorded" in text
    assert "the first by Wednesday 2 December 2026" in text
    assert f"/admin/measures/observation/period/{council.slug}/2026-09-30/" in text
    assert "3 figures for the period to Tuesday 31 March 2026 are overdue." in text
    assert made[1].title not in text


def test_a_measure_without_a_frequency_is_asked_of_nobody(council: Council) -> None:
    reader(council, Role.KPI_OFFICER, "officer")
    measures.MeasureFactory(council=council, months_between=None)
    assert letters() == {}
