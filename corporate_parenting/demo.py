"""The invented people of the demo, and how one becomes one of them with a click.

Only there in demo mode, which refuses to start with a real database or a host others can reach.
"""

from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address

from django.conf import settings
from django.contrib.auth import login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from councils.models import User
from councils.roles import GRANTS, Role

BACKEND = "councils.access.MembershipBackend"


@dataclass(frozen=True, slots=True)
class Persona:
    """An invented person: what they are called, the roles they hold, the seat they sit on."""

    slug: str
    name: str
    roles: tuple[str, ...]
    seat: int | None = None
    in_forum: bool = False

    @property
    def username(self) -> str:
        """The name they sign in with."""
        return f"demo-{self.slug}"

    @property
    def email(self) -> str:
        """An address that leads nowhere; young people need none."""
        return "" if self.in_forum else f"{self.slug}@example.org"

    @property
    def role(self) -> str:
        """Their first role, in words."""
        return Role(self.roles[0]).label

    @property
    def text(self) -> str:
        """What the first role may do."""
        return GRANTS[self.roles[0]].may


PERSONAS = (
    Persona("clerk", "Clara Holt", (Role.CLERK,)),
    Persona("officer", "Idris Bell", (Role.KPI_OFFICER,)),
    Persona("representative", "Skye", (Role.FORUM_REPRESENTATIVE,), in_forum=True),
    Persona("worker", "Jo Marsh", (Role.PARTICIPATION_WORKER,), in_forum=True),
    Persona("member", "Councillor Amina Rees", (Role.BOARD_MEMBER,), seat=2),
    Persona(
        "chair",
        "Councillor David Penn",
        (Role.CHAIR, Role.BOARD_MEMBER, Role.PORTFOLIO_HOLDER),
        seat=1,
    ),
    Persona("proper-officer", "Ruth Adeyemi", (Role.PROPER_OFFICER,)),
    Persona("safeguarding-lead", "Sam Okafor", (Role.SAFEGUARDING_LEAD,)),
    Persona("administrator", "Ellis Grant", (Role.COUNCIL_ADMINISTRATOR,)),
    Persona("inspector", "Helen Brook", (Role.INSPECTOR,)),
)


def people() -> tuple[Persona, ...]:
    """The people one can be; none outside demo mode."""
    return PERSONAS if settings.DEMO else ()


class OnlyHere:
    """Middleware of the demo: nobody but this machine is answered, whatever address it runs on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or refuse a request that came from another machine or through a proxy."""
        here = ip_address(request.META.get("REMOTE_ADDR") or "127.0.0.1").is_loopback
        if not here or "HTTP_X_FORWARDED_FOR" in request.META:
            raise PermissionDenied("The demo is only for the machine it runs on.")
        return self.get_response(request)


@require_POST
def enter(request: HttpRequest, persona: str) -> HttpResponse:
    """Become one of them."""
    found = next((each for each in people() if each.slug == persona), None)
    if found is None:
        raise Http404
    user = get_object_or_404(User, username=found.username)
    login(request, user, backend=BACKEND)
    council = user.memberships.select_related("council").order_by("council__name").first()
    if council is None:
        return redirect("home")
    return redirect("council_home", council=council.council.slug)
