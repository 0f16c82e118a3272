"""What becomes of an old promise, when a set may be published, and when a set held."""

from itertools import product

import pytest

from councils.vocabulary import Vocabulary
from pledges.lineage import rules
from pledges.lineage.holding import SINCE_UNKNOWN, Held, held
from pledges.lineage.rules import Kind, Old, counted, readiness, why_not

WORDS = Vocabulary()
GIVEN = list(product(Kind, ("", "  ", "Because."), (0, 1, 2)))


@pytest.mark.parametrize(("kind", "reason", "number"), GIVEN)
def test_every_answer_there_can_be(kind: Kind, reason: str, number: int) -> None:
    found = why_not(kind, reason=reason, goes_on_in=number)
    needs_reason = kind in {Kind.CHANGED, Kind.DROPPED} and not reason.strip()
    wrong = {
        Kind.CARRIED_ON: number != 1,
        Kind.MERGED: number == 0,
        Kind.CHANGED: number == 0,
        Kind.DROPPED: number != 0,
    }[kind]
    assert ("reason" in found) == needs_reason
    assert ("successors" in found) == wrong


def test_each_refusal_says_what_to_do() -> None:
    assert why_not(Kind.DROPPED, reason="", goes_on_in=1) == {
        "reason": rules.NO_REASON,
        "successors": rules.IN_NONE,
    }
    assert why_not(Kind.CARRIED_ON, reason="", goes_on_in=2) == {"successors": rules.IN_ONE}
    assert why_not(Kind.MERGED, reason="", goes_on_in=0) == {"successors": rules.GOES_ON_IN}


@pytest.mark.parametrize(
    ("olds", "new", "missing"),
    [
        ([Old()] * 56, 8, ["56 old promises have no answer yet."]),
        ([Old()], 8, ["1 old promise has no answer yet."]),
        ([Old(Kind.MERGED)] * 56, 8, []),
        ([], 1, []),
        ([], 0, ["It has no promises yet."]),
        (
            [Old(Kind.DROPPED), Old(Kind.MERGED)],
            1,
            ["1 promise is to be dropped and was not taken to the children in care council yet."],
        ),
        (
            [Old(Kind.DROPPED)] * 2 + [Old()],
            1,
            [
                "1 old promise has no answer yet.",
                f"2 promises are to be dropped and were not taken to the {WORDS.forum} yet.",
            ],
        ),
        ([Old(Kind.DROPPED, heard=True)], 1, []),
    ],
)
def test_what_is_missing_before_a_set_is_published(
    olds: list[Old], new: int, missing: list[str]
) -> None:
    ready = readiness(olds, new=new, words=WORDS)
    assert list(ready.missing) == missing
    assert ready.is_ready == (not missing)
    assert ready.words == " ".join(missing)


def test_the_words_are_the_council_s() -> None:
    words = Vocabulary(promise="pledge line", promises="pledge lines", forum="Unite")
    ready = readiness([Old(Kind.DROPPED), Old()], new=0, words=words)
    assert ready.words == (
        "It has no pledge lines yet. 1 old pledge line has no answer yet. "
        "1 pledge line is to be dropped and was not taken to the Unite yet."
    )
    assert (ready.old, ready.answered) == (2, 1)


def test_the_answers_are_counted() -> None:
    kinds = [Kind.CARRIED_ON] * 9 + [Kind.MERGED] * 6 + [Kind.DROPPED] * 2 + [None]
    assert counted(kinds) == ("9 carried on, 6 merged with others, 2 dropped, 1 not decided yet.")
    assert counted([]) == ""


@pytest.mark.parametrize(
    ("found", "years", "not_in", "words"),
    [
        (
            held(is_older=True, period_from="2019", published=None, ended=None),
            (2010, 2018, 2026),
            (),
            SINCE_UNKNOWN,
        ),
        (
            held(is_older=True, period_from="2019", published=None, ended=2026),
            (2018, 2026),
            (2027,),
            f"{SINCE_UNKNOWN} It held until 2026.",
        ),
        (
            held(is_older=False, period_from="November 2019", published=None, ended=None),
            (2019, 2030),
            (2018,),
            "It has held since 2019.",
        ),
        (
            held(is_older=False, period_from="2019", published=2026, ended=2028),
            (2026, 2028),
            (2019, 2029),
            "It held from 2026 to 2028.",
        ),
        (Held(), (1, 9999), (), SINCE_UNKNOWN),
        (
            held(is_older=False, period_from="not said", published=None, ended=None),
            (2018,),
            (),
            SINCE_UNKNOWN,
        ),
    ],
)
def test_when_a_set_held(found: Held, years: tuple, not_in: tuple, words: str) -> None:
    assert all(found.in_year(year) for year in years)
    assert not any(found.in_year(year) for year in not_in)
    assert found.words == words
