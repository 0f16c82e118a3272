"""The acceptance numbers over all five councils; each council's own are in tests/fixtures/."""

from collections import Counter

import pytest

from boards.models import ReportSection, Seat
from forums.models import Forum, SurveyGroup
from measures.models import Measure, Observation
from pledges.models import Heading, PledgeSet, Promise, Reference, Statement, StatementKind

PROMISES = {"bcp": 56, "buckinghamshire": 5, "bromley": 26, "dorset": 8, "cambridgeshire": 10}
BY_HEADING = {
    "Dorset County Council": [5, 5, 3, 1, 3, 2, 3, 3, 5],
    "Borough of Poole": [3, 4, 3, 4, 4],
    "bromley": [7, 8, 4, 4, 3],
}
FORUMS = {
    *("Unite", "Insight", "We Do Care!", "LinCC"),
    *("Junior in Care Council", "Children in Care Council", "Care Leavers Forum"),
    "Voices Matter",
}


def test_pledge_sets_with_and_without_text():
    assert Counter(PledgeSet.objects.values_list("has_text", flat=True)) == {True: 7, False: 4}
    without = PledgeSet.objects.filter(has_text=False).values_list("council__slug", flat=True)
    assert Counter(without) == {"bcp": 2, "bromley": 1, "cambridgeshire": 1}


def test_promises():
    assert Promise.objects.count() == 105
    assert Counter(Promise.objects.values_list("council__slug", flat=True)) == PROMISES


def test_headings():
    assert Heading.objects.count() == 19
    found = {}
    for heading in Heading.objects.order_by("pledge_set", "position").select_related("pledge_set"):
        made_by = heading.pledge_set.made_by or heading.council.slug
        name = next((key for key in BY_HEADING if key in made_by), heading.council.slug)
        found.setdefault(name, []).append(heading.promises.count())
    assert found == BY_HEADING


def test_dorset_has_45_measures_in_43_lines():
    measures = Measure.objects.filter(council__slug="dorset", priority__isnull=False)
    by_priority = Counter(measures.values_list("priority__position", flat=True))
    assert [by_priority[n] for n in range(1, 7)] == [7, 6, 11, 13, 3, 5]
    assert measures.count() == 45
    assert measures.values("source_line").distinct().count() == 43


def test_dorset_has_six_priorities_with_thirty_actions():
    actions = Statement.objects.filter(council__slug="dorset", kind=StatementKind.ACTION)
    by_priority = Counter(actions.values_list("part_of__position", flat=True))
    assert [by_priority[n] for n in range(1, 7)] == [5, 5, 4, 5, 6, 5]


def test_the_at_a_glance_table_has_21_cells():
    assert Observation.objects.filter(council__slug="buckinghamshire").count() == 21


def test_a_bound_stands_beside_exact_comparators():
    figure = Observation.objects.get(council__slug="dorset")
    assert (figure.bound, figure.value) == ("above", 70)
    values = figure.measure.comparators.values_list("value", flat=True)
    assert sorted(values) == [55, 56, 65]


def test_forums():
    names = list(Forum.objects.values_list("name", flat=True))
    assert len(names) == 8
    assert set(names) == FORUMS


def test_buckinghamshires_survey():
    numbers = dict(SurveyGroup.objects.filter(part_of=None).values_list("number", "pk"))
    assert set(numbers) == {49, 88}
    parts = SurveyGroup.objects.filter(part_of=numbers[88]).order_by("position")
    assert list(parts.values_list("number", flat=True)) == [25, 24, 21, 7, 11]
    assert SurveyGroup.objects.get(part_of=numbers[49]).number == 29


def test_bcp_names_five_linked_strategies_and_replaces_three():
    named = Reference.objects.filter(council__slug="bcp").values_list("kind", flat=True)
    counted = Counter(named)
    assert (counted["linked"], counted["replaces"]) == (5, 3)


@pytest.mark.parametrize(("slug", "lines"), [("buckinghamshire", 17), ("bromley", 14)])
def test_legislation(slug, lines):
    kind = Reference.Kind.LEGISLATION
    assert Reference.objects.filter(council__slug=slug, kind=kind).count() == lines


def test_implications():
    kind = ReportSection.Kind.IMPLICATION
    sections = ReportSection.objects.filter(council__slug="cambridgeshire", kind=kind)
    assert sections.count() == 7


def test_nineteen_seats_of_which_one_is_listed_twice():
    seats = Seat.objects.filter(council__slug="buckinghamshire", body__key="panel")
    assert seats.count() == 19
    assert seats.filter(same_as__isnull=False).count() == 1


def test_strategy_group_has_a_chair_and_fourteen_roles():
    seats = Seat.objects.filter(council__slug="bromley", body__key="strategy-group")
    assert seats.count() == 15


@pytest.mark.parametrize(
    ("slug", "kind", "number"),
    [
        ("bcp", StatementKind.PRINCIPLE, 9),
        ("bcp", StatementKind.WHAT_MATTERS, 6),
        ("bromley", StatementKind.PRIORITY, 8),
        ("bromley", StatementKind.GUIDING_PRINCIPLE, 10),
        ("dorset", StatementKind.STATUTORY_PRINCIPLE, 7),
        ("dorset", StatementKind.VALUE, 3),
        ("cambridgeshire", StatementKind.OUTCOME_AREA, 7),
        ("buckinghamshire", StatementKind.COMMITMENT, 10),
        ("buckinghamshire", StatementKind.BELIEF, 6),
    ],
)
def test_statements(slug, kind, number):
    assert Statement.objects.filter(council__slug=slug, kind=kind).count() == number
