"""Ask a page for its status only: tens of thousands of times, so as cheaply as can be.

One handler for all, and nobody keeps what templates were given.
"""

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.test.client import ClientHandler, RequestFactory

_handler = ClientHandler(enforce_csrf_checks=False)
_factory = RequestFactory()


def status_of(method: str, address: str, *, session: str | None = None) -> int:
    """Return the status that somebody (the key of his session) gets; nothing stays."""
    cache.clear()  # rate limits count there
    with transaction.atomic():
        request = _factory.generic(method, address)
        if session is not None:
            request.environ["HTTP_COOKIE"] = f"{settings.SESSION_COOKIE_NAME}={session}"
        answer = _handler(request.environ)
        list(answer)  # a file is closed at its end
        transaction.set_rollback(True)
    return answer.status_code
