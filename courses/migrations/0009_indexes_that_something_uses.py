import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0008_channels"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="citation",
            name="fact",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="citations",
                to="courses.fact",
            ),
        ),
        migrations.AlterField(
            model_name="fact",
            name="lesson",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="facts",
                to="courses.lesson",
            ),
        ),
        migrations.AlterField(
            model_name="lesson",
            name="edited_by",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="lesson",
            name="folded_heading",
            field=models.CharField(default="", editable=False, max_length=300),
        ),
        migrations.AlterField(
            model_name="lesson",
            name="module",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="lessons",
                to="courses.module",
            ),
        ),
        migrations.AlterField(
            model_name="lesson",
            name="slug",
            field=models.SlugField(db_index=False, max_length=100),
        ),
        migrations.AlterField(
            model_name="link",
            name="folded",
            field=models.CharField(max_length=300),
        ),
        migrations.AlterField(
            model_name="link",
            name="module",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="backlinks",
                to="courses.module",
            ),
        ),
        migrations.AlterField(
            model_name="link",
            name="to_lesson",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="backlinks",
                to="courses.lesson",
            ),
        ),
        migrations.AlterField(
            model_name="mention",
            name="term",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="mentions",
                to="courses.term",
            ),
        ),
        migrations.AlterField(
            model_name="module",
            name="course",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="modules",
                to="courses.course",
            ),
        ),
        migrations.AlterField(
            model_name="module",
            name="folded_name",
            field=models.CharField(editable=False, max_length=255),
        ),
        migrations.AlterField(
            model_name="module",
            name="folded_title",
            field=models.CharField(editable=False, max_length=300),
        ),
        migrations.AlterField(
            model_name="module",
            name="slug",
            field=models.SlugField(db_index=False, max_length=100),
        ),
        migrations.AlterField(
            model_name="progress",
            name="user",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="progress",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="segment",
            name="lesson",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="segments",
                to="courses.lesson",
            ),
        ),
        migrations.AlterField(
            model_name="term",
            name="course",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="terms",
                to="courses.course",
            ),
        ),
        migrations.AlterField(
            model_name="term",
            name="slug",
            field=models.SlugField(
                db_index=False,
                help_text="From the folded name: its key and address.",
                max_length=100,
            ),
        ),
        migrations.AlterField(
            model_name="uploadeddocument",
            name="upload",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="documents",
                to="courses.upload",
            ),
        ),
        migrations.AddIndex(
            model_name="lesson",
            index=models.Index(fields=["folded_heading"], name="lesson_by_heading"),
        ),
        migrations.AddIndex(
            model_name="lesson",
            index=models.Index(
                condition=models.Q(("edited_by__isnull", False)),
                fields=["edited_by"],
                name="lesson_editor",
            ),
        ),
        migrations.AddIndex(
            model_name="link",
            index=models.Index(fields=["folded"], name="link_by_name"),
        ),
        migrations.AddIndex(
            model_name="link",
            index=models.Index(
                condition=models.Q(("module__isnull", False)),
                fields=["module"],
                name="link_to_module",
            ),
        ),
        migrations.AddIndex(
            model_name="link",
            index=models.Index(
                condition=models.Q(("to_lesson__isnull", False)),
                fields=["to_lesson"],
                name="link_to_lesson",
            ),
        ),
        migrations.AddIndex(
            model_name="module",
            index=models.Index(fields=["course", "position"], name="module_order"),
        ),
        migrations.AddIndex(
            model_name="module",
            index=models.Index(fields=["folded_name"], name="module_by_name"),
        ),
        migrations.AddIndex(
            model_name="module",
            index=models.Index(fields=["folded_title"], name="module_by_title"),
        ),
    ]
