"""A field for files that are kept."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from koprogo.documents.intake import take_in, take_photo
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
    most = MOST_AT_ONCE
    take = staticmethod(take_in)

    def clean(self, data, initial=None):
        files = [file for file in super().clean(data, initial) if file]
        if len(files) > self.most:
            raise ValidationError(
                self.error_messages["too_many"],
                code="too_many",
                params={"most": self.most},
            )
        errors, kept = [], []
        for file in files:
            try:
                kept.append(_taken_in(file, self.take))
            except ValidationError as error:
                errors.append(error)
        if errors:
            raise ValidationError(errors)
        return kept


class PhotosField(DocumentsField):
    """At most ``most`` pictures; gives a ``Photo`` for each, drawn again."""

    widget = ManyFilesInput(attrs={"accept": ".jpg,.jpeg,.png"})
    take = staticmethod(take_photo)

    def __init__(self, *, most: int, **kwargs) -> None:
        super().__init__(**kwargs)
        self.most = most


def _taken_in(file, take=take_in):
    try:
        return take(file.name, file.read())
    except Refused as error:
        raise ValidationError(sentence(error), code=error.code) from None
