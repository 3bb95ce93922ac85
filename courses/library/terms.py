"""The glossary's rows: which key facts of a course mention which terms.

They follow from the facts alone, so a lesson that a person edits changes none: its key facts stay
the document's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db import transaction

from courses.documents.terms import Sentence, Terms, best_of, find_terms, initial_of
from courses.importing.bulk import insert
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
    found = [(courses[module], facts, terms) for module, facts, terms in _read(modules)]
    names: dict[int, dict[str, str]] = defaultdict(dict)
    for course, _, terms in found:
        for key, name in terms.names.items():
            names[course][key] = best_of({name, names[course].get(key, name)})
    ids = {course: _ids_of(course, those) for course, those in names.items()}
    insert(
        Mention,
        ["term_id", "fact_id", "defines"],
        (
            (ids[course][one.key], facts[one.place], one.defines)
            for course, facts, terms in found
            for one in terms.mentions
        ),
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
    known: dict[str, Term] = {}
    keys = sorted(names)
    for start in range(0, len(keys), BATCH):
        for term in Term.objects.filter(course=course, slug__in=keys[start : start + BATCH]):
            known[term.slug] = term
    better = []
    for key, term in known.items():
        name = best_of({term.name, names[key]})
        if name != term.name:
            term.name, term.initial = name, initial_of(name)
            better.append(term)
    Term.objects.bulk_update(better, ["name", "initial"], batch_size=100)
    new = [
        Term(course_id=course, slug=key, name=names[key], initial=initial_of(names[key]))
        for key in keys
        if key not in known
    ]
    Term.objects.bulk_create(new, batch_size=BATCH)
    return {term.slug: term.pk for term in (*known.values(), *new)}
