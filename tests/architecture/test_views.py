"""Every page states the permission it needs, or stands on the public list with a reason."""

import pytest
from django.urls import get_resolver

from corporate_parenting.public_pages import PUBLIC
from councils.models.council import TAKEN
from councils.refusals import REFUSALS
from councils.roles import GRANTS, OPERATOR_PERMISSIONS, roles_that
from tests.support.urls import addresses

OURS = [address for address in addresses() if address.is_ours]
GRANTED = frozenset().union(*(grant.permissions for grant in GRANTS.values()))
ADMIN_VERBS = ("view_", "add_", "change_", "delete_")


def permission(address: object) -> str | None:
    """What a view says it needs."""
    return getattr(address.view, "may", None)


def test_there_is_something_to_check():
    assert len(OURS) > 30
    assert len(addresses()) > 150, "the admin is empty"


@pytest.mark.parametrize("address", OURS, ids=lambda address: address.name)
def test_it_states_its_permission_or_why_it_is_public(address):
    assert bool(permission(address)) != (address.name in PUBLIC), (
        f"{address.name} must either state a permission or stand in public_pages.py, and not both"
    )


@pytest.mark.parametrize("address", OURS, ids=lambda address: address.name)
def test_a_page_below_a_council_goes_through_the_council_s_door(address):
    assert hasattr(address.view, "may") == address.is_council_s


@pytest.mark.parametrize("name", PUBLIC)
def test_each_public_page_has_a_reason_and_is_there(name):
    assert len(PUBLIC[name].strip()) > 5
    assert name in {address.name for address in OURS}


def test_every_form_is_protected_against_forgery():
    assert not [each.name for each in addresses() if getattr(each.view, "csrf_exempt", False)]


def test_names_are_unique():
    names = [address.name for address in OURS]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("needed", sorted({permission(a) for a in OURS if permission(a)}))
def test_each_permission_is_given_by_a_role_and_refused_in_words(needed):
    assert roles_that(needed)
    assert needed in REFUSALS


def test_each_permission_that_a_role_gives_is_needed_somewhere():
    """What no page asks for is a promise that the help page makes and nothing keeps."""
    asked = {permission(address) for address in OURS}
    own = {name for name in GRANTED if not name.split(".")[1].startswith(ADMIN_VERBS)}
    assert own == asked - {None}


def test_permissions_of_the_admin_name_real_records():
    from_admin = {address.name for address in addresses() if address.is_admin_s}
    named = {
        name
        for name in GRANTED | OPERATOR_PERMISSIONS
        if name.split(".")[1].startswith(ADMIN_VERBS)
    }
    for name in named:
        app, _, action = name.partition(".")
        model = action.split("_", 1)[1]
        assert f"admin:{app}_{model}_changelist" in from_admin, name


def test_no_council_can_take_the_beginning_of_our_own_addresses():
    beginnings = {str(found.pattern).split("/")[0] for found in get_resolver().url_patterns}
    ours = {word for word in beginnings if word and not word.startswith("<")}
    assert ours <= set(TAKEN)
