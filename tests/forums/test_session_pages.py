"""The worker's pages of a session, and the kiosk as it is passed from hand to hand."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from councils.models import User
from councils.roles import Role
from forums.models import Forum, Round, Session, Verdict
from forums.sessions import services
from forums.sessions.counting import Hands
from forums.sessions.kiosk.screens import code_of
from forums.sessions.rounds import State
from pledges.models import Promise
from tests.factories import councils, forums, pledges
from tests.support.people import person, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
DAY = date(2026, 12, 1)
MARK = re.compile(r'name="screen" value="([^"]+)"')
JSON = {"Accept": "application/json"}


@pytest.fixture
def forum() -> Forum:
    """A published forum."""
    return forums.ForumFactory(published=True, name="The Forum")


@pytest.fixture
def worker(forum: Forum) -> User:
    """Its worker."""
    return person(Role.PARTICIPATION_WORKER, forum.council, forum=forum)


@pytest.fixture
def promises(forum: Forum) -> list[Promise]:
    """Two promises that are published."""
    made = pledges.PledgeSetFactory(
        strategy=pledges.StrategyFactory(council=forum.council, published=True),
        published=True,
        stem="We will",
    )
    return [pledges.PromiseFactory(pledge_set=made, text=text) for text in ("listen", "come")]


@pytest.fixture
def session(forum: Forum, worker: User) -> Session:
    """Eight came."""
    return forums.SessionFactory(forum=forum, held_on=DAY, recorded_by=worker)


def at(name: str, session: Session, **more: object) -> str:
    """An address of the session."""
    where = {"council": session.council.slug, "pk": session.pk, **more}
    return reverse(f"forums:{name}", kwargs=where)


def of(promise: Promise) -> dict[str, object]:
    """A promise in an address."""
    return {"kind": "promise", "number": promise.pk}


def read(client: Client, address: str) -> str:
    """A page, which opens."""
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


# The worker's pages -------------------------------------------------------------------------------


def test_from_beginning_to_end(forum: Forum, worker: User, promises: list[Promise]) -> None:
    """Begin, count hands, look, finish, correct: every page on the way."""
    client, slug = sign_in(worker), forum.council.slug
    assert "No session is recorded yet" in read(client, reverse("forums:session_list", args=[slug]))
    add = reverse("forums:session_add", args=[slug])
    assert "Record a session" in read(client, add)
    fields = {"forum": forum.pk, "held_on": "1/12/2026", "kind": "meeting", "came": 8}
    sent = client.post(add, fields)
    session = Session.objects.get()
    assert sent.url == at("session_hands", session)
    page = read(client, sent.url)
    assert "listen" in page
    row = f"promise-{promises[0].pk}"
    client.post(sent.url, {f"{row}-kept": 1, f"{row}-not_kept": "6", f"{row}-version": 0})
    assert Verdict.objects.get().hands == Hands(kept=1, not_kept=6)
    page = read(client, at("session_detail", session))
    assert "Not yet kept. 1 said kept, 0 partly, 6 not yet, 0 don’t know." in page
    assert "finish" in page
    client.post(at("session_finish", session))
    public = read(Client(), reverse("pledges:promise_detail", args=[slug, promises[0].key]))
    assert "<strong>Not yet kept.</strong> Few said kept; none said partly kept; most" in public
    correct = at("verdict_correct", session, **of(promises[0]))
    assert "Save the correction" in read(client, correct)
    assert "Say why it is corrected." in client.post(correct, {f"{row}-kept": 8}).content.decode()
    right = {f"{row}-kept": 8, f"{row}-reason": "A slip.", f"{row}-seen": Verdict.objects.get().pk}
    assert client.post(correct, right).status_code == 302
    assert "All said kept" in read(
        Client(), reverse("pledges:promise_detail", args=[slug, promises[0].key])
    )
    assert "A slip." in read(client, at("session_detail", session))
    assert "8 came" in read(client, reverse("forums:session_list", args=[slug]))


def test_wrong_hands_come_back_as_they_were_typed(
    session: Session, worker: User, promises: list[Promise]
) -> None:
    """What is right is saved; what is wrong stays, with the reason at its row."""
    client, address = sign_in(worker), at("session_hands", session)
    one, other = (f"promise-{each.pk}" for each in promises)
    page = client.post(
        address, {f"{one}-kept": 7, f"{other}-kept": 9, f"{other}-version": 0}
    ).content.decode()
    assert "9 hands, but 8 people came" in page
    assert f'name="{other}-kept" value="9"' in page
    assert [row.kept for row in Verdict.objects.all()] == [7]
    page = client.post(address, {f"{other}-kept": "nine"}).content.decode()
    assert "Enter a whole number" in page


def test_a_script_saves_one_row_and_learns_of_a_conflict(
    session: Session, worker: User, promises: list[Promise]
) -> None:
    """With what the other worker saved; the next try is held against that."""
    other = person(Role.PARTICIPATION_WORKER, session.council, forum=session.forum)
    row, address = f"promise-{promises[0].pk}", at("session_hands", session)
    sent = {f"{row}-kept": 3, f"{row}-version": 0}
    answer = sign_in(worker).post(address, sent, headers=JSON).json()
    assert answer["rows"][row] == {"version": 1, "errors": []}
    late = sign_in(other)
    answer = late.post(address, {**sent, f"{row}-kept": 5}, headers=JSON).json()
    assert answer["rows"][row]["version"] == 1
    assert "saved 3 kept" in answer["rows"][row]["errors"][0]
    late.post(address, {f"{row}-kept": 5, f"{row}-version": 1}, headers=JSON)
    assert Verdict.objects.get().kept == 5


def test_a_conflict_without_a_script_keeps_both(
    session: Session, worker: User, promises: list[Promise]
) -> None:
    """The page shows what was typed and says what the other one saved."""
    client, address = sign_in(worker), at("session_hands", session)
    row = f"promise-{promises[0].pk}"
    client.post(address, {f"{row}-kept": 3, f"{row}-version": 0})
    page = client.post(address, {f"{row}-kept": 5, f"{row}-version": 0}).content.decode()
    assert "saved 3 kept" in page
    assert f'name="{row}-kept" value="5"' in page
    assert f'name="{row}-version" value="1"' in page


def test_changing_a_session(session: Session, worker: User) -> None:
    """How many came, while it is open."""
    client, address = sign_in(worker), at("session_change", session)
    assert "Change this session" in read(client, address)
    fields = {"held_on": "30/11/2026", "kind": "visit", "came": 9, "about": "", "version": 1}
    assert client.post(address, fields).status_code == 302
    again = client.post(address, {**fields, "came": 10}).content.decode()
    assert "Somebody else has changed this" in again
    session.refresh_from_db()
    assert (session.came, session.kind) == (9, "visit")


def test_another_forum_s_worker_finds_nothing(session: Session, promises: list[Promise]) -> None:
    """Not even that it is there."""
    assert promises
    stranger = sign_in(person(Role.PARTICIPATION_WORKER, session.council))
    for name in ("session_detail", "session_hands", "session_change", "session_kiosk"):
        assert stranger.get(at(name, session)).status_code == 404


def test_telling_back_stands_on_the_promise_s_page(
    forum: Forum, worker: User, promises: list[Promise]
) -> None:
    """And with what else was told."""
    client, slug = sign_in(worker), forum.council.slug
    address = reverse("forums:told_back_add", args=[slug])
    assert "What we told them" in read(client, address)
    fields = {
        "forum": forum.pk,
        "about": f"promise-{promises[1].pk}",
        "told_on": "1/12/2026",
        "words": "A new bus runs.",
        "submission": "00000000-0000-0000-0000-000000000001",
    }
    assert client.post(address, fields).status_code == 302
    for page in (
        reverse("pledges:promise_detail", args=[slug, promises[1].key]),
        reverse("forums:you_said", args=[slug]),
    ):
        assert "A new bus runs." in read(Client(), page)


# The kiosk ----------------------------------------------------------------------------------------


@pytest.fixture
def address(session: Session, worker: User, promises: list[Promise]) -> str:
    """The kiosk, which asks about the first promise."""
    client = sign_in(worker)
    assert "Choose a" in read(client, at("session_kiosk", session))
    client.post(at("round_open", session, **of(promises[0])))
    kiosk = at("kiosk", session, code=code_of(session))
    assert kiosk in read(client, at("session_kiosk", session))
    return kiosk


def mark(client: Client, address: str) -> str:
    """The mark of the screen that is shown."""
    found = MARK.search(read(client, address))
    assert found, "no question is shown"
    return found[1]


def buttons(client: Client, address: str) -> list[str]:
    """The answers a screen offers."""
    return re.findall(r'<button [^>]*name="answer" value="([^"]+)"', read(client, address))


def test_two_children_and_a_double_tap(address: str, session: Session) -> None:
    """Tap, second question, thanks, next person; the second of two quick taps counts nothing."""
    tablet = Client()
    assert buttons(tablet, address) == ["kept", "partly", "not_kept", "dont_know"]
    assert buttons(tablet, f"{address}heard/") == ["had_heard", "had_not_heard"]
    screen = mark(tablet, address)
    for _ in range(2):
        sent = tablet.post(address, {"screen": screen, "answer": "partly"})
        assert sent.url == f"{address}heard/"
    heard = mark(tablet, sent.url)
    sent = tablet.post(sent.url, {"screen": heard, "answer": "had_not_heard"})
    assert sent.url == f"{address}thanks/"
    assert "Your answer is counted" in read(tablet, sent.url)
    tablet.post(address, {"screen": mark(tablet, address), "answer": "partly"})
    assert session.rounds.get().hands == Hands(partly=2, had_not_heard=1)


def test_the_screens_show_no_answer_and_lead_nowhere(
    address: str, session: Session, worker: User
) -> None:
    """Nothing of what others said, no number, and no link but to the kiosk itself."""
    tablet = Client()
    tablet.post(address, {"screen": mark(tablet, address), "answer": "kept"})
    pages = [tablet.get(address), tablet.get(f"{address}heard/"), tablet.get(f"{address}thanks/")]
    for page in pages:
        html = page.content.decode()
        assert "no-store" in page["Cache-Control"]
        assert set(re.findall(r'<a [^>]*href="([^"]+)"', html)) <= {address}
        assert worker.display_name not in html
        assert not re.search(r"\d", re.sub(r"<[^>]*>", "", html).replace(session.forum.name, ""))
        assert "sessionid" not in page.cookies
    assert "1 of" not in read(sign_in(worker), at("session_detail", session))


def test_the_worker_sees_how_many_answered_and_not_what(
    address: str, session: Session, worker: User
) -> None:
    """Until it is closed."""
    tablet, client = Client(), sign_in(worker)
    tablet.post(address, {"screen": mark(tablet, address), "answer": "not_kept"})
    page = read(client, at("session_kiosk", session))
    assert "Have answered" in page
    assert "Nobody can see the answers before you close it" in page
    assert "They say" not in read(client, at("session_detail", session))
    number = session.rounds.get().pk
    client.post(at("round_close", session, number=number))
    assert "Not yet kept. 0 said kept" in read(client, at("session_detail", session))
    client.post(at("round_take_back", session, number=number))
    assert session.rounds.get().state == State.TAKEN_BACK
    assert Verdict.objects.get().hands == Hands()


def test_everybody_has_answered(address: str, session: Session) -> None:
    """The ninth of eight has no question."""
    Round.objects.get()
    tablet = Client()
    screens = [mark(tablet, address) for _ in range(9)]
    for screen in screens:
        sent = tablet.post(address, {"screen": screen, "answer": "kept"})
    assert sent.url == address
    assert "Everybody has answered" in read(tablet, address)
    assert session.rounds.get().kept == 8


def test_a_signed_in_tablet_is_not_handed_over(
    address: str, session: Session, worker: User
) -> None:
    """First the worker is signed out; then nothing of theirs opens any more."""
    tablet = sign_in(worker)
    page = read(tablet, address)
    assert "Before you hand this over" in page
    assert not MARK.search(page)
    sent = tablet.post(reverse("account_logout"), {"next": f"{address}?handed-over"})
    assert sent.url == f"{address}?handed-over"
    response = tablet.get(sent.url)
    assert response["Clear-Site-Data"] == '"cache"'
    assert MARK.search(response.content.decode())
    assert tablet.get(at("session_detail", session)).status_code == 302
    assert tablet.get(at("session_kiosk", session)).status_code == 302


def test_a_screen_of_a_closed_round_leads_to_what_is_asked_now(
    address: str, session: Session, worker: User, promises: list[Promise]
) -> None:
    """And its answer counts nowhere."""
    tablet, client = Client(), sign_in(worker)
    late = mark(tablet, address)
    client.post(at("round_take_back", session, number=session.rounds.get().pk))
    assert "Please wait" in read(tablet, address)
    client.post(at("round_open", session, **of(promises[1])))
    page = tablet.post(address, {"screen": late, "answer": "kept"}).content.decode()
    assert "The last question is closed" in page
    assert "come" in page
    assert all(row.hands.is_empty for row in session.rounds.all())


def test_what_is_no_kiosk(address: str, session: Session) -> None:
    """A wrong code, another council, an answer of one's own making."""
    tablet = Client()
    assert tablet.get(at("kiosk", session, code="abcdefghijkl")).status_code == 404
    other = councils.CouncilFactory()
    there = address.replace(f"/{session.council.slug}/", f"/{other.slug}/")
    assert tablet.get(there).status_code == 404
    sent = tablet.post(address, {"screen": mark(tablet, address), "answer": "state"})
    assert sent.status_code == 404
    assert "The last question is closed" in tablet.post(address, {}).content.decode()


def test_after_the_session_it_says_thanks(address: str, session: Session, worker: User) -> None:
    """And asks nothing more."""
    client = sign_in(worker)
    client.post(at("round_close", session, number=session.rounds.get().pk))
    client.post(at("session_finish", session))
    assert "All done" in read(Client(), address)


def test_how_many_came_is_corrected_on_its_page(session: Session, worker: User) -> None:
    """With the reason, which stands beside it; while it is open there is another page."""
    client, page = sign_in(worker), at("session_came", session)
    assert client.get(page).status_code == 403
    client.post(at("session_finish", session))
    session.refresh_from_db()
    assert "How many came?" in client.get(page).content.decode()
    fields = {"came": 7, "reason": "", "version": session.version}
    assert "This field is required" not in (wrong := client.post(page, fields).content.decode())
    assert "Say why it is corrected." in wrong
    right = {**fields, "reason": "One of them was a worker."}
    for _ in range(2):
        assert client.post(page, right).status_code == 302
    shown = client.get(at("session_detail", session)).content.decode()
    assert "One of them was a worker." in shown
    session.refresh_from_db()
    assert session.came == 7
    late = client.post(page, {**right, "came": 6}).content.decode()
    assert "Somebody else has changed" in late


def test_what_they_say_stands_on_the_page_of_a_statement_made_to_them(
    session: Session, worker: User
) -> None:
    strategy = pledges.StrategyFactory(council=session.council, published=True)
    said = pledges.StatementFactory(strategy=strategy, is_to_young_people=True)
    page = reverse("pledges:statement_detail", args=[session.council.slug, said.key])
    assert "Young people have not been asked about this yet." in read(Client(), page)
    counted = {"of": said, "hands": Hands(1, 2, 5, 0)}
    services.record_hands(by=worker, session=session, **counted)
    services.finish_session(by=worker, session=session)
    assert "Not yet kept." in read(Client(), page)
