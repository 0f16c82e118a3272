"""Where a worker records what a survey came to."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from councils.access import council_page
from councils.models import Council
from councils.writing import Refused
from forums.models import Survey, SurveyResult, SurveyRun
from forums.sessions.views import saved, sent
from forums.surveys import services
from forums.surveys.forms import ResultForm
from forums.surveys.queries import measures_asked

MAY = "forums.keep_survey"


def _survey(council: Council, key: str) -> Survey:
    return get_object_or_404(Survey.objects.of(council).public(), key=key)


def _to(survey: Survey) -> HttpResponse:
    return redirect("forums:survey_detail", council=survey.council.slug, key=survey.key)


@council_page(may=MAY)
def result_add(request: HttpRequest, council: Council, key: str, year: int) -> HttpResponse:
    """Record what the answers to one question came to, as the figure of a measure."""
    survey = _survey(council, key)
    run = get_object_or_404(SurveyRun.objects.select_related("council"), survey=survey, year=year)
    form = ResultForm(sent(request), council=council, measures=measures_asked(council))
    if request.method == "POST" and form.is_valid():
        own = {"by": request.user, "run": run}
        if saved(form, lambda: services.record_result(**own, **form.cleaned_data)):
            messages.success(request, "Recorded. It is shown once the figure is signed off.")
            return _to(survey)
    context = {"form": form, "survey": survey, "run": run}
    return render(request, "forums/surveys/result_add.html", context)


@require_POST
@council_page(may=MAY)
def result_take_back(request: HttpRequest, council: Council, key: str, pk: int) -> HttpResponse:
    """Take a slip back, with the figure."""
    survey = _survey(council, key)
    results = SurveyResult.objects.of(council).select_related("run", "figure")
    result = get_object_or_404(results, run__survey=survey, pk=pk)
    try:
        services.take_back_result(by=request.user, result=result)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "Taken back. The measure has no figure for that day now.")
    return _to(survey)
