"""Who sits on a body, and the rules it meets by."""

from collections.abc import Callable

from tests.permissions.table.words import (
    CLERK,
    READ_RECORD,
    Page,
    Sent,
    first,
    fixed,
    keys,
    somebody,
)
from tests.support.world import Furnished


def of_body(*names: str, key: str = "body") -> Callable[[Furnished], list[dict[str, object]]]:
    """Addresses below a body, by the numbers of these rows."""
    return lambda council: [
        {"key": getattr(council.rows, key).key, "pk": getattr(council.rows, name).pk}
        for name in names
    ]


def of_person(council: Furnished) -> list[dict[str, object]]:
    """The address about somebody who holds a seat."""
    return [{"key": council.rows.body.key, "pk": council.rows.holder.person.pk}]


NEW_RULES = fixed(
    in_force_from="1/4/2027",
    source="Agreed in March.",
    legal_status="panel",
    quorum_kind="none",
    slot_minutes=120,
    confirmed="yes",
)

SEATS = (
    Page("boards:seat_list", READ_RECORD, at=keys("body")),
    Page("boards:seat_detail", READ_RECORD, at=of_body("seat", "free_seat", "young_seat")),
    Page(
        "boards:seat_add",
        CLERK,
        at=keys("body"),
        sent=Sent(
            CLERK,
            "boards_seat",
            fixed(title="Health visitor", held_by="one"),
            at=first(keys("body")),
        ),
    ),
    Page(
        "boards:person_add",
        CLERK,
        at=keys("body"),
        sent=Sent(CLERK, "councils_person", fixed(name="Ann New"), at=first(keys("body"))),
    ),
    Page(
        "boards:co_option_add",
        CLERK,
        at=keys("body"),
        sent=Sent(
            CLERK,
            "boards_cooption",
            somebody(starts_on="1/12/2026", reason="Knows housing."),
            at=first(keys("body")),
        ),
    ),
    Page(
        "boards:person_leave",
        CLERK,
        at=of_person,
        sent=Sent(CLERK, "boards_seatholder", fixed(last_day="2/12/2026"), at=first(of_person)),
    ),
    Page(
        "boards:holder_change",
        CLERK,
        at=of_body("holder"),
        sent=Sent(
            CLERK,
            "boards_seatholder",
            fixed(starts_on="5/1/2026", ends_on="31/12/2026", version=1),
            at=first(of_body("holder")),
        ),
    ),
    Page(
        "boards:substitute_change",
        CLERK,
        at=of_body("substitute"),
        sent=Sent(
            CLERK,
            "boards_substitute",
            fixed(starts_on="5/1/2026", ends_on="31/12/2026", version=1),
            at=first(of_body("substitute")),
        ),
    ),
    Page(
        "boards:co_option_end",
        CLERK,
        at=of_body("co_option"),
        sent=Sent(
            CLERK,
            "boards_cooption",
            fixed(ends_on="31/12/2026", version=1),
            at=first(of_body("co_option")),
        ),
    ),
    Page(
        "boards:holder_add",
        CLERK,
        at=of_body("free_seat"),
        sent=Sent(
            CLERK,
            "boards_seatholder",
            somebody(starts_on="1/12/2026"),
            at=first(of_body("free_seat")),
        ),
    ),
    Page(
        "boards:substitute_add",
        CLERK,
        at=of_body("free_seat"),
        sent=Sent(
            CLERK,
            "boards_substitute",
            somebody(starts_on="1/12/2026", place=1),
            at=first(of_body("free_seat")),
        ),
    ),
    Page(
        "boards:seat_discipline",
        CLERK,
        at=of_body("free_seat"),
        sent=Sent(
            CLERK,
            "boards_seatdiscipline",
            lambda council: {"discipline": council.rows.other_discipline.pk},
            at=first(of_body("free_seat")),
        ),
    ),
    Page(
        "boards:young_places",
        CLERK,
        at=of_body("young_seat"),
        sent=Sent(
            CLERK,
            "boards_youngplaces",
            fixed(number=4, starts_on="1/12/2026"),
            at=first(of_body("young_seat")),
        ),
    ),
    Page("boards:rules_detail", READ_RECORD, at=keys("body")),
    Page(
        "boards:rules_set",
        CLERK,
        at=keys("body"),
        sent=Sent(CLERK, "boards_bodyrules", NEW_RULES, at=first(keys("body"))),
    ),
    Page(
        "boards:rules_withdraw",
        CLERK,
        answer=405,
        at=of_body("rules_to_come"),
        sent=Sent(CLERK, "boards_bodyrules", at=first(of_body("rules_to_come"))),
    ),
)
