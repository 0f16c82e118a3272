"""How an operator brings in a file on a page: looked through first, told of, brought in once."""

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from councils.writing import Refused
from measures.benchmarks.sending.services import order_file, send_file
from measures.models import (
    InspectionGrade,
    NeighbourModel,
    OpenDataFile,
    PublishedFigure,
    PublishedTable,
    Release,
)
from tests.factories.councils import CouncilFactory, UserFactory
from tests.factories.measures import AreaFactory, IndicatorFactory, OpenDataFileFactory
from tests.support import open_data
from tests.support.open_data import HERE, pair, table
from tests.support.people import sign_in

pytestmark = pytest.mark.django_db
LIST = "/admin/open-data/"


@pytest.fixture(autouse=True)
def homes() -> PublishedTable:
    """A table with one indicator, and a council to show it."""
    CouncilFactory()
    return IndicatorFactory(key="moved").table


@pytest.fixture
def operator() -> object:
    """Somebody who runs the service."""
    return UserFactory(operator=True)


@pytest.fixture
def client(operator) -> Client:
    """Their browser."""
    return sign_in(operator)


def sent(file: BytesIO, name: str = "homes.csv") -> SimpleUploadedFile:
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, file.getvalue(), "text/csv")


def text(response: object) -> str:
    """What the page says."""
    return " ".join(response.content.decode().split())


def test_a_file_is_looked_through_and_brought_in(client, operator):
    response = client.post(LIST, {"file": sent(table())}, follow=True)
    assert "Nothing has changed yet." in text(response)
    assert "8 figures of 1 indicators for 4 places and 2 years, the latest 2025." in text(response)
    assert not PublishedFigure.objects.exists()
    row = OpenDataFile.objects.get()
    response = client.post(f"{LIST}{row.pk}/bring-in/", follow=True)
    assert "It has been brought in." in text(response)
    assert PublishedFigure.objects.count() == 8
    assert Release.objects.get().imported_by == operator
    row.refresh_from_db()
    assert (row.state, row.file.name, row.percent) == ("done", "", 100)
    assert "homes.csv" in text(client.get(LIST))


def test_a_wrong_file_is_told_of_and_changes_nothing(client):
    response = client.post(LIST, {"file": sent(table(pair(HERE, "=1+1", 560, 9)))}, follow=True)
    assert "It has not been brought in, and nothing has changed." in text(response)
    assert "Line 2, column children_count holds “=1+1”" in text(response)
    row = OpenDataFile.objects.get()
    assert (row.state, row.file.name) == ("refused", "")
    assert "Bring it in" not in text(response)
    client.post(f"{LIST}{row.pk}/bring-in/")
    assert not PublishedFigure.objects.exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04" + b"0" * 99, "a zip file or a spreadsheet"),
        (b"name,telephone\nx,1\n", "The first line has no column"),
        ("time_period,é\n".encode("latin-1"), "not in the encoding UTF-8"),
        (b"a\n" + b"\n" * 1_000_000, "The first line has no column"),
        (open_data.HEADER.encode() + b"\n" * 1_000_000, "more than 1,000 empty rows"),
    ],
)
def test_what_is_no_open_data_is_refused_at_the_field(client, content, said):
    response = client.post(LIST, {"file": SimpleUploadedFile("x.csv", content)})
    assert response.status_code == 200
    assert said in text(response)
    assert not OpenDataFile.objects.exists()


def test_nothing_chosen_and_a_year_that_is_none(client):
    response = client.post(LIST, {"year": "soon"})
    assert "Choose a file." in text(response)
    assert "Enter a whole number" in text(response)


def test_neighbours_need_their_year(client):
    file = open_data.neighbours(open_data.ring([str(each) for each in range(801, 815)]))
    response = client.post(LIST, {"file": sent(file, "n.csv")})
    assert "Say of which year" in text(response)
    file.seek(0)
    response = client.post(LIST, {"file": sent(file, "n.csv"), "year": "2025"}, follow=True)
    assert "14 authorities and their neighbours." in text(response)
    client.post(f"{LIST}{OpenDataFile.objects.get().pk}/bring-in/")
    assert NeighbourModel.objects.get().year == 2025


def test_grades_on_the_page(client):
    AreaFactory(code="839")
    file = open_data.named(b"old_la_code,inspected_on,grade,source\n839,2024-02-01,Good,Report\n")
    client.post(LIST, {"file": sent(file, "grades.csv")})
    client.post(f"{LIST}{OpenDataFile.objects.get().pk}/bring-in/")
    assert InspectionGrade.objects.get().grade == "good"


def test_a_corrected_release_is_told_of_and_comes_as_a_revision(client):
    for file, revision in ((table(), ""), (table(pair(HERE, 54, 560, 10)), "")):
        client.post(LIST, {"file": sent(file), "revision": revision})
        client.post(f"{LIST}{OpenDataFile.objects.latest('pk').pk}/bring-in/")
    last = OpenDataFile.objects.latest("pk")
    assert last.state == "refused"
    assert "bring it in as revision 1" in last.said[0]
    client.post(LIST, {"file": sent(table(pair(HERE, 54, 560, 10))), "revision": "1"})
    client.post(f"{LIST}{OpenDataFile.objects.latest('pk').pk}/bring-in/")
    assert set(Release.objects.values_list("revision", flat=True)) == {0, 1}


def test_a_double_click_makes_one_record(client):
    for _ in range(2):
        client.post(LIST, {"file": sent(table())})
    row = OpenDataFile.objects.get()
    for _ in range(2):
        client.post(f"{LIST}{row.pk}/bring-in/")
    assert Release.objects.count() == 1
    assert PublishedFigure.objects.count() == 8


@pytest.mark.parametrize("state", ["waiting", "refused"])
def test_what_is_not_ready_is_not_brought_in(operator, state):
    row = OpenDataFileFactory(state=state)
    with pytest.raises(Refused, match="it cannot be brought in now"):
        order_file(by=operator, row=row)


def test_how_far_it_is_can_be_seen_without_a_script(client):
    row = OpenDataFileFactory(state="waiting", percent=45)
    html = text(client.get(f"{LIST}{row.pk}/"))
    assert "It is being looked through: 45% read." in html
    assert "Look again" in html


def test_reading_a_long_file_keeps_how_far_it_is(operator, monkeypatch):
    told = []
    update = OpenDataFile.objects.all().__class__.update
    monkeypatch.setattr(
        "django.db.models.query.QuerySet.update",
        lambda self, **values: told.append(values) or update(self, **values),
    )
    rows = [f"2025,Reporting year,{HERE},Other,{n},1,1" for n in range(6_000)]
    send_file(by=operator, file=sent(table([*pair(HERE, 53, 560, 9), *rows])))
    percents = [each["percent"] for each in told if "percent" in each]
    assert percents == sorted(percents)
    assert len(percents) > 5


def test_only_an_operator_may_and_the_others_are_told_why(client_as):
    assert client_as("anonymous").get(LIST).status_code == 302
    response = client_as("nobody").get(LIST)
    assert response.status_code == 403
    assert "only an operator brings them in" in text(response)


@pytest.mark.django_db(transaction=True)
def test_the_same_file_sent_twice_at_once_is_taken_once(operator):
    content = table().getvalue()

    def send(_: int) -> int:
        try:
            return send_file(by=operator, file=ContentFile(content, "homes.csv")).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as both:
        assert len(set(both.map(send, range(2)))) == 1
    assert OpenDataFile.objects.count() == 1
