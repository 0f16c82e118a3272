"""Who may do what: one table, read by the access check, the help page and the tests alike.

A person holds roles through memberships, always within one council and for a period. A role gives
the permissions in its row and nothing else; nobody is a superuser.

Permissions are named `app.verb_noun`. Those of the admin site use Django's own four verbs (view,
add, change, delete) and the model's name.
"""

from dataclasses import dataclass

from django.db import models


class Role(models.TextChoices):
    """The roles a council can give. The public, who hold none, read what is published."""

    FORUM_REPRESENTATIVE = "forum_representative", "Forum representative"
    PARTICIPATION_WORKER = "participation_worker", "Participation worker"
    BOARD_MEMBER = "board_member", "Board member"
    CLERK = "clerk", "Clerk"
    REPORT_AUTHOR = "report_author", "Report author"
    KPI_OFFICER = "kpi_officer", "KPI officer"
    PROPER_OFFICER = "proper_officer", "Proper officer"
    PROMISE_OWNER = "promise_owner", "Promise owner"
    CHAIR = "chair", "Chair"
    PORTFOLIO_HOLDER = "portfolio_holder", "Portfolio holder"
    FORUM_CHAIR = "forum_chair", "Forum chair"
    SAFEGUARDING_LEAD = "safeguarding_lead", "Safeguarding lead"
    COUNCIL_ADMINISTRATOR = "council_administrator", "Council administrator"
    INSPECTOR = "inspector", "Inspector"


@dataclass(frozen=True)
class Grant:
    """One row of the table: what a role is for, in words, and the permissions it gives."""

    may: str
    permissions: frozenset[str]


def _admin(app: str, *models_: str, verbs: tuple[str, ...] = ("view",)) -> set[str]:
    return {f"{app}.{verb}_{model}" for model in models_ for verb in verbs}


EDIT = ("view", "add", "change")
STRATEGY = _admin("pledges", "strategy", "statement", "theme", "pledgeset", "promise", "owner")
GOVERNANCE = _admin("boards", "body", "seat", "bodyrules")
FIGURES = _admin("measures", "measure", "observation", "target")
PEOPLE = _admin("councils", "person", "closureday", "municipalyear")

READ_FORUM = {"boards.read_forum_edition"}
READ_MEMBERS = {"boards.read_members_edition"}
FOLLOW = {"forums.ask_question", "forums.follow_question"} | READ_FORUM

GRANTS: dict[str, Grant] = {
    Role.FORUM_REPRESENTATIVE: Grant(
        "Ask the forum’s questions, follow what becomes of them, and read the forum’s papers.",
        frozenset(FOLLOW),
    ),
    Role.PARTICIPATION_WORKER: Grant(
        "All a representative may; read a question’s own words, write its public wording and "
        "put it to a meeting.",
        frozenset(FOLLOW | {"forums.read_private_words", "boards.put_question"}),
    ),
    Role.BOARD_MEMBER: Grant(
        "Read the members’ papers of the bodies they sit on.",
        frozenset(READ_MEMBERS),
    ),
    Role.CLERK: Grant(
        "Plan meetings and agendas, keep seats and their holders, publish packs; say who is "
        "responsible for a promise.",
        frozenset(
            {"boards.plan_meeting", "boards.publish_pack"}
            | READ_MEMBERS
            | READ_FORUM
            | GOVERNANCE
            | PEOPLE
            | _admin("boards", "seatholder", "seatdiscipline", verbs=EDIT)
            | {"boards.add_seat"}  # where the strategy lists too few
            | {"boards.add_bodyrules"}  # a change is a further row; what was in force stays
            | _admin("pledges", "owner", verbs=EDIT)
            | _admin("councils", "person", "closureday", "municipalyear", verbs=EDIT)
        ),
    ),
    Role.REPORT_AUTHOR: Grant("Write their own reports.", frozenset()),
    Role.KPI_OFFICER: Grant(
        "Record figures and targets for the council’s measures, and correct them.",
        frozenset(FIGURES | _admin("measures", "observation", "target", verbs=EDIT)),
    ),
    Role.PROPER_OFFICER: Grant(
        "Decide what is published, and take it back.",
        frozenset({"councils.publish_content"} | READ_MEMBERS | _admin("councils", "publication")),
    ),
    Role.PROMISE_OWNER: Grant("Rate and evidence their promises.", frozenset()),
    Role.CHAIR: Grant(
        "Confirm minutes, override a rule with a reason; read the members’ papers.",
        frozenset(READ_MEMBERS),
    ),
    Role.PORTFOLIO_HOLDER: Grant(
        "Hold the council’s key when a broken promise is closed.", frozenset()
    ),
    Role.FORUM_CHAIR: Grant(
        "Hold the young people’s key when a broken promise is closed.", frozenset()
    ),
    Role.SAFEGUARDING_LEAD: Grant(
        "Read a question’s own words, where someone’s safety may be at stake.",
        frozenset({"forums.read_private_words"}),
    ),
    Role.COUNCIL_ADMINISTRATOR: Grant(
        "Give and end the roles of that council’s people; its settings; say who is responsible "
        "for a promise.",
        frozenset(
            PEOPLE
            | _admin("councils", "membership", "councilsettings", verbs=EDIT)
            | _admin("councils", "person", "closureday", "municipalyear", verbs=EDIT)
            | _admin("forums", "forummember", verbs=EDIT)
            | _admin("pledges", "owner", verbs=EDIT)
        ),
    ),
    Role.INSPECTOR: Grant(
        "Read everything of that council, except private words and safety concerns.",
        frozenset(
            READ_MEMBERS
            | READ_FORUM
            | {"forums.follow_question"}
            | STRATEGY
            | GOVERNANCE
            | FIGURES
            | PEOPLE
            | _admin("boards", "seatholder", "seatdiscipline")
            | _admin("councils", "membership", "councilsettings", "publication")
            | _admin("forums", "forummember")
        ),
    ),
}

PUBLIC_MAY = "Read what is published: pages, measures and public papers."
OPERATOR_MAY = (
    "Load councils’ strategies and give each council its first administrator; see no content."
)
OPERATOR_PERMISSIONS = frozenset(_admin("councils", "membership", verbs=EDIT))

#: Why a person is turned away, in words: permission → the end of “You cannot … because …”.
REFUSALS: dict[str, str] = {
    "boards.plan_meeting": "Only a clerk of this council can plan meetings.",
    "boards.publish_pack": "Only a clerk of this council can publish a pack.",
    "boards.put_question": "Only a participation worker of this council can put a question "
    "to a meeting.",
    "boards.read_members_edition": "Members’ papers are for the people who sit on this body. "
    "The public papers are open to you.",
    "boards.read_forum_edition": "The forum’s papers are for its representatives and workers. "
    "The public papers are open to you.",
    "forums.ask_question": "Questions are asked by the forum’s representatives and workers.",
    "forums.follow_question": "The forum’s questions are followed by its representatives "
    "and workers.",
    "forums.read_private_words": "A young person’s own words are read by the forum’s workers "
    "and the safeguarding lead only.",
    "councils.publish_content": "Only the proper officer decides what is published.",
}


ADMIN_VERBS = ("view_", "add_", "change_", "delete_")


def is_for_admin(permission: str) -> bool:
    """Whether a permission is one of the admin site's, rather than a page's."""
    return permission.split(".")[1].startswith(ADMIN_VERBS)


def roles_that(permission: str) -> list[str]:
    """The roles that give a permission."""
    return [role for role, grant in GRANTS.items() if permission in grant.permissions]


def refusal(permission: str) -> str:
    """Why a person without the permission is turned away, as a sentence."""
    labels = " or ".join(Role(role).label.lower() for role in roles_that(permission))
    return REFUSALS.get(permission, f"This is for: {labels or 'nobody yet'}.")
