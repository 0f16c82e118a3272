"""Who reads papers reads editions: no page, file or search asks for the words of a live report."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards.models import Report
from boards.papers.queries import with_what_it_says
from councils.roles import Role
from tests.permissions.test_canary import walk
from tests.support.people import visitors
from tests.support.world import World

#: The words of a report that is not published, wherever they are kept.
LIVE_WORDS = re.compile(
    r'"boards_(?:report"\."(?:title|summary|plain_summary|text)'
    r'|reportpart"\."text|recommendation"\."text)"'
)
READERS = (
    *(Role.BOARD_MEMBER, Role.CHAIR, Role.FORUM_REPRESENTATIVE, Role.PARTICIPATION_WORKER),
    *(Role.INSPECTOR, "anonymous"),
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("reader", READERS, ids=str)
def test_readers_get_editions_and_nothing_live(world_of_module: World, reader: str) -> None:
    """On every page of the table, of both councils, and on whatever they lead to."""
    everyone = visitors({world_of_module.ours.slug: world_of_module.ours.people})
    visitor = next(each for each in everyone if each.name == str(reader))
    with CaptureQueriesContext(connection) as asked:
        pages = dict(walk(visitor, world_of_module))
    assert len(pages) > 100
    live = [each["sql"] for each in asked.captured_queries if LIVE_WORDS.search(each["sql"])]
    assert live == []


def test_the_test_would_notice(world_of_module: World) -> None:
    """What a clerk's page asks is found by it."""
    with CaptureQueriesContext(connection) as asked:
        assert with_what_it_says(Report.objects.filter(council__slug=world_of_module.ours.slug))
    assert any(LIVE_WORDS.search(each["sql"]) for each in asked.captured_queries)
