"""One handler of the API, declared once: what it reads, what it answers, what it refuses.

The same declaration runs the handler and writes the OpenAPI description, so neither can
promise what the other does not keep. ``@operation`` stands below the door
(``@require(…)`` or ``@personal(…)``): rows become plain data inside the transaction.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http.response import HttpResponseBase
from django_filters.rest_framework import FilterSet
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from koprogo.api.bodies import UploadBody
from koprogo.api.pagination import Pages
from koprogo.api.tables import table_of
from koprogo.ui.exports import CONTENT_TYPES, LIMIT, send_table

IDEMPOTENCY_KEY = "Idempotency-Key"


@dataclass(frozen=True, slots=True)
class Listing:
    """Rows for a page. ``shape`` makes what is shown of those on the page at once."""

    rows: QuerySet | Sequence[Any]
    shape: Callable[[Any], Sequence[Any]] = list


@dataclass(frozen=True, slots=True)
class Operation:
    """``page_of`` answers in pages, ``list_of`` all at once, ``answer`` one thing,
    ``downloads`` a file of one of these content types. A list is also had as a file, a
    table: ``lines`` names the list in each row whose entries are its lines.

    ``filters`` narrow a list; ``query``: what the handler itself is asked, which it gets
    from ``view.asked()``. ``refuses``: the domain errors that a caller must expect.
    ``keyed``: the header ``Idempotency-Key`` is required. ``problems`` and ``headers``:
    further statuses to expect, and headers that are required.
    """

    answer: type[Serializer] | None = None
    list_of: type[Serializer] | None = None
    page_of: type[Serializer] | None = None
    lines: str = ""
    downloads: tuple[str, ...] = ()
    body: type[Serializer] | None = None
    status: int = 200
    filters: type[FilterSet] | None = None
    query: type[forms.Form] | None = None
    refuses: tuple[type[Exception], ...] = ()
    keyed: bool = False
    problems: tuple[int, ...] = ()
    headers: tuple[str, ...] = ()

    @property
    def shown(self) -> type[Serializer] | None:
        return self.answer or self.list_of or self.page_of

    @property
    def is_list(self) -> bool:
        return bool(self.list_of or self.page_of)

    @property
    def takes_files(self) -> bool:
        return self.body is not None and issubclass(self.body, UploadBody)

    def respond(self, view, request, found) -> HttpResponseBase:
        """Return what the handler found as plain data: nothing is read afterwards."""
        if isinstance(found, HttpResponseBase):
            return found
        if self.shown is None:
            return Response(status=self.status)
        if self.is_list and request.accepted_renderer.format in CONTENT_TYPES:
            return self._file(view, request, _listed(found))
        if self.page_of:
            return self._page(view, request, _listed(found))
        many = self.list_of is not None
        return Response(self._plain(view, found, many=many), self.status)

    def _file(self, view, request, listing: Listing) -> HttpResponseBase:
        """Return the whole list, as far as a file goes."""
        rows = list(self._filtered(request, listing.rows)[: LIMIT + 1])
        table = table_of(
            self.shown,
            self._plain(view, listing.shape(rows), many=True),
            name=request.resolver_match.url_name,
            lines=self.lines,
        )
        place = view.kwargs.get("slug", "koprogo")
        return send_table(table, request.accepted_renderer.format, place=place)

    def _page(self, view, request, listing: Listing) -> Response:
        pages = Pages()
        page = pages.paginate_queryset(
            self._filtered(request, listing.rows), request, view=view
        )
        shaped = listing.shape(page)
        return pages.get_paginated_response(self._plain(view, shaped, many=True))

    def _filtered(self, request, rows):
        if self.filters is None:
            return rows
        chosen = self.filters(request.query_params, queryset=rows, request=request)
        if not chosen.is_valid():
            raise ValidationError(chosen.errors)
        return chosen.qs

    def _plain(self, view, found, *, many):
        context = {"request": view.request, "view": view}
        return self.shown(found, many=many, context=context).data


def _listed(found) -> Listing:
    return found if isinstance(found, Listing) else Listing(found)


def operation(**described):
    """Declare a handler; see ``Operation`` for the words."""
    declared = Operation(**described)

    def decorator(handler):
        @wraps(handler)
        def wrapper(view, request, *args, **kwargs):
            found = handler(view, request, *args, **kwargs)
            return declared.respond(view, request, found)

        wrapper.operation = declared
        return wrapper

    return decorator
