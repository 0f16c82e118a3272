"""Where the journeys begin: the demo, as `make demo` shows it, on Wednesday 2 December 2026."""

from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import call_command

from councils.models import Council
from tests.journeys.visiting import Visitor


@pytest.fixture(scope="module")
def demo_of_module(module_transaction) -> Council:  # noqa: ARG001
    """Buckinghamshire with its people and two years of history."""
    call_command("demo_history", "buckinghamshire", stdout=StringIO())
    return Council.objects.get(slug="buckinghamshire")


@pytest.fixture
def demo(demo_of_module, db, today) -> Council:  # noqa: ARG001
    """The demo, as it was before the test."""
    return Council.objects.get(pk=demo_of_module.pk)


@pytest.fixture
def enter(demo) -> Callable[[str], Visitor]:  # noqa: ARG001
    """`enter("Clara Holt")`: somebody who has clicked on that person on the home page."""

    def as_one_of_them(name: str) -> Visitor:
        return Visitor().open("/").press(f"Enter as {name}")

    return as_one_of_them
