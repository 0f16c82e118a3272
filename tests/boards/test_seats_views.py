"""The pages of people: what a clerk does in one go, what members read, what nobody is shown."""

from datetime import date

import pytest

from boards.models import CoOption, Seat, SeatHolder, Substitute, YoungPlaces
from councils.models import Person
from councils.roles import Role
from tests.factories import boards, councils
from tests.journeys.visiting import Visitor
from tests.support.world import Furnished, World

JUNE = date(2026, 6, 10)


@pytest.fixture
def ours(world: World) -> Furnished:
    """Our council."""
    return world.ours


@pytest.fixture
def clerk(ours: Furnished) -> Visitor:
    """The clerk, before the people of the body."""
    return as_(ours, Role.CLERK).open(people(ours))


def as_(ours: Furnished, role: str) -> Visitor:
    """Somebody of our council."""
    return Visitor(ours.people[role])


def people(ours: Furnished, rest: str = "") -> str:
    """An address below the people of the body."""
    return f"/ourshire/boards/{ours.rows.body.key}/people/{rest}"


# To read ------------------------------------------------------------------------------------------


def test_a_member_reads_who_sits_and_finds_nothing_to_change(ours) -> None:
    member = as_(ours, Role.BOARD_MEMBER).open(people(ours))
    member.sees("The board_member of Ourshire", "since 5 January 2026", "Substitute: zqsubstitute")
    member.sees("Co-opted", "zqcoopted", "Coming for one item", "Attender of Ourshire")
    member.does_not_see("Add a seat", "What to see to", "Renew or end it", "zqyoungperson")
    member.open(people(ours, f"{ours.rows.seat.pk}/")).sees("Who held it, and when")
    member.does_not_see("Somebody takes over", "Name another substitute", "/holders/")


def test_young_people_are_counted_and_it_is_said_why(ours) -> None:
    for role in (Role.CLERK, Role.BOARD_MEMBER, Role.INSPECTOR):
        visitor = as_(ours, role).open(people(ours)).sees("Young people", "3 young people")
        visitor.open(people(ours, f"{ours.rows.young_seat.pk}/"))
        visitor.sees("No names are kept of them", "This seat is for 3 young people.")
        visitor.does_not_see("zqyoungperson", "Seat somebody")


def test_the_form_for_young_people_takes_no_name(ours) -> None:
    clerk = as_(ours, Role.CLERK).open(people(ours, f"{ours.rows.young_seat.pk}/"))
    clerk.follow("Say how many they are").sees("No names are kept of them")
    named = {tag["name"] for tag in clerk.soup.select("main [name]")}
    assert named == {"csrfmiddlewaretoken", "number", "starts_on", "submit"}
    clerk.writes("How many young people?", "4").press_twice("Save")
    clerk.sees("This seat is for 4 young people.")
    assert YoungPlaces.objects.filter(seat=ours.rows.young_seat).count() == 2


def test_a_young_seat_refuses_a_name_sent_all_the_same(ours) -> None:
    """By an address no page leads to."""
    clerk = as_(ours, Role.CLERK).open(people(ours, f"{ours.rows.young_seat.pk}/hold/"))
    clerk.writes("Who?", "Somebody new, named below").writes("Name", "A child").press("Save")
    clerk.sees("No names are kept of them")
    assert not Person.objects.filter(name="A child").exists()


@pytest.mark.parametrize("page", ["", "seat"])
@pytest.mark.parametrize("role", ["member of another body", "chair of another body"])
def test_people_of_another_body_are_refused_in_words(ours, role, page) -> None:
    rest = f"{ours.rows.seat.pk}/" if page else ""
    as_(ours, role).open(people(ours, rest), status=403).sees("for the people of the body")


@pytest.mark.parametrize("how", ["substitute", "co-opted", "of the body above"])
def test_who_belongs_to_the_body_reads_it(ours, how) -> None:
    """A substitute, a co-opted person, and a member of the body this one is part of."""
    person = councils.PersonFactory(
        council=ours.council, user=ours.people["member of another body"]
    )
    body = ours.rows.body
    if how == "substitute":
        boards.SubstituteFactory(seat=ours.rows.free_seat, person=person)
    elif how == "co-opted":
        boards.CoOptionFactory(body=body, person=person)
    else:
        boards.SeatHolderFactory(seat=ours.rows.free_seat, person=person)
        body = ours.rows.group_of_body
    reader = as_(ours, "member of another body")
    reader.open(f"/ourshire/boards/{body.key}/people/").sees("Who sits on the")


def test_the_public_page_of_the_body_names_seats_and_nobody(ours) -> None:
    visitor = Visitor().open(f"/ourshire/boards/{ours.rows.body.key}/").sees("Seat of Ourshire")
    visitor.does_not_see("The board_member", "zqsubstitute", "zqcoopted", "zqyoungperson")
    visitor.does_not_see(people(ours))


# The clerk ----------------------------------------------------------------------------------------


def test_somebody_new_is_seated_without_leaving_the_page(ours, clerk) -> None:
    """Twice is once; the alert about the vacancy is gone."""
    clerk.sees("“Free seat of Ourshire” is vacant").follow("Free seat of Ourshire")
    clerk.writes("Who?", "Somebody new, named below")
    clerk.writes("Name", "Ann Ash").writes("Organisation", "A housing association")
    clerk.writes("From", "1/12/2026").press_twice("Save")
    clerk.sees("Ann Ash holds the seat from 1 December 2026.", "A housing association")
    assert SeatHolder.objects.filter(person__name="Ann Ash").count() == 1
    clerk.open(people(ours)).does_not_see("“Free seat of Ourshire” is vacant")


def test_somebody_takes_over_and_the_history_says_so(ours, clerk) -> None:
    clerk.follow("Chair of Ourshire").follow("Somebody takes over")
    clerk.sees("The time of The chair of Ourshire ends the day before.")
    clerk.writes("Who?", f"{ours.rows.person.name}, The council").writes("From", "2/12/2026")
    clerk.press("Save").sees_in_order(
        "The chair of Ourshire",
        "From 5 January 2026 to 1 December 2026",
        ours.rows.person.name,
        "From 2 December 2026",
    )


def test_who_is_in_the_way_is_said_at_the_field_and_everything_typed_stays(clerk) -> None:
    clerk.follow("Chair of Ourshire").follow("Somebody takes over")
    clerk.writes("Who?", "Somebody new, named below").writes("Name", "Ann Ash")
    clerk.writes("From", "5/1/2026").press("Save")
    assert "The chair of Ourshire begins on 5 January 2026" in clerk.error_at("From")
    assert clerk.reads_in("Name") == "Ann Ash"
    assert not Person.objects.filter(name="Ann Ash").exists()


def test_choosing_nobody_and_choosing_two(ours) -> None:
    clerk = as_(ours, Role.CLERK).open(people(ours, f"{ours.rows.free_seat.pk}/hold/"))
    clerk.press("Save")
    assert "Choose one from the list." in clerk.error_at("Who?")
    clerk.writes("Who?", "Somebody new, named below").press("Save")
    assert "Fill in the name of somebody new." in clerk.error_at("Name")
    clerk.writes("Who?", f"{ours.rows.person.name}, The council").writes("Name", "Ann Ash")
    clerk.press("Save")
    assert "not both" in clerk.error_at("Name")


def test_in_a_plural_seat_the_place_is_chosen(ours) -> None:
    seat = boards.SeatFactory(body=ours.rows.body, plural=True, title="Carers")
    for name in ("Ann Ash", "Bo Birch"):
        boards.SeatHolderFactory(seat=seat, place=1 + (name == "Bo Birch"), person__name=name)
    clerk = as_(ours, Role.CLERK).open(people(ours, f"{seat.pk}/hold/"))
    clerk.writes("Who?", "Somebody new, named below").writes("Name", "Cy Cole")
    clerk.ticks("In place of Bo Birch").writes("From", "2/12/2026").press("Save")
    clerk.sees("Ann Ash", "Cy Cole")
    assert SeatHolder.objects.get(person__name="Cy Cole").place == 2
    clerk.follow("Seat somebody else too").writes("Who?", "Somebody new, named below")
    clerk.writes("Name", "Di Dunn").writes("From", "2/12/2026").press("Save")
    assert SeatHolder.objects.get(person__name="Di Dunn").place == 3


def test_a_substitute_is_named_for_the_place_followed(clerk) -> None:
    clerk.follow("Chair of Ourshire").follow("Name a substitute for The chair of Ourshire")
    clerk.sees("comes when The chair of Ourshire cannot")
    clerk.writes("Who?", "Somebody new, named below").writes("Name", "Ann Ash").press_twice("Save")
    clerk.sees("Ann Ash is the substitute", "Substitute: Ann Ash", "Who stood in, and when")
    assert Substitute.objects.filter(person__name="Ann Ash").count() == 1


def test_two_clerks_put_dates_right_and_the_second_sees_both(ours) -> None:
    first = as_(ours, Role.CLERK).open(people(ours, f"holders/{ours.rows.holder.pk}/"))
    second = first.copy()
    first.writes("Until", "31/12/2026").press("Save").sees("Saved.")
    second.writes("Until", "30/6/2027").press("Save")
    second.sees("Somebody else has changed this", "What the other person saved")
    second.sees("31 December 2026")
    assert second.reads_in("Until") == "30/6/2027"
    second.press("Save").sees("Saved.")
    ours.rows.holder.refresh_from_db()
    assert ours.rows.holder.ends_on == date(2027, 6, 30)


def test_a_mistake_is_taken_out(ours) -> None:
    clerk = as_(ours, Role.CLERK).open(people(ours, f"substitutes/{ours.rows.substitute.pk}/"))
    name = ours.rows.substitute.person.name
    clerk.press(f"Take it out {name}").sees(f"{name} is taken out.")
    assert not Substitute.objects.exists() or ours.rows.substitute not in Substitute.objects.all()


def test_the_assumed_discipline_is_said_and_decided_otherwise(ours) -> None:
    seat = boards.SeatFactory(
        body=ours.rows.body, assumed_discipline=ours.rows.discipline, source_note="Assumed so."
    )
    clerk = as_(ours, Role.CLERK).open(people(ours, f"{seat.pk}/"))
    clerk.sees("This is assumed", "Assumed so.").follow("Decide what it stands for")
    clerk.writes("It stands for", "Something that is not on the list").press("Save")
    assert "or name another below" in clerk.error_at("It stands for")
    clerk.writes("If it is not on the list", "Youth justice").press_twice("Save")
    clerk.sees("This seat stands for Youth justice.", "The clerk has decided so.")


def test_a_seat_and_a_person_are_added(ours, clerk) -> None:
    clerk.follow("Add a seat").writes("Name of the seat", "Health visitor")
    clerk.ticks("Several people").press_twice("Add the seat").sees("The seat is added.", "Vacant")
    assert Seat.objects.get(title="Health visitor").is_plural
    clerk.open(people(ours)).follow("Add a person").writes("Name", "Ann Ash")
    clerk.press_twice("Add them").sees("Ann Ash is on record")
    assert Person.objects.filter(name="Ann Ash").count() == 1


def test_co_option_is_given_renewed_and_ended(clerk) -> None:
    clerk.follow("Co-opt somebody").writes("Who?", "Somebody new, named below")
    clerk.writes("Name", "Ann Ash").writes("Why them?", "Knows housing.")
    clerk.writes("From", "1/1/2026").writes("Until", "31/10/2026").press_twice("Co-opt them")
    clerk.sees("The co-option of Ann Ash lapsed on Saturday 31 October 2026.")
    clerk.follow("Renew or end it: The co-option of Ann Ash").follow("Co-opt Ann Ash again")
    assert (clerk.reads_in("From"), clerk.reads_in("Why them?")) == ("1/11/2026", "Knows housing.")
    clerk.press("Co-opt them").does_not_see("lapsed")
    assert CoOption.objects.filter(person__name="Ann Ash").count() == 2
    clerk.follow("Renew or end it: Ann Ash").writes("The last day", "2/12/2026")
    clerk.press("Record that it is over").sees("The co-option of Ann Ash is over.")


def test_leaving_says_what_ends_and_what_is_vacant_then(ours, clerk) -> None:
    clerk.follow("Chair of Ourshire").follow("The chair of Ourshire leaves")
    clerk.sees("Holds Chair of Ourshire").writes("Their last day", "2/12/2026")
    clerk.press_twice("End everything on this day")
    clerk.sees("holds nothing beyond 2 December 2026")
    ours.rows.holder.refresh_from_db()
    assert ours.rows.holder.ends_on == date(2026, 12, 2)


def test_leaving_once_names_the_vacant_seat(clerk) -> None:
    clerk.follow("Chair of Ourshire").follow("The chair of Ourshire leaves")
    clerk.writes("Their last day", "2/12/2026").press("End everything on this day")
    clerk.sees("ends on 2 December 2026. Vacant from the day after: Chair of Ourshire")


def test_a_last_day_that_is_a_slip_is_said_at_its_field(ours, clerk) -> None:
    """The day after 31 December 9999 is none."""
    clerk.follow("Chair of Ourshire").follow("The chair of Ourshire leaves")
    clerk.writes("Their last day", "31/12/9999").press("End everything on this day")
    assert "Look at the year again." in clerk.error_at("Their last day")
    ours.rows.holder.refresh_from_db()
    assert ours.rows.holder.ends_on is None


def test_alerts_of_many_kinds_are_counted(ours) -> None:
    ours.rows.rules.seat_attendance = 100
    ours.rows.rules.save()
    for number in range(4):
        boards.SeatHolderFactory(
            seat=boards.SeatFactory(body=ours.rows.body, title=f"Nurse {number}")
        )
    boards.SeatFactory(body=ours.rows.body, same_as=ours.rows.seat, title="The same again")
    clerk = as_(ours, Role.CLERK).open(people(ours)).sees("What to see to")
    clerk.sees("5 seats have no substitute", "“The same again” is listed twice")
    clerk.sees("“Nurse 3” has no substitute named, and the rules expect one.")
