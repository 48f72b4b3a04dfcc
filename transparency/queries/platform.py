"""The ASBL that runs this platform, if it is one."""

from collections.abc import Iterable

from django.conf import settings

from koprogo.tenancy.models import Tenant


def asbl_ids() -> Iterable[int]:
    """Return the key of the ASBL, where it runs this platform: one, or none."""
    if not settings.ASBL_PLATFORM:
        return []
    return Tenant.objects.filter(kind=Tenant.Kind.ASBL).values_list("pk", flat=True)
