"""What goes wrong, as problem details (RFC 9457, ``application/problem+json``).

``type`` is the address of the explanation on the page ``/api/``; programs compare its
last part. ``errors`` says what is wrong with which field of the body or the query. An
app tells once what each of its domain errors is to a program: ``REFUSALS``.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import exception_handler

MEDIA_TYPE = "application/problem+json"
# Under which name an error stands that belongs to no single field.
WHOLE = "non_field_errors"

# The general ones, by status: the last part of their type, and the title.
GENERAL: dict[int, tuple[str, str | Promise]] = {
    400: ("invalid", _("Something in the request is wrong.")),
    401: ("unauthenticated", _("The request carries no valid key.")),
    403: ("forbidden", _("The key or the person has no right to do this.")),
    404: ("not-found", _("There is nothing at this address for you.")),
    405: ("method-not-allowed", _("This address does not know this method.")),
    406: ("not-acceptable", _("This address does not answer in that format.")),
    409: ("conflict", _("The state of things does not allow this.")),
    413: ("too-large", _("The body is too large.")),
    415: ("unsupported-media-type", _("This address reads bodies of another kind.")),
    429: ("too-many-requests", _("Too many requests: wait, then go on.")),
    500: ("server-error", _("The server failed. It has been noted.")),
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """What a domain error is to a program.

    ``code``: the last part of the type. ``detail``: a sentence, or what makes one from
    the error. ``field``: where the body is wrong; then the status is 400.
    """

    code: str
    detail: str | Promise | Callable[[Exception], str]
    status: int = 409
    field: str = ""


REFUSALS: dict[type[Exception], Refusal] = {}


class Refused(exceptions.APIException):
    """A domain error on its way out of the transaction: nothing was changed."""

    def __init__(self, refusal: Refusal, error: Exception) -> None:
        said = refusal.detail
        super().__init__(str(said(error) if callable(said) else said))
        self.refusal = refusal
        self.status_code = refusal.status


KEY_NEEDED = _(
    "The header %(header)s is needed, with at most %(limit)s characters of your choice: "
    "a request that is sent twice then counts once."
)


def invalid(field: str, sentence) -> exceptions.ValidationError:
    """Return the error that says what is wrong with one field: 400."""
    return exceptions.ValidationError({field: [sentence]})


@contextmanager
def told() -> Iterator[None]:
    """Turn the domain errors of the apps into problems, still inside the tenant."""
    try:
        yield
    except tuple(REFUSALS) as error:
        raise Refused(REFUSALS[type(error)], error) from error


def handle(exc: Exception, context: Mapping) -> Response | None:
    """DRF's exception handler. What nobody expected stays an error of the server."""
    response = exception_handler(exc, context)
    if response is None:
        return None
    request = context["request"]
    response.data = problem(
        response.status_code,
        instance=request.path,
        detail=_detail(exc),
        errors=_errors(exc),
        code=exc.refusal.code if isinstance(exc, Refused) else "",
    )
    response.content_type = MEDIA_TYPE
    return response


def problem(
    status: int, *, instance: str, detail: str = "", errors=None, code="", **more
) -> dict[str, object]:
    """Return a problem as plain data; ``more`` are members of this problem alone."""
    general, title = GENERAL[status]
    body = {
        "type": f"{reverse('api-guide')}#{code or general}",
        "title": str(title),
        "status": status,
        "detail": detail or str(title),
        "instance": instance,
    }
    if errors:
        body["errors"] = errors
    return body | more


def _detail(exc: Exception) -> str:
    # Django's own words name a model, and those of a broken body go to ``errors``.
    silent = (Http404, PermissionDenied, exceptions.ValidationError)
    if isinstance(exc, silent) or not isinstance(exc.detail, str):
        return ""
    return str(exc.detail)


def _errors(exc: Exception) -> dict[str, list[str]]:
    if isinstance(exc, Refused) and exc.refusal.field:
        return {exc.refusal.field: [str(exc.detail)]}
    if isinstance(exc, exceptions.ValidationError):
        return dict(flat(exc.detail))
    return {}


def flat(errors, path: str = "") -> Iterator[tuple[str, list[str]]]:
    """Yield ``items.0.amount`` with its sentences from DRF's nested errors."""
    if isinstance(errors, Mapping):
        for name, inner in errors.items():
            here = path if name == WHOLE and path else f"{path}.{name}".strip(".")
            yield from flat(inner, here)
        return
    sentences = [str(each) for each in errors if isinstance(each, str)]
    if sentences:
        yield path or WHOLE, sentences
    for number, inner in enumerate(errors):
        if not isinstance(inner, str):
            yield from flat(inner, f"{path}.{number}".strip("."))
