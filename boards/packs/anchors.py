"""The paragraphs of an item as places: each number a link to itself, each end a place for a note.

An item's HTML is made once, when it is published, and a reader's notes come later and are the
reader's own. So the end of each numbered paragraph is marked in the HTML by a comment, and a page
puts there what belongs there; nothing else of the HTML changes.
"""

import re
from collections.abc import Callable

from boards.numbering import PASSAGE as NUMBER

PLACE = re.compile(rf"<!--p-({NUMBER})-->")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:[^>\"]|\"[^\"]*\")*)>")
_PARAGRAPH = re.compile(rf'\bid="p-({NUMBER})"')
#: Where the components write the number: in a paragraph or a figure, a promise, or a slip.
_WRITTEN = re.compile(
    r'(<(span|p) class="(?:cp-paragraph__number|cp-promise__number|cp-inset__title)">'
    rf'(?:<span class="govuk-visually-hidden">Number </span>)?)({NUMBER})(?=</\2>)'
)
_VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "wbr"})


def anchored(html: str) -> str:
    """The HTML with each paragraph's number a link to it, and each paragraph's end marked."""
    return _WRITTEN.sub(_linked, _with_ends(html))


def _linked(written: re.Match) -> str:
    before, _, number = written.groups()
    return f'{before}<a class="cp-place-link" href="#p-{number}">{number}</a>'


def _with_ends(html: str) -> str:
    """The HTML with `<!--p-5.3-->` after the element whose id is `p-5.3`."""
    pieces, done, depth, number = [], 0, 0, ""
    for tag in _TAG.finditer(html):
        closes, name, attributes = tag.groups()
        if name.lower() in _VOID or attributes.endswith("/"):
            continue
        if not closes and not depth and (found := _PARAGRAPH.search(attributes)):
            number = found.group(1)
        depth += -1 if closes else 1
        if closes and not depth and number:
            pieces += [html[done : tag.end()], f"<!--p-{number}-->"]
            done, number = tag.end(), ""
    return "".join([*pieces, html[done:]])


def filled(html: str, fill: Callable[[str], str]) -> str:
    """The HTML with `fill("5.3")` where paragraph 5.3 ends; published before there were marks too."""
    if not PLACE.search(html):
        html = anchored(html)
    pieces = PLACE.split(html)  # what stands between the ends, and at each second place its number
    pieces[1::2] = map(fill, pieces[1::2])
    return "".join(pieces)


def paragraphs(html: str) -> list[str]:
    """The numbers of the paragraphs in the HTML, in their order."""
    return _PARAGRAPH.findall(html)


def paragraph(html: str, number: str) -> str:
    """The HTML of one paragraph; empty where it is not there."""
    whole = html if PLACE.search(html) else anchored(html)
    start, end = whole.find(f'id="p-{number}"'), whole.find(f"<!--p-{number}-->")
    return whole[whole.rfind("<", 0, start) : end] if 0 <= start < end else ""
