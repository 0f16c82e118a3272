"""What a body asks young people, and what their forums say to it: two people on either side."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from boards.models import Body, ForumAnswer, ForumChallenge, Meeting
from boards.packs.blocks import Question
from boards.packs.services import publish_pack
from boards.packs.to_forum_blocks import to_forum_blocks
from boards.to_forum import services
from boards.to_forum.flow import WROTE_ANSWER, WROTE_QUESTION, State
from councils import clock
from councils.models import User
from councils.roles import Role
from councils.writing import Conflict, Refused
from forums.models import Forum
from tests.factories import boards, forums
from tests.support.people import person, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
ASKED, MORE = "Will you help us with the letter?", "Send us the old one first."
FOUND = ("“Jayden” looks like a name.",)


@pytest.fixture
def body() -> Body:
    """A body that hears two forums."""
    made = boards.BodyFactory(published=True)
    for name in ("First", "Second"):
        forum = forums.ForumFactory(council=made.council, name=name, published=True)
        boards.BodyForumFactory(body=made, forum=forum)
    return made


@pytest.fixture
def forum(body: Body) -> Forum:
    """The first of them."""
    return Forum.objects.get(name="First", body_links__body=body)


@pytest.fixture
def second(body: Body) -> Forum:
    """The second of them."""
    return Forum.objects.get(name="Second", body_links__body=body)


@pytest.fixture
def clerk(body: Body) -> User:
    """Who writes."""
    return person(Role.CLERK, body.council)


@pytest.fixture
def other(body: Body) -> User:
    """Who agrees."""
    return person(Role.CLERK, body.council)


@pytest.fixture
def skye(forum: Forum) -> User:
    """A representative of the first forum."""
    return person(Role.FORUM_REPRESENTATIVE, forum.council, forum=forum)


@pytest.fixture
def worker(forum: Forum) -> User:
    """A worker of the first forum."""
    return person(Role.PARTICIPATION_WORKER, forum.council, forum=forum)


@pytest.fixture
def asked(clerk: User, other: User, body: Body, forum: Forum, second: Forum) -> ForumChallenge:
    """Something that both forums are asked."""
    made = ask(clerk, body, forum, second)
    return services.agree(by=other, challenge=made, version=made.version)


def ask(by: User, body: Body, *asked: Forum, **more: object) -> ForumChallenge:
    """Write something for these forums."""
    given = {"words": ASKED, "submission": uuid4(), **more}
    return services.ask_forums(by=by, body=body, forums=asked, **given)


def say(by: User, asked: ForumChallenge, forum: Forum, *, version: int = 1, **said: object):
    """Answer for a forum."""
    given = {"says": "yes", "words": MORE, **said}
    return services.answer(by=by, challenge=asked, forum=forum, version=version, **given)


def read(by: User, asked: ForumChallenge, forum: Forum) -> ForumAnswer:
    """Read the answer of a forum."""
    version = services.latest_of(asked, forum).version
    return services.read_answer(by=by, challenge=asked, forum=forum, version=version)


# The body asks ------------------------------------------------------------------------------------


def test_sent_twice_it_is_asked_once(clerk: User, body: Body, forum: Forum) -> None:
    one = UUID(int=1)
    assert ask(clerk, body, forum, submission=one) == ask(clerk, body, forum, submission=one)
    assert ForumChallenge.objects.count() == ForumAnswer.objects.count() == 1


@pytest.mark.parametrize(
    ("more", "field", "words"),
    [
        ({"words": "  "}, "words", "Write what you ask."),
        ({"wished_on": date(2026, 12, 2)}, "wished_on", "Choose a day that is still to come."),
        ({"found": FOUND}, "words", "Change what was found, or tick that it stays and say why."),
        ({"found": FOUND, "keeps": True}, "kept_reason", "Say why it stays."),
    ],
)
def test_what_is_wrong_stands_at_its_field(
    clerk: User, body: Body, forum: Forum, more: dict, field: str, words: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        ask(clerk, body, forum, **more)
    assert refused.value.message_dict == {field: [words]}
    assert not ForumChallenge.objects.exists()


def test_what_stays_knowingly_is_kept_with_its_reason(
    clerk: User, body: Body, forum: Forum
) -> None:
    made = ask(clerk, body, forum, found=FOUND, keeps=True, kept_reason="It is a charity.")
    assert made.kept_reason == "It is a charity."


def test_only_forums_that_are_heard_are_asked(clerk: User, body: Body) -> None:
    for foreign in ([], [forums.ForumFactory(council=body.council)]):
        with pytest.raises(ValidationError) as refused:
            ask(clerk, body, *foreign)
        assert set(refused.value.message_dict) == {"forums"}


def test_a_meeting_of_another_body_is_refused(clerk: User, body: Body, forum: Forum) -> None:
    foreign = boards.MeetingFactory(body__council=body.council)
    with pytest.raises(ValidationError, match="another body"):
        ask(clerk, body, forum, meeting=foreign)


def test_who_wrote_it_does_not_agree_to_it(
    clerk: User, other: User, body: Body, forum: Forum
) -> None:
    made = ask(clerk, body, forum)
    with pytest.raises(Refused, match=WROTE_QUESTION):
        services.agree(by=clerk, challenge=made, version=made.version)
    agreed = services.agree(by=other, challenge=made, version=made.version)
    assert services.agree(by=other, challenge=made, version=1).version == agreed.version
    with pytest.raises(Refused, match="already with young people"):
        services.agree(by=person(Role.CHAIR, body.council), challenge=made, version=agreed.version)


def test_a_forum_that_is_not_heard_any_more_is_not_asked(
    clerk: User, other: User, body: Body, forum: Forum, second: Forum
) -> None:
    """Between the two people's agreement, too; what it was asked before stays."""
    earlier, made = ask(clerk, body, second), ask(clerk, body, forum, second)
    services.agree(by=other, challenge=earlier, version=earlier.version)
    body.forum_links.get(forum=second).delete()
    page = reverse("boards:to_forum_detail", kwargs={"council": body.council.slug, "pk": made.pk})
    assert "Second is not heard here any more." in sign_in(other).get(page).content.decode()
    with pytest.raises(Refused, match="Second is not heard here any more"):
        services.agree(by=other, challenge=made, version=made.version)
    services.withdraw(by=clerk, challenge=made, reason="We ask the first one alone.")
    assert services.states_of(earlier) == [State.ASKED]


def test_words_that_changed_meanwhile_are_read_again(
    clerk: User, other: User, body: Body, forum: Forum
) -> None:
    made = ask(clerk, body, forum)
    own = {"challenge": made, "version": made.version}
    services.reword(by=clerk, **own, words="Would you help us?")
    with pytest.raises(Conflict):
        services.agree(by=other, **own)
    with pytest.raises(Conflict):
        services.reword(by=other, **own, words="Could you?")
    assert (
        services.reword(by=clerk, **own, words="Would you help us?").version == 2
    )  # pressed twice


def test_agreed_words_stay(clerk: User, asked: ForumChallenge) -> None:
    with pytest.raises(Refused, match="This is with young people"):
        services.reword(by=clerk, challenge=asked, version=asked.version, words="Other words")


def test_it_is_taken_back_with_a_reason_from_those_who_have_not_answered(
    clerk: User, skye: User, asked: ForumChallenge, forum: Forum, second: Forum
) -> None:
    say(skye, asked, forum)
    for reason in (" ", "Ring 01632 960 123."):
        with pytest.raises(ValidationError) as refused:
            services.withdraw(by=clerk, challenge=asked, reason=reason)
        assert set(refused.value.message_dict) == {"reason"}
    for _ in range(2):
        services.withdraw(by=clerk, challenge=asked, reason="We know now.")
    asked.refresh_from_db()
    assert services.states_of(asked) == [State.ANSWERED, State.WITHDRAWN]
    other = person(Role.PARTICIPATION_WORKER, second.council, forum=second)
    with pytest.raises(Refused, match="taken back"):
        say(other, asked, second)


# The forum answers --------------------------------------------------------------------------------


def test_a_second_person_of_the_forum_reads_the_answer(
    skye: User, worker: User, asked: ForumChallenge, forum: Forum, second: Forum
) -> None:
    for _ in range(2):
        said = say(worker, asked, forum)
    with pytest.raises(Refused, match=WROTE_ANSWER):
        read(worker, asked, forum)
    with pytest.raises(Refused, match="a worker of the forum, or the safeguarding lead"):
        read(skye, asked, forum)
    stranger = person(Role.PARTICIPATION_WORKER, second.council, forum=second)
    with pytest.raises(Refused, match="a worker of the forum, or the safeguarding lead"):
        read(stranger, asked, forum)
    lead = person(Role.SAFEGUARDING_LEAD, forum.council)
    with pytest.raises(Conflict):
        services.read_answer(by=lead, challenge=asked, forum=forum, version=said.version - 1)
    assert read(lead, asked, forum) == read(lead, asked, forum)
    assert services.latest_of(asked, forum).state is State.TOLD
    assert services.latest_of(asked, second).state is State.ASKED


def test_only_the_forum_itself_answers(asked: ForumChallenge, forum: Forum, second: Forum) -> None:
    lead = person(Role.SAFEGUARDING_LEAD, forum.council)
    stranger = person(Role.FORUM_REPRESENTATIVE, second.council, forum=second)
    for by in (lead, stranger):
        with pytest.raises(Refused, match="for the young people of that forum"):
            say(by, asked, forum)


def test_it_can_be_put_otherwise_until_it_is_read_and_later_said_anew(
    skye: User, worker: User, asked: ForumChallenge, forum: Forum
) -> None:
    first = say(skye, asked, forum, says="think", words="")
    with pytest.raises(Conflict):
        say(worker, asked, forum, says="no", words="Not now.")
    first = say(skye, asked, forum, version=first.version, says="think", words="Until May.")
    read(worker, asked, forum)
    again = say(skye, asked, forum, version=first.version + 1, says="no", words="We tried.")
    assert (again.turn, ForumAnswer.objects.filter(forum=forum).count()) == (2, 2)
    # Until somebody has read it, the body goes by what it was told.
    page = sign_in(person(Role.CLERK, forum.council)).get(
        reverse("boards:to_forum_detail", args=[forum.council.slug, asked.pk])
    )
    assert "We will think about it. Until May." in page.content.decode()
    assert "We tried." not in page.content.decode()


def test_no_says_why(skye: User, asked: ForumChallenge, forum: Forum) -> None:
    with pytest.raises(ValidationError) as refused:
        say(skye, asked, forum, says="no", words=" ")
    assert refused.value.message_dict == {"words": ["Say why not. One sentence is enough."]}


# Pages --------------------------------------------------------------------------------------------


def test_a_draft_is_for_those_who_write(clerk: User, body: Body, forum: Forum, skye: User) -> None:
    made = ask(clerk, body, forum)
    here = [body.council.slug, made.pk]
    inspector = sign_in(person(Role.INSPECTOR, body.council))
    page = inspector.get(reverse("boards:to_forum_detail", args=here))
    assert page.status_code == 403
    listed = inspector.get(reverse("boards:to_forum_list", args=[body.council.slug, body.key]))
    assert ASKED not in listed.content.decode()
    asked = sign_in(skye).get(reverse("boards:to_forum_answer", args=[*here, forum.key]))
    assert asked.status_code == 404


def test_what_is_typed_after_a_second_person_agreed_is_kept(
    clerk: User, asked: ForumChallenge
) -> None:
    here = reverse("boards:to_forum_change", args=[asked.council.slug, asked.pk])
    client = sign_in(clerk)
    assert client.get(here).status_code == 403
    page = client.post(here, {"words": "Would you rather paint it?", "version": 1})
    assert "This is with young people" in page.content.decode()
    assert "Would you rather paint it?" in page.content.decode()


def test_the_forum_page_tells_its_people_alone(asked: ForumChallenge, forum: Forum) -> None:
    here = reverse("forums:forum_detail", args=[forum.council.slug, forum.key])
    lead, member = (
        person(role, forum.council) for role in (Role.SAFEGUARDING_LEAD, Role.BOARD_MEMBER)
    )
    seen = {
        user: ASKED in sign_in(user).get(here).content.decode() for user in (lead, member, None)
    }
    assert list(seen.values()) == [True, False, False]
    assert asked.pk


def test_a_name_in_an_answer_is_pointed_out(
    skye: User, asked: ForumChallenge, forum: Forum
) -> None:
    here = reverse("boards:to_forum_answer", args=[forum.council.slug, asked.pk, forum.key])
    said = {"says": "yes", "words": "Jayden wants to.", "version": 1}
    page = sign_in(skye).post(here, said)
    assert "Jayden" in page.context["found"][0]
    assert "Why does it stay?" in page.content.decode()
    assert services.latest_of(asked, forum).state is State.ASKED


def test_a_name_is_pointed_out_however_much_blank_stands_around_it(
    skye: User, asked: ForumChallenge, forum: Forum
) -> None:
    here = reverse("boards:to_forum_answer", args=[forum.council.slug, asked.pk, forum.key])
    said = {"says": "yes", "words": f"{' ' * 2000}Jayden wants to.{' ' * 2000}", "version": 1}
    page = sign_in(skye).post(here, said)
    assert "Jayden" in page.context["found"][0]


def test_what_is_much_too_long_is_refused_and_not_searched_for_names(
    skye: User, asked: ForumChallenge, forum: Forum
) -> None:
    here = reverse("boards:to_forum_answer", args=[forum.council.slug, asked.pk, forum.key])
    said = {"says": "yes", "words": "Jayden Smith. " * 70_000, "version": 1}
    page = sign_in(skye).post(here, said)
    assert len(page.context["found"]) < 50
    assert "at most 600 characters" in str(page.context["form"].errors["words"])


# Papers -------------------------------------------------------------------------------------------


def _meeting(body: Body, held_on: date) -> Meeting:
    made = boards.MeetingFactory(body=body, held_on=held_on)
    boards.AgendaItemFactory(meeting=made, protected=True)
    return made


def _told(meeting: Meeting) -> list[str]:
    blocks = to_forum_blocks(meeting, iter("123456"))
    return [block.who for block in blocks if isinstance(block, Question)]


def test_an_answer_is_in_the_next_papers_and_in_no_later_ones(
    clerk: User, skye: User, worker: User, asked: ForumChallenge, forum: Forum
) -> None:
    """Also one that is read after the papers of a meeting went out, before its day."""
    body = asked.body
    soon, later = (_meeting(body, day) for day in (date(2026, 12, 16), date(2027, 1, 16)))
    assert _told(soon) == []
    with clock.set_to(date(2026, 12, 8)):
        say(skye, asked, forum)
        read(worker, asked, forum)
    who = [f"The {body.short_name} asked First"]
    assert _told(soon) == _told(later) == who
    with clock.set_to(date(2026, 12, 9)):
        publish_pack(by=clerk, meeting=soon)
    assert (_told(soon), _told(later)) == (who, [])
    with clock.set_to(soon.held_on - timedelta(days=1)):
        version = services.latest_of(asked, forum).version
        say(skye, asked, forum, version=version, says="no", words="We tried.")
        read(worker, asked, forum)
    assert _told(later) == who


# What waits ---------------------------------------------------------------------------------------


def test_each_finds_on_their_home_page_what_waits_for_them(
    clerk: User, other: User, body: Body, forum: Forum, skye: User, worker: User
) -> None:
    home = reverse("council_home", args=[body.council.slug])
    titles = ("You are asked something", "Read an answer", "What we ask young people")
    lead = person(Role.SAFEGUARDING_LEAD, body.council)
    strange_chair = person(Role.CHAIR, body.council)

    def seen(user: User) -> list[bool]:
        page = sign_in(user).get(home).content.decode()
        return [title in page for title in titles]

    asked = ask(clerk, body, forum)
    everybody = (clerk, other, skye, worker, lead, strange_chair)
    nothing = [False, False, False]
    agrees = [user == other for user in everybody]
    assert [seen(user) for user in everybody] == [[False, False, yes] for yes in agrees]
    services.agree(by=other, challenge=asked, version=asked.version)
    told = [seen(user) for user in everybody]
    assert told == [[user in (skye, worker), False, False] for user in everybody]
    say(skye, asked, forum)
    told = [seen(user) for user in everybody]
    assert told == [[False, user in (worker, lead), False] for user in everybody]
    read(worker, asked, forum)
    assert [seen(user) for user in everybody] == [nothing] * 6
