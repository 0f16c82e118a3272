"""What PDFs take: beside WeasyPrint with the same words and charts, with many files, and in memory.

No database is asked: the editions are made here and never stored.
"""

import io
import time
from collections.abc import Callable
from datetime import UTC, datetime

import weasyprint
from pikepdf import Dictionary, Name, Pdf

from bench.memory import growth
from boards.models import Edition
from boards.packs import blocks
from boards.packs.printing.content import file_section, key_of, print_data, printable_files
from boards.packs.printing.press import MEGABYTE, File, fonts, printed
from boards.packs.render import item_html
from councils.models import Council

ROUNDS = 5
ITEMS, CHARTS, PARAGRAPHS = 10, 4, 68  # of each item: about 120 pages with 40 charts
FOREIGN_PAGES, FILES = 500, 5
PRINTS = 50
WORDS = "We looked at how many homes there are close to the schools that children go to. " * 6
MOST_SHARE, MOST_SECONDS, MOST_GROWTH = 0.1, 2.0, 8 * MEGABYTE
#: What a print style would set: the same page, typeface and size as ours.
STYLE = """
@font-face { font-family: Source; src: url(file://FONTS/SourceSansPro-Regular.ttf) }
@font-face { font-family: Source; font-weight: bold; src: url(file://FONTS/SourceSansPro-Bold.ttf) }
@page { size: A4; margin: 27mm 22mm 24mm 24mm; @bottom-right { content: "Page " counter(page) } }
body { font: 11.5pt/1.35 Source }
h1 { break-before: page }
.cp-paragraph__number { float: left; width: 11mm }
""".replace("FONTS", str(fonts()))


def figure(number: str) -> blocks.Figure:
    """A measure with twenty figures."""
    values = [60 + place * 7 % 19 for place in range(20)]
    points = (
        blocks.Point(f"Quarter {n}", str(value), f"{value}%") for n, value in enumerate(values)
    )
    return blocks.Figure(
        number=number,
        title="Children in foster care",
        value=f"{values[-1]}%",
        counts="355 of 498 children",
        as_at="on 30 September 2026, final",
        rating="On target",
        tone="green",
        why="Most children do best in a family.",
        narrative=WORDS,
        unit="%",
        alt="Twenty figures between 60% and 78%.",
        target="70",
        points=tuple(points),
    )


def item(number: int, *attached: blocks.Attached) -> blocks.Item:
    """An item with figures and a long report."""
    figures = (figure(f"{number}.{place}") for place in range(CHARTS))
    words = (blocks.Paragraph(f"{number}.{place + 10}", WORDS) for place in range(PARAGRAPHS))
    parts = (*figures, blocks.Report("1", "A report", ""), *words, *attached)
    return blocks.Item(str(number), f"Item {number}", key=str(number), blocks=parts)


def edition(*items: blocks.Item) -> Edition:
    """An edition that is not stored."""
    front = blocks.Item("0", "About this meeting", key="front", blocks=())
    pack = blocks.Pack("members", "Panel", "A council", "Wednesday", "Homes", (front, *items))
    content = pack.canonical()
    return Edition(
        council=Council(name="A council", colour="#1d3557"),
        kind="members",
        number=1,
        schema=blocks.SCHEMA,
        content=content,
        sha256=blocks.sha256(content),
        published_at=datetime(2026, 12, 2, 12, tzinfo=UTC),
    )


def by_us(paper: Edition, files: dict[str, bytes] | None = None) -> int:
    """Print an edition; how many pages it has."""
    found = printable_files(paper) if files else []
    opened = [File(key_of(each), each.media_type, io.BytesIO(files[each.key])) for each in found]
    sections = [file_section(each) for each in found]
    with printed(print_data(paper), attached=sections, files=opened) as made:
        return made.pages


def by_weasyprint(items: list[blocks.Item]) -> int:
    """The same items as HTML, printed; how many pages they have."""
    parts = (f"<h1>{each.number}. {each.title}</h1>{item_html(each)}" for each in items)
    html = f"<html lang=en><title>Papers</title><style>{STYLE}</style><body>{''.join(parts)}"
    drawn = weasyprint.HTML(string=html).render(pdf_variant="pdf/ua-1")
    drawn.write_pdf()
    return len(drawn.pages)


def foreign(pages: int) -> bytes:
    """A PDF as an office program makes one: words, a typeface, a page for each."""
    pdf = Pdf.new()
    font = pdf.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    )
    for number in range(pages):
        page = pdf.add_blank_page(page_size=(595, 842))
        page.Resources = Dictionary(Font=Dictionary(F1=font))
        lines = "".join(f"({WORDS[:80]}) Tj 0 -14 Td " for _ in range(50))
        page.Contents = pdf.make_stream(
            f"BT /F1 10 Tf 60 780 Td (Page {number}) Tj 0 -14 Td {lines} ET".encode()
        )
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def timed(work: Callable[[], int], rounds: int = ROUNDS) -> tuple[float, int]:
    """The fewest seconds some work takes, and how many pages it made: others disturb, and never help."""
    took = []
    for _ in range(rounds):
        started = time.perf_counter()
        pages = work()
        took.append(time.perf_counter() - started)
    return min(took), pages


def main() -> int:
    """Measure, show; 1, and a sentence for each, where something takes too much."""
    items = [item(number) for number in range(1, ITEMS + 1)]
    paper, wrong = edition(*items), []
    grown = growth(
        lambda: by_us(edition(items[0])), times=PRINTS
    )  # before WeasyPrint has filled the memory
    print(f"{PRINTS} PDFs, one after the other: this process grew by {grown / MEGABYTE:.1f} MB")
    ours, pages = timed(lambda: by_us(paper))
    theirs, their_pages = timed(lambda: by_weasyprint(items), rounds=2)
    print(
        f"{ITEMS * CHARTS} charts: {pages} pages in {ours:.2f} s; WeasyPrint {their_pages} pages in "
        f"{theirs:.2f} s: {ours / theirs:.3f} of its time"
    )
    attached = [
        blocks.Attached(str(n), f"1.{n}", f"File {n}", "PDF", "application/pdf", opens=True)
        for n in range(FILES)
    ]
    content = foreign(FOREIGN_PAGES // FILES)
    small = blocks.Item("1", "Files", key="1", blocks=tuple(attached))
    bound, pages = timed(lambda: by_us(edition(small), {each.key: content for each in attached}))
    print(f"{FOREIGN_PAGES} pages of files: {pages} pages in {bound:.2f} s")
    if grown > MOST_GROWTH:
        wrong.append(f"The process grew by more than {MOST_GROWTH // MEGABYTE} MB.")
    if ours / theirs > MOST_SHARE:
        wrong.append(f"The PDF took more than {MOST_SHARE} of WeasyPrint's time.")
    if bound > MOST_SECONDS:
        wrong.append(f"Binding took more than {MOST_SECONDS} seconds.")
    print("\n".join(wrong) or "Nothing takes too much.")
    return 1 if wrong else 0
