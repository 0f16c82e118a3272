"""The pages of a broken promise: what each reader gets, and what stands at the field when it fails."""

from datetime import date

import pytest
from django.test import Client

from councils import clock
from councils.models import Council, User
from councils.roles import Role
from pledges.models import Breach, LineSteps, Promise
from tests.factories.councils import CouncilFactory, CouncilSettingsFactory
from tests.factories.pledges import (
    BreachAnswerFactory,
    BreachFactory,
    BreachKeyFactory,
    PledgeSetFactory,
    PromiseFactory,
    ProviderFactory,
)
from tests.journeys.visiting import Visitor
from tests.support.people import person

pytestmark = pytest.mark.django_db

FRIDAY = date(2026, 5, 1)
PAGE = "/ourshire/promises/visit/"


@pytest.fixture
def council() -> Council:
    """A council of its own."""
    council = CouncilFactory(slug="ourshire")
    CouncilSettingsFactory(council=council)
    return council


@pytest.fixture
def promise(council: Council) -> Promise:
    """A published promise."""
    pledge_set = PledgeSetFactory(council=council, published=True, strategy__published=True)
    return PromiseFactory(pledge_set=pledge_set, key="visit", text="visit you every month.")


@pytest.fixture
def breach(promise: Promise) -> Breach:
    """Said on a Friday before a bank holiday, with an answer."""
    made = BreachFactory(promise=promise, said_at=clock.moment(FRIDAY), words="Nobody came.")
    BreachAnswerFactory(breach=made, answered_at=clock.moment(FRIDAY))
    return made


def enter(role: str, council: Council) -> Visitor:
    """Somebody with that role."""
    return Visitor(person(role, council))


def of_line(breach: Breach, more: str = "") -> str:
    """The address of a line."""
    return f"/ourshire/broken/{breach.pk}/{more}"


def test_words_that_nobody_has_read_yet_are_not_for_everybody(breach):
    Visitor().open(PAGE).sees("Said to be broken on 1 May 2026").does_not_see("Nobody came.")
    worker = enter(Role.PARTICIPATION_WORKER, breach.council).open(of_line(breach))
    worker.sees("Nobody came.").follow("Read it and let everybody read it")
    worker.press("Let everybody read it").sees("Everybody can read it now.")
    Visitor().open(PAGE).sees("Nobody came.", "Somebody from the")


@pytest.mark.parametrize(
    ("role", "more"),
    [
        (Role.PARTICIPATION_WORKER, ""),
        (Role.PARTICIPATION_WORKER, "words/"),
        (Role.PORTFOLIO_HOLDER, "answer/"),
        (Role.PORTFOLIO_HOLDER, "key/"),
    ],
)
def test_the_back_button_brings_no_unread_words_back(breach, role, more):
    """On a computer that others use too."""
    client = Client()
    client.force_login(person(role, breach.council))
    for page in (of_line(breach, more), "/ourshire/broken/"):
        assert "no-store" in client.get(page)["Cache-Control"], page


def test_who_said_it_is_not_the_one_to_read_it(promise):
    worker = person(Role.PARTICIPATION_WORKER, promise.council)
    breach = BreachFactory(promise=promise, said_by=worker)
    Visitor(worker).open(of_line(breach)).does_not_see("let everybody read it")
    Visitor(worker).open(of_line(breach, "words/"), status=403)


def test_two_who_read_it_at_once_see_what_the_other_wrote(breach):
    first, second = (enter(Role.PROPER_OFFICER, breach.council) for _ in range(2))
    for each in (first, second):
        each.open(of_line(breach, "words/"))
    first.writes("What everybody will read", "Theirs.").press("Let everybody read it")
    second.writes("What everybody will read", "Mine.").press("Let everybody read it")
    second.sees("Somebody else has changed this", "What the other person saved", "Theirs.")
    assert second.reads_in("What everybody will read") == "Mine."
    second.press("Let everybody read it").sees("Everybody can read it now.", "Mine.")


def test_a_second_report_leads_to_the_first(breach):
    page = enter(Role.FORUM_REPRESENTATIVE, breach.council)
    page.open("/ourshire/broken/new/promise/visit/").sees("Somebody said so on Friday 1 May 2026")
    page.follow("Follow what was said").sees("Open, the oldest first", "visit you every month.")
    page.open(PAGE).does_not_see("Say that it is broken")


def test_pressed_twice_it_is_said_once(promise):
    page = enter(Role.FORUM_REPRESENTATIVE, promise.council).open(PAGE)
    page.follow("Say that it is broken").writes("What happened?", "Nobody came.")
    page.press_twice("Say that it is broken")
    assert promise.breach_set.count() == 1


def test_about_a_provider_s_promise_the_kind_goes_out_and_the_name_stays_in(council):
    pledge_set = PledgeSetFactory(council=council, by_providers=True, published=True)
    PromiseFactory(pledge_set=pledge_set, key="talk")
    for name in ("Oak Homes", "Elm Homes"):
        ProviderFactory(council=council, name=name, kind="residential")
    page = enter(Role.FORUM_REPRESENTATIVE, council).open("/ourshire/broken/new/promise/talk/")
    page.writes("Whose promise was it?", "Oak Homes").writes("What happened?", "Nobody talks.")
    page.press("Say that it is broken").sees("The provider: a children’s home")
    page.does_not_see("Oak Homes")
    enter(Role.PROMISE_OWNER, council).open(page.address).sees("Now with: Oak Homes.")
    Visitor().open("/ourshire/promises/talk/").sees("a children’s home").does_not_see("Oak Homes")


def test_a_line_that_is_closed_takes_nothing_more(breach):
    holder = person(Role.PORTFOLIO_HOLDER, breach.council)
    BreachKeyFactory(breach=breach, turned_by=holder)
    BreachKeyFactory(breach=breach, of_young_people=True, words="It is better now.")
    page = Visitor(holder).open(of_line(breach)).sees("Closed on", "It is better now.")
    page.does_not_see("Turn my key", "Say what was done", "Take my key back")
    for more in ("answer/", "key/"):
        Visitor(holder).open(of_line(breach, more)).sees("Both keys are turned: this is closed.")


def test_a_key_that_the_other_one_closed_meanwhile_is_not_taken_back(breach):
    holder = person(Role.PORTFOLIO_HOLDER, breach.council)
    BreachKeyFactory(breach=breach, turned_by=holder)
    page = Visitor(holder).open(of_line(breach))
    BreachKeyFactory(breach=breach, of_young_people=True)
    page.press("Take my key back").sees("Both keys are turned: this is closed.")
    assert breach.keys.filter(taken_back_at__isnull=True).count() == 2


def test_the_oldest_stands_first_and_what_is_closed_below(breach, promise):
    older = BreachFactory(
        promise=PromiseFactory(pledge_set=promise.pledge_set, text="tell you first."),
        said_at=clock.moment(date(2026, 4, 1)),
    )
    closed = BreachFactory(promise=PromiseFactory(pledge_set=promise.pledge_set, text="cook."))
    BreachKeyFactory(breach=closed)
    BreachKeyFactory(breach=closed, of_young_people=True)
    page = enter(Role.CLERK, older.council).open("/ourshire/broken/")
    page.sees_in_order("tell you first.", breach.of.text, "Closed", "cook.")


# Steps --------------------------------------------------------------------------------------------


@pytest.fixture
def administrator(council: Council) -> User:
    """Who sets the steps."""
    return person(Role.COUNCIL_ADMINISTRATOR, council)


def test_a_council_without_steps_of_its_own_is_told_whose_they_are(administrator):
    page = Visitor(administrator).open("/ourshire/broken/steps/")
    page.sees_in_order("Whoever is responsible for it", "5 working days", "Head of service")
    page.sees("This council has set no steps of its own")
    page.follow("Placement providers’ promises").sees_in_order("The provider", "Commissioning")
    assert not LineSteps.objects.exists()


def test_steps_are_set_and_in_force(administrator, promise, today):
    page = Visitor(administrator).open("/ourshire/broken/steps/")
    page.writes("Step 2: who answers", "Head of care").writes("Step 2, working days", "7")
    page.writes("Step 3: who answers", "").writes("Step 3, working days", "")
    page.press("Set the steps").sees("The steps are set.", "Head of care", "7 working days")
    page.does_not_see("no steps of its own")
    young = enter(Role.FORUM_REPRESENTATIVE, promise.council).open(PAGE)
    young.follow("Say that it is broken").writes("What happened?", "Nobody came.")
    young.press("Say that it is broken").sees("Head of care").does_not_see("Director")
    assert LineSteps.objects.get().in_force_from == today


def test_half_a_step_is_refused_at_its_field(administrator):
    page = Visitor(administrator).open("/ourshire/broken/steps/")
    page.writes("Step 2, working days", "").writes("Step 3: who answers", "")
    page.press("Set the steps")
    assert "Give the number of working days." in page.error_at("Step 2, working days")
    assert "Say who answers." in page.error_at("Step 3: who answers")
    page.writes("Step 2, working days", "61").press("Set the steps")
    assert "60" in page.error_at("Step 2, working days")


def test_steps_from_yesterday_are_refused(administrator):
    page = Visitor(administrator).open("/ourshire/broken/steps/")
    page.writes("For promises said to be broken from", "1/1/2020").press("Set the steps")
    error = page.error_at("For promises said to be broken from")
    assert "Choose today or a day after it" in error
