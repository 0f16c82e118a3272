"""Signing in through django-allauth, with the door to sign-up closed."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from councils.models import User


class ClosedDoor(DefaultAccountAdapter):
    """Nobody can sign themselves up: people are added by their council's administrator."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False


def display_name(user: User) -> str:
    """The name shown for a person who has signed in."""
    return user.display_name
