"""What is typed about minutes and their signatures."""

from collections.abc import Sequence

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from buildings.forms.fields import ManyCalledField
from governance.models import Signature
from governance.queries.members import name_words
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


class MemberScanForm(ScanForm):
    """The same in the ASBL: the bureau is ticked, members are named."""

    def __init__(
        self, request=None, *, signers: Sequence[Signer], languages: Sequence[str]
    ):
        bureau = [one for one in signers if one.must_sign]
        super().__init__(request, signers=bureau, languages=languages)
        self.members = [one for one in signers if not one.must_sign]
        self.fields["who"].required = False
        self.fields["members"] = ManyCalledField(
            label=_("Members who signed it too"),
            required=False,
            find=self._called,
            help_text=_("One name a line."),
            error_messages={"unknown": _("No member who is here is called so.")},
        )
        self.order_fields(["who", "members", "language", "scan"])

    def _called(self, text: str) -> list[Signer]:
        asked = name_words(text)
        return [one for one in self.members if name_words(one.name) == asked]

    def clean(self):
        said = super().clean()
        if {"who", "members"} <= said.keys():
            said["who"] = [*said["who"], *said["members"]]
            if not said["who"]:
                self.add_error("who", _("Say who signed it."))
        return said
