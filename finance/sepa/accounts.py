"""Account numbers and identifiers, compact, their check digits right. Pure."""

import re

from stdnum import iban as iban_number
from stdnum.be import vat as kbo_number
from stdnum.eu import at_02 as creditor_number
from stdnum.exceptions import ValidationError as BadNumber

from finance.sepa.errors import InvalidCreditor, InvalidIban, InvalidKbo

# The library also takes digits of other scripts; a bank does not.
_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")
_CREDITOR = re.compile(r"BE[0-9]{2}[A-Z0-9]{3}[0-9]{10}")


def checked_iban(text: str) -> str:
    """Return an IBAN in capitals without spaces; raises ``InvalidIban``."""
    try:
        compact: str = iban_number.validate(text, check_country=False)
    except BadNumber:
        raise InvalidIban(text) from None
    if not _IBAN.fullmatch(compact):
        raise InvalidIban(text)
    return compact


def checked_kbo(text: str) -> str:
    """Return the ten digits of an enterprise number; raises ``InvalidKbo``."""
    try:
        return str(kbo_number.validate(text))
    except BadNumber:
        raise InvalidKbo(text) from None


def checked_creditor(text: str) -> str:
    """Return the identifier of a Belgian creditor (AT-02 of the SEPA rulebook).

    The three characters in the middle are the creditor's own choice, which the check
    digits do not cover. Raises ``InvalidCreditor``.
    """
    try:
        compact: str = creditor_number.validate(text)
    except BadNumber:
        raise InvalidCreditor(text) from None
    if not _CREDITOR.fullmatch(compact):
        raise InvalidCreditor(text)
    return compact
