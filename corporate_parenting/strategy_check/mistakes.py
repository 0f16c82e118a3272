"""Runs every check of a file before it is loaded, and says what the file holds."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from corporate_parenting.strategy_check import contents
from corporate_parenting.strategy_check.clashes import changed_keys, taken_codes
from corporate_parenting.strategy_check.constraints import conditions, places, repeated
from corporate_parenting.strategy_check.fields import read_values
from corporate_parenting.strategy_check.findings import Mistake
from corporate_parenting.strategy_check.personal import personal_data
from corporate_parenting.strategy_check.reading import read
from corporate_parenting.strategy_check.references import (
    circles,
    common_parents,
    one_council,
    read_names,
    references,
)
from corporate_parenting.strategy_check.rows import Book, Links
from corporate_parenting.strategy_check.shapes import book_of


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in a file."""

    book: Book
    mistakes: list[Mistake]

    @property
    def slug(self) -> str:
        """The slug of the file's council, empty where there is none."""
        return self.book.slug

    @property
    def summary(self) -> str:
        """“220 rows: 1 council, 5 promises …”."""
        counts = Counter(row.model for row in self.book.rows)
        total = len(self.book.rows)
        said = ", ".join(_counted(model._meta, number) for model, number in counts.items())
        return f"{total:,} row{'' if total == 1 else 's'}: {said}." if said else "No rows."


def _counted(meta: object, number: int) -> str:
    return f"{number:,} {meta.verbose_name if number == 1 else meta.verbose_name_plural}"


def check(data: bytes) -> Report:
    """Every mistake of a fixture, in the order of its lines. Nothing is loaded or changed."""
    reading = read(data)
    book, mistakes = book_of(reading)
    mistakes += _checked(book)
    noted = {each.line for each in reading.mistakes}
    found = [*reading.mistakes, *(each for each in mistakes if each.line not in noted)]
    placed = dict.fromkeys(_placed(each, book) for each in found)
    return Report(book, sorted(placed, key=lambda each: each.line))


def _checked(book: Book) -> Iterator[Mistake]:
    yield from personal_data(book)
    for row in book.rows:
        yield from read_names(row)
        yield from read_values(row)
    links = Links.of(book)
    for check_book in (one_council, repeated, places, conditions, taken_codes, changed_keys):
        yield from check_book(book)
    for check_links in (references, common_parents, circles, *contents.CHECKS):
        yield from check_links(links)


def _placed(mistake: Mistake, book: Book) -> Mistake:
    """The mistake with the row it stands in, where the check could not say."""
    return mistake if mistake.where else replace(mistake, where=book.where(mistake.line))
