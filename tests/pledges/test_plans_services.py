"""Plans: items, how they go, and what of them everybody reads."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from boards.packs.audience import Audience
from boards.packs.blocks import Slip, Table
from boards.packs.plan_blocks import NOT_PUBLISHED, plan_blocks
from boards.packs.theme_blocks import theme_blocks
from councils.models import User
from councils.roles import Role
from councils.writing import Conflict, Refused
from pledges.models import Plan, PlanIssue, PlanItem, PlanProgress
from pledges.plans import queries, services
from pledges.plans.standing import Progress
from tests.factories import councils, pledges

pytestmark = pytest.mark.django_db
TODAY = date(2026, 12, 2)
WHAT = {"what": "Find homes", "owner_role": "Head of Fostering", "due": "autumn 2026"}


@pytest.fixture
def plan(today) -> Plan:  # noqa: ARG001
    """A plan of a published strategy."""
    return pledges.PlanFactory(strategy=pledges.StrategyFactory(published=True))


@pytest.fixture
def clerk() -> User:
    return councils.UserFactory()


def add(plan: Plan, clerk: User, **said: object) -> PlanItem:
    return services.add_item(by=clerk, plan=plan, **{**WHAT, **said})


def say(item: PlanItem, by: User, words: str = "Well.", seen: int | None = None) -> PlanProgress:
    return services.report_progress(
        by=by, item=item, status=Progress.ON_TRACK, words=words, seen=seen
    )


def items(plan: Plan) -> list[queries.Item]:
    return queries.plan_items(PlanItem.objects.filter(plan=plan), today=TODAY)


def publish(plan: Plan, by: User) -> PlanIssue:
    return services.publish_plan(by=by, plan=plan, seen=queries.seen_of(items(plan)))


def test_the_same_form_sent_twice_makes_one_item(plan, clerk):
    first = add(plan, clerk)
    assert add(plan, clerk) == first
    assert first.due == "Autumn 2026"
    assert add(plan, clerk, what="Find more").position == 2


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"owner_role": "Mrs Jones"}, "owner_role"),
        ({"partner": "Dr Smith"}, "partner"),
        ({"due": "soon"}, "due"),
        ({"due": "9999"}, "due"),
        ({"what": " "}, "what"),
    ],
)
def test_what_is_wrong_is_named(plan, clerk, said, field):
    with pytest.raises(ValidationError) as wrong:
        add(plan, clerk, **said)
    assert list(wrong.value.message_dict) == [field]
    assert not PlanItem.objects.exists()


def test_a_second_editor_of_an_item_is_told(plan, clerk):
    promise = pledges.PromiseFactory(council=plan.council)
    item = add(plan, clerk, promises=[promise])
    services.write_item(by=clerk, item=item, version=1, **{**WHAT, "due": "2027"})
    assert not item.links.exists()
    assert item.links.model.history.filter(history_type="-").count() == 1
    with pytest.raises(Conflict) as conflict:
        services.write_item(by=clerk, item=item, version=1, **{**WHAT, "due": "2028"})
    assert conflict.value.current.due == "2027"
    services.write_item(by=clerk, item=item, version=1, **{**WHAT, "due": "2027"})
    assert PlanItem.history.filter(id=item.pk).count() == 2


def test_what_was_said_stays_and_the_last_word_holds(plan, clerk):
    item = add(plan, clerk)
    assert items(plan)[0].stands.sentence == "nothing said yet, overdue"
    first = say(item, clerk)
    assert say(item, clerk) == first
    with pytest.raises(Conflict):
        say(item, councils.UserFactory(), "Badly.")
    say(item, councils.UserFactory(), "Badly.", seen=first.pk)
    assert item.progress.count() == 2
    assert items(plan)[0].words == "Badly."
    assert queries.told(items(plan)) == "1 item: 1 on track; 1 is overdue."


def test_how_it_goes_is_said(plan, clerk):
    with pytest.raises(ValidationError):
        say(add(plan, clerk), clerk, "  ")


def test_everybody_reads_what_was_published_and_nothing_that_was_said_since(plan, clerk, client):
    page = reverse("pledges:plan_detail", args=[plan.council.slug, plan.key])
    with pytest.raises(Refused, match="nothing in the plan"):
        publish(plan, clerk)
    item = add(plan, clerk)
    assert "is not published yet" in client.get(page).content.decode()
    said = say(item, clerk, "Six families.")
    issue = publish(plan, clerk)
    assert publish(plan, clerk) == issue
    say(item, clerk, "Two left again.", seen=said.pk)
    shown = client.get(page).content.decode()
    assert "Six families." in shown
    assert "by the end of Autumn 2026" in shown
    assert "Two left again." not in shown


def test_nobody_publishes_what_they_have_not_seen(plan, clerk):
    item = add(plan, clerk)
    seen = queries.seen_of(items(plan))
    say(item, clerk)
    with pytest.raises(Conflict):
        services.publish_plan(by=clerk, plan=plan, seen=seen)


def test_the_page_says_why_something_is_refused(plan, client_as):
    officer = client_as(Role.PROPER_OFFICER, plan.council)
    page = reverse("pledges:plan_publish", args=[plan.council.slug, plan.key])
    answer = officer.post(page, {"seen": "old"}, follow=True).content.decode()
    assert "There is nothing in the plan yet" in answer


# Packs ----------------------------------------------------------------------------------------------


@pytest.fixture
def theme(plan):
    """A theme, under which a promise is looked at that something is done for."""
    made = pledges.ThemeFactory(strategy=plan.strategy)
    promise = pledges.PromiseFactory(council=plan.council)
    pledges.PromiseThemeFactory(promise=promise, theme=made)
    item = add(plan, councils.UserFactory(), promises=[promise])
    say(item, councils.UserFactory(), "Six families.")
    add(plan, councils.UserFactory(), what="Something else")
    return made


def blocks(plan: Plan, kind: str, theme: object) -> list:
    return plan_blocks(Audience(plan.council, kind, TODAY), theme, iter(("4.9", "4.10")))


@pytest.mark.parametrize("kind", ["members", "forum"])
def test_those_of_the_body_and_the_forum_get_them_as_they_stand(plan, theme, kind):
    heading, table = blocks(plan, kind, theme)
    assert heading.text == "What the plans say"
    assert isinstance(table, Table)
    assert table.number == "4.9"
    what, who = "Find homes", "Head of Fostering"
    due, status = "by the end of Autumn 2026", "on track, overdue"
    assert table.rows == ((what, who, due, status, "Six families."),)


def test_the_public_gets_what_was_published_under_the_same_number(plan, theme):
    _, slip = blocks(plan, "public", theme)
    assert slip == Slip("4.9", NOT_PUBLISHED)
    publish(plan, councils.UserFactory())
    item = PlanItem.objects.get(what="Find homes")
    say(item, councils.UserFactory(), "Two left.", seen=item.progress.get().pk)
    _, table = blocks(plan, "public", theme)
    assert table.number == "4.9"
    assert table.rows[0][-1] == "Six families."


def test_a_body_without_themes_gets_all_of_them(plan, theme):
    assert theme
    _, table = blocks(plan, "members", None)
    assert [row[0] for row in table.rows] == ["Find homes", "Something else"]
    assert table.rows[1][-1] == "nothing yet"


def test_a_theme_for_which_nothing_is_done_gets_nothing(plan, theme):
    assert blocks(plan, "members", pledges.ThemeFactory(strategy=theme.strategy)) == []


def test_what_another_set_replaced_is_not_in_the_papers(plan, theme):
    """The new promises stand there in its place, where they are looked at under the theme."""
    old = theme.promise_links.get().promise
    audience = Audience(plan.council, "members", TODAY)

    def texts() -> list[str]:
        made = theme_blocks(audience, theme, iter(f"4.{n}" for n in range(1, 99)))
        return [block.text for block in made if block.name == "promise"]

    assert texts() == [old.text]
    new_set = pledges.NewSetFactory(council=plan.council)
    new = pledges.PromiseFactory(pledge_set=new_set.pledge_set)
    pledges.PromiseThemeFactory(promise=new, theme=theme)
    pledges.ReplacementFactory(new_set=new_set, old_set=old.pledge_set)
    assert texts() == [old.text]
    new_set.published_at, new_set.published_by = new_set.drafted_at, new_set.drafted_by
    new_set.save()
    new_set.pledge_set.state = "in_force"
    new_set.pledge_set.save()
    assert texts() == [new.text]
