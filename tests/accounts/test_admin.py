"""Django's admin: everything can be found, nothing that was answered can be changed."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin as django_admin
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from accounts.models import User
from accounts.roles import INSTRUCTOR
from courses.documents.reader import fold_name
from courses.library.linking import relink_names
from courses.models import Channel, Course, Lesson, Link, Module, Progress, Upload, Video
from quizzes.models import Attempt, ExtraTime, Question, Quiz
from quizzes.reports import report_question
from quizzes.taking.attempts import start_attempt
from tests.conftest import QueryCount
from tests.personas import make_course, make_person, signed_in
from tests.questions import make_quiz

pytestmark = pytest.mark.django_db
OURS = ("accounts", "courses", "quizzes")
MODELS = [
    model
    for label in OURS
    for model in apps.get_app_config(label).get_models()
    if django_admin.site.is_registered(model)
]


def name(model: Any, page: str) -> str:
    return f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}"


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_an_admin_sees_every_list_searches_it_and_opens_a_row(
    admin_client: Client, learner: User, quiz: Quiz, model: Any
) -> None:
    start_attempt(user=learner, quiz=quiz)
    lists = reverse(name(model, "changelist"))
    assert admin_client.get(lists).status_code == 200
    assert admin_client.get(lists, {"q": "light"}).status_code == 200
    row = model._default_manager.first()
    if row is not None:
        assert admin_client.get(reverse(name(model, "change"), args=[row.pk])).status_code == 200


@pytest.mark.parametrize("who", ["stranger_client", "learner_client", "instructor_client"])
def test_nobody_else_gets_in(who: str, course: Course, request: pytest.FixtureRequest) -> None:
    client: Client = request.getfixturevalue(who)
    for path in ("/admin/", reverse("admin:courses_course_change", args=[course.pk])):
        response = client.get(path)
        assert response.status_code == 302
        assert response["Location"].startswith("/admin/login/")


def rows_of_everything(number: int) -> None:
    """So many more rows in every list, all of them with what the lists show of other rows."""
    for _ in range(number):
        course = make_course(notes=2)
        lesson = course.modules.all()[0].lessons.all()[0]
        person = make_person(f"{course.slug}@example.org", role=INSTRUCTOR, enrolled=course)
        quiz = make_quiz(lesson)
        start_attempt(user=person, quiz=quiz)
        ExtraTime.objects.create(course=course, quiz=quiz, user=person, percent=25)
        ExtraTime.objects.create(course=course, user=person, minutes=5)
        version = quiz.questions.all()[0].current
        assert version is not None
        report_question(user=person, version=version, reason="unclear", text="Which one?")
        Progress.objects.create(user=person, lesson=lesson)
        Upload.objects.create(course=course, by=person)
        channel = Channel.objects.create(key=course.slug, name=course.title)
        Video.objects.create(key=f"{course.pk:011d}", channel=channel)
        Link.objects.create(lesson=lesson, target="X", label="X", folded="x", to_lesson=lesson)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_lists_cost_the_same_for_more_rows(
    admin_client: Client, query_count: QueryCount, model: Any
) -> None:
    path = reverse(name(model, "changelist"))
    rows_of_everything(1)
    rows, before = model._default_manager.count(), query_count(admin_client, path)
    rows_of_everything(4)
    assert model._default_manager.count() > rows
    assert query_count(admin_client, path) == before


def act(client: Client, model: str, action: str, rows: list[Any]) -> Any:
    return client.post(
        reverse(f"admin:{model}_changelist"),
        {"action": action, "_selected_action": [row.pk for row in rows]},
        follow=False,
    )


def test_courses_are_published_and_archived_in_bulk(
    admin_client: Client, draft_course: Course
) -> None:
    empty = Course.objects.create(slug="empty", title="Empty")
    act(admin_client, "courses_course", "publish", [draft_course, empty])
    draft_course.refresh_from_db()
    empty.refresh_from_db()
    assert draft_course.is_published
    assert draft_course.published_at
    assert not empty.is_published, "a course without documents is not published"
    act(admin_client, "courses_course", "archive", [draft_course])
    draft_course.refresh_from_db()
    assert draft_course.status == Course.Status.ARCHIVED


def test_the_import_action_leads_to_the_upload_of_that_course(
    admin_client: Client, course: Course, draft_course: Course
) -> None:
    response = act(admin_client, "courses_course", "import_documents", [course])
    assert response["Location"] == reverse("studio:upload", args=[course.slug])
    response = act(admin_client, "courses_course", "import_documents", [course, draft_course])
    assert response["Location"].startswith("/admin/")


def course_form(course: Course, **more: Any) -> dict[str, Any]:
    return {
        "title": course.title,
        "slug": course.slug,
        "summary": course.summary,
        "instructor_set-TOTAL_FORMS": 0,
        "instructor_set-INITIAL_FORMS": 0,
        "modules-TOTAL_FORMS": 0,
        "modules-INITIAL_FORMS": 0,
        **more,
    }


def test_an_uploaded_cover_is_written_anew(admin_client: Client, course: Course) -> None:
    picture = BytesIO()
    Image.new("RGB", (900, 900), "#345").save(picture, "PNG")
    upload = SimpleUploadedFile("cover.png", picture.getvalue(), content_type="image/png")
    admin_client.post(
        reverse("admin:courses_course_change", args=[course.pk]), course_form(course, cover=upload)
    )
    course.refresh_from_db()
    assert course.cover.name
    assert course.cover.name.endswith(".webp")
    with Image.open(course.cover) as stored:
        assert stored.format == "WEBP"
        assert stored.width * 5 == stored.height * 4


def test_a_cover_that_is_no_picture_is_refused_in_words(
    admin_client: Client, course: Course
) -> None:
    upload = SimpleUploadedFile("cover.png", b"<svg onload=alert(1)>", content_type="image/png")
    response = admin_client.post(
        reverse("admin:courses_course_change", args=[course.pk]), course_form(course, cover=upload)
    )
    assert response.status_code == 200
    assert response.context["adminform"].errors["cover"]
    course.refresh_from_db()
    assert not course.cover


def linking_lesson(target: Module) -> Lesson:
    """A lesson of another course whose wikilink means the module."""
    other = make_course().modules.all()[0].lessons.all()[0]
    other.source = f"See [[{target.title}]]."
    other.save()
    Link.objects.create(
        lesson=other, target=target.title, label=target.title, folded=fold_name(target.title)
    )
    relink_names([fold_name(target.title)])
    other.refresh_from_db()
    assert target.get_absolute_url() in other.html
    return other


def test_a_renamed_document_is_no_longer_meant_by_its_old_name(
    admin_client: Client, course: Course
) -> None:
    module = course.modules.all()[0]
    Module.objects.filter(pk=module.pk).update(folded_title=fold_name(module.title))
    other = linking_lesson(module)
    path = reverse("admin:courses_module_change", args=[module.pk])
    form = {"title": "Lamps", "slug": "elsewhere", "position": 1}
    admin_client.post(path, {**form, "lessons-TOTAL_FORMS": 0, "lessons-INITIAL_FORMS": 0})
    before, module = module, Module.objects.get(pk=module.pk)
    assert (module.title, module.folded_title, module.slug) == ("Lamps", "lamps", before.slug)
    other.refresh_from_db()
    assert before.get_absolute_url() not in other.html


@pytest.mark.parametrize("what", ["module", "course", "modules in bulk", "courses in bulk"])
def test_what_is_deleted_leaves_no_broken_link(
    admin_client: Client, course: Course, what: str
) -> None:
    module = course.modules.all()[0]
    Module.objects.filter(pk=module.pk).update(folded_title=fold_name(module.title))
    other = linking_lesson(module)
    row: Module | Course = module if what.startswith("module") else course
    if what.endswith("bulk"):
        path = reverse(name(type(row), "changelist"))
        picked = {"action": "delete_selected", "_selected_action": [row.pk]}
        admin_client.post(path, {**picked, "post": "yes"})
    else:
        admin_client.post(reverse(name(type(row), "delete"), args=[row.pk]), {"post": "yes"})
    assert not Module.objects.filter(pk=module.pk).exists()
    other.refresh_from_db()
    assert module.get_absolute_url() not in other.html
    assert module.title in other.html


def test_a_courses_address_stays(admin_client: Client, course: Course) -> None:
    path = reverse("admin:courses_course_change", args=[course.pk])
    admin_client.post(path, course_form(course, title="Lamps", slug="elsewhere"))
    course.refresh_from_db()
    assert (course.title, course.slug) == ("Lamps", "lighthouses")
    add = reverse("admin:courses_course_add")
    admin_client.post(add, course_form(Course(), title="Harbours", slug="harbours"))
    assert Course.objects.filter(slug="harbours").exists()


def test_questions_are_approved_and_rejected_in_bulk(
    admin_client: Client, admin: User, quiz: Quiz
) -> None:
    questions = list(quiz.questions.all())
    act(admin_client, "quizzes_question", "reject", questions)
    assert {q.status for q in quiz.questions.all()} == {Question.Status.REJECTED}
    act(admin_client, "quizzes_question", "approve", questions)
    assert {(q.status, q.reviewed_by) for q in quiz.questions.all()} == {
        (Question.Status.APPROVED, admin)
    }


def test_a_quiz_without_approved_questions_is_not_published(
    admin_client: Client, course: Course, quiz: Quiz
) -> None:
    Quiz.objects.update(status=Quiz.Status.DRAFT)
    empty = Quiz.objects.create(course=course, title="Empty")
    act(admin_client, "quizzes_quiz", "publish", [quiz, empty])
    quiz.refresh_from_db()
    empty.refresh_from_db()
    assert (quiz.status, empty.status) == (Quiz.Status.PUBLISHED, Quiz.Status.DRAFT)


def test_a_quiz_changed_here_is_left_alone_by_the_generator(
    admin_client: Client, course: Course, quiz: Quiz
) -> None:
    assert not quiz.edited
    form = {"title": "Mine", "status": "draft", "pass_mark": 50, "reveal": "submitted"}
    form["pace"] = "all"
    empty = {"entries-TOTAL_FORMS": 0, "entries-INITIAL_FORMS": 0}
    path = reverse("admin:quizzes_quiz_change", args=[quiz.pk])
    admin_client.post(path, {**form, **empty, "course": course.pk})
    quiz.refresh_from_db()
    assert (quiz.title, quiz.edited) == ("Mine", True)


def test_attempts_and_lessons_cannot_be_changed(
    admin_client: Client, learner: User, quiz: Quiz, lesson: Lesson
) -> None:
    start_attempt(user=learner, quiz=quiz)
    attempt = Attempt.objects.get()
    path = reverse("admin:quizzes_attempt_change", args=[attempt.pk])
    assert admin_client.post(path, {"number": 7}).status_code == 403
    path = reverse("admin:quizzes_attempt_delete", args=[attempt.pk])
    assert admin_client.post(path, {"post": "yes"}).status_code == 403
    path = reverse("admin:courses_lesson_change", args=[lesson.pk])
    assert admin_client.post(path, {"heading": "Mine"}).status_code == 403


def test_an_admin_cannot_become_or_touch_a_superuser(admin_client: Client, admin: User) -> None:
    root = User.objects.create_superuser("root@example.org", "a-long-password-1")
    path = reverse("admin:accounts_user_change", args=[root.pk])
    assert admin_client.post(path, {"email": "mine@example.org"}).status_code == 403
    password = reverse("admin:auth_user_password_change", args=[root.pk])
    word = {"password1": "mine-alone-77", "password2": "mine-alone-77"}
    assert admin_client.post(password, word).status_code == 403
    own = reverse("admin:accounts_user_change", args=[admin.pk])
    admin_client.post(
        own,
        {
            "email": admin.email,
            "language": "en-gb",
            "timezone": "UTC",
            "is_active": "on",
            "is_staff": "on",
            "is_superuser": "on",
            "groups": [group.pk for group in admin.groups.all()],
        },
    )
    admin.refresh_from_db()
    assert not admin.is_superuser


def test_a_superuser_may_do_everything() -> None:
    root = User.objects.create_superuser("root@example.org", "a-long-password-1")
    person = make_person("someone@example.org")
    path = reverse("admin:accounts_user_change", args=[person.pk])
    response = signed_in(root).get(path)
    assert b'name="is_superuser"' in response.content


def test_a_quiz_takes_no_question_and_no_place_of_another_course(
    course: Course, draft_course: Course, quiz: Quiz
) -> None:
    foreign = draft_course.modules.first()
    entry = quiz.entries.first()
    assert entry is not None
    entry.clean()
    entry.quiz = Quiz(course=draft_course, pk=99)
    with pytest.raises(ValidationError, match="another course"):
        entry.clean()
    with pytest.raises(ValidationError, match="another course"):
        Quiz(course=course, module=foreign).clean()
