"""Tenants are associations, never persons."""

PERSONAL = []

NOT_PERSONAL = {
    "names an association, a legal person": [
        "tenancy.Tenant.name",
        "tenancy.Tenant.slug",
    ],
}
