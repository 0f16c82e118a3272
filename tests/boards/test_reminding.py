"""When a matter is mentioned in a letter, and in which words."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boards import reminding
from boards.reminding import RHYTHMS, WORDINGS, Kind, Letter, Line, Matter
from councils.working_days import Calendar

LONDON = ZoneInfo("Europe/London")
DUE = date(2026, 6, 10)  # a Wednesday
LONG_AGO = datetime(2026, 1, 1, tzinfo=LONDON)
CALENDAR = Calendar()


def at(day: date, hour: int = 8) -> datetime:
    """A moment of a day in London."""
    return datetime.combine(day, time(hour), tzinfo=LONDON)


def matter(kind: Kind = Kind.ACTION, **other: object) -> Matter:
    """Something that is due on 10 June."""
    usual = {"address": "https://a.example/1/", "due_on": DUE, "began_at": LONG_AGO}
    return Matter(kind, **{**usual, "about": "Panel meeting", **other})


def days(start: int, end: int) -> list[date]:
    """The days from so many days after 10 June to so many."""
    return [DUE + timedelta(days=number) for number in range(start, end + 1)]


def mentioned(each: Matter, over: list[date]) -> list[int]:
    """On which days of these a daily letter mentions it, counted from its due day."""
    since, found = at(over[0] - timedelta(days=1)), []
    for day in over:
        if CALENDAR.is_working_day(day) and reminding.is_time(each, since=since, now=at(day)):
            found.append((day - each.due_on).days)
        since = at(day) if CALENDAR.is_working_day(day) else since
    return found


# When ---------------------------------------------------------------------------------------------


def test_an_action_is_mentioned_a_week_before_on_its_day_and_each_week_after() -> None:
    """The day after it was due is the first on which it is overdue."""
    assert mentioned(matter(), days(-20, 20)) == [-7, 0, 1, 8, 15]


def test_papers_are_mentioned_each_working_day_while_they_are_late() -> None:
    """The weekend between is left out."""
    assert mentioned(matter(Kind.PAPERS), days(-10, 7)) == [-7, -2, 0, 1, 2, 5, 6, 7]


def test_a_day_that_is_closed_is_made_up_for_on_the_next_that_is_not() -> None:
    """A week before Saturday 13 June is a Saturday: it is mentioned on the Monday after."""
    saturday = matter(due_on=date(2026, 6, 13))
    assert mentioned(saturday, days(-10, 12)) == [-5, 2, 9]


def test_what_begins_to_wait_after_its_day_is_mentioned_once_all_the_same() -> None:
    """Set on Tuesday afternoon for Thursday, after that day's letter went out."""
    late = matter(due_on=date(2026, 6, 11), began_at=at(date(2026, 6, 9), 15))
    assert not reminding.is_time(late, since=at(DUE - timedelta(days=1)), now=at(date(2026, 6, 9)))
    assert mentioned(late, days(-1, 3)) == [-1, 0, 1]


def test_the_first_letter_of_all_names_all_that_waits() -> None:
    """And so does the one after reminders were off for a time."""
    assert reminding.is_time(matter(), since=None, now=at(DUE - timedelta(days=3)))
    assert reminding.is_time(matter(), since=LONG_AGO, now=at(DUE + timedelta(days=3)))
    assert not reminding.is_time(matter(), since=None, now=at(DUE - timedelta(days=8)))


def test_before_seven_the_day_has_not_begun() -> None:
    """Nothing of a day is mentioned before."""
    assert not reminding.is_time(matter(), since=at(DUE, 0), now=at(DUE, 6))


@given(
    kind=st.sampled_from(list(Kind)),
    sent=st.sets(st.integers(-25, 40), min_size=1, max_size=12).map(sorted),
)
def test_whatever_days_letters_go_out_nothing_is_lost_and_nothing_said_twice(
    kind: Kind, sent: list[int]
) -> None:
    """Against the plain list of its days: a letter mentions it exactly if one lies since the last."""
    each = matter(kind)
    rhythm = RHYTHMS[kind]
    own = {-number for number in rhythm.before} | set(range(1, 60, rhythm.again))
    last = -26
    for number in sent:
        day = DUE + timedelta(days=number)
        since = at(DUE + timedelta(days=last))
        wanted = any(last < mark <= number for mark in own)
        assert reminding.is_time(each, since=since, now=at(day)) == wanted
        last = number


# Which days letters go out ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (at(date(2026, 6, 13)), "No reminders go out on a Saturday."),
        (
            at(date(2026, 5, 25)),
            "No reminders go out on a bank holiday (Spring Bank Holiday).",
        ),
        (at(DUE, 6), "Reminders go out between 7 in the morning and 7 in the evening."),
        (at(DUE, 19), "Reminders go out between 7 in the morning and 7 in the evening."),
        (at(DUE, 7), ""),
        (at(DUE, 18), ""),
    ],
)
def test_letters_go_out_in_the_day_of_a_working_day(now: datetime, words: str) -> None:
    """The sentence says why not."""
    assert reminding.why_not_now(now, CALENDAR) == words


def test_a_day_the_council_is_closed_has_no_letters() -> None:
    """Its own days count as bank holidays do."""
    closed = Calendar(closures=frozenset({DUE}))
    assert "a day the council is closed" in reminding.why_not_now(at(DUE), closed)


# In which words -----------------------------------------------------------------------------------


def said(*matters: Matter, on: date) -> list[str]:
    """The sentences of a first letter on a day."""
    return [line.words for line in reminding.lines(matters, since=None, now=at(on))]


def test_what_is_dealt_with_on_one_page_is_one_line() -> None:
    """The overdue first, then what is still in time."""
    other = matter(due_on=date(2026, 6, 12))
    late = matter(due_on=date(2026, 6, 1))
    assert said(matter(), on=DUE) == ["You have an action to do by Wednesday 10 June 2026."]
    assert said(other, matter(), late, on=DUE) == [
        "You have an action that is overdue. It was due on Monday 1 June 2026.",
        "You have 2 actions to do, the first by Wednesday 10 June 2026.",
    ]
    assert said(other, matter(), on=date(2026, 6, 15)) == [
        "You have 2 actions that are overdue, the first since Wednesday 10 June 2026."
    ]


@pytest.mark.parametrize(
    ("kind", "in_time", "late"),
    [
        (
            Kind.PAPERS,
            "The papers for the Panel meeting go out by {day}.",
            "The papers for the Panel meeting are late. They were to go out by {day}.",
        ),
        (
            Kind.MINUTES,
            "The minutes of the Panel meeting go round by {day}.",
            "The minutes of the Panel meeting are late. They were to go round by {day}.",
        ),
        (
            Kind.REPLY,
            "Please say whether you are coming to the Panel meeting.",
            "Please say whether you are coming to the Panel meeting.",
        ),
    ],
)
def test_each_kind_has_words_for_being_in_time_and_late(
    kind: Kind, in_time: str, late: str
) -> None:
    """Where being late says nothing else, they are the same."""
    day = "Wednesday 10 June 2026"
    assert said(matter(kind), on=DUE) == [in_time.format(day=day)]
    assert said(matter(kind), on=DUE + timedelta(days=1)) == [late.format(day=day)]


def test_every_kind_has_its_rhythm_and_its_words() -> None:
    """Whatever is added to the list of kinds."""
    assert set(RHYTHMS) == set(WORDINGS) == set(Kind)


def test_a_letter_says_how_much_waits_where_and_how_to_stop_it() -> None:
    """The subject says nothing of what it is."""
    line = Line("You have an action to do by Wednesday 10 June 2026.", "https://a.example/1/")
    made = reminding.letter("Jo", [("Ourshire", [line])], switch="https://a.example/off/")
    assert made == Letter(
        "1 thing waits for you",
        """Hello Jo,

1 thing waits for you.

Ourshire

You have an action to do by Wednesday 10 June 2026.
https://a.example/1/

You get one message a day at most. If you do not want them, switch them off here:
https://a.example/off/
""",
    )
    two = reminding.letter("Jo", [("A", [line]), ("B", [line])], switch="x")
    assert two.subject == "2 things wait for you"
