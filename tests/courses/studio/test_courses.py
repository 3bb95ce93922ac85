"""Studio home, making a course, its outline, state and cover."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from accounts.models import User
from accounts.roles import INSTRUCTOR
from courses.models import Course, Enrolment, Instructor, Module, Progress
from tests.conftest import QueryCount
from tests.personas import KEEPERS, make_course, make_lesson, make_person, signed_in

HOME = "/studio/"
NEW = "/studio/courses/new/"


def picture(size: tuple[int, int] = (300, 400), kind: str = "PNG") -> bytes:
    out = BytesIO()
    Image.new("RGB", size, "#884422").save(out, kind)
    return out.getvalue()


def post_publish(client: Client, course: Course, action: str) -> str:
    response = client.post(
        reverse("studio:publish", args=[course.slug]), {"action": action}, follow=True
    )
    course.refresh_from_db()
    return response.content.decode()


def test_home_shows_own_courses_with_their_figures(
    course: Course, draft_course: Course, outsider: User, learner: User, instructor_client: Client
) -> None:
    response = instructor_client.get(HOME)
    rows = {row.slug: row for row in response.context["page"]}
    assert set(rows) == {"lighthouses", "harbours"}
    row = rows["lighthouses"]
    figures = (row.n_modules, row.n_lessons, row.n_facts, row.n_learners)
    assert figures == (2, 3, 7, 1)


def test_home_shows_admins_every_course(
    course: Course, outsider: User, admin_client: Client
) -> None:
    slugs = {row.slug for row in admin_client.get(HOME).context["page"]}
    assert {"lighthouses", "gardens"} <= slugs


def test_home_is_nothing_for_learners(learner_client: Client) -> None:
    assert learner_client.get(HOME).status_code == 404


def test_home_asks_strangers_to_log_in(stranger_client: Client) -> None:
    assert stranger_client.get(HOME)["Location"].startswith(reverse("account_login"))


def test_home_of_a_new_instructor_leads_to_a_first_course(db: None) -> None:
    client = signed_in(make_person("nora@example.org", role=INSTRUCTOR))
    assert NEW in client.get(HOME).content.decode()


def test_home_asks_as_often_for_one_course_as_for_nine(
    instructor: User, course: Course, instructor_client: Client, query_count: QueryCount
) -> None:
    before = query_count(instructor_client, HOME)
    for _ in range(8):
        make_course(teacher=instructor, notes=2, articles=2)
    assert query_count(instructor_client, HOME) == before


def test_a_new_course_is_a_draft_of_ones_own(instructor: User, instructor_client: Client) -> None:
    response = instructor_client.post(NEW, {"title": "Tide mills", "summary": "How they ground."})
    made = Course.objects.get(slug="tide-mills")
    assert response["Location"] == reverse("studio:upload", args=["tide-mills"])
    assert made.status == Course.Status.DRAFT
    assert Instructor.objects.filter(course=made, user=instructor).exists()


@pytest.mark.parametrize("title", ["Tide mills", "Tide  mills!"])
def test_two_courses_of_one_title_have_two_addresses(title: str, instructor_client: Client) -> None:
    instructor_client.post(NEW, {"title": "Tide mills"})
    instructor_client.post(NEW, {"title": title})
    assert set(Course.objects.values_list("slug", flat=True)) == {"tide-mills", "tide-mills-2"}


@pytest.mark.parametrize("title", ["日本の灯台", "markdown", "!!"])
def test_odd_titles_get_an_address_that_works(title: str, instructor_client: Client) -> None:
    response = instructor_client.post(NEW, {"title": title}, follow=True)
    assert response.status_code == 200
    assert response.templates[0].name == "studio/upload.html"


@pytest.mark.parametrize("title", ["", "   ", "x" * 201])
def test_a_course_without_a_usable_title_is_not_made(title: str, instructor_client: Client) -> None:
    response = instructor_client.post(NEW, {"title": title})
    assert response.context["form"].errors["title"]
    assert not Course.objects.exists()


def test_learners_make_no_courses(learner_client: Client, course: Course) -> None:
    assert learner_client.post(NEW, {"title": "Mine"}).status_code == 404
    assert Course.objects.count() == 1


def test_somebody_who_only_teaches_one_course_makes_no_other(course: Course) -> None:
    helper = make_person("helper@example.org")
    Instructor.objects.create(course=course, user=helper)
    client = signed_in(helper)
    assert client.get(HOME).status_code == 200
    assert client.get(NEW).status_code == 404


def test_title_and_summary_change_and_the_address_stays(
    course: Course, instructor_client: Client
) -> None:
    address = reverse("studio:course_edit", args=[course.slug])
    instructor_client.post(address, {"title": "Lights", "summary": "Of the coast."})
    course.refresh_from_db()
    assert (course.title, course.summary, course.slug) == ("Lights", "Of the coast.", "lighthouses")


def test_a_book_for_a_summary_is_refused(course: Course, instructor_client: Client) -> None:
    address = reverse("studio:course_edit", args=[course.slug])
    page = instructor_client.post(address, {"title": "Lights", "summary": "x" * 2001})
    assert "at most 2000 characters" in page.content.decode()
    course.refresh_from_db()
    assert course.title != "Lights"


def test_an_empty_title_is_refused_and_the_page_keeps_the_old_one(
    course: Course, instructor_client: Client
) -> None:
    address = reverse("studio:course_edit", args=[course.slug])
    response = instructor_client.post(address, {"title": "", "summary": "x"})
    assert response.context["form"].errors["title"]
    assert "Lighthouses" in response.content.decode()
    course.refresh_from_db()
    assert course.title == "Lighthouses"


def test_the_outline_asks_as_often_for_two_modules_as_for_ten(
    instructor: User, instructor_client: Client, query_count: QueryCount
) -> None:
    small = make_course("small", teacher=instructor)
    large = make_course("large", teacher=instructor, notes=6, articles=4)
    counts = {
        query_count(instructor_client, reverse("studio:course", args=[one.slug]))
        for one in (small, large)
    }
    assert len(counts) == 1
    assert counts.pop() <= 14


def test_a_course_goes_from_draft_to_published_and_back(
    draft_course: Course, instructor_client: Client
) -> None:
    assert "Published." in post_publish(instructor_client, draft_course, "publish")
    assert draft_course.is_published
    assert draft_course.published_at is not None
    post_publish(instructor_client, draft_course, "withdraw")
    assert draft_course.status == Course.Status.DRAFT
    post_publish(instructor_client, draft_course, "archive")
    assert draft_course.status == Course.Status.ARCHIVED


def test_publishing_twice_is_harmless(course: Course, instructor_client: Client) -> None:
    first = course.published_at
    assert "published already" in post_publish(instructor_client, course, "publish")
    assert course.published_at == first


def test_a_course_without_lessons_is_not_published(
    instructor: User, instructor_client: Client
) -> None:
    bare = make_course("bare", status="draft", teacher=instructor, notes=0, articles=0)
    assert "cannot be published" in post_publish(instructor_client, bare, "publish")
    assert bare.status == Course.Status.DRAFT


def test_an_unknown_action_changes_nothing(course: Course, instructor_client: Client) -> None:
    assert "Nothing was changed" in post_publish(instructor_client, course, "explode")
    assert course.is_published


def test_an_uploaded_cover_is_made_anew_and_can_be_taken_back(
    course: Course, instructor_client: Client
) -> None:
    address = reverse("studio:cover", args=[course.slug])
    sent = SimpleUploadedFile("../../evil.svg", picture())
    instructor_client.post(address, {"action": "upload", "cover": sent})
    course.refresh_from_db()
    with Image.open(course.cover) as made:
        assert made.format == "WEBP"
    assert str(course.cover.name).startswith("covers/lighthouses-")
    instructor_client.post(address, {"action": "draw"})
    course.refresh_from_db()
    assert not course.cover
    assert course.drawn_cover


@pytest.mark.parametrize(
    "data",
    [b"", b"not a picture", b"<svg onload=alert(1)></svg>", picture((20, 20))],
    ids=["empty", "text", "svg", "tiny"],
)
def test_a_cover_that_is_no_picture_is_refused(
    data: bytes, course: Course, instructor_client: Client
) -> None:
    response = instructor_client.post(
        reverse("studio:cover", args=[course.slug]),
        {"action": "upload", "cover": SimpleUploadedFile("cover.png", data)},
    )
    assert response.status_code == 400
    assert response.context["cover_form"].errors["cover"]
    course.refresh_from_db()
    assert not course.cover


def test_modules_move_up_and_down_and_stop_at_the_ends(
    instructor: User, instructor_client: Client
) -> None:
    course = make_course("row", teacher=instructor, notes=3, articles=0)
    first, second, third = course.modules.order_by("position")

    def order() -> list[Module]:
        return list(course.modules.order_by("position"))

    def move(module: Module, direction: str) -> None:
        address = reverse("studio:module_move", args=[course.slug, module.pk])
        instructor_client.post(address, {"direction": direction})

    move(third, "up")
    assert order() == [first, third, second]
    move(first, "up")
    move(second, "down")
    move(second, "sideways")
    assert order() == [first, third, second]
    move(first, "down")
    assert order() == [third, first, second]
    assert [one.position for one in order()] == [1, 2, 3]


def test_a_module_page_asks_as_often_for_two_lessons_as_for_nine(
    course: Course, instructor_client: Client, query_count: QueryCount
) -> None:
    module = course.modules.get(position=1)
    address = reverse("studio:module_edit", args=[course.slug, module.pk])
    before = query_count(instructor_client, address)
    for _ in range(7):
        make_lesson(module, said=KEEPERS)
    assert query_count(instructor_client, address) == before


def test_a_module_gets_another_title(course: Course, instructor_client: Client) -> None:
    module = course.modules.get(position=1)
    address = reverse("studio:module_edit", args=[course.slug, module.pk])
    instructor_client.post(address, {"title": "The Tall Tower!"})
    module.refresh_from_db()
    assert (module.title, module.folded_title) == ("The Tall Tower!", "the tall tower")
    assert instructor_client.post(address, {"title": ""}).status_code == 400


def test_a_module_goes_only_when_somebody_is_sure(
    course: Course, instructor_client: Client
) -> None:
    module = course.modules.get(position=1)
    address = reverse("studio:module_remove", args=[course.slug, module.pk])
    instructor_client.post(address)
    assert course.modules.count() == 2
    instructor_client.post(address, {"sure": "1"})
    assert [one.position for one in course.modules.all()] == [1]


def test_a_module_with_a_learners_progress_stays(
    course: Course, learner: User, instructor_client: Client
) -> None:
    module = course.modules.get(position=1)
    Progress.objects.create(user=learner, lesson=module.lessons.all()[0])
    address = reverse("studio:module_remove", args=[course.slug, module.pk])
    response = instructor_client.post(address, {"sure": "1"}, follow=True)
    assert "1 learner has progress" in response.content.decode()
    assert course.modules.count() == 2


def test_people_are_added_by_address_and_removed(
    course: Course, outsider: User, instructor_client: Client
) -> None:
    address = reverse("studio:people", args=[course.slug])
    instructor_client.post(address, {"action": "add", "email": "OTTO@example.org"})
    assert course.instructors.filter(pk=outsider.pk).exists()
    again = instructor_client.post(address, {"action": "add", "email": "otto@example.org"})
    assert "already" in again.content.decode()
    instructor_client.post(address, {"action": "remove", "user": outsider.pk})
    assert not course.instructors.filter(pk=outsider.pk).exists()


@pytest.mark.parametrize("email", ["", "nobody", "nobody@example.org"])
def test_an_address_that_nobody_has_is_told(
    email: str, course: Course, instructor_client: Client
) -> None:
    address = reverse("studio:people", args=[course.slug])
    response = instructor_client.post(address, {"action": "add", "email": email})
    assert response.status_code == 400
    assert response.context["form"].errors["email"]


@pytest.mark.parametrize("wanted", ["own", "", "abc", "9" * 40])
def test_the_last_instructor_stays(
    wanted: str, course: Course, instructor: User, instructor_client: Client
) -> None:
    user = str(instructor.pk) if wanted == "own" else wanted
    address = reverse("studio:people", args=[course.slug])
    instructor_client.post(address, {"action": "remove", "user": user})
    assert course.instructors.count() == 1


def test_one_may_leave_a_course_that_others_teach(
    course: Course, instructor: User, outsider: User, instructor_client: Client
) -> None:
    Instructor.objects.create(course=course, user=outsider)
    address = reverse("studio:people", args=[course.slug])
    response = instructor_client.post(
        address, {"action": "remove", "user": instructor.pk}, follow=True
    )
    assert response.status_code == 200
    assert not course.instructors.filter(pk=instructor.pk).exists()


def test_the_list_of_learners_asks_as_often_for_one_as_for_forty(
    course: Course, learner: User, instructor_client: Client, query_count: QueryCount
) -> None:
    address = reverse("studio:people", args=[course.slug])
    before = query_count(instructor_client, address)
    for number in range(40):
        make_person(f"person{number}@example.org", enrolled=course)
    assert query_count(instructor_client, address) == before


def test_learners_are_listed_with_the_lessons_they_finished(
    course: Course, learner: User, instructor_client: Client
) -> None:
    lesson = course.modules.get(position=1).lessons.all()[0]
    Progress.objects.create(user=learner, lesson=lesson, done_at=timezone.now())
    other = make_course("other")
    Enrolment.objects.create(course=other, user=learner)
    elsewhere = other.modules.all()[0].lessons.all()[0]
    Progress.objects.create(user=learner, lesson=elsewhere, done_at=timezone.now())
    response = instructor_client.get(reverse("studio:people", args=[course.slug]))
    assert [row.n_done for row in response.context["page"]] == [1]
