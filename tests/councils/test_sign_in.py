"""Signing in: nobody signs themselves up, and an address is never part of who one is."""

import pytest
from django.contrib.auth import authenticate
from django.test import Client
from django.urls import reverse

from councils.models import User

pytestmark = pytest.mark.django_db
PASSWORD = "seven green bicycles"


@pytest.fixture
def user() -> User:
    return User.objects.create_user("jo", PASSWORD, display_name="Jo", email="jo@example.org")


def test_the_right_password_lets_in_whatever_the_case_of_the_name(user):
    assert authenticate(None, username="JO", password=PASSWORD) == user


def test_an_address_beside_the_name_does_not_shut_out(user):
    """So allauth asks again before two-step sign-in is set up."""
    assert authenticate(None, username="jo", password=PASSWORD, email=user.email) == user


@pytest.mark.parametrize("typed", ["", "wrong", None])
def test_a_wrong_password_does_not_let_in(user, typed):
    assert authenticate(None, username=user.username, password=typed) is None


def test_somebody_shut_out_stays_out(user):
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert authenticate(None, username="jo", password=PASSWORD) is None


def test_nobody_can_sign_themselves_up():
    client = Client()
    form = {"username": "me", "password1": PASSWORD, "password2": PASSWORD}
    response = client.post(reverse("account_signup"), form)
    assert b"administrator" in response.content
    assert not User.objects.exists()
