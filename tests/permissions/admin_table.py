"""Who may keep which records, and what the sign-in pages answer: one row for each kind of record.

A row covers every page of its admin: list, add, change, history, an old version, delete. Written
by hand from section 6 of the specification.
"""

from dataclasses import dataclass

from councils.roles import Role
from tests.permissions.table.words import NOBODY, Fields, nothing, people
from tests.support.world import Furnished

OPERATOR = "operator"


@dataclass(frozen=True)
class Records:
    """One kind of record: who looks, who adds, who changes; the row that is opened; what is sent."""

    model: str
    row: str
    viewed_by: frozenset[str]
    added_by: frozenset[str] = NOBODY
    changed_by: frozenset[str] = NOBODY
    added: Fields = nothing
    changed: Fields = nothing

    def __str__(self) -> str:
        return self.model

    @property
    def prefix(self) -> str:
        """How the names of its addresses begin."""
        return f"admin:{self.model.replace('.', '_')}"

    @property
    def table(self) -> str:
        """The table in which a change is felt."""
        return self.model.replace(".", "_")


INSPECTOR = people(Role.INSPECTOR)
CLERK = people(Role.CLERK)
ADMINISTRATOR = people(Role.COUNCIL_ADMINISTRATOR)
OFFICER = people(Role.KPI_OFFICER)
KEEP_PEOPLE = CLERK | ADMINISTRATOR
STAFF = INSPECTOR | CLERK | ADMINISTRATOR | OFFICER | people(Role.PROPER_OFFICER) | {OPERATOR}


def _fixed(**fields: object) -> Fields:
    return lambda council: fields  # noqa: ARG005


def _with(**rows: str) -> Fields:
    """Fields that hold the numbers of rows."""
    return lambda council: {name: getattr(council.rows, row).pk for name, row in rows.items()}


def _and(one: Fields, **fields: object) -> Fields:
    return lambda council: {**one(council), **fields}


def a_member(council: Furnished) -> dict[str, object]:
    """A place in the forum for somebody who has none."""
    return {"forum": council.rows.forum.pk, "user": council.people[Role.CHAIR].username}


RECORDS = (
    Records("pledges.strategy", "strategy", INSPECTOR),
    Records("pledges.statement", "statement", INSPECTOR),
    Records("pledges.theme", "theme", INSPECTOR),
    Records("pledges.pledgeset", "pledge_set", INSPECTOR),
    Records("pledges.promise", "promise", INSPECTOR),
    Records(
        "pledges.owner",
        "owner",
        INSPECTOR | KEEP_PEOPLE,
        KEEP_PEOPLE,
        KEEP_PEOPLE,
        _and(_with(promise="promise"), role="Head of care", starts_on="1/4/2027"),
        _fixed(ends_on="31/12/2027"),
    ),
    Records("measures.measure", "measure", INSPECTOR | OFFICER),
    Records(
        "measures.observation",
        "unsigned",
        INSPECTOR | OFFICER,
        OFFICER,
        OFFICER,
        _and(_with(measure="measure"), period_end="30/6/2026", numerator=3, denominator=4),
        _fixed(numerator=200),
    ),
    Records(
        "measures.target",
        "target",
        INSPECTOR | OFFICER,
        OFFICER,
        OFFICER,
        _and(_with(measure="measure"), in_force_from="1/4/2027", value=90),
        _fixed(tolerance=7),
    ),
    Records(
        "measures.measurebenchmark",
        "benchmark",
        INSPECTOR | OFFICER,
        OFFICER,
        OFFICER,
        _with(measure="draft_measure", indicator="indicator"),
        _fixed(note="Counted differently."),
    ),
    Records(
        "measures.rebase",
        "rebase",
        INSPECTOR | OFFICER,
        OFFICER,
        OFFICER,
        _and(_with(measure="measure"), first_day="1/4/2027", reason="A new team began."),
        _fixed(reason="A new dentist came."),
    ),
    Records(
        "forums.forummember",
        "member",
        INSPECTOR | ADMINISTRATOR,
        ADMINISTRATOR,
        ADMINISTRATOR,
        _and(a_member, starts_on="1/12/2026"),
        _fixed(ends_on="31/12/2027"),
    ),
    Records(
        "forums.answerlevel",
        "level",
        INSPECTOR | ADMINISTRATOR,
        ADMINISTRATOR,
        ADMINISTRATOR,
        _fixed(position=99, role="Director"),
        _fixed(role="Head of services"),
    ),
    Records("boards.body", "body", INSPECTOR | CLERK),
    Records("boards.seat", "seat", INSPECTOR | CLERK),
    Records("boards.bodyrules", "rules", INSPECTOR | CLERK),
    Records("boards.seatdiscipline", "seat_discipline", INSPECTOR | CLERK),
    Records("boards.seatholder", "holder", INSPECTOR | CLERK),
    Records("boards.minutes", "minutes", INSPECTOR | CLERK),
    Records("boards.minutessection", "minutes_section", INSPECTOR | CLERK),
    Records(
        "councils.membership",
        "administrator",
        INSPECTOR | ADMINISTRATOR | {OPERATOR},
        ADMINISTRATOR | {OPERATOR},
        ADMINISTRATOR | {OPERATOR},
        _fixed(
            username="fresh",
            display_name="Fresh",
            role=Role.COUNCIL_ADMINISTRATOR,
            starts_on="1/12/2026",
        ),
        _fixed(ends_on="31/12/2027"),
    ),
    Records(
        "councils.councilsettings",
        "settings",
        INSPECTOR | ADMINISTRATOR,
        ADMINISTRATOR,
        ADMINISTRATOR,
        _fixed(safeguarding_phone="1", emergency_phone="2", office_hours="9 to 5"),
        _fixed(small_number_limit=9),
    ),
    Records(
        "councils.person",
        "person",
        INSPECTOR | KEEP_PEOPLE,
        KEEP_PEOPLE,
        KEEP_PEOPLE,
        _fixed(name="Somebody"),
        _fixed(organisation="Health"),
    ),
    Records(
        "councils.closureday",
        "closure_day",
        INSPECTOR | KEEP_PEOPLE,
        KEEP_PEOPLE,
        KEEP_PEOPLE,
        _fixed(day="4/2/2027", reason="Snow"),
        _fixed(reason="Snow"),
    ),
    Records(
        "councils.schoolterm",
        "school_term",
        INSPECTOR | KEEP_PEOPLE,
        KEEP_PEOPLE,
        KEEP_PEOPLE,
        _fixed(starts_on="5/1/2027", ends_on="25/3/2027"),
        _fixed(starts_on="3/9/2026", ends_on="18/12/2026"),
    ),
    Records(
        "councils.openinghours",
        "opening_hours",
        INSPECTOR | KEEP_PEOPLE,
        KEEP_PEOPLE,
        KEEP_PEOPLE,
        _fixed(weekday="4", opens_at="09:00", closes_at="16:30"),
        _fixed(weekday="2", opens_at="10:00", closes_at="16:00"),
    ),
    Records(
        "councils.municipalyear",
        "year",
        INSPECTOR | KEEP_PEOPLE,
        KEEP_PEOPLE,
        KEEP_PEOPLE,
        _fixed(starts_on="19/5/2027"),
        _fixed(starts_on="21/5/2026"),
    ),
    Records("councils.publication", "publication", INSPECTOR | people(Role.PROPER_OFFICER)),
)


@dataclass(frozen=True)
class Door:
    """An address of a library: the codes for an officer, for others signed in, and for the public.

    First for opening it, then for sending an empty form.
    """

    name: str
    opened: tuple[int, int, int]
    sent: tuple[int, int, int]
    #: What stands in its address.
    place: tuple[object, ...] = ()
    #: The codes for an operator, where it is for them alone.
    for_operators: tuple[int, int] | None = None

    def __str__(self) -> str:
        return self.name


#: The admin's own pages. Whoever keeps no records is led to the way in, and refused there.
ADMIN_DOORS = (
    Door("admin:index", (200, 302, 302), (200, 302, 302)),
    Door("admin:login", (302, 403, 302), (302, 403, 302)),
    Door("admin:logout", (405, 302, 302), (200, 302, 302)),
    Door("admin:password_change", (302, 302, 302), (302, 302, 302)),
    Door("admin:password_change_done", (200, 302, 302), (405, 302, 302)),
    Door("admin:autocomplete", (403, 302, 302), (405, 302, 302)),
    Door("admin:jsi18n", (200, 302, 302), (405, 302, 302)),
    Door("admin:view_on_site", (404, 302, 302), (404, 302, 302), place=(1, 1)),
)
#: Everything below /admin/ that is nothing.
NOWHERE = "admin:admin/(?P<url>.*)$"

#: The sign-in library's pages. Signing up is closed; nothing there is any council's.
SIGN_IN_DOORS = (
    Door("account_login", (302, 302, 200), (302, 302, 200)),
    Door("account_logout", (200, 200, 302), (302, 302, 302)),
    Door("account_inactive", (200, 200, 200), (405, 405, 405)),
    Door("account_signup", (302, 302, 200), (302, 302, 200)),
    Door("account_reauthenticate", (403, 403, 302), (403, 403, 302)),
    Door("account_email", (200, 200, 302), (302, 302, 302)),
    Door("account_email_verification_sent", (200, 200, 200), (405, 405, 405)),
    Door("account_change_password", (302, 302, 302), (302, 302, 302)),
    Door("account_set_password", (200, 200, 302), (200, 200, 302)),
    Door("account_reset_password", (200, 200, 200), (200, 200, 200)),
    Door("account_reset_password_done", (200, 200, 200), (405, 405, 405)),
    Door("account_reset_password_from_key", (200, 200, 200), (200, 200, 200), place=("1", "x")),
    Door("account_reset_password_from_key_done", (200, 200, 200), (405, 405, 405)),
    Door("account_confirm_login_code", (302, 302, 302), (302, 302, 302)),
    Door("account_confirm_email", (200, 200, 200), (404, 404, 404), place=("x",)),
    Door("mfa_index", (200, 200, 302), (405, 405, 302)),
    Door("mfa_authenticate", (302, 302, 302), (302, 302, 302)),
    Door("mfa_reauthenticate", (403, 403, 302), (403, 403, 302)),
    Door("mfa_activate_totp", (200, 200, 302), (200, 200, 302)),
    Door("mfa_deactivate_totp", (404, 404, 302), (404, 404, 302)),
    Door("mfa_view_recovery_codes", (404, 404, 302), (405, 405, 302)),
    Door("mfa_generate_recovery_codes", (200, 200, 302), (200, 200, 302)),
    Door("mfa_download_recovery_codes", (404, 404, 302), (404, 404, 302)),
    Door("mfa_list_webauthn", (200, 200, 302), (405, 405, 302)),
    Door("mfa_add_webauthn", (200, 200, 302), (200, 200, 302)),
    Door("mfa_reauthenticate_webauthn", (403, 403, 302), (403, 403, 302)),
    Door("mfa_remove_webauthn", (404, 404, 302), (404, 404, 302), place=(1,)),
    Door("mfa_edit_webauthn", (404, 404, 302), (404, 404, 302), place=(1,)),
    Door("mfa_login_webauthn", (302, 302, 302), (302, 302, 302)),
)
#: A person's own switch for all their councils; nothing there is any council's either.
OWN_DOORS = (
    Door("reminders", (200, 200, 302), (200, 200, 302)),
    Door("calendar", (200, 200, 302), (302, 302, 302)),
    Door("calendar_end", (405, 405, 405), (302, 302, 302)),
    Door("own_calendar", (404, 404, 404), (405, 405, 405), place=("nobody-s",)),
)
#: What is the same for all councils is brought in by operators; nothing there is any council's.
OPERATOR_DOORS = (
    Door("open_data:file_list", (403, 403, 302), (403, 403, 302), for_operators=(200, 200)),
    Door(
        "open_data:file_detail",
        (403, 403, 302),
        (403, 403, 302),
        place=(0,),
        for_operators=(404, 404),
    ),
    Door(
        "open_data:file_bring_in",
        (403, 403, 302),
        (403, 403, 302),
        place=(0,),
        for_operators=(405, 404),
    ),
)
DOORS = ADMIN_DOORS + SIGN_IN_DOORS + OWN_DOORS + OPERATOR_DOORS
