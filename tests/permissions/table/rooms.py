"""Pledges, measures and forums."""

from datetime import date
from uuid import uuid4

from councils.roles import Role
from tests.permissions.table.words import (
    FOLLOWERS,
    FORUM,
    OF_ANOTHER_FORUM,
    READ_PRIVATE_WORDS,
    Page,
    Sent,
    first,
    keys,
    numbers,
    of_another_forum,
    people,
)
from tests.support.files import upload
from tests.support.world import FIGURES_FROM

OFFICER = people(Role.KPI_OFFICER)


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

MEASURES = (
    Page("measures:measure_list"),
    Page("measures:measure_detail", at=keys("measure")),
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
