"""Binds files into a pack that is set: PDFs page by page, pictures, and a word about the others.

Part of the typesetter's process. A page of somebody's PDF becomes one drawing on a page of ours,
made a little smaller, so that our head and foot have their place: with it come its words, pictures
and fonts, and its links to the web, and nothing else. Scripts, actions, embedded files, comments
and whatever belongs to its document as a whole stay behind.

What is drawn is marked as read after the title of its file, but nobody has said what in it is a
heading or a table: a pack with such pages does not claim to be PDF/UA.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf
from pikepdf import (
    Array,
    Dictionary,
    Matrix,
    Name,
    NumberTree,
    ObjectStreamMode,
    Page,
    Pdf,
    Rectangle,
    Stream,
    String,
)
from PIL import Image, ImageOps

from boards.packs.printing.runs import Begun

PDF, PNG, JPEG = "application/pdf", "image/png", "image/jpeg"
POINTS = 72 / 25.4  # in a millimetre
#: Room for our head and foot around a page from elsewhere, in points: left, bottom, right, top.
EDGES = tuple(each * POINTS for each in (7, 13, 7, 22))
#: Who begins a page has its title higher than so many points below the upper edge: the margin of a
#: page in pack.typ, and a little; below another item it would be lower.
TOP = 32 * POINTS
#: A picture is printed with at most so many dots: A4 at 300 to the inch.
MOST_DOTS = (2480, 3508)
MOST_PIXELS = 80_000_000
MOST_PAGES = 2_000
OTHERS = (
    "Word and Excel files cannot be printed with the papers. Save this one where the item is read."
)
BROKEN = "This file cannot be printed with the papers. Save it where the item is read."
#: What a drawing may carry along that is not drawn.
PRIVATE = {"/PieceInfo", "/AF", "/Metadata", "/StructParent", "/StructParents", "/OPI", "/PS"}
IDENTITY = Array([1, 0, 0, 1, 0, 0])
WEB = ("https://", "http://", "mailto:")


#: How a file can turn out to be broken, locked, or built to do harm.
HOPELESS = (
    *(pikepdf.PdfError, pikepdf.PasswordError, Image.DecompressionBombError, OSError),
    *(ValueError, TypeError, KeyError, AttributeError, RecursionError),
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page from elsewhere, as a drawing, with its links."""

    drawing: Stream
    links: tuple[Dictionary, ...]

    @property
    def is_wide(self) -> bool:
        """Whether it lies on its long side, as it is turned to be read."""
        shown = _shown(self.drawing)
        return shown.width > shown.height


@dataclass
class Files:
    """The files of a job by their key: the PDFs, the pictures, and why others are not printed."""

    pdfs: dict[str, list[Sheet]] = field(default_factory=dict)
    pictures: dict[str, str] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)

    def section(self, section: dict) -> dict:
        """A file's section as the template takes it."""
        key = section["key"]
        if key in self.pdfs:
            sheets = [{"flipped": sheet.is_wide} for sheet in self.pdfs[key]]
            return {**section, "kind": "pages", "sheets": sheets}
        if key in self.pictures:
            return {**section, "picture": self.pictures[key]}
        return {**section, "words": f"{section['words']}\n{self.refused.get(key, BROKEN)}"}


@contextmanager
def opened(folder: Path, files: list[dict]) -> Iterator[Files]:
    """The files of a job, open as long as this lasts; one that cannot be printed hinders no other."""
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    with ExitStack() as stack:
        found = Files()
        for file in files:
            key, path = file["key"], folder / file["path"]
            try:
                if file["media_type"] == PDF:
                    found.pdfs[key] = _sheets(stack.enter_context(Pdf.open(path)))
                elif file["media_type"] in {PNG, JPEG}:
                    found.pictures[key] = _picture(path, file["media_type"])
                else:
                    found.refused[key] = OTHERS
            except HOPELESS:
                found.refused[key] = BROKEN
        yield found


def _sheets(pdf: Pdf) -> list[Sheet]:
    """The pages of somebody's PDF, with their forms filled in and nothing that is not drawn.

    Raises:
        ValueError: it has no pages, far too many, or layers, of which hidden ones would be shown.
        PdfError: it is broken in some other way; TypeError and their like, too.
    """
    if not 0 < len(pdf.pages) <= MOST_PAGES or "/OCProperties" in pdf.Root:
        raise ValueError("not to be printed")
    for page in pdf.pages:
        page.Annots = Array([note for note in page.get("/Annots", []) if _is_kept(note)])
    pdf.flatten_annotations("print")  # what somebody filled in is drawn as words
    for each in pdf.objects:
        if isinstance(each, Stream) and each.get("/Subtype") in {Name.Form, Name.Image}:
            for name in PRIVATE & set(each.keys()):
                del each[name]
    return [Sheet(page.as_form_xobject(), tuple(_links(page))) for page in pdf.pages]


def _is_kept(note: pikepdf.Object) -> bool:
    return isinstance(note, Dictionary) and note.get("/Subtype") in {Name.Widget, Name.Link}


def _links(page: Page) -> Iterator[Dictionary]:
    """The links of a page that lead to the web."""
    for note in page.get("/Annots", []):
        action = note.get("/A")
        if note.get("/Subtype") == Name.Link and isinstance(action, Dictionary):
            address = str(action.get("/URI", ""))
            if action.get("/S") == Name.URI and address.startswith(WEB) and "/Rect" in note:
                yield Dictionary(Rect=note.Rect, URI=address)


def _shown(drawing: Stream) -> Rectangle:
    """Where a drawing's page lies, as it is turned to be read."""
    return Matrix(drawing.get("/Matrix", IDENTITY)).transform(Rectangle(drawing.BBox))


def _picture(path: Path, media_type: str) -> str:
    """The name of the picture upright, not larger than it is printed, without what it carries."""
    made = path.with_suffix(".png" if media_type == PNG else ".jpg")
    with Image.open(path, formats=["PNG", "JPEG"]) as picture:
        upright = ImageOps.exif_transpose(picture)
        upright.thumbnail(MOST_DOTS)
        upright = upright.convert("RGBA" if media_type == PNG else "RGB")
        clean = Image.new(upright.mode, upright.size)
        clean.paste(upright)
        clean.save(made, quality=88)
    return made.name


# The pack that is set -------------------------------------------------------------------------------


def where_all_begin(path: Path, sections: int) -> tuple[list[Begun], int]:
    """Where each section of the template begins, by its bookmark, and how many pages there are.

    Raises:
        RuntimeError: there are other bookmarks than sections.
    """
    with Pdf.open(path) as pdf:
        places = {page.obj.objgen: place for place, page in enumerate(pdf.pages)}
        with pdf.open_outline() as outline:
            found = [_begun(entry.destination, places) for entry in outline.root]
    if len(found) != sections:
        raise RuntimeError("a section has no bookmark")
    return found, len(places)


def _begun(destination: Array, places: dict[tuple[int, int], int]) -> Begun:
    """Where a bookmark leads; above what does not begin a page there is more than its margin."""
    page, _, _, height, _ = destination
    edge = float(page.MediaBox[3]) - TOP
    return Begun(places[page.objgen], float(height) > edge)


def bind(path: Path, files: Files, *, labels: list[str], starts: dict[str, int]) -> None:
    """Lay the pages of the PDFs onto those that are there for them, and number all."""
    with Pdf.open(path, allow_overwriting_input=True) as pdf:
        _name_rows(pdf)
        _number(pdf, labels)
        for key, sheets in files.pdfs.items():
            pages = [pdf.pages[starts[key] + place] for place in range(len(sheets))]
            _lay(pdf, sheets, pages)
        if files.pdfs:
            with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as known:
                del known["pdfuaid:part"]
        pdf.save(path, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate)


def _number(pdf: Pdf, labels: list[str]) -> None:
    """The numbers as readers of PDFs show them beside the page, and say them at a link."""
    named = ((place, Dictionary(P=String(label))) for place, label in enumerate(labels))
    pdf.Root.PageLabels = Dictionary(Nums=Array([each for pair in named for each in pair]))
    places = {page.obj.objgen: place for place, page in enumerate(pdf.pages)}
    with pdf.open_outline() as outline:
        titles = {_spot(each.destination): each.title for each in outline.root}
    for page in pdf.pages:
        for link in page.get("/Annots", []):
            if title := titles.get(_spot(link.Dest)):
                place = places[link.Dest[0].objgen]
                link.Contents = String(f"{title}, page {labels[place]}")


def _spot(destination: Array) -> tuple[tuple[int, int], float]:
    """A page, and how high on it: several items may begin on one page."""
    return destination[0].objgen, float(destination[3])


def _name_rows(pdf: Pdf) -> None:
    """The first cell of a table's row is its head, as the first row is that of its columns."""
    for each in pdf.objects:
        if isinstance(each, Dictionary) and each.get("/S") == Name.TR:
            first = each.K[0]
            if first.S == Name.TD:
                first.S = Name.TH
                first.A = Array([Dictionary(O=Name.Table, Scope=Name.Row)])


def _lay(pdf: Pdf, sheets: list[Sheet], pages: list[Page]) -> None:
    """A PDF onto its pages, read after its title."""
    root = pdf.Root.StructTreeRoot
    document, tree = root.K[0], NumberTree(root.ParentTree)
    parts = list(document.K)
    after = 1 + next(
        place
        for place, part in enumerate(parts)
        if part.S == Name.H1 and part.get("/Pg") == pages[0].obj
    )
    for place, (sheet, page) in enumerate(zip(sheets, pages, strict=True)):
        part = pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.P, P=document, Pg=page.obj)
        )
        if "/StructParents" not in page:
            page.StructParents = int(root.ParentTreeNextKey)
            root.ParentTreeNextKey = int(root.ParentTreeNextKey) + 1
            tree[int(page.StructParents)] = Array()
        part.K = len(tree[int(page.StructParents)])
        tree[int(page.StructParents)].append(part)
        parts.insert(after + place, part)
        _draw(pdf, sheet, page, mark=int(part.K))
    document.K = Array(parts)


def _draw(pdf: Pdf, sheet: Sheet, page: Page, *, mark: int) -> None:
    """A drawing within the edges of a page, with its links."""
    drawing = pdf.copy_foreign(sheet.drawing)
    name = page.add_resource(drawing, Name.XObject, Name.FromElsewhere)
    left, bottom, right, top = (float(each) for each in page.mediabox)
    room = Rectangle(left + EDGES[0], bottom + EDGES[1], right - EDGES[2], top - EDGES[3])
    placed = page.calc_form_xobject_placement(drawing, name, room)
    page.contents_add(b"/P <</MCID %d>> BDC\n%b\nEMC\n" % (mark, placed))
    if sheet.links:
        moved = Matrix(drawing.get("/Matrix", IDENTITY)) @ Matrix(*map(float, placed.split()[1:7]))
        notes = page.get("/Annots", Array())
        notes.extend(_link(pdf, link, moved) for link in sheet.links)
        page.Annots = notes


def _link(pdf: Pdf, link: Dictionary, moved: Matrix) -> Dictionary:
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Link,
            Rect=moved.transform(Rectangle(link.Rect)).as_array(),
            Border=Array([0, 0, 0]),
            F=4,
            Contents=link.URI,
            A=Dictionary(S=Name.URI, URI=link.URI),
        )
    )
