"""Bodies, seats, meetings and what was published for them."""

import hashlib
import json
from datetime import date, time

import factory

from boards import models
from tests.factories.base import LONG_AGO, Parent, RowFactory, by, moment
from tests.factories.councils import CouncilFactory, PersonFactory
from tests.factories.forums import ForumFactory, QuestionFactory
from tests.factories.pledges import OfStrategyFactory, PublishedFactory, ThemeFactory


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

    key = factory.Sequence(lambda n: f"body-{n}")
    kind = models.Body.Kind.PANEL
    name = factory.Sequence(lambda n: f"Corporate Parenting Panel {n}")
    short_name = factory.Sequence(lambda n: f"Panel {n}")


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

    key = factory.Sequence(lambda n: f"rules-{n}")
    in_force_from = LONG_AGO
    legal_status = models.BodyRules.LegalStatus.PANEL
    papers_number = 5
    papers_unit = models.BodyRules.Unit.WORKING_DAYS


class DisciplineFactory(RowFactory):
    """A discipline."""

    class Meta:
        model = models.Discipline

    council = factory.SubFactory(CouncilFactory)
    key = factory.Sequence(lambda n: f"discipline-{n}")
    name = factory.Sequence(lambda n: f"Discipline {n}")


class SeatFactory(OfBodyFactory):
    """A seat for one."""

    class Meta:
        model = models.Seat

    class Params:
        plural = factory.Trait(is_plural=True)
        young_people = factory.Trait(is_young_people=True)
        of_discipline = factory.Trait(assumed_discipline=Parent(DisciplineFactory, like="body"))

    key = factory.Sequence(lambda n: f"seat-{n}")
    position = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence(lambda n: f"Seat {n}")


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
    key = factory.Sequence(lambda n: f"body-forum-{n}")


class DutyFactory(OfBodyFactory):
    """Something a body owes."""

    class Meta:
        model = models.Duty

    key = factory.Sequence(lambda n: f"duty-{n}")
    position = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence(lambda n: f"Report {n}")
    how_often = "once a year"


class ReportTemplateFactory(OfBodyFactory):
    """The parts of a report to a body."""

    class Meta:
        model = models.ReportTemplate

    key = factory.Sequence(lambda n: f"template-{n}")
    title = factory.Sequence(lambda n: f"Report template {n}")


class ReportSectionFactory(RowFactory):
    """One part of a report."""

    class Meta:
        model = models.ReportSection

    class Params:
        implication = factory.Trait(kind=models.ReportSection.Kind.IMPLICATION)

    template = Parent(ReportTemplateFactory)
    council = factory.SelfAttribute("template.council")
    key = factory.Sequence(lambda n: f"section-{n}")
    position = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence(lambda n: f"Section {n}")


class StandingItemFactory(OfBodyFactory):
    """An item before the theme."""

    class Meta:
        model = models.StandingItem

    class Params:
        closing = factory.Trait(place=models.StandingItem.Place.CLOSING)

    key = factory.Sequence(lambda n: f"standing-item-{n}")
    place = models.StandingItem.Place.OPENING
    position = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence(lambda n: f"Standing item {n}")


class MeetingFactory(OfBodyFactory):
    """A meeting that is still to come, planned and not published."""

    class Meta:
        model = models.Meeting

    class Params:
        over = factory.Trait(held_on=date(2026, 10, 14))
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
    position = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence(lambda n: f"Item {n}")


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
    number = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence(lambda n: f"Item {n}")
    html = "<p>Words.</p>"


class AnnouncementFactory(RowFactory):
    """That somebody was told of an edition."""

    class Meta:
        model = models.Announcement

    edition = Parent(EditionFactory)
    council = factory.SelfAttribute("edition.council")
    user = by()
    sent_at = factory.LazyFunction(moment)
