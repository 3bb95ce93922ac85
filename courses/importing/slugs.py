"""Addresses that no other row of the same course or module has."""

from __future__ import annotations


def free_slug(wanted: str, taken: set[str]) -> str:
    """``wanted``, or with a number behind it where another row has it already."""
    wanted = wanted[:90].strip("-") or "part"
    slug, number = wanted, 1
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    return slug
