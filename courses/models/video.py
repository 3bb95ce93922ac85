"""Videos: several notes may tell of the same one."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models

validate_video_key = RegexValidator(
    r"^[A-Za-z0-9_-]{11}$", "A YouTube video's id has 11 letters, digits, - or _."
)


class Video(models.Model):
    """A video that one or several notes tell of."""

    class Provider(models.TextChoices):
        YOUTUBE = "youtube", "YouTube"

    provider = models.CharField(max_length=16, choices=Provider.choices, default=Provider.YOUTUBE)
    key = models.CharField(max_length=32, validators=[validate_video_key])
    seconds = models.PositiveIntegerField(
        null=True, blank=True, help_text="Length in seconds, empty until known."
    )
    embeddable = models.BooleanField(null=True, blank=True)
    channel = models.ForeignKey(
        "courses.Channel",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="videos",
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["provider", "key"], name="video_key_unique")]

    def __str__(self) -> str:
        return self.key

    def url_at(self, seconds: int = 0) -> str:
        """Address of the moment at the provider's own site."""
        return f"https://youtu.be/{self.key}" + (f"?t={seconds}" if seconds else "")
