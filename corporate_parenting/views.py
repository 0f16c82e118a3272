"""Where everything comes together: the way in, a council's home, and help."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from boards.models import Body
from boards.queries import meetings_with_public_papers
from corporate_parenting.demo import people
from corporate_parenting.for_you import for_you
from councils.access import council_page
from councils.models import Council
from councils.roles import GRANTS, OPERATOR_MAY, PUBLIC_MAY, Role
from forums.models import Forum
from pledges.models import PledgeSet, Strategy


def home(request: HttpRequest) -> HttpResponse:
    """The councils, and in the demo the people one can be."""
    return render(request, "home.html", {"councils": Council.objects.all(), "people": people()})


def roles(request: HttpRequest) -> HttpResponse:
    """Who may do what: the very table that the access check reads."""
    rows = [["Public, not signed in", PUBLIC_MAY]]
    rows += [[Role(role).label, grant.may] for role, grant in GRANTS.items()]
    rows.append(["Operator of the service", OPERATOR_MAY])
    return render(request, "roles.html", {"head": ["Role", "May"], "rows": rows})


def accessibility(request: HttpRequest) -> HttpResponse:
    """What works for whom, and what does not yet."""
    return render(request, "accessibility.html")


@council_page()
def council_home(request: HttpRequest, council: Council) -> HttpResponse:
    """Who we are, what we promised, who holds us to it, and what there is for you to do."""
    context = {
        "for_you": for_you(request.user, council),
        "strategy": Strategy.objects.of(council).public().first(),
        "sets": PledgeSet.objects.of(council).public().prefetch_related("promises"),
        "bodies": Body.objects.of(council).public().filter(parent__isnull=True),
        "forums": Forum.objects.of(council).public(),
        "papers": meetings_with_public_papers(council).select_related("body", "theme")[:4],
    }
    return render(request, "council_home.html", context)
