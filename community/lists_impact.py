"""What neighbours achieve as a table: facts, estimates, and by which factors."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from community.impact import Name
from community.impact_words import factor_value
from community.models import ImpactFactor
from community.queries.impact import Impact
from koprogo.ui.exports import Table

__all__ = ["factors_table", "impact_table"]


def impact_table(found: Impact) -> Table:
    """A row for each month; what is not told is empty."""
    header = [
        _("Month"),
        _("Exchanges of hours"),
        _("In minutes"),
        _("Things shared"),
        _("Pairs of neighbours who met"),
        _("Loans and gifts that may spare a purchase"),
        _("Purchases avoided (estimate)"),
        _("EUR avoided (estimate)"),
        _("kg CO₂e avoided (estimate)"),
        _("Share (%)"),
        _("Price (EUR)"),
        _("Carbon (kg)"),
    ]
    body = [
        (
            row.month,
            row.facts.exchanges,
            row.facts.minutes,
            row.facts.things,
            row.facts.pairs,
            row.facts.spared,
            row.estimates.purchases,
            row.estimates.euros,
            row.estimates.carbon,
            row.factors and row.factors.share,
            row.factors and row.factors.price,
            row.factors and row.factors.carbon,
        )
        for row in found.rows
    ]
    return Table("impact", _("What we achieve together"), header, body)


def factors_table(rows: Iterable[ImpactFactor]) -> Table:
    """Every factor there was or will be, the earliest first."""
    header = [
        _("Factor"),
        _("From"),
        _("Value"),
        _("Where it comes from"),
        _("Source"),
        _("Written on"),
        _("Written by"),
    ]
    body = [
        (
            row.get_name_display(),
            row.since,
            factor_value(Name(row.name), row.value),
            row.get_basis_display(),
            row.source,
            row.recorded_at,
            str(row.recorded_by) if row.recorded_by else "",
        )
        for row in rows
    ]
    return Table("impact-factors", _("Factors of the estimates"), header, body)
