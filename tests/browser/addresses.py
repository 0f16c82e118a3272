"""An example for every address there is: who opens it, and with what.

An address without an example fails a test; so does one whose name is here and nowhere else.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from boards.models import (
    Action,
    AgendaItem,
    AttendanceStatement,
    Challenge,
    CoOption,
    Decision,
    Edition,
    Engagement,
    Escalation,
    ForumAnswer,
    ForumChallenge,
    Meeting,
    Minutes,
    Removal,
    Report,
    Seat,
    SeatHolder,
    Substitute,
    UnclearPlace,
)
from boards.papers.filing.queries import held
from councils.admin_site import site as admin_site
from councils.models import Council
from forums.models import Concern, DictionaryWord, Feedback, Question, Session, Verdict
from forums.sessions.kiosk.screens import code_of
from measures.models import Batch, Observation, OpenDataFile, Split
from pledges.broken.queries import open_lines
from pledges.models import Breach, NewSet, PlanItem, Promise, Provider, Statement
from tests.support.urls import addresses as all_addresses

RIVER = "demo-bcp-representative"
BROMLEY_CLERK, BROMLEY_WORKER = "demo-bromley-clerk", "demo-bromley-worker"
CLERK, OFFICER, SKYE = "demo-clerk", "demo-officer", "demo-representative"
WORKER, MEMBER, PROPER = "demo-worker", "demo-member", "demo-proper-officer"
AUTHOR = "demo-author"
PROMISE_OWNER, FORUM_CHAIR = "demo-promise-owner", "demo-forum-chair"
LEAD = "demo-safeguarding-lead"
CHAIR, INSPECTOR, ADMINISTRATOR = "demo-chair", "demo-inspector", "demo-administrator"
OURS = "buckinghamshire"
TWO_STEPS, ONE_STEP = "two-steps", "one-step"
OPERATOR = "operator"


@dataclass(frozen=True)
class Example:
    """Who opens a page, and what its address is made of."""

    who: str = ""
    kwargs: Callable[[Council], dict] = field(default=lambda council: {"council": council.slug})


def of(who: str = "", **known: object) -> Example:
    """A page of the council, with what else its address needs."""
    return Example(who, lambda council: {"council": council.slug, **known})


def without_council(who: str = "", **known: object) -> Example:
    """A page that is no council's."""
    return Example(who, lambda _: known)


def _question(state: str) -> Callable[[Council], dict]:
    return lambda council: {
        "council": council.slug,
        "pk": Question.objects.of(council).filter(state=state).first().pk,
    }


def _concern(council: Council) -> dict:
    """The one that the demo's lead has taken."""
    taken = Concern.objects.of(council).filter(taken_at__isnull=False, closed_at__isnull=True)
    return {"council": council.slug, "pk": taken.first().pk}


def _meeting(**more: object) -> Callable[[Council], dict]:
    def found(council: Council) -> dict:
        held = Meeting.objects.of(council).filter(theme__key="housing", editions__isnull=False)
        return {"council": council.slug, "pk": held.order_by("held_on").first().pk, **more}

    return found


def _own_set(council: Council) -> dict:
    """The draft of a new pledge."""
    new_set = NewSet.objects.of(council).filter(published_at__isnull=True).first()
    return {"council": council.slug, "key": new_set.pledge_set.key}


def _own_promise(council: Council) -> dict:
    found = _own_set(council)
    promise = Promise.objects.of(council).filter(pledge_set__key=found["key"]).first()
    return {**found, "promise": promise.key}


def _old_promise(council: Council) -> dict:
    return {**_own_set(council), "promise": "healthy"}


def _plan(_: Council) -> dict:
    """A plan of another council: ours has none."""
    return {"council": "bromley", "key": "work-programme"}


def _plan_item(council: Council) -> dict:
    plan = _plan(council)
    item = PlanItem.objects.filter(council__slug=plan["council"], plan__key=plan["key"]).first()
    return {**plan, "pk": item.pk}


def _removal(council: Council) -> dict:
    """A passage that somebody wants taken out."""
    found = Removal.objects.of(council).values_list("pk", flat=True)
    return {"council": council.slug, "pk": found.first()}


def _cut(council: Council) -> dict:
    """A figure with its groups."""
    split = Split.objects.of(council).select_related("breakdown__measure").latest("pk")
    key, pk = split.breakdown.measure.key, split.breakdown_id
    return {"council": council.slug, "key": key, "pk": pk, "figure": split.observation_id}


def _to_forum(**wanted: object) -> Callable[[Council], dict]:
    """Something a body asks young people."""

    def found(council: Council) -> dict:
        row = ForumChallenge.objects.of(council).filter(**wanted).earliest("pk")
        return {"council": council.slug, "pk": row.pk}

    return found


def _asked_of_forum(council: Council) -> dict:
    """What a forum has answered, and a second person has not read."""
    rows = ForumAnswer.objects.of(council).filter(agreed_by=None).exclude(says="")
    row = rows.select_related("forum").earliest("pk")
    return {"council": council.slug, "pk": row.challenge_id, "key": row.forum.key}


def _report(of: str = "pk", **wanted: object) -> Callable[[Council], dict]:
    """A report, or what it belongs to, of the last meeting that has one."""

    def found(council: Council) -> dict:
        rows = Report.objects.of(council).filter(**wanted).order_by("-item__meeting__held_on", "pk")
        return {"council": council.slug, "pk": rows.values_list(of, flat=True).first()}

    return found


def _file(council: Council) -> dict:
    """A file of a report that is held back."""
    return {"council": council.slug, "pk": held().filter(council=council).latest("pk").pk}


def _last_held(council: Council) -> Meeting:
    """The panel's latest meeting, which is recorded."""
    recorded = Meeting.objects.of(council).filter(body__key="panel", items__outcome__isnull=False)
    return recorded.order_by("-held_on").first()


def _held(*more: str) -> Callable[[Council], dict]:
    """The panel's latest meeting; with an item that has an outcome, or one of its issues."""

    def found(council: Council) -> dict:
        meeting = _last_held(council)
        items = meeting.items.filter(outcome__isnull=False).order_by("-minutes")
        rows = {"item": items, "issue": meeting.issues.all()}
        return {
            "council": council.slug,
            "pk": meeting.pk,
            **{name: rows[name].first().pk for name in more},
        }

    return found


def _taken_over(council: Council) -> dict:
    """The meeting that young people chaired."""
    taken = Meeting.objects.of(council).filter(kind=Meeting.Kind.TAKEOVER)
    return {"council": council.slug, "pk": taken.get(closed_at__isnull=False).pk}


def _with_dots(_: Council) -> dict:
    """One that they are to take over, in another council: ours has none."""
    taken = Meeting.objects.filter(council__slug="bcp", kind=Meeting.Kind.TAKEOVER)
    return {"council": "bcp", "pk": taken.get(closed_at__isnull=True).pk}


def _item(council: Council) -> dict:
    items = AgendaItem.objects.of(council).filter(attenders__isnull=False)
    return {"council": council.slug, "pk": items.order_by("pk").first().pk}


def _seat(key: str) -> Callable[[Council], dict]:
    def found(council: Council) -> dict:
        seat = Seat.objects.get(council=council, key=key)
        return {"council": council.slug, "key": "panel", "pk": seat.pk}

    return found


def _minutes(*, sent: bool = True, confirmed: bool = False, **more: object):
    """Minutes that are a draft, have gone round, or are confirmed."""

    def found(council: Council) -> dict:
        kept = {"circulated_at__isnull": not sent, "confirmed_at__isnull": not confirmed}
        minutes = Minutes.objects.of(council).filter(**kept).order_by("meeting__held_on").first()
        return {"council": council.slug, "pk": minutes.meeting_id, **more}

    return found


def _invited(**more: Callable[[Meeting], str]) -> Callable[[Council], dict]:
    """The next meeting people are invited to."""

    def found(council: Council) -> dict:
        held = Meeting.objects.of(council).filter(body__key="panel", invited_at__isnull=False)
        meeting = held.order_by("held_on").last()
        own = {name: made(meeting) for name, made in more.items()}
        return {"council": council.slug, "pk": meeting.pk, **own}

    return found


def _action(key: str = "panel", **which: object) -> Callable[[Council], dict]:
    """An action of a body: one to do, or with `closed_at__isnull=False` one that is done."""

    def found(council: Council) -> dict:
        wanted = {"closed_at__isnull": True, **which}
        action = Action.objects.of(council).filter(body__key=key, **wanted).first()
        return {"council": council.slug, "key": key, "number": action.number}

    return found


def _held_row(model: type) -> Callable[[Council], dict]:
    """The latest row of a kind."""
    return lambda council: {
        "council": council.slug,
        "pk": model.objects.of(council).order_by("-pk").first().pk,
    }


def _of_panel(model: type, column: str) -> Callable[[Council], dict]:
    def found(council: Council) -> dict:
        row = model.objects.of(council).order_by("pk").first()
        return {"council": council.slug, "key": "panel", "pk": getattr(row, column)}

    return found


def _part(council: Council) -> dict:
    """A part of minutes that are a draft."""
    draft = Minutes.objects.of(council).filter(circulated_at__isnull=True).first()
    part = draft.sections.order_by("position").first()
    return {"council": council.slug, "pk": draft.meeting_id, "part": part.pk}


def _housing(meeting: Meeting) -> str:
    return f"place-{meeting.body.seats.get(key='housing').pk}-1"


def _my_action(council: Council) -> dict:
    mine = Action.objects.of(council).filter(owner__user__username=MEMBER, closed_at__isnull=True)
    return {"council": council.slug, "pk": mine.first().pk}


def _passed_up(_: Council) -> dict:
    passed = Escalation.objects.get(taken_by__isnull=True, to_body__key="working-party")
    return {"council": passed.council.slug, "key": passed.to_body.key, "pk": passed.pk}


def _stated(council: Council) -> dict:
    """The year whose attendance the panel has published."""
    stated = AttendanceStatement.objects.of(council).get(body__key="panel")
    return {"council": council.slug, "key": "panel", "year": stated.starts_on.year}


def _in_the_log(council: Council) -> dict:
    """What members did last."""
    entry = Engagement.objects.of(council).filter(body__key="panel").first()
    return {"council": council.slug, "key": "panel", "pk": entry.pk}


def _asked(**which: str) -> Callable[[Council], dict]:
    """The member's latest question: its meeting, and its item or its own number."""

    def found(council: Council) -> dict:
        mine = Challenge.objects.of(council).filter(asked_by__user__username=MEMBER)
        last = mine.select_related("item").order_by("-item__meeting__held_on").first()
        own = {name: getattr(last, attribute) for name, attribute in which.items()}
        return {"council": council.slug, "pk": last.item.meeting_id, **own}

    return found


def in_bromley(who: str = "", **known: object) -> Example:
    """A page of Bromley, where placement providers promise something."""
    return Example(who, lambda _: {"council": "bromley", **known})


def _to_them(_: Council) -> dict:
    """What Bromley says to young people."""
    said = Statement.objects.filter(council__slug="bromley", is_to_young_people=True)
    return {"council": "bromley", "key": said.order_by("position").first().key}


def _line(council: Council) -> dict:
    """What is said to be broken and not closed."""
    return {"council": council.slug, "pk": open_lines(Breach.objects.of(council)).first().pk}


def _provider(**more: object) -> Callable[[Council], dict]:
    def found(_: Council) -> dict:
        provider = Provider.objects.filter(council__slug="bromley").first()
        return {"council": "bromley", "pk": provider.pk, **more}

    return found


def _session(*more: str, **wanted: object) -> Callable[[Council], dict]:
    """A session of the forum; with the code of its kiosk, or a promise it judged."""

    def found(council: Council) -> dict:
        rows = Session.objects.of(council).filter(**wanted).order_by("-held_on")
        session = rows.first()
        verdict = Verdict.objects.filter(session=session, promise__isnull=False).first()
        known = {"code": code_of(session), "kind": "promise"}
        known["number"] = verdict.promise_id if verdict else 0
        return {"council": council.slug, "pk": session.pk, **{name: known[name] for name in more}}

    return found


def _homes(_: Council) -> dict:
    """A promise of placement providers, for which hands are counted in today's session."""
    rows = Verdict.objects.filter(council__slug="bromley", session__finished_at__isnull=True)
    verdict = rows.filter(promise__pledge_set__promisor="provider").earliest("pk")
    known = {"pk": verdict.session_id, "kind": "promise", "number": verdict.promise_id}
    return {"council": "bromley", **known}


def _feedback(state: str) -> Callable[[Council], dict]:
    """Something that was said."""
    return lambda council: {
        "council": council.slug,
        "pk": Feedback.objects.of(council).filter(state=state).first().pk,
    }


PAGES: dict[str, Example] = {
    "home": without_council(),
    "roles": without_council(),
    "accessibility": without_council(),
    "gallery": without_council(),
    "principle_list": without_council(),
    "reminders": without_council(MEMBER),
    "calendar": without_council(MEMBER),
    "account_login": without_council(),
    "account_logout": without_council(ONE_STEP),
    "account_inactive": without_council(),
    "account_signup": without_council(),
    "account_reauthenticate": without_council(ONE_STEP),
    "account_change_password": without_council(ONE_STEP),
    "account_reset_password": without_council(),
    "account_reset_password_done": without_council(),
    "account_reset_password_from_key": without_council(uidb36="1", key="no-such-key"),
    "account_reset_password_from_key_done": without_council(),
    "mfa_index": without_council(TWO_STEPS),
    "mfa_reauthenticate": without_council(TWO_STEPS),
    "mfa_reauthenticate_webauthn": without_council(TWO_STEPS),
    "mfa_activate_totp": without_council(ONE_STEP),
    "mfa_deactivate_totp": without_council(TWO_STEPS),
    "mfa_view_recovery_codes": without_council(TWO_STEPS),
    "mfa_generate_recovery_codes": without_council(TWO_STEPS),
    "mfa_list_webauthn": without_council(TWO_STEPS),
    "mfa_add_webauthn": without_council(ONE_STEP),
    "mfa_remove_webauthn": Example(TWO_STEPS, lambda _: {"pk": _key()}),
    "mfa_edit_webauthn": Example(TWO_STEPS, lambda _: {"pk": _key()}),
    "council_home": of(CLERK),
    "published_list": of(PROPER),
    "pledges:strategy_list": of(),
    "pledges:strategy_detail": of(key="strategy-2020"),
    "promises_kept": of(),
    "pledges:promise_list": of(),
    "pledges:promise_detail": of(key="safe-home"),
    "pledges:statement_detail": Example("", _to_them),
    "pledges:set_signed": in_bromley("", key="placement-promises"),
    "pledges:rating_add": of(PROMISE_OWNER, kind="promise", key="safe-home"),
    "pledges:breach_list": of(SKYE),
    "pledges:breach_detail": Example(SKYE, _line),
    "pledges:breach_report": of(SKYE, kind="promise", key="safe-home"),
    "pledges:breach_answer": Example(PROMISE_OWNER, _line),
    "pledges:breach_key": Example(FORUM_CHAIR, _line),
    "pledges:breach_release": Example(WORKER, _line),
    "pledges:steps_set": of(ADMINISTRATOR),
    "pledges:provider_list": in_bromley(BROMLEY_CLERK),
    "pledges:provider_add": in_bromley(BROMLEY_CLERK),
    "pledges:provider_change": Example(BROMLEY_CLERK, _provider()),
    "pledges:provider_sign": Example(BROMLEY_CLERK, _provider(key="placement-promises")),
    "council_principles": of(),
    "pledges:promise_past": of(),
    "pledges:pledge_set_past": of(key="our-pledge"),
    "pledges:pledge_set_list": of(CLERK),
    "pledges:pledge_set_add": of(CLERK),
    "pledges:pledge_set_health": of(CLERK, key="our-pledge"),
    **{
        f"pledges:{name}": Example(who, _own_set)
        for name, who in (
            *(("pledge_set_detail", CLERK), ("pledge_set_write", CLERK), ("promise_add", CLERK)),
            ("pledge_set_discard", CLERK),
            *(("promise_answers", CLERK), ("promise_hearing", WORKER)),
            ("pledge_set_publish", PROPER),
        )
    },
    "pledges:promise_write": Example(CLERK, _own_promise),
    "pledges:promise_answer": Example(CLERK, _old_promise),
    "pledges:plan_detail": Example("", _plan),
    "pledges:plan_work": Example(BROMLEY_CLERK, _plan),
    "pledges:plan_item_add": Example(BROMLEY_CLERK, _plan),
    "pledges:plan_item_write": Example(BROMLEY_CLERK, _plan_item),
    "pledges:plan_progress": Example(BROMLEY_CLERK, _plan_item),
    "measures:measure_list": of(),
    "measures:attention_list": of(OFFICER),
    "measures:definition_list": of(OFFICER),
    "measures:measure_add": of(OFFICER),
    "measures:definition_detail": of(OFFICER, key="foster-families"),
    "measures:definition_write": of(OFFICER, key="foster-families"),
    "measures:measure_move": of(OFFICER, key="foster-families"),
    "measures:measure_links": of(OFFICER, key="foster-families"),
    "measures:breakdown_add": of(OFFICER, key="foster-families"),
    "measures:split_record": Example(OFFICER, _cut),
    "measures:measure_detail": of(key="rate-of-care"),
    "measures:compared_list": of(),
    "measures:compared_detail": of(key="three-homes"),
    "open_data:file_list": without_council(OPERATOR),
    "open_data:file_detail": Example(OPERATOR, lambda _: {"pk": OpenDataFile.objects.first().pk}),
    "admin:measures_period_list": of(OFFICER),
    "admin:measures_period": of(OFFICER, day="2026-03-31"),
    "admin:measures_sheets": of(OFFICER, day="2026-03-31"),
    "admin:measures_batch": Example(OFFICER, _held_row(Batch)),
    "forums:forum_list": of(),
    "forums:survey_detail": of(key="survey-2020"),
    "forums:session_list": of(SKYE),
    "forums:session_add": of(WORKER),
    "forums:session_detail": Example(SKYE, _session(finished_at__isnull=False)),
    "forums:session_came": Example(WORKER, _session(finished_at__isnull=False)),
    "forums:session_change": Example(WORKER, _session(finished_at__isnull=True)),
    "forums:session_hands": Example(WORKER, _session(finished_at__isnull=True)),
    "forums:verdict_correct": Example(
        WORKER, _session("kind", "number", finished_at__isnull=False, verdicts__isnull=False)
    ),
    "forums:verdict_homes": Example(BROMLEY_WORKER, _homes),
    "forums:session_kiosk": Example(WORKER, _session(finished_at__isnull=True)),
    "forums:kiosk": Example("", _session("code", finished_at__isnull=True)),
    "forums:kiosk_heard": Example("", _session("code", finished_at__isnull=True)),
    "forums:kiosk_thanks": Example("", _session("code", finished_at__isnull=True)),
    "forums:told_back_add": of(WORKER),
    "forums:you_said": of(),
    "forums:feedback_list": of(CLERK),
    "forums:feedback_add": of(WORKER),
    "forums:feedback_detail": Example(CLERK, _feedback("written")),
    "forums:feedback_change": Example(WORKER, _feedback("written")),
    "forums:feedback_answer": Example(CLERK, _feedback("said")),
    "forums:feedback_tell": Example(WORKER, _feedback("done")),
    "forums:feedback_withdraw": Example(WORKER, _feedback("said")),
    "forums:survey_record": of(WORKER, key="survey-2020"),
    "forums:survey_result_add": of(WORKER, key="survey-2020", year=2025),
    "forums:celebration_list": of(CLERK),
    "forums:celebration_add": of(WORKER),
    "forums:question_list": of(SKYE),
    "forums:question_detail": Example(WORKER, _question("asked")),
    "forums:question_words": Example(WORKER, _question("asked")),
    "forums:forum_detail": of(SKYE, key="we-do-care"),
    "forums:word_list": of(SKYE, key="we-do-care"),
    "forums:word_change": Example(SKYE, _held_row(DictionaryWord)),
    "forums:question_ask": of(SKYE, key="we-do-care"),
    "forums:question_withdraw": Example(SKYE, _question("asked")),
    "forums:question_refuse": Example(WORKER, _question("asked")),
    "forums:answer_list": of(CLERK),
    "forums:question_answer": Example(CLERK, _question("agreed")),
    "forums:question_tell": Example(WORKER, _question("answered")),
    "forums:question_judge": Example(SKYE, _question("told")),
    "forums:question_days": of(MEMBER),
    "forums:link_list": of(WORKER),
    "forums:link_make": of(WORKER, key="we-do-care"),
    "forums:concern_raise": of(SKYE, key="we-do-care"),
    "forums:concern_from_question": Example(WORKER, _question("asked")),
    "forums:concern_handed_on": of(SKYE),
    "forums:concern_list": of(LEAD),
    "forums:concern_detail": Example(LEAD, _concern),
    "forums:concern_tell": Example(LEAD, _concern),
    "forums:concern_close": Example(LEAD, _concern),
    "forums:deputy_list": of(LEAD),
    "retention": of(ADMINISTRATOR),
    "boards:my_actions": of(MEMBER),
    "boards:my_action": Example(MEMBER, _my_action),
    "boards:action_log": of(CLERK, key="panel"),
    "boards:action_open": of(CLERK, key="panel"),
    "boards:action_detail": Example(CLERK, _action()),
    "boards:action_update": Example(CLERK, _action()),
    "boards:action_close": Example(CLERK, _action()),
    "boards:action_reopen": Example(CLERK, _action(closed_at__isnull=False)),
    "boards:action_escalate": Example(CLERK, _action()),
    "boards:escalation_take": Example(BROMLEY_CLERK, _passed_up),
    "boards:attendance": of(MEMBER, key="panel"),
    "boards:attendance_measures": Example(CLERK, _stated),
    "boards:attendance_preview": Example(CLERK, _stated),
    "boards:attendance_statement": Example("", _stated),
    "boards:duties": of(CLERK, key="panel"),
    "boards:duty_list": of(CLERK),
    "boards:duty_done": of(CLERK, key="panel", duty="annual-review"),
    "boards:engagement": of(MEMBER, key="panel"),
    "boards:engagement_add": of(CLERK, key="panel"),
    "boards:engagement_change": Example(CLERK, _in_the_log),
    "boards:challenge_year": of(MEMBER, key="panel"),
    "boards:challenge_meeting": Example(MEMBER, _asked()),
    "boards:challenge_log": Example(MEMBER, _asked(item="item_id")),
    "boards:challenge_change": Example(MEMBER, _asked(number="pk")),
    "boards:to_forum_list": of(MEMBER, key="panel"),
    "boards:to_forum_add": of(CLERK, key="panel"),
    "boards:to_forum_detail": Example(CLERK, _to_forum(agreed_by=None)),
    "boards:to_forum_change": Example(CLERK, _to_forum(agreed_by=None)),
    "boards:to_forum_withdraw": Example(CLERK, _to_forum(agreed_by=None)),
    "boards:to_forum_answer": Example(WORKER, _asked_of_forum),
    "boards:body_list": of(),
    "boards:body_detail": of(key="panel"),
    "boards:meeting_list": of(CLERK),
    "boards:meeting_plan": of(CLERK, key="panel"),
    "boards:meeting_detail": Example(CLERK, _meeting()),
    "boards:meeting_change": Example(CLERK, _meeting()),
    "boards:register": Example(CLERK, _held()),
    "boards:register_add": Example(CLERK, _held()),
    "boards:sitting": Example(CLERK, _held()),
    "boards:outcome_list": Example(CLERK, _held()),
    "boards:item_record": Example(CLERK, _held("item")),
    "boards:interest_declare": Example(CLERK, _held()),
    "boards:decision_change": Example(CLERK, _held_row(Decision)),
    "boards:issue_list": Example(CLERK, _held()),
    "boards:issue_respond": Example(CLERK, _held("issue")),
    "boards:forum_time": Example(SKYE, _held()),
    "boards:takeover": Example(SKYE, _taken_over),
    "boards:takeover_dots": Example(RIVER, _with_dots),
    "boards:meeting_cancel": Example(CLERK, _meeting()),
    "boards:agenda": Example(CLERK, _meeting()),
    "boards:agenda_add": Example(CLERK, _meeting()),
    "boards:agenda_item": Example(CLERK, _item),
    "boards:agenda_item_invite": Example(CLERK, _item),
    "boards:year_plan": of(CLERK, key="panel"),
    "boards:invitations": Example(CLERK, _invited()),
    "boards:reply_record": Example(CLERK, _invited(key=_housing)),
    "boards:my_invitations": of(MEMBER),
    "boards:report_list": of(AUTHOR),
    "boards:report_start": of(CLERK),
    "boards:report_detail": Example(AUTHOR, _report(state="draft")),
    "boards:report_edit": Example(AUTHOR, _report(state="draft")),
    "boards:report_word": Example(AUTHOR, _report(state="draft")),
    "boards:report_decide": Example(CLERK, _report(state="submitted")),
    "boards:attachment_add": Example(AUTHOR, _report(state="draft")),
    "boards:attachment_replace": Example(CLERK, _file),
    "boards:file_check": Example(CLERK, _file),
    "boards:meeting_reports": Example(CLERK, _report(state="draft", of="item__meeting")),
    "boards:restriction_list": of(PROPER),
    "boards:restriction_add": Example(PROPER, _report(state="cleared", restrictions=None)),
    "boards:restriction_detail": Example(
        PROPER, _report(restrictions__isnull=False, of="restrictions")
    ),
    "boards:removal_list": Example(PROPER, _meeting()),
    "boards:removal_detail": Example(PROPER, _removal),
    "boards:papers": Example(MEMBER, _meeting()),
    "boards:members_papers": Example(MEMBER, _meeting()),
    "boards:members_papers_item": Example(MEMBER, _meeting(number=5)),
    "boards:papers_opened": Example(CLERK, _meeting()),
    "boards:papers_search": of(MEMBER),
    "boards:body_packs": of(MEMBER, key="panel"),
    "boards:note_list": Example(MEMBER, _meeting()),
    "boards:note": Example(MEMBER, _meeting(place="5.1")),
    "boards:unclear_list": of(SKYE),
    "boards:unclear_detail": Example(SKYE, _held_row(UnclearPlace)),
    "boards:forum_papers": Example(SKYE, _meeting()),
    "boards:forum_papers_item": Example(SKYE, _meeting(number=4)),
    "boards:public_papers": Example("", _meeting()),
    "boards:public_papers_item": Example("", _meeting(number=5)),
    "boards:question_put": Example(WORKER, _question("asked")),
    "boards:seat_list": of(CLERK, key="panel"),
    "boards:seat_detail": Example(CLERK, _seat("elected-members")),
    "boards:seat_add": of(CLERK, key="panel"),
    "boards:person_add": of(CLERK, key="panel"),
    "boards:co_option_add": of(CLERK, key="panel"),
    "boards:person_leave": Example(CLERK, _of_panel(SeatHolder, "person_id")),
    "boards:holder_add": Example(CLERK, _seat("executive-director")),
    "boards:holder_change": Example(CLERK, _of_panel(SeatHolder, "pk")),
    "boards:substitute_add": Example(CLERK, _seat("executive-director")),
    "boards:substitute_change": Example(CLERK, _of_panel(Substitute, "pk")),
    "boards:seat_discipline": Example(CLERK, _seat("executive-director")),
    "boards:young_places": Example(CLERK, _seat("young-people")),
    "boards:co_option_end": Example(CLERK, _of_panel(CoOption, "pk")),
    "boards:rules_detail": of(MEMBER, key="panel"),
    "boards:rules_set": of(CLERK, key="panel"),
    "boards:minutes_detail": Example(MEMBER, _minutes(confirmed=True)),
    "boards:public_minutes": Example("", _minutes(confirmed=True)),
    "boards:minutes_version": Example(MEMBER, _minutes(confirmed=True, number=1)),
    "boards:minutes_part": Example(CLERK, _part),
    "boards:minutes_circulate": Example(CLERK, _minutes(sent=False)),
    "boards:minutes_confirm": Example(CHAIR, _minutes(confirmed=False)),
    "boards:minutes_correct": Example(CLERK, _minutes(confirmed=True)),
    "boards:minutes_list": of(MEMBER, key="panel"),
    "boards:decision_list": of(MEMBER, key="panel"),
}

#: Addresses that answer no GET with a page of ours, and why.
NO_PAGE: dict[str, str] = {
    "admin:measures_template_csv": "a file",
    "admin:measures_template_xlsx": "a file",
    "admin:measures_batch_annotated": "a file",
    "admin:measures_batch_record": "a button",
    "admin:measures_batch_drop": "a button",
    "admin:measures_batch_undo": "a button",
    "account_confirm_login_code": "codes by mail are not used; it leads to signing in",
    "account_email": "nobody changes an address here; it needs a mailbox",
    "account_email_verification_sent": "addresses are not verified",
    "account_confirm_email": "addresses are not verified",
    "account_set_password": "leads those who have one to changing it",
    "mfa_authenticate": "reached by signing in: a test of its own",
    "mfa_download_recovery_codes": "a file",
    "mfa_login_webauthn": "JSON",
    "pledges:promise_move": "a button",
    "pledges:promise_remove": "a button",
    "pledges:plan_publish": "a button",
    "demo_enter": "a button",
    "council_colour": "a style sheet",
    "publish": "a button",
    "pledges:breach_key_back": "a button",
    "withdraw": "a button",
    "forums:question_read": "a button",
    "forums:word_take_off": "a button",
    "boards:unclear_tap": "a button",
    "boards:to_forum_agree": "a button",
    "boards:to_forum_read": "a button",
    "forums:question_agree": "a button",
    "forums:link_end": "a button",
    "forums:link_ask": "opened by a secret nobody keeps: tests/forums/test_links.py",
    "forums:concern_take": "a button",
    "forums:deputy_end": "a button",
    "forums:session_finish": "a button",
    "forums:round_open": "a button",
    "forums:round_close": "a button",
    "forums:round_take_back": "a button",
    "forums:feedback_read": "a button",
    "forums:feedback_again": "a button",
    "forums:survey_result_take_back": "a button",
    "forums:celebration_read": "a button",
    "forums:celebration_down": "a button",
    "boards:meeting_publish": "a button",
    "boards:papers_start": "a button",
    "boards:item_read": "a button",
    "boards:note_delete": "a button",
    "boards:note_put_back": "a button",
    "boards:attendance_withdraw": "a button",
    "boards:duty_undo": "a button",
    "boards:engagement_remove": "a button",
    "boards:attachment": "a file",
    "boards:calendar": "a file",
    "calendar_end": "a button",
    "own_calendar": "a file",
    "boards:members_file": "a file",
    "boards:forum_file": "a file",
    "boards:public_file": "a file",
    "boards:clearance_take_back": "a button",
    "measures:figures_csv": "a file",
    "measures:figures_xlsx": "a file",
    "measures:open_data_csv": "a file",
    "measures:open_data_meta": "a file",
    "boards:members_pdf": "a file",
    "boards:forum_pdf": "a file",
    "boards:public_pdf": "a file",
    "boards:pdf_again": "a button",
    "boards:attachment_remove": "a button",
    "boards:restriction_release": "a button",
    "boards:removal_destroy": "a button",
    "boards:removal_take_back": "a button",
    "boards:interest_take_back": "a button",
    "boards:decision_ratify": "a button",
    "boards:decision_withdraw": "a button",
    "boards:action_withdraw": "a button",
    "boards:escalation_take_back": "a button",
    "boards:outcome_clear": "a button",
    "boards:meeting_reinstate": "a button",
    "boards:agenda_carry_in": "a button",
    "boards:agenda_forum_time": "a button",
    "open_data:file_bring_in": "a button",
    "measures:definition_use": "a button",
    "measures:definition_discard": "a button",
    "boards:agenda_remove": "a button",
    "boards:takeover_order": "a button",
    "boards:takeover_press": "a button",
    "boards:agenda_put_back": "a button",
    "boards:agenda_item_move": "a button",
    "boards:agenda_item_withdraw": "a button",
    "boards:rules_withdraw": "a button",
    "boards:minutes_draft": "a button",
    "boards:minutes_redraft": "a button",
    "boards:part_redraft": "a button",
    "boards:minutes_take_back": "a button",
    "boards:invitations_send": "a button",
    "boards:invitation_reply": "a button",
    "boards:young_reply": "a form of another page",
}

#: Pages of the admin: of one model of each kind, every page; of the others, the list.
ADMIN_EVERY_PAGE = {
    "measures_observation": OFFICER,
    "boards_seatholder": INSPECTOR,
    "councils_person": CLERK,
    "councils_membership": ADMINISTRATOR,
    "pledges_promise": INSPECTOR,
}


def _key() -> int:
    from allauth.mfa.models import Authenticator  # noqa: PLC0415 - needs the apps

    return Authenticator.objects.get(type="webauthn").pk


def names(resolver: URLResolver | None = None, inside: str = "") -> Iterator[str]:
    """The name of every address, of the admin's only the screens of ours."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{inside}{pattern.name}"
        elif pattern.namespace == "admin":
            yield from (each.name for each in all_addresses() if each.is_screen)
        else:
            yield from names(
                pattern, f"{inside}{pattern.namespace}:" if pattern.namespace else inside
            )


def address(name: str, council: Council) -> str:
    """The example's address."""
    return reverse(name, kwargs=PAGES[name].kwargs(council))


def admin_addresses() -> Iterator[tuple[str, str]]:
    """(who, address) of the admin's pages."""
    yield OFFICER, reverse("admin:index")
    yield OFFICER, reverse("admin:app_list", kwargs={"app_label": "measures"})
    for model in admin_site._registry:
        name = f"{model._meta.app_label}_{model._meta.model_name}"
        who = ADMIN_EVERY_PAGE.get(name, INSPECTOR)
        yield who, reverse(f"admin:{name}_changelist")
        if name not in ADMIN_EVERY_PAGE:
            continue
        row = model._default_manager.filter(council__slug=OURS).first()
        if who != INSPECTOR:
            yield who, reverse(f"admin:{name}_add")
        yield who, reverse(f"admin:{name}_change", args=[row.pk])
        yield who, reverse(f"admin:{name}_history", args=[row.pk])
    signed = Observation.objects.filter(council__slug=OURS, signed_off_at__isnull=False).first()
    yield OFFICER, reverse("admin:measures_observation_change", args=[signed.pk])


def kinds_published() -> set[str]:
    """The kinds of edition that the demo has."""
    return set(Edition.objects.values_list("kind", flat=True))
