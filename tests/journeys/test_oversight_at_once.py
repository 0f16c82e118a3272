"""A year of a body written by several at once, each with a connection of their own."""

from datetime import date

import pytest

from boards.models import AttendanceStatement, Challenge, DutyDone, Engagement
from boards.oversight.asking.services import change_challenge, log_challenge
from boards.oversight.owing.services import change_engagement, log_engagement, record_done
from boards.oversight.services import hand_over, publish_statement
from boards.queries import year_of
from councils import clock
from councils.writing import Conflict
from measures.models import Observation
from tests.factories import boards, councils, measures
from tests.journeys.test_at_once import TODAY, at_once

pytestmark = pytest.mark.django_db(transaction=True)
CLICKS = 20
LAST_YEAR = date(2026, 3, 4)


def test_one_question_logged_by_twenty_clicks_at_once_is_logged_once() -> None:
    item = boards.AgendaItemFactory(meeting__held_on=date(2026, 11, 4))
    person = councils.PersonFactory(council=item.council, signs_in=True)
    made = at_once(
        CLICKS,
        lambda _: log_challenge(by=person.user, item=item, asked_by=person, question="Is it?"),
    )
    assert {each.pk for each in made} == {Challenge.objects.get().pk}


def test_of_two_changes_of_a_question_one_is_shown_the_other() -> None:
    user = councils.UserFactory()
    person = councils.PersonFactory(user=user)
    challenge = boards.ChallengeFactory(council=person.council, asked_by=person)
    made = at_once(
        2,
        lambda place: change_challenge(
            by=user,
            challenge=challenge,
            version=1,
            question=f"Question {place}?",
            answer="",
            follow_up="",
        ),
    )
    (conflict,) = [each for each in made if isinstance(each, Conflict)]
    challenge.refresh_from_db()
    assert conflict.current.question == challenge.question


def test_one_duty_done_by_twenty_clicks_at_once_is_done_once() -> None:
    duty, by = boards.DutyFactory(), councils.UserFactory()
    with clock.set_to(TODAY):
        due = year_of(duty.council, TODAY).ends_on
    made = at_once(
        CLICKS,
        lambda _: record_done(by=by, duty=duty, due_on=due, done_on=TODAY, words="Sent."),
    )
    assert {each.pk for each in made} == {DutyDone.objects.get().pk}


def test_one_day_with_three_people_logged_by_twenty_clicks_is_logged_once() -> None:
    body, by = boards.BodyFactory(), councils.UserFactory()
    people = [councils.PersonFactory(council=body.council) for _ in range(3)]
    visit = {"kind": "visit", "held_on": TODAY, "words": "A home", "people": people, "number": 4}
    made = at_once(CLICKS, lambda _: log_engagement(by=by, body=body, **visit))
    assert {tuple(row.pk for row in rows) for rows in made} == {tuple(row.pk for row in made[0])}
    assert Engagement.objects.count() == 4


def test_of_two_corrections_of_the_log_one_is_shown_the_other() -> None:
    entry, by = boards.EngagementFactory(), councils.UserFactory()
    same = {"kind": "visit", "held_on": TODAY, "person": entry.person, "number": None}
    made = at_once(
        2,
        lambda place: change_engagement(
            by=by, entry=entry, version=1, words=f"Home {place}", **same
        ),
    )
    (conflict,) = [each for each in made if isinstance(each, Conflict)]
    entry.refresh_from_db()
    assert conflict.current.words == entry.words


def test_one_statement_published_and_handed_over_by_twenty_clicks_at_once() -> None:
    rules = boards.BodyRulesFactory(publishes_attendance=True, body__published=True)
    meeting = boards.MeetingFactory(body=rules.body, held_on=LAST_YEAR)
    boards.RegisterEntryFactory(meeting=meeting)
    measures.MeasureFactory(council=rules.council, key="board-meetings", count=True)
    by, year = councils.UserFactory(), year_of(rules.council, LAST_YEAR)
    made = at_once(CLICKS, lambda _: publish_statement(by=by, body=rules.body, year=year))
    assert {each.pk for each in made} == {AttendanceStatement.objects.get().pk}
    at_once(CLICKS, lambda _: hand_over(by=by, body=rules.body, year=year))
    figure = Observation.objects.get()
    assert (figure.numerator, figure.version) == (1, 1)
