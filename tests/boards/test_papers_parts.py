"""What a report is made of: the template's order, and the parts every report has."""

from boards.papers.parts import Kind, Section, parts_of


def shown(*sections: tuple[str, str]) -> list[tuple[str, str, bool]]:
    """Field, title and whether it is required, of a report with a template of these sections."""
    rows = [Section(n, kind, title) for n, (kind, title) in enumerate(sections, start=1)]
    return [(part.field, part.title, part.required) for part in parts_of(rows, body="Panel")]


def test_a_body_without_a_template_gets_a_plain_report() -> None:
    assert shown() == [
        ("summary", "Executive summary", True),
        ("text", "The report", False),
        ("recommendations", "Recommendations", False),
        ("plain_summary", "In plain English", False),
    ]


def test_buckinghamshire_asks_for_three_parts_and_the_rest_is_one_text() -> None:
    sections = (
        ("summary", "Executive summary"),
        ("recommendations", "Recommendations"),
        ("plain", "In plain English"),
    )
    assert shown(*sections) == [
        ("summary", "Executive summary", True),
        ("text", "The report", False),
        ("recommendations", "Recommendations", True),
        ("plain_summary", "In plain English", True),
    ]


def test_a_committee_s_own_order_and_names_are_kept() -> None:
    sections = (
        ("section", "Purpose"),
        ("recommendations", "Recommendation"),
        ("summary", "Summary"),
        ("section", "Background"),
        ("implication", "Resource Implications"),
    )
    assert shown(*sections) == [
        ("section_1", "Purpose", True),
        ("recommendations", "Recommendation", True),
        ("summary", "Summary", True),
        ("section_4", "Background", True),
        ("section_5", "Resource Implications", True),
        ("plain_summary", "In plain English", False),
    ]


def test_the_template_s_guidance_wins_and_the_body_is_called_by_its_name() -> None:
    rows = [
        Section(1, "recommendations", "Recommendations"),
        Section(2, "section", "A", "Be brief."),
    ]
    parts = {part.kind: part for part in parts_of(rows, body="Sub-Committee")}
    assert parts[Kind.RECOMMENDATIONS].guidance.startswith("What the Sub-Committee is asked to do")
    assert parts[Kind.SECTION].guidance == "Be brief."
