"""The few figures at the top of the page, and those of a simulation."""

from django.utils.translation import gettext as _

from transparency.public import words
from transparency.public.derivation import WhatIf
from transparency.public.figures import Figures
from transparency.public.parts import Fact


def kpis(figures: Figures) -> list[Fact]:
    """Return what most people come for; what is not known is left out."""
    return [
        Fact(
            _("Participants"), words.group(figures.participants), note=_missing(figures)
        ),
        *_price(figures),
        *_cost_price(figures),
        Fact(
            _("Surplus of twelve months"),
            words.money(figures.last_year.surplus),
            note=_of_revenue(figures),
        ),
    ]


def _missing(figures: Figures) -> str:
    if figures.missing is None or figures.next_tier is None:
        return ""
    return _("%(number)s more until %(price)s") % {
        "number": words.number(figures.missing),
        "price": words.money(figures.next_tier.price),
    }


def _price(figures: Figures) -> list[Fact]:
    if figures.price is None:
        return []
    note = _("for one co-ownership")
    return [Fact(_("Price a month"), words.money(figures.price), note=note)]


def _cost_price(figures: Figures) -> list[Fact]:
    month = figures.last_month.since
    if figures.cost_price is None or month is None:
        return []
    return [
        Fact(_("Cost price"), words.money(figures.cost_price), note=words.month(month))
    ]


def _of_revenue(figures: Figures) -> str:
    if figures.last_year.percent is None:
        return ""
    percent = words.percent(figures.last_year.percent)
    return _("%(percent)s of the revenue") % {"percent": percent}


def what_if(result: WhatIf) -> list[Fact]:
    """Return what a simulation says."""
    found = [
        Fact(_("Price a month"), words.money(result.price)),
        Fact(_("Revenue a month"), words.money(result.revenue)),
    ]
    if result.cost_price is not None:
        note = _("at the costs of last month")
        found.append(Fact(_("Cost price"), words.money(result.cost_price), note=note))
    if result.next_tier and result.missing is not None:
        note = words.money(result.next_tier.price)
        found.append(
            Fact(
                _("Missing for the next price"), words.number(result.missing), note=note
            )
        )
    return found
