import django.db.models.deletion
from django.db import migrations, models

from courses.documents.terms import Sentence, best_of, find_terms, initial_of
from courses.importing.slugs import free_slug


def free_the_address(apps, schema_editor):
    """A module that stands where the list of terms now stands gets another address."""
    Module = apps.get_model("courses", "Module")
    for module in Module.objects.filter(slug="terms"):
        others = Module.objects.filter(course=module.course_id).values_list("slug", flat=True)
        module.slug = free_slug("terms", set(others))
        module.save(update_fields=["slug"])


def fill(apps, schema_editor):
    """Finds the terms of the documents that are in already; later ones come with their import."""
    Course, Fact, Link, Term, Mention = (
        apps.get_model("courses", name) for name in ("Course", "Fact", "Link", "Term", "Mention")
    )
    for course in Course.objects.order_by("pk"):
        names = {}
        mentions = []
        for module in course.modules.order_by("pk").values_list("pk", flat=True):
            facts = list(
                Fact.objects.filter(
                    lesson__module=module,
                    retired_at__isnull=True,
                    lesson__retired_at__isnull=True,
                ).order_by("position", "pk")
            )
            sentences = [
                Sentence(
                    fact.text, fact.context.get("lead_in", ""), tuple(fact.context.get("terms", ()))
                )
                for fact in facts
            ]
            links = Link.objects.filter(lesson__module=module).order_by("pk")
            found = find_terms(sentences, dict(links.values_list("label", "target")))
            for key, name in found.names.items():
                names[key] = best_of({name, names.get(key, name)})
            mentions += [(one.key, facts[one.place].pk, one.defines) for one in found.mentions]
        terms = [
            Term(course=course, slug=key, name=name, initial=initial_of(name))
            for key, name in sorted(names.items())
        ]
        Term.objects.bulk_create(terms, batch_size=500)
        ids = {term.slug: term.pk for term in terms}
        Mention.objects.bulk_create(
            (
                Mention(term_id=ids[key], fact_id=fact, defines=defines)
                for key, fact, defines in mentions
            ),
            batch_size=500,
        )


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0005_kept_texts_and_lengths"),
    ]

    operations = [
        migrations.CreateModel(
            name="Term",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "slug",
                    models.SlugField(
                        help_text="From the folded name: its key and address.", max_length=100
                    ),
                ),
                ("name", models.CharField(help_text="The best spelling seen.", max_length=100)),
                (
                    "initial",
                    models.PositiveSmallIntegerField(
                        help_text="Group of the alphabet: 0 figures, 1 to 26 A to Z, 27 other scripts."
                    ),
                ),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="terms",
                        to="courses.course",
                    ),
                ),
            ],
            options={
                "ordering": ["course", "initial", "slug"],
            },
        ),
        migrations.CreateModel(
            name="Mention",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "defines",
                    models.BooleanField(default=False, help_text="The fact says what the term is."),
                ),
                (
                    "fact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mentions",
                        to="courses.fact",
                    ),
                ),
                (
                    "term",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mentions",
                        to="courses.term",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="term",
            index=models.Index(fields=["course", "initial", "slug"], name="term_alphabet"),
        ),
        migrations.AddConstraint(
            model_name="term",
            constraint=models.UniqueConstraint(fields=("course", "slug"), name="term_slug_unique"),
        ),
        migrations.AddConstraint(
            model_name="mention",
            constraint=models.UniqueConstraint(
                fields=("term", "fact"), name="mention_once_per_fact"
            ),
        ),
        migrations.RunPython(free_the_address, migrations.RunPython.noop),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
