"""The same form from many windows at the very same moment: one word, one tap, one settlement."""

import pytest

from boards.models import BodyForum, Tap, UnclearPlace
from boards.packs.unclear.services import set_aside, settle_with_word, take_back, tap
from councils import clock
from councils.models import User
from councils.roles import Role
from councils.writing import Refused
from forums.dictionary.services import add_word
from forums.models import DictionaryWord, Forum
from tests.factories import boards
from tests.journeys.test_at_once import TODAY, at_once
from tests.support.people import person
from tests.support.reading import Out, out

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def papers() -> Out:
    with clock.set_to(TODAY):
        made = out()
        boards.BodyForumFactory(body=made.meeting.body)
        return made


@pytest.fixture
def forum(papers: Out) -> Forum:
    return BodyForum.objects.get(body=papers.meeting.body).forum


@pytest.fixture
def skye(forum: Forum) -> User:
    with clock.set_to(TODAY):
        return person(Role.FORUM_REPRESENTATIVE, forum.council, forum=forum)


def test_eight_times_the_same_word_is_one_word(forum: Forum, skye: User) -> None:
    made = at_once(8, lambda _: add_word(by=skye, forum=forum, word="LAC").pk)
    assert len(set(made)) == DictionaryWord.objects.count() == 1


def test_eight_times_tapped_and_taken_back_is_once(papers: Out, skye: User) -> None:
    own = {"by": skye, "meeting": papers.meeting, "place": "1.1"}
    item = papers.item("1", "forum")
    made = at_once(8, lambda _: tap(**own, item=item).pk)
    assert len(set(made)) == Tap.objects.count() == UnclearPlace.objects.count() == 1
    assert at_once(8, lambda _: take_back(**own)) == [None] * 8
    assert not UnclearPlace.objects.exists()


def test_of_a_word_and_a_reason_at_once_one_is_kept(papers: Out, skye: User) -> None:
    with clock.set_to(TODAY):
        item = papers.item("1", "forum")
        unclear = tap(by=skye, meeting=papers.meeting, item=item, place="1.1").unclear
    own = {"by": skye, "unclear": unclear}
    ways = (
        lambda: settle_with_word(**own, word="homes").pk,
        lambda: set_aside(**own, reason="Easy.").pk,
    )
    made = at_once(2, lambda place: ways[place]())
    assert sum(isinstance(each, Refused) for each in made) == 1
    kept = UnclearPlace.objects.get()
    assert bool(kept.word) is not bool(kept.reason)
