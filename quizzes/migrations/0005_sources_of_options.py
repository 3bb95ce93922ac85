from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import OuterRef, Subquery


def remember_sources(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """What the sources say now is taken for what was judged: what they said before is not known."""
    Choice = apps.get_model("quizzes", "Choice")
    Fact = apps.get_model("courses", "Fact")
    text = Fact.objects.filter(pk=OuterRef("fact")).values("text")
    standing = Choice.objects.filter(fact__retired_at__isnull=True, fact__isnull=False)
    standing.update(evidence=Subquery(text))


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0002_living_with_change"),
        ("quizzes", "0004_tallies_of_the_departed"),
    ]

    operations = [
        migrations.AddField(
            model_name="choice",
            name="evidence",
            field=models.TextField(blank=True, default="", editable=False),
        ),
        migrations.RunPython(remember_sources, migrations.RunPython.noop),
    ]
