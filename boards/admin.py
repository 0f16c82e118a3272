"""The clerk's records of a body: its rules, its seats and who holds them."""

from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest

from boards import services
from boards.models import (
    Body,
    BodyRules,
    Minutes,
    MinutesSection,
    Seat,
    SeatDiscipline,
    SeatHolder,
)
from councils.admin_site import CouncilAdmin, ReadOnlyAdmin, site


@admin.register(Body, site=site)
class BodyAdmin(ReadOnlyAdmin):
    """Bodies, as the strategy sets them up."""

    list_display = ("name", "kind", "parent")
    list_select_related = ("parent",)
    list_filter = ("kind",)


@admin.register(BodyRules, site=site)
class BodyRulesAdmin(CouncilAdmin):
    """Terms of reference: a change is a further row, in force from its day."""

    council_from = "body"
    exclude = ("key",)
    list_display = ("body", "in_force_from", "quorum_kind", "quorum_number", "meetings_a_year")
    list_filter = ("body",)
    list_select_related = ("body",)

    def save_model(
        self, request: HttpRequest, obj: BodyRules, form: ModelForm, change: bool
    ) -> None:
        """The key of rules an officer adds is their body's and their day's."""
        obj.key = f"{obj.body.key}-{obj.in_force_from:%Y-%m-%d}"
        super().save_model(request, obj, form, change)


@admin.register(Seat, site=site)
class SeatAdmin(CouncilAdmin):
    """Seats, as the strategy lists them; a body whose strategy lists too few gets more."""

    council_from = "body"

    list_display = ("title", "body", "assumed_discipline", "is_plural")
    list_filter = ("body", "assumed_discipline")
    list_select_related = ("body", "assumed_discipline")

    def get_fields(self, request: HttpRequest, obj: Seat | None = None) -> tuple:
        """A new seat has a body and a name; the rest of one is only looked at."""
        if obj is None:
            return ("body", "title")
        return ("body", "title", "position", "assumed_discipline", "is_plural", "source_note")

    def save_model(self, request: HttpRequest, obj: Seat, form: ModelForm, change: bool) -> None:
        """Through the service, which gives it its place and its key."""
        saved = services.add_seat(by=request.user, body=obj.body, title=obj.title)
        obj.pk = saved.pk


@admin.register(SeatDiscipline, site=site)
class SeatDisciplineAdmin(CouncilAdmin):
    """Which discipline a seat stands for, where the assumed one is wrong."""

    council_from = "seat"
    list_display = ("seat", "discipline")
    list_select_related = ("seat", "discipline")


@admin.register(SeatHolder, site=site)
class SeatHolderAdmin(CouncilAdmin):
    """Who holds which seat, and for how long."""

    council_from = "seat"
    list_display = ("person", "seat", "place", "starts_on", "ends_on")
    list_filter = ("seat",)
    list_select_related = ("person", "seat")
    search_fields = ("person__name",)


@admin.register(Minutes, site=site)
class MinutesAdmin(ReadOnlyAdmin):
    """Minutes, version by version, to look at; they are written on their own pages."""

    council_from = "meeting"
    list_display = ("meeting", "number", "drafted_at", "circulated_at", "confirmed_at")
    list_select_related = ("meeting__body",)


@admin.register(MinutesSection, site=site)
class MinutesSectionAdmin(ReadOnlyAdmin):
    """The parts of minutes, with the history of who wrote what."""

    council_from = "minutes"
    list_display = ("heading", "minutes", "position")
    list_select_related = ("minutes__meeting__body",)
