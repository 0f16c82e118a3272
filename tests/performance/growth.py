"""More of everything in a council: what years of use add to it."""

from datetime import date, timedelta
from itertools import count

from django.db import connection

from boards.models import Edition
from councils.models import User
from councils.roles import Role
from pledges.models import Statement
from tests.factories import boards, councils, forums, measures, pledges
from tests.factories.councils import MembershipFactory, PersonFactory, UserFactory
from tests.support.world import TODAY, Furnished

#: They see everything, which takes fewer questions to the database than seeing a part.
SEES_ALL = {Role.INSPECTOR, Role.SAFEGUARDING_LEAD}
LONG_AGO = date(2000, 1, 5)
#: In the municipal year of the tests' today, before it.
DAY_ONE = date(2026, 5, 21)

_numbers = count()
#: Places on an agenda and numbers of records that no factory reaches by itself.
_places = count(10_000)
_days = count()


def busiest(made: Furnished) -> User:
    """Somebody with every role that makes a page ask more, a place in the forum and a seat."""
    user = holder(made, set(Role) - SEES_ALL)
    forums.ForumMemberFactory(forum=made.rows.forum, user=user)
    sits = boards.SeatHolderFactory(
        seat=made.rows.free_seat, person=PersonFactory(council=made.council, user=user)
    )
    made.rows.own_challenge = boards.ChallengeFactory(
        item=made.rows.held_items[0], asked_by=sits.person
    )
    made.rows.busy_action = boards.ActionFactory(item=made.rows.held_items[0], owner=sits.person)
    return user


def holder(made: Furnished, roles: set[str]) -> User:
    """Somebody with those roles."""
    user = UserFactory()
    for role in roles:
        MembershipFactory(user=user, council=made.council, role=role)
    return user


def grow(made: Furnished, times: int) -> None:
    """One more row in every list of every page, so many times; the planner is told of them.

    In use autovacuum tells it. Within a test's transaction nobody would, and it would go on
    planning for tables that were empty.
    """
    for _ in range(times):
        day = LONG_AGO + timedelta(weeks=next(_numbers))
        _strategy(made)
        _measures(made, day)
        _forums(made)
        _body(made, day)
        _meetings(made, day)
        _held_meeting(made)
        _reports(made)
        _offices(made, day)
        _year(made)
        _actions(made)
        _record(made, day)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _strategy(made: Furnished) -> None:
    rows = made.rows
    own = {"strategy": rows.strategy}
    pledges.StrategyFactory(council=made.council, published=True)
    for kind in ("principle", "body_purpose", "question_prompt"):
        pledges.StatementFactory(**own, kind=kind)
    said_to_them = pledges.StatementFactory(**own, is_to_young_people=True)
    pledges.OwnerFactory(of_statement=True, statement=said_to_them)
    pledges.ReferenceFactory(**own)
    pledges.QuoteFactory(**own)
    pledges.PromiseThemeFactory(promise=rows.promise, theme=pledges.ThemeFactory(**own))
    pledge_set = pledges.PledgeSetFactory(**own, published=True)
    for each in (rows.pledge_set, pledge_set):
        heading = pledges.HeadingFactory(pledge_set=each)
        promise = pledges.PromiseFactory(pledge_set=each, heading=heading)
        pledges.OwnerFactory(promise=promise)
    _kept(made, said_to_them)
    _survey(made)
    _new_promises(made)


def _new_promises(made: Furnished) -> None:
    rows = made.rows
    new = {"new_set": rows.new_set}
    number = rows.own_set.promises.count() + 1
    into = pledges.PromiseFactory(pledge_set=rows.own_set, key=f"{rows.own_set.key}-{number}")
    for each in ({"carried_on": True}, {}):
        old = pledges.PromiseFactory(pledge_set=rows.legacy_set)
        disposition = pledges.DispositionFactory(**new, promise=old, **each)
        if each:
            pledges.SuccessorFactory(disposition=disposition, promise=into)
        else:
            pledges.ForumHearingFactory(disposition=disposition)
    pledges.DispositionFactory(**new, promise=pledges.PromiseFactory(pledge_set=rows.legacy_set))
    item = pledges.PlanItemFactory(plan=rows.plan)
    pledges.PlanItemLinkFactory(item=item, promise=rows.promise)
    for each in (item, rows.plan_item):
        pledges.PlanProgressFactory(item=each)


def _kept(made: Furnished, said_to_them: Statement) -> None:
    """Ratings, lines that are open and closed, and providers with what they signed."""
    rows = made.rows
    for of in (
        {"promise": rows.promise},
        {"promise": None, "statement": rows.to_them},
        {"promise": None, "statement": said_to_them},
    ):
        pledges.RatingFactory(**of, again=True)
        breach = pledges.BreachFactory(**of)
        pledges.BreachAnswerFactory(breach=breach)
        closed = pledges.BreachFactory(**of, released=True)
        pledges.BreachAnswerFactory(breach=closed)
        pledges.BreachKeyFactory(breach=closed)
        pledges.BreachKeyFactory(breach=closed, of_young_people=True)
    pledges.BreachAnswerFactory(breach=rows.breach)
    provider = pledges.ProviderFactory(council=made.council)
    version = pledges.SetVersionFactory(pledge_set=rows.provider_set)
    for each in (provider, rows.provider):
        pledges.SignatureFactory(provider=each, version=version)
    pledges.PromiseFactory(pledge_set=rows.provider_set)
    pledges.LineStepsFactory(council=made.council)


def _survey(made: Furnished) -> None:
    rows = made.rows
    forums.SurveyFactory(strategy=rows.strategy)
    forums.SurveyGroupFactory(survey=rows.survey)
    forums.SurveyGroupFactory(survey=rows.survey, part_of=rows.group)
    forums.SurveyFindingFactory(survey=rows.survey)


def _measures(made: Furnished, day: date) -> None:
    rows = made.rows
    measure = measures.MeasureFactory(council=made.council, published=True)
    for each in (rows.measure, measure):
        measures.ObservationFactory(measure=each, period_end=day, signed_off=True)
        measures.TargetFactory(measure=each, in_force_from=day)
    measures.MeasureThemeFactory(measure=measure, theme=rows.theme)
    versions = {"number": next(_places), "in_force_from": day}
    measures.DefinitionFactory(measure=rows.measure, **versions, in_use=True)
    measures.DefinitionFactory(measure=measure, **versions)
    measures.LifeStepFactory(measure=measure)
    breakdown = measures.BreakdownFactory(measure=rows.measure)
    for each in (breakdown, rows.breakdown):
        figure = rows.measure.observations.get(period_end=day)
        measures.SplitFactory(breakdown=each, observation=figure)
    measures.MeasureLinkFactory(measure=rows.measure, promise__pledge_set=rows.pledge_set)
    theme = pledges.ThemeFactory(strategy=rows.strategy)
    measures.MeasureThemeFactory(measure=rows.measure, theme=theme)


def _forums(made: Furnished) -> None:
    rows = made.rows
    forum = forums.ForumFactory(council=made.council, published=True)
    forums.ForumMemberFactory(forum=forum, user=rows.busiest)
    own = {"asked_by": rows.busiest, "theme": rows.theme}
    for each in (rows.forum, forum):
        question = forums.QuestionFactory(**own, forum=each)
        rows.own_question = getattr(rows, "own_question", question)  # what grows later goes again
        forums.QuestionFactory(**own, forum=each, worded=True)
    forums.ConcernToldFactory(concern__forum=rows.forum, concern__about=rows.busiest)
    forums.DeputyFactory(
        council=made.council, user=rows.busiest, starts_on=LONG_AGO + timedelta(next(_numbers))
    )
    forums.ConcernToldFactory(concern=rows.taken_concern)
    put = forums.QuestionFactory(**own, forum=rows.forum, put=True)
    boards.PutQuestionFactory(item=rows.items[1], question=put)
    _asked_of_them(made)
    _voices(made, forum)


def _asked_of_them(made: Furnished) -> None:
    """More that the body asks: open, answered, and answered twice."""
    rows = made.rows
    for each in ({}, {"said": True}, {"read": True}):
        asked = boards.ForumChallengeFactory(body=rows.body, agreed=True, promise=rows.promise)
        boards.ForumAnswerFactory(challenge=asked, forum=rows.forum, **each)
    once_more = {"forum": rows.other_forum, "turn": next(_places)}
    boards.ForumAnswerFactory(challenge=rows.to_forum_told, read=True, **once_more)


def _voices(made: Furnished, forum: object) -> None:
    """More sessions, verdicts, and of what was said, done, told back and celebrated."""
    rows = made.rows
    promise = pledges.PromiseFactory(pledge_set=rows.pledge_set)
    for each in (rows.forum, forum):
        day = LONG_AGO + timedelta(days=next(_days))
        session = forums.SessionFactory(forum=each, held_on=day, finished=True)
        forums.VerdictFactory(session=session, promise=rows.promise, said=True, heard=True)
        forums.VerdictFactory(session=session, promise=None, statement=rows.to_them, said=True)
        by_home = forums.VerdictFactory(session=session, promise=rows.provider_promise, said=True)
        forums.VerdictPartFactory(verdict=by_home)
        for state in ("said", "done", "told"):
            about = {"promise": promise, "theme": rows.theme, "measure": rows.measure}
            forums.FeedbackFactory(forum=each, **about, **{state: True})
        forums.FeedbackFactory(forum=each)
        forums.ToldBackFactory(forum=each, promise=rows.promise)
        forums.CelebrationFactory(forum=each, read=True)
        forums.CelebrationFactory(forum=each)
    recent = TODAY - timedelta(days=3 + next(_days))
    forums.SessionFactory(forum=rows.forum, held_on=recent, kind="visit", finished=True)
    for session in (rows.session, rows.finished_session):
        forums.VerdictFactory(session=session, promise=promise, said=True)
        forums.RoundFactory(session=session, promise=promise, closed=True)
    run = forums.SurveyRunFactory(survey=rows.survey, year=1900 + next(_days))
    forums.SurveyResultFactory(run=run, figure__signed_off=True)


def _body(made: Furnished, day: date) -> None:
    rows = made.rows
    own = {"strategy": rows.strategy, "published": True}
    body = boards.BodyFactory(**own)
    boards.BodyFactory(**own, parent=rows.body, sub_group=True)
    boards.BodyRulesFactory(body=rows.body, in_force_from=day)
    boards.StandingItemFactory(body=rows.body)
    boards.BodyForumFactory(body=body, forum=rows.forum)
    for each in (rows.body, body):
        seat = boards.SeatFactory(body=each, of_discipline=True, same_as=rows.seat)
        boards.SeatDisciplineFactory(seat=seat)
        boards.SeatHolderFactory(seat=seat)
        held = boards.SeatFactory(body=each, of_discipline=True, plural=True)
        boards.SeatHolderFactory(seat=held, person__signs_in=True)
        boards.SubstituteFactory(seat=held)
        boards.CoOptionFactory(body=each, of_discipline=True)
    _seats(made, day)


def _seats(made: Furnished, day: date) -> None:
    """More of what the pages of one seat and of one person show."""
    rows, once = made.rows, {"starts_on": day, "ends_on": day}
    somebody = rows.holder.person
    boards.SeatHolderFactory(seat=rows.seat, **once)
    boards.SeatHolderFactory(seat=rows.chair_seat, person=somebody, **once)
    boards.SubstituteFactory(seat=rows.seat, **once)
    boards.SubstituteFactory(seat=rows.free_seat, person=somebody, **once)
    boards.CoOptionFactory(body=rows.body, person=somebody, **once)
    boards.YoungPlacesFactory(seat=rows.young_seat, **once)
    item = boards.AgendaItemFactory(meeting=rows.draft_meeting, position=next(_places))
    boards.AttenderFactory(item=item, person=somebody)
    boards.CoOptionFactory(body=rows.body, item=item)
    boards.DisciplineFactory(council=made.council)


def _meetings(made: Furnished, day: date) -> None:
    """One that is over, one to come, and one more item and edition of the council's first."""
    rows = made.rows
    own = {"body": rows.body, "theme": rows.theme}
    to_come = day + timedelta(weeks=52 * 30)
    for held_on in (day, to_come):
        meeting = boards.MeetingFactory(**own, held_on=held_on)
        boards.AgendaItemFactory(meeting=meeting, protected=True)
        for kind in Edition.Kind.values:
            boards.EditionFactory(meeting=meeting, kind=kind)
    boards.AgendaItemFactory(meeting=rows.meeting, position=next(_places))
    _on_the_agenda(made, day)
    for meeting in (rows.takeover_meeting, rows.takeover_today):
        item = boards.AgendaItemFactory(meeting=meeting, position=next(_places))
        boards.DotsFactory(item=item)
        boards.DotsFactory(item=item, forum=rows.forum)
        boards.TurnFactory(item=item)
    for edition in rows.editions:
        boards.EditionItemFactory(edition=edition, number=100 + next(_numbers))
    boards.EditionFactory(meeting=rows.draft_meeting, number=100 + next(_numbers))


def _held_meeting(made: Furnished) -> None:
    """One more of everybody and everything at the meeting that was held."""
    rows = made.rows
    meeting, item = rows.held_meeting, rows.held_items[0]
    seat = boards.SeatFactory(body=rows.body, of_discipline=True)
    holder = boards.SeatHolderFactory(seat=seat)
    boards.SubstituteFactory(seat=seat)
    boards.RegisterEntryFactory(meeting=meeting, seat=seat, person=holder.person)
    absent = boards.SeatHolderFactory(seat=boards.SeatFactory(body=rows.body))
    boards.ReplyFactory(meeting=meeting, seat=absent.seat, person=absent.person)
    boards.CoOptionFactory(body=rows.body)
    boards.AttenderFactory(item=item)
    boards.DeclarationFactory(meeting=meeting, person=holder.person, item=item)
    boards.AgendaItemFactory(meeting=meeting, position=next(_places))
    view = boards.DecisionFactory(item=item, number=next(_places), is_view=True)
    boards.DecisionFactory(item=item, number=next(_places), ratifies=view)
    boards.ActionFactory(item=item, number=next(_places))
    boards.EscalationFactory(item=item)
    boards.IssueFactory(meeting=meeting)
    waiting = boards.AgendaItemFactory(meeting=meeting, position=next(_places))
    boards.OutcomeFactory(item=waiting)
    boards.DecisionFactory(item=waiting, number=next(_places), is_view=True)


def _on_the_agenda(made: Furnished, day: date) -> None:
    """What an agenda shows of each item, and what waits to come onto it."""
    rows = made.rows
    boards.AttenderFactory(item=rows.items[1])
    boards.CoOptionFactory(body=rows.body, item=rows.items[1])
    held = boards.MeetingFactory(body=rows.body, held_on=day + timedelta(days=1))
    source = boards.AgendaItemFactory(meeting=held)
    boards.OutcomeFactory(item=source, result="deferred")
    boards.DecisionFactory(item=boards.AgendaItemFactory(meeting=held), is_view=True)
    boards.AgendaItemFactory(
        meeting=rows.meeting, position=next(_places), carried_from=rows.held_items[0]
    )
    boards.AgendaItemFactory(
        meeting=rows.meeting, position=next(_places), kind="update", from_body=rows.body
    )
    taken = boards.AgendaItemFactory(meeting=rows.meeting, position=next(_places))
    lower = boards.MeetingFactory(body=rows.group_of_body, held_on=day)
    for taken_by in (None, taken):
        handed = boards.AgendaItemFactory(meeting=lower)
        boards.EscalationFactory(item=handed, to_body=rows.body, taken_by=taken_by)
    boards.ActionFactory(item=source)


def _reports(made: Furnished) -> None:
    """One more of each state, by the busiest author too; more in and about the first one."""
    rows = made.rows
    for item in (rows.draft_item, rows.items[0]):
        for state in ("draft", "submitted", "cleared"):
            report = boards.ReportFactory(item=item, state=state, author=rows.busiest)
            boards.ReportMoveFactory(report=report)
            boards.RestrictionFactory(report=report)
    for report in (rows.report, rows.submitted_report, rows.cleared_report):
        section = boards.ReportSectionFactory(template=rows.report.template)
        boards.ReportPartFactory(report=report, section=section)
        boards.RecommendationFactory(report=report)
        boards.ReportMoveFactory(report=report)
        boards.AttachmentFactory(report=report, held=True)
        boards.FileClearanceFactory(attachment=boards.AttachmentFactory(report=report, held=True))
        attachment = boards.AttachmentFactory(report=report)
        boards.RestrictionFactory(council=made.council, report=None, attachment=attachment)


def _actions(made: Furnished) -> None:
    """One more in each list of a log: to do, done, in each story, and passed up."""
    rows = made.rows
    item = boards.AgendaItemFactory(meeting=rows.held_meeting, position=next(_places))
    for trait in ({}, {"closed": True}):
        action = boards.ActionFactory(item=item, owner=rows.busy_action.owner, **trait)
        boards.ActionUpdateFactory(action=action)
    for action in (rows.action, rows.busy_action, rows.closed_action):
        boards.ActionUpdateFactory(action=action, now_owner=PersonFactory(council=made.council))
        boards.EscalationFactory(item=action.item, action=action, to_body__council=made.council)
    for to_body in (rows.body, rows.group_of_body):
        theirs = boards.AgendaItemFactory(council=made.council)
        boards.EscalationFactory(item=theirs, to_body=to_body)
    boards.AgendaItemFactory(meeting=rows.group_item.meeting, position=next(_places))


def _record(made: Furnished, day: date) -> None:
    """One more part of minutes that are written and that are read, and one more set of them."""
    rows, place = made.rows, next(_places)
    for minutes in (rows.minutes, rows.sent_minutes):
        boards.MinutesSectionFactory(minutes=minutes, position=place, drafted="Other words.")
    held = boards.MeetingFactory(body=rows.body, held_on=day + timedelta(days=2))
    boards.MinutesFactory(meeting=held, circulated=True)


def _offices(made: Furnished, day: date) -> None:
    own = {"council": made.council}
    MembershipFactory(**own)
    councils.ClosureDayFactory(**own, day=day)
    councils.SchoolTermFactory(**own, starts_on=day, ends_on=day)
    councils.MunicipalYearFactory(**own, starts_on=day)


def _year(made: Furnished) -> None:
    """One more member, with what they attend, do and ask; one more thing the body owes."""
    rows = made.rows
    seat = boards.SeatFactory(body=rows.body, of_discipline=True)
    person = boards.SeatHolderFactory(seat=seat).person
    boards.SubstituteFactory(seat=seat)
    held = boards.MeetingFactory(body=rows.body, held_on=DAY_ONE + timedelta(days=next(_days)))
    for meeting in (held, rows.held_meeting):
        boards.RegisterEntryFactory(meeting=meeting, seat=seat, person=person)
    boards.EngagementFactory(body=rows.body, held_on=DAY_ONE, person=person)
    boards.DutyDoneFactory(duty=boards.DutyFactory(body=rows.body, how_often="each meeting"))
    item = boards.AgendaItemFactory(meeting=rows.held_meeting, theme=rows.theme)
    for each in (item, rows.held_items[0]):
        boards.ChallengeFactory(
            item=each, asked_by=person, discipline=seat.assumed_discipline, prompt=rows.prompt
        )
