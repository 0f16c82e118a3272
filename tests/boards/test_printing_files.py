"""The files of a pack, printed behind it: what comes along, and what does not."""

import io
from collections.abc import Callable
from itertools import pairwise

import pytest
from pikepdf import Array, AttachedFileSpec, Dictionary, Encryption, Name, Page, Pdf, Stream, String
from PIL import Image

from boards.packs import blocks
from boards.packs.printing.content import file_section, key_of, print_data, printable_files
from boards.packs.printing.paging import Numbered
from boards.packs.printing.press import File, printed
from tests.boards.test_printing_press import edition, parts, tags
from tests.support.reading_pdf import text_of
from tests.support.uploads import document, drawing, page, photograph, workbook

pytestmark = pytest.mark.django_db

PDF, PNG, JPEG = "application/pdf", "image/png", "image/jpeg"
OFFICE = "application/vnd.openxmlformats-officedocument."
DOCX, XLSX = f"{OFFICE}wordprocessingml.document", f"{OFFICE}spreadsheetml.sheet"


def words(text: str) -> str:
    """Instructions that draw some words."""
    return f"BT /F1 12 Tf 72 700 Td ({text}) Tj ET\n"


def pdf_of_pages(*texts: str, change: Callable[[Pdf], None] | None = None) -> bytes:
    """A PDF with a page for each text."""
    whole = Pdf.new()
    for text in texts:
        with Pdf.open(io.BytesIO(page(words(text)))) as one:
            whole.pages.extend(one.pages)
    if change:
        change(whole)
    out = io.BytesIO()
    whole.save(out)
    return out.getvalue()


class Bound:
    """A pack with these files, printed; each as (kind, content)."""

    def __init__(self, *files: tuple[str, bytes], before: tuple[Numbered, ...] = ()) -> None:
        named = [
            blocks.Attached(str(n), f"1.{n}", f"File {n}", "One file.", kind, opens=True)
            for n, (kind, _) in enumerate(files, start=1)
        ]
        front = blocks.Item("0", "About", key="front", blocks=(blocks.Paragraph("0.1", "Hello."),))
        report = blocks.Report("7", "Homes", "")
        paper = edition(front, blocks.Item("1", "One", key="1", blocks=(report, *named)))
        found = printable_files(paper)
        with printed(
            print_data(paper),
            attached=[file_section(file) for file in found],
            files=[
                File(key_of(file), file.media_type, io.BytesIO(content))
                for file, (_, content) in zip(found, files, strict=True)
            ],
            before=before,
        ) as made:
            self.content, self.page_map = made.path.read_bytes(), made.page_map
        self.pdf = Pdf.open(io.BytesIO(self.content))

    def said(self, place: int) -> str:
        """The words of a page."""
        return text_of(self.pdf, place)


def test_pages_of_a_pdf_come_after_the_items_with_our_head_and_foot() -> None:
    bound = Bound((PDF, pdf_of_pages("First page.", "Second page.")), (PDF, pdf_of_pages("Other.")))
    assert len(bound.pdf.pages) == 6
    for place, its in ((3, "First page."), (4, "Second page."), (5, "Other.")):
        said = bound.said(place)
        assert its in said
        assert f"Page {place + 1} of 6" in said
        assert "Corporate Parenting Panel, Wednesday 16 December 2026" in said
    assert "File 1" in bound.said(3)


def test_files_have_bookmarks_and_a_line_in_the_contents() -> None:
    bound = Bound((PDF, pdf_of_pages("First.", "Second.")), (PNG, drawing()))
    with bound.pdf.open_outline() as outline:
        assert [entry.title for entry in outline.root] == ["About", "1. One", "File 1", "File 2"]
    said = bound.said(0)
    assert "File 1" in said
    assert "File 2" in said


def test_a_supplement_keeps_the_numbers_of_files() -> None:
    """A file that has become longer has letters; what follows keeps its pages."""
    first = Bound((PDF, pdf_of_pages("a", "b")), (PDF, pdf_of_pages("c")))
    later = Bound(
        (PDF, pdf_of_pages("a", "b", "more")), (PDF, pdf_of_pages("c")), before=first.page_map
    )
    assert [row.used for row in later.page_map[2:]] == [("4", "5", "5a"), ("6",)]
    assert "Page 5a of 6" in later.said(5)
    assert "more" in later.said(5)


def test_a_pack_with_foreign_pages_does_not_claim_to_be_accessible() -> None:
    """One with pages of ours alone does, pictures among them."""
    with Bound((PNG, drawing())).pdf.open_metadata() as known:
        assert known["pdfuaid:part"] == "1"
    bound = Bound((PDF, pdf_of_pages("a")))
    with bound.pdf.open_metadata() as known:
        assert "pdfuaid:part" not in known
        assert known["dc:title"]
    assert bound.pdf.Root.MarkInfo.Marked


def tagged(pdf: Pdf) -> None:
    """As other programs tag: each page with a number in a tree of its document."""
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    pdf.Root.StructTreeRoot = Dictionary(Type=Name.StructTreeRoot, ParentTree=Dictionary(Nums=[]))
    for place, each in enumerate(pdf.pages):
        each.StructParents = place


def drawn_on(each: Page) -> bytes:
    """What a page draws."""
    each.contents_coalesce()
    return each.Contents.read_bytes()


def test_no_two_pages_have_one_number_in_the_tree_of_tags() -> None:
    """Every mark on a page leads to a tag, and that tag to the page."""
    bound = Bound(
        (PDF, pdf_of_pages("a", "b", change=tagged)), (PDF, pdf_of_pages("c", change=tagged))
    )
    pages = [each for each in bound.pdf.pages if "/StructParents" in each]
    numbers = [int(each.StructParents) for each in pages]
    assert len(set(numbers)) == len(numbers) == 6
    nums = list(bound.pdf.Root.StructTreeRoot.ParentTree.Nums)
    tree = {int(key): value for key, value in zip(nums[::2], nums[1::2], strict=True)}
    assert set(numbers) <= set(tree)
    assert max(tree) < int(bound.pdf.Root.StructTreeRoot.ParentTreeNextKey)
    for each, number in zip(pages, numbers, strict=True):
        for mark, tag in enumerate(tree[number]):
            assert tag.get("/Pg", each.obj).objgen == each.objgen
            assert b"/MCID %d" % mark in drawn_on(each)


def test_foreign_pages_are_read_after_the_title_of_their_file() -> None:
    bound = Bound((PDF, pdf_of_pages("a", "b")), (PDF, pdf_of_pages("c")))
    top = [node for _, node in parts(bound.pdf.Root.StructTreeRoot.K[0])]
    top = [node for node in top if Name.Document == node.P.S]
    kinds = [str(node.S) for node in top]
    assert kinds[-5:] == ["/H1", "/P", "/P", "/H1", "/P"]
    places = [bound.pdf.pages.index(Page(node.Pg)) for node in top[-5:]]
    assert places == [3, 3, 4, 5, 5]


def test_a_picture_has_a_page_with_its_title_as_words() -> None:
    for kind, content in ((PNG, drawing(Comment="zqsecret")), (JPEG, photograph(gps=True))):
        bound = Bound((kind, content))
        assert len(bound.pdf.pages) == 4
        alts = {str(node.Alt) for _, node in tags(bound.pdf) if "/Alt" in node}
        assert "File 1" in alts
        assert "Attached to 1.1." in bound.said(3)
        assert b"zqsecret" not in bound.content
        assert b"Exif" not in bound.content


def test_a_photograph_stands_upright() -> None:
    """Its camera says how it was held."""
    photo = Image.new("RGB", (300, 100), (200, 10, 10))
    exif = photo.getexif()
    exif[0x0112] = 6
    out = io.BytesIO()
    photo.save(out, "JPEG", exif=exif)
    pdf = Bound((JPEG, out.getvalue())).pdf
    sizes = {
        (int(each.Width), int(each.Height))
        for each in pdf.objects
        if isinstance(each, Stream) and each.get("/Subtype") == Name.Image
    }
    assert sizes == {(100, 300)}


def locked() -> bytes:
    """A PDF that asks for a password."""
    out = io.BytesIO()
    with Pdf.open(io.BytesIO(pdf_of_pages("zqlocked"))) as pdf:
        pdf.save(out, encryption=Encryption(owner="one", user="two"))
    return out.getvalue()


@pytest.mark.parametrize(
    ("kind", "content", "said"),
    [
        (DOCX, document(), "Word and Excel files cannot be printed"),
        (XLSX, workbook(), "Word and Excel files cannot be printed"),
        (PDF, b"%PDF-1.7 nothing", "This file cannot be printed"),
        (PDF, locked(), "This file cannot be printed"),
        (PNG, drawing()[:30], "This file cannot be printed"),
        (JPEG, b"\xff\xd8\xff", "This file cannot be printed"),
    ],
    ids=["word", "excel", "broken pdf", "locked", "broken drawing", "broken photograph"],
)
def test_what_cannot_be_printed_has_a_page_that_says_so(kind: str, content: bytes, said: str):
    """And hinders nothing else."""
    bound = Bound((kind, content), (PDF, pdf_of_pages("Fine.")))
    assert "File 1" in bound.said(3)
    assert "Attached to 1.1." in bound.said(3)
    assert said in bound.said(3)
    assert "Fine." in bound.said(4)


def hidden_layer(pdf: Pdf) -> None:
    """Words that nobody sees as long as the layer is off."""
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Names")))
    pdf.Root.OCProperties = Dictionary(
        OCGs=Array([layer]), D=Dictionary(OFF=Array([layer]), Order=Array([layer]))
    )


def test_layers_are_not_printed_because_hidden_ones_would_show() -> None:
    bound = Bound((PDF, pdf_of_pages("zqlayer", change=hidden_layer)))
    assert "cannot be printed" in bound.said(3)
    assert "zqlayer" not in text_of(bound.pdf)


def loaded(pdf: Pdf) -> None:
    """A PDF with nearly everything that a page or a document can carry."""
    script = Dictionary(S=Name.JavaScript, JS=String("app.alert('zqscript')"))
    pdf.Root.OpenAction = script
    pdf.Root.AA = Dictionary(WC=script)
    pdf.attachments["zqnames.xlsx"] = AttachedFileSpec(pdf, b"zqfile")
    pdf.docinfo[Name.Keywords] = "zqkeyword"
    one = pdf.pages[0]
    one.AA = Dictionary(O=script)
    one.PieceInfo = Dictionary(App=Dictionary(Private=String("zqpiece")))
    note = {"Type": Name.Annot, "Rect": Array([70, 645, 270, 663])}
    web = Dictionary(S=Name.URI, URI=String("https://example.gov.uk/plan"))
    other = Dictionary(S=Name.URI, URI=String("file:///zqdisk"))
    start = Dictionary(S=Name.Launch, F=String("zqprogram"))
    one.Annots = Array(
        [
            pdf.make_indirect(Dictionary(**note, Subtype=Name.Text, Contents=String("zqcomment"))),
            pdf.make_indirect(Dictionary(**note, Subtype=Name.Link, A=web)),
            pdf.make_indirect(Dictionary(**note, Subtype=Name.Link, A=other)),
            pdf.make_indirect(Dictionary(**note, Subtype=Name.Link, A=start)),
            pdf.make_indirect(
                Dictionary(**note, Subtype=Name.Link, A=web, AA=Dictionary(E=script))
            ),
        ]
    )


def test_nothing_comes_along_but_what_is_drawn_and_links_to_the_web() -> None:
    """Neither scripts nor actions, files, comments or what programs keep for themselves."""
    bound = Bound((PDF, pdf_of_pages("Seen.", change=loaded)))
    assert "Seen." in bound.said(3)
    links = [note for note in bound.pdf.pages[3].Annots if note.Subtype == Name.Link]
    assert len(links) == len(bound.pdf.pages[3].Annots) == 2
    assert {str(link.A.URI) for link in links} == {"https://example.gov.uk/plan"}
    assert not any("/AA" in link for link in links)
    assert not bound.pdf.attachments
    for name in ("/OpenAction", "/AA", "/AcroForm", "/JavaScript"):
        assert name not in bound.pdf.Root
    out = io.BytesIO()
    bound.pdf.save(out, qdf=True)
    assert b"zq" not in out.getvalue()


def test_a_link_lies_where_its_words_lie() -> None:
    """On a page that has been made smaller."""
    bound = Bound((PDF, pdf_of_pages("Seen.", change=loaded)))
    left, bottom, right, top = (float(each) for each in bound.pdf.pages[3].Annots[0].Rect)
    assert 0.8 < (right - left) / 200 < 1
    assert 70 * 0.8 < left < 110
    assert 560 < bottom < top < 660


def filled_in(pdf: Pdf) -> None:
    """A form with a field in which somebody has written."""
    look = pdf.make_stream(
        b"/Tx BMC BT /F1 10 Tf 2 4 Td (An answer) Tj ET EMC",
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, 200, 18]),
        Resources=pdf.pages[0].Resources,
    )
    field = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Tx,
            T=String("field"),
            V=String("An answer"),
            F=4,
            Rect=Array([70, 645, 270, 663]),
            AP=Dictionary(N=look),
        )
    )
    pdf.pages[0].Annots = Array([field])
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))


def test_what_somebody_filled_in_is_printed() -> None:
    bound = Bound((PDF, pdf_of_pages("Form.", change=filled_in)))
    assert "An answer" in bound.said(3)
    assert "/Annots" not in bound.pdf.pages[3]


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_pages_are_printed_as_they_are_turned(turned: int) -> None:
    """A page on its long side has one of ours on its long side; all of it is on the paper."""

    def turn(pdf: Pdf) -> None:
        pdf.pages[0].rotate(turned, relative=False)

    bound = Bound((PDF, pdf_of_pages("Turned.", change=turn)))
    left, bottom, right, top = bound.pdf.pages[3].mediabox
    assert (right - left > top - bottom) is (turned % 180 != 0)


def test_pages_of_any_size_fit() -> None:
    """A poster is made smaller, and a card is not blown up."""

    def resize(pdf: Pdf) -> None:
        pdf.pages[0].MediaBox = Array([-100, -100, 2900, 3900])
        pdf.pages[1].MediaBox = Array([0, 0, 72, 100])

    bound = Bound((PDF, pdf_of_pages("Poster.", "Card.", change=resize)))
    scales = [
        float(bound.pdf.pages[place].Contents[-1].read_bytes().split(b"q\n")[-1].split()[0])
        for place in (3, 4)
    ]
    assert scales[0] < 0.3
    assert scales[1] == 1


def test_the_same_files_give_the_same_pdf() -> None:
    files = ((PDF, pdf_of_pages("a", "b")), (PNG, drawing()), (JPEG, photograph()))
    assert Bound(*files).content == Bound(*files).content


def test_files_that_readers_may_not_have_are_not_asked_for() -> None:
    """A file that is named and does not open is not printed."""
    named = blocks.Attached("1", "1.1", "File", "One file.", PDF, opens=False)
    paper = edition(blocks.Item("1", "One", key="1", blocks=(named,)))
    assert printable_files(paper) == []


def test_numbers_go_up_through_the_pack() -> None:
    rows = Bound((PDF, pdf_of_pages("a", "b")), (DOCX, document())).page_map
    numbers = [int(label) for row in rows for label in row.used]
    assert all(after == before + 1 for before, after in pairwise(numbers))
