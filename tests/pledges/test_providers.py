"""The register of placement providers: who has signed which words, and what everybody reads."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from councils.models import Council, User
from councils.roles import Role
from councils.writing import Refused
from pledges.models import PledgeSet, Provider, SetVersion, Signature
from pledges.providers.queries import counted, rows, sets_to_sign, with_signatures
from pledges.providers.services import add_provider, change_provider, sign
from pledges.signing import NOT_ACTIVE, NOT_BY_PROVIDERS, SIGNED_ALREADY, Signing, digest
from tests.factories.councils import CouncilFactory
from tests.factories.pledges import PledgeSetFactory, PromiseFactory, ProviderFactory
from tests.journeys.visiting import Visitor
from tests.support.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def council() -> Council:
    """A council of its own."""
    return CouncilFactory(slug="ourshire")


@pytest.fixture
def pledge_set(council: Council) -> PledgeSet:
    """What providers promise."""
    made = PledgeSetFactory(
        council=council, by_providers=True, published=True, key="homes", title="Promises of homes"
    )
    PromiseFactory(pledge_set=made, text="talk to you.")
    return made


@pytest.fixture
def clerk(council: Council) -> User:
    """Who keeps the register."""
    return person(Role.CLERK, council)


@pytest.fixture
def provider(council: Council) -> Provider:
    """One of them."""
    return ProviderFactory(council=council, name="Oak Homes", kind="residential")


def signs(provider: Provider, pledge_set: PledgeSet, by: User, day: date) -> Signature:
    """It signs on a day."""
    given = {"provider": provider, "pledge_set": pledge_set, "signed_on": day}
    return sign(by=by, signed_as="Registered  manager", **given)


def stands(provider: Provider, pledge_set: PledgeSet) -> Signing:
    """How it stands now."""
    fresh = sets_to_sign(provider.council).get(pk=pledge_set.pk)
    providers = with_signatures(Provider.objects.filter(pk=provider.pk))
    return rows(providers, fresh)[0].signed.signing


def test_a_signature_is_to_the_words_of_its_day(provider, pledge_set, clerk, today):
    made = signs(provider, pledge_set, clerk, today)
    assert made.version.words == "We will\n- talk to you."
    assert made.version.sha256 == digest(made.version.words)
    assert (made.version.number, made.signed_as) == (1, "Registered manager")
    assert stands(provider, pledge_set) is Signing.SIGNED


def test_when_the_words_change_it_is_outdated_until_it_signs_again(
    provider, pledge_set, clerk, today
):
    signs(provider, pledge_set, clerk, today - timedelta(days=9))
    PromiseFactory(pledge_set=pledge_set, text="cook with you.")
    assert stands(provider, pledge_set) is Signing.OUTDATED
    assert signs(provider, pledge_set, clerk, today).version.number == 2
    assert stands(provider, pledge_set) is Signing.SIGNED


def test_words_that_come_back_are_the_version_they_were(provider, pledge_set, clerk, today):
    signs(provider, pledge_set, clerk, today)
    more = PromiseFactory(pledge_set=pledge_set, text="cook with you.")
    signs(provider, pledge_set, clerk, today)
    more.delete()
    assert stands(provider, pledge_set) is Signing.SIGNED
    other = ProviderFactory(council=provider.council)
    assert signs(other, pledge_set, clerk, today).version.number == 1
    assert SetVersion.objects.count() == 2


def test_sent_twice_it_is_one_signature_and_on_another_day_it_is_refused(
    provider, pledge_set, clerk, today
):
    first = signs(provider, pledge_set, clerk, today)
    assert signs(provider, pledge_set, clerk, today) == first
    with pytest.raises(Refused, match=SIGNED_ALREADY):
        signs(provider, pledge_set, clerk, today - timedelta(days=1))


def test_one_that_has_left_does_not_sign(council, pledge_set, clerk, today):
    left = ProviderFactory(council=council, ends_on=today - timedelta(days=1))
    with pytest.raises(Refused, match=NOT_ACTIVE):
        signs(left, pledge_set, clerk, today)


def test_what_the_council_promises_no_provider_signs(provider, clerk, today):
    own = PledgeSetFactory(council=provider.council)
    with pytest.raises(Refused, match=NOT_BY_PROVIDERS):
        signs(provider, own, clerk, today)


def test_who_signed_is_a_role(provider, pledge_set, clerk, today):
    with pytest.raises(ValidationError, match="not somebody’s name"):
        sign(
            by=clerk,
            provider=provider,
            pledge_set=pledge_set,
            signed_on=today,
            signed_as="Mrs Jane Lane",
        )
    assert not SetVersion.objects.exists()


def test_the_register_keeps_who_changed_what(council, clerk, today):
    given = {"name": "Oak  Homes", "kind": "agency", "starts_on": today}
    made = add_provider(by=clerk, council=council, **given)
    assert add_provider(by=clerk, council=council, **given) == made
    change_provider(by=clerk, provider=made, **given, ends_on=None)
    assert made.history.count() == 1
    change_provider(by=clerk, provider=made, **given, ends_on=today)
    assert [each.history_user for each in made.history.all()] == [clerk, clerk]
    with pytest.raises(ValidationError, match="in the register already"):
        add_provider(by=clerk, council=council, name="OAK HOMES", kind="other", starts_on=today)


def test_how_many_have_signed_is_said_in_words(provider, pledge_set, clerk, today):
    fresh = sets_to_sign(provider.council).get()
    assert counted([]) == "No placement provider is in the register."
    signs(provider, pledge_set, clerk, today)
    ProviderFactory(council=provider.council)
    providers = with_signatures(Provider.objects.of(provider.council))
    assert counted(rows(providers, fresh)) == "1 of 2 have signed the words of today."


# Pages --------------------------------------------------------------------------------------------


def test_the_clerk_keeps_the_register_and_everybody_reads_who_has_signed(pledge_set, clerk):
    page = Visitor(clerk).open("/ourshire/providers/").follow("Add a placement provider")
    page.press("Save").sees("Write the name of the organisation.", "Say what it offers.")
    page.writes("Name of the organisation", "Oak Homes").ticks("A children’s home")
    page.writes("Looks after children for the council from", "1/1/2026").press("Save")
    page.sees("The provider is in the register.", "Oak Homes", "Has not signed.")
    everybody = Visitor().open("/ourshire/promises/").follow("Who has signed the Promises of homes")
    everybody.sees("Oak Homes", "Not signed")
    page.follow("Record its signature of Oak Homes").sees("talk to you.")
    page.writes("Signed on", "1/5/2026").writes("Signed by", "Registered manager")
    page.press("Record the signature").sees("Oak Homes has signed Promises of homes.")
    everybody.open(everybody.address).sees("1 of 1 have signed the words of today.")
    PromiseFactory(pledge_set=pledge_set, text="cook with you.")
    everybody.open(everybody.address).sees("Outdated", "Signed older words on 1 May 2026.")


def test_a_name_where_a_role_should_be_is_refused_at_its_field(provider, pledge_set, clerk):
    page = Visitor(clerk).open(f"/ourshire/providers/{provider.pk}/signs/{pledge_set.key}/")
    page.writes("Signed on", "1/5/2026").writes("Signed by", "Mr Lane")
    page.press("Record the signature")
    assert "not somebody’s name" in page.error_at("Signed by")


@pytest.mark.usefixtures("provider")
def test_one_that_has_left_stands_apart_and_not_on_the_public_list(pledge_set, clerk):
    page = Visitor(clerk).open("/ourshire/providers/").follow("Oak Homes")
    page.writes("Up to", "1/6/2026").press("Save").sees_in_order("Not any more", "Oak Homes")
    Visitor().open(f"/ourshire/promises/signed/{pledge_set.key}/").does_not_see("Oak Homes")


def test_an_officer_who_does_not_keep_it_reads_it(provider, pledge_set):
    assert pledge_set
    page = Visitor(person(Role.PROMISE_OWNER, provider.council)).open("/ourshire/providers/")
    page.sees("Oak Homes", "Not signed").does_not_see("Record its signature", "Add a placement")
