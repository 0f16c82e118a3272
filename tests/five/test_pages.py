"""Anyone can read all five, in each council's own words, at a cost that stays small."""

import re

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext

from councils.models import Council, FixtureModel, Publication
from pledges.models import Strategy
from tests.five.conftest import SLUGS, pages

#: Words that tell councils apart; a page of one must not use another's.
TELLING = ("body", "bodies", "member", "members", "children", "care_leavers", "forum", "forums")
#: Another's word that is plain English too, where a page of ours may use it as that.
PLAIN = {"forum", "forums"}


def said_by(council: Council) -> list[str]:
    """Every text of the council's own fixture, the longest first: its words are its own."""
    texts = {council.name, council.short_name}
    for model in apps.get_models():
        if issubclass(model, FixtureModel):
            names = [
                f.name
                for f in model._meta.fields
                if isinstance(f, (models.CharField, models.TextField))
            ]
            for row in model.objects.of(council).values_list(*names):
                texts |= {" ".join(text.split()) for text in row if isinstance(text, str)}
    return sorted((text for text in texts if len(text) > 3), key=len, reverse=True)


def our_own_words(html: bytes, said: list[str]) -> str:
    """What the page says beyond what the council's strategy says."""
    soup = BeautifulSoup(html, "html.parser")
    for part in soup.select("style, script, .govuk-details"):
        part.decompose()
    text = " ".join(soup.get_text(" ").split())
    for quoted in said:
        text = text.replace(quoted, " ")
    return text


def words_of_others(council: Council, others: list[Council]) -> set[str]:
    mine = {getattr(council.words, name).lower() for name in TELLING}
    theirs = {getattr(other.words, name).lower() for other in others for name in TELLING}
    return {word for word in theirs - mine - PLAIN if not any(word in own for own in mine)}


@pytest.mark.parametrize("slug", SLUGS)
def test_a_page_uses_no_other_councils_words(five, slug):
    council = five[slug]
    others = words_of_others(council, [each for each in five.values() if each != council])
    assert others, "the councils' words do not differ: the test could not fail"
    pattern = re.compile(rf"\b({'|'.join(map(re.escape, sorted(others)))})\b", re.IGNORECASE)
    said, client, wrong = said_by(council), Client(), []
    for page in pages(council):
        found = pattern.search(our_own_words(client.get(page).content, said))
        if found:
            wrong.append(f"{page}: {found.group()}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("slug", SLUGS)
def test_every_page_opens_within_twelve_queries(five, slug):
    client = Client()
    for page in pages(five[slug]):
        with CaptureQueriesContext(connection) as queries:
            response = client.get(page)
        assert response.status_code == 200, page
        assert len(queries) <= 12, f"{page}: {len(queries)}"


@pytest.mark.parametrize("slug", SLUGS)
def test_a_strategys_contents_lead_to_every_part_of_its_page(five, slug):
    strategy = Strategy.objects.of(five[slug]).first()
    page = Client().get(f"/{slug}/strategy/{strategy.key}/")
    soup = BeautifulSoup(page.content, "html.parser")
    links = [link["href"] for link in soup.select(".cp-contents a")]
    assert links == [f"#{part['aria-labelledby']}" for part in soup.select("main section")]
    assert all(soup.find(id=link[1:]) for link in links)


def test_what_is_odd_about_a_seat_stands_beside_its_name():
    page = Client().get("/buckinghamshire/boards/panel/")
    rows = BeautifulSoup(page.content, "html.parser").select("table tbody tr")
    seats = [(row.select_one("th").text, row.select_one("td").text) for row in rows]
    assert len(seats) == 19
    twice = [name for name, _ in seats if "(listed twice: the same seat as “" in name]
    assert len(twice) == 1
    assert any(discipline.endswith(" (assumed)") for _, discipline in seats)


def test_the_principles_across_councils(five):
    with CaptureQueriesContext(connection) as queries:
        response = Client().get("/principles/")
    assert len(queries) <= 12
    soup = BeautifulSoup(response.content, "html.parser")
    rows = soup.select("table tbody tr")
    assert len(rows) == 7
    for slug, council in five.items():
        assert council.short_name in soup.select_one("table thead").text, slug
    dorset = [council.short_name for council in Council.objects.all()].index("Dorset")
    assert all(int(row.select("td")[dorset].text) >= 1 for row in rows), "Dorset prints all seven"


def test_nothing_shows_before_it_is_published(five):
    before = {slug: Client().get(f"/{slug}/").content for slug in SLUGS}
    Publication.objects.all().delete()
    for slug, council in five.items():
        for page in pages(council):
            response = Client().get(page)
            text = BeautifulSoup(response.content, "html.parser").select_one("main").text
            for promise in council.promise_set.all():
                assert promise.text not in text, page
        assert Client().get(f"/{slug}/").content != before[slug]
