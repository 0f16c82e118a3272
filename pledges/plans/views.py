"""A plan for everybody, as it was published; and for officers, as it stands."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from councils import clock
from councils.access import council_page
from councils.models import Council
from councils.writing import Refused
from pledges.lineage.forms import saved
from pledges.models import Plan, PlanItem
from pledges.plans import queries, services
from pledges.plans.forms import ItemForm, ProgressForm

READ, KEEP = "pledges.read_plan", "pledges.keep_plan"
REPORT, PUBLISH = "pledges.report_progress", "councils.publish_content"
HEAD = ("What", "Who answers for it", "With", "By when", "How it goes", "What was said")


@council_page()
def plan_detail(request: HttpRequest, council: Council, key: str) -> HttpResponse:
    """A published plan, as it was published last."""
    rows = Plan.objects.of(council).public().select_related("strategy")
    plan = get_object_or_404(rows, key=key)
    issue = queries.newest_issue(plan)
    context = {
        "plan": plan,
        "issue": issue,
        "head": HEAD,
        "rows": [[row[name] for name in queries.COLUMNS] for row in issue.rows] if issue else [],
        "reads": request.user.is_authenticated and request.user.has_perm(READ, council),
    }
    return render(request, "pledges/plans/plan_detail.html", context)


def _plan(council: Council, key: str) -> Plan:
    return get_object_or_404(Plan.objects.of(council).select_related("council"), key=key)


def _back(plan: Plan) -> HttpResponse:
    return redirect("pledges:plan_work", council=plan.council.slug, key=plan.key)


@council_page(may=READ)
def plan_work(request: HttpRequest, council: Council, key: str) -> HttpResponse:
    """A plan as it stands today, item by item, with what was said of each."""
    plan = _plan(council, key)
    items = queries.plan_items(PlanItem.objects.filter(plan=plan), today=clock.today())
    user = request.user
    context = {
        "plan": plan,
        "items": items,
        "told": queries.told(items),
        "seen": queries.seen_of(items),
        "issue": queries.newest_issue(plan),
        "keeps": user.has_perm(KEEP, council),
        "reports": user.has_perm(REPORT, council),
        "publishes": user.has_perm(PUBLISH, council),
    }
    return render(request, "pledges/plans/plan_work.html", context)


def _sent(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


@council_page(may=KEEP)
def plan_item_add(request: HttpRequest, council: Council, key: str) -> HttpResponse:
    """A further item of a plan."""
    plan = _plan(council, key)
    form = ItemForm(_sent(request), council=council)
    if request.method == "POST" and form.is_valid():

        def save() -> None:
            services.add_item(by=request.user, plan=plan, **form.given)

        if saved(form, save):
            messages.success(request, "Added.")
            return _back(plan)
    return _form(request, plan, form, "Add what is to be done")


def _form(
    request: HttpRequest, plan: Plan, form: object, title: str, item: PlanItem | None = None
) -> HttpResponse:
    context = {"form": form, "plan": plan, "title": title, "item": item}
    return render(request, "pledges/plans/form.html", context)


@council_page(may=KEEP)
def plan_item_write(request: HttpRequest, council: Council, key: str, pk: int) -> HttpResponse:
    """What is to be done, by whom and by when."""
    plan = _plan(council, key)
    item = get_object_or_404(plan.items, pk=pk)
    promises, statements = queries.linked(item)
    initial = {name: getattr(item, name) for name in ("what", "owner_role", "partner", "due")}
    initial |= {"promises": promises, "statements": statements, "seen": item.version}
    form = ItemForm(_sent(request), council=council, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = {"item": item, "version": form.cleaned_data["seen"], **form.given}
        if saved(form, lambda: services.write_item(by=request.user, **said)):
            messages.success(request, "Saved.")
            return _back(plan)
    return _form(request, plan, form, "Change what is to be done", item)


@council_page(may=REPORT)
def plan_progress(request: HttpRequest, council: Council, key: str, pk: int) -> HttpResponse:
    """How an item goes."""
    plan = _plan(council, key)
    item = get_object_or_404(plan.items, pk=pk)
    last = item.progress.order_by("pk").last()
    initial = {"seen": last.pk, "status": last.status} if last else {}
    form = ProgressForm(_sent(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        said = {"item": item, **form.cleaned_data}
        if saved(form, lambda: services.report_progress(by=request.user, **said)):
            messages.success(request, "It is on record.")
            return _back(plan)
    return _form(request, plan, form, "Say how it goes", item)


@require_POST
@council_page(may=PUBLISH)
def plan_publish(request: HttpRequest, council: Council, key: str) -> HttpResponse:
    """Let everybody read the plan as it stands now."""
    plan = _plan(council, key)
    try:
        services.publish_plan(by=request.user, plan=plan, seen=request.POST.get("seen", ""))
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "Everybody reads it as it stands now.")
    return _back(plan)
