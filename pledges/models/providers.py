"""Who looks after children for the council, and which words each of them has signed."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Lower
from simple_history.models import HistoricalRecords

from councils.models import Dated, TenantModel, User
from pledges.models.owners import validate_role
from pledges.models.strategies import PledgeSet


class Provider(Dated):
    """An organisation that looks after children for the council, for a period.

    Its name is the organisation's: never the name or the address of one home.
    """

    class Kind(models.TextChoices):
        IN_HOUSE = "in_house", "the council’s own foster carers"
        AGENCY = "agency", "an independent fostering agency"
        RESIDENTIAL = "residential", "a children’s home"
        SUPPORTED = "supported", "supported accommodation"
        SCHOOL = "school", "a residential school"
        OTHER = "other", "another kind of home"

    name = models.CharField(
        max_length=120, help_text="The organisation’s, never the name or address of one home."
    )
    kind = models.CharField("what it offers", max_length=12, choices=Kind)

    history = HistoricalRecords()

    class Meta(Dated.Meta):
        ordering = ("name",)
        constraints: ClassVar[list] = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                "council",
                Lower("name"),
                name="pledges_provider_name_once",
                violation_error_message="A provider of this name is in the register already.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SetVersion(TenantModel):
    """The words of a set of promises as they were signed first, and their SHA-256. Only ever added."""

    pledge_set = models.ForeignKey(PledgeSet, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    words = models.TextField()
    sha256 = models.CharField(max_length=64)
    dated_on = models.DateField(help_text="The day these were the words.")

    class Meta:
        ordering = ("pledge_set_id", "number")
        constraints: ClassVar[list] = [
            models.UniqueConstraint(
                fields=("pledge_set", "number"), name="pledges_setversion_number_once"
            ),
            models.UniqueConstraint(
                fields=("pledge_set", "sha256"),
                name="pledges_setversion_words_once",
                violation_error_message="These words are a version already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pledge_set}, words of {self.dated_on:%-d %B %Y}"


class Signature(TenantModel):
    """That a provider has signed a version of a set of promises. Only ever added."""

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="signatures")
    version = models.ForeignKey(SetVersion, on_delete=models.PROTECT, related_name="signatures")
    signed_on = models.DateField()
    signed_as = models.CharField(
        max_length=120,
        validators=[validate_role],
        help_text="The role of who signed for it, such as “Registered manager”. No name.",
    )
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-signed_on", "-pk")
        constraints: ClassVar[list] = [
            models.UniqueConstraint(
                fields=("provider", "version"),
                name="pledges_signature_once",
                violation_error_message="This provider has signed these very words already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.provider}, {self.signed_on:%-d %B %Y}"
