"""Amounts, accounts, references and text, read alike from both formats. Pure."""

import re
from decimal import Decimal

from finance.structured_reference import InvalidReference, normalise_reference

_BELGIAN_NUMBER = re.compile(r"([0-9]{10})([0-9]{2})")
_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")
# Between +++ or ***, as it is printed: bare digits inside a text are not guessed.
_FENCED = re.compile(r"\+{3}[0-9\s./]{12,20}\+{3}|\*{3}[0-9\s./]{12,20}\*{3}")
_BE_AS_DIGITS = "111400"  # B is 11, E is 14, and 00 stands for the check digits


def one_line(text: str) -> str:
    """Return ``text`` trimmed, with one blank where there were more or a line ended."""
    return " ".join(text.split())


def amount_of(whole: str, fraction: str, *, negative: bool) -> Decimal:
    """Return an exact amount of two decimals, or of more when they are not zeros."""
    amount = Decimal(f"{whole}.{fraction.rstrip('0'):0<2}")
    return amount.copy_negate() if negative and amount else amount


def account_number(text: str) -> str:
    """Return an account as accounts are compared: capitals and digits, no spaces.

    An old Belgian number of twelve digits becomes its IBAN when its check digits are
    right. Zeros only are no account: "".
    """
    compact = "".join(text.split()).upper()
    if not compact.strip("0"):
        return ""
    written = _BELGIAN_NUMBER.fullmatch(compact)
    if written and (int(written[1]) % 97 or 97) == int(written[2]):
        return f"BE{98 - int(compact + _BE_AS_DIGITS) % 97:02d}{compact}"
    return compact


def is_iban(text: str) -> bool:
    """Whether ``text`` has the form of an IBAN; its check digits are not read."""
    return bool(_IBAN.fullmatch(text))


def first_account(zone: str) -> str:
    """Return the account at the start of ``zone``, where a bank may add to it.

    What follows an IBAN or a Belgian number is the bank's; other numbers may be
    written in groups.
    """
    first = zone.split(maxsplit=1)[0] if zone.strip() else ""
    if is_iban(first) or _BELGIAN_NUMBER.fullmatch(first):
        return account_number(first)
    return account_number(zone)


def valid_reference(text: str) -> str:
    """Return the twelve digits of a structured communication, or ""."""
    try:
        return normalise_reference(text)
    except InvalidReference:
        return ""


def reference_in(message: str) -> str:
    """Return the structured communication that somebody typed as a message, or "".

    The whole message, or the only one that stands in it between +++ or ***: a payment
    QR carries it as text (law.md §7).
    """
    found = {valid_reference(match) for match in _FENCED.findall(message)} - {""}
    if len(found) == 1:
        return found.pop()
    return valid_reference(message)
