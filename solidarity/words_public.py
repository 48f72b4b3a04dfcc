"""Codes of the fund in words, for whoever reads its public pages."""

from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

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
    Household.SINGLE: lazy("Single person"),
    Household.COUPLE: lazy("Couple without children"),
    Household.FAMILY: lazy("Family with one or two children"),
    Household.LARGE_FAMILY: lazy("Family with three children or more"),
    Household.PENSIONER: lazy("Pensioner on the minimum pension"),
}
URGENCIES: dict[str, Promise] = {
    Urgency.NONE: lazy("Nothing presses"),
    Urgency.DEADLINE: lazy("A deadline within three months"),
    Urgency.NOTICE: lazy("A formal notice"),
    Urgency.SEIZURE: lazy("A bailiff, or a seizure that has begun"),
    Urgency.SAFETY: lazy("Health or safety is in danger"),
    Urgency.EVICTION: lazy("An eviction within 30 days"),
}
SEATS: dict[str, Promise] = {
    Seat.CO_OWNER: lazy("Co-owners, elected by the assembly"),
    Seat.SOCIAL_WORKER: lazy("Independent social worker"),
    Seat.LAWYER: lazy("Lawyer"),
    Seat.SYNDIC: lazy("Professional syndic"),
    Seat.BOARD: lazy("Member of the board"),
}
RULES: dict[str, Promise] = {
    Rule.MEMBER: lazy("You are an active member who pays contributions"),
    Rule.NO_FRAUD: lazy("No earlier request was fraudulent"),
    Rule.PROPERTIES: lazy("How many properties you own"),
    Rule.ASSETS: lazy("Income from assets, a month"),
    Rule.HOUSEHOLD: lazy("Your household can ask for this kind"),
    Rule.INCOME: lazy("Net income of your household, a month"),
    Rule.DEBT: lazy("Your debt ratio is so heavy that the income does not count"),
    Rule.AMOUNT: lazy("The amount"),
    Rule.MONTHS: lazy("In how many months it comes back"),
    Rule.INSTALMENT: lazy("The instalment, as a part of your income"),
    Rule.RATIO_WITH_AID: lazy("Your debt ratio with the instalment"),
    Rule.ONCE: lazy("Enough time since the last one of this kind"),
    Rule.REGULAR: lazy("Earlier loans come back regularly"),
    Rule.EXCEPTIONAL: lazy("An exceptional situation: disability, illness, accident"),
}
VERDICTS: dict[str, tuple[str, Promise]] = {
    Verdict.OPEN: ("ok", lazy("It looks as if you could ask for this help.")),
    Verdict.DEROGATION: (
        "warn",
        lazy(
            "One condition is not met, and the committee may make an exception for a "
            "good reason: it is worth asking."
        ),
    ),
    Verdict.NOT_SO: (
        "warn",
        lazy(
            "Not in this way: another amount, another time or another kind may fit. "
            "The lines below say what does not."
        ),
    ),
    Verdict.EXCLUDED: (
        "bad",
        lazy(
            "By the terms of today the fund cannot help in this situation. Write to us "
            "all the same: we may know who can."
        ),
    ),
}

_OF_KIND: dict[str, Promise] = {
    "lowest": lazy("lowest amount (€)"),
    "highest": lazy("highest amount (€)"),
    "ceiling": lazy("net income below (€ a month)"),
    "months_low": lazy("months, at least"),
    "months_high": lazy("months, at most"),
    "rates_low": lazy("yearly interest, at least (%)"),
    "rates_high": lazy("yearly interest, at most (%)"),
    "ratio_with_aid": lazy("debt ratio with the instalment, below (part of 1)"),
    "instalment_of_income": lazy("instalment below this part of the income"),
    "years_between": lazy("years between two"),
}
_GENERAL: dict[str, Promise] = {
    "heavy_ratio": lazy("Debt ratio above which the income does not count (part of 1)"),
    "properties": lazy("Excluded from so many properties on"),
    "asset_income": lazy("Excluded above this income from assets (€ a month)"),
    "won_part": lazy("Part of a dispute grant that comes back of a case that was won"),
}


def kind_label(kind: str) -> str:
    """Return a kind of help in words."""
    return str(dict(KINDS)[kind])


def parameter_label(name: str) -> str:
    """Return a number of the terms in words."""
    area, _dot, rest = name.partition(".")
    if area == HOUSEHOLD:
        return _("%(household)s: ceiling (€ a month)") % {"household": HOUSEHOLDS[rest]}
    if not rest:
        return str(_GENERAL[area])
    return _("%(kind)s: %(what)s") % {"kind": kind_label(area), "what": _OF_KIND[rest]}


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
    """Return a part of 1 as per cent, with one decimal: 42,0 %."""
    tenths = round(ratio * 1000)
    text = formatting.decimal(Decimal(int(tenths)).scaleb(-1), get_language())
    return f"{text} %"


def quarters_label(quarters: list[str]) -> str:
    """Return quarters in words: one of them, or from the first to the last."""
    if len(quarters) == 1:
        return quarters[0]
    return _("%(first)s to %(last)s") % {"first": quarters[0], "last": quarters[-1]}
