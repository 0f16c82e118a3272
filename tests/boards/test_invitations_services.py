"""Inviting and answering: who is told, what stands, who may say it, and until when."""

from collections.abc import Callable
from datetime import date, datetime, time

import pytest
from django.core import mail
from django.core.exceptions import ValidationError

from boards.invitations import tasks
from boards.invitations.answers import BEGUN, CANCELLED
from boards.invitations.own.queries import meetings_asking
from boards.invitations.queries import gathering, replies_missing
from boards.invitations.services import (
    HOW_MANY,
    NOT_FOR_OTHERS,
    NOT_THEIR_SEAT,
    NOT_THEMSELVES,
    invite_members,
    reply,
)
from boards.models import Body, Invitation, Meeting, Reply
from boards.queries import quorum_rule
from boards.quorum import Basis, QuorumRule
from boards.services import cancel_meeting, reinstate_meeting
from councils import clock
from councils.models import Person, User
from councils.roles import Role
from councils.writing import Conflict, Refused
from tests.factories import boards, councils, forums
from tests.support.people import person as user_with

COMING, ONLINE, APOLOGIES = Reply.Answer.COMING, Reply.Answer.ONLINE, Reply.Answer.APOLOGIES

pytestmark = pytest.mark.usefixtures("today")


@pytest.fixture
def body(db: None) -> Body:  # noqa: ARG001
    """A panel whose quorum is three disciplines."""
    return boards.BodyRulesFactory(by_disciplines=True).body


@pytest.fixture
def meeting(body: Body) -> Meeting:
    """Its meeting on Wednesday 16 December 2026 at 10am."""
    return boards.MeetingFactory(body=body)


@pytest.fixture
def clerk(body: Body) -> User:
    """The council's clerk."""
    return user_with(Role.CLERK, body.council)


def sits(body: Body, *, email: str = "", **seat: object) -> Person:
    """Somebody who signs in and holds a seat of the body."""
    user = councils.UserFactory(email=email)
    person = councils.PersonFactory(council=body.council, user=user)
    boards.SeatHolderFactory(seat=boards.SeatFactory(body=body, **seat), person=person)
    return person


def own(meeting: Meeting, person: Person, answer: str = COMING, **other: object) -> Reply:
    """Somebody answers for themselves."""
    return reply(by=person.user, meeting=meeting, person=person, answer=answer, **other)


def nominated(holder: Person, **other: object) -> Person:
    """A substitute for the seat somebody holds."""
    seat = holder.seats.get().seat
    return boards.SubstituteFactory(seat=seat, **other).person


# The rule of the day ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stated", "taken"),
    [
        ({}, QuorumRule(online_counts=True)),
        ({"by_disciplines": True}, QuorumRule(Basis.DISCIPLINES, 3, online_counts=True)),
        (
            {"quorum_kind": "heads", "quorum_number": 5, "online_counts": False},
            QuorumRule(Basis.HEADS, 5),
        ),
        (
            {"quorum_kind": "heads", "quorum_number": 1, "coopted_count": True},
            QuorumRule(Basis.HEADS, 1, coopted_count=True, online_counts=True),
        ),
        (
            {"quorum_kind": "heads", "quorum_number": 1, "attenders_count": True},
            QuorumRule(Basis.HEADS, 1, attenders_count=True, online_counts=True),
        ),
    ],
)
def test_a_bodys_rules_as_the_quorum_rule_takes_them(stated: dict, taken: QuorumRule, db) -> None:  # noqa: ARG001
    assert quorum_rule(boards.BodyRulesFactory(**stated)) == taken


def test_one_in_three_of_the_places_is_a_third(db: None) -> None:  # noqa: ARG001
    rules = boards.BodyRulesFactory(quorum_kind="fraction", quorum_number=3)
    assert quorum_rule(rules).fraction * 3 == 1
    assert quorum_rule(None) == QuorumRule()


def test_a_meeting_is_judged_by_the_rules_of_its_day(body: Body, meeting: Meeting) -> None:
    boards.BodyRulesFactory(
        body=body, quorum_kind="heads", quorum_number=9, in_force_from=date(2026, 12, 16)
    )
    later = boards.BodyRulesFactory(body=body, in_force_from=date(2026, 12, 17))
    assert later.quorum_kind == "none"
    assert gathering(meeting).rule.number == 9


# Inviting -----------------------------------------------------------------------------------------


def test_each_is_told_once_with_a_link_and_no_content(
    body: Body, meeting: Meeting, clerk: User
) -> None:
    """Who has an address; the others are for the clerk to tell."""
    ann = sits(body, email="ann@example.org")
    sits(body)
    boards.SeatHolderFactory(seat=boards.SeatFactory(body=body))
    boards.AgendaItemFactory(meeting=meeting, title="A secret item")
    invite_members(by=clerk, meeting=meeting)
    invite_members(by=clerk, meeting=meeting)
    (sent,) = mail.outbox
    assert sent.to == ["ann@example.org"]
    assert sent.subject == "Will you come on 16 December 2026?"
    assert f"/{body.council.slug}/boards/meetings/invitations/" in sent.body
    assert "secret" not in sent.body
    assert meeting.place not in sent.body
    assert Invitation.objects.get().user == ann.user
    meeting.refresh_from_db()
    assert meeting.invited_at == clock.now()


def test_who_comes_later_is_told_when_it_is_sent_again(
    body: Body, meeting: Meeting, clerk: User
) -> None:
    """And everybody is when the day has changed."""
    sits(body, email="ann@example.org")
    invite_members(by=clerk, meeting=meeting)
    sits(body, email="bob@example.org")
    invite_members(by=clerk, meeting=meeting)
    assert [sent.to for sent in mail.outbox] == [["ann@example.org"], ["bob@example.org"]]
    meeting.refresh_from_db()
    meeting.held_on = date(2027, 1, 13)
    meeting.save()
    invite_members(by=clerk, meeting=meeting)
    assert [sent.subject for sent in mail.outbox[2:]] == ["Will you come on 13 January 2027?"] * 2


def test_a_mail_that_fails_is_sent_the_next_time_and_none_twice(
    body: Body, meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The task run again tells whoever was missed."""
    for name in ("ann", "bob"):
        sits(body, email=f"{name}@example.org")
    send: Callable[..., int] = tasks.send_mail

    def failing(subject: str, text: str, sender: None, to: list[str]) -> int:
        if to == ["ann@example.org"]:
            raise OSError("no way out")
        return send(subject, text, sender, to)

    monkeypatch.setattr(tasks, "send_mail", failing)
    with pytest.raises(OSError, match="Could not tell 1"):
        tasks.invite.call(meeting.pk)
    monkeypatch.setattr(tasks, "send_mail", send)
    assert tasks.invite.call(meeting.pk) == 1
    assert tasks.invite.call(meeting.pk) == 0
    assert sorted(sent.to[0] for sent in mail.outbox) == ["ann@example.org", "bob@example.org"]


def test_who_was_invited_is_told_once_that_it_is_cancelled_and_when_it_is_held_after_all(
    body: Body, meeting: Meeting, clerk: User
) -> None:
    """Without the reason: that is the council's to tell. Who was never told of it hears nothing."""
    sits(body, email="ann@example.org")
    invite_members(by=clerk, meeting=meeting)
    sits(body, email="bob@example.org")
    for _ in range(2):
        cancel_meeting(by=clerk, meeting=meeting, reason="Somebody is ill.")
    assert tasks.call_off.call(meeting.pk) == 0
    invited, cancelled = mail.outbox
    assert invited.to == cancelled.to == ["ann@example.org"]
    assert cancelled.subject == "Cancelled: the meeting on 16 December 2026"
    assert "ill" not in cancelled.body.replace("will", "")
    for _ in range(2):
        reinstate_meeting(by=clerk, meeting=meeting)
    assert [sent.subject for sent in mail.outbox[2:]] == ["Will you come on 16 December 2026?"] * 2
    assert {sent.to[0] for sent in mail.outbox[2:]} == {"ann@example.org", "bob@example.org"}


def test_without_invitations_a_cancelled_meeting_is_nobody_s_mail(
    body: Body, meeting: Meeting, clerk: User
) -> None:
    sits(body, email="ann@example.org")
    cancel_meeting(by=clerk, meeting=meeting, reason="Snow.")
    reinstate_meeting(by=clerk, meeting=meeting)
    assert mail.outbox == []


def test_the_workers_are_told_for_young_people_and_no_young_person_is(
    body: Body, meeting: Meeting, clerk: User
) -> None:
    """Nor a worker of another forum."""
    seat = boards.SeatFactory(body=body, young_people=True)
    sits_there = councils.PersonFactory(
        council=body.council, user=councils.UserFactory(email="child@example.org")
    )
    boards.SeatHolderFactory(seat=seat, person=sits_there)
    forum = boards.BodyForumFactory(body=body).forum
    for role in (Role.PARTICIPATION_WORKER, Role.FORUM_REPRESENTATIVE):
        there = user_with(role, body.council, forum=forum)
        there.email = f"{role}@example.org"
        there.save()
    elsewhere = user_with(
        Role.PARTICIPATION_WORKER, body.council, forum=forums.ForumFactory(council=body.council)
    )
    elsewhere.email = "elsewhere@example.org"
    elsewhere.save()
    invite_members(by=clerk, meeting=meeting)
    assert [sent.to for sent in mail.outbox] == [["participation_worker@example.org"]]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"opened_at": datetime(2026, 12, 2, 9, tzinfo=clock.now().tzinfo)}, BEGUN),
        ({"held_on": date(2026, 12, 2), "starts_at": time(12)}, BEGUN),
        ({"cancelled_at": clock.moment(date(2026, 12, 1)), "cancel_reason": "Snow"}, CANCELLED),
    ],
)
def test_what_has_begun_or_is_cancelled_takes_no_invitation_and_no_answer(
    body: Body, clerk: User, changed: dict, words: str
) -> None:
    ann = sits(body, email="ann@example.org")
    meeting = boards.MeetingFactory(body=body, **changed)
    with pytest.raises(Refused, match=words):
        invite_members(by=clerk, meeting=meeting)
    for by in (ann.user, clerk):
        with pytest.raises(Refused, match=words):
            reply(by=by, meeting=meeting, person=ann, answer=COMING)
    assert tasks.invite.call(meeting.pk) == 0
    assert not Reply.objects.exists()


def test_until_the_minute_it_begins_it_can_be_answered(body: Body) -> None:
    """The clock of the tests stands at noon."""
    ann = sits(body)
    meeting = boards.MeetingFactory(body=body, held_on=date(2026, 12, 2), starts_at=time(12, 1))
    assert own(meeting, ann).answer == COMING


# Answering ----------------------------------------------------------------------------------------


def test_the_last_answer_stands_with_who_gave_it_and_when(
    body: Body, meeting: Meeting, clerk: User
) -> None:
    """What was said before is in the history."""
    ann = sits(body)
    own(meeting, ann, COMING)
    with clock.set_to(date(2026, 12, 3)):
        reply(by=clerk, meeting=meeting, person=ann, answer=APOLOGIES)
    row = Reply.objects.get()
    assert (row.answer, row.replied_by, row.seat) == (APOLOGIES, clerk, ann.seats.get().seat)
    assert clock.local(row.replied_at).date() == date(2026, 12, 3)
    assert list(row.history.values_list("answer", "history_user")) == [
        *((APOLOGIES, clerk.pk), (COMING, ann.user.pk))
    ]


def test_the_same_answer_again_changes_nothing(body: Body, meeting: Meeting, clerk: User) -> None:
    """Whoever gives it, and however old the page was."""
    ann = sits(body)
    first = own(meeting, ann, version=0)
    assert own(meeting, ann, version=0) == first
    reply(by=clerk, meeting=meeting, person=ann, answer=COMING, version=0)
    row = Reply.objects.get()
    assert (row.version, row.replied_by, row.history.count()) == (1, ann.user, 1)


def test_who_has_not_seen_the_last_answer_is_shown_it(
    body: Body, meeting: Meeting, clerk: User
) -> None:
    ann = sits(body)
    reply(by=clerk, meeting=meeting, person=ann, answer=APOLOGIES, version=0)
    with pytest.raises(Conflict) as conflict:
        own(meeting, ann, COMING, version=0)
    assert conflict.value.current.answer == APOLOGIES
    assert own(meeting, ann, COMING, version=1).version == 2


def test_who_is_not_asked_cannot_answer(body: Body, meeting: Meeting, clerk: User) -> None:
    """A member of another body, one whose time is over, a substitute nobody sent, a stranger."""
    other = sits(boards.BodyFactory(council=body.council))
    over = sits(body)
    over.seats.update(ends_on=date(2026, 12, 15))
    substitute = nominated(sits(body))
    for person in (other, over, substitute, councils.PersonFactory(council=body.council)):
        with pytest.raises(Refused, match=f"{person.name} is not asked to this meeting."):
            reply(by=clerk, meeting=meeting, person=person, answer=COMING)


def test_members_answer_for_themselves_workers_for_the_young_clerks_for_anybody(
    body: Body, meeting: Meeting, clerk: User
) -> None:
    ann, bob = sits(body), sits(body)
    seat = boards.SeatFactory(body=body, young_people=True)
    forum = boards.BodyForumFactory(body=body).forum
    worker = user_with(Role.PARTICIPATION_WORKER, body.council, forum=forum)
    for by, of in (
        *((ann.user, {"person": bob}), (ann.user, {"seat": seat, "heads": 2})),
        (worker, {"person": ann}),
        (user_with(Role.FORUM_REPRESENTATIVE, body.council, forum=forum), {"seat": seat}),
    ):
        with pytest.raises(Refused, match=NOT_FOR_OTHERS):
            reply(by=by, meeting=meeting, answer=COMING, **of)
    reply(by=worker, meeting=meeting, seat=seat, answer=COMING, heads=2)
    reply(by=clerk, meeting=meeting, seat=seat, answer=ONLINE, heads=3)
    reply(by=clerk, meeting=meeting, person=ann, answer=COMING)
    young = Reply.objects.get(person=None)
    assert (young.heads, young.answer, young.replied_by, young.version) == (3, ONLINE, clerk, 2)


def test_young_people_are_a_number(body: Body, meeting: Meeting, clerk: User) -> None:
    """At a seat of theirs alone; nobody is nought, and then nobody comes."""
    seat, other = boards.SeatFactory(body=body, young_people=True), boards.SeatFactory(body=body)
    with pytest.raises(Refused, match=NOT_THEIR_SEAT):
        reply(by=clerk, meeting=meeting, seat=other, answer=COMING, heads=2)
    for heads in (None, 0):
        with pytest.raises(ValidationError, match=HOW_MANY):
            reply(by=clerk, meeting=meeting, seat=seat, answer=COMING, heads=heads)
    row = reply(by=clerk, meeting=meeting, seat=seat, answer=APOLOGIES, heads=4)
    assert (row.heads, row.person) == (0, None)


# Substitutes --------------------------------------------------------------------------------------


def test_only_the_nominated_substitute_is_sent_unless_the_clerk_says_otherwise(
    body: Body, meeting: Meeting, clerk: User
) -> None:
    ann = sits(body)
    named, somebody = nominated(ann), councils.PersonFactory(council=body.council)
    with pytest.raises(ValidationError, match="is not the nominated substitute"):
        own(meeting, ann, APOLOGIES, substitute=somebody)
    row = own(meeting, ann, APOLOGIES, substitute=named)
    assert (row.substitute, row.seat) == (named, ann.seats.get().seat)
    row = reply(by=clerk, meeting=meeting, person=ann, answer=APOLOGIES, substitute=somebody)
    assert row.substitute == somebody
    with pytest.raises(ValidationError, match=NOT_THEMSELVES):
        reply(by=clerk, meeting=meeting, person=ann, answer=APOLOGIES, substitute=ann)


def test_who_was_nominated_until_the_day_before_is_not(body: Body, meeting: Meeting) -> None:
    ann = sits(body)
    former = nominated(ann, ends_on=date(2026, 12, 15))
    with pytest.raises(ValidationError, match="is not the nominated substitute"):
        own(meeting, ann, APOLOGIES, substitute=former)


def test_who_comes_sends_nobody(body: Body, meeting: Meeting) -> None:
    ann = sits(body)
    with pytest.raises(ValidationError, match="Only somebody who cannot come"):
        own(meeting, ann, COMING, substitute=nominated(ann))


def test_another_councils_person_is_no_substitute(meeting: Meeting, clerk: User) -> None:
    ann = sits(meeting.body)
    with pytest.raises(ValidationError, match="belongs to another council"):
        reply(
            by=clerk,
            meeting=meeting,
            person=ann,
            answer=APOLOGIES,
            substitute=councils.PersonFactory(),
        )


def test_who_is_sent_is_invited_and_answers_for_themselves(
    body: Body, meeting: Meeting, clerk: User
) -> None:
    """And may say that they cannot either; nobody sends a substitute of a substitute."""
    ann = sits(body)
    user = councils.UserFactory(email="sub@example.org")
    named = nominated(ann, person=councils.PersonFactory(council=body.council, user=user))
    with pytest.raises(Refused, match="is not asked"):
        own(meeting, named)
    invite_members(by=clerk, meeting=meeting)
    assert not mail.outbox
    own(meeting, ann, APOLOGIES, substitute=named)
    assert [sent.to for sent in mail.outbox] == [["sub@example.org"]]
    assert own(meeting, named, APOLOGIES).seat == ann.seats.get().seat
    with pytest.raises(ValidationError, match="is not the nominated substitute"):
        own(meeting, named, APOLOGIES, substitute=sits(body))


def test_before_the_invitation_nobody_is_written_to(body: Body, meeting: Meeting) -> None:
    """The clerk may take apologies all the same."""
    ann = sits(body)
    user = councils.UserFactory(email="sub@example.org")
    named = nominated(ann, person=councils.PersonFactory(council=body.council, user=user))
    own(meeting, ann, APOLOGIES, substitute=named)
    assert not mail.outbox


# Who is silent ------------------------------------------------------------------------------------


def test_who_is_to_be_reminded(body: Body, meeting: Meeting, clerk: User) -> None:
    """Who signs in and has not answered; nobody before the invitation, nobody once it has begun."""
    ann, bob = sits(body), sits(body)
    boards.SeatHolderFactory(seat=boards.SeatFactory(body=body))
    boards.SeatHolderFactory(seat=boards.SeatFactory(body=body), person=bob)
    boards.SeatFactory(body=body, young_people=True)
    forum = boards.BodyForumFactory(body=body).forum
    worker = user_with(Role.PARTICIPATION_WORKER, body.council, forum=forum)
    assert replies_missing(meeting) == []
    invite_members(by=clerk, meeting=meeting)
    meeting.refresh_from_db()
    assert set(replies_missing(meeting)) == {ann.user, bob.user, worker}
    assert len(replies_missing(meeting)) == 3
    own(meeting, bob)
    assert set(replies_missing(meeting)) == {ann.user, worker}
    with clock.set_to(clock.moment(meeting.held_on, meeting.starts_at)):
        assert replies_missing(meeting) == []


def test_the_question_in_sql_and_the_rule_name_the_same_people(body: Body, clerk: User) -> None:
    """Whoever the rule says is asked finds the meeting among their invitations, and nobody else."""
    meeting = boards.MeetingFactory(body=body, invited=True)
    council, item = body.council, boards.AgendaItemFactory(meeting=meeting)
    other_item = boards.AgendaItemFactory(meeting__body=body, meeting__held_on=date(2027, 1, 13))

    def somebody() -> Person:
        return councils.PersonFactory(council=council, user=councils.UserFactory())

    holder = sits(body)
    plural = boards.SeatFactory(body=body, plural=True)
    boards.SeatHolderFactory(seat=plural, person=somebody(), place=1)
    boards.SeatHolderFactory(seat=plural, person=somebody(), place=2, ends_on=date(2026, 12, 15))
    boards.SubstituteFactory(seat=plural, person=somebody(), place=2)
    boards.SubstituteFactory(seat=plural, person=somebody(), place=1)
    boards.SubstituteFactory(seat=boards.SeatFactory(body=body), person=somebody())
    sent, not_sent = somebody(), sits(body)
    boards.SubstituteFactory(seat=holder.seats.get().seat, person=sent)
    boards.SubstituteFactory(seat=not_sent.seats.get().seat, person=somebody())
    reply(by=clerk, meeting=meeting, person=holder, answer=APOLOGIES, substitute=sent)
    twice = boards.SeatFactory(body=body, same_as=plural)
    boards.SeatHolderFactory(seat=twice, person=somebody())
    young = boards.SeatFactory(body=body, young_people=True)
    boards.SeatHolderFactory(seat=young, person=somebody())
    for of in ({}, {"lapsed": True}, {"item": item}, {"item": other_item}):
        boards.CoOptionFactory(body=body, person=somebody(), **of)
    boards.CoOptionFactory(body=body, person=somebody(), item=item, is_settled=True)
    boards.CoOptionFactory(body=boards.BodyFactory(council=council), person=somebody())
    for of in (item, other_item):
        boards.AttenderFactory(item=of, person=somebody())
    sits(boards.BodyFactory(council=council))
    people = Person.objects.of(council).filter(user__isnull=False)
    asked = {person for person in people if gathering(meeting).of_person(person)}
    finding = {person for person in people if meeting in meetings_asking(person.user, council)}
    assert finding == asked
    assert len(asked) == 9
    assert len(people) == 20
