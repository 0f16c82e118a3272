"""What pages and the rooms above ask about placement providers and what they have signed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from councils.models import Council
from pledges.models import PledgeSet, Promise, Provider, Signature
from pledges.signing import Signed, Signing, digest, standing, words_of

#: How a provider stands, as a rating shows it.
RATINGS = {
    Signing.SIGNED: ("Signed", "good"),
    Signing.OUTDATED: ("Outdated", "watch"),
    Signing.NOT_SIGNED: ("Not signed", "none"),
}


def active_providers(council: Council, day: date) -> QuerySet[Provider]:
    """Those who look after children for the council on a day."""
    return Provider.objects.of(council).current(day)


def sets_to_sign(council: Council) -> QuerySet[PledgeSet]:
    """The published sets that placement providers promise, with their promises at hand."""
    promises = Promise.objects.select_related("heading").order_by("position")
    return (
        PledgeSet.objects.of(council)
        .public()
        .filter(promisor=PledgeSet.Promisor.PROVIDER, has_text=True)
        .prefetch_related(Prefetch("promises", promises))
        .order_by("title")
    )


def words_now(pledge_set: PledgeSet) -> str:
    """The words of a set as they are today."""
    promises = pledge_set.promises.all()
    return words_of(
        pledge_set.stem,
        [(each.heading.title if each.heading else "", each.text) for each in promises],
    )


@dataclass(frozen=True, slots=True)
class Row:
    """A provider with how it stands to one set."""

    provider: Provider
    signed: Signed

    @property
    def rating(self) -> tuple[str, str]:
        """How it stands, in words and tone."""
        return RATINGS[self.signed.signing]


def with_signatures(providers: QuerySet[Provider]) -> QuerySet[Provider]:
    """Providers with their signatures and the words they are to: two queries."""
    signatures = Signature.objects.select_related("version").order_by("-signed_on", "-pk")
    return providers.order_by("name").prefetch_related(Prefetch("signatures", signatures))


def row(provider: Provider, pledge_set: PledgeSet, digest_now: str) -> Row:
    """How a provider stands to a set whose words have that digest today."""
    signatures = [s for s in provider.signatures.all() if s.version.pledge_set_id == pledge_set.pk]
    found = [s for s in signatures if s.version.sha256 == digest_now] or signatures
    latest = found[0] if found else None
    return Row(
        provider,
        standing(
            latest.signed_on if latest else None,
            latest.version.sha256 if latest else "",
            digest_now,
        ),
    )


def rows(providers: Iterable[Provider], pledge_set: PledgeSet) -> list[Row]:
    """How several stand, in their order."""
    now = digest(words_now(pledge_set))
    return [row(provider, pledge_set, now) for provider in providers]


def counted(found: Iterable[Row]) -> str:
    """“2 of 5 have signed; 1 signed older words.”"""
    found = list(found)
    if not found:
        return "No placement provider is in the register."
    by = {each: sum(r.signed.signing is each for r in found) for each in Signing}
    said = f"{by[Signing.SIGNED]} of {len(found)} have signed the words of today"
    older = by[Signing.OUTDATED]
    return f"{said}; {older} signed older words." if older else f"{said}."
