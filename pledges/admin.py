"""What the strategies say, to read: it comes with a council's fixture."""

from django.contrib import admin

from councils.admin_site import ReadOnlyAdmin, site
from pledges.models import PledgeSet, Promise, Statement, Strategy, Theme


@admin.register(Strategy, site=site)
class StrategyAdmin(ReadOnlyAdmin):
    """Strategies."""

    list_display = ("title", "period_from", "period_to")


@admin.register(Statement, site=site)
class StatementAdmin(ReadOnlyAdmin):
    """Statements."""

    list_display = ("text", "kind", "group")
    list_filter = ("kind",)
    search_fields = ("text",)


@admin.register(Theme, site=site)
class ThemeAdmin(ReadOnlyAdmin):
    """Themes."""

    list_display = ("name", "position", "is_annual_review")


@admin.register(PledgeSet, site=site)
class PledgeSetAdmin(ReadOnlyAdmin):
    """Pledge sets."""

    list_display = ("title", "stem", "promisor", "audience")


@admin.register(Promise, site=site)
class PromiseAdmin(ReadOnlyAdmin):
    """Promises."""

    list_display = ("text", "pledge_set", "position")
    list_filter = ("pledge_set",)
    list_select_related = ("pledge_set",)
    search_fields = ("text",)
