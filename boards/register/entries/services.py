"""How the register is written: one row, or all of them, with nobody's change lost."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import time

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.db.models import Max

from boards.models import Meeting, RegisterEntry, Seat
from boards.register.entries.queries import Row, Who, register_of
from boards.register.entries.states import (
    Mark,
    Sent,
    State,
    Step,
    errors_of,
    overlap,
    settled,
    step,
    why_not_stays,
)
from boards.register.services import judge_views, open_to_record
from councils import clock
from councils.models import Person, User
from councils.writing import Conflict, store

NO_SUCH_ROW = "This is not a row of the register of this meeting: reload the page."
ELSEWHERE = "{name} is recorded as there in another place: one person is there, or is not."
STANDS_IN = "{name} is recorded as sitting for this place at the same time."
LATER_STAY = "They came back later: take that off first."
FOREIGN_SEAT = "This seat is of another body."


@dataclass(slots=True)
class Saved:
    """What became of one row: saved (or the same already), kept for its owner to put right, or in
    conflict with what somebody else saved; `entry` is what is recorded now."""

    entry: RegisterEntry | None = None
    is_written: bool = False
    is_conflict: bool = False
    errors: dict[str, list[str]] = field(default_factory=dict)

    @property
    def is_kept(self) -> bool:
        """Whether what they sent is now what is recorded, or nothing of theirs was to be."""
        return not self.is_conflict and not self.errors

    @property
    def version(self) -> int:
        """The version to send along next time."""
        return self.entry.version if self.entry else 0


@transaction.atomic
def save_register(*, by: User, meeting: Meeting, rows: Mapping[str, Sent]) -> dict[str, Saved]:
    """Save the rows that can be saved; the others come back with why not, by their keys.

    A row is written where nobody else has changed it since the page was opened, or the person did
    not change it themselves; else both are told. Writers of one register wait for each other.

    Raises:
        Refused: the register of this meeting may not be written, or not yet.
    """
    meeting = open_to_record(meeting)
    book = _Book(by, meeting)
    waiting, results = dict(rows), {}
    while waiting:
        tried = {key: book.save(key, sent) for key, sent in waiting.items()}
        results |= tried
        failed = {key: waiting[key] for key, saved in tried.items() if saved.errors}
        if len(failed) == len(waiting):
            break  # what is left is wrong whatever came before it
        waiting = failed
    if any(saved.is_written for saved in results.values()):
        judge_views(by=by, meeting=meeting)
    return results


@transaction.atomic
def mark(
    *,
    by: User,
    meeting: Meeting,
    mark: str,
    person: Person | None = None,
    seat: Seat | None = None,
    capacity: str = RegisterEntry.Capacity.MEMBER,
    instead_of: Person | None = None,
    heads: int = 1,
    arrived_at: time | None = None,
    left_at: time | None = None,
    turn: int = 1,
    version: int | None = None,
) -> RegisterEntry:
    """Mark one person, or the young people of a seat by their number, in the register.

    `turn` counts the stays of somebody who goes out and comes back. Marking the same twice changes
    nothing. Somebody who is not on the register yet is put on it.

    Raises:
        Refused: the register may not be written, or not yet.
        Conflict: `version` is given and somebody else has changed the row since.
        ValidationError: names the field that is wrong.
    """
    meeting = open_to_record(meeting)
    if seat and seat.body_id != meeting.body_id:
        raise ValidationError({"seat": FOREIGN_SEAT})
    book = _Book(by, meeting)
    who = Who(
        str(capacity),
        seat=seat.pk if seat else None,
        person=person.pk if person else None,
        instead_of=instead_of.pk if instead_of else None,
    )
    row = book.row_of(who, turn, name=str(person or seat or ""))
    mine = settled(State(Mark(mark), heads, arrived_at, left_at), young=row.is_young)
    if mine == row.state:
        return row.entry
    if version is not None and version != row.version:
        raise Conflict(row.entry)
    book.write(row, mine)
    judge_views(by=by, meeting=meeting)
    return row.entry


class _Book:
    """The register as it is now, in the hands of one writer."""

    def __init__(self, by: User, meeting: Meeting) -> None:
        self.by, self.meeting = by, meeting
        self.rows = register_of(meeting).by_key

    def row_of(self, who: Who, turn: int, *, name: str) -> Row:
        """Somebody's row: the one there is, or a new one at the end."""
        known = self.rows.get(f"{who.key}-{turn}")
        if known is None:
            first = self.rows.get(f"{who.key}-1") or Row(who, name=name, place="")
            known = replace(first, turn=turn, entry=None)
        return known

    def save(self, key: str, sent: Sent) -> Saved:
        """Save one row, or say why not."""
        row = self._found(key)
        if row is None:
            return Saved(errors={NON_FIELD_ERRORS: [NO_SUCH_ROW]})
        mine = settled(sent.mine, young=row.is_young)
        sent = replace(sent, mine=mine, seen=settled(sent.seen, young=row.is_young))
        todo = step(sent, theirs=row.state, version=row.version)
        if todo is not Step.WRITE:
            return Saved(entry=row.entry, is_conflict=todo is Step.CONFLICT)
        try:
            self.write(row, mine)
        except ValidationError as error:
            return Saved(entry=row.entry, errors=error.message_dict)
        return Saved(entry=row.entry, is_written=True)

    def _found(self, key: str) -> Row | None:
        """A row by its key; the stay after somebody's last one is a row too."""
        if key in self.rows:
            return self.rows[key]
        who, _, turn = key.rpartition("-")
        before = self.rows.get(f"{who}-{int(turn) - 1}") if turn.isdecimal() else None
        if before is None or before.is_young or not before.entry:
            return None
        return before.again()

    def write(self, row: Row, mine: State) -> None:
        """Write a row, all of it or nothing; what is so already is left as it is.

        Raises:
            ValidationError: names the field that is wrong.
        """
        if mine == row.state:
            return
        self._check(row, mine)
        with transaction.atomic():
            row.entry = self._stored(row, mine) if mine.mark else self._taken_off(row)
        self.rows[row.key] = row

    def _stored(self, row: Row, mine: State) -> RegisterEntry:
        entry = row.entry or self._new(row)
        entry.mark, entry.heads = mine.mark, mine.heads
        entry.arrived_at, entry.left_at = mine.arrived_at, mine.left_at
        entry.recorded_at, entry.recorded_by = clock.now(), self.by
        entry._history_user = self.by
        return store(entry)

    def _new(self, row: Row) -> RegisterEntry:
        who = row.who
        there = RegisterEntry.objects.filter(meeting=self.meeting, person=who.person, seat=who.seat)
        last = there.aggregate(last=Max("stay"))["last"] or 0
        return RegisterEntry(
            council=self.meeting.council,
            meeting=self.meeting,
            person_id=who.person,
            seat_id=who.seat,
            instead_of_id=who.instead_of,
            discipline_id=who.discipline,
            capacity=who.capacity,
            stay=last + 1,
        )

    def _taken_off(self, row: Row) -> None:
        """Somebody who stood in, or came back, did not after all; the history keeps it."""
        if row.may_be_away:
            raise ValidationError({"mark": "Choose one of the answers."})
        if f"{row.who.key}-{row.turn + 1}" in self.rows:
            raise ValidationError({"mark": LATER_STAY})
        row.entry._history_user = self.by
        row.entry.delete()

    def _check(self, row: Row, mine: State) -> None:
        """Refuse what cannot be true together with the other rows."""
        if found := errors_of(mine, young=row.is_young):
            raise ValidationError(found)
        self._check_stays(row, mine)
        if row.is_young:
            return
        elsewhere = [
            other
            for other in self.rows.values()
            if other.who.person == row.who.person and other.who.key != row.who.key and other.entry
        ]
        if any(other.state.is_there != mine.is_there for other in elsewhere if mine.mark):
            raise ValidationError({"mark": ELSEWHERE.format(name=row.name)})
        for other in self.rows.values():
            if _stand_in_for_each_other(row, other) and _clash(mine, other.state):
                raise ValidationError({"mark": STANDS_IN.format(name=other.name)})

    def _check_stays(self, row: Row, mine: State) -> None:
        stays, turn = [], 1
        while turn == row.turn or f"{row.who.key}-{turn}" in self.rows:
            known = self.rows.get(f"{row.who.key}-{turn}")
            stays.append(mine if turn == row.turn or known is None else known.state)
            turn += 1
        place, name, words = why_not_stays(stays)
        if words:
            theirs = name if place == row.turn - 1 else "left_at"
            raise ValidationError({theirs: words})


def _stand_in_for_each_other(row: Row, other: Row) -> bool:
    """Whether one of the two stands in for the other, at the same seat."""
    if row.who.seat is None or row.who.seat != other.who.seat:
        return False
    pairs = ((row.who, other.who), (other.who, row.who))
    return any(one.instead_of and one.instead_of == two.person for one, two in pairs)


def _clash(one: State, other: State) -> bool:
    return one.is_there and other.is_there and overlap(one, other)
