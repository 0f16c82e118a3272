"""The officer's screen: counts in, percentages out, contradictions at their field, sign-off."""

from datetime import date
from decimal import Decimal

import pytest

from councils.models import Council, User
from councils.roles import Role
from measures.models import Observation
from measures.rating import ACTION_NEEDED
from measures.recording import Entry
from measures.services import correct_figure, record_figure, sign_off
from tests.factories.measures import DefinitionFactory, MeasureFactory, TargetFactory
from tests.journeys.visiting import Visitor
from tests.support.people import person

ADD = "/admin/measures/observation/add/"
IN_HOUSE = "Number and % of children placed with a Buckinghamshire /in house carer"
FOSTER = "Number and % of children in care living with foster families"
DAY = date(2021, 3, 31)


@pytest.fixture
def user(buckinghamshire: Council) -> User:
    """A KPI officer."""
    return person(Role.KPI_OFFICER, buckinghamshire)


@pytest.fixture
def officer(user: User) -> Visitor:
    """At the screen."""
    return Visitor(user)


def entered(officer: Visitor, measure: str, day: str = "31/03/2021", **fields: object) -> Visitor:
    """A new figure, sent."""
    officer.open(ADD).writes("Measure", measure).writes("At the end of the period", day)
    for label, value in fields.items():
        officer.writes(label.capitalize(), value)
    return officer.press("Save")


def figure(officer: Visitor, user: User, *, signed: bool) -> Observation:
    """350 of 492 in foster care, for 2021."""
    measure = Observation.objects.filter(measure__key="foster-families").first().measure
    made = record_figure(by=user, measure=measure, period_end=DAY, numerator=350, denominator=492)
    if signed:
        sign_off(by=user, figure=made)
    officer.open(f"/admin/measures/observation/{made.pk}/change/")
    return made


def test_the_percentage_is_worked_out_half_up(officer: Visitor) -> None:
    """5 of 8 are 62.5: shown as 63%."""
    entered(officer, FOSTER, numerator=5, denominator=8).sees("was added", "63% — 5 of 8")
    assert Observation.objects.get(period_end=DAY).value == 63


def test_the_contradiction_is_refused_at_its_field(officer: Visitor) -> None:
    """And with the other reason at the other field; what was typed stays."""
    entered(officer, IN_HOUSE, "31/03/2020", numerator=189, denominator=492, value=54)
    assert "189 of 492 is 38%, not 54%" in officer.error_at("Value")
    assert "is recorded as 350" in officer.error_at("Denominator")
    assert [officer.reads_in(field) for field in ("Numerator", "Denominator", "Value")] == [
        *("189", "492", "54")
    ]
    officer.does_not_see("was added")


@pytest.mark.parametrize(
    ("fields", "label", "words"),
    [
        ({"denominator": 8}, "Numerator", "Enter how many were counted."),
        ({"numerator": 8}, "Denominator", "Enter out of how many; it cannot be nought."),
        ({"numerator": 9, "denominator": 8}, "Numerator", "the part is bigger than the whole"),
        ({"numerator": "many", "denominator": 8}, "Numerator", "Enter a whole number."),
        ({"numerator": -1, "denominator": 8}, "Numerator", "greater than or equal to 0"),
    ],
)
def test_what_is_missing_or_wrong_is_said_at_its_field(
    officer: Visitor, fields: dict, label: str, words: str
) -> None:
    before = Observation.objects.count()
    entered(officer, FOSTER, **fields)
    assert words in officer.error_at(label)
    assert Observation.objects.count() == before


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("31/03/2027", "This day is still to come"),
        ("31/02/2021", "Enter a valid date."),
        ("31/03/2020", "There is a figure for this date already."),
    ],
)
def test_a_date_that_cannot_be_is_refused(officer: Visitor, day: str, words: str) -> None:
    entered(officer, "Number of care leavers", day, numerator=5).sees(words)
    officer.does_not_see("was added")


def test_an_unsigned_figure_is_changed_in_place(officer: Visitor, user: User) -> None:
    """Its value follows the counts, and the history keeps what it was."""
    made = figure(officer, user, signed=False)
    officer.writes("Numerator", 300).press("Save").sees("was changed successfully")
    made.refresh_from_db()
    assert (made.numerator, made.value, made.revision) == (300, 61, 0)
    assert made.history.count() == 2


def test_a_signed_off_figure_is_corrected_with_a_reason(officer: Visitor, user: User) -> None:
    """Without a reason it is refused; with one, a second figure stands and the first stays."""
    made = figure(officer, user, signed=True)
    officer.sees("The figure is signed off: it stays, and yours stands after it.")
    officer.writes("Numerator", 300).press("Save")
    assert "This field is required." in officer.error_at("Correction reason")
    officer.writes("Correction reason", "Fifty were counted twice.").press("Save")
    officer.sees("was changed successfully")
    newer = Observation.objects.get(measure=made.measure, period_end=DAY, revision=1)
    assert (newer.value, newer.correction_reason) == (61, "Fifty were counted twice.")
    made.refresh_from_db()
    assert (made.numerator, made.value) == (350, 71)


def test_what_will_be_done_about_a_red_figure_is_written_with_it(
    officer: Visitor, user: User
) -> None:
    """New, changed and corrected."""
    entered(officer, FOSTER, "31/03/2022", numerator=5, denominator=8)
    officer.sees("was added")
    made = figure(officer, user, signed=False)
    officer.writes("Corrective action", "Six more carers by May.").press("Save")
    made.refresh_from_db()
    assert made.corrective_action == "Six more carers by May."
    sign_off(by=user, figure=made)
    officer.open(f"/admin/measures/observation/{made.pk}/change/")
    officer.writes("Correction reason", "Miscounted.").writes("Corrective action", "Seven.")
    officer.press("Save").sees("was changed successfully")
    newer = Observation.objects.get(measure=made.measure, period_end=DAY, revision=1)
    assert newer.corrective_action == "Seven."


def test_what_is_told_of_a_correction_is_kept_in_one_kind_of_lines(
    officer: Visitor, user: User
) -> None:
    """A browser sends its own line ends; the period's screen compares with what is kept."""
    made = figure(officer, user, signed=True)
    officer.writes("Correction reason", "Miscounted.").writes("Numerator", 300)
    officer.writes("Narrative", " Fifty were here\r\nand there. ").press("Save")
    newer = Observation.objects.get(measure=made.measure, period_end=DAY, revision=1)
    assert newer.narrative == "Fifty were here\nand there."
    made.refresh_from_db()
    assert made.narrative == ""


@pytest.mark.parametrize("label", ["Narrative", "Corrective action"])
def test_what_is_told_is_no_longer_than_the_periods_screen_takes(
    officer: Visitor, user: User, label: str
) -> None:
    figure(officer, user, signed=False)
    officer.writes(label, "long " * 1001).press("Save")
    assert "at most 5000 characters" in officer.error_at(label)


def test_a_correction_sent_twice_is_one(officer: Visitor, user: User) -> None:
    made = figure(officer, user, signed=True)
    officer.writes("Correction reason", "Miscounted.").writes("Numerator", 300)
    officer.press_twice("Save").sees("This figure has been corrected already")
    assert Observation.objects.filter(measure=made.measure, period_end=DAY).count() == 2


def test_a_figure_that_was_corrected_is_left_as_it_is(officer: Visitor, user: User) -> None:
    made = figure(officer, user, signed=True)
    correct_figure(by=user, figure=made, entry=Entry(300, 492), reason="Miscounted.")
    officer.open(f"/admin/measures/observation/{made.pk}/change/")
    officer.writes("Correction reason", "Once more.").writes("Numerator", 301).press("Save")
    officer.sees("This figure has been corrected already: correct the newer one.")


@pytest.mark.parametrize("unit", ["rate", "average"])
def test_a_value_that_does_not_follow_from_its_counts_is_kept(
    buckinghamshire: Council, officer: Visitor, user: User, unit: str
) -> None:
    measure = MeasureFactory(council=buckinghamshire, unit=unit, position=900)
    counts = {"numerator": 492} if unit == "rate" else {"denominator": 40}
    what = {"measure": measure, "period_end": DAY, "value": Decimal("39.9")}
    made = record_figure(by=user, **what, **counts)
    officer.open(f"/admin/measures/observation/{made.pk}/change/")
    officer.writes("Narrative", "Why.").press("Save").sees("was changed successfully")
    made.refresh_from_db()
    assert (made.value, made.narrative) == (Decimal("39.9"), "Why.")
    officer.open(f"/admin/measures/observation/{made.pk}/change/")
    officer.writes("Value", "-1").press("Save")
    if unit == "rate":
        assert officer.error_at("Value").endswith("A value cannot be less than nought.")
    made.refresh_from_db()
    assert made.value == (Decimal("39.9") if unit == "rate" else -1)


def test_a_red_figure_by_haverings_rule_asks_for_a_corrective_action(officer: Visitor) -> None:
    """71% of 2020 was aimed at with 75: 63% is more than 10% off, and worse than a year ago."""
    measure = Observation.objects.filter(measure__key="foster-families").first().measure
    TargetFactory(measure=measure, havering=True, value=75, in_force_from=date(2020, 4, 1))
    entered(officer, FOSTER, numerator=5, denominator=8).sees(ACTION_NEEDED)
    made = Observation.objects.get(period_end=DAY)
    officer.open(f"/admin/measures/observation/{made.pk}/change/")
    officer.writes("Corrective action", "Six more carers by May.").press("Save")
    officer.sees("was changed successfully").does_not_see(ACTION_NEEDED)


def test_an_amber_figure_asks_for_none(officer: Visitor) -> None:
    measure = Observation.objects.filter(measure__key="foster-families").first().measure
    TargetFactory(measure=measure, havering=True, value=90, in_force_from=date(2020, 4, 1))
    entered(officer, FOSTER, numerator=6, denominator=8).sees("was added")
    officer.does_not_see(ACTION_NEEDED)


def test_the_second_of_two_officers_is_told(officer: Visitor, user: User) -> None:
    """And nothing of what the second typed is lost."""
    made = figure(officer, user, signed=False)
    second = officer.copy()
    officer.writes("Numerator", 300).press("Save")
    second.writes("Numerator", 400).press("Save")
    second.sees("Somebody else has changed this since you opened it.")
    assert second.reads_in("Numerator") == "400"
    made.refresh_from_db()
    assert made.numerator == 300


def test_chosen_figures_are_signed_off(officer: Visitor, user: User) -> None:
    """By the person who chose them."""
    made = figure(officer, user, signed=False)
    officer.open("/admin/measures/observation/").ticks_rows("31 Mar 2021")
    officer.writes("Action", "Sign off the chosen figures").press("Go").sees("1 signed off.")
    made.refresh_from_db()
    assert made.signed_off_by == user


def test_an_inspector_looks_and_changes_nothing(
    buckinghamshire: Council, officer: Visitor, user: User
) -> None:
    """No button, no action, and no way round them."""
    made = figure(officer, user, signed=False)
    inspector = Visitor(person(Role.INSPECTOR, buckinghamshire))
    inspector.open(f"/admin/measures/observation/{made.pk}/change/").sees("492")
    assert not inspector.offers("Save")
    inspector.open("/admin/measures/observation/")
    assert not inspector.offers("Go")
    inspector.open(ADD, status=403)


def test_history_is_there_to_read(officer: Visitor, user: User) -> None:
    """Each version, and who made it."""
    made = figure(officer, user, signed=False)
    officer.open(f"/admin/measures/observation/{made.pk}/history/").sees("View history", "Created")


def test_a_list_rounds_as_the_version_of_the_day_says(officer: Visitor, user: User) -> None:
    """As the measure's own page does: whole until the new version, with one decimal after."""
    measure = Observation.objects.filter(measure__key="foster-families").first().measure
    version = {"in_force_from": date(2020, 6, 1), "decimal_places": 1, "in_use": True}
    DefinitionFactory(measure=measure, **version)
    record_figure(by=user, measure=measure, period_end=DAY, numerator=350, denominator=492)
    officer.open("/admin/measures/observation/").sees("71.1% — 350 of 492")
    officer.does_not_see("67.0%")
