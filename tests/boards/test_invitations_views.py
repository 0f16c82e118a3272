"""The clerk's page of invitations, and everybody's own: what each shows, and what one tap does."""

import random
from collections.abc import Callable
from datetime import date

import pytest

from boards.invitations.queries import gathering
from boards.models import Body, Meeting, Reply, Seat
from boards.quorum import Basis, Capacity, Presence, QuorumRule, quorum
from boards.quorum import Seat as QuorumSeat
from boards.room import room_balance
from councils import clock
from councils.models import Council, Person, User
from councils.roles import Role
from tests.factories import boards, councils
from tests.journeys.visiting import Visitor
from tests.support.people import person as user_with

pytestmark = pytest.mark.usefixtures("today")

COMING, ONLINE, APOLOGIES = Reply.Answer.values
DISCIPLINES = ("Social care", "Health", "Housing", "Education")
SAY = {COMING: "Coming", ONLINE: "Joining online", APOLOGIES: "Cannot come"}


@pytest.fixture
def council(db: None) -> Council:  # noqa: ARG001
    """A council."""
    return councils.CouncilFactory(short_name="Ourshire")


@pytest.fixture
def body(council: Council) -> Body:
    """Its panel, quorate with three disciplines."""
    return boards.BodyRulesFactory(by_disciplines=True, council=council).body


@pytest.fixture
def meeting(body: Body) -> Meeting:
    """Its meeting on Wednesday 16 December 2026, to which people were invited."""
    return boards.MeetingFactory(body=body, invited=True)


@pytest.fixture
def clerk(council: Council, meeting: Meeting) -> Visitor:
    """The clerk, at the meeting's invitations."""
    return Visitor(user_with(Role.CLERK, council)).open(page(meeting))


@pytest.fixture
def sits(body: Body) -> Callable[..., Person]:
    """`sits("Ann", "Health")`: somebody without a sign-in holds a seat of that discipline."""

    def make(name: str, discipline: str = "", *, user: User | None = None) -> Person:
        holder = councils.PersonFactory(council=body.council, name=name, user=user)
        boards.SeatHolderFactory(seat=_seat(body, f"Seat of {name}", discipline), person=holder)
        return holder

    return make


def _seat(body: Body, title: str, discipline: str, **other: object) -> Seat:
    known = body.council.discipline_set.filter(name=discipline).first()
    if discipline and known is None:
        known = boards.DisciplineFactory(council=body.council, name=discipline)
    return boards.SeatFactory(body=body, title=title, assumed_discipline=known, **other)


def page(meeting: Meeting) -> str:
    """The address of a meeting's invitations."""
    return f"/{meeting.council.slug}/boards/meetings/{meeting.pk}/invitations/"


def own(meeting: Meeting) -> str:
    """The address of everybody's own."""
    return f"/{meeting.council.slug}/boards/meetings/invitations/"


def record(clerk: Visitor, who: str, answer: str, instead: str = "") -> Visitor:
    """The clerk records what somebody said."""
    links = clerk.soup.select(".cp-place")
    (row,) = [row for row in links if who in row.get_text()]
    clerk.open(row.find("a")["href"]).ticks(SAY[answer])
    if instead:
        clerk.writes("Who comes instead?", instead)
    return clerk.press("Record the answer")


def member(body: Body, sits: Callable[..., Person], name: str = "Ann") -> Visitor:
    """A member with a sign-in, who holds a seat."""
    user = user_with(Role.BOARD_MEMBER, body.council)
    sits(name, "Health", user=user)
    return Visitor(user)


# R4 through the page ------------------------------------------------------------------------------


def test_nine_people_of_one_discipline_are_not_quorate(
    clerk: Visitor, meeting: Meeting, sits: Callable[..., Person]
) -> None:
    for number in range(9):
        sits(f"Number {number}", "Social care")
    clerk.open(page(meeting)).sees("Not quorate: 0 of the 3 disciplines needed.")
    for number in range(9):
        record(clerk, f"Number {number}", COMING)
    clerk.sees("Not quorate: 1 of the 3 disciplines needed. Here: Social care.", "9 adults")


def test_three_disciplines_are_quorate_and_a_substitute_counts(
    clerk: Visitor, meeting: Meeting, sits: Callable[..., Person]
) -> None:
    """The page says whom to ask, until it is done."""
    holders = {name: sits(name, name) for name in ("Social care", "Health", "Housing")}
    seat = holders["Housing"].seats.get().seat
    boards.SubstituteFactory(seat=seat, person__name="Priya Shah")
    clerk.open(page(meeting))
    record(clerk, "Seat of Social care", COMING)
    record(clerk, "Seat of Health", ONLINE)
    record(clerk, "Seat of Housing", APOLOGIES)
    clerk.sees(
        "Not quorate: 2 of the 3 disciplines needed. Here: Health and Social care. Not here: "
        "Housing. Whom to ask",
        "Housing : Priya Shah (substitute, free to ask)",
        "Cannot come You could ask Priya Shah, the substitute.",
    )
    record(clerk, "Seat of Housing", APOLOGIES, "Priya Shah, the nominated substitute")
    clerk.sees("Quorate: 3 of the 3 disciplines needed.", "Priya Shah comes instead.")
    clerk.does_not_see("Whom to ask")
    clerk.sees("3 adults and no young people have said they come.")


def test_one_person_counts_once(
    clerk: Visitor, meeting: Meeting, sits: Callable[..., Person]
) -> None:
    """Somebody who comes for themselves and for another brings one discipline."""
    director, nurse = sits("Ann", "Social care"), sits("Bob", "Health")
    sits("Cat", "Housing")
    boards.SubstituteFactory(seat=nurse.seats.get().seat, person=director)
    clerk.open(page(meeting))
    record(clerk, "Seat of Ann", COMING)
    record(clerk, "Seat of Cat", COMING)
    record(clerk, "Seat of Bob", APOLOGIES, "Ann, the nominated substitute")
    clerk.sees("Not quorate: 2 of the 3 disciplines needed.", "2 adults")


@pytest.mark.parametrize("seed", range(8))
def test_the_page_says_what_the_rule_says(
    seed: int, clerk: Visitor, meeting: Meeting, body: Body
) -> None:
    """Whoever holds what and whatever they said: counted again here, row by row of the tables."""
    chance = random.Random(seed)
    rules = body.rules.get()
    rules.online_counts, rules.coopted_count = chance.choice([True, False]), chance.random() < 0.5
    rules.save()
    people = [councils.PersonFactory(council=body.council) for _ in range(7)]
    seats, there = _random_seats(chance, body, meeting, people)
    rule = QuorumRule(
        Basis.DISCIPLINES, 3, online_counts=rules.online_counts, coopted_count=rules.coopted_count
    )
    expected = quorum(rule, seats, there)
    clerk.open(page(meeting)).sees(expected.words)
    adults = len({one.person for one in there})
    clerk.sees(room_balance(adults, 0).words)


def _random_seats(
    chance: random.Random, body: Body, meeting: Meeting, people: list[Person]
) -> tuple[list[QuorumSeat], list[Presence]]:
    """Seats, holders and answers, and the same again as the rule takes them."""
    for person in people[:6]:
        answer = chance.choice([*Reply.Answer.values, None])
        if answer:
            boards.ReplyFactory(meeting=meeting, person=person, seat=None, answer=answer)
    said = {reply.person_id: reply.answer for reply in meeting.replies.all()}
    seats, there = [], []
    for number in range(6):
        holder, discipline = chance.choice(people), chance.choice(DISCIPLINES)
        seat = _seat(body, f"Seat {number}", discipline)
        boards.SeatHolderFactory(seat=seat, person=holder)
        seats.append(QuorumSeat(seat.pk, seat.title, discipline))
        if said.get(holder.pk) in {COMING, ONLINE}:
            online = said[holder.pk] == ONLINE
            there.append(Presence(holder.pk, seat.pk, discipline, Capacity.MEMBER, online))
    known = boards.DisciplineFactory(council=body.council, name="Police")
    boards.CoOptionFactory(body=body, person=people[0], discipline=known)
    if said.get(people[0].pk) in {COMING, ONLINE}:
        online = said[people[0].pk] == ONLINE
        there.append(Presence(people[0].pk, None, "Police", Capacity.COOPTED, online))
    return seats, there


# The clerk's page ---------------------------------------------------------------------------------


def test_who_said_what_who_is_silent_and_who_is_told_another_way(
    clerk: Visitor, meeting: Meeting, body: Body, sits: Callable[..., Person]
) -> None:
    sits("Ann", user=councils.UserFactory(email="ann@example.org"))
    sits("Bob", user=councils.UserFactory(email="bob@example.org", wants_reminders=False))
    sits("Cat")
    boards.SeatFactory(body=body, title="Empty seat")
    boards.SeatFactory(body=body, title="We Do Care!", young_people=True)
    boards.SeatFactory(body=body, title="Twice", same_as=body.seats.first())
    boards.CoOptionFactory(body=body, person__name="Joe")
    item = boards.AgendaItemFactory(meeting=meeting, title="Dentists")
    boards.AttenderFactory(item=item, person__name="Kim")
    clerk.open(page(meeting))
    record(clerk, "Cat", APOLOGIES)
    clerk.sees_in_order(
        "People were invited on 5 January 2026.",
        *("By mail to 2", "4 to be told another way", "Cat: Seat of Cat", "We Do Care!"),
        *("Joe: Co-opted", "Kim: For “Dentists”"),
        *("No answer yet", "Ann: Seat of Ann (reminded by mail)", "Bob: Seat of Bob (ring them)"),
        *("Seat by seat", "Ann", "No answer yet", "Cat", "Cannot come", "Said by Clerk"),
        *("Empty seat", "Vacant", "We Do Care!", "No answer yet"),
    )
    clerk.does_not_see("Twice")
    labels = ("Come", "Join online", "Cannot come", "No answer yet")
    assert list(zip(labels, _tally(clerk), strict=True)) == [
        *(("Come", "0"), ("Join online", "0"), ("Cannot come", "1"), ("No answer yet", "5"))
    ]


def _tally(clerk: Visitor) -> list[str]:
    return [tag.get_text() for tag in clerk.soup.select(".cp-figure__value")]


def test_the_invitations_are_sent_with_one_button(
    clerk: Visitor, body: Body, sits: Callable[..., Person]
) -> None:
    """Once for everybody; a second press finds nobody left."""
    sits("Ann", user=councils.UserFactory(email="ann@example.org"))
    meeting = boards.MeetingFactory(body=body, held_on=date(2027, 2, 10))
    clerk.open(page(meeting)).sees("Nobody has been invited yet.", "By mail to 1")
    clerk.press("Send the invitations").sees("The invitations are on their way.")
    clerk.sees("People were invited on 2 December 2026.")
    assert not clerk.offers("Send the invitations")
    meeting.refresh_from_db()
    meeting.held_on = date(2027, 2, 17)
    meeting.save()
    clerk.open(page(meeting)).sees("The day has changed since people were invited.")
    clerk.press("Send the invitations").does_not_see("The day has changed")


def test_what_has_begun_is_only_read(
    clerk: Visitor, meeting: Meeting, sits: Callable[..., Person]
) -> None:
    """No button and no form; sent all the same, the same sentence."""
    holder = sits("Ann")
    clerk.open(page(meeting))
    place = clerk.soup.select_one(".cp-place a")["href"]
    answering = clerk.copy().open(place).ticks("Coming")
    with clock.set_to(clock.moment(meeting.held_on, meeting.starts_at)):
        clerk.open(page(meeting)).sees("The meeting has begun: from now on the register says")
        assert not clerk.offers("Send the invitations")
        assert not clerk.soup.select(".cp-place a")
        answering.press("Record the answer").sees("The meeting has begun")
        assert not clerk.open(place).offers("Record the answer")
    assert not holder.replies.exists()


def test_the_second_of_two_who_record_is_shown_what_the_first_saved(
    clerk: Visitor, meeting: Meeting, sits: Callable[..., Person]
) -> None:
    """And what they chose themselves is kept; a second time it is saved."""
    sits("Ann")
    second = clerk.open(page(meeting)).copy()
    first = clerk.open(clerk.soup.select_one(".cp-place a")["href"]).copy()
    first.ticks("Joining online")
    second.open(clerk.address).ticks("Cannot come")
    first.press("Record the answer").sees("Joins online")
    second.press("Record the answer")
    second.sees("Somebody else has changed this", "What was recorded meanwhile", "Joining online")
    second.press("Record the answer").sees("The answer is recorded.", "Cannot come")


def test_an_answer_left_out_or_a_wrong_number_is_said_at_its_field(
    clerk: Visitor, meeting: Meeting, body: Body, sits: Callable[..., Person]
) -> None:
    sits("Ann")
    boards.SeatFactory(body=body, title="We Do Care!", young_people=True)
    clerk.open(page(meeting)).open(clerk.soup.select(".cp-place a")[0]["href"])
    clerk.press("Record the answer").sees("There is a problem", "Choose one of the answers.")
    clerk.open(page(meeting)).open(clerk.soup.select(".cp-place a")[1]["href"])
    clerk.writes("How many young people come?", "-1").press("Save the number")
    assert "greater than or equal to 0" in clerk.error_at("How many young people come?")
    clerk.writes("How many young people come?", "3").press("Save the number").sees("3 come")
    clerk.sees("no adults and 3 young people have said they come".capitalize())


def test_a_vacant_seats_substitute_can_be_recorded_and_nobody_else(
    clerk: Visitor, meeting: Meeting, body: Body
) -> None:
    seat = _seat(body, "Empty seat", "Health")
    boards.SubstituteFactory(seat=seat, person__name="Priya Shah")
    nobody = _seat(body, "Nobody’s seat", "Health")
    record(clerk.open(page(meeting)), "Empty seat", COMING)
    clerk.sees("Substitute comes", "Vacant: Priya Shah sits for it.")
    clerk.open(f"{page(meeting)}place-{nobody.pk}-1/", status=404)
    clerk.open(f"{page(meeting)}place-0-1/", status=404)


# Everybody's own ----------------------------------------------------------------------------------


def test_one_tap_says_yes_and_another_changes_it(
    meeting: Meeting, body: Body, sits: Callable[..., Person]
) -> None:
    """From the card on the home page."""
    ann = member(body, sits)
    ann.open(f"/{body.council.slug}/").follow("You are invited: Wednesday 16 December")
    ann.sees("Will you come?", "Council chamber").press(f"Yes, I come {DAY}")
    ann.sees("Saved for Wednesday 16 December 2026.", "You come")
    ann.press(f"I join online {DAY}").sees("You join online")
    assert not ann.offers(f"I join online {DAY}")
    (reply,) = meeting.replies.all()
    assert (reply.answer, reply.version, reply.replied_by.pk) == (
        *(ONLINE, 2),
        reply.person.user_id,
    )
    ann.open(f"/{body.council.slug}/").does_not_see("You are invited")
    ann.follow("Your invitations").sees("You join online")


DAY = "Wednesday 16 December 2026"


def test_who_cannot_come_sends_the_nominated_substitute(
    meeting: Meeting, body: Body, sits: Callable[..., Person]
) -> None:
    """Who finds the invitation, and who sent them."""
    ann = member(body, sits)
    user = user_with(Role.BOARD_MEMBER, body.council)
    named = councils.PersonFactory(council=body.council, name="Priya Shah", user=user)
    boards.SubstituteFactory(seat=body.seats.get(title="Seat of Ann"), person=named)
    priya = Visitor(user).open(own(meeting)).sees("You are not invited to any meeting to come.")
    ann.open(own(meeting)).press(f"I cannot come {DAY}").sees("Does somebody come for you?")
    ann.press(f"Send Priya Shah {DAY}").sees("Priya Shah comes for you.")
    priya.open(own(meeting)).sees("Ann cannot come, and has named you to come instead.")
    priya.press(f"I cannot come {DAY}").sees("You cannot come")
    ann.open(own(meeting)).press(f"Nobody comes for me {DAY}").sees("Does somebody come for you?")
    assert meeting.replies.get(person__name="Ann").substitute is None


def test_without_a_substitute_the_clerk_is_told(
    meeting: Meeting, body: Body, sits: Callable[..., Person]
) -> None:
    ann = member(body, sits).open(own(meeting)).press(f"I cannot come {DAY}")
    ann.sees("Nobody is named to stand in for you. Does somebody else come? Tell the clerk.")


def test_an_old_page_overwrites_nothing_unseen(
    clerk: Visitor, meeting: Meeting, body: Body, sits: Callable[..., Person]
) -> None:
    """The member is shown what the clerk recorded, and by whom."""
    ann = member(body, sits).open(own(meeting))
    record(clerk.open(page(meeting)), "Seat of Ann", APOLOGIES)
    ann.press(f"Yes, I come {DAY}").sees(
        "Somebody else has changed this", "You cannot come", "Recorded by Clerk of Ourshire"
    )
    ann.press(f"Yes, I come {DAY}").sees("Saved for", "You come")


def test_two_taps_are_one_answer(meeting: Meeting, body: Body, sits: Callable[..., Person]) -> None:
    ann = member(body, sits).open(own(meeting)).press_twice(f"Yes, I come {DAY}")
    ann.sees("You come")
    assert meeting.replies.get().history.count() == 1


def test_what_no_button_sends_is_not_taken(
    meeting: Meeting, body: Body, sits: Callable[..., Person]
) -> None:
    ann = member(body, sits).open(own(meeting))
    stranger = councils.PersonFactory(council=body.council)
    address = f"/{body.council.slug}/boards/meetings/{meeting.pk}/reply/"
    token = {"csrfmiddlewaretoken": ann.client.cookies["csrftoken"].value}
    for sent in (
        *({}, {"answer": "perhaps", "version": 0}, {"answer": COMING}),
        {"answer": APOLOGIES, "version": 0, "substitute": stranger.pk},
    ):
        ann.client.post(address, {**token, **sent})
        ann.open(own(meeting)).sees("That could not be read. Please choose again.")
    assert not meeting.replies.exists()


def test_a_member_of_another_body_cannot_answer(
    meeting: Meeting, body: Body, sits: Callable[..., Person]
) -> None:
    """The meeting is not among theirs, and is not found; one without the permission is refused."""
    assert member(body, sits)
    user = user_with(Role.BOARD_MEMBER, body.council)
    other = boards.SeatFactory(body=boards.BodyFactory(council=body.council))
    boards.SeatHolderFactory(
        seat=other, person=councils.PersonFactory(council=body.council, user=user)
    )
    address = f"/{body.council.slug}/boards/meetings/{meeting.pk}/reply/"
    for who, code in ((user, 404), (user_with(Role.KPI_OFFICER, body.council), 403)):
        visitor = Visitor(who)
        visitor.client.handler.enforce_csrf_checks = False
        response = visitor.client.post(address, {"answer": COMING, "version": 0})
        assert response.status_code == code
    assert not meeting.replies.exists()


def test_a_worker_says_how_many_young_people_come(meeting: Meeting, body: Body) -> None:
    """By number; a wrong one stays where it was typed; nobody is nought."""
    forum = boards.BodyForumFactory(body=body).forum
    boards.SeatFactory(body=body, title="We Do Care!", young_people=True)
    worker = Visitor(user_with(Role.PARTICIPATION_WORKER, body.council, forum=forum))
    worker.open(f"/{body.council.slug}/").sees("Say how many young people come.")
    worker.follow("You are invited: Wednesday 16 December").does_not_see("Will you come?")
    worker.writes("How many young people come?", "many").press("Save the number")
    worker.sees("There is a problem")
    assert "Enter a whole number." in worker.error_at("How many young people come?")
    assert worker.reads_in("How many young people come?") == "many"
    worker.writes("How many young people come?", "3").ticks("They join online")
    worker.press("Save the number").sees("Saved for Wednesday 16 December 2026.")
    assert worker.reads_in("How many young people come?") == "3"
    who = gathering(meeting)
    assert who.balance.young_people == 3
    assert [who.standing(each).label for each in who.asked] == ["3 join online"]
    worker.writes("How many young people come?", "0").press("Save the number")
    assert meeting.replies.get().answer == APOLOGIES


def test_two_workers_at_one_number_are_shown_each_others(meeting: Meeting, body: Body) -> None:
    forum = boards.BodyForumFactory(body=body).forum
    boards.SeatFactory(body=body, young_people=True)
    first, second = (
        Visitor(user_with(Role.PARTICIPATION_WORKER, body.council, forum=forum)).open(own(meeting))
        for _ in range(2)
    )
    first.writes("How many young people come?", "2").press("Save the number").sees("Saved")
    second.writes("How many young people come?", "4").press("Save the number")
    second.sees("Somebody else has changed this")
    assert second.reads_in("How many young people come?") == "4"
    assert meeting.replies.get().heads == 2
    second.press("Save the number").sees("Saved")
    assert meeting.replies.get().heads == 4


def test_what_has_begun_is_no_longer_answered(
    meeting: Meeting, body: Body, sits: Callable[..., Person]
) -> None:
    ann = member(body, sits).open(own(meeting))
    with clock.set_to(clock.moment(meeting.held_on, meeting.starts_at)):
        ann.copy().press(f"Yes, I come {DAY}").sees("The meeting has begun")
        assert not ann.open(own(meeting)).offers(f"Yes, I come {DAY}")
        ann.open(f"/{body.council.slug}/").does_not_see("You are invited")
    assert not meeting.replies.exists()
