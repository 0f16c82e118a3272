"""R16: two keys, verdicts side by side, and a split in words only."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledges.status import (
    WORST_FIRST,
    Kept,
    PromiseStatus,
    Status,
    Verdict,
    latest_of_each,
    share_words,
    split_words,
    twelve_months_before,
    two_key_status,
)

TODAY = date(2026, 6, 10)
RECENT = date(2026, 3, 2)
HANDS = st.integers(0, 12)


def asked(rating: Kept | None, *verdicts: Verdict) -> PromiseStatus:
    return two_key_status(rating, verdicts, TODAY, council="the council")


def says(answer: Kept, forum: str = "Unite", on: date = RECENT) -> Verdict:
    return Verdict(forum, on, **{answer.value: 7})


@pytest.mark.parametrize("rating", list(Kept))
@pytest.mark.parametrize("answer", list(Kept))
def test_two_keys_must_agree(rating, answer) -> None:
    expected = rating.value if rating is answer else "disputed"
    assert asked(rating, says(answer)).status.value == expected


def test_kept_needs_both_and_says_so() -> None:
    assert asked(Kept.KEPT, says(Kept.KEPT)).words == (
        "Kept: the council says it is kept; Unite says it is kept."
    )


def test_the_gap_is_shown() -> None:
    assert asked(Kept.KEPT, says(Kept.PARTLY)).words == (
        "Disputed: the council says it is kept; Unite says it is partly kept."
    )


def test_no_verdict_in_twelve_months_is_not_asked_lately() -> None:
    result = asked(Kept.KEPT, says(Kept.KEPT, on=date(2025, 6, 9)))
    assert result.status is Status.NOT_ASKED_LATELY
    assert result.words == (
        "Not asked lately: the council says it is kept, and no young people "
        "were asked in the last 12 months."
    )
    assert asked(Kept.KEPT, says(Kept.KEPT, on=date(2025, 6, 10))).status is Status.KEPT


def test_a_verdict_without_a_rating_is_not_rated() -> None:
    result = asked(None, says(Kept.PARTLY))
    assert result.status is Status.NOT_RATED
    assert "the council has not said; Unite says it is partly kept." in result.words


def test_a_session_where_nobody_knew_is_unclear() -> None:
    result = asked(Kept.KEPT, Verdict("Unite", RECENT, dont_know=8))
    assert result.status is Status.UNCLEAR
    assert "could not tell" in result.words


def test_several_forums_stand_side_by_side_and_are_never_added() -> None:
    many, few = says(Kept.KEPT, "Insight"), Verdict("Unite", RECENT, not_kept=1)
    result = asked(Kept.KEPT, few, many)
    assert result.status is Status.DISPUTED
    assert [verdict.forum for verdict in result.verdicts] == ["Insight", "Unite"]


def test_the_latest_verdict_of_each_forum_counts() -> None:
    old, new = says(Kept.NOT_KEPT, on=date(2025, 9, 1)), says(Kept.KEPT)
    assert latest_of_each([new, old], TODAY) == (new,)
    assert latest_of_each([says(Kept.KEPT, on=date(2026, 7, 1))], TODAY) == ()


@pytest.mark.parametrize(
    ("hands", "answer"),
    [
        ((7, 2, 1), Kept.KEPT),
        ((4, 4, 1), Kept.PARTLY),
        ((4, 1, 4), Kept.NOT_KEPT),
        ((3, 3, 3), Kept.NOT_KEPT),
        ((0, 0, 0), None),
    ],
)
def test_most_hands_win_and_a_tie_goes_to_the_less_kept(hands, answer) -> None:
    assert Verdict("Unite", RECENT, *hands, dont_know=20).answer is answer


@pytest.mark.parametrize(
    ("hands", "voters", "word"),
    [
        (6, 6, "all"),
        (0, 6, "none"),
        (5, 5, "most"),
        (0, 5, "few"),
        (3, 6, "half"),
        (4, 6, "most"),
        (2, 6, "few"),
        (1, 2, "half"),
    ],
)
def test_a_share_in_words(hands, voters, word) -> None:
    assert share_words(hands, voters) == word


def test_a_split_is_words_only() -> None:
    assert split_words(Verdict("Unite", RECENT, 7, 2, 0, 3)) == (
        "Most said kept; few said partly kept; none said not kept."
    )
    assert split_words(Verdict("Unite", RECENT, 5)) == (
        "Most said kept; few said partly kept; few said not kept."
    )
    assert split_words(Verdict("Unite", RECENT, dont_know=4)) == "Nobody could say."


def test_a_leap_day_has_a_year_ago() -> None:
    assert twelve_months_before(date(2024, 2, 29)) == date(2023, 2, 28)


@given(HANDS, HANDS, HANDS, HANDS)
def test_no_split_prints_a_number_and_no_answer_beats_the_one_given(a, b, c, d) -> None:
    verdict = Verdict("Unite", RECENT, a, b, c, d)
    assert not any(letter.isdigit() for letter in split_words(verdict))
    if verdict.answer:
        best = verdict.hands(verdict.answer)
        assert best == max(a, b, c)
        assert all(
            verdict.hands(worse) < best
            for worse in Kept
            if list(Kept).index(worse) < list(Kept).index(verdict.answer)
        )


@given(
    st.sampled_from(Kept),
    st.lists(
        st.builds(
            Verdict,
            st.sampled_from(["Unite", "Insight"]),
            st.dates(date(2024, 1, 1), TODAY),
            HANDS,
            HANDS,
            HANDS,
            HANDS,
        )
    ),
)
def test_a_promise_is_kept_only_with_both_keys(rating, verdicts) -> None:
    result = asked(rating, *verdicts)
    if result.status is Status.KEPT:
        assert rating is Kept.KEPT
        assert {verdict.answer for verdict in result.verdicts} <= {Kept.KEPT, None}


@pytest.mark.parametrize(
    ("rating", "answers", "gap"),
    [
        (None, [Kept.NOT_KEPT], 0),
        (Kept.KEPT, [], 0),
        (Kept.KEPT, [Kept.KEPT], 0),
        (Kept.KEPT, [Kept.PARTLY], 1),
        (Kept.KEPT, [Kept.NOT_KEPT], 2),
        (Kept.KEPT, [Kept.KEPT, Kept.NOT_KEPT], 2),
        (Kept.PARTLY, [Kept.KEPT], 1),
        (Kept.NOT_KEPT, [Kept.KEPT], 2),
    ],
)
def test_the_gap_is_how_far_apart_the_two_keys_are(rating, answers, gap) -> None:
    verdicts = [
        Verdict(f"Forum {place}", TODAY, **{answer.value: 3})
        for place, answer in enumerate(answers)
    ]
    assert two_key_status(rating, verdicts, TODAY, council="the council").gap == gap


def test_every_status_has_its_place_the_disputed_first_and_the_kept_last() -> None:
    assert sorted(WORST_FIRST) == sorted(Status)
    assert (WORST_FIRST[0], WORST_FIRST[-1]) == (Status.DISPUTED, Status.KEPT)
