"""What every view of the API has in common."""

from django.urls import URLPattern, path
from django.utils import translation
from rest_framework.exceptions import ValidationError
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.views import APIView

from koprogo.api import problems
from koprogo.api.operations import IDEMPOTENCY_KEY, Operation
from koprogo.api.parsers import UploadParser
from koprogo.api.tables import RENDERERS

HANDLERS = ("get", "post", "put", "patch", "delete")
LONGEST_KEY = 64
NOTHING = Operation()


class ApiView(APIView):
    """One address. Each method is ``@door(…)``, ``@operation(…)``, and a few lines.

    ``tag``: the chapter of the description in which it stands.
    """

    tag = ""

    @classmethod
    def as_view(cls, **initkwargs):
        view = super().as_view(**initkwargs)
        # What a page says with ``require``: here the first method's; tests/api looks
        # at each of them.
        view.permission = cls.handlers()[0][1].permission
        return view

    @classmethod
    def handlers(cls):
        """Return (method, handler) of what this address answers to."""
        return [(name, getattr(cls, name)) for name in HANDLERS if hasattr(cls, name)]

    def initialize_request(self, request, *args, **kwargs):
        asked = super().initialize_request(request, *args, **kwargs)
        if self._promised(request.method).takes_files:
            asked.parsers = [UploadParser()]
        return asked

    def get_renderers(self):
        tables = RENDERERS if self.declared.is_list else ()
        return [kind() for kind in (JSONRenderer, *tables)]

    def perform_content_negotiation(self, request, force=False):
        """A file is sent as what it is, whatever was asked for; its problems as JSON."""
        if self.declared.downloads:
            return JSONRenderer(), JSONRenderer.media_type
        return super().perform_content_negotiation(request, force)

    def initial(self, request, *args, **kwargs):
        """After the key is checked, speak the person's language unless asked another."""
        super().initial(request, *args, **kwargs)
        if request.user.is_authenticated and "Accept-Language" not in request.headers:
            translation.activate(request.user.language)
            request._request.LANGUAGE_CODE = request.user.language

    def finalize_response(self, request, response, *args, **kwargs):
        response = super().finalize_response(request, response, *args, **kwargs)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    @property
    def declared(self) -> Operation:
        return self._promised(self.request.method)

    def _promised(self, method: str) -> Operation:
        """Return what a method declares; nothing, for one that there is not."""
        name = "get" if method == "HEAD" else method.lower()
        return getattr(getattr(self, name, None), "operation", NOTHING)

    def read(self, row=None, **context) -> dict:
        """Return what the body says, checked. ``row``: the one that it changes."""
        serializer = self.declared.body(
            row,
            data=self.request.data,
            partial=self.request.method == "PATCH",
            context={"request": self.request, "view": self, **context},
        )
        serializer.is_valid(raise_exception=True)
        return serializer.validated_data

    def asked(self, **given) -> dict:
        """Return what the query says, checked. ``given``: what its form is made with.

        Raises:
            ValidationError: something in it is wrong.
        """
        query = self.declared.query(self.request.query_params, **given)
        if not query.is_valid():
            raise ValidationError(query.errors)
        return query.cleaned_data

    def idempotency_key(self) -> str:
        """Return the header by which a request sent twice is known.

        Raises:
            ValidationError: there is none, or it is longer than 64 characters.
        """
        key = self.request.headers.get(IDEMPOTENCY_KEY, "").strip()
        if 0 < len(key) <= LONGEST_KEY:
            return key
        raise problems.invalid(
            IDEMPOTENCY_KEY,
            problems.KEY_NEEDED % {"header": IDEMPOTENCY_KEY, "limit": LONGEST_KEY},
        )


def at(route: str, view: type[ApiView], name: str) -> URLPattern:
    """Return a row of a list of addresses."""
    return path(route, view.as_view(), name=name)


class ProblemResponse(Response):
    """A problem that is an answer by itself, no exception."""

    def __init__(self, status: int, **body):
        super().__init__(
            problems.problem(status, **body),
            status=status,
            content_type=problems.MEDIA_TYPE,
        )
