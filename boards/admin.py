"""A body with its rules, its seats and who holds them, to look up: they are kept on pages."""

from django.contrib import admin

from boards.models import (
    Body,
    BodyRules,
    Minutes,
    MinutesSection,
    Seat,
    SeatDiscipline,
    SeatHolder,
)
from councils.admin_site import ReadOnlyAdmin, site


@admin.register(Body, site=site)
class BodyAdmin(ReadOnlyAdmin):
    """Bodies, as the strategy sets them up."""

    list_display = ("name", "kind", "parent")
    list_select_related = ("parent",)
    list_filter = ("kind",)


@admin.register(BodyRules, site=site)
class BodyRulesAdmin(ReadOnlyAdmin):
    """Terms of reference, each row in force from its day."""

    exclude = ("key",)
    list_display = ("body", "in_force_from", "quorum_kind", "quorum_number", "meetings_a_year")
    list_filter = ("body",)
    list_select_related = ("body",)


@admin.register(Seat, site=site)
class SeatAdmin(ReadOnlyAdmin):
    """Seats, as the strategy lists them, and those the clerk has added."""

    list_display = ("title", "body", "assumed_discipline", "is_plural")
    list_filter = ("body", "assumed_discipline")
    list_select_related = ("body", "assumed_discipline")


@admin.register(SeatDiscipline, site=site)
class SeatDisciplineAdmin(ReadOnlyAdmin):
    """Which discipline a seat stands for, where the assumed one is wrong."""

    list_display = ("seat", "discipline")
    list_select_related = ("seat", "discipline")


@admin.register(SeatHolder, site=site)
class SeatHolderAdmin(ReadOnlyAdmin):
    """Who holds which seat, and for how long."""

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
