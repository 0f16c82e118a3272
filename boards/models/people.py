"""Who holds which seat, who stands in for them, and who is co-opted."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from boards.models.bodies import Body, Discipline, Seat
from boards.models.meetings import AgendaItem
from councils.models import Dated, DateRange, Person, TenantModel


class SeatDiscipline(TenantModel):
    """The clerk's decision which discipline a seat stands for, over the assumed one."""

    seat = models.OneToOneField(Seat, on_delete=models.PROTECT, related_name="decided_discipline")
    discipline = models.ForeignKey(Discipline, on_delete=models.PROTECT, related_name="+")

    history = HistoricalRecords()

    class Meta:
        ordering = ("seat_id",)
        verbose_name = "discipline of a seat"
        verbose_name_plural = "disciplines of seats"

    def __str__(self) -> str:
        return f"{self.seat}: {self.discipline}"


class SeatHolder(Dated):
    """Who holds a seat, and from when to when; a plural seat has several places."""

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="holders")
    place = models.PositiveSmallIntegerField(
        default=1, validators=[MinValueValidator(1)], help_text="Which place of a plural seat."
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="seats")
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()

    class Meta(Dated.Meta):
        ordering = ("seat_id", "place", "starts_on")
        constraints: ClassVar[list] = [
            *Dated.Meta.constraints,
            ExclusionConstraint(
                name="boards_seatholder_periods_do_not_overlap",
                expressions=[
                    ("seat", RangeOperators.EQUAL),
                    ("place", RangeOperators.EQUAL),
                    (DateRange(), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Somebody else holds this place then.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.seat}"


class Substitute(Dated):
    """The nominated substitute of a place: who comes when its holder cannot."""

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="substitutes")
    place = models.PositiveSmallIntegerField(
        default=1, validators=[MinValueValidator(1)], help_text="Which place of a plural seat."
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="stands_in_for")
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()

    class Meta(Dated.Meta):
        ordering = ("seat_id", "place", "starts_on")
        constraints: ClassVar[list] = [
            *Dated.Meta.constraints,
            ExclusionConstraint(
                name="boards_substitute_periods_do_not_overlap",
                expressions=[
                    ("seat", RangeOperators.EQUAL),
                    ("place", RangeOperators.EQUAL),
                    (DateRange(), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Somebody else is the substitute of this place then.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} for {self.seat}"


class YoungPlaces(Dated):
    """How many young people a seat of theirs is for: a number, because nobody of them is named."""

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="young_places")
    number = models.PositiveSmallIntegerField(
        "how many", validators=[MinValueValidator(1, "There is one young person at least.")]
    )

    history = HistoricalRecords()

    class Meta(Dated.Meta):
        ordering = ("seat_id", "starts_on")
        verbose_name = verbose_name_plural = "young people’s places"
        constraints: ClassVar[list] = [
            *Dated.Meta.constraints,
            ExclusionConstraint(
                name="boards_youngplaces_periods_do_not_overlap",
                expressions=[
                    ("seat", RangeOperators.EQUAL),
                    (DateRange(), RangeOperators.OVERLAPS),
                ],
                violation_error_message="The number of places is set for that time already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seat}: {self.number}"


class CoOption(Dated):
    """Somebody the body takes in without a seat: for a period, or for one agenda item."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="co_options")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="co_options")
    discipline = models.ForeignKey(
        Discipline, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    item = models.ForeignKey(
        AgendaItem,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="co_options",
        help_text="The one item they are co-opted for; empty for the whole period.",
    )
    reason = models.CharField(max_length=200, help_text="What they bring to the body.")
    is_settled = models.BooleanField(
        default=False, editable=False, help_text="Somebody has recorded that it is over."
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()

    class Meta(Dated.Meta):
        ordering = ("body_id", "starts_on")
        verbose_name = "co-option"
        constraints: ClassVar[list] = [
            *Dated.Meta.constraints,
            ExclusionConstraint(
                name="boards_cooption_periods_do_not_overlap",
                expressions=[
                    ("body", RangeOperators.EQUAL),
                    ("person", RangeOperators.EQUAL),
                    (DateRange(), RangeOperators.OVERLAPS),
                ],
                condition=Q(item__isnull=True),
                violation_error_message="This person is co-opted then already.",
            ),
            models.UniqueConstraint(
                fields=("item", "person"),
                name="boards_cooption_once_per_item",
                violation_error_message="This person is co-opted for this item already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, co-opted to {self.body.short_name}"


class Attender(TenantModel):
    """Somebody invited for one item: heard, without being a member."""

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="attenders")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="attends")
    reason = models.CharField(max_length=200, blank=True, help_text="What they come to say.")

    history = HistoricalRecords()

    class Meta:
        ordering = ("item_id", "person__name")
        constraints: ClassVar[list] = [
            models.UniqueConstraint(
                fields=("item", "person"),
                name="boards_attender_once_per_item",
                violation_error_message="This person is invited for this item already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}, for {self.item}"
