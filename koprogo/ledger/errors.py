class LedgerError(Exception):
    """The books refuse; nothing was written."""


class UnknownAccount(LedgerError):
    """The tenant's chart has no account with this code."""


class AlreadyPosted(LedgerError):
    """This source has been posted before: nothing is posted twice."""


class AlreadyReversed(LedgerError):
    """This entry already has its mirror."""


class Unbalanced(LedgerError):
    """Debit and credit differ, or there are fewer than two lines."""
