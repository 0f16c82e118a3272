"""What a strategy says."""

from uuid import uuid4

import factory

from pledges import models
from pledges.signing import digest
from tests.factories.base import LONG_AGO, Parent, RowFactory, by, moment, nth
from tests.factories.councils import CouncilFactory, PublicationFactory


class PublishedFactory(RowFactory):
    """Adds `published=True`: the council has marked the row published."""

    class Meta:
        abstract = True

    @factory.post_generation
    def published(self, create: bool, wanted: bool | None) -> None:
        """Publish the row, where asked."""
        if create and wanted:
            PublicationFactory(row=self)


class StrategyFactory(PublishedFactory):
    """A strategy."""

    class Meta:
        model = models.Strategy

    council = factory.SubFactory(CouncilFactory)
    key = factory.Sequence(lambda n: f"strategy-{nth(n)}")
    title = factory.Sequence(lambda n: f"Strategy {nth(n)}")
    summary = "What it is for."
    period_from = "2024"
    period_to = "2027"


class OfStrategyFactory(RowFactory):
    """A row that a strategy brings."""

    class Meta:
        abstract = True

    strategy = Parent(StrategyFactory)
    council = factory.SelfAttribute("strategy.council")


class StatementFactory(OfStrategyFactory):
    """A principle."""

    class Meta:
        model = models.Statement

    key = factory.Sequence(lambda n: f"statement-{nth(n)}")
    kind = models.StatementKind.PRINCIPLE
    position = factory.Sequence(lambda n: n + 1)
    text = factory.Sequence(lambda n: f"Statement {nth(n)}.")


class ThemeFactory(OfStrategyFactory):
    """A theme."""

    class Meta:
        model = models.Theme

    class Params:
        annual_review = factory.Trait(is_annual_review=True)

    key = factory.Sequence(lambda n: f"theme-{nth(n)}")
    position = factory.Sequence(lambda n: n + 1)
    name = factory.Sequence(lambda n: f"Theme {nth(n)}")


class ReferenceFactory(OfStrategyFactory):
    """A law the strategy names."""

    class Meta:
        model = models.Reference

    class Params:
        document = factory.Trait(kind=models.Reference.Kind.DOCUMENT)

    key = factory.Sequence(lambda n: f"reference-{nth(n)}")
    kind = models.Reference.Kind.LEGISLATION
    position = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence(lambda n: f"Act {nth(n)}")


class ApprovalFactory(OfStrategyFactory):
    """A step by which a strategy was agreed."""

    class Meta:
        model = models.Approval

    class Params:
        planned = factory.Trait(outcome=models.Approval.Outcome.PLANNED)

    key = factory.Sequence(lambda n: f"approval-{nth(n)}")
    position = factory.Sequence(lambda n: n + 1)
    who = "The board"
    when = "Autumn 2024"
    outcome = models.Approval.Outcome.AGREED


class StatedCountFactory(OfStrategyFactory):
    """A number the document states of its parts."""

    class Meta:
        model = models.StatedCount

    key = factory.Sequence(lambda n: f"stated-{nth(n)}")
    kind = models.StatementKind.PRINCIPLE
    number = 9
    words = "nine principles"


class PlanFactory(OfStrategyFactory):
    """A plan the strategy is carried out by."""

    class Meta:
        model = models.Plan

    key = factory.Sequence(lambda n: f"plan-{nth(n)}")
    kind = models.Plan.Kind.DELIVERY
    title = factory.Sequence(lambda n: f"Plan {nth(n)}")


class QuoteFactory(OfStrategyFactory):
    """Words somebody said."""

    class Meta:
        model = models.Quote

    key = factory.Sequence(lambda n: f"quote-{nth(n)}")
    position = factory.Sequence(lambda n: n + 1)
    text = factory.Sequence(lambda n: f"Quote {nth(n)}.")
    who = "A young person"


class PledgeSetFactory(PublishedFactory, OfStrategyFactory):
    """Promises made together."""

    class Meta:
        model = models.PledgeSet

    class Params:
        by_providers = factory.Trait(promisor=models.PledgeSet.Promisor.PROVIDER)
        not_written = factory.Trait(has_text=False)
        own = factory.Trait(
            is_own=True,
            key=factory.Sequence(lambda n: f"own-set-{nth(n)}"),
            state=models.PledgeSet.State.DRAFT,
        )

    key = factory.Sequence(lambda n: f"pledge-set-{nth(n)}")
    title = factory.Sequence(lambda n: f"Pledge {nth(n)}")
    stem = "We will"
    audience = "Children in care"


class HeadingFactory(RowFactory):
    """A heading that promises stand under."""

    class Meta:
        model = models.Heading

    pledge_set = Parent(PledgeSetFactory)
    council = factory.SelfAttribute("pledge_set.council")
    key = factory.Sequence(lambda n: f"heading-{nth(n)}")
    position = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence(lambda n: f"Heading {nth(n)}")


class PromiseFactory(RowFactory):
    """One promise."""

    class Meta:
        model = models.Promise

    class Params:
        under_heading = factory.Trait(
            heading=factory.SubFactory(
                HeadingFactory, pledge_set=factory.SelfAttribute("..pledge_set")
            )
        )
        with_test = factory.Trait(how_often="at least once a year", from_age=8, to_age=17)

    pledge_set = Parent(PledgeSetFactory)
    council = factory.SelfAttribute("pledge_set.council")
    key = factory.Sequence(lambda n: f"promise-{nth(n)}")
    position = factory.Sequence(lambda n: n + 1)
    text = factory.Sequence(lambda n: f"keep promise {nth(n)}.")


class PromiseThemeFactory(RowFactory):
    """That a promise is looked at under a theme."""

    class Meta:
        model = models.PromiseTheme

    promise = Parent(PromiseFactory)
    theme = Parent(ThemeFactory, like="promise")
    council = factory.SelfAttribute("promise.council")
    key = factory.Sequence(lambda n: f"promise-theme-{nth(n)}")


class OwnerFactory(RowFactory):
    """The role that is responsible for a promise."""

    class Meta:
        model = models.Owner

    class Params:
        of_statement = factory.Trait(
            promise=None, statement=Parent(StatementFactory, is_to_young_people=True)
        )

    promise = Parent(PromiseFactory)
    council = factory.LazyAttribute(lambda owner: (owner.promise or owner.statement).council)
    role = factory.Sequence(lambda n: f"Head of service {nth(n)}")
    starts_on = LONG_AGO


class OfOneThingFactory(RowFactory):
    """A row about a promise, or with `of_statement` about a statement made to young people."""

    class Meta:
        abstract = True

    class Params:
        of_statement = factory.Trait(
            promise=None, statement=Parent(StatementFactory, is_to_young_people=True)
        )

    promise = Parent(PromiseFactory)
    council = factory.LazyAttribute(lambda row: (row.promise or row.statement).council)
    submission = factory.LazyFunction(uuid4)


class RatingFactory(OfOneThingFactory):
    """What the council says of a promise."""

    class Meta:
        model = models.Rating

    class Params:
        again = factory.Trait(reason="It has changed.", answer="partly")

    answer = "kept"
    evidence = "Counted in March."
    rated_at = factory.LazyFunction(moment)
    rated_by = by()


class LineStepsFactory(RowFactory):
    """The steps of a council's own."""

    class Meta:
        model = models.LineSteps

    class Params:
        of_providers = factory.Trait(kind="provider")

    council = factory.SubFactory(CouncilFactory)
    kind = "council"
    in_force_from = LONG_AGO
    roles = factory.LazyFunction(lambda: ["", "Head of care"])
    limits = factory.LazyFunction(lambda: [5, 10])
    set_at = factory.LazyFunction(moment)
    set_by = by()


class ProviderFactory(RowFactory):
    """An independent fostering agency."""

    class Meta:
        model = models.Provider

    class Params:
        in_house = factory.Trait(kind=models.Provider.Kind.IN_HOUSE)

    council = factory.SubFactory(CouncilFactory)
    name = factory.Sequence(lambda n: f"Agency {nth(n)}")
    kind = models.Provider.Kind.AGENCY
    starts_on = LONG_AGO


class SetVersionFactory(RowFactory):
    """Words that somebody signed."""

    class Meta:
        model = models.SetVersion

    pledge_set = Parent(PledgeSetFactory, by_providers=True)
    council = factory.SelfAttribute("pledge_set.council")
    number = factory.Sequence(lambda n: n + 1)
    words = factory.Sequence(lambda n: f"We will\n- keep promise {nth(n)}.")
    sha256 = factory.LazyAttribute(lambda row: digest(row.words))
    dated_on = LONG_AGO


class SignatureFactory(RowFactory):
    """That a provider has signed."""

    class Meta:
        model = models.Signature

    provider = Parent(ProviderFactory)
    version = Parent(SetVersionFactory, like="provider")
    council = factory.SelfAttribute("provider.council")
    signed_on = LONG_AGO
    signed_as = "Registered manager"
    recorded_at = factory.LazyFunction(moment)
    recorded_by = by()


class BreachFactory(OfOneThingFactory):
    """That a promise is said to be broken."""

    class Meta:
        model = models.Breach

    class Params:
        released = factory.Trait(released_at=factory.LazyFunction(moment), released_by=by())
        by_a_provider = factory.Trait(
            promise=Parent(PromiseFactory, pledge_set__by_providers=True),
            provider=Parent(ProviderFactory, like="promise"),
        )

    words = factory.Sequence(lambda n: f"It did not happen {nth(n)} times.")
    said_at = factory.LazyFunction(moment)
    said_by = by()


class BreachAnswerFactory(RowFactory):
    """What was done about it."""

    class Meta:
        model = models.BreachAnswer

    breach = Parent(BreachFactory)
    council = factory.SelfAttribute("breach.council")
    words = "We have put it right."
    for_role = "Head of care"
    answered_at = factory.LazyFunction(moment)
    answered_by = by()
    submission = factory.LazyFunction(uuid4)


class BreachKeyFactory(RowFactory):
    """The council's key, turned."""

    class Meta:
        model = models.BreachKey

    class Params:
        of_young_people = factory.Trait(whose="young_people")
        taken_back = factory.Trait(taken_back_at=factory.LazyFunction(moment), taken_back_by=by())

    breach = Parent(BreachFactory)
    council = factory.SelfAttribute("breach.council")
    whose = "council"
    words = "It is put right."
    turned_at = factory.LazyFunction(moment)
    turned_by = by()


class NewSetFactory(RowFactory):
    """A set that an officer writes: a draft."""

    class Meta:
        model = models.NewSet

    class Params:
        promised = factory.Trait(published_at=moment(), published_by=by())
        discarded = factory.Trait(
            discarded_at=moment(), discarded_by=by(), discard_reason="It was begun twice."
        )

    pledge_set = Parent(PledgeSetFactory, own=True)
    council = factory.SelfAttribute("pledge_set.council")
    drafted_at = moment()
    drafted_by = by()


class ReplacementFactory(RowFactory):
    """That a new set replaces an old one."""

    class Meta:
        model = models.Replacement

    new_set = Parent(NewSetFactory)
    old_set = Parent(PledgeSetFactory, like="new_set")
    council = factory.SelfAttribute("new_set.council")
    decided_at = moment()
    decided_by = by()


def replace(old_set: models.PledgeSet) -> models.NewSet:
    """A published set that takes the place of another."""
    own = PledgeSetFactory(council=old_set.council, own=True)
    new_set = NewSetFactory(pledge_set=own, promised=True)
    ReplacementFactory(new_set=new_set, old_set=old_set)
    return new_set


class DispositionFactory(RowFactory):
    """That an old promise is dropped."""

    class Meta:
        model = models.Disposition

    class Params:
        carried_on = factory.Trait(kind="carried_on", reason="")

    new_set = Parent(NewSetFactory)
    promise = Parent(PromiseFactory, like="new_set")
    council = factory.SelfAttribute("new_set.council")
    kind = "dropped"
    reason = "Another team does this now."
    decided_at = moment()
    decided_by = by()


class SuccessorFactory(RowFactory):
    """In which an old promise goes on."""

    class Meta:
        model = models.Successor

    disposition = Parent(DispositionFactory, carried_on=True)
    promise = Parent(PromiseFactory, like="disposition")
    council = factory.SelfAttribute("disposition.council")


class ForumHearingFactory(RowFactory):
    """That young people were told what is to be dropped."""

    class Meta:
        model = models.ForumHearing

    disposition = Parent(DispositionFactory)
    council = factory.SelfAttribute("disposition.council")
    forum = "Young voices"
    heard_on = LONG_AGO
    said = "They would rather keep it."
    recorded_at = moment()
    recorded_by = by()


class PlanItemFactory(RowFactory):
    """One thing a plan says is to be done."""

    class Meta:
        model = models.PlanItem

    plan = Parent(PlanFactory)
    council = factory.SelfAttribute("plan.council")
    position = factory.Sequence(lambda n: n + 1)
    what = factory.Sequence(lambda n: f"Do thing {nth(n)}")
    owner_role = "Head of Fostering"
    due = "Autumn 2027"
    written_at = moment()
    written_by = by()


class PlanItemLinkFactory(RowFactory):
    """That an item is done for a promise."""

    class Meta:
        model = models.PlanItemLink

    item = Parent(PlanItemFactory)
    promise = Parent(PromiseFactory, like="item")
    council = factory.SelfAttribute("item.council")


class PlanProgressFactory(RowFactory):
    """How an item goes."""

    class Meta:
        model = models.PlanProgress

    item = Parent(PlanItemFactory)
    council = factory.SelfAttribute("item.council")
    status = "on_track"
    words = "The first homes are found."
    reported_at = moment()
    reported_by = by()


class PlanIssueFactory(RowFactory):
    """A plan as it was published."""

    class Meta:
        model = models.PlanIssue

    plan = Parent(PlanFactory)
    council = factory.SelfAttribute("plan.council")
    rows = factory.LazyFunction(lambda: [{"pk": 0, "what": "Find homes"}])
    published_at = moment()
    published_by = by()
