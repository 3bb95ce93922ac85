"""Whose a picture is: whoever may read one of its courses may see it."""

from __future__ import annotations

from django.db import models


class Picture(models.Model):
    """A picture that a course's texts show. One file may be several courses'."""

    # Beneath MEDIA_ROOT; made from what the picture holds, see courses.pictures.uploads.
    name = models.CharField(max_length=100)
    course = models.ForeignKey("courses.Course", on_delete=models.CASCADE, related_name="pictures")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name", "course"], name="picture_once_per_course")
        ]

    def __str__(self) -> str:
        return self.name
