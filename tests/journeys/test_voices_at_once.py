"""A forum's session at the very same moment: taps on the kiosk, two workers, two clicks."""

from datetime import date
from uuid import UUID

import pytest
from django.core.exceptions import ValidationError

from councils import clock
from councils.models import User
from councils.roles import Role
from councils.writing import Conflict, Refused
from forums.models import Celebration, Feedback, Round, Session, ToldBack, Verdict
from forums.sessions import services
from forums.sessions.counting import Hands
from forums.sessions.kiosk import services as kiosk
from forums.sessions.rounds import Screen, Tap
from forums.voice import services as voice
from tests.factories import forums, pledges
from tests.journeys.test_at_once import at_once
from tests.support.people import person

pytestmark = pytest.mark.django_db(transaction=True)
TODAY, DAY = date(2026, 12, 2), date(2026, 12, 1)


def a_session(came: int = 5) -> tuple[Session, User]:
    """A session of a forum, and its worker."""
    forum = forums.ForumFactory(published=True)
    worker = person(Role.PARTICIPATION_WORKER, forum.council, forum=forum)
    return forums.SessionFactory(forum=forum, held_on=DAY, came=came, recorded_by=worker), worker


def a_round(came: int = 5) -> tuple[Round, User]:
    """The kiosk, which is open."""
    session, worker = a_session(came)
    promise = pledges.PromiseFactory(council=session.council)
    with clock.set_to(TODAY):
        return kiosk.open_round(by=worker, session=session, of=promise), worker


def test_eight_tablets_at_once_count_each_screen_once_and_no_more_than_came() -> None:
    """Eight children tap at the same moment; five came."""
    asked, _ = a_round()

    def tap(place: int) -> Tap:
        screen = Screen(asked.pk, asks_heard=False, secret=f"screen-{place}")
        return kiosk.tap(screen=screen, session=asked.session, answer="kept").tap

    got = at_once(8, tap)
    assert sorted(got) == [Tap.COUNTS] * 5 + [Tap.FULL] * 3
    asked.refresh_from_db()
    assert (asked.kept, len(asked.screens)) == (5, 5)


def test_one_screen_tapped_eight_times_at_once_counts_one() -> None:
    """A nervous finger."""
    asked, _ = a_round()
    screen = Screen(asked.pk, asks_heard=False, secret="one")
    got = at_once(8, lambda _: kiosk.tap(screen=screen, session=asked.session, answer="partly").tap)
    assert sorted(got) == [Tap.COUNTED] * 7 + [Tap.COUNTS]
    asked.refresh_from_db()
    assert asked.partly == 1


def test_a_tap_at_the_moment_it_is_closed_counts_whole_or_not_at_all() -> None:
    """Never in the round and not in the session."""
    asked, worker = a_round()

    def act(place: int) -> object:
        if place == 0:
            return kiosk.close_round(by=worker, asked=asked)
        screen = Screen(asked.pk, asks_heard=False, secret=f"screen-{place}")
        return kiosk.tap(screen=screen, session=asked.session, answer="kept").tap

    at_once(4, act)
    asked.refresh_from_db()
    verdict = Verdict.objects.filter(session=asked.session).first()
    assert (verdict.hands if verdict else Hands()) == asked.hands


def test_two_workers_who_begin_the_same_session_at_once_have_one() -> None:
    """The second is led to the one there is; one worker's two clicks are one."""
    forum = forums.ForumFactory()
    workers = [person(Role.PARTICIPATION_WORKER, forum.council, forum=forum) for _ in range(2)]
    given = {"forum": forum, "held_on": DAY, "kind": "meeting", "came": 5}
    got = at_once(6, lambda place: services.begin_session(by=workers[place % 2], **given))
    assert Session.objects.count() == 1
    refused = [each for each in got if isinstance(each, ValidationError)]
    assert len(refused) == 3
    assert all("Go on with that one" in str(each) for each in refused)


def test_two_workers_who_count_at_once_lose_nothing() -> None:
    """One is saved; the other is shown it and keeps their own."""
    session, worker = a_session()
    other = person(Role.PARTICIPATION_WORKER, session.council, forum=session.forum)
    promise = pledges.PromiseFactory(council=session.council)
    counted = (Hands(kept=1), Hands(kept=2))

    def count(place: int) -> object:
        by = (worker, other)[place]
        return services.record_hands(by=by, session=session, of=promise, hands=counted[place])

    got = at_once(2, count)
    lost = next(each for each in got if isinstance(each, Conflict))
    assert lost.current.hands == Verdict.objects.get().hands


def test_finishing_and_opening_the_kiosk_at_once_leaves_none_open() -> None:
    """A finished session has no open round."""
    session, worker = a_session()
    promise = pledges.PromiseFactory(council=session.council)

    def act(place: int) -> object:
        if place:
            return services.finish_session(by=worker, session=session)
        return kiosk.open_round(by=worker, session=session, of=promise)

    got = at_once(2, act)
    assert len([each for each in got if isinstance(each, Refused)]) == 1
    session.refresh_from_db()
    assert session.is_finished != Round.objects.open().exists()


def test_forms_sent_by_eight_clicks_at_once_write_once() -> None:
    """What was said, what was told, what is celebrated."""
    forum = forums.ForumFactory()
    worker = person(Role.PARTICIPATION_WORKER, forum.council, forum=forum)
    own = {"by": worker, "forum": forum, "submission": UUID(int=1), "words": "Words"}
    consent = {"consent_on": DAY, "consent_words": "Asked.", "show_until": date(2027, 1, 1)}

    def act(place: int) -> object:
        if place % 3 == 0:
            return voice.write_feedback(**own, said_on=DAY, source="young_people")
        if place % 3 == 1:
            return services.tell_back(**own, told_on=DAY)
        return voice.write_celebration(**own, **consent)

    at_once(9, act)
    assert [model.objects.count() for model in (Feedback, ToldBack, Celebration)] == [1, 1, 1]


def test_two_second_readers_at_once_are_one() -> None:
    """And a change of the words at that moment is read again."""
    forum = forums.ForumFactory()
    row = forums.FeedbackFactory(forum=forum)
    clerks = [person(Role.CLERK, forum.council) for _ in range(2)]

    def act(place: int) -> object:
        if place == 2:
            return voice.reword_feedback(by=clerks[0], feedback=row, version=1, words="Other")
        return voice.read_feedback(by=clerks[place], feedback=row, version=1)

    at_once(3, act)
    row.refresh_from_db()
    assert row.read_by_id is None or (row.words != "Other" and row.read_by in clerks)
