"""A figure by groups: what they add up to, and a reader who tries to work out what is hidden."""

from collections import defaultdict
from collections.abc import Iterator

import pytest

from measures.definitions.cuts import (
    ALL_KNOWN,
    NOT_KNOWN,
    TOO_FEW_GROUPS,
    Part,
    check,
    group_names,
    publish,
    why_not_groups,
)

WHOLE = Part(350, 492)


def by_two(one: Part, other: Part) -> list[tuple[str, Part]]:
    """Two groups."""
    return [("Disabled", one), ("Not disabled", other)]


def texts(groups, whole=WHOLE, **more) -> list[tuple[str, ...]]:
    """What a reader gets."""
    cut = publish("disability", groups, whole, **{"limit": 5, **more})
    return [(row.name, row.count.text, row.whole.text, row.share.text) for row in cut.rows]


# What is recorded ---------------------------------------------------------------------------------


def test_groups_are_typed_one_on_a_line() -> None:
    assert group_names(" One \n\n Two  words\n") == ["One", "Two words"]
    assert why_not_groups(["One", "Two"]) == ""
    assert why_not_groups(["One"]) == TOO_FEW_GROUPS
    assert why_not_groups(["One", "Two", "one"]) == "“One” is there twice."
    assert "Leave out" in why_not_groups(["One", "Two", "not known"])


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ([Part(30, 60), Part(320, 432)], {}),
        ([Part(30, 60), Part(319, 432)], "They come to 349, and the figure says 350."),
        ([Part(30, 60), Part(320, 433)], "What they are out of comes to 493"),
        (
            [Part(61, 60), Part(289, 432)],
            {"count_0": "61 are counted out of 60: that is too many."},
        ),
    ],
)
def test_groups_add_up_to_the_whole(parts, said) -> None:
    found = check(parts, WHOLE, not_all_known=False)
    assert found == said if isinstance(said, dict) else found[""].startswith(said)


def test_where_not_all_are_known_they_may_come_to_less() -> None:
    known = [Part(30, 60), Part(300, 400)]
    assert check(known, WHOLE, not_all_known=True) == {}
    assert "If not all are known, say so." in check(known, WHOLE, not_all_known=False)[""]
    assert check([Part(30, 60), Part(320, 432)], WHOLE, not_all_known=True) == {"": ALL_KNOWN}
    more = check([Part(30, 60), Part(330, 400)], WHOLE, not_all_known=True)[""]
    assert more == "They come to 360, and the figure says 350."


def test_those_not_known_cannot_be_counted_more_often_than_there_are() -> None:
    """20 are left to count among 10 people: somebody counted twice."""
    assert check([Part(30, 60), Part(300, 422)], WHOLE, not_all_known=True)[""].startswith(
        "More in"
    )


def test_a_count_has_no_whole() -> None:
    assert check([Part(100), Part(250)], Part(350), not_all_known=False) == {}
    assert check([Part(100), Part(251)], Part(350), not_all_known=False)


# What is shown ------------------------------------------------------------------------------------


def test_groups_that_are_large_enough_are_shown_with_their_shares() -> None:
    shown = texts(by_two(Part(30, 60), Part(320, 432)))
    assert shown == [("Disabled", "30", "60", "50%"), ("Not disabled", "320", "432", "74%")]


@pytest.mark.parametrize("small", [Part(3, 60), Part(57, 60), Part(3, 3), Part(0, 4)])
def test_a_small_group_hides_them_all(small) -> None:
    """Whoever knows how big the groups are could take what is shown from it."""
    other = Part(WHOLE.count - small.count, WHOLE.whole - small.whole)
    cut = publish("ethnicity", by_two(small, other), WHOLE, limit=5)
    assert (cut.rows, "not shown by ethnicity" in cut.withheld) == ((), True)
    three = [("A", Part(36, 40)), ("B", Part(44, 60)), ("C", Part(270, 392))]
    assert texts(three) == []


def test_those_not_known_are_a_group_like_others() -> None:
    known = by_two(Part(30, 60), Part(300, 400))
    assert texts(known)[-1] == (NOT_KNOWN, "20", "32", "63%")
    nearly = by_two(Part(30, 60), Part(318, 422))  # 2 of 10 are not known
    assert texts(nearly) == []


def test_where_the_whole_is_hidden_so_is_every_group() -> None:
    cut = publish("disability", by_two(Part(1, 20), Part(2, 30)), Part(3, 50), limit=5)
    assert (cut.rows, cut.withheld != "") == ((), True)


@pytest.mark.parametrize("parts", [(5, 5), (10, 0), (4, 6)])
def test_so_small_a_total_hides_all_whatever_the_groups_are(parts) -> None:
    """Ten by two groups: were five and five alone kept back, that would tell them."""
    groups = [(str(place), Part(count)) for place, count in enumerate(parts)]
    assert publish("sex", groups, Part(10), limit=5).rows == ()


def test_members_see_everything() -> None:
    assert texts(by_two(Part(3, 60), Part(347, 432)), limit=None)[0][1:] == ("3", "60", "5%")


# The reader who works it out ----------------------------------------------------------------------


def ways(total: int, groups: int) -> Iterator[tuple[int, ...]]:
    """Every way in which so many fall into groups."""
    if groups == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for others in ways(total - first, groups - 1):
            yield (first, *others)


def given_away(counted: int, rest: int, groups: int, limit: int, *, sizes: bool) -> list[object]:
    """Small numbers that a reader finds who knows the whole, the rule, and how we decide.

    With `sizes` they know besides how big every group is; a small group is then no secret.
    """
    whole, looks_the_same = Part(counted, counted + rest), defaultdict(list)
    for counts in ways(counted, groups):
        for rests in ways(rest, groups):
            pairs = list(zip(counts, rests, strict=True))
            parts = [("", Part(count, count + left)) for count, left in pairs]
            cut = publish("", parts, whole, limit=limit)
            seen = tuple((row.count.text, row.whole.text) for row in cut.rows)
            known = tuple(part.whole for _, part in parts) if sizes else ()
            looks_the_same[seen, known].append(pairs)
    return [
        (seen, place, values)
        for (seen, known), found in looks_the_same.items()
        for place in range(groups)
        if not seen or seen[place][0] == "c"
        if not known or known[place] > limit
        for column in (0, 1)
        if len(values := {pairs[place][column] for pairs in found}) == 1
        if 1 <= min(values) <= limit
    ]


@pytest.mark.parametrize("sizes", [False, True])
@pytest.mark.parametrize(("groups", "limit", "most"), [(2, 2, 12), (3, 2, 8), (2, 3, 13)])
def test_a_reader_recovers_nothing(groups, limit, most, sizes) -> None:
    """Every way in which so many can fall into groups is published, and each is looked at."""
    hidden = 0
    for counted in range(limit + 1, most):
        for rest in range(limit + 1, most):
            assert not given_away(counted, rest, groups, limit, sizes=sizes)
            hidden += 1
    assert hidden
