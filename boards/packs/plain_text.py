"""The words of an item, out of its HTML: what is searched, and counted for the reading time."""

import re
from html.parser import HTMLParser

#: How much of one item is searched, in letters: PostgreSQL holds a megabyte of words for a row.
SEARCHED = 250_000
#: A drawing says in its caption what it shows; the table under a chart repeats the chart.
DRAWN, REPEATED = "svg", "details"
#: Said to screen readers alone, beside words that everybody sees.
SAID = ("class", "govuk-visually-hidden")
#: Letters that no page shows; a search marks what it has found with two of them.
UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
SPACES = re.compile(r"\s+")


class _Words(HTMLParser):
    """Collects what is read, and what is drawn or folded away beneath a chart apart from it."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.read: list[str] = []
        self.inside = {DRAWN: 0, REPEATED: 0}
        self.is_said = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._between_words()
        self.is_said = SAID in attrs
        if tag in self.inside:
            self.inside[tag] += 1

    def handle_endtag(self, tag: str) -> None:
        self._between_words()
        self.is_said = False
        if self.inside.get(tag):
            self.inside[tag] -= 1

    def handle_data(self, data: str) -> None:
        if self.inside[DRAWN] or self.is_said:
            return
        self.text.append(data)
        if not self.inside[REPEATED]:
            self.read.append(data)

    def _between_words(self) -> None:
        self.text.append(" ")
        self.read.append(" ")


def text_and_words(html: str) -> tuple[str, int]:
    """The text of some HTML of ours on one line, and how many words of it are read."""
    parser = _Words()
    parser.feed(html)
    parser.close()
    return _line(parser.text)[:SEARCHED], len(_line(parser.read).split())


def _line(parts: list[str]) -> str:
    return SPACES.sub(" ", UNSEEN.sub("", "".join(parts))).strip()
