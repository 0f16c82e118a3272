"""“I don’t get this”: counted once for each person, kept with nobody's name, settled by the forum."""

import pytest
from django.core.exceptions import ValidationError

from boards.models import BodyForum, Tap, UnclearPlace
from boards.packs.unclear import services
from boards.packs.unclear.queries import mark_of, unclear_of, what_it_says
from councils.models import User
from councils.roles import Role
from councils.writing import Refused
from forums.models import DictionaryWord, Forum
from tests.factories import boards, forums
from tests.journeys.visiting import Visitor
from tests.support.people import person
from tests.support.reading import SAYS, Out, out, publish


@pytest.fixture
def papers(db, today) -> Out:  # noqa: ARG001
    made = out()
    boards.BodyForumFactory(body=made.meeting.body)
    return made


@pytest.fixture
def forum(papers: Out) -> Forum:
    return BodyForum.objects.get(body=papers.meeting.body).forum


@pytest.fixture
def skye(forum: Forum) -> User:
    return person(Role.FORUM_REPRESENTATIVE, forum.council, forum=forum)


@pytest.fixture
def worker(forum: Forum) -> User:
    return person(Role.PARTICIPATION_WORKER, forum.council, forum=forum)


def tap(papers: Out, by: User, place: str = "1.2") -> UnclearPlace:
    item = papers.item(place.partition(".")[0], "forum")
    return services.tap(by=by, meeting=papers.meeting, item=item, place=place).unclear


# Tapping ------------------------------------------------------------------------------------------


def test_a_paragraph_is_tapped_once_by_each(papers: Out, skye: User, worker: User) -> None:
    assert tap(papers, skye) == tap(papers, skye) == tap(papers, worker)
    assert Tap.objects.count() == 2
    assert unclear_of(skye, papers.meeting.council).get().taps_words == "2 taps"


def test_a_tap_is_of_nobody(papers: Out, skye: User) -> None:
    """What is kept is not the person, nor the same at any other paragraph."""
    tap(papers, skye)
    tap(papers, skye, "1.1")
    fields = {field.name for field in Tap._meta.get_fields()}
    assert fields == {"id", "council", "unclear", "who"}
    first, second = Tap.objects.values_list("who", flat=True)
    assert first != second
    assert mark_of(skye, papers.meeting.pk, "1.2") in {first, second}
    assert str(skye.pk) != first


def test_a_tap_is_taken_back_and_leaves_nothing(papers: Out, skye: User, worker: User) -> None:
    tap(papers, skye)
    tap(papers, worker)
    back = {"meeting": papers.meeting, "place": "1.2"}
    services.take_back(by=skye, **back)
    services.take_back(by=skye, **back)
    assert Tap.objects.count() == 1
    services.take_back(by=worker, **back)
    assert not UnclearPlace.objects.exists()


def test_a_paragraph_that_is_not_there_cannot_be_tapped(papers: Out, skye: User) -> None:
    with pytest.raises(Refused, match="not in these papers"):
        tap(papers, skye, "1.9")


def test_only_the_forum_that_is_heard_taps(papers: Out) -> None:
    council = papers.meeting.council
    other = person(Role.FORUM_REPRESENTATIVE, council, forum=forums.ForumFactory(council=council))
    for user in (other, papers.member, person(Role.CLERK, council)):
        with pytest.raises(Refused, match="for the people of the forum"):
            tap(papers, user)


# Settling -----------------------------------------------------------------------------------------


def test_a_word_of_it_goes_on_the_list(papers: Out, skye: User, forum: Forum) -> None:
    unclear = tap(papers, skye)
    given = {"by": skye, "unclear": unclear, "word": "dentists", "instead": "tooth doctors"}
    settled = services.settle_with_word(**given)
    assert settled.word == DictionaryWord.objects.get(forum=forum)
    assert services.settle_with_word(**given) == settled
    assert DictionaryWord.objects.count() == 1
    with pytest.raises(Refused, match="settled this already"):
        services.set_aside(by=skye, unclear=unclear, reason="No.")


def test_it_is_set_aside_with_a_reason(papers: Out, skye: User) -> None:
    unclear = tap(papers, skye)
    with pytest.raises(ValidationError) as error:
        services.set_aside(by=skye, unclear=unclear, reason=" ")
    assert error.value.message_dict == {"reason": [services.WHY]}
    settled = services.set_aside(by=skye, unclear=unclear, reason="A name.")
    assert services.set_aside(by=skye, unclear=unclear, reason="A name.").pk == settled.pk
    with pytest.raises(Refused, match="settled this already"):
        services.settle_with_word(by=skye, unclear=unclear, word="homes")


def test_another_forum_does_not_settle_it(papers: Out, skye: User) -> None:
    unclear, council = tap(papers, skye), papers.meeting.council
    other = person(Role.PARTICIPATION_WORKER, council, forum=forums.ForumFactory(council=council))
    with pytest.raises(Refused, match="people of the forum"):
        services.set_aside(by=other, unclear=unclear, reason="No.")
    assert not unclear_of(other, council).exists()


def test_most_taps_come_first(papers: Out, skye: User, worker: User) -> None:
    tap(papers, skye, "1.1")
    tap(papers, skye, "2.1")
    tap(papers, worker, "2.1")
    found = unclear_of(skye, papers.meeting.council)
    assert [(row.place, row.number) for row in found] == [("2.1", 2), ("1.1", 1)]


def test_what_it_says_is_read_in_the_newest_papers(papers: Out, skye: User) -> None:
    unclear = tap(papers, skye, "2.1")
    assert what_it_says(unclear).text == "Children wait for dentists."
    publish(papers, SAYS | {"2": ("Teeth", ["Children wait."])}, kind="forum")
    said = what_it_says(unclear)
    assert (said.text, said.item, said.title) == ("Children wait.", "2", "Teeth")
    publish(papers, {"1": SAYS["1"]}, kind="forum")
    assert what_it_says(unclear).text == ""


# Pages --------------------------------------------------------------------------------------------


def forum_page(papers: Out, number: str = "1") -> str:
    return f"{papers.base.replace('members', 'forum')}{number}/"


def test_a_button_stands_below_each_paragraph(papers: Out, skye: User) -> None:
    visitor = Visitor(skye).open(forum_page(papers))
    buttons = visitor.soup.select("button[name=place]")
    assert [button["value"] for button in buttons] == ["1.1", "1.2"]
    assert buttons[0].find_previous(id=True)["id"] == "p-1.1"
    visitor.press("I don’t get this (1.2)").sees("You said that 1.2 is not clear.")
    assert visitor.response.redirect_chain[-1][0].endswith("#p-1.2")
    visitor.sees("You don’t get this.").press("Take it back (1.2)").sees("1.2 is clear to you.")
    assert not Tap.objects.exists()


def test_who_only_reads_the_forums_papers_has_no_button(papers: Out) -> None:
    clerk = Visitor(person(Role.CLERK, papers.meeting.council)).open(forum_page(papers))
    clerk.does_not_see("I don’t get this")
    papers_of_all = Visitor(papers.member).open(f"{papers.base}1/")
    papers_of_all.does_not_see("I don’t get this")


def test_the_forum_goes_through_what_people_did_not_get(papers: Out, skye: User) -> None:
    tap(papers, skye)
    tap(papers, skye, "2.1")
    slug = papers.meeting.council.slug
    visitor = Visitor(skye).open(f"/{slug}/boards/papers/unclear/").sees("1 tap")
    visitor.follow("Paragraph 2.1").sees("Children wait for dentists.")
    visitor.press("Set it aside")
    assert "Say why nothing has to change." in visitor.error_at("Why does nothing have to change?")
    visitor.writes("Why does nothing have to change?", "Everybody knows.").press("Set it aside")
    visitor.sees("Saved.", "Everybody knows.").follow("Paragraph 1.2")
    visitor.writes("Which word?", "new").writes("What should we say", "fresh")
    visitor.press("Put it on the list").sees("Saved.", "“new” is on the list.")
    visitor.sees("Nothing is waiting here.")
