"""The agenda builder in a browser: by keyboard, by mouse, with scripts switched off, at any width."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from boards.models import Meeting
from tests.browser.addresses import CLERK
from tests.browser.conftest import Site
from tests.browser.test_pages import check

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
COUNCILS = ("buckinghamshire",)

Open = Callable[..., Page]
FOCUSED = "document.activeElement.innerText.replace(/\\s+/g, ' ').trim()"


def planned(page: Page, day: str) -> Page:
    """The agenda of a new meeting, planned by the clerk whose page it is."""
    page.goto("/buckinghamshire/boards/panel/plan/")
    page.get_by_label("Date").fill(day)
    page.get_by_label("Place").fill("Room 1")
    with page.expect_navigation():
        page.get_by_role("button", name="Plan the meeting").click()
    with page.expect_navigation():
        page.get_by_role("link", name="Agenda", exact=True).click()
    return page


def titles(page: Page) -> list[str]:
    """The items as they stand on the page, from the top."""
    return page.locator("[data-agenda] h3").all_inner_texts()


def test_the_keyboard_stays_on_the_item_it_moves(site: Site, open_page: Open) -> None:
    """Nothing is loaded anew; what happened is said aloud, and the next press goes on."""
    assert site
    page = planned(open_page(CLERK), "20/1/2027")
    address, said = page.url, page.get_by_role("status")
    page.get_by_role("button", name="Down Apologies").focus()
    for place in (2, 3):
        page.keyboard.press("Enter")
        expect(said).to_have_text(f"“Apologies” is now item {place} of 10.")
        assert page.evaluate(FOCUSED) == "Down Apologies"
    assert page.url == address
    assert titles(page)[:3] == ["Declarations of interest", titles(page)[1], "Apologies"]

    page.get_by_label("Place of Any other business").select_option("1")
    page.get_by_role("button", name="Move Any other business").focus()
    page.keyboard.press("Enter")
    expect(said).to_have_text("“Any other business” is now item 1 of 10.")
    assert page.evaluate(FOCUSED) == "Move Any other business"
    held = Meeting.objects.get(held_on="2027-01-20", body__key="panel")
    assert list(held.items.order_by("position").values_list("title", flat=True)) == titles(page)


def test_a_mouse_drags_an_item_by_its_grip(site: Site, open_page: Open) -> None:
    """Dropped on the upper half of another it stands before it, on the lower half after it."""
    assert site
    page = planned(open_page(CLERK), "21/1/2027")
    page.set_viewport_size({"width": 1280, "height": 3600})  # nothing scrolls under the mouse
    said = page.get_by_role("status")
    first = page.locator(".cp-agenda__item").nth(0)
    grip = page.locator(".cp-agenda__item", has_text="Work programme").locator(".cp-grip")
    grip.drag_to(first, target_position={"x": 60, "y": 4})
    expect(said).to_have_text("“Work programme” is now item 1 of 10.")
    box = page.locator(".cp-agenda__item").nth(2).bounding_box()
    grip.drag_to(
        page.locator(".cp-agenda__item").nth(2),
        target_position={"x": 60, "y": box["height"] - 4},
    )
    expect(said).to_have_text("“Work programme” is now item 3 of 10.")


def test_the_buttons_do_without_scripts(site: Site, open_page: Open) -> None:
    """The page comes anew, at the item that moved."""
    assert site
    page = planned(open_page(CLERK, scripts=False), "22/1/2027")
    assert not page.locator(".cp-grip").count()
    with page.expect_navigation():
        page.get_by_role("button", name="Down Apologies").click()
    assert page.url.endswith("#item-2")
    expect(page.get_by_role("alert")).to_contain_text("“Apologies” is now item 2 of 10.")


def test_the_pages_of_an_agenda_are_accessible_and_fit(site: Site, open_page: Open) -> None:
    """While it may still change: more stands on them than on those of a meeting that is over."""
    assert site
    page = planned(open_page(CLERK), "25/1/2027")
    found = check(page)
    for words in ("Add an item", "Apologies", "Invite somebody for it"):
        with page.expect_navigation():
            page.get_by_role("main").get_by_role("link", name=words).first.click()
        found += check(page)
        if words == "Add an item":
            page.go_back()
    assert not found, "\n".join(found)
