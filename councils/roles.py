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
RECORD = _admin("boards", "minutes", "minutessection")
FIGURES = _admin("measures", "measure", "observation", "target", "rebase", "measurebenchmark") | {
    "measures.read_definition"
}
PEOPLE = _admin("councils", "person", "closureday", "schoolterm", "municipalyear")

READ_FORUM = {"boards.read_forum_edition"}
#: Members read figures with their small numbers: those of their papers are the same.
READ_MEMBERS = {"boards.read_members_edition", "measures.read_figures"}
READ_RECORD = {"boards.read_record"}
#: Of every adult who can be given an action; no young person is.
OWN_ACTIONS = {"boards.update_action"}
TAKE_PART = {"boards.reply_invitation", "boards.log_challenge"} | OWN_ACTIONS
FOLLOW = {"forums.ask_question", "forums.follow_question", "forums.read_session"} | READ_FORUM
#: Of those who keep what was said, and of those who may be the second person to read it.
VOICE = {"forums.read_feedback", "forums.write_feedback", "forums.check_words"}

GRANTS: dict[str, Grant] = {
    Role.FORUM_REPRESENTATIVE: Grant(
        "Ask the forum’s questions, follow what becomes of them, read the forum’s papers, and say "
        "whether its time at a meeting was cut short.",
        frozenset(FOLLOW | {"boards.judge_forum_time"}),
    ),
    Role.PARTICIPATION_WORKER: Grant(
        "All a representative may; read a question’s own words, write its public wording and "
        "put it to a meeting; say how many young people come, and how their own actions go; record the "
        "forum’s sessions and verdicts, what was said and what was told back, and celebrations.",
        frozenset(
            FOLLOW
            | {"forums.read_private_words", "boards.put_question"}
            | {"boards.judge_forum_time", "boards.reply_invitation"}
            | {"forums.keep_session", "forums.tell_back", "forums.keep_celebration"}
            | {"forums.keep_survey"}
            | VOICE
            | OWN_ACTIONS
        ),
    ),
    Role.BOARD_MEMBER: Grant(
        "Read the members’ papers of the bodies they sit on, reply to invitations, log the "
        "questions they ask, and say how their actions go.",
        frozenset(READ_MEMBERS | READ_RECORD | TAKE_PART),
    ),
    Role.CLERK: Grant(
        "Plan meetings and agendas, keep seats, their holders and the rules, the register, minutes, "
        "actions and duties; clear reports, publish packs and see who has opened them; with a second "
        "person, destroy a passage that names a child; say who is responsible for a promise; record "
        "what was said and what was done about it.",
        frozenset(
            {"boards.plan_meeting", "boards.publish_pack", "boards.keep_register"}
            | {"boards.remove_passage"}
            | {"forums.answer_feedback", "forums.keep_survey"}
            | VOICE
            | {"boards.keep_minutes", "boards.keep_actions", "boards.keep_duties"}
            | {"boards.write_report", "boards.read_report", "boards.clear_report"}
            | {"boards.keep_people", "boards.set_rules", "boards.see_opened"}
            | OWN_ACTIONS
            | READ_RECORD
            | READ_MEMBERS
            | READ_FORUM
            | GOVERNANCE
            | RECORD
            | PEOPLE
            | _admin("boards", "seatholder", "seatdiscipline")
            | _admin("pledges", "owner", verbs=EDIT)
            | _admin("councils", "person", "closureday", "schoolterm", "municipalyear", verbs=EDIT)
        ),
    ),
    Role.REPORT_AUTHOR: Grant(
        "Write their own reports, and say how their actions go.",
        frozenset({"boards.write_report", "boards.read_report"} | OWN_ACTIONS),
    ),
    Role.KPI_OFFICER: Grant(
        "Say what the council’s measures mean; record figures and targets for them, and correct "
        "them; choose which published figures a measure is compared with; say how their actions go.",
        frozenset(
            FIGURES
            | {"measures.define_measure", "measures.record_figures", "measures.read_figures"}
            | OWN_ACTIONS
            | _admin("measures", "observation", "target", "rebase", "measurebenchmark", verbs=EDIT)
        ),
    ),
    Role.PROPER_OFFICER: Grant(
        "Decide what is published, and take it back; restrict and release papers; with a second "
        "person, destroy a passage that names a child; say how their actions go.",
        frozenset(
            {"councils.publish_content", "boards.restrict_paper", "boards.read_report"}
            | {"boards.remove_passage", "forums.read_feedback", "forums.check_words"}
            | OWN_ACTIONS
            | READ_MEMBERS
            | READ_RECORD
            | _admin("councils", "publication")
        ),
    ),
    Role.PROMISE_OWNER: Grant(
        "Rate and evidence their promises; say what was done about what people said, and how their "
        "actions go.",
        frozenset(OWN_ACTIONS | {"forums.read_feedback", "forums.answer_feedback"}),
    ),
    Role.CHAIR: Grant(
        "Confirm minutes, override a rule with a reason; read the members’ papers.",
        frozenset(READ_MEMBERS | READ_RECORD | TAKE_PART | {"boards.confirm_minutes"}),
    ),
    Role.PORTFOLIO_HOLDER: Grant(
        "Hold the council’s key when a broken promise is closed; say how their actions go.",
        frozenset(OWN_ACTIONS),
    ),
    Role.FORUM_CHAIR: Grant(
        "Hold the young people’s key when a broken promise is closed.", frozenset()
    ),
    Role.SAFEGUARDING_LEAD: Grant(
        "Read a question’s own words, where someone’s safety may be at stake; say how their "
        "actions go.",
        frozenset({"forums.read_private_words"} | OWN_ACTIONS),
    ),
    Role.COUNCIL_ADMINISTRATOR: Grant(
        "Give and end the roles of that council’s people; its settings; say who is responsible "
        "for a promise, and how their own actions go.",
        frozenset(
            PEOPLE
            | OWN_ACTIONS
            | _admin("councils", "membership", "councilsettings", verbs=EDIT)
            | _admin("councils", "person", "closureday", "schoolterm", "municipalyear", verbs=EDIT)
            | _admin("forums", "forummember", verbs=EDIT)
            | _admin("pledges", "owner", verbs=EDIT)
        ),
    ),
    Role.INSPECTOR: Grant(
        "Read everything of that council, except private words and safety concerns.",
        frozenset(
            READ_MEMBERS
            | READ_FORUM
            | READ_RECORD
            | {"forums.follow_question", "forums.read_session", "forums.read_feedback"}
            | STRATEGY
            | GOVERNANCE
            | RECORD
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
    "Load councils’ strategies and give each council its first administrator; bring in published "
    "statistics, which are the same for all councils; see no content."
)
OPERATOR_PERMISSIONS = frozenset(
    _admin("councils", "membership", verbs=EDIT) | {"measures.import_open_data"}
)

#: Why a person is turned away, in words: permission → the end of “You cannot … because …”.
REFUSALS: dict[str, str] = {
    "boards.plan_meeting": "Only a clerk of this council can plan meetings.",
    "boards.publish_pack": "Only a clerk of this council can publish a pack.",
    "boards.see_opened": "Only a clerk of this council sees who has opened the papers.",
    "boards.put_question": "Only a participation worker of this council can put a question "
    "to a meeting.",
    "boards.keep_people": "Only a clerk of this council keeps its seats and who holds them.",
    "boards.set_rules": "Only a clerk of this council sets the rules it meets by.",
    "boards.keep_register": "Only a clerk of this council keeps the register and the outcomes.",
    "boards.keep_minutes": "Only a clerk of this council writes the minutes.",
    "boards.confirm_minutes": "Minutes are confirmed by the chair.",
    "boards.keep_actions": "Only a clerk of this council sets actions, closes them and passes them up.",
    "boards.update_action": "How an action goes is said by the people who have one to do.",
    "boards.keep_duties": "Only a clerk of this council records what a body owes and has done.",
    "boards.read_record": "The record of minutes, actions and attendance is for the people of "
    "the body.",
    "boards.reply_invitation": "Invitations are answered by the people who are invited.",
    "boards.log_challenge": "The questions members ask are logged by members.",
    "boards.judge_forum_time": "Whether its time was cut short is for the forum to say.",
    "boards.write_report": "Reports are written by report authors and clerks.",
    "boards.read_report": "A report that is not published yet is for its author, the clerk and "
    "the proper officer.",
    "boards.clear_report": "Only a clerk of this council clears a report, or a file in it that is "
    "held back.",
    "boards.remove_passage": "Only a clerk and the proper officer, two people together, destroy a "
    "passage of published papers.",
    "boards.restrict_paper": "Only the proper officer restricts or releases a paper.",
    "boards.read_members_edition": "Members’ papers are for the people who sit on this body. "
    "The public papers are open to you.",
    "boards.read_forum_edition": "The forum’s papers are for its representatives and workers. "
    "The public papers are open to you.",
    "measures.read_definition": "How measures are kept is for KPI officers and inspectors. What they "
    "mean is on their public pages.",
    "measures.define_measure": "Only a KPI officer of this council says what its measures mean.",
    "measures.read_figures": "Figures with their small numbers are for the people who sit on the "
    "council’s bodies, and its officers.",
    "measures.record_figures": "Only a KPI officer of this council records its figures.",
    "forums.ask_question": "Questions are asked by the forum’s representatives and workers.",
    "forums.follow_question": "The forum’s questions are followed by its representatives "
    "and workers.",
    "forums.read_session": "A forum’s sessions are read by its representatives and workers.",
    "forums.keep_session": "Only a participation worker of this council records the forum’s sessions.",
    "forums.tell_back": "Only a participation worker of this council tells young people back.",
    "forums.keep_celebration": "Only a participation worker of this council records celebrations.",
    "forums.keep_survey": "Surveys are recorded by participation workers and clerks.",
    "forums.read_feedback": "What is being done about what people said is for the officers who see "
    "to it. What everybody may read is on “You said, we did”.",
    "forums.write_feedback": "What people said is written down by participation workers and clerks.",
    "forums.check_words": "Words about a young person are read by a participation worker, a clerk or "
    "the proper officer before anybody else reads them.",
    "forums.answer_feedback": "What was done is said by the clerk and the owners of promises.",
    "forums.read_private_words": "A young person’s own words are read by the forum’s workers "
    "and the safeguarding lead only.",
    "measures.import_open_data": "Published statistics are the same for all councils: only an "
    "operator brings them in.",
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
