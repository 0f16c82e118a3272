"""The engagement log: totals, adding for several at once, correcting, taking out."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from boards.models import Engagement
from boards.oversight.owing import saying, services
from boards.oversight.owing.engaged import Entry, Total, totals
from boards.oversight.owing.queries import log_of, members_of
from boards.queries import year_of
from councils.roles import Role
from councils.writing import Conflict
from tests.factories import boards, councils
from tests.support.people import sign_in
from tests.support.world import Furnished, World

DAY = date(2026, 11, 3)


@pytest.fixture
def ours(world: World) -> Furnished:
    """Our council, with one visit in its log."""
    return world.ours


# Totals --------------------------------------------------------------------------------------------


def test_a_day_with_several_people_is_one_occasion() -> None:
    log = [
        Entry("visit", DAY, "Home", person="ann"),
        Entry("visit", DAY, "Home", person="bo"),
        Entry("visit", DAY, "Home", number=4),
        Entry("visit", date(2026, 11, 4), "Home", person="ann"),
        Entry("sign_up", DAY, "Staff day", number=1200),
    ]
    visits, sign_ups, nothing = totals(log, ("visit", "sign_up", "training"))
    assert visits == Total("visit", 2, 2, 4)
    assert visits.words == "On 2 occasions; 2 people named; 4 more counted."
    assert sign_ups.words == "On 1 occasion; 1,200 counted."
    assert nothing.words == "Nothing is in the log yet."


KIND = st.sampled_from(("visit", "training"))
ENTRIES = st.lists(
    st.builds(
        Entry,
        KIND,
        st.dates(date(2026, 6, 1), date(2026, 6, 4)),
        st.sampled_from(("a", "b")),
        st.sampled_from((None, "ann", "bo")),
        st.none() | st.integers(1, 9),
    )
)


@given(ENTRIES)
def test_totals_are_those_counted_by_hand(log: list[Entry]) -> None:
    for total in totals(log, ("visit", "training")):
        mine = [entry for entry in log if entry.kind == total.kind]
        days = {f"{entry.on} {entry.words}" for entry in mine}
        people = {entry.person for entry in mine if entry.person}
        number = 0
        for entry in mine:
            number += entry.number or 0
        assert (total.occasions, total.people, total.counted) == (len(days), len(people), number)


# Logging -------------------------------------------------------------------------------------------


def log(made: Furnished, **other: object) -> list[Engagement]:
    """A visit of the member on a day in November."""
    usual = {
        "kind": "visit",
        "held_on": DAY,
        "words": "A home",
        "people": [made.rows.holder.person],
    }
    return services.log_engagement(
        by=made.people[Role.CLERK], body=made.rows.body, **{**usual, **other}
    )


def test_each_person_has_a_row_and_those_counted_one(ours: Furnished) -> None:
    other = ours.people[Role.BOARD_MEMBER].people.get()
    made = log(ours, people=[ours.rows.holder.person, other], number=5)
    assert [(row.person, row.number) for row in made] == [
        (ours.rows.holder.person, None),
        (other, None),
        (None, 5),
    ]
    assert {row.recorded_by for row in made} == {ours.people[Role.CLERK]}


def test_sent_twice_it_is_in_the_log_once(ours: Furnished) -> None:
    before = Engagement.objects.count()
    assert log(ours, number=5) == log(ours, number=5)
    assert Engagement.objects.count() == before + 2


def test_another_number_for_the_same_is_refused_whole(ours: Furnished) -> None:
    """Nothing is half saved: neither is the further person in the log."""
    log(ours, number=5)
    other = ours.people[Role.BOARD_MEMBER].people.get()
    with pytest.raises(ValidationError, match="This is in the log already"):
        log(ours, people=[other], number=6)
    assert not Engagement.objects.filter(person=other, words="A home").exists()


@pytest.mark.parametrize(
    ("other", "field", "words"),
    [
        ({"held_on": date(2026, 12, 3)}, "held_on", saying.NOT_YET_HELD),
        ({"people": []}, "number", saying.SOMEBODY),
        ({"kind": "sign_up"}, "number", saying.SIGNED_UP),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(ours: Furnished, other, field, words) -> None:
    with pytest.raises(ValidationError) as refused:
        log(ours, **other)
    assert refused.value.message_dict == {field: [words]}


def change(made: Furnished, **other: object) -> Engagement:
    """The visit of our council, corrected."""
    entry = made.rows.engagement
    usual = {"kind": "training", "held_on": DAY, "words": "Induction", "person": entry.person}
    return services.change_engagement(
        by=made.people[Role.CLERK],
        entry=entry,
        **{"version": 1, "number": None, **usual, **other},
    )


def test_a_line_is_corrected(ours: Furnished) -> None:
    made = change(ours)
    assert (made.kind, made.held_on, made.words, made.version) == ("training", DAY, "Induction", 2)
    assert made.history.first().history_user == ours.people[Role.CLERK]


def test_a_second_clerk_is_shown_what_the_first_one_saved(ours: Furnished) -> None:
    change(ours)
    with pytest.raises(Conflict):
        change(ours, words="Something else")
    client = sign_in(ours.people[Role.CLERK])
    address = f"/ourshire/boards/{ours.rows.body.key}/engagement/{ours.rows.engagement.pk}/"
    sent = {"version": 1, "kind": "visit", "held_on": "3/11/2026", "words": "Mine", "number": 2}
    answer = client.post(address, sent).content.decode()
    assert "What the other person saved" in answer
    assert "Induction" in answer
    assert 'value="Mine"' in answer
    assert client.post(address, {**sent, "version": 2}).status_code == 302


def test_a_line_is_taken_out_with_its_history(ours: Furnished) -> None:
    entry, clerk = ours.rows.engagement, ours.people[Role.CLERK]
    for _ in range(2):  # two clicks at once
        services.remove_engagement(by=clerk, entry=entry)
    assert not Engagement.objects.filter(pk=entry.pk).exists()
    assert Engagement.history.filter(id=entry.pk).first().history_user == clerk


def test_who_can_be_named_are_members_and_their_substitutes_never_a_child(ours: Furnished) -> None:
    young = boards.SeatFactory(body=ours.rows.body, young_people=True)
    child = boards.SeatHolderFactory(seat=young).person
    friend = boards.SubstituteFactory(seat=young).person
    stranger = councils.PersonFactory(council=ours.council)
    people = set(members_of(ours.rows.body))
    assert {ours.rows.holder.person, ours.rows.substitute.person} <= people
    assert not {child, friend, stranger} & people


# The pages -----------------------------------------------------------------------------------------


def page(made: Furnished, role: str, more: str = "") -> BeautifulSoup:
    """What somebody sees of the log."""
    address = f"/ourshire/boards/{made.rows.body.key}/engagement/{more}"
    response = sign_in(made.people[role]).get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def test_the_log_of_a_year_stands_with_its_totals(ours: Furnished) -> None:
    log(ours, number=5)
    log(ours, held_on=date(2026, 3, 1), words="Last year's")
    text = page(ours, Role.BOARD_MEMBER).text
    assert "On 2 occasions; 1 person named; 5 more counted." in " ".join(text.split())
    assert "Last year's" not in text
    assert "Last year's" in page(ours, Role.BOARD_MEMBER, "?year=2025").text
    year = year_of(ours.council, DAY)
    assert [entry.held_on for entry in log_of(ours.rows.body, year)] == [
        DAY,
        DAY,
        date(2026, 10, 1),
    ]


def test_members_read_and_the_clerk_writes(ours: Furnished) -> None:
    assert "Correct it" not in page(ours, Role.BOARD_MEMBER).text
    assert "Correct it" in page(ours, Role.CLERK).text


def test_an_error_keeps_what_was_typed(ours: Furnished) -> None:
    address = f"/ourshire/boards/{ours.rows.body.key}/engagement/add/"
    client = sign_in(ours.people[Role.CLERK])
    sent = {"kind": "visit", "held_on": "3/11/2026", "words": "A home"}
    answer = client.post(address, sent).content.decode()
    assert saying.SOMEBODY in answer
    assert 'value="A home"' in answer
    who = {"people": ours.rows.holder.person.pk}
    assert client.post(address, {**sent, **who}).url.endswith("/engagement/?year=2026")
