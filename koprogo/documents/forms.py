"""A field for files that are kept."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from koprogo.documents.intake import take_in
from koprogo.documents.kinds import EXTENSIONS
from koprogo.documents.messages import sentence
from koprogo.documents.problems import Refused
from koprogo.ui.upload_forms import ManyFilesField, ManyFilesInput

ACCEPT = ",".join(f".{extension}" for extension in EXTENSIONS)
MOST_AT_ONCE = 20


class DocumentField(forms.FileField):
    """One file, looked at before it is kept; gives an ``Intake``, or None for none."""

    widget = forms.FileInput(attrs={"accept": ACCEPT})

    def clean(self, data, initial=None):
        file = super().clean(data, initial)
        return _taken_in(file) if file else None


class DocumentsField(ManyFilesField):
    """One to twenty files; gives an ``Intake`` for each. One refused refuses all."""

    widget = ManyFilesInput(attrs={"accept": ACCEPT})
    default_error_messages = {
        "too_many": _("Send at most %(most)s files at once."),
    }

    def clean(self, data, initial=None):
        files = super().clean(data, initial)
        if len(files) > MOST_AT_ONCE:
            raise ValidationError(
                self.error_messages["too_many"],
                code="too_many",
                params={"most": MOST_AT_ONCE},
            )
        errors, kept = [], []
        for file in files:
            try:
                kept.append(_taken_in(file))
            except ValidationError as error:
                errors.append(error)
        if errors:
            raise ValidationError(errors)
        return kept


def _taken_in(file):
    try:
        return take_in(file.name, file.read())
    except Refused as error:
        raise ValidationError(sentence(error), code=error.code) from None
