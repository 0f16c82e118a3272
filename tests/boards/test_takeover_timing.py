"""The clock of a meeting that young people chair, and what became of the minutes they were promised."""

from datetime import UTC, date, datetime, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from boards.takeover.timing import (
    CANCELLED,
    MOVES,
    NOT_NOW,
    TOO_LATE,
    Clock,
    Move,
    Phase,
    Slot,
    ends_at,
    in_minutes,
    kept_words,
    left_words,
    read_clock,
    why_no_clock,
    why_not,
)

START = datetime(2026, 12, 2, 17, 30, tzinfo=UTC)
DAY = date(2026, 12, 2)
OPENING, OWN, HOMES, CLOSE = (
    Slot(1, "Apologies", 5),
    Slot(2, "Questions", 20, protected=True),
    Slot(3, "Homes", 30),
    Slot(4, "Any other business", 5),
)
AGENDA = (OPENING, OWN, HOMES, CLOSE)


def at(minutes: float) -> datetime:
    """So many minutes after the start."""
    return START + timedelta(minutes=minutes)


def clock(*began: float, now: float | None = None, ended: float | None = None, **more) -> Clock:
    """The clock where the first items began at these minutes."""
    agenda = more.get("agenda", AGENDA)
    return read_clock(
        agenda,
        [(slot.key, at(minutes)) for slot, minutes in zip(agenda, began, strict=False)],
        ended_at=None if ended is None else at(ended),
        now=None if now is None else at(now),
        ends_at=at(more.get("slot", 60)),
    )


def test_before_it_begins() -> None:
    """The first item is next, and nothing is counted."""
    read = clock(now=0)
    assert (read.phase, read.step, read.place, read.next) == (Phase.WAITING, 0, 0, OPENING)
    assert (read.now, read.left_words, read.hurry_words) == (None, "", "")
    assert read.promise_words == "Your own time is still to come: 20 minutes."


def test_an_item_takes_until_the_next_begins() -> None:
    read = clock(0, 4, now=10)
    assert [each.seconds for each in read.taken] == [240, 360, None, None]
    assert (read.phase, read.step, read.place) == (Phase.RUNNING, 2, 2)
    assert (read.now.slot, read.next, read.left_words) == (OWN, HOMES, "14 minutes left")
    assert read.promise_words == "This is your own time: 20 minutes."
    assert not read.is_over_time


def test_the_last_item_has_no_next() -> None:
    assert clock(0, 5, 25, 55, now=56).next is None


def test_the_meeting_s_end_ends_the_last_item() -> None:
    read = clock(0, 5, 19, 55, now=90, ended=60)
    assert (read.phase, read.step, read.now) == (Phase.OVER, 5, None)
    assert [each.words for each in read.taken] == [
        *("5 minutes", "14 minutes", "36 minutes (6 over)", "5 minutes")
    ]
    assert read.promise_words == "You were promised 20 minutes. You had 14. That is 6 too few."
    assert read.given == {2: 14}


def test_an_end_before_the_last_item_began_takes_nothing_away() -> None:
    """A clerk may write down an earlier one."""
    assert clock(0, 5, 25, 55, ended=50).taken[3].seconds == 0


def test_own_time_that_was_never_reached() -> None:
    read = clock(0, ended=60)
    assert read.promise_words == "You were promised 20 minutes. You had none."
    assert (read.taken[1].words, read.given) == ("not reached", {2: 0})


def test_own_time_once_it_is_over() -> None:
    read = clock(0, 5, 20, now=21)
    assert read.promise_words == "Your own time is over: you had 15 of 20 minutes."


def test_own_time_that_was_passed_over() -> None:
    """An item put in later may stand before the one that is on."""
    read = read_clock(AGENDA, [(3, at(0))], ended_at=None, now=at(1), ends_at=at(60))
    assert read.promise_words == "Your own time is over: you had 0 of 20 minutes."


def test_nobody_pressed_the_end() -> None:
    """On a later day the last item's time is not known, and the others' is."""
    read = clock(0, 5, 25, 55)
    assert (read.taken[3].seconds, read.taken[3].words) == (
        *(None, "nobody pressed the button at the end"),
    )
    assert read.promise_words == "You were promised 20 minutes. You had 20. The promise was kept."
    assert clock(0, 5).promise_words == (
        "You were promised 20 minutes. Nobody wrote down what you had."
    )
    assert clock(0).promise_words == "You were promised 20 minutes. You had none."


def test_an_agenda_without_own_time_promises_nothing() -> None:
    read = clock(0, now=1, agenda=(OPENING, HOMES))
    assert (read.promise_words, read.hurry_words, read.given) == ("", "", {})


def test_an_empty_agenda() -> None:
    read = clock(now=0, agenda=())
    assert (read.phase, read.next, read.taken) == (Phase.WAITING, None, ())


@pytest.mark.parametrize(
    ("began", "now", "slot", "left"),
    [
        ((0,), 0, 60, None),
        ((0,), 40, 60, None),  # exactly enough: the item before has had its time
        ((0,), 41, 60, 19),
        ((0,), 4, 25, None),
        ((0,), 4, 24, 19),  # a minute of the item before is still to come
        ((0,), 70, 60, 0),
        ((0, 5), 55, 60, None),  # it is on
    ],
)
def test_it_says_when_own_time_is_in_danger(began, now, slot, left) -> None:
    words = clock(*began, now=now, slot=slot).hurry_words
    expected = f"only {left} of your 20 minutes are left." if left is not None else ""
    assert expected in words
    assert bool(words) is (left is not None)


def test_the_danger_counts_all_that_stands_before() -> None:
    agenda = (OPENING, HOMES, OWN)
    assert clock(0, now=0, slot=55, agenda=agenda).hurry_words == ""
    assert "only 19 of" in clock(0, now=0, slot=54, agenda=agenda).hurry_words


@pytest.mark.parametrize(
    ("minutes", "seconds", "words"),
    [
        (10, 0, "10 minutes left"),
        (10, 1, "10 minutes left"),
        (10, 60, "9 minutes left"),
        (10, 541, "1 minute left"),
        (10, 600, "Time is up"),
        (10, 659, "Time is up"),
        (10, 660, "1 minute over"),
        (10, 720, "2 minutes over"),
        (0, 120, "2 minutes so far"),
        (10, None, "10 minutes left"),
    ],
)
def test_what_is_left_in_words(minutes, seconds, words) -> None:
    assert left_words(minutes, seconds) == words


@pytest.mark.parametrize(("now", "over"), [(4, False), (5, True), (9, True)])
def test_over_time(now, over) -> None:
    assert clock(0, now=now).is_over_time is over


@pytest.mark.parametrize(
    ("promised", "had", "words"),
    [
        (20, 14, "You were promised 20 minutes. You had 14. That is 6 too few."),
        (20, 20, "You were promised 20 minutes. You had 20. The promise was kept."),
        (20, 25, "You were promised 20 minutes. You had 25. The promise was kept."),
        (20, 0, "You were promised 20 minutes. You had none."),
        (1, 1, "You were promised 1 minute. You had 1. The promise was kept."),
    ],
)
def test_whether_the_promise_was_kept(promised, had, words) -> None:
    assert kept_words(promised, had) == words


@pytest.mark.parametrize(
    ("seconds", "minutes"), [(0, 0), (29, 0), (30, 1), (869, 14), (870, 15), (1199, 20)]
)
def test_minutes_are_rounded_halves_up(seconds, minutes) -> None:
    """What is said and what is judged are one figure."""
    assert in_minutes(seconds) == minutes


@pytest.mark.parametrize(("phase", "move"), list(product(Phase, Move)))
def test_every_button_in_every_phase(phase, move) -> None:
    allowed = {
        *((Phase.WAITING, Move.START), (Phase.RUNNING, Move.NEXT)),
        *((Phase.RUNNING, Move.BACK), (Phase.OVER, Move.BACK)),
    }
    assert why_not(phase, move) == ("" if (phase, move) in allowed else NOT_NOW[phase])
    assert set(MOVES) == set(Phase)


@pytest.mark.parametrize(
    ("ended", "said"), [(60, ""), (70, ""), (70 + 1 / 60, TOO_LATE), (300, TOO_LATE)]
)
def test_the_end_is_undone_for_ten_minutes(ended, said) -> None:
    """What had ended at 60; later somebody would only press it by mistake."""
    read = clock(0, 5, 25, 55, now=ended, ended=60)
    assert read.why_not(Move.BACK) == said
    assert read.why_not(Move.NEXT) == NOT_NOW[Phase.OVER]


def test_on_another_day_nothing_is_said_of_the_end() -> None:
    assert clock(0, 5, 25, 55, now=None, ended=60).since_end is None


@pytest.mark.parametrize(
    ("today", "cancelled", "words"),
    [
        (DAY, False, ""),
        (DAY, True, CANCELLED),
        (
            DAY - timedelta(days=1),
            False,
            "This meeting is on Wednesday 2 December 2026. Come back on that day to start it.",
        ),
        (
            DAY + timedelta(days=1),
            False,
            "This meeting was on Wednesday 2 December 2026. Its clock has stopped.",
        ),
    ],
)
def test_the_clock_runs_on_the_meetings_own_day(today, cancelled, words) -> None:
    assert why_no_clock(DAY, today=today, cancelled=cancelled) == words


def test_when_its_time_is_up() -> None:
    assert ends_at(START, 90) == at(90)


def test_the_time_is_up_after_so_many_real_minutes_when_the_clocks_go_back() -> None:
    """On 25 October 2026 the hour from one to two comes twice."""
    starts = datetime(2026, 10, 25, 0, 30, tzinfo=ZoneInfo("Europe/London"))
    assert ends_at(starts, 120) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
