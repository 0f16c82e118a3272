"""For whom a pack is compiled, and what follows from it for everything in it."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from boards.models import Edition
from councils.models import Council
from councils.queries import small_number_limit
from councils.vocabulary import Vocabulary


@dataclass(frozen=True)
class Audience:
    """One kind of reader in a council; `today` is the day the ages of figures are told for."""

    council: Council
    kind: str
    today: date

    @cached_property
    def words(self) -> Vocabulary:
        """The council's own nouns."""
        return self.council.words

    @property
    def is_members(self) -> bool:
        """Whether these are the people who sit on the body."""
        return self.kind == Edition.Kind.MEMBERS

    @property
    def is_public(self) -> bool:
        """Whether this is everybody."""
        return self.kind == Edition.Kind.PUBLIC

    @cached_property
    def limit(self) -> int | None:
        """Counts of children up to this are hidden; None where every figure is shown."""
        return None if self.is_members else small_number_limit(self.council)
