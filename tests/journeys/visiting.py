"""Somebody at a browser without JavaScript: opens pages, reads them, fills in what they offer.

Nothing is sent that the page does not offer: a field is found by its label, an answer by its
words, a button by its text, and the form goes where the page says, with its token.
"""

import re
from typing import Self
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag
from django.http import HttpResponse
from django.test import Client

from councils.models import User
from tests.support.people import BACKEND

OK, FOUND = 200, 302
TYPED = {"text", "number", "hidden", "search", "date", "time", "password", "email", ""}


def squeezed(words: str) -> str:
    """Text as it is read: one space between words."""
    return re.sub(r"\s+", " ", words).strip()


class Visitor:
    """A person with a browser of their own, and the page they have in front of them."""

    def __init__(self, user: User | None = None) -> None:
        self.client = Client(enforce_csrf_checks=True)
        if user:
            self.client.force_login(user, backend=BACKEND)
        self.response: HttpResponse | None = None
        self.soup = BeautifulSoup("", "html.parser")

    # Going somewhere ------------------------------------------------------------------------------

    def open(self, address: str, *, status: int = OK) -> Self:
        """Open an address; the page must answer with that status."""
        return self._show(self.client.get(urljoin(self.address, address), follow=True), status)

    def follow(self, words: str) -> Self:
        """Follow the first link with these words in it."""
        return self.open(self.link(words))

    def press(self, words: str, *, status: int = OK) -> Self:
        """Press the button of these words: its form is sent as it now stands."""
        method, action, data = self.sent_by(words)
        send = self.client.get if method == "get" else self.client.post
        return self._show(send(action, data, follow=True), status)

    def copy(self) -> "Visitor":
        """The same person in a second window, with the same page open."""
        other = Visitor()
        other.client.cookies = self.client.cookies
        other.response = self.response
        other.soup = BeautifulSoup(str(self.soup), "html.parser")
        return other

    def press_twice(self, words: str) -> Self:
        """Press a button and press it again before anything came back: it is sent twice."""
        method, action, data = self.sent_by(words)
        assert method == "post"
        self.client.post(action, data)
        return self._show(self.client.post(action, data, follow=True), OK)

    def _show(self, response: HttpResponse, status: int) -> Self:
        assert response.status_code == status, f"{self.address}: {response.status_code}"
        self.response = response
        self.soup = BeautifulSoup(response.content.decode(), "html.parser")
        return self

    # Reading --------------------------------------------------------------------------------------

    @property
    def address(self) -> str:
        """The address of the page in front of them."""
        return self.response.request["PATH_INFO"] if self.response else ""

    @property
    def text(self) -> str:
        """The page's words."""
        return squeezed(self.soup.get_text(" "))

    @property
    def html(self) -> str:
        """The page as it was sent."""
        return self.response.content.decode()

    def sees(self, *words: str) -> Self:
        """Each of these is on the page."""
        for each in words:
            assert squeezed(each) in self.text, f"{self.address} does not say “{each}”: {self.text}"
        return self

    def does_not_see(self, *words: str) -> Self:
        """None of these is anywhere in what was sent."""
        for each in words:
            assert each not in self.html, f"{self.address} says “{each}”"
        return self

    def sees_in_order(self, *words: str) -> Self:
        """These stand on the page in this order."""
        at = -1
        for each in words:
            found = self.text.find(squeezed(each), at + 1)
            assert found > at, f"“{each}” does not come next on {self.address}: {self.text}"
            at = found
        return self

    def link(self, words: str) -> str:
        """Where the first link with these words leads."""
        found = [a for a in self.soup.find_all("a", href=True) if words in squeezed(a.get_text())]
        assert found, f"{self.address} has no link “{words}”"
        return found[0]["href"]

    def offers(self, words: str) -> bool:
        """Whether there is a button of these words."""
        return self._button(words) is not None

    # Filling in -----------------------------------------------------------------------------------

    def writes(self, label: str, value: object) -> Self:
        """Write into the field of this label, or choose the option of these words in it."""
        field = self.field(label)
        if field.name == "select":
            self._choose(field, str(value))
        elif field.name == "textarea":
            field.string = str(value)
        else:
            field["value"] = str(value)
        return self

    def ticks(self, label: str) -> Self:
        """Tick the box, or choose the answer, of this label."""
        field = self.field(label)
        for other in self.soup.find_all("input", {"type": "radio", "name": field.get("name")}):
            del other["checked"]
        field["checked"] = "checked"
        return self

    def ticks_rows(self, words: str) -> Self:
        """Tick the box of each table row with these words."""
        rows = [row for row in self.soup.find_all("tr") if words in squeezed(row.get_text(" "))]
        boxes = [box for row in rows if (box := row.find("input", {"type": "checkbox"}))]
        assert boxes, f"no row of {self.address} says “{words}”: {self.text}"
        for box in boxes:
            box["checked"] = "checked"
        return self

    def reads_in(self, label: str) -> str:
        """What stands in the field of this label."""
        field = self.field(label)
        if field.name == "select":
            chosen = field.find("option", selected=True) or field.find("option")
            return squeezed(chosen.get_text())
        if field.name == "textarea":
            return field.get_text().strip("\r\n")
        return field.get("value", "")

    def field(self, label: str) -> Tag:
        """The field whose label begins with these words."""
        for tag in self.soup.find_all("label"):
            if squeezed(tag.get_text()).startswith(label):
                named = tag.get("for")
                found = self.soup.find(id=named) if named else tag.find(["select", "input"])
                assert found is not None, f"the label “{label}” on {self.address} leads nowhere"
                return found
        raise AssertionError(f"{self.address} has no field “{label}”: {self.text}")

    def field_named(self, name: str) -> Tag:
        """The field of this name, where many fields of a page have the same label."""
        found = self.soup.find(["input", "select", "textarea"], attrs={"name": name})
        assert found is not None, f"{self.address} has no field named “{name}”"
        return found

    def error_at(self, label: str) -> str:
        """The error message tied to the field of this label."""
        ids = self.field(label).get("aria-describedby", "").split()
        return squeezed(" ".join(t.get_text(" ") for i in ids if (t := self.soup.find(id=i))))

    def _choose(self, select: Tag, words: str) -> None:
        options = select.find_all("option")
        (wanted,) = [o for o in options if squeezed(o.get_text()) == words]
        for option in options:
            del option["selected"]
        wanted["selected"] = "selected"

    # Sending --------------------------------------------------------------------------------------

    def sent_by(self, words: str) -> tuple[str, str, dict[str, list[str]]]:
        """The method, the address and the data that a button sends."""
        button = self._button(words)
        assert button is not None, f"{self.address} has no button “{words}”: {self.text}"
        form = (
            self.soup.find(id=button["form"]) if button.get("form") else button.find_parent("form")
        )
        data = _values(form)
        if button.get("name"):
            data.setdefault(button["name"], []).append(button.get("value", ""))
        action = urljoin(self.address, form.get("action") or "")
        return form.get("method", "get").lower(), action, data

    def _button(self, words: str) -> Tag | None:
        for tag in self.soup.find_all(["button", "input"]):
            is_input = tag.name == "input"
            if is_input and tag.get("type") != "submit":
                continue
            said = tag.get("value", "") if is_input else squeezed(tag.get_text())
            if said == words:
                return tag
        return None


def _values(form: Tag) -> dict[str, list[str]]:
    data: dict[str, list[str]] = {}
    for tag in form.find_all(["input", "textarea", "select"]):
        value = _value(tag)
        if tag.get("name") and value is not None:
            data.setdefault(tag["name"], []).append(value)
    return data


def _value(tag: Tag) -> str | None:
    """What a control sends; None where it sends nothing."""
    if tag.name == "textarea":
        return tag.get_text().lstrip("\n")
    if tag.name == "select":
        chosen = tag.find("option", selected=True) or tag.find("option")
        return chosen.get("value", "") if chosen else None
    if tag.get("type", "") in {"radio", "checkbox"}:
        return tag.get("value", "on") if tag.has_attr("checked") else None
    return tag.get("value", "") if tag.get("type", "").lower() in TYPED else None
