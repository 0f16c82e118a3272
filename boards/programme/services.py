"""How a whole year of meetings is planned: all of them, or none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from django.core.exceptions import ValidationError
from django.db import transaction

from boards.models import Body, Meeting
from boards.services import plan_meeting
from councils.models import User
from councils.working_days import day_in_words
from councils.writing import Refused
from pledges.models import Theme


@dataclass(frozen=True, slots=True)
class Wanted:
    """One meeting of the year as the clerk wants it."""

    held_on: date
    starts_at: time
    place: str
    slot_minutes: int
    theme: Theme | None = None


class RowsRefused(Refused):
    """Some meetings cannot be planned, so none was; `rows` has what is wrong, by their numbers."""

    def __init__(self, rows: Mapping[int, ValidationError]) -> None:
        super().__init__("Nothing has been planned yet: mend what is marked, and plan again.")
        self.rows = rows


@transaction.atomic
def plan_year(*, by: User, body: Body, wanted: Sequence[Wanted]) -> list[Meeting]:
    """Plan several meetings together, each with its usual agenda; what was planned so is left.

    Sending the same meetings twice, or twice at once, makes nothing new.

    Raises:
        RowsRefused: names each meeting that cannot be planned; none is.
    """
    Body.objects.select_for_update().get(pk=body.pk)  # two clicks at once wait for each other
    planned, refused = [], {}
    for number, each in enumerate(wanted):
        try:
            with transaction.atomic():
                _refuse_day_of_another(each, wanted[:number])
                planned.append(_plan(by, body, each))
        except ValidationError as error:
            refused[number] = error
    if refused:
        raise RowsRefused(refused)
    return planned


def _refuse_day_of_another(each: Wanted, before: Sequence[Wanted]) -> None:
    """Two rows of one page on one day: the second is no meeting that is planned already."""
    if each.held_on in {other.held_on for other in before}:
        raise ValidationError(
            {"held_on": f"Two of these meetings are on {day_in_words(each.held_on)}."}
        )


def _plan(by: User, body: Body, each: Wanted) -> Meeting:
    return plan_meeting(
        by=by,
        body=body,
        held_on=each.held_on,
        starts_at=each.starts_at,
        place=each.place,
        theme=each.theme,
        slot_minutes=each.slot_minutes,
    )
