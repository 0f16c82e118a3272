"""Papers as officers upload them: clean ones of many shapes, and ones that carry something.

Made by the libraries and structures that real files have: workbooks by openpyxl, documents by
python-docx, pictures by Pillow, PDF pages drawn by hand. Every carrier has a paper for each way it
is known to have happened; the clean papers have what honest papers have (titles, authors, tables
with dark heads, strike-throughs, white on black, scans with the words behind the picture).
"""

import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import docx
import openpyxl
import pikepdf
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import RGBColor
from openpyxl.comments import Comment
from openpyxl.styles import Color, Font, PatternFill
from openpyxl.worksheet.table import Table, TableStyleInfo
from pikepdf import Array, AttachedFileSpec, Dictionary, Name, Pdf, String
from PIL import Image, ImageDraw
from PIL.PngImagePlugin import PngInfo

from boards.gate.findings import Kind
from boards.gate.inspect import DOCX, PDF, XLSX

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@dataclass(frozen=True)
class Paper:
    """A file: its name, its kind, its content, and what it carries, if anything."""

    name: str
    media_type: str
    content: bytes
    carries: Kind | None = None


# Workbooks ----------------------------------------------------------------------------------------


def workbook(change: Callable[[openpyxl.Workbook], object] = str) -> bytes:
    """A workbook with a table of figures."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Figures"
    for row in (
        ("Quarter", "In care", "In foster care"),
        ("June", 492, 362),
        ("September", 498, 355),
    ):
        sheet.append(row)
    book.properties.creator, book.properties.title = "An officer", "Figures for the board"
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_part(content: bytes, name: str, text: str | bytes) -> bytes:
    """An Office file with one more part."""
    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a") as folder:
        folder.writestr(name, text)
    return out.getvalue()


def replaced(content: bytes, name: str, old: str, new: str) -> bytes:
    """An Office file with other words in one of its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(out, "w") as after:
        for part in before.namelist():
            data = before.read(part)
            if part == name:
                assert old.encode() in data
                data = data.replace(old.encode(), new.encode())
            after.writestr(part, data)
    return out.getvalue()


def _sheet(state: str) -> Callable[[openpyxl.Workbook], None]:
    def change(book: openpyxl.Workbook) -> None:
        book.create_sheet("Names").sheet_state = state

    return change


def _hidden_row(book: openpyxl.Workbook) -> None:
    book.active.row_dimensions[2].hidden = True


def _hidden_column(book: openpyxl.Workbook) -> None:
    book.active.column_dimensions["B"].hidden = True


def _cell_comment(book: openpyxl.Workbook) -> None:
    book.active["B2"].comment = Comment("Two of them are brothers.", "An officer")


def _cell(
    *,
    font: str = "",
    theme: int | None = None,
    indexed: int | None = None,
    fill: str = "",
    shown: str = "",
) -> Callable[[openpyxl.Workbook], None]:
    def change(book: openpyxl.Workbook) -> None:
        cell = book.active["B2"]
        if theme is not None:
            cell.font = Font(color=Color(theme=theme))
        if indexed is not None:
            cell.font = Font(color=Color(indexed=indexed))
        if font:
            cell.font = Font(color=font)
        if fill:
            cell.fill = PatternFill("solid", fgColor=fill)
        if shown:
            cell.number_format = shown

    return change


def _unused_columns(book: openpyxl.Workbook) -> None:
    book.active.column_dimensions.group("H", "XFD", hidden=True)


def _own_head(book: openpyxl.Workbook) -> None:
    for cell in book.active[1]:
        cell.font = Font(color="FFFFFFFF")
    table = Table(displayName="Figures", ref="A1:C3")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleMedium2", showRowStripes=True)
    book.active.add_table(table)


def _keywords(book: openpyxl.Workbook) -> None:
    book.properties.keywords = "a child's name"


def workbooks() -> Iterator[Paper]:
    """Workbooks that carry something."""
    plain = workbook()
    flat = replaced(plain, "xl/worksheets/sheet1.xml", '<row r="2"', '<row ht="0" r="2"')
    pivot = "<pivotCacheRecords xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'/>"
    made = (
        ("hidden sheet", workbook(_sheet("hidden")), Kind.HIDDEN_SHEET),
        ("very hidden sheet", workbook(_sheet("veryHidden")), Kind.HIDDEN_SHEET),
        ("hidden row", workbook(_hidden_row), Kind.HIDDEN_CELLS),
        ("hidden column", workbook(_hidden_column), Kind.HIDDEN_CELLS),
        ("row without height", flat, Kind.HIDDEN_CELLS),
        ("comment", workbook(_cell_comment), Kind.COMMENT),
        (
            "threaded comment",
            with_part(
                plain,
                "xl/threadedComments/threadedComment1.xml",
                "<ThreadedComments><threadedComment/></ThreadedComments>",
            ),
            Kind.COMMENT,
        ),
        (
            "pivot cache",
            with_part(plain, "xl/pivotCache/pivotCacheRecords1.xml", pivot),
            Kind.PIVOT_CACHE,
        ),
        ("data model", with_part(plain, "xl/model/item.data", b"figures"), Kind.PIVOT_CACHE),
        ("link", with_part(plain, "xl/externalLinks/externalLink1.xml", "<a/>"), Kind.LINK_TO_FILE),
        (
            "revision log",
            with_part(plain, "xl/revisions/revisionLog1.xml", "<a/>"),
            Kind.TRACKED_CHANGE,
        ),
        (
            "embedded file",
            with_part(plain, "xl/embeddings/oleObject1.bin", b"file"),
            Kind.EMBEDDED_FILE,
        ),
        ("program", with_part(plain, "xl/vbaProject.bin", b"program"), Kind.ACTIVE),
        ("keywords", workbook(_keywords), Kind.PROPERTY),
        (
            "photograph",
            with_part(plain, "xl/media/image1.jpeg", photograph(gps=True)),
            Kind.LOCATION,
        ),
        ("black on black", workbook(_cell(font="FF000000", fill="FF111111")), Kind.HIDDEN_TEXT),
        ("white on nothing", workbook(_cell(font="FFFFFFFF")), Kind.HIDDEN_TEXT),
        ("white by the theme", workbook(_cell(theme=0)), Kind.HIDDEN_TEXT),
        ("white by its number", workbook(_cell(indexed=9)), Kind.HIDDEN_TEXT),
        ("a format of empty words", workbook(_cell(shown='"";"";"";""')), Kind.HIDDEN_TEXT),
        ("a format that shows nothing", workbook(_cell(shown=";;;")), Kind.HIDDEN_TEXT),
    )
    for name, content, kind in made:
        yield Paper(f"workbook: {name}", XLSX, content, kind)


# Documents ----------------------------------------------------------------------------------------


def document(change: Callable[[docx.document.Document], object] = str) -> bytes:
    """A report of two headings, three paragraphs and a table."""
    paper = docx.Document()
    paper.core_properties.author, paper.core_properties.title = "An officer", "Report to the board"
    paper.core_properties.comments = ""  # python-docx writes its own name here
    paper.add_heading("Report", level=1)
    paper.add_paragraph("Eighteen children moved to another school this year.")
    paper.add_heading("What next", level=2)
    paper.add_paragraph("The virtual school writes to each of them.")
    table = paper.add_table(rows=2, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Year", "Moves"
    paper.add_paragraph("The board is asked to agree the plan.")
    change(paper)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def _around_last_run(name: str) -> Callable[[docx.document.Document], None]:
    def change(paper: docx.document.Document) -> None:
        run = paper.paragraphs[-1].add_run(" A name.")
        change_ = OxmlElement(name)
        change_.set(qn("w:id"), "1")
        run._r.addprevious(change_)
        change_.append(run._r)

    return change


def _vanished(paper: docx.document.Document) -> None:
    paper.paragraphs[-1].add_run(" A name.").font.hidden = True


def _highlighted(paper: docx.document.Document) -> None:
    paper.paragraphs[-1].add_run(" A name.").font.highlight_color = WD_COLOR_INDEX.BLACK


def _shaded(where: str, fill: str, colour: str = "") -> Callable[[docx.document.Document], None]:
    """Words on a ground of their run, or of their paragraph."""

    def change(paper: docx.document.Document) -> None:
        paragraph = paper.add_paragraph()
        run = paragraph.add_run("A name.")
        if colour:
            run.font.color.rgb = RGBColor.from_string(colour)
        properties = run._r.get_or_add_rPr() if where == "rPr" else paragraph._p.get_or_add_pPr()
        properties.append(_ground(fill))

    return change


def _ground(fill: str) -> BaseOxmlElement:
    ground = OxmlElement("w:shd")
    ground.set(qn("w:val"), "clear")
    ground.set(qn("w:fill"), fill)
    return ground


def _shaded_cell(paper: docx.document.Document, colour: str = "000000") -> None:
    cell = paper.tables[0].cell(1, 1)
    cell.paragraphs[0].add_run("A name").font.color.rgb = RGBColor.from_string(colour)
    cell._tc.get_or_add_tcPr().append(_ground("1A1A1A"))


def _white_in_cell(paper: docx.document.Document) -> None:
    _shaded_cell(paper, "FFFFFF")
    paper.tables[0].cell(0, 0)._tc.get_or_add_tcPr().append(
        _ground("000000")
    )  # Word makes it white


def _by_style(paper: docx.document.Document) -> None:
    hidden = paper.styles.add_style("Note", WD_STYLE_TYPE.CHARACTER)
    hidden.font.hidden = True
    own = paper.styles.add_style("Own note", WD_STYLE_TYPE.CHARACTER)
    own.base_style = hidden
    paper.paragraphs[-1].add_run(" A name.", style="Own note")


def _by_paragraph_style(paper: docx.document.Document) -> None:
    paper.styles.add_style("Aside", WD_STYLE_TYPE.PARAGRAPH).font.hidden = True
    paper.add_paragraph("A name.", style="Aside")


def _shape(
    fill: str,
    words: str = "",
    *,
    behind: str = "0",
    by: str = "srgbClr",
    form: str = "rect",
    high: int = 400_000,
) -> Callable[[docx.document.Document], None]:
    """A shape that floats over the page, or lies behind its words."""
    a = "http://schemas.openxmlformats.org/drawingml/2006/main"
    wps = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
    wp = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    box = f"<wps:txbx><w:txbxContent><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:txbxContent></wps:txbx>"
    made = (
        f'<w:drawing xmlns:w="{W}" xmlns:wp="{wp}" xmlns:a="{a}" xmlns:wps="{wps}">'
        f'<wp:anchor behindDoc="{behind}"><wp:extent cx="900000" cy="{high}"/><a:graphic>'
        f'<a:graphicData><wps:wsp><wps:spPr><a:prstGeom prst="{form}"/><a:solidFill>'
        f'<a:{by} val="{fill}"/></a:solidFill></wps:spPr>{box if words else ""}</wps:wsp>'
        "</a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )
    return lambda paper: paper.paragraphs[-1].add_run()._r.append(parse_xml(made))


def _old_shape(more: str = "", inside: str = "") -> Callable[[docx.document.Document], None]:
    vml, office = "urn:schemas-microsoft-com:vml", "urn:schemas-microsoft-com:office:office"
    made = (
        f'<w:pict xmlns:w="{W}" xmlns:v="{vml}" xmlns:o="{office}">'
        f'<v:rect fillcolor="black [3213]" {more}>{inside}</v:rect></w:pict>'
    )
    return lambda paper: paper.paragraphs[-1].add_run()._r.append(parse_xml(made))


def _contents(paper: docx.document.Document) -> None:
    """As Word writes page numbers in a table of contents: not shown where there are no pages."""
    run = paper.add_paragraph("What next").add_run("2")
    run._r.get_or_add_rPr().append(OxmlElement("w:webHidden"))


def _commented(paper: docx.document.Document) -> None:
    paper.add_comment(paper.paragraphs[-1].runs, text="This is his brother.", author="An officer")


def _subject(paper: docx.document.Document) -> None:
    paper.core_properties.subject = "a child's name"


def documents() -> Iterator[Paper]:
    """Documents that carry something."""
    plain = document()
    custom = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        '<property name="Case"><vt:lpwstr>12345</vt:lpwstr></property></Properties>'
    )
    made = (
        ("inserted words", document(_around_last_run("w:ins")), Kind.TRACKED_CHANGE),
        ("deleted words", document(_around_last_run("w:del")), Kind.TRACKED_CHANGE),
        ("moved words", document(_around_last_run("w:moveFrom")), Kind.TRACKED_CHANGE),
        ("hidden words", document(_vanished), Kind.HIDDEN_TEXT),
        ("words marked black", document(_highlighted), Kind.BLACKED_OUT),
        ("words marked nearly black", document(_shaded("rPr", "0D0D0D")), Kind.BLACKED_OUT),
        ("a black paragraph", document(_shaded("pPr", "000000", "000000")), Kind.BLACKED_OUT),
        ("a black cell", document(_shaded_cell), Kind.BLACKED_OUT),
        ("white on white", document(_shaded("rPr", "FFFFFF", "FEFEFE")), Kind.HIDDEN_TEXT),
        ("a style that hides", document(_by_style), Kind.HIDDEN_TEXT),
        ("a paragraph style that hides", document(_by_paragraph_style), Kind.HIDDEN_TEXT),
        ("a black shape", document(_shape("000000")), Kind.BLACKED_OUT),
        ("a shape in the theme's black", document(_shape("tx1", by="schemeClr")), Kind.BLACKED_OUT),
        ("an old black shape", document(_old_shape()), Kind.BLACKED_OUT),
        (
            "photograph of another kind",
            with_part(plain, "word/media/photo1.webp", photograph(gps=True, kind="WEBP")),
            Kind.LOCATION,
        ),
        ("comment", document(_commented), Kind.COMMENT),
        ("subject", document(_subject), Kind.PROPERTY),
        ("own property", with_part(plain, "docProps/custom.xml", custom), Kind.PROPERTY),
        (
            "data part",
            with_part(plain, "customXml/item9.xml", "<case>a name</case>"),
            Kind.PROPERTY,
        ),
        (
            "embedded workbook",
            with_part(plain, "word/embeddings/sheet1.xlsx", workbook()),
            Kind.EMBEDDED_FILE,
        ),
        ("other document", with_part(plain, "word/afchunk1.docx", document()), Kind.EMBEDDED_FILE),
        (
            "photograph",
            with_part(plain, "word/media/photo1.jpg", photograph(gps=True)),
            Kind.LOCATION,
        ),
        (
            "a part that is broken",
            with_part(plain, "word/comments.xml", "<w:comments"),
            Kind.UNREADABLE,
        ),
        (
            "a part with a trap",
            with_part(plain, "word/comments.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
            Kind.UNREADABLE,
        ),
    )
    for name, content, kind in made:
        yield Paper(f"document: {name}", DOCX, content, kind)


# Pictures -----------------------------------------------------------------------------------------


XMP = (
    "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
    "<rdf:Description {}/></rdf:RDF></x:xmpmeta>"
)


def photograph(
    *,
    gps: bool = False,
    comment: str = "",
    camera: str = "A camera",
    xmp: str = "",
    kind: str = "JPEG",
) -> bytes:
    """A picture as a telephone makes it."""
    picture = Image.new("RGB", (64, 48), (180, 200, 220))
    exif = picture.getexif()
    exif[0x0110] = camera
    if gps:
        place = exif.get_ifd(0x8825)
        place[1], place[2], place[3], place[4] = "N", (51.0, 48.0, 30.0), "W", (0.0, 48.0, 2.0)
    if comment:
        exif[0x010E] = comment
    out = io.BytesIO()
    picture.save(out, kind, exif=exif, **({"xmp": xmp.encode()} if xmp else {}))
    return out.getvalue()


def drawing(**texts: str) -> bytes:
    """A PNG, with text parts."""
    info = PngInfo()
    for name, text in texts.items():
        info.add_text(name, text)
    out = io.BytesIO()
    Image.new("RGB", (64, 48), (250, 250, 250)).save(out, "PNG", pnginfo=info)
    return out.getvalue()


def pictures() -> Iterator[Paper]:
    """Pictures that carry something."""
    yield Paper("photograph: place", "image/jpeg", photograph(gps=True), Kind.LOCATION)
    for name, place in (("place", "exif:GPSLatitude='51,48.5N'"), ("town", "photoshop:City='X'")):
        xmp = XMP.format(place)
        yield Paper(f"photograph: XMP {name}", "image/jpeg", photograph(xmp=xmp), Kind.LOCATION)
        named = drawing(**{"XML:com.adobe.xmp": xmp})
        yield Paper(f"drawing: XMP {name}", "image/png", named, Kind.LOCATION)
    described = photograph(comment="Two children at a school gate")
    yield Paper("photograph: description", "image/jpeg", described, Kind.PICTURE_TEXT)
    named = drawing(Description="Sports day of a school")
    yield Paper("drawing: description", "image/png", named, Kind.PICTURE_TEXT)
    yield Paper("drawing: cut off", "image/png", drawing()[:40], Kind.UNREADABLE)


# PDF ----------------------------------------------------------------------------------------------

WORDS = "BT /F1 12 Tf 72 700 Td (The plan was agreed by the board.) Tj ET\n"
NAME_SEEN = "A name that nobody should read"
NAME = f"BT /F1 12 Tf 72 650 Td ({NAME_SEEN}) Tj ET\n"
OVER_NAME = "70 645 200 18 re"


def page(drawn: str, change: Callable[[Pdf, pikepdf.Page], None] | None = None) -> bytes:
    """A PDF of one page with these instructions."""
    pdf = Pdf.new()
    pdf.docinfo[Name.Title], pdf.docinfo[Name.Author] = "Report", "An officer"
    made = pdf.add_blank_page(page_size=(595, 842))
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    made.Resources = Dictionary(Font=Dictionary(F1=font))
    made.Contents = pdf.make_stream(drawn.encode())
    if change:
        change(pdf, made)
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def _form(drawn: str) -> Callable[[Pdf, pikepdf.Page], None]:
    def change(pdf: Pdf, made: pikepdf.Page) -> None:
        form = pdf.make_stream(drawn.encode(), Type=Name.XObject, Subtype=Name.Form)
        form.BBox = Array([0, 0, 595, 842])
        made.Resources.XObject = Dictionary(X1=form)

    return change


def _picture(content: bytes, **more: object) -> Callable[[Pdf, pikepdf.Page], None]:
    def change(pdf: Pdf, made: pikepdf.Page) -> None:
        picture = pdf.make_stream(content, Type=Name.XObject, Subtype=Name.Image, **more)
        made.Resources.XObject = Dictionary(X1=picture)

    return change


def _surface(shade: int) -> Callable[[Pdf, pikepdf.Page], None]:
    return _picture(
        bytes([shade]) * 64, Width=8, Height=8, ColorSpace=Name.DeviceGray, BitsPerComponent=8
    )


def _photograph_in_page(content: bytes) -> Callable[[Pdf, pikepdf.Page], None]:
    return _picture(
        content,
        Width=64,
        Height=48,
        ColorSpace=Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=Name.DCTDecode,
    )


def _note(subtype: str, *, looks: str = "", **more: object) -> Callable[[Pdf, pikepdf.Page], None]:
    def change(pdf: Pdf, made: pikepdf.Page) -> None:
        note = Dictionary(Type=Name.Annot, Subtype=Name(subtype), Rect=Array([70, 645, 270, 663]))
        if looks:
            drawn = pdf.make_stream(looks.encode(), Type=Name.XObject, Subtype=Name.Form)
            drawn.BBox = Array([0, 0, 200, 18])
            note.AP = Dictionary(N=drawn)
        for name, value in more.items():
            note[Name(f"/{name}")] = value
        made.Annots = Array([pdf.make_indirect(note)])
        if subtype == "/Widget":
            pdf.Root.AcroForm = Dictionary(Fields=Array([made.Annots[0]]))

    return change


def _tint() -> Dictionary:
    """How much of a printer's colour is how dark."""
    return Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([1]), C1=Array([0]), N=1)


def _colours(space: Array) -> Callable[[Pdf, pikepdf.Page], None]:
    def change(pdf: Pdf, made: pikepdf.Page) -> None:  # noqa: ARG001
        made.Resources.ColorSpace = Dictionary(S1=space)

    return change


def _jpeg_surface(shade: int) -> Callable[[Pdf, pikepdf.Page], None]:
    out = io.BytesIO()
    Image.new("L", (64, 48), shade).save(out, "JPEG")
    return _picture(
        out.getvalue(),
        Width=64,
        Height=48,
        ColorSpace=Name.DeviceGray,
        BitsPerComponent=8,
        Filter=Name.DCTDecode,
    )


def _grain(pdf: Pdf, made: pikepdf.Page) -> None:
    """A photograph: no two of its pixels are the same."""
    grain = bytes((each * 97 + 31) % 256 for each in range(64 * 48))
    fill = _picture(grain, Width=64, Height=48, ColorSpace=Name.DeviceGray, BitsPerComponent=8)
    fill(pdf, made)


def _labels(pdf: Pdf, made: pikepdf.Page) -> None:  # noqa: ARG001
    """What offices and typesetters write into every file."""
    for name in ("MSIP_Label_1_Enabled", "ContentTypeId", "GTS_PDFXVersion", "PTEX.FullBanner"):
        pdf.docinfo[Name(f"/{name}")] = "yes"


def _layer_for_screens(pdf: Pdf, made: pikepdf.Page) -> None:  # noqa: ARG001
    use = Dictionary(View=Dictionary(ViewState=Name.ON), Print=Dictionary(PrintState=Name.OFF))
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Ground"), Usage=use))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(Order=Array([layer])))


def _scan(pdf: Pdf, made: pikepdf.Page) -> None:
    """A picture of the whole page that shows NAME, a little out of place."""
    paper = Image.new("L", (1190, 1684), 235)
    ImageDraw.Draw(paper).text((150, 360), NAME_SEEN, fill=20, font_size=26)
    big = _picture(
        paper.tobytes(), Width=1190, Height=1684, ColorSpace=Name.DeviceGray, BitsPerComponent=8
    )
    big(pdf, made)


def _layer_by_use(pdf: Pdf, made: pikepdf.Page) -> None:  # noqa: ARG001
    use = Dictionary(View=Dictionary(ViewState=Name.OFF))
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Names"), Usage=use))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(Order=Array([layer])))


def _file_of_page(pdf: Pdf, made: pikepdf.Page) -> None:
    inside = pdf.make_stream(workbook(), Type=Name.EmbeddedFile)
    spec = Dictionary(Type=Name.Filespec, F=String("a.xlsx"), EF=Dictionary(F=inside))
    made.AF = Array([pdf.make_indirect(spec)])


def _xmp(pdf: Pdf, made: pikepdf.Page) -> None:  # noqa: ARG001
    with pdf.open_metadata() as described:
        described["pdf:Keywords"] = "a child's name"


def _attach(pdf: Pdf, made: pikepdf.Page) -> None:  # noqa: ARG001
    pdf.attachments["names.xlsx"] = AttachedFileSpec(pdf, workbook())


def _turned(degrees: int) -> Callable[[Pdf, pikepdf.Page], None]:
    def change(pdf: Pdf, made: pikepdf.Page) -> None:  # noqa: ARG001
        made.Rotate = degrees
        made.CropBox = Array([20, 30, 575, 812])

    return change


def _layer(pdf: Pdf, made: pikepdf.Page) -> None:  # noqa: ARG001
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Names")))
    usual = Dictionary(OFF=Array([layer]), Order=Array([layer]))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=usual)


def _shown_layer(pdf: Pdf, made: pikepdf.Page) -> None:  # noqa: ARG001
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Map")))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(Order=Array([layer])))


def _script(pdf: Pdf, made: pikepdf.Page) -> None:  # noqa: ARG001
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def _pdf_keywords(pdf: Pdf, made: pikepdf.Page) -> None:  # noqa: ARG001
    pdf.docinfo[Name.Keywords] = "a child's name"


def _password(content: bytes) -> bytes:
    out = io.BytesIO()
    with Pdf.open(io.BytesIO(content)) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="one", user="two"))
    return out.getvalue()


def blacked_out() -> Iterator[tuple[str, bytes]]:
    """The ways in which words come to stand under a black box."""
    black = "0 0 0 rg"
    yield "a box drawn over it", page(f"{WORDS}{NAME}{black} {OVER_NAME} f")
    yield "a grey box", page(f"{NAME}0.1 g {OVER_NAME} f")
    yield "a box in four colours", page(f"{NAME}0 0 0 1 k {OVER_NAME} f")
    yield "a box of lines", page(f"{NAME}{black} 70 645 m 270 645 l 270 663 l 70 663 l h f")
    yield "a box that is moved", page(f"{NAME}q 1 0 0 1 70 645 cm {black} 0 0 200 18 re f Q")
    yield "a box that is scaled", page(f"{NAME}q 200 0 0 18 70 645 cm {black} 0 0 1 1 re B Q")
    yield "black words on a black box", page(f"{black} {OVER_NAME} f {NAME}")
    yield (
        "words in parts",
        page(f"BT /F1 12 Tf 1 0 0 1 72 650 Tm [(A na) -20 (me)] TJ ET {black} {OVER_NAME} f"),
    )
    yield (
        "words on the next line",
        page(f"BT /F1 12 Tf 14 TL 72 664 Td (Seen) Tj (A name) ' ET {black} {OVER_NAME} f"),
    )
    yield "a box inside a drawing", page(f"{NAME}/X1 Do", _form(f"{black} {OVER_NAME} f"))
    yield "words inside a drawing", page(f"/X1 Do {black} {OVER_NAME} f", _form(NAME))
    yield "a black picture", page(f"{NAME}q 200 0 0 18 70 645 cm /X1 Do Q", _surface(0))
    yield "a square put on top", page(NAME, _note("/Square", IC=Array([0, 0, 0])))
    yield "marked and not taken out", page(NAME, _note("/Redact"))
    spot = Array([Name.Separation, Name.Black, Name.DeviceGray, _tint()])
    yield "a box in printer's black", page(f"{NAME}/S1 cs 1 scn {OVER_NAME} f", _colours(spot))
    yield "a thick line", page(f"{NAME}0 G 18 w 70 654 m 270 654 l S")
    yield (
        "a box with round corners",
        page(
            f"{NAME}{black} 76 645 m 264 645 l 267 645 270 648 270 651 c 270 657 l 270 660 267 663"
            " 264 663 c 76 663 l 73 663 70 660 70 657 c 70 651 l 70 648 73 645 76 645 c f"
        ),
    )
    yield "a black photograph", page(f"{NAME}q 200 0 0 18 70 645 cm /X1 Do Q", _jpeg_surface(0))
    yield (
        "a black stencil",
        page(f"{NAME}{black} q 200 0 0 18 70 645 cm BI /W 1 /H 1 /IM true /BPC 1 ID \x00 EI Q"),
    )
    looks = f"{black} 0 0 200 18 re f"
    for kind in ("Stamp", "Ink", "FreeText", "Highlight", "Line"):
        yield f"a black {kind} put on top", page(NAME, _note(f"/{kind}", looks=looks))
    yield (
        "a picture over a scan's words",
        page(f"{NAME.replace('BT', 'BT 3 Tr')}{black} {OVER_NAME} f"),
    )
    label = "1 g BT /F1 11 Tf 72 650 Td (REDACTED REDACTED REDACTED) Tj ET"
    yield "a box that says so", page(f"{NAME}{black} {OVER_NAME} f {label}")


def pdfs() -> Iterator[Paper]:
    """PDFs that carry something."""
    for name, content in blacked_out():
        yield Paper(f"pdf: {name}", PDF, content, Kind.BLACKED_OUT)
    note = String("This is his brother.")
    hidden = {"F": 2, "V": String("a name"), "T": String("field"), "FT": Name.Tx}
    spec = Dictionary(Type=Name.Filespec, F=String("names.xlsx"))
    made = (
        ("attached file", page(WORDS, _attach), Kind.EMBEDDED_FILE),
        ("file on a page", page(WORDS, _note("/FileAttachment", FS=spec)), Kind.EMBEDDED_FILE),
        ("comment", page(WORDS, _note("/Text", Contents=note)), Kind.COMMENT),
        ("comment at a mark", page(WORDS, _note("/Highlight", Contents=note)), Kind.COMMENT),
        ("layer", page(WORDS, _layer), Kind.LAYER),
        ("program", page(WORDS, _script), Kind.ACTIVE),
        ("layer by its use", page(WORDS, _layer_by_use), Kind.LAYER),
        ("keywords", page(WORDS, _pdf_keywords), Kind.PROPERTY),
        ("keywords of newer programs", page(WORDS, _xmp), Kind.PROPERTY),
        ("file of a page", page(WORDS, _file_of_page), Kind.EMBEDDED_FILE),
        (
            "a photograph over words",
            page(f"{NAME}q 200 0 0 18 70 645 cm /X1 Do Q", _grain),
            Kind.HIDDEN_TEXT,
        ),
        ("a row of digits half covered", page(f"{NAME}1 g 105 640 60 30 re f"), Kind.HIDDEN_TEXT),
        ("white words", page(f"{WORDS}1 g {NAME}"), Kind.HIDDEN_TEXT),
        (
            "words beside the page",
            page(WORDS + NAME.replace("72 650", "700 650")),
            Kind.HIDDEN_TEXT,
        ),
        ("words not drawn", page(WORDS + NAME.replace("BT", "BT 3 Tr")), Kind.HIDDEN_TEXT),
        ("words cut off", page(f"{WORDS}q 0 0 10 10 re W n {NAME} Q"), Kind.HIDDEN_TEXT),
        ("hidden field", page(WORDS, _note("/Widget", **hidden)), Kind.HIDDEN_TEXT),
        (
            "photograph",
            page(f"{WORDS}/X1 Do", _photograph_in_page(photograph(gps=True))),
            Kind.LOCATION,
        ),
        ("password", _password(page(WORDS)), Kind.UNREADABLE),
        ("cut off", page(WORDS)[:200], Kind.UNREADABLE),
    )
    for name, content, kind in made:
        yield Paper(f"pdf: {name}", PDF, content, kind)


# All of them --------------------------------------------------------------------------------------


def carriers() -> Iterator[Paper]:
    """Every paper that carries something."""
    yield from workbooks()
    yield from documents()
    yield from pictures()
    yield from pdfs()


def clean() -> Iterator[Paper]:
    """Honest papers, with what honest papers have."""
    white, black = "1 1 1 rg", "0 0 0 rg"
    head = "BT /F1 12 Tf 72 650 Td (Year) Tj ET"
    drawn = {
        "words": WORDS,
        "two lines": f"{WORDS}{NAME}",
        "a table with a dark head": f"{black} {OVER_NAME} f {white} {head}",
        "a dark cover": f"0.1 0.1 0.3 rg 0 0 595 842 re f {white} {WORDS}",
        "a white page on a dark one": f"{black} 0 0 595 842 re f {white} 20 20 555 802 re f {black} {WORDS}",
        "a light box behind words": f"0.9 g {OVER_NAME} f {black} {NAME}",
        "words underlined": f"{NAME}{black} 72 648 180 0.6 re f",
        "words struck through": f"{NAME}{black} 72 653.6 180 0.8 re f",
        "a frame": f"{NAME}{black} {OVER_NAME} S",
        "a bar chart": f"{WORDS}{black} 72 400 20 120 re f 100 400 20 80 re f",
        "red on green": f"0 0.5 0 rg {OVER_NAME} f 1 0 0 rg {NAME}",
        "a dark page cut to a corner": f"{NAME}q 0 0 10 10 re W n {black} 0 0 595 842 re f Q",
        "a frame filled between its edges": f"{NAME}{black} 0 0 595 842 re 20 20 555 802 re f*",
        "a pale stamp": f"{WORDS}0.9 g BT /F1 60 Tf 72 300 Td (DRAFT) Tj ET",
        "small print": "BT /F1 5 Tf 72 700 Td (1 Figures are rounded, and I count 11.) Tj ET",
        "a bold row of ones": "BT /F1 14 Tf 2 Tr 72 700 Td (1 l I | i) Tj ET",
        "a word at the edge": "BT /F1 12 Tf 560 700 Td (Children) Tj ET",
        "a button": f"0.1 0.3 0.2 rg 70 640 200 30 re f {white} {NAME}",
        "a box elsewhere": f"{NAME}{black} 300 100 50 50 re f",
        "a box seen through": "",
    }
    for name, instructions in drawn.items():
        if instructions:
            yield Paper(f"pdf: {name}", PDF, page(instructions))
    yield Paper("pdf: a layer that is shown", PDF, page(WORDS, _shown_layer))
    link = _note("/Link", A=Dictionary(S=Name.URI, URI=String("https://example.gov.uk")))
    yield Paper("pdf: a link", PDF, page(WORDS, link))
    field = {"V": String("yes"), "T": String("field"), "FT": Name.Tx, "F": 4}
    yield Paper("pdf: a form filled in", PDF, page(WORDS, _note("/Widget", **field)))
    photo = _photograph_in_page(photograph())
    yield Paper("pdf: a photograph", PDF, page(f"q 64 0 0 48 72 500 cm /X1 Do Q {WORDS}", photo))
    scan = f"{NAME.replace('BT', 'BT 3 Tr')} q 595 0 0 842 0 0 cm /X1 Do Q"
    yield Paper("pdf: a scan with its words", PDF, page(scan, _scan))
    beside = scan.replace("72 650", "75 642")
    yield Paper("pdf: a scan with its words a little beside", PDF, page(beside, _scan))
    yield Paper("pdf: a scan over its words", PDF, page(scan.replace("3 Tr", "0 Tr"), _scan))
    yield Paper("pdf: labels of the office", PDF, page(WORDS, _labels))
    yield Paper("pdf: a layer for screens", PDF, page(WORDS, _layer_for_screens))
    turned = _turned(90)
    yield Paper("pdf: a page on its side", PDF, page(f"{WORDS}{NAME}", turned))
    yield Paper("workbook: plain", XLSX, workbook())
    for number in range(1, 9):
        yield Paper(f"workbook: {number} sheets", XLSX, workbook(_sheets(number)))
        yield Paper(f"document: {number} more paragraphs", DOCX, document(_longer(number)))
    yield Paper("document: plain", DOCX, document())
    yield Paper("document: white on black", DOCX, document(_white_on_black))
    yield Paper("document: white in a dark cell", DOCX, document(_white_in_cell))
    yield Paper("document: contents", DOCX, document(_contents))
    yield Paper("document: a dark heading", DOCX, document(_shape("1F3864", "What we promise")))
    yield Paper("document: a bar behind words", DOCX, document(_shape("000000", behind="1")))
    yield Paper("document: a light shape", DOCX, document(_shape("D9E2F3")))
    yield Paper("document: a line", DOCX, document(_shape("000000", high=12_700)))
    yield Paper("document: an arrow", DOCX, document(_shape("000000", form="rightArrow")))
    yield Paper("document: a rule", DOCX, document(_old_shape('o:hr="t"')))
    mark = '<v:textpath string="DRAFT"/>'
    yield Paper("document: a watermark", DOCX, document(_old_shape(inside=mark)))
    red = document(lambda paper: _shaded_cell(paper, "FF0000"))
    yield Paper("document: red on black", DOCX, red)
    head = workbook(_cell(font="FFFFFFFF", fill="FF1F3864"))
    yield Paper("workbook: a dark head", XLSX, head)
    yield Paper("workbook: unused columns hidden", XLSX, workbook(_unused_columns))
    yield Paper("workbook: a table's own head", XLSX, workbook(_own_head))
    yield Paper("workbook: words by a format", XLSX, workbook(_cell(shown=";;;@")))
    yield Paper(
        "workbook: an R in red on red", XLSX, workbook(_cell(font="FFC00000", fill="FFC00000"))
    )
    yield Paper("workbook: red", XLSX, workbook(_cell(font="FFFF0000", shown="0.0;-0.0;;@")))
    yield Paper("document: a picture", DOCX, with_part(document(), "word/media/a.png", drawing()))
    label = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        '<property name="MSIP_Label_1_Name"><vt:lpwstr>Official</vt:lpwstr></property></Properties>'
    )
    labelled = with_part(document(), "docProps/custom.xml", label)
    yield Paper("document: a label of the office", DOCX, labelled)
    yield Paper("photograph: from a camera", "image/jpeg", photograph())
    by_program = photograph(xmp=XMP.format("xmp:CreatorTool='A program'"))
    yield Paper("photograph: XMP of a program", "image/jpeg", by_program)
    yield Paper("drawing: by a program", "image/png", drawing(Software="A program"))
    yield Paper("drawing: plain", "image/png", drawing())


def _sheets(number: int) -> Callable[[openpyxl.Workbook], None]:
    def change(book: openpyxl.Workbook) -> None:
        for each in range(number):
            sheet = book.create_sheet(f"Sheet {each}")
            sheet.append(("Measure", each))
            sheet.freeze_panes, sheet.column_dimensions["A"].width = "B2", 30
            sheet.auto_filter.ref = "A1:B2"

    return change


def _longer(number: int) -> Callable[[docx.document.Document], None]:
    def change(paper: docx.document.Document) -> None:
        for each in range(number):
            run = paper.add_paragraph(style="List Bullet").add_run(f"Point {each}.")
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW
        paper.sections[0].footer.paragraphs[0].text = "Page"

    return change


def _white_on_black(paper: docx.document.Document) -> None:
    run = paper.paragraphs[0].add_run(" white on black")
    run.font.highlight_color, run.font.color.rgb = WD_COLOR_INDEX.BLACK, RGBColor(255, 255, 255)
