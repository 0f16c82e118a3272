"""The first loop in a browser: by keyboard alone, and with scripts switched off."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page

from boards.models import Edition
from forums.models import Question
from measures.models import Observation
from tests.browser.conftest import Site
from tests.journeys.test_first_loop import FIGURES, PROMISE, WORDING, Entry

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
COUNCILS = ("buckinghamshire",)

Open = Callable[..., Page]
MOST_TABS = 160

FOCUSED = """() => {
  const here = document.activeElement, style = getComputedStyle(here)
  const labels = [...(here.labels ?? [])].map((label) => label.innerText)
  const words = [here.getAttribute("aria-label"), ...labels, here.innerText,
                 here.type === "submit" ? here.value : ""]
  const box = here.getBoundingClientRect()
  const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0
  return {
    words: words.filter(Boolean).map((each) => each.replace(/\\s+/g, " ").trim()),
    tag: here.tagName, type: here.type ?? "",
    seen: (outlined || style.boxShadow !== "none") && box.width > 0 && box.bottom > 0
      && box.top < innerHeight,
  }
}"""


class Keyboard:
    """Somebody who uses nothing but the keyboard, and must see where they are at every step."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def at(self) -> dict:
        """What has the focus."""
        return self.page.evaluate(FOCUSED)

    def tabs_to(self, words: str, *tags: str) -> "Keyboard":
        """Tab until something with these words has the focus, and can be seen to have it."""
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            here = self.at()
            assert here["seen"] or here["tag"] == "BODY", f"no focus to be seen: {here}"
            is_one = not tags or here["tag"] in tags
            if is_one and any(said.startswith(words) for said in here["words"]):
                return self
        raise AssertionError(f"“{words}” is not reached on {self.page.url}: {self.at()}")

    def enters(self, words: str) -> "Keyboard":
        """Tab to a link or a button and press Enter; the next page comes."""
        self.tabs_to(words)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        return self

    def types(self, label: str, words: str) -> "Keyboard":
        """Tab to a field and type over what is in it."""
        self.tabs_to(label, "INPUT", "TEXTAREA")
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(words)
        return self

    def chooses(self, label: str, option: str) -> "Keyboard":
        """Tab to a list and go down it to an option."""
        self.tabs_to(label, "SELECT")
        chosen = "document.activeElement.selectedOptions[0].text"
        for _ in range(20):
            if self.page.evaluate(chosen) == option:
                return self
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{label} has no “{option}”")

    def sees(self, words: str) -> "Keyboard":
        """These words are on the page."""
        assert " ".join(words.split()) in " ".join(self.page.inner_text("body").split())
        return self

    def becomes(self, name: str) -> "Keyboard":
        """Sign out, if signed in, and enter as somebody."""
        self.page.goto("/")
        if self.page.get_by_role("button", name="Sign out").count():
            self.enters("Sign out")
        return self.enters(f"Enter as {name}")


def test_the_first_loop_by_keyboard_alone(site: Site, open_page: Open) -> None:
    """From the meeting that is planned to the chart that is read."""
    assert site
    keyboard = Keyboard(open_page())
    keyboard.becomes("Clara Holt").enters("Meetings").enters("Plan the next meeting")
    keyboard.types("Date", "6/1/2027").types("Place", "Room 1").enters("Plan the meeting")
    keyboard.sees("Planned for Wednesday 6 January 2027.")

    keyboard.becomes("Idris Bell")
    for entry in FIGURES:
        _record(keyboard, entry)
    assert Observation.objects.filter(period_end="2021-03-31").count() == len(FIGURES)

    keyboard.becomes("Skye").enters("Ask a question").sees("This page is not for emergencies")
    keyboard.types("Your question", "why do we move so much").enters("Send my question")
    keyboard.sees("Thank you. A worker reads it by")

    question = Question.objects.order_by("-pk").first()
    keyboard.becomes("Jo Marsh").page.goto(f"/buckinghamshire/forums/questions/{question.pk}/")
    keyboard.enters("Read the question").types("Public wording", WORDING)
    keyboard.enters("Save the public wording")
    keyboard.becomes("Sam Okafor").page.goto(
        f"/buckinghamshire/forums/questions/{question.pk}/words/"
    )
    keyboard.enters("I agree to these words").sees("Agreed.")
    keyboard.becomes("Jo Marsh").page.goto(f"/buckinghamshire/forums/questions/{question.pk}/")
    keyboard.enters("Put it to a meeting")
    keyboard.tabs_to("Panel, 6 January 2027").page.keyboard.press("Space")
    keyboard.enters("Put the question").sees("The question is on the agenda.")

    keyboard.becomes("Clara Holt").enters("Meetings").enters("Wednesday 6 January 2027")
    keyboard.enters("Publish the papers").sees("Published: members’ papers")

    keyboard.becomes("Councillor Amina Rees").enters("Panel member papers")
    keyboard.enters("Housing and Placements").sees(PROMISE).sees("201 of 356")
    keyboard.tabs_to("Chart: Number of children in Care")
    keyboard.tabs_to("The figures as a table").page.keyboard.press("Enter")
    keyboard.sees("31 Mar 2021")


def _record(keyboard: Keyboard, entry: Entry) -> None:
    keyboard.page.goto("/admin/measures/observation/add/")
    keyboard.chooses("Measure", entry.measure)
    keyboard.types("At the end of the period", "31/03/2021")
    for label in ("Numerator", "Denominator", "Value"):
        keyboard.types(label, getattr(entry, label.lower()))
    keyboard.enters("Save").sees("was added successfully")


def test_the_loop_with_scripts_switched_off(site: Site, open_page: Open) -> None:
    """Every page of it does without."""
    assert site
    page = open_page(scripts=False)
    _become(page, "Clara Holt")
    _go(page, "Meetings", "Plan the next meeting")
    page.get_by_label("Date").fill("3/2/2027")
    page.get_by_label("Place").fill("Room 3")
    _press(page, "Plan the meeting")
    assert page.get_by_text("Planned for Wednesday 3 February 2027.").is_visible()

    _become(page, "Skye")
    _go(page, "Ask a question")
    page.get_by_label("Housing and Placements").check()
    page.get_by_label("Your question").fill("do scripts matter")
    _press(page, "Send my question")

    _become(page, "Jo Marsh")
    question = Question.objects.order_by("-pk").first()
    page.goto(f"/buckinghamshire/forums/questions/{question.pk}/words/")
    page.get_by_label("Public wording").fill("Does it matter?")
    _press(page, "Save the public wording")
    _become(page, "Sam Okafor")
    page.goto(f"/buckinghamshire/forums/questions/{question.pk}/words/")
    _press(page, "I agree to these words")
    _become(page, "Jo Marsh")
    page.goto(f"/buckinghamshire/forums/questions/{question.pk}/")
    _go(page, "Put it to a meeting")
    page.get_by_label("Panel, 3 February 2027").check()
    _press(page, "Put the question")

    _become(page, "Clara Holt")
    _go(page, "Meetings", "Wednesday 3 February 2027")
    _press(page, "Publish the papers")
    assert Edition.objects.filter(meeting__held_on="2027-02-03").count() == 3
    _go(page, "Read the papers", "Questions from We Do Care!")
    assert page.get_by_text("Does it matter?").is_visible()


def _become(page: Page, name: str) -> None:
    page.goto("/")
    if page.get_by_role("button", name="Sign out").count():
        _press(page, "Sign out")
    _press(page, f"Enter as {name}")


def _go(page: Page, *links: str) -> None:
    for words in links:
        _open(page, page.get_by_role("main").get_by_role("link", name=words).first)


def _press(page: Page, words: str) -> None:
    _open(page, page.get_by_role("button", name=words))


def _open(page: Page, link: Locator) -> None:
    """Click, and go on when the next page is there: a click by itself does not wait for it."""
    with page.expect_navigation():
        link.click()
