"""A meeting that was held a week ago, with what came of it, and the people around its minutes."""

from dataclasses import dataclass
from datetime import date, time

from boards.models import AgendaItem, Meeting, Minutes, MinutesSection
from boards.record.services import circulate, confirm, draft_minutes, save_section
from boards.register.services import record_outcome
from councils import clock
from councils.models import User
from councils.roles import Role
from tests.factories import boards, councils
from tests.support.sitting import Sitting, sit

HELD, DRAFTED = date(2026, 11, 25), date(2026, 11, 26)
ROUND, NEXT = date(2026, 11, 30), date(2026, 12, 2)


@dataclass
class Minuted:
    """The panel, its meeting that is over, the next one, its chair."""

    panel: Sitting
    later: Meeting
    chair: User

    @property
    def clerk(self) -> User:
        """Who writes."""
        return self.panel.clerk

    @property
    def meeting(self) -> Meeting:
        """The meeting that is over."""
        return self.panel.meeting

    def draft(self) -> Minutes:
        """The draft of its minutes."""
        with clock.set_to(DRAFTED):
            return draft_minutes(by=self.clerk, meeting=self.meeting)

    def sent(self) -> Minutes:
        """Its minutes, gone round in time."""
        minutes = self.draft()
        with clock.set_to(ROUND):
            return circulate(by=self.clerk, minutes=minutes, version=minutes.version)

    def confirmed(self) -> Minutes:
        """Its minutes, confirmed at the next meeting."""
        minutes = self.sent()
        with clock.set_to(NEXT):
            return confirm(by=self.chair, minutes=minutes, version=minutes.version, at=self.later)

    def part(self, minutes: Minutes, heading: str = "Homes") -> MinutesSection:
        """A part of its minutes."""
        return minutes.sections.get(heading=heading)

    def write(self, minutes: Minutes, text: str, heading: str = "Homes") -> MinutesSection:
        """The clerk writes a part."""
        section = self.part(minutes, heading)
        return save_section(by=self.clerk, section=section, version=section.version, text=text)


def minuted(**rules: object) -> Minuted:
    """A panel whose minutes go round within 14 days, unless told; each item of it was noted."""
    rules = rules or {"minutes_number": 14, "minutes_unit": "days"}
    panel = sit(held_on=HELD, by_disciplines=True, **rules)
    later = boards.MeetingFactory(body=panel.body, held_on=NEXT, opened_at=clock.moment(NEXT))
    seat = boards.SeatFactory(body=panel.body, title="Chair")
    chair = councils.UserFactory(display_name="Councillor Penn", email="penn@example.org")
    councils.MembershipFactory(user=chair, council=panel.council, role=Role.CHAIR)
    councils.MembershipFactory(user=panel.clerk, council=panel.council, role=Role.CLERK)
    person = councils.PersonFactory(council=panel.council, user=chair, name="Councillor Penn")
    boards.SeatHolderFactory(seat=seat, person=person)
    with clock.set_to(HELD):
        for item in panel.items:
            note(panel.clerk, item)
    return Minuted(panel, later, chair)


def note(clerk: User, item: AgendaItem, words: str = "", *, at: time | None = None) -> None:
    """An item is noted."""
    record_outcome(by=clerk, item=item, result="noted", words=words, taken_at=at)
