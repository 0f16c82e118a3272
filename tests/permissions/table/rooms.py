"""Pledges, measures and forums."""

from datetime import date
from uuid import uuid4

from councils.roles import Role
from measures.definitions.queries import links_seen
from tests.permissions.table.words import (
    EVERYBODY,
    FOLLOWERS,
    FORUM,
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

PLEDGES = (
    Page("pledges:strategy_list"),
    Page("pledges:strategy_detail", at=keys("strategy")),
    Page("pledges:promise_list"),
    Page("pledges:promise_detail", at=keys("promise")),
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
