"""Members' papers and mails are for all who sit on a body: in a seat, in place of others, co-opted."""

from collections.abc import Callable
from datetime import date

import pytest

from boards.models import Edition, Meeting
from boards.packs.reading import kinds_readable
from boards.packs.tasks import readers
from boards.record.queries import members_of
from corporate_parenting.for_you import for_you
from councils.models import Person, User
from councils.roles import Role
from tests.factories import boards, councils, forums
from tests.support.people import sign_in

DAY, OVER = date(2027, 1, 13), date(2026, 6, 30)

Sits = Callable[[Meeting, Person], object]


def holds(meeting: Meeting, person: Person) -> None:
    boards.SeatHolderFactory(seat=boards.SeatFactory(body=meeting.body), person=person)


def carer_stands_in(meeting: Meeting, person: Person) -> None:
    seat = boards.SeatFactory(body=meeting.body, title="Foster carers")
    boards.SubstituteFactory(seat=seat, person=person)


def co_opted(meeting: Meeting, person: Person) -> None:
    boards.CoOptionFactory(body=meeting.body, person=person)


def co_opted_for_an_item(meeting: Meeting, person: Person) -> None:
    boards.CoOptionFactory(
        body=meeting.body, person=person, item=meeting.items.first(), starts_on=DAY, ends_on=DAY
    )


SITS: tuple[Sits, ...] = (holds, carer_stands_in, co_opted, co_opted_for_an_item)


def sat_on_another(meeting: Meeting, person: Person) -> None:
    other = boards.BodyFactory(strategy=meeting.body.strategy)
    boards.SubstituteFactory(seat=boards.SeatFactory(body=other), person=person)
    boards.CoOptionFactory(body=other, person=person)


def stood_in_once(meeting: Meeting, person: Person) -> None:
    seat = boards.SeatFactory(body=meeting.body)
    boards.SubstituteFactory(seat=seat, person=person, ends_on=OVER)


def was_co_opted(meeting: Meeting, person: Person) -> None:
    boards.CoOptionFactory(body=meeting.body, person=person, ends_on=OVER)


def was_co_opted_for_an_item(meeting: Meeting, person: Person) -> None:
    boards.CoOptionFactory(
        body=meeting.body, person=person, item=meeting.items.first(), is_settled=True
    )


def is_heard_at_an_item(meeting: Meeting, person: Person) -> None:
    boards.AttenderFactory(item=meeting.items.first(), person=person)


DOES_NOT: tuple[Sits, ...] = (
    *(sat_on_another, stood_in_once, was_co_opted, was_co_opted_for_an_item),
    is_heard_at_an_item,
)


@pytest.fixture
def meeting(db, today) -> Meeting:  # noqa: ARG001
    """A meeting to come whose members' and public papers are out."""
    meeting = boards.MeetingFactory(held_on=DAY)
    boards.AgendaItemFactory(meeting=meeting)
    for kind in ("members", "public"):
        boards.EditionItemFactory(edition__meeting=meeting, edition__kind=kind, number=0)
    return meeting


@pytest.fixture
def user(meeting: Meeting) -> User:
    """A board member of the council who sits nowhere yet, with an address."""
    user = councils.UserFactory(email="member@example.org")
    councils.MembershipFactory(user=user, council=meeting.council, role=Role.BOARD_MEMBER)
    councils.PersonFactory(council=meeting.council, user=user)
    return user


def members_papers(meeting: Meeting) -> Edition:
    return meeting.editions.get(kind="members")


def cards(user: User, meeting: Meeting) -> list[str]:
    """The addresses of the papers on the person's home."""
    found = [card.href for card in for_you(user, meeting.council)]
    return [href for href in found if href.endswith("/papers/")]


@pytest.mark.parametrize("sits", SITS)
def test_who_sits_there_reads_the_papers_and_is_told_of_them(
    meeting: Meeting, user: User, sits: Sits
) -> None:
    sits(meeting, user.people.get())
    assert kinds_readable(user, meeting) == ["members", "public"]
    assert readers(members_papers(meeting)) == [user]
    (href,) = cards(user, meeting)
    assert sign_in(user).get(href).url.endswith("/papers/members/")


@pytest.mark.parametrize("sits", DOES_NOT)
def test_who_does_not_reads_what_is_public(meeting: Meeting, user: User, sits: Sits) -> None:
    sits(meeting, user.people.get())
    assert kinds_readable(user, meeting) == ["public"]
    assert readers(members_papers(meeting)) == []
    assert user not in members_of(meeting.body)
    assert cards(user, meeting) == []


@pytest.mark.parametrize("sits", SITS[:3])
def test_they_are_told_that_minutes_went_round(meeting: Meeting, user: User, sits: Sits) -> None:
    sits(meeting, user.people.get())
    assert list(members_of(meeting.body)) == [user]


def test_somebody_for_one_item_has_the_papers_of_that_meeting_alone(
    meeting: Meeting, user: User
) -> None:
    co_opted_for_an_item(meeting, user.people.get())
    other = boards.MeetingFactory(body=meeting.body, held_on=date(2027, 3, 10))
    boards.EditionFactory(meeting=other, kind="members")
    assert kinds_readable(user, other) == ["public"]
    assert readers(other.editions.get()) == []
    assert user not in members_of(meeting.body)
    (href,) = cards(user, meeting)
    assert f"/{meeting.pk}/" in href


def test_who_sits_there_twice_is_told_once(meeting: Meeting, user: User) -> None:
    for sits in SITS:
        sits(meeting, user.people.get())
    assert readers(members_papers(meeting)) == [user]
    assert list(members_of(meeting.body)) == [user]


@pytest.mark.parametrize(("also", "reads"), [(None, False), (co_opted, True), (holds, True)])
def test_a_young_person_s_stand_in_has_what_a_young_person_has(
    meeting: Meeting, user: User, also: Sits | None, *, reads: bool
) -> None:
    """What is withheld from young people's seats is withheld from who stands in there alone."""
    seat = boards.SeatFactory(body=meeting.body, is_young_people=True)
    boards.SubstituteFactory(seat=seat, person=user.people.get())
    assert "members" in kinds_readable(user, meeting)
    report = boards.ReportFactory(item=meeting.items.first(), state="cleared")
    boards.RestrictionFactory(report=report, withheld_from_young=True, young_reason="Asked for")
    if also:
        also(meeting, user.people.get())
    assert ("members" in kinds_readable(user, meeting)) is reads


def test_however_they_sit_it_costs_one_query(
    meeting: Meeting, user: User, django_assert_num_queries
) -> None:
    for sits in SITS:
        sits(meeting, user.people.get())
    user.has_perm("boards.read_members_edition", meeting)  # the person's roles are known
    with django_assert_num_queries(1):
        kinds_readable(user, meeting)


def test_home_names_the_forum_s_papers_to_those_of_that_forum(meeting: Meeting) -> None:
    boards.EditionFactory(meeting=meeting, kind="forum")
    users = [councils.UserFactory() for _ in range(2)]
    for user in users:
        councils.MembershipFactory(
            user=user, council=meeting.council, role=Role.FORUM_REPRESENTATIVE
        )
    heard = boards.BodyForumFactory(body=meeting.body).forum
    forums.ForumMemberFactory(user=users[0], forum=heard)
    forums.ForumMemberFactory(user=users[1], forum=forums.ForumFactory(council=meeting.council))
    assert len(cards(users[0], meeting)) == 1
    assert cards(users[1], meeting) == []


def test_home_names_every_body_s_papers_to_who_keeps_the_record(meeting: Meeting) -> None:
    for role in (Role.CLERK, Role.INSPECTOR, Role.PROPER_OFFICER):
        user = councils.UserFactory()
        councils.MembershipFactory(user=user, council=meeting.council, role=role)
        assert len(cards(user, meeting)) == 1
