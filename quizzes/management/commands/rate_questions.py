"""Questions are drawn for blind judgement, and judged sheets are counted."""

from __future__ import annotations

from argparse import ArgumentParser
from itertools import pairwise
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from courses.models import Course
from quizzes.bank.generating import propose, source_facts
from quizzes.generation import supply
from quizzes.rating.documents import Part, Reading, part_of, read_folder
from quizzes.rating.items import Item, draw, items_of
from quizzes.rating.labels import candidates_text, ratings_text, read_labels
from quizzes.rating.reading import Key, Rating, SheetError, ids_in, read_keys, read_sheet
from quizzes.rating.scoring import score, told
from quizzes.rating.sheets import key_file, key_text, sheet_text


class Command(BaseCommand):
    help = (
        "Writes a blind sheet of generated questions with a second file that holds the keys; "
        "with --score, reads judged sheets and prints what share is acceptable."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--course", metavar="SLUG", help="draw from this course")
        parser.add_argument(
            "--documents", type=Path, metavar="FOLDER", help="draw from notes; no row is made"
        )
        part = parser.add_mutually_exclusive_group()
        part.add_argument("--training", action="store_const", const="training", dest="part")
        part.add_argument("--held-out", action="store_const", const="held-out", dest="part")
        parser.add_argument("--sample", type=int, default=60, metavar="N", help="questions (60)")
        parser.add_argument("--seed", type=int, default=0, metavar="S")
        parser.add_argument("--even", action="store_true", help="as many of each form")
        parser.add_argument("--only", nargs="+", default=[], metavar="FORM", help="these forms")
        parser.add_argument(
            "--all-candidates", action="store_true", help="also those that are not published"
        )
        parser.add_argument(
            "--sheets", type=int, default=1, metavar="N", help="split into N files: -1, -2 …"
        )
        parser.add_argument(
            "--without", nargs="+", type=Path, default=[], metavar="FILE",
            help="sheets or labels whose questions are not drawn again",
        )  # fmt: skip
        parser.add_argument("-o", "--output", type=Path, metavar="FILE")
        parser.add_argument(
            "--score",
            nargs="+",
            type=Path,
            metavar="FILE",
            help="judged sheets, or a folder of labels",
        )
        parser.add_argument("--reasons", action="store_true", help="with --score: list refusals")
        parser.add_argument(
            "--keep", type=Path, metavar="FILE", help="with --score: keep the ratings as labels"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["score"]:
                self.count(options)
            else:
                self.write(options)
        except SheetError as error:
            raise CommandError(str(error)) from error

    def count(self, options: dict[str, Any]) -> None:
        ratings: list[Rating] = []
        keys: dict[str, Key] = {}
        for file in options["score"]:
            if file.is_dir():
                found, own = read_labels(file)
                empty = 0
            else:
                own = read_keys(key_file(file))
                found, empty = read_sheet(file, own)
            keys |= own
            ratings += found
            if empty:
                self.stderr.write(f"{file}: {empty} questions are not judged yet.")
        if options["only"]:
            ratings = [one for one in ratings if keys[one.id].form in options["only"]]
        if not ratings:
            raise CommandError("Nothing is judged in these sheets yet.")
        for line in told(score(ratings, keys), reasons=options["reasons"]):
            self.stdout.write(line)
        if options["keep"] is not None:
            self.keep(options["keep"], ratings, keys)

    def keep(self, output: Path, ratings: list[Rating], keys: dict[str, Key]) -> None:
        judged = {one.id for one in ratings}
        beside = output.with_name(f"{output.stem}.candidates.csv")
        _write(output, ratings_text(ratings, keys))
        _write(beside, candidates_text(keys[name] for name in judged))
        self.stdout.write(f"{len(ratings)} ratings of {len(judged)} questions kept in {output}.")

    def write(self, options: dict[str, Any]) -> None:
        if options["output"] is None or (options["course"] is None) == (
            options["documents"] is None
        ):
            raise CommandError("Give --course or --documents, and -o FILE; or --score FILE.")
        if options["sample"] < 1 or options["sheets"] < 1:
            raise CommandError("--sample and --sheets are at least 1.")
        reading = self.reading(options)
        for problem in reading.problems:
            self.stderr.write(problem)
        generation = propose(reading.facts)
        for line in supply.told(supply.supply_of(reading.facts, generation.published)):
            self.stdout.write(line)
        items = self.items(generation.published, reading, options, published=True)
        if options["all_candidates"]:
            others = (*generation.suggested, *generation.spare)
            items += self.items(others, reading, options, published=False)
        if options["only"]:
            items = [one for one in items if one.form in options["only"]]
        judged = {name for file in options["without"] for name in ids_in(file)}
        drawn = draw(
            items,
            options["sample"],
            seed=options["seed"],
            even=options["even"],
            without=judged,
        )
        if not drawn:
            raise CommandError("There is no question to judge: none was made, or all were judged.")
        for place, part in enumerate(_split(drawn, options["sheets"]), 1):
            output: Path = options["output"]
            if options["sheets"] > 1:
                output = output.with_name(f"{output.stem}-{place}{output.suffix}")
            self.save(output, part)

    def reading(self, options: dict[str, Any]) -> Reading:
        part: Part | None = options["part"]
        if options["documents"] is not None:
            if not options["documents"].is_dir():
                raise CommandError(f"{options['documents']} is no folder.")
            return read_folder(options["documents"], part=part)
        course = Course.objects.filter(slug=options["course"]).first()
        if course is None:
            raise CommandError(f"There is no course {options['course']!r}.")
        facts, _ = source_facts(course)
        names = dict(course.modules.values_list("slug", "source_name"))
        kept = [one for one in facts if part is None or part_of(names[one.module]) == part]
        return Reading(tuple(kept), names)

    def items(
        self, candidates: Any, reading: Reading, options: dict[str, Any], *, published: bool
    ) -> list[Item]:
        return items_of(
            candidates, reading.facts, reading.names, published=published, seed=options["seed"]
        )

    def save(self, output: Path, items: list[Item]) -> None:
        _write(output, sheet_text(items))
        _write(key_file(output), key_text(items))
        self.stdout.write(f"{len(items)} questions in {output}, keys in {key_file(output).name}.")


def _write(file: Path, text: str) -> None:
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise CommandError(f"{file}: {error.strerror}.") from error


def _split(items: list[Item], parts: int) -> list[list[Item]]:
    """Near equal parts, none empty."""
    parts = min(parts, len(items))
    size, more = divmod(len(items), parts)
    starts = [number * size + min(number, more) for number in range(parts + 1)]
    return [items[a:b] for a, b in pairwise(starts)]
