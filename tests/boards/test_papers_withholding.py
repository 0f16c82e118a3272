"""When a paper may be restricted, what stands in its place, and how it is taken out of a pack."""

import json
from datetime import date
from pathlib import Path

import pytest

from boards.packs import blocks, stored
from boards.packs import withholding as rule

TODAY = date(2026, 12, 2)
GOLDEN = Path(__file__).parent / "golden"
SOUND = rule.Decision("It tells of one family", date(2027, 3, 1))


def missing(formal: bool = False, **changes: object) -> set[str]:
    """The fields that a decision lacks."""
    values = {name: getattr(SOUND, name) for name in SOUND.__slots__} | changes
    found = rule.what_is_missing(
        rule.Decision(**values), today=TODAY, formal_committee=formal, body="Panel"
    )
    assert all(words.endswith(".") for words in found.values())
    return set(found)


def test_a_sound_decision_lacks_nothing() -> None:
    assert missing() == set()
    assert missing(formal=True, legal_paragraph=rule.PARAGRAPHS[0]) == set()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"reason": "  "}, "reason"),
        ({"formal": True}, "legal_paragraph"),
        ({"formal": True, "legal_paragraph": " "}, "legal_paragraph"),
        ({"review_on": None}, "review_on"),
        ({"review_on": TODAY}, "review_on"),
        ({"withheld_from_young": True}, "young_reason"),
    ],
)
def test_what_a_decision_must_say(changes: dict, field: str) -> None:
    assert missing(**changes) == {field}


def test_it_is_due_on_its_day_and_after() -> None:
    days = (date(2026, 12, 1), TODAY, date(2026, 12, 3))
    assert [rule.is_due(day, TODAY) for day in days] == [True, True, False]


def test_each_paragraph_fits_its_field() -> None:
    assert len(rule.PARAGRAPHS) == len(set(rule.PARAGRAPHS)) == 8
    assert max(map(len, rule.PARAGRAPHS)) <= 120


def test_the_slip_says_why_and_the_forum_hears_of_its_own_reason() -> None:
    decision = rule.Decision(
        "It tells of one family.",
        None,
        withheld_from_young=True,
        young_reason="She sits on the Panel",
    )
    said = "A report stands here that is not for everybody: It tells of one family."
    assert rule.slip_words("A report", decision, for_forum=False) == said
    assert rule.slip_words("A report", decision, for_forum=True) == (
        f"{said} Young people who hold a seat do not get it either: She sits on the Panel."
    )
    formal = rule.Decision("Costs", None, "Paragraph 3: business")
    assert rule.slip_words("An attachment", formal, for_forum=True) == (
        "An attachment stands here that is not for everybody: Costs. (Paragraph 3: business.)"
    )


# Taken out of a pack that is out ------------------------------------------------------------------

PACK = {
    "kind": "public",
    "items": [
        {"number": 0, "blocks": [{"block": "paragraph", "number": "0.1", "text": "a"}]},
        {
            "number": 1,
            "blocks": [
                {"block": "heading", "text": "Before"},
                {"block": "paragraph", "number": "1.1", "text": "b"},
                {"block": "report", "key": "7", "title": "First", "kind": ""},
                {"block": "part", "text": "Summary"},
                {"block": "paragraph", "number": "1.2", "text": "c"},
                {"block": "attached", "key": "7", "number": "1.3", "title": "d", "words": "e"},
                {"block": "report", "key": "8", "title": "Second", "kind": ""},
                {"block": "paragraph", "number": "1.4", "text": "f"},
                {"block": "attached", "key": "9", "number": "1.5", "title": "g", "words": "h"},
            ],
        },
    ],
}


def taken_out(block: str, key: str, *, for_members: bool = False) -> list[dict]:
    """The blocks of the second item without a paper."""
    withheld = stored.Withheld(block, key, notice="Restricted.", slip="Not for everybody.")
    before = json.dumps(PACK)
    pack = stored.without(PACK, withheld, for_members=for_members)
    assert json.dumps(PACK) == before
    assert pack["items"][0] == PACK["items"][0]
    return pack["items"][1]["blocks"]


def test_a_report_goes_with_all_it_has_and_what_is_around_it_stays() -> None:
    blocks_ = PACK["items"][1]["blocks"]
    slip = {"block": "slip", "number": "1.2", "reason": "Not for everybody.", "key": ""}
    assert taken_out("report", "7") == [*blocks_[:2], slip, *blocks_[6:]]
    assert taken_out("report", "8") == [*blocks_[:6], {**slip, "number": "1.4"}]


def test_one_attachment_goes_alone() -> None:
    """Not the report of the same number."""
    blocks_ = PACK["items"][1]["blocks"]
    slip = {"block": "slip", "number": "1.3", "reason": "Not for everybody.", "key": ""}
    assert taken_out("attached", "7") == [*blocks_[:5], slip, *blocks_[6:]]


def test_members_are_told_and_keep_the_paper() -> None:
    blocks_ = PACK["items"][1]["blocks"]
    notice = {"block": "notice", "text": "Restricted."}
    assert taken_out("report", "7", for_members=True) == [*blocks_[:3], notice, *blocks_[3:]]
    told = {**blocks_[5], "words": "Restricted."}
    assert taken_out("attached", "7", for_members=True) == [*blocks_[:5], told, *blocks_[6:]]


def test_a_pack_without_the_paper_stays_as_it_is() -> None:
    assert taken_out("report", "9") == PACK["items"][1]["blocks"]


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("schema_*.json")), ids=lambda path: path.stem)
def test_an_item_is_read_back_as_it_was_stored(path: Path) -> None:
    for item in json.loads(path.read_text(encoding="utf-8"))["items"]:
        back = json.loads(blocks.canonical(stored.item_of(item).plain()))
        assert back["number"] == str(item["number"])
        assert {
            name: back[name] for name in item if name not in {"blocks", "number"}
        }.items() <= item.items()
        for was, block in zip(item["blocks"], back["blocks"], strict=True):
            assert {name: block[name] for name in was} == was
