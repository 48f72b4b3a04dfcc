"""Every refusal and every warning is a sentence, in euro where it is about euro."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from finance.invoices.document import Doubt, InvoiceError, Reason, Remark
from finance.invoices.messages import DOUBTS, REASONS, sentence, warning
from finance.invoices.ubl import parse
from tests.finance.invoices_ubl.invoices import xml

# Each with the params of the places that raise it.
BOTH = {"computed": Decimal("1234.50"), "stated": Decimal("1234.60"), "currency": "EUR"}
VALUE = {"value": "381"}
PARAMS = dict.fromkeys(list(Reason)[list(Reason).index(Reason.LINES_SUM) :], BOTH) | {
    Reason.INVOICE_AND_CREDIT: VALUE,
    Reason.NOT_A_NUMBER: VALUE,
    Reason.TOO_MANY_DECIMALS: VALUE,
    Reason.NOT_A_DATE: VALUE,
    Reason.TOO_LARGE: {"limit": 10},
    Reason.TOO_MANY: {"limit": 20, "element": "InvoiceLine"},
    Reason.MISSING: {"element": "IssueDate"},
    Reason.MIXED_CURRENCIES: {"currency": "EUR", "other": "USD"},
    Reason.VAT_OF_RATE: {**BOTH, "rate": Decimal("21.00")},
    Doubt.OTHER_CURRENCY: {"currency": "USD"},
    Doubt.DUE_BEFORE_ISSUE: {"due": date(2025, 4, 1), "issued": date(2025, 4, 2)},
    Doubt.PERIOD_REVERSED: {"start": date(2025, 4, 2), "end": date(2025, 4, 1)},
    Doubt.NOT_AN_IBAN: {"value": "BE1"},
    Doubt.SEVERAL_IBANS: {"values": ("BE68539007547034", "BE72000000001616")},
    Doubt.WRONG_REFERENCE: {"value": "+++010/8068/17184+++"},
    Doubt.VAT_ROUNDED: {**BOTH, "rate": Decimal("5.50")},
    Doubt.VAT_BASE_DIFFERS: BOTH,
    Doubt.UNREADABLE_ATTACHMENT: {"name": "a.pdf"},
}


def test_everything_has_words():
    assert set(REASONS) == set(Reason)
    assert set(DOUBTS) == set(Doubt)


@pytest.mark.parametrize("reason", Reason)
def test_every_refusal_is_a_sentence(reason):
    text = sentence(InvoiceError(reason, **PARAMS.get(reason, {})))
    assert text.endswith((".", ".)"))
    assert "%(" not in text


@pytest.mark.parametrize("doubt", Doubt)
def test_every_warning_is_a_sentence(doubt):
    text = warning(Remark(doubt, PARAMS.get(doubt, {})))
    assert text.endswith(".")
    assert "%(" not in text


def test_a_refusal_names_its_line_and_both_sums():
    with pytest.raises(InvoiceError) as caught:
        parse(
            xml(
                (
                    'PayableAmount currencyID="EUR">468.95',
                    'PayableAmount currencyID="EUR">468.90',
                )
            )
        )
    with translation.override("en"):
        assert sentence(caught.value) == (
            "What is to be paid should be €468.95, and the document says €468.90. "
            "(Line 2 of the file.)"
        )


@pytest.mark.parametrize(
    ("doubt", "text"),
    [
        (
            Doubt.VAT_ROUNDED,
            "The VAT at 5.5 % is €1,234.60, and exactly €1,234.50: probably the supplier rounds it on each line.",
        ),
        (
            Doubt.DUE_BEFORE_ISSUE,
            "The due date, 01/04/2025, lies before the date of the document, 02/04/2025.",
        ),
        (
            Doubt.SEVERAL_IBANS,
            "The document names several bank accounts: BE68 5390 0754 7034, BE72 0000 0000 1616. The first one is proposed.",
        ),
    ],
)
def test_a_warning_shows_rates_days_and_accounts(doubt, text):
    with translation.override("en"):
        assert warning(Remark(doubt, PARAMS[doubt])) == text


def test_other_money_is_not_called_euro():
    params = BOTH | {"currency": "SEK"}
    assert sentence(InvoiceError(Reason.PAYABLE, **params)) == (
        "What is to be paid should be 1234.50 SEK, and the document says 1234.60 SEK."
    )
