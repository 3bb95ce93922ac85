"""Many rows and names at once say what Django's own statements say, on either database."""

from __future__ import annotations

import gc

import pytest

from courses.importing.bulk import insert_objects, new_ids, update
from courses.importing.collecting import collecting_seldom
from courses.library import lookups as lookups
from courses.models import Course, Lesson, Link, Module
from tests.personas import make_course, make_module

pytestmark = pytest.mark.django_db

ODD = ['say "oil"', "back\\slash", "{a,b}", "NULL", "", "灯台", "it's", "line\nbreak", "50 %s"]


def test_odd_names_are_found_among_others() -> None:
    course = make_course("coasts", notes=0, articles=0)
    for name in ODD:
        Module.objects.filter(pk=make_module(course).pk).update(folded_name=name)
    among = course.modules.filter(folded_name__among=[*ODD, "another"])
    assert sorted(among.values_list("folded_name", flat=True)) == sorted(ODD)
    for name in ODD:
        assert [one.folded_name for one in course.modules.filter(folded_name__among=[name])] == [
            name
        ]
    assert not course.modules.filter(folded_name__among=[])


def test_rows_are_found_by_ids_among_others_own_and_of_what_they_belong_to() -> None:
    course = make_course("coasts", notes=3)
    ids = list(course.modules.order_by("pk").values_list("pk", flat=True))[1:]
    assert set(Module.objects.filter(pk__among=ids).values_list("pk", flat=True)) == set(ids)
    lessons = Lesson.objects.filter(module__pk__among=ids)
    assert lessons.exists()
    assert list(lessons.order_by("pk")) == list(
        Lesson.objects.filter(module__in=ids).order_by("pk")
    )
    assert not Module.objects.filter(pk__among=())


def test_many_rows_get_their_own_values_in_one_statement() -> None:
    course = make_course("coasts", notes=3)
    lessons = list(Lesson.objects.filter(module__course=course).order_by("pk")[: len(ODD)])
    assert len(lessons) > 3
    update(Lesson, ["html"], [(f"<p>{ODD[i]}</p>", one.pk) for i, one in enumerate(lessons)])
    for number, lesson in enumerate(lessons):
        lesson.refresh_from_db()
        assert lesson.html == f"<p>{ODD[number]}</p>"
    target = course.modules.earliest("pk")
    links = [Link.objects.create(lesson=one, folded="oil") for one in lessons[:2]]
    update(Link, ["module_id", "to_lesson_id"], [(target.pk, None, links[0].pk)])
    update(Link, ["module_id", "to_lesson_id"], [(None, lessons[0].pk, links[1].pk)])
    found = Link.objects.filter(pk__in=[one.pk for one in links]).order_by("pk")
    assert list(found.values_list("module", "to_lesson")) == [
        (target.pk, None),
        (None, lessons[0].pk),
    ]


def test_objects_are_inserted_as_django_would() -> None:
    course = make_course("coasts", notes=0, articles=0)
    template = make_module(course)
    wanted = {"rights": 'CC "BY"', "authors": ["灯台"], "none": None}
    copies = []
    for number in (2, 3):
        one = Module.objects.get(pk=template.pk)
        one.pk, one.position = None, number
        one.slug = one.source_name = f"copy-{number}"
        one.credit, one.links_due = wanted, True
        copies.append(one)
    ids = new_ids(Module, 2)
    insert_objects(ids, copies)
    for pk, copy in zip(ids, copies, strict=True):
        found = Module.objects.get(pk=pk)
        for field in Module._meta.concrete_fields:
            if not field.primary_key:
                assert getattr(found, field.attname) == getattr(copy, field.attname), field
    assert Course.objects.get().modules.filter(credit__rights='CC "BY"').count() == 2


def test_looking_for_rings_is_as_before_once_the_last_import_is_over() -> None:
    before = gc.get_threshold()
    with collecting_seldom():
        seldom = gc.get_threshold()
        assert seldom[0] > before[0]
        with collecting_seldom():
            assert gc.get_threshold() == seldom
        assert gc.get_threshold() == seldom
    assert gc.get_threshold() == before
    with pytest.raises(ValueError, match="stop"), collecting_seldom():
        raise ValueError("stop")
    assert gc.get_threshold() == before
    assert gc.get_freeze_count() == 0
