"""The factories make rows that the models themselves accept, in every state they offer."""

import importlib

import pytest
from django.apps import apps

from councils.models import Council, TenantModel
from tests.factories.base import RowFactory, nth
from tests.factories.councils import CouncilFactory
from tests.support.rooms import DOMAIN_ROOMS, models_of_ours

pytestmark = pytest.mark.django_db

FACTORIES = [
    value
    for room in DOMAIN_ROOMS
    for value in vars(importlib.import_module(f"tests.factories.{room}")).values()
    if isinstance(value, type) and issubclass(value, RowFactory) and not value._meta.abstract
    if value.__module__ == f"tests.factories.{room}"
]
STATES = [
    (factory, state)
    for factory in FACTORIES
    for state in ("", *(name for name in factory._meta.parameters if name != "row"))
]
TENANT_STATES = [case for case in STATES if issubclass(case[0]._meta.model, TenantModel)]


def names(case: tuple) -> str:
    """How a case is called in the report."""
    factory, state = case
    return f"{factory._meta.model.__name__}-{state or 'plain'}"


@pytest.mark.parametrize("case", STATES, ids=names)
def test_what_it_makes_is_valid(case):
    factory, state = case
    made = factory(**({state: True} if state else {}))
    made.refresh_from_db()
    made.full_clean()


@pytest.mark.parametrize("case", TENANT_STATES, ids=names)
def test_everything_is_made_in_the_council_asked_for(case):
    factory, state = case
    council = CouncilFactory()
    made = factory(council=council, **({state: True} if state else {}))
    assert made.council == council
    assert set(Council.objects.all()) == {council}


def test_every_model_has_a_factory():
    made = {factory._meta.model for factory in FACTORIES}
    assert made == set(models_of_ours())


def test_a_row_follows_its_parent():
    factory = next(f for f in FACTORIES if f._meta.model is apps.get_model("pledges.Promise"))
    parent = next(f for f in FACTORIES if f._meta.model is apps.get_model("pledges.PledgeSet"))()
    promise = factory(pledge_set=parent, under_heading=True)
    assert promise.council == parent.council == promise.heading.council
    assert promise.heading.pledge_set == parent
    assert isinstance(promise, TenantModel)


def test_names_tell_the_order_and_no_number():
    made = [nth(n) for n in range(7_000)]
    assert made == sorted(set(made))
    assert {len(name) for name in made} == {5}
    assert "".join(made).isalpha()
