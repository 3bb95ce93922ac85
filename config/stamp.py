"""The content stamp: a word in the database that is another one after every change of what pages
show. Whatever is kept of a page is kept beside the stamp that was read *before* the page was made,
and serves only while the database still says the same.

Triggers of the database change it, in the very transaction that changes a row: so an import, the
studio, the admin, a command and a hand at the database's own prompt are all seen, and none of them
need know of it. Each change draws a new random number, so that neither a transaction that is
rolled back nor a restored backup brings an old stamp back with other content.

On PostgreSQL a writer takes a row that no other writer holds, or adds one, for one common row would
make writers wait for each other, even in a ring; the stamp is the sum. Every `migrate` puts the
triggers where they are missing (SQLite drops them when a migration writes a table anew), see
courses/management/commands/migrate.py.
"""

from __future__ import annotations

from django.apps import apps
from django.db import DatabaseError, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.http import HttpRequest

TABLE = "content_stamp"
APPS = ("courses", "quizzes")
LEARNERS = frozenset(
    {
        "courses.Departed",
        "courses.Enrolment",
        "courses.LengthReport",
        "courses.ModuleText",
        "courses.Picture",
        "courses.Progress",
        "courses.Upload",
        "courses.UploadedDocument",
        "quizzes.AnswerTally",
        "quizzes.Attempt",
        "quizzes.ExtraTime",
        "quizzes.QuizTally",
        "quizzes.Report",
        "quizzes.Response",
    }
)
"""Models whose rows no page of a stranger shows. All others are watched, new ones too."""
EVENTS = ("INSERT", "UPDATE", "DELETE")
POSTGRESQL = (
    f"CREATE TABLE IF NOT EXISTS {TABLE} (slot integer PRIMARY KEY, n bigint NOT NULL)",
    f"""CREATE OR REPLACE FUNCTION {TABLE}_changes() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE free integer;
    BEGIN
      SELECT slot INTO free FROM {TABLE} ORDER BY slot LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED;
      INSERT INTO {TABLE}
      VALUES (COALESCE(free, (random() * 2e9)::integer), (random() * 4e15)::bigint)
      ON CONFLICT (slot) DO UPDATE SET n = excluded.n;
      RETURN NULL;
    END $$""",  # noqa: S608
)
SQLITE = (
    f"CREATE TABLE IF NOT EXISTS {TABLE} (slot integer PRIMARY KEY, n integer NOT NULL)",
    f"INSERT OR IGNORE INTO {TABLE} VALUES (0, random())",  # noqa: S608
)


def read_stamp() -> str:
    """The stamp as it is now, one query; empty where there is none."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT SUM(n) FROM {TABLE}")  # noqa: S608
            row = cursor.fetchone()
    except DatabaseError:
        return ""
    return stamp_word(row and row[0])


_complete: bool | None = None
"""Whether every table is watched, as this process found it first."""


def is_complete() -> bool:
    """Whether every change of what pages show changes the stamp. Looked up once."""
    global _complete
    if _complete is None:
        try:
            _complete = not unwatched(connection)
        except DatabaseError:
            _complete = False
    return _complete


def trusted_stamp() -> str:
    """The stamp, or empty where some change would not change it: then nothing may be kept."""
    return read_stamp() if is_complete() else ""


def stamp_beside() -> str:
    """``trusted_stamp`` as a column of another query, in SQL: saves one of its own."""
    return f"(SELECT SUM(n) FROM {TABLE})" if is_complete() else "''"  # noqa: S608


def stamp_word(found: object) -> str:
    """What ``stamp_beside`` brought, as ``trusted_stamp`` words it."""
    return "" if found is None else str(found)


def stamp_of(request: HttpRequest) -> str:
    """``trusted_stamp`` as it was when this request asked first, before it read any row."""
    stamp: str | None = getattr(request, "content_stamp", None)
    if stamp is None:
        stamp = trusted_stamp()
        request.content_stamp = stamp  # type: ignore[attr-defined]
    return stamp


def watched_tables() -> list[str]:
    """Tables whose rows pages show."""
    return sorted(
        model._meta.db_table
        for app in APPS
        for model in apps.get_app_config(app).get_models(include_auto_created=True)
        if model._meta.label not in LEARNERS and model._meta.managed and not model._meta.proxy
    )


def unwatched(database: BaseDatabaseWrapper) -> list[str]:
    """Tables that should have triggers and have not all of them; one query."""
    if database.vendor == "postgresql":
        sql = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgname LIKE %s"
    else:
        sql = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s"
    with database.cursor() as cursor:
        cursor.execute(sql, [f"{TABLE}%"])
        found = {row[0] for row in cursor.fetchall()}
    return [table for table in watched_tables() if not _names(database, table) <= found]


def install(database: BaseDatabaseWrapper) -> None:
    """Makes the stamp's table and the triggers that are missing, and changes the stamp."""
    postgresql = database.vendor == "postgresql"
    there = set(database.introspection.table_names())
    with database.cursor() as cursor:
        for statement in POSTGRESQL if postgresql else SQLITE:
            cursor.execute(statement)
        for table in unwatched(database):
            if table in there:
                for statement in _triggers(database, table):
                    cursor.execute(statement)
        if postgresql:
            cursor.execute(f"DELETE FROM {TABLE}")  # noqa: S608
            cursor.execute(f"INSERT INTO {TABLE} VALUES (0, (random() * 4e15)::bigint)")  # noqa: S608
        else:
            cursor.execute(f"UPDATE {TABLE} SET n = random()")  # noqa: S608


def _names(database: BaseDatabaseWrapper, table: str) -> set[str]:
    if database.vendor == "postgresql":
        return {f"{TABLE}_{table}", f"{TABLE}_{table}_emptied"}
    return {f"{TABLE}_{table}_{event.lower()}" for event in EVENTS}


def _triggers(database: BaseDatabaseWrapper, table: str) -> list[str]:
    quoted = database.ops.quote_name(table)
    if database.vendor == "postgresql":
        makes = {
            f"{TABLE}_{table}": " OR ".join(EVENTS),
            f"{TABLE}_{table}_emptied": "TRUNCATE",
        }
        drops = [f"DROP TRIGGER IF EXISTS {name} ON {quoted}" for name in makes]
        return drops + [
            f"CREATE TRIGGER {name} AFTER {events} ON {quoted} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {TABLE}_changes()"
            for name, events in makes.items()
        ]
    made = []
    for event in EVENTS:
        name = f"{TABLE}_{table}_{event.lower()}"
        made.append(f"DROP TRIGGER IF EXISTS {name}")
        change = f"UPDATE {TABLE} SET n = random()"  # noqa: S608
        made.append(f"CREATE TRIGGER {name} AFTER {event} ON {quoted} BEGIN {change}; END")
    return made
