"""What happens to agendas in the demo: somebody invited, business that comes late, and snow."""

from datetime import date, time, timedelta

from boards.agendas.guests.services import invite_attender
from boards.agendas.services import add_item
from boards.models import Body, Meeting
from boards.packs.services import publish_pack
from boards.queries import year_of
from boards.services import cancel_meeting, plan_meeting
from councils import clock
from councils.models import Council, Person, User
from councils.queries import calendar_of
from councils.writing import store

PLACE = "The Old Chapel, committee room 2 (invented)"
GUEST, FROM = "Robin Vale", "A secondary school"
WHY_INVITED = "Tells how the school keeps a place when a child moves."
LATE = "The fire at the contact centre"
WHY_LATE = "It happened after the papers went out, and families need an answer."
SNOW = "Heavy snow closed the building (invented)."
#: In the months whose number this divides something comes late.
LATE_EVERY = 3
WINTER_DAYS = 120
#: So far from every other meeting is the one that was snowed off.
APART = timedelta(days=10)


def what_comes_up(meeting: Meeting, *, clerk: User) -> None:
    """A guest for the theme; at some meetings late business, and the papers once more."""
    with clock.set_to(meeting.held_on - timedelta(days=6)):
        for item in meeting.items.filter(kind="theme"):
            guest = _guest(meeting.council)
            invite_attender(by=clerk, item=item, person=guest, reason=WHY_INVITED)
    if meeting.held_on.month % LATE_EVERY == 0:
        with clock.set_to(meeting.held_on - timedelta(days=1)):
            add_item(by=clerk, meeting=meeting, title=LATE, minutes=5, late_reason=WHY_LATE)
            publish_pack(by=clerk, meeting=meeting)


def _guest(council: Council) -> Person:
    """The one guest of a council's bodies."""
    known = Person.objects.of(council).filter(name=GUEST).first()
    return known or store(Person(council=council, name=GUEST, organisation=FROM, is_invented=True))


def snowed_off(body: Body, *, clerk: User, today: date) -> Meeting:
    """An extraordinary meeting last winter that was published and then cancelled."""
    day = _winter_day(body, today)
    with clock.set_to(day - timedelta(weeks=4)):
        meeting = plan_meeting(
            by=clerk,
            body=body,
            kind=Meeting.Kind.EXTRAORDINARY,
            held_on=day,
            starts_at=time(17, 30),
            place=PLACE,
            theme=None,
            slot_minutes=60,
        )
    with clock.set_to(day - timedelta(days=10)):
        publish_pack(by=clerk, meeting=meeting)
    with clock.set_to(day - timedelta(days=1)):
        return cancel_meeting(by=clerk, meeting=meeting, reason=SNOW)


def _winter_day(body: Body, today: date) -> date:
    """A working day last winter on which the body has no other meeting near."""
    calendar, others = (
        calendar_of(body.council),
        list(body.meetings.values_list("held_on", flat=True)),
    )
    day = year_of(body.council, today).starts_on - timedelta(days=WINTER_DAYS)
    while any(abs(day - each) < APART for each in others) or not calendar.is_working_day(day):
        day -= timedelta(days=1)
    return day
