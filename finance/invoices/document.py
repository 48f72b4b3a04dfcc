"""A supplier's invoice or credit note, as it was received. Pure.

Amounts have two decimals, in the currency of the document, with the sign that the
document gives them: a credit note of 100.00 says 100.00, and an invoice that corrects
another one may be negative. Rates are percentages: 21 is 21 %. Texts are on one line
and empty when the document has none.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

ZERO = Decimal("0.00")


class Kind(StrEnum):
    """What the document is, by the name of its outermost element."""

    INVOICE = "Invoice"
    CREDIT_NOTE = "CreditNote"


class Reason(StrEnum):
    """Why a file cannot be used at all; ``messages.py`` says it in words."""

    # The file
    TOO_LARGE = "too-large"
    NOT_XML = "not-xml"
    HAS_DTD = "has-dtd"
    NOT_AN_INVOICE = "not-an-invoice"
    INVOICE_AND_CREDIT = "invoice-and-credit"
    NO_LINES = "no-lines"
    TOO_MANY = "too-many"
    # One value
    MISSING = "missing"
    NOT_A_NUMBER = "not-a-number"
    TOO_MANY_DECIMALS = "too-many-decimals"
    AMOUNT_TOO_LARGE = "amount-too-large"
    NOT_A_DATE = "not-a-date"
    MIXED_CURRENCIES = "mixed-currencies"
    # Totals that do not add up
    LINES_SUM = "lines-sum"
    ALLOWANCES_SUM = "allowances-sum"
    CHARGES_SUM = "charges-sum"
    EXCLUDING_VAT = "excluding-vat"
    VAT_OF_RATE = "vat-of-rate"
    VAT_SUM = "vat-sum"
    INCLUDING_VAT = "including-vat"
    PAYABLE = "payable"


class InvoiceError(ValueError):
    """Nothing of the file can be used; ``line`` counts from 1, when it is known."""

    def __init__(
        self, reason: Reason, line: int | None = None, **params: object
    ) -> None:
        super().__init__(f"{reason}, line {line}: {params}")
        self.reason = reason
        self.line = line
        self.params = params


class Doubt(StrEnum):
    """What a person should look at before the document is booked."""

    OTHER_CURRENCY = "other-currency"
    NO_VAT_NUMBER = "no-vat-number"
    NO_KBO = "no-kbo"
    DUE_BEFORE_ISSUE = "due-before-issue"
    PERIOD_REVERSED = "period-reversed"
    NOT_AN_IBAN = "not-an-iban"
    SEVERAL_IBANS = "several-ibans"
    DIRECT_DEBIT = "direct-debit"
    WRONG_REFERENCE = "wrong-reference"
    VAT_ROUNDED = "vat-rounded"
    VAT_NOT_SPLIT = "vat-not-split"
    VAT_BASE_DIFFERS = "vat-base-differs"
    UNREADABLE_ATTACHMENT = "unreadable-attachment"


#: A document with one of these can be looked at, and is never booked nor paid.
REFUSED = frozenset({Doubt.OTHER_CURRENCY})


@dataclass(frozen=True, slots=True)
class Remark:
    """One warning, with the values that it is about."""

    doubt: Doubt
    params: Mapping[str, object] = field(default_factory=dict)

    @property
    def refuses(self) -> bool:
        return self.doubt in REFUSED


@dataclass(frozen=True, slots=True)
class Period:
    """The days covered, both included; the document may give only one of them."""

    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class Line:
    """One line; ``net_amount`` is without VAT. ``vat_rate``: None when not said."""

    description: str
    quantity: Decimal | None
    net_amount: Decimal
    vat_rate: Decimal | None
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Adjustment:
    """A charge on the whole document, or an allowance, without VAT.

    ``amount`` is what it adds to the lines: an allowance of 20.00 is -20.00.
    """

    description: str
    is_charge: bool
    amount: Decimal
    vat_rate: Decimal | None


@dataclass(frozen=True, slots=True)
class VatPart:
    """What is taxed at one rate, and its VAT; ``category``: UNCL5305, such as S."""

    category: str
    rate: Decimal | None
    taxable_amount: Decimal
    vat_amount: Decimal


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside the document: whose name and type nobody has checked yet."""

    name: str
    mime_type: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplierDocument:
    """An invoice or a credit note whose totals add up.

    The lines and the adjustments are together ``total_excluding_vat``; with
    ``vat_amount`` they are ``total_including_vat``; less ``prepaid_amount`` and with
    ``rounding_amount`` that is ``payable_amount``.
    """

    kind: Kind
    number: str
    issue_date: date
    due_date: date | None = None
    currency: str = "EUR"
    supplier_name: str
    supplier_vat: str = ""
    #: ten digits, or empty
    supplier_kbo: str = ""
    period_start: date | None = None
    #: the last day of the period
    period_end: date | None = None
    lines: tuple[Line, ...]
    adjustments: tuple[Adjustment, ...] = ()
    vat_parts: tuple[VatPart, ...] = ()
    total_excluding_vat: Decimal
    vat_amount: Decimal
    total_including_vat: Decimal
    prepaid_amount: Decimal = ZERO
    rounding_amount: Decimal = ZERO
    payable_amount: Decimal
    #: in capitals without spaces, its check digits right; or empty
    iban: str = ""
    #: twelve digits when it is a Belgian structured communication, else as written
    payment_reference: str = ""
    attachments: tuple[Attachment, ...] = ()
    warnings: tuple[Remark, ...] = ()
