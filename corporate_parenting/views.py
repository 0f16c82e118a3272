"""Where everything comes together: the way in, a council's home, and help."""

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from corporate_parenting.demo import FIRST, people
from corporate_parenting.for_you import for_you
from corporate_parenting.front import front_of, meetings_of
from corporate_parenting.principles import gaps, promises_for_all
from councils.access import council_page
from councils.models import Council, FixtureModel
from councils.roles import GRANTS, OPERATOR_MAY, PUBLIC_MAY, Role
from pledges.models import Promise, Statement, StatutoryPrinciple


def home(request: HttpRequest) -> HttpResponse:
    """The councils, and in the demo the people one can be."""
    councils = list(Council.objects.all())
    cast = [(council, people(council.slug)) for council in councils] if settings.DEMO else []
    cast.sort(key=lambda each: each[0].slug != FIRST)
    return render(request, "home.html", {"councils": councils, "cast": cast})


def roles(request: HttpRequest) -> HttpResponse:
    """Who may do what: the very table that the access check reads."""
    rows = [["Public, not signed in", PUBLIC_MAY]]
    rows += [[Role(role).label, grant.may] for role, grant in GRANTS.items()]
    rows.append(["Operator of the service", OPERATOR_MAY])
    return render(request, "roles.html", {"head": ["Role", "May"], "rows": rows})


def accessibility(request: HttpRequest) -> HttpResponse:
    """What works for whom, and what does not yet."""
    return render(request, "accessibility.html")


def principle_list(request: HttpRequest) -> HttpResponse:
    """Across councils: which statements and promises serve each of the seven principles."""
    councils = list(Council.objects.all())
    statements = _serving(Statement)
    promises = _serving(Promise.objects.standing().select_related("pledge_set"))
    principles = [
        {
            "key": principle.value,
            "title": principle.label,
            "councils": [
                each
                for council in councils
                if (each := _said(council, principle, statements, promises))["number"]
            ],
        }
        for principle in StatutoryPrinciple
    ]
    table = [[p["title"], *(_counted(p, council) for council in councils)] for p in principles]
    context = {
        "principles": principles,
        "head": ["Principle", *(council.short_name for council in councils)],
        "table": table,
        "numeric": list(range(1, len(councils) + 1)),
        "gaps": gaps(councils, promises_for_all()),
    }
    return render(request, "principle_list.html", context)


def _serving(rows: type[FixtureModel] | QuerySet) -> QuerySet:
    rows = rows if isinstance(rows, QuerySet) else rows.objects.all()
    return rows.public().filter(serves__len__gt=0).order_by("position")


def _said(
    council: Council, principle: StatutoryPrinciple, statements: QuerySet, promises: QuerySet
) -> dict[str, object]:
    """What of a council serves a principle: its statements and its promises."""
    found = [
        [row for row in rows if row.council_id == council.pk and principle.value in row.serves]
        for rows in (statements, promises)
    ]
    number = sum(map(len, found))
    return {
        "council": council,
        "statements": found[0],
        "promises": found[1],
        "number": number,
        "summary": f"{council}: {number}",
    }


def _counted(principle: dict, council: Council) -> int:
    return sum(each["number"] for each in principle["councils"] if each["council"] == council)


@council_page()
def council_home(request: HttpRequest, council: Council) -> HttpResponse:
    """Who we are, what we promised, who holds us to it, and what there is for you to do."""
    to_come, papers = meetings_of(council)
    context = {
        "for_you": for_you(request.user, council),
        "front": front_of(council),
        "to_come": to_come,
        "papers": papers,
        "calendar": request.build_absolute_uri(reverse("boards:calendar", args=[council.slug])),
    }
    return render(request, "council_home.html", context)
