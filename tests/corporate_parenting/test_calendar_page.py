"""Where a person makes the address of their own calendar, and what that address opens."""

import re
from datetime import date, timedelta

import icalendar
import pytest
from django.test import Client

from boards.calendar_feeds.addresses import digest_of
from boards.calendar_feeds.services import MEANWHILE, end_feed, make_feed
from boards.models import CalendarFeed
from councils import clock
from councils.models import User
from councils.roles import Role
from councils.writing import Refused
from tests.boards.test_papers_at_once import at_once
from tests.factories import boards
from tests.factories.councils import CouncilFactory, UserFactory
from tests.journeys.visiting import Visitor
from tests.support.people import person, sign_in

PAGE = "/accounts/calendar/"


@pytest.fixture
def clerk(db, today) -> User:  # noqa: ARG001
    """A clerk of a council whose body meets."""
    meeting = boards.MeetingFactory(body__short_name="Panel", held_on=date(2027, 5, 12))
    return person(Role.CLERK, meeting.council)


def address_on(visitor: Visitor) -> str:
    """The secret address that the page shows."""
    found = re.findall(r"http://testserver(/accounts/calendar/[\w-]{43}\.ics)", visitor.text)
    assert len(found) == 1
    return found[0]


def made(user: User) -> str:
    """The address that the person has just made."""
    return address_on(Visitor(user).open(PAGE).press("Make my calendar’s address"))


def opened(address: str, **headers: str) -> list[str]:
    """What a program without any sign-in finds there."""
    response = Client().get(address, headers=headers)
    assert response.status_code == 200
    events = icalendar.Calendar.from_ical(response.content).walk("VEVENT")
    return [str(event["summary"]) for event in events]


def test_an_address_is_made_shown_once_and_opens_without_signing_in(clerk: User) -> None:
    visitor = Visitor(clerk).open("/accounts/2fa/").follow("See to your calendar")
    visitor.press("Make my calendar’s address").sees("This address is shown only now.", "Outlook")
    address = address_on(visitor)
    assert "Panel meeting" in opened(address)
    visitor.open(PAGE).does_not_see(address).sees("The address was made on 2 December 2026")


def test_only_its_hash_is_kept(clerk: User) -> None:
    secret = made(clerk).removeprefix(PAGE).removesuffix(".ics")
    row = CalendarFeed.objects.get()
    assert row.digest == digest_of(secret)
    assert secret not in str(vars(row))


def test_it_is_for_nobody_else_to_keep_or_find(clerk: User) -> None:
    response = Client().get(made(clerk))
    assert response["Cache-Control"] == "private, max-age=0"
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["Content-Type"].startswith("text/calendar")
    assert not response.cookies
    assert "no-store" in sign_in(clerk).get(PAGE)["Cache-Control"]


def test_a_new_address_ends_the_old_one(clerk: User) -> None:
    old = made(clerk)
    new = address_on(Visitor(clerk).open(PAGE).press("Make a new address"))
    assert new != old
    assert Client().get(old).status_code == 404
    assert opened(new)


def test_switched_off_it_opens_nothing(clerk: User) -> None:
    address = made(clerk)
    visitor = Visitor(clerk).open(PAGE).press_twice("Switch the calendar off")
    visitor.sees("Your calendar is off.")
    assert Client().get(address).status_code == 404
    assert not CalendarFeed.objects.exists()


def test_switching_off_does_not_end_an_address_made_meanwhile(clerk: User) -> None:
    made(clerk)
    old = Visitor(clerk).open(PAGE)
    new = address_on(Visitor(clerk).open(PAGE).press("Make a new address"))
    old.press("Switch the calendar off").does_not_see("Your calendar is off.")
    assert opened(new)
    for feed in ("", "x", "²", "9" * 30):
        sign_in(clerk).post(f"{PAGE}end/", {"feed": feed})
    assert opened(new)


def test_nobody_ends_somebody_else_s(clerk: User) -> None:
    address = made(clerk)
    end_feed(by=UserFactory(), feed=CalendarFeed.objects.get().pk)
    assert opened(address)


def test_who_may_not_sign_in_has_no_calendar_either(clerk: User) -> None:
    address = made(clerk)
    clerk.is_active = False
    clerk.save()
    assert Client().get(address).status_code == 404


def test_a_role_that_ends_takes_its_events_away_at_once(clerk: User) -> None:
    address = made(clerk)
    assert opened(address)
    role = clerk.memberships.get()
    role.ends_on = clock.today() - timedelta(days=1)
    role.save()
    assert opened(address) == []


def test_the_address_shows_its_owner_s_calendar_whoever_is_signed_in(clerk: User) -> None:
    """Another person's sign-in adds nothing, and takes nothing away."""
    other = UserFactory()
    theirs = made(other)
    assert opened(theirs) == []
    browser = sign_in(clerk)
    assert b"Panel" not in browser.get(theirs).content
    assert b"Panel" in sign_in(other).get(made(clerk)).content


@pytest.mark.parametrize(
    "guess", ["x", "", "a" * 43, "%00", "../..", digest_of("secret"), "a" * 5000, "é"]
)
def test_any_other_address_opens_nothing(clerk: User, guess: str) -> None:
    assert made(clerk)
    assert Client().get(f"{PAGE}{guess}.ics").status_code == 404


def test_what_is_kept_is_not_what_opens(clerk: User) -> None:
    made(clerk)
    assert Client().get(f"{PAGE}{CalendarFeed.objects.get().digest}.ics").status_code == 404


def test_programs_ask_before_they_fetch_and_never_send(clerk: User) -> None:
    address = made(clerk)
    assert Client().head(address).status_code == 200
    assert Client().post(address).status_code == 405


def test_pressed_twice_it_is_one_address(clerk: User) -> None:
    visitor = Visitor(clerk).open(PAGE).press_twice("Make my calendar’s address")
    assert opened(address_on(visitor))
    assert CalendarFeed.objects.count() == 1


def test_two_windows_do_not_end_each_other_s_address_unseen(clerk: User) -> None:
    one, other = Visitor(clerk).open(PAGE), Visitor(clerk).open(PAGE)
    address = address_on(one.press("Make my calendar’s address"))
    other.press("Make my calendar’s address").sees(MEANWHILE)
    assert opened(address)


@pytest.mark.parametrize("offer", ["", "none", "a:b:c"])
def test_an_offer_that_is_not_ours_makes_nothing(clerk: User, offer: str) -> None:
    sign_in(clerk).post(PAGE, {"offer": offer})
    assert not CalendarFeed.objects.exists()


def test_another_person_s_offer_makes_nothing(clerk: User) -> None:
    """An address that somebody else knows must not become one's own."""
    _, _, data = Visitor(UserFactory()).open(PAGE).sent_by("Make my calendar’s address")
    sign_in(clerk).post(PAGE, data)
    assert not CalendarFeed.objects.exists()


def test_an_offer_of_yesterday_makes_nothing(clerk: User, monkeypatch) -> None:
    visitor = Visitor(clerk).open(PAGE)
    monkeypatch.setattr("corporate_parenting.calendars.WAITS", -1)
    visitor.press("Make my calendar’s address").sees("This page was open for too long.")
    assert not CalendarFeed.objects.exists()


def test_the_way_there_leads_from_invitations_and_from_the_council_s_home(clerk: User) -> None:
    slug = clerk.memberships.get().council.slug
    member = person(Role.BOARD_MEMBER, clerk.memberships.get().council)
    Visitor(member).open(f"/{slug}/boards/meetings/invitations/").follow("Have your meetings").sees(
        "Outlook"
    )
    Visitor().open(f"/{slug}/").sees(
        "Have these meetings in your calendar", f"http://testserver/{slug}/boards/calendar.ics"
    )


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("today")
def test_twenty_at_once_make_one_address() -> None:
    user = UserFactory()
    got = at_once(20, lambda place: make_feed(by=user, secret=f"secret {place}"))
    rows = [each for each in got if isinstance(each, CalendarFeed)]
    assert len(rows) == 1
    assert [str(each) for each in got if isinstance(each, Refused)] == [MEANWHILE] * 19
    assert CalendarFeed.objects.get().digest == rows[0].digest


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("today")
def test_one_form_sent_twenty_times_at_once_makes_one_address() -> None:
    user = UserFactory()
    got = at_once(20, lambda _: make_feed(by=user, secret="the same"))
    assert {row.pk for row in got} == {CalendarFeed.objects.get().pk}


def test_a_council_without_meetings_has_an_empty_calendar(db, today) -> None:  # noqa: ARG001
    council = CouncilFactory(slug="quietshire")
    content = Client().get(f"/{council.slug}/boards/calendar.ics").content
    assert icalendar.Calendar.from_ical(content).walk("VEVENT") == []
