"""What a definition, a life and an address may not be: each was an error page or a way round."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import URLPattern, URLResolver

from councils.models import User
from councils.roles import Role
from councils.services import publish
from councils.writing import Conflict, Refused
from measures import urls
from measures.definitions import services
from measures.definitions.life import State
from measures.models import Definition, Measure
from measures.models.definitions import TAKEN_KEYS
from tests.factories.councils import UserFactory
from tests.factories.measures import MeasureFactory
from tests.factories.pledges import ThemeFactory
from tests.journeys.visiting import BACKEND, Visitor
from tests.support.people import person

pytestmark = pytest.mark.usefixtures("db", "today")

APRIL, TODAY = date(2026, 4, 1), date(2026, 12, 2)
OWN = {
    "short_title": "Visits",
    "unit": "count",
    "polarity": "high",
    "numerator_words": "visits",
    "in_force_from": APRIL,
}


@pytest.fixture
def by() -> User:
    """An officer."""
    return UserFactory()


@pytest.fixture
def measure() -> Measure:
    """A share that comes with a strategy."""
    return MeasureFactory()


@pytest.mark.parametrize(
    ("field", "least", "most"),
    [
        ("months_between", 1, 12),
        ("decimal_places", 0, 4),
        ("grace_days", 0, 366),
        ("from_age", 0, 25),
        ("to_age", 0, 25),
    ],
)
def test_numbers_that_no_screen_can_show_are_refused_at_their_field(
    by, measure, field, least, most
) -> None:
    said = {"by": by, "measure": measure, "in_force_from": APRIL, "reason": "Why."}
    for number in (least - 1, most + 1):
        with pytest.raises(ValidationError) as refused:
            services.write_draft(**said, **{field: number})
        (sentence,) = refused.value.message_dict[field]
        assert f"{least} to {most}" in sentence
    for number in (least, most):
        draft = Definition.objects.first()
        seen = draft.version if draft else None
        services.write_draft(**said, version=seen, **{field: number})


def test_a_month_is_not_needed(by, measure) -> None:
    services.write_draft(
        by=by, measure=measure, in_force_from=APRIL, reason="Why.", months_between=None
    )


def test_a_first_day_is_at_most_two_years_ahead(by, measure) -> None:
    said = {"by": by, "measure": measure, "reason": "Why."}
    with pytest.raises(ValidationError) as refused:
        services.write_draft(**said, in_force_from=date(2028, 12, 3))
    assert refused.value.message_dict == {
        "in_force_from": ["Choose a day until 2 December 2028: two years ahead at most."]
    }
    services.write_draft(**said, in_force_from=date(2028, 12, 2))


def test_a_draft_is_not_put_in_use_by_way_of_retiring_it(by, measure) -> None:
    own = services.add_measure(by=by, council=measure.council, title="Visits", **OWN)
    said = {"by": by, "measure": own, "on": TODAY, "reason": "Why."}
    services.move(**said, to=State.RETIRED)
    with pytest.raises(Refused, match="first definition"):
        services.move(**said, to=State.IN_USE)
    draft = own.definitions.get()
    services.put_in_use(by=by, definition=draft, version=draft.version)
    assert own not in Measure.objects.in_use(), "it is retired still"
    services.move(**said, to=State.IN_USE)
    assert own in Measure.objects.in_use()


def test_no_measure_has_another_page_s_address() -> None:
    """A key is a slug: it has no dot, so a file's address is none."""
    first = {str(each.pattern).split("/")[0] for each in flat(urls.urlpatterns)}
    words = {word for word in first if word and "<" not in word and "." not in word}
    assert words == set(TAKEN_KEYS)


def flat(patterns: list[URLPattern | URLResolver]) -> list[URLPattern]:
    """The addresses, those included at the top among them."""
    found = []
    for each in patterns:
        inside = isinstance(each, URLResolver) and not str(each.pattern)
        found += flat(each.url_patterns) if inside else [each]
    return found


@pytest.mark.parametrize("title", ["？", "приватность"])
def test_a_title_without_latin_letters_makes_one_measure(by, measure, title) -> None:
    said = {"by": by, "council": measure.council, **OWN}
    one = services.add_measure(**said, title=title)
    assert services.add_measure(**said, title=title) == one, "sent twice"
    assert services.add_measure(**said, title=f"{title}！") != one


@pytest.mark.parametrize("wrong", ["²", "", "x", "9" * 5000, "-1"])
@pytest.mark.parametrize("field", ["draft", "version"])
def test_a_button_that_names_no_number_finds_nothing(client, measure, field, wrong) -> None:
    client.force_login(person(Role.KPI_OFFICER, measure.council), backend=BACKEND)
    sent = {"draft": "1", "version": "1", field: wrong}
    address = f"/{measure.council.slug}/measures/{measure.key}/definition/use/"
    assert client.post(address, sent).status_code == 404


# Two who link at once -----------------------------------------------------------------------------


def test_links_that_somebody_else_changed_are_not_written_over(by, measure) -> None:
    one, other = (ThemeFactory(council=measure.council) for _ in range(2))
    publish(by=by, rows=[one.strategy, other.strategy])
    said = {"by": by, "measure": measure, "promises": []}
    services.link(**said, themes=[one], seen="")
    services.link(**said, themes=[one], seen="")  # sent twice
    with pytest.raises(Conflict):
        services.link(**said, themes=[other], seen="")
    assert measure.links.get().theme == one


def test_whoever_links_at_the_same_time_sees_both_and_saves_again(by, measure) -> None:
    one, other = (ThemeFactory(council=measure.council) for _ in range(2))
    publish(by=by, rows=[one.strategy, other.strategy])
    page = f"/{measure.council.slug}/measures/{measure.key}/definition/links/"
    officer = Visitor(person(Role.KPI_OFFICER, measure.council)).open(page)
    services.link(by=by, measure=measure, promises=[], themes=[one])
    officer.soup.find("input", {"name": "themes", "value": str(other.pk)})["checked"] = "checked"
    officer.press("Save").sees("Somebody else has changed this", f"linked now: “{one.name}”")
    assert measure.links.get().theme == one
    officer.press("Save").sees("Saved.")
    assert measure.links.get().theme == other
