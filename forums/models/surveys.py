"""Surveys of young people, as the strategy gives them: who answered, and what they said."""

from django.db import models

from councils.models import FixtureModel
from pledges.models import Strategy


class Survey(FixtureModel):
    """A survey whose results the strategy gives."""

    published_with = "strategy"

    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="surveys")
    title = models.CharField(max_length=160)
    held = models.CharField(max_length=20, blank=True, help_text="“2017”, “2018”.")
    how_often = models.CharField(max_length=60, blank=True)
    about = models.TextField(blank=True)

    class Meta(FixtureModel.Meta):
        ordering = ("council_id", "title")

    def __str__(self) -> str:
        return self.title


class SurveyGroup(FixtureModel):
    """Who answered a survey: a group and its number, some of them part of a larger group."""

    published_with = "survey__strategy"

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="groups")
    part_of = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts"
    )
    position = models.PositiveSmallIntegerField()
    who = models.CharField(max_length=120)
    number = models.PositiveIntegerField()
    is_complete = models.BooleanField(
        default=False, help_text="Its parts add up to it, rather than being examples of it."
    )

    class Meta(FixtureModel.Meta):
        ordering = ("survey_id", "position")

    def __str__(self) -> str:
        return f"{self.number} {self.who}"


class SurveyFinding(FixtureModel):
    """What a survey said, quoted."""

    class Kind(models.TextChoices):
        MESSAGE = "message", "The main messages"
        ATTENTION = "attention", "What needs further attention"

    published_with = "survey__strategy"

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="findings")
    kind = models.CharField(max_length=12, choices=Kind)
    position = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta(FixtureModel.Meta):
        ordering = ("survey_id", "kind", "position")

    def __str__(self) -> str:
        return self.text
