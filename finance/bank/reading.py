"""Which kind of bank file this is, and what it says. Pure."""

import re
from enum import StrEnum

from finance.bank import coda
from finance.bank.statement import (
    BankStatement,
    Reason,
    StatementError,
    refuse_unreadable,
)

_MARKS = b"\xef\xbb\xbf\xff\xfe\x00"  # what marks an encoding, before the first sign
_CODA = re.compile(rb"0000[0-9]{6}")  # the first record: zeros, the day of making


class Kind(StrEnum):
    CODA = "coda"
    CAMT053 = "camt.053"


def kind_of(data: bytes) -> Kind:
    """Return the format by content, never by name. Raises ``StatementError``."""
    refuse_unreadable(data)
    start = data[:4096].lstrip(_MARKS + b" \t\r\n")
    if start.startswith(b"<"):
        return Kind.CAMT053
    if _CODA.match(start):
        return Kind.CODA
    raise StatementError(1, Reason.UNKNOWN_FORMAT)


def read(data: bytes) -> list[BankStatement]:
    """Return the statements of a CODA or camt.053; whatever else is refused.

    Raises ``StatementError``, and nothing else, for any bytes.
    """
    if kind_of(data) is Kind.CODA:
        return coda.parse(data)
    # lxml is loaded by whoever reads XML, not by every page of the web process.
    from finance.bank import camt053

    return camt053.parse(data)
