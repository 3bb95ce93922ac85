from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import OuterRef, Subquery


def remember_sentences(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Facts kept their text until now, so each question was made from what its fact says."""
    Question = apps.get_model("quizzes", "Question")
    Fact = apps.get_model("courses", "Fact")
    text = Fact.objects.filter(pk=OuterRef("fact")).values("text")
    Question.objects.filter(fact__isnull=False).update(evidence=Subquery(text))


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0001_initial"),
        ("quizzes", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="question",
            name="evidence",
            field=models.TextField(blank=True, default="", editable=False),
        ),
        migrations.RunPython(remember_sentences, migrations.RunPython.noop),
    ]
