"""Words in a fixture by which somebody could be found are seen; others are left alone."""

import pytest

from corporate_parenting.strategy_check.personal import personal_data
from corporate_parenting.strategy_check.reading import Reading
from corporate_parenting.strategy_check.rows import Book


@pytest.mark.parametrize(
    "text",
    [
        "Section 1.2, pages 0-25 2019 2020",
        "Councillor Champion for Children",
        "Lead Councillor for Children’s Services",
        "On 2020-04-01 the council of 0 to 25",
        "Ring Childline on 0800 1111",
        "children born between 2001 and 2003",
        "the Case Review (England) Regulations 2010",
        "We Do Care! @ the Panel",
        "E06000060",
        "[buckinghamshire, safe-home]",
        "aged 8 or older",
        "£1,000 of 2,000,000",
    ],
)
def test_words_by_which_nobody_can_be_found(text):
    assert not list(personal_data(Book(Reading(text))))


@pytest.mark.parametrize(
    "text",
    [
        "a.b-c@council.gov.uk",
        "020 7946 0123",
        "(01632) 960 123",
        "+44 7700 900123",
        "07700900123",
        "Mrs. Invented",
        "Dr Invented",
        "Councillor\nInvented Person",
        "[councillor name]",
        "[Name removed]",
        "DOB: 01/02/2010",
        "date of birth 2010-02-01",
        "NHS number 123 456 7890",
        "XM4 5HQ",
    ],
)
def test_words_by_which_somebody_can_be_found(text):
    assert [each.line for each in personal_data(Book(Reading(f"\n{text}")))] == [2]


def test_remarks_are_searched_too():
    (found,) = personal_data(Book(Reading("# Written by Mrs Invented\n")))
    assert (found.line, found.kind) == (1, "person-s-name")
