"""The rules of the house in one place: which modules there are, and which doors lead where."""

import sys
from functools import cache

from tests.support.rooms import DOMAIN_ROOMS
from tests.support.source import Module, modules, names

#: What another app may import, besides modules of pure rules: the room's front doors.
FRONT_DOORS = frozenset({"models", "services", "queries"})

#: What every app uses of councils, because signing in, permission, time and the admin are no
#: app's own business. A module, or a module and the one name that may be taken from it.
INFRASTRUCTURE = {
    "councils.access": "how a view states its permission",
    "councils.admin.SignInField": "a person by user name, in every app's admin",
    "councils.admin_site": "the one base class of every admin",
    "councils.clock": "the one clock",
    "councils.context": "what every template has",
    "councils.refusals": "what somebody is told who may not",
    "councils.roles": "who may do what",
    "councils.templatetags.components": "filters every template has",
    "councils.plans.Cursor": "how every connection to the database asks",
    "councils.prepared": "how a query asked on most pages keeps its SQL",
    "councils.writing": "how every service writes",
}

#: Inside a room, from the bottom up: a module imports only from its own layer or below.
LAYERS = {
    "models": 1,
    "queries": 2,
    "services": 2,
    "forms": 3,
    "views": 4,
    "admin": 4,
    "urls": 5,
}

#: The modules of a room that are none of the above and no pure rule, with what they are.
OTHER_KINDS = {
    "councils.access": "permission checks",
    "councils.admin_form": "the form of every admin",
    "councils.admin_site": "the admin's base class",
    "councils.clock": "the clock",
    "councils.context": "a context processor",
    "councils.refusals": "the sentences beside the table of roles",
    "councils.roles": "the table of roles, as choices of a model field",
    "councils.sign_in": "adapter of the sign-in library",
    "councils.writing": "how services write",
    "forums.sessions.kiosk.screens": "signs what the kiosk is known by",
    "boards.packs.audience": "for whom a pack is compiled",
    "boards.gate.covered": "follows what a PDF's page draws",
    "boards.gate.inspect": "looks into an uploaded file",
    "boards.gate.looker": "a program of its own, that looks into a file and ends",
    "boards.gate.looking": "has a file looked into by that program",
    "boards.gate.office": "looks into Word and Excel files",
    "boards.gate.pdf": "looks into PDFs",
    "boards.gate.pictures": "looks into pictures",
    "boards.gate.unseen": "draws the pages of a PDF, and tells whether their words are seen",
    "boards.packs.compile": "from live rows to blocks",
    "boards.packs.keeping": "keeps numbers from edition to edition",
    "boards.packs.removals.marks": "knows passages again that must not come back",
    "boards.packs.removals.sources": "takes words out of where they came from",
    "boards.packs.carried_blocks": "from where an item comes from to blocks",
    "boards.packs.minutes_blocks": "from minutes to blocks",
    "boards.packs.preview": "a report as a pack will show it",
    "boards.packs.question_blocks": "from the forum's questions to blocks",
    "boards.packs.record_blocks": "from a body's record to blocks",
    "boards.packs.report_blocks": "from a report to blocks",
    "boards.packs.plan_blocks": "from plans to blocks",
    "boards.packs.theme_blocks": "from a theme to blocks",
    "boards.packs.to_forum_blocks": "from what a body asks its forums to blocks",
    "boards.packs.tasks": "what the worker does",
    "boards.reminders.tasks": "what the worker does",
    "boards.packs.printing.binder": "binds files into a PDF, in the typesetter's process",
    "boards.packs.printing.content": "from editions to what is printed",
    "boards.packs.printing.making": "what the worker does with a PDF",
    "boards.packs.printing.press": "has a PDF set by a process of its own",
    "boards.packs.printing.tasks": "what the worker does",
    "boards.packs.printing.typesetter": "a program of its own, that sets a PDF and ends",
    "councils.plans": "a cursor that has the database keep plans",
    "councils.prepared": "a query set whose SQL is worked out once",
    "councils.sessions": "the session store",
    "boards.packs.readable": "from an item to the row that readers' pages are made of",
    "boards.packs.contents": "an edition's items, as a reader has them at hand",
    "boards.packs.newest": "the edition that is read",
    "boards.packs.reading": "who may open which edition",
    "boards.packs.render": "from blocks to HTML",
    "boards.papers.word.archive": "opens a Word file within bounds",
    "boards.papers.word.pictures": "makes pictures small and clean",
    "boards.papers.word.reading": "reads what a Word file says",
    "boards.papers.word.words": "reads the words of a Word file's paragraphs",
    "boards.record.gather": "from what was recorded to the draft of the minutes",
    "measures.benchmarks.sending.tasks": "what the worker does",
    "boards.record.tasks": "what the worker does",
    "boards.invitations.tasks": "what the worker does",
    "forums.safety.tasks": "what the worker does",
    "measures.card": "a measure as a page or a pack shows it",
    "measures.sheets.checking": "looks at a spreadsheet's rows beside what is on record",
    "measures.sheets.reader": "a program of its own, that reads a spreadsheet and ends",
    "measures.sheets.reading": "has a spreadsheet read by that program",
    "measures.sheets.writing": "from rows to the bytes of a spreadsheet",
}

#: Rules that must stay pure; others may be added without a word, these may not fall out.
RULES = (
    *("councils.working_days", "councils.disclosure", "councils.vocabulary"),
    *("councils.plain_words", "councils.giveaways", "councils.steps"),
    *("pledges.accountability", "pledges.signing"),
    *("pledges.ownership", "pledges.review", "pledges.status", "pledges.health"),
    *("pledges.lineage.rules", "pledges.lineage.holding", "pledges.plans.standing"),
    *("measures.rating", "measures.chart", "measures.recording", "measures.figures"),
    *("measures.intervals", "measures.chance", "measures.trend", "measures.judging"),
    *("measures.chart_overlay", "measures.chart_words", "measures.trend_chart"),
    *("measures.benchmarks.cells", "measures.benchmarks.profile", "measures.benchmarks.alike"),
    *("measures.benchmarks.comparing", "measures.benchmarks.comparison"),
    *("measures.benchmarks.published", "measures.benchmarks.strip"),
    *("measures.definitions.rules", "measures.definitions.life"),
    *("measures.definitions.minding", "measures.definitions.cuts"),
    *("measures.periods", "measures.period.deciding", "measures.sheets.layout"),
    *("forums.flow", "forums.visibility", "forums.levels", "forums.wording"),
    *("forums.work", "forums.waiting", "forums.story", "forums.links.opening", "forums.concerns"),
    *("councils.opening", "councils.keeping"),
    *("forums.flow", "forums.visibility", "forums.ages", "forums.voice.flow"),
    *("forums.sessions.counting", "forums.sessions.homes", "forums.sessions.rounds"),
    *("boards.deadlines", "boards.quorum", "boards.attendance", "boards.agenda", "boards.cycle"),
    *("boards.planning", "boards.terms", "boards.minutes", "boards.drafting"),
    *("boards.record.layout", "boards.record.proof", "boards.record.rules"),
    *("boards.invitations.answers", "boards.programme.minding", "boards.programme.notice"),
    *("boards.actions", "boards.reports", "boards.room", "boards.year", "boards.duties"),
    *("boards.gate.findings", "boards.gate.passing", "boards.gate.mending"),
    *("boards.takeover.dots", "boards.takeover.timing"),
    *("boards.to_forum.flow", "boards.vacancies", "boards.challenge", "boards.reading_time"),
    *("boards.packs.anchors", "boards.packs.plain_text"),
    *("boards.seats.holding", "boards.body_rules.limits"),
    *("boards.reminding", "boards.follow_up.saying"),
    *("boards.packs.printing.paging", "boards.packs.printing.runs"),
    "boards.packs.printing.asking",
    *("boards.papers.pieces", "boards.papers.word.placing", "boards.calendar_feeds.events"),
)

#: A rule reads no clock, no files, no chance and no surroundings.
IMPURE = frozenset(
    {"io", "logging", "os", "pathlib", "random", "secrets", "socket", "subprocess", "time"}
)


@cache
def rule_modules() -> frozenset[str]:
    """The modules of pure rules: found by what they import, not by a list."""
    found = {
        module.name
        for module in modules()
        if module.room in DOMAIN_ROOMS and module.last not in LAYERS and not is_package(module)
    }
    while bad := {name for name in found if not _is_pure(by_name(name), found)}:
        found -= bad
    return frozenset(found)


def _is_pure(module: Module, rules: set[str]) -> bool:
    return all(_may_be_in_a_rule(found.target, rules) for found in module.imports)


def _may_be_in_a_rule(target: str, rules: set[str]) -> bool:
    """Another rule, Python's own without its impure parts, or a library that knows no Django."""
    if target in names():
        return target in rules
    top = target.split(".")[0]
    return top not in IMPURE and (top in sys.stdlib_module_names or top in RULE_LIBRARIES)


#: Libraries that compute something and know nothing of Django.
RULE_LIBRARIES = frozenset({"fkscore", "holidays", "icalendar"})


def is_package(module: Module) -> bool:
    """Whether it is the `__init__` of a package."""
    return module.path.name == "__init__.py"


@cache
def by_name(name: str) -> Module:
    """The module of that name."""
    return next(module for module in modules() if module.name == name)


def is_front_door(target: str, name: str = "") -> bool:
    """Whether another app may import it."""
    return (
        target in rule_modules()
        or target in INFRASTRUCTURE
        or f"{target}.{name}" in INFRASTRUCTURE
        or target.rsplit(".", 1)[-1] in FRONT_DOORS
    )
