"""Sets that officers write: drafted, answered for, heard, published, and unalterable after."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from councils import clock
from councils.models import Council, Publication, User
from councils.writing import Conflict, Refused
from pledges.lineage import queries, rules, services
from pledges.lineage.answers import services as answers
from pledges.lineage.rules import Kind
from pledges.models import Disposition, ForumHearing, NewSet, PledgeSet, Promise
from tests.factories import councils, pledges
from tests.support.loading import load_council

pytestmark = pytest.mark.django_db
TODAY = date(2026, 12, 2)


@pytest.fixture
def council(today) -> Council:  # noqa: ARG001
    return councils.CouncilFactory()


@pytest.fixture
def clerk() -> User:
    return councils.UserFactory()


@pytest.fixture
def old_set(council) -> PledgeSet:
    """Three promises, published."""
    made = pledges.PledgeSetFactory(council=council, title="Old pledge", published=True)
    for position in (1, 2, 3):
        pledges.PromiseFactory(pledge_set=made, position=position, key=f"old-{position}")
    return made


@pytest.fixture
def new_set(council, clerk, old_set) -> NewSet:
    """A draft with two promises that replaces the three."""
    made = services.draft_set(
        by=clerk,
        council=council,
        title="New pledge",
        stem="We will",
        audience="children in care",
        replaces=[old_set],
    )
    for text in ("see you", "hear you"):
        services.add_promise(by=clerk, new_set=made, text=text, how_often="every month")
    return made


def old(new_set: NewSet, position: int) -> Promise:
    return Promise.objects.get(council=new_set.council, key=f"old-{position}")


def new(new_set: NewSet, position: int) -> Promise:
    return new_set.pledge_set.promises.get(position=position)


def carry_on(new_set: NewSet, position: int, clerk: User) -> Disposition:
    return answers.answer(
        by=clerk,
        new_set=new_set,
        promise=old(new_set, position),
        kind=Kind.CARRIED_ON,
        successors=[new(new_set, 1)],
    )


def publish(new_set: NewSet, by: User) -> NewSet:
    return services.publish_set(by=by, new_set=new_set, seen=queries.whole_of(new_set).seen)


# Drafts ---------------------------------------------------------------------------------------------


def test_a_draft_is_nobody_s_promise(new_set, council):
    assert new_set.pledge_set.key == "own-new-pledge"
    assert new_set.pledge_set.state == PledgeSet.State.DRAFT
    councils.PublicationFactory(row=new_set.pledge_set)  # not even where somebody tried
    assert not PledgeSet.objects.of(council).public().filter(is_own=True).exists()
    assert not Promise.objects.of(council).public().filter(pledge_set__is_own=True).exists()
    assert not Promise.objects.of(council).standing().filter(pledge_set__is_own=True).exists()


def test_the_same_form_sent_twice_makes_one_set(council, clerk):
    said = {"title": "Pledge", "stem": "", "audience": "all", "replaces": []}
    pledges.StrategyFactory(council=council)
    first = services.draft_set(by=clerk, council=council, **said)
    assert services.draft_set(by=clerk, council=council, **said) == first
    with pytest.raises(ValidationError, match="there already"):
        services.draft_set(by=councils.UserFactory(), council=council, **said)


def test_a_council_without_a_strategy_has_nothing_it_could_belong_to(council, clerk):
    with pytest.raises(Refused, match="no strategy"):
        services.draft_set(
            by=clerk, council=council, title="A", stem="", audience="all", replaces=[]
        )


def test_promises_are_added_once_moved_and_taken_out(new_set, clerk):
    again = services.add_promise(
        by=clerk, new_set=new_set, text="hear you", how_often="every month"
    )
    assert again == new(new_set, 2)
    with pytest.raises(ValidationError, match="says this already"):
        services.add_promise(by=clerk, new_set=new_set, text="see you")
    third = services.add_promise(by=clerk, new_set=new_set, text="trust you")
    services.move_promise(by=clerk, new_set=new_set, promise=third, to=1)
    texts = new_set.pledge_set.promises.order_by("position").values_list("text", "position")
    assert list(texts) == [("trust you", 1), ("see you", 2), ("hear you", 3)]
    second = new(new_set, 2)
    for _ in ("pressed", "pressed again"):
        services.remove_promise(by=clerk, new_set=new_set, promise=second)
    assert list(new_set.pledge_set.promises.values_list("position", flat=True)) == [1, 2]
    fourth = services.add_promise(by=clerk, new_set=new_set, text="like you")
    assert fourth.key == "own-new-pledge-4"


def test_a_second_editor_of_a_promise_is_told(new_set, clerk):
    promise = new(new_set, 1)
    seen = queries.seen_of_promise(promise)
    said = {"new_set": new_set, "promise": promise, "seen": seen}
    services.write_promise(by=clerk, text="meet you", **said)
    with pytest.raises(Conflict) as conflict:
        services.write_promise(by=councils.UserFactory(), text="greet you", **said)
    assert conflict.value.current.text == "meet you"
    assert services.write_promise(by=clerk, text="meet you", **said).text == "meet you"


def test_a_second_editor_of_a_set_is_told(new_set, clerk, old_set):
    said = {"stem": "We will", "audience": "all", "replaces": [old_set]}
    seen = queries.seen_of_terms(new_set)
    services.write_set(by=clerk, new_set=new_set, title="Pledge", seen=seen, **said)
    with pytest.raises(Conflict):
        services.write_set(by=clerk, new_set=new_set, title="Other", seen=seen, **said)
    services.write_set(by=clerk, new_set=new_set, title="Pledge", seen=seen, **said)


def test_what_it_replaces_is_what_is_chosen(new_set, clerk, old_set, council):
    other = pledges.PledgeSetFactory(council=council, published=True)
    said = {"title": "New pledge", "stem": "We will", "audience": "children in care"}
    services.write_set(
        by=clerk, new_set=new_set, replaces=[other], seen=queries.seen_of_terms(new_set), **said
    )
    assert [row.old_set for row in new_set.replaces.all()] == [other]
    assert new_set.replaces.model.history.filter(history_type="-").count() == 1
    with pytest.raises(Refused, match="does not replace"):
        carry_on(new_set, 1, clerk)
    assert old_set.promises.count() == 3


# Answers --------------------------------------------------------------------------------------------


def test_an_answer_stays_and_the_last_one_holds(new_set, clerk):
    first = carry_on(new_set, 1, clerk)
    assert carry_on(new_set, 1, clerk) == first
    said = {"new_set": new_set, "promise": old(new_set, 1), "kind": Kind.DROPPED}
    with pytest.raises(Conflict):
        answers.answer(by=clerk, reason="Nobody uses it.", **said)
    second = answers.answer(by=clerk, reason="Nobody uses it.", seen=first.pk, **said)
    assert queries.dispositions(new_set) == {old(new_set, 1).pk: second}
    assert Disposition.objects.filter(new_set=new_set).count() == 2


def test_an_answer_goes_on_in_the_new_set_only(new_set, clerk):
    with pytest.raises(ValidationError, match="of the new set"):
        answers.answer(
            by=clerk,
            new_set=new_set,
            promise=old(new_set, 1),
            kind=Kind.MERGED,
            successors=[old(new_set, 2)],
        )


@pytest.mark.parametrize("kind", [Kind.CHANGED, Kind.DROPPED])
def test_what_is_changed_or_dropped_says_why(new_set, clerk, kind):
    into = [new(new_set, 1)] if kind is Kind.CHANGED else []
    with pytest.raises(ValidationError) as wrong:
        answers.answer(
            by=clerk, new_set=new_set, promise=old(new_set, 1), kind=kind, successors=into
        )
    assert wrong.value.message_dict == {"reason": [rules.NO_REASON]}


def test_a_promise_that_an_old_one_goes_on_in_is_not_taken_out(new_set, clerk):
    carry_on(new_set, 1, clerk)
    with pytest.raises(Refused, match="stays on record"):
        services.remove_promise(by=clerk, new_set=new_set, promise=new(new_set, 1))


# The forum ------------------------------------------------------------------------------------------


def drop(new_set: NewSet, clerk: User, position: int = 3, seen: int | None = None) -> Disposition:
    return answers.answer(
        by=clerk,
        new_set=new_set,
        promise=old(new_set, position),
        kind=Kind.DROPPED,
        reason=f"Nobody uses it ({seen}).",
        seen=seen,
    )


def hear(new_set: NewSet, dropped: Disposition, by: User, day: date = TODAY) -> list[ForumHearing]:
    return answers.record_hearing(
        by=by, new_set=new_set, dispositions=[dropped], forum="Unite", heard_on=day, said="Fine."
    )


def test_what_was_dropped_again_is_taken_to_them_again(new_set, clerk):
    worker, first = councils.UserFactory(), drop(new_set, clerk)
    (hearing,) = hear(new_set, first, worker)
    assert hear(new_set, first, worker) == [hearing]
    assert not queries.to_be_heard(queries.old_promises(new_set))
    second = drop(new_set, clerk, seen=first.pk)
    assert len(queries.to_be_heard(queries.old_promises(new_set))) == 1
    with pytest.raises(Refused, match="meanwhile"):
        hear(new_set, first, worker)
    hear(new_set, second, worker)


def test_they_are_asked_after_the_decision_and_before_tomorrow(new_set, clerk):
    dropped = drop(new_set, clerk)
    for day in (TODAY - timedelta(days=1), TODAY + timedelta(days=1)):
        with pytest.raises(ValidationError) as wrong:
            hear(new_set, dropped, clerk, day)
        assert "heard_on" in wrong.value.message_dict


def test_only_what_is_dropped_is_taken_to_them(new_set, clerk):
    with pytest.raises(Refused, match="meanwhile"):
        hear(new_set, carry_on(new_set, 1, clerk), clerk)


# Publishing -----------------------------------------------------------------------------------------


def ready(new_set: NewSet, clerk: User) -> NewSet:
    carry_on(new_set, 1, clerk)
    carry_on(new_set, 2, clerk)
    hear(new_set, drop(new_set, clerk), clerk)
    return new_set


def test_it_is_refused_while_something_is_missing(new_set, clerk):
    with pytest.raises(Refused, match="3 old promises have no answer yet"):
        publish(new_set, clerk)
    carry_on(new_set, 1, clerk)
    carry_on(new_set, 2, clerk)
    drop(new_set, clerk)
    with pytest.raises(Refused, match="1 promise is to be dropped and was not taken"):
        publish(new_set, clerk)
    new_set.refresh_from_db()
    assert not new_set.is_published
    assert new_set.pledge_set.state == PledgeSet.State.DRAFT


def test_it_is_published_with_what_became_of_the_old_ones(new_set, clerk, old_set, council):
    (before,) = queries.became([old(new_set, 3)])
    assert before.words == rules.NOT_DECIDED
    published = publish(ready(new_set, clerk), clerk)
    assert publish(published, clerk) == published
    assert Publication.objects.filter(council=council, key="own-new-pledge").count() == 1
    assert list(PledgeSet.objects.of(council).in_force()) == [published.pledge_set]
    assert old_set in PledgeSet.objects.of(council).public()
    found = queries.became(list(old_set.promises.order_by("position")))
    assert [each.words for each in found] == [
        "It was carried on.",
        "It was carried on.",
        "It was dropped.",
    ]
    assert found[0].goes_on_in == [new(new_set, 1)]
    before = queries.came_from(new(new_set, 1))
    assert [row.promise for row in before] == [old(new_set, 1), old(new_set, 2)]


def test_nobody_publishes_what_they_have_not_seen(new_set, clerk):
    seen = queries.whole_of(ready(new_set, clerk)).seen
    services.add_promise(by=clerk, new_set=new_set, text="and more")
    with pytest.raises(Conflict):
        services.publish_set(by=clerk, new_set=new_set, seen=seen)


def test_nor_other_themes_nor_that_it_is_the_words_of_another(new_set, clerk, council):
    seen = {queries.whole_of(ready(new_set, clerk)).seen}
    theme = pledges.ThemeFactory(strategy=new_set.pledge_set.strategy)
    promise = new(new_set, 1)
    services.write_promise(
        by=clerk,
        new_set=new_set,
        promise=promise,
        text=promise.text,
        themes=[theme],
        how_often=promise.how_often,
        seen=queries.seen_of_promise(promise),
    )
    seen.add(queries.whole_of(new_set).seen)
    new_set.words_of = pledges.PledgeSetFactory(council=council, state="announced")
    new_set.save()
    seen.add(queries.whole_of(new_set).seen)
    assert len(seen) == 3


def test_of_two_drafts_that_replace_one_set_the_second_is_told(new_set, clerk, old_set, council):
    said = {"title": "Vow", "stem": "We will", "audience": "all", "replaces": [old_set]}
    second = services.draft_set(by=clerk, council=council, **said)
    services.add_promise(by=clerk, new_set=second, text="see you")
    seen = queries.whole_of(second).seen
    publish(ready(new_set, clerk), clerk)
    with pytest.raises(Refused, match="Another set has replaced “Old pledge” meanwhile"):
        services.publish_set(by=clerk, new_set=second, seen=seen)
    second.refresh_from_db()
    assert not second.is_published


def test_that_it_was_replaced_is_said_before_anybody_presses(new_set, clerk, old_set, council):
    """The same sentence as the button’s."""
    other = services.draft_set(
        by=clerk, council=council, title="Other", stem="", audience="all", replaces=[old_set]
    )
    publish(ready(new_set, clerk), clerk)
    assert rules.REPLACED.format(title=old_set.title) in queries.whole_of(other).ready.missing


def test_a_draft_is_discarded_with_a_reason_and_stays_on_record(new_set, clerk, council):
    with pytest.raises(ValidationError, match="Say why"):
        services.discard_set(by=clerk, new_set=new_set, reason=" ")
    gone = services.discard_set(by=clerk, new_set=new_set, reason="Begun twice.")
    assert services.discard_set(by=clerk, new_set=new_set, reason="Begun twice.") == gone
    assert (gone.discarded_by, gone.discard_reason) == (clerk, "Begun twice.")
    for write in (
        lambda: services.add_promise(by=clerk, new_set=new_set, text="We listen."),
        lambda: services.discard_set(by=clerk, new_set=new_set, reason="Once more."),
        lambda: publish(new_set, clerk),
    ):
        with pytest.raises(Refused, match="This draft was discarded"):
            write()
    assert gone in queries.new_sets(council)
    assert not Promise.objects.public().filter(pledge_set=gone.pledge_set).exists()


def test_what_is_published_is_not_discarded(new_set, clerk):
    publish(ready(new_set, clerk), clerk)
    with pytest.raises(Refused, match="stays as it is"):
        services.discard_set(by=clerk, new_set=new_set, reason="A slip.")


def test_a_discarded_draft_stands_in_nobody_s_way(new_set, clerk, council):
    """Neither its name nor the set whose words it was to be."""
    announced = pledges.PledgeSetFactory(council=council, state="announced", has_text=False)
    new_set.words_of = announced
    new_set.save()
    title = new_set.pledge_set.title
    services.discard_set(by=clerk, new_set=new_set, reason="Begun anew.")
    given = {"title": title, "stem": "", "audience": "all", "replaces": []}
    fresh = services.draft_set(by=clerk, council=council, words_of=announced, **given)
    assert fresh != new_set
    assert fresh.pledge_set.title == title
    services.discard_set(by=clerk, new_set=fresh, reason="Begun anew.")
    assert services.draft_set(by=clerk, council=council, **given) not in {new_set, fresh}


def test_somebody_else_s_second_press_is_told(new_set, clerk):
    publish(ready(new_set, clerk), clerk)
    with pytest.raises(Refused, match="stays as it is"):
        publish(new_set, councils.UserFactory())


def test_no_service_changes_what_is_published(new_set, clerk, old_set):
    publish(ready(new_set, clerk), clerk)
    promise, by = new(new_set, 1), {"by": clerk, "new_set": new_set}
    terms = {"title": "A", "stem": "", "audience": "all", "replaces": [old_set]}
    for write in (
        lambda: services.add_promise(text="more", **by),
        lambda: services.write_promise(promise=promise, seen="", text="less", **by),
        lambda: services.move_promise(promise=promise, to=2, **by),
        lambda: services.remove_promise(promise=promise, **by),
        lambda: services.write_set(seen="", **terms, **by),
        lambda: drop(new_set, clerk, 1),
        lambda: hear(new_set, Disposition.objects.last(), clerk),
    ):
        with pytest.raises(Refused, match="stays as it is"):
            write()


def test_nor_does_the_database(new_set, clerk):
    published = publish(ready(new_set, clerk), clerk)
    promise, own = new(new_set, 2), published.pledge_set
    promise.text = own.title = "Something else"
    more = pledges.PromiseFactory.build(pledge_set=own, council=own.council, heading=None)
    for write in (promise.save, promise.delete, own.save, more.save):
        with pytest.raises(DatabaseError, match="never altered"), transaction.atomic():
            write()
    promise.refresh_from_db()
    assert promise.text == "hear you"


# The strategy ---------------------------------------------------------------------------------------


def test_loading_a_strategy_again_takes_nothing_away(today, clerk):  # noqa: ARG001
    """What became of BCP's promises, and the new ones, are officers' own."""
    council = load_council("bcp")
    sets = PledgeSet.objects.of(council)
    legacy = sets.filter(state=PledgeSet.State.LEGACY)
    new_set = services.draft_set(
        by=clerk,
        council=council,
        title="Our Pledge",
        stem="We will",
        audience="children in care",
        replaces=legacy,
        words_of=sets.get(key="children-in-care"),
    )
    services.add_promise(by=clerk, new_set=new_set, text="see you")
    olds = queries.old_promises(new_set)
    assert len(olds) == 56 == 8 + 30 + 18
    into = new_set.pledge_set.promises.all()
    answer = answers.answer(
        by=clerk, new_set=new_set, promise=olds[0].promise, kind=Kind.MERGED, successors=into
    )
    load_council("bcp")
    assert queries.dispositions(new_set) == {olds[0].promise.pk: answer}
    assert NewSet.objects.get().pledge_set.promises.count() == 1
    assert queries.whole_of(new_set).ready.without_answer == 55


def test_a_set_held_until_another_took_its_place(new_set, clerk, council):
    holds = {each.row.title: each.holds for each in queries.held_sets(council)}
    assert holds["Old pledge"].last is None
    with clock.set_to(TODAY):
        publish(ready(new_set, clerk), clerk)
    holds = {each.row.title: each.holds for each in queries.held_sets(council)}
    assert (holds["Old pledge"].last, holds["New pledge"].first) == (2026, 2026)
