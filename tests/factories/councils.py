"""Councils, people and what a council's administrator keeps."""

from datetime import date, time

import factory

from councils import models
from councils.roles import Role
from tests.factories.base import LONG_AGO, RowFactory, by, moment, nth


class CouncilFactory(RowFactory):
    """A council; its slug is its short name in lower case."""

    class Meta:
        model = models.Council
        django_get_or_create = ("slug",)

    short_name = factory.Sequence(lambda n: f"Shire{nth(n)}")
    slug = factory.LazyAttribute(lambda o: o.short_name.lower())
    name = factory.LazyAttribute(lambda o: f"{o.short_name} Council")
    ons_code = factory.Sequence(lambda n: f"E{n:08}")
    dfe_code = factory.Sequence(lambda n: f"{n % 400:03}")  # from 400 on they are areas of others


class UserFactory(RowFactory):
    """Somebody who can sign in, and holds no role."""

    class Meta:
        model = models.User

    class Params:
        operator = factory.Trait(is_operator=True)
        shut_out = factory.Trait(is_active=False)

    username = factory.Sequence(lambda n: f"user{nth(n)}")
    display_name = factory.LazyAttribute(lambda o: f"Name of {o.username}")
    password = "!"  # nobody can enter with it; tests sign people in themselves


class MembershipFactory(RowFactory):
    """A role held since January, until further notice."""

    class Meta:
        model = models.Membership

    class Params:
        ended = factory.Trait(ends_on=date(2026, 3, 31))
        to_come = factory.Trait(starts_on=date(2027, 6, 1))

    council = factory.SubFactory(CouncilFactory)
    user = by()
    role = Role.CLERK
    starts_on = LONG_AGO


class PersonFactory(RowFactory):
    """Somebody who can hold a seat."""

    class Meta:
        model = models.Person

    class Params:
        signs_in = factory.Trait(user=by())

    council = factory.SubFactory(CouncilFactory)
    name = factory.Sequence(lambda n: f"Person {nth(n)}")
    organisation = "The council"


class CouncilSettingsFactory(RowFactory):
    """Whom to ring."""

    class Meta:
        model = models.CouncilSettings

    council = factory.SubFactory(CouncilFactory)
    safeguarding_phone = "01632 960001"
    emergency_phone = "01632 960002"


class ClosureDayFactory(RowFactory):
    """A day between Christmas and New Year."""

    class Meta:
        model = models.ClosureDay

    council = factory.SubFactory(CouncilFactory)
    day = date(2026, 12, 29)
    reason = "Closed between Christmas and New Year"


class OpeningHoursFactory(RowFactory):
    """Mondays, from nine to five."""

    class Meta:
        model = models.OpeningHours

    council = factory.SubFactory(CouncilFactory)
    weekday = 0
    opens_at = time(9)
    closes_at = time(17)


class PurgeFactory(RowFactory):
    """That three notes were deleted."""

    class Meta:
        model = models.Purge

    council = factory.SubFactory(CouncilFactory)
    kind = "notes"
    number = 3
    kept_months = 12
    purged_at = factory.LazyFunction(moment)


class SchoolTermFactory(RowFactory):
    """The autumn term."""

    class Meta:
        model = models.SchoolTerm

    council = factory.SubFactory(CouncilFactory)
    starts_on = date(2026, 9, 2)
    ends_on = date(2026, 12, 18)


class MunicipalYearFactory(RowFactory):
    """The year that began in May."""

    class Meta:
        model = models.MunicipalYear

    council = factory.SubFactory(CouncilFactory)
    starts_on = date(2026, 5, 20)


class PublicationFactory(RowFactory):
    """That something is published; give `row=`, and the council, kind and key are the row's."""

    class Meta:
        model = models.Publication

    class Params:
        row = None
        withdrawn = factory.Trait(withdrawn_at=moment(), withdrawn_by=by())

    council = factory.Maybe(
        "row",
        yes_declaration=factory.SelfAttribute("row.council"),
        no_declaration=factory.SubFactory(CouncilFactory),
    )
    kind = factory.LazyAttribute(lambda o: o.row._meta.label_lower if o.row else "pledges.strategy")
    key = factory.LazyAttribute(lambda o: o.row.key if o.row else "strategy-1")
    published_at = factory.LazyFunction(moment)
    published_by = by()
