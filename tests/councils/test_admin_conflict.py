"""Two officers at one row: the second is shown what the first saved, and nothing is lost."""

from datetime import date

import pytest

from councils import admin_form
from councils.admin_form import SEEN
from councils.admin_site import CouncilAdmin
from councils.models import ClosureDay, Council
from councils.roles import Role
from councils.writing import Gone
from measures.models import Target
from tests.factories.councils import ClosureDayFactory
from tests.factories.measures import MeasureFactory, TargetFactory
from tests.journeys.visiting import Visitor
from tests.support.admin import CHANGED, at, officer, row_of
from tests.support.forms import as_sent
from tests.support.people import person
from tests.support.world import Furnished

FOUND = 302
SOMEBODY_ELSE = "Somebody else has changed this since you opened it."


@pytest.fixture
def ours(world) -> Furnished:
    """Our council."""
    return world.ours


@CHANGED
def test_every_form_knows_what_the_officer_saw(model_admin: CouncilAdmin, ours: Furnished) -> None:
    """What was saved meanwhile is not written over; who has been shown it may save."""
    client = officer(model_admin, "change", ours.council)
    row = row_of(model_admin.model, ours.council)
    page = at(model_admin.model, "change", row.pk)
    response = client.get(page)
    assert f'name="{SEEN}"' in response.content.decode()
    sent = as_sent(response.context["adminform"].form)
    refused = client.post(page, {SEEN: "what stood there once"})
    if refused.status_code == FOUND:  # an empty row: what was typed is what stands
        assert sent.keys() == {SEEN}
        return
    form = refused.context["adminform"].form
    assert str(form.non_field_errors()[0]).startswith(SOMEBODY_ELSE)
    assert form.data[SEEN] == sent[SEEN]


@pytest.fixture
def target(db) -> Target:  # noqa: ARG001
    """What a measure is to reach."""
    return TargetFactory(measure=MeasureFactory(), value=75, in_force_from=date(2020, 4, 1))


def test_the_second_of_two_officers_sees_both_and_decides(target: Target, today) -> None:  # noqa: ARG001
    first = Visitor(person(Role.KPI_OFFICER, target.council)).open(at(Target, "change", target.pk))
    second = first.copy()
    first.writes("Value", "80").press("Save").sees("was changed successfully")
    second.writes("Value", "70").writes("Tolerance", "3").press("Save").sees(SOMEBODY_ELSE)
    assert second.error_at("Value") == "Somebody else saved: 80"
    assert "Somebody else saved: 5" in second.error_at("Tolerance")
    assert second.reads_in("Value") == "70"
    target.refresh_from_db()
    assert (target.value, target.tolerance) == (80, 5)
    second.press("Save").sees("was changed successfully")
    target.refresh_from_db()
    assert (target.value, target.tolerance) == (70, 3)


def test_who_changes_nothing_that_the_other_did_not_is_told_too(db, today) -> None:  # noqa: ARG001
    """A reason written by one and a day moved by the other are looked at together."""
    day = ClosureDayFactory(day=date(2026, 12, 24), reason="Christmas Eve")
    council: Council = day.council
    first = Visitor(person(Role.CLERK, council)).open(at(ClosureDay, "change", day.pk))
    second = first.copy()
    first.writes("Reason", "Offices closed").press("Save").sees("was changed successfully")
    second.press("Save").sees(SOMEBODY_ELSE)
    assert "Somebody else saved: Offices closed" in second.error_at("Reason")
    day.refresh_from_db()
    assert day.reason == "Offices closed"


def test_the_same_form_sent_twice_is_no_conflict(target: Target, today) -> None:  # noqa: ARG001
    """A double click: what stands is what was typed."""
    officer = Visitor(person(Role.KPI_OFFICER, target.council))
    officer.open(at(Target, "change", target.pk)).writes("Value", "80").press_twice("Save")
    officer.sees("was changed successfully").does_not_see(SOMEBODY_ELSE)


def test_a_row_taken_away_meanwhile_is_said(target: Target, today, monkeypatch) -> None:  # noqa: ARG001
    """Between its being read and its being locked; nothing is saved."""
    officer = Visitor(person(Role.KPI_OFFICER, target.council))
    officer.open(at(Target, "change", target.pk)).writes("Value", "80")

    def gone(row: Target) -> None:  # noqa: ARG001
        raise Gone

    monkeypatch.setattr(admin_form, "lock", gone)
    officer.press("Save").sees("This is not here any more. Somebody else has taken it away.")
