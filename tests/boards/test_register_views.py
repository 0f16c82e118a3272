"""The clerk's pages at a meeting, and the forum's page after it."""

from datetime import date, time

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from boards.models import Action, Decision, Declaration, ForumTime, Issue, Outcome, RegisterEntry
from boards.register.entries.queries import register_rows
from boards.register.entries.services import mark
from boards.register.queries import quorum_now
from boards.register.services import open_meeting, record_outcome
from councils import clock
from councils.roles import Role
from tests.factories import boards, councils, forums, measures, pledges
from tests.support.people import person, sign_in
from tests.support.sitting import TODAY, Sitting, sit

pytestmark = pytest.mark.django_db
JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def panel(today) -> Sitting:  # noqa: ARG001
    """A panel that meets today, kept by its clerk."""
    found = sit()
    councils.MembershipFactory(user=found.clerk, council=found.council, role=Role.CLERK)
    return found


@pytest.fixture
def clerk(panel) -> Client:
    """The clerk's browser."""
    return sign_in(panel.clerk)


def at(panel: Sitting, name: str, **more: object) -> str:
    """An address of the meeting."""
    kwargs = {"council": panel.council.slug, "pk": panel.meeting.pk, **more}
    return reverse(f"boards:{name}", kwargs=kwargs)


def read(response: object) -> BeautifulSoup:
    """The page that came back."""
    assert response.status_code == 200
    return BeautifulSoup(response.content.decode(), "html.parser")


def text(soup: BeautifulSoup) -> str:
    """Its words."""
    return " ".join(soup.get_text(" ").split())


def typed(panel: Sitting, **marks: dict) -> dict[str, object]:
    """Rows of the register as a page sends them: `Health_holder={"mark": "present"}`."""
    rows = {row.name.replace(" ", "_"): row for row in register_rows(panel.meeting)}
    sent = {}
    for place, (name, fields) in enumerate(marks.items()):
        row = rows[name]
        usual = {"key": row.key, "version": row.version, "seen": row.shown.packed(), "mark": ""}
        for field, value in (usual | fields).items():
            sent[f"row-{place}-{field}"] = value
    return sent


# The register -------------------------------------------------------------------------------------


def test_the_register_shows_everybody_with_their_answers_filled_in(panel, clerk) -> None:
    boards.ReplyFactory(
        meeting=panel.meeting,
        person=panel.holders["Health"],
        seat=panel.seats["Health"],
        answer="apologies",
    )
    soup = read(clerk.get(at(panel, "register")))
    legends = [legend.get_text(" ", strip=True) for legend in soup.find_all("legend")]
    assert legends[:3] == [
        *("Social care holder Social care seat", "Health holder Health seat"),
        "Health substitute Substitute, Health seat",
    ]
    chosen = soup.find(
        id=lambda i: (
            i
            and i.startswith("member-")
            and i.endswith("-1")
            and str(panel.holders["Health"].pk) in i.split("-")
        )
    )
    assert chosen.find("input", checked=True)["value"] == "apologies"
    assert "1 row is filled in from the replies and not saved yet" in text(soup)
    assert RegisterEntry.objects.count() == 0


def test_one_button_saves_all(panel, clerk) -> None:
    sent = typed(
        panel,
        Social_care_holder={"mark": "present", "arrived_at": "10:10"},
        Health_substitute={"mark": "online"},
        Young_people={"mark": "present", "heads": "3"},
    )
    response = clerk.post(at(panel, "register"), sent, follow=True)
    assert "The register is saved." in text(read(response))
    entries = {str(each.person or each.seat): each for each in RegisterEntry.objects.all()}
    assert entries["Social care holder"].arrived_at == time(10, 10)
    assert entries["Health substitute"].instead_of == panel.holders["Health"]
    assert entries["Young people"].heads == 3


def test_what_is_wrong_stands_at_its_row_and_the_rest_is_saved(panel, clerk) -> None:
    sent = typed(
        panel,
        Social_care_holder={"mark": "present"},
        Housing_holder={"mark": "absent", "left_at": "11:00"},
        Health_holder={"mark": "present", "arrived_at": "25:99"},
    )
    soup = read(clerk.post(at(panel, "register"), sent))
    assert RegisterEntry.objects.get().person == panel.holders["Social care"]
    links = [a.get_text() for a in soup.select(".govuk-error-summary a")]
    assert links == [
        "Health holder, arrived: Enter a valid time.",
        "Housing holder, left: Somebody who was not there has no times: take the times out.",
    ]
    row = soup.find("legend", string=None)
    assert row is not None
    assert soup.find("input", {"value": "11:00"})
    for link in soup.select(".govuk-error-summary a"):
        assert soup.find(id=link["href"].removeprefix("#"))


def test_the_second_clerk_sees_both_and_keeps_what_they_typed(panel, clerk) -> None:
    mine = typed(panel, Health_holder={"mark": "present", "arrived_at": "10:20"})
    theirs = typed(panel, Health_holder={"mark": "apologies"})
    clerk.post(at(panel, "register"), theirs)
    soup = read(clerk.post(at(panel, "register"), mine))
    assert (
        "Clara Holt saved “Apologies” at 12:00. Yours is “Present from 10:20”. "
        "Save again to keep yours, or change it." in text(soup)
    )
    assert RegisterEntry.objects.get().mark == "apologies"
    row = soup.find(class_="cp-mark--error")
    again = {tag["name"]: tag.get("value", "") for tag in row.find_all("input", {"type": "hidden"})}
    again |= {
        tag["name"]: tag["value"]
        for tag in row.find_all("input", {"type": "time"})
        if tag.get("value")
    }
    again[row.find("input", checked=True)["name"]] = row.find("input", checked=True)["value"]
    clerk.post(at(panel, "register"), again)
    entry = RegisterEntry.objects.get()
    assert (entry.mark, entry.arrived_at, entry.version) == ("present", time(10, 20), 2)


def test_a_row_that_is_not_on_the_register_is_said(panel, clerk) -> None:
    sent = {"row-0-key": "member-0-0-0-1", "row-0-version": 0, "row-0-seen": "|1||"}
    assert "This is not a row of the register" in text(
        read(clerk.post(at(panel, "register"), sent))
    )
    answer = clerk.post(at(panel, "register"), sent, **JSON).json()
    assert answer["rows"] == {}


def test_a_script_saves_one_row_and_is_told_the_quorum(panel, clerk) -> None:
    for name in ("Social_care_holder", "Health_holder"):
        sent = typed(panel, **{name: {"mark": "present"}})
        answer = clerk.post(at(panel, "register"), sent, **JSON).json()
    (row,) = answer["rows"].values()
    assert (row["version"], row["errors"], row["seen"]) == (1, [], "present|1||")
    assert answer["saved"] == "12:00"
    assert quorum_now(panel.meeting).words in " ".join(answer["quorum"].split())
    assert "Not quorate" in answer["quorum"]


def test_a_script_is_told_what_is_wrong_and_what_somebody_else_saved(panel, clerk) -> None:
    wrong = typed(panel, Health_holder={"mark": "absent", "arrived_at": "10:00"})
    (row,) = clerk.post(at(panel, "register"), wrong, **JSON).json()["rows"].values()
    assert (row["version"], len(row["errors"])) == (0, 1)
    mine = typed(panel, Health_holder={"mark": "present"})
    clerk.post(at(panel, "register"), typed(panel, Health_holder={"mark": "online"}))
    (row,) = clerk.post(at(panel, "register"), mine, **JSON).json()["rows"].values()
    assert (row["version"], row["seen"]) == (1, "online|1||")
    assert "saved “Online”" in row["errors"][0]
    boards.MinutesFactory(meeting=panel.meeting, confirmed=True)
    closed = clerk.post(at(panel, "register"), mine, **JSON)
    assert (closed.status_code, "confirmed" in closed.json()["refused"]) == (409, True)


def test_a_closed_register_is_shown_and_cannot_be_sent(panel, clerk) -> None:
    boards.MinutesFactory(meeting=panel.meeting, confirmed=True)
    soup = read(clerk.get(at(panel, "register")))
    assert "The minutes of this meeting are confirmed" in text(soup)
    assert not soup.find("button", string="Save the register")
    assert soup.select_one("fieldset[disabled]")
    response = clerk.post(at(panel, "register"), typed(panel, Health_holder={"mark": "online"}))
    assert response.status_code == 302
    assert RegisterEntry.objects.count() == 0


def test_somebody_comes_back(panel, clerk) -> None:
    clerk.post(
        at(panel, "register"), typed(panel, Housing_holder={"mark": "present", "left_at": "10:30"})
    )
    link = read(clerk.get(at(panel, "register"))).find("a", string=lambda s: s == "Came back")
    link = link or next(
        a for a in read(clerk.get(at(panel, "register"))).select("[data-again]:not([hidden]) a")
    )
    soup = read(clerk.get(at(panel, "register") + link["href"].partition("#")[0]))
    row = soup.find(id=link["href"].partition("#")[2])
    assert "came back" in row.legend.get_text()
    sent = {tag["name"]: tag.get("value", "") for tag in row.find_all("input", {"type": "hidden"})}
    prefix = next(iter(sent)).rpartition("-")[0]
    sent |= {f"{prefix}-mark": "present", f"{prefix}-arrived_at": "10:50"}
    clerk.post(at(panel, "register"), sent)
    stays = RegisterEntry.objects.order_by("stay").values_list("stay", "arrived_at", "left_at")
    assert list(stays) == [(1, None, time(10, 30)), (2, time(10, 50), None)]


def test_how_the_quorum_changed_is_told(panel, clerk) -> None:
    sent = typed(
        panel,
        Social_care_holder={"mark": "present"},
        Health_holder={"mark": "present", "arrived_at": "10:30"},
        Housing_holder={"mark": "present", "left_at": "11:15"},
    )
    clerk.post(at(panel, "register"), sent)
    words = text(read(clerk.get(at(panel, "register"))))
    assert "From the start to 10:30 Not quorate From 10:30 to 11:15 Quorate" in words


def test_sixty_people_and_forty_items_stand_in_one_screen_in_twelve_queries(
    panel, clerk, django_assert_max_num_queries
) -> None:
    seat = boards.SeatFactory(body=panel.body, title="Members", is_plural=True)
    for place in range(56):
        boards.SeatHolderFactory(seat=seat, place=place + 1)
    for place in range(4, 41):
        boards.AgendaItemFactory(meeting=panel.meeting, position=place)
    clerk.get(at(panel, "register"))
    with django_assert_max_num_queries(12):
        soup = read(clerk.get(at(panel, "register")))
    assert len(soup.select(".cp-mark")) == 56 + 7
    assert len(soup.select(".cp-outcomes__item")) == 40
    for name in ("outcome_list", "issue_list"):
        with django_assert_max_num_queries(12):
            clerk.get(at(panel, name))


def test_somebody_who_was_not_expected_is_put_on_the_register(panel, clerk) -> None:
    stranger = councils.PersonFactory(council=panel.council, name="Unexpected")
    soup = read(clerk.get(at(panel, "register_add")))
    places = {o.get_text(): o["value"] for o in soup.select("select[name=place] option")}
    place = places["Housing holder, Housing seat"]
    sent = {"person": stranger.pk, "place": place, "mark": "present"}
    assert clerk.post(at(panel, "register_add"), sent).status_code == 302
    entry = RegisterEntry.objects.get()
    assert (entry.capacity, entry.instead_of) == ("substitute", panel.holders["Housing"])
    assert "Unexpected" in text(read(clerk.get(at(panel, "register"))))
    sent = {"person": stranger.pk, "place": "", "mark": "online"}
    clerk.post(at(panel, "register_add"), sent)
    assert RegisterEntry.objects.filter(capacity="attender", mark="online").exists()


def test_young_people_are_not_offered_by_name(panel, clerk) -> None:
    young = person(Role.FORUM_REPRESENTATIVE, panel.council)
    councils.PersonFactory(council=panel.council, name="A child", user=young)
    assert "A child" not in text(read(clerk.get(at(panel, "register_add"))))


def test_the_meeting_begins_and_ends_with_a_button(panel, clerk) -> None:
    assert "The meeting begins now" in text(read(clerk.get(at(panel, "register"))))
    clerk.post(at(panel, "sitting"), {"step": "begin"})
    panel.meeting.refresh_from_db()
    assert panel.meeting.opened_at == clock.now()
    assert "The meeting ends now" in text(read(clerk.get(at(panel, "register"))))
    sent = {"began": "10:05", "ended": "11:30", "has_young_chair": "on", "version": 2}
    assert clerk.post(at(panel, "sitting"), sent).status_code == 302
    assert "A young person chairs." in text(read(clerk.get(at(panel, "register"))))
    soup = read(clerk.post(at(panel, "sitting"), sent | {"ended": "11:45", "version": 2}))
    assert "What the other person saved" in text(soup)
    assert soup.find("input", {"name": "version"})["value"] == "3"


# Items --------------------------------------------------------------------------------------------


def row_of(panel: Sitting, item: int, result: str, version: int = 0, seen: str = "") -> dict:
    """One item's row of the sheet."""
    fields = {"key": panel.items[item].pk, "result": result, "version": version, "seen": seen}
    return {f"row-{item}-{name}": value for name, value in fields.items()}


def test_outcomes_are_chosen_in_one_sheet(panel, clerk) -> None:
    sent = row_of(panel, 0, "noted") | row_of(panel, 1, "deferred") | row_of(panel, 2, "")
    assert clerk.post(at(panel, "outcome_list"), sent).status_code == 302
    assert dict(Outcome.objects.values_list("item__position", "result")) == {
        1: "noted",
        2: "deferred",
    }


def test_what_an_outcome_lacks_is_said_at_its_row_and_the_rest_is_saved(panel, clerk) -> None:
    sent = row_of(panel, 0, "noted") | row_of(panel, 2, "decided")
    soup = read(clerk.post(at(panel, "outcome_list"), sent))
    assert "Item 3: Write the decision." in text(soup)
    assert Outcome.objects.get().item == panel.items[0]
    (row,) = (
        clerk.post(at(panel, "outcome_list"), row_of(panel, 2, "decided"), **JSON)
        .json()["rows"]
        .values()
    )
    assert row["errors"] == ["Write the decision."]


def test_an_outcome_somebody_else_saved_is_shown_beside_one_s_own(panel, clerk) -> None:
    record_outcome(by=panel.clerk, item=panel.items[0], result="noted", words="Heard.")
    soup = read(clerk.post(at(panel, "outcome_list"), row_of(panel, 0, "deferred")))
    assert "Clara Holt saved “Noted” at 12:00. Save again to keep “Put off”" in text(soup)
    clerk.post(at(panel, "outcome_list"), row_of(panel, 0, "deferred", 1, "noted"))
    outcome = Outcome.objects.get()
    assert (outcome.result, outcome.words) == ("deferred", "Heard.")
    clerk.post(at(panel, "outcome_list"), row_of(panel, 0, "noted", 1, "noted"))  # not touched
    assert Outcome.objects.get().result == "deferred"


def test_an_item_of_another_meeting_is_refused(panel, clerk) -> None:
    foreign = boards.AgendaItemFactory(council=panel.council)
    sent = {"row-0-key": foreign.pk, "row-0-result": "noted", "row-0-version": 0}
    soup = read(clerk.post(at(panel, "outcome_list"), sent))
    assert "not on the agenda of this meeting" in text(soup)
    assert clerk.get(at(panel, "item_record", item=foreign.pk)).status_code == 404


def an_item(**more: object) -> dict[str, object]:
    """An item's form as it is sent."""
    fields = {"result": "decided", "version": 0, "words": "Heard."} | more
    return {f"item-{name}": value for name, value in fields.items()}


def test_an_item_is_recorded_with_its_decision_and_action(panel, clerk) -> None:
    address = at(panel, "item_record", item=panel.items[2].pk)
    sent = an_item(
        decision="Buy the house.",
        action_text="Write to the owner.",
        action_owner=panel.holders["Housing"].pk,
        action_due_on="15/1/2027",
        taken_at="10:40",
    )
    response = clerk.post(address, sent | {"next": "yes"}, follow=True)
    soup = read(response)
    assert soup.h1.get_text() == "Items"  # there is no next one
    words = text(soup)
    for said in ("Decision 1 Buy the house.", "View of those present", "Write to the owner."):
        assert said in words
    assert "taken at 10:40am" in words
    assert "Not quorate: 0 of the 3 disciplines needed." in words


def test_a_decision_and_an_action_say_which_promise_and_measure_they_are_about(
    panel, clerk
) -> None:
    promise, other = (pledges.PromiseFactory(council=panel.council) for _ in range(2))
    measure = measures.MeasureFactory(council=panel.council)
    for root in (promise.pledge_set, measure):
        councils.PublicationFactory(row=root)
    address = at(panel, "item_record", item=panel.items[2].pk)
    soup = read(clerk.get(address))
    offered = [o["value"] for o in soup.select("select[name=item-promise] option")]
    assert str(promise.pk) in offered
    assert str(other.pk) not in offered
    about = {"promise": promise.pk, "measure": measure.pk}
    words = text(read(clerk.post(address, an_item(result="noted", **about))))
    assert words.count("Error: Write the decision or the action that is about this.") == 2
    assert "Error: " in text(read(clerk.post(address, an_item(decision="Buy.", promise=other.pk))))
    sent = an_item(
        decision="Buy.",
        action_text="Write.",
        action_owner=panel.holders["Housing"].pk,
        action_due_on="15/1/2027",
        **about,
    )
    words = text(read(clerk.post(address, sent, follow=True)))
    for made in (Decision.objects.get(), Action.objects.get()):
        assert (made.promise, made.measure) == (promise, measure)
    assert words.count(f"About “{promise}”") == 2


def test_the_people_and_bodies_to_choose_stand_in_order(panel, clerk) -> None:
    boards.BodyFactory(strategy=panel.body.strategy, name="Cabinet")
    soup = read(clerk.get(at(panel, "item_record", item=panel.items[2].pk)))
    names = [o.get_text() for o in soup.select("select[name=item-action_owner] option")]
    assert names[0] == "Nobody yet"
    assert names[1:] == sorted(names[1:], key=str.lower)
    assert "Housing holder" in names
    bodies = [o.get_text() for o in soup.select("select[name=item-to_body] option")]
    assert bodies == ["Nobody", "Cabinet"]


def test_an_item_is_shown_in_twelve_queries(panel, clerk, django_assert_max_num_queries) -> None:
    last = boards.AgendaItemFactory(
        meeting=panel.meeting, position=4, kind="standing", title="Minutes and matters arising"
    )
    for item in (*panel.items, last):
        address = at(panel, "item_record", item=item.pk)
        clerk.get(address)
        with django_assert_max_num_queries(12):
            clerk.get(address)


def test_a_wrong_item_keeps_everything_typed(panel, clerk) -> None:
    address = at(panel, "item_record", item=panel.items[2].pk)
    soup = read(clerk.post(address, an_item(action_text="Write.", words="Long words.")))
    assert soup.find("textarea", {"name": "item-words"}).get_text().strip() == "Long words."
    assert soup.find("textarea", {"name": "item-action_text"}).get_text().strip() == "Write."
    assert "Who does it (optional) Error: Say who does it." in text(soup)
    assert not Outcome.objects.exists()


def test_the_forum_s_minutes_are_recorded_at_its_own_item(panel, clerk) -> None:
    address = at(panel, "item_record", item=panel.items[1].pk)
    clerk.post(address, an_item(result="noted", given=9, given_version=0))
    assert ForumTime.objects.get().given == 9
    assert "9 of 15 minutes given." in text(read(clerk.get(address)))
    other = read(clerk.get(at(panel, "item_record", item=panel.items[0].pk)))
    assert not other.find("input", {"name": "item-given"})


def test_an_item_s_outcome_is_saved_by_itself_and_shown_in_conflict(panel, clerk) -> None:
    address = at(panel, "item_record", item=panel.items[0].pk)
    answer = clerk.post(address, an_item(result="noted"), **JSON).json()
    assert answer["rows"]["item"] == {"version": 1, "given_version": 0, "errors": []}
    answer = clerk.post(address, an_item(result="decided", version=1), **JSON).json()
    assert answer["rows"]["item"]["errors"] == ["Write the decision."]
    soup = read(clerk.post(address, an_item(result="deferred", words="Mine.", version=0)))
    assert "What the other person saved" in text(soup)
    assert soup.find("input", {"name": "item-version"})["value"] == "1"


def test_interests_are_declared_and_taken_off(panel, clerk) -> None:
    sent = {
        "person": panel.guest.pk,
        "item": panel.items[2].pk,
        "words": "Fosters.",
        "withdrew": "on",
    }
    assert clerk.post(at(panel, "interest_declare"), sent).status_code == 302
    assert "Co-opted guest : Fosters. Left the room." in text(
        read(clerk.get(at(panel, "outcome_list")))
    ).replace("guest:", "guest :")
    soup = read(clerk.post(at(panel, "interest_declare"), sent | {"words": "Adopts."}))
    assert "recorded already" in text(soup)
    row = Declaration.objects.get()
    clerk.post(at(panel, "interest_take_back", declaration=row.pk))
    assert not Declaration.objects.exists()


def test_a_decision_is_put_right_and_a_view_ratified(panel, clerk) -> None:
    decision = boards.DecisionFactory(item=panel.items[0], text="Buy.", is_view=True)
    address = reverse(
        "boards:decision_change", kwargs={"council": panel.council.slug, "pk": decision.pk}
    )
    clerk.post(address, {"text": "Buy two.", "version": 1})
    soup = read(clerk.post(address, {"text": "Buy three.", "version": 1}))
    assert "Buy two." in text(soup)
    for name in ("Social care", "Health", "Housing"):
        mark(
            by=panel.clerk,
            meeting=panel.meeting,
            person=panel.holders[name],
            seat=panel.seats[name],
            mark="present",
        )
    earlier = boards.AgendaItemFactory(meeting=boards.MeetingFactory(body=panel.body, over=True))
    view = boards.DecisionFactory(item=earlier, number=77, is_view=True, text="Sell.")
    item = at(panel, "item_record", item=panel.items[0].pk)
    assert "Decision 77 Sell." in text(read(clerk.get(item)))
    ratify = reverse(
        "boards:decision_ratify",
        kwargs={"council": panel.council.slug, "pk": view.pk, "item": panel.items[0].pk},
    )
    words = text(read(clerk.post(ratify, follow=True)))
    assert "Decision 77 is ratified: Sell." in words
    assert Decision.objects.filter(ratifies=view).count() == 1
    again = reverse(
        "boards:decision_ratify",
        kwargs={"council": panel.council.slug, "pk": view.pk, "item": panel.items[2].pk},
    )
    assert "ratified already" in text(read(clerk.post(again, follow=True)))


# Mistakes -----------------------------------------------------------------------------------------


def test_what_was_recorded_by_mistake_is_taken_off_at_the_item(panel, clerk) -> None:
    other = boards.BodyFactory(strategy=panel.body.strategy, name="Cabinet")
    address = at(panel, "item_record", item=panel.items[2].pk)
    sent = an_item(
        decision="Buy the house.",
        action_text="Write to the owner.",
        action_owner=panel.holders["Housing"].pk,
        action_due_on="15/1/2027",
        to_body=other.pk,
        reason="Money.",
    )
    clerk.post(address, sent)
    for words in ("Take the outcome off", "Take it off as a mistake", "Take it back as a mistake"):
        soup = read(clerk.get(address))
        while form := next((f for f in soup.select("form.cp-post") if words in text(f)), None):
            fields = {i["name"]: i["value"] for i in form.select("input[type=hidden]")}
            response = clerk.post(form["action"], fields)
            assert response["Location"] == address
            soup = read(clerk.get(address))
    assert "Decision 1 Buy the house. Recorded by mistake." in text(soup)
    assert "Write to the owner." not in text(soup)
    assert "Money." not in text(soup)
    assert soup.find("textarea", {"name": "item-words"}).get_text().strip() == "Heard."
    decisions = reverse(
        "boards:decision_list", kwargs={"council": panel.council.slug, "key": panel.body.key}
    )
    assert "Decision 1 Recorded by mistake" in text(read(clerk.get(decisions)))
    log = reverse(
        "boards:action_log", kwargs={"council": panel.council.slug, "key": panel.body.key}
    )
    assert "Action 1 : Write to the owner. Recorded by mistake" in text(
        read(clerk.get(log))
    ).replace("1:", "1 :")


def test_why_a_mistake_cannot_be_taken_off_is_said(panel, clerk) -> None:
    view = boards.DecisionFactory(item=panel.items[0], is_view=True)
    boards.DecisionFactory(item=panel.items[2], ratifies=view)
    where = {"council": panel.council.slug, "pk": view.pk}
    words = text(read(clerk.post(reverse("boards:decision_withdraw", kwargs=where), follow=True)))
    assert "is ratified by decision" in words


# Issues -------------------------------------------------------------------------------------------


def test_a_stuck_issue_asks_for_an_answer_and_gets_one(panel, clerk) -> None:
    for weeks, day in ((8, date(2026, 10, 7)), (4, date(2026, 11, 4))):
        assert weeks
        meeting = boards.MeetingFactory(body=panel.body, held_on=day)
        boards.IssueFactory(meeting=meeting, concern="No dentist.")
    issue = boards.IssueFactory(meeting=panel.meeting, concern="No dentist.")
    words = text(read(clerk.get(at(panel, "issue_list"))))
    assert "Shown in 2 papers, from 7 October 2026 on, and nothing was done." in words
    assert "If it stays so, the minutes say: “Noted for the third time; no reason given.”" in words
    address = at(panel, "issue_respond", issue=issue.pk)
    assert "No dentist. is stuck: red on Wednesday 7 October 2026" in text(read(clerk.get(address)))
    soup = read(clerk.post(address, {"response": "explain", "version": 1}))
    assert "Error: Give the reason." in text(soup)
    clerk.post(address, {"response": "explain", "reason": "One comes in May.", "version": 1})
    words = text(read(clerk.get(at(panel, "issue_list"))))
    assert "Explain. One comes in May." in words
    soup = read(clerk.post(address, {"response": "noted", "version": 1}))
    assert "What the other person saved" in text(soup)


def test_the_item_asks_what_is_done_about_a_stuck_issue(panel, clerk) -> None:
    for day in (date(2026, 10, 7), date(2026, 11, 4)):
        meeting = boards.MeetingFactory(body=panel.body, held_on=day)
        boards.IssueFactory(meeting=meeting, concern="No dentist.")
    item, other = (at(panel, "item_record", item=panel.items[n].pk) for n in (2, 0))
    assert "No dentist." in text(read(clerk.get(item)))  # before the papers are out
    issue = boards.IssueFactory(meeting=panel.meeting, concern="No dentist.")
    boards.IssueFactory(meeting=panel.meeting, concern="Quite new.")
    Issue.objects.filter(meeting=meeting).update(response="explain", reason="No money.")
    respond = at(panel, "issue_respond", issue=issue.pk)
    soup = read(clerk.get(item))
    assert "Stuck Red Shown in 2 papers" in text(soup)
    assert "4 November 2026: red, explained" in text(soup)
    assert "Act, pass it up or explain." in text(soup)
    assert soup.find("a", href=respond).get_text() == "No dentist."
    assert "Quite new." not in text(soup)
    assert "No dentist." not in text(read(clerk.get(other)))
    sheet = read(clerk.get(at(panel, "outcome_list")))
    (mark,) = sheet.find_all("a", string="act, pass it up or explain")
    assert mark["href"] == f"{item}#stuck"
    clerk.post(respond, {"response": "explain", "reason": "One comes in May.", "version": 1})
    assert "Stuck No dentist.: explain." in text(read(clerk.get(at(panel, "outcome_list"))))
    assert "Explain. One comes in May." in text(read(clerk.get(item)))


def test_what_was_acted_on_stands_at_the_item_where_that_was(panel, clerk) -> None:
    for day in (date(2026, 10, 7), date(2026, 11, 4)):
        meeting = boards.MeetingFactory(body=panel.body, held_on=day)
        boards.IssueFactory(meeting=meeting, concern="No dentist.")
    action = boards.ActionFactory(item=panel.items[0])
    boards.IssueFactory(meeting=panel.meeting, concern="No dentist.", response="act", action=action)
    shown = [
        "No dentist." in text(read(clerk.get(at(panel, "item_record", item=item.pk))))
        for item in panel.items
    ]
    assert shown == [True, False, False]


def test_acting_on_an_issue_ends_the_matter(panel, clerk) -> None:
    issue = boards.IssueFactory(meeting=panel.meeting, concern="No dentist.")
    address = at(panel, "issue_respond", issue=issue.pk)
    sent = {
        "response": "act",
        "action_text": "Find one.",
        "action_owner": panel.holders["Health"].pk,
        "action_due_on": "15/1/2027",
        "version": 1,
    }
    assert clerk.post(address, sent).status_code == 302
    assert "This was agreed Find one." in text(read(clerk.get(address)))
    assert "Act. Action 1: Find one." in text(read(clerk.get(at(panel, "issue_list"))))


def test_a_concern_is_added(panel, clerk) -> None:
    clerk.post(at(panel, "issue_list"), {"words": "No dentist in town."})
    assert Issue.objects.get().concern == "No dentist in town."
    assert "No dentist in town." in text(read(clerk.get(at(panel, "issue_list"))))


# The forum ----------------------------------------------------------------------------------------


@pytest.fixture
def forum(panel) -> Client:
    """A representative of the forum that the panel hears."""
    link = boards.BodyForumFactory(body=panel.body)
    return sign_in(person(Role.FORUM_REPRESENTATIVE, panel.council, forum=link.forum))


def test_the_forum_says_whether_its_time_was_cut_short(panel, forum) -> None:
    soup = read(forum.get(at(panel, "forum_time")))
    assert "Your forum had 15 minutes of its own on the agenda." in text(soup)
    home = reverse("council_home", kwargs={"council": panel.council.slug})
    assert "Was your time cut short?" in text(read(forum.get(home)))
    words = text(read(forum.post(at(panel, "forum_time"), {"cut_short": "yes"}, follow=True)))
    assert "The minutes you lost are added to your time at the next meeting." in words
    assert "Was your time cut short?" not in words
    assert ForumTime.objects.get().cut_short is True
    assert (
        read(forum.get(at(panel, "forum_time"))).find("input", {"value": "yes"}).has_attr("checked")
    )
    forum.post(at(panel, "forum_time"), {"cut_short": "no"})
    assert ForumTime.objects.get().cut_short is False


def test_only_the_forum_of_the_body_is_asked_and_only_afterwards(panel, forum) -> None:
    other = forums.ForumFactory(council=panel.council)
    stranger = sign_in(person(Role.FORUM_REPRESENTATIVE, panel.council, forum=other))
    assert stranger.get(at(panel, "forum_time")).status_code == 404
    with clock.set_to(date(2026, 12, 1)):
        assert forum.get(at(panel, "forum_time")).status_code == 404


def test_the_forum_is_told_of_what_was_left_at_noted(panel, forum) -> None:
    for day in (date(2026, 10, 7), date(2026, 11, 4), TODAY):
        meeting = (
            panel.meeting if day == TODAY else boards.MeetingFactory(body=panel.body, held_on=day)
        )
        boards.IssueFactory(meeting=meeting, concern="No dentist.")
    link = panel.body.forum_links.select_related("forum").get()
    councils.PublicationFactory(row=link.forum)
    page = reverse(
        "forums:forum_detail", kwargs={"council": panel.council.slug, "key": link.forum.key}
    )
    said = "No dentist. Noted for the third time; no reason given."
    assert said not in text(read(forum.get(page)))
    with clock.set_to(date(2026, 12, 3)):
        assert said in text(read(forum.get(page)))
        assert "No dentist" not in text(read(Client().get(page)))


def test_the_clerk_is_led_to_today_s_register(panel, clerk) -> None:
    home = reverse("council_home", kwargs={"council": panel.council.slug})
    assert "Today’s register" in text(read(clerk.get(home)))
    open_meeting(by=panel.clerk, meeting=panel.meeting)
    with clock.set_to(date(2026, 12, 3)):
        assert "Today’s register" not in text(read(clerk.get(home)))
