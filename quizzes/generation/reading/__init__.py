"""Reading: what a fact says, before anything is asked of it."""

from .readings import Reading

__all__ = ["Reading"]
