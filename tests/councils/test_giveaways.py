"""What in a text may give a child away: how much of it is found, and how often without a cause."""

import itertools
import time

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from councils.giveaways import Giveaway, Kind, given_away, surely_given_away
from tests.support.source import PROJECT

TEXTS = yaml.safe_load((PROJECT / "tests" / "councils" / "giveaways.yaml").read_text("utf-8"))
GIVES_AWAY = TEXTS["gives_away"] + TEXTS["second_gives_away"]
GIVES_NOTHING = TEXTS["gives_nothing"] + TEXTS["second_gives_nothing"]
#: So many of the pieces in the texts above are found; docs/rules/giveaways.md says the same.
PIECES, FOUND = 105, 97


def is_found(text: str, piece: str) -> bool:
    at = text.index(piece)
    return any(one.at < at + len(piece) and at < one.end for one in given_away(text))


def test_the_texts_are_many_and_give_away_what_stands_behind_them():
    assert len(GIVES_AWAY) >= 60
    assert len(GIVES_NOTHING) >= 60
    assert all(str(piece) in text for text, pieces in GIVES_AWAY for piece in pieces)


def test_what_gives_away_is_found_as_often_as_we_say():
    pieces = [(text, str(piece)) for text, own in GIVES_AWAY for piece in own]
    missed = [piece for text, piece in pieces if not is_found(text, piece)]

    assert len(pieces) == PIECES
    assert len(pieces) - len(missed) == FOUND, missed


def test_what_gives_nothing_away_raises_no_alarm():
    alarms = {text: given_away(text) for text in GIVES_NOTHING}

    assert [found for found in alarms.values() if found] == []


@pytest.mark.parametrize(
    ("text", "found", "kind"),
    [
        ("Write to skye@example.org.", "skye@example.org", Kind.EMAIL),
        ("See www.example.org/skye for it.", "www.example.org/skye", Kind.LINK),
        ("I am @skye09 there.", "@skye09", Kind.HANDLE),
        ("Ring 01632 960 001.", "01632 960 001", Kind.PHONE),
        ("Near ZZ9 9ZZ.", "ZZ9 9ZZ", Kind.POSTCODE),
        ("I was born on 1 May 2012.", "1 May 2012", Kind.BIRTH),
        ("UPN: Z801200001234", "Z801200001234", Kind.NUMBER),
        ("my friend J. left", "J.", Kind.INITIALS),
        ("We met at 9 Low Hill Road.", "9 Low Hill Road", Kind.ADDRESS),
        ("We met at Oakfield School.", "Oakfield School", Kind.PLACE),
        ("We went to Pinhoe.", "Pinhoe", Kind.PLACE),
        ("We met with Anwen Pryce.", "Anwen Pryce", Kind.NAME),
        ("We met with anwen’s, no, ella’s dog.", "ella", Kind.NAME),
    ],
)
def test_each_kind_has_its_words(text, found, kind):
    (one,) = given_away(text)

    assert (one.found, one.kind) == (found, kind)
    assert text[one.at : one.end] == found
    assert found in one.words
    assert one.words.endswith(".")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ella in Pinhoe is 9.", ""),
        ("Ring Ella on 01632 960 001.", "“01632 960 001” looks like a telephone number"),
        ("12 Mill Lane", "“12 Mill Lane” looks like an address"),
    ],
)
def test_what_is_sure_is_refused_without_asking(text, found):
    assert surely_given_away(text).startswith(found)
    assert bool(surely_given_away(text)) == bool(found)


def test_an_age_counts_only_beside_a_place():
    assert given_away("I am 14 and want a dog.") == ()
    assert [one.kind for one in given_away("I am 14 and live in Pinhoe.")] == [
        Kind.AGE,
        Kind.PLACE,
    ]
    assert [one.found for one in given_away("A 9-year-old in Pinhoe, 12 miles away.")] == [
        "9-year-old",
        "Pinhoe",
    ]


def test_the_callers_names_and_places_are_found_however_they_are_written():
    text = "ask TEMI ogun or mrs may in low  end"

    found = given_away(text, names=["Temi Ogun", "Will", ""], places=["Low End"])

    assert [(one.found, one.kind) for one in found] == [
        ("TEMI ogun", Kind.NAME),
        ("may", Kind.NAME),
        ("low  end", Kind.PLACE),
    ]


def test_a_part_of_a_callers_name_is_found_unless_it_is_an_ordinary_word():
    names = ["Temi Board"]

    assert [one.found for one in given_away("temi told the board", names=names)] == ["temi"]


def test_words_everybody_may_read_are_not_found():
    text = "Unite and the Poole Board met with Insight in Bournemouth."

    assert [one.found for one in given_away(text)] == ["Poole", "Insight", "Bournemouth"]
    assert given_away(text, known=["Poole and Bournemouth", "Unite", "Insight"]) == ()


@pytest.mark.parametrize("unseen", ["\u200b", "\u00ad", "\u2060", "\ufeff", "\u200e"])
def test_what_nobody_sees_hides_no_name(unseen: str) -> None:
    (found,) = given_away(f"I told Pri{unseen}ya{unseen} Shah.", names=["Priya Shah"])
    assert found.found == "Priya Shah"


def test_nothing_is_found_twice_and_all_of_it_in_order():
    text = "Ella, 12 Mill Lane, Poole, 07700 900123, ella@example.org, Ella"
    found = given_away(text, names=["Ella"])

    assert [one.found for one in found] == [
        "Ella",
        "12 Mill Lane",
        "Poole",
        "07700 900123",
        "ella@example.org",
        "Ella",
    ]


@given(st.text(), st.lists(st.text(max_size=20), max_size=3))
def test_any_text_can_be_looked_at(text, names):
    found = given_away(text, names=names, places=names, known=names)

    assert all(isinstance(one, Giveaway) and text[one.at : one.end] == one.found for one in found)
    assert all(one.end <= other.at for one, other in itertools.pairwise(found))


def test_hostile_texts_take_no_longer():
    begin = time.perf_counter()
    for piece in (
        "A ",
        "a",
        "a-",
        "1 ",
        "my friend ",
        "0",
        "A.",
        "12 mill ",
        "x@",
        "birthday ",
        " ",
    ):
        given_away(piece * (10_000 // len(piece)), names=["x y"])

    assert time.perf_counter() - begin < 3


def test_a_text_full_of_names_is_read_in_time():
    """Each name is compared with its neighbours and not with all: it was minutes."""
    begin = time.perf_counter()

    assert len(given_away("Anna Smith of 12 High Street came on 3 May. " * 10_000)) >= 20_000
    assert time.perf_counter() - begin < 20
