"""One machine, no secrets: what `make demo` runs. Never put this on the internet."""

from koprogo.settings import base
from koprogo.settings.base import *  # noqa: F403

# What `make demo` keeps besides its database, to be removed with it (deploy/local).
PLACE = base.BASE_DIR / "var" / "demo"

SECRET_KEY = "only-for-the-demo-on-this-machine-never-for-a-real-site"
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
MEDIA_ROOT = PLACE / "files"
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = PLACE / "mail"
DEFAULT_FROM_EMAIL = "KoproGo <demo@koprogo.invalid>"
DEMO = True
ASBL_PLATFORM = True
# 32 bytes in base64, and no secret: see koprogo/encryption.py.
ENCRYPTION_KEYS = "demo:b25seS1mb3ItdGhlLWRlbW8tb24tdGhpcy1tYWNoaW4="
MFA_REQUIRED = False
WEBHOOKS_TO_LOOPBACK = True
