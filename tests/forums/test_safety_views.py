"""The pages of someone's safety: whom to ring first, nothing about a worker to that worker."""

from datetime import date, time
from uuid import UUID

import pytest

from councils import clock
from councils.roles import Role
from forums.models import Concern, Question
from forums.safety.services import hand_on_question
from tests.factories import councils
from tests.journeys.visiting import Visitor
from tests.support.people import person, sign_in
from tests.support.world import Furnished, World

HERE = "/ourshire/forums/safety/"
NOBODY_READS = "Nobody is reading this right now"


@pytest.fixture
def ours(world: World) -> Furnished:
    """Our council."""
    return world.ours


@pytest.fixture
def skye(ours: Furnished) -> Visitor:
    """A representative."""
    return Visitor(ours.people[Role.FORUM_REPRESENTATIVE])


@pytest.fixture
def worker(ours: Furnished) -> Visitor:
    """The forum's worker."""
    return Visitor(ours.people[Role.PARTICIPATION_WORKER])


@pytest.fixture
def lead(ours: Furnished) -> Visitor:
    """The safeguarding lead."""
    return Visitor(ours.people[Role.SAFEGUARDING_LEAD])


def raising(visitor: Visitor, ours: Furnished) -> Visitor:
    """At the page where one writes."""
    return visitor.open(f"/ourshire/forums/{ours.rows.forum.key}/safety/")


# Whom to ring -------------------------------------------------------------------------------------


def test_whom_to_ring_stands_before_the_first_field(ours, skye):
    page = raising(skye, ours)
    found = [tag.name for tag in page.soup.find("main").find_all(["section", "form"])]
    assert found[:2] == ["section", "form"]
    page.sees_in_order("ring 999", "01632 960001", "01632 960002", "0800 1111", "What is going on?")
    page.sees("by the safeguarding lead, within 24 hours, also at weekends")


@pytest.mark.parametrize(
    ("day", "hour", "closed"),
    [
        (date(2026, 12, 2), 12, False),  # a Wednesday, the one day with hours of its own
        (date(2026, 12, 2), 17, True),
        (date(2026, 12, 3), 12, True),
    ],
)
def test_outside_the_council_s_hours_the_page_says_that_nobody_reads(ours, skye, day, hour, closed):
    with clock.set_to(clock.moment(day, time(hour))):
        for address in ("ask", "safety"):
            page = skye.open(f"/ourshire/forums/{ours.rows.forum.key}/{address}/")
            assert (NOBODY_READS in page.text) is closed
            if closed:
                page.sees("Somebody reads again on Wednesday 9 December 2026 at 9am")
                page.sees("until then, ring 01632 960002")


def test_a_closure_day_is_no_day_to_be_read(ours, skye):
    councils.ClosureDayFactory(council=ours.council, day=date(2026, 12, 9))
    with clock.set_to(clock.moment(date(2026, 12, 9), time(12))):
        raising(skye, ours).sees(NOBODY_READS, "Wednesday 16 December 2026")


def test_without_settings_it_still_says_whom_to_ring(ours, skye):
    ours.rows.settings.delete()
    raising(skye, ours).sees_in_order("ring 999", "0800 1111", "What is going on?")


# Writing ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "error"), [("", "A few words are enough."), ("x" * 2001, "2000")]
)
def test_words_that_cannot_be_kept_come_back(ours, skye, words, error):
    before = Concern.objects.count()
    page = raising(skye, ours).writes("What is going on?", words).press("Send it now")
    assert error in page.error_at("What is going on?")
    assert page.reads_in("What is going on?") == words
    assert Concern.objects.count() == before


def test_it_is_handed_on_and_nothing_is_said_of_it_after_that(ours, skye):
    page = raising(skye, ours).writes("What is going on?", "Marmalade.").press("Send it now")
    page.sees("It is handed on").does_not_see("Marmalade")
    assert page.address == f"{HERE}handed-on/"
    page.open("/ourshire/forums/questions/").does_not_see("Marmalade")


def test_a_worker_is_not_offered_as_whom_their_own_concern_is_about(ours, worker, skye):
    other = person(Role.PARTICIPATION_WORKER, ours.council, forum=ours.rows.forum)
    name = ours.people[Role.PARTICIPATION_WORKER].display_name
    offered = raising(worker, ours).sees("Is it about one of these workers?", other.display_name)
    forms = [str(form) for form in offered.soup.find("main").find_all("form")]
    assert not any(f'value="{ours.people[Role.PARTICIPATION_WORKER].pk}"' in one for one in forms)
    raising(skye, ours).sees(name)


def test_a_forum_that_is_not_public_is_found_by_its_own_people_only(ours, skye):
    skye.open(f"/ourshire/forums/{ours.rows.draft_forum.key}/safety/", status=404)
    own = Visitor(person(Role.FORUM_REPRESENTATIVE, ours.council, forum=ours.rows.draft_forum))
    own.open(f"/ourshire/forums/{ours.rows.draft_forum.key}/safety/")


# A question handed on -----------------------------------------------------------------------------


def test_a_worker_hands_a_question_on(ours, worker, skye, lead):
    """It is gone from every list; who asked it is told, and the lead reads it in its own words."""
    question, private = ours.rows.asked, ours.rows.asked.private_words.text
    page = worker.open(f"/ourshire/forums/questions/{question.pk}/words/")
    page.follow("This is about someone’s safety").does_not_see(private)
    page.writes("What do you want to add?", "Please look.")
    page.press_twice("Hand it to the safeguarding lead").sees("It is handed on")
    for address in ("", "words/", "safety/"):
        page.open(f"/ourshire/forums/questions/{question.pk}/{address}", status=404)
    page.open("/ourshire/forums/questions/").does_not_see("is with the safeguarding lead")
    skye.open("/ourshire/forums/questions/").sees("You did nothing wrong.")
    concern = Concern.objects.get(question=question.pk)
    lead.open(f"{HERE}{concern.pk}/").sees(private, "Please look.", "in its own words")


def test_what_is_about_a_worker_is_in_no_number_of_theirs(ours, worker):
    """The number of questions not read yet goes down by the one that was handed on."""
    before = worker.open("/ourshire/").text
    other = person(Role.PARTICIPATION_WORKER, ours.council, forum=ours.rows.forum)
    hand_on_question(
        by=other,
        question=Question.objects.get(pk=ours.rows.asked.pk),
        submission=UUID(int=9),
        about=ours.people[Role.PARTICIPATION_WORKER],
    )
    after = worker.open("/ourshire/").text
    assert "1 not read yet" in before
    assert "0 not read yet" in after
    worker.does_not_see("Restricted list")


# The lead's list ----------------------------------------------------------------------------------


def test_the_list_shows_no_words_and_the_urgent_first(ours, lead):
    ours.rows.handed_concern.priority = 1
    ours.rows.handed_concern.save()
    page = lead.open(HERE).sees("Urgent")
    page.sees_in_order(f"Number {ours.rows.handed_concern.pk}", f"Number {ours.rows.concern.pk}")
    page.does_not_see("zqwords", "zqhandedwords", "zqconcerndone")
    lead.open("/ourshire/").sees("Restricted list", "3 not taken yet")


def test_nobody_keeps_a_page_with_words(ours, lead):
    page = lead.open(f"{HERE}{ours.rows.concern.pk}/")
    assert "no-store" in page.response["Cache-Control"]


def test_somebody_else_has_it_already(ours, lead):
    second = Visitor(person(Role.SAFEGUARDING_LEAD, ours.council))
    second.open(f"{HERE}{ours.rows.concern.pk}/")
    lead.open(f"{HERE}{ours.rows.concern.pk}/").press("I have it").sees("You have it now.")
    second.press("I have it").sees("has it already.")


def test_a_form_that_is_too_late_comes_back_with_the_reason(ours, lead):
    page = lead.open(f"{HERE}{ours.rows.concern.pk}/close/").writes("What was done?", "Seen.")
    page.press("Close it").sees("Say first that you have it.")
    assert page.reads_in("What was done?") == "Seen."
    page.open(f"{HERE}{ours.rows.closed_concern.pk}/tell/").writes("Who was told?", "The doctor")
    page.press("Put it down").sees("This concern is already closed.")


def test_naming_a_deputy(ours, lead):
    deputy = ours.people[Role.SAFEGUARDING_DEPUTY]
    page = lead.open(f"{HERE}deputy/").sees("No mail goes to anybody when 24 hours are over")
    page.writes("Who stands in for you?", deputy.display_name)
    page.writes("From", "20/12/2026").writes("To", "1/12/2026").press("Name the deputy")
    page.sees("There is a problem").writes("To", "4/1/2027").press("Name the deputy")
    page.sees("Sunday 20 December 2026 to Monday 4 January 2027")
    page.press(f"End it today {deputy.display_name}").sees("Ended.")


def test_what_another_worker_handed_on_is_not_found_by_any_way(ours, worker):
    """Sent again by who handed it on, it is handed on once; for another worker it is not there."""
    other = Visitor(person(Role.PARTICIPATION_WORKER, ours.council, forum=ours.rows.forum))
    page = f"/ourshire/forums/questions/{ours.rows.asked.pk}/safety/"
    late = other.open(page)
    worker.open(page).press_twice("Hand it to the safeguarding lead")
    late.press("Hand it to the safeguarding lead", status=404)
    assert Concern.objects.filter(question=ours.rows.asked).count() == 1


def test_a_deputy_who_is_to_come_is_ended_twice_and_another_number_is_not_found(ours):
    lead = sign_in(ours.people[Role.SAFEGUARDING_LEAD])
    address = f"{HERE}deputy/{ours.rows.deputy.pk}/end/"
    ours.rows.deputy.starts_on = clock.today()
    ours.rows.deputy.save()
    for _ in range(2):
        assert lead.post(address).status_code == 302
    assert lead.post(f"{HERE}deputy/999999/end/").status_code == 404
