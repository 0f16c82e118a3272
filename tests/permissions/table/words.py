"""How a row of the table is written: a page, who may open it, what is sent there."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from councils.roles import Role
from tests.support.people import WITHOUT_A_PLACE
from tests.support.world import Furnished

EVERYBODY = frozenset({"everybody"})
NOBODY: frozenset[str] = frozenset()

Fields = Callable[[Furnished], dict[str, object]]


def nothing(council: Furnished) -> dict[str, object]:  # noqa: ARG001
    """No fields: a button alone."""
    return {}


@dataclass(frozen=True)
class Sent:
    """A form somebody sends: who is let in, the fields, and the table in which it is felt."""

    by: frozenset[str]
    writes: str
    fields: Fields = nothing
    at: Callable[[Furnished], dict[str, object]] = nothing


@dataclass(frozen=True)
class Page:
    """One address of ours."""

    name: str
    opened_by: frozenset[str] = EVERYBODY
    #: The objects it is opened for, as arguments of its address; one without arguments has one.
    at: Callable[[Furnished], Iterable[dict[str, object]]] = lambda council: [{}]  # noqa: ARG005
    sent: Sent | None = None
    #: Those who have the permission, yet not for this object, and what they see.
    refused: dict[str, int] = field(default_factory=dict)
    #: What those let in get when they open it; 405 where it is only for sending.
    answer: int = 200
    outside_councils: bool = False

    def __str__(self) -> str:
        return self.name


def people(*names: str) -> frozenset[str]:
    """Some people, as plain names."""
    return frozenset(str(name) for name in names)


CLERK = people(Role.CLERK)
WORKER = people(Role.PARTICIPATION_WORKER)
WRITERS = people(Role.REPORT_AUTHOR, Role.CLERK)
AUTHORS = WRITERS | people("author of another report")
READ_REPORTS = WRITERS | people(Role.PROPER_OFFICER)
FORUM = people(Role.FORUM_REPRESENTATIVE, Role.PARTICIPATION_WORKER)
FOLLOWERS = FORUM | people(Role.INSPECTOR, Role.SAFEGUARDING_LEAD)
READ_PRIVATE_WORDS = WORKER | people(Role.SAFEGUARDING_LEAD)
OF_THE_BODY = people(Role.BOARD_MEMBER, Role.CHAIR)
READ_MEMBERS_PAPERS = OF_THE_BODY | people(Role.CLERK, Role.PROPER_OFFICER, Role.INSPECTOR)
READ_FORUM_PAPERS = FORUM | people(Role.CLERK, Role.INSPECTOR)
OF_ANOTHER_BODY = [name for name in WITHOUT_A_PLACE if "body" in name]
OF_ANOTHER_FORUM = [name for name in WITHOUT_A_PLACE if "forum" in name]


def of_another_forum(code: int) -> dict[str, int]:
    """What the people of another forum see."""
    return dict.fromkeys(OF_ANOTHER_FORUM, code)


def keys(*names: str) -> Callable[[Furnished], list[dict[str, object]]]:
    """Addresses by the keys of these rows."""
    return lambda council: [{"key": getattr(council.rows, name).key} for name in names]


def numbers(*names: str) -> Callable[[Furnished], list[dict[str, object]]]:
    """Addresses by the numbers of these rows."""
    return lambda council: [{"pk": getattr(council.rows, name).pk} for name in names]


def first(places: Callable[[Furnished], list[dict]]) -> Callable[[Furnished], dict]:
    """The first of some addresses."""
    return lambda council: places(council)[0]


READ_RECORD = OF_THE_BODY | people(Role.CLERK, Role.PROPER_OFFICER, Role.INSPECTOR)
PROPER_OFFICER = people(Role.PROPER_OFFICER)


def somebody(**more: object) -> Fields:
    """What a clerk fills in about somebody on record."""
    return lambda council: {"person": council.rows.person.pk, **more}


def fixed(**fields: object) -> Fields:
    """Fields that are the same everywhere."""
    return lambda council: fields  # noqa: ARG005
