"""Versions, lives, links and groups as the services write them, and as the database keeps them."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from councils.models import Council, User
from councils.services import publish
from councils.writing import Conflict, Gone, Refused
from measures.definitions import services
from measures.definitions.cuts import NO_COUNTS, Part
from measures.definitions.life import State
from measures.definitions.queries import (
    answered_for_by,
    breaks,
    last_used,
    minded,
    reviews_waiting,
    state_of,
)
from measures.definitions.reading.queries import public_cuts, with_links
from measures.models import Breakdown, Definition, LifeStep, Measure, Observation
from measures.recording import Entry
from measures.services import correct_figure, record_figure, sign_off
from tests.factories.councils import UserFactory
from tests.factories.measures import MeasureFactory, ObservationFactory
from tests.support.loading import load_council

pytestmark = pytest.mark.usefixtures("db", "today")

TODAY = date(2026, 12, 2)
APRIL = date(2026, 4, 1)


@pytest.fixture
def by() -> User:
    """An officer."""
    return UserFactory()


@pytest.fixture
def measure() -> Measure:
    """A share that comes with a strategy."""
    return MeasureFactory(numerator_words="seen", denominator_words="all")


def version(by: User, measure: Measure, day: date = APRIL, **terms: object) -> Definition:
    """A version put in use."""
    said = {"reason": "Why.", "cohort": "Children in care for a year", **terms}
    draft = services.write_draft(by=by, measure=measure, in_force_from=day, **said)
    return services.put_in_use(by=by, definition=draft, version=draft.version)


# Versions -----------------------------------------------------------------------------------------


def test_what_is_not_said_stays_as_it_holds(by, measure) -> None:
    first = version(by, measure, owner_role="Head of care")
    second = version(by, measure, date(2026, 7, 1), to_age=17)
    assert (first.number, second.number) == (2, 3)
    assert (second.owner_role, second.cohort, second.to_age) == (
        *("Head of care", "Children in care for a year"),
        17,
    )
    found = Measure.objects.get()
    days = (date(2026, 3, 31), APRIL, date(2026, 6, 30), date(2026, 7, 1))
    assert [found.definition_on(day).number for day in days] == [1, 2, 2, 3]
    assert breaks(found) == [APRIL, date(2026, 7, 1)]


def test_a_version_in_use_can_be_altered_by_nobody(by, measure) -> None:
    used = version(by, measure)
    with pytest.raises(Refused, match="stays as it is"):
        services.discard_draft(by=by, definition=used, version=used.version)
    used.cohort = "Everybody"
    for alter in (used.save, used.delete):
        with pytest.raises(IntegrityError, match="never altered"), transaction.atomic():
            alter()
    step = LifeStep.objects.create(
        council=measure.council,
        measure=measure,
        state=State.RETIRED,
        happened_on=TODAY,
        reason="Why.",
        decided_by=by,
        decided_at=used.written_at,
    )
    with pytest.raises(IntegrityError, match="never altered"), transaction.atomic():
        step.delete()


def test_a_draft_thrown_away_by_another_meanwhile_is_gone_in_words(by, measure) -> None:
    """Both had found it: a double click, or one puts it in use while the other throws it away."""
    draft = services.write_draft(by=by, measure=measure, in_force_from=APRIL, reason="Why.")
    seen = Definition.objects.get(pk=draft.pk)
    services.discard_draft(by=by, definition=draft, version=draft.version)
    with pytest.raises(Gone, match="not here any more"):
        services.discard_draft(by=by, definition=seen, version=seen.version)
    with pytest.raises(Gone):
        services.put_in_use(by=by, definition=seen, version=seen.version)


def test_loading_the_strategy_again_takes_no_officer_s_work_away(by) -> None:
    council = load_council("buckinghamshire")
    measure = Measure.objects.get(council=council, key="foster-families")
    version(by, measure, owner_role="Head of Fostering")
    services.move(by=by, measure=measure, to=State.RETIRED, on=TODAY, reason="Why.")
    own = services.add_measure(by=by, council=council, **OWN)
    load_council("buckinghamshire")
    again = Measure.objects.get(pk=measure.pk)
    assert again.definition_on(TODAY).owner_role == "Head of Fostering"
    assert state_of(again) is State.RETIRED
    assert Measure.objects.get(pk=own.pk).title == OWN["title"]


def test_pressing_twice_makes_one_version_and_one_in_use(by, measure) -> None:
    said = {"in_force_from": APRIL, "reason": "Why.", "cohort": "All"}
    one = services.write_draft(by=by, measure=measure, **said)
    assert services.write_draft(by=by, measure=measure, **said) == one
    used = services.put_in_use(by=by, definition=one, version=1)
    assert services.put_in_use(by=by, definition=one, version=1) == used
    assert Definition.objects.count() == 1


def test_a_draft_that_was_changed_meanwhile_is_not_put_in_use(by, measure) -> None:
    draft = services.write_draft(by=by, measure=measure, in_force_from=APRIL, reason="Why.")
    said = {"by": by, "measure": measure, "in_force_from": APRIL, "reason": "Because."}
    with pytest.raises(Conflict):
        services.write_draft(**said)  # somebody who saw no draft
    services.write_draft(**said, version=1)
    with pytest.raises(Conflict):
        services.put_in_use(by=by, definition=draft, version=draft.version)


def test_a_draft_that_changes_nothing_is_not_put_in_use(by, measure) -> None:
    draft = services.write_draft(by=by, measure=measure, in_force_from=APRIL, reason="Why.")
    with pytest.raises(Refused, match="says the same"):
        services.put_in_use(by=by, definition=draft, version=draft.version)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"reason": ""}, "__all__"),
        ({"owner_role": "Dr Smith"}, "owner_role"),
        ({"denominator_words": ""}, "denominator_words"),
        ({"from_age": 3, "wording_only": True}, "wording_only"),
        ({"from_age": 9, "to_age": 3}, "__all__"),
        ({"in_force_from": APRIL}, "in_force_from"),
    ],
)
def test_what_a_version_may_not_say_is_refused_at_its_field(by, measure, wrong, field) -> None:
    version(by, measure)
    said = {"in_force_from": date(2026, 7, 1), "reason": "Why.", **wrong}
    with pytest.raises(ValidationError) as refused:
        services.write_draft(by=by, measure=measure, **said)
    assert list(refused.value.message_dict) == [field]
    assert Definition.objects.count() == 1


def test_another_council_s_count_is_no_whole(by, measure) -> None:
    theirs = MeasureFactory(count=True)
    with pytest.raises(ValidationError, match="another council"):
        services.write_draft(
            by=by, measure=measure, in_force_from=APRIL, reason="W", denominator_measure=theirs
        )


# Lives --------------------------------------------------------------------------------------------

OWN = {
    "title": "Children who see their brothers and sisters",
    "short_title": "Brothers and sisters",
    "unit": "count",
    "polarity": "high",
    "numerator_words": "children who did",
    "in_force_from": APRIL,
}


def test_an_own_measure_stands_where_no_strategy_s_can(by, measure) -> None:
    own = services.add_measure(by=by, council=measure.council, **OWN)
    other = services.add_measure(by=by, council=measure.council, **{**OWN, "title": "Other"})
    assert (own.key, other.position) == (
        "own-children-who-see-their-brothers-and-sisters",
        own.position + 1,
    )
    assert services.add_measure(by=by, council=measure.council, **OWN) == own, "sent twice"
    assert state_of(own) is State.DRAFT
    assert own not in Measure.objects.in_use()
    draft = own.definitions.get()
    assert (draft.number, draft.breaks_series) == (1, False)
    with pytest.raises(Refused, match="first definition"):
        services.move(by=by, measure=own, to=State.IN_USE, on=TODAY, reason="Why.")
    services.put_in_use(by=by, definition=draft, version=draft.version)
    assert own in Measure.objects.in_use()
    assert Measure.objects.get(pk=own.pk).definition_on(date(2020, 1, 1)).number == 1
    with pytest.raises(ValidationError, match="there already"):
        services.add_measure(by=by, council=measure.council, **OWN)


def test_a_title_without_letters_still_makes_a_key(by, measure) -> None:
    own = services.add_measure(by=by, council=measure.council, **{**OWN, "title": "？"})
    assert own.key.startswith("own-")
    assert len(own.key) > len("own-")


def test_a_retired_one_is_owed_no_figures_and_can_come_back(by, measure) -> None:
    council = measure.council
    assert answered_for_by(by, council, today=TODAY) == [measure]
    said = {"by": by, "measure": measure, "on": TODAY}
    with pytest.raises(ValidationError, match="Say why"):
        services.move(**said, to=State.RETIRED, reason=" ")
    step = services.move(**said, to=State.RETIRED, reason="Nobody asks.")
    assert services.move(**said, to=State.RETIRED, reason="Nobody asks.") == step, "sent twice"
    assert answered_for_by(by, council, today=TODAY) == []
    assert [each.is_retired for each in Measure.objects.with_life()] == [True]
    with pytest.raises(Refused, match="retired already"):
        services.move(**said, to=State.RETIRED, reason="Once more.")
    services.move(**said, to=State.IN_USE, reason="A slip.")
    assert answered_for_by(by, council, today=TODAY) == [measure]
    assert [each.is_retired for each in Measure.objects.with_life()] == [False]


def test_a_measure_that_names_somebody_is_theirs_to_record(by, measure) -> None:
    somebody = UserFactory()
    version(by, measure, officer=somebody)
    named_nobody = MeasureFactory(council=measure.council)
    MeasureFactory()  # of another council
    council = measure.council
    assert answered_for_by(somebody, council, today=TODAY) == [measure, named_nobody]
    assert answered_for_by(by, council, today=TODAY) == [named_nobody]


# What to see to -----------------------------------------------------------------------------------


def test_a_review_that_waits_is_counted_while_its_version_holds(by, measure) -> None:
    def waiting() -> int:
        return Council.objects.values(**reviews_waiting(TODAY)).get(pk=measure.council_id)[
            "reviews"
        ]

    assert waiting() == 0
    version(by, measure, next_review_on=TODAY)
    assert waiting() == 1
    version(by, measure, date(2026, 7, 1), next_review_on=date(2027, 7, 1))
    assert waiting() == 0
    version(by, measure, date(2027, 7, 1), next_review_on=TODAY)
    assert waiting() == 0, "it does not hold yet"


def test_what_to_see_to_is_of_what_holds(by, measure) -> None:
    version(by, measure, author=by, checker=by, next_review_on=date(2027, 7, 1))
    (found,) = minded(Measure.objects.of(measure.council), today=TODAY)
    said = " ".join(found.warnings)
    assert "The same person wrote and checked it" in said
    assert "No target is set" in said
    assert found.counted == "and 2 more things"


# Groups -------------------------------------------------------------------------------------------


@pytest.fixture
def breakdown(by: User, measure: Measure) -> Breakdown:
    """By disability."""
    return services.add_breakdown(by=by, measure=measure, name="Disability", groups=["Yes", "No"])


@pytest.fixture
def figure(by: User, measure: Measure) -> Observation:
    """300 of 400."""
    return record_figure(
        by=by, measure=measure, period_end=date(2026, 3, 31), numerator=300, denominator=400
    )


PARTS = [Part(50, 80), Part(250, 320)]


def test_groups_are_changed_until_the_figure_is_signed_off(by, breakdown, figure) -> None:
    said = {"by": by, "breakdown": breakdown, "observation": figure}
    split = services.record_split(**said, parts=PARTS)
    assert services.record_split(**said, parts=PARTS) == split, "sent twice"
    other = [Part(51, 80), Part(249, 320)]
    with pytest.raises(Conflict):
        services.record_split(**said, parts=other, version=7)
    services.record_split(**said, parts=other, version=split.version)
    sign_off(by=by, figure=figure)
    with pytest.raises(Refused, match="signed off"):
        services.record_split(**said, parts=PARTS, version=2)
    newer = correct_figure(
        by=by, figure=figure, entry=Entry(301, 400), reason="One was counted twice."
    )
    services.record_split(
        by=by, breakdown=breakdown, observation=newer, parts=[Part(51, 80), Part(250, 320)]
    )
    assert figure.splits.get().parts == tuple(other), "what was signed off stays"


def test_a_correction_is_not_told_beside_what_was_hidden_before(by, breakdown, figure) -> None:
    """3 of 80 hide both groups; 8 of 80 after a correction would tell the 3 to whoever read both."""
    measure = figure.measure
    publish(by=by, rows=[measure])

    def told() -> list[str]:
        found = with_links(Measure.objects.filter(pk=measure.pk)).get()
        (table,) = public_cuts(found, limit=5, told_on=[figure.period_end])
        return [cell for row in table.rows for cell in row[1:]]

    said = {"by": by, "breakdown": breakdown}
    small = [Part(3, 80), Part(297, 320)]
    services.record_split(**said, observation=figure, parts=small)
    sign_off(by=by, figure=figure)
    assert told() == []
    newer = correct_figure(
        by=by, figure=figure, entry=Entry(305, 400), reason="Five were left out."
    )
    services.record_split(**said, observation=newer, parts=[Part(8, 80), Part(297, 320)])
    sign_off(by=by, figure=newer)
    assert told() == [], "nothing of the new one is small; what was kept back is"


def test_a_correction_of_what_hid_nothing_is_told(by, breakdown, figure) -> None:
    publish(by=by, rows=[figure.measure])
    said = {"by": by, "breakdown": breakdown}
    services.record_split(**said, observation=figure, parts=PARTS)
    sign_off(by=by, figure=figure)
    newer = correct_figure(
        by=by, figure=figure, entry=Entry(305, 400), reason="Five were left out."
    )
    services.record_split(**said, observation=newer, parts=[Part(55, 80), Part(250, 320)])
    sign_off(by=by, figure=newer)
    found = with_links(Measure.objects.filter(pk=figure.measure_id)).get()
    (table,) = public_cuts(found, limit=5, told_on=[figure.period_end])
    assert table.rows[0] == ("Yes", "55", "80", "69%")


def test_groups_that_do_not_add_up_are_refused(by, breakdown, figure) -> None:
    with pytest.raises(ValidationError, match="They come to 299"):
        services.record_split(
            by=by, breakdown=breakdown, observation=figure, parts=[Part(49, 80), Part(250, 320)]
        )


def test_a_figure_without_counts_is_not_cut(by, breakdown, measure) -> None:
    rate = ObservationFactory(measure=measure, numerator=None, denominator=None, value=5)
    with pytest.raises(Refused, match="cannot be cut"):
        services.record_split(by=by, breakdown=breakdown, observation=rate, parts=PARTS)
    assert services.why_not_split(breakdown=breakdown, observation=rate) == NO_COUNTS


def test_another_measure_s_figure_is_not_cut_by_it(by, breakdown) -> None:
    other = ObservationFactory(measure__council=breakdown.council)
    with pytest.raises(Refused, match="another"):
        services.record_split(by=by, breakdown=breakdown, observation=other, parts=PARTS)


def test_a_list_that_lacks_a_group_is_refused(by, breakdown, figure) -> None:
    with pytest.raises(ValidationError, match="each group"):
        services.record_split(
            by=by, breakdown=breakdown, observation=figure, parts=[Part(300, 400)]
        )


def test_a_breakdown_is_made_once(by, breakdown, measure) -> None:
    same = {"by": by, "measure": measure, "name": "disability "}
    assert services.add_breakdown(**same, groups=["Yes", "No"]) == breakdown
    with pytest.raises(ValidationError, match="cut by this already"):
        services.add_breakdown(**same, groups=["Yes", "No", "Perhaps"])


def test_the_last_version_in_use_is_the_one_that_nothing_comes_before(by, measure) -> None:
    assert last_used(measure) is None
    used = version(by, measure, date(2027, 4, 1))
    assert last_used(measure) == used, "though it is still to come"
