"""Where a person switches their reminders off and on again."""

import pytest

from councils.models import User
from tests.factories.councils import UserFactory
from tests.journeys.visiting import Visitor

ADDRESS = "/accounts/reminders/"


@pytest.fixture
def user(db) -> User:  # noqa: ARG001
    """Somebody with an address and without any role."""
    return UserFactory(email="jo@example.org")


def test_they_are_switched_off_and_on_again(user: User) -> None:
    """Everybody their own, and nobody else's."""
    other = UserFactory()
    visitor = Visitor(user).open(ADDRESS).sees("They go to jo@example.org.")
    visitor.ticks("No, send me none").press("Save").sees("Reminders are off.")
    user.refresh_from_db()
    other.refresh_from_db()
    assert (user.wants_reminders, other.wants_reminders) == (False, True)
    assert visitor.field("No, send me none").has_attr("checked")
    visitor.ticks("Yes, send me reminders").press("Save").sees("Reminders are on.")
    user.refresh_from_db()
    assert user.wants_reminders


def test_who_has_no_address_is_told_that_none_is_needed(user: User) -> None:
    """Young people need none."""
    user.email = ""
    user.save()
    Visitor(user).open(ADDRESS).sees("You need none")


def test_the_way_there_leads_from_one_s_sign_in(user: User) -> None:
    """And it says what it leads to."""
    Visitor(user).open("/accounts/2fa/").follow("Switch reminders on or off").sees("Reminders")


def test_somebody_who_has_not_signed_in_is_shown_the_way_in(client, db) -> None:  # noqa: ARG001
    """Opening or sending."""
    for answer in (client.get(ADDRESS), client.post(ADDRESS, {"wants": "no"})):
        assert answer.status_code == 302
        assert answer["Location"].startswith("/accounts/login/")


def test_an_answer_that_is_none_changes_nothing(client, user: User) -> None:
    """The page comes back with what is missing."""
    client.force_login(user, backend="councils.access.MembershipBackend")
    assert client.post(ADDRESS, {}).status_code == 200
    user.refresh_from_db()
    assert user.wants_reminders
