"""How often a page asks the database: never more than twelve times, however much there is.

Every address of ours stands in the table below with its budget, opened by somebody who holds
nearly every role at once. A page that takes more than its budget has either got an N+1, or a
good reason to change the table.
"""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from councils.roles import Role
from tests.factories.councils import CouncilFactory
from tests.performance.addresses import address
from tests.performance.growth import busiest, grow, holder
from tests.support.people import sign_in
from tests.support.urls import addresses, admins
from tests.support.world import Furnished, World, furnish

LIMIT = 12
OPENED = {200, 302}

#: Queries of a page, those for the session, the person, their roles and the council included.
BUDGETS = {
    "home": 4,
    "roles": 3,
    "accessibility": 3,
    "principle_list": 6,
    "gallery": 3,
    "council_home": 12,
    "council_colour": 1,
    "published_list": 10,
    "promises_kept": 10,
    "pledges:statement_detail": 10,
    "pledges:set_signed": 9,
    "pledges:rating_add": 6,
    "pledges:breach_list": 9,
    "pledges:breach_detail": 7,
    "pledges:breach_report": 9,
    "pledges:breach_answer": 7,
    "pledges:breach_key": 7,
    "pledges:breach_release": 6,
    "pledges:steps_set": 6,
    "pledges:provider_list": 9,
    "pledges:provider_add": 5,
    "pledges:provider_change": 6,
    "pledges:provider_sign": 8,
    "council_principles": 8,
    "pledges:promise_detail": 12,
    "pledges:promise_list": 8,
    "pledges:promise_past": 7,
    "pledges:pledge_set_past": 10,
    "pledges:pledge_set_list": 6,
    "pledges:pledge_set_add": 8,
    "pledges:pledge_set_detail": 12,
    "pledges:pledge_set_health": 8,
    "pledges:pledge_set_write": 10,
    "pledges:pledge_set_discard": 8,
    "pledges:pledge_set_publish": 12,
    "pledges:promise_add": 9,
    "pledges:promise_write": 9,
    "pledges:promise_answers": 8,
    "pledges:promise_answer": 9,
    "pledges:promise_hearing": 8,
    "pledges:plan_detail": 6,
    "pledges:plan_work": 8,
    "pledges:plan_item_add": 7,
    "pledges:plan_item_write": 9,
    "pledges:plan_progress": 7,
    "pledges:strategy_detail": 12,
    "pledges:strategy_list": 5,
    "measures:compared_detail": 8,
    "measures:compared_list": 7,
    "measures:measure_detail": 12,
    "measures:measure_list": 11,
    "measures:attention_list": 12,
    "measures:figures_csv": 11,
    "measures:figures_xlsx": 11,
    "measures:open_data_csv": 11,
    "measures:open_data_meta": 10,
    "measures:definition_list": 8,
    "measures:definition_detail": 12,
    "measures:definition_write": 12,
    "measures:measure_add": 12,
    "measures:measure_move": 12,
    "measures:measure_links": 12,
    "measures:breakdown_add": 12,
    "measures:split_record": 12,
    "admin:measures_period_list": 6,
    "admin:measures_period": 9,
    "admin:measures_sheets": 6,
    "admin:measures_template_csv": 10,
    "admin:measures_template_xlsx": 10,
    "admin:measures_batch": 4,
    "admin:measures_batch_annotated": 4,
    "forums:forum_detail": 12,
    "forums:forum_list": 6,
    "forums:question_ask": 12,
    "forums:question_detail": 12,
    "forums:question_list": 9,
    "forums:question_words": 7,
    "forums:survey_detail": 12,
    "forums:word_list": 8,
    "forums:word_change": 8,
    "forums:concern_list": 12,
    "forums:concern_detail": 12,
    "forums:concern_tell": 12,
    "forums:concern_close": 12,
    "forums:concern_raise": 12,
    "forums:concern_from_question": 12,
    "forums:concern_handed_on": 12,
    "forums:deputy_list": 12,
    "retention": 12,
    "forums:session_list": 12,
    "forums:session_add": 12,
    "forums:session_detail": 12,
    "forums:session_change": 12,
    "forums:session_came": 12,
    "forums:session_hands": 12,
    "forums:verdict_correct": 12,
    "forums:verdict_homes": 12,
    "forums:session_kiosk": 12,
    "forums:kiosk": 12,
    "forums:kiosk_heard": 12,
    "forums:kiosk_thanks": 12,
    "forums:told_back_add": 12,
    "forums:you_said": 12,
    "forums:feedback_list": 12,
    "forums:feedback_add": 12,
    "forums:feedback_detail": 12,
    "forums:feedback_change": 12,
    "forums:feedback_answer": 12,
    "forums:feedback_tell": 12,
    "forums:feedback_withdraw": 12,
    "forums:survey_record": 12,
    "forums:survey_result_add": 9,
    "forums:celebration_list": 12,
    "forums:celebration_add": 12,
    "boards:agenda": 12,
    "boards:agenda_add": 12,
    "boards:agenda_item": 12,
    "boards:agenda_item_invite": 12,
    "boards:attendance": 11,
    "boards:attendance_measures": 12,
    "boards:attendance_preview": 11,
    "boards:attendance_statement": 4,
    "boards:body_detail": 12,
    "boards:body_list": 5,
    "boards:calendar": 2,
    "boards:challenge_change": 9,
    "boards:challenge_log": 11,
    "boards:challenge_meeting": 10,
    "boards:challenge_year": 11,
    "boards:duties": 9,
    "boards:duty_done": 5,
    "boards:duty_list": 9,
    "boards:engagement": 7,
    "boards:engagement_add": 7,
    "boards:engagement_change": 7,
    "boards:action_close": 9,
    "boards:action_detail": 12,
    "boards:action_escalate": 9,
    "boards:action_log": 12,
    "boards:action_open": 12,
    "boards:action_reopen": 9,
    "boards:action_update": 12,
    "boards:escalation_take": 11,
    "boards:forum_papers": 8,
    "boards:forum_papers_item": 8,
    "boards:meeting_cancel": 12,
    "boards:meeting_change": 8,
    "boards:meeting_detail": 12,
    "boards:meeting_list": 10,
    "boards:meeting_plan": 12,
    "boards:members_file": 8,
    "boards:members_pdf": 8,
    "boards:forum_pdf": 8,
    "boards:public_pdf": 6,
    "boards:members_papers": 8,
    "boards:members_papers_item": 8,
    "boards:note": 8,
    "boards:unclear_detail": 11,
    "boards:to_forum_list": 9,
    "boards:to_forum_add": 12,
    "boards:to_forum_detail": 12,
    "boards:to_forum_change": 12,
    "boards:to_forum_withdraw": 12,
    "boards:to_forum_answer": 12,
    "boards:unclear_list": 8,
    "boards:note_list": 8,
    "boards:papers_opened": 12,
    "boards:papers_search": 8,
    "boards:body_packs": 8,
    "boards:my_action": 12,
    "boards:my_actions": 10,
    "boards:papers": 6,
    "boards:attachment": 4,
    "boards:attachment_add": 10,
    "boards:attachment_replace": 8,
    "boards:file_check": 8,
    "boards:forum_file": 8,
    "boards:public_file": 8,
    "boards:meeting_reports": 10,
    "boards:report_decide": 11,
    "boards:report_detail": 12,
    "boards:report_edit": 11,
    "boards:report_list": 6,
    "boards:report_start": 7,
    "boards:report_word": 10,
    "boards:restriction_add": 10,
    "boards:restriction_detail": 5,
    "boards:restriction_list": 8,
    "boards:removal_list": 7,
    "boards:removal_detail": 6,
    "boards:public_minutes": 8,
    "boards:public_papers": 9,
    "boards:public_papers_item": 8,
    "boards:question_put": 8,
    "forums:question_answer": 12,
    "forums:question_tell": 12,
    "forums:question_judge": 12,
    "forums:question_withdraw": 12,
    "forums:question_refuse": 12,
    "forums:answer_list": 12,
    "forums:question_days": 12,
    "forums:link_list": 12,
    "forums:link_make": 12,
    "forums:link_ask": 12,
    "boards:co_option_end": 12,
    "boards:co_option_add": 12,
    "boards:holder_add": 12,
    "boards:holder_change": 12,
    "boards:person_add": 12,
    "boards:person_leave": 12,
    "boards:rules_detail": 12,
    "boards:rules_set": 12,
    "boards:seat_add": 12,
    "boards:seat_detail": 12,
    "boards:seat_discipline": 12,
    "boards:seat_list": 12,
    "boards:substitute_add": 12,
    "boards:substitute_change": 12,
    "boards:minutes_detail": 12,
    "boards:minutes_version": 12,
    "boards:minutes_part": 12,
    "boards:minutes_circulate": 12,
    "boards:minutes_confirm": 12,
    "boards:minutes_correct": 12,
    "boards:minutes_list": 12,
    "boards:decision_list": 12,
    "boards:year_plan": 10,
    "boards:invitations": 12,
    "boards:reply_record": 12,
    "boards:my_invitations": 9,
    "boards:register": 12,
    "boards:register_add": 12,
    "boards:sitting": 6,
    "boards:outcome_list": 12,
    "boards:item_record": 12,
    "boards:interest_declare": 6,
    "boards:decision_change": 6,
    "boards:issue_list": 6,
    "boards:issue_respond": 8,
    "boards:forum_time": 6,
    "boards:takeover": 6,
    "boards:takeover_dots": 9,
    "boards:young_places": 12,
}

#: Opened by the safeguarding lead, whose list is nobody else's.
OF_THE_LEAD = {
    *("forums:concern_list", "forums:concern_detail", "forums:concern_tell"),
    *("forums:concern_close", "forums:deputy_list"),
}

#: Answered to a button only.
BUTTONS = {
    *("demo_enter", "publish", "withdraw", "pledges:breach_key_back"),
    *("pledges:plan_publish", "pledges:promise_move", "pledges:promise_remove"),
    *("boards:meeting_publish", "boards:meeting_reinstate", "forums:question_read"),
    *("forums:concern_take", "forums:deputy_end"),
    *("boards:agenda_carry_in", "boards:agenda_forum_time", "boards:agenda_remove"),
    *("boards:takeover_order", "boards:takeover_press"),
    *("boards:agenda_put_back", "boards:agenda_item_move", "boards:agenda_item_withdraw"),
    *("boards:meeting_publish", "forums:question_read"),
    *("forums:question_agree", "forums:link_end"),
    "boards:rules_withdraw",
    *("measures:definition_use", "measures:definition_discard"),
    *("boards:removal_destroy", "boards:removal_take_back"),
    *("boards:attachment_remove", "boards:restriction_release", "boards:clearance_take_back"),
    "boards:pdf_again",
    *("boards:attendance_withdraw", "boards:duty_undo", "boards:engagement_remove"),
    *("boards:minutes_draft", "boards:minutes_redraft", "boards:minutes_take_back"),
    "boards:part_redraft",
    *("boards:interest_take_back", "boards:decision_ratify", "boards:decision_withdraw"),
    *("boards:action_withdraw", "boards:escalation_take_back", "boards:outcome_clear"),
    *("boards:papers_start", "boards:item_read", "boards:note_delete", "boards:note_put_back"),
    *("boards:to_forum_agree", "boards:to_forum_read"),
    *("boards:unclear_tap", "forums:word_take_off"),
    *("admin:measures_batch_record", "admin:measures_batch_drop", "admin:measures_batch_undo"),
    *("boards:invitations_send", "boards:invitation_reply", "boards:young_reply"),
    *("forums:session_finish", "forums:round_open", "forums:round_close"),
    *("forums:round_take_back", "forums:feedback_read", "forums:feedback_again"),
    "forums:survey_result_take_back",
    *("forums:celebration_read", "forums:celebration_down"),
}


@pytest.fixture(scope="module")
def grown(world_of_module: World) -> Furnished:
    """Our council with a few rows in every list, and somebody who sees them."""
    made = world_of_module.ours
    made.rows.busiest = busiest(made)
    made.rows.keeper = holder(made, set(Role))
    grow(made, 2)
    return made


@pytest.fixture
def ours(grown: Furnished, db, today) -> Furnished:  # noqa: ARG001
    """The same, for one test."""
    return grown


def queries(client: Client, path: str) -> int:
    """How many queries a page takes when it is opened for the second time."""
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        response = client.get(path)
    assert response.status_code in OPENED, f"{path} answers {response.status_code}"
    return len(captured)


def page_queries(made: Furnished) -> dict[str, int]:
    """How many queries each page takes, by its name."""
    clients = sign_in(made.rows.busiest), sign_in(made.people[Role.SAFEGUARDING_LEAD])
    return {name: queries(clients[name in OF_THE_LEAD], address(made, name)) for name in BUDGETS}


def record_queries(made: Furnished) -> dict[str, int]:
    """How many queries each list of records takes, and the form of each one's newest row."""
    client = sign_in(made.rows.keeper)
    return {path: queries(client, path) for path in record_pages(made)}


def record_pages(made: Furnished) -> Iterator[str]:
    """The lists of the admin site, and a row of each."""
    for admin in admins():
        name = f"admin:{admin.opts.app_label}_{admin.opts.model_name}"
        yield reverse(f"{name}_changelist")
        row = admin.model.objects.filter(council=made.council).order_by("pk").first()
        yield reverse(f"{name}_change", args=[row.pk])
        yield reverse(f"{name}_history", args=[row.pk])


def test_every_address_has_a_budget():
    ours = {each.name for each in addresses() if each.is_ours}
    assert ours - BUTTONS == set(BUDGETS)
    assert max(BUDGETS.values()) <= LIMIT


@pytest.mark.parametrize("name", BUDGETS)
def test_a_page_keeps_to_its_budget(name: str, ours: Furnished):
    lead = ours.people[Role.SAFEGUARDING_LEAD]
    who = lead if name in OF_THE_LEAD else ours.rows.busiest
    taken = queries(sign_in(who), address(ours, name))
    assert taken <= BUDGETS[name]


@pytest.mark.parametrize("role", Role)
def test_home_keeps_to_the_limit_for_every_role(role: str, ours: Furnished):
    assert queries(sign_in(ours.people[role]), address(ours, "council_home")) <= LIMIT


def test_more_rows_cost_a_page_no_more_queries(ours: Furnished):
    few = page_queries(ours)
    grow(ours, 18)
    assert page_queries(ours) == few


def test_more_councils_cost_a_page_no_more_queries(ours: Furnished):
    two = page_queries(ours)
    add_councils()
    assert page_queries(ours) == two


def add_councils() -> None:
    """Three more, each with a row in every table."""
    for number in range(3):
        furnish(CouncilFactory(slug=f"farshire{number}", short_name=f"Farshire {number}"))


# The admin site -----------------------------------------------------------------------------------


def test_records_keep_to_the_limit(ours: Furnished):
    taken = record_queries(ours)
    assert {path: number for path, number in taken.items() if number > LIMIT} == {}


def test_more_rows_cost_records_no_more_queries(ours: Furnished):
    few = record_queries(ours)
    grow(ours, 18)
    assert record_queries(ours) == few


def test_more_councils_cost_records_no_more_queries(ours: Furnished):
    two = record_queries(ours)
    add_councils()
    assert record_queries(ours) == two
