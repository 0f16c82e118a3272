"""The invented people one can be, and that nobody can where it is not the demo."""

import pytest
from django.test import Client

from corporate_parenting.demo import NAMES, PARTS, people
from councils.models import Council
from councils.roles import Role
from tests.factories.councils import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db
ENTER = "/demo/enter/clerk/"


@pytest.fixture
def clerk(buckinghamshire: Council):
    """The clerk of the demo."""
    user = UserFactory(username="demo-clerk", display_name="Clara Holt")
    MembershipFactory(user=user, council=buckinghamshire)
    return user


def test_a_button_makes_one_the_clerk(clerk, client: Client) -> None:
    """Who is then at home in their council."""
    response = client.post(ENTER, follow=True)
    assert response.request["PATH_INFO"] == "/buckinghamshire/"
    assert response.wsgi_request.user == clerk


def test_following_a_link_makes_one_nobody(clerk, client: Client) -> None:
    """Only a button does."""
    assert clerk
    assert client.get(ENTER).status_code == 405
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("address", ["/demo/enter/nobody/", "/demo/enter/inspector/"])
def test_somebody_who_is_not_there_is_not_found(clerk, client: Client, address: str) -> None:
    """Neither an unknown name nor a persona without a sign-in."""
    assert clerk
    assert client.post(address).status_code == 404


def test_without_demo_mode_there_is_nobody_to_be(clerk, client: Client, settings) -> None:
    """Even if the address were there."""
    assert clerk
    settings.DEMO = False
    assert client.post(ENTER).status_code == 404
    assert "Enter as" not in client.get("/").content.decode()


def test_each_persona_is_somebody_with_a_role_that_says_what_it_may() -> None:
    everybody = [persona for council in NAMES for persona in people(council)]
    assert len({persona.slug for persona in everybody}) == len(everybody) == 5 * len(PARTS)
    assert len({persona.name for persona in everybody}) == len(everybody)
    for persona in everybody:
        assert persona.roles
        assert set(persona.roles) <= set(Role)
        assert persona.text
        assert persona.role


def test_a_sixth_council_has_its_people_too() -> None:
    sixth = people("sixthshire")
    assert [persona.part for persona in sixth] == [part.part for part in PARTS]
    assert all(persona.name for persona in sixth)
