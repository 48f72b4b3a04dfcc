"""The tables without row-level security: all of them, each with its reason.

Whatever is not listed here must be behind a wall (tests/tenancy/test_tables.py).
"""

PLATFORM_TABLES = {
    "tenancy_tenant": "names the tenants: read before one can be entered",
    "accounts_user": "one person may have rights in several tenants",
    "account_emailaddress": "belongs to the sign-in, before any tenant is known",
    "account_emailconfirmation": "belongs to the sign-in",
    "buildings_firm": "a syndic's firm serves several tenants",
    "buildings_firmmember": "who works for a firm: part of the access query",
    "buildings_mandate": "which firm serves which tenant: part of the access query",
    "buildings_grant": "who has which role where: part of the access query",
    "django_session": "opened before any tenant is known",
    "django_content_type": "framework: names of models",
    "django_migrations": "framework: applied migrations",
    "auth_group": "framework: unused",
    "auth_group_permissions": "framework: unused",
    "auth_permission": "framework: unused",
}
