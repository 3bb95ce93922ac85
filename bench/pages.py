"""How fast pages are beside a bare Django view, and what they weigh: `make bench-pages`.

For each database an own one is filled twice (`bench.data`): with all rows, and with a thousandth of
the answers. Three gunicorns with the same options serve the full one, the small one, and the bare
view: Django's own middleware, one row by its key, and a template that writes as many bytes as the
page has in a loop (see ``bench/bare``). They are asked in turns of a fraction of a second, so that
whatever else the machine does hits all three.

    bare/page     median time of the bare view over that of the page, one connection
    rps ratio     requests per second of the page over those of the bare view
    CPU ratio     the same of the seconds of the servers' processors: steadier on a busy machine
    grown         median time of the page at all answers over that at a thousandth

An answer without a page (a redirect) is measured beside a bare page without lines. Handing in a
quiz is measured alone and, as a browser does it, with the page of results that it leads to.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median

from bench.load import Connection, Timed, Visit, burst
from bench.weight import ACCEPTED, Weight, led_to, request_of, weigh
from scripts.throwaway_postgres import DATABASE, cluster, find_programs

ROOT = Path(__file__).parents[1]
OPTIONS = ("--workers", "2", "--threads", "4", "--keep-alive", "30", "--log-level", "error")
SMALL = 0.001
MOST_PER_SECOND = 450
"""Quizzes handed in: so many attempts must wait, for each can be handed in once."""
MOST_WARMING = 8
"""Seconds that a page is asked for before it is measured."""
HEAD = (
    f"{'page':24} {'HTML':>7} {'CSS':>6} {'JS':>6} {'font':>6} {'SQL':>4} {'ms':>7} {'bare ms':>8}"
    f" {'bare/page':>10} {'rps ratio':>10} {'CPU ratio':>10} {'rps, 8':>8} {'ratio, 8':>9}"
    f" {'grown':>6}"
)


@dataclass(frozen=True)
class Server:
    """A gunicorn and the socket where it listens."""

    place: Path
    process: int

    def processor(self) -> float:
        """Seconds of the processor that its workers have used."""
        children = Path(f"/proc/{self.process}/task/{self.process}/children")
        if not children.exists():
            return 0.0
        used = 0.0
        for worker in children.read_text().split():
            fields = Path(f"/proc/{worker}/stat").read_text().rpartition(")")[2].split()
            used += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        return used


@dataclass(frozen=True)
class Patience:
    """Seconds of one turn, and how many turns each page gets at 1 and at 8 connections."""

    turn: float
    turns: int


def environment(folder: Path, address: str) -> dict[str, str]:
    return {
        **os.environ,
        "DATABASE_URL": address,
        "SECRET_KEY": "bench" * 12,
        "DEBUG": "0",
        "HTTPS": "0",
        "ALLOWED_HOSTS": "bench",
        "MEDIA_ROOT": str(folder / "media"),
        "STATIC_ROOT": str(folder / "static"),
    }


def run(*words: str, env: dict[str, str]) -> str:
    """Runs our Python with these words; returns what it printed."""
    done = subprocess.run(  # noqa: S603
        [sys.executable, *words], env=env, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True
    )
    return done.stdout


@contextmanager
def serving(application: str, place: Path, env: dict[str, str]) -> Iterator[Server]:
    command = [sys.executable, "-m", "gunicorn", application, "-b", f"unix:{place}", *OPTIONS]
    process = subprocess.Popen(command, env=env, cwd=ROOT)  # noqa: S603
    try:
        for _ in range(200):
            if place.exists():
                break
            time.sleep(0.1)
        yield Server(place, process.pid)
    finally:
        process.terminate()
        process.wait(20)


@contextmanager
def addresses(kind: str, folder: Path) -> Iterator[dict[str, str]]:
    """Addresses of two empty databases: ``full`` and ``small``."""
    if kind == "sqlite":
        yield {name: f"sqlite:///{folder}/{name}.sqlite3" for name in ("full", "small")}
        return
    programs = find_programs()
    if programs is None:
        raise SystemExit("PostgreSQL's programs are not installed.")
    with cluster(programs) as address:
        make = f"CREATE DATABASE small TEMPLATE {DATABASE}"
        import psycopg

        with psycopg.connect(address.replace("?", "?dbname=postgres&"), autocommit=True) as server:
            server.execute(make)
        yield {"full": address, "small": address.replace(f"/{DATABASE}?", "/small?")}


Measured = dict[str, list[Timed]]
"""Turns by server."""


class Page:
    """A page with its requests on both databases, and the bare view of its size."""

    def __init__(self, full: dict[str, object], small: dict[str, object]) -> None:
        self.name = str(full["name"])
        self.queries = int(str(full["queries"]))
        self.status = int(str(full["status"]))
        self.full = self._requests(full)
        self.small = self._requests(small)
        asked: list[list[str]] = full["asked"]  # type: ignore[assignment]
        self.first = request_of(asked[0][0], session=asked[0][1], encodings=ACCEPTED)
        self.posted = asked[0][2]
        self.pages = int(str(full["round"])) or len(asked)
        self.then = str(full["then"])

    @staticmethod
    def _requests(case: dict[str, object]) -> Iterator[Visit]:
        asked: list[list[str]] = case["asked"]  # type: ignore[assignment]
        made: list[Visit] = []
        for path, session, form in asked:
            visit = [request_of(path, session=session, form=form, encodings=ACCEPTED)]
            if case["then"]:
                following = path.replace("confirm/", str(case["then"]))
                visit.append(request_of(following, session=session, encodings=ACCEPTED))
            made.append(tuple(visit))
        return iter(made) if case["once"] else itertools.cycle(made)


def bare_requests(server: Server, size: int, *, posted: bool) -> Iterator[Visit]:
    """Requests for bare pages of about so many bytes, of many rows in turn."""
    door = Connection(server.place)
    empty = len(door.ask(request_of("/bare/1/0/")).body)
    line = (len(door.ask(request_of("/bare/1/100/")).body) - empty) / 100
    door.close()
    lines = max(0, round((size - empty) / line))
    form = "" if not posted else "csrfmiddlewaretoken=" + "a" * 32
    return itertools.cycle(
        [(request_of(f"/bare/{row}/{lines}/", form=form),) for row in range(1, 201)]
    )


def measure(page: Page, servers: dict[str, Server], patience: Patience) -> str:
    """A line of the table."""
    weight = Weight(0, 0, 0, 0, 0)
    if page.then:
        size = led_to(servers["full"].place, next(page.full))
        weight = Weight(size[0], size[1], 0, 0, 0)
    elif not page.posted:
        weight = weigh(servers["full"].place, page.first)
    bare = bare_requests(servers["bare"], weight.html_plain, posted=bool(page.posted))
    asked = {"full": page.full, "bare": bare, "small": page.small}
    status = {"full": page.status, "bare": 200, "small": page.status}

    def turn(name: str, connections: int, seconds: float) -> Timed:
        return burst(
            servers[name].place,
            asked[name],
            connections=connections,
            seconds=seconds,
            status=status[name],
        )

    for name in asked:
        warm(partial(turn, name, 8, 0.3), 20 if name == "bare" else 3 * page.pages)
    one: Measured = {name: [] for name in asked}
    eight: Measured = {name: [] for name in asked}
    begin = {name: servers[name].processor() for name in asked}
    for _ in range(patience.turns):
        for name in asked:
            one[name].append(turn(name, 1, patience.turn))
        for name in ("full", "bare"):
            eight[name].append(turn(name, 8, patience.turn))
    spent = {name: servers[name].processor() - begin[name] for name in asked}
    ms = {
        name: median([timed.median for timed in found if timed.each]) for name, found in one.items()
    }
    rps = {name: _per_second(found) for name, found in one.items()}
    many = {name: _per_second(found) for name, found in eight.items() if found}
    cpu = {name: spent[name] / max(1, asked_in_all(one, eight, name)) for name in spent}
    return (
        f"{page.name:24} {weight.html:7} {weight.css:6} {weight.js:6} {weight.font:6}"
        f" {page.queries:4} {ms['full']:7.2f} {ms['bare']:8.2f} {ms['bare'] / ms['full']:10.2f}"
        f" {rps['full'] / rps['bare']:10.2f} {cpu['bare'] / max(cpu['full'], 1e-6):10.2f}"
        f" {many['full']:8.0f} {many['full'] / many['bare']:9.2f}"
        f" {ms['full'] / ms['small']:6.2f}"
    )


def asked_in_all(one: Measured, eight: Measured, name: str) -> int:
    return sum(len(timed.each) for found in (one, eight) for timed in found[name])


def warm(turn: Callable[[], Timed], least: int) -> None:
    """Both processes of a server load what they need, and each page is seen by both."""
    until, seen = time.monotonic() + MOST_WARMING, 0
    while seen < least and time.monotonic() < until:
        seen += len(turn().each)


def _per_second(found: list[Timed]) -> float:
    return sum(len(one.each) for one in found) / sum(one.seconds for one in found)


def bench(kind: str, folder: Path, scale: float, patience: Patience, only: str) -> None:
    with ExitStack() as stack:
        places = stack.enter_context(addresses(kind, folder))
        servers: dict[str, Server] = {}
        found: dict[str, list[dict[str, object]]] = {}
        submissions = str(round(MOST_PER_SECOND * patience.turn * patience.turns * 4) + 800)
        for name, address in places.items():
            env = environment(folder, address)
            run("manage.py", "migrate", "-v0", env=env)
            told = run(
                "-m",
                "bench.run",
                "data",
                "--scale",
                str(scale if name == "full" else SMALL),
                env=env,
            )
            print(told.strip(), flush=True)
            found[name] = json.loads(run("-m", "bench.run", "cases", submissions, env=env))
            place = folder / f"{kind}-{name}.sock"
            servers[name] = stack.enter_context(serving("config.wsgi", place, env))
        env = environment(folder, places["full"])
        env["DJANGO_SETTINGS_MODULE"] = "bench.bare.settings"
        place = folder / f"{kind}-bare.sock"
        servers["bare"] = stack.enter_context(serving("bench.bare.wsgi", place, env))
        print(f"\n{kind}\n{HEAD}", flush=True)
        for full, small in zip(found["full"], found["small"], strict=True):
            if only in str(full["name"]):
                print(measure(Page(full, small), servers, patience), flush=True)
        print(flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, default=1.0, help="of the full database")
    parser.add_argument("--turn", type=float, default=0.4, help="seconds of one turn")
    parser.add_argument("--turns", type=int, default=5, help="turns of each page")
    parser.add_argument("--only", default="", help="pages whose name has these words")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), help="one alone")
    words = parser.parse_args()
    kinds = ["sqlite", *(["postgresql"] if find_programs() else [])]
    if words.database:
        kinds = [words.database]
    for kind in kinds:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            env = environment(folder, f"sqlite:///{folder}/none.sqlite3")
            run("manage.py", "collectstatic", "--noinput", "-v0", env=env)
            bench(kind, folder, words.scale, Patience(words.turn, words.turns), words.only)


if __name__ == "__main__":
    main()
