"""Whom to invite, how, and the code that somebody types."""

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buildings.invitations import InvalidCode, normalise_code
from buildings.models import Invitation, Owner, Role
from buildings.models.invitations import INVITABLE_ROLES
from koprogo.ui.fields import DayField


class CodeForm(forms.Form):
    """The code of a letter; gives its sixteen signs."""

    code = forms.CharField(
        label=_("Code"),
        max_length=60,
        help_text=_("Four groups of four signs, as in your letter."),
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
            }
        ),
    )

    def clean_code(self):
        try:
            return normalise_code(self.cleaned_data["code"])
        except InvalidCode:
            raise forms.ValidationError(
                _(
                    "A code has sixteen signs: the digits 2 to 9 and the letters except "
                    "I and O. Compare yours with the letter."
                )
            ) from None


class OwnersForm(forms.Form):
    """Which of ``owners`` to invite."""

    owners = forms.ModelMultipleChoiceField(
        queryset=None,
        to_field_name="uuid",
        error_messages={"required": _("Choose at least one co-owner.")},
    )

    def __init__(self, data=None, *, owners):
        super().__init__(data)
        self.fields["owners"].queryset = owners


class OwnerInvitationForm(forms.Form):
    """How to invite one owner: by e-mail only where the register has an address."""

    channel = forms.ChoiceField(
        label=_("How to invite"),
        choices=Invitation.Channel,
        widget=forms.RadioSelect,
    )

    def __init__(self, data=None, *, owner: Owner):
        email, paper = Invitation.Channel
        super().__init__(data, initial={"channel": email if owner.email else paper})
        self.owner = owner

    def clean_channel(self):
        channel = Invitation.Channel(self.cleaned_data["channel"])
        if channel == Invitation.Channel.EMAIL and not self.owner.email:
            raise forms.ValidationError(
                _("The register has no e-mail address of this co-owner.")
            )
        return channel


class InviteeForm(forms.Form):
    """Somebody who is invited by e-mail."""

    name = forms.CharField(label=_("Name"), max_length=150)
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=Invitation._meta.get_field("email").max_length,
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)


class RoleInvitationForm(InviteeForm):
    """A role of the building, for good or until a day; an auditor's always ends."""

    role = forms.ChoiceField(
        label=_("Role"),
        choices=[(role.value, role.label) for role in INVITABLE_ROLES],
    )
    until = DayField(
        label=_("Until"),
        required=False,
        help_text=_("From this day on the role has ended by itself."),
    )

    field_order = ["role", "name", "email", "language", "until"]

    def clean_until(self):
        until = self.cleaned_data["until"]
        if until and until <= timezone.localdate():
            raise forms.ValidationError(_("The end must lie in the future."))
        return until

    def clean(self):
        data = self.cleaned_data
        auditor = data.get("role") == Role.AUDITOR
        if auditor and not data.get("until") and "until" not in self.errors:
            self.add_error(
                "until",
                _("An auditor is appointed for a time (art. 3.91): say until when."),
            )
        return data
