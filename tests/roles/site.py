"""The site, signing in, one's own data and the keys of programs."""

from tests.roles.answers import (
    ENTRANCE,
    PUBLIC_READ_ONLY,
    READ_ONLY,
    everybody,
    signed_in,
)

TABLE = {
    # The site
    "healthz": (everybody(200), PUBLIC_READ_ONLY),
    "readyz": (everybody(200), PUBLIC_READ_ONLY),
    "manifest": (everybody(200), PUBLIC_READ_ONLY),
    "service-worker": (everybody(200), PUBLIC_READ_ONLY),
    "offline": (everybody(200), PUBLIC_READ_ONLY),
    "home": (signed_in(302, anonymous=200), PUBLIC_READ_ONLY),
    "profile": (signed_in(200), signed_in(200)),
    # Signing in
    "account_login": (ENTRANCE, ENTRANCE),
    "account_logout": (signed_in(200), signed_in(302)),
    "account_inactive": (everybody(200), PUBLIC_READ_ONLY),
    "account_signup": (ENTRANCE, ENTRANCE),
    "account_signup_by_passkey": (ENTRANCE, ENTRANCE),
    "account_reauthenticate": (signed_in(200), signed_in(200)),
    "account_email": (signed_in(200), signed_in(302)),
    "account_email_verification_sent": (everybody(302), everybody(302)),
    "account_change_password": (signed_in(200), signed_in(200)),
    "account_set_password": (signed_in(302), signed_in(302)),
    "account_reset_password": (everybody(200), everybody(200)),
    "account_reset_password_done": (everybody(200), PUBLIC_READ_ONLY),
    "account_reset_password_from_key": (everybody(200), everybody(200)),
    "account_reset_password_from_key_done": (everybody(200), PUBLIC_READ_ONLY),
    "account_confirm_login_code": (everybody(302), everybody(302)),
    # The second step and its pages; a change asks who one is, once more.
    "security": (signed_in(200), READ_ONLY),
    "mfa_index": (signed_in(200), READ_ONLY),
    "mfa_authenticate": (everybody(302), everybody(302)),
    "mfa_reauthenticate": (signed_in(302), signed_in(302)),
    "mfa_activate_totp": (signed_in(302), signed_in(302)),
    "mfa_deactivate_totp": (signed_in(404), signed_in(404)),
    "mfa_view_recovery_codes": (signed_in(404), signed_in(405)),
    "mfa_generate_recovery_codes": (signed_in(302), signed_in(302)),
    "mfa_download_recovery_codes": (signed_in(404), signed_in(404)),
    "mfa_list_webauthn": (signed_in(200), READ_ONLY),
    "mfa_add_webauthn": (signed_in(302), signed_in(302)),
    "mfa_reauthenticate_webauthn": (signed_in(302), signed_in(302)),
    "mfa_edit_webauthn": (signed_in(302), signed_in(302)),
    "mfa_remove_webauthn": (signed_in(302), signed_in(302)),
    "mfa_login_webauthn": (everybody(302), everybody(302)),
    "mfa_signup_webauthn": (everybody(302), everybody(302)),
    "sessions": (signed_in(200), signed_in(302)),
    "test-mail": (READ_ONLY, signed_in(302)),
    # Privacy: one's own data; leaving asks who one is, once more.
    "privacy": (everybody(200), PUBLIC_READ_ONLY),
    "data": (signed_in(200), READ_ONLY),
    "data-copy": (READ_ONLY, signed_in(302)),
    "data-copy-fetch": (signed_in(302), READ_ONLY),
    "account-close": (signed_in(302), signed_in(302)),
    # Keys for programs; what they open is in tests/api/test_roles.py.
    "api-guide": (everybody(200), PUBLIC_READ_ONLY),
    "api-tokens": (signed_in(200), READ_ONLY),
    "api-token-new": (signed_in(302), signed_in(302)),
    # A token of Sophie's.
    "api-token-revoke": (
        signed_in(404) | {"syndic": 200},
        signed_in(404) | {"syndic": 302},
    ),
}
