"""A real worker whose files outlive it."""

import os

from tests.worker_settings import *  # noqa: F403

MEDIA_ROOT = os.environ["MEDIA_ROOT"]
STORAGES = {"default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}}
