"""Who may: the one backend that answers for pages and admin alike, and how a view says its need.

Another council's page is “not found” (404); this council's page without the permission is refused
with the reason in words (403); without signing in, the way in is shown.
"""

from collections.abc import Callable
from datetime import date
from functools import wraps

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.views import redirect_to_login
from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.http import Http404, HttpRequest, HttpResponse

from councils import clock
from councils.models import Council, Membership, User
from councils.prepared import PreparedByKey
from councils.queries import with_limit
from councils.refusals import refusal
from councils.roles import GRANTS, OPERATOR_PERMISSIONS, is_for_admin

View = Callable[..., HttpResponse]


def _build_person(*, user: int, day: date) -> QuerySet[User]:
    held = (
        Membership.objects.current(day)
        .filter(user=OuterRef("pk"))
        .order_by("pk")
        .values(each=JSONObject(council="council_id", role="role"))
    )
    users = User.objects.filter(pk=user, is_active=True)
    return users.annotate(held_today=ArraySubquery(held))


_person = PreparedByKey(_build_person, user=int, day=date)


class MembershipBackend(BaseBackend):
    """Signs people in by user name and password; grants what their roles grant today."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **credentials: object,
    ) -> User | None:
        """The person, if the password is theirs and they have not been shut out.

        What else is known of them (allauth adds an e-mail address) is not asked for.
        """
        user = User.objects.filter(username__iexact=username or "").first()
        if user is None:
            make_password(password)  # the same time is spent whether the name exists or not
            return None
        return user if user.is_active and check_password(password or "", user.password) else None

    def get_user(self, user_id: int) -> User | None:
        """The person of a session, with the roles they hold today: one query for both."""
        return next(iter(_person(user=user_id, day=clock.today())), None)

    def has_perm(self, user_obj: User, perm: str, obj: object = None) -> bool:
        """Whether a role held today grants it: in the object's council, or in any without one."""
        if not user_obj.is_authenticated or not user_obj.is_active:
            return False
        council = obj.pk if isinstance(obj, Council) else getattr(obj, "council_id", None)
        granted = councils_where(user_obj, perm)
        return bool(granted) if obj is None else council in granted

    def has_module_perms(self, user_obj: User, app_label: str) -> bool:
        """Whether any role gives the admin's pages of the app something to show."""
        granted = {perm for _, role in user_obj.roles_today for perm in GRANTS[role].permissions}
        granted |= OPERATOR_PERMISSIONS if user_obj.is_operator else frozenset()
        return any(perm.startswith(f"{app_label}.") and is_for_admin(perm) for perm in granted)


def councils_where(user: User, permission: str) -> set[int]:
    """The ids of the councils in which the person holds the permission today."""
    if not user.is_authenticated:
        return set()
    if user.is_operator and permission in OPERATOR_PERMISSIONS:
        return set(Council.objects.values_list("pk", flat=True))
    return {
        council_id
        for council_id, role in user.roles_today
        if permission in GRANTS[role].permissions
    }


def require(request: HttpRequest, permission: str, council: Council) -> None:
    """Raise what the person should see if they lack the permission: 404 or 403 with the reason."""
    if request.user.has_perm(permission, council):
        return
    if not request.user.belongs_to(council):
        raise Http404
    raise PermissionDenied(refusal(permission))


def council_page(*, may: str | None = None) -> Callable[[View], View]:
    """A view of one council: finds the council, checks the permission, passes the council on.

    Without `may` the page is public, and must stand on the list of public pages with a reason.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def page(request: HttpRequest, council: str, **kwargs: object) -> HttpResponse:
            request.council = with_limit(council)
            if request.council is None:
                raise Http404
            if may and not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if may:
                require(request, may, request.council)
            return view(request, request.council, **kwargs)

        page.may = may
        return page

    return decorate
