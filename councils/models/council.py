"""Councils, and the people who sign in."""

from functools import cached_property
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import _user_has_module_perms, _user_has_perm
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from councils import clock
from councils.vocabulary import Vocabulary

ROOMS = ("councils", "pledges", "measures", "forums", "boards")


def validate_words(words: dict) -> None:
    """A vocabulary as a form or a fixture gives it.

    Raises:
        ValidationError: says which word is unknown or empty.
    """
    try:
        Vocabulary.from_mapping(words)
    except (ValueError, TypeError, AttributeError) as error:
        raise ValidationError(str(error)) from error


#: What addresses that are no council's begin with.
TAKEN = ("accounts", "admin", "demo", "help", "principles", "static")


class CouncilManager(models.Manager):
    """Councils are found by their slug, in addresses and fixtures alike."""

    def get_by_natural_key(self, slug: str) -> "Council":
        """The council of that slug."""
        return self.get(slug=slug)


class Council(models.Model):
    """A local authority: the parent, in law, of the children in its care."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=60)
    ons_code = models.CharField("ONS code", max_length=9, unique=True)
    dfe_code = models.CharField("DfE number", max_length=3, unique=True)
    colour = models.CharField(
        max_length=7,
        default="#1d3557",
        validators=[RegexValidator(r"^#[0-9a-f]{6}$", "Write the colour as # and six digits.")],
        help_text="Shown at the top of each page; white text on it must be readable.",
    )
    vocabulary = models.JSONField(default=dict, blank=True, validators=[validate_words])

    objects = CouncilManager()

    class Meta:
        ordering = ("name",)
        constraints: ClassVar[list] = [
            models.CheckConstraint(
                condition=~Q(slug__in=TAKEN),
                name="councils_council_slug_is_no_page_of_ours",
                violation_error_message="This word begins addresses that are no council's.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        """How a fixture names the council."""
        return (self.slug,)

    @cached_property
    def words(self) -> Vocabulary:
        """The council's own nouns."""
        return Vocabulary.from_mapping(self.vocabulary)


class UserManager(BaseUserManager):
    """Makes people. There are no superusers; an operator manages councils and sees no content."""

    def create_user(
        self, username: str, password: str | None = None, *, display_name: str, **fields: object
    ) -> "User":
        """A person who can sign in, once a password is set."""
        user = self.model(username=username, display_name=display_name, **fields)
        user.set_password(password)
        user.full_clean()
        user.save(using=self._db)
        return user

    def create_superuser(self, username: str, password: str, display_name: str) -> "User":
        """What `createsuperuser` makes: an operator."""
        return self.create_user(username, password, display_name=display_name, is_operator=True)


class User(AbstractBaseUser):
    """A person who signs in. What they may do comes from their memberships alone."""

    username = models.CharField(
        "user name",
        max_length=60,
        unique=True,
        validators=[UnicodeUsernameValidator()],
        error_messages={"unique": "Somebody already has this user name."},
    )
    display_name = models.CharField(
        max_length=120, help_text="The name others see; a young person’s is chosen with them."
    )
    email = models.EmailField("e-mail address", blank=True)
    wants_reminders = models.BooleanField(
        "wants reminders by mail", default=True, help_text="At most one message a day."
    )
    is_active = models.BooleanField("may sign in", default=True)
    is_operator = models.BooleanField("operates the service", default=False)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["display_name"]

    objects = UserManager()

    class Meta:
        ordering = ("display_name",)
        constraints: ClassVar[list] = [
            # Signing in takes a name however it is written, so “skye” and “Skye” are one person.
            models.UniqueConstraint(
                Lower("username"),
                name="councils_user_name_once_in_any_case",
                violation_error_message="Somebody already has this user name.",
            )
        ]

    def __str__(self) -> str:
        return self.display_name

    @cached_property
    def roles_today(self) -> list[tuple[int, str]]:
        """(council id, role) for each role held today, as it came with the person or is asked."""
        if hasattr(self, "held_today"):
            return [(held["council"], held["role"]) for held in self.held_today]
        return list(
            self.memberships.current(clock.today()).values_list("council_id", "role").order_by("pk")
        )

    @property
    def is_staff(self) -> bool:
        """Whether the admin site has anything for this person."""
        return any(self.has_module_perms(app) for app in ROOMS)

    @property
    def is_superuser(self) -> bool:
        """Never: every permission comes from a role."""
        return False

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """Whether a role grants it, in the object's council where an object is given."""
        return _user_has_perm(self, perm, obj)

    def has_module_perms(self, app_label: str) -> bool:
        """Whether a role grants anything in that app."""
        return _user_has_module_perms(self, app_label)

    def holds(self, role: str, council: Council) -> bool:
        """Whether the person holds this role in this council today."""
        return (council.pk, role) in self.roles_today

    def belongs_to(self, council: Council) -> bool:
        """Whether the person holds any role in this council today."""
        return any(council_id == council.pk for council_id, _ in self.roles_today)
