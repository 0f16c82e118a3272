"""A young person's pages in a browser: the way out, large targets, nothing kept, no scripts needed."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.addresses import SKYE
from tests.browser.conftest import Site

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
COUNCILS = ("buckinghamshire",)
ASK = "/buckinghamshire/forums/we-do-care/ask/"
WORDS = "/buckinghamshire/forums/we-do-care/words/"
PAGES = (
    ASK,
    WORDS,
    "/buckinghamshire/forums/questions/",
    "/buckinghamshire/boards/papers/unclear/",
)
WEATHER = "https://www.bbc.co.uk/weather"
#: WCAG 2.2, 2.5.5: the side of a target for a thumb, in CSS pixels.
THUMB = 44

Open = Callable[..., Page]


@pytest.fixture
def skye(open_page: Open) -> Page:
    """A representative on a small telephone; the weather is served from here."""
    page = open_page(SKYE, width=320)
    page.route("https://**/*", lambda route: route.fulfill(body="<title>Weather</title>Rain"))
    return page


@pytest.mark.parametrize("way", ["press", "escape"])
def test_leaving_puts_the_page_out_of_the_way_back(skye: Page, site: Site, way: str) -> None:
    skye.goto("/buckinghamshire/forums/")
    skye.goto(ASK)
    if way == "press":
        skye.get_by_role("link", name="Leave this page quickly").click()
    else:
        for _ in range(3):
            skye.keyboard.press("Escape")
    skye.wait_for_url(WEATHER)
    skye.go_back()
    assert skye.url == f"{site.url}/buckinghamshire/forums/"


def test_without_scripts_it_is_a_plain_link(open_page: Open) -> None:
    page = open_page(SKYE, width=320, scripts=False)
    page.route("https://**/*", lambda route: route.fulfill(body="Rain"))
    page.goto(ASK)
    page.get_by_role("link", name="Leave this page quickly").click()
    page.wait_for_url(WEATHER)


def test_the_way_out_stays_in_sight_and_in_reach(skye: Page) -> None:
    skye.goto(ASK)
    skye.mouse.wheel(0, 3000)
    box = skye.get_by_role("link", name="Leave this page quickly").bounding_box()
    assert box["y"] >= 0
    assert box["height"] >= THUMB


@pytest.mark.parametrize("at", PAGES)
def test_nothing_is_kept_in_the_browser_and_nobody_else_is_asked(skye: Page, at: str) -> None:
    asked: list[str] = []
    skye.on("request", lambda request: asked.append(request.url))
    skye.goto(at)
    skye.wait_for_load_state("networkidle")
    kept = skye.evaluate(
        "async () => [localStorage.length, sessionStorage.length, (await caches.keys()).length,"
        " (await indexedDB.databases()).length]"
    )
    assert kept == [0, 0, 0, 0]
    assert {cookie["name"] for cookie in skye.context.cookies()} <= {"sessionid", "csrftoken"}
    here = skye.url.split("/buckinghamshire")[0]
    assert [each for each in asked if not each.startswith(here)] == []


@pytest.mark.parametrize("at", PAGES)
def test_what_is_pressed_is_large_enough_for_a_thumb(skye: Page, at: str) -> None:
    skye.goto(at)
    for target in skye.locator("main button, main .govuk-button, main .govuk-input").all():
        if target.is_visible():
            assert target.bounding_box()["height"] >= 38, target.inner_text()
    assert skye.evaluate("document.documentElement.scrollWidth") <= 320
