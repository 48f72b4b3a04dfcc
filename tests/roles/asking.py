"""Ask for a status only: tens of thousands of times, so as cheaply as can be.

One handler for all, and no page is written: what stands in them other tests read, and
``make test-full`` opens every page of a building as everybody.
"""

from functools import cache, partial
from importlib import import_module
from unittest.mock import patch

from django.conf import settings
from django.core.cache import cache as counted
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.core.signals import request_finished
from django.db import transaction
from django.http import HttpResponse
from django.template.backends.django import Template
from django.test.client import RequestFactory

_factory = RequestFactory()
_urls = import_module(settings.ROOT_URLCONF)


def _refused(status, request, exception):
    return HttpResponse(status=status)


_refusals = {
    f"handler{status}": partial(_refused, status) for status in (400, 403, 404)
}


@cache
def _handler() -> BaseHandler:
    handler = BaseHandler()
    handler.load_middleware()
    return handler


def status_of(method: str, address: str, *, session: str | None = None) -> int:
    """Return the status that somebody (the key of his session) gets; nothing stays."""
    cookie = f"{settings.SESSION_COOKIE_NAME}={session}"
    sent = {} if session is None else {"HTTP_COOKIE": cookie}
    return _status(_factory.generic(method, address, **sent))


def status_of_program(method: str, address: str, *, secret: str) -> int:
    """Return the status that a program with a key gets for an empty body."""
    sent = {"HTTP_AUTHORIZATION": f"Bearer {secret}", "HTTP_IDEMPOTENCY_KEY": "1"}
    return _status(_factory.generic(method, address, "{}", "application/json", **sent))


def _unwritten(self, context=None, request=None) -> str:
    return "<p></p>"


def _status(request: WSGIRequest) -> int:
    counted.clear()  # rate limits count there
    request._dont_enforce_csrf_checks = True
    with (
        patch.multiple(_urls, create=True, **_refusals),
        patch.object(Template, "render", _unwritten),
        transaction.atomic(),
    ):
        answer = _handler().get_response(request)
        list(answer)  # a file is read to its end
        # Nobody is told that it is over: the connection to the database stays.
        with patch.object(request_finished, "send"):
            answer.close()
        transaction.set_rollback(True)
    return answer.status_code
