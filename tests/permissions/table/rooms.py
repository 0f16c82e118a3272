"""Pledges, measures and forums."""

from collections.abc import Callable
from datetime import date
from uuid import uuid4

from councils.roles import Role
from measures.definitions.queries import links_seen
from tests.permissions.table.words import (
    CLERK,
    FOLLOWERS,
    FORUM,
    OF_ANOTHER_BODY,
    OF_ANOTHER_FORUM,
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
