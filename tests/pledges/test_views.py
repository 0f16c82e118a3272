"""Strategies and promises for everyone: published ones, word for word, at lasting addresses."""

from datetime import date

import pytest

from councils import clock
from councils.models import Council
from councils.services import publish
from pledges.models import PledgeSet, Promise, Statement, Strategy
from tests.factories.councils import UserFactory
from tests.factories.pledges import HeadingFactory, PledgeSetFactory, PromiseFactory
from tests.journeys.visiting import Visitor
from tests.support.world import World

HERE = "/buckinghamshire"


@pytest.fixture
def council(buckinghamshire: Council) -> Council:
    """Buckinghamshire, with its strategy and its Pledge published."""
    for model in (Strategy, PledgeSet):
        publish(by=UserFactory(), rows=model.objects.of(buckinghamshire))
    return buckinghamshire


@pytest.mark.parametrize(
    "address",
    ["strategy/strategy-2020/", "promises/safe-home/"],
)
def test_nothing_is_read_before_it_is_published(buckinghamshire: Council, address: str) -> None:
    assert buckinghamshire
    Visitor().open(f"{HERE}/{address}", status=404)
    for page in ("strategy/", "promises/"):
        Visitor().open(f"{HERE}/{page}").sees("Nothing is published here yet.")


def test_every_promise_is_quoted_with_its_stem(council: Council) -> None:
    reader = Visitor().open(f"{HERE}/promises/")
    promises = Promise.objects.of(council)
    reader.sees("Our Pledge", "WE WILL...", *(promise.text for promise in promises))
    for promise in promises:
        Visitor().open(f"{HERE}/promises/{promise.key}/").sees("WE WILL...", promise.text)


def test_every_statement_of_the_strategy_is_on_a_page(council: Council) -> None:
    """On the strategy's own, or, for a body's purpose, on the body's."""
    page = Visitor().open(f"{HERE}/strategy/strategy-2020/")
    bodys_own = {"body_purpose", "body_function", "member_duty"}
    rows = Statement.objects.of(council).exclude(kind__in=bodys_own)
    page.sees(*(row.text for row in rows))


def test_a_strategy_past_its_end_says_since_when_it_is_due(council: Council) -> None:
    """R10: “2023” is overdue from 1 January 2024, its first day."""
    assert council
    page = f"{HERE}/strategy/strategy-2020/"
    Visitor().open(page).sees("Overdue by 1,067 days: it was due in 2023.")
    with clock.set_to(date(2024, 1, 1)):
        Visitor().open(page).sees("Overdue by 1 day: it was due in 2023.")
    with clock.set_to(date(2023, 12, 31)):
        Visitor().open(page).sees("Due in 2023.")


def test_promises_stand_under_their_headings(council: Council) -> None:
    own = PledgeSetFactory(strategy=council.strategy_set.get(), title="A pledge", published=True)
    for name in ("A safe home", "A good school"):
        heading = HeadingFactory(pledge_set=own, title=name)
        PromiseFactory(pledge_set=own, heading=heading, text=f"give you {name.lower()}.")
    Visitor().open(f"{HERE}/promises/").sees_in_order(
        *("A safe home", "give you a safe home.", "A good school", "give you a good school.")
    )


def test_a_pledge_without_words_says_so(council: Council) -> None:
    PledgeSetFactory(strategy=council.strategy_set.get(), not_written=True, published=True)
    Visitor().open(f"{HERE}/promises/").sees("Its words are not in the document.")


def test_what_was_taken_back_is_gone(world: World) -> None:
    """And nothing of another council is found under this one's address."""
    rows = world.ours.rows
    Visitor().open(f"/ourshire/strategy/{rows.taken_back.key}/", status=404)
    Visitor().open(f"/ourshire/promises/{rows.draft_promise.key}/", status=404)
    Visitor().open(f"/ourshire/promises/{world.theirs.rows.promise.key}/", status=404)
