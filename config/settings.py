"""Settings of Cuepoint. Every choice comes from the environment; see ``.env.example``.

``DEBUG`` is off unless asked for, and nothing secret has a usable default without it.
"""

from __future__ import annotations

import secrets
from pathlib import Path

import django_stubs_ext
from csp.constants import NONE, SELF

from config.checks import DEMO_SECRET_KEY
from config.env import Env
from config.language_model import read_language_model

# Lets forms and admins name their model as a type: ModelForm[User].
django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent
env = Env()

DEBUG = env.flag("DEBUG")
SECRET_KEY_GIVEN = bool(env.text("SECRET_KEY"))
# Without one, a server gets a key of its own at each start: never a known one. The system check
# cuepoint.E002 of `check --deploy` says what to do; the demonstration keeps one, and its log-ins.
SECRET_KEY = env.text("SECRET_KEY") or (DEMO_SECRET_KEY if DEBUG else secrets.token_urlsafe(50))
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", ("127.0.0.1", "localhost", "[::1]") if DEBUG else ())
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")
SITE_NAME = env.text("SITE_NAME", "Cuepoint")

INSTALLED_APPS = [
    "accounts",
    "courses",
    "quizzes",
    "allauth",
    "allauth.account",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "markdownx",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "config.packed.PackedPagesMiddleware",
    "config.stored.StoredPagesMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.TimezoneMiddleware",
    "accounts.middleware.PrivacyMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "courses.context.navigation",
            ],
        },
    }
]

(BASE_DIR / "data").mkdir(exist_ok=True)  # what a running Cuepoint writes, git ignores
DATABASES = {"default": env.database("DATABASE_URL", base_dir=BASE_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Limits on log-in attempts are counted in the cache: share it between processes in production.
# Where pages of strangers are stored; templates that are being worked on must show at once.
PAGES = env.choice("PAGES", ("memory", "database", "off"), "off" if DEBUG else "memory")
STORED_PAGES = PAGES != "off"
CACHE = env.choice("CACHE", ("memory", "database"), "memory")
CACHES = {
    # A full cache throws counts away: with Django's 300, those of whom somebody is guessing at.
    "default": (
        {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
        if CACHE == "memory"
        else {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}
    )
    | {"OPTIONS": {"MAX_ENTRIES": 20_000}},
    # Pages of strangers, by address: see config/stored.py. Some 20 kB each. In a table of their
    # own: whoever reads many pages must not push the counts above out of theirs.
    "pages": (
        {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "stored_pages"}
        if PAGES == "database"
        else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "pages"}
    )
    | {"TIMEOUT": 24 * 3600, "KEY_PREFIX": "pages", "OPTIONS": {"MAX_ENTRIES": 2_000}},
}

# Large imports: at once inside of the request, or by `manage.py db_worker`, which must then run.
IMPORTS = env.choice("IMPORTS", ("immediate", "worker"), "immediate")
TASKS = {
    "default": {
        "BACKEND": (
            "django_tasks.backends.immediate.ImmediateBackend"
            if IMPORTS == "immediate"
            else "django_tasks_db.DatabaseBackend"
        )
    }
}

# People
AUTH_USER_MODEL = "accounts.User"
# Each says what its app keeps about a person: see accounts.keepers.
PERSONAL_DATA = ("accounts.personal", "courses.personal", "quizzes.personal")
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
SESSION_ENGINE = "accounts.sessions"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "courses:learning"
LOGOUT_REDIRECT_URL = "courses:catalogue"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_SIGNUP_FORM_CLASS = "accounts.forms.SignupForm"
ACCOUNT_EMAIL_VERIFICATION = env.choice(
    "EMAIL_VERIFICATION", ("mandatory", "optional", "none"), "none" if DEBUG else "mandatory"
)
ACCOUNT_EMAIL_SUBJECT_PREFIX = f"{SITE_NAME}: "
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGOUT_REDIRECT_URL = "courses:catalogue"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "http" if DEBUG else "https"

# E-mail: printed on the terminal while demonstrating, sent through a server otherwise.
EMAIL_BACKEND = (
    "django.core.mail.backends.console.EmailBackend"
    if DEBUG and not env.text("EMAIL_HOST")
    else "django.core.mail.backends.smtp.EmailBackend"
)
EMAIL_HOST = env.text("EMAIL_HOST", "localhost")
EMAIL_PORT = env.number("EMAIL_PORT", 25, least=1)
EMAIL_HOST_USER = env.text("EMAIL_USER")
EMAIL_HOST_PASSWORD = env.text("EMAIL_PASSWORD")
EMAIL_USE_TLS = env.flag("EMAIL_TLS")
DEFAULT_FROM_EMAIL = env.text("EMAIL_FROM", "Cuepoint <noreply@localhost>")

# Language and time
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English")]
TIME_ZONE = env.timezone("TIME_ZONE", "UTC")
USE_I18N = True
USE_TZ = True

# Files. What people upload is re-encoded first; see courses/pictures/uploads.py.
STATIC_URL = "static/"
STATIC_ROOT = Path(env.text("STATIC_ROOT") or BASE_DIR / "data" / "static")
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "media/"
MEDIA_ROOT = Path(env.text("MEDIA_ROOT") or BASE_DIR / "data" / "media")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if DEBUG
            else "config.storage.HashedStaticFiles"
        )
    },
}
WHITENOISE_USE_FINDERS = DEBUG
MAX_DOCUMENT_BYTES = 5 * 1024 * 1024
# What an archive of documents may hold: a library of 21,000 notes has about 250 MB of text, text
# shrinks to a third or a quarter, and nobody's folders are twenty deep.
ARCHIVE_MAX_BYTES = 100 * 1024 * 1024  # packed, in an upload
ARCHIVE_MAX_FILES = 50_000
ARCHIVE_MAX_UNPACKED_BYTES = 500 * 1024 * 1024
ARCHIVE_MAX_RATIO = 100
ARCHIVE_MAX_DEPTH = 20
# An upload with more than either is imported by the worker, where there is one.
SMALL_IMPORT_DOCUMENTS = 25
SMALL_IMPORT_CHARACTERS = 2_000_000
# An import that says nothing for so long has lost its worker, and may be continued.
IMPORT_SILENT_SECONDS = 120
MAX_PICTURE_BYTES = 8 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024

MARKDOWNX_URLS_PATH = "/studio/markdown/preview/"
MARKDOWNX_UPLOAD_URLS_PATH = "/studio/markdown/upload/"
MARKDOWNX_SERVER_CALL_LATENCY = 400

# May word questions, for `generate_questions --author` alone. Off without address and model.
LANGUAGE_MODEL = read_language_model(env, base_dir=BASE_DIR)

# Security
SECURE_CONTENT_TYPE_NOSNIFF = True
# The video's frame refuses to play without a referrer (its error 153).
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
HTTPS = env.flag("HTTPS", not DEBUG)
SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = env.number("HSTS_SECONDS", 3600 if HTTPS else 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.flag("HSTS_SUBDOMAINS")
if env.flag("BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    # Else all people share the proxy's address, and with it the limits on log-in attempts.
    ALLAUTH_TRUSTED_PROXY_COUNT = 1
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, "https://www.youtube.com"],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "frame-src": ["https://www.youtube-nocookie.com", "https://www.youtube.com"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.choice("LOG_LEVEL", LOG_LEVELS, "WARNING")},
}

ENV_PROBLEMS = env.problems
