"""The composition root: home, sign-in, help, calendars, what is published."""

from collections.abc import Callable

from councils.roles import Role
from tests.factories.councils import UserFactory
from tests.permissions.table.words import EVERYBODY, PROPER_OFFICER, Page, Sent, first, people
from tests.support.world import Furnished


def demo_person(council: Furnished) -> dict[str, object]:  # noqa: ARG001
    """An invented person of the demo."""
    UserFactory(username="demo-clerk")
    return {"persona": "clerk"}


# The composition root -----------------------------------------------------------------------------


def publishable(*names: str) -> Callable[[Furnished], list[dict[str, object]]]:
    """Addresses of rows that are published by themselves."""

    def places(council: Furnished) -> list[dict[str, object]]:
        rows = [getattr(council.rows, name) for name in names]
        return [{"kind": row._meta.model_name, "key": row.key} for row in rows]

    return places


DRAFTS = publishable("draft_strategy", "draft_set", "draft_measure", "draft_forum", "draft_group")
OUT = publishable("strategy", "pledge_set", "measure", "forum", "body")

ROOT = (
    Page("home", outside_councils=True),
    Page("roles", outside_councils=True),
    Page("accessibility", outside_councils=True),
    Page("gallery", outside_councils=True),
    Page("principle_list", outside_councils=True),
    Page(
        "demo_enter",
        outside_councils=True,
        answer=405,
        at=lambda council: [{"persona": "clerk"}],  # noqa: ARG005
        sent=Sent(EVERYBODY, "councils_user", at=demo_person),
    ),
    Page("council_home"),
    Page("promises_kept"),
    Page("council_colour"),
    Page("council_principles"),
    Page("retention", people(Role.COUNCIL_ADMINISTRATOR)),
    Page("published_list", PROPER_OFFICER),
    Page(
        "publish",
        PROPER_OFFICER,
        answer=405,
        at=DRAFTS,
        sent=Sent(PROPER_OFFICER, "councils_publication", at=first(DRAFTS)),
    ),
    Page(
        "withdraw",
        PROPER_OFFICER,
        answer=405,
        at=OUT,
        sent=Sent(PROPER_OFFICER, "councils_publication", at=first(OUT)),
    ),
)
