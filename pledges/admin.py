"""What the strategies say, to read; and who is responsible for what was promised, to decide."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from councils.admin_site import CouncilAdmin, ReadOnlyAdmin, site
from pledges import services
from pledges.models import Owner, PledgeSet, Promise, Statement, Strategy, Theme
from pledges.ownership import ONE_OF_TWO


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


def in_its_set(promise: Promise) -> str:
    """“Our Pledge, 3: help you to be healthy”: two sets may promise the same."""
    return f"{promise.pledge_set.title}, {promise.position}: {promise.text}"


class OwnerForm(forms.ModelForm):
    """Which role is responsible for what, from when on; of a decided one, up to when."""

    class Meta:
        model = Owner
        fields = ("promise", "statement", "role", "starts_on", "ends_on")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if promise := self.fields.get("promise"):
            promise.queryset = promise.queryset.select_related("pledge_set")
            promise.label_from_instance = in_its_set
        if statement := self.fields.get("statement"):
            statement.queryset = statement.queryset.filter(is_to_young_people=True)

    def clean(self) -> dict:
        """Check a new one as the service will."""
        data = super().clean()
        if self.instance.pk or self.errors:
            return data
        if bool(data["promise"]) == bool(data["statement"]):
            raise ValidationError(ONE_OF_TWO)
        of, from_day = data["promise"] or data["statement"], data["starts_on"]
        if refused := services.why_not_owner(of=of, role=data["role"], from_day=from_day):
            raise ValidationError({"starts_on": refused})
        return data

    def validate_constraints(self) -> None:
        """A new one ends the one before it when it is saved: until then the two overlap."""
        if self.instance.pk:
            super().validate_constraints()


@admin.register(Owner, site=site)
class OwnerAdmin(CouncilAdmin):
    """Who is responsible: named from a day on, ended by a last day, never deleted."""

    form = OwnerForm
    list_display = ("role", "of", "starts_on", "ends_on")
    list_select_related = ("promise", "statement")
    search_fields = ("role",)

    def get_fields(self, request: HttpRequest, obj: Owner | None = None) -> tuple:
        """A new one lasts until further notice."""
        fields = OwnerForm.Meta.fields
        return fields if obj else fields[:-1]

    def get_readonly_fields(self, request: HttpRequest, obj: Owner | None = None) -> tuple:
        """What was decided stays; naming another role is a new row."""
        return OwnerForm.Meta.fields[:-1] if obj else ()

    def save_model(self, request: HttpRequest, obj: Owner, form: OwnerForm, change: bool) -> None:
        """Through the services, as everything that is written."""
        data = form.cleaned_data
        if change:
            services.end_owner(by=request.user, owner=obj, last_day=data["ends_on"])
            return
        saved = services.set_owner(
            by=request.user,
            promise=data["promise"],
            statement=data["statement"],
            role=data["role"],
            from_day=data["starts_on"],
        )
        obj.pk = saved.pk
