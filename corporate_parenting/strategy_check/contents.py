"""What a strategy's rows must mean together, where each row is right by itself."""

from collections.abc import Iterator
from decimal import Decimal

from boards.models import Body, BodyForum, BodyRules, Seat, StandingItem
from corporate_parenting.strategy_check.findings import Mistake
from corporate_parenting.strategy_check.rows import Links, Row
from forums.models import SurveyGroup
from measures.models import Bound, Measure, Observation
from measures.rating import check_against_linked, check_value, figure
from pledges.models import PledgeSet, Promise, Strategy
from pledges.review import parse

State = PledgeSet.State
#: States of a set whose words are, by their own meaning, not in the document.
WITHOUT_WORDS = {State.ANNOUNCED, State.REPLACED, State.MENTIONED}
PER = {Measure.Unit.PERCENT: 100, Measure.Unit.RATE: 10_000}
HUNDRED = 100


# Strategies and promises --------------------------------------------------------------------------


def period_reversed(links: Links) -> Iterator[Mistake]:
    """A period that ends before it begins."""
    for row in links.book.of(Strategy):
        try:
            first, last = parse(row.get("period_from") or ""), parse(row.get("period_to") or "")
        except ValueError:
            continue
        if last.last_day < first.first_day:
            said = f"The period ends in {last}, before it begins in {first}."
            yield row.mistake("period-reversed", said, "period_to")


def same_promise(links: Links) -> Iterator[Mistake]:
    """One promise standing twice in a set: capitals, spaces and the last full stop set aside."""
    seen: dict[tuple, Row] = {}
    for row in links.book.of(Promise):
        if row.get("text") and row.get("pledge_set"):
            words = " ".join(row.get("text").lower().split()).rstrip(".;, ")
            first = seen.setdefault((row.get("pledge_set"), words), row)
            if first is not row:
                said = f"The same words stand on line {first.line_of('text')}, in the same set."
                yield row.mistake("same-promise", said, "text")


def sets_and_their_words(links: Links) -> Iterator[Mistake]:
    """A set that should have promises and has none, or the other way round."""
    for row in links.book.of(PledgeSet):
        has_text, promises = row.get("has_text"), links.pointing(Promise, "pledge_set", row)
        if has_text and row.get("state") in WITHOUT_WORDS:
            continue
        if has_text and not promises:
            yield row.mistake("no-words", "The set has no promises.", "has_text")
        if has_text is False and promises:
            said = f"The set says it has no text; this is a promise of “{row.get('key')}”."
            yield promises[0].mistake("words-after-all", said, "pledge_set")


def states_of_sets(links: Links) -> Iterator[Mistake]:
    """A state that contradicts the set's text, or a replaced set that does not say by which."""
    for row in links.book.of(PledgeSet):
        state = row.get("state")
        if state in WITHOUT_WORDS and row.get("has_text"):
            said = f"A set that is {State(state).label.partition(';')[0]} has no words here."
            yield row.mistake("state-without-words", said, "state")
        if state == State.REPLACED and "replaced_by" in row.values and not row.get("replaced_by"):
            yield row.mistake("no-successor", "The set does not say what replaced it.", "state")


# Bodies and their rules ---------------------------------------------------------------------------


def numbers_and_units(links: Links) -> Iterator[Mistake]:
    """“5” without “working days”, or the other way round."""
    names = {each.name for each in BodyRules._meta.concrete_fields}
    stems = sorted(name.removesuffix("_unit") for name in names if name.endswith("_unit"))
    for row in links.book.of(BodyRules):
        for stem in stems:
            number, unit = f"{stem}_number", f"{stem}_unit"
            if not {number, unit} <= row.values.keys():
                continue
            if (row.get(number) is None) != (not row.get(unit)):
                lacking = unit if row.get(number) is not None else number
                yield row.mistake("number-without-unit", f"“{lacking}” is missing.", number, unit)


def half_a_quorum(links: Links) -> Iterator[Mistake]:
    """A quorum's number that does not say what it counts, or the other way round.

    The database lets a kind without a number pass: a comparison with nothing is not false.
    """
    for row in links.book.of(BodyRules):
        kind, number = row.get("quorum_kind"), row.get("quorum_number")
        if kind and kind != BodyRules.Quorum.NONE and row.values.get("quorum_number", 1) is None:
            said = f"“quorum_kind” is “{kind}”, and nothing says how many."
            yield row.mistake("kind-without-number", said, "quorum_kind")
        if kind == BodyRules.Quorum.NONE and number:
            said = f"“quorum_number” is {number} and the kind is “none”."
            yield row.mistake("number-without-kind", said, "quorum_number")


def shares_of_attendance(links: Links) -> Iterator[Mistake]:
    """More than all of the meetings."""
    for row in links.book.of(BodyRules):
        for name in ("personal_attendance", "seat_attendance"):
            if (row.get(name) or 0) > HUNDRED:
                said = f"“{name}” is {row.get(name)} per cent of the meetings."
                yield row.mistake("above-hundred", said, name)


def bodies_without_rules(links: Links) -> Iterator[Mistake]:
    """A body that has seats, standing items or a forum, and so meets, without rules."""
    for row in links.book.of(Body):
        meets = any(links.pointing(model, "body", row) for model in (Seat, StandingItem, BodyForum))
        if meets and not links.pointing(BodyRules, "body", row):
            yield row.mistake("no-rules", "The body meets and has no terms of reference.")


# Figures ------------------------------------------------------------------------------------------


def figures(links: Links) -> Iterator[Mistake]:
    """Each figure against its measure and its own counts."""
    for row in links.book.of(Observation):
        measure = links.target(row, "measure")
        if measure is not None and isinstance(row.get("value"), Decimal):
            for check in (recomputed, counted, share, exact_enough):
                yield from check(row, measure)
            yield from whole(links, row, measure)


def recomputed(row: Row, measure: Row) -> Iterator[Mistake]:
    """A percentage or rate that its two counts do not give; a part above the whole is a rule's."""
    part, of, unit = row.get("numerator"), row.get("denominator"), measure.get("unit")
    places = measure.get("decimal_places")
    if unit not in PER or not isinstance(part, int) or not of or places is None or part > of:
        return
    if row.get("bound") == Bound.EXACT:
        said = check_value(part, of, row.get("value"), places, per=PER[unit])
        if said:
            yield row.mistake("does-not-recompute", said, "value")


def counted(row: Row, measure: Row) -> Iterator[Mistake]:
    """A count whose value is another number than what was counted."""
    part = row.get("numerator")
    if measure.get("unit") == Measure.Unit.COUNT and part is not None and part != row.get("value"):
        said = f"{part:,} are counted, and the value is {figure(row.get('value'))}."
        yield row.mistake("not-the-count", said, "value")


def share(row: Row, measure: Row) -> Iterator[Mistake]:
    """More than all, where a share is meant."""
    if measure.get("unit") == Measure.Unit.PERCENT and row.get("value") > HUNDRED:
        said = f"{figure(row.get('value'), '%')} is more than the whole."
        yield row.mistake("above-hundred", said, "value")


def exact_enough(row: Row, measure: Row) -> Iterator[Mistake]:
    """A figure with more decimals than its measure is shown with."""
    places, printed = measure.get("decimal_places"), row.get("value").normalize()
    if places is not None and -printed.as_tuple().exponent > places:
        said = f"{figure(printed)} would be shown with {places} decimal places."
        yield row.mistake("too-precise", said, "value")


def whole(links: Links, row: Row, measure: Row) -> Iterator[Mistake]:
    """A denominator that is not the linked measure's count at the same date."""
    linked = links.target(measure, "denominator_measure")
    if linked is None or row.get("denominator") is None:
        return
    for other in links.pointing(Observation, "measure", linked):
        if other.get("period_end") == row.get("period_end") and other.get("numerator") is not None:
            words = f"“{linked.get('short_title')}” on line {other.line}"
            said = check_against_linked(row.get("denominator"), other.get("numerator"), words)
            if said:
                yield row.mistake("other-whole", said, "denominator")


def printed_figures(links: Links) -> Iterator[Mistake]:
    """A figure that is not as a strategy prints it: invented, corrected, or still open."""
    for row in links.book.of(Observation):
        if row.get("is_invented"):
            yield row.mistake("invented", "The figure is marked as invented.", "is_invented")
        if row.get("revision"):
            yield row.mistake("correction", "The figure is a correction.", "revision")
        is_final = row.get("status") == Observation.Status.FINAL
        readable = {"status", "signed_off_at"} <= row.values.keys()
        if readable and not (is_final and row.get("signed_off_at")):
            yield row.mistake("not-final", "The figure is not signed off.", "status")


def parts_of_surveys(links: Links) -> Iterator[Mistake]:
    """Parts of a group that do not add up, or are more than the group."""
    for row in links.book.of(SurveyGroup):
        parts = [part.get("number") for part in links.pointing(SurveyGroup, "part_of", row)]
        if not parts or None in parts or row.get("number") is None:
            continue
        total, number = sum(parts), row.get("number")
        if total > number or (row.get("is_complete") and total != number):
            said = f"The parts make {total:,}, and the group is {number:,}."
            yield row.mistake("parts-do-not-add-up", said, "number")


CHECKS = (
    period_reversed,
    same_promise,
    sets_and_their_words,
    states_of_sets,
    numbers_and_units,
    half_a_quorum,
    shares_of_attendance,
    bodies_without_rules,
    figures,
    printed_figures,
    parts_of_surveys,
)
