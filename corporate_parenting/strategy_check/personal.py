"""Nobody can be found through a fixture: no address, no number, no name, nothing about one child.

The whole text of the file is searched, comments too, and over the ends of lines.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator

from corporate_parenting.strategy_check.findings import Mistake
from corporate_parenting.strategy_check.rows import Book

MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
DAY = rf"(?:\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}|\d{{4}}-\d\d-\d\d|\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTH}\s+\d{{4}})"
#: A word that begins a role, not a surname: “Councillor Lead Member for Children”.
ROLES = "Lead|Champion|Member|Cabinet|Chair|Vice|Deputy|Representative|Portfolio|Corporate"
CAPITALISED = r"(?!(?:" + ROLES + r")\b)[A-Z][\w’'-]+"

PATTERNS = (
    ("e-mail", "An e-mail address", re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    (
        "telephone",
        "A telephone number",
        re.compile(r"(?<![\w.+-])(?:\+44[ ]?(?:\(0\))?|\(?0(?=\d\d))(?:[ ()-]{0,2}\d){9,10}(?!\w)"),
    ),
    (
        "person-s-name",
        "A person’s name",
        re.compile(rf"\b(?:Mr|Mrs|Ms|Mx|Dr|Cllr|Sir|Dame|Revd?|Prof)\b\.?\s+{CAPITALISED}"),
    ),
    (
        "person-s-name",
        "A person’s name",
        re.compile(rf"\b(?:Councillor|Alderman|Miss)\s+{CAPITALISED}\s+{CAPITALISED}"),
    ),
    (
        "person-s-name",
        "The place of a name",
        re.compile(r"\[(?i:(?:officer |councillor |child )?(?:name|redacted)(?: [a-z ]{1,20})?)\]"),
    ),
    (
        "a-child-s-data",
        "A date of birth",
        re.compile(rf"(?i:\b(?:date\s+of\s+birth|d\.?o\.?b\.?|born(?:\s+on)?)\W{{1,3}}){DAY}"),
    ),
    (
        "a-child-s-data",
        "A case number",
        re.compile(r"(?i:\b(?:case|NHS|pupil|client|file)\s+(?:number|no\.?|ID|ref(?:erence)?)\W{0,3})[A-Z]{0,4}[ -]?\d[\d -]{3,}"),
    ),
    (
        "a-child-s-data",
        "A postcode",
        re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? \d[ABD-HJLNP-UW-Z]{2}\b"),
    ),
)  # fmt: skip


def personal_data(book: Book) -> Iterator[Mistake]:
    """Words by which somebody could be found, at the line where they begin. They are not shown."""
    ends = [found.start() for found in re.finditer("\n", book.reading.text)]
    for kind, what, pattern in PATTERNS:
        found = pattern.finditer(book.reading.text)
        for line in dict.fromkeys(bisect_left(ends, match.start()) + 1 for match in found):
            yield Mistake(kind, line, f"{what} seems to stand here.", book.where(line))
