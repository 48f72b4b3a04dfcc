"""One cell's text to one value, exactly, or a ``BadValue`` that says what is wrong."""

import re
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import TypeVar

from stdnum.be import vat
from stdnum.exceptions import InvalidChecksum, ValidationError

from buildings.importing.problems import BadValue, Code
from buildings.importing.rows import MAX_SHARES
from buildings.importing.text import plain
from buildings.importing.words import (
    CHANNELS,
    COUNTRIES,
    LOT_KINDS,
    NO,
    PERSON_KINDS,
    RIGHTS,
    SPOKEN,
    YES,
    by_word,
)

_NUMBER = re.compile(
    r"(?P<sign>[-−]?) ?(?P<whole>[0-9]{1,3}(?: [0-9]{3})+|[0-9]+)"
    r"(?:[.,](?P<decimals>[0-9]+))?"
)
_PARTS = re.compile(r"([0-9]{1,9}) ?/ ?([0-9]{1,9})")
_DECIMAL = re.compile(r"([0-9]{1,9})(?:[.,]([0-9]{1,9}))? ?(%?)")
_ISO_DAY = re.compile(
    r"(?P<y>[0-9]{4})-(?P<m>[0-9]{1,2})-(?P<d>[0-9]{1,2})(?P<rest>.*)"
)
_DAY = re.compile(
    r"(?P<d>[0-9]{1,2})(?P<dot>[/.-])(?P<m>[0-9]{1,2})(?P=dot)(?P<y>[0-9]{4})(?P<rest>.*)"
)
_MIDNIGHT = re.compile(r"|[ T]0?0:00(:00(\.0+)?)?")
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[a-z0-9¡-￿](?:[a-z0-9¡-￿-]{0,61}[a-z0-9¡-￿])?"
_EMAIL = re.compile(
    rf"{_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)+(?![0-9]+$)(?=..){_LABEL}", re.IGNORECASE
)
_LONGEST_EMAIL = 254

Choice = TypeVar("Choice", bound=str)


def whole(text: str) -> int:
    """Return shares: ``163``, ``1 000``, ``163,0``; at most 1,000,000,000.

    Three decimals are refused even when they are zeros: ``1.000`` is one or one
    thousand, and shares are not guessed.
    """
    number = _NUMBER.fullmatch(text)
    if number is None:
        raise BadValue(Code.NOT_A_NUMBER, value=text)
    decimals = number["decimals"] or ""
    if number["sign"]:
        raise BadValue(Code.NEGATIVE, value=text)
    if len(decimals) >= 3:
        raise BadValue(Code.THREE_DECIMALS, value=text)
    if decimals.strip("0"):
        raise BadValue(Code.NOT_WHOLE, value=text)
    digits = number["whole"].replace(" ", "").lstrip("0") or "0"
    if len(digits) > len(str(MAX_SHARES)) or int(digits) > MAX_SHARES:
        raise BadValue(Code.TOO_LARGE, limit=MAX_SHARES)
    return int(digits)


def fraction(text: str) -> Fraction:
    """Return a part of a lot, from 0 to 1: ``1/3``, ``0,5``, ``0.5``, ``50 %``."""
    if text.startswith(("-", "−")):
        raise BadValue(Code.NEGATIVE, value=text)
    if parts := _PARTS.fullmatch(text):
        over, under = int(parts[1]), int(parts[2])
    elif decimal := _DECIMAL.fullmatch(text):
        units, decimals, percent = decimal[1], decimal[2] or "", decimal[3]
        over = int(units + decimals)
        under = 10 ** (len(decimals) + 2 * len(percent))
    else:
        is_date = _ISO_DAY.fullmatch(text) or _DAY.fullmatch(text)
        code = Code.FRACTION_IS_A_DATE if is_date else Code.NOT_A_FRACTION
        raise BadValue(code, value=text)
    if under == 0:
        raise BadValue(Code.NOT_A_FRACTION, value=text)
    if over > under:
        raise BadValue(Code.MORE_THAN_WHOLE, value=text)
    return Fraction(over, under)


def day(text: str) -> date:
    """Return ``2022-07-01``, ``01/07/2022``, ``1.7.2022``, also with a time of midnight.

    The day comes first, as everywhere in Belgium. Another time of day is refused: an
    export in another time zone puts ``2022-06-30 22:00`` for 1 July.
    """
    match = _ISO_DAY.fullmatch(text) or _DAY.fullmatch(text)
    if match is None:
        raise BadValue(Code.NOT_A_DATE, value=text)
    if not _MIDNIGHT.fullmatch(match["rest"]):
        raise BadValue(Code.DATE_HAS_TIME, value=text)
    try:
        found = date(int(match["y"]), int(match["m"]), int(match["d"]))
    except ValueError:
        raise BadValue(Code.NOT_A_DATE, value=text) from None
    if not _FIRST_YEAR <= found.year <= _LAST_YEAR:
        raise BadValue(Code.DATE_OUT_OF_RANGE, first=_FIRST_YEAR, last=_LAST_YEAR)
    return found


def email(text: str) -> str:
    """Return the address as it is written, when mail can be sent to it."""
    if len(text) > _LONGEST_EMAIL or not _EMAIL.fullmatch(text):
        raise BadValue(Code.BAD_EMAIL, value=text[:_LONGEST_EMAIL])
    return text


def kbo(text: str) -> str:
    """Return the ten digits of an enterprise number whose check digits are right."""
    try:
        return vat.validate(text)
    except InvalidChecksum:
        raise BadValue(Code.KBO_CHECK, value=text) from None
    except ValidationError:
        raise BadValue(Code.KBO_FORMAT, value=text) from None


def language(text: str) -> str:
    """Return nl, fr, de or en; regions are left out: ``nl_BE`` is nl."""
    return _one_of(_SPOKEN, Code.UNKNOWN_LANGUAGE)(plain(text).partition(" ")[0])


def country(text: str) -> str:
    """Return the two letters of ISO 3166, from them or from a neighbour's name."""
    if re.fullmatch(r"[A-Za-z]{2}", text):
        return text.upper()
    return _one_of(_COUNTRIES, Code.UNKNOWN_COUNTRY)(text)


def yes(text: str) -> bool:
    """Return whether a cell ticks a box: ``yes``, ``oui``, ``x``, ``1``."""
    if (word := plain(text)) in YES:
        return True
    if word in NO:
        return False
    raise BadValue(Code.NOT_YES_OR_NO, value=text)


def _one_of(choices: dict[str, Choice], code: Code) -> Callable[[str], Choice]:
    """Return the parser of a cell that offers a choice."""

    def parse(text: str) -> Choice:
        try:
            return choices[plain(text)]
        except KeyError:
            raise BadValue(code, value=text) from None

    return parse


_SPOKEN = by_word(SPOKEN)
_COUNTRIES = by_word(COUNTRIES)
lot_kind = _one_of(by_word(LOT_KINDS), Code.UNKNOWN_LOT_KIND)
person_kind = _one_of(by_word(PERSON_KINDS), Code.UNKNOWN_PERSON_KIND)
channel = _one_of(by_word(CHANNELS), Code.UNKNOWN_CHANNEL)
right = _one_of(by_word(RIGHTS), Code.UNKNOWN_RIGHT)
