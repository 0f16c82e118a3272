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
    SAFEGUARDING_DEPUTY = "safeguarding_deputy", "Deputy safeguarding lead"
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
DAYS = ("person", "closureday", "openinghours", "schoolterm", "municipalyear")
PEOPLE = _admin("councils", *DAYS)

READ_FORUM = {"boards.read_forum_edition"}
#: Members read figures with their small numbers: those of their papers are the same.
READ_MEMBERS = {"boards.read_members_edition", "measures.read_figures"}
READ_RECORD = {"boards.read_record"}
#: Of every adult who can be given an action; no young person is. They write for young people too.
OWN_ACTIONS = {"boards.update_action", "forums.read_words"}
TAKE_PART = {"boards.reply_invitation", "boards.log_challenge"} | OWN_ACTIONS

#: What young people of a forum do, and those beside them.
FOLLOW = READ_FORUM | {
    *("forums.ask_question", "forums.follow_question", "forums.judge_answer"),
    *("forums.raise_concern", "forums.read_session", "forums.read_words", "forums.keep_words"),
}
#: What forums say to what they are asked, and who may be the second person to read it.
ANSWER_BODIES = {"boards.answer_challenge"}
#: At a meeting that young people take over: its order is theirs, and the screen of who chairs.
LEAD_TAKEOVER = {"boards.lead_takeover"}
TAKE_OVER = LEAD_TAKEOVER | {"boards.place_dots"}
READ_DAYS = {"forums.read_question_days"}
#: Those who write down what a role answers: its name stands under the answer, theirs on record.
ANSWER = {"forums.answer_question"} | READ_DAYS
#: Of those who keep what was said, and of those who may be the second person to read it.
VOICE = {"forums.read_feedback", "forums.write_feedback", "forums.check_words"}
SEE_TO_VOICE = {"forums.read_feedback", "forums.answer_feedback"}

#: What became of a promise that was said to be broken, before everybody may read it; and which
#: placement provider it is about, whose name goes no further.
FOLLOW_BROKEN = {"pledges.follow_breach"}
KNOW_PROVIDERS = {"pledges.read_provider"}
REPORT_BROKEN = FOLLOW_BROKEN | {"pledges.report_broken"}
ANSWER_BROKEN = FOLLOW_BROKEN | KNOW_PROVIDERS | {"pledges.answer_breach"}
#: Sets of promises that officers write, before they are published.
READ_DRAFTS = {"pledges.read_drafts"}
READ_PLANS = {"pledges.read_plan"}
#: Of the officers who have something of a plan to do.
DO_PLANS = READ_PLANS | {"pledges.report_progress"}
#: What the people of a body read and do.
OF_A_BODY = READ_MEMBERS | READ_RECORD | TAKE_PART | READ_DAYS | FOLLOW_BROKEN | READ_PLANS

GRANTS: dict[str, Grant] = {
    Role.FORUM_REPRESENTATIVE: Grant(
        "Ask the forum’s questions, follow what becomes of them, and say whether they were answered; "
        "tell the safeguarding lead that somebody is not safe; read the forum’s papers, say what in "
        "them nobody understands and which words to use instead; say when a promise is broken, and "
        "whether the forum’s time at a meeting was cut short; answer what the forum is asked; put dots "
        "on the agenda of a meeting that young people take over, and chair it.",
        frozenset(FOLLOW | REPORT_BROKEN | ANSWER_BODIES | TAKE_OVER | {"boards.judge_forum_time"}),
    ),
    Role.PARTICIPATION_WORKER: Grant(
        "All a representative may; read a question’s own words, write or agree to its public "
        "wording, put it to a meeting, and tell the answer back; make links for young people far "
        "away; record the forum’s sessions and verdicts, what was said and what was told back, and "
        "celebrations; read what is said of a broken promise before everybody does; say how many "
        "young people come, what they say of promises that are to be dropped, and how their own "
        "actions go.",
        frozenset(
            FOLLOW
            | REPORT_BROKEN
            | ANSWER_BODIES
            | KNOW_PROVIDERS
            | ANSWER
            | VOICE
            | {"pledges.release_breach", "pledges.record_hearing"}
            | {"forums.read_private_words", "boards.put_question"}
            | {"forums.tell_answer", "forums.send_link"}
            | {"forums.keep_session", "forums.tell_back"}
            | {"forums.keep_celebration", "forums.keep_survey"}
            | TAKE_OVER
            | {"boards.judge_forum_time", "boards.reply_invitation"}
            | READ_DRAFTS
            | OWN_ACTIONS
        ),
    ),
    Role.BOARD_MEMBER: Grant(
        "Read the members’ papers of the bodies they sit on, reply to invitations, log the "
        "questions they ask, follow what becomes of broken promises, see how long answers to young "
        "people take, and say how their actions go.",
        frozenset(OF_A_BODY),
    ),
    Role.CLERK: Grant(
        "Plan meetings and agendas, keep seats, their holders and the rules, the register, minutes, "
        "actions and duties; clear reports, publish packs and see who has opened them; with a second "
        "person, destroy a passage that names a child; say who is responsible for a promise; write new "
        "promises, and what becomes of the old ones; keep the plans, and the register of placement "
        "providers and who has signed; write down answers to young people, what was said and what was "
        "done about it; with a second person, ask the forums something.",
        frozenset(
            {"boards.plan_meeting", "boards.publish_pack", "boards.keep_register"}
            | {"boards.challenge_forum"}
            | LEAD_TAKEOVER
            | {"boards.remove_passage"}
            | {"boards.keep_minutes", "boards.keep_actions", "boards.keep_duties"}
            | {"boards.write_report", "boards.read_report", "boards.clear_report"}
            | {"boards.keep_people", "boards.set_rules", "boards.see_opened"}
            | {"pledges.write_promises", "pledges.keep_plan", "pledges.keep_providers"}
            | {"forums.answer_feedback", "forums.keep_survey"}
            | ANSWER
            | VOICE
            | FOLLOW_BROKEN
            | KNOW_PROVIDERS
            | READ_DRAFTS
            | DO_PLANS
            | OWN_ACTIONS
            | READ_RECORD
            | READ_MEMBERS
            | READ_FORUM
            | GOVERNANCE
            | RECORD
            | PEOPLE
            | _admin("boards", "seatholder", "seatdiscipline")
            | _admin("pledges", "owner", verbs=EDIT)
            | _admin("councils", *DAYS, verbs=EDIT)
        ),
    ),
    Role.REPORT_AUTHOR: Grant(
        "Write their own reports, write down answers to young people, and say how their actions and "
        "the plans go.",
        frozenset({"boards.write_report", "boards.read_report"} | ANSWER | OWN_ACTIONS | DO_PLANS),
    ),
    Role.KPI_OFFICER: Grant(
        "Say what the council’s measures mean; record figures and targets for them, and correct "
        "them; choose which published figures a measure is compared with; say how their actions and "
        "the plans go.",
        frozenset(
            FIGURES
            | {"measures.define_measure", "measures.record_figures", "measures.read_figures"}
            | DO_PLANS
            | OWN_ACTIONS
            | _admin("measures", "observation", "target", "rebase", "measurebenchmark", verbs=EDIT)
        ),
    ),
    Role.PROPER_OFFICER: Grant(
        "Decide what is published, and take it back; restrict and release papers; with a second "
        "person, destroy a passage that names a child; read what is said of a broken promise, and "
        "words about a young person, before everybody does; say how their actions go.",
        frozenset(
            {"councils.publish_content", "boards.restrict_paper", "boards.read_report"}
            | {"boards.remove_passage", "pledges.release_breach"}
            | {"forums.read_feedback", "forums.check_words"}
            | FOLLOW_BROKEN
            | READ_DRAFTS
            | READ_PLANS
            | OWN_ACTIONS
            | READ_MEMBERS
            | READ_RECORD
            | _admin("councils", "publication")
        ),
    ),
    Role.PROMISE_OWNER: Grant(
        "Rate and evidence promises, answer for those that are said to be broken, write down answers "
        "to young people and what was done about what people said, and say how their actions and the "
        "plans go. Who is responsible for a promise is a role in words, so every promise owner of "
        "the council may rate each of its promises.",
        frozenset(
            {"pledges.rate_promise"}
            | ANSWER_BROKEN
            | SEE_TO_VOICE
            | ANSWER
            | DO_PLANS
            | OWN_ACTIONS
        ),
    ),
    Role.CHAIR: Grant(
        "Confirm minutes, override a rule with a reason; read the members’ papers; with a second "
        "person, ask the forums something; stand beside young people who chair a meeting.",
        frozenset(OF_A_BODY | LEAD_TAKEOVER | {"boards.confirm_minutes", "boards.challenge_forum"}),
    ),
    Role.PORTFOLIO_HOLDER: Grant(
        "Hold the council’s key when a broken promise is closed, and answer for it; say how their "
        "actions go.",
        frozenset({"pledges.turn_key"} | ANSWER_BROKEN | OWN_ACTIONS),
    ),
    Role.FORUM_CHAIR: Grant(
        "Hold the young people’s key when a broken promise is closed.",
        frozenset({"pledges.turn_key"} | FOLLOW_BROKEN),
    ),
    Role.SAFEGUARDING_LEAD: Grant(
        "Read and deal with concerns about someone’s safety, and name a deputy; read a question’s "
        "own words, where someone’s safety may be at stake; be the second person who agrees to a "
        "public wording or to what a forum answers, and the reader of a question about a worker; say "
        "how their actions go.",
        frozenset(
            {"forums.read_private_words", "forums.keep_concerns", "forums.name_deputy"}
            | {"forums.follow_question", "forums.tell_answer"}
            | ANSWER_BODIES
            | ANSWER
            | OWN_ACTIONS
        ),
    ),
    Role.SAFEGUARDING_DEPUTY: Grant(
        "Read and deal with a concern about someone’s safety when the safeguarding lead, who named "
        "them for the time, is away or has not taken it.",
        frozenset({"forums.keep_concerns"}),
    ),
    Role.COUNCIL_ADMINISTRATOR: Grant(
        "Give and end the roles of that council’s people; its settings; see how long things are "
        "kept and what was deleted; say which roles answer young people, who is responsible for a "
        "promise, by which steps a broken one goes, and how their own actions go.",
        frozenset(
            {"pledges.set_steps", "councils.see_purges"}
            | PEOPLE
            | OWN_ACTIONS
            | _admin("councils", "membership", "councilsettings", verbs=EDIT)
            | _admin("councils", *DAYS, verbs=EDIT)
            | _admin("forums", "forummember", "answerlevel", verbs=EDIT)
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
            | {"forums.read_words"}
            | READ_DAYS
            | FOLLOW_BROKEN
            | KNOW_PROVIDERS
            | READ_DRAFTS
            | READ_PLANS
            | STRATEGY
            | GOVERNANCE
            | RECORD
            | FIGURES
            | PEOPLE
            | _admin("boards", "seatholder", "seatdiscipline")
            | _admin("councils", "membership", "councilsettings", "publication")
            | _admin("forums", "forummember", "answerlevel")
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

ADMIN_VERBS = ("view_", "add_", "change_", "delete_")


def is_for_admin(permission: str) -> bool:
    """Whether a permission is one of the admin site's, rather than a page's."""
    return permission.split(".")[1].startswith(ADMIN_VERBS)


def roles_that(permission: str) -> list[str]:
    """The roles that give a permission."""
    return [role for role, grant in GRANTS.items() if permission in grant.permissions]
