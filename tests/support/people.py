"""Who visits: each role of a council, and those who hold none there."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.test import Client

from councils.models import Council, User
from councils.roles import Role
from forums.models import Forum
from tests.factories.councils import MembershipFactory, UserFactory
from tests.factories.forums import ForumMemberFactory

BACKEND = "councils.access.MembershipBackend"

#: Those who hold a role without the place that usually comes with it.
WITHOUT_A_PLACE = {
    "worker of another forum": Role.PARTICIPATION_WORKER,
    "representative of another forum": Role.FORUM_REPRESENTATIVE,
    "member of another body": Role.BOARD_MEMBER,
    "chair of another body": Role.CHAIR,
    "author of another report": Role.REPORT_AUTHOR,
}
#: Those who hold no role in any council.
STRANGERS = ("nobody", "operator", "anonymous")


def person(role: str, council: Council, *, forum: Forum | None = None) -> User:
    """Somebody who holds a role in a council, and a place in a forum where one is given."""
    name = f"{role.replace('_', ' ').capitalize()} of {council.short_name}"
    user = UserFactory(display_name=name)
    MembershipFactory(user=user, council=council, role=role)
    if forum:
        ForumMemberFactory(user=user, forum=forum)
    return user


def sign_in(user: User | None) -> Client:
    """A browser in which the person has signed in; a fresh one for nobody at all."""
    client = Client()
    if user:
        client.force_login(user, backend=BACKEND)
    return client


@dataclass(frozen=True)
class Visitor:
    """One who opens pages: who they are, where they belong, and their browser."""

    name: str
    council: str
    client: Client

    def __str__(self) -> str:
        return f"{self.name} of {self.council}" if self.council else self.name


def visitors(world: Mapping[str, Mapping[str, User]]) -> list[Visitor]:
    """Everybody of both councils, and the strangers."""
    people = [
        Visitor(name, council, sign_in(user))
        for council, users in world.items()
        for name, user in users.items()
    ]
    strangers = {
        "nobody": UserFactory(username="nobody"),
        "operator": UserFactory(username="operator", operator=True),
        "anonymous": None,
    }
    return people + [Visitor(name, "", sign_in(user)) for name, user in strangers.items()]
