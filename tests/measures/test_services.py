"""Recording, changing, signing off and correcting figures."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from councils import clock
from councils.models import Council, User
from councils.writing import Conflict, Refused
from measures import services
from measures.models import Measure, Observation, Split
from measures.recording import Entry
from tests.factories.councils import PublicationFactory, UserFactory
from tests.factories.measures import MeasureFactory, ObservationFactory, SplitFactory

DAY = date(2021, 3, 31)


@pytest.fixture
def officer(buckinghamshire: Council) -> User:  # noqa: ARG001
    """Who records."""
    return UserFactory()


def measure(key: str) -> Measure:
    """One of Buckinghamshire's seven."""
    return Measure.objects.get(key=key, council__slug="buckinghamshire")


def record(officer: User, key: str, *counts: int, **other: object) -> Observation:
    """A figure for 31 March 2021."""
    numbers = dict(zip(("numerator", "denominator"), counts, strict=False))
    return services.record_figure(
        by=officer, measure=measure(key), **{"period_end": DAY, **numbers, **other}
    )


def test_a_figure_says_who_recorded_it_and_when(officer: User) -> None:
    figure = record(officer, "children-in-care", 508)
    assert (figure.value, figure.status, figure.revision) == (508, "provisional", 0)
    assert (figure.recorded_by, figure.recorded_at) == (officer, clock.now())
    assert figure.signed_off_at is None
    assert not figure.is_invented


def test_wholes_are_checked_along_the_chain(officer: User) -> None:
    """In-house carers are a share of foster care, which is a share of all in care."""
    record(officer, "children-in-care", 508)
    with pytest.raises(ValidationError) as refused:
        record(officer, "foster-families", 356, 507)
    assert "is recorded as 508" in refused.value.message_dict["denominator"][0]
    record(officer, "foster-families", 356, 508)
    with pytest.raises(ValidationError) as refused:
        record(officer, "in-house-carers", 201, 508)
    assert "is recorded as 356" in refused.value.message_dict["denominator"][0]
    assert record(officer, "in-house-carers", 201, 356).value == 56


@pytest.mark.usefixtures("buckinghamshire")
def test_the_contradiction_of_2020_is_refused_for_its_own_date() -> None:
    """189 of 492 at 54: the value and the whole are both wrong."""
    checked = services.check_figure(
        measure=measure("in-house-carers"),
        period_end=date(2020, 3, 31),
        entry=Entry(189, 492, Decimal(54)),
    )
    assert "38%, not 54%" in checked.errors["value"]
    assert "recorded as 350" in checked.errors["denominator"]


def test_the_whole_is_the_figure_that_stands(officer: User) -> None:
    """A corrected count is the one that is compared with."""
    first = record(officer, "children-in-care", 508)
    services.sign_off(by=officer, figure=first)
    services.correct_figure(by=officer, figure=first, entry=Entry(510), reason="Two came late.")
    with pytest.raises(ValidationError, match="recorded as 510"):
        record(officer, "foster-families", 356, 508)
    assert record(officer, "foster-families", 356, 510).pk


@pytest.mark.parametrize(
    ("entry", "stays"),
    [
        (Entry(356, 508), True),
        (Entry(357, 508), False),
        (Entry(356, 509), False),
        (Entry(not_available="Lost."), False),
    ],
)
def test_other_counts_lose_the_groups_which_the_history_keeps(
    officer: User, entry: Entry, stays: bool
) -> None:
    """A group of 300 in a figure of 250 would tell what nobody checked."""
    figure = record(officer, "foster-families", 356, 508)
    counts = {"counts": (56, 300), "wholes": (108, 400)}
    SplitFactory(breakdown__measure=figure.measure, observation=figure, **counts)
    whole = record(officer, "children-in-care", 508)
    if entry.denominator == 509:
        change = {"version": 1, "entry": Entry(509), "narrative": "", "status": "final"}
        services.change_figure(by=officer, figure=whole, **change)
    change = {"version": 1, "entry": entry, "narrative": "Why.", "status": "final"}
    services.change_figure(by=officer, figure=figure, **change)
    assert figure.splits.exists() == stays
    gone = Split.history.filter(observation=figure, history_type="-")
    assert [row.history_user for row in gone] == ([] if stays else [officer])


def test_a_day_to_come_has_no_figure_yet(officer: User, today: date) -> None:
    record(officer, "children-in-care", 508, period_end=today)
    with pytest.raises(ValidationError) as refused:
        record(officer, "children-in-care", 508, period_end=date(2026, 12, 3))
    assert refused.value.message_dict == {
        "period_end": ["This day is still to come: enter a day in the past."]
    }


def test_a_second_figure_for_a_date_is_refused_in_words(officer: User) -> None:
    record(officer, "children-in-care", 508)
    with pytest.raises(ValidationError, match=r"There is a figure for this date already\."):
        record(officer, "children-in-care", 509)


def change(officer: User, figure: Observation, *counts: int, version: int | None = None):
    """The figure with other counts."""
    return services.change_figure(
        by=officer,
        figure=figure,
        version=figure.version if version is None else version,
        entry=Entry(*counts),
        narrative="Why.",
        status="final",
    )


def test_a_figure_is_changed_freely_until_it_is_signed_off(officer: User) -> None:
    figure = record(officer, "children-in-care", 508)
    other = UserFactory()
    changed = change(other, figure, 509)
    assert (changed.value, changed.status, changed.narrative) == (509, "final", "Why.")
    assert (changed.recorded_by, changed.version) == (other, figure.version + 1)
    assert list(changed.history.values_list("value", flat=True)) == [509, 508]
    with pytest.raises(Conflict) as conflict:
        change(officer, figure, 510)
    assert conflict.value.current.value == 509


def test_signed_off_it_is_corrected_by_a_further_figure_with_a_reason(officer: User) -> None:
    figure = services.sign_off(by=officer, figure=record(officer, "children-in-care", 508))
    with pytest.raises(Refused, match=r"signed off\. Correct it with a reason"):
        change(officer, figure, 509)
    newer = services.correct_figure(
        by=officer, figure=figure, entry=Entry(509), reason="One came late."
    )
    assert (newer.revision, newer.status, newer.value) == (1, "revised", 509)
    assert newer.correction_reason == "One came late."
    assert newer.signed_off_at is None
    figure.refresh_from_db()
    assert figure.value == 508
    standing = Observation.objects.standing().filter(measure=figure.measure, period_end=DAY)
    assert list(standing) == [newer]


def test_a_correction_needs_its_reason(officer: User) -> None:
    figure = services.sign_off(by=officer, figure=record(officer, "children-in-care", 508))
    with pytest.raises(ValidationError, match="Say why the signed-off figure is corrected"):
        services.correct_figure(by=officer, figure=figure, entry=Entry(509), reason="")


def test_only_the_newest_signed_off_figure_is_corrected(officer: User) -> None:
    figure = record(officer, "children-in-care", 508)
    with pytest.raises(Refused, match="not signed off yet"):
        services.correct_figure(by=officer, figure=figure, entry=Entry(509), reason="r")
    services.sign_off(by=officer, figure=figure)
    services.correct_figure(by=officer, figure=figure, entry=Entry(509), reason="r")
    with pytest.raises(Refused, match="corrected already"):
        services.correct_figure(by=officer, figure=figure, entry=Entry(510), reason="r")


def test_a_correction_of_an_invented_figure_is_invented(officer: User) -> None:
    figure = record(officer, "children-in-care", 508, is_invented=True)
    services.sign_off(by=officer, figure=figure)
    newer = services.correct_figure(by=officer, figure=figure, entry=Entry(9), reason="r")
    assert newer.is_invented


def test_signing_off_twice_changes_nothing(officer: User) -> None:
    figure = services.sign_off(by=officer, figure=record(officer, "children-in-care", 508))
    again = services.sign_off(by=UserFactory(), figure=figure)
    assert (again.signed_off_by, again.version) == (officer, figure.version)


def test_figures_signed_off_in_one_go_are_told_at_one_moment(officer: User) -> None:
    """Else the public page would show the whole before its share, and hide both for good (R18)."""
    figures = ObservationFactory.create_batch(3)
    assert services.sign_off_all(by=officer, figures=figures) == 3
    keys = [figure.pk for figure in figures]
    moments = set(Observation.objects.filter(pk__in=keys).values_list("signed_off_at", flat=True))
    assert len(moments) == 1
    assert None not in moments


def test_the_public_sees_a_correction_once_it_is_signed_off(officer: User) -> None:
    """Until then the figure that was signed off first stays public."""
    figure = record(officer, "children-in-care", 50)
    PublicationFactory(row=figure.measure)

    def public() -> list[Decimal]:
        rows = Observation.objects.public().filter(measure=figure.measure, period_end=DAY)
        return list(rows.values_list("value", flat=True))

    assert public() == []
    services.sign_off(by=officer, figure=figure)
    assert public() == [50]
    newer = services.correct_figure(by=officer, figure=figure, entry=Entry(51), reason="r")
    assert public() == [50]
    services.sign_off(by=officer, figure=newer)
    assert public() == [51]


def test_a_target_is_set_once_for_a_day(officer: User) -> None:
    aim = {
        "by": officer,
        "measure": measure("foster-families"),
        "in_force_from": DAY,
        "value": Decimal(75),
        "tolerance": Decimal(5),
    }
    assert services.set_target(**aim).history.latest().history_user == officer
    with pytest.raises(ValidationError, match="A target from this day is there already"):
        services.set_target(**aim)
    with pytest.raises(ValidationError):
        services.set_target(**aim | {"in_force_from": date(2022, 3, 31), "tolerance": Decimal(-1)})


def test_the_same_figure_sent_twice_is_one_figure(db, today):  # noqa: ARG001
    """A double click makes one; another figure for the day is refused with the reason."""
    measure, officer = MeasureFactory(), UserFactory()
    sent = {"by": officer, "measure": measure, "period_end": date(2026, 3, 31)}
    first = services.record_figure(**sent, numerator=30, denominator=40)
    assert services.record_figure(**sent, numerator=30, denominator=40) == first
    with pytest.raises(ValidationError, match="There is a figure for this date already"):
        services.record_figure(**sent, numerator=31, denominator=40)
    assert measure.observations.count() == 1


def test_a_corrective_action_is_kept_until_another_is_written(officer: User) -> None:
    """Whoever changes the counts alone takes nothing away, before the sign-off and after it."""
    figure = record(officer, "children-in-care", 508, corrective_action="Two more homes by May.")
    figure = change(officer, figure, 509)
    assert figure.corrective_action == "Two more homes by May."
    services.sign_off(by=officer, figure=figure)
    correcting = {"by": officer, "entry": Entry(510), "reason": "One came late."}
    newer = services.correct_figure(figure=figure, **correcting)
    assert newer.corrective_action == "Two more homes by May."
    services.sign_off(by=officer, figure=newer)
    newest = services.correct_figure(
        figure=newer, **correcting, corrective_action="Three more homes by June."
    )
    assert newest.corrective_action == "Three more homes by June."
