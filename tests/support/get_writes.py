"""A page that is only looked at writes nothing: only the session may be saved.

Every request of the test client and of the live server passes through `get_response`. While it
answers GET, HEAD or OPTIONS, each statement sent to the database is looked at.
"""

import re
from collections.abc import Callable
from contextlib import ExitStack

from django.core.handlers.base import BaseHandler
from django.db import connections
from django.http import HttpRequest, HttpResponse

SAFE = {"GET", "HEAD", "OPTIONS"}
MAY_BE_WRITTEN = {"django_session"}
WRITES = re.compile(
    r'(?<!FOR )\b(INSERT INTO|UPDATE|DELETE FROM|TRUNCATE|MERGE INTO)\s+"?(\w+)"?', re.IGNORECASE
)
LOCKS = re.compile(r"\bFOR (NO KEY UPDATE|UPDATE|SHARE|KEY SHARE)\b", re.IGNORECASE)
QUOTED = re.compile(r"'(?:[^']|'')*'")


def forbidden(sql: str) -> str:
    """What a statement does that looking may not; empty where it may."""
    bare = QUOTED.sub("''", sql)
    if LOCKS.search(bare):
        return "locks rows"
    for verb, table in WRITES.findall(bare):
        if table not in MAY_BE_WRITTEN:
            return f"{verb} {table}"
    return ""


def install(note: Callable[[str], None]) -> None:
    """Watch every request from now on."""
    answer = BaseHandler.get_response

    def watched(self: BaseHandler, request: HttpRequest) -> HttpResponse:
        if request.method not in SAFE:
            return answer(self, request)

        def execute(run: Callable, sql: str, params: object, many: bool, context: dict) -> object:
            if found := forbidden(str(sql)):
                note(f"{request.method} {request.path} writes: {found}")
            return run(sql, params, many, context)

        with ExitStack() as stack:
            for connection in connections.all():
                stack.enter_context(connection.execute_wrapper(execute))
            return answer(self, request)

    BaseHandler.get_response = watched
