"""Where words on a PDF's page may stand under a dark box on which other words stand: “Redacted”.

Follows the page's drawing in order, as a reader program does: a dark box that is drawn after words
and lies over them hides them. White words on a dark box, as in the head of a table, come after it.
Places are those of the page, in points; the width of a word is estimated, for only where it stands
has to be known. What cuts a box off is not followed: `unseen.py` draws the page, and looks whether it
is dark there. All else that hides words is found by that alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from pikepdf import Dictionary, Name, Object, Page, parse_content_stream

DARK = 0.35
#: Thinner than this is a rule under a word or through it, not a box over it; in points.
THINNEST = 4.0
Matrix = tuple[float, float, float, float, float, float]
SAME: Matrix = (1, 0, 0, 1, 0, 0)
DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the page, in points."""

    left: float
    bottom: float
    right: float
    top: float

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        return self.left <= x <= self.right and self.bottom <= y <= self.top


@dataclass(frozen=True, slots=True)
class State:
    """What a page's drawing goes by until it is changed or restored."""

    matrix: Matrix = SAME
    lightness: float = 0.0
    size: float = 12.0
    leading: float = 0.0
    opacity: float = 1.0

    @property
    def is_dark(self) -> bool:
        """Whether what is filled now is dark, and not seen through."""
        return self.lightness < DARK and self.opacity > 0.5


@dataclass(slots=True)
class Drawing:
    """A page as far as it is drawn: where words stand, and which of them a dark box covers."""

    state: State = State()
    kept: list[State] = field(default_factory=list)
    line: Matrix = SAME
    text: Matrix = SAME
    path: list[Box] = field(default_factory=list)
    points: list[tuple[float, float]] = field(default_factory=list)
    words: list[tuple[float, float]] = field(default_factory=list)
    covered: set[tuple[float, float]] = field(default_factory=set)

    def show(self, glyphs: float) -> None:
        """Words are drawn, so many glyphs long."""
        if glyphs:
            middle = min(glyphs, 3) * self.state.size / 4  # inside its first glyphs
            place = _times(self.text, self.state.matrix)
            self.words.append(_at(place, middle, self.state.size / 3))
            self.text = _times((1, 0, 0, 1, glyphs * self.state.size / 2, 0), self.text)

    def fill(self) -> None:
        """What the path encloses is filled."""
        self._close()
        for box in self.path:
            if self.state.is_dark:
                self._cover(box)
        self.path.clear()

    def _cover(self, box: Box) -> None:
        if min(box.right - box.left, box.top - box.bottom) >= THINNEST:
            self.covered.update((x, y) for x, y in self.words if box.holds(x, y))

    def rectangle(self, x: float, y: float, width: float, height: float) -> None:
        """A rectangle joins the path."""
        corners = ((x, y), (x + width, y), (x, y + height), (x + width, y + height))
        self.path.append(_around(_at(self.state.matrix, *corner) for corner in corners))

    def point(self, x: float, y: float) -> None:
        """A corner of a shape of straight lines."""
        self.points.append(_at(self.state.matrix, x, y))

    def _close(self) -> None:
        if len(self.points) >= 4 and _is_upright(self.points):
            self.path.append(_around(self.points))
        self.points.clear()


def covered_words(page: Page) -> list[tuple[float, float]]:
    """Where words of the page may stand under something dark, in points."""
    drawing = Drawing()
    _draw(drawing, page, page.get("/Resources", Dictionary()), depth=0)
    return sorted(drawing.covered)


def _draw(drawing: Drawing, stream: Page | Object, resources: Object, *, depth: int) -> None:
    for instruction in parse_content_stream(stream):
        operator, operands = str(instruction.operator), list(instruction.operands)
        if operator == "Do":
            _draw_form(drawing, resources, operands[0], depth)
        elif operator == "gs":
            _set_opacity(drawing, resources, operands[0])
        elif do := DOES.get(operator):
            do(drawing, *operands)


def _draw_form(drawing: Drawing, resources: Object, name: Name, depth: int) -> None:
    """A drawing inside the drawing."""
    form = resources.get("/XObject", Dictionary()).get(name)
    if form is None or form.get("/Subtype") != Name.Form or depth >= DEEPEST:
        return
    before = drawing.state
    matrix = tuple(float(each) for each in form.get("/Matrix", SAME))
    drawing.state = replace(before, matrix=_times(matrix, before.matrix))
    _draw(drawing, form, form.get("/Resources", resources), depth=depth + 1)
    drawing.state = before


def _set_opacity(drawing: Drawing, resources: Object, name: Name) -> None:
    wanted = resources.get("/ExtGState", Dictionary()).get(name, Dictionary())
    if "/ca" in wanted:
        drawing.state = replace(drawing.state, opacity=float(wanted.ca))


def _save(drawing: Drawing) -> None:
    drawing.kept.append(drawing.state)


def _restore(drawing: Drawing) -> None:
    if drawing.kept:
        drawing.state = drawing.kept.pop()


def _transform(drawing: Drawing, *numbers: object) -> None:
    matrix = tuple(float(each) for each in numbers)
    drawing.state = replace(drawing.state, matrix=_times(matrix, drawing.state.matrix))


def _begin_text(drawing: Drawing) -> None:
    drawing.line = drawing.text = SAME


def _font(drawing: Drawing, _: object, size: object) -> None:
    drawing.state = replace(drawing.state, size=float(size))


def _leading(drawing: Drawing, leading: object) -> None:
    drawing.state = replace(drawing.state, leading=float(leading))


def _move_text(drawing: Drawing, x: object, y: object) -> None:
    drawing.line = _times((1, 0, 0, 1, float(x), float(y)), drawing.line)
    drawing.text = drawing.line


def _move_and_lead(drawing: Drawing, x: object, y: object) -> None:
    _leading(drawing, -float(y))
    _move_text(drawing, x, y)


def _place_text(drawing: Drawing, *numbers: object) -> None:
    drawing.line = drawing.text = tuple(float(each) for each in numbers)


def _next_line(drawing: Drawing) -> None:
    _move_text(drawing, 0, -drawing.state.leading)


def _show(drawing: Drawing, words: object) -> None:
    drawing.show(len(bytes(words).strip()))


def _show_parts(drawing: Drawing, parts: Iterable[object]) -> None:
    for part in parts:
        if isinstance(part, int | float) or not hasattr(part, "__bytes__"):
            moved = -float(part) / 1000 * drawing.state.size
            drawing.text = _times((1, 0, 0, 1, moved, 0), drawing.text)
        else:
            _show(drawing, part)


def _show_on_next_line(drawing: Drawing, *operands: object) -> None:
    _next_line(drawing)
    _show(drawing, operands[-1])


def _colour(drawing: Drawing, *numbers: object) -> None:
    values = [float(each) for each in numbers if not isinstance(each, Name)]
    drawing.state = replace(drawing.state, lightness=_lightness(values))


def _no_path(drawing: Drawing) -> None:
    drawing.path.clear()
    drawing.points.clear()


DOES = {
    "q": _save,
    "Q": _restore,
    "cm": _transform,
    "BT": _begin_text,
    "Tf": _font,
    "TL": _leading,
    "Td": _move_text,
    "TD": _move_and_lead,
    "Tm": _place_text,
    "T*": _next_line,
    "Tj": _show,
    "TJ": _show_parts,
    "'": _show_on_next_line,
    '"': _show_on_next_line,
    "g": _colour,
    "rg": _colour,
    "k": _colour,
    "sc": _colour,
    "scn": _colour,
    "re": lambda drawing, *numbers: drawing.rectangle(*map(float, numbers)),
    "m": lambda drawing, x, y: drawing.point(float(x), float(y)),
    "l": lambda drawing, x, y: drawing.point(float(x), float(y)),
    **dict.fromkeys(("f", "F", "f*", "B", "B*", "b", "b*"), Drawing.fill),
    **dict.fromkeys(("S", "s", "n"), _no_path),
}


def _lightness(values: Sequence[float]) -> float:
    """How light a colour is, from 0 (black) to 1; a pattern or an unknown colour counts as light."""
    if len(values) == 1:
        return values[0]
    if len(values) == 3:
        red, green, blue = values
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue
    if len(values) == 4:
        cyan, magenta, yellow, black = values
        return (1 - black) * (1 - (cyan + magenta + yellow) / 3)
    return 1.0


def _times(first: Matrix, second: Matrix) -> Matrix:
    """The two transformations, one after the other."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def _at(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return (a * x + c * y + e, b * x + d * y + f)


def _around(points: Iterable[tuple[float, float]]) -> Box:
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def _is_upright(points: Sequence[tuple[float, float]]) -> bool:
    """Whether the corners are those of an upright rectangle."""
    return len({round(x) for x, _ in points}) == 2 and len({round(y) for _, y in points}) == 2
