"""Pictures belong to courses. Those that texts show already become their courses' own."""

import re

import django.db.models.deletion
from django.db import migrations, models

SHOWN = re.compile(r'src="/media/(pictures/picture-[0-9a-f]{32}\.[a-z]+)"')


def find_pictures(apps, schema_editor):
    lessons = apps.get_model("courses", "Lesson").objects
    shown = lessons.filter(html__contains="/media/pictures/").order_by("pk")
    rows = shown.values_list("module__course", "html")
    found = {(name, course) for course, html in rows.iterator() for name in SHOWN.findall(html)}
    picture = apps.get_model("courses", "Picture")
    picture.objects.bulk_create(
        [picture(name=name, course_id=course) for name, course in sorted(found)],
        ignore_conflicts=True,
        batch_size=500,
    )


class Migration(migrations.Migration):
    dependencies = [("courses", "0009_indexes_that_something_uses")]

    operations = [
        migrations.CreateModel(
            name="Picture",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=100)),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pictures",
                        to="courses.course",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("name", "course"), name="picture_once_per_course"
                    )
                ],
            },
        ),
        migrations.RunPython(find_pictures, migrations.RunPython.noop),
    ]
