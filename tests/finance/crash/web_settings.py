"""A real web process whose sessions, files and jobs outlive it."""

from koprogo.settings import test
from tests.finance.letter_worker_settings import *  # noqa: F403
from tests.finance.letter_worker_settings import STORAGES

ALLOWED_HOSTS = ["localhost"]
STORAGES = STORAGES | {"staticfiles": test.STORAGES["staticfiles"]}
