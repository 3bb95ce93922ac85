"""Nobody comes into the studio of a course but those who teach it: by address, form or id."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from courses.importing.sources import Source
from courses.models import Course, Instructor, Lesson, Module, Upload
from courses.studio.uploads import create_upload
from tests.personas import signed_in

IMPORTS = ["import", "progress", "import_json", "import_csv"]
PAGES = ["course", "course_edit", "upload", *IMPORTS, "module_edit", "lesson_edit", "people"]
FORMS = ["cover", "publish", "module_move", "module_remove"]


@pytest.fixture
def address(course: Course, instructor: User) -> dict[str, str]:
    """Every studio address of the course by its name."""
    module = course.modules.get(position=1)
    lesson = module.lessons.get(position=1)
    waiting = [Source("a.md", "# A\n\nIt has 3 lamps.")]
    upload = create_upload(course=course, by=instructor, sources=waiting)
    own = dict.fromkeys(IMPORTS, upload.pk)
    own["lesson_edit"] = lesson.pk
    found = {}
    for name in PAGES + FORMS:
        args: list[object] = [course.slug]
        if name.startswith("module"):
            args.append(module.pk)
        elif name in own:
            args.append(own[name])
        found[name] = reverse(f"studio:{name}", args=args)
    return found


@pytest.mark.parametrize("name", PAGES + FORMS)
def test_a_stranger_is_sent_to_log_in(
    name: str, address: dict[str, str], stranger_client: Client
) -> None:
    if name in PAGES:
        response = stranger_client.get(address[name])
        assert response.status_code == 302
        assert response["Location"].startswith(reverse("account_login"))
    response = stranger_client.post(address[name], {"action": "import"})
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("persona", ["learner_client", "outsider_client"])
@pytest.mark.parametrize("name", PAGES + FORMS)
def test_learners_and_other_instructors_find_nothing(
    name: str, persona: str, address: dict[str, str], request: pytest.FixtureRequest
) -> None:
    client: Client = request.getfixturevalue(persona)
    if name in PAGES:
        assert client.get(address[name]).status_code == 404
    data = {"action": "import", "direction": "up", "sure": "1", "title": "Mine", "heading": "Mine"}
    assert client.post(address[name], data).status_code == 404
    assert not Module.objects.filter(title="Mine").exists()
    assert Upload.objects.get().state == Upload.State.WAITING


@pytest.mark.parametrize("persona", ["instructor_client", "admin_client"])
@pytest.mark.parametrize("name", PAGES)
def test_its_instructor_and_admins_open_every_page(
    name: str, persona: str, address: dict[str, str], request: pytest.FixtureRequest
) -> None:
    client: Client = request.getfixturevalue(persona)
    response = client.get(address[name])
    assert response.status_code == 200
    assert " style=" not in response.content.decode()


@pytest.mark.parametrize("name", FORMS)
def test_what_changes_something_is_never_a_link(
    name: str, address: dict[str, str], instructor_client: Client
) -> None:
    assert instructor_client.get(address[name]).status_code == 405


def test_rows_of_another_course_are_not_reached_through_ones_own(
    course: Course, outsider: User
) -> None:
    """The slug is the outsider's own course, the id belongs to somebody else's."""
    client = signed_in(outsider)
    module = course.modules.get(position=1)
    lesson = Lesson.objects.filter(module=module)[0]
    upload = Upload.objects.create(course=course)
    for name, pk in (
        ("module_edit", module.pk),
        ("module_move", module.pk),
        ("module_remove", module.pk),
        ("lesson_edit", lesson.pk),
        ("import", upload.pk),
    ):
        response = client.post(
            reverse(f"studio:{name}", args=["gardens", pk]),
            {"action": "import", "direction": "down", "sure": "1", "title": "Mine"},
        )
        assert response.status_code == 404, name
    for name in IMPORTS:
        assert client.get(reverse(f"studio:{name}", args=["gardens", upload.pk])).status_code == 404


def test_an_instructor_who_was_removed_is_out(
    course: Course, instructor: User, instructor_client: Client
) -> None:
    Instructor.objects.filter(user=instructor).delete()
    assert instructor_client.get(reverse("studio:course", args=[course.slug])).status_code == 404


def test_forms_need_their_token(course: Course, instructor: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(instructor)
    response = client.post(reverse("studio:publish", args=[course.slug]), {"action": "withdraw"})
    assert response.status_code == 403
    course.refresh_from_db()
    assert course.is_published
