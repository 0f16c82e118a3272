"""Concerns at the very same moment: raised once, taken by one, told of once, purged once."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.core import mail

from corporate_parenting.retention import purge_all
from councils import clock
from councils.models import Council, Purge, User
from councils.roles import Role
from councils.writing import Refused
from forums.models import Concern, ConcernTold, ConcernWords, Forum
from forums.safety.services import (
    close_concern,
    hand_on_question,
    raise_concern,
    take_concern,
    tell_somebody,
)
from forums.safety.tasks import tell_waiting
from tests.factories import boards, councils, forums
from tests.journeys.test_at_once import TODAY, at_once
from tests.support.people import person

pytestmark = pytest.mark.django_db(transaction=True)
ONE = UUID(int=1)


@pytest.fixture
def forum() -> Forum:
    """A forum of a council with two leads who have an address."""
    made = forums.ForumFactory()
    for number in range(2):
        lead = person(Role.SAFEGUARDING_LEAD, made.council)
        User.objects.filter(pk=lead.pk).update(email=f"lead{number}@example.org")
    return made


def leads(council: Council) -> list[User]:
    """The two, come anew."""
    held = council.membership_set.filter(role=Role.SAFEGUARDING_LEAD)
    return list(User.objects.filter(pk__in=held.values("user")).order_by("pk"))


def a_concern(forum: Forum) -> Concern:
    """One that nobody has taken and nobody was told of."""
    with clock.set_to(TODAY):
        return forums.ConcernFactory(forum=forum, raised_at=clock.now())


def test_the_same_form_sent_eight_times_at_once_raises_one(forum: Forum) -> None:
    skye = councils.UserFactory()
    found = at_once(
        8, lambda _: raise_concern(by=skye, forum=forum, words="Look here.", submission=ONE)
    )
    assert len({concern.pk for concern in found}) == 1
    assert ConcernWords.objects.count() == 1


def test_two_leads_take_it_at_once_and_one_has_it(forum: Forum) -> None:
    concern, both = a_concern(forum), leads(forum.council)
    found = at_once(2, lambda place: take_concern(by=both[place], concern=concern))
    refused = [each for each in found if isinstance(each, Refused)]
    concern.refresh_from_db()
    assert [str(each) for each in refused] == [f"{concern.taken_by} has it already."]


def test_two_workers_hand_the_same_question_on_at_once(forum: Forum) -> None:
    with clock.set_to(TODAY):
        question = forums.QuestionFactory(forum=forum)
        forums.PrivateWordsFactory(question=question)
        workers = [person(Role.PARTICIPATION_WORKER, forum.council, forum=forum) for _ in "ab"]
    found = at_once(
        2,
        lambda place: hand_on_question(
            by=workers[place], question=question, submission=UUID(int=place + 1)
        ),
    )
    assert len({concern.pk for concern in found}) == 1


def test_four_rounds_at_once_tell_each_lead_once(forum: Forum) -> None:
    concern = a_concern(forum)
    at_once(4, lambda _: tell_waiting())
    assert sorted(to for each in mail.outbox for to in each.to) == [
        "lead0@example.org",
        "lead1@example.org",
    ]
    assert ConcernTold.objects.filter(concern=concern, told_as="lead").count() == 2


def test_whom_the_lead_told_is_put_down_once_and_it_is_closed_once(forum: Forum) -> None:
    concern, (lead, _) = a_concern(forum), leads(forum.council)
    with clock.set_to(TODAY):
        concern = take_concern(by=lead, concern=concern)
    at_once(4, lambda _: tell_somebody(by=lead, concern=concern, whom="The doctor", submission=ONE))
    assert concern.told.filter(told_as="other").count() == 1
    version = concern.version
    found = at_once(
        4, lambda _: close_concern(by=lead, concern=concern, version=version, done="Seen.")
    )
    assert not [each for each in found if isinstance(each, Refused)]
    assert Concern.objects.get().version == version + 1


def test_four_purges_at_once_delete_once_and_say_so_once(forum: Forum) -> None:
    with clock.set_to(TODAY):
        long_ago = clock.now() - timedelta(days=3 * 365)
        for _ in range(3):
            boards.PrivateNoteFactory(council=forum.council, written_at=long_ago)
        forums.ConcernFactory(forum=forum, raised_at=long_ago, closed=True, closed_at=long_ago)
    at_once(4, lambda _: purge_all())
    reports = Purge.objects.of(forum.council)
    assert sum(row.number for row in reports.filter(kind="notes")) == 3
    assert sum(row.number for row in reports.filter(kind="concerns")) == 1
    assert not Concern.objects.exists()
