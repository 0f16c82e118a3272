"""R18: what of a day's figures may be told together, and a reader who tries to find out the rest."""

from random import Random

import pytest

from councils.disclosure import Count
from councils.linked_counts import Linked, Told, told
from tests.support.attacker import Figures, recovered, some_figures

ALL, NOTHING = Told(counted=True, out_of=True), Told(counted=False, out_of=False)
WITHOUT_PART = Told(counted=False, out_of=True)
HOW_MANY, AT_ONCE = 10_000, 8


def share(name: str, counted: int, out_of: int, whole: str = "") -> Linked:
    return Linked(name, Count(counted), Count(out_of), whole)


def count(name: str, counted: int) -> Linked:
    return Linked(name, Count(counted))


@pytest.mark.parametrize(
    ("figures", "answers"),
    [
        pytest.param([count("care", 492)], {"care": ALL}, id="a count"),
        pytest.param(
            [count("care", 3)], {"care": Told(counted=False, out_of=True)}, id="a small count"
        ),
        pytest.param([count("care", 0)], {"care": ALL}, id="nought"),
        pytest.param([share("foster", 350, 492)], {"foster": ALL}, id="a share"),
        pytest.param([share("foster", 40, 43)], {"foster": WITHOUT_PART}, id="three are left over"),
        pytest.param([share("foster", 2, 3)], {"foster": NOTHING}, id="of three"),
        pytest.param([share("foster", 3, 3)], {"foster": NOTHING}, id="all three"),
        pytest.param([share("foster", 43, 43)], {"foster": ALL}, id="all"),
        pytest.param(
            [share("foster", 40, 43, "care"), share("own", 30, 40, "foster"), count("care", 43)],
            {"foster": WITHOUT_PART, "own": NOTHING, "care": ALL},
            id="what is hidden is no other share’s whole",
        ),
        pytest.param(
            [share(name, n, 100, "care") for name, n in (("a", 3), ("b", 40), ("c", 57))],
            {"a": WITHOUT_PART, "b": WITHOUT_PART, "c": ALL},
            id="shares that add up are a row",
        ),
        pytest.param(
            [share("a", 3, 100, "care"), share("b", 40, 100, "care")],
            {"a": WITHOUT_PART, "b": ALL},
            id="shares that do not add up are none",
        ),
        pytest.param(
            [
                share("foster", 2, 100),
                share("own", 1, 2, "foster"),
                share("other", 1, 2, "foster"),
            ],
            {"foster": WITHOUT_PART, "own": NOTHING, "other": NOTHING},
            id="a whole of two single children is hidden in its own share too",
        ),
    ],
)
def test_what_is_told_of_a_day(figures: list[Linked], answers: dict[str, Told]) -> None:
    assert told(figures) == answers


def test_of_very_many_shares_all_are_told_or_none() -> None:
    """Among them 3, 40 and 57 of 100 would stand beside one another."""
    counts = (3, 40, 57, 90, 85, 80, 75, 70, 65, 60, 55)
    crowd = [share(f"{n}", n, 100, "care") for n in counts]
    assert set(told(crowd).values()) == {WITHOUT_PART}
    assert set(told([share(f"{n}", n, 100, "care") for n in range(20, 80, 5)]).values()) == {ALL}


def test_an_average_is_told_where_it_is_over_enough_children() -> None:
    over = {n: told([Linked("sdq", None, Count(n))])["sdq"].value for n in (1, 5, 6, 0)}
    assert over == {1: False, 5: False, 6: True, 0: True}


def test_the_limit_is_a_setting() -> None:
    assert told([count("care", 8)], limit=10)["care"].value is False


def test_what_was_told_before_and_would_now_be_hidden_takes_the_others_along() -> None:
    """Somebody has read the 40: hidden beside 3 and 57 it would give the three away."""
    first = [share("b", 40, 100, "care")]
    now = [share(name, n, 100, "care") for name, n in (("a", 3), ("b", 40), ("c", 57))]
    assert told(now, [first]) == {"a": NOTHING, "b": NOTHING, "c": NOTHING}


def test_what_was_hidden_before_does_not_come_out_by_a_correction() -> None:
    first = [share(name, n, 100, "care") for name, n in (("a", 3), ("b", 40), ("c", 57))]
    now = [share(name, n, 107, "care") for name, n in (("a", 8), ("b", 40), ("c", 59))]
    assert told(now, [first]) == {"a": NOTHING, "b": NOTHING, "c": NOTHING}


def test_a_past_that_was_told_the_same_way_changes_nothing() -> None:
    first = [share("a", 20, 100), count("b", 7)]
    now = [share("a", 21, 100), count("b", 7)]
    assert told(now, [first, first]) == {"a": ALL, "b": ALL}


def test_figures_that_are_not_linked_do_not_hide_one_another() -> None:
    answers = told([count("a", 40), count("b", 3)], [[count("b", 8)]])
    assert answers == {"a": ALL, "b": NOTHING}


@pytest.mark.parametrize("part", range(AT_ONCE))
def test_nobody_recovers_a_small_count_from_all_that_was_ever_told(part: int) -> None:
    """Ten thousand sets of tables in all: totals, shares, shares of shares, earlier editions."""
    random = Random(part)
    secrets = 0
    for number in range(HOW_MANY // AT_ONCE):
        figures = some_figures(random)
        secrets += len(list(figures.secrets()))
        assert not recovered(figures, told), f"set {number}: {figures}"
    assert secrets > HOW_MANY // AT_ONCE  # there was something to find


def small_alone(now: list[Linked], _: list, limit: int) -> dict[str, Told]:
    """What is often done: only what is small itself is hidden."""
    answers = {}
    for figure in now:
        part = figure.counted.reveal()
        whole = 0 if figure.out_of is None else figure.out_of.reveal()
        answers[figure.name] = Told(not 1 <= part <= limit, not 1 <= whole <= limit)
    return answers


def test_the_reader_does_recover_what_a_careless_rule_leaves_open() -> None:
    figures = Figures(
        links={"a": "all", "b": "all"},
        pieces=[("all", ("a", "b"))],
        states=[{"all": "all", "a": "a", "b": "b"}],
        truth={"all": 100, "a": 3, "b": 97},
    )
    assert recovered(figures, small_alone)
    assert not recovered(figures, told)
    random = Random(0)
    assert sum(bool(recovered(some_figures(random), small_alone)) for _ in range(100)) > 30
