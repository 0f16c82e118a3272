"""The administrator's and the clerk's records: roles, settings, people, days."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError

from councils.admin_site import CouncilAdmin, ReadOnlyAdmin, site
from councils.models import (
    ClosureDay,
    CouncilSettings,
    Membership,
    MunicipalYear,
    Person,
    Publication,
    User,
)


class SignInField(forms.CharField):
    """A person's user name, typed whole: nobody's name is offered to another council."""

    def __init__(self, **kwargs: object) -> None:
        kwargs.setdefault("help_text", "Type the user name exactly. Names are not listed here.")
        super().__init__(max_length=60, **kwargs)

    def prepare_value(self, value: object) -> object:
        """Show the user name, not the number."""
        if isinstance(value, int):
            return User.objects.filter(pk=value).values_list("username", flat=True).first()
        return value

    def clean(self, value: object) -> User | None:
        """The person of that user name."""
        typed = super().clean(value)
        if not typed:
            return None
        user = User.objects.filter(username__iexact=typed).first()
        if user is None:
            raise ValidationError("Nobody has this user name. Check the spelling.")
        return user


class MembershipForm(forms.ModelForm):
    """Who holds which role, and for how long."""

    user = SignInField(label="User name")

    class Meta:
        model = Membership
        fields = ("user", "role", "starts_on", "ends_on")


@admin.register(Membership, site=site)
class MembershipAdmin(CouncilAdmin):
    """Roles: given for a period, ended by a last day, never deleted."""

    form = MembershipForm
    list_display = ("user", "role", "starts_on", "ends_on")
    list_filter = ("role",)
    list_select_related = ("user",)
    search_fields = ("user__display_name",)

    def get_readonly_fields(self, request: object, obj: Membership | None = None) -> tuple:
        """Whose role it is, and which, stays; a different one is a new row."""
        return ("user", "role") if obj else ()


@admin.register(CouncilSettings, site=site)
class CouncilSettingsAdmin(CouncilAdmin):
    """Whom to ring, and the limit for small numbers."""

    list_display = ("safeguarding_phone", "emergency_phone", "small_number_limit")


class PersonForm(forms.ModelForm):
    """Somebody who can hold a seat."""

    user = SignInField(label="User name", required=False)

    class Meta:
        model = Person
        fields = ("name", "organisation", "user")


@admin.register(Person, site=site)
class PersonAdmin(CouncilAdmin):
    """People who can hold seats."""

    form = PersonForm
    list_display = ("name", "organisation")
    search_fields = ("name", "organisation")


@admin.register(ClosureDay, site=site)
class ClosureDayAdmin(CouncilAdmin):
    """Days the council is closed though they are no bank holidays."""

    list_display = ("day", "reason")
    date_hierarchy = "day"


@admin.register(MunicipalYear, site=site)
class MunicipalYearAdmin(CouncilAdmin):
    """When Annual Council met."""

    list_display = ("starts_on",)


@admin.register(Publication, site=site)
class PublicationAdmin(ReadOnlyAdmin):
    """What the council has marked published, and when it took something back."""

    list_display = ("kind", "key", "published_at", "published_by", "withdrawn_at")
    list_filter = ("kind",)
