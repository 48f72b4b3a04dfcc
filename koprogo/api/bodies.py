"""Bodies that a form of the pages checks: its rules and sentences are written once."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.fields import empty

from koprogo.api.problems import WHOLE


class FormBody(serializers.Serializer):
    """JSON for a form: the fields say what is sent, the form what is right.

    What it gives are the form's cleaned data.
    """

    def form(self, data: dict) -> forms.Form:
        """Return the form for these values as somebody would have typed them."""
        raise NotImplementedError

    def validate(self, attrs):
        return checked(
            self.form({name: _typed(value) for name, value in attrs.items()})
        )


@extend_schema_field(OpenApiTypes.BINARY)
class Upload(serializers.FileField):
    """A file in the body; how large it may be: koprogo/ui/uploads.py."""


class UploadBody(serializers.Serializer):
    """Files with fields, as ``multipart/form-data``, for a form that takes a request.

    The fields describe what is sent; only the form reads it.
    """

    form_class: type[forms.Form]

    def run_validation(self, data=empty):
        return checked(self.form_class(self.context["request"]))


def checked(form: forms.Form) -> dict:
    """Return what a valid form says.

    Raises:
        ValidationError: it is not valid; its sentences by field.
    """
    if form.is_valid():
        return form.cleaned_data
    raise serializers.ValidationError(
        {
            WHOLE if name == NON_FIELD_ERRORS else name: list(errors)
            for name, errors in form.errors.items()
        }
    )


def _typed(value):
    if isinstance(value, list):
        return [_typed(each) for each in value]
    return "" if value is None else str(value)
