"""A forum's list of words: who keeps it, how a word comes on it and off it, who is told."""

import pytest
from django.core.exceptions import ValidationError
from django.template import Context, Template

from councils.models import Council, User
from councils.roles import Role
from councils.writing import Conflict, Refused
from forums.dictionary import services
from forums.dictionary.queries import read_plainly, unwanted_words, words_of
from forums.models import DictionaryWord, Forum
from tests.factories import councils, forums
from tests.journeys.visiting import Visitor
from tests.support.people import person, sign_in


@pytest.fixture
def council(db, today) -> Council:  # noqa: ARG001
    return councils.CouncilFactory(slug="ourshire", short_name="OCC")


@pytest.fixture
def forum(council: Council) -> Forum:
    return forums.ForumFactory(council=council, key="voices", name="Voices")


@pytest.fixture
def skye(forum: Forum) -> User:
    return person(Role.FORUM_REPRESENTATIVE, forum.council, forum=forum)


def add(forum: Forum, by: User, **more: str) -> DictionaryWord:
    fields = {"word": "placement", "instead": "home", "why": "We live there."}
    return services.add_word(by=by, forum=forum, **fields | more)


def test_what_the_council_explains_in_its_settings_is_known(council: Council) -> None:
    """It need not be explained again, in any text of the council’s."""
    text = "Your IRO and your PEP."
    assert read_plainly(text, council).abbreviations == ("IRO", "PEP")
    councils.CouncilSettingsFactory(
        council=council, abbreviations="IRO: independent reviewing officer"
    )
    assert read_plainly(text, council).abbreviations == ("PEP",)
    with pytest.raises(ValidationError, match="what it means"):
        councils.CouncilSettingsFactory.build(council=council, abbreviations="IRO").full_clean()


# Services -----------------------------------------------------------------------------------------


def test_the_same_form_twice_puts_a_word_on_the_list_once(forum: Forum, skye: User) -> None:
    assert add(forum, skye) == add(forum, skye, word=" Placement ")
    assert words_of(forum).count() == 1


def test_the_same_word_with_other_words_beside_it_is_refused(forum: Forum, skye: User) -> None:
    add(forum, skye)
    with pytest.raises(ValidationError) as error:
        add(forum, skye, word="PLACEMENT", instead="flat")
    assert "This word is on the list already." in str(error.value)


def test_a_word_is_not_its_own_better_word(forum: Forum, skye: User) -> None:
    with pytest.raises(ValidationError) as error:
        add(forum, skye, word="Home", instead="home")
    assert error.value.message_dict == {"instead": [services.SAME]}


def test_a_word_has_letters(forum: Forum, skye: User) -> None:
    with pytest.raises(ValidationError) as error:
        add(forum, skye, word="  ")
    assert error.value.message_dict["word"] == ["Write the word."]


def test_what_gives_a_child_away_does_not_go_on_the_list(forum: Forum, skye: User) -> None:
    with pytest.raises(ValidationError) as error:
        add(forum, skye, why="Ring me on 01632 960 001.")
    assert "telephone number" in error.value.message_dict["why"][0]
    assert not DictionaryWord.objects.exists()


def test_only_the_people_of_the_forum_keep_its_list(forum: Forum, skye: User) -> None:
    other = person(
        Role.PARTICIPATION_WORKER,
        forum.council,
        forum=forums.ForumFactory(council=forum.council),
    )
    row = add(forum, skye)
    for refused in (
        lambda: add(forum, other),
        lambda: services.take_off(by=other, row=row),
        lambda: services.change_word(by=other, row=row, version=1, word="x", instead="", why=""),
    ):
        with pytest.raises(Refused, match="people of this forum"):
            refused()


def test_two_people_who_change_a_word_lose_nothing(forum: Forum, skye: User) -> None:
    row = add(forum, skye)
    change = {"by": skye, "row": row, "why": ""}
    changed = services.change_word(**change, version=1, word="placement", instead="your home")
    assert (changed.instead, changed.version) == ("your home", 2)
    assert services.change_word(**change, version=1, word="placement", instead="your home")
    with pytest.raises(Conflict) as clash:
        services.change_word(**change, version=1, word="placement", instead="family")
    assert clash.value.current.instead == "your home"
    assert row.history.count() == 2


def test_a_word_off_the_list_counts_no_more_and_can_come_back(forum: Forum, skye: User) -> None:
    row = add(forum, skye)
    gone = services.take_off(by=skye, row=row)
    assert services.take_off(by=skye, row=row).taken_off_at == gone.taken_off_at
    assert unwanted_words(forum.council) == ()
    assert add(forum, skye).pk != row.pk


# What the rest of the product asks ----------------------------------------------------------------


def test_the_words_of_all_forums_of_a_council_count_and_of_no_other(forum, skye) -> None:
    add(forum, skye)
    second = forums.ForumFactory(council=forum.council)
    forums.DictionaryWordFactory(forum=second, word="Placement", instead="family")
    forums.DictionaryWordFactory(forum=second, word="LAC", instead="")
    forums.DictionaryWordFactory(word="elsewhere")
    assert dict(unwanted_words(forum.council)) == {"placement": "home” or “family", "lac": ""}


def test_a_text_is_read_with_the_councils_words_and_its_own_abbreviation(forum, skye) -> None:
    add(forum, skye)
    found = read_plainly("OCC ends placements. The IRO knows.", forum.council)
    assert found.abbreviations == ("IRO",)
    assert [one.words for one in found.unwanted] == ["Instead of “placement” say “home”."]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("We find you a home.", "Plain"),
        ("Accommodation arrangements necessitate multi-agency consideration.", "Too hard"),
        ("Your placement.", "Instead of “placement” say “home”."),
        ("The IRO knows.", "Say what IRO stands for, once, in brackets."),
        ("We do what we can do. " + "so " * 30, "Cut this sentence in two: “so so"),
        (" ", ""),
    ],
)
def test_any_page_can_say_how_a_text_reads(forum, skye, text, says) -> None:
    add(forum, skye)
    page = Template("{% load plain_words %}{% plain_words council text %}")
    html = page.render(Context({"council": forum.council, "text": text}))
    assert says in html
    assert bool(html.strip()) == bool(says)


# Pages --------------------------------------------------------------------------------------------


def test_a_representative_keeps_the_list(skye: User) -> None:
    visitor = Visitor(skye).open("/ourshire/forums/voices/words/")
    visitor.sees("No word is on the list yet.").press("Put it on the list")
    assert "Write the word." in visitor.error_at("Which word?")
    visitor.writes("Which word?", "contact").writes("What should we say", "seeing my family")
    visitor.press("Put it on the list").sees("“contact” is on the list.", "Say: seeing my family")
    visitor.follow("contact").writes("What should we say", "family time").press("Save")
    visitor.sees("Saved.", "Say: family time").follow("contact").press(
        "Take it off the list contact"
    )
    visitor.sees("“contact” is off the list.", "No word is on the list yet.")


def test_who_comes_second_sees_what_the_first_one_saved(forum: Forum, skye: User) -> None:
    row = add(forum, skye)
    at = f"/ourshire/forums/words/{row.pk}/"
    one, other = Visitor(skye).open(at), Visitor(skye).open(at)
    one.writes("What should we say", "family").press("Save").sees("Saved.")
    other.writes("What should we say", "house").press("Save")
    other.sees("What somebody else saved", "Not “placement” but “family”.")
    assert other.reads_in("What should we say") == "house"
    other.press("Save").sees("Saved.", "Say: house")


def test_who_writes_for_young_people_reads_the_list(forum: Forum, skye: User) -> None:
    add(forum, skye)
    author = person(Role.REPORT_AUTHOR, forum.council)
    visitor = Visitor(author).open("/ourshire/forums/voices/words/")
    visitor.sees("placement", "Say: home", "We live there.")
    visitor.does_not_see("Put a word on the list")
    assert sign_in(author).post(visitor.address, {"word": "x"}).status_code == 403
    assert DictionaryWord.objects.count() == 1
