"""The page around every page: its title, its errors, its colours, and the way in."""

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from tests.factories.councils import CouncilFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def sign_in_page(client):
    """The sign-in page as it is first shown."""
    return client.get(reverse("account_login")).content.decode()


def test_the_title_names_the_page_and_the_service(sign_in_page):
    assert "<title>Sign in – Corporate parenting</title>" in sign_in_page


def test_a_mistake_is_said_first_in_the_title_and_first_in_the_page(client):
    page = client.post(reverse("account_login"), {"login": "", "password": ""}).content.decode()
    assert "<title>Error: Sign in – Corporate parenting</title>" in page
    main = page[page.index("<main") :]
    assert main.index("There is a problem") < main.index("<h1")
    assert 'href="#id_login"' in main


def test_nobody_is_invited_to_sign_themselves_up(sign_in_page):
    assert reverse("account_signup") not in sign_in_page
    assert "Ask your council’s administrator" in sign_in_page


def test_a_page_asks_nothing_of_other_sites_and_has_nothing_inline(sign_in_page):
    assert "//fonts." not in sign_in_page
    assert "style=" not in sign_in_page
    assert "<style" not in sign_in_page


def test_a_council_s_colour_is_a_style_sheet_kept_for_an_hour(client):
    council = CouncilFactory(colour="#ffcc00")
    answer = client.get(reverse("council_colour", kwargs={"council": council.slug}))
    assert answer["Content-Type"] == "text/css"
    assert answer["Cache-Control"] == "public, max-age=3600"
    assert "--council-colour:#ffcc00;" in answer.content.decode()
    assert "--council-on-colour:#000000;" in answer.content.decode()


def test_the_page_for_our_own_mistakes_needs_nothing():
    assert "Something went wrong" in render_to_string("500.html")


def test_a_page_that_is_not_there_looks_like_the_others(client):
    answer = client.get("/nowhere/at/all/")
    assert answer.status_code == 404
    assert "Page not found – Corporate parenting</title>" in answer.content.decode()
