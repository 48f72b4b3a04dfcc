from finance.models.calls import Call, CallDocument, CallItem, CallLine
from finance.models.letters import CallLetter, LetterRun
from finance.models.opening import Opening, OpeningBalance
from finance.models.payments import Payment

__all__ = [
    "Call",
    "CallDocument",
    "CallItem",
    "CallLetter",
    "CallLine",
    "LetterRun",
    "Opening",
    "OpeningBalance",
    "Payment",
]
