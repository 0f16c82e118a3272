"""R17: the seven links of a promise, each there, out of date or missing."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledges.thread import Deed, Held, Link, Strands, Thread, months_after, thread

TODAY = date(2026, 6, 10)
WHOLE = Strands(
    owner="Head of Fostering",
    has_measure=True,
    measured_on=date(2026, 3, 31),
    asked_on=date(2026, 5, 1),
    decided_on=date(2026, 5, 20),
    decision_followed=True,
    deeds=(Deed(date(2026, 6, 1), date(2026, 5, 30)),),
    told_on=date(2026, 6, 2),
)


def held(known: Strands, link: Link) -> Held:
    """How one link stands."""
    return next(each.held for each in thread(known, TODAY).strands if each.link is link)


def test_seven_of_seven() -> None:
    whole = thread(WHOLE, TODAY)
    assert [each.link for each in whole.strands] == list(Link)
    assert whole.words == "7 of 7: it holds."
    assert whole.gaps == ()


def test_the_sentence_of_the_specification() -> None:
    """Five of seven: what came of it is not known, and nobody has been told."""
    known = replace(WHOLE, deeds=(Deed(date(2026, 7, 1)),), told_on=None)
    assert thread(known, TODAY).words == "5 of 7: nobody has told you what happened."


def test_nothing_is_known() -> None:
    nothing = thread(Strands(), TODAY)
    assert nothing.words == "0 of 7: nobody has told you what happened."
    assert {each.held for each in nothing.strands} == {Held.MISSING}


@pytest.mark.parametrize(
    ("change", "link", "expected"),
    [
        ({"owner": ""}, Link.OWNER, Held.MISSING),
        ({"has_measure": False, "measured_on": None}, Link.MEASURE, Held.MISSING),
        ({"measured_on": None}, Link.MEASURE, Held.MISSING),
        ({"measure_is_late": True}, Link.MEASURE, Held.STALE),
        ({"measured_on": None, "measure_is_late": True}, Link.MEASURE, Held.STALE),
        ({"asked_on": None}, Link.VERDICT, Held.MISSING),
        ({"asked_on": date(2025, 6, 10)}, Link.VERDICT, Held.PRESENT),
        ({"asked_on": date(2025, 6, 9)}, Link.VERDICT, Held.STALE),
        ({"decided_on": None}, Link.DECISION, Held.MISSING),
        (
            {"decided_on": date(2025, 12, 10), "decision_followed": False},
            Link.DECISION,
            Held.PRESENT,
        ),
        ({"decided_on": date(2025, 12, 9), "decision_followed": False}, Link.DECISION, Held.STALE),
        ({"decided_on": date(2025, 12, 9)}, Link.DECISION, Held.PRESENT),
        ({"deeds": ()}, Link.ACTION, Held.MISSING),
        ({"deeds": (Deed(TODAY),)}, Link.ACTION, Held.PRESENT),
        ({"deeds": (Deed(date(2026, 6, 9)),)}, Link.ACTION, Held.STALE),
        (
            {"deeds": (Deed(date(2026, 6, 9)), Deed(TODAY, TODAY))},
            Link.ACTION,
            Held.STALE,
        ),
        ({"deeds": (Deed(date(2026, 6, 9), TODAY),)}, Link.ACTION, Held.PRESENT),
        ({"deeds": (Deed(TODAY),)}, Link.IMPACT, Held.MISSING),
        ({"told_on": None}, Link.TOLD_BACK, Held.MISSING),
        ({"told_on": date(2026, 5, 19)}, Link.TOLD_BACK, Held.STALE),
        ({"told_on": date(2026, 5, 20)}, Link.TOLD_BACK, Held.PRESENT),
        ({"told_on": date(2020, 1, 1), "decided_on": None}, Link.TOLD_BACK, Held.PRESENT),
    ],
)
def test_each_link_at_its_limits(change: dict, link: Link, expected: Held) -> None:
    assert held(replace(WHOLE, **change), link) is expected


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2025, 8, 31), 6, date(2026, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 1, 15), 6, date(2026, 7, 15)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 10, 31), 1, date(2026, 11, 30)),
    ],
)
def test_months_after(day: date, months: int, then: date) -> None:
    assert months_after(day, months) == then


DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
MAYBE = st.none() | DAYS
ANY = st.builds(
    Strands,
    owner=st.sampled_from(["", "Director"]),
    has_measure=st.booleans(),
    measured_on=MAYBE,
    measure_is_late=st.booleans(),
    asked_on=MAYBE,
    decided_on=MAYBE,
    decision_followed=st.booleans(),
    deeds=st.lists(st.builds(Deed, DAYS, MAYBE), max_size=3).map(tuple),
    told_on=MAYBE,
)


@given(ANY, DAYS)
def test_it_never_gets_better_by_waiting(known: Strands, today: date) -> None:
    """A link that is there may go out of date; of itself nothing comes back, nor goes missing."""
    now, later = thread(known, today), thread(known, today + timedelta(days=400))
    for before, after in zip(now.strands, later.strands, strict=True):
        assert after.held in {before.held, Held.STALE}
        assert (before.held is Held.MISSING) == (after.held is Held.MISSING)


@given(ANY, DAYS)
def test_what_is_counted_and_what_is_said_agree(known: Strands, today: date) -> None:
    found: Thread = thread(known, today)
    assert found.held + len(found.gaps) == len(found.strands) == len(Link)
    assert found.words.startswith(f"{found.held} of 7: ")
    assert all(each.gap for each in found.gaps)
