"""Documents of a request: PDF and pictures, of one kind at a time."""

from uuid import uuid4

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from koprogo.documents.forms import DocumentsField
from koprogo.documents.kinds import Kind, kind_of
from koprogo.ui.upload_forms import FilesForm, ManyFilesInput
from solidarity.models import Paper

KEPT = (Kind.PDF, Kind.JPEG, Kind.PNG)
ACCEPT = ".pdf,.jpg,.jpeg,.png"


class PapersField(DocumentsField):
    """Files that are looked at before they are kept; gives an ``Intake`` for each."""

    widget = ManyFilesInput(attrs={"accept": ACCEPT})
    default_error_messages = {
        "kind": _("“%(name)s” is no PDF, JPEG or PNG."),
    }

    def clean(self, data, initial=None):
        for file in data or []:
            if kind_of(file.name) not in KEPT:
                raise ValidationError(
                    self.error_messages["kind"], "kind", {"name": file.name}
                )
        return super().clean(data, initial)


class PapersForm(FilesForm):
    """``uuid`` is drawn when the form is shown: sent twice, the files are kept once.

    ``within``: the id of another form of the page, with which these fields are sent.
    """

    files_field = "files"

    uuid = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)
    kind = forms.ChoiceField(label=_("What is it?"), choices=Paper.Kind.choices)
    files = PapersField(label=_("Files"))

    def __init__(self, request=None, *, within: str = "", **kwargs):
        super().__init__(request, **kwargs)
        if within:
            for field in self.fields.values():
                field.widget.attrs["form"] = within
        limit = settings.UPLOAD_LIMIT_BYTES // 1024 // 1024
        self.fields["files"].help_text = _(
            "PDF, JPEG or PNG, %(limit)s MB each at most."
        ) % {"limit": limit}

    def clean_uuid(self):
        return self.cleaned_data["uuid"] or uuid4()
