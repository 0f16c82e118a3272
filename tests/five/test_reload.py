"""Loading a strategy again takes none of an officer's work away."""

from datetime import date

import pytest

from boards.models import Body, BodyRules, Discipline, Seat, SeatDiscipline
from boards.seats.listing.services import add_seat
from councils.models import Council, FixtureModel, Publication, User
from councils.services import withdraw
from councils.writing import store
from measures.models import Measure, Observation, Target
from measures.services import record_figure, set_target
from pledges.models import Owner, PledgeSet, Promise, Statement
from pledges.services import set_owner
from tests.five.conftest import SLUGS
from tests.support.loading import load_council

WORK = (Publication, BodyRules, Seat, SeatDiscipline, Observation, Target, Owner)


def work_of_an_officer(council: Council, by: User) -> None:
    """Something decided in every way a strategy's own rows can be decided on."""
    withdraw(by=by, row=PledgeSet.objects.of(council).first())
    day = date(2026, 3, 31)
    promise = Promise.objects.of(council).first()
    set_owner(by=by, promise=promise, role="Head of Care", from_day=day)
    for statement in Statement.objects.of(council).filter(is_to_young_people=True):
        set_owner(by=by, statement=statement, role="Head of Care", from_day=day)
    body = Body.objects.of(council).filter(rules__isnull=False).first()
    seat = add_seat(by=by, body=body, title="A seat the strategy does not list")
    discipline = Discipline.objects.of(council).first()
    if discipline:
        store(SeatDiscipline(council=council, seat=seat, discipline=discipline))
    later = body.rules.first()
    later.pk, later.key, later.in_force_from = None, "rules-later", date(2026, 11, 1)
    store(later)
    measure = Measure.objects.of(council).filter(unit=Measure.Unit.COUNT).first()
    if measure:
        record_figure(by=by, measure=measure, period_end=day, numerator=40)
        set_target(by=by, measure=measure, in_force_from=day, value=50, tolerance=5)


def kept(council: Council) -> dict[str, list[tuple]]:
    """Every row that a strategy brings or an officer made, value by value."""
    models = {*WORK, *(m for m in FixtureModel.__subclasses__())}
    return {
        model._meta.label: list(model.objects.of(council).order_by("pk").values_list())
        for model in models
    }


@pytest.mark.parametrize("slug", SLUGS)
def test_what_an_officer_did_is_there_as_it_was(five, slug):
    council = five[slug]
    work_of_an_officer(council, User.objects.get(username="publisher"))
    before = kept(council)
    load_council(slug)
    assert kept(council) == before
    withdrawn = PledgeSet.objects.of(council).first()
    assert withdrawn not in PledgeSet.objects.of(council).public()


@pytest.mark.parametrize("slug", SLUGS)
def test_loading_one_council_touches_no_other(five, slug):
    others = [council for each, council in five.items() if each != slug]
    before = [kept(council) for council in others]
    load_council(slug)
    assert [kept(council) for council in others] == before
