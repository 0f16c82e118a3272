"""What becomes of a figure that is sent beside the one on record."""

from dataclasses import replace
from decimal import Decimal

import pytest

from measures.period.deciding import (
    CHANGED,
    LEFT_EMPTY,
    SAY_WHY,
    Action,
    Kept,
    Told,
    decide,
)
from measures.recording import Entry

ON_RECORD = Told(Entry(5, 8, Decimal("63.0000")), status="provisional", narrative="Why.")
KEPT = Kept(ON_RECORD, version=3, is_signed_off=False)
SIGNED = replace(KEPT, is_signed_off=True)
#: As the page sends it back: the value is left to the counts.
AS_SHOWN = replace(ON_RECORD, entry=Entry(5, 8))
OTHER = replace(AS_SHOWN, entry=Entry(6, 8))
EMPTY = Told(status="provisional")


@pytest.mark.parametrize(
    ("sent", "kept", "seen", "shown", "action"),
    [
        (EMPTY, None, 0, None, Action.NOTHING),
        (OTHER, None, 0, None, Action.RECORD),
        (replace(EMPTY, narrative="Soon."), None, 0, None, Action.RECORD),
        (AS_SHOWN, KEPT, 3, None, Action.NOTHING),
        (ON_RECORD, KEPT, 3, None, Action.NOTHING),
        (OTHER, KEPT, 3, None, Action.CHANGE),
        (replace(AS_SHOWN, narrative="Now."), KEPT, 3, None, Action.CHANGE),
        (replace(AS_SHOWN, status="final"), KEPT, 3, None, Action.CHANGE),
        (replace(OTHER, reason="Two came late."), SIGNED, 3, None, Action.CORRECT),
        (AS_SHOWN, SIGNED, 3, None, Action.NOTHING),
        # Sent a second time: what it would save is there.
        (AS_SHOWN, KEPT, 2, None, Action.NOTHING),
        (AS_SHOWN, KEPT, 0, None, Action.NOTHING),
        # Not touched, though somebody else has changed it.
        (OTHER, KEPT, 2, OTHER, Action.NOTHING),
        (EMPTY, KEPT, 0, None, Action.NOTHING),
    ],
)
def test_what_is_done(sent, kept, seen, shown, action):
    found = decide(sent, kept=kept, seen=seen, shown=shown)
    assert (found.action, found.errors, found.is_conflict) == (action, {}, False)


@pytest.mark.parametrize(
    ("sent", "kept", "seen", "errors"),
    [
        (OTHER, KEPT, 2, {"": CHANGED}),
        (OTHER, KEPT, 0, {"": CHANGED}),
        (OTHER, SIGNED, 3, {"reason": SAY_WHY}),
        (EMPTY, KEPT, 3, {"": LEFT_EMPTY}),
    ],
)
def test_what_is_refused_and_where(sent, kept, seen, errors):
    found = decide(sent, kept=kept, seen=seen)
    assert (found.action, found.errors) == (Action.NOTHING, errors)
    assert found.is_conflict == (errors.get("") == CHANGED)


def test_a_figure_that_is_not_available_stands_in_the_place_of_one():
    gap = Told(Entry(not_available="Not counted"), status="provisional")
    assert decide(gap, kept=KEPT, seen=3).action is Action.CHANGE
    assert decide(gap, kept=Kept(gap, 1, is_signed_off=False), seen=1).action is Action.NOTHING
