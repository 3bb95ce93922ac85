#!/usr/bin/env python3
"""Run a command against a PostgreSQL that lives only as long as the command.

    throwaway_postgres.py -- COMMAND…   run COMMAND with DATABASE_URL set to a new cluster
    throwaway_postgres.py --find        print the folder of the server's programs, or fail

Without PostgreSQL's programs the command is skipped, loudly; with CI=true that is a failure.
Uses the standard library alone, so that it runs before anything is installed.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

SERVER_ACCOUNT = "postgres"
DATABASE = "cuepoint"
# A test database may be lost, so nothing waits for the disk.
SERVER_OPTIONS = (
    "listen_addresses=''",
    "fsync=off",
    "full_page_writes=off",
    "synchronous_commit=off",
)


def find_programs() -> Path | None:
    """The folder that holds initdb and pg_ctl: on the PATH, else the newest of Debian's."""
    on_path = shutil.which("initdb")
    if on_path and shutil.which("pg_ctl"):
        return Path(on_path).resolve().parent
    versions = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    return max(versions, key=lambda folder: float(folder.parent.name), default=None)


def run_as_server(*command: str, folder: Path) -> None:
    """Run a server program; as root, under the server's own account, for they refuse root."""
    prefix = ["runuser", "-u", SERVER_ACCOUNT, "--"] if os.geteuid() == 0 else []
    done = subprocess.run(
        [*prefix, *command],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{command[0]} failed:\n{done.stdout}")


@contextmanager
def cluster(programs: Path) -> Iterator[str]:
    """A running cluster in a temporary folder; yields the address of an empty database."""
    # The server's account may not enter root's own temporary folders.
    place = "/tmp" if os.geteuid() == 0 else None  # noqa: S108
    folder = Path(tempfile.mkdtemp(prefix="cuepoint-pg-", dir=place))
    data = folder / "data"
    log = folder / "server.log"
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, SERVER_ACCOUNT)
        run_as_server(
            str(programs / "initdb"),
            *("-U", SERVER_ACCOUNT, "-A", "trust", "--no-sync", "-E", "UTF8"),
            *("--locale=C.UTF-8", "-D", str(data)),
            folder=folder,
        )
        control = (str(programs / "pg_ctl"), "-D", str(data), "-w")
        options = " -c ".join((f"-k {folder}", *SERVER_OPTIONS))
        try:
            # pg_ctl itself stays quiet in the log file, or the server would keep our pipe open.
            run_as_server(*control, "-l", str(log), "-o", options, "start", folder=folder)
            run_as_server(
                *(str(programs / "createdb"), "-h", str(folder), "-U", SERVER_ACCOUNT, DATABASE),
                folder=folder,
            )
            yield f"postgresql://{SERVER_ACCOUNT}@/{DATABASE}?host={folder}"
        finally:
            if (data / "postmaster.pid").exists():
                run_as_server(*control, "-m", "immediate", "stop", folder=folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def stop_politely(number: int, frame: FrameType | None) -> None:
    """Turn a termination signal into an exception, so that the cluster is stopped."""
    raise SystemExit(128 + number)


def main() -> int:
    """Parse the words, run the command, hand on its exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--find", action="store_true", help="print where the programs are")
    parser.add_argument("command", nargs="*")
    words = parser.parse_args()
    programs = find_programs()
    if words.find:
        print(programs or "PostgreSQL's server programs are not installed.")
        return 0 if programs else 1
    if not words.command:
        parser.error("a command is needed after --")
    if programs is None:
        print("=" * 88)
        print("SKIPPED on PostgreSQL: initdb is not on this machine. `apt-get install postgresql`")
        print("=" * 88)
        return 1 if os.environ.get("CI") == "true" else 0
    signal.signal(signal.SIGTERM, stop_politely)
    with cluster(programs) as address:
        print(f"PostgreSQL ({programs.parent.name}) for: {' '.join(words.command)}", flush=True)
        environment = {**os.environ, "DATABASE_URL": address}
        return subprocess.run(words.command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
