"""What must stay free of Django and of the layers above it, proved by its imports."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PURE = [
    *sorted((ROOT / "courses" / "documents").rglob("*.py")),
    *sorted((ROOT / "quizzes" / "generation").rglob("*.py")),
    ROOT / "courses" / "importing" / "archives.py",
    ROOT / "courses" / "pictures" / "covers.py",
    ROOT / "courses" / "library" / "differences.py",
    ROOT / "courses" / "learning" / "intervals.py",
    ROOT / "courses" / "learning" / "margins.py",
    ROOT / "courses" / "importing" / "matching.py",
    ROOT / "courses" / "pictures" / "uploads.py",
    ROOT / "courses" / "learning" / "stretches.py",
    ROOT / "courses" / "learning" / "timecodes.py",
    ROOT / "courses" / "learning" / "timeline.py",
    ROOT / "quizzes" / "evidence.py",
    ROOT / "quizzes" / "grading.py",
    ROOT / "quizzes" / "statistics.py",
    ROOT / "quizzes" / "studio" / "spreadsheets.py",
]
FORBIDDEN = ("django", "allauth", "markdownx", "config", "accounts")


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
