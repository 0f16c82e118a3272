"""Calendars: what stands in whose, that programs can read it, and who falls out of it at once."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from boards.calendar_feeds.ical import as_ical
from boards.calendar_feeds.queries import host, own_events
from boards.models import Body, Meeting
from boards.services import cancel_meeting
from councils import clock
from councils.models import Council, User
from councils.roles import Role
from tests.factories import boards, councils, forums
from tests.support.people import person

LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def council(db, today) -> Council:  # noqa: ARG001
    """A council of its own."""
    return councils.CouncilFactory(slug="ourshire", name="Ourshire County Council")


@pytest.fixture
def panel(council: Council) -> Body:
    """A body with every deadline: papers, the forum's papers, minutes."""
    body = boards.BodyFactory(council=council, short_name="Panel", published=True)
    boards.BodyRulesFactory(body=body, forum_time=True, minutes_number=14, minutes_unit="days")
    return body


@pytest.fixture
def meeting(panel: Body) -> Meeting:
    """Wednesday 10 June 2026 in the examples of the rules; here Wednesday 12 May 2027."""
    return boards.MeetingFactory(body=panel, held_on=date(2027, 5, 12), place="Room 3")


def member_of(body: Body) -> User:
    """Somebody who holds a seat of the body."""
    user = person(Role.BOARD_MEMBER, body.council)
    boards.SeatHolderFactory(seat__body=body, person__user=user)
    return user


def worker_of(body: Body) -> User:
    """A worker of the forum that the body hears."""
    link = boards.BodyForumFactory(body=body, forum__name="Voices")
    return person(Role.PARTICIPATION_WORKER, body.council, forum=link.forum)


def titles(user: User) -> dict[str, date]:
    """What stands in the person's calendar: titles and days."""
    return {event.title: event.day for event in own_events(User.objects.get(pk=user.pk))}


def public(council: Council) -> list[icalendar.Event]:
    """The events of a council's calendar, as a program reads them."""
    response = Client().get(f"/{council.slug}/boards/calendar.ics")
    assert response.status_code == 200
    return list(icalendar.Calendar.from_ical(response.content).walk("VEVENT"))


# For everybody ------------------------------------------------------------------------------------


def test_anyone_may_know_of_meetings_with_public_papers_and_of_a_committee_s(
    meeting: Meeting,
) -> None:
    """As on the pages of the body: a panel's meeting is known once its papers are public."""
    assert public(meeting.council) == []
    boards.EditionFactory(meeting=meeting)
    assert public(meeting.council) == [], "members' papers are no public ones"
    boards.EditionFactory(meeting=meeting, public=True)
    committee = boards.BodyFactory(council=meeting.council, published=True, short_name="Committee")
    boards.BodyRulesFactory(body=committee, committee=True)
    noticed = boards.MeetingFactory(body=committee, held_on=date(2027, 5, 13))
    found = {str(event["summary"]): str(event["url"]) for event in public(meeting.council)}
    at = "http://testserver/ourshire/boards/"
    assert found == {
        "Panel meeting": f"{at}meetings/{meeting.pk}/papers/public/",
        "Committee meeting": f"{at}{noticed.body.key}/#to-come",
    }


def test_a_committee_that_is_not_published_tells_nobody(council: Council) -> None:
    committee = boards.BodyFactory(council=council)
    boards.BodyRulesFactory(body=committee, committee=True)
    boards.MeetingFactory(body=committee, held_on=date(2027, 5, 13))
    assert public(council) == []


def test_an_event_has_all_that_programs_need(meeting: Meeting) -> None:
    """RFC 5545: in the time of London, summer or winter, with an end and a stable name."""
    boards.EditionFactory(meeting=meeting, public=True)
    response = Client().get("/ourshire/boards/calendar.ics")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Cache-Control"] == "public, max-age=3600"
    assert not response.cookies
    assert all(len(line) <= 75 for line in response.content.split(b"\r\n"))
    calendar = icalendar.Calendar.from_ical(response.content)
    assert (calendar["version"], calendar["method"]) == ("2.0", "PUBLISH")
    assert calendar["x-wr-calname"] == "Meetings of Ourshire County Council"
    (zone,) = calendar.walk("VTIMEZONE")
    assert zone["tzid"] == "Europe/London"
    (event,) = calendar.walk("VEVENT")
    assert event["uid"] == f"meeting-ourshire-{meeting.pk}@testserver"
    assert event["dtstart"].dt == datetime(2027, 5, 12, 10, tzinfo=LONDON)
    assert event["dtstart"].params["tzid"] == "Europe/London"
    assert event["dtstart"].dt.utcoffset() == timedelta(hours=1)
    assert event["dtend"].dt - event["dtstart"].dt == timedelta(minutes=120)
    assert (event["location"], event["status"], event["sequence"]) == ("Room 3", "CONFIRMED", 1)
    assert event["dtstamp"].dt.utcoffset() == timedelta(0)
    assert event.get("last-modified") is not None


def test_a_change_and_a_cancellation_reach_the_calendar(meeting: Meeting) -> None:
    boards.EditionFactory(meeting=meeting, public=True)
    clerk = person(Role.CLERK, meeting.council)
    (before,) = public(meeting.council)
    later = clock.moment(date(2026, 12, 3))
    with clock.set_to(later):
        cancel_meeting(by=clerk, meeting=meeting, reason="Snow on the roof.")
        (after,) = public(meeting.council)
    assert after["uid"] == before["uid"]
    assert after["sequence"] > before["sequence"]
    assert (after["status"], after["summary"]) == ("CANCELLED", "Cancelled: Panel meeting")
    assert b"Snow" not in Client().get("/ourshire/boards/calendar.ics").content


def test_a_committee_s_meeting_that_is_cancelled_is_said_to_be(council: Council) -> None:
    committee = boards.BodyFactory(council=council, published=True)
    boards.BodyRulesFactory(body=committee, committee=True)
    boards.MeetingFactory(body=committee, held_on=date(2027, 5, 13), cancelled=True)
    (event,) = public(council)
    assert event["status"] == "CANCELLED"


def test_nothing_changed_is_the_same_text(meeting: Meeting) -> None:
    boards.EditionFactory(meeting=meeting, public=True)
    first, second = (Client().get("/ourshire/boards/calendar.ics").content for _ in range(2))
    assert first == second


def test_words_of_all_kinds_come_through(meeting: Meeting) -> None:
    meeting.place = "Zoë’s room; floor 2, left\\right"
    meeting.save()
    boards.EditionFactory(meeting=meeting, public=True)
    (event,) = public(meeting.council)
    assert event["location"] == "Zoë’s room; floor 2, left\\right"


def test_what_is_long_ago_or_far_ahead_is_left_out(meeting: Meeting) -> None:
    for day in (date(2026, 8, 1), date(2028, 7, 1)):
        far = boards.MeetingFactory(body=meeting.body, held_on=day)
        boards.EditionFactory(meeting=far, public=True)
    assert public(meeting.council) == []


# For a person -------------------------------------------------------------------------------------


def test_a_member_has_the_meetings_and_when_papers_come(meeting: Meeting) -> None:
    """R1 for Wednesday 12 May 2027: 5 working days, and a bank holiday on 3 May."""
    boards.MeetingFactory(council=meeting.council, held_on=date(2027, 5, 19))
    assert titles(member_of(meeting.body)) == {
        "Panel meeting": date(2027, 5, 12),
        "Papers come: Panel, 12 May 2027": date(2027, 5, 5),
    }


def test_the_forum_s_people_have_fair_notice(meeting: Meeting) -> None:
    """R2b: never after the adults."""
    assert titles(worker_of(meeting.body)) == {
        "Panel meeting": date(2027, 5, 12),
        "Your papers come: Panel, 12 May 2027": date(2027, 5, 5),
    }


def test_a_clerk_has_every_body_s_meetings_and_all_that_is_due(meeting: Meeting) -> None:
    worker_of(meeting.body)
    assert titles(person(Role.CLERK, meeting.council)) == {
        "Panel meeting": date(2027, 5, 12),
        "Papers are due: Panel, 12 May 2027": date(2027, 5, 5),
        "Papers go to Voices: Panel, 12 May 2027": date(2027, 5, 5),
        "Minutes are due: Panel, 12 May 2027": date(2027, 5, 26),
    }


def test_a_day_that_is_closed_says_by_when_to_act(panel: Body) -> None:
    """R3 for Monday 17 May 2027: 14 days on is 31 May, a bank holiday."""
    boards.MeetingFactory(body=panel, held_on=date(2027, 5, 17))
    found = titles(person(Role.CLERK, panel.council))
    minutes = "Minutes are due: Panel, 17 May 2027 (act by Friday 28 May 2027)"
    assert found[minutes] == date(2027, 5, 31)


def test_an_author_has_the_days_their_own_drafts_are_due(meeting: Meeting) -> None:
    author = person(Role.REPORT_AUTHOR, meeting.council)
    own = boards.ReportFactory(
        item=boards.AgendaItemFactory(meeting=meeting), author=author, title="One family"
    )
    boards.ReportFactory(item=own.item)
    assert titles(author) == {"Your report is due: Panel, 12 May 2027": date(2027, 5, 5)}
    boards.ReportFactory(item=own.item, author=author)
    assert titles(author) == {"Your 2 reports are due: Panel, 12 May 2027": date(2027, 5, 5)}
    own.item.reports.update(state="submitted")
    assert titles(author) == {}


def test_a_deadline_lasts_all_day_and_has_its_reason(meeting: Meeting) -> None:
    user = member_of(meeting.body)
    content = as_ical(own_events(user), name="Mine", host=host())
    events = {str(e["summary"]): e for e in icalendar.Calendar.from_ical(content).walk("VEVENT")}
    due = events["Papers come: Panel, 12 May 2027"]
    assert (due["dtstart"].dt, due["dtend"].dt) == (date(2027, 5, 5), date(2027, 5, 6))
    assert "Members get the papers 5 working days before" in due["description"]
    assert due["transp"] == "TRANSPARENT"
    assert str(due["url"]) == "http://testserver/ourshire/"


def test_one_who_has_several_parts_has_each_event_once(meeting: Meeting) -> None:
    user = member_of(meeting.body)
    councils.MembershipFactory(user=user, council=meeting.council, role=Role.CLERK)
    found = [event.uid for event in own_events(User.objects.get(pk=user.pk))]
    assert len(found) == len(set(found)) == 4


def test_a_meeting_that_is_cancelled_has_no_deadlines(meeting: Meeting) -> None:
    user = member_of(meeting.body)
    clerk = person(Role.CLERK, meeting.council)
    cancel_meeting(by=clerk, meeting=meeting, reason="Snow.")
    assert titles(user) == {"Cancelled: Panel meeting": date(2027, 5, 12)}


def test_a_meeting_without_papers_has_no_deadlines(panel: Body) -> None:
    boards.MeetingFactory(body=panel, kind="activity_day", held_on=date(2027, 5, 12))
    assert titles(person(Role.CLERK, panel.council)) == {"Panel meeting": date(2027, 5, 12)}


def test_a_day_that_the_council_closes_counts(meeting: Meeting) -> None:
    councils.ClosureDayFactory(council=meeting.council, day=date(2027, 5, 6))
    assert titles(member_of(meeting.body))["Papers come: Panel, 12 May 2027"] == date(2027, 5, 4)


def test_rules_of_the_meeting_s_own_day_count(meeting: Meeting) -> None:
    boards.BodyRulesFactory(
        body=meeting.body, in_force_from=date(2027, 5, 1), papers_number=3, papers_unit="days"
    )
    assert titles(member_of(meeting.body))["Papers come: Panel, 12 May 2027"] == date(2027, 5, 9)
    clerk_s = titles(person(Role.CLERK, meeting.council))
    assert clerk_s["Papers are due: Panel, 12 May 2027 (act by Friday 7 May 2027)"]


# Who falls out ------------------------------------------------------------------------------------


def test_who_s_seat_or_role_has_ended_sees_nothing_of_it(meeting: Meeting) -> None:
    user = member_of(meeting.body)
    worker = worker_of(meeting.body)
    assert titles(user)
    assert titles(worker)
    seat = user.people.get().seats.get()
    seat.ends_on = date(2026, 12, 1)
    seat.save()
    place = worker.forum_places.get() if hasattr(worker, "forum_places") else None
    if place is None:
        place = forums.models.ForumMember.objects.get(user=worker)
    place.ends_on = date(2026, 12, 1)
    place.save()
    assert titles(user) == titles(worker) == {}


@pytest.mark.parametrize(
    "role", [Role.BOARD_MEMBER, Role.PARTICIPATION_WORKER, Role.CLERK, Role.REPORT_AUTHOR]
)
def test_who_has_lost_the_role_sees_nothing_though_the_place_is_still_on_record(
    meeting: Meeting, role: str
) -> None:
    user = member_of(meeting.body)
    user.memberships.all().delete()
    forum = boards.BodyForumFactory(body=meeting.body).forum
    forums.ForumMemberFactory(user=user, forum=forum)
    boards.ReportFactory(item=boards.AgendaItemFactory(meeting=meeting), author=user)
    row = councils.MembershipFactory(user=user, council=meeting.council, role=role)
    assert titles(user)
    row.ends_on = date(2026, 12, 1)
    row.save()
    assert titles(user) == {}


def test_a_role_in_one_council_opens_nothing_in_another(meeting: Meeting) -> None:
    """A clerk there, and without a role here: only what is there."""
    other = boards.MeetingFactory(body__short_name="Board", held_on=date(2027, 6, 2))
    user = person(Role.CLERK, other.council)
    boards.SeatHolderFactory(seat__body=meeting.body, person__user=user)
    assert all("Board" in title for title in titles(user))
    councils.MembershipFactory(user=user, council=meeting.council, role=Role.BOARD_MEMBER)
    assert {title.split()[0] for title in titles(user)} >= {"Board", "Panel"}


@pytest.mark.parametrize("role", list(Role))
def test_no_role_alone_but_a_clerk_s_shows_any_meeting(meeting: Meeting, role: str) -> None:
    found = titles(person(role, meeting.council))
    assert bool(found) == (role == Role.CLERK)


def test_one_co_opted_for_an_item_has_that_meeting_alone(meeting: Meeting) -> None:
    boards.MeetingFactory(body=meeting.body, held_on=date(2027, 6, 2))
    user = person(Role.BOARD_MEMBER, meeting.council)
    item = boards.AgendaItemFactory(meeting=meeting)
    boards.CoOptionFactory(body=meeting.body, item=item, person__user=user)
    assert list(titles(user).values()).count(date(2027, 5, 12)) == 1
    assert "Papers come: Panel, 2 June 2027" not in titles(user)


# What it costs ------------------------------------------------------------------------------------


def test_it_takes_as_many_queries_for_one_meeting_as_for_many(meeting: Meeting) -> None:
    user = member_of(meeting.body)
    councils.MembershipFactory(user=user, council=meeting.council, role=Role.CLERK)
    few = _queries(user)
    for number in range(8):
        other = boards.BodyFactory()
        boards.BodyRulesFactory(body=other)
        boards.MeetingFactory(body=other, held_on=date(2027, 3, 1 + number))
        boards.MeetingFactory(body=meeting.body, held_on=date(2027, 4, 1 + number))
        councils.MembershipFactory(user=user, council=other.council, role=Role.CLERK)
    assert _queries(user) == few <= 6
    assert len(own_events(User.objects.get(pk=user.pk))) > 40


def _queries(user: User) -> int:
    fresh = User.objects.get(pk=user.pk)
    with CaptureQueriesContext(connection) as captured:
        own_events(fresh)
    return len(captured)
