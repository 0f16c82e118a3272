"""R9: the gate a report goes through, and its states pair by pair."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boards.agenda import Purpose
from boards.reports import (
    MOVE_WORDS,
    MOVES,
    WORDS,
    Draft,
    Kind,
    Move,
    Section,
    State,
    gives_no_reason,
    may_submit,
    over_limit_words,
    why_not,
    why_not_clear,
    why_not_implication,
    why_not_return,
    word_count,
)

IMPLICATIONS = (
    "Resource Implications",
    "Procurement/Contractual/Council Contract Procedure Rules Implications",
    "Statutory, Legal and Risk Implications",
    "Equality and Diversity Implications",
    "Engagement and Communications Implications",
    "Localism and Local Member Involvement",
    "Public Health Implications",
)


def implications(*texts: str) -> tuple[Section, ...]:
    """Cambridgeshire's seven implications with these texts."""
    return tuple(
        Section(f"implication-{number}", title, text, Kind.IMPLICATION)
        for number, (title, text) in enumerate(zip(IMPLICATIONS, texts, strict=True), start=1)
    )


READY = Draft(Purpose.DECISION, 1, "Half of our children live outside the county.")


def refused(draft: Draft) -> dict[str, str]:
    """The sentences by field."""
    return dict(may_submit(draft, body="Panel").refusals)


def test_a_report_with_summary_and_recommendation_may_be_submitted() -> None:
    check = may_submit(READY, body="Panel")
    assert check.allowed
    assert check.words == "The report has all it needs and can be submitted."


def test_an_empty_report_is_told_everything_at_once() -> None:
    background = Section("background", "Background")
    check = may_submit(Draft(Purpose.DISCUSSION, 0, " ", (background,)), body="Panel")
    assert check.refusals == (
        ("summary", "Write the executive summary."),
        (
            "recommendations",
            (
                "Write at least one recommendation: what the Panel is asked to do. Only a report for "
                "information has none."
            ),
        ),
        ("background", "“Background” is empty. Write it before you submit."),
    )
    assert check.words == "3 things are still to do before the report can be submitted."
    assert may_submit(replace(READY, summary=""), body="Panel").words.startswith("1 thing is")


@pytest.mark.parametrize(
    ("purpose", "recommendations", "allowed"),
    [
        (Purpose.DECISION, 0, False),
        (Purpose.DISCUSSION, 0, False),
        (Purpose.INFORMATION, 0, True),
        (Purpose.DECISION, 1, True),
        (Purpose.INFORMATION, 2, True),
    ],
)
def test_only_a_report_for_information_has_no_recommendation(purpose, recommendations, allowed):
    draft = replace(READY, purpose=purpose, recommendations=recommendations)
    assert may_submit(draft, body="Panel").allowed is allowed


@pytest.mark.parametrize(
    ("words", "limit", "sentence"),
    [
        (200, 200, ""),
        (212, 200, "The executive summary has 212 words; the limit is 200. Cut 12."),
        (5000, None, ""),
    ],
)
def test_the_summary_keeps_its_limit(words, limit, sentence) -> None:
    summary = "word " * words
    assert over_limit_words(summary, limit) == sentence
    draft = replace(READY, summary=summary, summary_limit_words=limit)
    assert refused(draft).get("summary", "") == sentence


@pytest.mark.parametrize(
    ("text", "number"),
    [("", 0), (" – ", 0), ("two words", 2), ("75 % of 16–17 year olds – all", 6), ("a\nb", 2)],
)
def test_words_are_counted_as_people_count_them(text, number) -> None:
    assert word_count(text) == number


def test_a_section_that_is_not_required_may_be_left_out() -> None:
    optional = Section("sources", "Source Documents", required=False)
    assert may_submit(replace(READY, sections=(optional,)), body="Panel").allowed


def test_a_dash_is_no_section() -> None:
    dash = Section("issues", "Main issues", "-")
    assert "issues" in refused(replace(READY, sections=(dash,)))


def test_cambridgeshires_own_report_is_told_which_implications_to_write() -> None:
    """The texts are those of the report that the template is taken from."""
    sections = implications(
        "N/A maintained within existing resources",
        "N/A",
        "N/A compliant with statutory frameworks",
        "N/A",
        "To be considered alongside development of the Local Offer to young people leaving care",
        "",
        "N/A",
    )
    found = refused(replace(READY, sections=sections))
    assert sorted(found) == [f"implication-{number}" for number in (2, 4, 6, 7)]
    assert found["implication-4"] == (
        "“Equality and Diversity Implications” gives no reason. Write what it means, or “None, "
        "because …” and the reason."
    )
    assert found["implication-6"] == (
        "“Localism and Local Member Involvement” is blank. Write what it means, or “None, "
        "because …” and the reason."
    )


@pytest.mark.parametrize(
    "text",
    [
        "None", "none.", "NONE!", "N/A", "n/a.", "N.A.", "n.a", "Nil", "-", "–", "---", "…", ".",
        "Not applicable", "not relevant.", "None because", "None, because …", "None, because",
        "None because of", "N/A as", "None identified", "None at this time.", "None arising",
        "There are none", "There are no implications.", "No implications", "No direct implications",
        "There is no significant impact", "Nothing to report", "TBC", "To follow",
        "None, because none", "None, because n/a.", "None, because there are no implications",
        "None\n", "No", "no issues arising from this report", "None, because it is not applicable", "to be confirmed",
    ],
)  # fmt: skip
def test_none_without_a_reason_is_refused(text) -> None:
    assert gives_no_reason(text)
    assert why_not_implication(Section("i", "Resources", text, Kind.IMPLICATION))


@pytest.mark.parametrize(
    "text",
    [
        "None, because the work is within the budget of the service.",
        "None because nobody loses anything",
        "None – the grant pays for it",
        "N/A maintained within existing resources",
        "£14,000 a year from the pupil premium.",
        "None of the homes is in the county.",
        "No child has to move.",
        "Nothing changes for carers.",
        "Two posts.",
        "Not applicable, because it is a private meeting",
        "دارد",
    ],
)
def test_text_or_none_with_its_reason_is_accepted(text) -> None:
    assert not gives_no_reason(text)
    assert why_not_implication(Section("i", "Resources", text, Kind.IMPLICATION)) == ""


def test_an_implication_that_is_not_required_may_be_blank_but_not_bare() -> None:
    blank = Section("i", "Resources", "", Kind.IMPLICATION, required=False)
    assert why_not_implication(blank) == ""
    assert "gives no reason" in why_not_implication(replace(blank, text="None"))


ALLOWED = {
    ("draft", "write"): "draft",
    ("draft", "submit"): "submitted",
    ("submitted", "return"): "returned",
    ("submitted", "clear"): "cleared",
    ("returned", "write"): "returned",
    ("returned", "submit"): "submitted",
    ("cleared", "return"): "returned",
}


@pytest.mark.parametrize(("state", "move"), list(product(State, Move)))
def test_every_pair_of_state_and_move(state, move) -> None:
    assert MOVES[state].get(move) == ALLOWED.get((state.value, move.value))
    assert (why_not(state, move) == "") is ((state.value, move.value) in ALLOWED)


def test_the_tables_know_every_state_and_every_move() -> None:
    assert set(MOVES) == set(WORDS) == set(State)
    assert set(MOVE_WORDS) == set(Move)


@pytest.mark.parametrize(
    ("state", "move", "words"),
    [
        (
            State.SUBMITTED,
            Move.WRITE,
            (
                "This report is submitted and waits to be cleared. It can only be sent back with a "
                "reason or cleared."
            ),
        ),
        (
            State.CLEARED,
            Move.WRITE,
            "This report is cleared. It can only be sent back with a reason.",
        ),
        (
            State.DRAFT,
            Move.CLEAR,
            "This report is a draft. It can only be written or submitted.",
        ),
    ],
)
def test_a_refusal_says_what_can_be_done(state, move, words) -> None:
    assert why_not(state, move) == words


def test_nobody_clears_a_report_of_their_own() -> None:
    assert why_not_clear(State.SUBMITTED, authors={"ann"}, by="bo") == ""
    assert why_not_clear(State.SUBMITTED, authors={"ann", "bo"}, by="bo") == (
        "You wrote this report. Somebody else clears it."
    )
    assert why_not_clear(State.DRAFT, authors={"ann"}, by="bo") == why_not(State.DRAFT, Move.CLEAR)


def test_a_report_goes_back_with_a_reason() -> None:
    assert why_not_return(State.SUBMITTED, "Say what it costs.") == ""
    assert why_not_return(State.CLEARED, "The figures changed.") == ""
    assert why_not_return(State.SUBMITTED, " ") == (
        "Say what is to be changed. The author reads it."
    )
    assert why_not_return(State.DRAFT, "Why?") == why_not(State.DRAFT, Move.RETURN)


TEXTS = st.text(alphabet="ab -/.", max_size=20)
SECTIONS = st.builds(
    Section,
    key=st.sampled_from("xyz"),
    title=st.just("Title"),
    text=TEXTS | st.sampled_from(["None", "N/A", "None, because it is free"]),
    kind=st.sampled_from(Kind),
    required=st.booleans(),
)
DRAFTS = st.builds(
    Draft,
    purpose=st.sampled_from(Purpose),
    recommendations=st.integers(0, 3),
    summary=TEXTS,
    sections=st.lists(SECTIONS, max_size=4).map(tuple),
    summary_limit_words=st.none() | st.integers(0, 5),
)


@given(DRAFTS)
def test_what_may_be_submitted_has_everything(draft) -> None:
    if not may_submit(draft, body="Panel").allowed:
        return
    assert word_count(draft.summary) > 0
    limit = draft.summary_limit_words
    assert limit is None or word_count(draft.summary) <= limit
    assert draft.recommendations or draft.purpose is Purpose.INFORMATION
    for section in draft.sections:
        assert word_count(section.text) or not section.required


@given(DRAFTS, SECTIONS)
def test_one_more_section_never_mends_a_report(draft, section) -> None:
    more = replace(draft, sections=(*draft.sections, section))
    before, after = may_submit(draft, body="Panel"), may_submit(more, body="Panel")
    assert before.refusals == after.refusals[: len(before.refusals)]


@given(st.sampled_from(["None", "N/A", "Nil", "", "There are none"]), st.integers(0, 3))
def test_a_reason_of_its_own_is_always_enough(bare, dots) -> None:
    assert not gives_no_reason(f"{bare}, because{'.' * dots} carers asked for it")


# A part in plain English --------------------------------------------------------------------------

HARD = "The sufficiency of accommodation necessitates multi-agency consideration."
HARD_REPORT = replace(READY, summary=HARD, plain_grade=8)


@pytest.mark.parametrize(
    ("draft", "words"),
    [
        (replace(HARD_REPORT, plain_grade=None), ""),
        (replace(HARD_REPORT, plain_summary="We look for more homes."), ""),
        (replace(HARD_REPORT, plain_grade=40), ""),
        (replace(READY, plain_grade=8), ""),
        (HARD_REPORT, "The forum reads this too"),
        (replace(HARD_REPORT, plain_summary="…"), "The forum reads this too"),
        (replace(HARD_REPORT, plain_summary=HARD), "This part is for young people"),
        (replace(READY, plain_grade=8, plain_summary=HARD), "This part is for young people"),
        (
            replace(READY, plain_grade=8, sections=(Section("background", "Background", HARD),)),
            "The forum reads this too",
        ),
    ],
)
def test_a_hard_report_needs_a_plain_part(draft: Draft, words: str) -> None:
    assert refused(draft).get("plain_summary", "").startswith(words)
    assert bool(refused(draft)) == bool(words)


def test_a_plain_part_that_is_asked_for_and_missing_is_told_once() -> None:
    part = Section("plain_summary", "In plain English")
    check = may_submit(replace(HARD_REPORT, sections=(part,)), body="Panel")
    assert check.refusals == (
        ("plain_summary", "“In plain English” is empty. Write it before you submit."),
    )
