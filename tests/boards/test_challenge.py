"""Questions members ask: the prompts beside an item, and a year of them in a table."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boards.agenda import Purpose
from boards.challenge import (
    NO_DISCIPLINE,
    NO_THEME,
    Challenge,
    Prompt,
    Shown,
    Summary,
    as_question,
    prompts_for,
    summary,
)

MY_CHILD = Prompt("if this was my child would this be good enough?", source="Section 2")
LISTENED = Prompt("What more could we do to ensure they feel listened to?", "feedback")
HOMES = Prompt("Would I live there?", "housing")


def texts(*prompts: Prompt, purpose=Purpose.DISCUSSION, theme=None) -> list[str]:
    return [shown.text for shown in prompts_for(prompts, purpose=purpose, theme=theme)]


def test_the_question_for_every_item_keeps_the_words_of_the_strategy() -> None:
    assert prompts_for([MY_CHILD], purpose=Purpose.DECISION) == (
        Shown("If this was my child would this be good enough?", "Section 2"),
    )


def test_the_prompts_on_the_theme_come_first() -> None:
    assert texts(MY_CHILD, LISTENED, HOMES, theme="housing") == [
        "Would I live there?",
        "If this was my child would this be good enough?",
    ]
    assert texts(MY_CHILD, LISTENED, HOMES) == ["If this was my child would this be good enough?"]


def test_an_item_for_information_has_no_prompts() -> None:
    assert texts(MY_CHILD, HOMES, purpose=Purpose.INFORMATION, theme="housing") == []


@pytest.mark.parametrize(
    ("text", "shown"), [(" what if? ", "What if?"), ("NHS: why?", "NHS: why?"), ("", "")]
)
def test_only_the_first_letter_is_made_a_capital(text, shown) -> None:
    assert as_question(text) == shown


THEMES = ["Housing and Placements", "Health outcomes"]
DISCIPLINES = ["health", "housing", "social care"]
ASKED = [
    Challenge("Health outcomes", "health", answered=True),
    Challenge("Health outcomes", "health"),
    Challenge("Health outcomes", "social care", answered=True),
    Challenge("", "health", answered=True),
]


def of_year(asked=ASKED) -> Summary:
    return summary(asked, themes=THEMES, disciplines=DISCIPLINES, year="2026/27")


def test_a_year_by_theme_and_by_discipline() -> None:
    found = of_year()
    assert [row.words for row in found.by_theme] == [
        "Housing and Placements: no questions.",
        "Health outcomes: 3 questions, 2 answered.",
        "On no theme: 1 question, answered.",
    ]
    assert [row.words for row in found.by_discipline] == [
        "health: 3 questions, 2 answered.",
        "housing: no questions.",
        "social care: 1 question, answered.",
    ]
    assert found.cells == {
        ("Health outcomes", "health"): 2,
        ("Health outcomes", "social care"): 1,
        (NO_THEME, "health"): 1,
    }


def test_what_was_not_asked_and_who_did_not_ask_is_named() -> None:
    assert of_year().words == (
        "In 2026/27: 4 questions, 3 answered. Nothing was asked on Housing and Placements. No "
        "question came from housing."
    )


def test_a_year_in_which_all_were_heard_names_nobody() -> None:
    asked = [
        Challenge("Housing and Placements", "housing", answered=True),
        *ASKED,
    ]
    assert of_year(asked).words == "In 2026/27: 5 questions, 4 answered."


def test_a_year_without_a_question_says_so() -> None:
    found = of_year([])
    assert found.words == "No questions were recorded in 2026/27."
    assert len(found.by_theme) == 2
    assert found.cells == {}


@pytest.mark.parametrize(
    ("asked", "answered", "words"),
    [
        (1, 0, "1 question, not answered."),
        (1, 1, "1 question, answered."),
        (3, 0, "3 questions, none answered."),
        (3, 1, "3 questions, 1 answered."),
        (3, 3, "3 questions, all answered."),
    ],
)
def test_the_counts_are_said_in_words(asked, answered, words) -> None:
    some = [Challenge("Health outcomes", answered=n < answered) for n in range(asked)]
    assert of_year(some).words.startswith(f"In 2026/27: {words}")


def test_what_is_no_theme_or_discipline_of_the_body_has_a_row_all_the_same() -> None:
    found = of_year([Challenge("Leavers", "")])
    assert [row.name for row in found.by_theme] == [*THEMES, "Leavers"]
    assert [row.name for row in found.by_discipline] == [*DISCIPLINES, NO_DISCIPLINE]


ANY = st.lists(
    st.builds(
        Challenge,
        st.sampled_from(["", *THEMES, "Leavers"]),
        st.sampled_from(["", *DISCIPLINES]),
        st.booleans(),
    ),
    max_size=20,
)


@given(ANY)
def test_every_question_is_counted_once_in_each_table(asked) -> None:
    found = of_year(asked)
    for rows in (found.by_theme, found.by_discipline):
        assert sum(row.asked for row in rows) == len(asked)
        assert sum(row.answered for row in rows) == sum(each.answered for each in asked)
        assert len({row.name for row in rows}) == len(rows)
    assert sum(found.cells.values()) == len(asked)
    for row in found.by_theme:
        in_row = sum(number for (theme, _), number in found.cells.items() if theme == row.name)
        assert in_row == row.asked
