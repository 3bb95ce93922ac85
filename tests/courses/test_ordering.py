"""The index of a channel orders the modules of a course and becomes none itself."""

from __future__ import annotations

import pytest

from courses.importing.importer import import_sources
from courses.importing.outcomes import ORDERED
from courses.importing.sources import Source
from courses.models import Course
from tests.personas import make_course

pytestmark = pytest.mark.django_db

INDEX = Source(
    "docks.md",
    "---\ntitle: docks\n---\n"
    "### [Ships](https://www.youtube.com/watch?v=AbC-123_xy3)\n- [[tall_ships | Ships]]\n\n"
    "### [Cranes](https://www.youtube.com/watch?v=AbC-123_xy1)\n"
    "- [[Steam cranes!]]\n- [[never_written]]\n",
)


def note(name: str, title: str, video: str) -> Source:
    head = f"---\ntitle: {title}\nvideoId: AbC-123_{video}\n---\n\n"
    return Source(name, f"{head}The {title} stood in 1902 [00:01:10].\n")


CRANES = note("steam_cranes.md", "Steam cranes", "xy1")
CREWS = note("crews.md", "Crews of the cranes", "xy1")
SHIPS = note("tall_ships.md", "Ships with three masts", "xy3")
OTHER = note("lamps.md", "Lamps", "xy9")


@pytest.fixture
def course() -> Course:
    return make_course("docks", notes=0, articles=0)


def order(course: Course) -> list[str]:
    return list(course.modules.order_by("position").values_list("source_name", flat=True))


def test_an_index_orders_the_modules_that_it_names(course: Course) -> None:
    report = import_sources(course=course, sources=[INDEX, CREWS, OTHER, CRANES, SHIPS])
    assert order(course) == ["tall_ships.md", "lamps.md", "steam_cranes.md", "crews.md"]
    first = report.documents[0]
    assert (first.state, first.module_id, first.lessons) == (ORDERED, None, 0)
    assert [w.message for w in first.warnings] == [
        "The index of a channel with 2 videos: 3 modules of the course follow its order."
    ]
    assert report.as_json()["ordered"] == 1


def test_an_index_that_comes_later_or_twice_changes_the_order_only(course: Course) -> None:
    import_sources(course=course, sources=[CRANES, SHIPS])
    assert order(course) == ["steam_cranes.md", "tall_ships.md"]
    for _ in range(2):
        import_sources(course=course, sources=[INDEX])
        assert order(course) == ["tall_ships.md", "steam_cranes.md"]
    assert course.modules.count() == 2


def test_an_index_without_its_notes_leaves_the_course_empty(course: Course) -> None:
    report = import_sources(course=course, sources=[INDEX])
    assert not course.modules.exists()
    assert "0 modules" in report.documents[0].warnings[0].message
