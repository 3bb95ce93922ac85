"""Cuepoint's settings under test: the house's own, read in an environment that the tests choose.

``DATABASE_URL`` alone is taken from outside: `scripts/throwaway_postgres.py` sets it.
"""

import os
import tempfile

for _name in (
    "SECRET_KEY",
    "ALLOWED_HOSTS",
    "HTTPS",
    "CACHE",
    "EMAIL_HOST",
    "EMAIL_VERIFICATION",
    "IMPORTS",
):
    os.environ.pop(_name, None)
for _name in [name for name in os.environ if name.startswith("LLM_")]:
    del os.environ[_name]  # no test may ask a language model that is somebody's
# Without it the settings are those of a server behind HTTPS. Django turns DEBUG itself off again.
os.environ["DEBUG"] = "1"
os.environ["PAGES"] = "memory"  # as on a server: no test may see a page that is not so any more
os.environ["DATABASE_POOL"] = "0"  # a pool's idle connections would keep the test database in use
_files = tempfile.TemporaryDirectory(prefix="cuepoint-test-media-")
os.environ["MEDIA_ROOT"] = _files.name

from config.settings import *  # noqa: E402, F403

# A slow hash protects passwords, and nobody's password is here.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Static files come from where they are written: nothing is collected for tests.
WHITENOISE_AUTOREFRESH = True
