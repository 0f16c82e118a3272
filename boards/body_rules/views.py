"""A body's terms of reference: those in force, past and to come; and the clerk's form for new ones."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from boards.body_rules import queries, services
from boards.body_rules.forms import RulesForm
from boards.models import Body, BodyRules
from boards.queries import forum_name, rules_on
from boards.seats.queries import reads_record
from boards.seats.views import READ, body_of
from councils import clock
from councils.access import council_page
from councils.models import Council
from councils.refusals import refusal
from councils.working_days import date_in_words
from councils.writing import Refused

SET = "boards.set_rules"


@council_page(may=READ)
def rules_detail(request: HttpRequest, council: Council, key: str) -> HttpResponse:
    """The rules in force in words, those to come, and those of before."""
    body, today = body_of(council, key), clock.today()
    if not reads_record(request.user, body, today):
        raise PermissionDenied(refusal(READ))
    periods = queries.periods(body, council)
    standing = {name: [p for p in periods if p.standing(today) == name] for name in STANDINGS}
    context = {
        "body": body,
        "sets": request.user.has_perm(SET, council),
        "now": next(iter(standing["now"]), None),
        "to_come": standing["to come"],
        "past": standing["past"][::-1],
    }
    return render(request, "boards/body_rules/rules_detail.html", context)


STANDINGS = ("past", "now", "to come")


@council_page(may=SET)
def rules_set(request: HttpRequest, council: Council, key: str) -> HttpResponse:
    """New rules from a day on: first shown in words, then set."""
    body = body_of(council, key)
    forum, now = forum_name(body, council), rules_on(body, clock.today())
    form = RulesForm(
        request.POST or None, body=body, words=council.words, forum=forum, initial=_initial(now)
    )
    draft = None
    if request.method == "POST" and form.is_valid():
        service = services.set_rules if "confirmed" in request.POST else services.draft_rules
        try:
            draft = service(by=request.user, body=body, **form.given)
        except ValidationError as refused:
            form.add_error(None, refused)
    if draft and draft.pk:
        messages.success(request, f"Set from {date_in_words(draft.in_force_from)}.")
        return redirect("boards:rules_detail", council=council.slug, key=key)
    context = {"body": body, "form": form, "draft": draft}
    if draft:
        context |= _shown(request, body, council, draft, forum)
    return render(request, "boards/body_rules/rules_set.html", context)


def _initial(now: BodyRules | None) -> dict[str, object]:
    """What is in force, to be changed; its day and its source are not."""
    return model_to_dict(now, fields=services.TERMS) if now else {}


def _shown(
    request: HttpRequest, body: Body, council: Council, draft: BodyRules, forum: str
) -> dict[str, object]:
    """The draft in words, what it changes, and everything typed, to be sent once more."""
    before = rules_on(body, draft.in_force_from)
    own = {"forum": forum, "brought": queries.brought_template(body)}
    words = queries.words_of(draft, council, **own)
    earlier = queries.words_of(before, council, **own) if before else []
    left_out = {"csrfmiddlewaretoken", "submit"}
    typed = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in left_out
        for value in values
    ]
    changed = queries.changed(earlier, words)
    return {"terms": words, "changed": changed, "typed": [*typed, ("confirmed", "yes")]}


@require_POST
@council_page(may=SET)
def rules_withdraw(request: HttpRequest, council: Council, key: str, pk: int) -> HttpResponse:
    """Take back rules that are not in force yet."""
    rules = get_object_or_404(BodyRules.objects.of(council), body__key=key, pk=pk)
    try:
        services.withdraw_rules(by=request.user, rules=rules)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "Taken back.")
    return redirect("boards:rules_detail", council=council.slug, key=key)
