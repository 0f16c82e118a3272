"""`check_strategy`: each planted mistake is found at its line, and what is odd is listed."""

import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection, transaction
from django.test.utils import CaptureQueriesContext

from corporate_parenting.strategy_check.findings import REMEDIES, did_you_mean, listed
from corporate_parenting.strategy_check.mistakes import Report, check
from corporate_parenting.strategy_check.reading import DEEPEST, MOST_BYTES
from councils.models import Council
from pledges.models import (
    Statement,
)
from tests.support.get_writes import forbidden
from tests.support.loading import FIXTURES

HOSTILE = Path(__file__).with_name("hostile.yaml")
COUNCIL = """\
- model: councils.council
  fields:
    slug: newshire
    name: Newshire Council
    short_name: Newshire
    ons_code: E06999990
    dfe_code: "990"
"""
STRATEGY = """\
- model: pledges.strategy
  fields:
    council: [newshire]
    key: strategy
    title: Corporate Parenting Strategy
    period_from: "2024"
    period_to: "2027"
"""
STATEMENT = """\
- model: pledges.statement
  fields:
    council: [newshire]
    key: {key}
    strategy: [newshire, strategy]
    kind: priority
    position: {position}
    text: {key}
"""
SMALL = COUNCIL + STRATEGY

pytestmark = pytest.mark.django_db


def report(text: str) -> Report:
    """What is found in a file of this text."""
    return check(text.encode())


def found(text: str) -> list[tuple[int, str]]:
    """The line and kind of each mistake in a file of this text."""
    return [(each.line, each.kind) for each in report(text).mistakes]


def run(*arguments: str) -> str:
    """What the command prints."""
    out = StringIO()
    call_command("check_strategy", *arguments, stdout=out)
    return out.getvalue()


# Every kind of mistake ----------------------------------------------------------------------------


def planted() -> list[tuple[int, str]]:
    """The line and kind of each mistake that the hostile file says it has."""
    lines = HOSTILE.read_text("utf-8").split("\n")[5:]
    return [
        (number, kind)
        for number, line in enumerate(lines, start=6)
        for kind in re.findall(r" ! ([a-z-]+)", line)
    ]


def test_each_planted_mistake_is_found_at_its_line_and_no_other():
    seen = sorted((each.line, each.kind) for each in check(HOSTILE.read_bytes()).mistakes)
    assert seen == sorted(planted())


#: Mistakes that end the reading, or that need a file of their own: text, line, kind.
ALONE = [
    ("", 1, "empty"),
    ("\n\n# nothing but a remark\n", 1, "empty"),
    (SMALL + "- model: pledges.theme\n  fields:\n\tkey: a\n", 17, "tab"),
    ("council:\n  name: Newshire\n", 1, "not-a-list"),
    ("[]\n", 1, "not-a-list"),
    ("Newshire Council\n", 1, "not-a-list"),
    (STRATEGY, 1, "no-council"),
    (SMALL + "---\n" + SMALL, 15, "two-documents"),
    (SMALL + "    title: Homes: for all\n", 15, "not-yaml"),
    (SMALL + "   title: Homes\n", 15, "not-yaml"),
    (SMALL + "    summary: \"Homes\n    source_note: Page 1\n", 15, "not-yaml"),
    (SMALL + "    summary: \"Homes\" for all\n", 15, "not-yaml"),
    (SMALL + "    summary: @home\n", 15, "not-yaml"),
    (SMALL + "    summary: [a, b\n", 16, "not-yaml"),
    (SMALL + "    summary\n    source_note: Page 1\n", 15, "not-yaml"),
    (SMALL + "    summary: " + "[" * DEEPEST + "]" * DEEPEST + "\n", 15, "too-deep"),
    (SMALL + "    summary: " + "[" * 50_000 + "\n", 15, "too-deep"),
    (SMALL + "    summary: Homes for\u00a0all\n", 15, "invisible"),
    (SMALL + "    summary: Homes\x07 for all\n", 15, "invisible"),
    (SMALL + "    summary: \u202eHomes for all\n", 15, "invisible"),
    (SMALL + "    # a zero-width space in a remark: \u200b\n", 15, "invisible"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "line", "kind"), ALONE)
def test_a_mistake_that_needs_a_file_of_its_own(text, line, kind):
    assert found(text) == [(line, kind)]


def test_a_file_that_is_too_big_is_not_read():
    mistakes = check(b"#" * (MOST_BYTES + 1)).mistakes
    assert [(each.line, each.kind) for each in mistakes] == [(1, "too-big")]


@pytest.mark.parametrize(
    ("data", "line"),
    [
        ((SMALL + "    summary: Caf").encode() + b"\xe9\n", 15),
        (SMALL.encode("utf-16"), 1),
        (b"\x89PNG\r\n\x1a\n\x00\x00", 1),
    ],
)
def test_a_file_that_is_not_text_is_said_to_be_none(data, line):
    mistakes = check(data).mistakes
    assert [(each.line, each.kind) for each in mistakes] == [(line, "not-utf-8")]


def test_a_thousand_aliases_are_named_and_never_unfolded():
    levels = "".join(f"    a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 40))
    kinds = {kind for _, kind in found(SMALL + "    a0: &a0 [x, x]\n" + levels)}
    assert kinds == {"anchor", "alias"}


def test_a_mark_at_the_beginning_and_windows_lines_are_no_mistakes():
    assert not check(("\ufeff" + SMALL.replace("\n", "\r\n")).encode()).mistakes


def test_each_kind_is_planted_somewhere():
    elsewhere = {"too-big", "not-utf-8", "code-taken", "key-changed"}
    assert {kind for _, kind in planted()} | {kind for *_, kind in ALONE} | elsewhere == set(
        REMEDIES
    )
    assert len(REMEDIES) >= 25


def test_each_mistake_says_where_it_is_what_is_wrong_and_what_to_do():
    for mistake in check(HOSTILE.read_bytes()).mistakes:
        said = mistake.in_words("hostile.yaml")
        assert re.fullmatch(r"hostile\.yaml:\d+: .+: .+[.?:] .+[.:\"]", said), said
        assert not re.search(r"[Tt]raceback|yaml\.|django|None|<class", said), said


@pytest.mark.parametrize(
    "words",
    [
        "pledges.theme theme, titel: pledges.theme has no field “titel”.",
        "“principel” is not one of principle, guiding_principle, priority",
        "Did you mean “principle”?",
        "There is no model “pledges.promiss”. Did you mean “pledges.promise”?",
        "There is no model “boards.promise”. Did you mean “pledges.promise”?",
        "There is no pledges.strategy “stratgey” in the file. Did you mean “strategy”?",
        "The text has 10 characters; 9 is the most.",
        "“825” is a number; “dfe_code” is text; a number or a yes in text stands in quotation marks.",
        "“yes” is true or false; “name” is text",
        "“31 February 2020” is not a date that can be read. Write a day (14 October 2019)",
        "“strategy” names a row as [slug, key].",
        "Position 1 is that of pledges.theme theme on line",
        "The upper age is below the lower one. It concerns from_age and to_age.",
        "Say in words what the percentage is a share of.",
        "“quorum_kind” is “disciplines”, and nothing says how many.",
        "“!!python/object/apply:os.system” is an instruction to programs.",
        "measures.observation in-foster-care/2022-03-31/1, value: “about 70” is not a number.",
        ": this row: This entry is not a row.",
        "300 of 398 is 75%, not 70%.",
        "but “In care” on line",
        "White text on #f4e04d has a contrast of 1.3 to 1.",
        "“committee” is not one of the words that can be set.",
        "“2021-02-29” is no day there is.",
        "“heading” is of the pledge_set “pledge-announced”, and this row of “pledge”.",
    ],
)
def test_in_plain_words(words):
    said = "\n".join(each.in_words("hostile.yaml") for each in check(HOSTILE.read_bytes()).mistakes)
    assert words in said, said


def test_what_gives_somebody_away_is_not_printed():
    said = "\n".join(each.in_words("hostile.yaml") for each in check(HOSTILE.read_bytes()).mistakes)
    for secret in ("somebody@example.org", "01632", "Invented", "1 May 2012", "12345"):
        assert secret not in said


# What must not be taken for a mistake -------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(file.name for file in FIXTURES.glob("*.yaml")))
def test_the_councils_own_files_have_no_mistakes(name):
    result = check((FIXTURES / name).read_bytes())
    assert not [each.in_words(name) for each in result.mistakes]


def test_the_summary_counts_each_kind_of_row():
    result = check((FIXTURES / "buckinghamshire.yaml").read_bytes())
    assert result.summary.startswith(f"{len(result.book.rows)} rows: 1 council, 1 strategy, ")
    for part in ("5 promises", "19 seats", "21 figures", "4 bodies", "1 terms of reference"):
        assert part in result.summary
    assert report(COUNCIL).summary == "1 row: 1 council."


def test_decimals_are_taken_as_they_are_written():
    text = (FIXTURES / "buckinghamshire.yaml").read_text("utf-8").replace('"39.2"', "39.2")
    assert not report(text).mistakes


#: Whatever stands where a value should: no check may stumble over it.
STRANGE = ["", "~", "[]", "{}", "[[]]", "{a: 1}", "[~, 1]", "-1", "010", ".nan", "1e999", "2020-99-99",
           "yes", '""', "*a", "!!set {a}", "[a, b, c, d]", "0x10", "9" * 5000, "2020-01-01", "<<"]  # fmt: skip


@pytest.mark.parametrize("strange", STRANGE)
def test_nothing_that_stands_in_a_field_stops_the_checks(strange):
    written = HOSTILE.read_text("utf-8").split("\n")
    for start in range(2):
        lines = list(written)
        for number in range(start, len(lines), 2):
            lines[number] = re.sub(
                r"^(    \w+: )(?!>).*", lambda found: found[1] + strange, lines[number]
            )
        assert len(report("\n".join(lines)).mistakes) > 30


def test_a_number_that_would_be_read_as_another_is_refused():
    text = SMALL + STATEMENT.format(key="homes", position="010")
    assert found(text) == [(21, "not-a-number")]
    assert report(text).mistakes[0].what == "“010” would be read as 8."


# The order in which a file loads ------------------------------------------------------------------


def test_a_row_that_is_needed_must_stand_above(tmp_path):
    """As loading has it: a reference that must have a value cannot wait."""
    text = COUNCIL + STATEMENT.format(key="homes", position=1) + STRATEGY
    assert found(text) == [(12, "too-late")]
    file = tmp_path / "newshire.yaml"
    file.write_text(text, "utf-8")
    with pytest.raises(Exception, match="null value in column"), transaction.atomic():
        call_command("loaddata", str(file), verbosity=0)


def test_a_row_that_is_not_needed_may_stand_below(tmp_path):
    """As loading has it: a reference that may be empty is filled in at the end."""
    text = (
        SMALL
        + STATEMENT.format(key="find-homes", position=1)
        + "    part_of: [newshire, homes]\n"
        + STATEMENT.format(key="homes", position=2)
    )
    assert not found(text)
    file = tmp_path / "newshire.yaml"
    file.write_text(text, "utf-8")
    call_command("loaddata", str(file), verbosity=0)
    assert Statement.objects.get(key="find-homes").part_of.key == "homes"


def test_the_council_comes_first(tmp_path):
    text = STRATEGY + COUNCIL
    assert found(text) == [(8, "council-late")]
    file = tmp_path / "newshire.yaml"
    file.write_text(text, "utf-8")
    with pytest.raises(Exception, match="no council"), transaction.atomic():
        call_command("loaddata", str(file), verbosity=0)


# Against what is loaded ---------------------------------------------------------------------------


def test_a_code_of_another_council_is_refused(buckinghamshire):
    text = SMALL.replace("E06999990", buckinghamshire.ons_code)
    assert found(text) == [(6, "code-taken")]
    assert "Buckinghamshire Council" in report(text).mistakes[0].what


def test_a_key_that_was_changed_is_refused(buckinghamshire, tmp_path):
    text = (FIXTURES / "buckinghamshire.yaml").read_text("utf-8")
    text = text.replace("key: belief-3\n", "key: belief-three\n")
    line = text[: text.index("key: belief-three")].count("\n") + 1
    assert found(text) == [(line, "key-changed")]
    file = tmp_path / "buckinghamshire.yaml"
    file.write_text(text, "utf-8")
    with pytest.raises(Exception, match="one_per_place"), transaction.atomic():
        call_command("loaddata", str(file), verbosity=0)
    assert buckinghamshire.slug in text


@pytest.mark.usefixtures("buckinghamshire")
def test_checking_writes_nothing():
    with CaptureQueriesContext(connection) as queries:
        check(HOSTILE.read_bytes())
        run(str(FIXTURES / "buckinghamshire.yaml"))
    assert queries.captured_queries
    assert not [each["sql"] for each in queries.captured_queries if forbidden(each["sql"])]


# The command --------------------------------------------------------------------------------------


def test_a_file_with_mistakes_ends_with_one():
    out = StringIO()
    with pytest.raises(CommandError, match=r"mistakes in .*hostile\.yaml") as ended:
        call_command("check_strategy", str(HOSTILE), stdout=out)
    assert ended.value.returncode == 1
    lines = out.getvalue().splitlines()
    assert len(lines) == len(planted())
    assert all(line.startswith(f"{HOSTILE}:") for line in lines)


def test_a_file_without_mistakes_ends_well_before_it_is_loaded():
    assert not Council.objects.filter(slug="cambridgeshire").exists()
    said = run(str(FIXTURES / "cambridgeshire.yaml"))
    assert re.search(r"cambridgeshire\.yaml: no mistakes\. \d+ rows: 1 council, ", said)
    assert "Warning" not in said


@pytest.mark.usefixtures("buckinghamshire")
def test_a_loaded_council_is_warned_of_and_never_refused():
    said = run("--council", "buckinghamshire")
    assert said.count("Warning: ") == 10
    assert "Buckinghamshire Council is loaded; 10 odd." in said
    both = run(str(FIXTURES / "buckinghamshire.yaml"))
    assert both.count("Warning: ") == 10
    assert "no mistakes" in both


@pytest.mark.usefixtures("buckinghamshire")
def test_a_row_that_left_the_file_is_named(tmp_path):
    text = (FIXTURES / "buckinghamshire.yaml").read_text("utf-8")
    first, row, last = re.split(
        r"(?=- model: pledges.quote\n[^-]+key: feedback-quickly)|(?=\n# The themes)", text
    )
    assert "feedback-quickly" in row
    file = tmp_path / "buckinghamshire.yaml"
    file.write_text(first + last, "utf-8")
    assert "Warning: pledges.quote feedback-quickly: It is loaded and not in the file" in run(
        str(file)
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "Say which file to check"),
        (["--council", "nowhere"], "There is no council “nowhere”. Loaded: "),
        (["no-such-file.yaml"], "no-such-file.yaml cannot be read: No such file"),
        (["."], "cannot be read: Is a directory"),
    ],
)
def test_what_the_command_cannot_do_it_says(arguments, words):
    with pytest.raises(CommandError, match=re.escape(words)):
        run(*arguments)


def test_without_a_database_it_says_so_and_checks_nothing(monkeypatch):
    def refuse() -> None:
        raise OperationalError("connection refused\nIs the server running?")

    monkeypatch.setattr(Council.objects, "exists", refuse)
    with pytest.raises(CommandError, match=r"Start the database first.*: connection refused$"):
        run(str(HOSTILE))


def test_small_words():
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"], "and") == "a, b and c"
    assert did_you_mean("zzz", ["text"]) == ""
