"""Who is responsible for what was promised: decided by officers, kept apart from the strategy."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from councils.models import Dated, DateRange
from pledges.models.promises import Promise
from pledges.models.strategies import Statement
from pledges.ownership import NOT_TO_THEM, ONE_OF_TWO, why_not_role


def validate_role(role: str) -> None:
    """The words of a role, as a form or a service gives them.

    Raises:
        ValidationError: they give somebody away.
    """
    if refused := why_not_role(role):
        raise ValidationError(refused)


def _one_at_a_time(of: str) -> ExclusionConstraint:
    return ExclusionConstraint(
        name=f"pledges_owner_one_at_a_time_of_a_{of}",
        expressions=[(of, RangeOperators.EQUAL), (DateRange(), RangeOperators.OVERLAPS)],
        violation_error_message="Another role is named for this then.",
    )


class Owner(Dated):
    """The role that is responsible for a promise, or for a statement made to young people.

    It is told to young people. It is never somebody's name: people change, and the role stays.
    """

    promise = models.ForeignKey(
        Promise, on_delete=models.PROTECT, null=True, blank=True, related_name="owners"
    )
    statement = models.ForeignKey(
        Statement,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="owners",
        verbose_name="statement made to young people",
    )
    role = models.CharField(
        max_length=120,
        validators=[validate_role],
        help_text="Such as “Head of Fostering”, in words a child knows. Never somebody’s name.",
    )

    history = HistoricalRecords()

    class Meta(Dated.Meta):
        ordering = ("promise_id", "statement_id", "starts_on")
        constraints: ClassVar[list] = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(promise__isnull=False, statement__isnull=True)
                | Q(promise__isnull=True, statement__isnull=False),
                name="pledges_owner_of_one_thing",
                violation_error_message=ONE_OF_TWO,
            ),
            _one_at_a_time("promise"),
            _one_at_a_time("statement"),
        ]

    def __str__(self) -> str:
        return f"{self.role}: {self.of}"

    @property
    def of(self) -> Promise | Statement:
        """What the role is responsible for."""
        return self.promise if self.promise_id else self.statement

    def clean(self) -> None:
        """Refuse a statement that is not made to young people.

        What was decided stays, and can be ended, though the strategy's row is changed afterwards.
        """
        super().clean()
        if self._state.adding and self.statement_id and not self.statement.is_to_young_people:
            raise ValidationError({"statement": NOT_TO_THEM})
