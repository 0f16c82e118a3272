"""The administrator's and the clerk's records: roles, settings, people, days."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import Field, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest

from councils import services
from councils.admin_site import CouncilAdmin, ReadOnlyAdmin, site
from councils.models import (
    ClosureDay,
    CouncilSettings,
    Membership,
    MunicipalYear,
    OpeningHours,
    Person,
    Publication,
    SchoolTerm,
    User,
)
from councils.roles import Role
from councils.sign_in import sign_in_link


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


NOBODY_YET = (
    "Nobody has this user name yet. For somebody new, give a display name; otherwise check the "
    "spelling."
)

NO_LINK = (
    "There is no link for {user}: they have a password already and can reset it, or they hold a "
    "role in another council, which lets them in."
)


class MembershipForm(forms.ModelForm):
    """Who holds which role, and for how long; somebody new is added here too."""

    username = forms.CharField(
        label="User name",
        max_length=60,
        help_text="Somebody who signs in already: type their user name exactly. "
        "Somebody new: choose one; it need not be their name.",
    )
    display_name = forms.CharField(
        label="Display name",
        max_length=120,
        required=False,
        help_text="Only for somebody new. A young person’s is chosen with them.",
    )

    class Meta:
        model = Membership
        fields = ("role", "starts_on", "ends_on")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:  # the person stays; only the period can be changed
            del self.fields["username"], self.fields["display_name"]

    def clean(self) -> dict:
        """Find the person, or take down somebody new."""
        data = super().clean()
        username = data.get("username")
        if self.instance.pk or not username:
            return data
        user = User.objects.filter(username__iexact=username).first()
        if user is not None:
            self.instance.user = user
        elif data.get("display_name"):
            self._check_somebody_new(username, data["display_name"])
        else:
            self.add_error("display_name", NOBODY_YET)
        return data

    def _check_somebody_new(self, username: str, display_name: str) -> None:
        somebody = User(username=username, display_name=display_name)
        somebody.set_unusable_password()
        try:
            somebody.full_clean()
        except ValidationError as error:
            self.add_error("username", error.messages)

    def _get_validation_exclusions(self) -> set[str]:
        # The form has no field for the person, so Django would skip the check for overlaps.
        known = {"user"} if self.instance.user_id else set()
        return super()._get_validation_exclusions() - known


@admin.register(Membership, site=site)
class MembershipAdmin(CouncilAdmin):
    """Roles: given for a period, ended by a last day, never deleted."""

    form = MembershipForm
    list_display = ("user", "role", "starts_on", "ends_on")
    list_filter = ("role",)
    list_select_related = ("user",)
    search_fields = ("user__display_name",)
    actions = ("make_links",)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """An operator sees administrators only; a council's administrator sees everybody."""
        rows = super().get_queryset(request)
        return rows.filter(role=Role.COUNCIL_ADMINISTRATOR) if request.user.is_operator else rows

    def formfield_for_choice_field(self, db_field: Field, request: HttpRequest, **kwargs: object):
        """An operator gives a council its first administrator, and no other role."""
        if db_field.name == "role" and request.user.is_operator:
            kwargs["choices"] = [(Role.COUNCIL_ADMINISTRATOR, Role.COUNCIL_ADMINISTRATOR.label)]
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    def get_fields(self, request: HttpRequest, obj: Membership | None = None) -> tuple:
        """The person is chosen once, when the role is given."""
        person = ("user",) if obj else ("username", "display_name")
        return (*person, "role", "starts_on", "ends_on")

    def get_readonly_fields(self, request: HttpRequest, obj: Membership | None = None) -> tuple:
        """Whose role it is, and which, stays; a different one is a new row."""
        return ("user", "role") if obj else ()

    def save_model(
        self, request: HttpRequest, obj: Membership, form: ModelForm, change: bool
    ) -> None:
        """Give the role; somebody new gets a sign-in link to be handed to them."""
        if obj.user_id is None:
            data = form.cleaned_data
            obj.user = services.enrol(username=data["username"], display_name=data["display_name"])
        super().save_model(request, obj, form, change)
        if not change and self._may_have_link(request, obj.user):
            self._show_link(request, obj.user)

    @admin.action(description="Make sign-in links", permissions=["change"])
    def make_links(self, request: HttpRequest, memberships: QuerySet) -> None:
        """A link for each person who has set no password yet."""
        for user in {row.user for row in memberships.select_related("user")}:
            if self._may_have_link(request, user):
                self._show_link(request, user)
            else:
                messages.warning(request, NO_LINK.format(user=user))

    def _may_have_link(self, request: HttpRequest, user: User) -> bool:
        return services.may_have_link(user, councils=self.councils(request, "change"))

    def _show_link(self, request: HttpRequest, user: User) -> None:
        messages.info(
            request,
            f"Give {user} this link; it works once, for three days: {sign_in_link(request, user)}",
        )


@admin.register(CouncilSettings, site=site)
class CouncilSettingsAdmin(CouncilAdmin):
    """Whom to ring, the limit for small numbers, and for how long things are kept."""

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


@admin.register(OpeningHours, site=site)
class OpeningHoursAdmin(CouncilAdmin):
    """When somebody reads what young people write; outside these hours their pages say that nobody does."""

    list_display = ("weekday", "opens_at", "closes_at")


@admin.register(SchoolTerm, site=site)
class SchoolTermAdmin(CouncilAdmin):
    """When school is, so that a meeting in the holidays is not warned about."""

    list_display = ("starts_on", "ends_on")
    date_hierarchy = "starts_on"


@admin.register(MunicipalYear, site=site)
class MunicipalYearAdmin(CouncilAdmin):
    """When Annual Council met."""

    list_display = ("starts_on",)


@admin.register(Publication, site=site)
class PublicationAdmin(ReadOnlyAdmin):
    """What the council has marked published, and when it took something back."""

    list_display = ("kind", "key", "published_at", "published_by", "withdrawn_at")
    list_select_related = ("published_by",)
    list_filter = ("kind",)
