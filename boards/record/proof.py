"""The text of confirmed minutes that is hashed, so that anybody can show nothing was changed.

The database refuses to alter what is confirmed; the hash shows it even to somebody who does not
trust the database.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Sealed:
    """What was confirmed: which version of which meeting's minutes, when, where and by whom.

    Rows are named by their numbers in the database, moments as ISO 8601 in UTC.
    """

    meeting: int
    number: int
    reason: str
    circulated_at: str
    confirmed_at: str
    confirmed_by: int
    confirmed_in: int


def sha256(head: Sealed, sections: Iterable[tuple[int, str, str]]) -> str:
    """The hash of the minutes; a section is its place, its heading and its text."""
    plain = {**asdict(head), "sections": [list(section) for section in sections]}
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
