"""What assemblies need not keep for ever: letters. Minutes and decisions stay."""

from datetime import datetime

from buildings.services.forgetting import forget_runs
from governance.mailings import CANCELLATIONS, CONVOCATIONS, MINUTES, WRITTEN
from koprogo.privacy.retention import in_each_tenant

__all__ = ["forget_letters"]


@in_each_tenant
def forget_letters(now: datetime) -> int:
    """Delete convocations, minutes as they were sent and written decisions, with their
    proof, once they need not be kept like vouchers any more.
    """
    kinds = (CANCELLATIONS, CONVOCATIONS, MINUTES, WRITTEN)
    return sum(forget_runs(now, kind, files=["file"]) for kind in kinds)
