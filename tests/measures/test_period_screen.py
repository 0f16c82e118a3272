"""The officer's screen for a period: all figures at once, what is right saved, the rest explained."""

from datetime import date
from decimal import Decimal
from time import perf_counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from councils.models import Council, User
from councils.roles import Role
from measures.models import Measure, Observation
from measures.period.queries import dues_asked, dues_told, owed
from measures.recording import Entry
from measures.services import change_figure, correct_figure, record_figure, sign_off
from tests.factories.councils import CouncilFactory
from tests.factories.measures import DefinitionFactory, MeasureFactory
from tests.journeys.visiting import Visitor
from tests.support.people import person

DAY, LONG_AGO = date(2021, 3, 31), date(2020, 4, 1)
AT = "/admin/measures/observation/period/buckinghamshire/"
PAGE = f"{AT}2021-03-31/"


@pytest.fixture
def user(buckinghamshire: Council, today: date) -> User:  # noqa: ARG001
    """A KPI officer."""
    return person(Role.KPI_OFFICER, buckinghamshire)


@pytest.fixture
def officer(user: User) -> Visitor:
    """At the screen of 31 March 2021."""
    return Visitor(user).open(PAGE)


def short(key: str) -> str:
    """What the labels of a measure's fields end with."""
    return Measure.objects.get(key=key, council__slug="buckinghamshire").short_title


def enters(officer: Visitor, key: str, **fields: object) -> Visitor:
    """Types into the fields of a measure's row."""
    for name, value in fields.items():
        officer.field_named(f"{key}-{name}")["value"] = str(value)
    return officer


def figures() -> dict[str, Observation]:
    """What stands on that day, by the measure's key."""
    rows = Observation.objects.filter(period_end=DAY).select_related("measure").order_by("revision")
    return {row.measure.key: row for row in rows}


def test_every_measure_is_there_with_its_last_figure_and_when_it_is_due(officer: Visitor) -> None:
    officer.sees("Figures for the period to 31 March 2021", "7 figures still to come")
    officer.sees("71% — 350 of 492, on 31 March 2020", "Overdue: it was due by")
    assert len(officer.soup.select(".cp-row")) == 7
    assert officer.soup.find(attrs={"name": "children-in-care-denominator"}) is None


def test_what_is_right_is_saved_and_what_is_not_stays_and_is_explained(officer: Visitor) -> None:
    """The whole and its shares in one go; 54 % is of those in foster care, not of all."""
    enters(officer, "children-in-care", numerator=508)
    enters(officer, "foster-families", numerator=356, denominator="508")
    enters(officer, "in-house-carers", numerator=189, denominator=508, value=54)
    officer.press("Save the figures")
    officer.sees("2 figures are saved.", "1 row is not saved.", "There is a problem")
    assert "recorded as 356" in officer.error_at(f"Denominator, {short('in-house-carers')}")
    assert "189 of 508 is 37%, not 54%" in officer.error_at(f"Value, {short('in-house-carers')}")
    assert officer.field_named("in-house-carers-numerator")["value"] == "189"
    saved = Observation.objects.get(measure__key="foster-families", period_end=DAY)
    assert officer.field_named("foster-families-seen")["value"] == f"{saved.pk}.1"
    for link in officer.soup.select(".errornote a"):
        assert officer.soup.find(id=link["href"].removeprefix("#")) is not None
    assert set(figures()) == {"children-in-care", "foster-families"}
    assert figures()["foster-families"].value == 70
    enters(officer, "in-house-carers", numerator=201, denominator=356, value="56%")
    officer.press("Save the figures").sees("1 figure is saved.")
    officer.does_not_see("There is a problem")
    assert figures()["in-house-carers"].value == 56


def test_the_same_page_sent_twice_saves_once(officer: Visitor) -> None:
    enters(officer, "children-in-care", numerator="1,508")
    officer.press_twice("Save the figures").sees("Nothing was changed")
    assert figures()["children-in-care"].version == 1
    assert figures()["children-in-care"].numerator == 1508


def test_what_cannot_be_read_is_said_at_its_field(officer: Visitor) -> None:
    enters(officer, "children-in-care", numerator="many")
    officer.press("Save the figures", status=200)
    label = f"Numerator, {short('children-in-care')}"
    assert "Enter a whole number, such as 189." in officer.error_at(label)
    assert officer.reads_in(label) == "many"
    assert not figures()


def test_the_second_of_two_sees_both_and_overwrites_nothing(officer: Visitor) -> None:
    second = officer.copy()
    enters(officer, "children-in-care", numerator=508)
    officer.press("Save the figures")
    enters(second, "children-in-care", numerator=510)
    enters(second, "foster-families", numerator=356, denominator=508)
    second.press("Save the figures")
    second.sees(
        "1 figure is saved.", "Somebody else has changed this figure", "On record now, from"
    )
    assert second.field_named("children-in-care-numerator")["value"] == "510"
    assert figures()["children-in-care"].numerator == 508
    second.press("Save the figures").sees("1 figure is saved.")
    assert figures()["children-in-care"].numerator == 510
    second.sees("This is recorded as a share of 508")


def test_a_row_nobody_touched_is_left_alone_though_it_changed_meanwhile(officer: Visitor) -> None:
    enters(officer, "children-in-care", numerator=508)
    officer.press("Save the figures")
    second = officer.copy()
    enters(officer, "children-in-care", numerator=509)
    officer.press("Save the figures")
    enters(second, "care-leavers", numerator=100)
    second.press("Save the figures").sees("1 figure is saved.")
    assert figures()["children-in-care"].numerator == 509


def test_no_figure_needs_its_reason_and_is_said_in_words(officer: Visitor) -> None:
    enters(officer, "children-in-care", not_available="The system was moved that week")
    enters(officer, "care-leavers", numerator=5, not_available="No")
    officer.press("Save the figures").sees("A figure is given here as well")
    kept = figures()["children-in-care"]
    assert (kept.value, kept.not_available) == (None, "The system was moved that week")
    Visitor(kept.recorded_by).open(f"{AT}2022-03-31/").sees(
        "Last: Not available: The system was moved that week"
    )


def test_a_part_of_the_period_ends_within_it(officer: Visitor) -> None:
    enters(officer, "children-in-care", numerator=508, covers_to="28/2/2021")
    enters(officer, "care-leavers", numerator=50, covers_to="31/3/2021")
    officer.press("Save the figures").sees("a figure that covers a part of it ends before")
    assert figures()["children-in-care"].covers_to == date(2021, 2, 28)
    assert set(figures()) == {"children-in-care"}


def test_a_signed_off_figure_is_corrected_with_a_reason(officer: Visitor, user: User) -> None:
    enters(officer, "children-in-care", numerator=508).press("Save the figures")
    sign_off(by=user, figure=figures()["children-in-care"])
    officer.open(PAGE)
    enters(officer, "children-in-care", numerator=510).press("Save the figures")
    assert "Say why it is corrected" in officer.error_at("Why it is corrected")
    enters(officer, "children-in-care", reason="Two came late").press("Save the figures")
    row = figures()["children-in-care"]
    assert (row.revision, row.numerator, row.correction_reason) == (1, 510, "Two came late")
    assert Observation.objects.get(period_end=DAY, revision=0).numerator == 508


def test_a_correction_is_not_overwritten_from_a_page_opened_before_it(
    officer: Visitor, user: User
) -> None:
    """It counts its changes from one again, as the first one did."""
    enters(officer, "children-in-care", numerator=508).press("Save the figures")
    first = sign_off(by=user, figure=figures()["children-in-care"])
    second = officer.open(PAGE).copy()
    newer = correct_figure(by=user, figure=first, entry=Entry(511), reason="Two came late.")
    more = {"version": newer.version, "narrative": "", "status": "revised"}
    newer = change_figure(by=user, figure=newer, entry=Entry(510), **more)
    assert newer.version == first.version
    enters(second, "children-in-care", numerator=509).press("Save the figures")
    second.sees("Somebody else has changed this figure", "On record now, from")
    assert figures()["children-in-care"].numerator == 510


def test_a_correction_sent_twice_is_one(officer: Visitor, user: User) -> None:
    enters(officer, "children-in-care", numerator=508).press("Save the figures")
    sign_off(by=user, figure=figures()["children-in-care"])
    enters(officer.open(PAGE), "children-in-care", numerator=510, reason="Two came late")
    officer.press_twice("Save the figures").sees("Nothing was changed")
    assert figures()["children-in-care"].revision == 1


def test_what_was_taken_away_meanwhile_is_not_recorded_again_unasked(officer: Visitor) -> None:
    enters(officer, "children-in-care", numerator=508)
    enters(officer, "care-leavers", numerator=100).press("Save the figures")
    for figure in figures().values():
        figure.delete()
    enters(officer, "care-leavers", numerator=101).press("Save the figures")
    officer.sees("This figure has been taken away since you looked at it.")
    assert figures() == {}
    officer.press("Save the figures").sees("1 figure is saved.")
    assert {key: row.numerator for key, row in figures().items()} == {"care-leavers": 101}


def test_a_late_figure_says_so(officer: Visitor) -> None:
    enters(officer, "children-in-care", numerator=508).press("Save the figures")
    officer.sees("Came late: due by")


def test_the_list_of_periods_says_what_is_owed(officer: Visitor) -> None:
    officer.open(AT).sees(
        "To 31 March 2026", "nothing recorded yet, 7 overdue, due by 29 June 2026"
    )
    officer.follow("To 31 March 2026").sees("7 figures still to come")


@pytest.mark.parametrize(
    "day",
    [
        *("2021-03-30", "2027-03-31", "yesterday", "2021-13-01"),
        *("2015-03-31", "0001-03-31", "0001-01-01", "9999-12-31"),  # older, and odd
    ],
)
def test_a_day_on_which_no_period_ends_is_no_page(officer: Visitor, day: str) -> None:
    officer.open(f"{AT}{day}/", status=404)


def test_a_field_named_after_another_council_s_measure_changes_nothing(officer: Visitor) -> None:
    theirs = MeasureFactory(key="theirs", months_between=12)
    _, action, data = officer.sent_by("Save the figures")
    officer.client.post(action, data | {"theirs-numerator": ["3"], "theirs-denominator": ["4"]})
    assert not theirs.observations.exists()
    assert not figures()


# What is no share ---------------------------------------------------------------------------------


@pytest.fixture
def mean(user: User) -> Measure:  # noqa: ARG001 - the council is there by then
    """An average of Buckinghamshire's, which nobody has recorded yet."""
    council = Council.objects.get(slug="buckinghamshire")
    return MeasureFactory(
        council=council,
        key="days-waited",
        unit="average",
        decimal_places=1,
        months_between=12,
        short_title="Days waited",
        position=900,
    )


def test_an_average_is_recorded_and_told_wherever_figures_stand(
    mean: Measure, officer: Visitor
) -> None:
    """It has no numerator: over how many it is stands beside it."""
    enters(officer.open(PAGE), mean.key, value="14.2", denominator="1,240")
    officer.press("Save the figures").sees("1 figure is saved.")
    said = "14.2 — over 1,240"
    officer.open("/admin/measures/observation/").sees(said)
    officer.open(f"{AT}2022-03-31/").sees(said)
    for kind in ("csv", "xlsx"):
        assert officer.client.get(f"{AT}2022-03-31/{kind}/").status_code == 200
    assert said in officer.client.get(f"{AT}2022-03-31/csv/").content.decode()


def test_a_rate_with_its_count_keeps_its_value_wherever_it_is_typed(
    mean: Measure, officer: Visitor
) -> None:
    """It does not follow from the count: the page and the template show it, to be sent again."""
    mean.unit = Measure.Unit.RATE
    mean.save()
    enters(officer.open(PAGE), mean.key, value="39.9", numerator="492").press("Save the figures")
    assert officer.field_named(f"{mean.key}-value")["value"] == "39.9"
    officer.press("Save the figures").sees("Nothing was changed")
    assert ",492,,39.9" in officer.client.get(f"{PAGE}csv/").content.decode()
    enters(officer, mean.key, value="").press("Save the figures").sees("Enter the rate.")
    enters(officer, mean.key, value="-1").press("Save the figures")
    officer.sees("A value cannot be less than nought.")
    assert figures()[mean.key].value == Decimal("39.9")


def test_words_from_elsewhere_with_other_line_ends_are_not_a_change(
    officer: Visitor, user: User
) -> None:
    measure = Measure.objects.get(key="children-in-care", council__slug="buckinghamshire")
    told = {"narrative": "One.\r\nTwo. ", "corrective_action": "\r\nThree."}
    record_figure(by=user, measure=measure, period_end=DAY, numerator=5, **told)
    officer.open(PAGE).press("Save the figures").sees("Nothing was changed")
    kept = figures()["children-in-care"]
    assert (kept.narrative, kept.corrective_action) == ("One.\nTwo.", "Three.")


# Forty-five at once -------------------------------------------------------------------------------


@pytest.fixture
def many(db, today: date) -> tuple[Visitor, Council]:  # noqa: ARG001
    """Somebody at the screen of a council with 45 measures."""
    council = CouncilFactory()
    MeasureFactory.create_batch(45, council=council, months_between=12)
    user = person(Role.KPI_OFFICER, council)
    return Visitor(user), council


def test_forty_five_are_shown_in_few_queries_and_saved_in_a_moment(many) -> None:
    officer, council = many
    page = f"/admin/measures/observation/period/{council.slug}/2026-03-31/"
    officer.open(page)
    with CaptureQueriesContext(connection) as shown:
        officer.open(page)
    assert len(shown) <= 12
    for field in officer.soup.select('input[name$="numerator"]'):
        field["value"] = "30"
    for field in officer.soup.select('input[name$="denominator"]'):
        field["value"] = "40"
    _, action, data = officer.sent_by("Save the figures")
    began = perf_counter()
    with CaptureQueriesContext(connection) as saved:
        officer.client.post(action, data)
    took = perf_counter() - began
    assert Observation.objects.of(council).filter(value=75).count() == 45
    assert (
        len(saved) <= 45 * 25
    )  # of which 14 are Django’s, asking the database about each constraint
    assert took < 3  # half a second on one core that does nothing else
    with CaptureQueriesContext(connection) as again:
        officer.client.post(action, data)
    assert len(again) <= 20


# Whose figures ------------------------------------------------------------------------------------


def test_who_is_named_for_a_measure_records_it_and_nobody_else(many, today: date) -> None:
    """Those that name somebody else are not on the screen, nor owed; the home page counts alike."""
    officer, council = many
    user = User.objects.get(pk=officer.client.session["_auth_user_id"])
    other = person(Role.KPI_OFFICER, council)
    first, second, *_ = Measure.objects.of(council).order_by("position")
    for measure, named in ((first, user), (second, other)):
        DefinitionFactory(
            measure=measure, officer=named, months_between=12, in_use=True, in_force_from=LONG_AGO
        )
    officer.open(f"/admin/measures/observation/period/{council.slug}/2026-03-31/")
    assert len(officer.soup.select(".cp-row")) == 44
    assert officer.soup.find(id=f"{first.key}-row") is not None
    assert officer.soup.find(id=f"{second.key}-row") is None
    dues = [each.due for each in owed(council, user)]
    numbers = Council.objects.values(**dues_asked(user, today)).get(pk=council.pk)
    assert sorted(dues_told(numbers, today)) == dues
    assert len(dues) == 44


def test_what_is_owed_is_what_the_pages_of_its_periods_offer(many, today: date) -> None:
    """By what held when the period ended; of an officer's own measure from its first day on."""
    officer, council = many
    user = User.objects.get(pk=officer.client.session["_auth_user_id"])
    changed, own, *_ = Measure.objects.of(council).order_by("position")
    own.key, own.position, own.months_between = "own-visits", 20_001, None
    own.save()
    may = {"in_use": True, "in_force_from": date(2026, 5, 1), "months_between": 3}
    for measure in (changed, own):
        DefinitionFactory(measure=measure, grace_days=28, **may)
    ends = [(each.measure.pk, each.period_end) for each in owed(council, user)]
    quarters = [date(2026, 6, 30), date(2026, 9, 30)]
    ended = [day for day in quarters if day <= today]
    assert [day for pk, day in ends if pk == own.pk] == ended
    assert [day for pk, day in ends if pk == changed.pk] == [date(2026, 3, 31), *ended]
    numbers = Council.objects.values(**dues_asked(user, today)).get(pk=council.pk)
    assert sorted(dues_told(numbers, today)) == [each.due for each in owed(council, user)]
    for day in {day for _, day in ends}:
        officer.open(f"/admin/measures/observation/period/{council.slug}/{day}/")
        officer.sees("to come")
