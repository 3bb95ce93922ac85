"""Roles are groups: admin, instructor and learner, with the rights that Django's admin asks for."""

from django.apps import apps as installed
from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

MANAGED = {
    "accounts": {"user"},
    "courses": {
        "course",
        "instructor",
        "enrolment",
        "video",
        "module",
        "lesson",
        "segment",
        "fact",
        "citation",
        "link",
    },
    "quizzes": {"question", "version", "choice", "quiz", "quizquestion"},
}
SEEN = {"courses": {"progress", "upload"}, "quizzes": {"attempt", "response"}}


def make_roles(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    group = apps.get_model("auth", "Group")
    permission = apps.get_model("auth", "Permission")
    # Permissions are made after all migrations have run; here they are needed before that.
    for label in {*MANAGED, *SEEN}:
        config = installed.get_app_config(label)
        create_permissions(config, verbosity=0, using=schema_editor.connection.alias)
    admin, _ = group.objects.get_or_create(name="admin")
    for label, models in MANAGED.items():
        admin.permissions.add(
            *permission.objects.filter(
                content_type__app_label=label, content_type__model__in=models
            )
        )
    for label, models in SEEN.items():
        admin.permissions.add(
            *permission.objects.filter(
                content_type__app_label=label,
                content_type__model__in=models,
                codename__startswith="view_",
            )
        )
    group.objects.get_or_create(name="instructor")
    group.objects.get_or_create(name="learner")


def remove_roles(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("auth", "Group").objects.filter(
        name__in=["admin", "instructor", "learner"]
    ).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("courses", "0001_initial"),
        ("quizzes", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(make_roles, remove_roles)]
