"""Bodies that a form of the pages checks: its rules and sentences are written once."""

from collections.abc import Callable
from copy import copy

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.fields import empty

from koprogo.api.fields import Balance, Clock, Money
from koprogo.api.problems import WHOLE
from koprogo.ui.fields import MoneyField
from koprogo.ui.upload_forms import ManyFilesField

MOST_ROWS = 5_000


@extend_schema_field(OpenApiTypes.BINARY)
class Upload(serializers.FileField):
    """A file in the body; how large it may be: koprogo/ui/uploads.py."""


class _FormFields(serializers.Serializer):
    """Fields, limits and words are those of ``form_class``.

    Declared besides is only what JSON says otherwise, or the form adds when it is made.
    """

    form_class: type[forms.BaseForm]

    def get_fields(self):
        of_the_form = {
            name: in_json(field, required=self._is_required(field))
            for name, field in self.form_class.base_fields.items()
            if not field.widget.is_hidden
        }
        return of_the_form | super().get_fields()

    def _is_required(self, field: forms.Field) -> bool:
        return field.required


class FormBody(_FormFields):
    """JSON for a form. What the body leaves out is as the form shows it at first.

    ``needs``: what the form is made with, by its name in the context. A model form is
    given the row that the body changes. Gives cleaned data; a PATCH, of what it sends.
    """

    needs: tuple[str, ...] = ()

    def validate(self, attrs):
        first = self.form(None)
        data = {name: first[name].value() for name in first.fields}
        for name in attrs.keys() & data.keys():
            data[name] = first.fields[name].prepare_value(attrs[name])
        cleaned = checked(
            self.form({name: _typed(value) for name, value in data.items()})
        )
        found = attrs | cleaned
        wanted = attrs if self.partial else self.fields
        return {name: found[name] for name in wanted if name in found}

    def form(self, data: dict | None) -> forms.BaseForm:
        given = {name: self.context[name] for name in self.needs}
        if issubclass(self.form_class, forms.BaseModelForm):
            given["instance"] = copy(self.instance)
        return self.form_class(data, **given)

    def _is_required(self, field):
        """What the form proposes may be left out, but for a proposal of the day."""
        proposed = field.initial is not None and not callable(field.initial)
        return field.required and not proposed


class UploadBody(_FormFields):
    """Files with fields, as ``multipart/form-data``, for a form that takes a request.

    The fields describe what is sent; only the form reads it.
    """

    def run_validation(self, data=empty):
        return checked(self.form_class(self.context["request"]))


def checked(form: forms.BaseForm) -> dict:
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
    """Return a value as a browser would send it."""
    if isinstance(value, list):
        return [_typed(each) for each in value]
    return "" if value is None else str(value)


# How the fields of forms stand in JSON


def in_json(field: forms.Field, *, required: bool) -> serializers.Field:
    """Return the JSON of a field of a form, with its limits and its words."""
    kind = next(kind for kind in type(field).__mro__ if kind in JSON)
    words = ". ".join(str(text) for text in (field.label, field.help_text) if text)
    return JSON[kind](field, required=required, help_text=words)


def _text(field, **known):
    limits = {"max_length": field.max_length, "allow_blank": not field.required}
    kind = serializers.CharField
    if isinstance(field, forms.EmailField):
        kind = serializers.EmailField
    return kind(**limits, **known)


def _day(field, **known):
    return serializers.DateField(allow_null=not field.required, **known)


def _moment(field, **known):
    return serializers.DateTimeField(allow_null=not field.required, **known)


def _clock(field, **known):
    return Clock(allow_null=not field.required, **known)


def _count(field, **known):
    return serializers.IntegerField(
        min_value=field.min_value,
        max_value=field.max_value,
        allow_null=not field.required,
        **known,
    )


def _choice(field, **known):
    return serializers.ChoiceField(_choices(field), **known)


def _several(field, **known):
    one, most = serializers.ChoiceField(_choices(field)), len(field.choices)
    return serializers.ListField(child=one, max_length=most, **known)


def _choices(field) -> list:
    return [(value, label) for value, label in field.choices if value != ""]


def _list_of(one: Callable[[], serializers.Field]):
    def several(field, **known):
        return serializers.ListField(
            child=one(), min_length=1, max_length=MOST_ROWS, **known
        )

    return several


def _money(field, **known):
    """Return an amount that may be zero, or below it, where the form's may."""
    if field.minimum > 0:
        return Money(**known)
    return Balance(signed=field.minimum < 0, **known)


def _plain(kind: Callable[..., serializers.Field]):
    return lambda field, **known: kind(**known)


# Of several that fit, the nearest ancestor counts. An app adds its own fields.
JSON: dict[type[forms.Field], Callable[..., serializers.Field]] = {
    forms.CharField: _text,
    forms.DateField: _day,
    forms.DateTimeField: _moment,
    forms.TimeField: _clock,
    forms.IntegerField: _count,
    forms.BooleanField: _plain(serializers.BooleanField),
    forms.UUIDField: _plain(serializers.UUIDField),
    MoneyField: _money,
    forms.ChoiceField: _choice,
    forms.MultipleChoiceField: _several,
    forms.ModelChoiceField: _plain(serializers.UUIDField),
    forms.ModelMultipleChoiceField: _list_of(serializers.UUIDField),
    forms.FileField: _plain(Upload),
    ManyFilesField: _list_of(Upload),
}
