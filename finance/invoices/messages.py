"""Why an electronic invoice was refused, and what to look at in it, in words."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from finance.invoices.document import Doubt, InvoiceError, Reason, Remark
from koprogo.ui.formatting import day, iban, money

REASONS = {
    Reason.TOO_LARGE: gettext_lazy("The file is larger than %(limit)s MB."),
    Reason.NOT_XML: gettext_lazy(
        "This is not an XML file, or it is damaged. Ask the supplier to send it again."
    ),
    Reason.HAS_DTD: gettext_lazy(
        "The file declares a document type, which no electronic invoice does. It is "
        "not read, because this is how harmful files are made."
    ),
    Reason.NOT_AN_INVOICE: gettext_lazy(
        "This is not an electronic invoice or credit note (UBL 2.1, Peppol)."
    ),
    Reason.INVOICE_AND_CREDIT: gettext_lazy(
        "The document calls itself an invoice and a credit note at once (type "
        "%(value)s)."
    ),
    Reason.NO_LINES: gettext_lazy("The document has no line."),
    Reason.TOO_MANY: gettext_lazy("There are more than %(limit)s times “%(element)s”."),
    Reason.MISSING: gettext_lazy("“%(element)s” is missing."),
    Reason.NOT_A_NUMBER: gettext_lazy("“%(value)s” is not a number that can be used."),
    Reason.TOO_MANY_DECIMALS: gettext_lazy(
        "The amount %(value)s has more than two decimals."
    ),
    Reason.AMOUNT_TOO_LARGE: gettext_lazy("The amount is too large."),
    Reason.NOT_A_DATE: gettext_lazy("“%(value)s” is not a date."),
    Reason.MIXED_CURRENCIES: gettext_lazy(
        "The document is in %(currency)s, and one of its amounts in %(other)s."
    ),
    Reason.LINES_SUM: gettext_lazy(
        "The lines add up to %(computed)s, and the document says %(stated)s."
    ),
    Reason.ALLOWANCES_SUM: gettext_lazy(
        "The discounts add up to %(computed)s, and the document says %(stated)s."
    ),
    Reason.CHARGES_SUM: gettext_lazy(
        "The extra charges add up to %(computed)s, and the document says %(stated)s."
    ),
    Reason.EXCLUDING_VAT: gettext_lazy(
        "Lines, discounts and extra charges make %(computed)s without VAT, and the "
        "document says %(stated)s."
    ),
    Reason.VAT_OF_RATE: gettext_lazy(
        "The VAT at %(rate)s should be %(computed)s, and the document says %(stated)s."
    ),
    Reason.VAT_SUM: gettext_lazy(
        "The VAT of all rates adds up to %(computed)s, and the document says %(stated)s."
    ),
    Reason.INCLUDING_VAT: gettext_lazy(
        "With VAT the total should be %(computed)s, and the document says %(stated)s."
    ),
    Reason.PAYABLE: gettext_lazy(
        "What is to be paid should be %(computed)s, and the document says %(stated)s."
    ),
}

DOUBTS = {
    Doubt.OTHER_CURRENCY: gettext_lazy(
        "The document is in %(currency)s: only documents in euro can be booked."
    ),
    Doubt.NO_VAT_NUMBER: gettext_lazy(
        "The supplier charges VAT and does not give a VAT number."
    ),
    Doubt.NO_KBO: gettext_lazy(
        "The supplier is Belgian and gives no valid enterprise number."
    ),
    Doubt.DUE_BEFORE_ISSUE: gettext_lazy(
        "The due date, %(due)s, lies before the date of the document, %(issued)s."
    ),
    Doubt.PERIOD_REVERSED: gettext_lazy(
        "A period ends on %(end)s, before it begins on %(start)s: it is left out."
    ),
    Doubt.NOT_AN_IBAN: gettext_lazy(
        "“%(value)s” is not an IBAN that can be paid to: check its digits."
    ),
    Doubt.SEVERAL_IBANS: gettext_lazy(
        "The document names several bank accounts: %(values)s. The first one is "
        "proposed."
    ),
    Doubt.DIRECT_DEBIT: gettext_lazy(
        "The supplier says that he collects this amount by direct debit: do not pay it "
        "a second time."
    ),
    Doubt.WRONG_REFERENCE: gettext_lazy(
        "The check digits of the structured communication “%(value)s” are wrong."
    ),
    Doubt.VAT_ROUNDED: gettext_lazy(
        "The VAT at %(rate)s is %(stated)s, and exactly %(computed)s: probably the "
        "supplier rounds it on each line."
    ),
    Doubt.VAT_NOT_SPLIT: gettext_lazy("The document does not split the VAT by rate."),
    Doubt.VAT_BASE_DIFFERS: gettext_lazy(
        "VAT is charged on %(computed)s, and the total without VAT is %(stated)s."
    ),
    Doubt.UNREADABLE_ATTACHMENT: gettext_lazy(
        "The attachment “%(name)s” is empty or damaged: it is left out."
    ),
}


def sentence(error: InvoiceError) -> str:
    """Return why the file cannot be used, with its line when that helps."""
    text = str(REASONS[error.reason]) % _shown(error.params)
    if error.line is None:
        return text
    return _("%(sentence)s (Line %(number)s of the file.)") % {
        "sentence": text,
        "number": error.line,
    }


def warning(remark: Remark) -> str:
    """Return what a person should look at, as one or two sentences."""
    return str(DOUBTS[remark.doubt]) % _shown(remark.params)


def _shown(params: Mapping[str, object]) -> dict[str, object]:
    currency = params.get("currency", "EUR")
    shown = {name: _in_words(value, currency) for name, value in params.items()}
    if isinstance(rate := params.get("rate"), Decimal):
        shown["rate"] = f"{rate.normalize():f} %"
    return shown


def _in_words(value: object, currency: object) -> object:
    language = get_language()
    if isinstance(value, date):
        return day(value, language)
    if isinstance(value, tuple):
        return ", ".join(map(iban, value))
    if isinstance(value, Decimal):
        in_euro = currency == "EUR"
        return money(value, language) if in_euro else f"{value} {currency}"
    return value
