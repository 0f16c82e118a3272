"""What pages, agendas and packs ask about actions and what was passed up."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from boards.models import SeatHolder
from councils.models import Council, Membership, Person
from councils.roles import Role


def who_may_own(council: Council, day: date) -> QuerySet[Person]:
    """The people an action can be given to: all but those who are here as young people."""
    young_seats = SeatHolder.objects.current(day).filter(
        person=OuterRef("pk"), seat__is_young_people=True
    )
    represents = Membership.objects.current(day).filter(
        user=OuterRef("user"), council=council, role=Role.FORUM_REPRESENTATIVE
    )
    return Person.objects.of(council).exclude(Exists(young_seats)).exclude(Exists(represents))
