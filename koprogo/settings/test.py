"""Settings of the test suite: cheap passwords, no network, loud templates."""

from copy import deepcopy

from koprogo.settings import base
from koprogo.settings.dev import *  # noqa: F403


class Undefined(str):
    """Stands for an undefined template variable and refuses to be printed."""

    __slots__ = ()

    def __contains__(self, item):
        return item == "%s"

    def __mod__(self, name):
        raise NameError(f"undefined template variable: {name}")


SECRET_KEY = "tests"
HEADLESS_JWT_PRIVATE_KEY = "signs tokens: thirty-two bytes at least"
DEMO = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
CELERY_BROKER_URL = "memory://"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Static files come from their folders: nothing is collected for tests.
MIDDLEWARE = [name for name in base.MIDDLEWARE if "whitenoise" not in name]
TEMPLATES = deepcopy(base.TEMPLATES)
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = Undefined("%s")
