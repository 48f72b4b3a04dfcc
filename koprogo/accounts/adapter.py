"""What allauth does our way: who is greeted in which language, and what is encrypted."""

from functools import cache

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from koprogo.accounts import appearance
from koprogo.accounts.models import User
from koprogo.encryption import Keyring

CODE = "mfa_reauthenticate"
REAUTHENTICATION = {
    "reauthenticate": gettext_lazy("Use your password"),
    CODE: gettext_lazy("Use a code"),
    "mfa_reauthenticate:webauthn": gettext_lazy("Use a passkey"),
}


class AccountAdapter(DefaultAccountAdapter):
    """Anybody may open an account; it gives no right in any building."""

    def save_user(self, request, user, form, commit=True):
        user.name = form.cleaned_data["name"]
        user.language = translation.get_language()
        return super().save_user(request, user, form, commit)

    def unstash_verified_email(self, request):
        """Nothing: the address that an invitation proved counts for a sign-up with it
        (``is_email_verified``), and is no second address of a sign-up with another one.
        """

    def post_login(self, request, user, **kwargs):
        appearance.remember(request)
        return super().post_login(request, user, **kwargs)

    def get_password_change_redirect_url(self, request):
        return reverse("security")

    def get_reauthentication_methods(self, user):
        """Return in which ways ``user`` says once more who he is; the first is offered.

        Whoever has no app is asked for a passkey before a recovery code, for which he
        would have to look.
        """
        found = super().get_reauthentication_methods(user)
        described = [
            one | {"description": REAUTHENTICATION[one["id"]]} for one in found
        ]
        if is_mfa_enabled(user, [Authenticator.Type.TOTP]):
            return described
        codes = [one for one in described if one["id"] == CODE]
        others = [one for one in described if one["id"] != CODE]
        label = _("Use a recovery code")
        return [*others, *(one | {"description": label} for one in codes)]

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        context = {"user": user, **(context or {})}
        return super().send_notification_mail(template_prefix, user, context, email)

    def send_mail(self, template_prefix, email, context):
        """Write to a person in his own language, whoever's page asked for it."""
        user = context.get("user") or User.objects.filter(email=email.lower()).first()
        language = user.language if user else translation.get_language()
        with translation.override(language):
            return super().send_mail(template_prefix, email, context)


@cache
def _keyring(keys: str) -> Keyring:
    return Keyring.parse(keys)


class MFAAdapter(DefaultMFAAdapter):
    """Secrets of apps with codes, and what recovery codes grow from, rest encrypted.

    allauth does not say whose secret it is: the context is the column, not the row.
    """

    place = {"purpose": "second-factor", "context": "mfa_authenticator.data"}

    def encrypt(self, text):
        return self.keyring.encrypt(text, **self.place)

    def decrypt(self, encrypted_text):
        return self.keyring.decrypt(encrypted_text, **self.place)

    @property
    def keyring(self) -> Keyring:
        return _keyring(settings.ENCRYPTION_KEYS)

    def build_totp_svg(self, url):
        import segno

        # White behind it in dark pages too: cameras want dark on light.
        return segno.make(url).svg_inline(
            scale=4, border=4, light="#fff", svgclass=None, lineclass=None
        )

    def generate_authenticator_name(self, user, type):  # noqa: A002
        number = user.authenticator_set.filter(type=type).count() + 1
        return _("Passkey %(number)s") % {"number": number}

    def get_public_key_credential_rp_entity(self):
        return super().get_public_key_credential_rp_entity() | {"name": "KoproGo"}
