"""How the product starts: safe by default, and telling what is missing."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

ROOT = Path(__file__).parents[2]


def manage(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(  # noqa: S603
        [sys.executable, str(ROOT / "manage.py"), *words],
        env={**kept, **environment},
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=60,
        check=False,
    )


def test_without_a_secret_key_the_check_of_a_deployment_fails_with_a_hint() -> None:
    ran = manage("check", "--deploy")
    assert ran.returncode == 1
    assert "cuepoint.E002" in ran.stderr
    assert "Set SECRET_KEY" in ran.stderr
    assert "cuepoint.W001" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_command_that_serves_nobody_needs_no_secret_key(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path}/x.sqlite3"
    assert manage("migrate", "-v0", DATABASE_URL=database).returncode == 0
    (tmp_path / "mill.md").write_text("# Mill\n\nThe mill was built in 1850.\n")
    ran = manage(
        "import_documents",
        str(tmp_path / "mill.md"),
        "--course=mill",
        "--json",
        DATABASE_URL=database,
        MEDIA_ROOT=str(tmp_path / "media"),
    )
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout)["documents"] == 1


def test_no_two_starts_without_a_key_share_one() -> None:
    script = "from django.conf import settings; print(settings.SECRET_KEY, settings.DEBUG)"
    keys = set()
    for _ in range(2):
        ran = subprocess.run(  # noqa: S603
            [sys.executable, "-c", script],
            env={"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "config.settings"},
            capture_output=True,
            text=True,
            cwd=ROOT,
            check=True,
        )
        key, debug = ran.stdout.split()
        assert debug == "False"
        keys.add(key)
    assert len(keys) == 2


def test_migrate_makes_the_tables_of_caches_whenever_they_are_chosen(tmp_path: Path) -> None:
    file = tmp_path / "x.sqlite3"
    tables = "SELECT name FROM sqlite_master WHERE name IN ('cache', 'stored_pages') ORDER BY name"
    for choice, there in (({}, []), ({"PAGES": "database"}, ["stored_pages"])):
        ran = manage("migrate", DATABASE_URL=f"sqlite:///{file}", **choice)
        assert ran.returncode == 0, ran.stderr
        with closing(sqlite3.connect(file)) as database:
            assert [row[0] for row in database.execute(tables)] == there


def test_stored_pages_do_not_push_out_the_counts_of_wrong_passwords(tmp_path: Path) -> None:
    ran = manage(
        *("createcachetable", "--dry-run"),
        **{"CACHE": "database", "PAGES": "database"},
        DATABASE_URL=f"sqlite:///{tmp_path}/x.sqlite3",
    )
    assert ran.returncode == 0
    assert 'TABLE "cache"' in ran.stdout
    assert 'TABLE "stored_pages"' in ran.stdout


def test_a_bad_value_is_a_message_and_no_traceback() -> None:
    ran = manage(
        "check",
        DEBUG="1",
        DATABASE_URL="mysql://x/y",
        EMAIL_PORT="many",
        TIME_ZONE="Mars/Olympus",
        LOG_LEVEL="loud",
    )
    assert ran.returncode == 1
    assert ran.stderr.count("cuepoint.E001") == 4
    assert "Traceback" not in ran.stderr


def test_a_server_in_earnest_has_nothing_to_complain_of() -> None:
    ran = manage(
        "check", "--deploy", SECRET_KEY="k" * 30 + "0123456789abcdefghijk", ALLOWED_HOSTS="x.org"
    )
    assert ran.returncode == 0, ran.stderr
    assert "cuepoint" not in ran.stderr


def test_the_demonstration_refuses_to_run_in_earnest() -> None:
    ran = manage("demo", SECRET_KEY="k" * 50, ALLOWED_HOSTS="x.org")
    assert ran.returncode != 0
    assert "DEBUG=1" in ran.stderr
