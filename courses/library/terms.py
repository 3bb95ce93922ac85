"""The glossary's rows: which key facts of a course mention which terms.

They follow from the facts alone, so a lesson that a person edits changes none: its key facts stay
the document's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db import transaction

from courses.documents.terms import Sentence, Terms, best_of, find_terms, initial_of
from courses.importing.bulk import insert, new_ids, update
from courses.models import Fact, Link, Mention, Module, Term

BATCH = 500
"""Rows or values of one statement: SQLite bounds the values of a statement."""
MODULES = 50
"""Modules whose facts are in memory at a time."""


@transaction.atomic
def write_terms(modules: Iterable[Module | int]) -> None:
    """Writes the terms of modules anew, with a few statements for many modules.

    Call it with the course locked: two imports of one course would add the same terms.
    """
    ids = [one if isinstance(one, int) else one.pk for one in modules]
    for start in range(0, len(ids), MODULES):
        _write_some(ids[start : start + MODULES])


def _write_some(modules: Sequence[int]) -> None:
    Mention.objects.filter(fact__lesson__module__in=modules).delete()
    courses = dict(Module.objects.filter(pk__in=modules).values_list("pk", "course"))
    found: dict[int, list[tuple[Sequence[int], Terms]]] = defaultdict(list)
    for module, facts, terms in _read(modules):
        found[courses[module]].append((facts, terms))
    for course, those in found.items():
        write_new_terms(course, those)


def write_new_terms(course: int, found: Sequence[tuple[Sequence[int], Terms]]) -> None:
    """Writes the mentions of documents that have none: the ids of their facts, and their terms.

    Call it with the course locked: two imports of one course would add the same terms.
    """
    names: dict[str, str] = {}
    for _, terms in found:
        for key, name in terms.names.items():
            names[key] = best_of({name, names.get(key, name)})
    if not names:
        return
    ids = _ids_of(course, names)
    insert(
        Mention,
        ("term_id", "fact_id", "defines"),
        [
            (ids[one.key], facts[one.place], one.defines)
            for facts, terms in found
            for one in terms.mentions
        ],
    )


def _read(modules: Sequence[int]) -> Iterable[tuple[int, list[int], Terms]]:
    """Each module with the ids of its facts in order, and their terms."""
    facts: dict[int, list[int]] = defaultdict(list)
    sentences: dict[int, list[Sentence]] = defaultdict(list)
    rows = Fact.objects.standing().filter(lesson__module__in=modules)
    for module, fact, text, context in rows.order_by("position", "pk").values_list(
        "lesson__module", "pk", "text", "context"
    ):
        facts[module].append(fact)
        labels = tuple(context.get("terms", ()))
        sentences[module].append(Sentence(text, context.get("lead_in", ""), labels))
    targets: dict[int, dict[str, str]] = defaultdict(dict)
    links = Link.objects.filter(lesson__module__in=modules).order_by("pk")
    for module, label, target in links.values_list("lesson__module", "label", "target"):
        targets[module][label] = target
    for module, those in sentences.items():
        yield module, facts[module], find_terms(those, targets[module])


def _ids_of(course: int, names: dict[str, str]) -> dict[str, int]:
    """The terms' ids by their keys; new ones are added, and better spellings are kept."""
    ids: dict[str, int] = {}
    better: list[tuple[str, int, int]] = []
    keys = sorted(names)
    for start in range(0, len(keys), BATCH):
        known = Term.objects.filter(course=course, slug__in=keys[start : start + BATCH])
        for pk, key, spelling in known.order_by().values_list("pk", "slug", "name"):
            ids[key] = pk
            name = best_of({spelling, names[key]})
            if name != spelling:
                better.append((name, initial_of(name), pk))
    update(Term, ["name", "initial"], better)
    new = [key for key in keys if key not in ids]
    taken = new_ids(Term, len(new))
    insert(
        Term,
        ("id", "course_id", "slug", "name", "initial"),
        [
            (pk, course, key, names[key], initial_of(names[key]))
            for pk, key in zip(taken, new, strict=True)
        ],
    )
    return ids | dict(zip(new, taken, strict=True))
