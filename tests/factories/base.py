"""What the factories of all rooms share."""

from datetime import date, datetime

import factory
from factory.django import DjangoModelFactory

from councils import clock

LONG_AGO = date(2026, 1, 5)


def moment(day: date = LONG_AGO) -> datetime:
    """Noon of a day that lies before every test's today."""
    return clock.moment(day)


class Parent(factory.SubFactory):
    """The row another one hangs on, in the council that was asked for.

    `like` names the sibling whose council is taken where none was asked for.
    """

    def __init__(self, factory_: type | str, *, like: str = "", **kwargs: object) -> None:
        super().__init__(factory_, **kwargs)
        self.like = like

    def evaluate(self, instance: object, step: object, extra: dict) -> object:
        """Make the parent."""
        council = step.builder.extras.get("council")
        if council is None and self.like:
            council = getattr(instance, self.like).council
        if council is not None:
            extra = {"council": council, **extra}
        return super().evaluate(instance, step, extra)


class RowFactory(DjangoModelFactory):
    """Saves each row once, as the services do."""

    class Meta:
        abstract = True
        skip_postgeneration_save = True


def by(user_factory: str = "tests.factories.councils.UserFactory") -> factory.SubFactory:
    """Somebody who did it."""
    return factory.SubFactory(user_factory)
