"""Word documents read: what arrives and where, what must never arrive, what is listed."""

import io
import time
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from boards.gate.inspect import findings
from boards.papers import forms
from boards.papers.files import DOCX, Limits, check
from boards.papers.parts import Section, parts_of
from boards.papers.pieces import Bullets, Paragraph, Table
from boards.papers.word import archive, placing
from boards.papers.word.archive import Unreadable
from boards.papers.word.content import Document, Heading
from boards.papers.word.forms import pictures_in
from boards.papers.word.pictures import MOST_BYTES, shown, unpacked
from boards.papers.word.placing import Placed, part_for, place
from boards.papers.word.reading import MOST_LETTERS, read_word
from tests.support import words
from tests.support.uploads import replaced, with_part
from tests.support.words import bullets, counted, heading, says, table, title, word

LIMITS = Limits(20 * 2**20, 200 * 2**20)
COMMITTEE = parts_of(
    [
        Section(1, "section", "Purpose"),
        Section(2, "recommendations", "Recommendation"),
        Section(3, "summary", "Summary"),
        Section(4, "section", "Background"),
        Section(5, "section", "Main issues"),
        Section(6, "implication", "Resource Implications"),
        Section(7, "implication", "Statutory, Legal and Risk Implications"),
        Section(8, "implication", "Equality and Diversity Implications"),
        Section(9, "implication", "Public Health Implications"),
        Section(10, "implication", "Financial implications & risks"),
    ],
    body="Panel",
)
USUAL = parts_of([], body="Panel")


def read(*changes: words.Change) -> Document:
    """What a document of these things says."""
    return read_word(io.BytesIO(word(*changes)))


def placed(*changes: words.Change, parts=USUAL) -> Placed:
    """Where the words of such a document go."""
    return place(read(*changes).items, parts)


# What arrives -------------------------------------------------------------------------------------


def test_headings_paragraphs_lists_and_tables_arrive_in_order() -> None:
    document = read(
        title("Homes"),
        heading("Background"),
        says("One line\nand its second.", "   ", "Another."),
        bullets("listen", "answer"),
        counted("first", "second"),
        table(("Year", "Moves"), ("2026", "18")),
    )
    assert document.items == (
        Heading(0, "Homes"),
        Heading(1, "Background"),
        Paragraph("One line\nand its second."),
        Paragraph("Another."),
        Bullets(("listen", "answer")),
        Bullets(("first", "second"), ordered=True),
        Table("", ("Year", "Moves"), (("2026", "18"),)),
    )
    assert document.left == ()


def test_a_heading_of_the_council_s_own_style_is_a_heading() -> None:
    """By the style it stands on, or by its level in the outline."""

    def change(paper: words.Document) -> None:
        own = paper.styles.add_style("Our heading", 1)
        own.base_style = paper.styles["Heading 2"]
        paper.add_paragraph("Stands on one", style=own)
        level = paper.styles.add_style("Our level", 1)
        outline = words.OxmlElement("w:outlineLvl")
        outline.set(words.qn("w:val"), "0")
        level.element.get_or_add_pPr().append(outline)
        paper.add_paragraph("Has a level", style=level)

    assert read(change).items == (Heading(2, "Stands on one"), Heading(1, "Has a level"))


def sectioned(paper: words.Document) -> None:
    """Paragraphs counted as 1.1, 1.2 below a heading counted as 1."""
    numbering = paper.part.numbering_part.element
    numbering.insert(
        0,
        words.parse_xml(
            f'<w:abstractNum {words.nsdecls("w")} w:abstractNumId="77">'
            '<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
            '<w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>'
            "</w:abstractNum>"
        ),
    )
    numbering.append(
        words.parse_xml(
            f'<w:num {words.nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'
        )
    )
    for depth, said in ((0, "BACKGROUND"), (1, "The first."), (1, "The second.")):
        number = words.parse_xml(
            f'<w:numPr {words.nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="77"/></w:numPr>'
        )
        paper.add_paragraph(said)._p.get_or_add_pPr().append(number)


def test_counted_paragraphs_of_a_report_are_paragraphs() -> None:
    assert read(sectioned).items == (
        Paragraph("BACKGROUND"),
        Paragraph("The first."),
        Paragraph("The second."),
    )
    assert placed(sectioned, parts=COMMITTEE).texts == {"section_4": "The first.\n\nThe second."}


def test_a_counted_list_that_is_interrupted_goes_on_counting() -> None:
    document = read(counted("one", "two"), says("Between."), counted("three"))
    assert document.items == (
        Bullets(("one", "two"), ordered=True),
        Paragraph("Between."),
        Paragraph("3. three"),
    )


def test_a_box_of_one_cell_is_read_as_its_words() -> None:
    document = read(table(("Look here.",)), table(("To:", "The Panel")))
    assert document.items == (
        Paragraph("Look here."),
        Paragraph("To:"),
        Paragraph("The Panel"),
    )


def test_cells_that_span_leave_empty_ones() -> None:
    def change(paper: words.Document) -> None:
        table(("A", "B", "C"), ("1", "2", "3"), ("4", "5", "6"))(paper)
        made = paper.tables[-1]
        made.cell(0, 1).merge(made.cell(0, 2))
        made.cell(1, 0).merge(made.cell(2, 0))

    (found,) = read(change).items
    assert found == Table("", ("A", "B; C", ""), (("1; 4", "2", "3"), ("", "5", "6")))


@pytest.mark.parametrize(
    "line", ["Table 1: Homes", "Table 1 – Homes", "TABLE 1. Homes", "Table 1 Homes"]
)
def test_the_line_above_a_table_is_its_caption(line: str) -> None:
    (found,) = read(says(line), table(("A", "B"), ("c", "d"))).items
    assert found.caption == "Table 1: Homes"
    assert (
        "Table 1: Homes\n| A | B |"
        in placed(says(line), table(("A", "B"), ("c", "d"))).texts["text"]
    )


# What must never arrive ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", words.NOT_TO_ARRIVE)
def test_what_the_page_does_not_show_does_not_arrive(name: str) -> None:
    """Neither as words nor in what is listed; that there was something is said."""
    content = word(says("Before."), words.NOT_TO_ARRIVE[name], says("After."))
    packed = b"".join(
        map(
            zipfile.ZipFile(io.BytesIO(content)).read,
            zipfile.ZipFile(io.BytesIO(content)).namelist(),
        )
    )
    assert words.NAME.encode() in packed, "the document does not hold what it is to hide"
    document = read_word(io.BytesIO(content))
    assert words.NAME not in repr(document)
    assert next(item for item in document.items if isinstance(item, Paragraph)) == Paragraph(
        "Before."
    )
    assert document.left


def test_what_was_put_in_while_changes_were_tracked_arrives() -> None:
    (said,) = read(words.put_in).items
    assert said == Paragraph(f"Words that stay. {words.NAME}.")


def test_a_paragraph_whose_end_was_struck_out_goes_on_in_the_next() -> None:
    def change(paper: words.Document) -> None:
        first = paper.add_paragraph("One ")
        mark = words.OxmlElement("w:rPr")
        mark.append(words.OxmlElement("w:del"))
        first._p.get_or_add_pPr().append(mark)
        paper.add_paragraph("sentence.")

    assert read(change).items == (Paragraph("One sentence."),)


# What cannot be taken -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", words.NOT_TAKEN)
def test_what_cannot_be_taken_is_listed(name: str) -> None:
    change, sentence = words.NOT_TAKEN[name]
    document = read(says("Words."), change)
    assert any(sentence in each for each in document.left), document.left
    assert len(document.left) == len(set(document.left))


def test_a_footnote_is_listed_with_its_words_and_its_place() -> None:
    content = words.with_footnote(word(heading("Background"), says("It grew.")))
    document = read_word(io.BytesIO(content))
    assert document.left == ("A footnote at “Background”: Source: the return of 2026.",)
    assert document.items[-1] == Paragraph("It grew.")


# What cannot be read ------------------------------------------------------------------------------


def refused(content: bytes) -> str:
    """The sentence with which a document is refused."""
    with pytest.raises(Unreadable) as found:
        read_word(io.BytesIO(content))
    return str(found.value)


def test_a_document_without_words_says_so() -> None:
    assert refused(word()) == "There are no words in this document."
    assert refused(word(says("  ", ""))) == "There are no words in this document."


def test_a_document_of_300_pages_is_refused_soon_and_says_what_to_do() -> None:
    page = "The council is the parent in law of the children in its care. " * 50
    content = word(*[says(page)] * 300)
    began = time.monotonic()
    assert "too long to be taken into a report. Attach it as a file" in refused(content)
    assert time.monotonic() - began < 10


def test_as_many_letters_as_a_report_can_hold_are_read() -> None:
    assert read(says("a" * MOST_LETTERS))
    assert "too long" in refused(word(says("a" * (MOST_LETTERS + 1))))


BODY = '<w:document xmlns:w="a"><w:body>{}</w:body></w:document>'


def broken_document(body: str) -> bytes:
    """A Word file with another body."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("word/document.xml", body)
    return out.getvalue()


@pytest.mark.parametrize(
    "body",
    [
        "no XML",
        "<w:document xmlns:w='a'/>",
        "<!DOCTYPE a [<!ENTITY b 'c'>]>" + BODY.format("<w:p>&b;</w:p>"),
        '<!DOCTYPE a SYSTEM "file:///etc/passwd">' + BODY.format("<w:p/>"),
        BODY.format("<w:p>")[:-10],
    ],
)
def test_a_broken_or_hostile_document_is_refused_in_words(body: str) -> None:
    assert refused(broken_document(body)).startswith("This Word file is broken")


@pytest.mark.parametrize(
    "body",
    [
        BODY.format("<w:ins>" * 200 + "</w:ins>" * 200),
        BODY.format("<w:p/>" * 700_000),
        BODY.format(f"<w:p><w:r><w:t>{'a' * (archive.MOST_BYTES + 1)}</w:t></w:r></w:p>"),
    ],
    ids=["deep", "many", "long"],
)
def test_what_would_fill_the_machine_is_refused(body: str) -> None:
    assert "too long" in refused(broken_document(body))


def test_styles_in_a_circle_end() -> None:
    content = word(says("Words.", style="Body Text"))
    circle = replaced(
        content, "word/styles.xml", '<w:basedOn w:val="Normal"/>', '<w:basedOn w:val="BodyText"/>'
    )
    assert read_word(io.BytesIO(circle)).items == (Paragraph("Words."),)


def test_a_document_of_another_name_inside_is_found() -> None:
    """SharePoint calls it document2.xml."""
    out = io.BytesIO()
    content = word(says("Words."))
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            data = before.read(name).replace(b"word/document.xml", b"word/document2.xml")
            after.writestr(
                name.replace("word/document.xml", "word/document2.xml").replace(
                    "document.xml.rels", "document2.xml.rels"
                ),
                data,
            )
    assert read_word(out).items == (Paragraph("Words."),)


def test_what_the_maker_of_documents_makes_is_word() -> None:
    content = word(says("Words."))
    upload = SimpleUploadedFile("a.docx", content)
    assert check(upload, size=len(content), limits=LIMITS).kind == DOCX


def test_a_part_that_is_broken_beside_the_body_is_refused_too() -> None:
    content = with_part(word(says("Words.")), "word/more.xml", "<w:styles")
    named = replaced(content, "word/_rels/document.xml.rels", "styles.xml", "more.xml")
    assert refused(named).startswith("This Word file is broken")


# Where it goes ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "part"),
    [
        ("Summary", "Summary"),
        ("EXECUTIVE SUMMARY:", "Summary"),
        ("1. Purpose", "Purpose"),
        ("2 Background", "Background"),
        ("Recommendations", "Recommendation"),
        ("The Recommendation", "Recommendation"),
        ("3.2 Financial implications and risks", "Financial implications & risks"),
        ("Legal Implications", "Statutory, Legal and Risk Implications"),
        ("iv) Legal", "Statutory, Legal and Risk Implications"),
        ("Equalities implications", "Equality and Diversity Implications"),
        ("In Plain English", "In plain English"),
        ("Easy read", "In plain English"),
        ("Main Issues", "Main issues"),
        ("Implications", None),
        ("Homes", None),
        ("Financial implications of foster care", None),
        ("3.", None),
        ("", None),
    ],
)
def test_a_heading_finds_its_part(said: str, part: str | None) -> None:
    found = part_for(said, COMMITTEE)
    assert (found.title if found else None) == part


def test_two_parts_that_answer_to_a_heading_are_not_guessed_at() -> None:
    """“Resource” and “Financial” are two parts here, and finance is either."""
    assert part_for("Risk implications", COMMITTEE) is None


def test_a_report_arrives_in_its_parts() -> None:
    found = placed(
        heading("1. Executive summary"),
        says("Two in five."),
        heading("2. Recommendations"),
        says("The Panel is asked to:"),
        counted("Agree the plan.", "Pay for it."),
        heading("3. In plain English"),
        says("Some of us live far away."),
    )
    assert found.texts == {"summary": "Two in five.", "plain_summary": "Some of us live far away."}
    assert found.recommendations == ("Agree the plan.", "Pay for it.")
    assert found.came["summary"] == ("1. Executive summary",)
    assert found.remarks == (
        "“The Panel is asked to:” is left out: each recommendation stands alone.",
    )


def test_what_belongs_nowhere_goes_to_the_main_text_and_is_told() -> None:
    found = placed(
        title("Homes near school"),
        says("Report of the director."),
        heading("1. Summary"),
        says("Two in five."),
        heading("1.1 Who", 2),
        says("All of them."),
        heading("2. Background"),
        says("It began in 2020."),
        heading("Empty"),
    )
    assert found.texts == {
        "text": "Report of the director.\n\nBackground\n\nIt began in 2020.",
        "summary": "Two in five.\n\nWho\n\nAll of them.",
    }
    assert found.remarks == (
        "What stands before the first heading is in “The report”.",
        "Its title, “Homes near school”, is left out: the report keeps its own.",
        "“2. Background” is no part of this report: it is in “The report” under these words.",
        "“Empty” is left out: no words follow it.",
    )


def test_a_heading_over_others_does_not_go_into_the_first_of_them() -> None:
    found = placed(
        heading("3. Significant implications"),
        heading("3.1 Resource implications", 2),
        says("None, because it is done."),
        parts=COMMITTEE,
    )
    assert found.texts == {"section_6": "None, because it is done."}
    assert found.remarks == ("“3. Significant implications” is left out: no words follow it.",)


def test_a_document_without_headings_is_one_text() -> None:
    found = placed(says("One.", "Two."))
    assert found.texts == {"text": "One.\n\nTwo."}
    assert found.remarks == ("It has no headings, so everything is in “The report”.",)


def test_only_a_table_is_one_text_too() -> None:
    found = placed(table(("Year", "Moves"), ("2026", "18")))
    assert found.texts == {"text": "| Year | Moves |\n| 2026 | 18 |"}


def test_a_heading_twice_is_one_part_and_told() -> None:
    found = placed(heading("Summary"), says("One."), heading("SUMMARY"), says("Two."))
    assert found.texts == {"summary": "One.\n\nTwo."}
    assert found.remarks == (
        "“Executive summary” has the words of 2 headings, one after the other.",
    )


def test_a_line_called_like_a_part_is_its_heading_whatever_it_looks_like() -> None:
    found = placed(says("SUMMARY", "Two in five.", "Recommendations:", "1. Agree.", "b) Pay."))
    assert found.texts == {"summary": "Two in five."}
    assert found.recommendations == ("Agree.", "Pay.")


def test_a_number_that_says_something_stays() -> None:
    found = placed(
        heading("Recommendations"), says("18 children are visited.", "1.5 million is kept.")
    )
    assert found.recommendations == ("18 children are visited.", "1.5 million is kept.")
    assert "18 children" in placed(heading("18 children"), says("Moved.")).texts["text"]


def test_recommendations_of_every_shape_are_boxes() -> None:
    found = placed(
        heading("Recommendations"),
        heading("For decision", 2),
        says("2.1 Agree."),
        table(("No", "What"), ("a", "Pay."), ("b", "Ask.")),
    )
    assert found.recommendations == ("Agree.", "a – Pay.", "b – Ask.")
    assert placing.MOST_RECOMMENDATIONS == forms.MOST_BOXES
    many = placed(heading("Recommendations"), bullets(*[f"Do {n}." for n in range(62)]))
    assert len(many.recommendations) == 60
    assert "“Do 61.” is left out" in many.remarks[-1]


# Pictures -----------------------------------------------------------------------------------------


def test_a_picture_is_found_with_its_words_and_its_place() -> None:
    document = read(heading("Background"), words.picture(words.chart(), "Moves by year"))
    (found,) = document.pictures
    assert (found.number, found.near, found.words) == (1, "Background", "Moves by year")


def test_the_same_picture_twice_is_one() -> None:
    """A logo on every other page, or one that Word has written for old programs too."""
    document = read(words.picture(words.chart()), says("Between."), words.picture(words.chart()))
    assert [each.number for each in document.pictures] == [1]


def test_a_picture_goes_along_small_and_without_what_its_camera_wrote() -> None:
    assert findings(words.photo(), "image/jpeg")
    ((found,), left) = shown(read(words.picture(words.photo())).pictures)
    ending, content = unpacked(found.source)
    assert (ending, left) == (".jpg", [])
    assert findings(content, "image/jpeg") == []
    assert len(content) <= MOST_BYTES


def test_too_many_or_broken_pictures_are_listed() -> None:
    document = read(*[words.picture(words.chart(n)) for n in range(22)])
    found, left = shown(document.pictures)
    assert (len(found), len(left)) == (20, 2)
    assert left[0] == "Picture 21 cannot be taken along. Attach it as a file of its own."
    content = word(words.picture(words.chart()))
    with zipfile.ZipFile(io.BytesIO(content)) as zipped:
        (name,) = [each for each in zipped.namelist() if "/media/" in each]
        data = zipped.read(name)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(out, "w") as after:
        for each in before.namelist():
            after.writestr(each, data[:60] if each == name else before.read(each))
    assert shown(read_word(out).pictures) == ([], [left[0].replace("21", "1")])


@pytest.mark.parametrize(
    "source", ["", "data:image/png;base64,%%%", "data:text/html;base64,AAAA", "x"]
)
def test_a_picture_that_came_back_broken_is_none(source: str) -> None:
    assert unpacked(source) is None


@pytest.mark.parametrize("number", ["²", "9" * 5000, "", "x", "-1"])
def test_a_picture_of_no_number_is_none(number: str) -> None:
    assert pictures_in({f"picture_{number}": "AA=="}) == []
    assert [each.number for each in pictures_in({"picture_2": "AA=="})] == [2]
