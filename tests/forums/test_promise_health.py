"""The promise health check with what measures and forums know."""

from datetime import date

import pytest

from forums.templatetags.promise_health import health_of
from pledges import health
from pledges.health import Check
from pledges.models import PledgeSet
from tests.factories import forums, measures, pledges

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def found(pledge_set: PledgeSet) -> dict[Check, str]:
    """What was found of the only promise."""
    (looked,) = health_of(pledge_set).looked
    return {each.check: each.words for each in looked.found}


def test_a_promise_that_nobody_measures_and_nobody_was_asked_about():
    promise = pledges.PromiseFactory(text="see you")
    assert found(promise.pledge_set) == {
        Check.OWNER: health.NOBODY,
        Check.MEASURE: health.NO_MEASURE,
        Check.TEST: health.NO_TEST,
        Check.AWARENESS: health.NOT_ASKED,
    }


def test_a_measure_in_use_and_a_role_are_enough():
    promise = pledges.PromiseFactory(text="see you", how_often="every month")
    pledges.OwnerFactory(promise=promise)
    measure = measures.MeasureFactory(council=promise.council)
    measures.MeasureLinkFactory(measure=measure, promise=promise)
    assert set(found(promise.pledge_set)) == {Check.AWARENESS}


def test_what_is_hard_to_read_is_said_with_its_age():
    promise = pledges.PromiseFactory(
        text="facilitate appropriate multidisciplinary consideration of individual circumstances"
    )
    assert found(promise.pledge_set)[Check.READING].startswith("Reads with ease at the age of")


def test_of_a_draft_nobody_was_asked_yet():
    promise = pledges.PromiseFactory(pledge_set__own=True, text="see you")
    assert Check.AWARENESS not in found(promise.pledge_set)


@pytest.mark.parametrize(
    ("heard", "said"),
    [(3, "Of the young people who were asked, few had heard of it."), (7, None)],
)
def test_the_last_time_they_were_asked_counts(heard, said):
    promise = pledges.PromiseFactory(text="see you")
    forum = forums.ForumFactory(council=promise.council, published=True)
    for day, number in ((date(2026, 3, 4), 10 - heard), (date(2026, 6, 3), heard)):
        session = forums.SessionFactory(forum=forum, held_on=day, came=10, finished=True)
        forums.VerdictFactory(
            session=session, promise=promise, had_heard=number, had_not_heard=10 - number
        )
    assert found(promise.pledge_set).get(Check.AWARENESS) == said
