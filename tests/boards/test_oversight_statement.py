"""The annual statement: frozen, of seats and disciplines, published where the council chose to."""

import json
from datetime import date

import pytest
from django.test import Client

from boards.cycle import MunicipalYear
from boards.models import AttendanceStatement, Body
from boards.oversight import services
from boards.oversight.queries import attendance_of
from boards.oversight.statement import compose, read, register_missing, why_not_publish
from boards.oversight.tally import Seat, Sitting, There, Thresholds, Year, of_year
from boards.queries import with_forums
from councils import clock
from councils.models import Publication, User
from councils.roles import Role
from councils.writing import Refused
from tests.factories import boards
from tests.support.people import sign_in
from tests.support.world import Furnished, World

YEAR = MunicipalYear(date(2024, 5, 15), date(2025, 5, 20), assumed=True)


@pytest.fixture
def ours(world: World) -> Furnished:
    """Our council: it publishes attendance, and took the statement of 2024/25 back."""
    return world.ours


def clerk(made: Furnished) -> User:
    """Its clerk."""
    return made.people[Role.CLERK]


def publish(made: Furnished) -> AttendanceStatement:
    """The statement of 2024/25, published."""
    return services.publish_statement(by=clerk(made), body=made.rows.body, year=YEAR)


def record(*sittings: Sitting) -> Year:
    """A year of a body with a seat."""
    return of_year(sittings, [Seat("a", "Housing")], {}, Thresholds(), forum="We Do Care!")


HELD = Sitting(1, date(2025, 2, 12), there=(There("ann"),))


# The rule ------------------------------------------------------------------------------------------


def why_not(made: Year, **other: object) -> str:
    """Why it cannot be published, of a year that is over, by a council that wants to."""
    usual = {"chosen": True, "is_public": True, "body": "Panel", "today": date(2025, 6, 1)}
    return why_not_publish(made, YEAR, **{**usual, **other})


def test_it_can_be_published_once_the_year_is_over() -> None:
    assert why_not(record(HELD), today=date(2025, 5, 21)) == ""
    assert why_not(record(HELD), today=date(2025, 5, 20)) == (
        "The year runs until Tuesday 20 May 2025. Its statement can be published from the day after."
    )


def test_whether_it_is_published_is_the_councils_choice() -> None:
    words = why_not(record(HELD), chosen=False)
    assert words.startswith("The terms of reference of the Panel do not say that its attendance is")
    assert words.endswith("That is set under “Rules”, from a day on.")


def test_a_body_nobody_may_read_of_has_no_statement() -> None:
    assert why_not(record(HELD), is_public=False).startswith("The Panel itself is not published.")


def test_a_missing_register_stands_in_the_way() -> None:
    lacking = Sitting(2, date(2025, 3, 12))
    assert why_not(record(HELD, lacking)) == (
        "The register of this meeting is not kept: Wednesday 12 March 2025. The statement would "
        "not be the whole year."
    )
    assert why_not(record()) == (
        "No meeting of this year is on record, so there is nothing to state."
    )


def test_several_missing_registers_are_named() -> None:
    assert register_missing([date(2025, 3, 12), date(2025, 4, 9)]) == (
        "The registers of these meetings are not kept: Wednesday 12 March 2025; Wednesday 9 April "
        "2025."
    )
    assert register_missing([]) == ""


def test_what_is_frozen_reads_back_as_it_was() -> None:
    made = compose(record(HELD), YEAR, council="Ourshire Council", body="Panel")
    assert read(made.canonical()) == made
    assert (
        made.canonical()
        == compose(record(HELD), YEAR, council="Ourshire Council", body="Panel").canonical()
    )
    assert made.days == (date(2025, 2, 12),)


# The service ---------------------------------------------------------------------------------------


def test_it_holds_seats_and_figures_and_no_person(ours: Furnished) -> None:
    content = publish(ours).content
    assert ours.rows.seat.title in content
    for holder in ours.rows.body.seats.filter(holders__isnull=False):
        for each in holder.holders.all():
            assert each.person.name not in content
    plain = json.loads(content)
    assert set(plain) == {
        *("schema", "council", "body", "year", "starts_on", "ends_on", "meetings"),
        *("whole", "seats", "disciplines", "forum"),
    }
    assert plain["meetings"] == ["2025-02-12"]


def test_publishing_twice_makes_one(ours: Furnished) -> None:
    assert publish(ours) == publish(ours)
    standing = AttendanceStatement.objects.filter(
        body=ours.rows.body, starts_on=YEAR.starts_on, withdrawn_at__isnull=True
    )
    assert standing.count() == 1


def test_what_is_published_stays_when_the_record_changes(ours: Furnished) -> None:
    before = publish(ours).content
    boards.SeatFactory(body=ours.rows.body, title="A seat of today")
    now = with_forums(Body.objects).get(pk=ours.rows.body.pk)
    assert "A seat of today" in services.statement_of(attendance_of(now, YEAR)).canonical()
    assert publish(ours).content == before
    assert "A seat of today" not in shown(ours)


def test_it_is_taken_back_and_kept(ours: Furnished) -> None:
    """Twice changes nothing; published again it is a further row."""
    first = publish(ours)
    for _ in range(2):
        services.withdraw_statement(by=clerk(ours), body=ours.rows.body, year=YEAR)
    first.refresh_from_db()
    assert (first.withdrawn_by, first.withdrawn_at) == (clerk(ours), clock.now())
    assert address(ours).status_code == 404
    assert publish(ours) != first


def test_a_choice_of_today_is_enough_for_a_year_gone_by(ours: Furnished) -> None:
    """The rules in force today say whether it is published, not those of back then."""
    ours.rows.rules.publishes_attendance = False
    ours.rows.rules.save()
    with pytest.raises(Refused, match="do not say that its attendance is published"):
        publish(ours)
    boards.BodyRulesFactory(
        body=ours.rows.body, in_force_from=date(2026, 12, 1), publishes_attendance=True
    )
    assert publish(ours)


# The pages -----------------------------------------------------------------------------------------


def address(made: Furnished, role: str = "", part: str = "") -> object:
    """What somebody, or anybody, gets of the statement of 2024/25."""
    client: Client = sign_in(made.people.get(role))
    return client.get(f"/ourshire/boards/{made.rows.body.key}/attendance/2024/{part}")


def shown(made: Furnished, role: str = "", part: str = "") -> str:
    """The words of that page."""
    return address(made, role, part).content.decode()


def test_anybody_reads_what_is_published_and_nothing_else(ours: Furnished) -> None:
    assert address(ours).status_code == 404
    publish(ours)
    assert ours.rows.seat.title in shown(ours)
    assert "Wednesday 12 February 2025" in shown(ours)
    assert address(ours).status_code == 200


def test_a_body_taken_back_takes_its_statement_with_it(ours: Furnished) -> None:
    publish(ours)
    Publication.objects.filter(kind="boards.body", key=ours.rows.body.key).delete()
    assert address(ours).status_code == 404


def test_the_preview_shows_it_with_the_button_or_the_reason(ours: Furnished) -> None:
    assert "Publish the statement" in shown(ours, Role.CLERK, "statement/")
    ours.rows.rules.publishes_attendance = False
    ours.rows.rules.save()
    refused = shown(ours, Role.CLERK, "statement/")
    assert "do not say that its attendance is published" in refused
    assert "Publish the statement" not in refused


def test_the_preview_says_when_the_record_has_changed(ours: Furnished) -> None:
    publish(ours)
    words = "The record has changed since."
    assert words not in shown(ours, Role.CLERK, "statement/")
    boards.SeatFactory(body=ours.rows.body)
    assert words in shown(ours, Role.CLERK, "statement/")


def test_a_refused_publication_says_why(ours: Furnished) -> None:
    client = sign_in(clerk(ours))
    where = f"/ourshire/boards/{ours.rows.body.key}/attendance/2026/statement/"
    assert "The year runs until" in client.post(where, follow=True).content.decode()


def test_the_bodys_page_leads_to_its_statements(ours: Furnished) -> None:
    """To those that stand, the latest first."""
    publish(ours)
    page = Client().get(f"/ourshire/boards/{ours.rows.body.key}/").content.decode()
    assert page.index("attendance/2025/") < page.index("attendance/2024/")
    services.withdraw_statement(by=clerk(ours), body=ours.rows.body, year=YEAR)
    page = Client().get(f"/ourshire/boards/{ours.rows.body.key}/").content.decode()
    assert "attendance/2024/" not in page
