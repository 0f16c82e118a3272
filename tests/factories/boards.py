"""Bodies, seats, meetings and what was published for them."""

import hashlib
import json
from datetime import date, time
from uuid import uuid4

import factory
from django.core.files.base import ContentFile

from boards import models
from boards.calendar_feeds.addresses import digest_of
from boards.cycle import MunicipalYear
from boards.gate.findings import VERSION, Finding, Kind
from boards.oversight.statement import compose
from boards.oversight.tally import Thresholds, of_year
from tests.factories.base import LONG_AGO, Parent, RowFactory, by, moment, nth
from tests.factories.councils import CouncilFactory, PersonFactory
from tests.factories.forums import ForumFactory, QuestionFactory
from tests.factories.pledges import OfStrategyFactory, PublishedFactory, ThemeFactory
from tests.support.files import pdf


def in_order() -> factory.Sequence:
    """1, 2, 3 …, and never as high as the places that tests/performance/growth.py takes itself."""
    return factory.Sequence(lambda n: n % 9_000 + 1)


class BodyFactory(PublishedFactory, OfStrategyFactory):
    """A panel."""

    class Meta:
        model = models.Body

    class Params:
        sub_group = factory.Trait(
            kind=models.Body.Kind.SUB_GROUP,
            owes_updates=True,
            parent=factory.SubFactory(
                "tests.factories.boards.BodyFactory", strategy=factory.SelfAttribute("..strategy")
            ),
        )

    key = factory.Sequence(lambda n: f"body-{nth(n)}")
    kind = models.Body.Kind.PANEL
    name = factory.Sequence(lambda n: f"Corporate Parenting Panel {nth(n)}")
    short_name = factory.Sequence(lambda n: f"Panel {nth(n)}")


class OfBodyFactory(RowFactory):
    """A row of a body."""

    class Meta:
        abstract = True

    body = Parent(BodyFactory)
    council = factory.SelfAttribute("body.council")


class BodyRulesFactory(OfBodyFactory):
    """Terms of reference that state nothing but that papers come five working days before."""

    class Meta:
        model = models.BodyRules

    class Params:
        by_disciplines = factory.Trait(
            quorum_kind=models.BodyRules.Quorum.DISCIPLINES, quorum_number=3
        )
        forum_time = factory.Trait(protected_minutes=15, forum_number=7, forum_unit="days")
        committee = factory.Trait(legal_status=models.BodyRules.LegalStatus.COMMITTEE)

    key = factory.Sequence(lambda n: f"rules-{nth(n)}")
    in_force_from = LONG_AGO
    legal_status = models.BodyRules.LegalStatus.PANEL
    papers_number = 5
    papers_unit = models.BodyRules.Unit.WORKING_DAYS


class DisciplineFactory(RowFactory):
    """A discipline."""

    class Meta:
        model = models.Discipline

    council = factory.SubFactory(CouncilFactory)
    key = factory.Sequence(lambda n: f"discipline-{nth(n)}")
    name = factory.Sequence(lambda n: f"Discipline {nth(n)}")


class SeatFactory(OfBodyFactory):
    """A seat for one."""

    class Meta:
        model = models.Seat

    class Params:
        plural = factory.Trait(is_plural=True)
        young_people = factory.Trait(is_young_people=True)
        of_discipline = factory.Trait(assumed_discipline=Parent(DisciplineFactory, like="body"))

    key = factory.Sequence(lambda n: f"seat-{nth(n)}")
    position = in_order()
    title = factory.Sequence(lambda n: f"Seat {nth(n)}")


class SeatDisciplineFactory(RowFactory):
    """The clerk's decision about a seat."""

    class Meta:
        model = models.SeatDiscipline

    seat = Parent(SeatFactory)
    discipline = Parent(DisciplineFactory, like="seat")
    council = factory.SelfAttribute("seat.council")


class SeatHolderFactory(RowFactory):
    """Who holds a seat."""

    class Meta:
        model = models.SeatHolder

    class Params:
        ended = factory.Trait(ends_on=date(2026, 3, 31))

    seat = Parent(SeatFactory)
    person = Parent(PersonFactory, like="seat")
    council = factory.SelfAttribute("seat.council")
    starts_on = LONG_AGO


class BodyForumFactory(OfBodyFactory):
    """The forum a body hears."""

    class Meta:
        model = models.BodyForum

    forum = Parent(ForumFactory, like="body")
    key = factory.Sequence(lambda n: f"body-forum-{nth(n)}")


class DutyFactory(OfBodyFactory):
    """Something a body owes."""

    class Meta:
        model = models.Duty

    key = factory.Sequence(lambda n: f"duty-{nth(n)}")
    position = in_order()
    title = factory.Sequence(lambda n: f"Report {nth(n)}")
    how_often = "once a year"


class ReportTemplateFactory(OfBodyFactory):
    """The parts of a report to a body."""

    class Meta:
        model = models.ReportTemplate

    key = factory.Sequence(lambda n: f"template-{nth(n)}")
    title = factory.Sequence(lambda n: f"Report template {nth(n)}")


class ReportSectionFactory(RowFactory):
    """One part of a report."""

    class Meta:
        model = models.ReportSection

    class Params:
        implication = factory.Trait(kind=models.ReportSection.Kind.IMPLICATION)

    template = Parent(ReportTemplateFactory)
    council = factory.SelfAttribute("template.council")
    key = factory.Sequence(lambda n: f"section-{nth(n)}")
    position = in_order()
    title = factory.Sequence(lambda n: f"Section {nth(n)}")


class StandingItemFactory(OfBodyFactory):
    """An item before the theme."""

    class Meta:
        model = models.StandingItem

    class Params:
        closing = factory.Trait(place=models.StandingItem.Place.CLOSING)

    key = factory.Sequence(lambda n: f"standing-item-{nth(n)}")
    place = models.StandingItem.Place.OPENING
    position = in_order()
    title = factory.Sequence(lambda n: f"Standing item {nth(n)}")


class MeetingFactory(OfBodyFactory):
    """A meeting that is still to come, planned and not published."""

    class Meta:
        model = models.Meeting

    class Params:
        over = factory.Trait(held_on=date(2026, 10, 14))
        cancelled = factory.Trait(cancelled_at=moment(), cancel_reason="Snow.")
        invited = factory.Trait(invited_at=moment())
        themed = factory.Trait(theme=Parent(ThemeFactory, like="body"))

    held_on = date(2026, 12, 16)
    starts_at = time(10)
    slot_minutes = 120
    place = "Council chamber"
    planned_at = factory.LazyFunction(moment)
    planned_by = by()


class AgendaItemFactory(RowFactory):
    """An item for discussion."""

    class Meta:
        model = models.AgendaItem

    class Params:
        protected = factory.Trait(kind=models.AgendaItem.Kind.PROTECTED)
        for_information = factory.Trait(purpose=models.AgendaItem.Purpose.INFORMATION)

    meeting = Parent(MeetingFactory)
    council = factory.SelfAttribute("meeting.council")
    position = in_order()
    title = factory.Sequence(lambda n: f"Item {nth(n)}")


class PutQuestionFactory(RowFactory):
    """A question put to a meeting, in the forum's own time."""

    class Meta:
        model = models.PutQuestion

    item = Parent(AgendaItemFactory, protected=True)
    question = Parent(QuestionFactory, like="item", put=True)
    council = factory.SelfAttribute("item.council")
    put_at = factory.LazyFunction(moment)
    put_by = by()


class EditionFactory(RowFactory):
    """A members' edition; its content need not be anything a reader could show."""

    class Meta:
        model = models.Edition

    class Params:
        forum = factory.Trait(kind=models.Edition.Kind.FORUM)
        public = factory.Trait(kind=models.Edition.Kind.PUBLIC)

    meeting = Parent(MeetingFactory)
    council = factory.SelfAttribute("meeting.council")
    kind = models.Edition.Kind.MEMBERS
    number = 1
    schema = 1
    content = factory.LazyFunction(lambda: json.dumps({"items": []}))
    sha256 = factory.LazyAttribute(lambda o: hashlib.sha256(o.content.encode()).hexdigest())
    published_at = factory.LazyFunction(moment)
    published_by = by()


class EditionItemFactory(RowFactory):
    """One item of an edition."""

    class Meta:
        model = models.EditionItem

    edition = Parent(EditionFactory)
    council = factory.SelfAttribute("edition.council")
    position = in_order()
    number = factory.LazyAttribute(lambda o: str(o.position))
    title = factory.Sequence(lambda n: f"Item {nth(n)}")
    html = "<p>Words.</p>"
    sha256 = factory.LazyAttribute(lambda o: hashlib.sha256(o.html.encode()).hexdigest())


class PrintedFileFactory(RowFactory):
    """The PDF of an edition that the worker has yet to make."""

    class Meta:
        model = models.PrintedFile

    class Params:
        words = "Papers."
        ready = factory.Trait(
            state=models.PrintedFile.State.READY,
            file=factory.LazyAttribute(lambda row: ContentFile(pdf(row.words), "papers.pdf")),
            size=1,
            sha256="a" * 64,
            pages=1,
            page_map=[{"key": "item:front", "labels": ["1"], "pages": 1}],
            ended_at=factory.LazyFunction(moment),
        )

    edition = Parent(EditionFactory)
    council = factory.SelfAttribute("edition.council")
    variant = models.PrintedFile.Variant.PLAIN
    asked_at = factory.LazyFunction(moment)


class AnnouncementFactory(RowFactory):
    """That somebody was told of an edition."""

    class Meta:
        model = models.Announcement

    edition = Parent(EditionFactory)
    council = factory.SelfAttribute("edition.council")
    user = by()
    sent_at = factory.LazyFunction(moment)


class SubstituteFactory(RowFactory):
    """Who comes when the holder of a place cannot."""

    class Meta:
        model = models.Substitute

    seat = Parent(SeatFactory)
    person = Parent(PersonFactory, like="seat")
    council = factory.SelfAttribute("seat.council")
    starts_on = LONG_AGO


class YoungPlacesFactory(RowFactory):
    """Two young people at a seat of theirs."""

    class Meta:
        model = models.YoungPlaces

    seat = Parent(SeatFactory, young_people=True)
    council = factory.SelfAttribute("seat.council")
    number = 2
    starts_on = LONG_AGO


class CoOptionFactory(OfBodyFactory):
    """Somebody taken in without a seat, until further notice."""

    class Meta:
        model = models.CoOption

    class Params:
        lapsed = factory.Trait(ends_on=date(2026, 3, 31))
        of_discipline = factory.Trait(discipline=Parent(DisciplineFactory, like="body"))

    person = Parent(PersonFactory, like="body")
    starts_on = LONG_AGO
    reason = "Knows the schools."


class AttenderFactory(RowFactory):
    """Somebody invited for an item."""

    class Meta:
        model = models.Attender

    item = Parent(AgendaItemFactory)
    person = Parent(PersonFactory, like="item")
    council = factory.SelfAttribute("item.council")
    reason = "Presents the figures."


class OfMeetingFactory(RowFactory):
    """A row of a meeting."""

    class Meta:
        abstract = True

    meeting = Parent(MeetingFactory)
    council = factory.SelfAttribute("meeting.council")


class InvitationFactory(OfMeetingFactory):
    """That somebody was told of a meeting on its day."""

    class Meta:
        model = models.Invitation

    user = by()
    held_on = factory.SelfAttribute("meeting.held_on")
    sent_at = factory.LazyFunction(moment)


class ReplyFactory(OfMeetingFactory):
    """Somebody says they will come."""

    class Meta:
        model = models.Reply

    class Params:
        apologies = factory.Trait(answer=models.Reply.Answer.APOLOGIES)

    person = Parent(PersonFactory, like="meeting")
    seat = Parent(SeatFactory, body=factory.SelfAttribute("..meeting.body"))
    answer = models.Reply.Answer.COMING
    replied_at = factory.LazyFunction(moment)
    replied_by = by()


class RegisterEntryFactory(OfMeetingFactory):
    """A member who was there from start to end."""

    class Meta:
        model = models.RegisterEntry

    class Params:
        apologies = factory.Trait(mark=models.RegisterEntry.Mark.APOLOGIES)
        online = factory.Trait(mark=models.RegisterEntry.Mark.ONLINE)
        young_people = factory.Trait(person=None, heads=2)

    person = Parent(PersonFactory, like="meeting")
    seat = Parent(SeatFactory, body=factory.SelfAttribute("..meeting.body"))
    mark = models.RegisterEntry.Mark.PRESENT
    recorded_at = factory.LazyFunction(moment)
    recorded_by = by()


class DeclarationFactory(OfMeetingFactory):
    """An interest for the whole meeting."""

    class Meta:
        model = models.Declaration

    person = Parent(PersonFactory, like="meeting")
    words = "Fosters for the council."
    recorded_at = factory.LazyFunction(moment)
    recorded_by = by()


class OfItemFactory(RowFactory):
    """A row of an agenda item."""

    class Meta:
        abstract = True

    item = Parent(AgendaItemFactory)
    council = factory.SelfAttribute("item.council")


class ForumTimeFactory(OfItemFactory):
    """The forum had all its minutes, and has not said a word about it yet."""

    class Meta:
        model = models.ForumTime

    class Params:
        cut = factory.Trait(given=9, cut_short=True, said_by=by(), said_at=moment())

    item = Parent(AgendaItemFactory, protected=True)
    planned = 15
    given = 15


class DotsFactory(OfItemFactory):
    """Three dots of a forum."""

    class Meta:
        model = models.Dots

    item = Parent(AgendaItemFactory, meeting__kind="takeover")
    forum = Parent(ForumFactory, like="item")
    number = 3
    counted_at = factory.LazyFunction(moment)
    counted_by = by()


class TurnFactory(OfItemFactory):
    """An item whose time began."""

    class Meta:
        model = models.Turn

    item = Parent(AgendaItemFactory, meeting__kind="takeover")
    began_at = factory.LazyFunction(moment)
    began_by = by()


class OutcomeFactory(OfItemFactory):
    """An item that was noted."""

    class Meta:
        model = models.Outcome

    result = models.Outcome.Result.NOTED
    words = "The paper was noted."
    recorded_at = factory.LazyFunction(moment)
    recorded_by = by()


class DecisionFactory(OfItemFactory):
    """A decision."""

    class Meta:
        model = models.Decision

    body = factory.SelfAttribute("item.meeting.body")
    number = in_order()
    text = factory.Sequence(lambda n: f"Decision {nth(n)} is taken.")
    recorded_at = factory.LazyFunction(moment)
    recorded_by = by()


class ActionFactory(OfItemFactory):
    """An action that is still to be done."""

    class Meta:
        model = models.Action

    class Params:
        closed = factory.Trait(done="The letter went out.", closed_at=moment(), closed_by=by())

    body = factory.SelfAttribute("item.meeting.body")
    number = in_order()
    text = factory.Sequence(lambda n: f"Write letter {nth(n)}.")
    owner = Parent(PersonFactory, like="item")
    due_on = date(2027, 1, 15)
    first_due_on = date(2027, 1, 15)
    opened_at = factory.LazyFunction(moment)
    opened_by = by()


class ActionUpdateFactory(RowFactory):
    """How an action goes."""

    class Meta:
        model = models.ActionUpdate

    action = Parent(ActionFactory)
    council = factory.SelfAttribute("action.council")
    words = "Half of it is done."
    made_at = factory.LazyFunction(moment)
    made_by = by()


class EscalationFactory(OfItemFactory):
    """A matter handed to another body of the same strategy."""

    class Meta:
        model = models.Escalation

    from_body = factory.SelfAttribute("item.meeting.body")
    to_body = Parent(BodyFactory, strategy=factory.SelfAttribute("..from_body.strategy"))
    reason = "It needs money that only they have."
    escalated_at = factory.LazyFunction(moment)
    escalated_by = by()


class IssueFactory(OfMeetingFactory):
    """A concern shown as red; nothing was done about it yet."""

    class Meta:
        model = models.Issue

    concern = factory.Sequence(lambda n: f"Concern {nth(n)}")
    colour = "red"


class MinutesFactory(OfMeetingFactory):
    """A first draft."""

    class Meta:
        model = models.Minutes

    class Params:
        circulated = factory.Trait(
            circulated_at=moment(), circulated_by=by(), first_circulated_at=moment()
        )
        confirmed = factory.Trait(
            circulated=True,
            sha256="0" * 64,
            confirmed_at=moment(),
            confirmed_by=by(),
            confirmed_in=Parent(
                MeetingFactory,
                body=factory.SelfAttribute("..meeting.body"),
                held_on=date(2027, 2, 3),
            ),
        )

    drafted_at = factory.LazyFunction(moment)
    drafted_by = by()


class MinutesSectionFactory(RowFactory):
    """One part of the minutes."""

    class Meta:
        model = models.MinutesSection

    minutes = Parent(MinutesFactory)
    council = factory.SelfAttribute("minutes.council")
    position = in_order()
    heading = factory.Sequence(lambda n: f"Part {nth(n)}")
    text = "Somebody said something."


class CirculationFactory(RowFactory):
    """That somebody was told of minutes."""

    class Meta:
        model = models.Circulation

    minutes = Parent(MinutesFactory, circulated=True)
    council = factory.SelfAttribute("minutes.council")
    user = by()
    circulated_at = factory.SelfAttribute("minutes.circulated_at")
    sent_at = factory.LazyFunction(moment)


class DutyDoneFactory(RowFactory):
    """A duty done in time."""

    class Meta:
        model = models.DutyDone

    duty = Parent(DutyFactory)
    council = factory.SelfAttribute("duty.council")
    due_on = date(2026, 3, 31)
    done_on = date(2026, 3, 20)
    words = "Presented at the meeting in March."
    recorded_at = factory.LazyFunction(moment)
    recorded_by = by()


class EngagementFactory(OfBodyFactory):
    """A visit by a member."""

    class Meta:
        model = models.Engagement

    kind = models.Engagement.Kind.VISIT
    held_on = LONG_AGO
    person = Parent(PersonFactory, like="body")
    words = factory.Sequence(lambda n: f"Visit {nth(n)}")
    recorded_at = factory.LazyFunction(moment)
    recorded_by = by()


class ChallengeFactory(OfItemFactory):
    """A question a member asked."""

    class Meta:
        model = models.Challenge

    asked_by = Parent(PersonFactory, like="item")
    question = factory.Sequence(lambda n: f"Would this be good enough for my child, {nth(n)}?")
    logged_at = factory.LazyFunction(moment)
    logged_by = by()


class ForumChallengeFactory(OfBodyFactory):
    """Something a body asks young people; no second person has agreed to the words yet."""

    class Meta:
        model = models.ForumChallenge

    class Params:
        agreed = factory.Trait(agreed_at=factory.LazyFunction(moment), agreed_by=by())
        withdrawn = factory.Trait(
            withdrawn_at=factory.LazyFunction(moment),
            withdrawn_by=by(),
            withdrawn_reason="We found out ourselves.",
        )

    words = factory.Sequence(lambda n: f"Will you help us with letter {nth(n)}?")
    submission = factory.LazyFunction(uuid4)
    written_at = factory.LazyFunction(moment)
    written_by = by()


class ForumAnswerFactory(RowFactory):
    """What a forum is asked, and has not answered."""

    class Meta:
        model = models.ForumAnswer

    class Params:
        said = factory.Trait(says="yes", written_at=factory.LazyFunction(moment), written_by=by())
        read = factory.Trait(said=True, agreed_at=factory.LazyFunction(moment), agreed_by=by())

    challenge = Parent(ForumChallengeFactory, agreed=True)
    council = factory.SelfAttribute("challenge.council")
    forum = Parent(ForumFactory, like="challenge")


def _stated(row: object) -> str:
    """What a year without meetings comes to."""
    year = MunicipalYear(row.starts_on, row.ends_on, assumed=False)
    record = of_year([], [], {}, Thresholds(), forum="")
    return compose(record, year, council=row.council.name, body=row.body.name).canonical()


class AttendanceStatementFactory(OfBodyFactory):
    """A year's statement, published."""

    class Meta:
        model = models.AttendanceStatement

    class Params:
        withdrawn = factory.Trait(withdrawn_at=moment(), withdrawn_by=by())

    starts_on = date(2025, 5, 21)
    ends_on = date(2026, 5, 19)
    content = factory.LazyAttribute(_stated)
    published_at = factory.LazyFunction(moment)
    published_by = by()


class CalendarFeedFactory(RowFactory):
    """The address of a person's calendar."""

    class Meta:
        model = models.CalendarFeed

    user = by()
    digest = factory.Sequence(lambda n: digest_of(f"secret-{n}"))
    made_at = factory.LazyFunction(moment)


class ReminderFactory(RowFactory):
    """A message that has gone out."""

    class Meta:
        model = models.Reminder

    user = by()
    day = LONG_AGO
    lines = 2
    sent_at = factory.LazyFunction(moment)


class ReportFactory(OfItemFactory):
    """A draft of a report."""

    class Meta:
        model = models.Report

    class Params:
        submitted = factory.Trait(state=models.Report.State.SUBMITTED)
        cleared = factory.Trait(state=models.Report.State.CLEARED)

    title = factory.Sequence(lambda n: f"Report on something, {nth(n)}")
    author = by()
    summary = "All is well."


class OfReportFactory(RowFactory):
    """A row of a report."""

    class Meta:
        abstract = True

    report = Parent(ReportFactory)
    council = factory.SelfAttribute("report.council")


class ReportPartFactory(OfReportFactory):
    """What a report says under one section."""

    class Meta:
        model = models.ReportPart

    section = Parent(ReportSectionFactory, like="report")
    text = "Words."


class RecommendationFactory(OfReportFactory):
    """What a report asks for."""

    class Meta:
        model = models.Recommendation

    position = in_order()
    text = "Agree the plan."


class ReportMoveFactory(OfReportFactory):
    """A step of a report."""

    class Meta:
        model = models.ReportMove

    to_state = models.Report.State.SUBMITTED
    moved_at = factory.LazyFunction(moment)
    moved_by = by()


class AttachmentFactory(OfReportFactory):
    """A PDF with some words in it, stored, in which nothing hidden was found.

    `file_check=None`: nobody has looked into it; `held=True`: something was found.
    """

    class Meta:
        model = models.Attachment

    class Params:
        words = "Hello."
        held = factory.Trait(
            file_check=factory.RelatedFactory(
                "tests.factories.boards.FileCheckFactory", "attachment", held=True
            )
        )

    title = factory.Sequence(lambda n: f"Attachment {nth(n)}")
    file = factory.LazyAttribute(lambda row: ContentFile(pdf(row.words), "none.pdf"))
    media_type = "application/pdf"
    size = 1
    sha256 = factory.Sequence(lambda n: hashlib.sha256(str(n).encode()).hexdigest())
    uploaded_at = factory.LazyFunction(moment)
    uploaded_by = by()
    file_check = factory.RelatedFactory("tests.factories.boards.FileCheckFactory", "attachment")


FOUND = Finding(Kind.COMMENT, "word/comments.xml", "The file has comments.").plain()


class OfAttachmentFactory(RowFactory):
    """A row of a file."""

    class Meta:
        abstract = True

    attachment = Parent(AttachmentFactory, file_check=None)
    council = factory.SelfAttribute("attachment.council")


class FileCheckFactory(OfAttachmentFactory):
    """That a file was looked into, and nothing found."""

    class Meta:
        model = models.FileCheck

    class Params:
        held = factory.Trait(findings=[FOUND])

    gate = VERSION
    looked_at = factory.LazyFunction(moment)


class FileClearanceFactory(OfAttachmentFactory):
    """A second person's decision to let a file pass."""

    class Meta:
        model = models.FileClearance

    class Params:
        taken_back = factory.Trait(taken_back_at=moment(), taken_back_by=by())

    attachment = Parent(AttachmentFactory, held=True)
    findings = factory.LazyFunction(lambda: [FOUND])
    reason = "The comment is the title of the table."
    cleared_at = factory.LazyFunction(moment)
    cleared_by = by()
    attached_by = factory.SelfAttribute("attachment.uploaded_by")
    written_by = factory.SelfAttribute("attachment.report.author")


class RemovalFactory(RowFactory):
    """A passage that somebody wants taken out."""

    class Meta:
        model = models.Removal

    class Params:
        confirmed = factory.Trait(confirmed_at=moment(), confirmed_by=by())
        taken_back = factory.Trait(taken_back_at=moment(), taken_back_by=by())

    meeting = Parent(MeetingFactory)
    council = factory.SelfAttribute("meeting.council")
    number = factory.Sequence(lambda n: f"{n + 1}.1")
    mark = "0" * 64
    proposed_at = factory.LazyFunction(moment)
    proposed_by = by()


class RestrictionFactory(OfReportFactory):
    """A report that is not for everybody."""

    class Meta:
        model = models.Restriction

    class Params:
        lifted = factory.Trait(lifted_at=moment(), lifted_by=by())

    reason = "It tells of one family."
    review_on = date(2027, 1, 15)
    decided_at = factory.LazyFunction(moment)
    decided_by = by()


class OpenedFactory(RowFactory):
    """That somebody has opened an edition."""

    class Meta:
        model = models.Opened

    edition = Parent(EditionFactory)
    council = factory.SelfAttribute("edition.council")
    user = by()
    opened_at = factory.LazyFunction(moment)


class ReadMarkFactory(OfMeetingFactory):
    """“I have read this”, at the first item."""

    class Meta:
        model = models.ReadMark

    user = by()
    number = "1"
    digest = "0" * 64
    marked_at = factory.LazyFunction(moment)


class PrivateNoteFactory(OfMeetingFactory):
    """A note at a paragraph."""

    class Meta:
        model = models.PrivateNote

    class Params:
        deleted = factory.Trait(deleted_at=factory.LazyFunction(moment))

    user = by()
    place = "1.1"
    words = "Ask about this."
    written_at = factory.LazyFunction(moment)


class UnclearPlaceFactory(OfMeetingFactory):
    """A paragraph of the forum's papers that somebody did not get."""

    class Meta:
        model = models.UnclearPlace

    class Params:
        aside = factory.Trait(
            reason="It is the name of a law.",
            settled_at=factory.LazyFunction(moment),
            settled_by=by(),
        )

    forum = Parent(ForumFactory, like="meeting")
    place = "1.1"


class TapFactory(RowFactory):
    """“I don’t get this.”"""

    class Meta:
        model = models.Tap

    unclear = Parent(UnclearPlaceFactory)
    council = factory.SelfAttribute("unclear.council")
    who = factory.Sequence(lambda n: f"{n:064d}")
