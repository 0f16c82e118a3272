"""The demo's new promises and plans: enough to look at, and enough left to do."""

import pytest

from corporate_parenting import demo_lineage
from councils.models import Council
from councils.services import publish
from pledges.lineage.queries import whole_of
from pledges.models import NewSet, Plan, PledgeSet, Promise, Strategy
from pledges.plans.queries import newest_issue, plan_items
from tests.conftest import TODAY
from tests.factories.councils import UserFactory
from tests.support.loading import load_council

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def play(slug: str) -> Council:
    """A council's new promises and plan, as the demo has them."""
    council = load_council(slug)
    for model in (Strategy, PledgeSet):
        publish(by=UserFactory(), rows=model.objects.of(council))
    by = {"clerk": UserFactory(), "worker": UserFactory(), "publisher": UserFactory()}
    demo_lineage.play(council, **by, today=TODAY)
    return council


def test_bcp_has_most_answers_and_some_to_give():
    council = play("bcp")
    whole = whole_of(NewSet.objects.get(council=council))
    assert whole.ready.old == 56
    assert 10 < whole.ready.without_answer < 30
    assert whole.ready.not_heard == 1
    assert len(whole.promises) == 8
    assert not Promise.objects.of(council).public().filter(pledge_set__is_own=True).exists()


def test_buckinghamshire_renews_its_pledge():
    whole = whole_of(NewSet.objects.get(council=play("buckinghamshire")))
    assert (whole.ready.old, whole.ready.without_answer, whole.ready.not_heard) == (5, 1, 1)


@pytest.mark.parametrize("slug", ["bcp", "bromley", "cambridgeshire"])
def test_a_plan_with_how_it_goes_published_in_the_middle(slug):
    plan = Plan.objects.get(council=play(slug))
    items = plan_items(plan.items.all(), today=TODAY)
    assert [item.stands.words for item in items] == ["at risk", "late", "done", "nothing said yet"]
    assert [item.stands.is_overdue for item in items] == [False, True, False, False]
    told = [row["words"] for row in newest_issue(plan).rows]
    assert told != [item.words for item in items]
