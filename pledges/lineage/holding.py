"""When a set of promises held: what a child was promised in a year, as far as it is known.

Source: the strategies say since when they hold; of the pledges they keep from councils that are no
more, none says when it was made (BCP Corporate Parenting Strategy 2019, Appendix 1).
"""

import re
from dataclasses import dataclass

SINCE_UNKNOWN = "The document does not say since when it held."


@dataclass(frozen=True, slots=True)
class Held:
    """From which year a set held, where that is known, and to which, where it ended."""

    first: int | None = None
    last: int | None = None

    def in_year(self, year: int) -> bool:
        """Whether it held in a year, or may have: an end that is not known rules nothing out."""
        return (self.first is None or self.first <= year) and (
            self.last is None or year <= self.last
        )

    @property
    def words(self) -> str:
        """When it held, as far as it is known."""
        since = f"It has held since {self.first}." if self.first else SINCE_UNKNOWN
        if self.last is None:
            return since
        if self.first:
            return f"It held from {self.first} to {self.last}."
        return f"{since} It held until {self.last}."


def held(*, is_older: bool, period_from: str, published: int | None, ended: int | None) -> Held:
    """When a set held.

    `is_older`: it is kept from before the strategy it stands in. `period_from` is the strategy's
    own word for its beginning. `published` is the year in which officers published the set, for
    one that they wrote; `ended` the year in which another set took its place.
    """
    if published:
        return Held(published, ended)
    if is_older:
        return Held(None, ended)
    year = re.search(r"\d{4}", period_from)
    return Held(int(year.group()) if year else None, ended)
