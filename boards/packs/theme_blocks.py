"""The blocks of a theme: what was promised about it, what the figures say, and what plans do.

Members get every standing figure as it is; the forum gets what is signed off, with small numbers
hidden; the public gets the same of published measures.
"""

from collections.abc import Iterator

from django.db.models import QuerySet

from boards.packs.audience import Audience
from boards.packs.blocks import Block, Figure, Heading, Paragraph, Point, Promise, Slip
from boards.packs.plan_blocks import plan_blocks
from councils.disclosure import hidden_words
from measures.benchmarks.queries import for_measures
from measures.models import Measure, Observation
from measures.queries import NO_FIGURE, Card, cards, in_theme
from measures.queries import Figure as ShownFigure
from pledges.models import Promise as PromiseRow
from pledges.models import Theme

FOR_MEMBERS = (
    "These figures are for {members}: small numbers are shown, by which a child could be "
    "recognised. Do not pass them on."
)


def theme_blocks(audience: Audience, theme: Theme | None, numbers: Iterator[str]) -> list[Block]:
    """The promises and measures of the theme with what others have, numbered on through the item.

    A body without themes looks at all that is in force, and at each measure with a figure.
    """
    promises, measures = _promises(audience, theme), _measures(audience, theme)
    blocks: list[Block] = []
    if promises:
        public = _public_promises(audience)
        blocks.append(Heading("What was promised"))
        blocks += [_promise(audience, next(numbers), row, public) for row in promises]
    if measures:
        blocks += [Heading("What the figures say"), Paragraph(next(numbers), _caution(audience))]
    shown = {card.measure.pk: card for card in _cards(audience, measures)}
    beside = for_measures(audience.council, measures)
    for row in measures:
        blocks.append(_figure(audience, next(numbers), shown.get(row.pk)))
        if row.pk in beside:
            told = beside[row.pk].told if row.pk in shown else ""
            blocks.append(_others(audience, next(numbers), told))
    return blocks + plan_blocks(audience, theme, numbers)


def _promises(audience: Audience, theme: Theme | None) -> list[PromiseRow]:
    """The promises looked at under the theme that none has replaced; without one, those in force."""
    rows = PromiseRow.objects.of(audience.council)
    rows = rows.standing().filter(theme_links__theme=theme) if theme else rows.in_force()
    return list(rows.select_related("pledge_set").order_by("pledge_set", "position"))


def _measures(audience: Audience, theme: Theme | None) -> QuerySet[Measure]:
    """The measures in use looked at under the theme; without one, those with a figure."""
    rows = Measure.objects.of(audience.council).in_use()
    if theme:
        return in_theme(rows, theme)
    return rows.filter(observations__isnull=False).distinct().order_by("position")


def _public_promises(audience: Audience) -> set[int]:
    """The promises that anyone may read."""
    return set(PromiseRow.objects.of(audience.council).public().values_list("pk", flat=True))


def _promise(audience: Audience, number: str, row: PromiseRow, public: set[int]) -> Block:
    """A promise, or the slip that stands in its place."""
    if audience.is_public and row.pk not in public:
        return Slip(number, f"A {audience.words.promise} stands here that is not published.")
    by = f"{row.pledge_set.title}, to {row.pledge_set.audience}"
    return Promise(number=number, stem=row.pledge_set.stem, text=row.text, by=by)


def _caution(audience: Audience) -> str:
    """How the figures of this edition are to be read."""
    if audience.limit is None:
        return FOR_MEMBERS.format(members=audience.words.members)
    return hidden_words(audience.words.children, audience.limit)


def _cards(audience: Audience, measures: QuerySet[Measure]) -> list[Card]:
    """The measures as this reader may see them."""
    figures = Observation.objects.of(audience.council)
    if audience.is_public:
        measures, figures = measures.public(), figures.public()
    elif audience.limit is not None:
        # What is not signed off can still change: told now and told again, it would give away what
        # is hidden (R18).
        figures = figures.signed_off()
    else:
        figures = figures.standing()
    return cards(measures, today=audience.today, limit=audience.limit, figures=figures)


def _figure(audience: Audience, number: str, card: Card | None) -> Block:
    """A measure, or the slip that stands in its place."""
    if card is None:
        return Slip(number, f"A {audience.words.measure} stands here that is not published.")
    return figure_block(number, card)


def _others(audience: Audience, number: str, told: str) -> Block:
    """What others have, or the slip that keeps its number where the measure is not published."""
    if not told:
        return Slip(number, f"A {audience.words.measure} stands here that is not published.")
    return Paragraph(number, told)


def figure_block(number: str, card: Card) -> Figure:
    """A measure as a pack prints it."""
    latest = card.latest
    return Figure(
        number=number,
        title=card.measure.title,
        value=latest.text if latest else NO_FIGURE,
        counts=card.note if latest else "",
        as_at=_as_at(card),
        rating=card.verdict,
        tone=card.tone,
        why=card.holds.why_it_matters,
        narrative="\n".join(card.said),
        unit=card.unit,
        alt=card.alt,
        target=None if card.target is None else f"{card.target:f}",
        points=tuple(Point(f"{day:%-d %b %Y}", *_point(figure)) for day, figure in card.places),
    )


def _point(shown: ShownFigure | None) -> tuple[str | None, str]:
    """A figure as a number and in words; a period without one is a gap."""
    if shown is None:
        return None, "no figure"
    return None if shown.value is None else f"{shown.value:f}", shown.text


def _as_at(card: Card) -> str:
    """The day of the figure, with what has to be known about it."""
    latest = card.latest
    if latest is None:
        return ""
    return f"on {latest.as_at:%-d %B %Y}, {latest.status}"
