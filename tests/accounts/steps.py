"""What people do at the sign-in, by the test client."""

import re
import time
from hashlib import sha256

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from allauth.mfa.webauthn.internal.auth import WebAuthn
from cryptography.hazmat.primitives.asymmetric import ec
from django.contrib.auth import SESSION_KEY
from django.urls import reverse
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

PASSWORD = "correct horse battery"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def sign_in(client, login="omar@example.org", password=PASSWORD, **more):
    return client.post(
        reverse("account_login") + "?lang=en",
        {"login": login, "password": password, **more},
    )


def signed_in(client):
    return client.session.get(SESSION_KEY)


def confirm_password(client, password=PASSWORD):
    """Say once more who one is, as pages about security ask."""
    return client.post(reverse("account_reauthenticate"), {"password": password})


def code_of(secret=SECRET):
    """Return what the app shows now; wait for the next code when it is about to."""
    if (left := 30 - time.time() % 30) < 3:
        time.sleep(left)
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def with_app(user):
    """Give ``user`` an app with codes and recovery codes; return the codes."""
    TOTP.activate(user, SECRET)
    return RecoveryCodes.activate(user).generate_codes()


def with_passkey(user):
    """Give ``user`` a passkey of no device and recovery codes; return the codes."""
    id_, key = b"a phone", ec.generate_private_key(ec.SECP256R1()).public_key()
    known = AttestedCredentialData.create(
        Aaguid.NONE, id_, ES256.from_cryptography_key(key)
    )
    data = AuthenticatorData.create(
        sha256(b"testserver").digest(), AuthenticatorData.FLAG.AT, 0, known
    )
    made = {
        "clientDataJSON": CollectedClientData.create(
            "webauthn.create", b"challenge", "https://testserver"
        ),
        "attestationObject": AttestationObject.create("none", data, {}),
    }
    credential = {
        "id": websafe_encode(id_),
        "rawId": websafe_encode(id_),
        "type": "public-key",
        "response": {name: websafe_encode(part) for name, part in made.items()},
    }
    WebAuthn.add(user, "My phone", credential)
    return RecoveryCodes.activate(user).generate_codes()


def factors_of(user):
    return sorted(
        Authenticator.objects.filter(user=user).values_list("type", flat=True)
    )


def code_in(mail):
    return re.search(r"^[A-Z0-9-]{6,}$", mail.body, re.MULTILINE)[0]


def link_in(mail):
    return re.search(r"http://testserver(\S+)", mail.body)[1]
