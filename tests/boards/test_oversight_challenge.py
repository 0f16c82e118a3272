"""The questions members ask: prompts at each item, “I asked this”, one's own entries, the year."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError

from boards.models import AgendaItem, Challenge
from boards.oversight.asking import saying, services
from boards.oversight.asking.queries import asked_at, items_open, prompts_of, summary_of
from boards.packs.services import publish_pack
from boards.queries import year_of
from councils import clock
from councils.roles import Role
from councils.writing import Conflict, Refused
from pledges.models import Statement
from tests.factories import boards
from tests.support.loading import load_council
from tests.support.people import sign_in
from tests.support.world import Furnished, World


@pytest.fixture
def ours(world: World) -> Furnished:
    """Our council, with one question asked at the meeting that is over."""
    return world.ours


def log(made: Furnished, **other: object) -> Challenge:
    """A question of the board member at the first item of that meeting."""
    user = made.people[Role.BOARD_MEMBER]
    usual = {"item": made.rows.held_items[0], "asked_by": user.people.get(), "question": "Is it?"}
    return services.log_challenge(by=user, **{**usual, **other})


# Logging -------------------------------------------------------------------------------------------


def test_a_question_carries_the_discipline_of_its_asker(ours: Furnished) -> None:
    made = log(ours, answer="It is.", follow_up="We look again in May.")
    assert made.discipline == ours.rows.discipline
    assert (made.logged_by, made.logged_at) == (ours.people[Role.BOARD_MEMBER], clock.now())


def test_the_discipline_is_that_of_the_day_of_the_meeting(ours: Furnished) -> None:
    """Not that of the seat they moved to since."""
    user = ours.people[Role.BOARD_MEMBER]
    held = user.people.get().seats.get()
    held.ends_on = date(2026, 11, 1)
    held.save()
    moved = boards.SeatFactory(body=ours.rows.body, assumed_discipline=ours.rows.other_discipline)
    boards.SeatHolderFactory(seat=moved, person=user.people.get(), starts_on=date(2026, 11, 2))
    assert log(ours).discipline == ours.rows.discipline


def test_a_substitute_asks_for_the_seat_and_who_is_co_opted_for_themselves(ours: Furnished) -> None:
    stands_in = boards.SubstituteFactory(seat=ours.rows.seat, place=2).person
    assert log(ours, asked_by=stands_in).discipline == ours.rows.discipline
    own = boards.CoOptionFactory(body=ours.rows.body, discipline=ours.rows.other_discipline)
    assert log(ours, asked_by=own.person).discipline == ours.rows.other_discipline


def test_the_strategys_question_needs_no_words_of_ones_own(ours: Furnished) -> None:
    prompt = ours.rows.prompt
    prompt.text = "is this good enough for my child?"
    prompt.save()
    made = log(ours, question=" ", prompt=prompt)
    assert (made.question, made.prompt) == ("Is this good enough for my child?", prompt)


def test_without_either_nothing_was_asked(ours: Furnished) -> None:
    with pytest.raises(ValidationError) as refused:
        log(ours, question="  ")
    assert refused.value.message_dict == {"question": [saying.NO_QUESTION]}


def test_sent_twice_it_is_one_and_nothing_new_is_swallowed(ours: Furnished) -> None:
    """The same question with another answer is not the same form."""
    assert log(ours) == log(ours)
    with pytest.raises(ValidationError, match="This question is in the log already"):
        log(ours, answer="It is.")


def test_what_is_still_to_come_and_what_was_cancelled_takes_no_question(ours: Furnished) -> None:
    with pytest.raises(Refused, match="from the day of the meeting, Wednesday 16 December 2026"):
        log(ours, item=ours.rows.items[0])
    meeting = ours.rows.held_meeting
    meeting.cancelled_at, meeting.cancel_reason = clock.now(), "Snow."
    meeting.save()
    with pytest.raises(Refused, match="was cancelled"):
        log(ours)


def test_a_question_can_be_logged_on_the_day(ours: Furnished) -> None:
    with clock.set_to(ours.rows.meeting.held_on):
        assert log(ours, item=ours.rows.items[0])


def change(made: Furnished, role: str = Role.BOARD_MEMBER, **other: object) -> Challenge:
    """The question of the board member, changed."""
    usual = {"version": 1, "question": "Was it?", "answer": "It was.", "follow_up": ""}
    return services.change_challenge(
        by=made.people[role], challenge=made.rows.challenge, **{**usual, **other}
    )


def test_the_answer_is_added_later(ours: Furnished) -> None:
    made = change(ours)
    assert (made.question, made.answer, made.version) == ("Was it?", "It was.", 2)


def test_only_who_asked_changes_it(ours: Furnished) -> None:
    with pytest.raises(Refused, match=saying.NOT_YOURS):
        change(ours, Role.CHAIR)


def test_two_windows_lose_nothing(ours: Furnished) -> None:
    change(ours)
    with pytest.raises(Conflict):
        change(ours, answer="Something else.")
    where = f"meetings/{ours.rows.held_meeting.pk}/questions/{ours.rows.challenge.pk}/"
    client = sign_in(ours.people[Role.BOARD_MEMBER])
    sent = {"version": 1, "question": "Mine?", "answer": "My answer"}
    answer = client.post(f"/ourshire/boards/{where}", sent).content.decode()
    assert "What was saved meanwhile" in answer
    assert "It was." in answer
    assert "My answer" in answer
    assert client.post(f"/ourshire/boards/{where}", {**sent, "version": 2}).status_code == 302


# Prompts and items ---------------------------------------------------------------------------------


def test_prompts_stand_at_each_item_but_those_for_information(ours: Furnished) -> None:
    items = ours.rows.held_items
    items[0].purpose = AgendaItem.Purpose.INFORMATION
    items[0].save()
    found = asked_at(ours.rows.held_meeting)
    assert [len(each.prompts) for each in found] == [0, 1]
    assert found[1].prompts[0].text == ours.rows.prompt.text
    assert found[0].challenges == [ours.rows.challenge]


def test_before_the_day_only_what_is_published_is_shown(ours: Furnished) -> None:
    """An item added after the papers went out is shown once they are out again, or on the day."""
    meeting = ours.rows.meeting
    late = boards.AgendaItemFactory(meeting=meeting, position=9, title="Urgent and late")
    assert late not in items_open(meeting)
    assert set(ours.rows.items) == set(items_open(meeting))
    with clock.set_to(meeting.held_on):
        assert late in items_open(meeting)
    publish_pack(by=ours.people[Role.CLERK], meeting=meeting)
    assert late in items_open(meeting)


def test_an_item_taken_off_the_papers_is_hidden_again(ours: Furnished) -> None:
    """The newest edition counts, not an older one that still named it."""
    meeting, last = ours.rows.meeting, ours.rows.items[-1]
    last.title = "Reworded since"
    last.save()
    assert last not in items_open(meeting)


@pytest.mark.parametrize(
    ("slug", "first"),
    [
        ("buckinghamshire", "If this was my child would this be good enough?"),
        ("bromley", "If this child were mine, what would I want for them?"),
        ("cambridgeshire", "What if this were my child?"),
        ("dorset", "Are they ‘better off’?"),
    ],
)
def test_prompts_are_the_strategys_own_words(db, today, slug, first) -> None:  # noqa: ARG001
    council = load_council(slug)
    body = council.body_set.filter(parent__isnull=True).first()
    item = boards.AgendaItemFactory(
        meeting=boards.MeetingFactory(body=body, held_on=date(2026, 11, 4))
    )
    (asked,) = asked_at(item.meeting)
    assert asked.prompts[0].text == first
    assert len(asked.prompts) == prompts_of(body).count()


# The pages -----------------------------------------------------------------------------------------


def page(made: Furnished, role: str, address: str, code: int = 200) -> BeautifulSoup:
    """What somebody sees."""
    response = sign_in(made.people[role]).get(f"/ourshire/boards/{address}")
    assert response.status_code == code
    return BeautifulSoup(response.content, "html.parser")


def test_each_reads_all_and_changes_ones_own(ours: Furnished) -> None:
    where = f"meetings/{ours.rows.held_meeting.pk}/questions/"
    words = ours.rows.challenge.question
    own = page(ours, Role.BOARD_MEMBER, where)
    assert words in own.text
    assert "Change it or add the answer" in own.text
    chair = page(ours, Role.CHAIR, where)
    assert words in chair.text
    assert "Change it" not in chair.text
    assert "I asked this" in chair.text
    clerk = page(ours, Role.CLERK, where)
    assert words in clerk.text
    assert "I asked this" not in clerk.text


def test_before_the_day_there_are_prompts_and_no_button(ours: Furnished) -> None:
    soup = page(ours, Role.BOARD_MEMBER, f"meetings/{ours.rows.meeting.pk}/questions/")
    assert ours.rows.prompt.text in soup.text
    assert "from the day of the meeting" in soup.text
    assert "I asked this" not in soup.text


def test_before_the_papers_are_out_no_item_is_named(ours: Furnished) -> None:
    """Not even to the clerk, who has another page for it."""
    where = f"meetings/{ours.rows.draft_meeting.pk}/questions/"
    for role in (Role.BOARD_MEMBER, Role.CLERK):
        soup = page(ours, role, where)
        assert "The papers are not out yet." in soup.text
        assert ours.rows.draft_item.title not in soup.text


def test_a_role_without_a_seat_logs_nothing(ours: Furnished) -> None:
    rows = ours.rows
    where = f"meetings/{rows.held_meeting.pk}/questions/items/{rows.held_items[0].pk}/"
    for name in ("member of another body", "chair of another body"):
        page(ours, name, where, code=403)
    page(ours, Role.CHAIR, where)


def test_a_member_logs_a_question(ours: Furnished) -> None:
    rows = ours.rows
    where = f"/ourshire/boards/meetings/{rows.held_meeting.pk}/questions/"
    form = f"{where}items/{rows.held_items[0].pk}/"
    client = sign_in(ours.people[Role.CHAIR])
    nothing = client.post(form, {"answer": "Kept words"}).content.decode()
    assert saying.NO_QUESTION in nothing
    assert "Kept words" in nothing
    sent = {"prompt": rows.prompt.pk, "answer": "It would."}
    for _ in range(2):
        assert client.post(form, sent).url == where
    made = Challenge.objects.get(asked_by__user=ours.people[Role.CHAIR])
    assert (made.question, made.answer) == (rows.prompt.text, "It would.")


def test_without_prompts_the_form_asks_for_words(ours: Furnished) -> None:
    Statement.objects.filter(kind="question_prompt").delete()
    rows = ours.rows
    where = f"meetings/{rows.held_meeting.pk}/questions/items/{rows.held_items[0].pk}/"
    soup = page(ours, Role.CHAIR, where)
    assert not soup.select("input[name=prompt]")
    client = sign_in(ours.people[Role.CHAIR])
    assert client.post(f"/ourshire/boards/{where}", {}).status_code == 200
    assert client.post(f"/ourshire/boards/{where}", {"question": "Why?"}).status_code == 302


# The year ------------------------------------------------------------------------------------------


def test_a_year_by_theme_and_discipline_names_nobody(ours: Furnished) -> None:
    rows = ours.rows
    item = boards.AgendaItemFactory(meeting=rows.held_meeting, theme=rows.theme)
    log(ours, item=item, answer="It is.")
    log(ours, item=item, question="And then?")
    made = summary_of(rows.body, year_of(ours.council, clock.today()))
    themes = {row.name: (row.asked, row.answered) for row in made.by_theme}
    assert themes[rows.theme.name] == (2, 1)
    assert themes[rows.review.name] == (0, 0)
    assert made.cells[rows.theme.name, rows.discipline.name] == 2
    assert f"Nothing was asked on {rows.review.name}." in made.words
    soup = page(ours, Role.BOARD_MEMBER, f"{rows.body.key}/challenge/")
    tables = " ".join(table.text for table in soup.select("table"))
    assert rows.theme.name in tables
    for holder in ours.people[Role.BOARD_MEMBER].people.all():
        assert holder.name not in soup.select_one("main").text


def test_a_cancelled_meeting_and_another_year_are_left_out(ours: Furnished) -> None:
    meeting = ours.rows.held_meeting
    year = year_of(ours.council, clock.today())
    asked = sum(row.asked for row in summary_of(ours.rows.body, year).by_theme)
    assert asked == Challenge.objects.filter(item__meeting=meeting).count() == 1
    meeting.cancelled_at, meeting.cancel_reason = clock.now(), "Snow."
    meeting.save()
    assert summary_of(ours.rows.body, year).words == "No questions were recorded in 2026/27."


def test_the_year_leads_to_each_meeting_with_its_number(ours: Furnished) -> None:
    soup = page(ours, Role.BOARD_MEMBER, f"{ours.rows.body.key}/challenge/")
    cards = {card.select_one("a")["href"]: card.text for card in soup.select("main .cp-card")}
    where = f"/ourshire/boards/meetings/{ours.rows.held_meeting.pk}/questions/"
    assert "1 asked" in " ".join(cards[where].split())
