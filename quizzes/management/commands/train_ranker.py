"""Labels become the weights of the question ranker. Needs scikit-learn, a development tool."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from quizzes.bank.labelling import judged_examples
from quizzes.generation.ranking.ranker import FILE
from quizzes.rating.examples import Example, examples_of, unlike
from quizzes.rating.labels import read_labels
from quizzes.rating.reading import SheetError, ids_in


class Command(BaseCommand):
    help = "Learns from judged questions how likely a question is taken unchanged."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--date", required=True, metavar="YYYY-MM-DD", help="for the record")
        parser.add_argument(
            "--labels", type=Path, default=settings.BASE_DIR / "labels", metavar="FOLDER"
        )
        parser.add_argument(
            "--labels-only", action="store_true", help="leave out decisions made in the studio"
        )
        parser.add_argument("--precision", type=float, default=0.95, metavar="SHARE")
        parser.add_argument(
            "--line-from",
            nargs="+",
            default=[],
            metavar="ROUND",
            help="choose the line on the held-out labels of these rounds alone",
        )
        parser.add_argument(
            "--suggest-only", nargs="+", default=[], metavar="FORM", help="publish none of these"
        )
        parser.add_argument(
            "--standing",
            type=Path,
            metavar="FILE",
            help="choose the line on questions alone whose ids stand in this file: a sheet of "
            "everything that the generator of today makes",
        )
        parser.add_argument("-o", "--output", type=Path, default=FILE, metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="print only")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            from quizzes.rating.training import told, train
        except ImportError as error:
            raise CommandError(
                "Training needs scikit-learn: install requirements-dev.txt."
            ) from error
        try:
            record = train(
                self.examples(options),
                date=options["date"],
                precision=options["precision"],
                rounds=options["line_from"],
                closed=options["suggest_only"],
                standing=ids_in(options["standing"]) if options["standing"] else None,
            )
        except (SheetError, ValueError) as error:
            raise CommandError(str(error)) from error
        for line in told(record):
            self.stdout.write(line)
        if not options["dry_run"]:
            text = json.dumps(record, indent=1, ensure_ascii=False) + "\n"
            options["output"].write_text(text, encoding="utf-8")
            self.stdout.write(f"Written to {options['output']}.")

    def examples(self, options: dict[str, Any]) -> list[Example]:
        kept = examples_of(*read_labels(options["labels"]))
        if options["labels_only"]:
            return kept
        # What people decided in the studio is newer than what was kept of the same questions.
        judged = judged_examples()
        self.stdout.write(f"{len(kept)} judgements kept as labels, {len(judged)} from the studio.")
        return unlike(judged, kept)
