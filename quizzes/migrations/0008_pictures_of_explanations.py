"""Pictures that explanations show already become their courses' own."""

import re

from django.db import migrations

SHOWN = re.compile(r'src="/media/(pictures/picture-[0-9a-f]{32}\.[a-z]+)"')


def find_pictures(apps, schema_editor):
    versions = apps.get_model("quizzes", "Version").objects
    shown = versions.filter(explanation_html__contains="/media/pictures/").order_by("pk")
    rows = shown.values_list("question__lesson__module__course", "explanation_html")
    found = {(name, course) for course, html in rows.iterator() for name in SHOWN.findall(html)}
    picture = apps.get_model("courses", "Picture")
    picture.objects.bulk_create(
        [picture(name=name, course_id=course) for name, course in sorted(found)],
        ignore_conflicts=True,
        batch_size=500,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0010_pictures_of_courses"),
        ("quizzes", "0007_labels_and_suggestions"),
    ]

    operations = [migrations.RunPython(find_pictures, migrations.RunPython.noop)]
