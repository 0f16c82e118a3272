"""R18: small numbers, and a reader who tries to work them out."""

import copy
import json
import pickle
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from councils.disclosure import (
    WITHHELD,
    Count,
    Published,
    hidden_words,
    publish_average,
    publish_count,
    publish_percentage,
    publish_row,
    publish_series,
    publish_table,
    published_change,
    row_percentages,
)


def counts(*numbers: int) -> list[Count]:
    return [Count(number) for number in numbers]


def printed(*numbers: int, limit: int = 5) -> str:
    row = publish_row(counts(*numbers), limit)
    return " ".join([*map(str, row.cells), str(row.total)])


@pytest.mark.parametrize(
    ("cells", "published"),
    [
        ((3, 40, 57), "c c 57 100"),
        ((3, 0, 97), "c 0 c 100"),
        ((40, 60), "40 60 100"),
        ((0, 0), "0 0 0"),
        ((3, 4, 93), "c c 93 100"),
        ((3, 0, 0), "c 0 0 c"),
        ((3, 97), "c c 100"),
        ((6, 94), "6 94 100"),
        ((5, 95), "c c 100"),
        ((2, 3), "c c c"),
        ((4, 4), "c c 8"),
        ((1, 1, 98), "c c c 100"),
        ((5, 5, 90), "c c c 100"),
        ((5, 5), "c c c"),
        ((6, 6, 5), "c c c 17"),
        ((3, 1200, 1300), "c c 1,300 2,503"),
        ((), "0"),
    ],
)
def test_a_row_and_its_total(cells, published) -> None:
    assert printed(*cells) == published


def test_the_limit_is_a_setting() -> None:
    assert printed(8, 40, 57, limit=10) == "c c 57 105"
    with pytest.raises(ValueError, match="at least 2"):
        printed(8, limit=1)


@pytest.mark.parametrize(("number", "text"), [(0, "0"), (1, "c"), (5, "c"), (6, "6")])
def test_a_count_on_its_own(number, text) -> None:
    assert str(publish_count(Count(number))) == text


@pytest.mark.parametrize(
    "use",
    [
        lambda count: count == 3,
        lambda count: count != 3,
        lambda count: count < 4,
        lambda count: count == Count(3),
        lambda count: count + 1,
        lambda count: 1 + count,
        lambda count: sum([count]),
        lambda count: count - count,
        int,
        float,
        lambda count: "abc"[count],
        bool,
        range,
        hash,
        lambda count: "%d" % count,  # noqa: UP031 - the old way must not leak either
        json.dumps,
        pickle.dumps,
        copy.copy,
        vars,
    ],
)
def test_a_count_cannot_be_used_as_a_number_by_accident(use) -> None:
    with pytest.raises(TypeError):
        use(Count(3))


@pytest.mark.parametrize(
    "text", [str(Count(3)), repr(Count(3)), f"{Count(3)}", f"{Count(3):05d}", f"{[Count(3)]}"]
)
def test_a_count_cannot_be_printed(text) -> None:
    assert "3" not in text


def test_a_count_is_revealed_only_when_asked_for_in_so_many_words() -> None:
    assert Count(3).reveal() == 3
    assert (Count(3) + Count(4)).reveal() == 7
    assert Count.reveal.alters_data  # so that no template can call it
    with pytest.raises(AttributeError):
        Count(3).number = 4
    with pytest.raises(ValueError, match="less than nought"):
        Count(-1)


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [
        (40, 100, "40%"),
        (0, 100, "0%"),
        (100, 100, "100%"),
        (3, 100, "c"),
        (97, 100, "c"),
        (94, 100, "94%"),
        (4, 5, "c"),
        (0, 5, "c"),
        (0, 0, ""),
        (50, 80, "63%"),
    ],
)
def test_a_percentage_is_hidden_when_a_count_or_the_difference_is_small(part, whole, text) -> None:
    assert str(publish_percentage(Count(part), Count(whole))) == text


def test_the_shares_of_a_row_come_from_what_is_published() -> None:
    shares = row_percentages(publish_row(counts(3, 40, 57)))
    assert [str(share) for share in shares] == ["c", "c", "57%"]
    assert row_percentages(publish_row(counts(3, 0))) == (WITHHELD, WITHHELD)


@pytest.mark.parametrize(("over", "text"), [(6, "12.4"), (5, "c"), (0, "")])
def test_an_average_over_few_is_hidden(over, text) -> None:
    assert str(publish_average(Decimal("12.35"), Count(over))) == text


def test_a_published_series() -> None:
    points = [
        ("2018", Count(126), Count(316)),
        ("2019", Count(3), Count(342)),
        ("2020", Count(348), Count(350)),
        ("2021", Count(0), Count(4)),
    ]
    series = publish_series(points)
    assert [str(point.value) for point in series] == ["40%", "c", "c", "c"]
    assert [str(point.numerator) for point in series] == ["126", "c", "c", "c"]
    assert [str(point.denominator) for point in series] == ["316", "342", "350", "c"]


def test_a_part_bigger_than_the_whole_is_refused_without_saying_the_numbers() -> None:
    with pytest.raises(ValueError, match=r"^The part is bigger than the whole\.$"):
        publish_series([("2020", Count(4), Count(3))])


def test_the_change_since_last_time_is_hidden_with_either_figure() -> None:
    shown, more = publish_count(Count(1040)), publish_count(Count(2057))
    assert str(published_change(shown, more)) == "+1,017"
    assert str(published_change(shown, shown)) == "no change"
    assert str(published_change(shown, Published(None, ""))) == ""
    assert published_change(shown, WITHHELD) is WITHHELD
    assert published_change(WITHHELD, shown) is WITHHELD


def test_a_table_shows_a_line_total_only_where_all_its_cells_are_shown() -> None:
    table = publish_table([counts(3, 40), counts(20, 30), counts(50, 60)])
    lines = [" ".join(map(str, [*row.cells, row.total])) for row in table.rows]
    assert lines == ["c 40 c", "c 30 c", "50 60 110"]
    assert [str(total) for total in table.totals] == ["c", "130"]
    assert str(table.total) == "203"


def test_a_table_may_be_empty_but_not_ragged() -> None:
    assert str(publish_table([]).total) == "0"
    with pytest.raises(ValueError, match="same number of cells"):
        publish_table([counts(1), counts(1, 2)])


def test_what_c_means_is_said_in_the_councils_words() -> None:
    assert hidden_words("children in care") == (
        "c stands for a number that is not shown, so that nobody can work out who "
        "1 to 5 children in care are."
    )


CELLS = st.lists(st.integers(0, 9), min_size=1, max_size=4).map(tuple)


def possible_rows(length: int, most: int) -> list[tuple[int, ...]]:
    return list(product(range(most + 1), repeat=length))


def rows_that_look_alike(cells: tuple[int, ...], limit: int) -> list[tuple[int, ...]]:
    """Every row a reader who knows the whole rule cannot tell from this one."""
    look = publish_row(counts(*cells), limit)
    choices = [range(14) if cell.hidden else (int(cell.value),) for cell in look.cells]
    same_sum = look.total.value
    return [
        row
        for row in product(*choices)
        if same_sum in (None, sum(row)) and publish_row(counts(*row), limit) == look
    ]


@settings(max_examples=150, deadline=None)
@given(CELLS, st.sampled_from([2, 3, 5]))
def test_a_reader_who_knows_the_rule_can_never_work_out_a_hidden_cell(cells, limit) -> None:
    alike = rows_that_look_alike(cells, limit)
    assert cells in alike
    for place, cell in enumerate(publish_row(counts(*cells), limit).cells):
        assert cell.hidden == (len({row[place] for row in alike}) > 1)


@given(st.lists(st.integers(0, 400), max_size=12))
def test_no_small_count_is_ever_shown_and_no_nought_ever_hidden(numbers) -> None:
    row = publish_row(counts(*numbers))
    for number, cell in zip(numbers, row.cells, strict=True):
        assert not (1 <= number <= 5 and not cell.hidden)
        assert not (number == 0 and cell.hidden)
        assert cell.hidden or cell.value == number
    assert row.total.hidden or row.total.value == sum(numbers)


@given(st.lists(st.integers(0, 60), min_size=1, max_size=6))
def test_one_cell_is_never_hidden_alone_beside_its_total(numbers) -> None:
    row = publish_row(counts(*numbers))
    assert row.total.hidden or sum(cell.hidden for cell in row.cells) != 1


@given(st.integers(0, 60), st.integers(0, 60))
def test_a_shown_percentage_rests_on_no_small_count(part, rest) -> None:
    shown = publish_percentage(Count(part), Count(part + rest))
    small = any(1 <= number <= 5 for number in (part, rest, part + rest))
    assert shown.hidden == small


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=1, max_size=5))
def test_a_tables_line_totals_say_nothing_its_cells_do_not(pairs) -> None:
    table = publish_table([counts(*pair) for pair in pairs])
    for row in table.rows:
        assert row.total.hidden == any(cell.hidden for cell in row.cells)
    flat = publish_row([count for pair in pairs for count in counts(*pair)])
    assert tuple(cell for row in table.rows for cell in row.cells) == flat.cells
    assert table.total == flat.total
