"""Signing in through django-allauth, with the door to sign-up closed."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.http import HttpRequest
from django.urls import reverse

from councils.models import User


class ClosedDoor(DefaultAccountAdapter):
    """Nobody can sign themselves up: people are added by their council's administrator."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False


def sign_in_link(request: HttpRequest, user: User) -> str:
    """The address at which somebody new sets their password, once, within three days."""
    key = default_token_generator.make_token(user)
    where = {"uidb36": user_pk_to_url_str(user), "key": key}
    return request.build_absolute_uri(reverse("account_reset_password_from_key", kwargs=where))


def display_name(user: User) -> str:
    """The name shown for a person who has signed in."""
    return user.display_name
