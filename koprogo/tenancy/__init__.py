"""The wall between associations: one tenant at a time, in Python and in PostgreSQL."""

from koprogo.tenancy.context import NoTenant, current_tenant_id, enter

__all__ = ["NoTenant", "current_tenant_id", "enter"]
