"""How every page looks: a council's own colours, and the gallery of components."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import engines
from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.views.decorators.cache import cache_control

from boards.agendas.building import bar
from councils.access import council_page
from councils.models import Council
from councils.plain_words import reading_of
from measures.benchmarks.comparison import About, Compared, Known, compare
from measures.benchmarks.published import Level as Kind
from measures.benchmarks.strip import strip_of
from measures.chart import Level, Point, Series, bar_chart, line_chart
from measures.chart_words import alt_text
from measures.rating import Polarity
from measures.showing.sparkline import sparkline
from measures.trend import Reading, Terms, read
from measures.trend_chart import overlay
from pledges.thread import Deed, Strands, thread

# A council's colours ------------------------------------------------------------------------------

Colour = tuple[float, float, float]
WHITE: Colour = (255, 255, 255)
BLACK: Colour = (0, 0, 0)
#: WCAG 2.2: 4.5 to 1 for text (1.4.3), 7 to 1 where we would rather be sure (1.4.6).
READABLE, COMFORTABLE = 4.5, 7.0


def parse(colour: str) -> Colour:
    """`#1d3557` as three numbers from 0 to 255."""
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))


def as_css(colour: Colour) -> str:
    """Three numbers as `#1d3557`."""
    return "#" + "".join(f"{round(part):02x}" for part in colour)


def luminance(colour: Colour) -> float:
    """Relative luminance, as WCAG 2.2 defines it: 0 for black, 1 for white."""
    shares = [part / 255 for part in colour]
    linear = [
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: Colour, other: Colour) -> float:
    """The contrast of two colours: 1 for the same, 21 for black and white."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def mixed(one: Colour, other: Colour, share: float) -> Colour:
    """The first colour with that share (0 to 1) of the second in it."""
    return tuple(a + (b - a) * share for a, b in zip(one, other, strict=True))


def darkened(colour: Colour) -> Colour:
    """The colour made dark enough to be read on white and on its own tint."""
    shades = (mixed(colour, BLACK, step / 20) for step in range(21))
    return next(shade for shade in shades if contrast(shade, WHITE) >= COMFORTABLE)


def palette(colour: str) -> dict[str, str]:
    """The custom properties of a council's colour, readable whatever colour was chosen."""
    own = parse(colour)
    on_colour = WHITE if contrast(own, WHITE) >= READABLE else BLACK
    return {
        "--council-colour": as_css(own),
        "--council-colour-dark": as_css(darkened(own)),
        "--council-tint": as_css(mixed(own, WHITE, 0.92)),
        "--council-on-colour": as_css(on_colour),
    }


@cache_control(public=True, max_age=3600)
@council_page()
def council_colour(request: HttpRequest, council: Council) -> HttpResponse:  # noqa: ARG001
    """The council's colours as a style sheet; the link carries the colour, so a change shows."""
    rules = "".join(f"{name}:{value};" for name, value in palette(council.colour).items())
    return HttpResponse(f":root{{{rules}}}", content_type="text/css")


# The gallery --------------------------------------------------------------------------------------

#: Every component, in the order in which the gallery shows them.
COMPONENTS = (
    *("tag", "rating", "who_sees", "button_link", "post_button"),
    *("summary_list", "table", "key_figure", "figures", "chart", "strip", "measure_rows"),
    "measure_row",
    *("card", "card_grid"),
    *("statement_list", "promise", "quote"),
    *("inset", "warning", "details", "safety", "leave", "empty", "error_summary", "plain_words"),
    *("deadlines", "agenda", "agenda_item", "room_bar", "mover", "steps"),
    "thread",
    *("hero", "breadcrumbs", "contents", "previous_next", "pagination", "personas"),
)
COMMENT = re.compile(r"{% comment %}\s*(.+?)\s*{% endcomment %}", re.DOTALL)
STATE = re.compile(r"^{# (.+) #}\n", re.MULTILINE)


@dataclass(frozen=True)
class Specimen:
    """One component in one state: what was written, and what came of it."""

    state: str
    code: str
    html: SafeString


@dataclass(frozen=True)
class Component:
    """A component as the gallery shows it; its words come from the comment in its own file."""

    name: str
    purpose: str
    arguments: list[tuple[str, str]]
    specimens: list[Specimen]

    @property
    def title(self) -> str:
        """The name in words."""
        return self.name.replace("_", " ").capitalize()


def documentation(name: str) -> tuple[str, list[tuple[str, str]]]:
    """What a component is for, and its arguments, from the comment at the top of its file."""
    comment = COMMENT.match(get_template(f"components/{name}.html").template.source)
    purpose, *arguments = comment[1].splitlines() if comment else [""]
    return purpose, [tuple(line.split(" — ", 1)) for line in arguments]


def examples(name: str) -> Iterator[tuple[str, str]]:
    """(state, code) for each example of a component."""
    source = get_template(f"look/examples/{name}.html").template.source
    _, *parts = STATE.split(source)
    yield from zip(parts[::2], (code.strip() for code in parts[1::2]), strict=True)


def specimens(name: str, request: HttpRequest) -> list[Specimen]:
    """A component in each of its states."""
    django = engines["django"]
    return [
        Specimen(state, code, django.from_string(code).render(sample(), request))
        for state, code in examples(name)
    ]


def component(name: str, request: HttpRequest) -> Component:
    """A component with everything the gallery says of it."""
    return Component(name, *documentation(name), specimens(name, request))


def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in every state, with how to include it, and the form pack."""
    shown = [component(name, request) for name in COMPONENTS]
    links = [*((each.title, f"#{each.name}") for each in shown), ("Forms", "#forms")]
    empty, wrong = GalleryForm(prefix="empty"), GalleryForm({"wrong-day": "soon"}, prefix="wrong")
    context = {"components": shown, "links": links, "empty_form": empty, "wrong_form": wrong}
    return render(request, "look/gallery.html", context)


class GalleryForm(forms.Form):
    """A form of every kind of field."""

    title = forms.CharField(label="Title", help_text="A few words that others will recognise.")
    words = forms.CharField(label="In your own words", widget=forms.Textarea, required=False)
    day = forms.DateField(label="Day of the meeting")
    minutes = forms.IntegerField(label="Minutes", min_value=1)
    purpose = forms.ChoiceField(
        label="Purpose",
        choices=[("decision", "For decision"), ("discussion", "For discussion")],
    )
    answered = forms.ChoiceField(
        label="Did this answer the question?",
        help_text="You can change this later.",
        choices=[("yes", "Yes"), ("partly", "Partly"), ("no", "No")],
        widget=forms.RadioSelect,
    )
    audiences = forms.MultipleChoiceField(
        label="Who is it for?",
        choices=[("care", "Children in care"), ("leavers", "Care leavers")],
        widget=forms.CheckboxSelectMultiple,
    )
    paper = forms.FileField(label="Paper", required=False)
    agreed = forms.BooleanField(label="The forum has seen this", help_text="Ask them first.")


def sample() -> dict[str, object]:
    """What the examples speak of: invented, and short."""
    return {
        **_sample_facts(),
        **_sample_charts(),
        "broken": GalleryForm({"wrong-day": "soon"}, prefix="wrong"),
        "page": Paginator(range(200), 10).page(4),
        "first_page": Paginator(range(30), 10).page(1),
        "last_page": Paginator(range(30), 10).page(3),
    }


def _sample_facts() -> dict[str, object]:
    of = SimpleNamespace
    return {
        "links": [("Home", "#"), ("Promises", "#")],
        "many_links": [(f"Part {number}", "#") for number in range(1, 11)],
        "facts": [("Period", "2020 to 2023"), ("Agreed", "14 October 2019")],
        "numeric": [1, 2, 3],
        "head": ["Year end", "In care", "In foster care", "Share"],
        "rows": [["March 2019", "498", "332", "67%"], ["March 2020", "512", "c", "no data"]],
        "cards": [
            {"title": "Our promise", "href": "#", "text": "Eight promises.", "meta": "Since 2020"},
            {"title": "Placement promises", "href": "#", "text": "", "meta": ""},
        ],
        "statements": [
            of(
                text="Listen to children, and act on what they say.", note="Shared by all partners."
            ),
            of(text="Keep brothers and sisters together.", href="#", title="Family"),
        ],
        "priorities": [
            of(
                text="Keep children safe.",
                anchor="safe",
                owner="Head of Safeguarding",
                lead="It means:",
                below=[of(text="We visit.", owner="Head of Fostering"), of(text="We ring.")],
            ),
            of(text="Help them to be well.", note="Also worded: good health."),
        ],
        "deadlines": [
            of(label="Papers to members", due=date(2026, 6, 3), done_on=date(2026, 6, 2)),
            of(label="Minutes", due=date(2026, 5, 25), act_by=date(2026, 5, 22), late=True),
            of(label="What the forum gets", due=date(2026, 6, 3), words="Never after the adults."),
        ],
        "room": bar([(5, False), (15, True), (80, False)], 120),
        "full_room": bar([(5, False), (15, True), (90, False), (30, False)], 120),
        "steps": [
            of(title="Asked", state="done", when="2 June 2026"),
            of(title="Read by a worker", state="missed", text="It took 4 working days, not 2."),
            of(title="Put to the meeting", state="now", href="#"),
            of(title="Answered", state="next", when="Due by 24 June 2026"),
        ],
        "thread": thread(THREAD, date(2026, 6, 10)),
        "plain_reading": reading_of("We find you a home. You can say what you think of it."),
        "hard_reading": reading_of(HARD, unwanted=[("placement", "home")]),
        "people": [
            of(slug="sample", name="Maya", role="Forum representative", text="Asks questions."),
            of(slug="sample", name="Tom Ash", role="Clerk", text="Plans meetings."),
        ],
    }


#: A sample promise of which two links are missing and one is out of date.
THREAD = Strands(
    owner="Head of Fostering",
    has_measure=True,
    measured_on=date(2026, 3, 31),
    asked_on=date(2025, 4, 1),
    decided_on=date(2026, 5, 20),
    deeds=(Deed(date(2026, 7, 1)),),
)

#: A text as nobody should write it.
HARD = (
    "The IRO will facilitate a multi-agency consideration of the sustainability of the placement in "
    "order that appropriate arrangements can be identified and implemented without undue delay."
)
#: The last month of each quarter, and what a sample chart shows of sixteen of them.
QUARTERS = ("Mar", "Jun", "Sep", "Dec")
RUN = (70, 72, 70, 73, 71, 70, 72, 71, 60, 73, 74, 75, 76, 77, 78, 79)


def _sample_charts() -> dict[str, object]:
    years, shares = ("2018", "2019", "2020", "2021"), (67, None, 70, Decimal("71.5"))
    own = tuple(Point(year, share) for year, share in zip(years, shares, strict=True))
    other = tuple(Point(year, share) for year, share in zip(years, (64, 65, 65, 66), strict=True))
    quarters = [f"{month} {year}" for year in range(2021, 2025) for month in QUARTERS]
    run = [Reading(each, Decimal(value)) for each, value in zip(quarters, RUN, strict=True)]
    terms = Terms(Polarity.HIGH, "%", target=80, floor=0, ceiling=100)
    points = tuple(Point(each.label, each.value) for each in run)
    target, nothing = Level("Target", 75), tuple(Point(year, None) for year in years)
    return {
        "line": line_chart(
            [Series("Here", own), Series("England", other)], levels=[target], unit="%"
        ),
        "chance": line_chart(
            [Series("Here", points)],
            levels=[Level("Target", 80)],
            unit="%",
            over=overlay(read(run, terms), terms),
            from_nought=False,
        ),
        "chance_sentence": alt_text("Visits on time", points, unit="%", target=80),
        "bars": bar_chart(own, levels=[target], unit="%"),
        "no_line": line_chart([Series("Here", nothing)]),
        "sentence": alt_text("Children in foster care", own, unit="%", target=75),
        "no_sentence": alt_text("Children in foster care", nothing),
        "strip": strip_of(_sample_comparison(), "percent"),
        "history": sparkline(tuple(Decimal(n) for n in (61, 64, 63, 67))),
        "reasons": ["The clinic moved in May. Its dates are being counted again."],
        "beside": _sample_comparison().lines[1:4],
    }


def _sample_comparison() -> Compared:
    """A place with three neighbours."""
    shares = {"Here": 9, "England": 10, "South West": 12, "Near": 8, "Nearer": 11, "Far": 11}
    levels = [Kind.LOCAL, Kind.COUNTRY, Kind.REGION, *[Kind.LOCAL] * 3]
    day = date(2025, 3, 31)
    rows = [
        Known(
            code=who,
            name=who,
            level=level,
            period_end=day,
            value=Decimal(share),
            symbol="",
            numerator=share,
            denominator=100,
            line=number,
            region="South West",
            rank=max(0, number - 3),
        )
        for number, ((who, share), level) in enumerate(zip(shares.items(), levels, strict=True), 1)
    ]
    about = About("percent", 0, Polarity.LOW)
    return compare(rows, about, code="Here", period_end=day)
