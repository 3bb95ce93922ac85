"""The glossary of a course: its list, a term's page, the words to keep of a lesson, its rows."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.test import Client

from accounts.models import User
from courses.importing.importer import import_sources
from courses.importing.sources import Source
from courses.library.editing import edit_lesson
from courses.library.glossary import KEPT, find_home, read_letters, words_to_keep
from courses.library.terms import write_terms
from courses.models import Course, Fact, Lesson, Mention, Module, Term
from tests.conftest import QueryCount
from tests.personas import Said, make_course, make_fact, make_lesson, make_module

NOTE = """---
videoId: abcDEF12345
title: What the keeper wrote
---

## The lamp

- **Fresnel lens**: A lens of many rings that throws light [00:00:40].
  It came in 1823 [00:00:55].
- The [[argand_lamp | Argand lamp]] burned oil [00:01:10].
  Argand lamps needed a keeper [00:01:30].
"""


def source(text: str = NOTE, name: str = "keeper.md") -> Source:
    return Source(name, text)


def tell(lesson: Lesson, *names: str, text: str = "", seconds: int | None = 70) -> Fact:
    """A key fact of the lesson that links the names; its terms are written."""
    fact = add_fact(lesson, *names, text=text, seconds=seconds)
    write_terms([lesson.module])
    return fact


def add_fact(lesson: Lesson, *names: str, text: str = "", seconds: int | None = 70) -> Fact:
    fact = make_fact(lesson, Said(text or f"They wrote of {', '.join(names)}.", seconds), place=9)
    fact.context = {"heading": lesson.heading, "lead_in": "", "terms": list(names)}
    fact.save()
    return fact


def names_of(course: Course) -> list[str]:
    return list(Term.objects.filter(course=course).told().values_list("name", flat=True))


# --- pages ---


def test_the_list_has_letters_names_and_how_many_facts(
    stranger_client: Client, course: Course, lesson: Lesson
) -> None:
    tell(lesson, "Fresnel lens", "5 inch lens")
    tell(lesson, "the Fresnel lenses", "Argand lamp")
    page = stranger_client.get("/courses/lighthouses/terms/").content.decode()
    assert "3 names" in page
    places = [page.index(f'<h2 id="letter-{one}">') for one in ("09", "a", "f")]
    assert places == sorted(places)
    assert 'href="/courses/lighthouses/terms/fresnel-lens/">Fresnel lens</a>' in page
    assert '2<span class="visually-hidden"> key facts</span>' in page


def test_a_term_shows_its_facts_with_links_to_their_seconds(
    stranger_client: Client, course: Course, lesson: Lesson
) -> None:
    tell(lesson, "Fresnel lens", text="Much light came from the Fresnel lens.")
    article = Lesson.objects.get(module__course=course, module__kind=Module.Kind.ARTICLE)
    tell(article, "Fresnel lens", text="A Fresnel lens is a lens of many rings.", seconds=None)
    page = stranger_client.get("/courses/lighthouses/terms/fresnel-lens/").content.decode()
    assert f'href="{lesson.get_absolute_url()}?t=70"' in page
    assert f'href="{article.get_absolute_url()}#p-1"' in page
    assert lesson.heading in page
    assert page.index("A Fresnel lens is") < page.index("Much light"), "What it is comes first."
    assert "2 key facts" in page


@pytest.mark.parametrize(
    ("who", "status"),
    [("stranger_client", 404), ("learner_client", 404), ("outsider_client", 404)]
    + [("instructor_client", 200), ("admin_client", 200)],
)
def test_the_glossary_of_a_draft_opens_for_its_people_only(
    request: pytest.FixtureRequest, draft_course: Course, who: str, status: int
) -> None:
    lesson = Lesson.objects.filter(module__course=draft_course).first()
    assert lesson is not None
    tell(lesson, "Fresnel lens")
    client: Client = request.getfixturevalue(who)
    for address in ("/courses/harbours/terms/", "/courses/harbours/terms/fresnel-lens/"):
        assert client.get(address).status_code == status


@pytest.mark.parametrize("slug", ["no-such-term", "Fresnel-Lens", "x" * 300, "fresnel_lens", "-"])
def test_a_term_that_is_not_there_is_not_found(
    stranger_client: Client, lesson: Lesson, slug: str
) -> None:
    tell(lesson, "Fresnel lens")
    assert stranger_client.get(f"/courses/lighthouses/terms/{slug}/").status_code == 404


def test_a_term_belongs_to_one_course(stranger_client: Client, lesson: Lesson) -> None:
    make_course("other")
    tell(lesson, "Fresnel lens")
    assert stranger_client.get("/courses/other/terms/fresnel-lens/").status_code == 404


@pytest.mark.parametrize("number", ["0", "-1", "x", "99999999999999999999", "\x00"])
def test_odd_pages_show_a_page(stranger_client: Client, lesson: Lesson, number: str) -> None:
    tell(lesson, "Fresnel lens")
    for address in ("/courses/lighthouses/terms/", "/courses/lighthouses/terms/fresnel-lens/"):
        assert stranger_client.get(address, {"page": number}).status_code == 200


def test_a_course_without_terms_says_so(stranger_client: Client, course: Course) -> None:
    page = stranger_client.get("/courses/lighthouses/terms/").content.decode()
    assert "No term stands in this course yet" in page
    assert (
        "Terms of this course" not in stranger_client.get("/courses/lighthouses/").content.decode()
    )


def test_many_terms_are_shown_in_pages_and_letters_lead_to_theirs(
    stranger_client: Client, course: Course, lesson: Lesson
) -> None:
    tell(lesson, *(f"A{n}" for n in range(150)), "Zinc")
    assert [(one.letter, one.page) for one in read_letters(course)] == [("A", 1), ("Z", 2)]
    page = stranger_client.get("/courses/lighthouses/terms/").content.decode()
    assert "Page 1 of 2" in page
    assert 'href="?page=2#letter-z"' in page
    assert "Zinc" in stranger_client.get("/courses/lighthouses/terms/?page=2").content.decode()


def test_pages_cost_the_same_for_few_terms_and_for_many(
    stranger_client: Client, learner_client: Client, lesson: Lesson, query_count: QueryCount
) -> None:
    addresses = [
        "/courses/lighthouses/",
        "/courses/lighthouses/terms/",
        "/courses/lighthouses/terms/fresnel-lens/",
        lesson.get_absolute_url(),
    ]
    tell(lesson, "Fresnel lens", text="A Fresnel lens is a lens of rings.")

    def counts() -> list[int]:
        return [
            query_count(who, at) for who in (stranger_client, learner_client) for at in addresses
        ]

    small = counts()
    for number in range(12):
        other = make_lesson(make_module(lesson.module.course))
        add_fact(other, "Fresnel lens", f"Storm {number}")
        add_fact(lesson, f"Lamp {number}", text=f"Lamp {number} is a lamp.")
    write_terms(Module.objects.filter(course=lesson.module.course))
    assert counts() == small


# --- the place where a term is told in full ---


def test_a_term_leads_to_the_module_or_lesson_of_its_name(course: Course, lesson: Lesson) -> None:
    tell(lesson, "Fresnel lenses")
    term = Term.objects.get(course=course)
    assert find_home(term, course) is None
    named = make_lesson(make_module(course), heading="Fresnel lens")
    home = find_home(term, course)
    assert home is not None
    assert (home.name, home.url) == ("Fresnel lens", named.get_absolute_url())
    module = make_module(course, title="Fresnel lens")
    home = find_home(term, course)
    assert home is not None
    assert home.url == module.get_absolute_url()


def test_a_term_does_not_lead_into_the_draft_of_another(
    course: Course, draft_course: Course, lesson: Lesson
) -> None:
    tell(lesson, "Fresnel lens")
    make_module(draft_course, title="Fresnel lens")
    assert find_home(Term.objects.get(course=course), course) is None


# --- words to keep ---


def test_a_lesson_ends_with_the_words_that_it_explains(
    stranger_client: Client, lesson: Lesson
) -> None:
    tell(lesson, "Argand lamp", text="The Argand lamp needed oil.")
    page = stranger_client.get(lesson.get_absolute_url()).content.decode()
    assert "Words to keep" not in page
    for number in range(KEPT + 2):
        add_fact(lesson, f"Lens {number}", text=f"Lens {number} is a lens of rings.")
    write_terms([lesson.module])
    page = stranger_client.get(lesson.get_absolute_url()).content.decode()
    assert "Words to keep" in page
    assert 'data-seconds="70"' in page
    assert len(words_to_keep(lesson)) == KEPT


# --- rows ---


def test_an_import_writes_the_terms_of_its_documents(course: Course) -> None:
    import_sources(course=course, sources=[source()])
    assert names_of(course) == ["Argand lamp", "Fresnel lens"]
    told = Mention.objects.order_by("fact__position", "term__slug")
    assert [(one.term.name, one.defines) for one in told.select_related("term")] == [
        ("Fresnel lens", True),
        ("Fresnel lens", False),
        ("Argand lamp", False),
        ("Argand lamp", False),
    ]


def test_a_changed_document_changes_its_terms_and_a_removed_module_takes_them_along(
    course: Course,
) -> None:
    import_sources(course=course, sources=[source()])
    import_sources(course=course, sources=[source(NOTE.replace("Fresnel lens", "Burning mirror"))])
    assert names_of(course) == ["Argand lamp", "Burning mirror"]
    Module.objects.get(source_name="keeper.md").delete()
    assert names_of(course) == []
    import_sources(course=course, sources=[source()])
    assert names_of(course) == ["Argand lamp", "Fresnel lens"]


def test_writing_terms_again_changes_nothing_and_better_spellings_are_kept(
    course: Course, lesson: Lesson
) -> None:
    tell(lesson, "fresnel lenses")
    other = make_lesson(make_module(course))
    tell(other, "Fresnel lens")
    before = list(Mention.objects.values_list("term", "fact"))
    write_terms(Module.objects.filter(course=course))
    assert sorted(Mention.objects.values_list("term", "fact")) == sorted(before)
    assert names_of(course) == ["Fresnel lens"]


def test_an_edit_of_a_lesson_leaves_its_terms_for_the_facts_stay(
    course: Course, instructor: User
) -> None:
    import_sources(course=course, sources=[source()])
    lesson = Lesson.objects.get(module__source_name="keeper.md")
    edit_lesson(lesson=lesson, heading="The lamp", source="Our own words.", by=instructor)
    assert names_of(course) == ["Argand lamp", "Fresnel lens"]


def test_no_module_takes_the_address_of_the_list(stranger_client: Client, course: Course) -> None:
    import_sources(course=course, sources=[source("# Terms\n\nA lamp burned.", "terms.md")])
    module = Module.objects.get(source_name="terms.md")
    assert module.slug == "terms-2"
    assert stranger_client.get(module.get_absolute_url()).status_code == 200


def test_the_migration_fills_the_glossary_of_documents_that_are_in_already(course: Course) -> None:
    import_sources(course=course, sources=[source()])
    mentions = set(Mention.objects.values_list("term__slug", "fact", "defines"))
    Term.objects.all().delete()
    names = [one.stem for one in Path("courses/migrations").glob("*_glossary.py")]
    migration = import_module(f"courses.migrations.{names[0]}")
    migration.fill(apps, None)
    assert set(Mention.objects.values_list("term__slug", "fact", "defines")) == mentions
    Module.objects.filter(source_name="keeper.md").update(slug="terms")
    migration.free_the_address(apps, None)
    assert Module.objects.get(source_name="keeper.md").slug == "terms-2"
