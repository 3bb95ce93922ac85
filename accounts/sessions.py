"""Sessions as Django keeps them in its table, found by SQL of our own.

Every page of a person begins with this one row, and Django takes twice as long to build the
statement as the database to answer it.
"""

from __future__ import annotations

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

FIND = "SELECT * FROM django_session WHERE session_key = %s AND expire_date > %s"


class SessionStore(db.SessionStore):
    def _get_session_from_db(self) -> Session | None:
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        found = next(iter(Session.objects.raw(FIND, [self.session_key, now])), None)
        if found is None:
            self._session_key = None
        return found
