"""Councils, the people who sign in, and the abstract rows every council's tables are made of."""

from councils.models.council import (
    ROOMS,
    Council,
    CouncilManager,
    User,
    UserManager,
    validate_words,
)
from councils.models.lookups import AnyOf
from councils.models.records import (
    ClosureDay,
    CouncilSettings,
    Membership,
    MunicipalYear,
    OpeningHours,
    Person,
    SchoolTerm,
)
from councils.models.retention import Purge
from councils.models.tenancy import (
    Dated,
    DatedQuerySet,
    DateRange,
    FixtureModel,
    FixtureQuerySet,
    Publication,
    TenantModel,
    TenantQuerySet,
)

__all__ = [
    "ROOMS",
    "AnyOf",
    "ClosureDay",
    "Council",
    "CouncilManager",
    "CouncilSettings",
    "DateRange",
    "Dated",
    "DatedQuerySet",
    "FixtureModel",
    "FixtureQuerySet",
    "Membership",
    "MunicipalYear",
    "OpeningHours",
    "Person",
    "Publication",
    "Purge",
    "SchoolTerm",
    "TenantModel",
    "TenantQuerySet",
    "User",
    "UserManager",
    "validate_words",
]
