"""What measures mean: the same form sent twenty times at once makes one record."""

from collections.abc import Callable
from datetime import date

import pytest

from councils.models import User
from measures.definitions import services
from measures.definitions.cuts import Part
from measures.definitions.life import State
from measures.models import Breakdown, Definition, LifeStep, Measure, MeasureLink, Split
from tests.factories import councils, measures, pledges
from tests.journeys.test_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)
CLICKS = 20
FROM = date(2026, 4, 1)

Send = Callable[[int], object]


def a_draft(measure: Measure, by: User) -> Send:
    """The next version is written."""
    said = {"in_force_from": FROM, "reason": "Why.", "cohort": "All"}
    return lambda _: services.write_draft(by=by, measure=measure, **said)


def a_measure(measure: Measure, by: User) -> Send:
    """A measure of the officers' own is added."""
    said = {"title": "Visits", "short_title": "Visits", "unit": "count", "polarity": "high"}
    said |= {"numerator_words": "visits", "in_force_from": FROM}
    return lambda _: services.add_measure(by=by, council=measure.council, **said)


def an_end(measure: Measure, by: User) -> Send:
    """A measure is retired."""
    said = {"to": State.RETIRED, "on": FROM, "reason": "Why."}
    return lambda _: services.move(by=by, measure=measure, **said)


def groups(measure: Measure, by: User) -> Send:
    """It is cut by groups."""
    said = {"name": "Disability", "groups": ["Yes", "No"]}
    return lambda _: services.add_breakdown(by=by, measure=measure, **said)


def a_split(measure: Measure, by: User) -> Send:
    """A figure's groups are recorded."""
    breakdown = measures.BreakdownFactory(measure=measure)
    figure = measures.ObservationFactory(measure=measure)
    said = {"breakdown": breakdown, "observation": figure}
    parts = [Part(50, 80), Part(250, 320)]
    return lambda _: services.record_split(by=by, **said, parts=parts)


@pytest.mark.parametrize(
    ("made_ready", "model"),
    [
        (a_draft, Definition),
        (a_measure, Measure),
        (an_end, LifeStep),
        (groups, Breakdown),
        (a_split, Split),
    ],
)
def test_what_is_sent_twenty_times_at_once_is_written_once(
    made_ready: Callable[[Measure, User], Send], model: type
) -> None:
    """Each of the twenty gets the one that was made, and none is refused."""
    send = made_ready(measures.MeasureFactory(), councils.UserFactory())
    before = set(model.objects.values_list("pk", flat=True))
    made = at_once(CLICKS, send)
    assert not [each for each in made if isinstance(each, Exception)]
    (new,) = set(model.objects.values_list("pk", flat=True)) - before
    assert {each.pk for each in made} == {new}


def test_a_draft_put_in_use_twenty_times_at_once_is_so_once() -> None:
    """Pressed again, it says the same; a link is made once too."""
    by, draft = councils.UserFactory(), measures.DefinitionFactory()
    used = at_once(
        CLICKS, lambda _: services.put_in_use(by=by, definition=draft, version=draft.version)
    )
    assert {each.version for each in used} == {draft.version + 1}
    promise = pledges.PromiseFactory(council=draft.council)
    linked = {"by": by, "measure": draft.measure, "promises": [promise], "themes": []}
    at_once(CLICKS, lambda _: services.link(**linked))
    assert MeasureLink.objects.count() == 1
