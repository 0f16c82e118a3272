"""A figure cut by groups: what the groups must add up to, and what of them may be shown (R18).

Source: R18's convention (see `councils.disclosure`) and this product's own rule for tables beside a
figure that is published already. The reader has the whole, so each column of the table is made safe
against its total; and whoever knows from elsewhere how big a group is could take its count from it,
so all groups are shown or none is. Linked measures are looked at together in `together`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from councils.disclosure import (
    NOTHING,
    Count,
    Published,
    publish_count,
    publish_percentage,
    publish_row,
)

NOT_KNOWN = "Not known"
TOO_SMALL = (
    "It is not shown by {name}, because some of the numbers are so small that somebody could be "
    "recognised."
)
TOO_FEW_GROUPS = "Name at least two groups, each on a line of its own."
TWICE = "“{name}” is there twice."
ALL_KNOWN = "The groups add up to the whole, so all are known: take the tick away."
CHANGED = "The figure has changed since it was cut by {name}. It is cut anew."
NO_COUNTS = "This figure has no counts, so it cannot be cut by groups."


@dataclass(frozen=True, slots=True)
class Part:
    """The count of a group or of the whole; `whole` is what it is out of, where it is a share."""

    count: int
    whole: int | None = None

    @property
    def rest(self) -> int | None:
        """Those who are not counted, where it is a share."""
        return None if self.whole is None else self.whole - self.count


@dataclass(frozen=True, slots=True)
class Row:
    """A group as a reader gets it."""

    name: str
    count: Published
    whole: Published
    share: Published


@dataclass(frozen=True, slots=True)
class Cut:
    """The groups as a reader gets them; or why none of them is shown."""

    rows: tuple[Row, ...]
    withheld: str = ""


def group_names(lines: str) -> list[str]:
    """The groups as they are typed, one on a line."""
    return [" ".join(line.split()) for line in lines.splitlines() if line.strip()]


def why_not_groups(names: Sequence[str]) -> str:
    """Why a figure cannot be cut by these groups; empty where it can."""
    if len(names) < 2:
        return TOO_FEW_GROUPS
    ordered = sorted(names, key=str.lower)
    twice = [one for one, other in pairwise(ordered) if one.lower() == other.lower()]
    if NOT_KNOWN.lower() in {name.lower() for name in names}:
        return f"Leave out “{NOT_KNOWN}”: it is worked out from the whole."
    return TWICE.format(name=twice[0]) if twice else ""


def check(parts: Sequence[Part], whole: Part, *, not_all_known: bool) -> dict[str, str]:
    """What is wrong with the groups of a figure, by field: `count_0`, `whole_0`, or empty for all.

    Groups add up to the whole; only where not all are known may they come to less.
    """
    errors = {
        f"count_{place}": f"{part.count:,} are counted out of {part.whole:,}: that is too many."
        for place, part in enumerate(parts)
        if part.whole is not None and part.count > part.whole
    }
    if errors:
        return errors
    counted = _sums("They come to", [p.count for p in parts], whole.count, not_all_known)
    out_of = ""
    if whole.whole is not None:
        wholes = [part.whole or 0 for part in parts]
        out_of = _sums("What they are out of comes to", wholes, whole.whole, not_all_known)
        rests = sum(wholes) - sum(part.count for part in parts)
        if not counted and not out_of and rests > (whole.rest or 0):
            out_of = "More in the groups are not counted than in the whole."
    said = " ".join(filter(None, (counted, out_of)))
    if not said and not_all_known and _adds_up(parts, whole):
        said = ALL_KNOWN
    return {"": said} if said else {}


def _sums(said: str, numbers: Sequence[int], total: int, not_all_known: bool) -> str:
    found = sum(numbers)
    if found == total or (not_all_known and found < total):
        return ""
    hint = "" if found > total else " If not all are known, say so."
    return f"{said} {found:,}, and the figure says {total:,}.{hint}"


def _adds_up(parts: Sequence[Part], whole: Part) -> bool:
    counted = sum(part.count for part in parts) == whole.count
    return counted and (whole.whole is None or sum(p.whole or 0 for p in parts) == whole.whole)


def fits(parts: Sequence[Part], whole: Part | None, *, not_all_known: bool) -> bool:
    """Whether groups recorded once still fit their figure, which may have changed since.

    `whole` is None where there is no figure, or none with counts.
    """
    if whole is None or any((part.whole is None) != (whole.whole is None) for part in parts):
        return False
    return check(parts, whole, not_all_known=not_all_known) in ({}, {"": ALL_KNOWN})


def unknown(parts: Sequence[Part], whole: Part) -> Part:
    """What is left of the whole when the groups are taken away."""
    count = whole.count - sum(part.count for part in parts)
    if whole.whole is None:
        return Part(count)
    return Part(count, whole.whole - sum(part.whole or 0 for part in parts))


def publish(
    name: str,
    groups: Sequence[tuple[str, Part]],
    whole: Part,
    *,
    places: int = 0,
    limit: int | None,
) -> Cut:
    """The groups beside a whole that the reader sees already; without a limit, all as they are.

    A reader may know how big each group is, from another table or from elsewhere. Hiding some groups
    is then not enough: a single small number hides them all.

    The table stands or falls with its whole: where the figure itself is hidden, no group is shown.
    Whether small totals (so few that every group could be one, or every group at the limit) are
    shown depends on the totals and the number of groups alone, which the reader knows anyway.
    """
    left = unknown([part for _, part in groups], whole)
    known = [*groups, (NOT_KNOWN, left)] if left.count or left.whole else list(groups)
    if limit is None:
        return Cut(tuple(_shown(title, part, places) for title, part in known))
    columns = [[part.count for _, part in known]]
    if whole.whole is not None:
        columns.append([part.rest or 0 for _, part in known])
    if _whole_is_hidden(whole, limit) or any(_too_small(column, limit) for column in columns):
        return Cut((), TOO_SMALL.format(name=name))
    if any(_hides(column, limit) for column in columns):
        return Cut((), TOO_SMALL.format(name=name))
    return Cut(tuple(_shown(title, part, places, limit) for title, part in known))


def _whole_is_hidden(whole: Part, limit: int) -> bool:
    if whole.whole is None:
        return publish_count(Count(whole.count), limit).hidden
    return publish_percentage(Count(whole.count), Count(whole.whole), limit=limit).hidden


def _too_small(column: Sequence[int], limit: int) -> bool:
    """Whether so small a total could tell every group, being all ones or all at the limit."""
    total, groups = sum(column), len(column)
    return 0 < total <= groups or (total % limit == 0 and 0 < total // limit <= groups)


def _hides(column: Sequence[int], limit: int) -> bool:
    row = publish_row([Count(number) for number in column], limit)
    return any(cell.hidden for cell in row.cells)


def _shown(title: str, part: Part, places: int, limit: int = 0) -> Row:
    count = Published(part.count, f"{part.count:,}")
    if part.whole is None:
        return Row(title, count, NOTHING, NOTHING)
    share = publish_percentage(Count(part.count), Count(part.whole), places, limit)
    return Row(title, count, Published(part.whole, f"{part.whole:,}"), share)
