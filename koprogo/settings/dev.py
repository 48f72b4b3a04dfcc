"""One machine, no secrets: what `make demo` runs. Never put this on the internet."""

from koprogo.settings.base import *  # noqa: F403

SECRET_KEY = "only-for-the-demo-on-this-machine-never-for-a-real-site"
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
DEFAULT_FROM_EMAIL = "KoproGo <demo@koprogo.invalid>"
DEMO = True
