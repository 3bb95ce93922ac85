"""The text of a document stays beside its module, so that it can be read again without its file."""

from __future__ import annotations

from courses.models import Module, ModuleText


def kept(text: str) -> str:
    """As it is kept: PostgreSQL's texts hold no null character, and no document means one."""
    return text.replace("\x00", "\ufffd")


def keep_text(module: Module, text: str) -> None:
    """One statement, whether there was a text before or not. An empty ``text`` keeps the old."""
    if not text:
        return
    row = ModuleText(module=module, text=kept(text))
    ModuleText.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["module"], update_fields=["text"]
    )
