"""Relations inside one tenant.

The database constraint is the composite ``(tenant_id, x_id) → (tenant_id, id)`` that
``operations.RaiseWalls`` writes: a row of one tenant cannot point to another's.
"""

from django.db import models


class _InsideTenant:
    def __init__(self, to, on_delete=models.PROTECT, **kwargs):
        kwargs["db_constraint"] = False
        super().__init__(to, on_delete, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        del kwargs["db_constraint"]
        return name, path, args, kwargs


class TenantForeignKey(_InsideTenant, models.ForeignKey):
    """A foreign key to a row of the same tenant."""


class TenantOneToOneField(_InsideTenant, models.OneToOneField):
    """A one-to-one relation to a row of the same tenant."""
