"""A period's figures, recorded by keyboard alone and without JavaScript."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route

from measures.models import Observation
from tests.browser.conftest import Site
from tests.browser.test_pages import check

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
COUNCILS = ("buckinghamshire", "dorset")

Open = Callable[..., Page]
PERIOD = "/admin/measures/observation/period/dorset/"
MOST_STEPS = 600
USUAL = {"numerator": "30", "denominator": "40", "value": "12"}
FOCUSED = """() => {
  const here = document.activeElement
  const box = here.getBoundingClientRect()
  const middle = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(10, box.height / 2))
  return {
    name: here.name || "", tag: here.tagName, type: here.type || "",
    seen: box.height > 0 && middle !== null && (here === middle || here.contains(middle) || middle.contains(here)),
  }
}"""


def fill(page: Page, **others: str) -> dict[str, str]:
    """Tab through the whole form, typing a figure into each row; what was typed, by field.

    `others` are the fields in which something else is typed than in all of their kind.
    """
    typed, hidden = {}, []
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        here = page.evaluate(FOCUSED)
        if (here["tag"], here["type"]) == ("INPUT", "submit"):
            break
        if not here["seen"]:
            hidden.append(here["name"] or here["tag"])
        key, _, field = here["name"].rpartition("-")
        text = others.get(here["name"], USUAL.get(field))
        if text and not (field == "value" and f"{key}-numerator" in typed):
            page.keyboard.type(text)
            typed[here["name"]] = text
    assert not hidden, f"behind something while they have the focus: {hidden}"
    return typed


def recorded() -> int:
    """How many figures Dorset has for that day."""
    return Observation.objects.filter(council__slug="dorset", period_end="2022-03-31").count()


def test_a_whole_period_by_keyboard(site: Site, open_page: Open) -> None:
    """Tab, type, Enter: 42 are saved; of the one that is wrong the summary leads to its field."""
    assert site
    page = open_page("demo-dorset-officer", scripts=False)
    page.goto(f"{PERIOD}2022-03-31/")
    wrong = page.locator('input[name$="-numerator"]').first.get_attribute("name")
    typed = fill(page, **{wrong: "50"})
    rows = len({name.rpartition("-")[0] for name in typed})
    assert rows >= 40
    page.keyboard.press("Enter")
    page.get_by_text(f"{rows - 1} figures are saved.").wait_for()
    assert recorded() == rows - 1
    page.locator(".errornote a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**#{wrong}")
    page.keyboard.press("Tab")  # from the field the link has led to, on to the next one
    page.keyboard.press("Shift+Tab")
    assert page.evaluate(FOCUSED)["name"] == wrong
    page.keyboard.press("Control+A")
    page.keyboard.type("30")
    page.keyboard.press("Enter")  # from within the field: it saves, and loses nothing
    page.get_by_text("1 figure is saved.").wait_for()
    assert recorded() == rows


HEARD = """() => {
  window.heard = []
  const said = document.querySelector("[data-progress] span")
  new MutationObserver(() => heard.push(said.textContent)).observe(said, { childList: true })
}"""
SHEETS = "/admin/measures/observation/period/buckinghamshire/2026-03-31/sheets/"


@pytest.mark.parametrize("scripts", [True, False])
def test_a_spreadsheet_is_sent_with_or_without_a_script(
    site: Site, open_page: Open, scripts: bool
) -> None:
    """What is wrong stands on the page; what is right leads to what would be recorded."""
    assert site
    page = open_page("demo-officer", scripts=scripts)
    page.goto(SHEETS)
    template = page.request.get(
        f"{site.url}{page.get_by_role('link', name='CSV template').get_attribute('href')}"
    ).body()
    for content, said in ((b"%PDF-1.7", "F01"), (template, "Nothing is recorded yet")):
        page.locator('input[type="file"]').set_input_files(
            {"name": "figures.csv", "mimeType": "text/csv", "buffer": content}
        )
        page.get_by_role("button", name="Look at this spreadsheet").click()
        page.get_by_text(said).first.wait_for()
    assert page.url.split(site.url)[1] != SHEETS


def test_a_file_that_takes_long_says_how_far_it_is(site: Site, open_page: Open) -> None:
    """Sent, looked at; and without a connection it says so and can be sent again."""
    assert site
    page = open_page("demo-officer")
    page.goto(SHEETS)
    page.locator('input[type="file"]').set_input_files(
        {"name": "figures.csv", "mimeType": "text/csv", "buffer": b"a" * 1_000_000}
    )
    button = page.get_by_role("button", name="Look at this spreadsheet")
    held = []

    def hold(route: Route) -> None:
        held.append(route)  # no answer yet

    page.route("**/sheets/", hold)
    button.click()
    page.get_by_text("Sending: 0%").wait_for()
    assert button.is_disabled()
    held.pop().abort("internetdisconnected")
    page.get_by_text("Not sent: no connection.").wait_for()
    page.unroute("**/sheets/")
    page.evaluate(HEARD)
    button.click()
    page.locator(".errornote").wait_for()
    heard = page.evaluate("heard")
    assert heard[-1] == "Sent. Now each row is looked at."
    assert "Sending: 100%" in heard


def test_what_is_wrong_is_said_on_a_page_for_everybody(site: Site, open_page: Open) -> None:
    """With errors, a page is as accessible as without; so is a spreadsheet's."""
    assert site
    page = open_page("demo-officer")
    page.goto("/admin/measures/observation/period/buckinghamshire/2022-03-31/")
    page.locator('[name="in-house-carers-numerator"]').fill("189")
    page.locator('[name="in-house-carers-denominator"]').fill("50")
    page.get_by_role("button", name="Save the figures").click()
    page.locator(".errornote").wait_for()
    found = check(page)
    page.goto("/admin/measures/observation/period/buckinghamshire/2026-03-31/sheets/")
    page.locator('input[type="file"]').set_input_files(
        {"name": "figures.csv", "mimeType": "text/csv", "buffer": b"%PDF-1.7"}
    )
    page.get_by_role("button", name="Look at this spreadsheet").click()
    page.get_by_text("F01").first.wait_for()
    found += check(page)
    assert not found, "\n".join(found)
