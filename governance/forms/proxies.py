"""What a proxy says: for which lots, who holds it, how he is to vote.

In the ASBL: for which member, and only another member holds it.
"""

from collections.abc import Sequence

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buildings.forms.fields import CalledField
from governance.forms.meeting_members import (
    BY_NAME,
    MEMBER_BY_NAME,
    FindMembers,
    FindVoters,
    MemberField,
)
from governance.models import Proxy
from governance.queries.members import Membership
from koprogo.documents.forms import DocumentField
from koprogo.ui.upload_forms import FilesForm

FOR_MEMBER = _("For the member")


class _VotingForm(forms.Form):
    instructions = forms.CharField(
        label=_("How he is to vote"),
        max_length=Proxy._meta.get_field("instructions").max_length,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "For example: for point 3, against point 5. The proxy holder reads it when "
            "he votes."
        ),
    )


class _HolderForm(_VotingForm):
    """``holdings``: whose proxy it can be; ``holders``: owners who can hold one."""

    holding = forms.ModelChoiceField(
        None,
        label=_("For the lots of"),
        to_field_name="uuid",
        empty_label=None,
    )
    holder_owner = forms.ModelChoiceField(
        None,
        label=_("Another owner"),
        to_field_name="uuid",
        required=False,
        empty_label=_("Nobody of them"),
    )
    holder_name = forms.CharField(
        label=_("Or somebody else, by name"),
        max_length=Proxy._meta.get_field("holder_name").max_length,
        required=False,
    )

    def __init__(self, *args, holdings, holders, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["holding"].queryset = holdings
        self.fields["holder_owner"].queryset = holders

    def clean(self):
        owner = self.cleaned_data.get("holder_owner")
        name = self.cleaned_data.get("holder_name", "").strip()
        if bool(owner) == bool(name):
            raise ValidationError(
                _("Name one person who votes: an owner of the list, or somebody else."),
                "one-holder",
            )


class _MemberHolderForm(_VotingForm):
    """``find_voters``: finds by name who can hold one.

    Nobody is shown who the others are: who is trusted is known by name.
    """

    holder_name = CalledField(label=_("Another member who votes"), help_text=BY_NAME)

    def __init__(self, *args, find_voters: FindVoters, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["holder_name"].find = find_voters


def as_said(cleaned: dict) -> dict:
    """Return what a form or a program says as services take it: one ``holder``."""
    said = {
        name: value
        for name, value in cleaned.items()
        if name not in {"holder_owner", "holder_name", "not_syndic", "signed"}
    }
    holder = cleaned.get("holder_owner") or cleaned["holder_name"]
    return {**said, "holder": holder}


class GivingForm(_HolderForm):
    """Signed online. ``signed`` comes with the second page, which shows the text."""

    not_syndic = forms.BooleanField(
        label=_("This person is not the syndic and does not work for him"),
    )
    signed = forms.BooleanField(required=False, widget=forms.HiddenInput)

    field_order = [
        "holding",
        "holder_owner",
        "holder_name",
        "not_syndic",
        "instructions",
    ]


class MemberGivingForm(_MemberHolderForm):
    """The same of a member of the ASBL; ``members``: for which this person votes."""

    holding = forms.ChoiceField(label=FOR_MEMBER)
    signed = forms.BooleanField(required=False, widget=forms.HiddenInput)

    field_order = ["holding", "holder_name", "instructions"]

    def __init__(self, *args, members: Sequence[Membership], **kwargs):
        super().__init__(*args, **kwargs)
        self.members = {str(one.uuid): one for one in members}
        self.fields["holding"].choices = [
            (uuid, str(one)) for uuid, one in self.members.items()
        ]

    def clean_holding(self) -> Membership:
        return self.members[self.cleaned_data["holding"]]


class _PaperForm(FilesForm):
    files_field = "paper"

    signed_on = forms.DateField(
        label=_("Signed on"), widget=forms.DateInput(attrs={"type": "date"})
    )
    paper = DocumentField(label=_("Scan or photo of the paper"), required=False)

    def clean_signed_on(self):
        day = self.cleaned_data["signed_on"]
        if day > timezone.localdate():
            raise ValidationError(_("This day has not come yet."), "future")
        return day


class MemberPaperForm(_PaperForm, _MemberHolderForm):
    """A proxy on paper that reached the board of the ASBL.

    ``find_members``: finds by name whose proxy it can be.
    """

    holding = MemberField(label=FOR_MEMBER, help_text=MEMBER_BY_NAME)

    field_order = ["holding", "holder_name", "signed_on", "paper", "instructions"]

    def __init__(self, *args, find_members: FindMembers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["holding"].find = find_members


class PaperProxyForm(_PaperForm, _HolderForm):
    """A proxy on paper that reached the syndic."""

    is_syndic = forms.BooleanField(
        label=_("The holder is the syndic, or works for him"), required=False
    )

    field_order = [
        "holding",
        "holder_owner",
        "holder_name",
        "is_syndic",
        "signed_on",
        "paper",
        "instructions",
    ]


class WithdrawForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=200, required=False)
