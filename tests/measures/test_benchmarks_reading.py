"""A wrong, hostile or enormous file gets a clear answer; a published one is read line by line."""

import gzip
import tracemalloc
import zipfile
from io import BytesIO
from time import perf_counter

import pytest

from measures.benchmarks.alike import is_grades, is_neighbours, read_grades, read_neighbours
from measures.benchmarks.profile import Profile, Take, WrongHeader, fitting, locate, nearest
from measures.benchmarks.published import MOST_PROBLEMS, Reader, TooManyProblems
from measures.benchmarks.reading import MOST_BYTES, MOST_ROWS, Table, Unreadable, sha256_of
from tests.support import open_data
from tests.support.open_data import HEADER, HERE, THERE, named, pair, table

HOMES = Profile(
    key="homes",
    columns={
        "group": ("cla_group",),
        "breakdown": ("placement_stability",),
        "count": ("children_count", "number"),
        "percent": ("children_percent", "percentage"),
    },
    takes=(
        Take(
            key="moved",
            rows={"group": "In care", "breakdown": "Moved often"},
            value="percent",
            part="count",
            whole_rows={"breakdown": "Total"},
        ),
    ),
)


def read(file: BytesIO, profile: Profile = HOMES) -> tuple[Reader, list]:
    """What is read of a file."""
    opened = Table(file)
    reader = Reader(profile, opened.header, {"moved": 100})
    return reader, list(reader.read(opened.rows()))


def problems(*rows: str) -> list[str]:
    """What is wrong with a file of these rows."""
    reader, _ = read(table(rows))
    return [each.said for each in reader.problems]


# What is read -------------------------------------------------------------------------------------


@pytest.mark.parametrize("bom", [True, False])
def test_a_share_is_made_of_two_rows(bom):
    reader, figures = read(table(bom=bom))
    own = [each for each in figures if each.place == "839"]
    assert len(figures) == 8
    assert [(f.period_end.year, f.part, f.whole, f.value, f.line) for f in own] == [
        (2025, 53, 560, 9, 6),
        (2024, 53, 560, 9, 14),
    ]
    assert not reader.problems
    assert not reader.notes
    assert sorted(reader.places) == ["838", "839", "E12000009", "E92000001"]


def test_columns_may_have_the_names_of_another_release():
    header = HEADER.replace("children_count", "number").replace("children_percent", "percentage")
    _, figures = read(table(header=header))
    assert len(figures) == 8


def test_columns_may_stand_in_another_order():
    turned = [",".join(reversed(row.split(","))) for row in (HEADER, *open_data.usual())]
    _, figures = read(table(turned[1:], header=turned[0]))
    assert len(figures) == 8


def test_a_symbol_is_kept_with_what_is_known_of_the_whole():
    _, figures = read(table())
    theirs = next(each for each in figures if each.place == "838")
    assert (theirs.value, theirs.symbol, theirs.part, theirs.whole) == (None, "c", None, 411)


def test_the_whole_may_stand_before_the_part():
    part, whole = pair(HERE, 53, 560, 9)
    _, figures = read(table([whole, part]))
    assert [(f.part, f.whole, f.line) for f in figures] == [(53, 560, 3)]


def test_a_part_whose_whole_never_comes_is_still_a_figure():
    _, figures = read(table(pair(HERE, 53, 560, 9)[:1]))
    assert [(f.part, f.whole, f.value) for f in figures] == [(53, None, 9)]


def test_rows_nobody_asks_for_are_passed_over():
    other = f"2025,Reporting year,{HERE},In care,Something else,not a number,?"
    planning = other.replace("Local authority", "Planning area")
    reader, figures = read(table([*pair(HERE, 53, 560, 9), other, planning]))
    assert (len(figures), reader.passed_over, reader.problems) == (1, 2, [])


def test_a_figure_that_its_counts_do_not_give_is_noted_for_an_authority_only():
    reader, _ = read(table([*pair(HERE, 53, 560, 10), *pair(open_data.ENGLAND, 8500, 81770, 11)]))
    assert [each.said for each in reader.notes] == ["Line 2 says 10; 53 of 560 gives 9."]


def test_a_half_goes_up():
    """5 of 8 is 62.5, published as 63."""
    reader, _ = read(table(pair(HERE, 5, 8, 63)))
    assert not reader.notes


def test_an_average_may_stand_in_the_column_of_counts():
    take = Take("score", {"group": "In care", "breakdown": "Moved often"}, value="count")
    _, figures = read(table(pair(HERE, "14.9", 560, "z")), Profile("x", HOMES.columns, (take,)))
    assert [(str(f.value), f.part, f.whole) for f in figures] == [("14.9", None, None)]


def test_the_whole_may_stand_in_a_column_of_its_own():
    rows = {"group": "In care", "breakdown": "Moved often"}
    take = Take("rate", rows, value="percent", part="count", whole="population")
    columns = {**HOMES.columns, "population": ("population_estimate",)}
    start = f"2025,Reporting year,{HERE},In care,Moved often"
    file = table([f"{start},560,75,74810"], header=f"{HEADER},population_estimate")
    _, figures = read(file, Profile("x", columns, (take,)))
    assert [(f.part, f.whole, f.value) for f in figures] == [(560, 74810, 75)]


# What is wrong with it ----------------------------------------------------------------------------


def test_each_wrong_cell_is_named_with_line_and_column():
    found = problems(*pair(HERE, "=1+1", 560, 9), *pair(THERE, 3, "", "12%"))
    assert [each.partition(", which")[0] for each in found] == [
        "Line 2, column children_count holds “=1+1”",
        "Line 4, column children_percent holds “12%”",
        "Line 5, column children_count is empty: a number or a symbol such as z is needed.",
    ]


def test_the_same_row_twice_is_refused_with_both_lines():
    rows = pair(HERE, 53, 560, 9)
    assert problems(*rows, rows[0]) == [
        "Line 4 is about the same as line 2: “Moved often”, “In care”."
    ]
    assert problems(*rows, rows[1])[0].startswith("Line 4 is about the same as line 3")


def test_another_council_s_name_under_our_number_is_refused():
    assert problems(*pair(HERE, 53, 560, 9), *pair(HERE.replace("Here", "There"), 3, 9, 33)) == [
        "Line 4, column old_la_code holds 839 for “There”, and further up for “Here”.",
        "Line 5, column old_la_code holds 839 for “There”, and further up for “Here”.",
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("839", "83", "three digits are needed"),
        ("E06000058", "", "a letter and eight digits are needed"),
        (",Here,", ",,", "which is no name"),
        ("Reporting year", "Academic year", "a reporting year such as 2025"),
        ("2025,", "soon,", "a reporting year such as 2025"),
    ],
)
def test_a_place_or_a_period_that_makes_no_sense_is_refused(old, new, said):
    (row, _) = pair(HERE, 53, 560, 9)
    (found,) = problems(row.replace(old, new, 1))
    assert said in found


def test_a_row_with_a_cell_too_many_is_refused():
    row, whole = pair(HERE, 53, 560, 9)
    assert problems(f"{row},extra", whole) == ["Line 2 has 15 cells, and the first line 14."]


def test_after_fifty_mistakes_reading_ends():
    opened = Table(table([row for _ in range(90) for row in pair(HERE, "?", "?", "?")]))
    reader = Reader(HOMES, opened.header)
    with pytest.raises(TooManyProblems):
        list(reader.read(opened.rows()))
    assert len(reader.problems) == MOST_PROBLEMS


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"PK\x03\x04rest", "zip file or a spreadsheet"),
        (gzip.compress(b"time_period", mtime=0), "compressed file"),
        (b"%PDF-1.7", "PDF"),
        (b"<!doctype html>", "web page"),
        (b"\xef\xbb\xbf\n<html>", "web page"),
        ("time_period".encode("utf-16"), "UTF-16"),
        (b"time_period,x\n2025\0,1\n", "Line 2 holds signs that no text has"),
        ("time_period,é\n".encode("latin-1"), "not in the encoding UTF-8"),
        (b"time_period,x\n" + b"y" * 20_001, "Line 2 is longer than 20,000 letters"),
        (b"a,b\n" + b"\n" * 1_001, "more than 1,000 empty rows"),
        (b"a,b\n" + b",\n" * 1_001, "more than 1,000 empty rows"),
        (b"\n \n", "no line with the names of its columns"),
        (b'a,b\n"open,1\n' + b"x,1\n" * 50_000, "a quotation mark is opened and not closed"),
        (b'a,b\n"x"y,1\n', "a quotation mark is opened and not closed"),
    ],
)
def test_what_is_no_table_is_refused_in_words(content, said):
    with pytest.raises(Unreadable, match=said):
        list(Table(named(content)).rows())


def test_a_zip_bomb_is_not_unpacked():
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("big.csv", b"0" * 50_000_000)
    with pytest.raises(Unreadable, match="zip file"):
        Table(file)


def test_a_file_that_is_too_large_is_not_read(monkeypatch):
    monkeypatch.setattr("measures.benchmarks.reading.MOST_BYTES", 100)
    with pytest.raises(Unreadable, match="at most"):
        Table(table())
    assert MOST_BYTES <= 100 * 2**20


def test_a_file_with_too_many_rows_is_not_read_to_its_end(monkeypatch):
    monkeypatch.setattr("measures.benchmarks.reading.MOST_ROWS", 10)
    with pytest.raises(Unreadable, match="more than 10 rows"):
        read(table())
    assert MOST_ROWS >= 200_000


def test_a_million_blank_rows_are_answered_at_once():
    started = perf_counter()
    with pytest.raises(Unreadable, match="empty rows"):
        read(named(HEADER.encode() + b"\n" * 1_000_000))
    assert perf_counter() - started < 5


def long_file(rows: int) -> BytesIO:
    """A file with so many rows, half of them asked for."""
    lines = []
    for number in range(rows // 4):
        year, code = 2001 + number // 900, 100 + number % 900
        place = HERE.replace("839", str(code)).replace("E06000058", f"E06{code:06}")
        lines += pair(place, 53, 560, 9, year=year)
        lines += [f"{year},Reporting year,{place},In care,Something else,1,1"] * 2
    return table(lines)


def test_a_long_file_is_read_quickly_with_little_memory():
    file = long_file(20_000)
    tracemalloc.start()
    started = perf_counter()
    opened = Table(file)
    reader = Reader(HOMES, opened.header)
    count = sum(1 for _ in reader.read(opened.rows()))
    seconds, (_, peak) = perf_counter() - started, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (count, reader.problems) == (5_000, [])
    assert seconds < 10
    assert peak < 20 * 2**20


def test_progress_is_told_up_to_the_end():
    told = []
    opened = Table(long_file(4_000), progress=told.append)
    assert sum(1 for _ in opened.rows()) == 4_000
    assert told == sorted(told)
    assert len(told) >= 7
    assert 90 <= told[-1] <= 100


def test_the_fingerprint_is_of_the_whole_file():
    file = table()
    file.read(5)
    assert sha256_of(file) == sha256_of(table())
    assert sha256_of(file) != sha256_of(table(bom=True))


# Which table it is --------------------------------------------------------------------------------


def test_a_column_that_is_missing_is_named_with_what_is_there():
    with pytest.raises(WrongHeader) as caught:
        locate(HOMES, HEADER.replace("children_percent", "share").split(","))
    assert "no column “children_percent” or “percentage”" in str(caught.value)
    assert "share" in str(caught.value)


def test_two_names_of_one_column_or_one_name_twice_are_refused():
    with pytest.raises(WrongHeader, match="more than one of"):
        locate(HOMES, [*HEADER.split(","), "number"])
    with pytest.raises(WrongHeader, match="twice"):
        locate(HOMES, [*HEADER.split(","), "la_name"])
    with pytest.raises(WrongHeader, match="at most 200"):
        locate(HOMES, [str(number) for number in range(201)])


def test_the_table_that_fits_best_is_found():
    other = Profile("other", {"age": ("care_leaver_age",), **HOMES.columns}, HOMES.takes)
    header = HEADER.split(",")
    assert fitting([other, HOMES], header) == [HOMES]
    assert nearest([other, HOMES], header[:-1]) == HOMES
    assert nearest([], header) is None


# Neighbours and grades ----------------------------------------------------------------------------

CODES = [str(each) for each in range(801, 815)]


@pytest.mark.parametrize("old", [True, False])
def test_ten_ranked_neighbours_of_each_authority(old):
    opened = Table(open_data.neighbours(open_data.ring(CODES), old=old))
    assert is_neighbours(opened.header)
    found = read_neighbours(opened.header, opened.rows())
    assert (len(found.names), len(found.rows), found.problems) == (14, 140, ())
    first = found.rows[0]
    assert (first.code, first.rank, first.neighbour, first.closeness) == (
        "801",
        1,
        "802",
        "Very close",
    )


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"801": ["801", *CODES[2:11]]}, "makes 801 a neighbour of itself"),
        ({"801": ["802", "802", *CODES[2:10]]}, "names a neighbour of “801” twice"),
        ({"801": ["", *CODES[2:11]]}, "three digits"),
    ],
)
def test_a_neighbour_that_cannot_be_is_refused(change, said):
    opened = Table(open_data.neighbours({**open_data.ring(CODES), **change}))
    found = read_neighbours(opened.header, opened.rows())
    assert said in found.problems[0].said


def test_an_authority_twice_is_refused():
    one = open_data.neighbours(open_data.ring(CODES)).getvalue().decode("utf-8-sig")
    opened = Table(named((one + one.split("\n")[1] + "\n").encode()))
    found = read_neighbours(opened.header, opened.rows())
    assert found.problems[0].said == "Line 16 names 801 a second time."


def test_grades_with_their_days():
    text = "old_la_code,inspected_on,grade,source\n839,2024-02-01,Good,Report\n838,1/3/2023,Inadequate,\n"
    opened = Table(named(text.encode()))
    assert is_grades(opened.header)
    found = read_grades(opened.header, opened.rows())
    assert [(g.code, f"{g.inspected_on}", g.grade, g.source) for g in found.rows] == [
        ("839", "2024-02-01", "good", "Report"),
        ("838", "2023-03-01", "inadequate", "as sent"),
    ]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("83,2024-02-01,Good,", "three digits"),
        ("839,2024-02-30,Good,", "a day such as"),
        ("839,2024-02-01,Fine,", "a grade is one of"),
    ],
)
def test_a_grade_that_cannot_be_is_refused(row, said):
    opened = Table(named(f"old_la_code,inspected_on,grade,source\n{row}\n".encode()))
    (found,) = read_grades(opened.header, opened.rows()).problems
    assert said in found.said


def test_two_grades_on_one_day_are_refused():
    text = "old_la_code,inspected_on,grade\n839,2024-02-01,Good\n839,2024-02-01,Inadequate\n"
    opened = Table(named(text.encode()))
    (found,) = read_grades(opened.header, opened.rows()).problems
    assert "another grade on the same day" in found.said


@pytest.mark.parametrize("reader", [read_neighbours, read_grades])
def test_another_file_is_neither(reader):
    with pytest.raises(WrongHeader, match="The first line is not that of"):
        reader(["a", "b"], [])
