"""Opening pages as everybody, and seeing what was answered and what was written."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass

from django.db import connection, transaction
from django.urls import reverse

from tests.permissions.table.words import EVERYBODY, Page
from tests.support.get_writes import MAY_BE_WRITTEN, QUOTED, WRITES
from tests.support.people import STRANGERS, WITHOUT_A_PLACE, Visitor, visitors
from tests.support.world import Furnished, World

WAY_IN = "/accounts/login/"


@dataclass(frozen=True)
class Seen:
    """What somebody got for sending or opening something."""

    code: int
    leads_to: str
    written: frozenset[str]

    @property
    def way_in(self) -> bool:
        """Whether they were shown the way in."""
        return self.code == 302 and self.leads_to.startswith(WAY_IN)


def everybody(world: World) -> list[Visitor]:
    """Everybody of our council, each role of the other, and those who hold none anywhere."""
    theirs = {k: v for k, v in world.theirs.people.items() if k not in WITHOUT_A_PLACE}
    return visitors({world.ours.slug: world.ours.people, world.theirs.slug: theirs})


@contextmanager
def tables_written() -> Iterator[set[str]]:
    """The tables written inside the block, but for the session's."""
    found: set[str] = set()

    def execute(run: Callable, sql: str, params: object, many: bool, context: dict) -> object:
        found.update(table for _, table in WRITES.findall(QUOTED.sub("''", str(sql))))
        return run(sql, params, many, context)

    with connection.execute_wrapper(execute):
        yield found
    found -= MAY_BE_WRITTEN


def sends(visitor: Visitor, url: str, fields: dict[str, object]) -> Seen:
    """What somebody gets for sending a form, and what is written; all of it is taken back."""
    cookies = deepcopy(visitor.client.cookies)
    with transaction.atomic(), tables_written() as written:
        response = visitor.client.post(url, fields)
        transaction.set_rollback(True)
    visitor.client.cookies = cookies
    return Seen(response.status_code, response.get("Location", ""), frozenset(written))


def opens(visitor: Visitor, url: str) -> Seen:
    """What somebody gets for opening a page; that nothing is written is a guard's business."""
    response = visitor.client.get(url)
    return Seen(response.status_code, response.get("Location", ""), frozenset())


def address(page: Page, council: Furnished, place: dict[str, object]) -> str:
    """The address of a page."""
    own = {} if page.outside_councils else {"council": council.slug}
    return reverse(page.name, kwargs=own | place)


def belongs(visitor: Visitor, council: Furnished) -> bool:
    """Whether somebody holds a role in the council."""
    return visitor.council == council.slug and visitor.name not in STRANGERS


def refusal(page: Page, let_in: frozenset[str], visitor: Visitor, council: Furnished) -> int:
    """The code with which somebody is turned away; nought for those let in."""
    if let_in == EVERYBODY:
        return 0
    if visitor.name == "anonymous":
        return 302
    if not belongs(visitor, council):
        return 404
    if visitor.name in let_in:
        return 0
    return page.refused.get(visitor.name, 403)
