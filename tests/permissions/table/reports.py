"""Reports, the files that go with them, and what is restricted."""

from tests.permissions.table.oversight import seen_of
from tests.permissions.table.words import (
    AUTHORS,
    CLERK,
    PROPER_OFFICER,
    READ_REPORTS,
    WRITERS,
    Page,
    Sent,
    first,
    numbers,
)
from tests.support.files import pdf, upload

REPORTS = (
    Page("boards:report_list", AUTHORS),
    Page(
        "boards:report_start",
        AUTHORS,
        sent=Sent(
            AUTHORS,
            "boards_report",
            fields=lambda council: {
                "item": council.rows.draft_item.pk,
                "kind": "report",
                "title": "A new report",
            },
        ),
    ),
    Page(
        "boards:report_detail",
        READ_REPORTS,
        at=numbers("report", "submitted_report", "cleared_report", "restricted_report"),
    ),
    Page(
        "boards:report_edit",
        WRITERS,
        at=numbers("report"),
        sent=Sent(
            WRITERS,
            "boards_report",
            at=first(numbers("report")),
            fields=lambda council: {"title": "Another title", "seen": seen_of(council)},
        ),
    ),
    Page(
        "boards:report_word",
        WRITERS,
        at=numbers("report"),
        sent=Sent(
            WRITERS,
            "boards_report",
            at=first(numbers("report")),
            fields=lambda council: {"title": "Another title", "seen": seen_of(council)},
        ),
    ),
    Page(
        "boards:report_decide",
        CLERK,
        at=numbers("submitted_report", "cleared_report", "report"),
        sent=Sent(
            CLERK,
            "boards_reportmove",
            at=first(numbers("submitted_report")),
            fields=lambda council: {"decision": "clear"},  # noqa: ARG005
        ),
    ),
    Page(
        "boards:attachment_add",
        WRITERS,
        at=numbers("report"),
        sent=Sent(
            WRITERS,
            "boards_attachment",
            at=first(numbers("report")),
            fields=lambda council: {  # noqa: ARG005
                "file": upload(pdf("More.")),
                "readers": "members",
            },
        ),
    ),
    Page(
        "boards:attachment",
        READ_REPORTS,
        at=numbers("attachment", "cleared_attachment"),
    ),
    Page(
        "boards:attachment_remove",
        WRITERS,
        answer=405,
        at=numbers("attachment"),
        sent=Sent(WRITERS, "boards_attachment", at=first(numbers("attachment"))),
    ),
    Page(
        "boards:attachment_replace",
        WRITERS,
        at=numbers("attachment", "held_back"),
        sent=Sent(
            WRITERS,
            "boards_attachment",
            at=first(numbers("attachment")),
            fields=lambda council: {  # noqa: ARG005
                "file": upload(pdf("Mended.")),
                "readers": "members",
            },
        ),
    ),
    Page(
        "boards:file_check",
        CLERK,
        at=numbers("held_back", "attachment", "cleared_file"),
        sent=Sent(
            CLERK,
            "boards_fileclearance",
            at=first(numbers("held_back")),
            fields=lambda council: {"reason": "It is a heading.", "seen": 1},  # noqa: ARG005
        ),
    ),
    Page(
        "boards:clearance_take_back",
        CLERK,
        answer=405,
        at=numbers("cleared_file"),
        sent=Sent(CLERK, "boards_fileclearance", at=first(numbers("cleared_file"))),
    ),
    Page("boards:meeting_reports", CLERK, at=numbers("meeting", "draft_meeting")),
    Page("boards:restriction_list", PROPER_OFFICER),
    Page(
        "boards:restriction_add",
        PROPER_OFFICER,
        at=numbers("cleared_report", "report"),
        sent=Sent(
            PROPER_OFFICER,
            "boards_restriction",
            at=first(numbers("cleared_report")),
            fields=lambda council: {  # noqa: ARG005
                "paper": "report",
                "reason": "It tells of one family.",
                "review_on": "1/3/2027",
            },
        ),
    ),
    Page(
        "boards:restriction_detail",
        PROPER_OFFICER,
        at=numbers("restriction", "published_restriction"),
        sent=Sent(
            PROPER_OFFICER,
            "boards_restriction",
            at=first(numbers("restriction")),
            fields=lambda council: {"review_on": "1/3/2027", "version": 1},  # noqa: ARG005
        ),
    ),
    Page(
        "boards:restriction_release",
        PROPER_OFFICER,
        answer=405,
        at=numbers("restriction"),
        sent=Sent(PROPER_OFFICER, "boards_restriction", at=first(numbers("restriction"))),
    ),
)
