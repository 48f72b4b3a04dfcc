"""What is typed about minutes and their signatures."""

from collections.abc import Sequence

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from governance.models import Signature
from governance.queries.signing import Signer
from koprogo.documents.forms import DocumentField
from koprogo.ui.upload_forms import FilesForm

LONGEST = 4000


class NotesForm(forms.Form):
    notes = forms.CharField(
        label=_("Remarks of the secretary"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_(
            "What happened and is not in the log of the meeting. It stands at the end "
            "of the minutes, as you write it, in every language."
        ),
    )


def language_field(languages: Sequence[str], **kwargs) -> forms.ChoiceField:
    """Return the choice of one of these languages."""
    names = [pair for pair in settings.LANGUAGES if pair[0] in languages]
    return forms.ChoiceField(
        label=_("Language of the document"), choices=names, **kwargs
    )


class SignForm(forms.Form):
    """``languages``: in which the minutes were made."""

    def __init__(self, data=None, *, languages: Sequence[str], **kwargs):
        super().__init__(data, **kwargs)
        self.fields["language"] = language_field(languages)


class ScanForm(FilesForm):
    """The scan of a signed document; ``signers``: who may have signed it."""

    files_field = "scan"
    scan = DocumentField(
        label=_("Scan of the signed document"), help_text=_("PDF or pictures.")
    )

    def __init__(
        self, request=None, *, signers: Sequence[Signer], languages: Sequence[str]
    ):
        super().__init__(request)
        self.signers = {str(place): signer for place, signer in enumerate(signers)}
        roles = dict(Signature.Role.choices)
        self.fields["who"] = forms.MultipleChoiceField(
            label=_("Who signed it"),
            choices=[
                (place, f"{signer.name} ({roles[signer.role]})")
                for place, signer in self.signers.items()
            ],
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields["language"] = language_field(languages)
        self.order_fields(["who", "language", "scan"])

    def clean_who(self) -> list[Signer]:
        return [self.signers[place] for place in self.cleaned_data["who"]]
