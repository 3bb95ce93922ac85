"""Admins read what learners report, and give extra time."""

from django.apps import apps as installed
from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

RIGHTS = (
    "view_report",
    "view_extratime",
    "add_extratime",
    "change_extratime",
    "delete_extratime",
)


def _rights(apps: Apps) -> list[object]:
    permission = apps.get_model("auth", "Permission")
    return list(permission.objects.filter(content_type__app_label="quizzes", codename__in=RIGHTS))


def give(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    # Permissions are made after all migrations have run; here they are needed before that.
    config = installed.get_app_config("quizzes")
    create_permissions(config, verbosity=0, using=schema_editor.connection.alias)
    for group in apps.get_model("auth", "Group").objects.filter(name="admin"):
        group.permissions.add(*_rights(apps))


def take(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for group in apps.get_model("auth", "Group").objects.filter(name="admin"):
        group.permissions.remove(*_rights(apps))


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_roles"),
        ("quizzes", "0006_practice_time_limits_and_reports"),
    ]
    operations = [migrations.RunPython(give, take)]
