"""What a PDF carries beside its pages: files, comments, layers, programs, words under boxes.

Reads the file's own objects with pikepdf. Words that nobody sees are found by drawing the pages
(`boards/gate/unseen.py`), and by following what a page draws, in order (`boards/gate/covered.py`).
"""

import io
from collections.abc import Iterator

import pikepdf
from pikepdf import Dictionary, Name, Pdf
from pypdfium2 import PdfiumError

from boards.gate.covered import covered_words
from boards.gate.findings import Finding, Kind, unreadable
from boards.gate.office import BY_PROGRAMS
from boards.gate.pictures import findings_in_picture
from boards.gate.unseen import unseen_words

#: Annotations in which people write.
NOTES = {"/Text", "/FreeText", "/Popup", "/Highlight", "/Underline", "/StrikeOut", "/Squiggly"}
NOTES |= {"/Stamp", "/Caret", "/Ink", "/Line", "/Polygon", "/PolyLine", "/Circle", "/Square"}
NOT_SEEN = 0b100010  # the flags Hidden and NoView of ISO 32000, table 167
#: What programs write about themselves; title and author are on nearly every file.
USUAL_PROPERTIES = {
    *("/Title", "/Author", "/Creator", "/Producer", "/CreationDate", "/ModDate", "/Trapped"),
    *("/Company", "/SourceModified", "/PTEX.Fullbanner", "/ICNAppName", "/ICNAppPlatform"),
    *("/PTEX.FullBanner", "/GTS_PDFXVersion", "/GTS_PDFXConformance"),
}
#: Properties somebody writes, by the names the format has for them.
WRITTEN = {
    "/Keywords": "The file’s properties have keywords.",
    "/Subject": "The file’s properties have a subject.",
}
#: The same in XMP, which newer programs write beside them or instead.
DESCRIBED = {"pdf:Keywords": "/Keywords", "dc:subject": "/Keywords", "dc:description": "/Subject"}
MOST_PAGES = 1000


def findings_in_pdf(content: bytes) -> list[Finding]:
    """What a PDF file carries beside its pages."""
    try:
        with Pdf.open(io.BytesIO(content)) as pdf:
            if len(pdf.pages) > MOST_PAGES:
                return [unreadable("The file", f"it has more than {MOST_PAGES} pages")]
            return list(dict.fromkeys([*_findings(pdf), *_unseen(pdf, content)]))
    except pikepdf.PasswordError:
        return [unreadable("The file", "it has a password")]
    except (
        pikepdf.PdfError,
        PdfiumError,
        RecursionError,
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
    ):
        return [unreadable("The file")]


def _findings(pdf: Pdf) -> Iterator[Finding]:
    yield from _files(pdf)
    yield from _layers(pdf)
    yield from _programs(pdf)
    yield from _properties(pdf)
    yield from _pictures(pdf)
    for number, page in enumerate(pdf.pages, start=1):
        where = f"page {number}"
        yield from _annotations(page, where)


def _unseen(pdf: Pdf, content: bytes) -> Iterator[Finding]:
    covered = [covered_words(page) for page in pdf.pages]
    for number, words in enumerate(unseen_words(content, covered), start=1):
        where = f"page {number}"
        if words.dark:
            said = f"On {where} words stand under a dark box."
            yield Finding(Kind.BLACKED_OUT, where, said)
        if words.other:
            yield Finding(Kind.HIDDEN_TEXT, where, f"On {where} there are words that nobody sees.")


def _files(pdf: Pdf) -> Iterator[Finding]:
    """Wherever they are named: for the whole file, on a page, or beside a drawing."""
    inside = sum("/EF" in each for each in pdf.objects if isinstance(each, Dictionary))
    associated = [page.get("/AF", []) for page in pdf.pages] + [pdf.Root.get("/AF", [])]
    number = max(inside, len(pdf.attachments), sum(map(len, associated)))
    if number:
        others = "another file" if number == 1 else f"{number} other files"
        yield Finding(Kind.EMBEDDED_FILE, "the file", f"The file has {others} inside it.")


def _layers(pdf: Pdf) -> Iterator[Finding]:
    layers = pdf.Root.get("/OCProperties", Dictionary())
    usual = layers.get("/D", Dictionary())
    groups = list(layers.get("/OCGs", []))
    off = groups if usual.get("/BaseState") == Name.OFF else list(usual.get("/OFF", []))
    off = off or [group for group in groups if _is_off_by_use(group)]
    if off:
        layers = "A layer is" if len(off) == 1 else f"{len(off)} layers are"
        yield Finding(Kind.LAYER, "the file", f"{layers} there and not shown.")


def _is_off_by_use(layer: Dictionary) -> bool:
    """Whether a layer is not for the screen."""
    view = layer.get("/Usage", Dictionary()).get("/View", Dictionary())
    return view.get("/ViewState") == Name.OFF


def _programs(pdf: Pdf) -> Iterator[Finding]:
    names = pdf.Root.get("/Names", Dictionary())
    action = pdf.Root.get("/OpenAction", None)
    runs = isinstance(action, Dictionary) and action.get("/S") in {Name.JavaScript, Name.Launch}
    if "/JavaScript" in names or "/AA" in pdf.Root or runs:
        yield Finding(Kind.ACTIVE, "the file", "The file has a program inside it.")


def _properties(pdf: Pdf) -> Iterator[Finding]:
    for name, value in pdf.docinfo.items():
        usual = name in USUAL_PROPERTIES or name.lstrip("/").startswith(BY_PROGRAMS)
        if not usual and str(value).strip():
            words = WRITTEN.get(name, "The file has a property that somebody has added.")
            yield Finding(Kind.PROPERTY, "the file", words)
    described = pdf.open_metadata()
    for name, also in DESCRIBED.items():
        if str(described.get(name) or "").strip():
            yield Finding(Kind.PROPERTY, "the file", WRITTEN[also])


def _annotations(page: pikepdf.Page, where: str) -> Iterator[Finding]:
    for note in page.get("/Annots", []):
        kind = str(note.get("/Subtype", ""))
        if kind == "/FileAttachment":
            yield Finding(Kind.EMBEDDED_FILE, where, f"On {where} a file is attached.")
        elif kind in {"/Screen", "/RichMedia", "/Movie", "/Sound", "/3D"}:
            yield Finding(Kind.ACTIVE, where, f"On {where} something plays or runs.")
        elif kind == "/Redact":
            words = f"On {where} words are marked to be taken out, and are still there."
            yield Finding(Kind.BLACKED_OUT, where, words)
        elif kind in NOTES and (str(note.get("/Contents", "")).strip() or "/RC" in note):
            yield Finding(Kind.COMMENT, where, f"On {where} there is a comment.")
        elif kind == "/Widget" and int(note.get("/F", 0)) & NOT_SEEN and _field_value(note):
            words = f"On {where} a form field is filled in and not shown."
            yield Finding(Kind.HIDDEN_TEXT, where, words)


def _field_value(widget: Dictionary) -> str:
    field = widget
    while "/V" not in field and "/Parent" in field:
        field = field.Parent
    if field.get("/FT") == Name.Sig:
        return ""  # a signature that is not shown signs all the same
    said = str(field.get("/V", "")).strip()
    return "" if said in {"/Off", "0"} else said


def _pictures(pdf: Pdf) -> Iterator[Finding]:
    """Photographs keep in a PDF what they carried outside it; every one is looked at."""
    for each in pdf.objects:
        if not isinstance(each, pikepdf.Stream) or each.get("/Subtype") != Name.Image:
            continue
        if each.get("/Filter") == Name.DCTDecode:
            yield from findings_in_picture(each.read_raw_bytes(), "A picture in the file")
