"""Several people at the very same moment, each with a connection of their own to the database."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, time
from threading import Barrier
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from boards.models import Edition, EditionItem, Meeting
from boards.packs.services import publish_pack
from boards.services import plan_meeting, put_question
from councils import clock
from councils.writing import Conflict, Refused
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
    question = forums.QuestionFactory(council=item.council, worded=True, theme=None)
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
