"""Who is responsible for a promise: what may be written as a role, and what a new role changes."""

from datetime import date

import pytest

from pledges.ownership import Held, Step, succession, why_not_role

JUNE, JULY = date(2026, 6, 1), date(2026, 7, 1)
FOSTERING, CARE = "Head of Fostering", "Head of Care"


@pytest.mark.parametrize(
    "role",
    [
        *(FOSTERING, "Lead Member for Children", "16+ Team Manager", "Service Director, Children"),
        *("Councillor who leads on children", "Dr", "Mission lead", "Head of Drama", "Head"),
    ],
)
def test_a_role_is_taken_as_it_is(role):
    assert why_not_role(role) == ""


@pytest.mark.parametrize(
    "role",
    [
        *("Ms Holt", "Mr. Bell", "Dr Grant, Lead Nurse", "Head of Care (Mrs Abbott)"),
        *("head.of.care@example.org", "Head of Care 01632 960 001", "Miss Ann Cole"),
    ],
)
def test_a_name_or_a_way_to_reach_somebody_is_refused(role):
    assert why_not_role(role) == (
        "Write a role, such as “Head of Fostering”: not somebody’s name, number or address."
    )


@pytest.mark.parametrize(
    ("last", "role", "from_day", "step"),
    [
        (None, FOSTERING, JUNE, Step.BEGINS),
        (Held(FOSTERING, JUNE), FOSTERING, JUNE, Step.STAYS),
        (Held(FOSTERING, JUNE), FOSTERING, JULY, Step.STAYS),
        (Held(FOSTERING, JUNE, date(2026, 7, 31)), FOSTERING, JULY, Step.STAYS),
        (Held(FOSTERING, JUNE), CARE, JUNE, Step.REPLACES),
        (Held(FOSTERING, JUNE, JUNE), CARE, JUNE, Step.REPLACES),
        (Held(FOSTERING, JUNE), CARE, JULY, Step.FOLLOWS),
        (Held(FOSTERING, JUNE, JULY), CARE, JULY, Step.FOLLOWS),
        (Held(FOSTERING, JUNE, date(2026, 6, 30)), CARE, JULY, Step.BEGINS),
        (Held(FOSTERING, JUNE, date(2026, 6, 30)), FOSTERING, JULY, Step.BEGINS),
    ],
)
def test_what_a_new_role_changes(last, role, from_day, step):
    change = succession(last, role, from_day)
    assert (change.step, change.refused) == (step, "")


@pytest.mark.parametrize("role", [FOSTERING, CARE])
def test_nothing_is_put_before_what_was_decided(role):
    change = succession(Held(FOSTERING, JULY), role, JUNE)
    assert change.step is Step.REFUSED
    assert change.refused == (
        "“Head of Fostering” is named from 1 July 2026. Choose that day or a later one."
    )
