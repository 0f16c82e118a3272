"""A session as it is written: begun once, hands counted, finished, corrected; the kiosk in between."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.core.exceptions import ValidationError

from councils import clock
from councils.models import User
from councils.roles import Role
from councils.writing import Conflict, Refused
from forums.models import Forum, Round, Session, Verdict
from forums.sessions import services
from forums.sessions.counting import Hands
from forums.sessions.kiosk import services as kiosk
from forums.sessions.kiosk.screens import code_of, is_alive, mark_of, opens, read_mark
from forums.sessions.queries import awareness_of, told_back_of, verdicts_of
from forums.sessions.rounds import LASTS, Screen, State, Tap
from pledges import status
from pledges.models import Promise
from tests.factories import forums, pledges
from tests.support.people import person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
DAY = date(2026, 12, 1)
HANDS = Hands(kept=1, partly=2, not_kept=4, dont_know=1, had_heard=3, had_not_heard=5)


@pytest.fixture
def forum() -> Forum:
    """A published forum."""
    return forums.ForumFactory(published=True, name="The Forum")


@pytest.fixture
def worker(forum: Forum) -> User:
    """Its worker."""
    return person(Role.PARTICIPATION_WORKER, forum.council, forum=forum)


@pytest.fixture
def promise(forum: Forum) -> Promise:
    """What they are asked about."""
    return pledges.PromiseFactory(council=forum.council)


def begin(worker: User, forum: Forum, **more: object) -> Session:
    """Eight came."""
    given = {"held_on": DAY, "kind": "meeting", "came": 8, "about": "Promises", **more}
    return services.begin_session(by=worker, forum=forum, **given)


@pytest.fixture
def session(worker: User, forum: Forum) -> Session:
    """A session that is being recorded."""
    return begin(worker, forum)


def test_the_same_form_twice_begins_one_session(worker: User, forum: Forum) -> None:
    """And another worker is led to the one there is."""
    assert begin(worker, forum) == begin(worker, forum)
    other = person(Role.PARTICIPATION_WORKER, forum.council, forum=forum)
    with pytest.raises(ValidationError, match="has such a session on that day"):
        begin(other, forum)
    assert begin(other, forum, kind="visit").recorded_by == other


def test_who_may_begin_and_when(worker: User, forum: Forum) -> None:
    """A worker of the forum, not before the day."""
    stranger = person(Role.PARTICIPATION_WORKER, forum.council)
    with pytest.raises(Refused, match="its own forum"):
        begin(stranger, forum)
    with pytest.raises(ValidationError, match="still to come"):
        begin(worker, forum, held_on=clock.today() + timedelta(days=1))
    with pytest.raises(ValidationError, match="at least one"):
        begin(worker, forum, came=0)


def test_hands_are_written_over_while_the_session_is_open(
    worker: User, session: Session, promise: Promise
) -> None:
    """Sent twice they are written once; and never more than came."""
    own = {"by": worker, "session": session, "of": promise}
    assert services.record_hands(**own, hands=Hands()) is None
    row = services.record_hands(**own, hands=HANDS)
    assert services.record_hands(**own, hands=HANDS) == row
    assert (row.version, row.history.count()) == (1, 1)
    with pytest.raises(ValidationError, match="9 hands, but 8 people came"):
        services.record_hands(**own, hands=Hands(kept=9), version=1)
    again = services.record_hands(**own, hands=Hands(kept=8), version=1)
    assert (again.pk, again.kept, again.not_kept) == (row.pk, 8, 0)


def test_a_second_worker_is_shown_what_the_first_saved(
    worker: User, session: Session, promise: Promise
) -> None:
    """Nothing of either is lost."""
    own = {"by": worker, "session": session, "of": promise}
    services.record_hands(**own, hands=HANDS)
    with pytest.raises(Conflict) as conflict:
        services.record_hands(**own, hands=Hands(kept=2))
    assert conflict.value.current.hands == HANDS


def test_fewer_cannot_have_come_than_hands_are_counted(
    worker: User, session: Session, promise: Promise
) -> None:
    """The number who came is held against every promise."""
    services.record_hands(by=worker, session=session, of=promise, hands=HANDS)
    given = {"held_on": DAY, "kind": "meeting", "about": ""}
    own = {"by": worker, "session": session, "version": session.version, **given}
    with pytest.raises(ValidationError, match="8 hands are counted"):
        services.change_session(**own, came=7)
    assert services.change_session(**own, came=9).came == 9
    with pytest.raises(Conflict):
        services.change_session(**own, came=10)


def test_it_counts_once_it_is_finished(worker: User, session: Session, promise: Promise) -> None:
    """Before, nobody outside the forum knows of it."""
    council = session.council
    services.record_hands(by=worker, session=session, of=promise, hands=HANDS)
    assert verdicts_of(council) == {}
    services.finish_session(by=worker, session=session)
    services.finish_session(by=worker, session=session)
    about = ("promise", promise.pk)
    assert verdicts_of(council) == {about: [status.Verdict("The Forum", DAY, 1, 2, 4, 1)]}
    assert awareness_of(council)[about][0].words == "Few had heard of it before."
    with pytest.raises(Refused, match="finished"):
        services.record_hands(by=worker, session=session, of=promise, hands=Hands(), version=1)


def test_a_correction_is_a_new_row_with_its_reason(
    worker: User, session: Session, promise: Promise
) -> None:
    """The former stays; none at all says it was never asked."""
    own = {"by": worker, "session": session, "of": promise}
    former = services.record_hands(**own, hands=HANDS)
    with pytest.raises(Refused, match="still open"):
        services.correct_verdict(**own, hands=Hands(kept=8), reason="A slip", seen=former.pk)
    services.finish_session(by=worker, session=session)
    right = {**own, "hands": Hands(kept=8), "reason": "Two rows were mixed up."}
    with pytest.raises(ValidationError, match="Say why"):
        services.correct_verdict(**{**right, "reason": " "}, seen=former.pk)
    with pytest.raises(ValidationError, match="Nothing is different"):
        services.correct_verdict(**{**right, "hands": HANDS}, seen=former.pk)
    new = services.correct_verdict(**right, seen=former.pk)
    assert services.correct_verdict(**right, seen=former.pk) == new
    with pytest.raises(Conflict):
        services.correct_verdict(**{**right, "reason": "Another"}, seen=former.pk)
    assert (new.corrects, Verdict.objects.get(pk=former.pk).hands) == (former, HANDS)
    assert verdicts_of(session.council)["promise", promise.pk][0].kept == 8
    services.correct_verdict(**own, hands=Hands(), reason="It was not asked.", seen=new.pk)
    assert verdicts_of(session.council) == {}


def test_a_forum_that_is_not_published_is_not_named(promise: Promise) -> None:
    """Everybody reads whose verdict it is."""
    hidden = forums.ForumFactory(council=promise.council)
    one = forums.SessionFactory(forum=hidden, finished=True)
    forums.VerdictFactory(session=one, promise=promise, said=True)
    assert verdicts_of(promise.council) == {}


def test_the_verdicts_of_a_council_are_one_query(
    worker: User, session: Session, promise: Promise, django_assert_num_queries
) -> None:
    """However many there are."""
    services.record_hands(by=worker, session=session, of=promise, hands=HANDS)
    services.finish_session(by=worker, session=session)
    with django_assert_num_queries(1):
        verdicts_of(session.council)


def test_told_back_once_and_the_last_day_counts(
    worker: User, forum: Forum, promise: Promise
) -> None:
    """By the submission of the form."""
    own = {"by": worker, "forum": forum, "of": promise, "words": "There is a bus."}
    first = services.tell_back(**own, told_on=DAY, submission=session_number(1))
    assert services.tell_back(**own, told_on=DAY, submission=session_number(1)) == first
    services.tell_back(**own, told_on=date(2026, 3, 1), submission=session_number(2))
    assert told_back_of(forum.council) == {("promise", promise.pk): DAY}
    with pytest.raises(ValidationError, match="still to come"):
        services.tell_back(**own, told_on=date(2027, 1, 1), submission=session_number(3))


def session_number(number: int) -> UUID:
    """A form's own number."""
    return UUID(int=number)


# The kiosk ----------------------------------------------------------------------------------------


@pytest.fixture
def asked(worker: User, session: Session, promise: Promise) -> Round:
    """A round that is open."""
    return kiosk.open_round(by=worker, session=session, of=promise)


def tap(asked: Round, answer: str = "kept", secret: str = "", *, heard: bool = False) -> Tap:
    """A tap on a screen of its own, or on the one named."""
    screen = read_mark(mark_of(asked, asks_heard=heard))
    if secret:
        screen = Screen(asked.pk, heard, secret)
    return kiosk.tap(screen=screen, session=asked.session, answer=answer).tap


def test_two_children_in_a_row_count_two_and_a_double_tap_counts_one(asked: Round) -> None:
    """What tells them apart is the screen: each child has a new one."""
    assert [tap(asked), tap(asked)] == [Tap.COUNTS, Tap.COUNTS]
    assert [tap(asked, "partly", "one"), tap(asked, "partly", "one")] == [Tap.COUNTS, Tap.COUNTED]
    asked.refresh_from_db()
    assert (asked.kept, asked.partly) == (2, 1)


def test_never_more_than_came(asked: Round) -> None:
    """The ninth of eight is told that everybody has answered."""
    assert [tap(asked) for _ in range(9)] == [Tap.COUNTS] * 8 + [Tap.FULL]
    assert [tap(asked, "had_heard", heard=True) for _ in range(9)][-1] == Tap.FULL


def test_a_screen_answers_its_own_question_only(asked: Round) -> None:
    """Any other word is none of ours."""
    for answer, heard in (("had_heard", False), ("kept", True), ("", False), ("screens", False)):
        with pytest.raises(ValueError, match=f"^{answer}$"):
            tap(asked, answer, heard=heard)


def test_closing_puts_the_sums_into_the_session(worker: User, asked: Round) -> None:
    """And forgets the screens; closing twice changes nothing."""
    tap(asked)
    tap(asked, "not_kept")
    tap(asked, "had_heard", heard=True)
    kiosk.close_round(by=worker, asked=asked)
    closed = kiosk.close_round(by=worker, asked=asked)
    assert (closed.state, closed.screens, closed.ended_by) == (State.CLOSED, [], worker)
    assert Verdict.objects.get().hands == Hands(kept=1, not_kept=1, had_heard=1)
    assert tap(asked) == Tap.OVER


def test_a_late_tap_never_counts_for_the_next_promise(
    worker: User, session: Session, asked: Round
) -> None:
    """The screen carries its round."""
    screen = read_mark(mark_of(asked, asks_heard=False))
    kiosk.close_round(by=worker, asked=asked)
    after = kiosk.open_round(
        by=worker, session=session, of=pledges.PromiseFactory(council=session.council)
    )
    assert kiosk.tap(screen=screen, session=session, answer="kept").tap == Tap.OVER
    after.refresh_from_db()
    assert after.hands == Hands()


def test_taking_back_leaves_nothing(worker: User, session: Session, asked: Round) -> None:
    """Open or closed; afterwards it can be asked again."""
    tap(asked)
    kiosk.take_back_round(by=worker, asked=asked)
    asked.refresh_from_db()
    assert (asked.hands, asked.screens, asked.state) == (Hands(), [], State.TAKEN_BACK)
    with pytest.raises(Refused, match="taken back"):
        kiosk.close_round(by=worker, asked=asked)
    again = kiosk.open_round(by=worker, session=session, of=asked.of)
    tap(again)
    kiosk.close_round(by=worker, asked=again)
    assert kiosk.why_not_ask(session, asked.of) == kiosk.COUNTED
    kiosk.take_back_round(by=worker, asked=again)
    assert Verdict.objects.get().hands == Hands()
    assert kiosk.why_not_ask(session, asked.of) == ""


def test_one_question_at_a_time(worker: User, session: Session, asked: Round) -> None:
    """No second promise, no hands for it, and no end of the session meanwhile."""
    other = pledges.PromiseFactory(council=session.council)
    assert kiosk.open_round(by=worker, session=session, of=asked.of) == asked
    with pytest.raises(Refused, match="another promise"):
        kiosk.open_round(by=worker, session=session, of=other)
    with pytest.raises(Refused, match="kiosk is asking"):
        services.record_hands(by=worker, session=session, of=asked.of, hands=HANDS)
    with pytest.raises(Refused, match="kiosk is open"):
        services.finish_session(by=worker, session=session)


def test_a_round_keeps_no_history_and_no_times(asked: Round) -> None:
    """Whoever knows who had the tablet when must not be able to tell who said what."""
    assert not hasattr(Round, "history")
    times = {field.name for field in Round._meta.fields if "_at" in field.name}
    assert times == {"opened_at", "ended_at"}
    for _ in range(5):
        tap(asked)
    asked.refresh_from_db()
    assert asked.screens == sorted(asked.screens)


def test_the_code_opens_its_own_session_only(session: Session, forum: Forum) -> None:
    """And cannot be made without the service's key."""
    other = forums.SessionFactory(forum=forum, held_on=date(2026, 5, 5))
    assert opens(session, code_of(session))
    assert not opens(session, code_of(other))
    assert not opens(session, "")
    assert len(code_of(session)) == 12


def test_the_kiosk_ends_by_itself(asked: Round) -> None:
    """Three hours after its latest round was opened."""
    assert is_alive(asked)
    assert not is_alive(None)
    with clock.set_to(asked.opened_at + LASTS):
        assert not is_alive(asked)


@pytest.mark.parametrize("mark", ["", "nonsense", "WzEsMiwzXQ:abc:def"])
def test_a_mark_of_somebody_else_s_making_is_none(mark: str) -> None:
    """Only screens that we have shown count."""
    assert read_mark(mark) is None


# How many came -----------------------------------------------------------------------------------


def test_how_many_came_is_corrected_with_a_reason() -> None:
    """Once, by the forum's own worker; the hands that were counted are the least."""
    session = forums.SessionFactory(came=9, finished=True)
    worker = person(Role.PARTICIPATION_WORKER, session.council, forum=session.forum)
    forums.VerdictFactory(session=session, kept=3, partly=2)
    own = {"by": worker, "session": session, "version": session.version}
    other = person(Role.PARTICIPATION_WORKER, session.council)
    with pytest.raises(Refused, match="workers of its own forum"):
        services.correct_came(**{**own, "by": other}, came=8, reason="One left.")
    for wrong, words in (
        ({"came": 8, "reason": " "}, "Say why"),
        ({"came": 9, "reason": "One left."}, "Nothing is different"),
        ({"came": 4, "reason": "One left."}, "5"),
    ):
        with pytest.raises(ValidationError, match=words):
            services.correct_came(**own, **wrong)
    right = {"came": 8, "reason": "One left."}
    once = services.correct_came(**own, **right)
    assert services.correct_came(**own, **right).version == once.version
    assert (once.came, once.came_reason, once.came_by) == (8, "One left.", worker)
    with pytest.raises(Conflict):
        services.correct_came(**own, came=7, reason="Two left.")
    assert [row.came for row in session.history.order_by("history_id")] == [9, 8]


def test_of_an_open_session_it_is_changed_and_not_corrected() -> None:
    """Its own page is there for that."""
    session = forums.SessionFactory(came=9)
    worker = person(Role.PARTICIPATION_WORKER, session.council, forum=session.forum)
    with pytest.raises(Refused, match="still open"):
        services.correct_came(by=worker, session=session, version=1, came=8, reason="One left.")
