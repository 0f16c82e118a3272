"""What a body asks young people, at the very same moment: one click sent twice, two people at once."""

from uuid import UUID

import pytest

from boards.models import ForumAnswer, ForumChallenge
from boards.to_forum import services
from councils.roles import Role
from councils.writing import Conflict, Refused
from tests.factories import boards
from tests.journeys.test_at_once import at_once
from tests.support.people import person

pytestmark = pytest.mark.django_db(transaction=True)


def test_asked_twice_at_once_it_is_asked_once() -> None:
    """A nervous finger of the clerk's."""
    link = boards.BodyForumFactory()
    clerk = person(Role.CLERK, link.council)
    own = {"by": clerk, "body": link.body, "forums": [link.forum], "words": "Will you?"}
    at_once(4, lambda _: services.ask_forums(**own, submission=UUID(int=1)).pk)
    assert ForumChallenge.objects.count() == ForumAnswer.objects.count() == 1


def test_two_of_a_forum_answer_at_once_and_one_is_told_of_the_other() -> None:
    """Yes and no at the same moment: the second sees what the first wrote."""
    asked = boards.ForumAnswerFactory()
    challenge, forum = asked.challenge, asked.forum
    two = [person(Role.FORUM_REPRESENTATIVE, forum.council, forum=forum) for _ in range(2)]

    def say(place: int) -> str:
        words = "We have no time." if place else ""
        own = {"says": "no" if place else "yes", "words": words, "version": 1}
        try:
            services.answer(by=two[place], challenge=challenge, forum=forum, **own)
        except Conflict:
            return "told"
        return "saved"

    assert sorted(at_once(2, say)) == ["saved", "told"]
    assert ForumAnswer.objects.count() == 1


def test_an_answer_is_not_read_while_it_is_put_otherwise() -> None:
    """A second person lets out what they have read, and nothing else."""
    said = boards.ForumAnswerFactory(said=True)
    challenge, forum = said.challenge, said.forum
    writer = person(Role.FORUM_REPRESENTATIVE, forum.council, forum=forum)
    worker = person(Role.PARTICIPATION_WORKER, forum.council, forum=forum)
    own = {"challenge": challenge, "forum": forum, "version": 1}

    def act(place: int) -> str:
        try:
            if place:
                services.read_answer(by=worker, **own)
            else:
                services.answer(by=writer, **own, says="no", words="We have no time.")
        except Refused:
            return "refused"
        return "done"

    assert sorted(at_once(2, act)) == ["done", "refused"]
    row = services.latest_of(challenge, forum)
    assert (row.agreed_by_id is None) == (row.says == "no")


def test_two_answers_once_it_is_read_are_one() -> None:
    """The same form, sent twice at once, makes no third answer."""
    asked = boards.ForumAnswerFactory()
    challenge, forum = asked.challenge, asked.forum
    child = person(Role.FORUM_REPRESENTATIVE, forum.council, forum=forum)
    own = {"challenge": challenge, "forum": forum, "says": "think", "version": 1}
    at_once(3, lambda _: services.answer(by=child, **own).pk)
    assert ForumAnswer.objects.count() == 1
    row = services.latest_of(challenge, forum)
    lead = person(Role.SAFEGUARDING_LEAD, forum.council)
    services.read_answer(by=lead, challenge=challenge, forum=forum, version=row.version)
    again = {**own, "says": "yes", "version": row.version + 1}
    at_once(3, lambda _: services.answer(by=child, **again).pk)
    assert ForumAnswer.objects.count() == 2
