"""A promise that is said to be broken: opened, read, answered, and closed with two keys."""

from datetime import date, timedelta
from itertools import product
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import ValidationError

from councils import clock
from councils.models import Council, User
from councils.queries import calendar_of
from councils.roles import Role
from councils.writing import Conflict, Refused
from pledges.accountability import MOVES, Act, Kind, State, Step, Whose, why_not
from pledges.broken import services
from pledges.broken.queries import closed_lines, lines_of, open_lines, told
from pledges.models import Breach, BreachKey, LineSteps, Promise
from pledges.services import set_owner
from tests.factories.councils import ClosureDayFactory, CouncilFactory
from tests.factories.pledges import (
    OwnerFactory,
    PledgeSetFactory,
    PromiseFactory,
    ProviderFactory,
    StatementFactory,
    replace,
)
from tests.support.people import person

pytestmark = pytest.mark.django_db

FRIDAY = date(2026, 5, 1)
WORDS = "Nobody came for three months."


@pytest.fixture
def council() -> Council:
    """A council of its own."""
    return CouncilFactory()


@pytest.fixture
def promise(council: Council) -> Promise:
    """A promise with somebody responsible for it."""
    promise = PromiseFactory(council=council)
    OwnerFactory(promise=promise, role="Head of Fostering")
    return promise


class People:
    """One for each part in it."""

    def __init__(self, council: Council) -> None:
        self.young = person(Role.FORUM_REPRESENTATIVE, council)
        self.worker = person(Role.PARTICIPATION_WORKER, council)
        self.owner = person(Role.PROMISE_OWNER, council)
        self.holder = person(Role.PORTFOLIO_HOLDER, council)
        self.chair = person(Role.FORUM_CHAIR, council)


@pytest.fixture
def people(council: Council) -> People:
    """The people of the council."""
    return People(council)


def report(promise: Promise, by: User, **more: object) -> Breach:
    """Say that it is broken, on Friday 1 May 2026."""
    with clock.set_to(FRIDAY):
        given = {"words": WORDS, "submission": uuid4(), "promise": promise}
        return services.report_broken(by=by, **given | more)


def stands(breach: Breach, day: date, **more: object):
    """Where it stands on a day."""
    row = lines_of(breach.of).get(pk=breach.pk)
    return told(row, day, calendar_of(breach.council), **more)


def say(breach: Breach, by: User, **more: object):
    """Answer for it."""
    return services.answer(by=by, breach=breach, **{"words": "Done.", "submission": uuid4()} | more)


# Saying so ----------------------------------------------------------------------------------------


def test_its_line_begins_with_whoever_is_responsible_that_day(promise, people):
    line = stands(report(promise, people.young), FRIDAY)
    assert line.standing.now.role == "Head of Fostering"
    assert line.standing.now.last_day == date(2026, 5, 11)  # over the bank holiday of 4 May
    set_owner(by=people.owner, promise=promise, role="Head of care", from_day=FRIDAY)
    assert stands(line.breach, FRIDAY).standing.now.role == "Head of Fostering"


def test_where_nobody_is_named_the_line_says_whoever(council, people):
    line = stands(report(PromiseFactory(council=council), people.young), FRIDAY)
    assert line.standing.now.role == "Whoever is responsible for it"


def test_the_council_s_closure_days_do_not_count(promise, people):
    ClosureDayFactory(council=promise.council, day=date(2026, 5, 8))
    assert stands(report(promise, people.young), FRIDAY).standing.now.last_day == date(2026, 5, 12)


def test_the_same_form_sent_twice_is_one(promise, people):
    once = {"submission": UUID(int=1)}
    assert report(promise, people.young, **once) == report(promise, people.young, **once)
    assert Breach.objects.count() == 1


def test_a_second_line_about_the_same_promise_is_refused_until_the_first_is_closed(promise, people):
    first = report(promise, people.young)
    with pytest.raises(Refused, match="Somebody said so on Friday 1 May 2026"):
        report(promise, people.worker)
    close(first, people)
    assert report(promise, people.worker)


def test_without_words_nothing_is_said(promise, people):
    with pytest.raises(ValidationError, match="Say what is broken"):
        report(promise, people.young, words="  ")


def test_a_pledge_of_a_council_that_is_no_more_is_kept_to_read(council, people):
    old = PromiseFactory(pledge_set=PledgeSetFactory(council=council, state="legacy"))
    with pytest.raises(Refused, match="kept to read"):
        report(old, people.young)


def test_nor_is_a_line_opened_on_what_another_set_has_replaced(promise, people):
    replace(promise.pledge_set)
    with pytest.raises(Refused, match="was replaced: it is kept to read"):
        report(promise, people.young)


def test_a_statement_has_a_line_too_and_another_statement_has_none(council, people):
    said = StatementFactory(council=council, is_to_young_people=True)
    assert report(None, people.young, statement=said).of == said
    with pytest.raises(ValidationError, match="not said to young people"):
        report(None, people.young, statement=StatementFactory(council=council))
    with pytest.raises(ValidationError, match="one of the two"):
        report(None, people.young)


# Providers ----------------------------------------------------------------------------------------


def test_a_provider_is_named_inward_and_its_kind_outward(council, people):
    promise = PromiseFactory(pledge_set=PledgeSetFactory(council=council, by_providers=True))
    provider = ProviderFactory(council=council, name="Oak Homes", kind="residential")
    breach = report(promise, people.young, provider=provider)
    assert stands(breach, FRIDAY).standing.now.role == "The provider"
    for kind, ends_on in (("agency", None), ("residential", date(2026, 4, 1))):
        ProviderFactory(council=council, kind=kind, ends_on=ends_on)
    ProviderFactory(kind="residential")  # another council's
    assert stands(breach, FRIDAY).standing.now.role == "The provider"
    with clock.set_to(FRIDAY):
        assert say(breach, people.owner).for_role == "The provider"
    ProviderFactory(council=council, kind="residential")
    assert stands(breach, FRIDAY).standing.now.role == "The provider: a children’s home"
    with clock.set_to(FRIDAY):
        assert say(breach, people.owner).for_role == "The provider: a children’s home"
    assert stands(breach, FRIDAY, inward=True).standing.now.role == "Oak Homes"
    later = stands(breach, date(2026, 5, 12)).standing
    assert later.now.role == "Commissioning"


def test_each_provider_has_a_line_of_its_own(council, people):
    promise = PromiseFactory(pledge_set=PledgeSetFactory(council=council, by_providers=True))
    for provider in (None, ProviderFactory(council=council), ProviderFactory(council=council)):
        assert report(promise, people.young, provider=provider)
        with pytest.raises(Refused):
            report(promise, people.young, provider=provider)


def test_the_council_s_own_promise_is_no_provider_s(promise, people):
    with pytest.raises(ValidationError, match="no provider made it"):
        report(promise, people.young, provider=ProviderFactory(council=promise.council))


# Reading the words --------------------------------------------------------------------------------


def test_a_second_person_reads_the_words_and_may_change_them(promise, people):
    breach = report(promise, people.young, words="Ms Marple did not come.")
    services.release(by=people.worker, breach=breach, words="Nobody came.", version=1)
    breach.refresh_from_db()
    assert (breach.words, breach.released_by) == ("Nobody came.", people.worker)


def test_who_said_it_does_not_let_everybody_read_it(promise, people):
    breach = report(promise, people.worker)
    with pytest.raises(Refused, match="second person"):
        services.release(by=people.worker, breach=breach, words=WORDS, version=1)


def test_two_readers_do_not_write_over_each_other(promise, people):
    breach = report(promise, people.young)
    once = {"breach": breach, "words": "Nobody came.", "version": 1}
    assert services.release(by=people.worker, **once) == services.release(by=people.worker, **once)
    with pytest.raises(Conflict):
        services.release(by=people.owner, breach=breach, words="Mine.", version=1)


# Every state, every act ---------------------------------------------------------------------------


def close(breach: Breach, people: People) -> None:
    """Answer, and turn both keys."""
    bring(breach, State.CLOSED, people)


def bring(breach: Breach, state: State, people: People) -> None:
    """Bring a line that was just opened to a state."""
    if state is not State.REPORTED:
        say(breach, people.owner)
    if state in {State.ONE_KEY, State.CLOSED}:
        turn(breach, Whose.COUNCIL, people.holder)
    if state is State.CLOSED:
        turn(breach, Whose.YOUNG_PEOPLE, people.chair)


def turn(breach: Breach, whose: Whose, by: User) -> BreachKey:
    """Turn a key."""
    return services.turn_key(by=by, breach=breach, whose=whose, words="It is put right.")


@pytest.mark.parametrize(("state", "act"), [*product(State, Act)])
def test_every_pair_of_state_and_act(state, act, promise, people):
    breach = report(promise, people.young)
    bring(breach, state, people)
    acts = {
        Act.ANSWER: lambda: say(breach, people.owner),
        Act.TURN: lambda: turn(breach, Whose.YOUNG_PEOPLE, other_chair(breach, state, people)),
        Act.TAKE_BACK: lambda: services.take_back_key(
            by=people.holder, breach=breach, whose=Whose.COUNCIL
        ),
    }
    if refused := why_not(state, act):
        with pytest.raises(Refused) as said:
            acts[act]()
        assert str(said.value) in {refused, "This key is turned already."}
        assert services.state_now(breach) is state
        return
    acts[act]()
    assert services.state_now(breach) is MOVES[state, act]


def other_chair(breach: Breach, state: State, people: People) -> User:
    """The chair; where their key is turned, another one."""
    return person(Role.FORUM_CHAIR, breach.council) if state is State.CLOSED else people.chair


def test_it_closes_only_with_both_keys_and_stays_where_it_was(promise, people):
    breach = report(promise, people.young)
    with clock.set_to(date(2026, 5, 28)):
        say(breach, people.owner)
        turn(breach, Whose.YOUNG_PEOPLE, people.chair)
        assert not stands(breach, date(2026, 5, 28)).standing.is_closed
    with clock.set_to(date(2026, 6, 1)):
        turn(breach, Whose.COUNCIL, people.holder)
    found = stands(breach, date(2026, 12, 1))
    assert found.standing.closed_on == date(2026, 6, 1)
    assert [step.state for step in found.standing.steps] == ["missed", "missed", "done", "done"]
    assert list(open_lines(Breach.objects.all())) == []
    assert list(closed_lines(Breach.objects.all())) == [breach]


def test_each_key_is_for_the_one_who_holds_it(promise, people):
    breach = report(promise, people.young)
    say(breach, people.owner)
    for whose, by in (
        (Whose.COUNCIL, people.chair),
        (Whose.YOUNG_PEOPLE, people.holder),
        (Whose.COUNCIL, people.owner),
    ):
        with pytest.raises(Refused, match="not yours"):
            turn(breach, whose, by)
        with pytest.raises(Refused, match="not yours"):
            services.take_back_key(by=by, breach=breach, whose=whose)


def test_one_person_never_turns_both(promise, people):
    """Not even one who holds one office after the other."""
    breach = report(promise, people.young)
    say(breach, people.owner)
    turn(breach, Whose.COUNCIL, people.holder)
    people.holder.memberships.update(role=Role.FORUM_CHAIR)
    again = User.objects.get(pk=people.holder.pk)
    with pytest.raises(Refused, match="two people"):
        turn(breach, Whose.YOUNG_PEOPLE, again)


def test_a_key_needs_a_sentence(promise, people):
    breach = report(promise, people.young)
    say(breach, people.owner)
    with pytest.raises(ValidationError, match="Say in a sentence"):
        services.turn_key(by=people.holder, breach=breach, whose=Whose.COUNCIL, words=" ")


def test_pressed_twice_a_key_is_turned_once_and_taken_back_once(promise, people):
    breach = report(promise, people.young)
    say(breach, people.owner)
    mine = {"breach": breach, "whose": Whose.COUNCIL}
    assert turn(breach, Whose.COUNCIL, people.holder) == turn(breach, Whose.COUNCIL, people.holder)
    assert services.take_back_key(by=people.holder, **mine)
    assert services.take_back_key(by=people.holder, **mine) is None
    assert turn(breach, Whose.COUNCIL, people.holder)
    assert breach.keys.count() == 2


def test_an_answer_sent_twice_is_one(promise, people):
    breach = report(promise, people.young)
    once = {"submission": UUID(int=3)}
    assert say(breach, people.owner, **once) == say(breach, people.owner, **once)


def test_an_answer_remembers_with_whom_the_line_was(promise, people):
    breach = report(promise, people.young)
    with clock.set_to(date(2026, 5, 12)):
        assert say(breach, people.owner).for_role == "Head of service"


# A council's own steps ----------------------------------------------------------------------------

OWN = (Step("", 3), Step("Head of care", 7))


def set_steps(council: Council, by: User, **more: object) -> LineSteps:
    """Set them from today."""
    given = {"kind": Kind.COUNCIL, "steps": OWN, "in_force_from": clock.today()}
    return services.set_steps(by=by, council=council, **given | more)


def test_a_line_keeps_the_steps_it_was_opened_with(promise, people):
    before = report(promise, people.young)
    with clock.set_to(FRIDAY + timedelta(days=1)):
        set_steps(promise.council, people.owner)
    after = report(PromiseFactory(council=promise.council), people.young)
    with clock.set_to(FRIDAY + timedelta(days=1)):
        third = services.report_broken(
            by=people.young,
            words=WORDS,
            submission=uuid4(),
            promise=PromiseFactory(council=promise.council),
        )
    assert [len(stands(each, FRIDAY).standing.steps) for each in (before, after, third)] == [
        *(4, 4, 3)
    ]


def test_the_same_steps_again_change_nothing(council, people):
    assert set_steps(council, people.owner) == set_steps(council, people.owner)
    assert LineSteps.objects.count() == 1


def test_steps_are_not_set_backwards(council, people, today):
    with pytest.raises(ValidationError, match="Choose today or a day after it"):
        set_steps(council, people.owner, in_force_from=today - timedelta(days=1))


def test_steps_that_cannot_be_are_refused(council, people):
    with pytest.raises(ValidationError, match="Say who has to answer"):
        set_steps(council, people.owner, steps=(Step("", 3), Step("", 3)))


def test_steps_of_one_line_are_not_the_other_s(council, people):
    set_steps(council, people.owner, kind=Kind.PROVIDER)
    assert services.steps_set(council, Kind.COUNCIL, clock.today()) is None
