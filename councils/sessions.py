"""Who is signed in, kept in the database as Django keeps it; asked for as every page has to ask.

Source: Django, "Using database-backed sessions"; reading a session is all that differs.
"""

from datetime import datetime

from django.contrib.sessions.backends import db
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db.models import QuerySet

from councils import clock
from councils.prepared import PreparedByKey


class SessionStore(db.SessionStore):
    """A session of the table `django_session`."""

    def _get_session_from_db(self) -> AbstractBaseSession | None:
        """The row, if it has not run out; without one the browser's key is forgotten."""
        key = self.session_key or ""
        # no text with a zero byte is in the database, nor can it be asked for one
        found = _session(key=key, now=clock.unmoved()) if key and "\0" not in key else []
        if not found:
            self._session_key = None
        return next(iter(found), None)


def _build_session(*, key: str, now: datetime) -> QuerySet[AbstractBaseSession]:
    rows = SessionStore.get_model_class().objects
    return rows.filter(session_key=key, expire_date__gt=now)


_session = PreparedByKey(_build_session, key=str, now=datetime)
