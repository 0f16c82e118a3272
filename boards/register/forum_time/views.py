"""The forum's page after a meeting: was its time cut short?"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from boards.register.forum_time.forms import JudgeForm
from boards.register.forum_time.queries import protected_items
from boards.register.forum_time.services import judge_forum_time
from boards.register.queries import why_not_record
from councils.access import council_page
from councils.models import Council
from councils.writing import Refused


@council_page(may="boards.judge_forum_time")
def forum_time(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """One question for the forum's people: was your time at this meeting cut short?"""
    item = get_object_or_404(protected_items(request.user, council), meeting=pk)
    known = getattr(item, "forum_time", None)
    said = known.cut_short if known else None
    initial = {"cut_short": None if said is None else "yes" if said else "no"}
    form = JudgeForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            judge_forum_time(by=request.user, item=item, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _thanks(form.cleaned_data["cut_short"]))
            return redirect("council_home", council=council.slug)
    context = {
        "meeting": item.meeting,
        "item": item,
        "known": known,
        "form": form,
        "closed": why_not_record(item.meeting),
    }
    return render(request, "boards/register/forum_time.html", context)


def _thanks(cut_short: bool) -> str:
    if cut_short:
        return "Thank you. The minutes you lost are added to your time at the next meeting."
    return "Thank you. We have written that down."
