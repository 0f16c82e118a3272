"""What pages and packs ask about reports: whose they are, what they say, what is due when."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, Expression, OuterRef, Prefetch, Q, QuerySet, Subquery

from boards import reports as rule
from boards.agenda import Purpose
from boards.deadlines import Deadline, Outcome, outcome
from boards.models import (
    AgendaItem,
    Body,
    BodyForum,
    BodyRules,
    Meeting,
    Report,
    ReportMove,
    ReportTemplate,
    Restriction,
)
from boards.papers.editing import Wording
from boards.papers.filing.queries import files, held
from boards.papers.parts import Kind, Part, Section, parts_of
from boards.queries import deadlines_under, rules_on
from councils import clock
from councils.models import Council, Membership, User
from councils.plain_words import DEFAULT_LIMIT, Reading, reading_of
from councils.queries import calendar_of, number_of
from councils.roles import roles_that
from councils.small_counts import small_counts
from forums.dictionary.queries import (
    known_abbreviations,
    together,
    unwanted_words,
    words_beside,
)

OVERSEES = "boards.clear_report"


def oversees(user: User, council: Council) -> bool:
    """Whether the person looks after every report of the council, not only their own."""
    return user.has_perm(OVERSEES, council)


def is_theirs(user: User, report: Report) -> bool:
    """Whether the person writes this report: their own, or any for who oversees them."""
    return report.author_id == user.pk or oversees(user, report.council)


def reads(user: User, report: Report) -> bool:
    """Whether the person may read a report before it is published."""
    return is_theirs(user, report) or user.has_perm("boards.restrict_paper", report.council)


def reports_of(user: User, council: Council) -> QuerySet[Report]:
    """The reports a person writes, those of the nearest meeting first."""
    reports = Report.objects.of(council).select_related("item__meeting__body", "author")
    if not oversees(user, council):
        reports = reports.filter(author=user)
    return with_given_back(reports).order_by("item__meeting__held_on", "item__position", "pk")


def with_given_back(reports: QuerySet[Report]) -> QuerySet[Report]:
    """Reports with `.given_back`: whether a draft is one that came back to its author."""
    moves = ReportMove.objects.filter(report=OuterRef("pk"), to_state=Report.State.DRAFT)
    return reports.annotate(given_back=Exists(moves))


def state_of(report: Report) -> rule.State:
    """Where a report is, as the rule names it: a draft that came back is a state of its own."""
    if report.state != Report.State.DRAFT:
        return rule.State(report.state)
    given_back = getattr(report, "given_back", None)
    if given_back is None:
        given_back = any(move.to_state == Report.State.DRAFT for move in report.moves.all())
    return rule.State.RETURNED if given_back else rule.State.DRAFT


def items_open(council: Council) -> QuerySet[AgendaItem]:
    """The items a report can be written for: of meetings that are to come and not cancelled."""
    items = AgendaItem.objects.of(council).filter(
        meeting__held_on__gte=clock.today(), meeting__cancelled_at__isnull=True
    )
    items = items.select_related("meeting__body")
    return items.order_by("meeting__held_on", "meeting__body", "position")


def authors_in(council: Council) -> QuerySet[User]:
    """The people who write reports in the council today."""
    roles = Membership.objects.of(council).current(clock.today())
    roles = roles.filter(role__in=roles_that("boards.write_report"), user=OuterRef("pk"))
    return User.objects.filter(Exists(roles), is_active=True)


def template_for(body: Body, day: date) -> ReportTemplate | None:
    """The template in force on a day: the one the body's rules name, or else its strategy's."""
    rules = rules_on(body, day)
    if rules and rules.report_template_id:
        return rules.report_template
    return body.report_templates.order_by("pk").first()


# What a report says -------------------------------------------------------------------------------


def layout_of(report: Report) -> tuple[Part, ...]:
    """The parts of a report, in the order of its template."""
    rows = report.template.sections.all() if report.template_id else ()
    sections = [Section(r.pk, r.kind, r.title, r.guidance, r.is_required) for r in rows]
    return parts_of(sections, body=report.council.words.body)


def wording_of(report: Report) -> Wording:
    """What a report says now, field by field."""
    texts = {part.field: "" for part in layout_of(report) if part.kind is not Kind.RECOMMENDATIONS}
    for part in report.parts.all():
        texts[f"section_{part.section_id}"] = part.text
    own = {"summary": report.summary, "plain_summary": report.plain_summary}
    own |= {"text": report.text} if "text" in texts else {}
    asked = tuple(row.text for row in report.recommendations.all())
    return Wording({"title": report.title, **texts, **own}, asked)


def check_of(report: Report) -> rule.ReportCheck:
    """Whether a report may be submitted (R9), asked by the button, the page and the POST alike."""
    says, body = wording_of(report), report.council.words.body
    sections = tuple(
        rule.Section(
            part.field,
            part.title,
            says.texts[part.field],
            rule.Kind.IMPLICATION if part.kind is Kind.IMPLICATION else rule.Kind.SECTION,
            required=part.required,
        )
        for part in layout_of(report)
        if part.kind not in {Kind.SUMMARY, Kind.RECOMMENDATIONS}
    )
    draft = rule.Draft(
        purpose=Purpose(report.item.purpose),
        recommendations=len(says.recommendations),
        summary=says.texts["summary"],
        sections=sections,
        summary_limit_words=word_limit(report),
        plain_summary=says.texts["plain_summary"],
        plain_grade=plain_grade(report),
    )
    return rule.may_submit(draft, body=body)


def rules_for(meeting: Meeting) -> BodyRules | None:
    """The terms of reference a meeting is judged by; asked once for a row that is in hand."""
    if not hasattr(meeting, "rules_in_force"):
        meeting.rules_in_force = rules_on(meeting.body, meeting.held_on)
    return meeting.rules_in_force


def word_limit(report: Report) -> int | None:
    """The most words the summary may have, where the body's rules set a limit."""
    rules = rules_for(report.item.meeting)
    return rules.summary_words if rules else None


def plain_grade(report: Report) -> int | None:
    """The reading grade a report may have for the body's forum; None where the body hears none."""
    meeting = report.item.meeting
    if not hasattr(report, "hears_forum"):
        report.hears_forum = meeting.body.forum_links.exists()
    if not report.hears_forum:
        return None
    rules = rules_for(meeting)
    return (rules and rules.plain_grade) or DEFAULT_LIMIT


def with_readers(reports: QuerySet[Report]) -> QuerySet[Report]:
    """Reports that know whether a forum reads them, and which words their council's do not want."""
    heard = BodyForum.objects.filter(body=OuterRef("item__meeting__body"))
    return reports.annotate(hears_forum=Exists(heard), unwanted=words_beside())


def _unwanted(report: Report) -> tuple[tuple[str, str], ...]:
    if hasattr(report, "unwanted"):
        return together((each["word"], each["instead"]) for each in report.unwanted)
    return unwanted_words(report.council)


@dataclass(frozen=True, slots=True)
class PartReads:
    """How one part of a report reads, as it is saved; `is_plain` where young people can read it."""

    field: str
    title: str
    reading: Reading
    is_plain: bool


def how_parts_read(report: Report) -> list[PartReads]:
    """How each written part reads to the council's young people: one query."""
    says, grade = wording_of(report).texts, plain_grade(report) or DEFAULT_LIMIT
    known = known_abbreviations(report.item.meeting.council)
    unwanted = _unwanted(report)
    written = [part for part in layout_of(report) if says.get(part.field, "").strip()]
    found = [(part, reading_of(says[part.field], known, unwanted)) for part in written]
    return [PartReads(p.field, p.title, reads, reads.is_plain(grade)) for p, reads in found]


def small_counts_in(report: Report, limit: int) -> tuple[str, ...]:
    """Where its words tell a number of children that R18 keeps back; none of a restricted report."""
    if report.live:
        return ()
    says = wording_of(report)
    return small_counts("\n".join([*says.texts.values(), *says.recommendations]), limit)


# What is due --------------------------------------------------------------------------------------


def papers_due(meeting: Meeting) -> Deadline | None:
    """When the reports of a meeting are due: the day the first readers get theirs (R1, R2b)."""
    calendar, forum = calendar_of(meeting.council), f"the {meeting.council.words.forum}"
    due = deadlines_under(rules_for(meeting), meeting.held_on, calendar, forum=forum)
    return due.fair_notice or due.papers


def how_late(report: Report, due: Deadline | None) -> Outcome | None:
    """A report's deadline against the day it was cleared, or against today; None without one."""
    if due is None:
        return None
    cleared = report.state == Report.State.CLEARED
    moves = [move for move in report.moves.all() if cleared and move.to_state == report.state]
    last = max(moves, key=lambda move: (move.moved_at, move.pk), default=None)
    return outcome(
        due,
        done_on=clock.local(last.moved_at).date() if last else None,
        today=clock.today(),
        late_reason=last.reason if last else "",
    )


@dataclass(frozen=True, slots=True)
class ItemReports:
    """An item of a meeting with its reports, each with how its deadline stands."""

    item: AgendaItem
    reports: tuple[tuple[Report, Outcome | None], ...]
    missing: bool


def reports_by_item(meeting: Meeting, due: Deadline | None) -> list[ItemReports]:
    """A meeting's items in order, each with its reports; one for decision without any is told."""
    reports = with_given_back(Report.objects.select_related("author"))
    reports = reports.prefetch_related("moves", Prefetch("attachments", files()))
    items = meeting.items.order_by("position").prefetch_related(Prefetch("reports", reports))
    return [_item_reports(item, due) for item in items]


def _item_reports(item: AgendaItem, due: Deadline | None) -> ItemReports:
    reports = tuple((report, how_late(report, due)) for report in item.reports.all())
    cleared = any(report.state == Report.State.CLEARED for report, _ in reports)
    for_decision = item.purpose == Purpose.DECISION and item.kind != AgendaItem.Kind.STANDING
    return ItemReports(item, reports, missing=for_decision and not cleared)


def waiting(user: User) -> dict[str, Expression]:
    """What waits for a person in a council, were they to have each role: numbers to ask it for.

    Reports to write and to clear, restrictions to be looked at again, and files that are held back:
    `held_at` alone is no number, but the first meeting with such files, or None.
    """
    open_ = Report.objects.filter(council=OuterRef("pk"), item__meeting__held_on__gte=clock.today())
    restricted = live_restrictions().filter(council=OuterRef("pk"), review_on__lte=clock.today())
    handed_in = Q(report__item__meeting__held_on__gte=clock.today()) & ~Q(report__state="draft")
    files_ = held().filter(handed_in, council=OuterRef("pk"))
    files_ = files_.exclude(Q(uploaded_by=user) | Q(report__author=user))
    first = files_.order_by("report__item__meeting__held_on", "pk")
    return {
        "to_write": number_of(open_.filter(author=user, state=Report.State.DRAFT)),
        "to_clear": number_of(open_.filter(state=Report.State.SUBMITTED).exclude(author=user)),
        "to_review": number_of(restricted),
        "to_check": number_of(files_),
        "held_at": Subquery(first.values("report__item__meeting")[:1]),
    }


# What packs show ----------------------------------------------------------------------------------


def live_restrictions() -> QuerySet[Restriction]:
    """Restrictions that have not been lifted."""
    return Restriction.objects.filter(lifted_at__isnull=True)


def with_what_it_says(reports: QuerySet[Report]) -> list[Report]:
    """Reports with all they say and all that became of them, in a few queries however many."""
    moves = ReportMove.objects.select_related("moved_by").order_by("moved_at", "pk")
    rows = reports.select_related("item__meeting__body", "author", "council", "template")
    return marked(
        rows.prefetch_related(
            *("template__sections", "parts", "recommendations"), Prefetch("moves", moves)
        )
    )


def marked(reports: QuerySet[Report]) -> list[Report]:
    """Reports with `live`: the restriction each is under, if any; and so for their attachments.

    The attachments are those of `files`, with what was found in each.
    """
    rows = list(reports.prefetch_related(Prefetch("attachments", files())))
    of_these = Q(report__in=rows) | Q(attachment__report__in=rows)
    live = list(live_restrictions().filter(of_these))
    for report in rows:
        report.live = [each for each in live if each.report_id == report.pk]
        for attachment in report.attachments.all():
            attachment.live = [each for each in live if each.attachment_id == attachment.pk]
    return rows


def cleared_reports(meeting: Meeting) -> list[Report]:
    """The meeting's cleared reports, in the order of its items."""
    reports = Report.objects.filter(item__meeting=meeting, state=Report.State.CLEARED)
    return with_what_it_says(reports.order_by("item__position", "pk"))


def is_withheld_from_young(meeting_id: int) -> bool:
    """Whether any paper of a meeting is withheld from the young people who hold a seat."""
    of_meeting = Q(report__item__meeting=meeting_id)
    of_meeting |= Q(attachment__report__item__meeting=meeting_id)
    return live_restrictions().filter(of_meeting, withheld_from_young=True).exists()
