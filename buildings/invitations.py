"""The code of an invitation: made, written on paper, typed back and hashed. Pure.

Sixteen signs out of 32 are 80 bits: nobody guesses one (docs/adr/0006-invitations.md).
"""

import hashlib
import secrets

__all__ = ["InvalidCode", "format_code", "hash_code", "new_code", "normalise_code"]

# Without 0, 1, I and O, which look alike on paper.
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
LENGTH = 16
GROUP = 4


class InvalidCode(ValueError):
    """Not sixteen signs of the alphabet: a slip of the pen."""


def new_code() -> str:
    """Return a code that nobody has: sixteen signs at random."""
    return "".join(secrets.choice(ALPHABET) for _sign in range(LENGTH))


def format_code(code: str) -> str:
    """Return the code as it is printed: ``XXXX-XXXX-XXXX-XXXX``."""
    return "-".join(code[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def normalise_code(text: str) -> str:
    """Return the sixteen signs that a person typed, in any case, with any spacing.

    Raises:
        InvalidCode: there are more or fewer, or others.
    """
    code = "".join(sign for sign in text if sign.isalnum()).upper()
    if len(code) != LENGTH or not set(code) <= set(ALPHABET):
        raise InvalidCode(text)
    return code


def hash_code(code: str) -> str:
    """Return what is kept of a code: its SHA-256, in hexadecimal digits.

    Of 80 random bits a plain hash is enough; a person's password needs a slow one.
    """
    return hashlib.sha256(code.encode()).hexdigest()
