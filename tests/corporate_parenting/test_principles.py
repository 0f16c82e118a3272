"""The crosswalk: which principles no promise serves, and how others word and measure the same."""

import pytest
from django.urls import reverse

from corporate_parenting.principles import gaps, promises_for_all
from councils.models import Council
from councils.services import publish
from measures.models import Measure
from pledges.models import PledgeSet
from tests.factories import councils, measures, pledges
from tests.support.loading import load_council

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(today) -> tuple[Council, Council]:  # noqa: ARG001
    """Buckinghamshire, whose five promises serve four of the seven, and Dorset with its measures."""
    made = load_council("buckinghamshire"), load_council("dorset")
    for council in made:
        for model in (PledgeSet, Measure):
            publish(by=councils.UserFactory(), rows=model.objects.of(council))
    return made


def page(council: Council, client) -> str:
    return client.get(reverse("council_principles", args=[council.slug])).content.decode()


def test_what_none_of_buckinghamshire_s_promises_serves(two, client):
    ours, _ = two
    shown = page(ours, client)
    after = shown.partition("What none of ours serves plainly")[2]
    listed = after.partition("</ul>")[0]
    assert "make the best use of, services" in listed
    assert "prepare them for adulthood" in listed
    assert "promote their health" not in listed
    said = {name: words for name, words, _ in gaps(two, list(promises_for_all()))}
    assert said[str(ours)] == (
        "No promise serves: getting at services and getting ready for adulthood."
    )


def test_how_another_council_words_and_measures_the_same(two, client):
    ours, dorset = two
    shown = page(ours, client)
    assert "work together and guide them into adulthood" in shown
    counted = Measure.objects.of(dorset).filter(priority__key="priority-5").first()
    assert counted.title in shown


def test_only_what_others_have_published_is_shown(two, client):
    ours, _ = two
    hidden = pledges.PromiseFactory(text="zqhidden", serves=["health"])
    drafted = pledges.PromiseFactory(pledge_set__own=True, text="zqdrafted", serves=["health"])
    councils.PublicationFactory(row=drafted.pledge_set)
    measures.MeasureLinkFactory(
        measure=measures.MeasureFactory(council=hidden.council, short_title="zqcounted"),
        promise=hidden,
    )
    shown = page(ours, client)
    assert "zq" not in shown


def test_a_promise_and_what_is_counted_for_it_stand_together(two, client):
    ours, dorset = two
    promise = PledgeSet.objects.of(dorset).get().promises.get(key="adulthood")
    measure = Measure.objects.of(dorset).order_by("position").first()
    measures.MeasureLinkFactory(measure=measure, promise=promise)
    shown = page(ours, client)
    assert "Counted: <a" in shown
    assert shown.index("guide them into adulthood") < shown.index("Counted:")
