"""Check digits of what people type: KBO numbers and IBANs, stored without marks."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from stdnum import iban
from stdnum.be import vat
from stdnum.exceptions import ValidationError as BadNumber


def compact_kbo(text: str) -> str:
    """Return the ten digits of an enterprise number, however it was written.

    Raises:
        ValidationError: not a number, or its check digits are wrong.
    """
    try:
        return vat.validate(text)
    except BadNumber:
        raise ValidationError(
            _("“%(text)s” is not a KBO number: check its ten digits."),
            code="kbo",
            params={"text": text},
        ) from None


def compact_iban(text: str) -> str:
    """Return an IBAN in capitals without spaces.

    The bank's own number is not looked up: lists of banks are never complete.

    Raises:
        ValidationError: its check digits are wrong.
    """
    try:
        return iban.validate(text, check_country=False)
    except BadNumber:
        raise ValidationError(
            _("“%(text)s” is not an IBAN: check its digits."),
            code="iban",
            params={"text": text},
        ) from None


def validate_kbo(text: str) -> None:
    compact_kbo(text)


def validate_iban(text: str) -> None:
    compact_iban(text)
