"""Several people at the very same moment, each with a connection of their own to the database."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, time
from threading import Barrier, Event
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from boards.invitations.answers import BEGUN
from boards.invitations.services import reply
from boards.models import Edition, EditionItem, Meeting, Reply
from boards.packs.services import publish_pack
from boards.programme.services import Wanted, plan_year
from boards.services import plan_meeting, put_question
from councils import clock
from councils.writing import Conflict, Refused, lock
from forums.models import PrivateWords, Question
from forums.services import ask, word
from pledges.models import Owner
from pledges.services import set_owner
from tests.factories import boards, councils, forums, pledges
from tests.support.loading import load_council

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = date(2026, 12, 2)


def at_once(number: int, act: Callable[[int], object]) -> list[object]:
    """What each of so many threads got, or the refusal it got; all begin at the same moment."""
    gate = Barrier(number)

    def one(place: int) -> object:
        try:
            gate.wait(timeout=20)
            return act(place)
        except (ValidationError, Refused) as refused:
            return refused
        finally:
            connection.close()

    with clock.set_to(TODAY), ThreadPoolExecutor(number) as threads:
        return list(threads.map(one, range(number)))


def test_eight_publishers_at_once_make_one_edition_of_each_kind() -> None:
    """The other seven find it done."""
    council = load_council("buckinghamshire")
    body = council.body_set.get(key="panel")
    clerk = councils.UserFactory()
    with clock.set_to(TODAY):
        meeting = plan_meeting(
            by=clerk,
            body=body,
            held_on=date(2027, 1, 13),
            starts_at=time(17, 30),
            place="Room 1",
            theme=body.strategy.themes.get(key="housing"),
            slot_minutes=120,
        )
    made = at_once(8, lambda _: publish_pack(by=clerk, meeting=meeting))
    assert sorted(len(each) for each in made) == [0] * 7 + [3]
    assert sorted(Edition.objects.values_list("kind", "number")) == [
        *(("forum", 1), ("members", 1), ("public", 1))
    ]
    assert EditionItem.objects.count() == 3 * 11  # ten items and the front page


def test_one_form_sent_by_eight_clicks_at_once_asks_once() -> None:
    """With one set of words, and everybody is led to that question."""
    member = forums.ForumMemberFactory()
    submission = uuid4()
    made = at_once(
        8,
        lambda _: ask(
            by=member.user, forum=member.forum, theme=None, words="Why?", submission=submission
        ),
    )
    assert len({question.pk for question in made}) == 1
    assert (Question.objects.count(), PrivateWords.objects.count()) == (1, 1)


def test_eight_planners_on_one_day_make_one_meeting() -> None:
    """The others are told that the day is taken."""
    body = boards.BodyFactory()
    boards.StandingItemFactory(body=body)
    clerk = councils.UserFactory()
    made = at_once(
        8,
        lambda place: plan_meeting(
            by=clerk,
            body=body,
            held_on=date(2027, 1, 13),
            starts_at=time(10),
            place=f"Room {place}",
            theme=None,
            slot_minutes=60,
        ),
    )
    refused = [each for each in made if isinstance(each, ValidationError)]
    assert len(refused) == 7
    assert {str(each.messages[0]) for each in refused} == {
        "There is a meeting on Wednesday 13 January 2027 already."
    }
    assert Meeting.objects.get().items.count() == 2  # the forum’s time, and all that is watched


def test_of_two_wordings_at_once_one_is_saved_and_the_other_shown_it() -> None:
    """Nobody overwrites what they have not seen."""
    member = forums.ForumMemberFactory()
    councils.MembershipFactory(
        user=member.user, council=member.council, role="participation_worker"
    )
    question = forums.QuestionFactory(forum=member.forum, theme=None, asked_by=member.user)
    made = at_once(
        2,
        lambda place: word(
            by=member.user, question=question, version=question.version, wording=f"Wording {place}?"
        ),
    )
    (conflict,) = [each for each in made if isinstance(each, Conflict)]
    question.refresh_from_db()
    assert conflict.current.public_wording == question.public_wording


def test_one_question_put_by_eight_clicks_at_once_is_put_once() -> None:
    """All eight get the same place on the agenda."""
    item = boards.AgendaItemFactory(protected=True)
    question = forums.QuestionFactory(council=item.council, agreed=True, theme=None)
    worker = councils.UserFactory()
    made = at_once(8, lambda _: put_question(by=worker, question=question, meeting=item.meeting))
    assert len({put.pk for put in made}) == 1


def test_one_owner_named_by_eight_clicks_at_once_is_named_once() -> None:
    """After the one before, who is so until the day before."""
    promise = pledges.OwnerFactory(role="Head of Fostering").promise
    clerk = councils.UserFactory()
    made = at_once(
        8, lambda _: set_owner(by=clerk, promise=promise, role="Head of Care", from_day=TODAY)
    )
    assert len({owner.pk for owner in made}) == 1
    assert list(Owner.objects.values_list("role", "ends_on").order_by("starts_on")) == [
        ("Head of Fostering", date(2026, 12, 1)),
        ("Head of Care", None),
    ]
    assert made[0].history.count() == 1


def test_twenty_answers_at_once_are_one_row() -> None:
    """The same tap twenty times is one answer; of different ones, who saw none finds the first."""
    user = councils.UserFactory()
    person = councils.PersonFactory(user=user)
    holder = boards.SeatHolderFactory(seat__council=person.council, person=person)
    meeting = boards.MeetingFactory(body=holder.seat.body)

    def say(answer: str) -> object:
        own = {"by": user, "meeting": meeting, "person": person}
        return reply(**own, answer=answer, version=0)

    made = at_once(20, lambda _: say("coming"))
    assert len({row.pk for row in made}) == 1
    assert (Reply.objects.count(), Reply.history.count()) == (1, 1)
    other = at_once(20, lambda place: say(("online", "apologies")[place % 2]))
    assert {type(each) for each in other} == {Conflict}
    assert Reply.objects.get().answer == "coming"


def test_an_answer_waits_for_the_meeting_to_begin_and_is_then_refused() -> None:
    """It asks after whoever opens the meeting has done so, not before."""
    user = councils.UserFactory()
    person = councils.PersonFactory(user=user)
    holder = boards.SeatHolderFactory(seat__council=person.council, person=person)
    meeting = boards.MeetingFactory(body=holder.seat.body)
    opened, said = Event(), []

    def answer() -> None:
        opened.wait(timeout=20)
        try:
            with clock.set_to(TODAY):
                said.append(reply(by=user, meeting=meeting, person=person, answer="coming"))
        except Refused as refused:
            said.append(refused)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as threads:
        with transaction.atomic():
            begun = lock(meeting)
            begun.opened_at = clock.moment(TODAY)
            begun.save()
            waiting = threads.submit(answer)
            opened.set()
            with pytest.raises(TimeoutError):
                waiting.result(timeout=1)
        waiting.result(timeout=20)
    assert [str(each) for each in said] == [BEGUN]


def test_a_year_planned_by_eight_clicks_at_once_is_planned_once() -> None:
    """Every click gets the same meetings."""
    body, clerk = boards.BodyFactory(), councils.UserFactory()
    days = (date(2027, 1, 13), date(2027, 3, 10), date(2027, 5, 12))
    wanted = [Wanted(day, time(17, 30), "Room 1", 120) for day in days]
    made = at_once(8, lambda _: plan_year(by=clerk, body=body, wanted=wanted))
    assert {tuple(meeting.pk for meeting in each) for each in made} == {
        tuple(Meeting.objects.order_by("held_on").values_list("pk", flat=True))
    }
    assert Meeting.objects.count() == 3
