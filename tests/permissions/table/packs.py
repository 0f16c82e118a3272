"""Papers as they are published and read, and what is taken out of them."""

from collections.abc import Callable

from councils.roles import Role
from tests.permissions.table.words import (
    CLERK,
    FORUM,
    OF_ANOTHER_FORUM,
    OF_THE_BODY,
    PROPER_OFFICER,
    READ_FORUM_PAPERS,
    READ_MEMBERS_PAPERS,
    Page,
    Sent,
    first,
    fixed,
    keys,
    numbers,
    of_another_forum,
    people,
)
from tests.support.world import Furnished


def items_of_meeting(council: Furnished) -> list[dict[str, object]]:
    """Each item of the published papers."""
    return [{"pk": council.rows.meeting.pk, "number": number} for number in range(4)]


def files_of_meeting(*names: str) -> Callable[[Furnished], list[dict[str, object]]]:
    """Files that the published papers name."""

    def places(council: Furnished) -> list[dict[str, object]]:
        rows = council.rows
        return [{"pk": rows.meeting.pk, "file": getattr(rows, name).pk} for name in names]

    return places


def places_of_meeting(council: Furnished) -> list[dict[str, object]]:
    """A whole item of the published papers, and a paragraph."""
    return [{"pk": council.rows.meeting.pk, "place": place} for place in ("2", "1.1")]


def own_note(name: str) -> Callable[[Furnished], list[dict[str, object]]]:
    """Where the member has a note."""

    def places(council: Furnished) -> list[dict[str, object]]:
        row = getattr(council.rows, name)
        return [{"pk": row.meeting_id, "place": row.place}]

    return places


def pdf_of_meeting(kind: str) -> Callable[[Furnished], list[dict[str, object]]]:
    """The PDFs of the published papers of that kind."""

    def places(council: Furnished) -> list[dict[str, object]]:
        edition = next(each for each in council.rows.editions if each.kind == kind)
        return [{"pk": edition.meeting_id, "variant": row.variant} for row in edition.printed.all()]

    return places


def pdf_that_failed(council: Furnished) -> list[dict[str, object]]:
    """A PDF that could not be made."""
    row = council.rows.unprinted
    where = {"kind": row.edition.kind, "variant": row.variant}
    return [{"pk": row.edition.meeting_id, **where}]


def public_minutes(council: Furnished) -> list[dict[str, object]]:
    """Minutes that are agreed."""
    return [{"pk": council.rows.old_minutes.meeting_id}]


PACKS = (
    Page(
        "boards:removal_list",
        CLERK | PROPER_OFFICER,
        at=numbers("meeting", "draft_meeting"),
        sent=Sent(
            CLERK | PROPER_OFFICER,
            "boards_removal",
            at=first(numbers("meeting")),
            fields=lambda council: {"number": "1.2"},  # noqa: ARG005
        ),
    ),
    Page("boards:removal_detail", CLERK | PROPER_OFFICER, at=numbers("removal")),
    Page(
        "boards:removal_destroy",
        CLERK | PROPER_OFFICER,
        answer=405,
        at=numbers("removal"),
        sent=Sent(CLERK | PROPER_OFFICER, "boards_removal", at=first(numbers("removal"))),
    ),
    Page(
        "boards:removal_take_back",
        CLERK | PROPER_OFFICER,
        answer=405,
        at=numbers("removal"),
        sent=Sent(CLERK | PROPER_OFFICER, "boards_removal", at=first(numbers("removal"))),
    ),
    Page("boards:papers", at=numbers("meeting"), answer=302),
    Page("boards:members_papers", READ_MEMBERS_PAPERS, at=numbers("meeting")),
    Page("boards:members_papers_item", READ_MEMBERS_PAPERS, at=items_of_meeting),
    Page(
        "boards:members_file",
        READ_MEMBERS_PAPERS,
        at=files_of_meeting("cleared_attachment", "open_attachment"),
    ),
    Page("boards:forum_file", READ_FORUM_PAPERS, at=files_of_meeting("open_attachment")),
    Page("boards:public_file", at=files_of_meeting("open_attachment")),
    Page("boards:members_pdf", READ_MEMBERS_PAPERS, at=pdf_of_meeting("members")),
    Page("boards:forum_pdf", READ_FORUM_PAPERS, at=pdf_of_meeting("forum")),
    Page("boards:public_pdf", at=pdf_of_meeting("public")),
    Page(
        "boards:pdf_again",
        CLERK,
        answer=405,
        at=pdf_that_failed,
        sent=Sent(CLERK, "boards_printedfile", at=first(pdf_that_failed)),
    ),
    Page(
        "boards:papers_start",
        READ_MEMBERS_PAPERS,
        answer=405,
        at=numbers("meeting"),
        sent=Sent(OF_THE_BODY, "boards_opened", at=first(numbers("meeting"))),
    ),
    Page(
        "boards:item_read",
        READ_MEMBERS_PAPERS,
        answer=405,
        at=items_of_meeting,
        sent=Sent(READ_MEMBERS_PAPERS, "boards_readmark", at=first(items_of_meeting)),
    ),
    Page("boards:note_list", READ_MEMBERS_PAPERS, at=numbers("meeting")),
    Page(
        "boards:note",
        READ_MEMBERS_PAPERS,
        at=places_of_meeting,
        sent=Sent(
            READ_MEMBERS_PAPERS,
            "boards_privatenote",
            at=first(places_of_meeting),
            fields=lambda council: {"words": "My own words", "version": 0},  # noqa: ARG005
        ),
    ),
    *(
        Page(
            f"boards:{name}",
            READ_MEMBERS_PAPERS,
            answer=405,
            at=own_note(note),
            refused=dict.fromkeys(READ_MEMBERS_PAPERS - people(Role.BOARD_MEMBER), 404),
            sent=Sent(people(Role.BOARD_MEMBER), "boards_privatenote", at=first(own_note(note))),
        )
        for name, note in (("note_delete", "note"), ("note_put_back", "deleted_note"))
    ),
    Page("boards:unclear_list", FORUM | people(*OF_ANOTHER_FORUM)),
    Page(
        "boards:unclear_detail",
        FORUM,
        at=numbers("unclear", "set_aside"),
        refused=of_another_forum(403),
        sent=Sent(
            FORUM,
            "boards_unclearplace",
            at=first(numbers("unclear")),
            fields=fixed(reason="It is a name."),
        ),
    ),
    Page(
        "boards:unclear_tap",
        FORUM,
        answer=405,
        at=items_of_meeting,
        sent=Sent(
            FORUM,
            "boards_tap",
            at=lambda council: items_of_meeting(council)[1],
            fields=fixed(place="1.1"),
        ),
    ),
    Page("boards:papers_opened", CLERK, at=numbers("meeting", "bare_meeting")),
    Page("boards:papers_search"),
    Page("boards:body_packs", at=keys("body")),
    Page("boards:forum_papers", READ_FORUM_PAPERS, at=numbers("meeting")),
    Page("boards:forum_papers_item", READ_FORUM_PAPERS, at=items_of_meeting),
    Page("boards:public_minutes", at=public_minutes),
    Page("boards:public_papers", at=numbers("meeting")),
    Page("boards:public_papers_item", at=items_of_meeting),
)
