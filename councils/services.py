"""How people come to a council and what it publishes is decided."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db import transaction

from councils import clock
from councils.models import Council, FixtureModel, Membership, Publication, User
from councils.writing import Refused, store


@transaction.atomic
def publish(*, by: User, rows: Iterable[FixtureModel]) -> list[Publication]:
    """Mark rows published, for anyone to read; what is published already stays as it is.

    Raises:
        Refused: a row is published with another one, not by itself.
    """
    made = []
    for row in rows:
        if row.published_with:
            raise Refused(f"“{row}” is published together with what it belongs to.")
        named = {"council": row.council, "kind": row._meta.label_lower, "key": row.key}
        if not Publication.objects.filter(**named, withdrawn_at__isnull=True).exists():
            made.append(store(Publication(**named, published_at=clock.now(), published_by=by)))
    return made


@transaction.atomic
def withdraw(*, by: User, row: FixtureModel) -> None:
    """Take something back from the public; loading its fixture again does not bring it out."""
    publication = (
        Publication.objects.select_for_update()
        .filter(council=row.council, kind=row._meta.label_lower, key=row.key)
        .filter(withdrawn_at__isnull=True)
        .first()
    )
    if publication:
        publication.withdrawn_at, publication.withdrawn_by = clock.now(), by
        store(publication)


@transaction.atomic
def enrol(*, username: str, display_name: str) -> User:
    """Somebody who can sign in once they have set a password through their sign-in link.

    Raises:
        ValidationError: the user name is taken or cannot be used.
    """
    return User.objects.create_user(username, display_name=display_name)


def may_have_link(user: User, *, councils: Collection[int]) -> bool:
    """Whether somebody who gives roles in these councils may make a person's sign-in link.

    Only where the person has no password yet and no role, now or before, in any other council:
    any other link would let one council's administrator into another council.
    """
    elsewhere = user.memberships.exclude(council__in=councils)
    is_new = user.is_active and not user.is_operator and not user.has_usable_password()
    return is_new and not elsewhere.exists()


@transaction.atomic
def give_role(
    *, council: Council, user: User, role: str, starts_on: date, ends_on: date | None = None
) -> Membership:
    """Give a person a role in a council from a day on.

    Raises:
        ValidationError: they hold it then already.
    """
    return store(
        Membership(council=council, user=user, role=role, starts_on=starts_on, ends_on=ends_on)
    )


@transaction.atomic
def choose_reminders(*, by: User, wants: bool) -> User:
    """Switch somebody's own reminders by mail on or off."""
    user = User.objects.select_for_update().get(pk=by.pk)
    user.wants_reminders = wants
    return store(user)
