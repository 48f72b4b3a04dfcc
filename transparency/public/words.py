"""What the codes and cells of the open figures are called, in the reader's language."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from django.template.defaultfilters import date as date_text
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from koprogo.ui import formatting
from transparency import chart
from transparency.models import (
    AllocationLine,
    Audience,
    CheckResult,
    Goal,
    Report,
    Schedule,
    Voucher,
)
from transparency.public.months import Month, Quarter, first_day
from transparency.public.tables import Column

Words = Mapping[str, str | Promise]


def _choices(choices) -> Words:
    return {str(value).replace("_", "-"): label for value, label in choices}


_KINDS = _choices(Voucher.Kind.choices)
KINDS: dict[str, Words] = {
    "costs": _KINDS,
    "revenue": {
        "contributions": gettext_lazy("Contributions of co-ownerships"),
        "persons": gettext_lazy("Contributions of persons"),
        "add-ons": gettext_lazy("Add-ons paid by participants"),
        "gifts": _KINDS["gifts"],
        "other": _KINDS["income"],
    },
    "grid": _choices(Schedule.Kind.choices),
    "reports": _choices(Report.Kind.choices),
}
#: by column, where the table makes no difference
CODES: dict[str, Words] = {
    "audience": _choices(Audience.choices),
    "cause": {
        "founding": gettext_lazy("Tariff of the founders"),
        "crossing": gettext_lazy("A bound was reached"),
        "vote": gettext_lazy("The members voted"),
    },
    "side": {
        "assets": gettext_lazy("Assets"),
        "liabilities": gettext_lazy("Liabilities"),
    },
    "line": _choices(AllocationLine.Purpose.choices),
    "outcome": {
        "adopted": gettext_lazy("Adopted"),
        "rejected": gettext_lazy("Not adopted"),
    },
    "area": {
        "fund": gettext_lazy("Solidarity fund"),
        "solidarity": gettext_lazy("Solidarity fund"),
        "community": gettext_lazy("Community"),
    },
}
#: by table, where a column has this name
NAMES: dict[str, Words] = {
    "checks": _choices(CheckResult.Name.choices),
    "goals": _choices(Goal.Name.choices),
    "totals": {
        "exchanges": gettext_lazy("Exchanges of hours, in twelve months"),
        "hours-exchanged": gettext_lazy("Hours exchanged"),
        "things-shared": gettext_lazy("Things shared, each once a month"),
        "pairs-met": gettext_lazy("Pairs of neighbours who met, each once a month"),
        "purchases-avoided-eur": gettext_lazy("Purchases avoided (estimate, EUR)"),
        "co2-avoided-kg": gettext_lazy("CO₂ avoided (estimate, kg)"),
    },
}
#: columns whose whole numbers and decimals are no money
MEASURES = {"percent", "cpu_seconds", "value", "target", "measured"}
#: where an empty cell is a group that is too small to be shown
HIDDEN = {("participants", "participants"), ("totals", "value")}

NOTHING = "–"


def code(table: str, column: str, value: str) -> str:
    """Return the words for a code of a column; what has none stands for itself."""
    words: Words = CODES.get(column, {})
    if column == "kind":
        words = KINDS.get(table, {})
    elif column == "name":
        words = NAMES.get(table, {})
    elif column == "account":
        words = {}
    return str(words.get(value, value))


def account(number: str, name: str) -> str:
    """Return the name of an account; the published one, of an account we do not know."""
    names = {**chart.ACCOUNTS, chart.RESULT: chart.RESULT_NAME}
    return str(names.get(number, name))


def cell(table: str, column: Column, value: object) -> str:
    """Return a cell as people read it."""
    match value:
        case None | "":
            return _("fewer than 5") if (table, column.name) in HIDDEN else NOTHING
        case bool():
            return _("Yes") if value else _("No")
        case int():
            return number(value)
        case Decimal():
            return decimal(value) if column.name in MEASURES else money(value)
        case date():
            return day(value)
    text = str(value)
    match column.type:
        case "month":
            return month(Month(text))
        case "quarter":
            return quarter(Quarter(text))
        case "moment":
            return moment(datetime.fromisoformat(text))
    return code(table, column.name, text)


# What is not in a code


def money(amount: Decimal) -> str:
    return formatting.money(amount, get_language())


def number(value: int) -> str:
    return formatting.number(value, get_language())


def decimal(value: Decimal) -> str:
    """Return a measure; one that is whole without decimals."""
    if value == value.to_integral_value():
        return number(int(value))
    return formatting.decimal(value, get_language())


def percent(value: Decimal | None) -> str:
    if value is None:
        return NOTHING
    return _("%(number)s %%") % {"number": decimal(value)}


def group(count: int | None) -> str:
    """Return how many co-ownerships or people; those that are hidden in words."""
    return _("fewer than 5") if count is None else number(count)


def day(value: date) -> str:
    return formatting.day(value, get_language())


def moment(value: datetime) -> str:
    """Return a moment in Belgian time: 19/03/2026, 11:00."""
    local = timezone.localtime(value)
    return f"{day(local)}, {local:%H:%M}"


def month(value: Month) -> str:
    return date_text(first_day(value), "F Y")


def quarter(value: Quarter) -> str:
    return _("Q%(number)s %(year)s") % {"number": value[6:], "year": value[:4]}


def period(value: str) -> str:
    """Return a quarter, or a year, as it is called."""
    return quarter(Quarter(value)) if "Q" in value else value
