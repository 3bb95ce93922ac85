"""Who makes videos: several videos share a channel, as several notes share a video."""

from __future__ import annotations

from django.db import models


class Channel(models.Model):
    """A channel by the name that documents call it. ``importing.channels`` says whose word counts.

    People may write its name better in the admin; imports find it by its key and keep that name.
    """

    key = models.CharField(
        max_length=200,
        unique=True,
        editable=False,
        help_text="The folded name that documents call it by.",
    )
    name = models.CharField(max_length=200, help_text="As it is shown.")

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return self.name
