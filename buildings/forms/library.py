from django import forms
from django.utils.translation import gettext_lazy as _

from buildings.models import LibraryDocument, LibraryVersion
from buildings.wording import either_lazy
from koprogo.documents.forms import DocumentField, DocumentsField
from koprogo.tenancy.forms import TenantModelForm
from koprogo.ui.fields import DayField
from koprogo.ui.upload_forms import FilesForm

CHOOSE = ("", _("Choose"))
KINDS = _("PDF, Word, Excel, OpenDocument, pictures or text, 10 MB each at most.")
AUDIENCE_HINT = either_lazy(
    _("All co-owners read the same documents: nobody is left out."),
    _("All members read the same documents: nobody is left out."),
)


class LibraryUploadForm(FilesForm):
    """New documents, each titled by the name of its file."""

    files_field = "files"
    files = DocumentsField(label=_("Files"), help_text=KINDS)
    category = forms.ChoiceField(
        label=_("Category"), choices=[CHOOSE, *LibraryDocument.Category.choices]
    )
    audience = forms.ChoiceField(
        label=_("Who reads it"),
        choices=LibraryDocument.Audience,
        initial=LibraryDocument.Audience.OWNERS,
        help_text=AUDIENCE_HINT,
    )
    dated_on = DayField(label=_("Date of the document"), required=False)


class LibraryVersionForm(FilesForm):
    """The next version of a document."""

    files_field = "file"
    file = DocumentField(label=_("File"), help_text=KINDS)
    note = forms.CharField(
        label=_("What changed"),
        required=False,
        max_length=LibraryVersion._meta.get_field("note").max_length,
    )


class LibraryDocumentForm(TenantModelForm):
    """What is known of a document."""

    class Meta:
        model = LibraryDocument
        fields = ["title", "category", "audience", "dated_on"]
        field_classes = {"dated_on": DayField}
        help_texts = {"audience": AUDIENCE_HINT}
