"""Which row each page is opened for when its queries are counted: the one with most on it."""

from django.urls import NoReverseMatch, reverse

from forums.sessions.kiosk.screens import code_of
from tests.support.world import Furnished


def address(made: Furnished, name: str) -> str:
    """Where a page is, of the row that has most on it."""
    for rows in (_by_key, _by_number, _of_a_body, _of_a_meeting, _about_an_action):
        if (which := rows(made).get(name)) is not None:
            return reverse(name, kwargs={"council": made.slug, **which})
    return _reverse_any(made, name)


Which = dict[str, dict[str, object]]


ABOUT_A_LINE = tuple(f"pledges:breach_{name}" for name in ("detail", "answer", "key", "release"))


def _by_key(made: Furnished) -> Which:
    """Pages of a row that has a key, and those right below a body."""
    rows = made.rows
    keys = {
        "pledges:strategy_detail": rows.strategy,
        "pledges:promise_detail": rows.promise,
        "pledges:statement_detail": rows.to_them,
        "pledges:set_signed": rows.provider_set,
        "pledges:pledge_set_past": rows.legacy_set,
        "pledges:plan_detail": rows.plan,
        "pledges:plan_work": rows.plan,
        "pledges:plan_item_add": rows.plan,
        "measures:measure_detail": rows.measure,
        "measures:compared_detail": rows.indicator,
        "forums:survey_detail": rows.survey,
        "forums:survey_record": rows.survey,
        "forums:forum_detail": rows.forum,
        "forums:question_ask": rows.forum,
        "forums:word_list": rows.forum,
        "forums:link_make": rows.forum,
        "forums:concern_raise": rows.forum,
    }
    body = (
        *("action_log", "action_open", "body_detail", "meeting_plan", "seat_list", "seat_add"),
        *("person_add", "co_option_add", "rules_detail", "rules_set", "attendance", "duties"),
        *("engagement", "engagement_add", "challenge_year", "minutes_list", "decision_list"),
        *("year_plan", "body_packs", "to_forum_list", "to_forum_add"),
    )
    keys |= {f"boards:{name}": rows.body for name in body}
    defined = ("definition_detail", "definition_write", "measure_move", "measure_links")
    keys |= {f"measures:{name}": rows.measure for name in (*defined, "breakdown_add")}
    of_set = ("detail", "health", "write", "discard", "publish")
    keys |= {f"pledges:pledge_set_{name}": rows.own_set for name in of_set}
    keys |= {f"pledges:promise_{name}": rows.own_set for name in ("add", "answers", "hearing")}
    found = {name: {"key": row.key} for name, row in keys.items()}
    of_promise = {"promise_write": rows.own_promise, "promise_answer": rows.old_promise}
    for name, row in of_promise.items():
        found[f"pledges:{name}"] = {"key": rows.own_set.key, "promise": row.key}
    found["forums:survey_result_add"] = {"key": rows.survey.key, "year": rows.survey_run.year}
    for name in ("plan_item_write", "plan_progress"):
        found[f"pledges:{name}"] = {"key": rows.plan.key, "pk": rows.plan_item.pk}
    return found


def _by_number(made: Furnished) -> Which:
    """Pages of a row known by its number."""
    rows = made.rows
    of_period = ("measures_period", "measures_sheets", "measures_template_csv")
    of_period = (*of_period, "measures_template_xlsx")
    days = {f"admin:{name}": {"day": "2026-03-31"} for name in of_period}
    numbers = {
        "admin:measures_batch": rows.batch.pk,
        "admin:measures_batch_annotated": rows.batch.pk,
        **dict.fromkeys(ABOUT_A_LINE, rows.breach.pk),
        "pledges:provider_change": rows.provider.pk,
        "forums:question_detail": rows.worded.pk,
        "forums:word_change": rows.word.pk,
        "boards:unclear_detail": rows.unclear.pk,
        "forums:question_words": rows.asked.pk,
        "forums:concern_from_question": rows.asked.pk,
        "forums:concern_detail": rows.taken_concern.pk,
        "forums:concern_tell": rows.taken_concern.pk,
        "forums:concern_close": rows.taken_concern.pk,
        **{f"forums:session_{name}": rows.session.pk for name in ("detail", "change", "hands")},
        "forums:session_kiosk": rows.session.pk,
        "forums:session_came": rows.finished_session.pk,
        "forums:feedback_detail": rows.written.pk,
        "forums:feedback_change": rows.written.pk,
        "forums:feedback_answer": rows.said.pk,
        "forums:feedback_tell": rows.done.pk,
        "forums:feedback_withdraw": rows.said.pk,
        "boards:to_forum_detail": rows.to_forum_told.pk,
        "boards:to_forum_change": rows.to_forum_draft.pk,
        "boards:to_forum_withdraw": rows.to_forum_draft.pk,
        "boards:my_action": rows.busy_action.pk,
        "boards:question_put": rows.agreed.pk,
        "forums:question_answer": rows.agreed.pk,
        "forums:question_tell": rows.answered.pk,
        "forums:question_judge": rows.told.pk,
        "forums:question_withdraw": getattr(rows, "own_question", rows.asked).pk,
        "forums:question_refuse": rows.asked.pk,
        "boards:agenda_item": rows.items[1].pk,
        "boards:agenda_item_invite": rows.items[1].pk,
        "boards:takeover": rows.takeover_today.pk,
        "boards:takeover_dots": rows.takeover_meeting.pk,
        "boards:attachment": rows.attachment.pk,
        "boards:attachment_add": rows.report.pk,
        "boards:attachment_replace": rows.held_back.pk,
        "boards:file_check": rows.held_back.pk,
        "boards:report_decide": rows.submitted_report.pk,
        "boards:report_detail": rows.report.pk,
        "boards:report_edit": rows.report.pk,
        "boards:report_word": rows.report.pk,
        "boards:restriction_add": rows.cleared_report.pk,
        "boards:restriction_detail": rows.restriction.pk,
        "boards:removal_detail": rows.removal.pk,
        "boards:challenge_meeting": rows.held_meeting.pk,
        "boards:minutes_detail": rows.minutes.meeting_id,
        "boards:minutes_circulate": rows.minutes.meeting_id,
        "boards:minutes_confirm": rows.sent_minutes.meeting_id,
        "boards:public_minutes": rows.old_minutes.meeting_id,
        "boards:minutes_correct": rows.old_minutes.meeting_id,
        "boards:decision_change": rows.decision.pk,
    }
    return days | {name: {"pk": number} for name, number in numbers.items()}


def _of_a_body(made: Furnished) -> Which:
    """Pages of something of a body: the body's key, and more."""
    rows = made.rows
    more = {
        "boards:seat_detail": {"pk": rows.seat.pk},
        "boards:substitute_add": {"pk": rows.seat.pk},
        "boards:holder_add": {"pk": rows.seat.pk},
        "boards:seat_discipline": {"pk": rows.seat.pk},
        "boards:young_places": {"pk": rows.young_seat.pk},
        "boards:holder_change": {"pk": rows.holder.pk},
        "boards:substitute_change": {"pk": rows.substitute.pk},
        "boards:co_option_end": {"pk": rows.co_option.pk},
        "boards:person_leave": {"pk": rows.holder.person.pk},
        "boards:attendance_statement": {"year": 2025},
        "boards:attendance_preview": {"year": 2025},
        "boards:attendance_measures": {"year": 2026},
        "boards:duty_done": {"duty": rows.open_duty.key},
        "boards:engagement_change": {"pk": rows.engagement.pk},
        "boards:escalation_take": {"key": rows.group_of_body.key, "pk": rows.escalation.pk},
    }
    about = {"kind": "promise", "key": rows.promise.key}
    asked = {"pk": rows.to_forum_told.pk, "key": rows.forum.key}
    kiosk = {"pk": rows.session.pk, "code": code_of(rows.session)}
    correct = {"pk": rows.finished_session.pk, "kind": "promise", "number": rows.promise.pk}
    homes = {**correct, "pk": rows.session.pk, "number": rows.open_provider_verdict.promise_id}
    groups = {"key": rows.measure.key, "pk": rows.breakdown.pk, "figure": rows.unsigned.pk}
    return {
        "pledges:rating_add": about,
        "pledges:breach_report": {"kind": "promise", "key": rows.provider_promise.key},
        "pledges:provider_sign": {"pk": rows.provider.pk, "key": rows.provider_set.key},
        "forums:link_ask": {"secret": rows.link_secret},
        "measures:split_record": groups,
        "forums:verdict_correct": correct,
        "forums:verdict_homes": homes,
        "boards:to_forum_answer": asked,
        **{f"forums:{name}": kiosk for name in ("kiosk", "kiosk_heard", "kiosk_thanks")},
        **{name: {"key": rows.body.key, **which} for name, which in more.items()},
    }


def _of_a_meeting(made: Furnished) -> Which:
    """Pages of something of a meeting: the meeting's number, and more."""
    rows = made.rows
    held = {"pk": rows.held_meeting.pk}
    right_below = ("register", "register_add", "sitting", "outcome_list", "interest_declare")
    return {
        **{f"boards:{name}": held for name in (*right_below, "issue_list", "forum_time")},
        "boards:item_record": {**held, "item": rows.held_items[0].pk},
        "boards:members_file": {"pk": rows.meeting.pk, "file": rows.cleared_attachment.pk},
        "boards:forum_file": {"pk": rows.meeting.pk, "file": rows.open_attachment.pk},
        "boards:public_file": {"pk": rows.meeting.pk, "file": rows.open_attachment.pk},
        **{
            f"boards:{kind}_pdf": {"pk": rows.meeting.pk, "variant": "plain"}
            for kind in ("members", "forum", "public")
        },
        "boards:note": {"pk": rows.meeting.pk, "place": "1"},
        "boards:issue_respond": {**held, "issue": rows.issue.pk},
        "boards:challenge_log": {**held, "item": rows.held_items[0].pk},
        "boards:challenge_change": {**held, "number": rows.own_challenge.pk},
        "boards:minutes_version": {"pk": rows.old_minutes.meeting_id, "number": 1},
        "boards:minutes_part": {"pk": rows.minutes.meeting_id, "part": rows.minutes_section.pk},
        "boards:reply_record": {"pk": rows.meeting.pk, "key": f"place-{rows.seat.pk}-1"},
    }


def _about_an_action(made: Furnished) -> Which:
    """Pages about an action, by its body and its number there."""
    rows = made.rows
    actions = dict.fromkeys(("close", "detail", "escalate", "update"), rows.action)
    actions["reopen"] = rows.closed_action
    return {
        f"boards:action_{name}": {"key": action.body.key, "number": action.number}
        for name, action in actions.items()
    }


def _reverse_any(made: Furnished, name: str) -> str:
    """An address that takes nothing, the council, its meeting, or the meeting and an item."""
    where: dict[str, object] = {}
    for more in ({}, {"council": made.slug}, {"pk": made.rows.meeting.pk}, {"number": 3}):
        where |= more
        try:
            return reverse(name, kwargs=where)
        except NoReverseMatch:
            continue
    raise AssertionError(f"Say in {__name__} which row {name} is to be opened for.")
