"""A young person's own words are on one page, for the people that page is for."""

from collections.abc import Callable, Iterator

import pytest
from django.apps import apps
from django.db import connection

from councils.models import Council, User
from councils.roles import Role
from forums.models import Question
from tests.factories.forums import ForumFactory
from tests.journeys.visiting import Visitor
from tests.support.people import person

Enter = Callable[[str], Visitor]
CANARY = "yellow canary in a cage of words"
NOT_FOR_YOU = "A young person’s own words are"


@pytest.fixture
def question(enter: Enter) -> Question:
    """A question asked, worded and put to a meeting whose papers are out."""
    skye = enter("Skye").follow("Ask a question")
    skye.ticks("Housing and Placements").writes("Your question", CANARY).press("Send my question")
    question = Question.objects.get(private_words__text=CANARY)
    clerk = enter("Clara Holt").follow("Meetings").follow("Plan the next meeting")
    clerk.writes("Date", "13/1/2027").writes("Place", "Room 1").press("Plan the meeting")
    worker = enter("Jo Marsh").open(words_page(question))
    worker.writes("Public wording", "What is promised?").press("Save the public wording")
    lead = enter("Sam Okafor").open(words_page(question))
    lead.press("I agree to these words").sees("Agreed.")
    worker.open(worker.address).follow("Put it to a meeting").ticks("Panel, 13 January 2027").press(
        "Put the question"
    )
    clerk.press("Publish the papers")
    return question


def words_page(question: Question) -> str:
    """The one page with the own words."""
    return f"/buckinghamshire/forums/questions/{question.pk}/words/"


def test_the_forums_worker_and_the_safeguarding_lead_read_them(
    question: Question, enter: Enter
) -> None:
    """Nobody else opens the page: each is told why."""
    for name in ("Jo Marsh", "Sam Okafor"):
        enter(name).open(words_page(question)).sees(CANARY)
    for name in (
        *("Clara Holt", "Idris Bell", "Skye", "Councillor Amina Rees", "Councillor David Penn"),
        *("Ruth Adeyemi", "Ellis Grant", "Helen Brook"),
    ):
        turned_away = enter(name).open(words_page(question), status=403)
        turned_away.sees(NOT_FOR_YOU).does_not_see(CANARY)
    anybody = Visitor().open(words_page(question)).sees("Sign in")
    anybody.does_not_see(CANARY)


def test_a_worker_of_another_forum_is_refused(question: Question, demo: Council) -> None:
    """To read, to say it is read, to write the wording, or to follow the question."""
    other = ForumFactory(council=demo, published=True)
    worker = Visitor(person(Role.PARTICIPATION_WORKER, demo, forum=other))
    worker.open(words_page(question), status=403).sees(NOT_FOR_YOU).does_not_see(CANARY)
    worker.open(f"/buckinghamshire/forums/questions/{question.pk}/", status=404)
    worker.open("/buckinghamshire/forums/we-do-care/ask/", status=403)
    worker.sees("Questions are asked by the people of this forum.")
    token = {"csrfmiddlewaretoken": worker.client.cookies["csrftoken"].value}
    for address, data in (
        (words_page(question), {"wording": "Mine", "version": question.version}),
        (f"/buckinghamshire/forums/questions/{question.pk}/read/", {}),
    ):
        response = worker.client.post(address, {**data, **token})
        assert response.status_code == 403
        assert CANARY not in response.content.decode()
    question.refresh_from_db()
    assert question.public_wording == "What is promised?"


def test_the_inspector_reads_everything_but_the_own_words(question: Question, enter: Enter) -> None:
    """The public wording, the papers, the people: and no way to the words."""
    inspector = enter("Helen Brook").follow("Questions").follow("What is promised?")
    inspector.sees("What is promised?").does_not_see(CANARY)
    assert "words" not in {link["href"].rstrip("/").split("/")[-1] for link in links(inspector)}
    inspector.open(words_page(question), status=403).does_not_see(CANARY)


@pytest.mark.parametrize("name", ["Jo Marsh", "Clara Holt", "Helen Brook"])
def test_they_are_on_no_other_page(question: Question, enter: Enter, name: str) -> None:
    """Every page that can be reached by links, the admin and its history included."""
    seen = 0
    for page in reachable(enter(name)):
        if page.address == words_page(question):
            continue
        seen += 1
        page.does_not_see(CANARY)
    assert seen > 30, f"only {seen} pages were reached: the links no longer lead anywhere"


def test_they_are_in_no_other_table(question: Question) -> None:
    """Not in an edition, not in a history, not in a log of what an officer did."""
    assert question
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        assert len(tables) > len(list(apps.get_models())) / 2
        holding = [table for table in tables if _holds(cursor, table)]
    assert holding == ["forums_privatewords"]


def _holds(cursor: object, table: str) -> bool:
    cursor.execute(f'SELECT 1 FROM "{table}" AS t WHERE t::text LIKE %s LIMIT 1', [f"%{CANARY}%"])  # noqa: S608
    return cursor.fetchone() is not None


def links(visitor: Visitor) -> list:
    """The links of a page that stay on the site."""
    return [a for a in visitor.soup.find_all("a", href=True) if a["href"].startswith("/")]


def reachable(visitor: Visitor, most: int = 150) -> Iterator[Visitor]:
    """Each page a person reaches by links, the parts of an address after “?” left aside."""
    todo, done = ["/buckinghamshire/", "/admin/"], set()
    while todo and len(done) < most:
        address = todo.pop(0)
        if address in done or "/static/" in address:
            continue
        done.add(address)
        response = visitor.client.get(address, follow=True)
        if response.status_code != 200 or "html" not in response["Content-Type"]:
            continue
        yield visitor._show(response, 200)
        todo += [found for a in links(visitor) if (found := a["href"].split("?")[0].split("#")[0])]


def test_nobody_learns_who_asked(question: Question, enter: Enter) -> None:
    """The young person's name stands neither on the question's page nor in any edition."""
    asked_by = User.objects.get(pk=question.asked_by_id).display_name
    address = f"/buckinghamshire/forums/questions/{question.pk}/"
    enter("Helen Brook").open(address).does_not_see(asked_by)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM boards_edition WHERE content LIKE %s", [f"%{asked_by}%"]
        )
        assert cursor.fetchone() == (0,)
