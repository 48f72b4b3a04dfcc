"""What is told by letters, one to each holding: calls for funds, statements of charges.

How letters are made, sent and posted: buildings/services/letters.py.
"""

from buildings import mailings
from finance.mailings.calls import CALLS
from finance.mailings.charges import CHARGES
from finance.models import Call, ChargeStatement

__all__ = ["CALLS", "CHARGES", "register"]


def register() -> None:
    """Say which letters the books have."""
    mailings.register(Call, CALLS)
    mailings.register(ChargeStatement, CHARGES)
