"""Static files under hashed names, compressed beforehand."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # untyped
    """Also rewrites the imports between our ES modules, so that no module meets an old one."""

    support_js_module_import_aggregation = True
