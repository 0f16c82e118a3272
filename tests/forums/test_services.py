"""A question on its way: what each step writes, and whom it refuses with which sentence."""

from uuid import UUID, uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from councils import clock
from councils.models import Council, User
from councils.roles import Role
from councils.writing import Conflict, Refused
from forums import services
from forums.flow import State
from forums.models import Forum, PrivateWords, Question
from pledges.models import Theme
from tests.factories import forums, pledges
from tests.support.people import person

WORDS = "can i see my brother more"


@pytest.fixture
def forum(buckinghamshire: Council) -> Forum:
    """We Do Care!"""
    return Forum.objects.of(buckinghamshire).get()


@pytest.fixture
def skye(forum: Forum) -> User:
    """A representative."""
    return person(Role.FORUM_REPRESENTATIVE, forum.council, forum=forum)


@pytest.fixture
def worker(forum: Forum) -> User:
    """The forum's worker."""
    return person(Role.PARTICIPATION_WORKER, forum.council, forum=forum)


@pytest.fixture
def question(skye: User, forum: Forum) -> Question:
    """A question just asked."""
    return services.ask(by=skye, forum=forum, theme=None, words=WORDS, submission=uuid4())


def test_asking_keeps_the_words_apart(question: Question, skye: User) -> None:
    """The question itself says nothing yet."""
    assert (question.state, question.public_wording) == (State.ASKED, "")
    assert question.asked_by == skye
    assert question.asked_at == clock.now()
    assert question.private_words.text == WORDS


def test_the_same_form_twice_asks_once(skye: User, forum: Forum) -> None:
    """Whatever the second click carried."""
    form = {"by": skye, "forum": forum, "theme": None, "submission": UUID(int=7)}
    assert services.ask(words=WORDS, **form) == services.ask(words="other", **form)
    assert PrivateWords.objects.get().text == WORDS


def test_somebody_elses_form_is_not_answered_with_their_question(
    skye: User, worker: User, forum: Forum
) -> None:
    """A number that was used by another person gives nothing away."""
    services.ask(by=skye, forum=forum, theme=None, words=WORDS, submission=UUID(int=7))
    with pytest.raises((ValidationError, IntegrityError)):
        services.ask(by=worker, forum=forum, theme=None, words="x", submission=UUID(int=7))
    assert Question.objects.count() == 1


def test_only_the_people_of_the_forum_ask(forum: Forum) -> None:
    """In a sentence."""
    other = person(
        Role.FORUM_REPRESENTATIVE, forum.council, forum=forums.ForumFactory(council=forum.council)
    )
    with pytest.raises(Refused, match=r"^Questions are asked by the people of this forum\.$"):
        services.ask(by=other, forum=forum, theme=None, words=WORDS, submission=uuid4())
    assert not Question.objects.exists()


def test_words_that_cannot_be_kept_leave_no_question_behind(skye: User, forum: Forum) -> None:
    """All or nothing."""
    with pytest.raises(ValidationError):
        services.ask(by=skye, forum=forum, theme=None, words="", submission=uuid4())
    assert not Question.objects.exists()


def test_a_theme_of_another_council_is_refused(skye: User, forum: Forum) -> None:
    theme: Theme = pledges.ThemeFactory()
    with pytest.raises(ValidationError, match="another council"):
        services.ask(by=skye, forum=forum, theme=theme, words=WORDS, submission=uuid4())


def test_reading_is_recorded_once(question: Question, worker: User) -> None:
    """By whom and when, the first time."""
    read = services.mark_read(by=worker, question=question)
    assert (read.state, read.read_by, read.read_at) == (State.READ, worker, clock.now())
    other = person(Role.PARTICIPATION_WORKER, question.council, forum=question.forum)
    again = services.mark_read(by=other, question=question)
    assert (again.read_by, again.version) == (worker, read.version)


@pytest.mark.parametrize("role", [Role.FORUM_REPRESENTATIVE, Role.INSPECTOR, Role.CLERK])
def test_nobody_else_marks_it_read_or_words_it(question: Question, role: str) -> None:
    """The sentence says whose words they are."""
    somebody = person(role, question.council, forum=question.forum)
    with pytest.raises(Refused, match="own words are for this forum’s workers"):
        services.mark_read(by=somebody, question=question)
    with pytest.raises(Refused, match="own words are for this forum’s workers"):
        services.word(by=somebody, question=question, version=question.version, wording="Why?")
    question.refresh_from_db()
    assert question.state == State.ASKED


def test_wording_reads_it_too(question: Question, worker: User) -> None:
    """A worker who writes the wording has read the question."""
    worded = services.word(
        by=worker, question=question, version=question.version, wording="  Why?\n"
    )
    assert (worded.state, worded.public_wording) == (State.WORDED, "Why?")
    assert (worded.read_by, worded.worded_by) == (worker, worker)
    assert worded.private_words.text == WORDS


def test_a_wording_may_be_rewritten_until_it_is_put(question: Question, worker: User) -> None:
    """After that it stays."""
    worded = services.word(by=worker, question=question, version=question.version, wording="Why?")
    again = services.word(by=worker, question=worded, version=worded.version, wording="Why not?")
    assert again.public_wording == "Why not?"
    second = person(Role.SAFEGUARDING_LEAD, question.council)
    agreed = services.agree(by=second, question=again, version=again.version)
    put = services.mark_put(question=agreed)
    with pytest.raises(Refused, match="put to the meeting"):
        services.word(by=worker, question=put, version=put.version, wording="Too late")
    with pytest.raises(Refused, match=r"^This question is already put to the meeting\.$"):
        services.mark_put(question=put)
    put.refresh_from_db()
    assert put.public_wording == "Why not?"


@pytest.mark.parametrize("wording", ["", "  \n "])
def test_an_empty_wording_is_refused(question: Question, worker: User, wording: str) -> None:
    with pytest.raises(Refused, match=r"^Write the public wording first\.$"):
        services.word(by=worker, question=question, version=question.version, wording=wording)


def test_the_second_of_two_editors_is_shown_the_first(question: Question, worker: User) -> None:
    services.word(by=worker, question=question, version=question.version, wording="First?")
    with pytest.raises(Conflict) as conflict:
        services.word(by=worker, question=question, version=question.version, wording="Second?")
    assert conflict.value.current.public_wording == "First?"


def test_a_question_without_wording_is_not_put(question: Question) -> None:
    with pytest.raises(Refused, match=r"^Write the public wording first\.$"):
        services.mark_put(question=question)


def test_words_longer_than_the_page_allows_are_refused_by_the_service_too(world):
    asker = world.ours.people[Role.FORUM_REPRESENTATIVE]
    with pytest.raises(ValidationError):
        services.ask(
            by=asker,
            forum=world.ours.rows.forum,
            theme=None,
            words="a" * 2001,
            submission=uuid4(),
        )
