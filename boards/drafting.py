"""The draft of the minutes, put together from the register and what came of each item.

Nothing is invented: what is drafted was recorded by the clerk, and the clerk's own text stands as
it is. Young people are never named in what is put together, and neither are their comings and
goings: their forum is. Sources: Buckinghamshire Corporate Parenting Strategy 2020–2023, Appendix
2, 4.5 (quorum), 5.6 (the forum's 15 minutes) and 6.1 (nominated representatives). Saying aloud that
an issue was noted once more (R15) is this product's own rule.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from boards.agenda import LastTime, Response, Stuck, minutes_owed, noted_words
from boards.quorum import Capacity, Quorum, inquorate_words, listed
from councils.working_days import day_in_words, time_in_words


class Came(StrEnum):
    """How the register has somebody. An absence without apologies is not printed."""

    IN_PERSON = "in_person"
    ONLINE = "online"
    APOLOGIES = "apologies"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Stay:
    """From arriving to leaving, in local time; None is from the start, or to the end."""

    arrived_at: time | None = None
    left_at: time | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One person in the register; `instead_of` is whom a substitute stands in for."""

    name: str
    seat: str = ""
    came: Came = Came.IN_PERSON
    capacity: Capacity = Capacity.MEMBER
    instead_of: str = ""
    young: bool = False
    stays: tuple[Stay, ...] = ()

    @property
    def was_there(self) -> bool:
        """Whether the person came, in the room or online."""
        return self.came in {Came.IN_PERSON, Came.ONLINE}


class Outcome(StrEnum):
    """What came of an item."""

    AGREED = "agreed"
    DISCUSSED = "discussed"
    NOTED = "noted"
    DEFERRED = "deferred"
    REFERRED = "referred"
    NOT_TAKEN = "not_taken"

    @property
    def words(self) -> str:
        """The outcome as the minutes print it."""
        return OUTCOME_WORDS[self]


OUTCOME_WORDS: dict[Outcome, str] = {
    Outcome.AGREED: "Agreed.",
    Outcome.DISCUSSED: "Discussed.",
    Outcome.NOTED: "Noted.",
    Outcome.DEFERRED: "Put off to a later meeting.",
    Outcome.REFERRED: "Passed up to another body.",
    Outcome.NOT_TAKEN: "Not taken at this meeting.",
}


@dataclass(frozen=True, slots=True)
class Declaration:
    """An interest somebody declared, in which item, and whether they went out for it."""

    name: str
    interest: str
    item: str | None = None
    went_out: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided; the caller numbers decisions over the whole body and year."""

    number: str
    words: str


@dataclass(frozen=True, slots=True)
class NewAction:
    """What somebody is to do, and by when."""

    what: str
    owner: str
    due_on: date


@dataclass(frozen=True, slots=True)
class Arising:
    """An action that was closed, or carried from one day to another, since the meeting before.

    `words` are what was done, or why it was carried. Without `what` the action is named by its
    number alone: it belongs to a paper that is not for everybody.
    """

    number: int
    what: str = ""
    words: str = ""
    was_due_on: date | None = None
    now_due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Passed:
    """A matter that was passed up: to which body, and why."""

    to: str
    reason: str


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue of the pack, how it stood (R15), and what the meeting did about it."""

    name: str
    stuck: Stuck
    response: Response
    words: str = ""


@dataclass(frozen=True, slots=True)
class ItemRecord:
    """What is recorded of one item.

    `quorum` is the answer while the item was taken, None where it was not asked; `forum_time` is
    the forum's own time, on the item it was given in.
    """

    number: int
    title: str
    text: str = ""
    outcome: Outcome | None = None
    decisions: tuple[Decision, ...] = ()
    actions: tuple[NewAction, ...] = ()
    passed: tuple[Passed, ...] = ()
    issues: tuple[Issue, ...] = ()
    quorum: Quorum | None = None
    forum_time: LastTime | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the minutes: its heading, the item's number if it is one, its paragraphs."""

    heading: str
    paragraphs: tuple[str, ...]
    item: int | None = None


def drafted(
    register: Sequence[Entry],
    items: Iterable[ItemRecord],
    declarations: Sequence[Declaration] = (),
    *,
    body: str,
    forum: str,
) -> tuple[Part, ...]:
    """The draft minutes, part by part; `body` and `forum` are what the council calls them."""
    adults = [entry for entry in register if not entry.young]
    names = _Names(frozenset(entry.name for entry in register if entry.young), forum)
    parts = (
        Part("Present", _present(adults, Came.IN_PERSON) + _forum_words(register, forum)),
        Part("Joined online", _present(adults, Came.ONLINE)),
        Part("In attendance", tuple(_with_seat(entry) for entry in _attending(adults))),
        Part("Apologies", _apologies(adults)),
        Part("Substitutes", _substitutes(adults, names)),
        Part("Arrivals and departures", _comings_and_goings(adults)),
        Part("Declarations of interest", _declared(declarations, names)),
    )
    drafted_items = (_item(item, body, names) for item in items)
    return (*(part for part in parts if part.paragraphs), *drafted_items)


@dataclass(frozen=True, slots=True)
class _Names:
    """How people are called where a young person could be among them."""

    young: frozenset[str]
    forum: str

    def owner(self, name: str) -> str:
        """Who is to do something, or is stood in for: a young person's forum, others by name."""
        return self.forum if name in self.young else name

    def somebody(self, name: str) -> str:
        """Who spoke of themselves: never a young person by name."""
        return f"A representative of {self.forum}" if name in self.young else name


def _present(adults: Iterable[Entry], came: Came) -> tuple[str, ...]:
    attending = set(_attending(adults))
    return tuple(
        _with_seat(entry) for entry in adults if entry.came is came and entry not in attending
    )


def _attending(adults: Iterable[Entry]) -> tuple[Entry, ...]:
    """Those who were there without being members."""
    return tuple(
        entry for entry in adults if entry.was_there and entry.capacity is Capacity.ATTENDER
    )


def _with_seat(entry: Entry) -> str:
    """ "Ann Archer, Service Director", and how somebody who is no ordinary member is there."""
    said = ", ".join(part for part in (entry.name, entry.seat) if part)
    notes = []
    if entry.capacity is Capacity.COOPTED:
        notes.append("co-opted")
    if entry.capacity is Capacity.ATTENDER and entry.came is Came.ONLINE:
        notes.append("online")
    return f"{said} ({', '.join(notes)})" if notes else said


def _forum_words(register: Iterable[Entry], forum: str) -> tuple[str, ...]:
    """How the forum was there, in numbers: nothing where the body has no young people's seat."""
    young = [entry for entry in register if entry.young]
    if not young:
        return ()
    there = sum(entry.was_there for entry in young)
    if not there:
        return (f"Nobody represented {forum} at the meeting.",)
    people = "1 young person" if there == 1 else f"{there} young people"
    return (f"{people} represented {forum} at the meeting.",)


def _apologies(adults: Iterable[Entry]) -> tuple[str, ...]:
    found = tuple(_with_seat(entry) for entry in adults if entry.came is Came.APOLOGIES)
    return found or ("There were no apologies.",)


def _substitutes(adults: Iterable[Entry], names: _Names) -> tuple[str, ...]:
    return tuple(
        f"{entry.name} for {names.owner(entry.instead_of or entry.seat)}"
        for entry in adults
        if entry.was_there and entry.capacity is Capacity.SUBSTITUTE
    )


def _comings_and_goings(adults: Iterable[Entry]) -> tuple[str, ...]:
    found = ((entry.name, tuple(_moves(entry.stays))) for entry in adults if entry.was_there)
    return tuple(f"{name} {listed(moves)}." for name, moves in found if moves)


def _moves(stays: Sequence[Stay]) -> Iterator[str]:
    """ "arrived at 2:10pm", "left at 3pm", "came back at 3:20pm", in order."""
    for place, stay in enumerate(stays):
        if stay.arrived_at is not None:
            yield f"{'came back' if place else 'arrived'} at {time_in_words(stay.arrived_at)}"
        if stay.left_at is not None:
            yield f"left at {time_in_words(stay.left_at)}"


def _declared(declarations: Sequence[Declaration], names: _Names) -> tuple[str, ...]:
    if not declarations:
        return ("No interests were declared.",)
    return tuple(_declaration_words(each, names) for each in declarations)


def _declaration_words(declaration: Declaration, names: _Names) -> str:
    where = f" in item {declaration.item}" if declaration.item is not None else ""
    went_out = " They went out while it was taken." if declaration.went_out else ""
    who = names.somebody(declaration.name)
    return f"{who} declared an interest{where}: {_sentence(declaration.interest)}{went_out}"


def _item(item: ItemRecord, body: str, names: _Names) -> Part:
    inquorate = _inquorate_words(item, body)
    paragraphs = [
        inquorate,
        *re.split(r"\n\s*\n", item.text),
        _forum_time_words(item.forum_time, names.forum),
        *(_issue_words(issue) for issue in item.issues),
        *_outcome_words(item, inquorate=bool(inquorate)),
        *(_decision_words(decision, inquorate=bool(inquorate)) for decision in item.decisions),
        *(_action_words(action, names) for action in item.actions),
    ]
    said = tuple(paragraph.strip() for paragraph in paragraphs if paragraph.strip())
    return Part(item.title, said, item.number)


def _inquorate_words(item: ItemRecord, body: str) -> str:
    """That too few were there; what they agreed, if they agreed anything, is to be ratified."""
    words = inquorate_words(item.quorum, body=body) if item.quorum else ""
    agreed = item.decisions or item.actions or item.passed or item.outcome is Outcome.AGREED
    return words if agreed or not words else f"The {body} was not quorate."


def _outcome_words(item: ItemRecord, *, inquorate: bool) -> Iterator[str]:
    """What came of the item; a body that is not quorate has agreed nothing yet."""
    if item.outcome is Outcome.AGREED and inquorate:
        yield "Those present were in favour."
    elif item.outcome and not (item.outcome is Outcome.REFERRED and item.passed):
        yield item.outcome.words
    yield from (f"Passed up to {each.to}: {_sentence(each.reason)}" for each in item.passed)


def _forum_time_words(given: LastTime | None, forum: str) -> str:
    """How much of its own time the forum had, and whether it says that it was cut short."""
    if given is None:
        return ""
    if given.given is None:
        return f"How many minutes {forum} had was not recorded."
    had = f"{forum} had {_minutes(given.given)}; {given.planned} were planned."
    if not given.cut_short:
        return f"{had} The young people of {forum} do not say that their time was cut short."
    owed = minutes_owed(given)
    next_time = f" {_minutes(owed)} {'is' if owed == 1 else 'are'} owed next time." if owed else ""
    return f"{had} The young people of {forum} say that their time was cut short.{next_time}"


def _minutes(number: int) -> str:
    return f"{number} minute{'' if number == 1 else 's'}"


def _issue_words(issue: Issue) -> str:
    """What was done about an issue; one left at "noted" when stuck is said to be (R15)."""
    if issue.response is Response.NOTED:
        said = noted_words(issue.stuck) if issue.stuck.is_stuck else Outcome.NOTED.words
        return f"{issue.name}: {said[0].lower()}{said[1:]}"
    verb = {
        Response.ACT: "the meeting acted",
        Response.ESCALATE: "the meeting passed it up",
        Response.EXPLAIN: "the meeting explained why nothing is done",
    }[issue.response]
    return f"{issue.name}: {verb}. {_sentence(issue.words)}".strip()


def _decision_words(decision: Decision, *, inquorate: bool) -> str:
    kind = "View of those present" if inquorate else "Decision"
    return f"{kind} {decision.number}: {_sentence(decision.words)}"


def _action_words(action: NewAction, names: _Names) -> str:
    owner, day = names.owner(action.owner), day_in_words(action.due_on)
    return f"Action for {owner}, by {day}: {_sentence(action.what)}"


def arising_words(each: Arising) -> str:
    """What the minutes say of it under matters arising, with the reason."""
    said = f"Action {each.number}: {_sentence(each.what)}".rstrip(": ")
    verb = "done"
    if each.was_due_on and each.now_due_on:
        was, now = day_in_words(each.was_due_on), day_in_words(each.now_due_on)
        verb = f"carried forward from {was} to {now}"
    if not each.what:
        return f"{said} is {verb}."
    return f"{said} {verb[0].upper()}{verb[1:]}: {_sentence(each.words)}"


def _sentence(words: str) -> str:
    """The words with a full stop, unless they end a sentence already."""
    words = words.strip()
    return words if not words or words[-1] in ".?!…" else f"{words}."
