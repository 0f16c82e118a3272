"""What is odd about a loaded council is listed, and refuses nothing."""

from datetime import date

import pytest

from corporate_parenting.strategy_check.oddities import (
    KINDS,
    oddities,
    uncovered,
    where_they_differ,
)
from councils.models import Council
from measures.models import Measure, Observation
from pledges.models import (
    Approval,
    Plan,
    PledgeSet,
    Promise,
    StatedCount,
    Statement,
    StatementKind,
    Strategy,
)
from pledges.services import end_owner, set_owner
from tests.factories.councils import UserFactory
from tests.factories.pledges import NewSetFactory, ReplacementFactory
from tests.support.loading import FIXTURES, load_council

TODAY = date(2026, 12, 2)

pytestmark = pytest.mark.django_db


def odd(council: Council) -> list[tuple[str, str, str]]:
    return [(each.kind, each.where, each.what) for each in oddities(council, today=TODAY)]


def test_what_is_odd_about_buckinghamshire(buckinghamshire):
    without = "No measure tells whether “{}” is kept."
    school, healthy, listen, believe = (
        "work with you and your school/ teachers so that you can do …",
        "help to keep you healthy and feel well.",
        "listen to what you have to say and how you feel when we are…",
        "believe in you.",
    )
    assert odd(buckinghamshire) == [
        (
            "review-overdue",
            "pledges.strategy strategy-2020",
            "Its review: Overdue by 1,067 days: it was due in 2023.",
        ),
        (
            "promise-without-theme",
            "pledges.promise believe",
            "“believe in you.” is under no theme.",
        ),
        (
            "promise-without-owner",
            "pledges.pledgeset our-pledge",
            "None of the 5 promises of “Our Pledge” has an owner: nobody is named as responsible.",
        ),
        ("promise-without-measure", "pledges.promise school", without.format(school)),
        ("promise-without-measure", "pledges.promise healthy", without.format(healthy)),
        ("promise-without-measure", "pledges.promise listen", without.format(listen)),
        ("promise-without-measure", "pledges.promise believe", without.format(believe)),
        ("age-gap", "Buckinghamshire Council", "No forum is for ages 0 to 4."),
        (
            "age-gap",
            "Buckinghamshire Council",
            "No forum is for ages 19 to 25. Care leavers may come, whatever their age.",
        ),
        (
            "seat-twice",
            "boards.seat camhs-again",
            (
                "“Children's Adolescent Mental Health Services Representative” is the seat "
                "“CAMHS representative”, listed twice."
            ),
        ),
    ]


def added(kind: str, council: Council) -> list[str]:
    """What is said of one kind."""
    return [what for found_kind, _, what in odd(council) if found_kind == kind]


@pytest.fixture
def strategy(buckinghamshire) -> Strategy:
    return Strategy.objects.of(buckinghamshire).get()


def test_a_stated_count_that_is_not_the_counted_one(buckinghamshire, strategy):
    rows = {"council": buckinghamshire, "strategy": strategy, "words": "six beliefs"}
    StatedCount.objects.create(key="right", kind=StatementKind.BELIEF, number=6, **rows)
    assert not added("stated-count", buckinghamshire)
    part = Statement.objects.get(key="belief-6")
    part.part_of = Statement.objects.get(key="belief-5")
    part.save()
    assert added("stated-count", buckinghamshire) == [
        "6 beliefs are stated (“six beliefs”), and 5 are listed."
    ]


@pytest.mark.parametrize("words", ["Strategy 2021-2024", "Strategy 2021 to 2024"])
def test_a_period_that_differs_from_the_text(buckinghamshire, strategy, words):
    strategy.title = words
    strategy.save()
    assert added("stated-period", buckinghamshire) == [
        "The text speaks of 2021 to 2024; the period is 2020 to 2023."
    ]


def test_what_is_dated_after_the_period(buckinghamshire, strategy):
    strategy.review_due, strategy.last_updated = "Spring 2024", "2023"
    strategy.save()
    Approval.objects.create(
        council=buckinghamshire,
        strategy=strategy,
        key="late",
        position=1,
        who="Cabinet",
        when="1 January 2024",
        outcome=Approval.Outcome.PLANNED,
    )
    assert added("after-the-period", buckinghamshire) == [
        "It is to be reviewed (Spring 2024) after its period ends (2023).",
        "It is before Cabinet (1 January 2024) after its period ends (2023).",
    ]
    assert added("open-approval", buckinghamshire) == [
        "Cabinet was to see it (1 January 2024); what came of it is not recorded."
    ]
    assert added("review-overdue", buckinghamshire) == [
        "Its review: Overdue by 915 days: it was due in Spring 2024."
    ]


def test_a_review_is_overdue_only_when_its_period_has_gone_by(buckinghamshire):
    on = [oddities(buckinghamshire, today=day) for day in (date(2023, 12, 31), date(2024, 1, 1))]
    assert ["review-overdue" in {each.kind for each in found} for found in on] == [False, True]


def test_plans_sets_and_wordings(buckinghamshire, strategy):
    rows = {"council": buckinghamshire, "strategy": strategy, "title": "Something"}
    Plan.objects.create(key="plan", kind=Plan.Kind.ACTION, **rows)
    PledgeSet.objects.create(
        key="to-come", state=PledgeSet.State.ANNOUNCED, has_text=False, audience="all", **rows
    )
    belief = Statement.objects.get(key="belief-3")
    belief.also_worded = "Young people need trusted adults."
    belief.save()
    assert added("plan-without-items", buckinghamshire) == [
        "“Something” is named; its items are not here."
    ]
    assert added("set-without-words", buckinghamshire) == [
        "“Something” has no words: it is announced; its words are still to come."
    ]
    assert added("two-wordings", buckinghamshire) == [
        (
            "“Our young people need and deserve support from trusted adul…” is elsewhere worded "
            "“Young people need trusted adults.”."
        )
    ]


def test_a_statement_to_young_people_needs_a_measure_too(buckinghamshire):
    belief = Statement.objects.get(key="belief-3")
    belief.is_to_young_people = True
    belief.save()
    assert len(added("promise-without-measure", buckinghamshire)) == 5
    measure = Measure.objects.get(key="care-leavers")
    measure.priority = belief
    measure.save()
    assert len(added("promise-without-measure", buckinghamshire)) == 4


NOBODY = "has no owner: nobody is named as responsible."


def without_owner(council: Council) -> list[str]:
    """Where nobody is named, and what is said of it."""
    return [f"{where}: {what}" for kind, where, what in odd(council) if "owner" in kind]


def test_a_promise_has_no_owner_until_one_is_named(buckinghamshire):
    """Nobody is named for any: one line. For some: a line for each of the others."""
    believe, *others = Promise.objects.of(buckinghamshire).order_by("-position")
    assert believe.key == "believe"
    for promise in others:
        set_owner(by=UserFactory(), promise=promise, role="Head of Care", from_day=TODAY)
    assert without_owner(buckinghamshire) == [
        f"pledges.promise believe: “believe in you.” {NOBODY}"
    ]
    owner = set_owner(by=UserFactory(), promise=believe, role="Head of Care", from_day=TODAY)
    assert not without_owner(buckinghamshire)
    end_owner(by=UserFactory(), owner=owner, last_day=TODAY)
    assert not without_owner(buckinghamshire)
    tomorrow = oddities(buckinghamshire, today=date(2026, 12, 3))
    assert [each.where for each in tomorrow if "owner" in each.kind] == ["pledges.promise believe"]


def test_what_another_set_has_replaced_needs_no_owner_any_more(buckinghamshire):
    """Nobody is held to it."""
    old = PledgeSet.objects.of(buckinghamshire).get(key="our-pledge")
    new = NewSetFactory(council=buckinghamshire, promised=True)
    assert without_owner(buckinghamshire)
    ReplacementFactory(new_set=new, old_set=old)
    assert not without_owner(buckinghamshire)


def test_a_statement_to_young_people_has_no_owner_until_one_is_named():
    """Bromley's ten, and the 26 promises that providers make."""
    council = load_council("bromley")
    promises = (
        "pledges.pledgeset placement-promises: None of the 26 promises of “Placement Promises” "
        "has an owner: nobody is named as responsible."
    )
    assert without_owner(council) == [
        promises,
        (
            "pledges.strategy strategy-2014: None of the 10 statements to young people has an owner: "
            "nobody is named as responsible."
        ),
    ]
    first, *others = Statement.objects.of(council).filter(is_to_young_people=True)
    for statement in others:
        set_owner(by=UserFactory(), statement=statement, role="Head of Care", from_day=TODAY)
    assert without_owner(council) == [
        promises,
        (
            "pledges.statement guiding-promise: “We will only promise you things that we know we can "
            f"do and …” {NOBODY}"
        ),
    ]
    set_owner(by=UserFactory(), statement=first, role="Head of Care", from_day=TODAY)
    assert without_owner(council) == [promises]


def test_for_what_is_not_in_force_no_owner_is_missed():
    """The pledges of three councils that are no more; the one statement is named by itself."""
    assert without_owner(load_council("bcp")) == [
        (
            "pledges.statement mission: “We will be the best corporate parents and grandparents so t…” "
            f"{NOBODY}"
        )
    ]


def test_without_themes_and_measures_it_is_said_once():
    council = load_council("cambridgeshire")
    assert added("promise-without-theme", council) == [
        "It names no themes, so no meeting comes to its 10 promises."
    ]
    assert added("promise-without-measure", council) == [
        "No measure is loaded, so nothing tells whether its 10 promises are kept."
    ]


def test_each_kind_of_oddity_is_seen_somewhere_in_the_five_councils():
    """But for what they do not have: no two wordings of one sentence are a matter of chance."""
    slugs = sorted(file.stem for file in FIXTURES.glob("*.yaml"))
    seen = {kind for slug in slugs for kind, _, _ in odd(load_council(slug))}
    assert len(KINDS) == 16
    assert {"stated-count", "review-overdue", "plan-without-items", "age-gap"} <= seen
    assert {"set-without-words", "silent-rules", "seat-twice", "two-on-a-line"} <= seen
    assert {"silent-measure", "open-approval", "after-the-period"} <= seen


def test_a_date_that_was_loaded_unchecked_stops_nothing(buckinghamshire, strategy):
    strategy.period_to, strategy.review_due = "soon", "later"
    strategy.save()
    assert {"seat-twice"} <= {kind for kind, _, _ in odd(buckinghamshire)}


def test_two_wordings_are_shown_where_they_differ():
    alike = "Increase opportunities to hear the voice of our children and young people "
    assert where_they_differ(f"{alike}in care.", f"{alike}and care leavers.") == (
        "… young people in care.",
        "… young people and care leavers.",
    )
    assert where_they_differ("Homes", "Houses") == ("Homes", "Houses")


@pytest.mark.parametrize(
    ("ranges", "gaps"),
    [
        ([(5, 9), (10, 15), (16, 21)], [(0, 4), (22, 25)]),
        ([(5, 18)], [(0, 4), (19, 25)]),
        ([(None, None)], []),
        ([(0, 10), (12, None)], [(11, 11)]),
        ([(None, 17)], [(18, 25)]),
        ([(5, 30), (None, 4)], []),
    ],
)
def test_ages_that_no_forum_is_for(ranges, gaps):
    assert uncovered(ranges) == gaps


def test_a_council_without_a_forum():
    council = Council.objects.create(
        slug="none", name="None", short_name="None", ons_code="E1", dfe_code="1"
    )
    assert odd(council) == [("no-forum", "None", "No forum is loaded: nobody is asked.")]


def test_rules_that_say_nothing(buckinghamshire):
    rules = buckinghamshire.bodyrules_set.get()
    rules.meetings_a_year, rules.frequency_words = None, ""
    rules.quorum_kind = rules.Quorum.NONE
    rules.save()
    assert added("silent-rules", buckinghamshire) == [
        "It is not stated how often it meets or what its quorum is."
    ]


def test_measures_that_say_nothing_and_two_on_one_line(buckinghamshire):
    first, second, *_ = Measure.objects.of(buckinghamshire)
    for measure in (first, second):
        measure.source_line, measure.months_between = 3, None
        measure.save()
    Observation.objects.filter(measure=first).delete()
    assert added("two-on-a-line", buckinghamshire) == [
        "Line 3 of the source holds 2 measures: “Children in care” and “Rate of care”."
    ]
    assert added("silent-measure", buckinghamshire) == [
        "“Children in care” has no figure, and it is not stated when one is due."
    ]
