"""Which ages no forum names, up to twenty-five: the council is their parent until then.

Source: Dorset's Corporate Parenting Strategy 2020–2023 (forums for 5–9, 10–15 and 16–21, each open
to anyone with experience of being in care); Children and Social Work Act 2017, section 3 (support
to care leavers up to 25).
"""

from collections.abc import Sequence
from dataclasses import dataclass

UP_TO = 25


@dataclass(frozen=True, slots=True)
class Ages:
    """The ages a forum names, each end open where it is not stated."""

    from_age: int | None
    to_age: int | None
    open_to_care_leavers: bool = False

    @property
    def is_stated(self) -> bool:
        """Whether it names any age at all."""
        return self.from_age is not None or self.to_age is not None

    def covers(self, age: int) -> bool:
        """Whether an age lies within what it names; without any, all do."""
        return (self.from_age or 0) <= age <= (UP_TO if self.to_age is None else self.to_age)


@dataclass(frozen=True, slots=True)
class Gap:
    """Ages that no forum names, from the first to the last, and the sentence that says so."""

    from_age: int
    to_age: int
    words: str


def gaps(forums: Sequence[Ages], *, care_leavers: str = "care leavers") -> tuple[Gap, ...]:
    """The ages from the youngest that is named up to 25 that no forum names.

    Where a forum states no ages, nobody is left out, and there is no gap. `care_leavers` is the
    council's word for them.
    """
    if not forums or not all(forum.is_stated for forum in forums):
        return ()
    youngest = min(forum.from_age or 0 for forum in forums)
    missing = [a for a in range(youngest, UP_TO + 1) if not any(f.covers(a) for f in forums)]
    runs = [age for age in missing if age - 1 not in missing]
    return tuple(_gap(first, missing, forums, care_leavers) for first in runs)


def _gap(first: int, missing: list[int], forums: Sequence[Ages], care_leavers: str) -> Gap:
    last = first
    while last + 1 in missing:
        last += 1
    ages = f"{first}" if first == last else f"{first} to {last}"
    words = f"No stated range covers {ages}"
    opened = [forum.open_to_care_leavers for forum in forums]
    if all(opened):
        each = "it" if len(forums) == 1 else "each"
        words += f", though {each} is open to anyone with care experience"
    elif any(opened):
        words += f", though some are open to {care_leavers}"
    return Gap(first, last, f"{words}.")
