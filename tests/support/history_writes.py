"""No row that keeps a history is written in bulk: that would leave no history.

The test of the source reads what is written down; this one sees what is really called.
"""

import sys
from collections.abc import Callable

from django.db.models import QuerySet

from tests.support.rooms import ROOMS, has_history

BULK = ("update", "bulk_create", "bulk_update", "_raw_delete")


def install(note: Callable[[str], None]) -> None:
    """Watch query sets from now on."""
    for name in BULK:
        setattr(QuerySet, name, _watched(getattr(QuerySet, name), note))


def _watched(method: Callable, note: Callable[[str], None]) -> Callable:
    def watched(self: QuerySet, *args: object, **kwargs: object) -> object:
        caller = sys._getframe(1).f_globals.get("__name__", "")
        if caller.split(".")[0] in ROOMS and has_history(self.model):
            note(
                f"{caller} calls {method.__name__} on {self.model.__name__}, which keeps a history"
            )
        return method(self, *args, **kwargs)

    watched.queryset_only = getattr(method, "queryset_only", False)
    watched.alters_data = True
    return watched
