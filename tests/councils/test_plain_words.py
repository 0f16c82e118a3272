"""How plain a text is: the grade of one library, and what makes a text hard to read."""

import time
from importlib.metadata import version

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from councils.plain_words import (
    DEFAULT_LIMIT,
    LISTED,
    Reading,
    UnwantedWord,
    meanings,
    reading_of,
    sentences_of,
    why_not_listed,
)
from tests.support.loading import FIXTURES

TERMS_OF_REFERENCE = frozenset({"body_purpose", "body_function", "member_duty"})


def texts(slug: str, model: str, **fields: object) -> str:
    """The texts of one council's fixture, without their stems, each a paragraph of its own."""
    rows = yaml.safe_load((FIXTURES / f"{slug}.yaml").read_text("utf-8"))
    found = [
        row["fields"]["text"]
        for row in rows
        if row["model"] == model
        and all(row["fields"].get(key) in value for key, value in fields.items())
    ]
    assert len(found) >= 5
    return "\n\n".join(found)


def test_the_grade_is_that_of_one_library_and_version():
    """Another version may count syllables otherwise: then these texts are looked at again."""
    assert version("fkscore") == "2.0.1"


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("We will help you.", -2.23),
        ("We will find you a home where you feel safe.", 0.11),
        ("You can ask for a new social worker. We tell you the answer in two weeks.", 1.54),
        ("The council is responsible for accommodation.", 12.32),
        (
            (
                "Governance arrangements facilitate strategic oversight of the sufficiency of "
                "accommodation."
            ),
            22.53,
        ),
    ],
)
def test_texts_have_their_grades(text, grade):
    assert reading_of(text).grade == pytest.approx(grade, abs=0.05)


@pytest.mark.parametrize(
    ("slug", "model", "fields", "grade"),
    [
        ("buckinghamshire", "pledges.promise", {}, 2.5),
        ("bcp", "pledges.promise", {"pledge_set": [["bcp", "bournemouth"]]}, 5.0),
        ("cambridgeshire", "pledges.promise", {}, 6.3),
    ],
)
def test_promises_to_children_are_plain(slug, model, fields, grade):
    found = reading_of(texts(slug, model, **fields))

    assert found.grade == pytest.approx(grade, abs=0.1)
    assert found.is_plain(DEFAULT_LIMIT)


@pytest.mark.parametrize(
    ("slug", "kinds", "grade"),
    [
        ("buckinghamshire", TERMS_OF_REFERENCE, 12.9),
        ("bcp", frozenset({"principle"}), 10.0),
        ("dorset", frozenset({"priority"}), 10.8),
    ],
)
def test_words_among_adults_are_not(slug, kinds, grade):
    found = reading_of(texts(slug, "pledges.statement", kind=kinds))

    assert found.grade == pytest.approx(grade, abs=0.1)
    assert not found.is_plain(DEFAULT_LIMIT)


# Sentences ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        ("We met in\nMay. It rained.", ["We met in May.", "It rained."]),
        ("We want:\n- a home\n- a school\n\nThat is all", ["We want:", "a home", "a school", "That is all"]),
        ("1. First\n2) Second\n(a) Third\n• Fourth", ["First", "Second", "Third", "Fourth"]),
        ("Ask, e.g. Mrs. Smith, about it.", ["Ask, e.g. Mrs. Smith, about it."]),
        ("It is 3.5 per cent. It was 4.", ["It is 3.5 per cent.", "It was 4."]),
        ("He said “no.” We left.", ["He said “no.”", "We left."]),
        ("The answer is no. See no. 4.", ["The answer is no.", "See no. 4."]),
        ("Homes, schools etc. are fine. And so on, etc. Good.", ["Homes, schools etc. are fine.", "And so on, etc.", "Good."]),
        ("we met. it rained.", ["we met.", "it rained."]),
        ("It rained... and then it stopped.", ["It rained... and then it stopped."]),
        ("Before.\n| Year | Number |\n| --- | --- |\n| 2024 | 12 |\nAfter.", ["Before.", "After."]),
        ("...\n\n!\n\n—", []),
        ("", []),
    ],
)  # fmt: skip
def test_where_a_sentence_ends(text, sentences):
    assert list(sentences_of(text)) == sentences


def test_a_sentence_of_25_words_is_not_long_and_one_of_26_is():
    fits, long = "W" + "w ".join(["ord"] * 25) + ".", "M" + " ".join(["ore"] * 26) + "."

    assert reading_of(f"{fits} {long}").long_sentences == (long,)


def test_lines_wrapped_by_hand_do_not_make_a_sentence_shorter():
    assert reading_of("\n".join(["word"] * 26)).long_sentences


# Abbreviations ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "unexplained"),
    [
        ("The IRO comes to your review.", ["IRO"]),
        ("Your independent reviewing officer (IRO) comes. The IRO listens.", []),
        ("IROs (independent reviewing officers) come.", []),
        ("The IRO comes. An independent reviewing officer (IRO) listens.", []),
        ("The county council (IRO) writes.", ["IRO"]),
        ("Special educational needs and disabilities (SEND) and SENCO", ["SENCO"]),
        ("Two PEPs, a CiC review and CAMHS", ["PEP", "CiC", "CAMHS"]),
        ("Ring the NHS, your GP or the BBC in the UK at 5 PM.", []),
        ("Henry VIII and World War II", []),
        ("READ THIS FIRST. Then ask the LADO.", ["LADO"]),
        ("The IRO and the IRO and two IROs", ["IRO"]),
        ("McDonald lives in iPhone world", []),
        ("The Q&A with the Directors’ team", ["Q&A"]),
    ],
)
def test_an_abbreviation_is_explained_in_brackets(text, unexplained):
    assert list(reading_of(text).abbreviations) == unexplained


def test_a_council_has_abbreviations_of_its_own():
    assert reading_of("BCP and the IRO", known=["BCP"]).abbreviations == ("IRO",)


# Unwanted words -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("Your placement.", 1),
        ("Placements: the placement’s end", 2),
        ("A displacement, placemented", 0),
    ],
)
def test_an_unwanted_word_is_found_whole_in_any_case_and_number(text, times):
    found = reading_of(text, unwanted=[("placement", "home")]).unwanted

    assert found == ((UnwantedWord("placement", "home", times),) if times else ())


def test_words_in_a_row_may_have_a_hyphen_or_a_new_line_between_them():
    found = reading_of("Out-of-area, out of\narea", unwanted=[("out of area", "far away")])

    assert found.unwanted[0].times == 2


def test_a_mark_in_an_unwanted_word_is_a_mark():
    assert not reading_of("ab", unwanted=[("a.b", ""), ("", "nothing")]).unwanted


def test_what_to_write_instead():
    assert UnwantedWord("LAC", "", 1).words == "Find another word for “LAC”."
    assert UnwantedWord("contact", "time with your family", 2).words == (
        "Instead of “contact” say “time with your family” (2 times)."
    )


# In words -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reading", "words"),
    [
        (Reading(7.6), "Reads with ease at the age of 13 (grade 7.6)."),
        (Reading(8.0), "Reads with ease at the age of 13 (grade 8.0)."),
        (Reading(-2.2), "Reads with ease at the age of 5 (grade 0.0)."),
        (
            Reading(9.6, ("One.",), ("IRO", "PEP"), (UnwantedWord("LAC", "child", 1),)),
            (
                "Reads with ease at the age of 15 (grade 9.6), with 1 long sentence, 2 unexplained "
                "abbreviations and 1 word young people asked not to be used."
            ),
        ),
        (
            Reading(1.0, (), (), (UnwantedWord("a", "", 1), UnwantedWord("b", "", 1))),
            (
                "Reads with ease at the age of 6 (grade 1.0), with 2 words young people asked not to "
                "be used."
            ),
        ),
    ],
)
def test_a_reading_in_a_sentence(reading, words):
    assert reading.words == words


def test_the_limit_itself_is_still_plain():
    assert Reading(8.0).is_plain(8)
    assert not Reading(8.001).is_plain(8)
    assert Reading(8.0).is_clean
    assert not Reading(8.0, abbreviations=("IRO",)).is_clean


# Anything anybody types ---------------------------------------------------------------------------


@given(st.text())
def test_any_text_can_be_read(text):
    found = reading_of(text, known=["X"], unwanted=[("word", "")])

    assert isinstance(found.grade, float)
    assert found.words


def test_a_long_text_is_graded_as_a_short_one_and_at_once():
    one = "The council will provide safe and stable homes. It listens. "
    begin = time.perf_counter()

    whole = reading_of(one * 3000)

    assert time.perf_counter() - begin < 3
    assert whole.grade == pytest.approx(reading_of(one).grade, abs=0.001)


def test_hostile_texts_take_no_longer():
    begin = time.perf_counter()
    for text in (
        "(" * 20_000,
        "A" * 20_000,
        "a (" * 7_000,
        "| " * 10_000,
        "A&" * 10_000,
        "." * 20_000,
        "x" + "| " * 20_000,
        "AB (x y) " * 5_000,
    ):
        reading_of(text, unwanted=[("a b", "c")])

    assert time.perf_counter() - begin < 3


# A council's own abbreviations ------------------------------------------------------------------


def test_a_council_says_what_its_abbreviations_mean() -> None:
    lines = "IRO: independent reviewing officer\n\n  SEND :special needs: and more\n"
    known = {"IRO": "independent reviewing officer", "SEND": "special needs: and more"}
    assert meanings(lines) == known
    assert meanings("") == {}
    assert reading_of("The IRO and the PEP came.", meanings(lines)).abbreviations == ("PEP",)


@pytest.mark.parametrize(
    "lines", ["IRO", "IRO:", "IRO: officer\nhello: a word", ": officer", "a b"]
)
def test_a_line_that_explains_nothing_is_refused(lines: str) -> None:
    """With the line, and an example that would do."""
    assert "write an abbreviation, a colon and what it means" in why_not_listed(lines)
    assert why_not_listed(f"{LISTED}\nPAs: personal advisers") == ""
