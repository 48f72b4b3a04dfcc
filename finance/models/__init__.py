from finance.models.calls import Call, CallDocument, CallItem, CallLine
from finance.models.payments import Payment

__all__ = ["Call", "CallDocument", "CallItem", "CallLine", "Payment"]
