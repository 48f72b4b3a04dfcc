"""Codes of the fund in words, for whoever reads its public pages."""

from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from koprogo.ui import formatting
from solidarity.deciding import Seat
from solidarity.eligibility import Rule, Verdict
from solidarity.models.requests import KINDS
from solidarity.parameters import HOUSEHOLD, Unit, unit_of
from solidarity.scoring import Household, Urgency

__all__ = [
    "HOUSEHOLDS",
    "RULES",
    "SEATS",
    "URGENCIES",
    "VERDICTS",
    "kind_label",
    "parameter_label",
    "parameter_value",
    "percent",
    "quarters_label",
]

HOUSEHOLDS: dict[str, Promise] = {
    Household.SINGLE: _("Single person"),
    Household.COUPLE: _("Couple without children"),
    Household.FAMILY: _("Family with one or two children"),
    Household.LARGE_FAMILY: _("Family with three children or more"),
    Household.PENSIONER: _("Pensioner on the minimum pension"),
}
URGENCIES: dict[str, Promise] = {
    Urgency.NONE: _("Nothing presses"),
    Urgency.DEADLINE: _("A deadline within three months"),
    Urgency.NOTICE: _("A formal notice"),
    Urgency.SEIZURE: _("A bailiff, or a seizure that has begun"),
    Urgency.SAFETY: _("Health or safety is in danger"),
    Urgency.EVICTION: _("An eviction within 30 days"),
}
SEATS: dict[str, Promise] = {
    Seat.CO_OWNER: _("Co-owners, elected by the assembly"),
    Seat.SOCIAL_WORKER: _("Independent social worker"),
    Seat.LAWYER: _("Lawyer"),
    Seat.SYNDIC: _("Professional syndic"),
    Seat.BOARD: _("Member of the board"),
}
RULES: dict[str, Promise] = {
    Rule.MEMBER: _("You are an active member who pays contributions"),
    Rule.NO_FRAUD: _("No earlier request was fraudulent"),
    Rule.PROPERTIES: _("How many properties you own"),
    Rule.ASSETS: _("Income from assets, a month"),
    Rule.HOUSEHOLD: _("Your household can ask for this kind"),
    Rule.INCOME: _("Net income of your household, a month"),
    Rule.DEBT: _("Your debt ratio is so heavy that the income does not count"),
    Rule.AMOUNT: _("The amount"),
    Rule.MONTHS: _("In how many months it comes back"),
    Rule.INSTALMENT: _("The instalment, as a part of your income"),
    Rule.RATIO_WITH_AID: _("Your debt ratio with the instalment"),
    Rule.ONCE: _("Enough time since the last one of this kind"),
    Rule.REGULAR: _("Earlier loans come back regularly"),
    Rule.EXCEPTIONAL: _("An exceptional situation: disability, illness, accident"),
}
VERDICTS: dict[str, tuple[str, Promise]] = {
    Verdict.OPEN: ("ok", _("It looks as if you could ask for this help.")),
    Verdict.DEROGATION: (
        "warn",
        _(
            "One condition is not met, and the committee may make an exception for a "
            "good reason: it is worth asking."
        ),
    ),
    Verdict.NOT_SO: (
        "warn",
        _(
            "Not in this way: another amount, another time or another kind may fit. "
            "The lines below say what does not."
        ),
    ),
    Verdict.EXCLUDED: (
        "bad",
        _(
            "By the terms of today the fund cannot help in this situation. Write to us "
            "all the same: we may know who can."
        ),
    ),
}

_OF_KIND: dict[str, Promise] = {
    "lowest": _("lowest amount (€)"),
    "highest": _("highest amount (€)"),
    "ceiling": _("net income below (€ a month)"),
    "months_low": _("months, at least"),
    "months_high": _("months, at most"),
    "rates_low": _("yearly interest, at least (%)"),
    "rates_high": _("yearly interest, at most (%)"),
    "ratio_with_aid": _("debt ratio with the instalment, below (part of 1)"),
    "instalment_of_income": _("instalment below this part of the income"),
    "years_between": _("years between two"),
}
_GENERAL: dict[str, Promise] = {
    "heavy_ratio": _("Debt ratio above which the income does not count (part of 1)"),
    "properties": _("Excluded from so many properties on"),
    "asset_income": _("Excluded above this income from assets (€ a month)"),
    "won_part": _("Part of a dispute grant that comes back of a case that was won"),
}


def kind_label(kind: str) -> str:
    """Return a kind of help in words."""
    return str(dict(KINDS)[kind])


def parameter_label(name: str) -> str:
    """Return a number of the terms in words."""
    area, _dot, rest = name.partition(".")
    if area == HOUSEHOLD:
        return gettext("%(household)s: ceiling (€ a month)") % {
            "household": HOUSEHOLDS[rest]
        }
    if not rest:
        return str(_GENERAL[area])
    return gettext("%(kind)s: %(what)s") % {
        "kind": kind_label(area),
        "what": _OF_KIND[rest],
    }


def parameter_value(name: str, value: Decimal) -> str:
    """Return a number of the terms as people write it."""
    language = get_language()
    match unit_of(name):
        case Unit.EUR:
            return formatting.money(value.quantize(Decimal("0.01")), language)
        case Unit.MONTHS | Unit.YEARS | Unit.COUNT:
            return formatting.number(int(value), language)
        case _:
            return formatting.decimal(value, language)


def percent(ratio) -> str:
    """Return a part of 1 as per cent, with one decimal where it has one: 40 %, 42,5 %."""
    whole, tenth = divmod(round(ratio * 1000), 10)
    value = Decimal(whole) + Decimal(tenth).scaleb(-1) if tenth else Decimal(whole)
    return f"{formatting.decimal(value, get_language())}{formatting.NBSP}%"


def quarters_label(quarters: list[str]) -> str:
    """Return quarters in words: one of them, or from the first to the last."""
    if len(quarters) == 1:
        return quarters[0]
    return gettext("%(first)s to %(last)s") % {
        "first": quarters[0],
        "last": quarters[-1],
    }
