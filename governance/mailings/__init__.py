"""What is told about assemblies by letters (buildings/mailings)."""

from buildings import mailings
from governance.mailings.cancellations import CANCELLATIONS
from governance.mailings.convocations import CONVOCATIONS
from governance.mailings.minutes import MINUTES
from governance.mailings.written import WRITTEN
from governance.models import Assembly, Cancellation, Minutes, WrittenDecision

__all__ = ["CANCELLATIONS", "CONVOCATIONS", "MINUTES", "WRITTEN", "register"]


def register() -> None:
    """Say which letters assemblies have."""
    mailings.register(Assembly, CONVOCATIONS)
    mailings.register(Cancellation, CANCELLATIONS)
    mailings.register(Minutes, MINUTES)
    mailings.register(WrittenDecision, WRITTEN)
