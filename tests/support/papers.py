"""Reports as people write them: through the services, as far as a test needs them."""

from boards.models import AgendaItem, Report
from boards.papers import queries, services
from boards.papers.editing import wording
from boards.papers.parts import Kind
from councils.models import User
from councils.roles import Role
from tests.support.people import person

REASON = "None, because it is done with the people and the money there are."


def author_of(item: AgendaItem) -> User:
    """Somebody who writes reports for the item's council."""
    return person(Role.REPORT_AUTHOR, item.council)


def words_for(report: Report, **texts: str) -> dict[str, str]:
    """Words for each part of a report but its recommendations; those given, or usual ones."""
    usual = {Kind.IMPLICATION: REASON, Kind.TEXT: ""}
    parts = {
        part.field: usual.get(part.kind, f"{part.title} of {report.title}.")
        for part in queries.layout_of(report)
        if part.kind is not Kind.RECOMMENDATIONS
    }
    return {"title": report.title, **parts, **texts}


def write(report: Report, *, asked: tuple[str, ...] = ("Agree the plan.",), **texts: str) -> Report:
    """The report with words in every part."""
    says = wording(words_for(report, **texts), asked)
    seen = queries.wording_of(report).marks()
    return services.save_report(by=report.author, report=report, mine=says, seen=seen)


def submitted(item: AgendaItem, *, title: str = "Homes", author: User | None = None, **texts: str):
    """A report handed in by its author."""
    author = author or author_of(item)
    report = services.write_report(by=author, item=item, title=title)
    return services.submit_report(by=author, report=write(report, **texts))


def cleared(item: AgendaItem, *, title: str = "Homes", author: User | None = None, **texts: str):
    """A report that goes out with the next papers."""
    report = submitted(item, title=title, author=author, **texts)
    clerk = person(Role.CLERK, item.council)
    return services.clear_report(by=clerk, report=report, reason="It came late.")
