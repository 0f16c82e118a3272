"""What voices never give away: who minds which forum, small days, and what history keeps."""

from datetime import date
from uuid import UUID

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from councils import clock
from councils.models import User
from councils.roles import Role
from councils.services import withdraw
from councils.writing import Conflict, Refused
from forums.models import Feedback, Forum, Session
from forums.sessions.kiosk import services as kiosk
from forums.sessions.kiosk.screens import code_of, mark_of
from forums.sessions.queries import said_of, sessions_read, visits_of
from forums.sessions.rounds import LASTS
from forums.voice import services
from forums.voice.flow import last_day
from forums.voice.queries import celebrations_kept, feedback_read, minds_all
from pledges.models import Promise
from tests.factories import councils, forums, pledges
from tests.support.people import person, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
DAY = date(2026, 12, 1)
ONE, TWO = UUID(int=1), UUID(int=2)


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
    """A published promise."""
    strategy = pledges.StrategyFactory(council=forum.council, published=True)
    made = pledges.PledgeSetFactory(strategy=strategy, published=True)
    return pledges.PromiseFactory(pledge_set=made)


def at(name: str, forum: Forum, **more: object) -> str:
    """An address of the forum's council."""
    return reverse(f"forums:{name}", kwargs={"council": forum.council.slug, **more})


# Who minds what -----------------------------------------------------------------------------------


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.PARTICIPATION_WORKER}))
def test_a_worker_minds_all_by_another_role_only(worker: User, forum: Forum, role: Role) -> None:
    """A clerk or the proper officer may be the second person everywhere; nobody else."""
    councils.MembershipFactory(user=worker, council=forum.council, role=role)
    assert minds_all(worker, forum.council) is (role in {Role.CLERK, Role.PROPER_OFFICER})


@pytest.mark.parametrize(
    ("role", "reads"),
    [
        (None, {"unread mine", "read mine"}),
        (Role.BOARD_MEMBER, {"unread mine", "read mine"}),
        (Role.PROMISE_OWNER, {"unread mine", "read mine", "read theirs"}),
        (Role.CLERK, {"unread mine", "read mine", "unread theirs", "read theirs"}),
    ],
)
def test_what_a_worker_reads_with_a_second_role(
    worker: User, forum: Forum, role: Role | None, reads: set[str]
) -> None:
    """Unread words of another forum never come with a role that reads none."""
    theirs = forums.ForumFactory(council=forum.council, published=True)
    for where, name in ((forum, "mine"), (theirs, "theirs")):
        forums.FeedbackFactory(forum=where, words=f"unread {name}")
        forums.FeedbackFactory(forum=where, words=f"read {name}", said=True)
    celebration = forums.CelebrationFactory(forum=theirs)
    if role:
        councils.MembershipFactory(user=worker, council=forum.council, role=role)
    assert {row.words for row in feedback_read(worker, forum.council)} == reads
    kept = celebrations_kept(worker, forum.council, clock.today())
    assert (celebration in kept) is (role is Role.CLERK)
    if role is not Role.CLERK:
        with pytest.raises(Refused, match="workers of that forum"):
            services.take_down(by=worker, celebration=celebration)


def test_an_inspector_reads_finished_sessions_only(forum: Forum, worker: User) -> None:
    """What is still being written is its forum's."""
    still = forums.SessionFactory(forum=forum, held_on=DAY)
    over = forums.SessionFactory(forum=forum, held_on=date(2026, 11, 1), finished=True)
    inspector = person(Role.INSPECTOR, forum.council)
    assert list(sessions_read(inspector, forum.council)) == [over]
    assert list(sessions_read(worker, forum.council)) == [still, over]
    assert sign_in(inspector).get(at("session_detail", forum, pk=still.pk)).status_code == 404


def test_a_draft_forum_is_offered_to_its_own_worker_only(forum: Forum) -> None:
    """Not even its name is anybody else's, whoever minds all forums."""
    draft = forums.ForumFactory(council=forum.council, name="Not Yet")
    for one in (
        person(Role.CLERK, forum.council),
        person(Role.PARTICIPATION_WORKER, forum.council, forum=draft),
    ):
        page = sign_in(one).get(at("feedback_add", forum)).content.decode()
        assert ("Not Yet" in page) is bool(one.forum_places.count())


# What is kept and shown ---------------------------------------------------------------------------


def test_a_name_is_in_no_history(forum: Forum, worker: User) -> None:
    """Once the words are put otherwise, the former are nowhere."""
    row = services.write_feedback(
        by=worker,
        forum=forum,
        words="Ella was moved.",
        said_on=DAY,
        source="young_people",
        submission=ONE,
    )
    services.reword_feedback(by=worker, feedback=row, version=1, words="Somebody was moved.")
    kept = list(Feedback.history.values())
    assert len(kept) == 2
    assert "Ella" not in str(kept)


@pytest.mark.parametrize(
    ("came", "shown"), [([8, 12, 6], "26"), ([8, 12, 3], None), ([5, 5], None), ([], "0")]
)
def test_no_total_where_a_day_is_small(forum: Forum, came: list[int], shown: str | None) -> None:
    """Two totals, a day apart, would tell how many came on that day."""
    sessions = [
        forums.SessionFactory(forum=forum, came=number, held_on=date(2026, 11, 1 + day))
        for day, number in enumerate(came)
    ]
    number, visits = visits_of(forum.council, sessions)
    assert number == len(came)
    assert (visits.hidden, visits.text) == ((False, shown) if shown else (True, visits.text))


def test_the_forum_s_page_says_why_there_is_no_total(forum: Forum) -> None:
    """In words, and without the number."""
    for day, came in ((1, 9), (2, 2)):
        held_on = date(2026, 11, day)
        forums.SessionFactory(forum=forum, came=came, held_on=held_on, finished=True)
    page = Client().get(at("forum_detail", forum, key=forum.key)).content.decode()
    assert "is not shown, because on some days only a few came" in page
    assert "11 times" not in page


def test_to_have_heard_of_it_is_no_verdict(forum: Forum, promise: Promise) -> None:
    """The last verdict stays the answer; the latest of one day is the one that was begun last."""
    hands = {"promise": promise, "dont_know": 0, "partly": 0, "had_heard": 0, "had_not_heard": 0}
    first, second = (
        forums.SessionFactory(forum=forum, held_on=date(2026, 10, 1), kind=kind, finished=True)
        for kind in ("meeting", "visit")
    )
    later = forums.SessionFactory(forum=forum, held_on=DAY, finished=True)
    forums.VerdictFactory(session=second, **hands, kept=6, not_kept=0)
    forums.VerdictFactory(session=first, **hands, kept=0, not_kept=6)
    forums.VerdictFactory(session=later, **{**hands, "had_heard": 6}, kept=0, not_kept=0)
    (said,) = said_of(promise, DAY)
    assert (said.given_on, said.answer) == (date(2026, 10, 1), "kept")
    assert said.before == "1 October 2026: not yet kept"


@pytest.mark.parametrize(
    ("consent_on", "last"),
    [
        (date(2026, 3, 1), date(2027, 3, 1)),
        (date(2027, 3, 1), date(2028, 3, 1)),
        (date(2028, 2, 29), date(2029, 2, 28)),
    ],
)
def test_a_consent_lasts_a_year(forum: Forum, consent_on: date, last: date) -> None:
    """To the same day of the next year, and not a day longer."""
    assert last_day(consent_on) == last
    row = forums.CelebrationFactory(forum=forum, consent_on=consent_on, show_until=last)
    row.full_clean()
    row.show_until = date.fromordinal(last.toordinal() + 1)
    with pytest.raises(ValidationError, match="within a year"):
        row.full_clean()


# Telling back -------------------------------------------------------------------------------------


@pytest.fixture
def done(forum: Forum) -> Feedback:
    """Answered by the clerk."""
    row = forums.FeedbackFactory(forum=forum, said=True, said_on=date(2026, 11, 1))
    given = {"outcome": "did", "done_words": "There is a bus.", "done_by_role": "Head of travel"}
    by = person(Role.CLERK, forum.council)
    return services.answer_feedback(
        by=by, feedback=row, version=row.version, done_on=date(2026, 11, 20), **given
    )


def test_what_is_told_is_what_was_read(forum: Forum, worker: User, done: Feedback) -> None:
    """An answer that was put otherwise meanwhile is shown first; nothing is told before it is done."""
    given = {"told_on": date(2026, 11, 19), "words": "A bus.", "submission": TWO}
    with pytest.raises(Conflict):
        services.tell_feedback(by=worker, feedback=done, version=done.version - 1, **given)
    with pytest.raises(ValidationError, match="before the day it was done"):
        services.tell_feedback(by=worker, feedback=done, version=done.version, **given)
    client, address = sign_in(worker), at("feedback_tell", forum, pk=done.pk)
    assert f'name="version" value="{done.version}"' in client.get(address).content.decode()
    late = {**given, "told_on": "1/12/2026", "version": done.version - 1}
    page = client.post(address, late).content.decode()
    assert "Somebody else has changed" in page
    assert "We did: There is a bus." in page
    assert f'name="version" value="{done.version}"' in page
    assert client.post(address, {**late, "version": done.version}).status_code == 302


def test_a_number_too_long_is_not_found(forum: Forum, worker: User) -> None:
    """And breaks nothing."""
    row = forums.FeedbackFactory(forum=forum)
    address = at("feedback_read", forum, pk=row.pk)
    assert sign_in(worker).post(address, {"version": "9" * 5000}).status_code == 404


def test_unread_words_stay_in_no_cache(forum: Forum, worker: User, done: Feedback) -> None:
    """Nobody finds them with the button back."""
    row, client = forums.FeedbackFactory(forum=forum), sign_in(worker)
    pages = [at(name, forum) for name in ("feedback_list", "feedback_add")]
    pages += [at(name, forum) for name in ("celebration_list", "celebration_add")]
    pages += [at(f"feedback_{name}", forum, pk=row.pk) for name in ("detail", "change", "withdraw")]
    for page in [*pages, at("feedback_tell", forum, pk=done.pk)]:
        response = client.get(page)
        assert response.status_code == 200
        assert "no-store" in response["Cache-Control"], page


# The kiosk ----------------------------------------------------------------------------------------


@pytest.fixture
def session(forum: Forum, worker: User) -> Session:
    """Eight came."""
    return forums.SessionFactory(forum=forum, held_on=DAY, recorded_by=worker)


def test_a_tap_after_three_hours_counts_nothing(
    session: Session, worker: User, promise: Promise
) -> None:
    """Though its screen was shown in time."""
    asked = kiosk.open_round(by=worker, session=session, of=promise)
    sent = {"screen": mark_of(asked, asks_heard=False), "answer": "kept"}
    address = at("kiosk", session.forum, pk=session.pk, code=code_of(session))
    with clock.set_to(asked.opened_at + LASTS):
        assert "Please wait" in Client().post(address, sent).content.decode()
    asked.refresh_from_db()
    assert asked.hands.is_empty
    Client().post(address, sent)
    asked.refresh_from_db()
    assert asked.kept == 1


def test_a_round_of_what_is_published_no_more_can_be_closed(
    session: Session, worker: User, promise: Promise
) -> None:
    """And the session finished."""
    asked = kiosk.open_round(by=worker, session=session, of=promise)
    client, forum = sign_in(worker), session.forum
    withdraw(by=person(Role.PROPER_OFFICER, forum.council), row=promise.pledge_set)
    where = {"pk": session.pk, "number": asked.pk}
    close = at("round_close", forum, **where)
    assert close in client.get(at("session_kiosk", forum, pk=session.pk)).content.decode()
    detail = at("session_detail", forum, pk=session.pk)
    assert "The kiosk is open" in client.get(detail).content.decode()
    client.post(close)
    client.post(at("session_finish", forum, pk=session.pk))
    session.refresh_from_db()
    assert session.is_finished
