"""What the pages do, the API does: each page beside its operation, or why there is none.

A new page fails the first test until somebody says what a program does instead.
"""

from itertools import chain

from tests.api.test_roles import EVERY_VIEW, KEYLESS, TABLE, VIEWS
from tests.test_roles_table import TABLE as PAGES

# A page, and the operations that do what it does: the form reads, the button writes.
BY_API = {
    "buildings:mine": "GET buildings",
    "buildings:new": "POST buildings",
    "profile": "GET me, PATCH me",
    "account-close": "DELETE user",
    # The building
    "buildings:home": "GET building",
    "buildings:settings": "PATCH building",
    "buildings:notice": "GET notice",
    "buildings:data-request": "POST data-request",
    "buildings:lots": "GET lots, GET completeness",
    "buildings:lots-table": "GET lots",
    "buildings:lot": "GET lot, GET periods",
    "buildings:lot-new": "POST lots",
    "buildings:lot-edit": "PATCH lot",
    "buildings:lot-hand-over": "POST periods",
    "buildings:lot-hand-over-undo": "DELETE period",
    "buildings:owners": "GET owners",
    "buildings:owners-table": "GET owners",
    "buildings:periods-table": "GET ownership",
    "buildings:owner": "GET owner, GET holdings",
    "buildings:owner-new": "POST owners",
    "buildings:owner-edit": "PATCH owner",
    "buildings:holding": "GET holding",
    "buildings:holding-new": "POST holdings",
    "buildings:holding-representative": "PUT representative",
    "buildings:keys": "GET keys",
    "buildings:keys-table": "GET key-parts",
    "buildings:key": "GET key, GET versions, GET version",
    "buildings:key-new": "POST keys",
    "buildings:key-version-new": "POST versions",
    "buildings:suppliers": "GET suppliers, GET supplier",
    "buildings:suppliers-table": "GET suppliers",
    "buildings:supplier-new": "POST suppliers",
    "buildings:supplier-edit": "PATCH supplier",
    "buildings:import": "GET imports, POST imports",
    "buildings:import-template": "GET import-template",
    "buildings:import-preview": "GET import",
    "buildings:import-apply": "POST import-apply",
    "buildings:import-undo": "POST import-undo",
    "buildings:history": "GET history, GET history-seal",
    "buildings:history-table": "GET history",
    "buildings:history-of": "GET history-of",
    "buildings:library": "GET library",
    "buildings:library-table": "GET library",
    "buildings:library-new": "POST library",
    "buildings:library-document": "GET library-document",
    "buildings:library-download": "GET library-file",
    "buildings:library-edit": "PATCH library-document",
    "buildings:library-version-new": "POST library-versions",
    "buildings:library-withdraw": "POST library-withdraw",
    "buildings:library-restore": "POST library-restore",
    "buildings:invitations": "GET invitations, GET invitation",
    "buildings:invitations-table": "GET invitations",
    "buildings:invitations-owners": "POST invitations-owners",
    "buildings:invitation-new": "POST invitations",
    "buildings:invitation-revoke": "POST invitation-revoke",
    "buildings:invitation-renew": "POST invitation-renew",
    "buildings:owner-invite": "POST owner-invitation",
    "buildings:owner-consents": "GET consents, POST consents",
    "buildings:consent-withdraw": "POST consent-withdraw",
    "buildings:my-letters": "GET my-consents, POST my-consents, "
    "POST my-consent-withdraw",
    "buildings:webhooks": "GET webhooks",
    "buildings:webhook-new": "POST webhooks",
    "buildings:webhook": "GET webhook, GET webhook-deliveries",
    "buildings:webhook-edit": "PATCH webhook",
    "buildings:webhook-delete": "DELETE webhook",
    "buildings:webhook-pause": "POST webhook-pause",
    "buildings:webhook-resume": "POST webhook-resume",
    "buildings:webhook-test": "POST webhook-test",
    "buildings:webhook-retry": "POST webhook-retry",
    "buildings:webhook-secret": "POST webhook-secret",
    # The firm
    "buildings:portfolio": "GET portfolio",
    "buildings:portfolio-table": "GET portfolio-buildings",
    "buildings:firm": "GET firms, GET firm, PATCH firm",
    "buildings:firm-logo": "PUT firm-logo, DELETE firm-logo",
    "buildings:firm-logo-picture": "GET firm-logo",
    "buildings:staff": "GET staff, GET staff-invitations",
    "buildings:staff-new": "POST staff-invitations",
    "buildings:staff-end": "POST staff-end",
    "buildings:staff-revoke": "POST staff-revoke",
    # The books
    "finance:account": "GET my-account",
    "finance:statement": "GET my-statement",
    "finance:statement-file": "GET my-statement-file",
    "finance:statement-table": "GET my-statement",
    "finance:accounts": "GET accounts, GET trial-balance",
    "finance:accounts-table": "GET accounts",
    "finance:holder-account": "GET account",
    "finance:holder-statement": "GET statement",
    "finance:holder-statement-file": "GET statement-file",
    "finance:holder-statement-table": "GET statement",
    "finance:opening": "GET opening, GET opening-owners",
    "finance:opening-new": "POST opening-check, POST opening",
    "finance:opening-reverse": "POST opening-reverse",
    "finance:calls": "GET calls",
    "finance:calls-table": "GET calls",
    "finance:call": "GET call, GET documents",
    "finance:call-table": "GET documents",
    "finance:call-part": "GET call-preview",
    "finance:call-new": "POST calls",
    "finance:call-edit": "PUT call",
    "finance:call-issue": "POST call-issue",
    "finance:call-discard": "DELETE call",
    "finance:call-cancel": "POST call-cancel",
    "finance:document": "GET document",
    "finance:document-letter": "GET document-letter",
    "finance:letters": "GET letters, GET deliveries",
    "finance:letters-table": "GET deliveries",
    "finance:letter": "GET letter",
    "finance:letters-make": "POST letters",
    "finance:letters-send": "POST letters-send",
    "finance:letters-posted": "POST letters-posted",
    "finance:letters-retry": "POST letters-retry",
    "finance:letters-zip": "GET letters-zip",
    "finance:letters-post-zip": "GET letters-post-zip",
    "finance:payments": "GET payments, GET payment",
    "finance:payments-table": "GET payments",
    "finance:payment-new": "POST payments",
    "finance:payment-reverse": "POST payment-reverse",
    # Signing in
    "account_login": "POST sign-in",
    "mfa_authenticate": "POST second-factor",
    "account_logout": "DELETE session",
}

# Why a program has no use for a page, or must not do what it does.
WITHOUT = {
    "It is made for a browser.": [
        "home",
        "manifest",
        "service-worker",
        "offline",
        "api-guide",
        "buildings:see-as",
        "buildings:see-as-stop",
    ],
    "It is open to everybody, in words; a key adds nothing.": [
        "healthz",
        "readyz",
        "privacy",
        "buildings:roles",
        "buildings:public-syndic",
    ],
    "Nobody but the invited person gets the code, by mail or on paper, and uses it.": [
        "buildings:invitation-letters",
        "buildings:invitation-letter",
        "buildings:join",
        "buildings:join-code",
    ],
    "A table to fill in by hand: a program sends the same as JSON.": [
        "finance:opening-file",
        "finance:opening-csv",
        "finance:opening-workbook",
    ],
    "How one signs in, and all keys: changed by the person, who says who he is.": [
        "account_inactive",
        "account_signup",
        "account_signup_by_passkey",
        "account_reauthenticate",
        "account_email",
        "account_email_verification_sent",
        "account_change_password",
        "account_set_password",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
        "account_confirm_login_code",
        "security",
        "mfa_index",
        "mfa_reauthenticate",
        "mfa_activate_totp",
        "mfa_deactivate_totp",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_download_recovery_codes",
        "mfa_list_webauthn",
        "mfa_add_webauthn",
        "mfa_reauthenticate_webauthn",
        "mfa_edit_webauthn",
        "mfa_remove_webauthn",
        "mfa_login_webauthn",
        "mfa_signup_webauthn",
        "sessions",
        "api-tokens",
        "api-token-new",
        "api-token-revoke",
    ],
    "It is about the person himself, who says once more who he is.": [
        "data",
        "data-copy",
        "data-copy-fetch",
        "test-mail",
    ],
}


def operations(page):
    return [tuple(each.split(" ")) for each in BY_API[page].split(", ")]


def test_every_page_has_its_operation_or_a_reason():
    assert sorted([*BY_API, *chain(*WITHOUT.values())]) == sorted(PAGES)


def test_what_is_named_is_there():
    named = {each for page in BY_API for each in operations(page)}
    known = {(method, name) for name, methods in TABLE.items() for method in methods}
    keyless = {("POST", name) for name in KEYLESS}
    assert named - known - keyless == set()


def test_every_list_that_a_page_has_as_a_file_is_a_file_here_too():
    handlers = [
        (page, VIEWS[name].get.operation.is_list)
        for page in BY_API
        if page.endswith("-table")
        for _method, name in operations(page)
    ]
    assert [page for page, is_list in handlers if not is_list] == []
    assert len(handlers) == 16


def test_an_operation_asks_for_the_right_of_its_page():
    rights = {
        (page, method, name): (
            getattr(EVERY_VIEW[page], "permission", None),
            getattr(VIEWS[name], method.lower()).permission,
        )
        for page in BY_API
        for method, name in operations(page)
    }
    assert {
        where: found for where, found in rights.items() if len(set(found)) > 1
    } == {}
