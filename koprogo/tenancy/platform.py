"""The tables without row-level security: all of them, each with its reason.

Whatever is not listed here must be behind a wall (tests/tenancy/test_tables.py).
"""

PLATFORM_TABLES = {
    "tenancy_tenant": "names the tenants: read before one can be entered",
    "accounts_user": "one person may have rights in several tenants",
    "account_emailaddress": "belongs to the sign-in, before any tenant is known",
    "account_emailconfirmation": "belongs to the sign-in",
    "mfa_authenticator": "belongs to the sign-in: asked before anybody is signed in",
    "usersessions_usersession": "belongs to the sign-in: where a person is signed in",
    "api_apitoken": "says whose key it is: read before any tenant is known",
    "buildings_firm": "a syndic's firm serves several tenants",
    "buildings_firmmember": "who works for a firm: part of the access query",
    "buildings_mandate": "which firm serves which tenant: part of the access query",
    "buildings_grant": "who has which role where: part of the access query",
    "buildings_firmlogo": "the letterhead of a firm that serves several tenants",
    "buildings_invitation": "a code is looked up before a tenant is known",
    "buildings_summary": "a portfolio reads one row for each tenant",
    "finance_bankdirectory": "whose account an IBAN is: asked before a tenant is known",
    "finance_guestlink": "the hash of a notary's code is looked up in no tenant",
    "community_impactfactor": "factors of estimates: the same for every building",
    "community_impactsum": "sums of all buildings in a month: about nobody",
    "jobs_job": "the worker finds work of all tenants; it holds ids only",
    "audit_unsealed": "the worker finds the tenants with events to seal; ids only",
    "measuring_day": "what the whole site used on a day: sums, about nobody",
    "privacy_datacopy": "the night finds whose week is over; ids and moments only",
    "privacy_breach": "a breach may concern the whole site; read by command only",
    "privacy_breachentry": "what followed a breach",
    "django_session": "opened before any tenant is known",
    "django_content_type": "framework: names of models",
    "django_migrations": "framework: applied migrations",
    "auth_group": "framework: unused",
    "auth_group_permissions": "framework: unused",
    "auth_permission": "framework: unused",
}
