"""A panel at its meeting, today: seats of three disciplines, a substitute, guests, young people."""

from dataclasses import dataclass
from datetime import date, time

from boards.models import AgendaItem, Body, Meeting, Seat
from councils.models import Council, Person, User
from tests.factories import boards, councils

TODAY = date(2026, 12, 2)
DISCIPLINES = ("Social care", "Health", "Housing")


@dataclass
class Sitting:
    """The panel, its clerk, its meeting with three items, and who belongs where."""

    clerk: User
    body: Body
    meeting: Meeting
    items: list[AgendaItem]
    seats: dict[str, Seat]
    holders: dict[str, Person]
    substitute: Person
    young: Seat
    guest: Person
    presenter: Person

    @property
    def council(self) -> Council:
        """The council."""
        return self.body.council


def sit(*, held_on: date = TODAY, **rules: object) -> Sitting:
    """A panel that needs three disciplines, unless told; nobody is marked yet."""
    body = boards.BodyFactory(name="Corporate Parenting Panel", short_name="Panel")
    council = body.council
    rules = rules or {"by_disciplines": True, "forum_time": True}
    boards.BodyRulesFactory(body=body, **rules)
    seats, holders = {}, {}
    for name in DISCIPLINES:
        discipline = boards.DisciplineFactory(council=council, name=name)
        seat = boards.SeatFactory(body=body, title=f"{name} seat", assumed_discipline=discipline)
        person = councils.PersonFactory(council=council, name=f"{name} holder")
        boards.SeatHolderFactory(seat=seat, person=person)
        seats[name], holders[name] = seat, person
    substitute = councils.PersonFactory(council=council, name="Health substitute")
    boards.SubstituteFactory(seat=seats["Health"], person=substitute)
    young = boards.SeatFactory(body=body, title="Young people", young_people=True, is_plural=True)
    meeting = boards.MeetingFactory(body=body, held_on=held_on, starts_at=time(10))
    items = [
        boards.AgendaItemFactory(meeting=meeting, position=1, title="Apologies", minutes=5),
        boards.AgendaItemFactory(
            meeting=meeting, position=2, title="Questions", protected=True, minutes=15
        ),
        boards.AgendaItemFactory(meeting=meeting, position=3, title="Homes", kind="theme"),
    ]
    guest = councils.PersonFactory(council=council, name="Co-opted guest")
    boards.CoOptionFactory(body=body, person=guest)
    presenter = councils.PersonFactory(council=council, name="Presenter of item 3")
    boards.AttenderFactory(item=items[2], person=presenter)
    return Sitting(
        clerk=councils.UserFactory(display_name="Clara Holt"),
        body=body,
        meeting=meeting,
        items=items,
        seats=seats,
        holders=holders,
        substitute=substitute,
        young=young,
        guest=guest,
        presenter=presenter,
    )
