"""The invented people of the demo, and how one becomes one of them with a click.

Only there in demo mode, which refuses to start with a real database or a host others can reach.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
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


FIRST = "buckinghamshire"
PREFIX = "demo-"


@dataclass(frozen=True, slots=True)
class Persona:
    """An invented person: what they are called, the roles they hold."""

    part: str
    roles: tuple[str, ...]
    in_forum: bool = False
    name: str = ""
    council: str = FIRST

    @property
    def slug(self) -> str:
        """What their address ends in: the part they play, with the council unless it is the first."""
        return self.part if self.council == FIRST else f"{self.council}-{self.part}"

    @property
    def username(self) -> str:
        """The name they sign in with."""
        return f"{PREFIX}{self.slug}"

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


PARTS = (
    Persona("clerk", (Role.CLERK,)),
    Persona("officer", (Role.KPI_OFFICER,)),
    Persona("representative", (Role.FORUM_REPRESENTATIVE,), in_forum=True),
    Persona("worker", (Role.PARTICIPATION_WORKER,), in_forum=True),
    Persona("member", (Role.BOARD_MEMBER,)),
    Persona("chair", (Role.CHAIR, Role.BOARD_MEMBER, Role.PORTFOLIO_HOLDER)),
    Persona("proper-officer", (Role.PROPER_OFFICER,)),
    Persona("safeguarding-lead", (Role.SAFEGUARDING_LEAD,)),
    Persona("administrator", (Role.COUNCIL_ADMINISTRATOR,)),
    Persona("inspector", (Role.INSPECTOR,)),
    Persona("author", (Role.REPORT_AUTHOR,)),
    Persona("promise-owner", (Role.PROMISE_OWNER,)),
    Persona("forum-chair", (Role.FORUM_CHAIR,), in_forum=True),
    Persona("deputy", (Role.SAFEGUARDING_DEPUTY,)),
)

#: Who plays the parts, council by council, in the same order.
NAMES = {
    "buckinghamshire": (
        *("Clara Holt", "Idris Bell", "Skye", "Jo Marsh", "Councillor Amina Rees"),
        *(
            "Councillor David Penn",
            "Ruth Adeyemi",
            "Sam Okafor",
            "Ellis Grant",
            "Helen Brook",
            "Martha Yeo",
            "Dana Whitfield",
            "Quinn",
            "Dana Whitlow",
        ),
    ),
    "bcp": (
        *("Maya Fenn", "Oscar Dale", "River", "Tess Moran", "Councillor Ian Hobbs"),
        *(
            "Councillor Farah Aziz",
            "Noel Pike",
            "Anna Reid",
            "Lewis Obi",
            "Joan Marlow",
            "Stan Whitlock",
            "Olive Brandt",
            "Indigo",
            "Gil Porter",
        ),
    ),
    "bromley": (
        *("Nina Cross", "Tariq Shah", "Ash", "Bola Martins", "Councillor Rita Lowe"),
        *(
            "Councillor Owen Blake",
            "Gwen Tully",
            "Mark Eze",
            "Sonia Hale",
            "Peter Quill",
            "Lena Osei",
            "Carl Ives",
            "Marlowe",
            "Hana Mistry",
        ),
    ),
    "cambridgeshire": (
        *("Rosa Lind", "Dean Moss", "Wren", "Kit Alder", "Councillor Jean Fisk"),
        *(
            "Councillor Samir Patel",
            "Lydia Stone",
            "Femi Ward",
            "Ruby Nash",
            "Hugh Cairns",
            "Ravi Thorne",
            "Gail Penrose",
            "Sage",
            "Olu Bright",
        ),
    ),
    "dorset": (
        *("Ivy Marsh", "Callum Rowe", "Robin", "Dee Harper", "Councillor Tom Vine"),
        *(
            "Councillor Meera Nair",
            "Alec Frost",
            "Pam Bright",
            "Jude Carr",
            "Edna Holm",
            "Cora Bagwell",
            "Hilda Croft",
            "Ocean",
            "Beth Quinn",
        ),
    ),
}


def people(council: str) -> tuple[Persona, ...]:
    """The people of a council's demo history; one can be them in demo mode only."""
    names = NAMES.get(council) or [f"Somebody ({part.role.lower()})" for part in PARTS]
    return tuple(
        replace(part, name=name, council=council) for part, name in zip(PARTS, names, strict=True)
    )


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
    if not settings.DEMO:
        raise Http404
    user = get_object_or_404(User, username=f"{PREFIX}{persona}")
    login(request, user, backend=BACKEND)
    membership = user.memberships.select_related("council").order_by("council__name").first()
    if membership is None:
        return redirect("home")
    return redirect("council_home", council=membership.council.slug)
