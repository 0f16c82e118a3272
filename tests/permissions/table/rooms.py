"""Pledges, measures and forums."""

from collections.abc import Callable
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
    EVERYBODY,
    FOLLOWERS,
    FORUM,
    OF_ANOTHER_BODY,
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
from tests.support.world import FIGURES_FROM, READS_WORDS, Furnished

#: A template with nothing filled in.
TEMPLATE = b"Council,Period ends,Key,Numerator,Denominator,Value\r\n"

# Pledges ------------------------------------------------------------------------------------------

PROMISE_OWNER = people(Role.PROMISE_OWNER)
FOLLOW_BROKEN = (
    FORUM
    | PROMISE_OWNER
    | people(*OF_ANOTHER_FORUM, *OF_ANOTHER_BODY)
    | people(Role.FORUM_CHAIR, Role.PORTFOLIO_HOLDER, Role.CHAIR, Role.BOARD_MEMBER)
    | people(Role.CLERK, Role.PROPER_OFFICER, Role.INSPECTOR)
)
REPORT_BROKEN = FORUM | people(*OF_ANOTHER_FORUM)
ANSWER_BROKEN = PROMISE_OWNER | people(Role.PORTFOLIO_HOLDER)
HOLD_KEYS = people(Role.PORTFOLIO_HOLDER, Role.FORUM_CHAIR)
RELEASE_BROKEN = WORKER | people(Role.PROPER_OFFICER, "worker of another forum")
KNOW_PROVIDERS = WORKER | ANSWER_BROKEN | CLERK | people("worker of another forum", Role.INSPECTOR)


def _of(kind: str, row: str) -> Callable[[Furnished], dict[str, object]]:
    """The address of what is done with a promise or a statement."""
    return lambda council: {"kind": kind, "key": getattr(council.rows, row).key}


def _each(*places: Callable[[Furnished], dict]) -> Callable[[Furnished], list[dict[str, object]]]:
    return lambda council: [place(council) for place in places]


def _rated_again(council: Furnished) -> dict[str, object]:
    """Another rating than the one that holds."""
    last = council.rows.promise.rating_set.order_by("-rated_at", "-pk").first()
    said = {"answer": "partly", "evidence": "Counted.", "reason": "Why", "seen": last.pk}
    return {**said, "submission": uuid4()}


def _signs(council: Furnished) -> dict[str, object]:
    return {"pk": council.rows.provider.pk, "key": council.rows.provider_set.key}


def _words_once(council: Furnished) -> dict[str, object]:  # noqa: ARG001
    return {"words": "What happened.", "submission": uuid4()}


A_PROVIDER = {"name": "Somebody else", "kind": "agency", "starts_on": "1/4/2026"}
PLEDGES = (
    Page("pledges:strategy_list"),
    Page("pledges:strategy_detail", at=keys("strategy")),
    Page("pledges:promise_list"),
    Page("pledges:promise_detail", at=keys("promise", "provider_promise")),
    Page("pledges:statement_detail", at=keys("to_them")),
    Page("pledges:set_signed", at=keys("provider_set")),
    Page(
        "pledges:rating_add",
        PROMISE_OWNER,
        at=_each(_of("promise", "promise"), _of("statement", "to_them")),
        sent=Sent(
            PROMISE_OWNER, "pledges_rating", at=_of("promise", "promise"), fields=_rated_again
        ),
    ),
    Page("pledges:breach_list", FOLLOW_BROKEN),
    Page(
        "pledges:breach_detail",
        FOLLOW_BROKEN,
        at=numbers("breach", "closed_breach", "provider_breach"),
    ),
    Page(
        "pledges:breach_report",
        REPORT_BROKEN,
        at=_each(_of("promise", "provider_promise"), _of("statement", "to_them")),
        sent=Sent(
            REPORT_BROKEN, "pledges_breach", at=_of("statement", "to_them"), fields=_words_once
        ),
    ),
    Page(
        "pledges:breach_answer",
        ANSWER_BROKEN,
        at=numbers("breach", "closed_breach"),
        sent=Sent(
            ANSWER_BROKEN, "pledges_breachanswer", at=first(numbers("breach")), fields=_words_once
        ),
    ),
    Page(
        "pledges:breach_key",
        HOLD_KEYS,
        at=numbers("breach", "closed_breach"),
        sent=Sent(
            HOLD_KEYS,
            "pledges_breachkey",
            at=first(numbers("breach")),
            fields=fixed(words="It is put right."),
        ),
    ),
    Page(
        "pledges:breach_key_back",
        HOLD_KEYS,
        answer=405,
        at=numbers("turned_breach"),
        sent=Sent(
            people(Role.PORTFOLIO_HOLDER), "pledges_breachkey", at=first(numbers("turned_breach"))
        ),
    ),
    Page(
        "pledges:breach_release",
        RELEASE_BROKEN,
        at=numbers("breach"),
        sent=Sent(
            RELEASE_BROKEN,
            "pledges_breach",
            at=first(numbers("breach")),
            fields=fixed(words="What happened.", version=1),
        ),
    ),
    Page(
        "pledges:steps_set",
        people(Role.COUNCIL_ADMINISTRATOR),
        sent=Sent(
            people(Role.COUNCIL_ADMINISTRATOR),
            "pledges_linesteps",
            fields=fixed(
                in_force_from="1/4/2027", limit_1=5, role_2="Head of commissioning", limit_2=7
            ),
        ),
    ),
    Page("pledges:provider_list", KNOW_PROVIDERS),
    Page(
        "pledges:provider_add",
        CLERK,
        sent=Sent(CLERK, "pledges_provider", fields=fixed(**A_PROVIDER)),
    ),
    Page(
        "pledges:provider_change",
        CLERK,
        at=numbers("provider"),
        sent=Sent(
            CLERK, "pledges_provider", at=first(numbers("provider")), fields=fixed(**A_PROVIDER)
        ),
    ),
    Page(
        "pledges:provider_sign",
        CLERK,
        at=_each(_signs),
        sent=Sent(
            CLERK,
            "pledges_signature",
            at=_signs,
            fields=fixed(signed_on="1/12/2026", signed_as="Registered manager"),
        ),
    ),
)

# Measures -----------------------------------------------------------------------------------------

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


PLEDGES += (
    Page("pledges:promise_past"),
    Page("pledges:pledge_set_past", at=keys("legacy_set", "pledge_set")),
    Page("pledges:pledge_set_list", READ_DRAFTS),
    Page("pledges:pledge_set_add", CLERK, sent=Sent(CLERK, "pledges_newset", _a_set)),
    Page("pledges:pledge_set_detail", READ_DRAFTS, at=keys("own_set")),
    Page("pledges:pledge_set_health", READ_DRAFTS, at=keys("own_set", "pledge_set")),
    _drafted("pledge_set_write", "replacement", _a_set_again),
    _drafted("pledge_set_discard", "newset", fixed(reason="Begun twice.")),
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

READ_WORDS = frozenset(str(one) for one in READS_WORDS)

# Forums -------------------------------------------------------------------------------------------

ANSWERERS = READ_PRIVATE_WORDS | people(
    *(Role.CLERK, Role.REPORT_AUTHOR, Role.PROMISE_OWNER),
    *("author of another report", "worker of another forum"),
)
READ_DAYS = ANSWERERS | people(
    *(Role.BOARD_MEMBER, Role.CHAIR, Role.INSPECTOR),
    *("member of another body", "chair of another body"),
)


def _version_of(row: str) -> Fields:
    """The version of a question that was seen."""
    return lambda council: {"version": getattr(council.rows, row).version}


def _secret(council: Furnished) -> dict[str, object]:
    """The link of somebody far away."""
    return {"secret": council.rows.link_secret}


LEAD = people(Role.SAFEGUARDING_LEAD)
KEEP_CONCERNS = LEAD | people(Role.SAFEGUARDING_DEPUTY)
#: Told of nothing yet, so that there is nothing for them.
NOT_YET = {str(Role.SAFEGUARDING_DEPUTY): 404}


def a_concern(council: Furnished) -> dict[str, object]:  # noqa: ARG001
    """What somebody writes about somebody's safety."""
    return {"words": "Something happened.", "submission": uuid4()}


CONCERNS = (
    Page("forums:concern_list", KEEP_CONCERNS),
    Page(
        "forums:concern_detail",
        LEAD,
        at=numbers("concern", "taken_concern", "closed_concern", "handed_concern"),
        refused=NOT_YET,
    ),
    Page(
        "forums:concern_take",
        LEAD,
        answer=405,
        at=numbers("concern"),
        sent=Sent(LEAD, "forums_concern", at=first(numbers("concern"))),
        refused=NOT_YET,
    ),
    Page(
        "forums:concern_tell",
        LEAD,
        at=numbers("taken_concern"),
        sent=Sent(
            LEAD,
            "forums_concerntold",
            at=first(numbers("taken_concern")),
            fields=lambda council: {"whom": "The doctor", "submission": uuid4()},  # noqa: ARG005
        ),
        refused=NOT_YET,
    ),
    Page(
        "forums:concern_close",
        LEAD,
        at=numbers("taken_concern"),
        sent=Sent(
            LEAD,
            "forums_concern",
            at=first(numbers("taken_concern")),
            fields=fixed(done="Looked after.", version=1),
        ),
        refused=NOT_YET,
    ),
    Page(
        "forums:deputy_list",
        LEAD,
        sent=Sent(
            LEAD,
            "forums_deputy",
            fields=lambda council: {
                "user": council.people[Role.SAFEGUARDING_DEPUTY].pk,
                "starts_on": "18/12/2026",
                "ends_on": "4/1/2027",
            },
        ),
    ),
    Page(
        "forums:deputy_end",
        LEAD,
        answer=405,
        at=numbers("deputy"),
        sent=Sent(LEAD, "forums_deputy", at=first(numbers("deputy"))),
    ),
    Page(
        "forums:concern_raise",
        FORUM | people(*OF_ANOTHER_FORUM),
        at=keys("forum"),
        sent=Sent(
            FORUM | people(*OF_ANOTHER_FORUM),
            "forums_concernwords",
            at=first(keys("forum")),
            fields=a_concern,
        ),
    ),
    Page(
        "forums:concern_from_question",
        WORKER,
        at=numbers("asked"),
        sent=Sent(WORKER, "forums_concern", at=first(numbers("asked")), fields=a_concern),
        refused={str(Role.FORUM_REPRESENTATIVE): 404, **of_another_forum(404)},
    ),
    Page("forums:concern_handed_on", FORUM | people(*OF_ANOTHER_FORUM)),
)

FORUMS = (
    *CONCERNS,
    Page("forums:forum_list"),
    Page("forums:forum_detail", at=keys("forum", "other_forum")),
    Page("forums:survey_detail", at=keys("survey")),
    Page(
        "forums:word_list",
        READ_WORDS,
        at=keys("forum"),
        sent=Sent(
            FORUM, "forums_dictionaryword", fields=fixed(word="LAC"), at=first(keys("forum"))
        ),
    ),
    Page(
        "forums:word_change",
        FORUM,
        at=numbers("word"),
        refused=of_another_forum(403),
        sent=Sent(
            FORUM,
            "forums_dictionaryword",
            at=first(numbers("word")),
            fields=fixed(word="LAC", instead="child", version=1),
        ),
    ),
    Page(
        "forums:word_take_off",
        FORUM,
        answer=405,
        at=numbers("word"),
        sent=Sent(FORUM, "forums_dictionaryword", at=first(numbers("word"))),
    ),
    Page("forums:question_list", FOLLOWERS | people(*OF_ANOTHER_FORUM)),
    Page(
        "forums:question_detail",
        FOLLOWERS,
        at=numbers("asked", "worded", "put", "agreed", "answered", "told"),
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
    Page(
        "forums:question_agree",
        READ_PRIVATE_WORDS,
        answer=405,
        at=numbers("worded"),
        sent=Sent(
            READ_PRIVATE_WORDS,
            "forums_question",
            at=first(numbers("worded")),
            fields=_version_of("worded"),
        ),
    ),
    Page(
        "forums:question_withdraw",
        people(Role.FORUM_REPRESENTATIVE),
        at=numbers("asked", "worded"),
        refused={Role.PARTICIPATION_WORKER: 403, **of_another_forum(404)},
        sent=Sent(
            people(Role.FORUM_REPRESENTATIVE),
            "forums_question",
            at=first(numbers("asked")),
            fields=fixed(version=1, reason="It is answered."),
        ),
    ),
    Page(
        "forums:question_refuse",
        READ_PRIVATE_WORDS,
        at=numbers("asked", "worded"),
        sent=Sent(
            READ_PRIVATE_WORDS,
            "forums_question",
            at=first(numbers("asked")),
            fields=fixed(version=1, reason="It is asked already."),
        ),
    ),
    Page("forums:answer_list", ANSWERERS),
    Page("forums:question_days", READ_DAYS),
    Page(
        "forums:question_answer",
        ANSWERERS,
        at=numbers("agreed", "put"),
        sent=Sent(
            ANSWERERS,
            "forums_answer",
            at=first(numbers("agreed")),
            fields=lambda council: {
                **_version_of("agreed")(council),
                "role": "Head of care",
                "agency": "care",
                "how": "writing",
                "words": "Yes.",
            },
        ),
    ),
    Page(
        "forums:question_tell",
        READ_PRIVATE_WORDS,
        at=numbers("answered"),
        sent=Sent(
            READ_PRIVATE_WORDS,
            "forums_answer",
            at=first(numbers("answered")),
            fields=lambda council: {
                **_version_of("answered")(council),
                "told_on": "1/12/2026",
                "words": "You were told.",
            },
        ),
    ),
    Page(
        "forums:question_judge",
        FORUM,
        at=numbers("told"),
        refused=of_another_forum(403),
        sent=Sent(
            FORUM,
            "forums_answer",
            at=first(numbers("told")),
            fields=lambda council: {**_version_of("told")(council), "verdict": "no"},
        ),
    ),
    Page("forums:link_list", WORKER | people("worker of another forum")),
    Page(
        "forums:link_make",
        WORKER,
        at=keys("forum"),
    ),
    Page(
        "forums:link_end",
        WORKER,
        answer=405,
        at=numbers("link"),
        refused={"worker of another forum": 404},
        sent=Sent(WORKER, "forums_questionlink", at=first(numbers("link"))),
    ),
    Page(
        "forums:link_ask",
        at=lambda council: [_secret(council)],
        sent=Sent(
            EVERYBODY,
            "forums_questionlink",
            at=_secret,
            fields=lambda council: {
                "screen": "not_for",
                "safety": "no",
                "words": "Why?",
                "submission": uuid4(),
                "theme": council.rows.theme.pk,
            },
        ),
    ),
)
