"""R16 and R17 from all rooms: what a promise's thread knows, for everybody and for the body's people."""

from datetime import date, timedelta
from html import unescape

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from boards.models import AgendaItem, Decision, Meeting, Minutes
from boards.threads.queries import standings, threads
from councils.models import Council
from councils.roles import Role
from forums.models import Forum
from pledges.models import Promise
from pledges.thread import Held, Link, Thread
from tests.factories import boards, measures, pledges
from tests.factories import forums as voices

TODAY = date(2026, 6, 10)
HELD, NEXT = date(2026, 3, 11), date(2026, 5, 13)
FOSTER = "Head of Fostering"

pytestmark = pytest.mark.usefixtures("today")


@pytest.fixture
def promise(db) -> Promise:  # noqa: ARG001
    """A published promise in force."""
    return pledges.PromiseFactory(pledge_set=pledges.PledgeSetFactory(published=True))


@pytest.fixture
def item(promise: Promise) -> AgendaItem:
    """An item of a meeting of a published body that is over, before its minutes are agreed."""
    body = boards.BodyFactory(council=promise.council, published=True)
    return boards.AgendaItemFactory(
        meeting=boards.MeetingFactory(body=body, held_on=HELD), position=3
    )


def of(promise: Promise, *, all_: bool = False) -> Thread:
    """The promise's thread: everybody's, or that of the people of the bodies."""
    rows = Promise.objects.filter(pk=promise.pk)
    ((_, found),) = threads(promise.council, rows, today=TODAY, all_=all_)
    return found


def held(promise: Promise, link: Link, *, all_: bool = False) -> Held:
    return next(each.held for each in of(promise, all_=all_).strands if each.link is link)


def agreed(meeting: Meeting) -> Minutes:
    """The meeting's minutes, which the next one has agreed."""
    minutes = boards.MinutesFactory(meeting=meeting, circulated=True)
    minutes.confirmed_in = boards.MeetingFactory(body=meeting.body, held_on=NEXT)
    minutes.confirmed_at, minutes.confirmed_by = minutes.circulated_at, minutes.circulated_by
    minutes.sha256 = "0" * 64
    minutes.save()
    return minutes


def asked(promise: Promise, on: date, *, forum: Forum | None = None, **hands: int) -> None:
    """A finished session of a published forum."""
    forum = forum or voices.ForumFactory(council=promise.council, published=True)
    session = voices.SessionFactory(forum=forum, held_on=on, finished=True)
    voices.VerdictFactory(session=session, promise=promise, **(hands or {"said": True}))


def test_of_a_promise_nothing_is_known(promise: Promise) -> None:
    assert of(promise).words == "0 of 7: nobody has told you what happened."


def test_what_another_set_has_replaced_is_not_asked_about(promise: Promise) -> None:
    of_council = {"today": TODAY, "all_": False}
    assert [each.promise for each in standings(promise.council, **of_council)] == [promise]
    new_set = pledges.replace(promise.pledge_set)
    instead = pledges.PromiseFactory(
        pledge_set=pledges.PledgeSetFactory(council=promise.council, published=True)
    )
    assert new_set.is_published
    assert [each.promise for each in standings(promise.council, **of_council)] == [instead]


def test_an_owner_who_is_named_today(promise: Promise) -> None:
    owner = pledges.OwnerFactory(promise=promise, role=FOSTER)
    assert held(promise, Link.OWNER) is Held.PRESENT
    owner.ends_on = date(2026, 6, 9)
    owner.save()
    assert held(promise, Link.OWNER) is Held.MISSING


def test_a_number_counts_with_its_first_signed_off_figure(promise: Promise) -> None:
    measure = measures.MeasureFactory(council=promise.council, published=True)
    measures.MeasureLinkFactory(measure=measure, promise=promise)
    assert held(promise, Link.MEASURE) is Held.MISSING
    measures.ObservationFactory(measure=measure, period_end=date(2026, 3, 31))
    assert held(promise, Link.MEASURE) is Held.MISSING
    measures.ObservationFactory(measure=measure, period_end=date(2025, 12, 31), signed_off=True)
    assert held(promise, Link.MEASURE) is Held.PRESENT


def test_a_number_that_is_late_is_out_of_date(promise: Promise) -> None:
    measure = measures.MeasureFactory(
        council=promise.council, published=True, months_between=3, grace_days=10
    )
    measures.MeasureLinkFactory(measure=measure, promise=promise)
    measures.ObservationFactory(measure=measure, period_end=date(2025, 12, 31), signed_off=True)
    assert held(promise, Link.MEASURE) is Held.STALE


def test_a_measure_told_in_words_takes_nothing_from_a_number(promise: Promise) -> None:
    """It can have no figure, so none of it is missing."""
    for unit in ("percent", "words"):
        measure = measures.MeasureFactory(council=promise.council, published=True, unit=unit)
        measures.MeasureLinkFactory(measure=measure, promise=promise)
        if unit == "percent":
            day = date(2025, 12, 31)
            measures.ObservationFactory(measure=measure, period_end=day, signed_off=True)
    assert held(promise, Link.MEASURE) is Held.PRESENT


def test_a_measure_that_is_not_published_counts_for_nobody(promise: Promise) -> None:
    measure = measures.MeasureFactory(council=promise.council)
    measures.MeasureLinkFactory(measure=measure, promise=promise)
    measures.ObservationFactory(measure=measure, period_end=date(2025, 12, 31), signed_off=True)
    assert held(promise, Link.MEASURE, all_=True) is Held.MISSING


def test_a_verdict_counts_from_a_finished_session_in_which_somebody_answered(
    promise: Promise,
) -> None:
    forum = voices.ForumFactory(council=promise.council, published=True)
    running = voices.SessionFactory(forum=forum, held_on=date(2026, 5, 1))
    voices.VerdictFactory(session=running, promise=promise, said=True)
    asked(promise, date(2026, 4, 1), forum=forum, had_heard=3)
    assert held(promise, Link.VERDICT) is Held.MISSING
    asked(promise, date(2025, 1, 1), forum=forum)
    assert held(promise, Link.VERDICT) is Held.STALE
    asked(promise, date(2026, 3, 1), forum=forum)
    assert held(promise, Link.VERDICT) is Held.PRESENT


def test_what_was_decided_is_told_outside_once_its_minutes_are_agreed(
    promise: Promise, item: AgendaItem
) -> None:
    boards.DecisionFactory(item=item, promise=promise)
    boards.ActionFactory(item=item, promise=promise)
    assert held(promise, Link.DECISION, all_=True) is Held.PRESENT
    assert {held(promise, each) for each in (Link.DECISION, Link.ACTION)} == {Held.MISSING}
    agreed(item.meeting)
    assert {held(promise, each) for each in (Link.DECISION, Link.ACTION)} == {Held.PRESENT}


def test_what_was_recorded_after_the_minutes_went_round_is_told_nobody_outside(
    promise: Promise, item: AgendaItem
) -> None:
    """No minutes can say it; those of a later version can."""
    went_round = agreed(item.meeting).circulated_at
    later = went_round + timedelta(minutes=1)
    decision = boards.DecisionFactory(item=item, promise=promise, recorded_at=later)
    boards.ActionFactory(item=item, promise=promise, opened_at=later)
    links = (Link.DECISION, Link.ACTION)
    assert {held(promise, each) for each in links} == {Held.MISSING}
    assert {held(promise, each, all_=True) for each in links} == {Held.PRESENT}
    decision.recorded_at = went_round
    decision.save()
    assert held(promise, Link.DECISION) is Held.PRESENT


def test_what_a_restricted_paper_is_about_is_told_to_nobody_outside(
    promise: Promise, item: AgendaItem
) -> None:
    boards.DecisionFactory(item=item, promise=promise)
    agreed(item.meeting)
    boards.RestrictionFactory(report=boards.ReportFactory(item=item))
    assert held(promise, Link.DECISION) is Held.MISSING
    assert held(promise, Link.DECISION, all_=True) is Held.PRESENT


def test_what_was_recorded_by_mistake_counts_for_nobody(promise: Promise, item: AgendaItem) -> None:
    decision = boards.DecisionFactory(item=item, promise=promise)
    decision.withdrawn_at, decision.withdrawn_by = decision.recorded_at, decision.recorded_by
    decision.save()
    assert held(promise, Link.DECISION, all_=True) is Held.MISSING


def test_a_decision_nothing_followed_from_goes_out_of_date(
    promise: Promise, item: AgendaItem
) -> None:
    item.meeting.held_on = date(2025, 11, 12)
    item.meeting.save()
    boards.DecisionFactory(item=item, promise=promise)
    assert held(promise, Link.DECISION, all_=True) is Held.STALE
    boards.ActionFactory(item=item)
    assert held(promise, Link.DECISION, all_=True) is Held.PRESENT


def test_an_action_past_its_day_is_out_of_date_until_it_is_done(
    promise: Promise, item: AgendaItem
) -> None:
    action = boards.ActionFactory(item=item, promise=promise, due_on=date(2026, 6, 9))
    assert held(promise, Link.ACTION, all_=True) is Held.STALE
    assert held(promise, Link.IMPACT, all_=True) is Held.MISSING
    action.done, action.closed_at, action.closed_by = "Done.", action.opened_at, action.opened_by
    action.save()
    assert held(promise, Link.ACTION, all_=True) is Held.PRESENT
    assert held(promise, Link.IMPACT, all_=True) is Held.PRESENT


def test_told_back_before_the_last_decision_is_out_of_date(
    promise: Promise, item: AgendaItem
) -> None:
    forum = voices.ForumFactory(council=promise.council, published=True)
    voices.ToldBackFactory(forum=forum, promise=promise, told_on=date(2026, 3, 10))
    assert held(promise, Link.TOLD_BACK) is Held.PRESENT
    boards.DecisionFactory(item=item, promise=promise)
    assert held(promise, Link.TOLD_BACK, all_=True) is Held.STALE
    voices.ToldBackFactory(forum=forum, promise=promise, told_on=HELD)
    assert held(promise, Link.TOLD_BACK, all_=True) is Held.PRESENT


def test_the_widest_gap_comes_first_and_what_is_kept_last(promise: Promise) -> None:
    council, its_set = promise.council, promise.pledge_set
    kept, disputed, wide = (pledges.PromiseFactory(pledge_set=its_set) for _ in range(3))
    for each in (kept, disputed, wide):
        pledges.RatingFactory(promise=each, answer="kept")
    forum = voices.ForumFactory(council=council, published=True)
    session = voices.SessionFactory(forum=forum, held_on=date(2026, 5, 1), finished=True)
    for each, hands in ((kept, "kept"), (disputed, "partly"), (wide, "not_kept")):
        voices.VerdictFactory(session=session, promise=each, **{hands: 4})
    found = standings(council, today=TODAY, all_=False)
    assert [each.promise for each in found] == [wide, disputed, promise, kept]


def test_only_what_is_promised_today_is_listed(promise: Promise) -> None:
    pledges.PromiseFactory(
        pledge_set=pledges.PledgeSetFactory(council=promise.council, published=True, state="legacy")
    )
    pledges.PromiseFactory(pledge_set=pledges.PledgeSetFactory(council=promise.council))
    found = standings(promise.council, today=TODAY, all_=False)
    assert [each.promise for each in found] == [promise]


def test_ten_promises_take_as_many_queries_as_one(promise: Promise) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as sent:
            standings(promise.council, today=TODAY, all_=False)
        return len(sent)

    measure = measures.MeasureFactory(council=promise.council, published=True)
    measures.MeasureLinkFactory(measure=measure, promise=promise)
    before = queries()
    for _ in range(9):
        each = pledges.PromiseFactory(pledge_set=promise.pledge_set)
        measures.MeasureLinkFactory(measure=measure, promise=each)
        asked(each, date(2026, 5, 1))
    assert queries() == before


# Pages --------------------------------------------------------------------------------------------


def words_of(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    main = BeautifulSoup(response.content, "html.parser").find("main")
    return " ".join(unescape(main.get_text(" ")).split())


def kept_page(council: Council) -> str:
    return f"/{council.slug}/kept/"


def test_everybody_sees_both_keys_and_the_thread(promise: Promise, client: Client) -> None:
    pledges.RatingFactory(promise=promise, answer="kept")
    asked(promise, date(2026, 5, 1), not_kept=5)
    shown = words_of(client, kept_page(promise.council))
    assert promise.text in shown
    assert "Disputed" in shown
    assert "says it is kept" in shown
    assert "says it is not kept" in shown
    assert "1 of 7: nobody has told you what happened." in shown


def test_what_is_not_agreed_yet_is_for_the_people_of_the_bodies(
    promise: Promise, item: AgendaItem, client: Client, client_as
) -> None:
    item.meeting.held_on = date(2026, 11, 11)
    item.meeting.save()
    boards.DecisionFactory(item=item, promise=promise)
    page = f"/{promise.council.slug}/promises/{promise.key}/"
    assert "0 of 7" in words_of(client, page)
    assert "0 of 7" in words_of(client, kept_page(promise.council))
    member = client_as(Role.BOARD_MEMBER, promise.council)
    assert "1 of 7" in words_of(member, page)
    assert "1 of 7" in words_of(member, kept_page(promise.council))
    assert Decision.objects.get().text not in words_of(client, page)


def test_where_nothing_is_promised_the_page_says_so(db, client: Client) -> None:  # noqa: ARG001
    council = pledges.PledgeSetFactory().council
    assert "Nothing is promised here yet." in words_of(client, kept_page(council))
