"""allauth's forms in our words; those for passkeys bring the one script they need."""

import re

from allauth.account import forms as account
from allauth.account.fields import EmailField
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.core.exceptions import ValidationError
from django.forms.widgets import Script
from django.utils.translation import gettext_lazy as _
from fido2.webauthn import AuthenticationResponse, RegistrationResponse

from koprogo.accounts.models import User


class _AnswerField(forms.JSONField):
    """What a device answered, as JSON; ``shape`` is the one that fido2 wants."""

    widget = forms.HiddenInput

    def __init__(self, shape):
        super().__init__(label=_("Passkey"))
        self.shape = shape

    def to_python(self, value):
        answer = super().to_python(value)
        try:
            self.shape.from_dict(answer)
        except Exception as error:  # anybody may send anything, and fido2 trips over it
            raise ValidationError(_("This is no passkey.")) from error
        return answer


class WithPasskeys:
    class Media:
        js = [Script("koprogo/passkeys.js", defer=True)]


class LoginForm(WithPasskeys, account.LoginForm):
    remember = forms.BooleanField(
        label=_("Stay signed in on this device"), required=False
    )


class ChangeAddressForm(account.AddEmailForm):
    email = EmailField(label=_("New e-mail address"))


class SignupForm(account.SignupForm):
    """The name that others see, the address, and a password unless a passkey follows."""

    field_order = ["name", "email", "password1", "password2"]

    name = forms.CharField(
        label=_("Your name"),
        max_length=User._meta.get_field("name").max_length,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


class _CodeField(forms.CharField):
    widget = forms.TextInput(
        attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}
    )


class ActivateTotpForm(totp.ActivateTOTPForm):
    code = _CodeField(label=_("The six digits that the app shows now"))

    @property
    def key_to_type(self) -> str:
        """The secret in groups of four, which apps read as well."""
        return " ".join(re.findall("....", self.secret))


class CodeForm(mfa.AuthenticateForm):
    code = _CodeField(
        label=_("Code"),
        help_text=_("The six digits of your app, or one of your recovery codes."),
    )


class CodeAgainForm(mfa.ReauthenticateForm):
    code = CodeForm.base_fields["code"]


class _NameField(forms.CharField):
    def __init__(self, **kwargs):
        super().__init__(
            label=_("Name of this passkey"),
            help_text=_("So that you recognise it later: the phone or key it is on."),
            max_length=60,
            **kwargs,
        )


class AddPasskeyForm(WithPasskeys, webauthn.AddWebAuthnForm):
    credential = _AnswerField(RegistrationResponse)
    name = _NameField(required=False)
    passwordless = forms.BooleanField(
        label=_("Sign in with it alone, without e-mail address and password"),
        help_text=_(
            "Your device then asks for your finger, your face or its code. Without "
            "this, the passkey is asked after the password."
        ),
        required=False,
        initial=True,
    )


class FirstPasskeyForm(WithPasskeys, webauthn.SignupWebAuthnForm):
    credential = _AnswerField(RegistrationResponse)
    name = _NameField(required=False)


class RenamePasskeyForm(webauthn.EditWebAuthnForm):
    name = _NameField()


class PasskeyForm(WithPasskeys, webauthn.AuthenticateWebAuthnForm):
    credential = _AnswerField(AuthenticationResponse)


class PasskeyAloneForm(webauthn.LoginWebAuthnForm):
    credential = _AnswerField(AuthenticationResponse)


class PasskeyAgainForm(WithPasskeys, webauthn.ReauthenticateWebAuthnForm):
    credential = _AnswerField(AuthenticationResponse)
