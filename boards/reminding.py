"""What a person is reminded of by mail, when, and in which words: a link, and nothing of what it says.

Everything a person is reminded of on a day goes into one letter. A matter has days on which it is
mentioned: some before it is due, and then again and again while it is late. It is in the first
letter after such a day, so that a day on which no letter went out loses nothing, and what was
mentioned is not mentioned again the day after. Letters go out on the council's working days, from 7
in the morning to 7 in the evening.

That nothing of a paper, an action or a question stands in a mail, and these rhythms, are this
product's own rules: mail is read on telephones that others see.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import groupby

from councils.working_days import Calendar, day_in_words

EARLIEST, LATEST = time(7), time(19)


class Kind(StrEnum):
    """What kind of thing waits for a person; letters list them in this order."""

    ACTION = "action"
    BROKEN = "broken"
    KEY = "key"
    REPLY = "reply"
    HEADS = "heads"
    REPORT = "report"
    PAPERS = "papers"
    MINUTES = "minutes"
    SAID_DONE = "said_done"
    PASSED = "passed"
    DUTY = "duty"
    FIGURE = "figure"


@dataclass(frozen=True, slots=True)
class Rhythm:
    """When a matter is mentioned: so many days before it is due, and every so many days when late."""

    before: tuple[int, ...]
    again: int


@dataclass(frozen=True, slots=True)
class Wording:
    """How a kind of matter is put, for one and for several, in time and late.

    The words may name how `many` there are, the `day` the first is due, and what it is `about`.
    """

    one: str
    several: str = ""
    one_late: str = ""
    several_late: str = ""

    def of(self, *, many: int, late: bool) -> str:
        """The words that fit; what has none for being late, or for several, says the same."""
        if many == 1:
            return (late and self.one_late) or self.one
        return (late and self.several_late) or self.several or self.one


RHYTHMS = {
    Kind.ACTION: Rhythm(before=(7, 0), again=7),
    Kind.BROKEN: Rhythm(before=(7, 2, 0), again=7),
    Kind.KEY: Rhythm(before=(0,), again=14),
    Kind.REPLY: Rhythm(before=(14, 7, 2), again=7),
    Kind.HEADS: Rhythm(before=(14, 7, 2), again=7),
    Kind.REPORT: Rhythm(before=(7, 2, 0), again=1),
    Kind.PAPERS: Rhythm(before=(7, 2, 0), again=1),
    Kind.MINUTES: Rhythm(before=(3, 0), again=7),
    Kind.SAID_DONE: Rhythm(before=(0,), again=7),
    Kind.PASSED: Rhythm(before=(0,), again=14),
    Kind.DUTY: Rhythm(before=(28, 7, 0), again=28),
    Kind.FIGURE: Rhythm(before=(28, 7, 0), again=14),
}
WORDINGS = {
    Kind.ACTION: Wording(
        "You have an action to do by {day}.",
        "You have {many} actions to do, the first by {day}.",
        "You have an action that is overdue. It was due on {day}.",
        "You have {many} actions that are overdue, the first since {day}.",
    ),
    Kind.BROKEN: Wording(
        "Something that was promised is said to be broken. An answer is due by {day}.",
        "{many} things that were promised are said to be broken. The first answer is due by {day}.",
    ),
    Kind.KEY: Wording(
        "Something that was said to be broken has come to its end: it waits for the two keys.",
        "{many} things that were said to be broken have come to their end: they wait for the two keys.",
    ),
    Kind.REPLY: Wording("Please say whether you are coming to the {about}."),
    Kind.HEADS: Wording("Please say how many young people are coming to the {about}."),
    Kind.REPORT: Wording(
        "Your report for the {about} is due by {day}.",
        "Your {many} reports for the {about} are due by {day}.",
        "Your report for the {about} is late. It was due by {day}.",
        "Your {many} reports for the {about} are late. They were due by {day}.",
    ),
    Kind.PAPERS: Wording(
        "The papers for the {about} go out by {day}.",
        one_late="The papers for the {about} are late. They were to go out by {day}.",
    ),
    Kind.MINUTES: Wording(
        "The minutes of the {about} go round by {day}.",
        one_late="The minutes of the {about} are late. They were to go round by {day}.",
    ),
    Kind.SAID_DONE: Wording(
        "Somebody says that an action of the {about} is done. Please close it, or ask back.",
        "{many} actions of the {about} are said to be done. Please close them, or ask back.",
    ),
    Kind.PASSED: Wording(
        "Something was passed up to the {about}. Please find it a place on an agenda.",
        "{many} things were passed up to the {about}. Please find them a place on an agenda.",
    ),
    Kind.DUTY: Wording(
        "The {about} owes something by {day}.",
        "The {about} owes {many} things, the first by {day}.",
        "The {about} owes something that is overdue since {day}.",
        "The {about} owes {many} things that are overdue, the first since {day}.",
    ),
    Kind.FIGURE: Wording(
        "A figure for the {about} is to be recorded by {day}.",
        "{many} figures for the {about} are to be recorded, the first by {day}.",
        "A figure for the {about} is overdue. It was due by {day}.",
        "{many} figures for the {about} are overdue. The first was due by {day}.",
    ),
}


@dataclass(frozen=True, slots=True)
class Matter:
    """Something that waits for a person: its page, its day, and the moment since when it waits.

    `about` names a body, its meeting or a period, never what is dealt with there.
    """

    kind: Kind
    address: str
    due_on: date
    began_at: datetime
    about: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a letter: a sentence and the address where it is dealt with."""

    words: str
    address: str


@dataclass(frozen=True, slots=True)
class Letter:
    """The one message a person gets on a day."""

    subject: str
    text: str


def why_not_now(now: datetime, calendar: Calendar) -> str:
    """Why no letter of a council goes out at this (local) moment; empty where it does."""
    if closed := calendar.why_closed(now.date()):
        return f"No reminders go out on {closed}."
    if not EARLIEST <= now.time() < LATEST:
        return "Reminders go out between 7 in the morning and 7 in the evening."
    return ""


def mentioned_on(matter: Matter, today: date) -> date | None:
    """The latest day up to today on which the matter is mentioned; None before the first."""
    rhythm, late = RHYTHMS[matter.kind], (today - matter.due_on).days
    if late > 0:
        turns = (late - 1) // rhythm.again  # the first is the day after it was due
        return matter.due_on + timedelta(days=1 + turns * rhythm.again)
    days = [matter.due_on - timedelta(days=number) for number in rhythm.before]
    return max((day for day in days if day <= today), default=None)


def is_time(matter: Matter, *, since: datetime | None, now: datetime) -> bool:
    """Whether the matter is in a letter now, the last one having gone out at `since`.

    What began to wait after its day is mentioned all the same, once.
    """
    day = mentioned_on(matter, now.date())
    if day is None:
        return False
    moment = max(datetime.combine(day, EARLIEST, tzinfo=now.tzinfo), matter.began_at)
    return moment <= now and (since is None or moment > since)


def lines(matters: Iterable[Matter], *, since: datetime | None, now: datetime) -> list[Line]:
    """The lines of a letter: one for what is dealt with on one page, in one way."""
    today = now.date()

    def together(matter: Matter) -> tuple[int, bool, str, str]:
        late = matter.due_on < today and WORDINGS[matter.kind].one_late != ""
        return (list(Kind).index(matter.kind), not late, matter.about, matter.address)

    found = sorted((m for m in matters if is_time(m, since=since, now=now)), key=together)
    return [_line(list(group), today) for _, group in groupby(found, key=together)]


def _line(matters: Sequence[Matter], today: date) -> Line:
    first = min(matters, key=lambda matter: matter.due_on)
    many = len(matters)
    words = WORDINGS[first.kind].of(many=many, late=first.due_on < today)
    said = words.format(many=many, day=day_in_words(first.due_on), about=first.about)
    return Line(said, first.address)


def letter(name: str, councils: Sequence[tuple[str, Sequence[Line]]], *, switch: str) -> Letter:
    """The message of a day, council by council; `switch` is the page that stops them."""
    number = sum(len(found) for _, found in councils)
    things = "1 thing waits" if number == 1 else f"{number} things wait"
    parts = [f"Hello {name},", f"{things} for you."]
    for council, found in councils:
        parts.append(council)
        parts += [f"{line.words}\n{line.address}" for line in found]
    parts.append(
        "You get one message a day at most. If you do not want them, switch them off here:\n"
        f"{switch}"
    )
    return Letter(f"{things} for you", "\n\n".join(parts) + "\n")
