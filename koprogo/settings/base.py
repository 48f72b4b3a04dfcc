"""What every installation shares. Nothing here is secret and nothing is guessed."""

import os
from importlib.util import find_spec
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from koprogo.settings import env

BASE_DIR = Path(__file__).resolve().parents[2]

INSTALLED_APPS = [
    "modeltranslation",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.headless",
    "csp",
    "koprogo.ui",
    "koprogo.tenancy",
    "koprogo.accounts",
    "koprogo.api",
    "koprogo.audit",
    "koprogo.ledger",
    "koprogo.jobs",
    "koprogo.documents",
    "koprogo.notifications",
    "koprogo.privacy",
    "koprogo.webhooks",
    "koprogo.measuring",
    "koprogo.archive",
    "buildings",
    "finance",
    "governance",
    "community",
    "transparency",
    "solidarity",  # after the ASBL: its fund is founded, and plays its demo, later
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "koprogo.accounts.middleware.LanguageMiddleware",
    "koprogo.ui.offline.OfflineMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "koprogo.accounts.middleware.SecondFactorMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "koprogo.urls"
WSGI_APPLICATION = "koprogo.wsgi.application"
# This page and those below it are the same for everybody: the web process keeps them
# for seconds, and no cookie reaches Django for them (koprogo/kept.py).
KEPT_PREFIX = "/transparency"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
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
                "koprogo.ui.context_processors.shell",
            ],
        },
    },
]

DATABASES = {"default": env.database(env.secret("DATABASE_URL"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = os.environ.get("REDIS_URL", "redis://localhost:6379/0")
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
    }
}
CELERY_BROKER_URL = env.celery_broker(REDIS_URL)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_MAX_TASKS_PER_CHILD = 500
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 220_000  # kB; letters must stay below 250 MB
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "Europe/Brussels"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["koprogo.accounts.hashers.Argon2idHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation."
        "UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "koprogo.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "add_email": "koprogo.accounts.sign_in_forms.ChangeAddressForm",
    "login": "koprogo.accounts.sign_in_forms.LoginForm",
    "signup": "koprogo.accounts.sign_in_forms.SignupForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
# By a code that is typed into the same window: a sign-up with a passkey needs that one.
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
# One address; another one replaces it when it is confirmed.
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
# What is not named here keeps allauth's limit: 30 sign-ins a minute and address of the
# network, 5 wrong passwords in five minutes for one account, 20 sign-ups a minute, …
# "join": codes of invitations that were wrong; "guest": those of notaries' links;
# "estimate": questions to the public page of the solidarity fund.
ACCOUNT_RATE_LIMITS = {
    "test_mail": "5/h/user",
    "join": "10/m/ip,60/h/ip",
    "guest": "10/m/ip,60/h/ip",
    "estimate": "20/m/ip,120/h/ip",
}

MFA_ADAPTER = "koprogo.accounts.adapter.MFAAdapter"
MFA_FORMS = {
    "activate_totp": "koprogo.accounts.sign_in_forms.ActivateTotpForm",
    "add_webauthn": "koprogo.accounts.sign_in_forms.AddPasskeyForm",
    "authenticate": "koprogo.accounts.sign_in_forms.CodeForm",
    "authenticate_webauthn": "koprogo.accounts.sign_in_forms.PasskeyForm",
    "edit_webauthn": "koprogo.accounts.sign_in_forms.RenamePasskeyForm",
    "login_webauthn": "koprogo.accounts.sign_in_forms.PasskeyAloneForm",
    "reauthenticate": "koprogo.accounts.sign_in_forms.CodeAgainForm",
    "reauthenticate_webauthn": "koprogo.accounts.sign_in_forms.PasskeyAgainForm",
    "signup_webauthn": "koprogo.accounts.sign_in_forms.FirstPasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = True
MFA_TOTP_ISSUER = "KoproGo"
# Not longer than allauth remembers that a code was used: each lets in once.
MFA_TOTP_TOLERANCE = 0
# Syndics, the board and the committee need a second factor (platform.md §2), so many
# days after the role or the account began.
MFA_REQUIRED = True
MFA_GRACE_DAYS = 14

# A program signs in by /api/v1/auth/: an access token for five minutes, a refresh token
# that is good once. Both are checked against the session: ending it closes them.
HEADLESS_CLIENTS = ("app",)
HEADLESS_TOKEN_STRATEGY = "koprogo.api.sign_in_tokens.TokenStrategy"
HEADLESS_JWT_ALGORITHM = "HS256"  # with the SECRET_KEY
HEADLESS_JWT_STATEFUL_VALIDATION_ENABLED = True
HEADLESS_JWT_ACCESS_TOKEN_EXPIRES_IN = 300
HEADLESS_JWT_REFRESH_TOKEN_EXPIRES_IN = 14 * 24 * 3600
HEADLESS_JWT_ROTATE_REFRESH_TOKEN = True

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "koprogo.api.authentication.BearerAuthentication"
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_PARSER_CLASSES": ["koprogo.api.parsers.SmallJSONParser"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_METADATA_CLASS": None,
    "DEFAULT_SCHEMA_CLASS": "koprogo.api.schema.OperationSchema",
    "DEFAULT_THROTTLE_CLASSES": [
        "koprogo.api.throttles.PerPerson",
        "koprogo.api.throttles.PerToken",
    ],
    "DEFAULT_THROTTLE_RATES": {
        "person": "600/min",
        "token": "300/min",
        "address": "30/min",
        "public": "120/min",
    },
    "EXCEPTION_HANDLER": "koprogo.api.problems.handle",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "KoproGo",
    "VERSION": "1",
    "DESCRIPTION": "Co-ownership buildings in Belgium. Read docs/api.md first.",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "OAS_VERSION": "3.1.0",
    "POSTPROCESSING_HOOKS": [],
}

LANGUAGE_CODE = "nl"
LANGUAGES = [
    ("nl", _("Dutch")),
    ("fr", _("French")),
    ("de", _("German")),
    ("en", _("English")),
]
# A text that is missing in the reader's language is shown in the first one that has it.
MODELTRANSLATION_FALLBACK_LANGUAGES = ("nl", "fr", "de", "en")
# Of the framework of the API we take the sentences, not the app: its template tags, for
# pages that the API does not have, load 8 MB of libraries at every start.
LOCALE_PATHS = [
    BASE_DIR / "locale",
    Path(find_spec("rest_framework").origin).parent / "locale",
]
TIME_ZONE = "Europe/Brussels"
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

MEDIA_ROOT = BASE_DIR / "var" / "files"  # never served by the web server
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "var" / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# Read from the cache, written to the database: losing the cache loses nobody.
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}

# Where people find the source code of what runs here (AGPL-3.0, section 13).
SOURCE_URL = env.secret("SOURCE_URL", "")

# Who runs this site, and whom people ask about their data: on the page /privacy/.
ORGANISATION_NAME = env.secret("ORGANISATION_NAME", "KoproGo")
ORGANISATION_ADDRESS = env.secret("ORGANISATION_ADDRESS", "")
# Who keeps the servers and carries the e-mails, and where: "Example Hosting, Ghent".
ORGANISATION_PROCESSORS = env.secret("ORGANISATION_PROCESSORS", "")
DPO_EMAIL = env.secret("DPO_EMAIL", "dpo@koprogo.com")
# Whom people write to about the solidarity fund.
SOLIDARITY_EMAIL = env.secret("SOLIDARITY_EMAIL", "solidarite@koprogo.com")

# Where the site is, https://koprogo.example: for links in the mails of the night, which
# no request leads to. Unknown, they have none.
SITE_ORIGIN = ""

# Who is told when the nightly check finds broken books.
OPERATOR_EMAILS = [
    each for each in env.secret("OPERATOR_EMAILS", "").split(",") if each
]

# On only where the ASBL itself runs the software: elsewhere there is no tariff, no
# fund, no page of the ASBL (transparency.md).
ASBL_PLATFORM = env.secret("ASBL_PLATFORM", "") == "on"

# Webhooks go to the public internet only; where there is no secret to find, also here.
WEBHOOKS_TO_LOOPBACK = False

# An upload is read up to this size and no further (buildings/importing).
UPLOAD_LIMIT_BYTES = 10 * 1024 * 1024
UPLOAD_REQUEST_LIMIT_BYTES = 40 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["koprogo.ui.uploads.LimitedUploadHandler"]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# What people type is in no report of an error (docs/privacy.md).
DEFAULT_EXCEPTION_REPORTER = "koprogo.error_reports.Reporter"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    # They tell every step of every letter.
    "loggers": {
        "weasyprint": {"level": "WARNING"},
        "fontTools": {"level": "WARNING"},
    },
}
