"""How fast documents become a course, beside a floor measured in the same run.

The floor is markdown-it-py alone rendering the same Markdown in one process. Everything else — the
reader, citations, facts, sanitising, rows — has to fit into a small multiple of it.

Run it with `make bench-import` (N=…, DATABASE_URL=… for PostgreSQL). Each import runs in a process
of its own on a fresh database, so that its peak memory is its own.
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
from pathlib import Path

from bench.corpus import corpus

ROOT = Path(__file__).parents[1]


def write_corpus(folder: Path, count: int) -> int:
    """Writes ``count`` notes; their size in characters."""
    size = 0
    for name, text in corpus(count):
        (folder / name).write_text(text, encoding="utf-8")
        size += len(text)
    return size


def floor_seconds(folder: Path) -> float:
    """Wall seconds that markdown-it-py takes to render every note, tables and HTML included."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    start = time.perf_counter()
    for path in sorted(folder.iterdir()):
        parser.render(path.read_text(encoding="utf-8"))
    return time.perf_counter() - start


def import_seconds(folder: Path, database: str) -> tuple[float, float, dict[str, int]]:
    """Wall seconds and peak megabytes (largest process) of the import, and what it counted."""
    environment = {**os.environ, "DEBUG": "1", "DATABASE_URL": database}
    environment["MEDIA_ROOT"] = str(folder.parent / "media")
    manage = [sys.executable, str(ROOT / "manage.py")]
    subprocess.run([*manage, "migrate", "-v0"], env=environment, cwd=ROOT, check=True)  # noqa: S603
    start = time.perf_counter()
    ran = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "bench.import_bench", "--measure", *manage[1:], str(folder)],
        env=environment, cwd=ROOT, check=True, capture_output=True, text=True,
    )  # fmt: skip
    seconds = time.perf_counter() - start
    told = json.loads(ran.stdout)
    return seconds, told.pop("peak_mb"), told


def measure(manage: str, folder: str) -> None:
    """Runs the command as a child and adds its peak memory to what it printed."""
    command = [sys.executable, manage, "import_documents", folder, "--course", "bench", "--json"]
    ran = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    told = json.loads(ran.stdout)
    told.pop("warnings")
    told["peak_mb"] = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(json.dumps(told))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notes", type=int, default=1000)
    parser.add_argument("--measure", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        measure(*options.measure)
        return
    given = os.environ.get("DATABASE_URL", "")
    print("notes  characters  floor s  import s  notes/s  import/floor  peak MB")
    for count in (options.notes // 2, options.notes):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name) / "notes"
            folder.mkdir()
            size = write_corpus(folder, count)
            floor = floor_seconds(folder)
            seconds, peak, told = import_seconds(folder, given or f"sqlite:///{name}/bench.sqlite3")
            if told["documents"] != count:
                raise SystemExit(f"Not every note went in: {told}")
            print(
                f"{count:5d}  {size:10d}  {floor:7.2f}  {seconds:8.2f}  {count / seconds:7.1f}"
                f"  {seconds / floor:12.2f}  {peak:7.0f}",
                flush=True,
            )
        if given:
            break  # a given database is fresh only once


if __name__ == "__main__":
    main()
