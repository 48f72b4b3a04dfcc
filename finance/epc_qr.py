"""The EPC QR code: a credit transfer that the app of a bank reads (law.md §7).

Source: EPC069-12, version 002, "Quick Response Code: Guidelines to Enable Data Capture
for the Initiation of a SEPA Credit Transfer". Pure: the text of the code; who draws it
uses error correction level M and UTF-8 without ECI (docs/rules/payment_qr.md).
"""

import re
import unicodedata
from decimal import Decimal

from koprogo.money import from_cents, to_cents

MAX_NAME = 70
MAX_MESSAGE = 140
MAX_BYTES = 331
MAX_CENTS = 999_999_999_99

_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")
# Control characters, halves of a character, separators of lines and paragraphs: each
# would end an element of the code or could not be written.
_REFUSED = {"Cc", "Cs", "Zl", "Zp"}


class InvalidTransfer(ValueError):
    """No bank would read this code."""


class NameMissing(InvalidTransfer):
    """A transfer has a beneficiary."""


class NameTooLong(InvalidTransfer):
    """The beneficiary has more than 70 characters."""


class MessageTooLong(InvalidTransfer):
    """The message has more than 140 characters."""


class NotOneLine(InvalidTransfer):
    """The name or the message has a line break or another control character."""


class InvalidIban(InvalidTransfer):
    """The account number has another form, or its check digits are wrong."""


class AmountOutOfRange(InvalidTransfer):
    """The amount is not between 0.01 and 999,999,999.99 EUR."""


class PayloadTooLong(InvalidTransfer):
    """Written in UTF-8, everything together has more than 331 bytes."""


def epc_payload(*, name: str, iban: str, amount: Decimal, message: str) -> str:
    """Return the text of the code that pays ``amount`` EUR to ``name``.

    ``message`` is the unstructured remittance: a Belgian structured communication
    stands there, ``+++ddd/dddd/ddddd+++``; it may be empty. Spaces around the name and
    the message, and inside the IBAN, are left out. Elements end with a line feed, the
    last one that is filled in with nothing.

    Raises:
        InvalidTransfer: one of the errors above.
        InvalidAmount: of ``koprogo.money``: not a whole number of cents.
    """
    elements = [
        "BCD",
        "002",
        "1",  # UTF-8
        "SCT",
        "",  # BIC: not needed inside the European Economic Area
        _one_line(name),
        _checked_iban(iban),
        f"EUR{_checked_amount(amount)}",
        "",  # purpose
        "",  # structured remittance (ISO 11649, not the Belgian one)
        _one_line(message),
    ]
    if not elements[5]:
        raise NameMissing(name)
    if len(elements[5]) > MAX_NAME:
        raise NameTooLong(name)
    if len(elements[10]) > MAX_MESSAGE:
        raise MessageTooLong(message)
    payload = "\n".join(elements).rstrip("\n")
    if len(payload.encode()) > MAX_BYTES:
        raise PayloadTooLong(payload)
    return payload


def _one_line(text: str) -> str:
    text = text.strip(" \N{NO-BREAK SPACE}")
    if any(unicodedata.category(character) in _REFUSED for character in text):
        raise NotOneLine(text)
    return text


def _checked_iban(iban: str) -> str:
    """Return ``iban`` without spaces; its number modulo 97 is 1 (ISO 13616)."""
    compact = re.sub(r"\s", "", iban).upper()
    if not _IBAN.fullmatch(compact):
        raise InvalidIban(iban)
    number = "".join(str(int(digit, 36)) for digit in compact[4:] + compact[:4])
    # 00, 01 and 99 would pass the division, and are never given.
    if int(number) % 97 != 1 or not 2 <= int(compact[2:4]) <= 98:
        raise InvalidIban(iban)
    return compact


def _checked_amount(amount: Decimal) -> Decimal:
    cents = to_cents(amount)
    if not 1 <= cents <= MAX_CENTS:
        raise AmountOutOfRange(amount)
    return from_cents(cents)
