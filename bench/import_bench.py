"""How fast documents become a course, beside a floor measured in the same run.

The floor is markdown-it-py alone rendering the same Markdown in one process. Everything else — the
reader, citations, facts, sanitising, rows — has to fit into a small multiple of it.

Run it with `make bench-import` (N=…; 10000 takes some minutes). It measures half of N and N, on
SQLite and, where its programs are installed, on a PostgreSQL of its own, and says how time and
memory grew from one to the other. Each import runs in a process of its own on a fresh database; the
floor is measured again right before each, because machines are not always idle. The seconds of all
processors together, the database server's too, are shown as well: other work changes them less.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from bench.corpus import corpus
from scripts.throwaway_postgres import find_programs

ROOT = Path(__file__).parents[1]
MANAGE = [sys.executable, str(ROOT / "manage.py")]
HEAD = (
    "database    notes  floor s  import s  notes/s  import/floor  "
    "all processors: ms a note  import/floor  largest process MB  all processes MB"
)


@dataclass
class Measured:
    """Wall and processor seconds of one import, its peaks of memory in MB, and what it counted.

    ``server`` are the processor seconds of the database's own processes, 0 for SQLite.
    """

    seconds: float
    processor: float
    server: float
    largest: float
    together: float
    documents: int


def write_corpus(folder: Path, count: int) -> None:
    for name, text in corpus(count):
        (folder / name).write_text(text, encoding="utf-8")


def floor_seconds(folder: Path) -> tuple[float, float]:
    """Wall and processor seconds in which markdown-it-py renders all notes, tables and HTML too."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    start, processor = time.perf_counter(), time.process_time()
    for path in sorted(folder.iterdir()):
        parser.render(path.read_text(encoding="utf-8"))
    return time.perf_counter() - start, time.process_time() - processor


def import_with(folder: Path, database: str) -> Measured:
    """Runs the import in a process of its own; ``database`` is ``sqlite`` or ``postgresql``."""
    command = [sys.executable, "-m", "bench.import_bench", "--measure", str(folder)]
    environment = {
        **os.environ,
        "DEBUG": "0",
        "SECRET_KEY": "bench" * 20,
        "MEDIA_ROOT": str(folder.parent / "media"),
    }
    if database == "sqlite":
        environment["DATABASE_URL"] = f"sqlite:///{folder.parent}/bench.sqlite3"
    else:
        script = str(ROOT / "scripts" / "throwaway_postgres.py")
        command = [sys.executable, script, "--", *command]
    ran = subprocess.run(  # noqa: S603
        command, env=environment, cwd=ROOT, check=True, capture_output=True, text=True
    )
    return Measured(**json.loads(ran.stdout.splitlines()[-1]))


def measure(folder: str) -> None:
    """Imports into the database of the environment and prints what that took."""
    subprocess.run([*MANAGE, "migrate", "-v0"], cwd=ROOT, check=True)  # noqa: S603
    command = [*MANAGE, "import_documents", folder, "--course", "bench", "--json"]
    before, server = _processor_seconds(), _server_seconds()
    with tempfile.TemporaryFile() as out:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=ROOT, stdout=out)  # noqa: S603
        peaks: dict[int, float] = {}
        while process.poll() is None:
            for pid in _family(process.pid):
                peaks[pid] = max(peaks.get(pid, 0), _peak(pid))
            time.sleep(0.1)
        seconds = time.perf_counter() - start
        if process.returncode:
            raise SystemExit("The import failed.")
        out.seek(0)
        told = json.load(out)
    processor, server = _processor_seconds() - before, _server_seconds() - server
    largest, together = max(peaks.values()), sum(peaks.values())
    found = Measured(seconds, processor, server, largest, together, told["documents"])
    print(json.dumps(asdict(found)))


def _processor_seconds() -> float:
    """Of the children that ended, and of theirs."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _server_seconds() -> float:
    """Of the PostgreSQL that the environment names, where it lives in a folder of its own."""
    host = parse_qs(urlsplit(os.environ.get("DATABASE_URL", "")).query).get("host", [""])[0]
    file = Path(host, "data", "postmaster.pid")
    if not host or not file.exists():
        return 0.0
    head = int(file.read_text().split()[0])
    return sum(_seconds_of(pid, ended=pid == head) for pid in _family(head))


def _seconds_of(pid: int, *, ended: bool) -> float:
    """Processor seconds of a process; with ``ended`` those of its children that are gone too."""
    with suppress(OSError):
        words = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        ticks = sum(map(int, words[11 : 15 if ended else 13]))
        return ticks / os.sysconf("SC_CLK_TCK")
    return 0.0


def _family(pid: int) -> list[int]:
    """A process and all that it started, where the system tells."""
    found = [pid]
    with suppress(OSError):
        for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
            found += _family(int(child))
    return found


def _peak(pid: int) -> float:
    """The most memory (MB) that a process has held, pages that it shares included."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    return 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notes", type=int, default=1000)
    parser.add_argument("--measure", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        measure(options.measure)
        return
    databases = ["sqlite", *(["postgresql"] if find_programs() else [])]
    if len(databases) == 1:
        print("PostgreSQL's programs are not installed: SQLite alone is measured.")
    print(HEAD, flush=True)
    rows: dict[str, list[Row]] = {}
    for count in (options.notes // 2, options.notes):
        with tempfile.TemporaryDirectory() as name:
            # The server's account looks into no folder of another, and need not.
            folder = Path(name) / "notes"
            folder.mkdir()
            write_corpus(folder, count)
            for database in databases:
                floor, floor_processor = floor_seconds(folder)
                row = Row(database, count, floor, floor_processor, import_with(folder, database))
                if row.found.documents != count:
                    raise SystemExit(f"Not every note went in: {row.found}")
                print(row, flush=True)
                rows.setdefault(database, []).append(row)
    for small, large in rows.values():
        print(large.growth(small))


@dataclass
class Row:
    """A line of the table: an import with the floor that was measured right before it."""

    database: str
    count: int
    floor: float
    floor_processor: float
    found: Measured

    @property
    def processor(self) -> float:
        return self.found.processor + self.found.server

    def __str__(self) -> str:
        found = self.found
        return (
            f"{self.database:10}  {self.count:5d}  {self.floor:7.1f}  {found.seconds:8.1f}"
            f"  {self.count / found.seconds:7.1f}  {found.seconds / self.floor:12.2f}"
            f"  {1000 * self.processor / self.count:25.2f}"
            f"  {self.processor / self.floor_processor:12.2f}"
            f"  {found.largest:18.0f}  {found.together:16.0f}"
        )

    def growth(self, small: Row) -> str:
        """What twice the notes took, in times of what half of them took."""
        old, new = small.found, self.found
        return (
            f"{self.database:10}  from {small.count} to {self.count} notes:"
            f" floor ×{self.floor / small.floor:.2f}, import ×{new.seconds / old.seconds:.2f},"
            f" all processors ×{self.processor / small.processor:.2f},"
            f" largest process ×{new.largest / old.largest:.2f},"
            f" all processes ×{new.together / old.together:.2f}"
        )


if __name__ == "__main__":
    main()
