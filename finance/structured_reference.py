"""The Belgian structured communication, VCS / OGM (law.md §7).

Ten digits, then two check digits: the ten digits modulo 97, and 97 when that is 0.
Printed ``+++ddd/dddd/ddddd+++``; kept as its twelve digits.
"""

import re

_LARGEST_BASE = 9_999_999_999
_MODULUS = 97
# What people and banks put between the digits. A hyphen is not among them: with
# hyphens, twelve digits are an old Belgian account number (ddd-ddddddd-dd), whose
# check digits follow the same rule and would pass.
_SEPARATORS = re.compile(r"[\s./]")
_FENCE = r"(?:\+{3}|\*{3})?"
_WRITTEN = re.compile(rf"{_FENCE}([0-9]{{10}})([0-9]{{2}}){_FENCE}")


class InvalidReference(ValueError):
    """Not a structured communication."""


class BaseOutOfRange(InvalidReference):
    """``base`` has no ten digits: it is negative or above 9,999,999,999."""

    def __init__(self, base: int) -> None:
        super().__init__(f"not a base of ten digits: {base}")
        self.base = base


class NotTwelveDigits(InvalidReference):
    """``text`` is not twelve digits in a form that people or banks use."""

    def __init__(self, text: str) -> None:
        super().__init__(f"not twelve digits: {text!r}")
        self.text = text


class WrongCheckDigits(InvalidReference):
    """``text`` has twelve digits, of which at least one was mistyped."""

    def __init__(self, text: str) -> None:
        super().__init__(f"the check digits do not match: {text!r}")
        self.text = text


def format_reference(base: int) -> str:
    """Return ``base`` with its check digits, printed ``+++ddd/dddd/ddddd+++``.

    Raises ``BaseOutOfRange`` outside 0 to 9,999,999,999. Base 0 is as good as any
    other: 0 modulo 97 is 0, so its check digits are 97.
    """
    if not 0 <= base <= _LARGEST_BASE:
        raise BaseOutOfRange(base)
    digits = f"{base:010d}{_check_digits(base)}"
    return f"+++{digits[:3]}/{digits[3:7]}/{digits[7:]}+++"


def normalise_reference(text: str) -> str:
    """Return the twelve digits of ``text``, whose check digits are right.

    Accepts ``+++…+++`` and ``***…***`` (also when one end was lost in copying),
    bare digits, and spaces, dots or slashes between them. Raises
    ``NotTwelveDigits`` or ``WrongCheckDigits``, both ``InvalidReference``.
    """
    written = _WRITTEN.fullmatch(_SEPARATORS.sub("", text))
    if written is None:
        raise NotTwelveDigits(text)
    base, check_digits = written.groups()
    if check_digits != _check_digits(int(base)):
        raise WrongCheckDigits(text)
    return f"{base}{check_digits}"


def _check_digits(base: int) -> str:
    return f"{base % _MODULUS or _MODULUS:02d}"
