"""Word documents as officers write them, with what such documents have in them."""

import io
from collections.abc import Callable, Iterable
from copy import deepcopy

import docx
from docx.document import Document
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Inches
from docx.text.paragraph import Paragraph
from PIL import Image, ImageDraw

from tests.support.uploads import photograph

NAME = "Name-nobody-may-read"
Change = Callable[[Document], object]


def word(*changes: Change) -> bytes:
    """A Word file to which these things were done, one after the other."""
    paper = docx.Document()
    for change in changes:
        change(paper)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def title(words: str) -> Change:
    """The title of the document."""
    return lambda paper: paper.add_heading(words, 0)


def heading(words: str, level: int = 1) -> Change:
    """A heading, as Word’s styles make it."""
    return lambda paper: paper.add_heading(words, level)


def says(*paragraphs: str, style: str | None = None) -> Change:
    """Paragraphs, or rows of a list by their style."""

    def change(paper: Document) -> None:
        for words in paragraphs:
            paper.add_paragraph(words, style=style)

    return change


def bullets(*rows: str) -> Change:
    """A list."""
    return says(*rows, style="List Bullet")


def counted(*rows: str) -> Change:
    """A counted list."""
    return says(*rows, style="List Number")


def table(*rows: Iterable[str]) -> Change:
    """A table."""

    def change(paper: Document) -> None:
        cells = [list(row) for row in rows]
        made = paper.add_table(rows=len(cells), cols=len(cells[0]))
        for number, row in enumerate(cells):
            for place, words in enumerate(row):
                made.cell(number, place).text = words

    return change


def picture(content: bytes, words: str = "") -> Change:
    """A picture, with what Word keeps as its words."""

    def change(paper: Document) -> None:
        paper.add_picture(io.BytesIO(content), width=Inches(2))
        (told,) = paper.paragraphs[-1]._p.xpath(".//wp:docPr")
        told.set("descr", words)

    return change


def chart(number: int = 1) -> bytes:
    """A small drawing; each number gives another one."""
    drawn = Image.new("RGB", (320, 200), "white")
    ImageDraw.Draw(drawn).rectangle((20, 20, 60 + 10 * number, 180), fill=(40, 90, 160))
    out = io.BytesIO()
    drawn.save(out, "PNG")
    return out.getvalue()


def photo() -> bytes:
    """A photograph that says where it was taken, and of whom."""
    return photograph(gps=True, comment="Two children at a school gate")


# What must not arrive, and what cannot be taken ---------------------------------------------------


def _last(paper: Document) -> Paragraph:
    return paper.add_paragraph("Words that stay.")


def _wrapped(name: str) -> Change:
    def change(paper: Document) -> None:
        run = _last(paper).add_run(f" {NAME}.")
        around = OxmlElement(name)
        around.set(qn("w:id"), "1")
        run._r.addprevious(around)
        around.append(run._r)
        if name == "w:del":
            for text in run._r.findall(qn("w:t")):
                text.tag = qn("w:delText")

    return change


struck_out, moved_away, put_in = (_wrapped(f"w:{name}") for name in ("del", "moveFrom", "ins"))


def vanished(paper: Document) -> None:
    """Words that are hidden."""
    _last(paper).add_run(f" {NAME}.").font.hidden = True


def vanished_by_style(paper: Document) -> None:
    """Words hidden by a style that another style stands on."""
    below = paper.styles.add_style("Secret", 2)
    below.font.hidden = True
    above = paper.styles.add_style("More secret", 2)
    above.base_style = below
    _last(paper).add_run(f" {NAME}.", style=above)


def vanished_paragraph(paper: Document) -> None:
    """A paragraph hidden by its style."""
    _last(paper)
    paper.styles.add_style("Hidden paragraph", 1).font.hidden = True
    paper.add_paragraph(NAME, style="Hidden paragraph")


def vanished_row(paper: Document) -> None:
    """A hidden row of a table."""
    table(("A", "B"), ("c", "d"), (NAME, NAME))(paper)
    properties = paper.tables[-1].rows[-1]._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:hidden"))


def struck_row(paper: Document) -> None:
    """A row of a table that was struck out."""
    table(("A", "B"), ("c", "d"), (NAME, NAME))(paper)
    properties = paper.tables[-1].rows[-1]._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:del"))


def blacked_out(paper: Document) -> None:
    """Words under a black box."""
    _last(paper).add_run(f" {NAME}.").font.highlight_color = WD_COLOR_INDEX.BLACK


def commented(paper: Document) -> None:
    """A comment beside the words."""
    paper.add_comment(_last(paper).runs, text=f"This is {NAME}.", author="An officer")


NOT_TO_ARRIVE: dict[str, Change] = {
    "struck out": struck_out,
    "moved away": moved_away,
    "hidden": vanished,
    "hidden by a style": vanished_by_style,
    "a hidden paragraph": vanished_paragraph,
    "a hidden row": vanished_row,
    "a row struck out": struck_row,
    "under a black box": blacked_out,
    "a comment": commented,
}


def _xml(words: str) -> Change:
    def change(paper: Document) -> None:
        paper.element.body.insert(len(paper.element.body) - 1, parse_xml(words))

    return change


SPACES = nsdecls("w", "wp", "a", "pic", "r") + (
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
_BOX = "<w:txbxContent><w:p><w:r><w:t>Words in a box</w:t></w:r></w:p></w:txbxContent>"
text_box = _xml(
    f"<w:p {SPACES}><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:inline>"
    f"<a:graphic><a:graphicData><wps:wsp><wps:txbx>{_BOX}</wps:txbx></wps:wsp></a:graphicData>"
    f"</a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{_BOX}"
    "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
)
equation = _xml(
    f"<w:p {SPACES}><w:r><w:t>So </w:t></w:r><m:oMath><m:r><m:t>a=b</m:t></m:r></m:oMath></w:p>"
)
word_chart = _xml(
    f"<w:p {SPACES}><w:r><w:drawing><wp:inline><a:graphic><a:graphicData><c:chart r:id='rId99'/>"
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
)
embedded = _xml(f"<w:p {SPACES}><w:r><w:object><o:OLEObject r:id='rId99'/></w:object></w:r></w:p>")
contents = _xml(
    f"<w:sdt {SPACES}><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/>"
    "</w:docPartObj></w:sdtPr><w:sdtContent><w:p><w:r><w:t>Background 3</w:t></w:r></w:p>"
    "</w:sdtContent></w:sdt>"
)


def nested_table(paper: Document) -> None:
    """A table inside a cell of a table."""
    table(("A", "B"), ("c", "d"))(paper)
    inner = deepcopy(paper.tables[-1]._tbl)
    cell = paper.tables[-1].cell(1, 1)._tc
    cell.insert(len(cell) - 1, inner)


def nested_list(paper: Document) -> None:
    """A list inside a list."""
    bullets("One", "Below one")(paper)
    style = paper.styles["List Bullet"].element.pPr.numPr.numId.val
    number = f"<w:numPr {nsdecls('w')}><w:ilvl w:val='1'/><w:numId w:val='{style}'/></w:numPr>"
    paper.paragraphs[-1]._p.get_or_add_pPr().append(parse_xml(number))


def footed(paper: Document) -> None:
    """Words at the foot of every page."""
    _last(paper)
    paper.sections[0].footer.paragraphs[0].text = "Page of a report"


def linked(paper: Document) -> None:
    """A link."""
    mark = paper.part.relate_to(
        "https://example.gov.uk/plan",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
        is_external=True,
    )
    paragraph = paper.add_paragraph("Read ")
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), mark)
    link.append(paragraph.add_run("the plan")._r)
    paragraph._p.append(link)


def from_elsewhere(paper: Document) -> None:
    """A picture that is kept outside the document."""
    picture(chart())(paper)
    mark = paper.part.relate_to(
        "file:///etc/passwd",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image",
        is_external=True,
    )
    (blip,) = paper.paragraphs[-1]._p.xpath(".//a:blip")
    del blip.attrib[qn("r:embed")]
    blip.set(qn("r:link"), mark)


NOT_TAKEN: dict[str, tuple[Change, str]] = {
    "text box": (text_box, "A text box: Words in a box"),
    "equation": (equation, "An equation: a=b"),
    "chart": (word_chart, "A chart. Its figures can be written as a table"),
    "embedded file": (embedded, "A file inside the document."),
    "contents": (contents, "The table of contents"),
    "nested table": (nested_table, "A table inside a table: A B c d"),
    "nested list": (nested_list, "A list inside a list"),
    "foot": (footed, "foot"),
    "link": (linked, "The address of the link “the plan”: https://example.gov.uk/plan"),
    "picture elsewhere": (from_elsewhere, "A picture that is too big, or kept outside"),
    "put in": (put_in, "Tracked changes. What was put in is taken"),
}


def with_footnote(content: bytes) -> bytes:
    """The same file with a footnote at its last paragraph."""
    paper = docx.Document(io.BytesIO(content))
    note = (
        f'<w:footnotes {nsdecls("w")}><w:footnote w:id="7"><w:p><w:r><w:t>Source: the return of '
        "2026.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    from_part = docx.opc.part.Part(
        docx.opc.packuri.PackURI("/word/footnotes.xml"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
        note.encode(),
        paper.part.package,
    )
    paper.part.relate_to(
        from_part,
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes",
    )
    run = paper.paragraphs[-1].add_run()
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), "7")
    run._r.append(reference)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()
