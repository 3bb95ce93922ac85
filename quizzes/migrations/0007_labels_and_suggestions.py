import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


def withdraw_suggestions(apps, schema_editor):
    """Runs only on the way back: an earlier Cuepoint has no word for suggestions.

    Nobody judged them, and who generates questions after a way forward finds them again.
    """
    questions = apps.get_model("quizzes", "Question").objects.filter(status="suggested")
    count = questions.update(status="retired")
    if count:
        print(f"\n  {count} suggestions are withdrawn: an earlier Cuepoint has none.")
    if schema_editor.connection.vendor == "postgresql":
        # Its tables cannot be altered while keys are left to be checked.
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        schema_editor.execute("SET CONSTRAINTS ALL DEFERRED")


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("quizzes", "0006_practice_time_limits_and_reports"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="question", name="question_status_known"),
        migrations.AlterField(
            model_name="question",
            name="status",
            field=models.CharField(
                choices=[
                    ("draft", "awaiting review"),
                    ("approved", "Approved"),
                    ("rejected", "Rejected"),
                    ("stale", "stale: its sentence changed"),
                    ("retired", "Retired"),
                    ("suggested", "Suggested"),
                ],
                default="draft",
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "status__in",
                        ["draft", "approved", "rejected", "stale", "retired", "suggested"],
                    )
                ),
                name="question_status_known",
            ),
        ),
        migrations.CreateModel(
            name="Forecast",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "generator",
                    models.CharField(help_text="The version of the generator.", max_length=40),
                ),
                (
                    "probability",
                    models.FloatField(
                        help_text="Of being accepted unchanged, 0 to 1; empty where its form was not learned.",
                        null=True,
                    ),
                ),
                (
                    "reasons",
                    models.JSONField(
                        blank=True, default=list, help_text="In words, strongest first."
                    ),
                ),
                (
                    "features",
                    models.JSONField(blank=True, default=dict, help_text="Numbers by name."),
                ),
                (
                    "version",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="forecast",
                        to="quizzes.version",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("probability__isnull", True),
                            models.Q(("probability__gte", 0), ("probability__lte", 1)),
                            _connector="OR",
                        ),
                        name="forecast_probability_in_range",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Judgement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("approved", "Approved"),
                            ("edited", "Edited"),
                            ("rejected", "Rejected"),
                        ],
                        max_length=8,
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("generator", models.CharField(max_length=40)),
                ("features", models.JSONField(blank=True, default=dict)),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="judgements",
                        to="quizzes.version",
                    ),
                ),
            ],
            options={
                "ordering": ["version", "at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("by__isnull", False)),
                        fields=("version", "by"),
                        name="judgement_one_per_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("verdict__in", ["approved", "edited", "rejected"])),
                        name="judgement_verdict_known",
                    ),
                ],
            },
        ),
        migrations.RunPython(migrations.RunPython.noop, withdraw_suggestions),
    ]
