"""The demo's long history: enough quarters for limits, and a red figure with its action."""

from datetime import date

import pytest

from corporate_parenting import demo_figures
from councils import clock
from measures.models import Measure, Observation
from measures.queries import cards
from measures.rating import Colour
from tests.factories.councils import CouncilFactory, UserFactory
from tests.factories.measures import MeasureFactory


@pytest.mark.parametrize("today", [date(2026, 12, 2), date(2026, 5, 25), date(2028, 2, 29)])
def test_the_last_quarter_is_red_and_more_than_chance(db, today: date) -> None:  # noqa: ARG001
    """On whichever day the demo is made."""
    council = CouncilFactory()
    MeasureFactory(council=council, key=demo_figures.QUARTERLY)
    with clock.set_to(today):
        demo_figures.play(council, by=UserFactory(), today=today)
    measures = Measure.objects.filter(council=council, key=demo_figures.QUARTERLY)
    figures = Observation.objects.of(council).filter(signed_off_at__isnull=False)
    (shown,) = cards(measures, today=today, limit=5, figures=figures)
    assert len(shown.figures) == 16
    assert all(figure.is_invented for figure in shown.figures)
    assert shown.rating.colour is Colour.RED
    assert shown.action.endswith(demo_figures.ACTION)
    assert any(each.words.startswith("Outside the limits") for each in shown.news)
    assert (today - shown.latest.as_at).days < 140
