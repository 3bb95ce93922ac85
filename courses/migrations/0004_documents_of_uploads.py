"""The documents of uploads get rows of their own: a whole library fits in no single value."""

from hashlib import sha256

from django.db import migrations

LEFT = "discarded"


def split(apps, schema_editor):
    Upload = apps.get_model("courses", "Upload")
    Document = apps.get_model("courses", "UploadedDocument")
    for pk in list(Upload.objects.values_list("pk", flat=True)):
        upload = Upload.objects.get(pk=pk)
        outcomes = {row["name"]: row for row in reversed(upload.report.get("documents", []))}
        rows = []
        for position, file in enumerate(upload.files, 1):
            outcome = outcomes.get(file["name"], {})
            if not outcome and file.get("problems"):
                outcome = {
                    "name": file["name"],
                    "state": "refused",
                    "title": "",
                    "module": None,
                    "warnings": file["problems"],
                }
            rows.append(
                Document(
                    upload=upload,
                    position=position,
                    name=file["name"][:255],
                    text=file["text"],
                    source_hash=sha256(file["text"].encode("utf-8", "replace")).hexdigest(),
                    state=outcome.get("state", ""),
                    outcome=outcome,
                )
            )
        Document.objects.bulk_create(rows, batch_size=100)
        upload.total = len(rows)
        upload.done = sum(bool(row.state) for row in rows)
        upload.size = sum(len(row.text) for row in rows)
        upload.report = {"totals": upload.report["totals"]} if "totals" in upload.report else {}
        upload.save()


def join(apps, schema_editor):
    Upload = apps.get_model("courses", "Upload")
    Document = apps.get_model("courses", "UploadedDocument")
    for pk in list(Upload.objects.values_list("pk", flat=True)):
        upload = Upload.objects.get(pk=pk)
        documents = list(Document.objects.filter(upload=upload).order_by("position"))
        upload.files = [
            {"name": one.name, "text": one.text}
            | ({"problems": one.outcome["warnings"]} if one.state == "refused" else {})
            for one in documents
        ]
        if upload.state == "imported":
            upload.report["documents"] = [one.outcome for one in documents]
        elif upload.state != "waiting":
            upload.state = LEFT  # what stood still half-way has no other word there
        upload.save()
    Document.objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("courses", "0003_uploaded_documents")]

    operations = [
        migrations.RunPython(split, join),
        migrations.RemoveField(model_name="upload", name="files"),
    ]
