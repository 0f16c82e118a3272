"""The pages of the record, as the clerk, the chair and a member use them."""

import hashlib
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models.fields.files import FieldFile
from django.urls import reverse

from boards.models import Attachment, Edition, EditionItem, Minutes, PrintedFile
from boards.record.services import circulate, correct, take_back
from councils import clock
from councils.models import User
from councils.roles import Role
from tests.factories import boards, councils
from tests.journeys.visiting import Visitor
from tests.support.minuted import ROUND, Minuted, minuted, note
from tests.support.printing import printed_ready

pytestmark = pytest.mark.django_db


@pytest.fixture
def of(today) -> Minuted:  # noqa: ARG001
    """The meeting of last week; it is the day of the next one."""
    return minuted()


@pytest.fixture
def member(of: Minuted) -> User:
    """Somebody with a seat, and nothing to write."""
    user = councils.UserFactory(display_name="Amina Rees")
    councils.MembershipFactory(user=user, council=of.panel.council, role=Role.BOARD_MEMBER)
    person = councils.PersonFactory(council=of.panel.council, user=user)
    boards.SeatHolderFactory(seat=boards.SeatFactory(body=of.panel.body), person=person)
    return user


def at(of: Minuted, page: str = "minutes_detail", **more: object) -> str:
    """The address of a page about the minutes."""
    where = {"council": of.panel.council.slug, "pk": of.meeting.pk, **more}
    return reverse(f"boards:{page}", kwargs=where)


def body_page(of: Minuted, page: str) -> str:
    """The address of a page of the panel's record."""
    where = {"council": of.panel.council.slug, "key": of.panel.body.key}
    return reverse(f"boards:{page}", kwargs=where)


def as_(user: User) -> Visitor:
    """Somebody at their browser."""
    return Visitor(user)


# The clerk ------------------------------------------------------------------------------------------


def test_from_nothing_to_sent_round(of: Minuted, mailoutbox) -> None:
    clerk = (
        as_(of.clerk).open(at(of)).sees("Nothing is written yet.", "Due on Wednesday 9 December")
    )
    clerk.press("Draft the minutes").sees("Drafted from the register", "Draft. These minutes may")
    clerk.follow("Change: Homes").writes("Homes", "Two homes were shown.").press("Save")
    clerk.sees("Saved: Homes.", "Two homes were shown.", "What the register says")
    clerk.follow("Send the minutes round").sees("1 person reads them on their page.")
    clerk.press("Send the minutes round").sees(
        "The minutes have gone round.", "Circulated, and not"
    )
    assert len(mailoutbox) == 1
    clerk.does_not_see("Change<span").sees("Sent round Done 2 December 2026")


def test_parts_are_written_one_after_another(of: Minuted) -> None:
    of.draft()
    clerk = as_(of.clerk).open(at(of)).follow("Change: Questions")
    clerk.writes("Questions", "One was asked.").press("Save and go to the next part")
    clerk.sees("Saved: Questions.").writes("Homes", "Two were shown.")
    clerk.press("Save and go to the next part")
    assert clerk.address == at(of), "after the last part come the minutes"
    clerk.sees("One was asked.", "Two were shown.")


def test_of_two_writers_the_second_sees_both_texts_and_loses_nothing(of: Minuted) -> None:
    of.draft()
    first = as_(of.clerk).open(at(of)).follow("Change: Homes")
    second = first.copy()
    first.writes("Homes", "The first words.").press("Save")
    second.writes("Homes", "The second words.").press("Save")
    second.sees("What the other person saved", "The first words.")
    assert second.reads_in("Homes") == "The second words."
    assert "Somebody else has changed this" in second.error_at("Homes")
    second.writes("Homes", "The first words. The second words.").press("Save")
    second.sees("Saved: Homes.", "The first words. The second words.")


def test_who_writes_too_late_keeps_their_words_and_is_told(of: Minuted) -> None:
    minutes = of.draft()
    clerk = as_(of.clerk).open(at(of)).follow("Change: Homes")
    circulate(by=of.clerk, minutes=minutes, version=minutes.version)
    clerk.writes("Homes", "Too late.").press("Save")
    assert clerk.reads_in("Homes") == "Too late."
    assert "These minutes are circulated." in clerk.error_at("Homes")
    clerk.open(clerk.address).sees("These minutes are circulated.")
    assert clerk.address == at(of)


def test_the_register_is_asked_again_and_its_words_can_be_taken(of: Minuted) -> None:
    minutes = of.draft()
    of.write(minutes, "My own words.")
    with clock.set_to(ROUND):
        note(of.clerk, of.panel.items[2], "The paper was noted.")
    clerk = as_(of.clerk).open(at(of)).sees("The register has changed")
    clerk.press("Ask the register again").sees("compare them with the register: Homes.")
    clerk.sees("My own words.", "The paper was noted.")
    clerk.press("Use these words instead Homes").sees("Homes follows the register again.")
    clerk.does_not_see("My own words.")
    clerk.press("Ask the register again").sees("follow the register again")


def test_stale_words_are_not_overwritten_by_the_register(of: Minuted) -> None:
    minutes = of.draft()
    of.write(minutes, "My own words.")
    clerk = as_(of.clerk).open(at(of))
    of.write(minutes, "My better words.")
    clerk.press("Use these words instead Homes").sees("Somebody else has changed this")
    clerk.sees("My better words.")


def test_the_button_the_page_and_the_post_refuse_with_the_same_sentence(of: Minuted) -> None:
    minutes = of.draft()
    of.write(minutes, "", "Questions")
    clerk = (
        as_(of.clerk).open(at(of)).sees("1 item still says nothing", "Nothing is written here yet")
    )
    clerk.follow("Send the minutes round").sees("Item 2, “Questions”, says nothing yet.")
    assert not clerk.offers("Send the minutes round")
    token = clerk.client.cookies["csrftoken"].value
    sent = {"version": minutes.version, "csrfmiddlewaretoken": token}
    answer = clerk.client.post(at(of, "minutes_circulate"), sent)
    assert "Item 2, “Questions”, says nothing yet." in answer.content.decode()


def test_late_minutes_ask_why_at_the_field(of: Minuted) -> None:
    of.draft()
    with clock.set_to(date(2026, 12, 11)):
        clerk = as_(of.clerk).open(at(of)).sees("Overdue by 2 days", "Missed")
        clerk.follow("Send the minutes round").press("Send the minutes round")
        assert "Say why they are late" in clerk.error_at("Why are they late?")
        clerk.writes("Why are they late?", "The clerk was ill.").press("Send the minutes round")
        clerk.sees("Late by 2 days", "Reason given: The clerk was ill.")


def test_taken_back_they_are_hidden_from_members_and_round_again_are_shown(
    of: Minuted, member: User
) -> None:
    of.sent()
    clerk = as_(of.clerk).open(at(of)).press("Take them back to change something")
    clerk.sees("The minutes are a draft again.")
    as_(member).open(at(of)).sees("The minutes have not gone round yet.").does_not_see("Noted.")
    clerk.follow("Send the minutes round").press("Send the minutes round")
    as_(member).open(at(of)).sees("Noted.", "30 November 2026, in time for")


def test_a_meeting_to_come_has_no_minutes(of: Minuted) -> None:
    to_come = boards.MeetingFactory(body=of.panel.body, held_on=date(2027, 2, 3))
    page = at(of).replace(f"/{of.meeting.pk}/", f"/{to_come.pk}/")
    as_(of.clerk).open(page).sees("The meeting has not been held, so it has no minutes.")
    clerk = as_(of.clerk)
    assert clerk.client.get(f"{page}circulate/").status_code == 404
    assert clerk.client.get(f"{page}version/1/").status_code == 404


# Members and inspectors -----------------------------------------------------------------------------


@pytest.mark.parametrize("state", ["draft", "sent", "confirmed"])
def test_a_member_reads_what_has_gone_round_and_changes_nothing(
    of: Minuted, member: User, state: str
) -> None:
    getattr(of, state)()
    page = as_(member).open(at(of))
    if state == "draft":
        page.sees("The minutes have not gone round yet.", "Due on Wednesday 9 December 2026")
        page.does_not_see("Noted.")
        page.open(at(of, "minutes_version", number=1), status=404)
        return
    page.sees("Noted.", "Homes", "The people who sit on this board").does_not_see("Change<span")
    for button in ("Take them back to change something", "Ask the register again"):
        assert not page.offers(button)
    assert not page.soup.find_all("form", action=lambda href: href and "/minutes/" in href)


def test_a_member_of_another_body_is_told_whose_record_it_is(of: Minuted) -> None:
    of.sent()
    other = councils.UserFactory()
    councils.MembershipFactory(user=other, council=of.panel.council, role=Role.BOARD_MEMBER)
    for page in (at(of), body_page(of, "minutes_list"), body_page(of, "decision_list")):
        as_(other).open(page, status=403).sees("is for the people of the body")


# The chair ------------------------------------------------------------------------------------------


def test_the_chair_confirms_from_the_home_page_on(of: Minuted) -> None:
    of.sent()
    home = reverse("council_home", kwargs={"council": of.panel.council.slug})
    chair = as_(of.chair).open(home).sees("Minutes to confirm").follow("Minutes to confirm")
    chair.follow("Read them first").follow("Confirm the minutes")
    chair.press("Confirm the minutes").sees("Confirmed. Nothing in these minutes changes any more.")
    chair.sees("By the meeting on Wednesday 2 December 2026; recorded by Councillor Penn.")
    chair.sees(Minutes.objects.get().sha256).open(home).does_not_see("Minutes to confirm")


def test_what_was_taken_back_meanwhile_is_not_confirmed(of: Minuted) -> None:
    minutes = of.sent()
    chair = as_(of.chair).open(at(of, "minutes_confirm"))
    draft = take_back(by=of.clerk, minutes=minutes, version=minutes.version)
    chair.press("Confirm the minutes").sees("These minutes are a draft.")
    circulate(by=of.clerk, minutes=draft, version=draft.version)
    assert Minutes.objects.get().state == "circulated"


def test_before_a_later_meeting_there_is_nothing_to_choose(of: Minuted) -> None:
    of.sent()
    with clock.set_to(ROUND):
        chair = as_(of.chair).open(at(of, "minutes_confirm"))
    chair.sees("No meeting that could confirm these minutes has been held")
    assert not chair.offers("Confirm the minutes")


def test_the_clerk_sees_at_the_next_meetings_item_what_it_is_to_confirm(of: Minuted) -> None:
    of.sent()
    item = boards.AgendaItemFactory(
        meeting=of.later, kind="standing", title="Minutes and matters arising", position=1
    )
    where = {"council": of.panel.council.slug, "pk": of.later.pk}
    page = as_(of.clerk).open(reverse("boards:meeting_detail", kwargs=where))
    page.sees("To be confirmed: the minutes of 25 November 2026", "The chair confirms them.")
    page.open(reverse("boards:item_record", kwargs={**where, "item": item.pk}))
    page.sees("To be confirmed: the minutes of 25 November 2026", "The chair confirms them.")


def test_the_chair_finds_in_the_list_what_is_to_be_confirmed(of: Minuted, member: User) -> None:
    of.sent()
    where = {"council": of.panel.council.slug, "key": of.panel.body.key}
    minutes_list = reverse("boards:minutes_list", kwargs=where)
    for somebody in (member, of.clerk):
        page = as_(somebody).open(minutes_list).sees("To be confirmed")
        page.does_not_see("Confirm the minutes of 25 November 2026")
    chair = as_(of.chair).open(minutes_list).follow("Confirm the minutes of 25 November 2026")
    chair.press("Confirm the minutes").sees("Confirmed. Nothing in these minutes changes")
    chair.open(minutes_list).does_not_see("Confirm the minutes of")


# Corrections ----------------------------------------------------------------------------------------


def test_a_correction_stands_beside_what_was_confirmed(of: Minuted, member: User) -> None:
    of.confirmed()
    clerk = as_(of.clerk).open(at(of)).follow("Correct these minutes")
    clerk.press("Begin a corrected version")
    assert clerk.error_at("What is wrong").endswith("Error: Fill this in.")
    clerk.writes("What is wrong", "A name was wrong.").press("Begin a corrected version")
    clerk.sees("A corrected version is begun.", "Version 2, a correction: A name was wrong.")
    clerk.follow("Change: Homes").writes("Homes", "The right name.").press("Save")
    as_(member).open(at(of)).sees("Confirmed as a true record.").does_not_see("The right name.")
    clerk.follow("Send the minutes round").press("Send the minutes round")
    reader = as_(member).open(at(of)).sees("The right name.", "confirmed on 2 December 2026")
    reader.follow("Version 1").does_not_see("The right name.", "A later version is in force")
    as_(of.chair).open(at(of, "minutes_confirm")).press("Confirm the minutes")
    reader.open(reader.address).sees("A later version is in force").follow(
        "Read the newest version"
    )
    reader.sees("The right name.", "Confirmed as a true record. Version 2, a correction")


def test_one_correction_at_a_time(of: Minuted) -> None:
    minutes = of.confirmed()
    clerk = as_(of.clerk).open(at(of, "minutes_correct")).writes("What is wrong", "Another reason.")
    correct(by=of.clerk, minutes=minutes, reason="A name was wrong.")
    clerk.press("Begin a corrected version").sees("Version 2 is a correction already under way")
    clerk.open(at(of, "minutes_correct")).sees("These minutes are a draft.")


# Lists ----------------------------------------------------------------------------------------------


def test_the_list_of_minutes_says_how_far_each_is(of: Minuted, member: User) -> None:
    of.sent()
    older = boards.MeetingFactory(body=of.panel.body, held_on=date(2026, 10, 7))
    boards.MinutesFactory(meeting=older)
    boards.MeetingFactory(body=of.panel.body, held_on=date(2027, 2, 3))
    page = as_(member).open(body_page(of, "minutes_list"))
    page.sees_in_order("Wednesday 25 November 2026", "Went round on 30 November", "To be confirmed")
    page.sees_in_order("Wednesday 7 October 2026", "Not out yet").does_not_see("3 February 2027")
    as_(of.clerk).open(body_page(of, "minutes_list")).sees_in_order("7 October 2026", "Draft")


def test_decisions_are_numbered_and_say_how_they_stand(of: Minuted, member: User) -> None:
    item = of.panel.items[2]
    view = boards.DecisionFactory(item=item, number=1, text="Buy the house.", is_view=True)
    boards.DecisionFactory(item=item, number=2, text="Paint it.", is_view=True)
    later = boards.AgendaItemFactory(meeting=of.later, title="Ratifying")
    boards.DecisionFactory(item=later, number=3, text="It is ratified.", ratifies=view)
    boards.ActionFactory(item=item, decision=view, number=4, text="Ask for a price.")
    page = (
        as_(member)
        .open(body_page(of, "decision_list"))
        .sees("Decision 2 was taken without a quorum.")
    )
    page.sees_in_order("Decision 3", "Ratifies decision 1.", "Decision 2", "To be ratified")
    page.sees_in_order("Decision 1", "Ratified", "View of those present, ratified by decision 3.")
    page.sees("item 3: Homes").follow("Action 4").sees("Ask for a price.")


def test_decisions_are_filtered_by_municipal_year(of: Minuted, member: User) -> None:
    old = boards.AgendaItemFactory(
        meeting=boards.MeetingFactory(body=of.panel.body, held_on=date(2025, 9, 3))
    )
    boards.DecisionFactory(item=old, number=1, text="The old one.")
    boards.DecisionFactory(item=of.panel.items[2], number=2, text="The new one.")
    page = as_(member).open(body_page(of, "decision_list")).sees("2026/27", "The new one.")
    page.does_not_see("The old one.").follow("2025/26").sees("The old one.")
    page.does_not_see("The new one.").follow("All years").sees("The old one.", "The new one.")
    page.open(body_page(of, "decision_list") + "?year=nonsense").sees("The new one.")


def test_without_decisions_the_list_says_so(of: Minuted, member: User) -> None:
    as_(member).open(body_page(of, "decision_list")).sees("No decision is recorded yet.")


# Home -----------------------------------------------------------------------------------------------


def test_the_clerk_is_led_to_the_minutes_that_are_due(of: Minuted) -> None:
    boards.MeetingFactory(body=of.panel.body, held_on=date(2026, 11, 27))
    home = reverse("council_home", kwargs={"council": of.panel.council.slug})
    clerk = (
        as_(of.clerk).open(home).sees("Minutes to send round", "Due by 9 December 2026, and 1 more")
    )
    assert clerk.follow("Minutes to send round").address == at(of)


# The command ----------------------------------------------------------------------------------------


def test_the_record_is_checked(of: Minuted, capsys) -> None:
    of.confirmed()
    item = boards.EditionItemFactory(edition__meeting=of.meeting)
    _file_of(boards.AttachmentFactory())
    _file_of(printed_ready(boards.PrintedFileFactory(edition=item.edition)))
    call_command("check_record")
    assert capsys.readouterr().out == (
        "As they were: 1 published editions, 1 PDFs, 1 attached files and 1 confirmed minutes.\n"
    )


def _file_of(row: Attachment | PrintedFile) -> FieldFile:
    """A file whose hash is kept."""
    row.sha256 = hashlib.sha256(row.file.read()).hexdigest()
    row.save()
    return row.file


def test_a_pdf_that_was_altered_is_named(capsys) -> None:
    row = printed_ready(boards.PrintedFileFactory())
    with pytest.raises(CommandError, match="1 not as they were"):
        call_command("check_record")
    assert capsys.readouterr().out.startswith(f"Altered: {row}, as a PDF, for")


def test_a_file_that_was_altered_or_is_gone_is_named(capsys) -> None:
    altered, gone, _as_it_was = rows = [boards.AttachmentFactory() for _ in range(3)]
    files = [_file_of(row) for row in rows]
    with files[0].storage.open(files[0].name, "wb") as file:
        file.write(b"other")
    files[1].storage.delete(files[1].name)
    with pytest.raises(CommandError, match="2 not as they were"):
        call_command("check_record")
    said = capsys.readouterr().out.splitlines()
    assert [line.split(" (")[0] for line in said] == [
        f"Altered: file {row.pk} of report {row.report_id}" for row in (altered, gone)
    ]


@pytest.mark.parametrize("what", ["edition", "item", "section", "date"])
def test_what_was_altered_behind_the_guard_is_named(of: Minuted, what: str, capsys) -> None:
    """Somebody with the database's own tools took the guards off, changed a word, put them back."""
    minutes = of.confirmed()
    edition = boards.EditionFactory(meeting=of.meeting)
    item = boards.EditionItemFactory(edition=edition, number="5A")
    table, change, row = {
        "item": (EditionItem, "html = '<p>Another.</p>'", item.pk),
        "edition": (Edition, "content = '{}'", edition.pk),
        "section": (minutes.sections.model, "text = 'false'", minutes.sections.first().pk),
        "date": (Minutes, "confirmed_at = confirmed_at - interval '1 day'", minutes.pk),
    }[what]
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        name = table._meta.db_table
        for statement in (
            "ALTER TABLE {table} DISABLE TRIGGER USER",
            "UPDATE {table} SET {change} WHERE id = {row}",
            "ALTER TABLE {table} ENABLE TRIGGER USER",
        ):
            cursor.execute(statement.format(table=name, change=change, row=row))
    with pytest.raises(CommandError, match="1 not as they were"):
        call_command("check_record")
    said = capsys.readouterr().out
    named = {
        "edition": "Members’ papers, edition 1 for",
        "item": "item 5A of Members’ papers, edition 1 for",
    }
    assert said.startswith(f"Altered: {named.get(what, 'Minutes of Panel, 25 November')}")
