"""How the register of placement providers is kept, and what each of them signs."""

from datetime import date

from django.db import transaction

from councils import clock
from councils.models import Council, User
from councils.writing import Refused, lock, store
from pledges.models import PledgeSet, Provider, SetVersion, Signature
from pledges.providers.queries import words_now
from pledges.signing import NOT_BY_PROVIDERS, digest, why_not_sign


@transaction.atomic
def add_provider(
    *,
    by: User,
    council: Council,
    name: str,
    kind: str,
    starts_on: date,
    ends_on: date | None = None,
) -> Provider:
    """Put a provider into the register; the same form sent twice is one.

    Raises:
        ValidationError: another provider has that name; it ends before it starts.
    """
    lock(council)
    given = {"kind": kind, "starts_on": starts_on, "ends_on": ends_on}
    name = " ".join(name.split())
    if same := Provider.objects.of(council).filter(name=name, **given).first():
        return same
    provider = Provider(council=council, name=name, **given)
    provider._history_user = by
    return store(provider)


@transaction.atomic
def change_provider(
    *, by: User, provider: Provider, name: str, kind: str, starts_on: date, ends_on: date | None
) -> Provider:
    """Put a provider's entry right, or say up to when it looks after children for the council.

    Raises:
        ValidationError: as for a new one.
    """
    provider = lock(provider)
    given = {"kind": kind, "starts_on": starts_on, "ends_on": ends_on}
    given["name"] = " ".join(name.split())
    if all(getattr(provider, field) == value for field, value in given.items()):
        return provider
    for field, value in given.items():
        setattr(provider, field, value)
    provider._history_user = by
    return store(provider)


@transaction.atomic
def sign(
    *, by: User, provider: Provider, pledge_set: PledgeSet, signed_on: date, signed_as: str
) -> Signature:
    """Record that a provider has signed a set of promises, in the words they have today.

    The words are kept as a version the first time somebody signs them. The same form sent twice is
    one signature.

    Raises:
        Refused: no provider promises this; it has signed these very words; it was not active.
        ValidationError: a name or a number where the signatory's role should be.
    """
    provider, pledge_set = lock(provider), lock(pledge_set)
    if pledge_set.promisor != PledgeSet.Promisor.PROVIDER:
        raise Refused(NOT_BY_PROVIDERS)
    version = _version(pledge_set)
    signed_as = " ".join(signed_as.split())
    already = provider.signatures.filter(version=version).first()
    if already and (already.signed_on, already.signed_as) == (signed_on, signed_as):
        return already
    refused = why_not_sign(
        signed_on=signed_on,
        today=clock.today(),
        active_from=provider.starts_on,
        active_to=provider.ends_on,
        has_signed=already is not None,
    )
    if refused:
        raise Refused(refused)
    signature = Signature(council=provider.council, provider=provider, version=version)
    signature.signed_on, signature.signed_as = signed_on, signed_as
    signature.recorded_at, signature.recorded_by = clock.now(), by
    return store(signature)


def _version(pledge_set: PledgeSet) -> SetVersion:
    """The version of the words of today: the one there is, or the next."""
    words = words_now(pledge_set)
    sha256 = digest(words)
    if found := pledge_set.versions.filter(sha256=sha256).first():
        return found
    last = pledge_set.versions.order_by("-number").first()
    return store(
        SetVersion(
            council=pledge_set.council,
            pledge_set=pledge_set,
            number=(last.number if last else 0) + 1,
            words=words,
            sha256=sha256,
            dated_on=clock.today(),
        )
    )
