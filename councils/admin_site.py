"""The admin site and the one base class every registered admin uses.

Officers see the rows of the councils in which a role of theirs grants it, and nothing of any other
council: in lists, details, choices, filters, autocomplete, actions and history. History is
read-only. The council of a new row comes from the row it belongs to, or, where there is none, from
the address; never from a form.
"""

from collections.abc import Callable
from typing import ClassVar

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.contrib.admin.exceptions import DisallowedModelAdminLookup
from django.contrib.admin.utils import unquote
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from simple_history.admin import SimpleHistoryAdmin

from councils.access import councils_where
from councils.admin_form import CouncilForm
from councils.models import Council, TenantModel, User

#: The most digits a number in an address has.
DIGITS = 18


class CouncilAdminSite(admin.AdminSite):
    """The officers' admin, behind the same door as the pages."""

    site_title = site_header = "Corporate parenting: records"
    index_title = "What you keep"
    site_url = "/"

    def register(self, model_or_iterable: object, admin_class: type | None = None, **kw: object):
        """Register an admin; one that does not stand on the base class is a mistake."""
        if admin_class is None or not issubclass(admin_class, CouncilAdmin):
            raise ImproperlyConfigured(f"{model_or_iterable} needs an admin based on CouncilAdmin.")
        super().register(model_or_iterable, admin_class, **kw)

    def login(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        """The pages' own sign-in, with two steps where the person has set them up.

        Django's own form is never shown: whoever is in already could enter there as somebody else
        with a password alone.
        """
        return secure_admin_login(_to_the_index)(request, extra_context)

    def password_change(
        self, request: HttpRequest, extra_context: dict | None = None
    ) -> HttpResponse:
        """The pages' own, which asks for the person again and limits attempts."""
        return redirect("account_change_password")


def _to_the_index(request: HttpRequest, extra_context: dict | None) -> HttpResponse:  # noqa: ARG001
    return redirect("admin:index")


class ScopedRelatedFilter(admin.RelatedFieldListFilter):
    """A filter whose choices are rows the officer may see."""

    def field_choices(
        self, field: models.Field, request: HttpRequest, model_admin: admin.ModelAdmin
    ):
        """The related rows of the officer's councils."""
        rows = model_admin.scoped_choices(request, field)
        return [(row.pk, str(row)) for row in rows]


class CouncilAdmin(SimpleHistoryAdmin):
    """The base of every admin: scoped to the councils in which the officer holds the role."""

    #: The foreign key whose row gives a new row its council; empty for rows that stand alone.
    council_from: ClassVar[str] = ""

    list_per_page = 50
    show_full_result_count = False
    save_on_top = False

    # What the officer may see -----------------------------------------------------------------

    def permission(self, verb: str) -> str:
        """The permission's full name, such as `measures.view_measure`."""
        return f"{self.opts.app_label}.{verb}_{self.opts.model_name}"

    def councils(self, request: HttpRequest, verb: str = "view") -> set[int]:
        """The ids of the councils in which the officer may do this."""
        return councils_where(request.user, self.permission(verb))

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        """The rows of the officer's councils."""
        related = self.list_select_related or ()  # asked here, Django leaves ours alone
        rows = super().get_queryset(request).select_related("council", *related)
        return rows.filter(council__in=self.councils(request))

    def scoped_choices(
        self, request: HttpRequest, field: models.Field, council: int | None = None
    ) -> models.QuerySet:
        """The related rows that may be chosen: those of one council, or of the officer's."""
        councils = {council} if council else self.councils(request)
        rows = field.related_model._default_manager.all()
        if field.related_model is Council:
            return rows.filter(pk__in=councils)
        if issubclass(field.related_model, TenantModel):
            return rows.filter(council__in=councils).select_related("council")
        if field.related_model is User:
            return rows.filter(memberships__council__in=councils).distinct()
        return rows  # what is published about all councils is no council's own

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> models.Model:
        """The row, if it is of the officer's councils; another one is not there."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        row = super().get_object(request, object_id, from_field)
        if row is None:
            raise Http404
        return row

    # What the officer may do ------------------------------------------------------------------

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """A role grants viewing, in the row's council where there is a row."""
        return request.user.has_perm(self.permission("view"), obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A role grants adding somewhere."""
        return request.user.has_perm(self.permission("add"))

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """A role grants changing, in the row's council where there is a row."""
        return request.user.has_perm(self.permission("change"), obj)

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """A role grants deleting, in the row's council where there is a row."""
        return request.user.has_perm(self.permission("delete"), obj)

    # Lists ------------------------------------------------------------------------------------

    def get_list_display(self, request: HttpRequest) -> list:
        """The council first, for an officer of several."""
        shown = list(super().get_list_display(request))
        return ["council", *shown] if len(self.councils(request)) > 1 else shown

    def get_list_filter(self, request: HttpRequest) -> list:
        """The admin's filters; related ones offer the officer's rows only."""
        filters = [self._scoped_filter(item) for item in super().get_list_filter(request)]
        several = len(self.councils(request)) > 1
        return [("council", ScopedRelatedFilter), *filters] if several else filters

    def _scoped_filter(self, item: object) -> object:
        if isinstance(item, str) and self.opts.get_field(item).is_relation:
            return (item, ScopedRelatedFilter)
        return item

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """Only the filters on the page: a made-up lookup could feel out another table."""
        if "__" in lookup and not super().lookup_allowed(lookup, value, request):
            raise DisallowedModelAdminLookup
        return super().lookup_allowed(lookup, value, request)

    # Forms ------------------------------------------------------------------------------------

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey, request: HttpRequest, **kwargs: object
    ):
        """Only rows of the officer's councils can be chosen; of the row's own where it has one."""
        verb = "change" if self._object_id(request) else "add"
        kwargs["queryset"] = self.scoped_choices(
            request, db_field, council=self._council_id(request, verb)
        ).filter(self._writable(request, db_field, verb))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def _writable(self, request: HttpRequest, field: models.Field, verb: str) -> models.Q:
        if issubclass(field.related_model, TenantModel):
            return models.Q(council__in=self.councils(request, verb))
        return models.Q()

    def _object_id(self, request: HttpRequest) -> str | None:
        match = request.resolver_match
        # Simple-history's address of an old version has its numbers without names.
        given = match and (match.kwargs.get("object_id") or next(iter(match.args), None))
        return unquote(given) if given else None

    def _council_id(self, request: HttpRequest, verb: str) -> int | None:
        """The council the form is about, or None where the officer has several and it is open."""
        object_id = self._object_id(request)
        if object_id:
            return self._row_council(request, object_id)
        if self.council_from:
            return None
        return self.council_of_address(request).pk if verb == "add" else None

    def _row_council(self, request: HttpRequest, object_id: str) -> int:
        """The council of the row on the page, looked up once for all the form's choices."""
        if not hasattr(request, "row_council_id"):
            request.row_council_id = self.get_object(request, object_id).council_id
        return request.row_council_id

    def council_of_address(self, request: HttpRequest) -> Council:
        """The council named in the address of the add page, or the officer's only one.

        Raises:
            Http404: the officer may not add here, or has several councils and none is named.
        """
        mine = Council.objects.filter(pk__in=self.councils(request, "add"))
        slug = request.GET.get("council")
        found = list(mine.filter(slug=slug) if slug else mine[:2])
        if len(found) != 1:
            raise Http404
        return found[0]

    def get_form(self, request: HttpRequest, obj: models.Model | None = None, **kwargs: object):
        """A form whose row knows its council before it is checked."""
        form = super().get_form(request, obj, **kwargs)
        return type(
            form.__name__, (CouncilForm, form), {"council_for_new": self._new(request, obj)}
        )

    def _new(self, request: HttpRequest, obj: models.Model | None) -> Callable[[dict], int | None]:
        def council_id(cleaned: dict) -> int | None:
            if obj is not None:
                return obj.council_id
            if self.council_from:
                parent = cleaned.get(self.council_from)
                return parent.council_id if parent else None
            return self.council_of_address(request).pk

        return staticmethod(council_id)

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: dict | None = None):
        """The add page; an officer of several councils first says for which."""
        if not self.council_from and self.has_add_permission(request):
            mine = Council.objects.filter(pk__in=self.councils(request, "add"))
            if "council" not in request.GET and len(mine) > 1:
                return self._choose_council(request, mine)
            self.council_of_address(request)
        return super().add_view(request, form_url, extra_context)

    def _choose_council(self, request: HttpRequest, mine: models.QuerySet) -> HttpResponse:
        context = {**self.admin_site.each_context(request), "mine": mine, "opts": self.opts}
        context["title"] = f"Add {self.opts.verbose_name}"
        return TemplateResponse(request, "admin/choose_council.html", context)

    # History ----------------------------------------------------------------------------------

    def history_view(self, request: HttpRequest, object_id: str, extra_context: dict | None = None):
        """The changes of a row the officer may see."""
        self.get_object(request, unquote(object_id))  # or it is not found
        if not hasattr(self.model, "history"):
            return admin.ModelAdmin.history_view(self, request, object_id, extra_context)
        return super().history_view(request, object_id, extra_context)

    def history_form_view(
        self,
        request: HttpRequest,
        object_id: str,
        version_id: str,
        extra_context: dict | None = None,
    ):
        """A row as it was: to read, never to write back."""
        self.get_object(request, unquote(object_id))  # or it is not found
        readable = version_id.isascii() and version_id.isdigit() and len(version_id) <= DIGITS
        if not hasattr(self.model, "history") or not readable:
            raise Http404
        if request.method not in {"GET", "HEAD"}:
            raise PermissionDenied("History is read-only.")
        return super().history_form_view(request, object_id, version_id, extra_context)


class ReadOnlyAdmin(CouncilAdmin):
    """Rows that come with a strategy, or are decided elsewhere: to look at, not to change."""

    def get_readonly_fields(
        self,
        request: HttpRequest,
        obj: models.Model | None = None,
    ) -> list[str]:
        """Every field a form would have: an old version too is words, with nothing to choose."""
        shown = [*self.opts.fields, *self.opts.many_to_many]
        left_out = set(self.exclude or ())
        return [
            f.name for f in shown if f.editable and not f.primary_key and f.name not in left_out
        ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Never here."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Never here."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Never here."""
        return False


site = CouncilAdminSite()
