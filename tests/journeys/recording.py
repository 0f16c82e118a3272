"""Somebody who fills in sheets of rows: the register, and what came of the items."""

from typing import Self

from bs4 import Tag

from tests.journeys.visiting import Visitor, squeezed


class Recorder(Visitor):
    """A visitor who finds a row by the words it begins with."""

    def row(self, words: str) -> Tag:
        """The first row whose heading begins with these words."""
        legends = self.soup.find_all("legend")
        found = [tag for tag in legends if squeezed(tag.get_text(" ")).startswith(words)]
        assert found, f"{self.address} has no row “{words}”: {self.text}"
        return found[0].find_parent("fieldset")

    def marks(self, words: str, answer: str) -> Self:
        """Choose an answer in a row."""
        row, chosen = self.row(words), None
        for radio in row.find_all("input", {"type": "radio"}):
            del radio["checked"]
            if squeezed(row.find("label", {"for": radio["id"]}).get_text()) == answer:
                chosen = radio
        assert chosen is not None, f"“{words}” cannot be “{answer}”"
        chosen["checked"] = "checked"
        return self

    def marked(self, words: str) -> str:
        """The answer chosen in a row; empty for none."""
        row = self.row(words)
        chosen = row.find("input", {"type": "radio"}, checked=True)
        return squeezed(row.find("label", {"for": chosen["id"]}).get_text()) if chosen else ""

    def types(self, words: str, label: str, value: str) -> Self:
        """Write into a field of a row."""
        row = self.row(words)
        for tag in row.find_all("label"):
            if squeezed(tag.get_text()).startswith(label):
                row.find(id=tag["for"])["value"] = value
                return self
        raise AssertionError(f"“{words}” has no “{label}”")

    def opens(self, words: str) -> Self:
        """Follow the link in a row."""
        return self.open(self.row(words).find("a", href=True)["href"])

    def shows(self, words: str, *said: str) -> Self:
        """A row says this."""
        text = squeezed(self.row(words).get_text(" "))
        for each in said:
            assert each in text, f"“{words}” does not say “{each}”: {text}"
        return self
