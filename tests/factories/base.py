"""What the factories of all rooms share."""

from datetime import date, datetime

import factory
from factory.django import DjangoModelFactory

from councils import clock

LONG_AGO = date(2026, 1, 5)


def moment(day: date = LONG_AGO) -> datetime:
    """Noon of a day that lies before every test's today."""
    return clock.moment(day)


# Without vowels, which make words, and without q and z: "zq" is what many tests look for.
LETTERS = "bcdfghjklmnprstvwx"


def nth(n: int) -> str:
    """What tells the nth made thing from all others: five letters, in the order they are made.

    Numbers would do as well until a test asks whether a figure stands on a page: “Survey 87” has
    the 87 that nobody may see, “Person 1” is part of “Person 12”, and 10 comes before 9.
    """
    letters = []
    for _ in range(5):
        n, rest = divmod(n, len(LETTERS))
        letters.append(LETTERS[rest])
    return "".join(reversed(letters))


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
