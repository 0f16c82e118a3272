"""The page of a body's year: proposed, changed row by row, planned together or not at all."""

from datetime import date, time

import pytest
from django.test import Client

from boards.models import Body, Meeting
from boards.services import plan_meeting
from councils.models import Council
from councils.roles import Role
from tests.factories import boards, councils
from tests.journeys.visiting import Visitor
from tests.support.loading import load_council
from tests.support.people import person, sign_in

YEAR = "/{}/boards/{}/year/"
#: The second Wednesdays of every second month after Annual Council on Wednesday 19 May 2027.
SIX_DAYS = ["9/6/2027", "11/8/2027", "13/10/2027", "8/12/2027", "9/2/2028", "12/4/2028"]


@pytest.fixture
def panel(buckinghamshire: Council) -> Body:
    """Buckinghamshire's Panel."""
    return Body.objects.of(buckinghamshire).get(key="panel")


@pytest.fixture
def clerk(buckinghamshire: Council) -> Visitor:
    """Buckinghamshire's clerk, at the Panel's next municipal year."""
    return year_of(buckinghamshire, "panel").writes("Year", "2027/28").press("Propose the days")


def year_of(council: Council, key: str) -> Visitor:
    """A clerk of that council, at a body's year."""
    return Visitor(person(Role.CLERK, council)).open(YEAR.format(council.slug, key))


def shown(page: Visitor, name: str) -> list[str]:
    """What stands in the fields of that name, row by row."""
    fields = page.soup.find_all(["input", "select"], {"name": lambda n: n and n.endswith(name)})
    return [
        (field.find("option", selected=True) or field.find("option")).get_text()
        if field.name == "select"
        else field.get("value", "")
        for field in fields
    ]


def write(page: Visitor, row: int, name: str, value: str) -> None:
    """Write into a field of a row."""
    page.soup.find(id=f"id_meeting-{row}-{name}")["value"] = value


def leave_out(page: Visitor, row: int) -> None:
    """Tick the box of a row."""
    page.soup.find(id=f"id_meeting-{row}-leave_out")["checked"] = "checked"


def plan(page: Visitor, place: str = "Room 1") -> Visitor:
    """Name the same place in each row, and plan."""
    for row in range(len(shown(page, "-held_on"))):
        write(page, row, "place", place)
    return page.press("Plan these meetings")


def error_at(page: Visitor, row: int, name: str) -> str:
    """The message at a field of a row."""
    return page.soup.find(id=f"id_meeting-{row}-{name}_error").get_text(" ").strip()


# What is proposed ---------------------------------------------------------------------------------


def test_six_meetings_with_each_theme_once_and_the_review_last(clerk: Visitor, panel: Body) -> None:
    """Buckinghamshire: bi-monthly, that is six, and a theme for each."""
    clerk.sees("6 meetings are proposed for 2027/28.")
    assert shown(clerk, "-held_on") == SIX_DAYS
    assert shown(clerk, "-theme") == [theme.name for theme in panel.strategy.themes.all()]
    assert panel.strategy.themes.last().is_annual_review
    assert set(shown(clerk, "-starts_at")) == {"17:30"}


def test_what_has_gone_by_is_not_proposed_and_a_planned_meeting_keeps_its_place(
    buckinghamshire: Council, panel: Body
) -> None:
    """This year in December: three of six days are gone, one is planned, a skipped theme is named."""
    housing = panel.strategy.themes.get(key="housing")
    boards.MeetingFactory(body=panel, held_on=date(2026, 6, 10), theme=housing)
    planned = boards.MeetingFactory(body=panel, held_on=date(2027, 2, 10), place="Room 7")
    page = year_of(buckinghamshire, "panel").writes("Which day of the month?", "Second")
    page.press("Propose the days")
    assert shown(page, "-held_on") == ["9/12/2026", "14/4/2027"]
    page.sees_in_order(
        *("Wednesday 12 August 2026 has gone by.", "Wednesday 14 October 2026 has gone by."),
        *("Wednesday 10 June 2026", "Housing and Placements"),
        *("Wednesday 9 December 2026", "Education", "Wednesday 10 February 2027", "Room 7"),
        "Wednesday 14 April 2027",
    )
    assert page.link("Wednesday 10 February 2027").endswith(f"/meetings/{planned.pk}/")
    assert shown(page, "-theme")[0].startswith("Education")
    page.sees("Skipped so far this year: Education", "No meeting is left this year for:")


def test_without_a_word_the_rhythm_of_the_last_meeting_is_kept(
    buckinghamshire: Council, panel: Body
) -> None:
    """Its day, its time, its place; for six a year every nine weeks."""
    boards.MeetingFactory(
        body=panel, held_on=date(2026, 11, 18), starts_at=time(16, 45), place="Room 9"
    )
    page = year_of(buckinghamshire, "panel")
    assert shown(page, "-held_on") == ["20/1/2027", "24/3/2027"]
    assert set(shown(page, "-starts_at")) == {"16:45"}
    assert set(shown(page, "-place")) == {"Room 9"}
    page.sees("In the rhythm of the last one, Wednesday 18 November 2026")


def test_bromley_meets_each_quarter(db: None, today: date) -> None:  # noqa: ARG001
    """Four a year, no themes; the other tier states no number."""
    bromley = load_council("bromley")
    page = year_of(bromley, "working-party").writes("Year", "2027/28").press("Propose the days")
    page.sees("4 meetings are proposed for 2027/28.", "No themes are set.")
    assert shown(page, "-held_on") == ["9/6/2027", "8/9/2027", "8/12/2027", "8/3/2028"]
    year_of(bromley, "strategy-group").sees("How often it meets is not stated.")


def test_a_body_without_a_stated_frequency_asks_how_many(db: None, today: date) -> None:  # noqa: ARG001
    """BCP: nothing is proposed before somebody has said it, and then so many are."""
    page = year_of(load_council("bcp"), "board")
    page.sees("How often it meets is not stated. Say how many meetings the year is to have.")
    assert shown(page, "-held_on") == []
    assert not page.offers("Plan these meetings")
    page.writes("Year", "2027/28").press("Propose the days")
    assert "Fill this in." in page.error_at("How many meetings")
    page.writes("How many meetings", "5").press("Propose the days")
    page.sees("5 meetings are proposed for 2027/28.")
    assert shown(page, "-held_on") == [
        *("9/6/2027", "11/8/2027", "13/10/2027", "12/1/2028", "8/3/2028")
    ]
    plan(page).sees("5 meetings are planned.")
    assert Meeting.objects.count() == 5


def test_bank_holidays_and_closure_days_give_way(buckinghamshire: Council) -> None:
    """Christmas Eve is closed by the council; Good Friday 2028 is 14 April."""
    councils.ClosureDayFactory(council=buckinghamshire, day=date(2027, 12, 8))
    page = year_of(buckinghamshire, "panel").writes("Year", "2027/28").press("Propose the days")
    assert shown(page, "-held_on")[3] == "15/12/2027"
    page.sees("Wednesday 8 December 2027 is a day the council is closed. Moved a week on.")
    page.writes("Which day of the month?", "Second").writes("Day of the week", "Friday")
    page.press("Propose the days")
    assert shown(page, "-held_on")[5] == "21/4/2028"
    page.sees("Friday 14 April 2028 is a bank holiday (Good Friday). Moved a week on.")


def test_school_hours_are_said_and_refuse_nothing(clerk: Visitor) -> None:
    """No term dates are known: the words say so."""
    clerk.does_not_see("school hours")
    clerk.writes("Start", "10:00").press("Propose the days")
    clerk.sees("is in school hours (8:45am to 3:15pm)", "No term dates are recorded")
    plan(clerk).sees("6 meetings are planned.")


def test_next_year_is_judged_by_the_rules_of_its_first_day(buckinghamshire: Council) -> None:
    """Four meetings of 90 minutes from April on, whatever holds today; this year is as it was."""
    body = Body.objects.of(buckinghamshire).get(key="panel")
    boards.BodyRulesFactory(
        body=body,
        in_force_from=date(2027, 4, 1),
        meetings_a_year=4,
        slot_minutes=90,
        papers_number=200,
    )
    page = year_of(buckinghamshire, "panel").does_not_see("200 working days")
    page.follow("Plan 2027/28 instead").sees("4 meetings are proposed for 2027/28.")
    page.sees("Members get the papers 200 working days before")
    assert shown(page, "-slot_minutes") == ["90"] * 4
    page.follow("Plan 2026/27 instead").sees("proposed for 2026/27").does_not_see("200 working")


def test_where_terms_are_recorded_holidays_are_not_warned_about(clerk: Visitor) -> None:
    """8 December is in term; 9 February falls between two terms; after them nobody knows."""
    council = Council.objects.get(slug="buckinghamshire")
    for first, last in (((2027, 9, 2), (2027, 12, 17)), ((2028, 2, 21), (2028, 3, 31))):
        councils.SchoolTermFactory(council=council, starts_on=date(*first), ends_on=date(*last))
    clerk.writes("Start", "10:00").press("Propose the days")
    clerk.sees("noon on Wednesday 8 December 2027 is in school hours")
    clerk.does_not_see("noon on Wednesday 9 February 2028")
    clerk.sees("noon on Wednesday 12 April 2028 is in school hours", "No term dates are recorded")


def test_short_notice_is_said(buckinghamshire: Council) -> None:
    """Wednesday 9 December: the papers were due on the day before today."""
    page = year_of(buckinghamshire, "panel").writes("Which day of the month?", "Second")
    page.writes("Day of the week", "Tuesday").press("Propose the days")
    assert shown(page, "-held_on")[0] == "8/12/2026"
    page.sees("Short notice. Members get the papers 5 working days before the meeting")


# What is planned ----------------------------------------------------------------------------------


def test_what_is_changed_is_planned_and_what_is_left_out_is_not(clerk: Visitor) -> None:
    """Each with its usual agenda; the page then shows them in their place."""
    leave_out(clerk, 1)
    write(clerk, 0, "held_on", "10/6/2027")
    write(clerk, 0, "starts_at", "16:00")
    clerk.soup.find(id="id_meeting-2-theme").find("option", selected=True).attrs.pop("selected")
    plan(clerk, "Committee room 1").sees("5 meetings are planned.")
    assert list(
        Meeting.objects.order_by("held_on").values_list("held_on", "starts_at", "theme__key")
    ) == [
        (date(2027, 6, 10), time(16), "education"),
        (date(2027, 10, 13), time(17, 30), None),
        (date(2027, 12, 8), time(17, 30), "transitions"),
        (date(2028, 2, 9), time(17, 30), "feedback"),
        (date(2028, 4, 12), time(17, 30), "annual-review"),
    ]
    assert Meeting.objects.first().items.count() == 5 + 1 + 1 + 3  # standing, forum, theme, groups
    assert clerk.address == "/buckinghamshire/boards/panel/year/"
    clerk.sees("5 are planned already.", "Thursday 10 June 2027", "Committee room 1")
    assert shown(clerk, "-held_on") == ["11/8/2027"]


def test_one_that_cannot_be_stops_all_and_everything_typed_is_kept(clerk: Visitor) -> None:
    """The reasons stand at their rows."""
    write(clerk, 1, "held_on", "25/12/2027")
    write(clerk, 2, "held_on", "9/6/2027")
    write(clerk, 3, "held_on", "the day after")
    write(clerk, 4, "starts_at", "16:15")
    plan(clerk).sees("There is a problem")
    assert "Enter a valid date." in error_at(clerk, 3, "held_on")
    write(clerk, 3, "held_on", "8/12/2027")
    clerk.press("Plan these meetings").sees("Nothing has been planned yet")
    assert "Saturday 25 December 2027 is a Saturday." in error_at(clerk, 1, "held_on")
    assert "Two of these meetings are on Wednesday 9 June 2027." in error_at(clerk, 2, "held_on")
    assert shown(clerk, "-held_on") == [
        *("9/6/2027", "25/12/2027", "9/6/2027", "8/12/2027", "9/2/2028", "12/4/2028")
    ]
    assert shown(clerk, "-starts_at")[4] == "16:15"
    assert set(shown(clerk, "-place")) == {"Room 1"}
    assert not Meeting.objects.exists()
    leave_out(clerk, 1)
    leave_out(clerk, 2)
    clerk.press("Plan these meetings").sees("4 meetings are planned.")


def test_a_row_that_is_left_out_need_not_be_right(clerk: Visitor) -> None:
    """Neither its day nor its place."""
    plan(clerk.copy(), "")
    write(clerk, 0, "held_on", "never")
    for row in range(6):
        leave_out(clerk, row)
    clerk.press("Plan these meetings").sees("No meetings are planned.")
    assert not Meeting.objects.exists()


def test_sent_twice_it_plans_once(clerk: Visitor) -> None:
    """Two clicks, or the same page sent again later."""
    for row in range(6):
        write(clerk, row, "place", "Room 1")
    again = clerk.copy()
    again.response = clerk.response
    clerk.press_twice("Plan these meetings").sees("6 meetings are planned.")
    again.press("Plan these meetings").sees("6 meetings are planned.")
    assert Meeting.objects.count() == 6
    assert Meeting.objects.first().items.count() == 5 + 1 + 1 + 3  # standing, forum, theme, groups


def test_a_day_that_somebody_else_took_meanwhile_is_refused(clerk: Visitor, panel: Body) -> None:
    """And the five others are not planned either."""
    plan_meeting(
        by=councils.UserFactory(),
        body=panel,
        held_on=date(2027, 8, 11),
        starts_at=time(9),
        place="Elsewhere",
        theme=None,
        slot_minutes=60,
    )
    plan(clerk).sees("There is a meeting on Wednesday 11 August 2027 already.")
    assert Meeting.objects.get().place == "Elsewhere"


def test_what_no_page_would_send_is_refused_in_words(clerk: Visitor, panel: Body) -> None:
    """Rows that claim to be empty, a theme of nobody, a form cut in half."""
    client: Client = sign_in(person(Role.CLERK, panel.council))
    address = YEAR.format("buckinghamshire", "panel")
    row = {"meeting-0-held_on": "9/6/2027", "meeting-0-starts_at": "10:00", "meeting-0-theme": "1"}
    for sent in (
        {},
        {"meeting-TOTAL_FORMS": "1", "meeting-INITIAL_FORMS": "0"},
        {"meeting-TOTAL_FORMS": "1", "meeting-INITIAL_FORMS": "0", **row},
    ):
        assert client.post(address, sent).status_code == 200
    assert client.get(address, {"year": "1066"}).status_code == 200
    assert not Meeting.objects.exists()
    assert clerk.offers("Plan these meetings")


# Public notice ------------------------------------------------------------------------------------


def test_a_formal_committee_tells_everyone_when_and_where_it_meets(
    db: None,  # noqa: ARG001
    today: date,  # noqa: ARG001
) -> None:
    """From the day it is planned; the clerk sees by when the law asks for it."""
    rules = boards.BodyRulesFactory(committee=True, body__published=True)
    meeting = boards.MeetingFactory(body=rules.body, place="Shire Hall", starts_at=time(16, 30))
    boards.MeetingFactory(body=rules.body, held_on=date(2026, 10, 14), place="Gone by")
    council = rules.body.council
    page = Visitor().open(f"/{council.slug}/boards/{rules.body.key}/")
    page.sees_in_order(
        "When it meets next", "Wednesday 16 December 2026", "Shire Hall", "4:30pm", "Papers"
    )
    page.does_not_see("Gone by")
    clerk = Visitor(person(Role.CLERK, council))
    clerk.open(f"/{council.slug}/boards/meetings/{meeting.pk}/")
    clerk.sees("Tuesday 8 December 2026 Public notice", "By law the public is told")


def test_a_panel_does_not(db: None, today: date) -> None:  # noqa: ARG001
    """Its dates are its own until its papers are out; a status that changed on the way counts."""
    rules = boards.BodyRulesFactory(body__published=True)
    body, council = rules.body, rules.body.council
    meeting = boards.MeetingFactory(body=body, place="Shire Hall")
    Visitor().open(f"/{council.slug}/boards/{body.key}/").does_not_see("Shire Hall")
    clerk = Visitor(person(Role.CLERK, council))
    clerk.open(f"/{council.slug}/boards/meetings/{meeting.pk}/").does_not_see("Public notice")
    boards.BodyRulesFactory(body=body, committee=True, in_force_from=date(2026, 12, 10))
    Visitor().open(f"/{council.slug}/boards/{body.key}/").sees("Shire Hall")
