"""Static files under hashed names, compressed beforehand."""

from __future__ import annotations

from functools import cache

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # untyped
    """Also rewrites the imports between our ES modules, so that no module meets an old one."""

    support_js_module_import_aggregation = True

    def url(self, name: str | None, force: bool = False) -> str:
        """The address does not change while a process runs; pages ask for it dozens of times."""
        return _address(self, name, force)

    def own_url(self, name: str | None, force: bool) -> str:
        return str(super().url(name, force))


@cache
def _address(storage: HashedStaticFiles, name: str | None, force: bool) -> str:
    return storage.own_url(name, force)
