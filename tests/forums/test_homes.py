"""What young people say of providers' promises by the kind of home: counted, and told safely."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from councils.models import User
from councils.roles import Role
from councils.writing import Conflict, Refused
from forums.models import Forum, Session, Verdict, VerdictPart
from forums.sessions import services
from forums.sessions.counting import Hands
from forums.sessions.homes import NOT_TOLD, split_of, told_to_everybody, why_not_homes
from pledges.models import Promise
from tests.factories import forums, pledges
from tests.support.people import person, sign_in

DAY = date(2026, 12, 1)
ALL = Hands(9, 5, 4, 2)
HOMES = {"agency": Hands(5, 3, 1, 1), "residential": Hands(1, 1, 1), "school": Hands()}


# The rule -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hands", "words"),
    [
        (Hands(5, 3, 1, 1), "Most said kept; few said partly kept; few said not yet kept."),
        (Hands(6, 0, 0), "All said kept; none said partly kept; none said not yet kept."),
        (Hands(3, 0, 3), "Half said kept; none said partly kept; half said not yet kept."),
        (Hands(3, 1, 1), NOT_TOLD),
        (Hands(1, 0, 0), NOT_TOLD),
        # Nobody could say, and they are few: that too would tell something of each of them.
        (Hands(0, 0, 0, 2), NOT_TOLD),
        (Hands(2, 0, 0, 8), NOT_TOLD),
        (Hands(0, 0, 0, 6), "Nobody could say."),
    ],
)
def test_where_few_answered_nothing_is_told(hands: Hands, words: str) -> None:
    assert told_to_everybody([hands], hands, limit=5) == (words,)


NINE, SEVEN = Hands(5, 3, 1), Hands(6, 1, 0)


@pytest.mark.parametrize(
    ("parts", "whole", "told"),
    [
        # Those left over are many or nobody: what is told of the others says nothing of them.
        ([NINE, SEVEN], Hands(11, 4, 1), [True, True]),
        ([NINE, SEVEN], Hands(17, 4, 1), [True, True]),
        # One child is left over: “none” beside “few” in all would be that child's answer.
        ([NINE, SEVEN], Hands(11, 4, 2), [True, False]),
        ([SEVEN], Hands(6, 1, 1), [False]),
        # So it is where the one left over is in a kind of home of their own.
        ([NINE, SEVEN, Hands(0, 0, 1)], Hands(11, 4, 2), [True, False, False]),
        ([NINE, SEVEN, Hands(0, 0, 0, 1)], Hands(11, 4, 1, 1), [True, False, False]),
        # Two kinds that are few hide each other.
        ([NINE, SEVEN, Hands(1, 1), Hands(1)], Hands(13, 5, 1), [True, True, False, False]),
    ],
)
def test_nor_is_told_what_few_others_said(
    parts: list[Hands], whole: Hands, told: list[bool]
) -> None:
    said = told_to_everybody(parts, whole, limit=5)
    assert [words != NOT_TOLD for words in said] == told


def test_the_limit_is_the_councils_own() -> None:
    assert told_to_everybody([NINE], NINE, limit=10) == (NOT_TOLD,)
    assert split_of(Hands(1, 1, 0)).startswith("Half said kept")


def test_no_more_hands_than_in_all() -> None:
    assert why_not_homes(HOMES.values(), ALL) == {}
    assert why_not_homes([Hands(9), Hands(1, 6)], ALL) == {
        "kept": "10 hands for “kept” by kind of home, but 9 in all.",
        "partly": "6 hands for “partly” by kind of home, but 5 in all.",
    }


# Through the services -----------------------------------------------------------------------------


@pytest.fixture
def forum(db: None) -> Forum:  # noqa: ARG001
    """A published forum."""
    return forums.ForumFactory(published=True, name="The Forum")


@pytest.fixture
def worker(forum: Forum, today: None) -> User:  # noqa: ARG001
    """Its worker."""
    return person(Role.PARTICIPATION_WORKER, forum.council, forum=forum)


@pytest.fixture
def promise(forum: Forum) -> Promise:
    """What placement providers promise."""
    strategy = pledges.StrategyFactory(council=forum.council, published=True)
    made = pledges.PledgeSetFactory(strategy=strategy, by_providers=True, published=True)
    return pledges.PromiseFactory(pledge_set=made, text="A room of your own")


@pytest.fixture
def session(worker: User, forum: Forum) -> Session:
    """Twenty came."""
    return forums.SessionFactory(forum=forum, held_on=DAY, came=20, recorded_by=worker)


@pytest.fixture
def verdict(worker: User, session: Session, promise: Promise) -> Verdict:
    """What they say, all together."""
    return services.record_hands(by=worker, session=session, of=promise, hands=ALL)


def count(by: User, verdict: Verdict, homes: dict[str, Hands], *, version: int) -> Verdict:
    """Count by kind of home."""
    own = {"session": verdict.session, "of": verdict.promise, "homes": homes}
    return services.record_homes(by=by, version=version, **own)


def stands(verdict: Verdict) -> dict[str, Hands]:
    """What stands by kind of home."""
    return {part.kind: part.hands for part in verdict.parts.all()}


def test_while_open_it_is_written_over(worker: User, verdict: Verdict) -> None:
    first = count(worker, verdict, HOMES, version=1)
    assert stands(first) == {"agency": HOMES["agency"], "residential": HOMES["residential"]}
    assert count(worker, verdict, HOMES, version=1).version == first.version  # pressed twice
    with pytest.raises(Conflict):
        count(worker, verdict, {"agency": Hands(1)}, version=1)
    again = count(worker, verdict, {"agency": Hands(1), "school": Hands(1)}, version=first.version)
    assert stands(again)["agency"] == Hands(1)
    assert VerdictPart.history.count() == 4


def test_there_are_no_more_hands_than_in_all(
    worker: User, session: Session, promise: Promise, verdict: Verdict
) -> None:
    with pytest.raises(ValidationError) as refused:
        count(worker, verdict, {"agency": Hands(9), "school": Hands(1)}, version=1)
    assert set(refused.value.message_dict) == {"kept"}
    made = count(worker, verdict, HOMES, version=1)
    own = {"by": worker, "session": session, "of": promise, "version": made.version}
    with pytest.raises(ValidationError, match="6 hands for “kept”"):
        services.record_hands(**own, hands=Hands(5, 5, 4, 2))


def test_once_finished_it_is_counted_once_and_a_correction_begins_anew(
    worker: User, session: Session, promise: Promise, verdict: Verdict
) -> None:
    session = services.finish_session(by=worker, session=session)
    made = count(worker, verdict, HOMES, version=1)
    with pytest.raises(Refused, match="counted by kind of home already"):
        count(worker, verdict, {"agency": Hands(1)}, version=made.version)
    right = services.correct_verdict(
        by=worker, session=session, of=promise, hands=ALL, reason="Two mixed up.", seen=made.pk
    )
    assert (right.hands, stands(right)) == (ALL, {})
    count(worker, right, {"agency": Hands(6, 1)}, version=right.version)
    assert stands(right) == {"agency": Hands(6, 1)}
    assert stands(made) != {}


@pytest.mark.parametrize("other", ["promise", "nobody asked"])
def test_only_providers_promises_that_were_asked(
    worker: User, session: Session, promise: Promise, other: str
) -> None:
    if other == "promise":
        promise.pledge_set.promisor = "council"
        promise.pledge_set.save()
        services.record_hands(by=worker, session=session, of=promise, hands=ALL)
    words = {"promise": "Only what placement providers promise", "nobody asked": "Count the hands"}
    with pytest.raises(Refused, match=words[other]):
        services.record_homes(by=worker, session=session, of=promise, version=1, homes=HOMES)


# On the page of who has signed --------------------------------------------------------------------


def read(client: Client, promise: Promise) -> str:
    """The page of what providers promise."""
    here = [promise.council.slug, promise.pledge_set.key]
    return client.get(reverse("pledges:set_signed", args=here)).content.decode()


def test_everybody_reads_words_and_those_who_may_read_counts(
    worker: User, session: Session, promise: Promise, verdict: Verdict
) -> None:
    count(worker, verdict, HOMES, version=1)
    assert "by kind of home" not in read(Client(), promise), "the session is open"
    services.finish_session(by=worker, session=session)
    public = read(Client(), promise)
    assert "Most said kept; few said partly kept" in public
    assert NOT_TOLD in public
    assert "Don’t know" not in public
    assert "<td" in public
    assert "numeric" not in public
    member = read(sign_in(person(Role.BOARD_MEMBER, promise.council)), promise)
    assert NOT_TOLD not in member
    assert "Few said kept; few said partly kept; few said not yet kept." in member
    assert member.count("govuk-table__cell--numeric") == 8
