"""Tenders and their quotes, as tables."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from governance.models import Quote, Tender
from governance.queries.tenders import Comparison, day_of
from governance.quoting import holds_on
from koprogo.ui.exports import Table


def tenders_table(tenders: Iterable[Tender]) -> Table:
    """``tenders``: as of ``queries.tenders.tender_list``."""
    header = [
        _("Title"),
        _("State"),
        _("Assembly"),
        _("Point"),
        _("Estimate, VAT included (€)"),
        _("Quotes"),
        _("Chosen"),
        _("Total, VAT included (€)"),
        _("Why"),
    ]
    return Table("tenders", _("Quotes"), header, [_tender(one) for one in tenders])


def _tender(tender: Tender) -> tuple:
    outcome = getattr(tender, "outcome", None)
    chosen = outcome and outcome.quote
    return (
        tender.title,
        tender.state.label,
        tender.item and tender.item.assembly.day,
        tender.item and tender.item.title,
        tender.estimate,
        len(tender.quotes.all()),
        chosen.supplier_name if chosen else "",
        chosen.total if chosen else None,
        outcome.reason if outcome else "",
    )


def comparison_table(comparison: Comparison) -> Table:
    """The quotes of a tender beside each other, the cheapest first."""
    header = [
        *_offered(),
        _("Difference to the cheapest (€)"),
        _("Difference to the cheapest (%)"),
        _("Valid on %(day)s") % {"day": comparison.day.isoformat()},
        _("Chosen"),
    ]
    rows = [
        (
            *_offer(one.quote),
            one.compared.difference,
            one.compared.percent,
            _yes(one.is_valid),
            _yes(one.is_chosen),
        )
        for one in comparison.quotes
    ]
    return Table("quotes", comparison.tender.title, header, rows)


def quotes_table(tenders: Iterable[Tender]) -> Table:
    """All quotes that were ever asked for, for who takes over the file."""
    header = [_("Tender"), *_offered(), _("Valid on the day"), _("Chosen")]
    rows = []
    for tender in tenders:
        outcome = getattr(tender, "outcome", None)
        rows += [
            (
                tender.title,
                *_offer(quote),
                _yes(holds_on(quote.valid_until, day_of(tender))),
                _yes(outcome is not None and outcome.quote_id == quote.pk),
            )
            for quote in tender.quotes.all()
        ]
    return Table("quotes", _("Quotes"), header, rows)


def _offered() -> list[str]:
    return [
        _("Supplier"),
        _("KBO number"),
        _("Date of the quote"),
        _("Valid until"),
        _("Without VAT (€)"),
        _("VAT (%)"),
        _("Total, VAT included (€)"),
        _("Start and duration"),
        _("Guarantee"),
        _("What it does not cover"),
        _("Remarks"),
        _("Interest of the syndic in this supplier"),
    ]


def _offer(quote: Quote) -> tuple:
    return (
        quote.supplier_name,
        quote.kbo,
        quote.dated_on,
        quote.valid_until,
        quote.amount,
        quote.vat_rate,
        quote.total,
        quote.delivery,
        quote.guarantee,
        quote.not_covered,
        quote.remarks,
        quote.interest,
    )


def _yes(is_so: bool) -> str:
    return _("yes") if is_so else _("no")
