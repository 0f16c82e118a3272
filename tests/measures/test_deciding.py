"""What becomes of a figure that is sent beside the one on record."""

from dataclasses import replace
from decimal import Decimal

import pytest

from measures.period.deciding import (
    CHANGED,
    LEFT_EMPTY,
    SAY_WHY,
    TAKEN_AWAY,
    Action,
    Kept,
    Seen,
    Told,
    decide,
    seen_of,
)
from measures.recording import Entry

ON_RECORD = Told(Entry(5, 8, Decimal("63.0000")), status="provisional", narrative="Why.")
NOW, BEFORE, THE_FIRST = Seen(7, 3), Seen(7, 2), Seen(6, 3)
KEPT = Kept(ON_RECORD, NOW, is_signed_off=False)
SIGNED = replace(KEPT, is_signed_off=True)
#: As the page sends it back: the value is left to the counts.
AS_SHOWN = replace(ON_RECORD, entry=Entry(5, 8))
OTHER = replace(AS_SHOWN, entry=Entry(6, 8))
EMPTY = Told(status="provisional")


@pytest.mark.parametrize(
    ("sent", "kept", "seen", "shown", "action"),
    [
        (EMPTY, None, None, None, Action.NOTHING),
        (OTHER, None, None, None, Action.RECORD),
        (replace(EMPTY, narrative="Soon."), None, None, None, Action.RECORD),
        (AS_SHOWN, KEPT, NOW, None, Action.NOTHING),
        (ON_RECORD, KEPT, NOW, None, Action.NOTHING),
        (OTHER, KEPT, NOW, None, Action.CHANGE),
        (replace(AS_SHOWN, narrative="Now."), KEPT, NOW, None, Action.CHANGE),
        (replace(AS_SHOWN, status="final"), KEPT, NOW, None, Action.CHANGE),
        (replace(OTHER, reason="Two came late."), SIGNED, NOW, None, Action.CORRECT),
        (AS_SHOWN, SIGNED, NOW, None, Action.NOTHING),
        # Sent a second time: what it would save is there.
        (AS_SHOWN, KEPT, BEFORE, None, Action.NOTHING),
        (AS_SHOWN, KEPT, None, None, Action.NOTHING),
        # Not touched, though somebody else has changed it.
        (OTHER, KEPT, BEFORE, OTHER, Action.NOTHING),
        (EMPTY, KEPT, None, None, Action.NOTHING),
        # Not touched, though somebody else has taken it away.
        (AS_SHOWN, None, NOW, ON_RECORD, Action.NOTHING),
        # Sent a second time: a correction says of itself that it is one.
        (
            replace(OTHER, reason="Two came late."),
            Kept(replace(OTHER, status="revised"), NOW, is_signed_off=False),
            THE_FIRST,
            ON_RECORD,
            Action.NOTHING,
        ),
    ],
)
def test_what_is_done(sent, kept, seen, shown, action):
    found = decide(sent, kept=kept, seen=seen, shown=shown)
    assert (found.action, found.errors, found.is_conflict) == (action, {}, False)


@pytest.mark.parametrize(
    ("sent", "kept", "seen", "errors"),
    [
        (OTHER, KEPT, BEFORE, {"": CHANGED}),
        (OTHER, KEPT, None, {"": CHANGED}),
        (OTHER, KEPT, THE_FIRST, {"": CHANGED}),
        (OTHER, KEPT, Seen(0, 3), {"": CHANGED}),
        (OTHER, None, NOW, {"": TAKEN_AWAY}),
        (OTHER, SIGNED, NOW, {"reason": SAY_WHY}),
        (EMPTY, KEPT, NOW, {"": LEFT_EMPTY}),
    ],
)
def test_what_is_refused_and_where(sent, kept, seen, errors):
    found = decide(sent, kept=kept, seen=seen)
    assert (found.action, found.errors) == (Action.NOTHING, errors)
    assert found.is_conflict == (errors.get("") in {CHANGED, TAKEN_AWAY})


def test_a_figure_that_is_not_available_stands_in_the_place_of_one():
    gap = Told(Entry(not_available="Not counted"), status="provisional")
    assert decide(gap, kept=KEPT, seen=NOW).action is Action.CHANGE
    assert (
        decide(gap, kept=Kept(gap, Seen(1, 1), is_signed_off=False), seen=Seen(1, 1)).action
        is Action.NOTHING
    )


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("7.3", Seen(7, 3)),
        ("", None),
        (None, None),
        (0, None),
        (3, Seen(0, 3)),  # from before the figure was named
        ("3", Seen(0, 3)),
        ("7.0", None),
        ("7.3.1", None),
        ("-7.3", None),
        ("٧.٣", None),
        ("9" * 19 + ".1", None),
    ],
)
def test_what_somebody_saw_is_read_back(text, seen):
    assert seen_of(text) == seen
    assert seen is None or not seen.row or seen_of(str(seen)) == seen
