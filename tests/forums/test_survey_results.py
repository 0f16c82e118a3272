"""What a survey's answers came to: a figure of a measure, recorded once and traceable."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from councils.models import User
from councils.roles import Role
from councils.writing import Refused
from forums.models import SurveyResult, SurveyRun
from forums.surveys import services
from forums.surveys.queries import measures_asked
from forums.surveys.results import from_survey, why_not_of
from measures.models import Measure, Observation
from measures.recording import Entry
from measures.services import correct_figure, sign_off
from tests.factories import forums, measures, pledges
from tests.support.people import person, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
END = date(2026, 3, 31)
SAFE = "Do you feel safe and well cared for?"


@pytest.fixture
def run() -> SurveyRun:
    """A year of a published survey that 96 answered."""
    survey = forums.SurveyFactory(
        strategy=pledges.StrategyFactory(published=True), title="The Survey"
    )
    return forums.SurveyRunFactory(survey=survey, asked=240, answered=96)


@pytest.fixture
def measure(run: SurveyRun) -> Measure:
    """A published measure of the same council: a percentage, due once a year."""
    return measures.MeasureFactory(council=run.council, published=True, months_between=12)


@pytest.fixture
def worker(run: SurveyRun) -> User:
    """A worker of the council."""
    return person(Role.PARTICIPATION_WORKER, run.council)


@pytest.fixture
def officer(run: SurveyRun) -> User:
    """Who signs figures off."""
    return person(Role.KPI_OFFICER, run.council)


def record(worker: User, run: SurveyRun, measure: Measure, **more: object) -> SurveyResult:
    """81 of 90 said that they feel safe."""
    given = {"question": SAFE, "period_end": END, "numerator": 81, "denominator": 90}
    return services.record_result(by=worker, run=run, measure=measure, **{**given, **more})


def test_more_answers_than_people() -> None:
    """A question is not answered by more than answered the survey; nobody need have said."""
    assert why_not_of(90, 96) == why_not_of(96, 96) == why_not_of(97, None) == ""
    assert "97 answered this question, but only 96" in why_not_of(97, 96)


def test_a_result_is_a_figure_once(worker: User, run: SurveyRun, measure: Measure) -> None:
    """The same form twice is one figure, which says where it comes from."""
    made = record(worker, run, measure)
    assert record(worker, run, measure, question=f"  {SAFE} ") == made
    figure = Observation.objects.get()
    assert (figure.numerator, figure.denominator, figure.value) == (81, 90, 90)
    assert figure.narrative == from_survey("The Survey", 2026, SAFE)
    assert (figure.recorded_by, figure.signed_off_at) == (worker, None)
    assert made.figure == figure


@pytest.mark.parametrize(
    ("more", "field", "words"),
    [
        ({"denominator": 97}, "denominator", "only 96 answered the survey"),
        ({"numerator": 91}, "numerator", "bigger than the whole"),
        ({"period_end": date(2027, 3, 31)}, "period_end", "still to come"),
        ({"period_end": date(2026, 6, 30)}, "period_end", "The last one ended on 31 March 2026"),
        ({"period_end": date(2024, 3, 31)}, "period_end", "The survey was in 2026"),
        ({"period_end": date(1, 1, 1)}, "period_end", "The survey was in 2026"),
        ({"question": "  "}, "question", "cannot be blank"),
    ],
)
def test_what_is_wrong_stands_at_its_field(
    worker: User, run: SurveyRun, measure: Measure, more: dict, field: str, words: str
) -> None:
    """And nothing is recorded."""
    with pytest.raises(ValidationError) as refused:
        record(worker, run, measure, **more)
    assert words in " ".join(refused.value.message_dict[field])
    assert not Observation.objects.exists()


def test_a_figure_on_record_is_not_written_over(
    worker: User, run: SurveyRun, measure: Measure
) -> None:
    """Whoever recorded it."""
    measures.ObservationFactory(measure=measure, period_end=END)
    with pytest.raises(ValidationError, match="on record for this day already"):
        record(worker, run, measure)


def test_another_councils_measure(worker: User, run: SurveyRun) -> None:
    """Is no measure of this survey."""
    with pytest.raises(ValidationError, match="another council"):
        record(worker, run, measures.MeasureFactory(published=True))
    assert not Observation.objects.exists()


def test_a_slip_is_taken_back(worker: User, run: SurveyRun, measure: Measure) -> None:
    """While it is not signed off; the history keeps it, and it can be recorded anew."""
    made = record(worker, run, measure)
    services.take_back_result(by=worker, result=made)
    services.take_back_result(by=worker, result=made)
    assert not SurveyResult.objects.exists()
    assert not Observation.objects.exists()
    assert SurveyResult.history.filter(history_type="-", history_user=worker).exists()
    assert Observation.history.filter(history_type="-", history_user=worker).exists()
    assert record(worker, run, measure, numerator=80).figure.value == pytest.approx(89)


def test_signed_off_it_stays(worker: User, officer: User, run: SurveyRun, measure: Measure) -> None:
    """Corrected by the officer, with a reason; the survey's page then tells the newer one."""
    made = record(worker, run, measure)
    figure = sign_off(by=officer, figure=made.figure)
    with pytest.raises(Refused, match="signed off"):
        services.take_back_result(by=worker, result=made)
    entry = Entry(numerator=72, denominator=90)
    newer = correct_figure(by=officer, figure=figure, entry=entry, reason="Counted twice.")
    sign_off(by=officer, figure=newer)
    assert "80%" in page_of(run)


def page_of(run: SurveyRun) -> str:
    """The survey as everybody reads it."""
    where = {"council": run.council.slug, "key": run.survey.key}
    return Client().get(reverse("forums:survey_detail", kwargs=where)).content.decode()


def test_everybody_reads_it_once_it_is_signed_off(
    worker: User, officer: User, run: SurveyRun, measure: Measure
) -> None:
    """And never before."""
    made = record(worker, run, measure)
    assert SAFE not in page_of(run)
    sign_off(by=officer, figure=made.figure)
    assert SAFE in page_of(run)
    assert "90%" in page_of(run)
    assert "81 of 90" in page_of(run)


def test_an_invented_figure_says_so(
    worker: User, officer: User, run: SurveyRun, measure: Measure
) -> None:
    """As on every page."""
    made = record(worker, run, measure, is_invented=True)
    sign_off(by=officer, figure=made.figure)
    assert "(81 of 90, invented for the demo)" in page_of(run)


def test_few_are_not_told(worker: User, officer: User, run: SurveyRun, measure: Measure) -> None:
    """R18: neither how many said so nor which share; the same of those who did not."""
    made = record(worker, run, measure, numerator=87)
    sign_off(by=officer, figure=made.figure)
    page = page_of(run)
    assert SAFE in page
    assert "97%" not in page
    assert "87" not in page


def test_few_who_left_a_question_out_cannot_be_worked_out(
    worker: User, officer: User, run: SurveyRun, measure: Measure
) -> None:
    """R18: 96 answered the survey and 93 the question; one of the two numbers is told."""
    made = record(worker, run, measure, denominator=93)
    assert "96 of 240 answered" in page_of(run)
    sign_off(by=officer, figure=made.figure)
    page = page_of(run)
    assert "81 of 93" in page
    assert "c answered" in page
    assert "96" not in page


def test_by_its_page(worker: User, run: SurveyRun, measure: Measure) -> None:
    """What is wrong is said at its field; recorded, it can be taken back from the survey."""
    client, where = sign_in(worker), {"council": run.council.slug, "key": run.survey.key}
    add = reverse("forums:survey_result_add", kwargs={**where, "year": 2026})
    assert measure.title in client.get(add).content.decode()
    fields = {"measure": measure.pk, "question": SAFE, "period_end": "31/3/2026"}
    wrong = client.post(add, {**fields, "numerator": 81, "denominator": 97}).content.decode()
    assert "only 96 answered the survey" in wrong
    assert SAFE in wrong
    for _ in range(2):
        sent = client.post(add, {**fields, "numerator": 81, "denominator": 90})
        assert sent.status_code == 302
    made = SurveyResult.objects.get()
    survey = client.get(sent.url).content.decode()
    assert SAFE in survey
    assert "Not signed off yet" in survey
    back = reverse("forums:survey_result_take_back", kwargs={**where, "pk": made.pk})
    assert back in survey
    assert client.post(back).status_code == 302
    assert not Observation.objects.exists()
    again = client.post(back, follow=True)
    assert again.status_code == 404


def test_what_is_offered(run: SurveyRun, measure: Measure) -> None:
    """Shares that are published: no draft, no count, nothing of another council."""
    for more in ({"published": False}, {"count": True, "published": True}):
        measures.MeasureFactory(council=run.council, **more)
    measures.MeasureFactory(published=True)
    assert list(measures_asked(run.council)) == [measure]


def test_a_year_that_is_not_on_record(worker: User, run: SurveyRun) -> None:
    """Has no results; nor has one that is no year at all."""
    client, where = sign_in(worker), {"council": run.council.slug, "key": run.survey.key}
    for year in (2025, 99999999999999999999):
        add = reverse("forums:survey_result_add", kwargs={**where, "year": year})
        assert client.get(add).status_code == 404
