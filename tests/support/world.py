"""Two councils with a row in every table: what is published, what is not, and who is who.

`furnish` fills a council; every text in it names the council, so that a page of the other one on
which the name turns up has shown something foreign. Words that not everyone in the council may
read are marked by `secret`, with who may.
"""

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from types import SimpleNamespace

from boards.models import Meeting, Minutes
from boards.packs.services import publish_pack
from councils import clock
from councils.models import Council, User
from councils.roles import Role
from forums.links.opening import digest_of
from tests.factories import boards, councils, forums, measures, pledges
from tests.support.people import WITHOUT_A_PLACE, person
from tests.support.printing import printed_ready

OURS, THEIRS = "ourshire", "testshire"
TODAY = date(2026, 12, 2)
FIGURES_FROM = date(2026, 3, 31)

#: Those who read the members' papers of the body, and those of its forum.
MEMBERS_PAPERS = {
    *(Role.BOARD_MEMBER, Role.CHAIR, Role.CLERK, Role.PROPER_OFFICER, Role.INSPECTOR),
}
READ_ACTIONS = {*MEMBERS_PAPERS}
FORUM_PAPERS = {
    *(Role.FORUM_REPRESENTATIVE, Role.PARTICIPATION_WORKER, Role.CLERK, Role.INSPECTOR),
}
#: Those who read who sits on the body, and those who keep people on record besides.
WHO_SITS = {
    *(Role.BOARD_MEMBER, Role.CHAIR, Role.CLERK, Role.PROPER_OFFICER, Role.INSPECTOR),
}
PEOPLE_ON_RECORD = {Role.CLERK, Role.COUNCIL_ADMINISTRATOR, Role.INSPECTOR}
FIGURES = {Role.KPI_OFFICER, Role.INSPECTOR}
#: Those who read the report of the role's own author before it is published.
WRITERS = {Role.REPORT_AUTHOR, Role.CLERK, Role.PROPER_OFFICER}
#: Those who read a forum's sessions; and what was raised, before and after somebody has read it.
OF_THE_OTHER_FORUM = {"representative of another forum", "worker of another forum"}
READ_SESSIONS = {Role.FORUM_REPRESENTATIVE, Role.PARTICIPATION_WORKER, Role.INSPECTOR}
READ_UNREAD = {Role.PARTICIPATION_WORKER, Role.CLERK, Role.PROPER_OFFICER}
READ_FEEDBACK = {*READ_UNREAD, Role.PROMISE_OWNER, Role.INSPECTOR}
#: Those who read promises that are not promised yet, and how a plan goes.
READ_DRAFTS = {
    *(Role.CLERK, Role.PROPER_OFFICER, Role.PARTICIPATION_WORKER, Role.INSPECTOR),
    "worker of another forum",
}
READ_PLANS = {
    *(Role.CLERK, Role.PROMISE_OWNER, Role.REPORT_AUTHOR, Role.KPI_OFFICER, Role.PROPER_OFFICER),
    *(Role.BOARD_MEMBER, Role.CHAIR, Role.INSPECTOR),
    *("member of another body", "chair of another body", "author of another report"),
}
#: Everybody who writes for young people; a forum’s chair holds a key, a deputy lead one list.
READS_WORDS = {*Role, *WITHOUT_A_PLACE} - {Role.FORUM_CHAIR, Role.SAFEGUARDING_DEPUTY}
#: Those who follow what is said to be broken, and those who are told which provider it is about.
FOLLOW_BROKEN = {
    *(Role.FORUM_REPRESENTATIVE, Role.PARTICIPATION_WORKER, Role.FORUM_CHAIR),
    *("representative of another forum", "worker of another forum"),
    *(Role.PROMISE_OWNER, Role.PORTFOLIO_HOLDER, Role.CLERK, Role.PROPER_OFFICER, Role.INSPECTOR),
    *(Role.BOARD_MEMBER, Role.CHAIR, "member of another body", "chair of another body"),
}
KNOW_PROVIDERS = {
    *(Role.PARTICIPATION_WORKER, "worker of another forum", Role.PROMISE_OWNER),
    *(Role.PORTFOLIO_HOLDER, Role.CLERK, Role.INSPECTOR),
}
FOLLOWERS = {
    *(Role.FORUM_REPRESENTATIVE, Role.PARTICIPATION_WORKER, Role.INSPECTOR),
    Role.SAFEGUARDING_LEAD,
}
#: Those who write answers down: they read what two people have agreed to.
ANSWERERS = {
    *(Role.PARTICIPATION_WORKER, Role.CLERK, Role.REPORT_AUTHOR, Role.PROMISE_OWNER),
    *(Role.SAFEGUARDING_LEAD, "author of another report", "worker of another forum"),
}


@dataclass(repr=False)
class Furnished:
    """A council, its people by role, its rows by name, and its secret words with who may read them."""

    council: Council
    people: dict[str, User] = field(default_factory=dict)
    rows: SimpleNamespace = field(default_factory=SimpleNamespace)
    secrets: dict[str, set[str]] = field(default_factory=dict)
    unwritten: set[str] = field(default_factory=set)

    @property
    def slug(self) -> str:
        """The council's slug."""
        return self.council.slug

    def secret(self, name: str, may: set[str]) -> str:
        """A word that is written in one field only, and the people who may read it."""
        word = f"zq{name}{self.slug}"
        self.secrets[word] = {str(one) for one in may}
        return word

    def never_written(self, name: str) -> str:
        """A secret word of which nothing is kept but a hash: nobody may read it anywhere."""
        word = self.secret(name, set())
        self.unwritten.add(word)
        return word

    def text(self, words: str) -> str:
        """Words that anyone may read, with the council's name in them."""
        return f"{words} of {self.council.short_name}"


@dataclass(repr=False)
class World:
    """Our council, and the one whose rows must never be seen in it."""

    ours: Furnished
    theirs: Furnished


def build_world() -> World:
    """Both councils, made by factories."""
    return World(
        *(
            furnish(councils.CouncilFactory(slug=slug, short_name=slug.capitalize()))
            for slug in (OURS, THEIRS)
        )
    )


def furnish(council: Council) -> Furnished:
    """Fill every table with rows of the council, beside what may be there already."""
    made = Furnished(council)
    _strategy(made)
    _draft_strategy(made)
    _new_promises(made)
    _plan(made)
    _measures(made)
    _published(made)
    _kept(made)
    _forums(made)
    _body(made)
    _people(made)
    _offices(made)
    _questions(made)
    _sessions(made)
    _voice(made)
    _concerns(made)
    _meetings(made)
    _people_of_the_body(made)
    _reports(made)
    _held_meeting(made)
    _record(made)
    _takeover(made)
    _year(made)
    _asked_of_young_people(made)
    return made


def _strategy(made: Furnished) -> None:
    rows, text = made.rows, made.text
    rows.strategy = pledges.StrategyFactory(
        council=made.council, title=text("Strategy"), summary=text("Summary"), published=True
    )
    own = {"strategy": rows.strategy}
    rows.statement = pledges.StatementFactory(**own, text=text("Statement"))
    rows.prompt = pledges.StatementFactory(**own, text=text("Prompt"), kind="question_prompt")
    rows.purpose = pledges.StatementFactory(**own, text=text("Purpose"), kind="body_purpose")
    rows.theme = pledges.ThemeFactory(**own, name=text("Theme"))
    rows.review = pledges.ThemeFactory(**own, name=text("Review"), annual_review=True)
    rows.law = pledges.ReferenceFactory(**own, title=text("Act"))
    rows.document = pledges.ReferenceFactory(**own, title=text("Document"), document=True)
    rows.quote = pledges.QuoteFactory(**own, text=text("Quote"), who=text("A child"))
    pledges.ApprovalFactory(**own, who=text("Cabinet"))
    pledges.StatedCountFactory(**own, words=text("nine principles"))
    rows.plan = pledges.PlanFactory(
        **own, title=text("Delivery plan"), about=text("About the plan")
    )
    rows.pledge_set = pledges.PledgeSetFactory(**own, title=text("Pledge"), published=True)
    rows.heading = pledges.HeadingFactory(pledge_set=rows.pledge_set, title=text("Heading"))
    rows.promise = pledges.PromiseFactory(
        pledge_set=rows.pledge_set, heading=rows.heading, text=text("Promise"), with_test=True
    )
    rows.owner = pledges.OwnerFactory(promise=rows.promise, role=text("Head of care"))
    pledges.OwnerFactory(
        statement=pledges.StatementFactory(**own, text=text("To you"), is_to_young_people=True),
        promise=None,
        role=text("Head of fostering"),
    )
    rows.promise_theme = pledges.PromiseThemeFactory(promise=rows.promise, theme=rows.theme)
    rows.survey = forums.SurveyFactory(**own, title=text("Survey"), about=text("About"))
    rows.group = forums.SurveyGroupFactory(survey=rows.survey, who=text("Children"))
    rows.part = forums.SurveyGroupFactory(survey=rows.survey, part_of=rows.group, who=text("Some"))
    rows.finding = forums.SurveyFindingFactory(survey=rows.survey, text=text("Finding"))
    rows.attention = forums.SurveyFindingFactory(
        survey=rows.survey, text=text("Attention"), attention=True
    )


def _draft_strategy(made: Furnished) -> None:
    """What the council has not published, and what it published and took back."""
    rows, only = made.rows, {Role.INSPECTOR}
    responsible = only | {Role.CLERK, Role.COUNCIL_ADMINISTRATOR}  # who say who is responsible
    titles = only | {Role.PROPER_OFFICER}  # who decides what is published
    rows.draft_strategy = pledges.StrategyFactory(
        council=made.council,
        title=made.secret("draftstrategy", titles | {Role.CLERK}),  # with its body, a record
        summary=made.secret("draftsummary", only),
    )
    own = {"strategy": rows.draft_strategy}
    rows.draft_statement = pledges.StatementFactory(**own, text=made.secret("draftstatement", only))
    rows.draft_purpose = pledges.StatementFactory(
        **own, text=made.secret("draftpurpose", only), kind="body_purpose"
    )
    rows.draft_survey = forums.SurveyFactory(**own, title=made.secret("draftsurvey", set()))
    rows.draft_set = pledges.PledgeSetFactory(
        strategy=rows.strategy, title=made.secret("draftpledge", titles | responsible)
    )
    rows.draft_promise = pledges.PromiseFactory(
        pledge_set=rows.draft_set, text=made.secret("draftpromise", responsible)
    )
    pledges.OwnerFactory(promise=rows.draft_promise, role=made.secret("draftowner", responsible))
    rows.taken_back = pledges.StrategyFactory(
        council=made.council, title=made.secret("takenback", titles)
    )
    rows.publication = councils.PublicationFactory(row=rows.taken_back, withdrawn=True)


def _kept(made: Furnished) -> None:
    """Whether promises are kept; what is said to be broken, open and closed; and providers."""
    rows, text, secret = made.rows, made.text, made.secret
    rows.rating = pledges.RatingFactory(promise=rows.promise, evidence=text("Evidence"))
    rows.rating_before = pledges.RatingFactory(
        promise=rows.promise, again=True, evidence=text("Older evidence")
    )
    rows.to_them = rows.strategy.statements.get(is_to_young_people=True)
    pledges.RatingFactory(statement=rows.to_them, promise=None, evidence=text("Evidence for you"))
    pledges.RatingFactory(promise=rows.draft_promise, evidence=secret("draftevidence", set()))
    rows.line_steps = pledges.LineStepsFactory(council=made.council, roles=["", text("Head")])
    rows.breach = pledges.BreachFactory(
        promise=rows.promise,
        first_role=text("Head of care"),
        words=secret("breachwords", FOLLOW_BROKEN),
        steps=rows.line_steps,
    )
    rows.breach_answer = pledges.BreachAnswerFactory(breach=rows.breach, words=text("Answer"))
    rows.turned_breach = pledges.BreachFactory(
        promise=rows.promise, words=text("Broken once more"), released=True
    )
    pledges.BreachAnswerFactory(breach=rows.turned_breach, words=text("Third answer"))
    pledges.BreachKeyFactory(breach=rows.turned_breach, words=text("Put right too"))
    rows.closed_breach = pledges.BreachFactory(
        statement=rows.to_them, promise=None, words=text("Broken for you"), released=True
    )
    pledges.BreachAnswerFactory(breach=rows.closed_breach, words=text("Second answer"))
    pledges.BreachKeyFactory(breach=rows.closed_breach, words=text("Put right"))
    pledges.BreachKeyFactory(
        breach=rows.closed_breach, of_young_people=True, words=secret("youngkey", FOLLOW_BROKEN)
    )
    _providers(made)


def _providers(made: Furnished) -> None:
    """What providers promise; who has signed these words, and who signed older ones."""
    rows, text = made.rows, made.text
    rows.provider_set = pledges.PledgeSetFactory(
        strategy=rows.strategy, title=text("Placement promises"), by_providers=True, published=True
    )
    rows.provider_promise = pledges.PromiseFactory(
        pledge_set=rows.provider_set, text=text("Placement promise")
    )
    rows.provider = pledges.ProviderFactory(council=made.council, name=text("Agency"))
    rows.set_version = pledges.SetVersionFactory(pledge_set=rows.provider_set, words=text("Old"))
    pledges.SignatureFactory(provider=rows.provider, version=rows.set_version)
    rows.past_provider = pledges.ProviderFactory(
        council=made.council,
        name=made.secret("pastprovider", KNOW_PROVIDERS),
        ends_on=date(2026, 6, 30),
    )
    rows.provider_breach = pledges.BreachFactory(
        promise=rows.provider_promise,
        provider=rows.past_provider,
        words=text("Broken by a provider"),
        released=True,
    )


def _new_promises(made: Furnished) -> None:
    """A set that officers wrote and published, and one that they are writing."""
    rows, text = made.rows, made.text
    may = {*READ_DRAFTS, Role.COUNCIL_ADMINISTRATOR}  # who says who is responsible
    rows.legacy_set = pledges.PledgeSetFactory(
        strategy=rows.strategy, title=text("Old pledge"), state="legacy", published=True
    )
    rows.old_promise = pledges.PromiseFactory(pledge_set=rows.legacy_set, text=text("Old promise"))
    rows.dropped_promise = pledges.PromiseFactory(
        pledge_set=rows.legacy_set, text=text("Dropped promise")
    )
    rows.new_set = pledges.NewSetFactory(
        pledge_set__strategy=rows.strategy, pledge_set__title=made.secret("owndraft", may)
    )
    rows.own_set = rows.new_set.pledge_set
    rows.own_promise = pledges.PromiseFactory(
        pledge_set=rows.own_set, key=f"{rows.own_set.key}-1", text=made.secret("ownpromise", may)
    )
    rows.second_promise = pledges.PromiseFactory(
        pledge_set=rows.own_set, key=f"{rows.own_set.key}-2"
    )
    rows.ready_set = pledges.PledgeSetFactory(
        own=True, strategy=rows.strategy, title=made.secret("ownready", may)
    )
    pledges.NewSetFactory(pledge_set=rows.ready_set)
    pledges.PromiseFactory(pledge_set=rows.ready_set, key=f"{rows.ready_set.key}-1")
    new = {"new_set": rows.new_set}
    rows.replacement = pledges.ReplacementFactory(**new, old_set=rows.legacy_set)
    rows.carried_on = pledges.DispositionFactory(
        **new,
        promise=rows.old_promise,
        carried_on=True,
        reason=made.secret("whycarried", READ_DRAFTS),
    )
    pledges.SuccessorFactory(disposition=rows.carried_on, promise=rows.own_promise)
    rows.dropped = pledges.DispositionFactory(
        **new, promise=rows.dropped_promise, reason=made.secret("whydropped", READ_DRAFTS)
    )
    rows.unheard = pledges.DispositionFactory(
        **new, promise=pledges.PromiseFactory(pledge_set=rows.legacy_set)
    )
    rows.hearing = pledges.ForumHearingFactory(
        disposition=rows.dropped, said=made.secret("forumsaid", READ_DRAFTS)
    )


def _plan(made: Furnished) -> None:
    """What is to be done and how it goes, and what of it was published."""
    rows = made.rows
    rows.plan_item = pledges.PlanItemFactory(
        plan=rows.plan, what=made.secret("planitem", READ_PLANS | FORUM_PAPERS)
    )
    pledges.PlanItemLinkFactory(item=rows.plan_item, promise=rows.promise)
    rows.progress = pledges.PlanProgressFactory(
        item=rows.plan_item, words=made.secret("progress", READ_PLANS | FORUM_PAPERS)
    )
    cells = {"who": "Head of care", "partner": "", "due": "by 2027", "status": "on track"}
    told = {
        "pk": rows.plan_item.pk,
        "what": made.text("Item"),
        "words": made.text("Words"),
        **cells,
    }
    rows.plan_issue = pledges.PlanIssueFactory(plan=rows.plan, rows=[told])


def _measures(made: Furnished) -> None:
    rows, text = made.rows, made.text
    rows.measure = measures.MeasureFactory(
        council=made.council,
        title=text("Measure"),
        short_title=text("Short"),
        why_it_matters=text("Why"),
        numerator_words=text("seen"),
        denominator_words=text("all"),
        published=True,
    )
    measures.MeasureThemeFactory(measure=rows.measure, theme=rows.theme)
    measures.ComparatorFactory(measure=rows.measure, who=text("Neighbours"))
    rows.observation = measures.ObservationFactory(
        measure=rows.measure, narrative=text("Narrative"), signed_off=True
    )
    rows.correction = measures.ObservationFactory(
        measure=rows.measure,
        revised=True,
        narrative=made.secret("correctednarrative", FIGURES),
        correction_reason=made.secret("correctionreason", set()),
    )
    rows.unsigned = measures.ObservationFactory(
        measure=rows.measure,
        period_end=date(2026, 9, 30),
        narrative=made.secret("unsignednarrative", MEMBERS_PAPERS | FIGURES),
        corrective_action=made.secret("unsignedaction", MEMBERS_PAPERS | FIGURES),
    )
    rows.target = measures.TargetFactory(measure=rows.measure)
    _definitions(made)
    rows.rebase = measures.RebaseFactory(measure=rows.measure)
    rows.batch = measures.BatchFactory(
        council=made.council,
        period_end=date(2025, 3, 31),
        file_name=made.secret("sheetname", {Role.KPI_OFFICER}),
        of_measure=rows.measure,
    )
    rows.recorded_batch = measures.BatchFactory(council=made.council, was_recorded=True)
    rows.draft_measure = measures.MeasureFactory(
        council=made.council,
        title=made.secret("draftmeasure", FIGURES | MEMBERS_PAPERS | FORUM_PAPERS),
    )
    measures.MeasureThemeFactory(measure=rows.draft_measure, theme=rows.theme)
    rows.draft_observation = measures.ObservationFactory(
        measure=rows.draft_measure,
        narrative=made.secret("draftfigure", FIGURES | MEMBERS_PAPERS | FORUM_PAPERS),
        signed_off=True,
    )


def _published(made: Furnished) -> None:
    """What is published of the council and its neighbours; the indicator is one of its own."""
    rows, text = made.rows, made.text
    england = measures.AreaFactory(country=True)
    region = measures.AreaFactory(a_region=True)
    rows.area = measures.AreaFactory(
        code=made.council.dfe_code, name=made.council.short_name, region=region
    )
    rows.indicator = measures.IndicatorFactory(key=f"moves-{made.slug}", position=1)
    others = [measures.AreaFactory() for _ in range(3)]
    for rank, other in enumerate(others, 1):
        measures.NeighbourFactory(area=rows.area, neighbour=other, rank=rank)
        measures.InspectionGradeFactory(area=other)
    for year in (2024, 2025):
        for area in (england, region, rows.area, *others):
            measures.PublishedFigureFactory(
                indicator=rows.indicator, area=area, period_end=date(year, 3, 31)
            )
    rows.benchmark = measures.MeasureBenchmarkFactory(
        measure=rows.measure, indicator=rows.indicator, note=text("What differs")
    )
    rows.open_data_file = measures.OpenDataFileFactory(ready=True)


def _definitions(made: Furnished) -> None:
    """What officers decided about the measures, and what they have not put in use."""
    rows, text = made.rows, made.text
    rows.definition = measures.DefinitionFactory(
        measure=rows.measure,
        number=2,
        in_force_from=date(2026, 4, 1),
        in_use=True,
        new_counting=True,
        owner_role=text("Head of figures"),
    )
    rows.draft_definition = measures.DefinitionFactory(
        measure=rows.measure,
        number=3,
        in_force_from=date(2027, 4, 1),
        cohort=made.secret("draftcohort", FIGURES),
        reason=made.secret("draftreason", FIGURES),
    )
    rows.measure_link = measures.MeasureLinkFactory(measure=rows.measure, promise=rows.promise)
    measures.MeasureLinkFactory(measure=rows.measure, theme=rows.review, promise=None)
    rows.breakdown = measures.BreakdownFactory(measure=rows.measure, name=text("Disability"))
    rows.split = measures.SplitFactory(breakdown=rows.breakdown, observation=rows.observation)
    rows.retired_measure = measures.MeasureFactory(
        council=made.council, title=text("Old measure"), published=True
    )
    measures.LifeStepFactory(measure=rows.retired_measure, reason=text("Nobody asks"))


def _forums(made: Furnished) -> None:
    rows, council = made.rows, made.council
    rows.forum = forums.ForumFactory(
        council=council, name=made.text("Forum"), description=made.text("We"), published=True
    )
    rows.other_forum = forums.ForumFactory(
        council=council, name=made.text("Other forum"), published=True
    )
    rows.word = forums.DictionaryWordFactory(
        forum=rows.forum,
        word=made.secret("word", READS_WORDS),
        instead=made.secret("instead", READS_WORDS),
        why=made.secret("whyword", READS_WORDS),
    )
    rows.gone_word = forums.DictionaryWordFactory(
        forum=rows.forum, taken_off=True, word=made.secret("goneword", set())
    )
    rows.draft_forum = forums.ForumFactory(
        council=council,
        name=made.secret(
            "draftforum", {Role.COUNCIL_ADMINISTRATOR, Role.INSPECTOR, Role.PROPER_OFFICER}
        ),
        description=made.secret("draftforumtext", set()),
    )


def _body(made: Furnished) -> None:
    rows, text = made.rows, made.text
    rows.body = boards.BodyFactory(
        strategy=rows.strategy,
        name=text("Panel"),
        short_name=text("Short panel"),
        purpose=text("Purpose of the panel"),
        published=True,
    )
    own = {"body": rows.body}
    rows.group_of_body = boards.BodyFactory(
        strategy=rows.strategy, parent=rows.body, sub_group=True, name=text("Group"), published=True
    )
    seen_by = {Role.CLERK, Role.INSPECTOR}
    rows.draft_group = boards.BodyFactory(
        strategy=rows.strategy,
        parent=rows.body,
        sub_group=True,
        name=made.secret("draftgroup", seen_by | {Role.PROPER_OFFICER}),
        short_name=made.secret("draftgroupshort", seen_by),
    )
    rows.other_body = boards.BodyFactory(
        strategy=rows.draft_strategy, name=text("Other panel"), published=True
    )
    rows.rules = boards.BodyRulesFactory(
        **own, by_disciplines=True, forum_time=True, publishes_attendance=True
    )
    rows.discipline = boards.DisciplineFactory(council=made.council, name=text("Discipline"))
    rows.other_discipline = boards.DisciplineFactory(council=made.council, name=text("Other"))
    rows.seat = boards.SeatFactory(**own, title=text("Seat"), assumed_discipline=rows.discipline)
    rows.chair_seat = boards.SeatFactory(**own, title=text("Chair"))
    rows.free_seat = boards.SeatFactory(**own, title=text("Free seat"))
    rows.young_seat = boards.SeatFactory(**own, title=text("Young people"), young_people=True)
    rows.seat_discipline = boards.SeatDisciplineFactory(seat=rows.seat, discipline=rows.discipline)
    boards.BodyForumFactory(**own, forum=rows.forum)
    boards.StandingItemFactory(**own, title=text("Apologies"), minutes=5)
    boards.DutyFactory(**own, title=text("Annual report"))
    template = boards.ReportTemplateFactory(**own, title=text("Committee report"))
    boards.ReportSectionFactory(template=template, title=text("Implications"), implication=True)


def _people(made: Furnished) -> None:
    """One person for each role; the forum's and the body's people have their place in it."""
    rows = made.rows
    forum_of = dict.fromkeys((Role.FORUM_REPRESENTATIVE, Role.PARTICIPATION_WORKER), rows.forum)
    for role in Role:
        made.people[role.value] = person(role.value, made.council, forum=forum_of.get(role))
    for name, role in WITHOUT_A_PLACE.items():
        forum = rows.other_forum if "forum" in name else None
        made.people[name] = person(role.value, made.council, forum=forum)
    representative = made.people[Role.FORUM_REPRESENTATIVE]
    seen_by = {
        Role.FORUM_REPRESENTATIVE,
        Role.COUNCIL_ADMINISTRATOR,
        Role.INSPECTOR,
        Role.SAFEGUARDING_LEAD,  # of a concern, who told
    }
    representative.display_name = made.secret("representative", seen_by)
    representative.save()
    rows.membership = made.people[Role.CLERK].memberships.get()
    rows.administrator = made.people[Role.COUNCIL_ADMINISTRATOR].memberships.get()
    rows.member = representative.forum_places.get()


def _offices(made: Furnished) -> None:
    """What the administrator and the clerk keep."""
    rows, council = made.rows, made.council
    keepers = {Role.CLERK, Role.COUNCIL_ADMINISTRATOR, Role.INSPECTOR}
    rows.settings = councils.CouncilSettingsFactory(council=council)
    rows.closure_day = councils.ClosureDayFactory(council=council, reason=made.text("Closed"))
    rows.opening_hours = councils.OpeningHoursFactory(council=council, weekday=2)
    rows.purge = councils.PurgeFactory(council=council)
    rows.school_term = councils.SchoolTermFactory(council=council)
    rows.year = councils.MunicipalYearFactory(council=council)
    rows.person = councils.PersonFactory(council=council, name=made.secret("person", keepers))
    for role, seat in ((Role.BOARD_MEMBER, rows.seat), (Role.CHAIR, rows.chair_seat)):
        somebody = councils.PersonFactory(
            council=council, name=made.text(f"The {role}"), user=made.people[role]
        )
        rows.holder = boards.SeatHolderFactory(seat=seat, person=somebody)


def _questions(made: Furnished) -> None:
    rows = made.rows
    asked_by = made.people[Role.FORUM_REPRESENTATIVE]
    readers = {Role.PARTICIPATION_WORKER, Role.SAFEGUARDING_LEAD}
    own = {"forum": rows.forum, "theme": rows.theme, "asked_by": asked_by}
    rows.asked = forums.QuestionFactory(**own)
    rows.worded = forums.QuestionFactory(
        **own,
        worded=True,
        public_wording=made.secret("wording", readers),
    )
    rows.put = forums.QuestionFactory(**own, put=True, public_wording=made.text("Put question"))
    for question in (rows.asked, rows.worded, rows.put):
        words = made.secret(f"private{question.state}", readers)
        forums.PrivateWordsFactory(question=question, text=words)
    _answers(made, own)
    rows.elsewhere = forums.QuestionFactory(
        forum=rows.other_forum,
        theme=rows.theme,
        worded=True,
        asked_by=made.people["representative of another forum"],
        public_wording=made.secret(
            "otherwording",
            {"worker of another forum", Role.SAFEGUARDING_LEAD},
        ),
    )
    forums.PrivateWordsFactory(
        question=rows.elsewhere,
        text=made.secret("otherprivate", {"worker of another forum", Role.SAFEGUARDING_LEAD}),
    )


def _sessions(made: Furnished) -> None:
    """A finished session with verdicts, one corrected; and one that is being recorded."""
    rows, worker = made.rows, made.people[Role.PARTICIPATION_WORKER]
    own = {"forum": rows.forum, "recorded_by": worker}
    rows.finished_session = forums.SessionFactory(
        **own, finished=True, came=12, about=made.text("About the session")
    )
    of = {"promise": rows.promise, "recorded_by": worker}
    former = forums.VerdictFactory(session=rows.finished_session, **of, said=True)
    rows.verdict = forums.VerdictFactory(
        session=rows.finished_session,
        **of,
        said=True,
        heard=True,
        corrects=former,
        reason=made.secret("verdictreason", READ_SESSIONS),
    )
    rows.provider_verdict = forums.VerdictFactory(
        session=rows.finished_session,
        promise=rows.provider_promise,
        recorded_by=worker,
        said=True,
    )
    rows.verdict_part = forums.VerdictPartFactory(verdict=rows.provider_verdict, not_kept=3)
    rows.session = forums.SessionFactory(
        **own,
        held_on=date(2026, 12, 1),
        about=made.secret("opensession", READ_SESSIONS - {Role.INSPECTOR}),
    )
    rows.open_verdict = forums.VerdictFactory(session=rows.session, **of, said=True)
    rows.open_provider_verdict = forums.VerdictFactory(
        session=rows.session,
        promise=pledges.PromiseFactory(pledge_set=rows.provider_set),
        recorded_by=worker,
        said=True,
    )
    rows.closed_round = forums.RoundFactory(
        session=rows.session, promise=rows.promise, opened_by=worker, closed=True
    )
    rows.round = forums.RoundFactory(
        session=rows.session,
        promise=pledges.PromiseFactory(pledge_set=rows.pledge_set, text=made.text("Kiosk promise")),
        opened_by=worker,
        opened_at=clock.moment(TODAY),
    )
    rows.session_to_finish = forums.SessionFactory(**own, held_on=date(2026, 11, 3))
    rows.session_elsewhere = forums.SessionFactory(
        forum=rows.other_forum,
        about=made.secret("sessionelsewhere", OF_THE_OTHER_FORUM),
    )


def _voice(made: Furnished) -> None:
    """What was said, in each state; a year of the survey; what is celebrated and what no more is."""
    rows, worker = made.rows, made.people[Role.PARTICIPATION_WORKER]
    own = {"forum": rows.forum, "written_by": worker}
    rows.written = forums.FeedbackFactory(
        **own, session=rows.finished_session, words=made.secret("feedbackwritten", READ_UNREAD)
    )
    rows.written_by_another = forums.FeedbackFactory(forum=rows.forum)
    rows.said = forums.FeedbackFactory(
        **own,
        said=True,
        theme=rows.theme,
        promise=rows.promise,
        measure=rows.measure,
        words=made.text("It is hard to get there"),
    )
    rows.done = forums.FeedbackFactory(
        **own, done=True, done_words=made.secret("feedbackdone", READ_FEEDBACK)
    )
    rows.told_feedback = forums.FeedbackFactory(
        **own, told=True, done_words=made.text("There is a bus")
    )
    rows.withdrawn = forums.FeedbackFactory(
        **own,
        withdrawn=True,
        read_by=made.people[Role.CLERK],
        words=made.secret("feedbackwithdrawn", READ_FEEDBACK),
    )
    rows.told_back = forums.ToldBackFactory(
        forum=rows.forum,
        promise=rows.promise,
        feedback=rows.told_feedback,
        words=made.text("We told you this"),
        told_by=worker,
    )
    rows.survey_run = forums.SurveyRunFactory(survey=rows.survey)
    rows.survey_result = forums.SurveyResultFactory(run=rows.survey_run)
    rows.celebration = forums.CelebrationFactory(**own, read=True, words=made.text("Well done"))
    rows.unread_celebration = forums.CelebrationFactory(
        **own, words=made.secret("celebrationunread", READ_UNREAD)
    )
    rows.celebration_by_another = forums.CelebrationFactory(forum=rows.forum)
    rows.ended_celebration = forums.CelebrationFactory(
        **own,
        read=True,
        show_until=date(2026, 12, 1),
        words=made.secret("celebrationended", set()),
        consent_words=made.secret("consentended", set()),
    )


def _answers(made: Furnished, own: dict[str, object]) -> None:
    """Questions on their way to an answer and back, and the link of somebody far away."""
    rows, text = made.rows, made.text
    worker = made.people[Role.PARTICIPATION_WORKER]
    readers = {Role.PARTICIPATION_WORKER, Role.SAFEGUARDING_LEAD}
    rows.agreed = forums.QuestionFactory(
        **own,
        agreed=True,
        asked_at=clock.moment(TODAY),
        public_wording=made.secret("agreedwording", FOLLOWERS | ANSWERERS),
    )
    rows.answered = forums.QuestionFactory(**own, answered=True, public_wording=text("Answered"))
    rows.told = forums.QuestionFactory(**own, told=True, public_wording=text("Told"))
    answer = made.secret("answer", FOLLOWERS)
    rows.answer = forums.AnswerFactory(question=rows.answered, words=answer)
    rows.told_answer = forums.AnswerFactory(question=rows.told, told_back=True, words=text("Yes"))
    rows.about_worker = forums.QuestionFactory(
        **own,
        not_for=worker,
        public_wording=made.secret("aboutworker", {Role.SAFEGUARDING_LEAD}),
        worded=True,
    )
    lead = {Role.SAFEGUARDING_LEAD}
    for question in (rows.agreed, rows.answered, rows.told, rows.about_worker):
        may = lead if question == rows.about_worker else readers
        words = made.secret(f"own{question.pk}of", may)
        forums.PrivateWordsFactory(question=question, text=words)
    rows.level = forums.AnswerLevelFactory(council=made.council, role=text("Head of care"))
    rows.link_secret = made.never_written("linksecret")
    link = {"forum": rows.forum, "made_by": worker, "made_at": clock.moment(TODAY)}
    rows.link = forums.QuestionLinkFactory(
        **link,
        digest=digest_of(rows.link_secret),
        ends_at=clock.moment(TODAY + timedelta(days=14)),
    )


def _concerns(made: Furnished) -> None:
    """What is on the restricted list: who reads it follows from when it came and whom it is about."""
    rows, lead = made.rows, made.people[Role.SAFEGUARDING_LEAD]
    only, both = {Role.SAFEGUARDING_LEAD}, {Role.SAFEGUARDING_LEAD, Role.SAFEGUARDING_DEPUTY}
    rows.deputy = forums.DeputyFactory(
        council=made.council, user=made.people[Role.SAFEGUARDING_DEPUTY], named_by=lead
    )
    morning = {"raised_at": clock.moment(TODAY, time(9)), "forum": rows.forum}
    rows.concern = forums.ConcernFactory(
        **morning, raised_by=made.people[Role.FORUM_REPRESENTATIVE]
    )
    rows.old_concern = forums.ConcernFactory(
        forum=rows.forum, about=made.people[Role.PARTICIPATION_WORKER]
    )
    rows.taken_concern = forums.ConcernFactory(**morning, taken=True, taken_by=lead)
    rows.closed_concern = forums.ConcernFactory(
        **morning, closed=True, taken_by=lead, done=made.secret("concerndone", only)
    )
    rows.handed_question = forums.QuestionFactory(
        forum=rows.forum, theme=rows.theme, asked_by=made.people[Role.FORUM_REPRESENTATIVE]
    )
    forums.PrivateWordsFactory(question=rows.handed_question, text=made.secret("handedwords", only))
    rows.handed_concern = forums.ConcernFactory(**morning, question=rows.handed_question)
    for name in ("concern", "taken_concern", "closed_concern", "handed_concern"):
        words = made.secret(f"words{name.replace('_', '')}", only)
        forums.ConcernWordsFactory(concern=getattr(rows, name), text=words)
    forums.ConcernWordsFactory(concern=rows.old_concern, text=made.secret("wordsoldconcern", both))
    forums.ConcernToldFactory(concern=rows.taken_concern, user=lead)
    forums.ConcernToldFactory(
        concern=rows.taken_concern, somebody_else=True, whom=made.secret("whomtold", only)
    )


def _meetings(made: Furnished) -> None:
    """One published meeting, and one that only its clerk has seen."""
    rows, text = made.rows, made.text
    rows.meeting = boards.MeetingFactory(
        body=rows.body, theme=rows.theme, place=text("Room"), invited=True
    )
    rows.items = [
        boards.AgendaItemFactory(meeting=rows.meeting, position=1, title=text("Apologies")),
        boards.AgendaItemFactory(
            meeting=rows.meeting, position=2, title=text("Questions"), protected=True, minutes=15
        ),
        boards.AgendaItemFactory(
            meeting=rows.meeting, position=3, title=text("Theme"), kind="theme", theme=rows.theme
        ),
    ]
    boards.PutQuestionFactory(item=rows.items[1], question=rows.put)
    _published_reports(made)
    rows.editions = publish_pack(by=made.people[Role.CLERK], meeting=rows.meeting)
    boards.AnnouncementFactory(edition=rows.editions[0], user=made.people[Role.BOARD_MEMBER])
    _prints(made)
    _read_papers(made)
    rows.draft_meeting = boards.MeetingFactory(
        body=rows.body,
        held_on=date(2027, 2, 10),
        place=made.secret("draftplace", {Role.CLERK}),
    )
    may = {*WRITERS, "author of another report"}  # who choose an item for a report, or restrict one
    rows.draft_item = boards.AgendaItemFactory(
        meeting=rows.draft_meeting, position=1, title=made.secret("draftitem", may)
    )
    rows.draft_time = boards.AgendaItemFactory(
        meeting=rows.draft_meeting, position=2, title=text("Time"), protected=True, minutes=15
    )
    rows.bare_meeting = boards.MeetingFactory(body=rows.body, held_on=date(2027, 3, 3))
    rows.cancelled_meeting = boards.MeetingFactory(
        body=rows.body,
        held_on=date(2027, 3, 10),
        cancelled=True,
        cancel_reason=made.secret("cancelreason", {Role.CLERK}),
    )


def _read_papers(made: Furnished) -> None:
    """What a member does with the papers: nobody else reads their notes."""
    rows, member = made.rows, made.people[Role.BOARD_MEMBER]
    own = {"meeting": rows.meeting, "user": member}
    rows.opened = boards.OpenedFactory(edition=rows.editions[0])  # somebody else
    rows.read_mark = boards.ReadMarkFactory(**own)
    rows.unclear = boards.UnclearPlaceFactory(meeting=rows.meeting, forum=rows.forum)
    rows.set_aside = boards.UnclearPlaceFactory(
        meeting=rows.meeting,
        forum=rows.forum,
        place="1.2",
        aside=True,
        reason=made.secret("setaside", {Role.FORUM_REPRESENTATIVE, Role.PARTICIPATION_WORKER}),
    )
    boards.TapFactory(unclear=rows.unclear)
    only = {Role.BOARD_MEMBER}
    rows.note = boards.PrivateNoteFactory(**own, words=made.secret("privatenote", only))
    rows.deleted_note = boards.PrivateNoteFactory(
        **own, place="1.2", words=made.secret("deletednote", only), deleted_at=clock.moment(TODAY)
    )


def _people_of_the_body(made: Furnished) -> None:
    """Who stands in, who is taken in, and young people, who are counted; rules to come."""
    rows, text = made.rows, made.text
    names = WHO_SITS | PEOPLE_ON_RECORD
    somebody = councils.PersonFactory(council=made.council, name=made.secret("substitute", names))
    rows.substitute = boards.SubstituteFactory(seat=rows.seat, person=somebody)
    rows.co_option = boards.CoOptionFactory(
        body=rows.body,
        person__name=made.secret("coopted", names),
        reason=made.secret("whycoopted", WHO_SITS),
    )
    rows.attender = boards.AttenderFactory(
        item=rows.draft_item, person__name=text("Attender"), reason=text("Why invited")
    )
    rows.young_seat = boards.SeatFactory(body=rows.body, young_people=True, title=text("Forum"))
    rows.young_places = boards.YoungPlacesFactory(seat=rows.young_seat, number=3)
    boards.SeatHolderFactory(  # one that should not be there: no page of the body's shows it
        seat=rows.young_seat, person__name=made.secret("youngperson", PEOPLE_ON_RECORD)
    )
    rows.rules_to_come = boards.BodyRulesFactory(
        body=rows.body,
        in_force_from=date(2027, 6, 1),
        source_note=text("Agreed"),
        set_by=made.people[Role.CLERK],
        set_at=boards.moment(),
    )
    boards.InvitationFactory(meeting=rows.draft_meeting, user=made.people[Role.BOARD_MEMBER])
    rows.reply = boards.ReplyFactory(
        meeting=rows.draft_meeting, seat=rows.seat, person=rows.holder.person
    )


def _prints(made: Furnished) -> None:
    """The PDFs of the published papers, as if the worker had made all but one."""
    read_by = {"members": MEMBERS_PAPERS, "forum": FORUM_PAPERS}
    for edition in made.rows.editions:
        name = f"print{edition.kind}"
        words = made.secret(name, read_by[edition.kind]) if edition.kind in read_by else "Papers."
        for row in edition.printed.all():
            made.rows.printed = printed_ready(row, words=words)
    made.rows.unprinted = boards.PrintedFileFactory(
        edition=boards.EditionFactory(
            meeting=boards.MeetingFactory(body=made.rows.body, held_on=date(2026, 5, 6))
        ),
        state="failed",
        ended_at=boards.moment(),
    )


def _published_reports(made: Furnished) -> None:
    """One that is out for everybody, and one that is restricted to the people of the body."""
    rows, text, author = made.rows, made.text, made.people[Role.REPORT_AUTHOR]
    own = {"item": rows.items[0], "author": author, "cleared": True}
    rows.cleared_report = boards.ReportFactory(**own, title=text("Cleared report"))
    rows.cleared_attachment = boards.AttachmentFactory(
        report=rows.cleared_report,
        title=text("Cleared attachment"),
        words=made.secret("clearedfile", MEMBERS_PAPERS | WRITERS),
    )
    rows.open_attachment = boards.AttachmentFactory(
        report=rows.cleared_report,
        title=text("Open attachment"),
        for_everyone=True,
        words=text("Open file"),
    )
    rows.held_back = boards.AttachmentFactory(
        report=rows.cleared_report,
        uploaded_by=author,
        title=made.secret("heldtitle", WRITERS),
        words=made.secret("heldfile", WRITERS),
        held=True,
    )
    may = MEMBERS_PAPERS | WRITERS
    rows.restricted_report = boards.ReportFactory(
        **own,
        title=made.secret("restrictedtitle", may),
        summary=made.secret("restrictedsummary", may),
    )
    rows.removal = boards.RemovalFactory(meeting=rows.meeting, number="1.1")
    rows.published_restriction = boards.RestrictionFactory(
        report=rows.restricted_report, reason=text("Why restricted")
    )


def _reports(made: Furnished) -> None:
    """A draft, one that is submitted, and what belongs to them: before they are published."""
    rows, text = made.rows, made.text
    own = {"item": rows.draft_item, "author": made.people[Role.REPORT_AUTHOR]}
    rows.report = boards.ReportFactory(
        **own, title=text("Report"), summary=made.secret("draftreport", WRITERS)
    )
    section = boards.ReportSectionFactory(
        council=made.council, template__body=rows.body, title=text("Section")
    )
    rows.report.template = section.template
    rows.report.save()
    rows.report_part = boards.ReportPartFactory(
        report=rows.report, section=section, text=made.secret("draftpart", WRITERS)
    )
    rows.recommendation = boards.RecommendationFactory(
        report=rows.report, text=made.secret("draftasked", WRITERS)
    )
    rows.report_move = boards.ReportMoveFactory(report=rows.report)
    rows.attachment = boards.AttachmentFactory(
        report=rows.report, title=text("Attachment"), words=made.secret("draftfile", WRITERS)
    )
    rows.clearance = boards.FileClearanceFactory(
        attachment=boards.AttachmentFactory(
            report=rows.report, title=text("Cleared file"), held=True
        ),
        reason=made.secret("whyfilecleared", WRITERS),
    )
    rows.cleared_file = rows.clearance.attachment
    rows.submitted_report = boards.ReportFactory(
        **own, submitted=True, title=made.secret("submittedtitle", WRITERS)
    )
    rows.restriction = boards.RestrictionFactory(
        report=rows.submitted_report, reason=made.secret("restriction", WRITERS)
    )


def _held_meeting(made: Furnished) -> None:
    """A meeting that is over, with its register, its outcomes and its minutes."""
    rows, text = made.rows, made.text
    rows.held_meeting = meeting = boards.MeetingFactory(body=rows.body, over=True)
    rows.held_items = items = [
        boards.AgendaItemFactory(meeting=meeting, position=1, title=text("Old item")),
        boards.AgendaItemFactory(
            meeting=meeting, position=2, title=text("Old questions"), protected=True, minutes=15
        ),
    ]
    who = {"seat": rows.seat, "person": made.people[Role.BOARD_MEMBER].people.get()}
    rows.entry = boards.RegisterEntryFactory(meeting=meeting, **who)
    rows.declaration = boards.DeclarationFactory(
        meeting=meeting, person=who["person"], words=text("Interest")
    )
    rows.forum_time = boards.ForumTimeFactory(item=items[1])
    rows.outcome = boards.OutcomeFactory(item=items[0], words=text("Outcome"))
    rows.decision = boards.DecisionFactory(item=items[0], text=text("Decision"))
    rows.action = boards.ActionFactory(
        item=items[0],
        text=made.secret("action", READ_ACTIONS),
        owner=who["person"],
        decision=rows.decision,
    )
    rows.action_update = boards.ActionUpdateFactory(
        action=rows.action, words=made.secret("actionupdate", READ_ACTIONS)
    )
    rows.closed_action = boards.ActionFactory(
        item=items[1], closed=True, done=made.secret("actiondone", READ_ACTIONS)
    )
    rows.escalation = boards.EscalationFactory(
        item=items[0],
        to_body=rows.group_of_body,
        reason=made.secret("escalated", READ_ACTIONS),
    )
    rows.group_item = boards.AgendaItemFactory(
        meeting=boards.MeetingFactory(body=rows.group_of_body), title=text("Group item")
    )
    rows.issue = boards.IssueFactory(meeting=meeting, concern=text("Concern"))
    rows.meeting_today = boards.MeetingFactory(body=rows.other_body, held_on=TODAY)
    now = boards.AgendaItemFactory(meeting=rows.meeting_today, title=text("Today"))
    rows.view = boards.DecisionFactory(item=now, text=text("View"), is_view=True)
    rows.minutes = boards.MinutesFactory(meeting=meeting)
    own = {"minutes": rows.minutes, "heading": text("Heading")}
    rows.minutes_section = boards.MinutesSectionFactory(
        **own,
        item=items[0],
        text=made.secret("draftminute", {Role.CLERK, Role.INSPECTOR}),
        drafted=text("What the register says"),
    )
    boards.MinutesSectionFactory(**own, item=items[1], text=text("Minute"))
    rows.challenge = boards.ChallengeFactory(
        item=items[0], asked_by=who["person"], question=made.secret("challenge", MEMBERS_PAPERS)
    )


def _takeover(made: Furnished) -> None:
    """A meeting that young people take over, with dots on its agenda; and one that they chair now."""
    rows, text, forum = made.rows, made.text, made.rows.forum
    leads = {Role.FORUM_REPRESENTATIVE, Role.PARTICIPATION_WORKER, Role.CHAIR, Role.CLERK}
    own = {"body": rows.body, "kind": "takeover", "theme": rows.theme}
    rows.takeover_meeting = meeting = boards.MeetingFactory(**own, held_on=date(2027, 4, 7))
    may = leads | {
        Role.REPORT_AUTHOR,
        "author of another report",
    }  # who choose an item for a report
    rows.takeover_items = [
        boards.AgendaItemFactory(meeting=meeting, position=1, title=text("Music")),
        boards.AgendaItemFactory(meeting=meeting, position=2, title=made.secret("dotted", may)),
    ]
    rows.dots = boards.DotsFactory(item=rows.takeover_items[1], forum=forum)
    rows.takeover_today = boards.MeetingFactory(
        **own, held_on=TODAY, starts_at=time(11), opened_at=clock.moment(TODAY, time(11))
    )
    rows.turn = boards.TurnFactory(
        item__meeting=rows.takeover_today,
        item__position=1,
        item__title=text("Now"),
        item__presenter=made.secret("speaker", leads),
        began_at=clock.moment(TODAY, time(11)),
    )
    boards.AgendaItemFactory(
        meeting=rows.takeover_today, position=2, title=text("Next"), protected=True, minutes=20
    )


def _record(made: Furnished) -> None:
    """Meetings before that: one without minutes, one with minutes sent round, one confirmed."""
    rows, text = made.rows, made.text
    rows.undrafted_meeting = boards.MeetingFactory(body=rows.body, held_on=date(2026, 4, 15))
    boards.AgendaItemFactory(meeting=rows.undrafted_meeting, position=1, title=text("Bare item"))
    rows.sent_minutes = boards.MinutesFactory(
        meeting__body=rows.body, meeting__held_on=date(2026, 9, 16), circulated=True
    )
    boards.MinutesSectionFactory(
        minutes=rows.sent_minutes, text=made.secret("sentminute", MEMBERS_PAPERS)
    )
    rows.circulation = boards.CirculationFactory(minutes=rows.sent_minutes)
    rows.old_minutes = boards.MinutesFactory(
        meeting__body=rows.body, meeting__held_on=date(2026, 3, 11), circulated=True
    )
    boards.MinutesSectionFactory(minutes=rows.old_minutes, text=text("Agreed"))
    confirm(rows.old_minutes, in_=rows.sent_minutes.meeting)


def confirm(minutes: Minutes, *, in_: Meeting) -> None:
    """Confirm minutes that have their parts already."""
    minutes.confirmed_at, minutes.confirmed_by = minutes.circulated_at, minutes.circulated_by
    minutes.confirmed_in, minutes.sha256 = in_, "0" * 64
    minutes.save()


def _year(made: Furnished) -> None:
    """What the body owes and what its members do over a year."""
    rows, text = made.rows, made.text
    rows.duty = rows.body.duties.first()
    rows.open_duty = boards.DutyFactory(body=rows.body, title=text("Open duty"))
    record = {"duty": rows.duty, "due_on": date(2027, 5, 18), "done_on": date(2026, 11, 20)}
    rows.duty_done = boards.DutyDoneFactory(**record, words=made.secret("dutydone", MEMBERS_PAPERS))
    rows.engagement = boards.EngagementFactory(
        body=rows.body,
        held_on=date(2026, 10, 1),
        words=made.secret("visit", MEMBERS_PAPERS),
        person=rows.holder.person,
    )
    rows.statement_of_attendance = boards.AttendanceStatementFactory(body=rows.body)
    _earlier_year(made)
    rows.reminder = boards.ReminderFactory(user=made.people[Role.BOARD_MEMBER])
    rows.calendar_feed = boards.CalendarFeedFactory(user=made.people[Role.BOARD_MEMBER])


def _earlier_year(made: Furnished) -> None:
    """A year whose statement was taken back, and could be published again; a measure of it."""
    rows, text = made.rows, made.text
    meeting = boards.MeetingFactory(body=rows.body, held_on=date(2025, 2, 12), place=text("Hall"))
    boards.RegisterEntryFactory(meeting=meeting, seat=rows.seat, person=rows.holder.person)
    rows.taken_back_statement = boards.AttendanceStatementFactory(
        body=rows.body,
        starts_on=date(2024, 5, 15),
        ends_on=date(2025, 5, 20),
        withdrawn=True,
        content=made.secret("takenbackstatement", set()),
    )
    rows.own_measure = measures.MeasureFactory(
        council=made.council,
        key="activity-days",
        title=made.secret("ownmeasure", FIGURES | {Role.CLERK, Role.PROPER_OFFICER}),
        count=True,
    )


def _asked_of_young_people(made: Furnished) -> None:
    """What the body asks the forum: not agreed to yet, answered and not read yet, and answered."""
    rows, text, secret = made.rows, made.text, made.secret
    of_forum = {*FORUM_PAPERS, Role.SAFEGUARDING_LEAD} - {Role.CLERK, Role.INSPECTOR}
    rows.to_forum_draft = boards.ForumChallengeFactory(
        body=rows.body, words=secret("askdraft", {Role.CLERK, Role.CHAIR})
    )
    rows.to_forum = boards.ForumChallengeFactory(
        body=rows.body, agreed=True, words=secret("asked", MEMBERS_PAPERS | of_forum)
    )
    rows.to_forum_told = boards.ForumChallengeFactory(
        body=rows.body, agreed=True, words=text("Will you help")
    )
    for challenge in (rows.to_forum_draft, rows.to_forum_told):
        answered = challenge == rows.to_forum_told
        boards.ForumAnswerFactory(challenge=challenge, forum=rows.forum, read=answered)
    rows.forum_answer = boards.ForumAnswerFactory(
        challenge=rows.to_forum,
        forum=rows.forum,
        said=True,
        words=secret("answerunread", of_forum),
        written_by=made.people[Role.FORUM_REPRESENTATIVE],
    )
