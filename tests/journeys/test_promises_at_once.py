"""Promises: the same form sent twenty times at once makes one record, and two keys close one line."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest

from councils.models import User
from councils.roles import Role
from pledges.accountability import State, Whose
from pledges.broken import services
from pledges.keeping.services import rate
from pledges.models import Breach, BreachAnswer, BreachKey, Promise, Provider, Rating, Signature
from pledges.providers.services import add_provider, sign
from tests.factories.pledges import (
    BreachAnswerFactory,
    BreachFactory,
    PledgeSetFactory,
    PromiseFactory,
    ProviderFactory,
)
from tests.journeys.test_at_once import at_once
from tests.support.people import person

pytestmark = pytest.mark.django_db(transaction=True)
CLICKS = 20
ONCE = {"submission": UUID(int=7)}
DAY = date(2026, 2, 2)

Send = Callable[[int], object]


def a_rating(promise: Promise, by: User) -> Send:
    """It is rated."""
    return lambda _: rate(by=by, promise=promise, answer="kept", evidence="Counted.", **ONCE)


def a_line(promise: Promise, by: User) -> Send:
    """It is said to be broken."""
    return lambda _: services.report_broken(
        by=by, promise=promise, words="It was not kept.", **ONCE
    )


def an_answer(promise: Promise, by: User) -> Send:
    """Somebody answers for it."""
    breach = BreachFactory(promise=promise)
    return lambda _: services.answer(by=by, breach=breach, words="Done.", **ONCE)


def a_key(promise: Promise, by: User) -> Send:
    """The council's key is turned."""
    breach = BreachAnswerFactory(breach__promise=promise).breach
    said = {"breach": breach, "whose": Whose.COUNCIL, "words": "It is put right."}
    return lambda _: services.turn_key(by=by, **said)


def a_provider(promise: Promise, by: User) -> Send:
    """A provider comes into the register."""
    said = {"council": promise.council, "name": "Oak", "kind": "agency", "starts_on": DAY}
    return lambda _: add_provider(by=by, **said)


def a_signature(promise: Promise, by: User) -> Send:
    """A provider signs."""
    pledge_set = PledgeSetFactory(council=promise.council, by_providers=True)
    said = {"provider": ProviderFactory(council=promise.council), "pledge_set": pledge_set}
    return lambda _: sign(by=by, signed_on=DAY, signed_as="Registered manager", **said)


@pytest.mark.parametrize(
    ("made_ready", "model"),
    [
        (a_rating, Rating),
        (a_line, Breach),
        (an_answer, BreachAnswer),
        (a_key, BreachKey),
        (a_provider, Provider),
        (a_signature, Signature),
    ],
)
def test_what_is_sent_twenty_times_at_once_is_written_once(
    made_ready: Callable[[Promise, User], Send], model: type
) -> None:
    """Each of the twenty gets the one that was made, and none is refused."""
    promise = PromiseFactory()
    send = made_ready(promise, person(Role.PORTFOLIO_HOLDER, promise.council))
    before = set(model.objects.values_list("pk", flat=True))
    made = at_once(CLICKS, send)
    assert not [each for each in made if isinstance(each, Exception)]
    (new,) = set(model.objects.values_list("pk", flat=True)) - before
    assert {each.pk for each in made} == {new}


def test_both_keys_turned_at_the_same_moment_close_it() -> None:
    """Neither undoes the other."""
    breach = BreachAnswerFactory().breach
    holders = [
        (Whose.COUNCIL, person(Role.PORTFOLIO_HOLDER, breach.council)),
        (Whose.YOUNG_PEOPLE, person(Role.FORUM_CHAIR, breach.council)),
    ]

    def turn(number: int) -> object:
        whose, by = holders[number % 2]
        return services.turn_key(by=by, breach=breach, whose=whose, words="It is put right.")

    made = at_once(CLICKS, turn)
    assert not [each for each in made if isinstance(each, Exception)]
    assert services.state_now(breach) is State.CLOSED
    assert breach.keys.count() == 2
