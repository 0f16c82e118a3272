"""A pack that is out, as readers have it: several items, a member, and further editions."""

import json
from dataclasses import dataclass
from datetime import date

from boards.models import Edition, EditionItem, Meeting
from boards.packs.blocks import Item, Pack, Paragraph
from boards.packs.services import store_edition
from councils.models import User
from councils.roles import Role
from tests.factories import boards, councils
from tests.support.people import person

Says = dict[str, tuple[str, list[str]]]
SAYS: Says = {
    "0": ("About this meeting", ["The meeting is about homes."]),
    "1": ("Homes", ["There are twelve homes.", "Two of them are new."]),
    "2": ("Dentists", ["Children wait for dentists."]),
}


@dataclass
class Out:
    """A meeting whose papers are out, and a member who sits on its body."""

    meeting: Meeting
    member: User

    @property
    def base(self) -> str:
        """The front page of the members' papers."""
        slug = self.meeting.council.slug
        return f"/{slug}/boards/meetings/{self.meeting.pk}/papers/members/"

    def edition(self, kind: str = "members") -> Edition:
        """The newest of a kind."""
        return self.meeting.editions.filter(kind=kind).order_by("-number").first()

    def item(self, number: str, kind: str = "members") -> EditionItem:
        """An item of the newest edition."""
        return self.edition(kind).items.get(number=number)


def out(says: Says = SAYS, **meeting: object) -> Out:
    """Papers of every kind, that all say the same."""
    meeting = boards.MeetingFactory(**{"held_on": date(2027, 1, 13), **meeting})
    made = Out(meeting, sits(meeting))
    for kind in Edition.Kind.values:
        publish(made, says, kind=kind)
    return made


def publish(made: Out, says: Says, *, kind: str = "members") -> Edition:
    """A further edition of a kind, that says this."""
    items = tuple(
        Item(number, title, key=number, blocks=_paragraphs(number, lines))
        for number, (title, lines) in says.items()
    )
    meeting = made.meeting
    pack = Pack(kind, str(meeting.body), str(meeting.council), "Day", "", items)
    plain, by = json.loads(pack.canonical()), councils.UserFactory()
    return store_edition(meeting, pack=plain, after=made.edition(kind), by=by)


def _paragraphs(number: str, lines: list[str]) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(f"{number}.{place}", text) for place, text in enumerate(lines, 1))


def sits(meeting: Meeting, *, young: bool = False) -> User:
    """Somebody with a seat on the meeting's body."""
    user = person(Role.BOARD_MEMBER, meeting.council)
    holder = councils.PersonFactory(council=meeting.council, user=user, name=str(user))
    seat = boards.SeatFactory(body=meeting.body, is_young_people=young)
    boards.SeatHolderFactory(seat=seat, person=holder)
    return user
