"""What the body asks young people, and what their forums say to it."""

from uuid import uuid4

from councils.roles import Role
from tests.permissions.table.words import (
    FORUM,
    READ_MEMBERS_PAPERS,
    READ_PRIVATE_WORDS,
    Page,
    Sent,
    first,
    fixed,
    keys,
    numbers,
    people,
)
from tests.support.world import Furnished

WRITE = people(Role.CLERK, Role.CHAIR)


def _asked(council: Furnished) -> dict[str, object]:
    return {"words": "Will you?", "forums": council.rows.forum.pk, "submission": uuid4()}


def of_forum(council: Furnished) -> list[dict[str, object]]:
    """What the forum is asked, and has answered."""
    return [{"pk": council.rows.to_forum.pk, "key": council.rows.forum.key}]


TO_FORUM = (
    Page("boards:to_forum_list", READ_MEMBERS_PAPERS, at=keys("body")),
    Page(
        "boards:to_forum_add",
        WRITE,
        at=keys("body"),
        sent=Sent(WRITE, "boards_forumchallenge", _asked, at=first(keys("body"))),
    ),
    Page("boards:to_forum_detail", READ_MEMBERS_PAPERS, at=numbers("to_forum", "to_forum_told")),
    Page(
        "boards:to_forum_change",
        WRITE,
        at=numbers("to_forum_draft"),
        sent=Sent(
            WRITE,
            "boards_forumchallenge",
            at=first(numbers("to_forum_draft")),
            fields=fixed(words="Would you?", version=1),
        ),
    ),
    Page(
        "boards:to_forum_agree",
        WRITE,
        answer=405,
        at=numbers("to_forum_draft"),
        sent=Sent(
            WRITE,
            "boards_forumchallenge",
            at=first(numbers("to_forum_draft")),
            fields=fixed(version=1),
        ),
    ),
    Page(
        "boards:to_forum_withdraw",
        WRITE,
        at=numbers("to_forum_draft"),
        sent=Sent(
            WRITE,
            "boards_forumchallenge",
            at=first(numbers("to_forum_draft")),
            fields=fixed(reason="We know already."),
        ),
    ),
    Page(
        "boards:to_forum_answer",
        FORUM | READ_PRIVATE_WORDS,
        at=of_forum,
        sent=Sent(
            FORUM,
            "boards_forumanswer",
            at=first(of_forum),
            fields=fixed(says="no", words="We have no time.", version=1),
        ),
    ),
    Page(
        "boards:to_forum_read",
        READ_PRIVATE_WORDS,
        answer=405,
        at=of_forum,
        sent=Sent(
            READ_PRIVATE_WORDS, "boards_forumanswer", at=first(of_forum), fields=fixed(version=1)
        ),
    ),
)
