"""Documents of our own, and the real ones when they lie beside the repository."""

from pathlib import Path

import pytest

from courses.documents.model import Document
from courses.documents.reader import read_document

ROOT = Path(__file__).parents[3]
DATA = ROOT / "tests" / "data" / "documents"


def golden(name: str) -> Document:
    return read_document((DATA / name).read_text("utf-8"), name=name)


@pytest.fixture(scope="session")
def note() -> Document:
    return golden("harbour_note.md")


@pytest.fixture(scope="session")
def article() -> Document:
    return golden("lighthouse_article.md")


@pytest.fixture(scope="session")
def odd() -> Document:
    return golden("odd_shapes_note.md")


@pytest.fixture(scope="session")
def mis_scaled() -> Document:
    return golden("mis_scaled_note.md")
