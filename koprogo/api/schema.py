"""The OpenAPI description, written from the declarations of the handlers."""

from functools import cache

from django import forms
from django.utils import translation
from drf_spectacular.extensions import (
    OpenApiAuthenticationExtension,
    OpenApiSerializerFieldExtension,
)
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse
from rest_framework import serializers

from koprogo.api import problems
from koprogo.api.doors import needed_scope
from koprogo.api.fields import AMOUNT, Money
from koprogo.api.operations import IDEMPOTENCY_KEY, Operation
from koprogo.api.pagination import Pages
from koprogo.api.parsers import SmallJSONParser, UploadParser
from koprogo.api.problems import GENERAL
from koprogo.api.tables import RENDERERS

SCHEME = "bearer"

# How a filter's form field is written in OpenAPI; others are text.
FILTER_TYPES = {
    forms.DateField: OpenApiTypes.DATE,
    forms.UUIDField: OpenApiTypes.UUID,
    forms.NullBooleanField: OpenApiTypes.BOOL,
    forms.DecimalField: OpenApiTypes.STR,  # one of the next, and text all the same
    forms.IntegerField: OpenApiTypes.INT,
}


class Problem(serializers.Serializer):
    """RFC 9457. Compare the end of ``type``; show ``detail`` to people."""

    type = serializers.CharField(
        help_text="Where it is explained: /api/#already-issued"
    )
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    instance = serializers.CharField(help_text="The path of the request.")
    errors = serializers.DictField(
        child=serializers.ListField(child=serializers.CharField()),
        required=False,
        help_text="Sentences by field of the body or query, such as items.0.amount.",
    )
    session_token = serializers.CharField(
        required=False, help_text="With second-factor-needed: for the second step."
    )


class BearerScheme(OpenApiAuthenticationExtension):
    target_class = "koprogo.api.authentication.BearerAuthentication"
    name = SCHEME

    def get_security_definition(self, auto_schema):
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "An API token from your profile, or the access token of a "
            "sign-in.",
        }


class MoneyText(OpenApiSerializerFieldExtension):
    target_class = Money
    match_subclasses = True

    def map_serializer_field(self, auto_schema, direction):
        pattern = self.target.pattern if direction == "request" else AMOUNT
        return {"type": "string", "pattern": pattern, "example": "1234.50"}


class OperationSchema(AutoSchema):
    """Reads ``handler.operation`` instead of guessing."""

    @property
    def handler(self):
        return getattr(self.view, self.method.lower())

    @property
    def declared(self) -> Operation:
        return self.handler.operation

    def get_tags(self):
        return [self.view.tag]

    def get_summary(self):
        return self._words()[0]

    def get_description(self):
        return "\n\n".join(filter(None, [self._words()[1], self._right()]))

    def get_request_serializer(self):
        body = self.declared.body
        return body(partial=self.method == "PATCH") if body else None

    def map_parsers(self):
        if self.declared.takes_files:
            return [UploadParser.media_type]
        return [SmallJSONParser.media_type]

    def get_response_serializers(self):
        return self._answers() | {
            (str(status), problems.MEDIA_TYPE): OpenApiResponse(
                Problem, description=said
            )
            for status, said in sorted(self._problems().items())
        }

    def _answers(self):
        op = self.declared
        if op.downloads:
            file = OpenApiResponse(OpenApiTypes.BINARY, description="The file.")
            return {(str(op.status), kind): file for kind in op.downloads}
        if op.shown is None:
            return {op.status: OpenApiResponse(None, description="Done.")}
        if op.answer:
            return {op.status: op.answer()}
        file = OpenApiResponse(OpenApiTypes.BINARY, description="All of the list.")
        tables = {(str(op.status), kind.media_type): file for kind in RENDERERS}
        return {(str(op.status), "application/json"): op.shown(many=True)} | tables

    def get_override_parameters(self):
        parameters = [
            OpenApiParameter(
                "Retry-After",
                OpenApiTypes.INT,
                OpenApiParameter.HEADER,
                response=[429],
                description="Seconds to wait.",
            )
        ]
        if self.declared.keyed:
            parameters.append(_idempotency_key())
        if self.declared.is_list:
            parameters.append(_format())
        parameters += [_header(name) for name in self.declared.headers]
        if self.declared.filters:
            fields = self.declared.filters.base_filters.items()
            parameters += [_filter(name, each.field) for name, each in fields]
        if self.declared.query:
            fields = self.declared.query.base_fields.items()
            parameters += [_filter(name, field) for name, field in fields]
        return parameters

    def get_filter_backends(self):
        return []

    def _is_list_view(self, serializer=None):
        if serializer is None:
            return self.declared.is_list
        return super()._is_list_view(serializer)

    def _get_paginator(self):
        return Pages() if self.declared.page_of else None

    def _words(self) -> tuple[str, str]:
        summary, _blank, rest = (self.handler.__doc__ or "").strip().partition("\n")
        return summary.rstrip("."), " ".join(rest.split())

    def _right(self) -> str:
        if self.handler.change is None:
            return ""
        scope = f"Scope: `{needed_scope(self.method, self.handler.change)}`."
        if self.handler.permission is None:
            return scope
        return f"{scope} Right in the building: `{self.handler.permission}`."

    def _problems(self) -> dict[int, str]:
        """Return the statuses that a caller must expect, each in words."""
        op, found = self.declared, {429: "Too many requests."}
        if self.handler.change is not None:
            found |= {401: "No valid key.", 403: "No right, or not with this key."}
        if "{" in self.path or op.is_list or getattr(self.handler, "hides", False):
            found[404] = "Not there, or not for you."
        if op.body or op.filters or op.query or op.keyed:
            found[400] = "Something in the request is wrong: see `errors`."
        if op.takes_files:
            found |= {413: "Too large.", 415: "Not multipart/form-data."}
        elif op.body:
            found |= {413: "Larger than 1 MiB.", 415: "Not JSON."}
        more = {status: str(GENERAL[status][1]) for status in op.problems}
        return found | more | _refusals(op.refuses)


def _refusals(errors) -> dict[int, str]:
    found: dict[int, str] = {}
    for error in errors:
        refusal = problems.REFUSALS[error]
        before = found.get(refusal.status)
        found[refusal.status] = f"{before}, {refusal.code}" if before else refusal.code
    return found


def _idempotency_key():
    return OpenApiParameter(
        IDEMPOTENCY_KEY,
        {"type": "string", "minLength": 1, "maxLength": 64, "pattern": "^[!-~]+$"},
        OpenApiParameter.HEADER,
        required=True,
        description="Of your choice; the same key again changes nothing again.",
    )


def _format():
    return OpenApiParameter(
        "format",
        enum=["json", *(kind.format for kind in RENDERERS)],
        description="All of the list as a file, without pages; as `Accept` may say.",
    )


def _header(name):
    return OpenApiParameter(
        name, OpenApiTypes.STR, OpenApiParameter.HEADER, required=True
    )


def _filter(name, field):
    kind = next(
        (known for form, known in FILTER_TYPES.items() if isinstance(field, form)),
        OpenApiTypes.STR,
    )
    choices = [value for value, _label in getattr(field, "choices", []) if value]
    return OpenApiParameter(
        name,
        kind,
        required=field.required,
        enum=choices or None,
        description=str(field.help_text or field.label or ""),
    )


@cache
def description() -> dict:
    """Return the OpenAPI document, in English; made once for each web process."""
    with translation.override("en"):
        return SchemaGenerator().get_schema(public=True)
