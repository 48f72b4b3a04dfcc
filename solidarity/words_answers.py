"""What a request says, section by section, in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from koprogo.ui.formatting import day, iban, money, number
from solidarity import words
from solidarity.answers import ASKED, COMES_BACK, ONLY_OF_LOANS, Answers, Section
from solidarity.models.requests import KINDS
from solidarity.scoring import Urgency

LABELS: dict[str, Promise] = {
    "first_name": _("First name"),
    "last_name": _("Last name"),
    "born_on": _("Born on"),
    "street": _("Street and number"),
    "postal_code": _("Postal code"),
    "city": _("City"),
    "phone": _("Phone"),
    "participation": _("Takes part through"),
    "co_ownership": _("Co-ownership"),
    "household": _("Household"),
    "net_income": _("Net income a month"),
    "housing": _("Housing a month"),
    "charges": _("Charges a month"),
    "loans": _("Other loans a month"),
    "properties": _("Properties owned"),
    "asset_income": _("Income from assets a month"),
    "kind": _("Kind of help"),
    "amount": _("Amount"),
    "urgency": _("What presses"),
    "eviction_on": _("Day of the eviction"),
    "is_exceptional": _("Exceptional situation"),
    "payee": _("Paid to"),
    "creditors": _("Creditors"),
    "reason": _("Reason"),
    "months": _("Months"),
    "iban": _("Account"),
}
_CHOICES: dict[str, dict[str, Any]] = {
    "household": words.HOUSEHOLDS,
    "kind": dict(KINDS),
    "urgency": words.URGENCIES,
    "payee": words.PAYEES,
}


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class SectionWords:
    """A section, its name, and what it says."""

    section: Section
    label: str
    facts: list[Fact]


def sections_in_words(answers: Answers) -> Iterator[SectionWords]:
    """Yield the sections that say something by themselves; consents stand elsewhere."""
    for section, names in ASKED.items():
        if names:
            facts = [_fact(answers, name) for name in names if _is_told(answers, name)]
            yield SectionWords(section, str(words.SECTIONS[section]), facts)


def _is_told(answers: Answers, name: str) -> bool:
    """Leave out what its neighbour tells, and months of what does not come back."""
    if name == "participation":
        return False
    if name == "eviction_on":
        return answers.urgency == Urgency.EVICTION
    return name not in ONLY_OF_LOANS or answers.kind in COMES_BACK


def _fact(answers: Answers, name: str) -> Fact:
    return Fact(str(LABELS[name]), _value(name, getattr(answers, name)))


def _value(name: str, value: Any) -> str:
    language = get_language()
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    if value in (None, ""):
        return ""
    if name in _CHOICES:
        return str(_CHOICES[name][value])
    if isinstance(value, date):
        return day(value, language)
    if isinstance(value, Decimal):
        return money(value, language)
    if isinstance(value, int):
        return number(value, language)
    return iban(value) if name == "iban" else value
