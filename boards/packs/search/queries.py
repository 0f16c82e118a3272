"""Finding words in the papers that a person may read today, by PostgreSQL's full text search."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank
from django.db import connection
from django.db.models import F, QuerySet

from boards.models import EditionItem
from boards.packs.own.queries import editions_to_read
from councils.models import Council, User

CONFIG = "english"
#: Around what was found; letters that no stored text has, so that nothing typed can be taken for them.
BEGINS, ENDS = "\x02", "\x03"
BETWEEN = " … "
LISTED = ("number", "title", "position", "is_new")


@dataclass(frozen=True, slots=True)
class Part:
    """Some words of a snippet; `found` where they are what was looked for."""

    text: str
    found: bool


def query_for(words: str) -> SearchQuery:
    """What somebody typed, as a search: never an error, whatever it is."""
    return SearchQuery(words, search_type="websearch", config=CONFIG)


def found_items(
    user: User, council: Council, words: str, *, meeting: int | None = None
) -> QuerySet[EditionItem]:
    """The items that say it, the best first, then the latest; of one meeting where it is given.

    Only of editions that the person may open today, and of each meeting one edition alone.
    """
    editions = editions_to_read(user, council)
    if meeting is not None:
        editions = editions.filter(meeting=meeting)
    query = query_for(words)
    return (
        EditionItem.objects.filter(edition__in=editions.values("pk"), search=query)
        .annotate(rank=SearchRank(F("search"), query))
        .order_by("-rank", "-edition__meeting__held_on", "edition_id", "position")
    )


def with_snippets(items: QuerySet[EditionItem], words: str) -> QuerySet[EditionItem]:
    """The items with `.headline`, and their meeting: for the one page of results that is shown."""
    headline = SearchHeadline(
        "text",
        query_for(words),
        config=CONFIG,
        start_sel=BEGINS,
        stop_sel=ENDS,
        max_words=40,
        min_words=20,
        max_fragments=2,
        fragment_delimiter=BETWEEN,
    )
    meeting = "edition__meeting"
    shown = (*LISTED, *(f"edition__{name}" for name in ("kind", "number", "meeting")))
    of_meeting = (
        f"{meeting}__{name}" for name in ("held_on", "kind", "body", "theme", "cancelled_at")
    )
    names = (f"{meeting}__body__short_name", f"{meeting}__theme__name")
    rows = items.select_related("edition", f"{meeting}__body", f"{meeting}__theme")
    return rows.only(*shown, *of_meeting, *names).annotate(headline=headline)


def parts(headline: str) -> Iterator[Part]:
    """A snippet as words that were found and words around them, to be escaped by the template."""
    for piece in headline.split(BEGINS):
        found, ends, rest = piece.partition(ENDS)
        if ends:
            yield Part(found, found=True)
        else:
            rest = found
        if rest:
            yield Part(rest, found=False)


def says_nothing(words: str) -> bool:
    """Whether nothing of it can be searched for: “the”, “and”, or no word at all; one query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT numnode(websearch_to_tsquery(%s, %s))", [CONFIG, words])
        return cursor.fetchone()[0] == 0
