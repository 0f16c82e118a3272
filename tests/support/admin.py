"""The admin as an officer uses it: its pages, the rows behind them, and who may open them."""

import re

import pytest
from django.db import models
from django.forms import ModelChoiceField
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from councils.admin_site import CouncilAdmin, ReadOnlyAdmin
from councils.models import Council
from councils.roles import roles_that
from tests.factories.councils import MembershipFactory, UserFactory
from tests.support.forms import form_at
from tests.support.people import sign_in
from tests.support.rooms import has_history
from tests.support.urls import admins
from tests.support.world import THEIRS

ADMINS = admins()
WRITABLE = tuple(a for a in ADMINS if not isinstance(a, ReadOnlyAdmin))
FOREIGN = THEIRS.encode()


def label(model_admin: object) -> str:
    """How an admin is called in the report."""
    return model_admin.opts.label if isinstance(model_admin, CouncilAdmin) else str(model_admin)


def at(model: type[models.Model], page: str, *args: object, **query: object) -> str:
    """The address of an admin page."""
    url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)
    return url + "?" + "&".join(f"{k}={v}" for k, v in query.items()) if query else url


def row_of(model: type[models.Model], council: Council) -> models.Model:
    """A row of the model in a council."""
    return model._default_manager.filter(council=council).order_by("pk").last()


def officer(model_admin: CouncilAdmin, verb: str, council: Council) -> Client:
    """Somebody whose only role lets them do this, in one council."""
    role = roles_that(model_admin.permission(verb))[0]
    user = UserFactory()
    MembershipFactory(user=user, council=council, role=role)
    return sign_in(user)


def bare(response: HttpResponse) -> str:
    """A page without its numbers and tokens."""
    without_token = re.sub(r'token" value="\w+"', "", response.content.decode())
    return re.sub(r"\d+", "", without_token)


def may(model_admin: CouncilAdmin, verb: str) -> bool:
    """Whether any role lets anybody do this."""
    return bool(roles_that(model_admin.permission(verb)))


def choices(client: Client, url: str) -> list[models.Model]:
    """Every row that a form offers."""
    form = form_at(client, url)
    return [
        row
        for field in form.fields.values()
        if isinstance(field, ModelChoiceField)
        for row in field.queryset
    ]


def version_of(row: models.Model) -> int:
    """The latest version on record of a row."""
    return type(row).history.filter(id=row.pk).latest().pk


VIEWED = pytest.mark.parametrize("model_admin", ADMINS, ids=label)
ADDED = pytest.mark.parametrize("model_admin", [a for a in WRITABLE if may(a, "add")], ids=label)
CHANGED = pytest.mark.parametrize(
    "model_admin", [a for a in WRITABLE if may(a, "change")], ids=label
)
KEPT = pytest.mark.parametrize(
    "model_admin", [a for a in ADMINS if has_history(a.model)], ids=label
)
