"""Pledges, measures and forums."""

from datetime import date
from uuid import uuid4

from councils import clock
from councils.roles import Role
from measures.definitions.queries import links_seen
from pledges.lineage.queries import seen_of_promise, seen_of_terms, whole_of
from pledges.plans.queries import plan_items, seen_of
from tests.permissions.table.words import (
    AUTHORS,
    CLERK,
    FOLLOWERS,
    FORUM,
    OF_ANOTHER_FORUM,
    PROPER_OFFICER,
    READ_PRIVATE_WORDS,
    WORKER,
    Fields,
    Page,
    Sent,
    first,
    fixed,
    keys,
    nothing,
    numbers,
    of_another_forum,
    people,
)
from tests.support.files import upload
from tests.support.world import FIGURES_FROM, Furnished

#: A template with nothing filled in.
TEMPLATE = b"Council,Period ends,Key,Numerator,Denominator,Value\r\n"

# Pledges ------------------------------------------------------------------------------------------

OFFICER = people(Role.KPI_OFFICER)
READ_FIGURES = OFFICER | people(
    *(Role.BOARD_MEMBER, Role.CHAIR, Role.CLERK, Role.PROPER_OFFICER, Role.INSPECTOR),
    *("member of another body", "chair of another body"),
)
WORKERS = WORKER | people("worker of another forum")
READ_DRAFTS = CLERK | WORKERS | PROPER_OFFICER | people(Role.INSPECTOR)
DO_PLANS = AUTHORS | people(Role.KPI_OFFICER, Role.PROMISE_OWNER)
READ_PLANS = DO_PLANS | PROPER_OFFICER | READ_FIGURES


def _a_set(council: Furnished) -> dict[str, object]:  # noqa: ARG001
    return {"title": "Another pledge", "stem": "We will", "audience": "children in care"}


def _a_set_again(council: Furnished) -> dict[str, object]:
    """The draft replaces one more set."""
    rows = council.rows
    replaces = [rows.legacy_set.pk, rows.pledge_set.pk]
    return {**_a_set(council), "replaces": replaces, "seen": seen_of_terms(rows.new_set)}


def _a_promise_again(council: Furnished) -> dict[str, object]:
    return {"text": "Be there", "seen": seen_of_promise(council.rows.own_promise)}


def _an_answer(council: Furnished) -> dict[str, object]:
    rows = council.rows
    seen = rows.carried_on.pk
    chosen = [rows.own_promise.pk]
    return {"kind": "changed", "successors": chosen, "reason": "Clearer.", "seen": seen}


def _a_hearing(council: Furnished) -> dict[str, object]:
    """The one that was taken to another forum before; it is heard again."""
    said = {"forum": "Another forum", "heard_on": "1/12/2026", "said": "Keep it."}
    return {**said, "dispositions": [council.rows.unheard.pk]}


def _seen(council: Furnished) -> dict[str, object]:
    return {"seen": whole_of(council.rows.ready_set.own).seen}


def _plan_item(council: Furnished) -> list[dict[str, object]]:
    return [{"key": council.rows.plan.key, "pk": council.rows.plan_item.pk}]


def _an_item(council: Furnished) -> dict[str, object]:
    said = {"what": "Find homes", "owner_role": "Head of Fostering", "due": "Autumn 2027"}
    return {**said, "seen": council.rows.plan_item.version}


def _progress(council: Furnished) -> dict[str, object]:
    return {"status": "late", "words": "It takes longer.", "seen": council.rows.progress.pk}


def _plan_seen(council: Furnished) -> dict[str, object]:
    return {"seen": seen_of(plan_items(council.rows.plan.items.all(), today=clock.today()))}


def _drafted(
    name: str, writes: str, fields: Fields = nothing, *, promise: str = "", answer: int = 200
) -> Page:
    """A page of a draft on which the clerk decides something."""

    def at(council: Furnished) -> list[dict[str, object]]:
        rows = council.rows
        more = {"promise": getattr(rows, promise).key} if promise else {}
        return [{"key": rows.own_set.key, **more}]

    sent = Sent(CLERK, f"pledges_{writes}", at=first(at), fields=fields)
    return Page(f"pledges:{name}", CLERK, at=at, answer=answer, sent=sent)


PLEDGES = (
    Page("pledges:strategy_list"),
    Page("pledges:strategy_detail", at=keys("strategy")),
    Page("pledges:promise_list"),
    Page("pledges:promise_detail", at=keys("promise")),
    Page("pledges:promise_past"),
    Page("pledges:pledge_set_past", at=keys("legacy_set", "pledge_set")),
    Page("pledges:pledge_set_list", READ_DRAFTS),
    Page("pledges:pledge_set_add", CLERK, sent=Sent(CLERK, "pledges_newset", _a_set)),
    Page("pledges:pledge_set_detail", READ_DRAFTS, at=keys("own_set")),
    Page("pledges:pledge_set_health", READ_DRAFTS, at=keys("own_set", "pledge_set")),
    _drafted("pledge_set_write", "replacement", _a_set_again),
    _drafted("promise_add", "promise", fixed(text="Be there for you")),
    _drafted("promise_write", "promise", _a_promise_again, promise="own_promise"),
    _drafted("promise_move", "promise", fixed(to=1), promise="second_promise", answer=405),
    _drafted("promise_remove", "promise", promise="second_promise", answer=405),
    Page("pledges:promise_answers", READ_DRAFTS, at=keys("own_set")),
    _drafted("promise_answer", "disposition", _an_answer, promise="old_promise"),
    Page(
        "pledges:promise_hearing",
        WORKERS,
        at=keys("own_set"),
        sent=Sent(WORKERS, "pledges_forumhearing", _a_hearing, at=first(keys("own_set"))),
    ),
    Page(
        "pledges:pledge_set_publish",
        PROPER_OFFICER,
        at=keys("own_set", "ready_set"),
        sent=Sent(PROPER_OFFICER, "pledges_newset", _seen, at=first(keys("ready_set"))),
    ),
    Page("pledges:plan_detail", at=keys("plan")),
    Page("pledges:plan_work", READ_PLANS, at=keys("plan")),
    Page(
        "pledges:plan_item_add",
        CLERK,
        at=keys("plan"),
        sent=Sent(CLERK, "pledges_planitem", _an_item, at=first(keys("plan"))),
    ),
    Page(
        "pledges:plan_item_write",
        CLERK,
        at=_plan_item,
        sent=Sent(CLERK, "pledges_planitem", _an_item, at=first(_plan_item)),
    ),
    Page(
        "pledges:plan_progress",
        DO_PLANS,
        at=_plan_item,
        sent=Sent(DO_PLANS, "pledges_planprogress", _progress, at=first(_plan_item)),
    ),
    Page(
        "pledges:plan_publish",
        PROPER_OFFICER,
        at=keys("plan"),
        answer=405,
        sent=Sent(PROPER_OFFICER, "pledges_planissue", _plan_seen, at=first(keys("plan"))),
    ),
)

# Measures -----------------------------------------------------------------------------------------

KEEP_DEFINITIONS = OFFICER | people(Role.INSPECTOR)


def _version(council: Furnished) -> dict[str, object]:
    """What a changed draft says."""
    return {
        "in_force_from": "1/4/2027",
        "reason": "Why",
        "numerator_words": "Seen",
        "denominator_words": "All",
        "polarity": "high",
        "decimal_places": 0,
        "grace_days": 0,
        "seen": council.rows.draft_definition.version,
    }


def _draft(council: Furnished) -> dict[str, object]:
    """The draft a button is about."""
    draft = council.rows.draft_definition
    return {"draft": draft.pk, "version": draft.version}


def _split(council: Furnished) -> dict[str, object]:
    """The figure that is not signed off, by groups."""
    rows = council.rows
    return {"key": rows.measure.key, "pk": rows.breakdown.pk, "figure": rows.unsigned.pk}


def _an_own_measure(council: Furnished) -> dict[str, object]:  # noqa: ARG001
    return {
        "title": "Their own",
        "short_title": "Own",
        "unit": "count",
        "polarity": "high",
        "numerator_words": "Seen",
        "in_force_from": "1/4/2026",
    }


def _links_seen(council: Furnished) -> dict[str, object]:
    """What was linked when the page was opened; nothing of it is ticked any more."""
    return {"seen": links_seen(council.rows.measure)}


def _groups(council: Furnished) -> dict[str, object]:  # noqa: ARG001
    return {"count_0": 100, "whole_0": 200, "count_1": 200, "whole_1": 200}


def _defined(name: str, writes: str, fields: Fields = nothing, *, answer: int = 200) -> Page:
    """A page of one measure on which its officer decides something."""
    at = keys("measure")
    sent = Sent(OFFICER, f"measures_{writes}", at=first(at), fields=fields)
    return Page(f"measures:{name}", OFFICER, at=at, answer=answer, sent=sent)


MEASURES = (
    Page("measures:measure_list"),
    Page("measures:attention_list", READ_FIGURES),
    Page("measures:figures_csv"),
    Page("measures:figures_xlsx"),
    Page("measures:open_data_csv"),
    Page("measures:open_data_meta"),
    Page("measures:compared_list"),
    Page("measures:compared_detail", at=keys("indicator")),
    Page("measures:measure_detail", at=keys("measure", "retired_measure")),
    Page("measures:definition_list", KEEP_DEFINITIONS),
    Page(
        "measures:definition_detail",
        KEEP_DEFINITIONS,
        at=keys("measure", "draft_measure", "retired_measure"),
    ),
    Page(
        "measures:measure_add",
        OFFICER,
        sent=Sent(OFFICER, "measures_measure", fields=_an_own_measure),
    ),
    _defined("definition_write", "definition", _version),
    _defined("definition_use", "definition", _draft, answer=405),
    _defined("definition_discard", "definition", _draft, answer=405),
    _defined("measure_move", "lifestep", fixed(to="retired", on="1/12/2026", reason="Why")),
    _defined("measure_links", "measurelink", _links_seen),
    _defined("breakdown_add", "breakdown", fixed(name="Ethnicity", groups="One\nTwo")),
    Page(
        "measures:split_record",
        OFFICER,
        at=lambda council: [_split(council)],
        sent=Sent(OFFICER, "measures_split", at=_split, fields=_groups),
    ),
    Page("admin:measures_period_list", OFFICER),
    Page(
        "admin:measures_period",
        OFFICER,
        at=lambda council: [{"day": FIGURES_FROM}],  # noqa: ARG005
        sent=Sent(
            OFFICER,
            "measures_observation",
            at=lambda council: {"day": date(2025, 3, 31)},  # noqa: ARG005
            fields=lambda council: {
                f"{council.rows.measure.key}-{name}": number
                for name, number in (("numerator", 30), ("denominator", 40))
            },
        ),
    ),
    Page(
        "admin:measures_sheets",
        OFFICER,
        at=lambda council: [{"day": FIGURES_FROM}],  # noqa: ARG005
        sent=Sent(
            OFFICER,
            "measures_batch",
            at=lambda council: {"day": FIGURES_FROM},  # noqa: ARG005
            fields=lambda council: {"file": upload(TEMPLATE, "figures.csv")},  # noqa: ARG005
        ),
    ),
    *(
        Page(f"admin:measures_template_{kind}", OFFICER, at=lambda council: [{"day": FIGURES_FROM}])  # noqa: ARG005
        for kind in ("csv", "xlsx")
    ),
    Page("admin:measures_batch", OFFICER, at=numbers("batch", "recorded_batch")),
    Page("admin:measures_batch_annotated", OFFICER, at=numbers("batch")),
    Page(
        "admin:measures_batch_record",
        OFFICER,
        answer=405,
        at=numbers("batch"),
        sent=Sent(OFFICER, "measures_observation", at=first(numbers("batch"))),
    ),
    Page(
        "admin:measures_batch_drop",
        OFFICER,
        answer=405,
        at=numbers("batch"),
        sent=Sent(OFFICER, "measures_batch", at=first(numbers("batch"))),
    ),
    Page(
        "admin:measures_batch_undo",
        OFFICER,
        answer=405,
        at=numbers("recorded_batch"),
        sent=Sent(OFFICER, "measures_batch", at=first(numbers("recorded_batch"))),
    ),
)

# Forums -------------------------------------------------------------------------------------------

FORUMS = (
    Page("forums:forum_list"),
    Page("forums:forum_detail", at=keys("forum", "other_forum")),
    Page("forums:survey_detail", at=keys("survey")),
    Page("forums:question_list", FOLLOWERS | people(*OF_ANOTHER_FORUM)),
    Page(
        "forums:question_detail",
        FOLLOWERS,
        at=numbers("asked", "worded", "put"),
        refused=of_another_forum(404),
    ),
    Page(
        "forums:question_words",
        READ_PRIVATE_WORDS,
        at=numbers("asked", "worded", "put"),
        sent=Sent(
            READ_PRIVATE_WORDS,
            "forums_question",
            at=first(numbers("asked")),
            fields=lambda council: {"wording": "In plain words?", "version": 1},  # noqa: ARG005
        ),
    ),
    Page(
        "forums:question_read",
        READ_PRIVATE_WORDS,
        answer=405,
        at=numbers("asked"),
        sent=Sent(READ_PRIVATE_WORDS, "forums_question", at=first(numbers("asked"))),
    ),
    Page(
        "forums:question_ask",
        FORUM,
        at=keys("forum"),
        sent=Sent(
            FORUM,
            "forums_privatewords",
            at=first(keys("forum")),
            fields=lambda council: {
                "theme": council.rows.theme.pk,
                "words": "Why?",
                "submission": uuid4(),
            },
        ),
    ),
)
