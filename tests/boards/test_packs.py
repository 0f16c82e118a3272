"""Packs: one numbering for all readers, nothing small outside, and editions that prove themselves."""

import json
import re
from datetime import date, time
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from boards.models import Edition, Meeting
from boards.packs import blocks
from boards.packs.render import item_html
from boards.packs.services import publish_pack
from boards.packs.stored import KINDS, item_of
from boards.services import plan_meeting
from councils.models import Council
from councils.services import publish
from forums.models import Question
from measures.models import Measure, Observation
from measures.services import record_figure, sign_off
from pledges.models import PledgeSet, Strategy
from tests.factories import boards, councils, forums
from tests.factories.measures import (
    AreaFactory,
    IndicatorFactory,
    MeasureBenchmarkFactory,
    PublishedFigureFactory,
    TargetFactory,
)
from tests.support.papers import cleared

GOLDEN = Path(__file__).parent / "golden"
DAY = date(2027, 1, 13)
ALL = tuple(Edition.Kind)


@pytest.fixture
def council(buckinghamshire: Council) -> Council:
    """Buckinghamshire, with everything published."""
    for model in (Strategy, PledgeSet, Measure):
        publish(by=councils.UserFactory(), rows=model.objects.of(buckinghamshire))
    return buckinghamshire


@pytest.fixture
def meeting(council: Council) -> Meeting:
    """The Panel on Housing and Placements, with a question put."""
    body = council.body_set.get(key="panel")
    planned = plan_meeting(
        by=councils.UserFactory(),
        body=body,
        held_on=DAY,
        starts_at=time(17, 30),
        place="Room 1",
        theme=body.strategy.themes.get(key="housing"),
        slot_minutes=120,
    )
    question = forums.QuestionFactory(
        forum=body.forum_links.get().forum, theme=None, put=True, public_wording="Why do we move?"
    )
    boards.PutQuestionFactory(item=planned.items.get(kind="protected"), question=question)
    return planned


def record(council: Council, key: str, *counts: int) -> None:
    """A signed-off figure for 31 March 2021."""
    officer = councils.UserFactory()
    numbers = dict(zip(("numerator", "denominator"), counts, strict=False))
    figure = record_figure(
        by=officer,
        measure=Measure.objects.of(council).get(key=key),
        period_end=date(2021, 3, 31),
        **numbers,
    )
    sign_off(by=officer, figure=figure)


def published(meeting: Meeting) -> dict[str, Edition]:
    """The editions by kind, just made."""
    return {e.kind: e for e in publish_pack(by=councils.UserFactory(), meeting=meeting)}


def content(edition: Edition) -> dict:
    """The edition as it was written."""
    return json.loads(edition.content)


def figures(edition: Edition) -> dict[str, dict]:
    """The figures of the theme's item, by title."""
    return {
        block["title"]: block
        for item in content(edition)["items"]
        for block in item["blocks"]
        if block["block"] == "figure"
    }


def numbers(edition: Edition) -> list[tuple[str, str, list[str]]]:
    """Items with the numbers of their paragraphs."""
    return [
        (item["number"], item["title"], [b["number"] for b in item["blocks"] if "number" in b])
        for item in content(edition)["items"]
    ]


# Numbering ----------------------------------------------------------------------------------------


def test_items_and_paragraphs_have_one_number_in_every_edition(meeting: Meeting) -> None:
    """Also where the public gets slips, so that everybody in the room means the same paragraph."""
    editions = published(meeting)
    assert set(editions) == set(ALL)
    members = numbers(editions["members"])
    assert [number for number, _, _ in members] == [
        str(n) for n in range(11)
    ]  # three groups report too
    assert members[5][2] == [f"5.{place}" for place in range(1, 10)]  # promise, caution, 7 figures
    assert numbers(editions["forum"]) == numbers(editions["public"]) == members


def test_numbers_agree_where_something_is_not_published(
    meeting: Meeting, buckinghamshire: Council
) -> None:
    """A slip takes the place, and the number, of what it stands for."""
    withdraw_all(buckinghamshire)
    editions = published(meeting)
    assert numbers(editions["public"]) == numbers(editions["members"])


def test_what_others_have_stands_after_the_figure_in_every_edition(
    meeting: Meeting, buckinghamshire: Council
) -> None:
    """With where it comes from; where the measure is not published, a slip keeps its number."""
    measure = Measure.objects.of(buckinghamshire).get(key="foster-families")
    indicator = IndicatorFactory()
    own = AreaFactory(code=buckinghamshire.dfe_code, name="Buckinghamshire")
    for area, value in ((own, 70), (AreaFactory(country=True), 67)):
        PublishedFigureFactory(indicator=indicator, area=area, value=value)
    MeasureBenchmarkFactory(measure=measure, indicator=indicator)
    editions = published(meeting)
    for edition in editions.values():
        (told,) = (
            b for b in content(edition)["items"][5]["blocks"] if "Source:" in b.get("text", "")
        )
        assert told["text"].startswith("Beside others on 31 March 2025: Buckinghamshire 70%; ")
        assert " England 67%" in told["text"]
        assert "2025 release" in told["text"]
    withdraw_all(buckinghamshire)
    later = published(meeting)
    assert "Beside others" not in later["public"].content
    assert numbers(later["public"]) == numbers(editions["members"])


def test_the_page_shows_the_same_numbers(meeting: Meeting) -> None:
    """Each numbered block can be linked to."""
    for edition in published(meeting).values():
        for item in edition.items.all():
            soup = BeautifulSoup(item.html, "html.parser")
            anchors = [
                tag["id"][2:] for tag in soup.find_all(id=lambda i: i and i.startswith("p-"))
            ]
            assert anchors == numbers(edition)[item.position][2]


# What is not published, and what is small ---------------------------------------------------------


def withdraw_all(council: Council) -> None:
    """Take back everything that was published."""
    for publication in council.publication_set.all():
        publication.withdrawn_at = publication.published_at
        publication.withdrawn_by = publication.published_by
        publication.save()


def test_what_is_not_published_is_a_slip_for_the_public_alone(
    meeting: Meeting, council: Council
) -> None:
    """The slip says that something stands there, and none of its words."""
    withdraw_all(council)
    editions = published(meeting)
    said = editions["public"].content
    assert said.count('"block":"slip"') == 8
    assert "A promise stands here that is not published." in said
    assert "A measure stands here that is not published." in said
    for words in ("safe home", "Rate of care", "39.9", "foster families"):
        assert words not in said
        assert words not in "".join(editions["public"].items.values_list("html", flat=True))
        assert words in editions["members"].content
    assert '"block":"slip"' not in editions["forum"].content


def test_a_figure_that_is_not_signed_off_is_for_members_alone(
    meeting: Meeting, council: Council
) -> None:
    """They see it with its status; the forum and the public see the one before."""
    record(council, "children-in-care", 508)
    Observation.objects.filter(period_end=date(2021, 3, 31)).update(signed_off_at=None)
    editions = published(meeting)
    title = "Number of children in Care"
    assert figures(editions["members"])[title]["value"] == "508"
    for kind in ("forum", "public"):
        assert figures(editions[kind])[title]["value"] == "492"
        # The keys of items are numbers of rows; one of them may well be 1508.
        assert "508" not in re.sub(r'"key":"\w*"', "", editions[kind].content)


@pytest.fixture
def small(council: Council) -> str:
    """A measure of which three of 356 children are counted: the words that would give it away."""
    record(council, "children-in-care", 508)
    record(council, "foster-families", 356, 508)
    record(council, "in-house-carers", 3, 356)
    figure = Observation.objects.get(measure__key="in-house-carers", period_end=date(2021, 3, 31))
    figure.narrative = "Only three children moved."
    figure.save()
    return figure.measure.title


def test_members_see_small_numbers_and_are_told_to_keep_them(meeting: Meeting, small: str) -> None:
    editions = published(meeting)
    block = figures(editions["members"])[small]
    assert (block["value"], block["counts"].split(",")[0]) == ("1%", "3 of 356")
    assert "Do not pass them on." in editions["members"].content


@pytest.mark.parametrize("kind", ["forum", "public"])
def test_a_small_number_leaks_nowhere_outside(meeting: Meeting, small: str, kind: str) -> None:
    """Not in the JSON, the page, the chart, its sentence or its table, nor by a rating."""
    edition = published(meeting)[kind]
    block = figures(edition)[small]
    assert block["value"] == "c"
    assert block["counts"].startswith("c of 356")
    assert (block["rating"], block["tone"], block["narrative"]) == ("", "none", "")
    assert block["points"][-1] == {"label": "31 Mar 2021", "value": None, "words": "c"}
    html = edition.items.get(number=5).html
    soup = BeautifulSoup(html, "html.parser")
    section = soup.find(id=f"p-{block['number']}")
    words = f"{edition.content} {html}"
    for leak in ("3 of 356", "Only three children", "0.8"):
        assert leak not in words
    said = section.get_text(" ", strip=True) + block["alt"]
    assert "1%" not in said.split()
    assert "no figure is shown" in block["alt"]
    (dots,) = section.find("svg").select("path.cp-chart__dot")
    assert dots["d"].count("M") == 3  # 2018, 2019 and 2020
    rows = section.find("table").find_all("tr")
    assert not [row for row in rows if "Mar 2021" in row.get_text() and "%" in row.get_text()]


# Editions -----------------------------------------------------------------------------------------


def test_a_pack_says_how_a_figure_is_judged_and_what_will_be_done(
    meeting: Meeting, council: Council
) -> None:
    """71% of 2020 is a year before: the story, the action, the way it went, what chance may do."""
    measure = Measure.objects.of(council).get(key="foster-families")
    TargetFactory(measure=measure, havering=True, value=75, in_force_from=date(2020, 4, 1))
    figure = record_figure(
        by=councils.UserFactory(),
        measure=measure,
        period_end=date(2021, 3, 31),
        numerator=300,
        denominator=500,
        narrative="Forty carers left.",
        corrective_action="Six more carers by May.",
    )
    sign_off(by=councils.UserFactory(), figure=figure)
    for edition in published(meeting).values():
        block = figures(edition)[measure.title]
        assert block["rating"] == (
            "Red: 60% is more than 10% off the target of 75%, and worse than a year ago (71%)."
        )
        assert block["narrative"].split("\n") == [
            "Forty carers left.",
            "What will be done: Six more carers by May.",
            "Down: worse than a year ago (71%).",
            "By chance it could be between 56% and 64%: 500 children in care are counted.",
        ]


def test_an_edition_proves_itself(meeting: Meeting) -> None:
    """Its hash is that of its content, which is canonical."""
    for edition in published(meeting).values():
        assert edition.sha256 == blocks.sha256(edition.content)
        assert edition.schema == content(edition)["schema"] == blocks.SCHEMA
        assert edition.content == json.dumps(
            content(edition), ensure_ascii=False, sort_keys=True, separators=(",", ":")
        )
    assert blocks.sha256(edition.content + " ") != edition.sha256


def test_only_the_editions_that_changed_are_made_anew(meeting: Meeting, council: Council) -> None:
    """A figure not signed off changes what members read, and nobody else."""
    published(meeting)
    record(council, "children-in-care", 508)
    Observation.objects.filter(period_end=date(2021, 3, 31)).update(signed_off_at=None)
    assert set(published(meeting)) == {"members"}
    assert published(meeting) == {}


def test_a_body_that_hears_no_forum_has_no_forum_edition(db, today) -> None:  # noqa: ARG001
    item = boards.AgendaItemFactory(title="Report")
    assert set(published(item.meeting)) == {"members", "public"}


def test_the_front_page_says_what_the_meeting_is_for(meeting: Meeting) -> None:
    """Its theme, whom it hears, and that it decides."""
    front = content(published(meeting)["public"])["items"][0]["blocks"][0]
    assert front["rows"][0] == [
        "What it is for",
        "To look at Housing and Placements, hear We Do Care! and decide what is on its agenda.",
    ]


def test_the_promise_is_quoted_exactly(meeting: Meeting) -> None:
    """With the stem it hangs on and to whom it was made."""
    item = content(published(meeting)["public"])["items"][5]
    (promise,) = [block for block in item["blocks"] if block["block"] == "promise"]
    assert promise == {
        "block": "promise",
        "number": "5.1",
        "stem": "WE WILL...",
        "text": "provide you with a safe home to live in, where you feel happy and well cared for.",
        "by": "Our Pledge, to children in care and care leavers",
    }


def test_an_item_without_papers_says_so(meeting: Meeting) -> None:
    """No page is empty."""
    meeting.items.get(kind="protected").put_questions.all().delete()
    Question.objects.all().delete()
    items = content(published(meeting)["public"])["items"]
    assert items[1]["blocks"][0]["text"] == "There are no papers for this item."
    assert items[4]["blocks"][0]["text"].startswith("No question has been put yet.")


# Reports ------------------------------------------------------------------------------------------


@pytest.fixture
def with_reports(meeting: Meeting) -> Meeting:
    """The same, with an open report and a restricted one under the theme, and a file with each."""
    item = meeting.items.get(kind="theme")
    open_ = cleared(item, title="Homes near school", text="One.\n\nTwo,\nand on.")
    closed = cleared(item, title="One family", summary="zqclosed")
    for report, title in ((open_, "A plan"), (open_, "zqrent"), (closed, "zqletter")):
        boards.AttachmentFactory(report=report, title=title, size=300_000)
    boards.RestrictionFactory(report=closed, reason="It tells of one family")
    rent = open_.attachments.get(title="zqrent")
    boards.RestrictionFactory(council=rent.council, report=None, attachment=rent, reason="A price")
    return meeting


def of_reports(edition: Edition) -> list[tuple[str, str]]:
    """The blocks of the reports: what each is, and its number or its words."""
    plain = content(edition)["items"][5]["blocks"]
    first = next(n for n, block in enumerate(plain) if block["block"] in {"report", "slip"})
    return [(b["block"], b.get("number") or b.get("title") or b["text"]) for b in plain[first:]]


def test_a_report_stands_under_its_item_with_plain_english_first(with_reports: Meeting) -> None:
    """Then the parts of the template in their order; everything that can be named has a number."""
    assert of_reports(published(with_reports)["members"]) == [
        ("report", "Homes near school"),
        *(("part", "In plain English"), ("paragraph", "5.10")),
        *(("part", "Executive summary"), ("paragraph", "5.11")),
        *(("part", "The report"), ("paragraph", "5.12"), ("paragraph", "5.13")),
        *(("part", "Recommendations"), ("recommendation", "5.14")),
        *(("part", "Attached"), ("attached", "5.15"), ("attached", "5.16")),
        ("report", "One family"),
        ("notice", "Do not pass it on. It tells of one family."),
        *(("part", "In plain English"), ("paragraph", "5.17")),
        *(("part", "Executive summary"), ("paragraph", "5.18")),
        *(("part", "Recommendations"), ("recommendation", "5.19")),
        *(("part", "Attached"), ("attached", "5.20")),
    ]


@pytest.mark.parametrize("kind", ["forum", "public"])
def test_what_is_restricted_is_a_slip_that_tells_nothing(with_reports: Meeting, kind: str) -> None:
    """Neither words nor title; what is said has the number the paper begins with."""
    edition = published(with_reports)[kind]
    assert of_reports(edition)[-3:] == [("attached", "5.15"), ("slip", "5.16"), ("slip", "5.17")]
    html = edition.items.get(number=5).html
    for words in (edition.content, html):
        assert "zq" not in words
        assert "One family" not in words
    assert "A report stands here that is not for everybody: It tells of one family." in html
    assert "An attachment stands here that is not for everybody: A price." in html
    assert "PDF, 293 KB. The file is kept with the report" in html


def test_a_number_means_the_same_to_every_reader(with_reports: Meeting) -> None:
    """Where the public has a slip, the numbers behind it are not given to anything else."""
    later = cleared(with_reports.items.get(kind="theme"), title="Schools")
    editions = published(with_reports)
    said = {
        kind: {
            block["number"]: block.get("text") or block.get("title", "")
            for block in content(edition)["items"][5]["blocks"]
            if "number" in block and block["block"] not in {"slip", "attached", "figure"}
        }
        for kind, edition in editions.items()
    }
    assert f"In plain English of {later.title}." in said["members"].values()
    for kind in ("forum", "public"):
        assert said[kind].items() <= said["members"].items() | {("5.2", said[kind]["5.2"])}
        assert said[kind]["5.21"] == f"In plain English of {later.title}."


@pytest.mark.parametrize("state", ["draft", "submitted"])
def test_what_is_not_cleared_is_in_no_edition(meeting: Meeting, state: str) -> None:
    """Not a word of it, whoever reads."""
    report = boards.ReportFactory(
        item=meeting.items.get(kind="theme"), state=state, title="zqtitle", summary="zqsummary"
    )
    report.plain_summary = report.text = "zqtext"
    report.save()
    boards.RecommendationFactory(report=report, text="zqasked")
    boards.AttachmentFactory(report=report, title="zqfile")
    for edition in published(meeting).values():
        assert "zq" not in edition.content
        assert "zq" not in "".join(edition.items.values_list("html", flat=True))


def test_a_lifted_restriction_restricts_nothing(meeting: Meeting) -> None:
    report = cleared(meeting.items.get(kind="theme"), title="Homes")
    boards.RestrictionFactory(report=report, lifted=True)
    editions = published(meeting)
    assert of_reports(editions["public"]) == of_reports(editions["members"])


def test_complaints_are_called_so(meeting: Meeting) -> None:
    report = cleared(meeting.items.get(kind="theme"))
    report.kind = "complaints"
    report.save()
    (block,) = [
        b
        for b in content(published(meeting)["public"])["items"][5]["blocks"]
        if b["block"] == "report"
    ]
    assert block == {
        "block": "report",
        "key": str(report.pk),
        "title": "Homes",
        "kind": "Complaints",
    }


# Every schema ever written ------------------------------------------------------------------------


def test_every_schema_has_its_golden_edition() -> None:
    """Whoever counts the schema up stores an edition of the new one here."""
    names = {path.name for path in GOLDEN.glob("schema_*.json")}
    assert names == {f"schema_{number}.json" for number in range(1, blocks.SCHEMA + 1)}


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("schema_*.json")), ids=lambda path: path.stem)
def test_every_schema_ever_written_still_renders(path: Path) -> None:
    """Each kind of block draws its words; the newest edition has a block of each kind."""
    stored = json.loads(path.read_text(encoding="utf-8"))
    drawn = [item_html(item_of(item)) for item in stored["items"]]
    kinds = {block["block"] for item in stored["items"] for block in item["blocks"]}
    if stored["schema"] == blocks.SCHEMA:
        assert kinds == set(KINDS)
    text = " ".join(BeautifulSoup(" ".join(drawn), "html.parser").get_text(" ").split())
    for item in stored["items"]:
        for block in item["blocks"]:
            for value in (v for k, v in block.items() if k in {"text", "title", "value", "reason"}):
                assert " ".join(value.split()) in text


def test_what_is_written_today_is_what_the_golden_edition_says(with_reports: Meeting) -> None:
    """The same fields in the same blocks: a change of a block needs a new schema."""
    text = "Table: Homes\n| Year | Homes |\n| 2026 | 12 |\n\n- One\n- Two"
    cleared(with_reports.items.get(kind="theme"), title="A list and a table", text=text)
    stored = json.loads((GOLDEN / f"schema_{blocks.SCHEMA}.json").read_text(encoding="utf-8"))
    written = published(with_reports)
    assert _shape(stored) == _shape(content(written["members"])) | _shape(
        content(written["public"])
    )


def _shape(pack: dict) -> set[tuple[str, str]]:
    found = {("pack", name) for name in pack}
    for item in pack["items"]:
        found |= {("item", name) for name in item}
        found |= {(block["block"], name) for block in item["blocks"] for name in block}
    return found
