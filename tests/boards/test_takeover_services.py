"""Taking over a meeting: what is written, what is refused, what a second press does."""

from collections.abc import Callable
from datetime import date, time, timedelta

import pytest
from django.core.exceptions import ValidationError

from boards.agendas.building import ARE_OUT
from boards.agendas.services import OTHER_ITEMS, arrange_items, remove_item
from boards.models import AgendaItem, Dots, ForumTime, Meeting, Turn
from boards.queries import last_time
from boards.record.gather import draft_of
from boards.register.forum_time.services import record_forum_time
from boards.register.services import close_meeting, open_meeting, record_sitting
from boards.takeover import dots as rule
from boards.takeover.queries import may_lead, sheet_of, stand_of
from boards.takeover.services import HAS_ENDED, Changed, follow_dots, place_dots, press
from boards.takeover.timing import NOT_NOW, NOTHING_ON, TOO_LATE, Move, Phase
from councils import clock
from councils.models import User
from councils.writing import Refused
from forums.models import Forum
from tests.boards.test_agendas_services import print_papers
from tests.factories import boards, councils, forums

TODAY, SOON = date(2026, 12, 2), date(2027, 1, 13)
TITLES = ("Apologies", "Questions", "Homes", "Health", "Any other business", "To read")
pytestmark = pytest.mark.usefixtures("today")


@pytest.fixture
def worker(db) -> User:  # noqa: ARG001
    """Who writes the numbers down, and presses."""
    return councils.UserFactory()


@pytest.fixture
def meeting(worker: User) -> Meeting:  # noqa: ARG001
    """What opens, the forum's twenty minutes, two items, what closes, and one only to be read."""
    made = boards.MeetingFactory(kind="takeover", held_on=SOON, starts_at=time(17, 30))
    kinds = ("standing", "protected", "other", "other", "standing", "other")
    for place, (title, kind) in enumerate(zip(TITLES, kinds, strict=True), start=1):
        boards.AgendaItemFactory(
            meeting=made,
            position=place,
            title=title,
            kind=kind,
            minutes={"Questions": 20, "Homes": 30, "Health": 30, "To read": 0}.get(title, 5),
            for_information=title == "To read",
        )
    return made


@pytest.fixture
def unite(meeting: Meeting) -> Forum:
    """A forum the body hears."""
    return boards.BodyForumFactory(body=meeting.body).forum


@pytest.fixture
def insight(meeting: Meeting) -> Forum:
    """Another one."""
    return boards.BodyForumFactory(body=meeting.body).forum


def item_of(meeting: Meeting, title: str) -> AgendaItem:
    """One of its items."""
    return meeting.items.get(title=title)


def place(by: User, forum: Forum, meeting: Meeting, *, seen: dict | None = None, **dots) -> int:
    """Put dots on items, by their titles."""
    keys = {title: item_of(meeting, title).pk for title in {*dots, *(seen or {})}}
    return place_dots(
        by=by,
        meeting=meeting,
        forum=forum,
        numbers={keys[title]: number for title, number in dots.items()},
        seen={keys[title]: number for title, number in (seen or {}).items()},
    )


def dots_on(meeting: Meeting) -> dict[tuple[str, str], int]:
    """What is counted: by item and forum."""
    rows = Dots.objects.filter(item__meeting=meeting)
    return {(row.item.title, row.forum.name): row.number for row in rows}


def titles(meeting: Meeting) -> list[str]:
    """The agenda."""
    return list(meeting.items.order_by("position").values_list("title", flat=True))


# Dots ---------------------------------------------------------------------------------------------


def test_the_dots_of_two_forums_are_kept_apart_and_all_count(
    meeting, worker, unite, insight
) -> None:
    assert place(worker, unite, meeting, Homes=2, Health=3) == 5
    place(worker, insight, meeting, Homes=4)
    assert dots_on(meeting) == {
        ("Homes", unite.name): 2,
        ("Health", unite.name): 3,
        ("Homes", insight.name): 4,
    }
    sheet = sheet_of(meeting)
    assert [(row.item.title, row.number) for row in sheet.asked if not row.stays] == [
        *(("Homes", 6), ("Health", 3), ("Questions", 0))
    ]
    assert dict(sheet.forums) == {unite.name: "5 dots", insight.name: "4 dots"}


def test_sent_twice_is_counted_once(meeting, worker, unite) -> None:
    place(worker, unite, meeting, Homes=2)
    place(worker, unite, meeting, Homes=2)
    assert dots_on(meeting) == {("Homes", unite.name): 2}
    assert Dots.history.count() == 1


def test_a_number_is_put_right_and_nought_takes_it_away(meeting, worker, unite) -> None:
    place(worker, unite, meeting, Homes=2, Health=1)
    place(worker, unite, meeting, seen={"Homes": 2, "Health": 1}, Homes=5, Health=0)
    assert dots_on(meeting) == {("Homes", unite.name): 5}
    gone = Dots.history.filter(history_type="-").get()
    assert (gone.item.title, gone.history_user) == ("Health", worker)


def test_a_second_persons_numbers_are_not_lost(meeting, worker, unite) -> None:
    """Both had the empty page open; nothing of the second is saved, and each number is said."""
    place(worker, unite, meeting, Homes=2)
    with pytest.raises(Changed) as changed:
        place(worker, unite, meeting, Homes=7, Health=1)
    assert changed.value.words == {item_of(meeting, "Homes").pk: rule.changed_words(2)}
    assert dots_on(meeting) == {("Homes", unite.name): 2}
    place(worker, unite, meeting, seen={"Homes": 2}, Homes=7, Health=1)
    assert dots_on(meeting) == {("Homes", unite.name): 7, ("Health", unite.name): 1}


def test_what_is_not_touched_is_left_as_another_saved_it(meeting, worker, unite) -> None:
    """The second person's page still showed nothing there."""
    place(worker, unite, meeting, Homes=2)
    assert place(worker, unite, meeting, Homes=0, Health=1) == 3
    assert dots_on(meeting) == {("Homes", unite.name): 2, ("Health", unite.name): 1}


def test_what_another_took_away_is_said_too(meeting, worker, unite) -> None:
    place(worker, unite, meeting, Homes=2)
    place(worker, unite, meeting, seen={"Homes": 2}, Homes=0)
    with pytest.raises(Changed):
        place(worker, unite, meeting, seen={"Homes": 2}, Homes=3)


def test_an_item_put_on_meanwhile_keeps_its_dots(meeting, worker, unite) -> None:
    place(worker, unite, meeting, Health=4)
    place(worker, unite, meeting, Homes=1)
    assert dots_on(meeting) == {("Health", unite.name): 4, ("Homes", unite.name): 1}


def test_what_opens_closes_or_is_only_read_takes_no_dots(meeting, worker, unite) -> None:
    place(worker, unite, meeting, Apologies=9, **{"Any other business": 9, "To read": 9})
    assert dots_on(meeting) == {}


def test_a_number_too_large_saves_nothing(meeting, worker, unite) -> None:
    with pytest.raises(ValidationError, match="From 1 to 500 dots"):
        place(worker, unite, meeting, Homes=1, Health=501)


def test_no_dots_once_the_papers_are_out(meeting, worker, unite) -> None:
    print_papers(meeting)
    with pytest.raises(Refused, match=rule.ARE_OUT):
        place(worker, unite, meeting, Homes=1)


@pytest.mark.parametrize(
    "change", [{"held_on": TODAY - timedelta(days=1)}, {"cancelled_at": clock.moment(TODAY)}]
)
def test_no_dots_on_a_meeting_that_is_over_or_cancelled(meeting, worker, unite, change) -> None:
    for name, value in {**change, "cancel_reason": "Snow."}.items():
        setattr(meeting, name, value)
    meeting.save()
    for act in (
        lambda: place(worker, unite, meeting, Homes=1),
        lambda: follow_dots(by=worker, meeting=meeting),
    ):
        with pytest.raises(Refused):
            act()


def test_an_item_with_dots_is_not_taken_off(meeting, worker, unite) -> None:
    place(worker, unite, meeting, Homes=1)
    with pytest.raises(Refused, match="there is a count of young people’s dots"):
        remove_item(by=worker, item=item_of(meeting, "Homes"))


# The order ----------------------------------------------------------------------------------------


def test_the_agenda_follows_the_dots(meeting, worker, unite) -> None:
    """What opens, closes and is to be read stays; once more changes nothing."""
    place(worker, unite, meeting, Health=3, Homes=1)
    assert not sheet_of(meeting).order.stands
    for _ in range(2):
        follow_dots(by=worker, meeting=meeting)
        assert titles(meeting) == [
            *("Apologies", "Health", "Homes", "Questions", "Any other business", "To read")
        ]
    assert sheet_of(meeting).order.stands
    moves = AgendaItem.history.filter(history_user=worker)
    assert moves.count() == 2  # two items changed places; Homes stayed third


def test_the_order_stays_once_the_papers_are_out(meeting, worker, unite) -> None:
    place(worker, unite, meeting, Health=3)
    print_papers(meeting)
    with pytest.raises(Refused, match=rule.ARE_OUT):
        follow_dots(by=worker, meeting=meeting)
    keys = list(meeting.items.order_by("-position").values_list("pk", flat=True))
    with pytest.raises(Refused, match=ARE_OUT):
        arrange_items(by=worker, meeting=meeting, keys=keys)


def test_an_order_of_other_items_is_refused(meeting, worker) -> None:
    with pytest.raises(Refused, match=OTHER_ITEMS):
        arrange_items(by=worker, meeting=meeting, keys=[item_of(meeting, "Homes").pk])


def test_what_is_only_to_be_read_stays_last_whatever_is_asked(meeting, worker) -> None:
    keys = list(meeting.items.order_by("-position").values_list("pk", flat=True))
    arrange_items(by=worker, meeting=meeting, keys=keys)
    assert titles(meeting) == [
        "Any other business",
        "Health",
        "Homes",
        "Questions",
        "Apologies",
        "To read",
    ]


# The clock ----------------------------------------------------------------------------------------


@pytest.fixture
def now(meeting: Meeting) -> Meeting:
    """The meeting on its own day."""
    meeting.held_on = TODAY
    meeting.save()
    return meeting


@pytest.fixture
def presses(now: Meeting, worker: User) -> Callable[..., bool]:
    """`presses("next", at=5)`: pressed five minutes in, by somebody who saw the screen as it is."""

    def press_it(move: str, at: float = 0, *, step: int | None = None, **more: object) -> bool:
        meeting = Meeting.objects.get(pk=now.pk)
        moment = clock.moment(TODAY, time(17, 30)) + timedelta(minutes=at)
        with clock.set_to(moment):
            seen = stand_of(meeting).clock.step if step is None else step
            return press(by=worker, meeting=meeting, move=Move(move), step=seen, **more)

    return press_it


def fresh(meeting: Meeting) -> Meeting:
    """As it is stored."""
    return Meeting.objects.select_related("body", "council").get(pk=meeting.pk)


def play(presses, *minutes: float) -> None:
    """Start, and go on at these minutes."""
    presses("start", has_young_chair=True)
    for at in minutes:
        presses("next", at)


def test_start_opens_the_meeting_and_counts_the_young_chair(now, presses) -> None:
    assert presses("start", 2, has_young_chair=True)
    meeting, turn = fresh(now), Turn.objects.get()
    assert (meeting.has_young_chair, meeting.opened_at) == (True, turn.began_at)
    assert turn.item.title == "Apologies"
    assert stand_of(meeting).clock.phase is Phase.RUNNING


def test_a_meeting_the_clerk_had_opened_keeps_its_beginning(now, worker, presses) -> None:
    with clock.set_to(clock.moment(TODAY, time(17, 28))):
        opened = open_meeting(by=worker, meeting=now).opened_at
    presses("start", 2)
    assert fresh(now).opened_at == opened < Turn.objects.get().began_at
    presses("back", 3)
    assert fresh(now).opened_at == opened


def test_next_goes_on_in_the_order_of_the_agenda_and_passes_what_is_only_read(now, presses) -> None:
    play(presses, 5, 19, 49, 79)
    stand = stand_of(fresh(now))
    assert [turn.item.title for turn in Turn.objects.order_by("pk")] == list(TITLES[:5])
    assert stand.clock.next is None
    assert presses("next", 84)
    assert fresh(now).closed_at is not None
    assert stand_of(fresh(now)).clock.phase is Phase.OVER


def test_the_end_records_what_the_forum_had(now, presses) -> None:
    """It is in the draft minutes, and owed next time where the forum says so."""
    play(presses, 5, 19, 49, 79, 84)
    known = ForumTime.objects.get()
    assert (known.planned, known.given, known.cut_short) == (20, 14, None)
    said = [words for part in draft_of(fresh(now)) for words in part.paragraphs]
    assert any("had 14 minutes; 20 were planned" in words for words in said)
    assert last_time(now.body, SOON).given == 14


def test_what_the_clerk_recorded_stands(now, worker, presses) -> None:
    play(presses, 5, 19, 49, 79)
    record_forum_time(by=worker, item=item_of(now, "Questions"), given=15)
    presses("next", 84)
    assert ForumTime.objects.get().given == 15
    presses("back", 85)
    assert ForumTime.objects.get().given == 15


def test_back_undoes_the_last_press_and_the_item_before_goes_on(now, presses) -> None:
    play(presses, 5, 6)
    assert presses("back", 7)
    read = stand_of(fresh(now)).clock
    assert (read.now.slot.title, read.step) == ("Questions", 2)
    assert Turn.history.filter(history_type="-").count() == 1
    presses("next", 25)
    assert stand_of(fresh(now)).clock.taken[1].minutes == 20


def test_back_from_the_end_takes_back_all_the_end_did(now, presses) -> None:
    play(presses, 5, 19, 49, 79, 84)
    assert presses("back", 85)
    assert fresh(now).closed_at is None
    assert ForumTime.objects.get().given is None
    presses("next", 90)
    assert ForumTime.objects.get().given == 14


def test_an_end_of_some_time_ago_stays(now, presses) -> None:
    """Whoever opens the screen in the evening does not undo the meeting of the afternoon."""
    play(presses, 5, 19, 49, 79, 84)
    ended = fresh(now).closed_at
    with pytest.raises(Refused, match=TOO_LATE):
        presses("back", 95)
    assert (fresh(now).closed_at, ForumTime.objects.get().given) == (ended, 14)


def test_where_the_clerk_has_the_meeting_go_on_the_clock_measures_anew(
    now, worker, presses
) -> None:
    """“End” was pressed too early, and nobody saw it for a quarter of an hour."""
    play(presses, 5, 6, 7, 8, 9)
    assert ForumTime.objects.get().given == 1
    meeting = fresh(now)
    with clock.set_to(clock.moment(TODAY, time(17, 55))):
        record_sitting(
            by=worker,
            meeting=meeting,
            began=clock.local(meeting.opened_at).time(),
            ended=None,
            chair=None,
            has_young_chair=True,
        )
    for minute in (26, 27, 28):  # from the last item back to the forum's own
        assert presses("back", minute)
    for minute in (30, 60, 80, 85):
        assert presses("next", minute)
    known = ForumTime.objects.get()
    assert (known.given, known.by_clock) == (stand_of(fresh(now)).clock.taken[1].minutes, True)
    assert known.given == 25


def test_back_from_the_beginning_is_before_it(now, presses) -> None:
    presses("start", 1)
    assert presses("back", 2)
    assert (fresh(now).opened_at, Turn.objects.count()) == (None, 0)
    assert presses("start", 5)


def test_two_presses_from_one_screen_move_once(now, presses) -> None:
    presses("start")
    assert presses("next", 5, step=1)
    assert not presses("next", 5, step=1)
    assert not presses("back", 5, step=1)
    assert not presses("start", 5, step=0)
    assert stand_of(fresh(now)).clock.step == 2


@pytest.mark.parametrize(
    ("phase", "move"),
    [
        *((Phase.WAITING, "next"), (Phase.WAITING, "back")),
        *((Phase.RUNNING, "start"), (Phase.OVER, "start"), (Phase.OVER, "next")),
    ],
)
def test_what_cannot_be_pressed_is_refused_in_words(presses, phase, move) -> None:
    if phase is not Phase.WAITING:
        play(presses, *((5, 19, 49, 79, 84) if phase is Phase.OVER else ()))
    with pytest.raises(Refused, match=NOT_NOW[phase]):
        presses(move, 90)


def test_nothing_to_start(now, presses) -> None:
    now.items.exclude(title="To read").delete()
    with pytest.raises(Refused, match=NOTHING_ON):
        presses("start")


def test_a_meeting_the_clerk_has_closed_is_not_started(now, worker, presses) -> None:
    with clock.set_to(clock.moment(TODAY, time(17, 0))):
        open_meeting(by=worker, meeting=now)
    with clock.set_to(clock.moment(TODAY, time(17, 10))):
        close_meeting(by=worker, meeting=now)
    with pytest.raises(Refused, match=HAS_ENDED):
        presses("start")


@pytest.mark.parametrize("days", [-1, 1])
def test_only_on_its_own_day(meeting, worker, days) -> None:
    meeting.held_on = TODAY + timedelta(days=days)
    meeting.save()
    with pytest.raises(Refused, match="This meeting"):
        press(by=worker, meeting=meeting, move=Move.START, step=0)


def test_nothing_moves_once_the_minutes_are_confirmed(now, presses) -> None:
    presses("start")
    boards.MinutesFactory(meeting=now, confirmed=True)
    with pytest.raises(Refused, match="confirmed"):
        presses("next", 5)


def test_an_item_that_began_is_not_taken_off(now, worker, presses) -> None:
    play(presses, 5, 25)
    with pytest.raises(Refused, match="a time on the clock of the takeover"):
        remove_item(by=worker, item=item_of(now, "Homes"))


# Who leads ----------------------------------------------------------------------------------------


def test_who_leads_a_takeover(meeting, unite) -> None:
    """The clerk; the forums' people; the chair who sits there; nobody of elsewhere."""
    council = meeting.council

    def somebody(role: str) -> User:
        user = councils.UserFactory()
        councils.MembershipFactory(user=user, council=council, role=role)
        return user

    clerk, chair, other = (somebody(role) for role in ("clerk", "chair", "chair"))
    seat = boards.SeatFactory(body=meeting.body)
    boards.SeatHolderFactory(seat=seat, person__user=chair, person__council=council)
    rep, stranger = somebody("forum_representative"), somebody("forum_representative")
    forums.ForumMemberFactory(user=rep, forum=unite)
    forums.ForumMemberFactory(user=stranger, forum=forums.ForumFactory(council=council))
    assert [may_lead(each, meeting) for each in (clerk, chair, rep, other, stranger)] == [
        *(True, True, True, False, False)
    ]


def test_an_agenda_put_in_another_order_meanwhile_goes_on_with_what_has_not_begun(
    now, worker, presses
) -> None:
    """“Homes” is on, and the clerk has put it before “Questions”, which was before it."""
    play(presses, 5, 19)
    order = ("Apologies", "Homes", "Questions", "Health", "Any other business", "To read")
    keys = [item_of(now, title).pk for title in order]
    arrange_items(by=worker, meeting=now, keys=keys)
    assert stand_of(fresh(now)).clock.next.title == "Health"
    assert presses("next", 49)
    assert [turn.item.title for turn in Turn.objects.order_by("pk")][-1] == "Health"


def test_an_agenda_all_of_which_was_on_ends_whatever_its_order(now, worker, presses) -> None:
    play(presses, 5, 19, 49, 79)
    order = (*reversed(TITLES[:5]), "To read")
    arrange_items(by=worker, meeting=now, keys=[item_of(now, title).pk for title in order])
    assert presses("next", 84)
    assert stand_of(fresh(now)).clock.phase is Phase.OVER


def test_back_leaves_what_the_clerk_had_written_down_before_the_end(now, worker, presses) -> None:
    """The same number as the clock's; it is the clerk's nevertheless."""
    play(presses, 5, 19, 49, 79)
    record_forum_time(by=worker, item=item_of(now, "Questions"), given=14)
    presses("next", 84)
    presses("back", 85)
    assert ForumTime.objects.get().given == 14


def test_back_takes_the_clocks_minutes_away_although_the_clerk_put_the_end_right(
    now, worker, presses
) -> None:
    play(presses, 5, 19, 49, 79, 84)
    with clock.set_to(clock.moment(TODAY, time(19, 0))):
        close_meeting(by=worker, meeting=now, at=time(18, 50))
    presses("back", 90)
    assert ForumTime.objects.get().given is None
