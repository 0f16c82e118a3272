"""What every test can ask for, and the guards every test runs under."""

import os
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import date

import pytest
from django.db import transaction
from django.test import Client
from playwright.sync_api import Playwright

from councils import clock
from councils.models import Council
from forums.models import Forum
from tests.factories.councils import CouncilFactory, UserFactory
from tests.support import guards
from tests.support.loading import load_council
from tests.support.people import person, sign_in
from tests.support.world import THEIRS, Furnished, World, build_world, furnish

TODAY = date(2026, 12, 2)  # a Wednesday, no holiday near


def pytest_configure() -> None:
    """Switch the guards on: see tests/support/guards.py for what they forbid."""
    guards.install()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Iterator[object]:
    """Fail a test during which something forbidden happened."""
    with guards.watching():
        return (yield)


@pytest.fixture(scope="session")
def playwright(playwright: Playwright) -> Playwright:
    """Playwright, whose event loop goes on in this process for all tests that follow.

    Django is told to put up with being called inside it.
    """
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    return playwright


@pytest.fixture
def today() -> Iterator[date]:
    """Wednesday 2 December 2026, for as long as the test runs."""
    with clock.set_to(TODAY):
        yield TODAY


# Councils -----------------------------------------------------------------------------------------
#
# Each is made once for a module, inside a transaction that is rolled back at its end; what a test
# changes is rolled back after the test. From then on every test of the module has it in its
# database, whether it asks for it or not. They are not for tests with a live server, whose thread
# sees only what is committed: those call `load_council` or `furnish` themselves.


@pytest.fixture(scope="module")
def module_transaction(django_db_setup, django_db_blocker) -> Iterator[None]:  # noqa: ARG001
    """Rows that last for a module."""
    with django_db_blocker.unblock(), transaction.atomic(), clock.set_to(TODAY):
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def world_of_module(module_transaction) -> World:  # noqa: ARG001
    """Both councils, for fixtures that last for a module too."""
    return build_world()


@pytest.fixture(scope="module")
def buckinghamshire_of_module(module_transaction) -> Council:  # noqa: ARG001
    """Buckinghamshire's strategy, for fixtures that last for a module too."""
    return load_council("buckinghamshire")


@pytest.fixture(scope="module")
def testshire_of_module(module_transaction) -> Furnished:  # noqa: ARG001
    """The second council, for fixtures that last for a module too."""
    return furnish(CouncilFactory(slug=THEIRS, short_name=THEIRS.capitalize()))


@pytest.fixture
def world(world_of_module, db, today) -> World:  # noqa: ARG001
    """Two councils with a row in every table, made by factories; its objects are the test's own."""
    return deepcopy(world_of_module)


@pytest.fixture
def buckinghamshire(buckinghamshire_of_module, db, today) -> Council:  # noqa: ARG001
    """Buckinghamshire as its strategy has it, and nothing else."""
    return Council.objects.get(pk=buckinghamshire_of_module.pk)


@pytest.fixture
def testshire(testshire_of_module, db, today) -> Furnished:  # noqa: ARG001
    """A second council with a row in every table; never together with `world`, which has it too."""
    return deepcopy(testshire_of_module)


@pytest.fixture
def client_as(db) -> Callable[..., Client]:  # noqa: ARG001
    """`client_as(Role.CLERK, council)`: a browser in which such a person has signed in.

    The person is new and holds that role alone, with a place in `forum=` where one is given.
    Besides the roles: “operator”, “nobody” (signed in, without a role) and “anonymous”.
    """

    def enter(role: str, council: Council | None = None, *, forum: Forum | None = None) -> Client:
        if role == "anonymous":
            return sign_in(None)
        if role in {"operator", "nobody"}:
            return sign_in(UserFactory(is_operator=role == "operator"))
        return sign_in(person(role, council, forum=forum))

    return enter
