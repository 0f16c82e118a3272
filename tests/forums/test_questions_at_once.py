"""Several people with one question at the very same moment."""

from uuid import uuid4

import pytest

from councils import clock
from councils.models import User
from councils.writing import Refused
from forums.answers.services import answer, judge
from forums.links.services import ask_through, make_link
from forums.models import Answer, Forum, Question, QuestionLink
from forums.services import agree, word
from tests.factories import councils, forums
from tests.journeys.test_at_once import TODAY, at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def forum() -> Forum:
    """A forum."""
    return forums.ForumFactory()


def worker_of(forum: Forum) -> User:
    """Another worker of the forum."""
    place = forums.ForumMemberFactory(forum=forum)
    councils.MembershipFactory(user=place.user, council=forum.council, role="participation_worker")
    return place.user


def test_of_two_who_agree_at_once_one_is_the_second_person(forum: Forum) -> None:
    """And of a wording that is written anew meanwhile, nobody agrees to what they have not seen."""
    question = forums.QuestionFactory(forum=forum, theme=None, worded=True)
    people = [worker_of(forum) for _ in range(4)]

    def act(place: int) -> object:
        if place == 3:
            return word(by=people[3], question=question, version=1, wording="Anew?")
        return agree(by=people[place], question=question, version=1)

    made = at_once(4, act)
    assert sum(isinstance(each, Question) for each in made) == 1
    question.refresh_from_db()
    assert question.version == 2 or question.public_wording == "Anew?"


def test_eight_clicks_on_one_answer_make_one(forum: Forum) -> None:
    question = forums.QuestionFactory(forum=forum, theme=None, agreed=True)
    by = worker_of(forum)
    said = {"role": "Head of care", "agency": "care", "how": "writing", "words": "Yes."}
    made = at_once(8, lambda _: answer(by=by, question=question, version=1, **said))
    assert len({each.pk for each in made}) == 1
    assert Answer.objects.count() == 1


def test_of_yes_and_no_at_once_one_is_on_record(forum: Forum) -> None:
    question = forums.QuestionFactory(forum=forum, theme=None, told=True)
    forums.AnswerFactory(question=question, told_back=True)
    people = [worker_of(forum) for _ in range(2)]
    made = at_once(
        2,
        lambda place: judge(
            by=people[place], question=question, version=1, verdict=("yes", "no")[place]
        ),
    )
    assert sum(isinstance(each, Answer) for each in made) == 1
    question.refresh_from_db()
    assert question.state in {"settled", "reopened"}


def test_one_link_used_by_eight_at_once_asks_one_question(forum: Forum) -> None:
    """Whoever has the link too is told that it has been used."""
    with clock.set_to(TODAY):
        link = make_link(by=worker_of(forum), forum=forum, secret="s" * 43)
    made = at_once(
        8,
        lambda place: ask_through(
            link=link, theme=None, words=f"Why, {place}?", submission=uuid4()
        ),
    )
    assert sum(isinstance(each, Question) for each in made) == 1
    assert sum(isinstance(each, Refused) for each in made) == 7
    assert Question.objects.count() == 1
    assert QuestionLink.objects.get().used_at is not None


def test_eight_clicks_on_make_make_one_link(forum: Forum) -> None:
    by = worker_of(forum)
    made = at_once(8, lambda _: make_link(by=by, forum=forum, secret="s" * 43))
    assert len({each.pk for each in made}) == 1
