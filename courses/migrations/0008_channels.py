from collections import Counter
from itertools import groupby

import django.db.models.deletion
from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations, models

from courses.documents.text import fold_name

LONGEST = 200


def fill(apps, schema_editor):
    """The channel that most notes of a video name; of several, the one named first."""
    Channel, Module, Video = (
        apps.get_model("courses", name) for name in ("Channel", "Module", "Video")
    )
    channels = {}
    rows = Module.objects.filter(video__isnull=False).order_by("video", "pk")
    said = rows.values_list("video", "credit").iterator(chunk_size=500)
    for video, notes in groupby(said, key=lambda row: row[0]):
        names = [credit.get("channel") or "" for _, credit in notes]
        named = [name for name in names if fold_name(name[:LONGEST])]
        if not named:
            continue
        counts = Counter(fold_name(name[:LONGEST])[:LONGEST] for name in named)
        key = counts.most_common(1)[0][0]
        if key not in channels:
            name = next(one for one in named if fold_name(one[:LONGEST])[:LONGEST] == key)
            channels[key] = Channel.objects.create(
                key=key, name=" ".join(name.split())[:LONGEST]
            ).pk
        Video.objects.filter(pk=video).update(channel=channels[key])


def let_admins_manage(apps, schema_editor):
    """Permissions are made after all migrations have run; here they are needed before that."""
    config = installed.get_app_config("courses")
    create_permissions(config, verbosity=0, using=schema_editor.connection.alias)
    Permission = apps.get_model("auth", "Permission")
    for group in apps.get_model("auth", "Group").objects.filter(name="admin"):
        group.permissions.add(
            *Permission.objects.filter(
                content_type__app_label="courses", content_type__model="channel"
            )
        )


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0007_counts_of_the_departed"),
        ("accounts", "0002_roles"),
    ]

    operations = [
        migrations.CreateModel(
            name="Channel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "key",
                    models.CharField(
                        editable=False,
                        help_text="The folded name that documents call it by.",
                        max_length=200,
                        unique=True,
                    ),
                ),
                ("name", models.CharField(help_text="As it is shown.", max_length=200)),
            ],
            options={
                "ordering": ["key"],
            },
        ),
        migrations.AddField(
            model_name="video",
            name="channel",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="videos",
                to="courses.channel",
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunPython(let_admins_manage, migrations.RunPython.noop),
    ]
