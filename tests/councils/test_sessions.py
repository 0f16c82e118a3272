"""Who is signed in: asked for in our own way, and answered as Django answers."""

from datetime import date, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from councils import clock
from councils.models import User
from councils.roles import Role
from tests.factories.councils import CouncilFactory
from tests.support.people import person, sign_in

pytestmark = pytest.mark.django_db
KEY = "sessionid"


@pytest.fixture
def user() -> User:
    return person(Role.BOARD_MEMBER, CouncilFactory())


def knows(client: Client, user: User) -> bool:
    """Whether the front page greets the person by name."""
    return str(user) in client.get(reverse("home")).content.decode()


def test_whoever_has_signed_in_is_known_until_it_has_run_out(user: User) -> None:
    client = sign_in(user)
    assert knows(client, user)
    Session.objects.update(expire_date=clock.unmoved() - timedelta(seconds=1))
    assert not knows(client, user)


def test_it_runs_out_by_the_computers_time_and_not_by_that_of_a_demo(user: User) -> None:
    client = sign_in(user)
    with clock.set_to(date(2090, 1, 1)):
        assert knows(client, user)


@pytest.mark.parametrize(
    "key",
    ["", "x", "x" * 32, "x" * 5_000, "\u00e9" * 32, "' OR 1=1 --", "%s", "$1", "abcdefgh\0x"],
)
def test_a_key_that_nobody_gave_out_is_nobodys(user: User, key: str) -> None:
    sign_in(user)
    client = Client()
    client.cookies[KEY] = key
    assert not knows(client, user)


def test_who_has_signed_out_is_not_known_by_the_old_key(user: User) -> None:
    client = sign_in(user)
    key = client.cookies[KEY].value
    client.post(reverse("account_logout"))
    client.cookies[KEY] = key
    assert not knows(client, user)
