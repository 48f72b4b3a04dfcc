"""What a person says in a request, section by section, and how it is written down.

Amounts are EUR, incomes and burdens a month, of the household. Written as JSON, it is
sealed before it is stored; None and empty text: not said yet. Pure.
"""

import json
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from solidarity.scoring import Household, Urgency, debt_ratio
from solidarity.terms import Kind

MOST_WORDS = 300


class Section(StrEnum):
    """The steps of the form (solidarity.md §3)."""

    IDENTITY = "identity"
    FINANCES = "finances"
    HELP = "help"
    REASON = "reason"
    PLAN = "plan"
    CONSENTS = "consents"


class Payee(StrEnum):
    """Who is to be paid."""

    PERSON = "person"  # the person himself
    CREDITOR = "creditor"  # other than the syndic
    LAWYER = "lawyer"
    CONTRACTOR = "contractor"
    SYNDIC = "syndic"  # or the association: with a consent of its own


@dataclass(frozen=True, slots=True, repr=False)
class Answers:
    """``participation``: the uuid of the co-ownership, or of the person's own
    membership, that takes part in the ASBL; ``co_ownership``: how it is called.
    ``creditors``: whom the person owes money, a line each. ``months``: in how many it
    comes back.
    """

    first_name: str = ""
    last_name: str = ""
    born_on: date | None = None
    street: str = ""
    postal_code: str = ""
    city: str = ""
    phone: str = ""
    participation: str = ""
    co_ownership: str = ""

    household: Household | None = None
    net_income: Decimal | None = None
    housing: Decimal | None = None
    charges: Decimal | None = None
    loans: Decimal | None = None
    properties: int | None = None
    asset_income: Decimal | None = None

    kind: Kind | None = None
    amount: Decimal | None = None
    urgency: Urgency | None = None
    eviction_on: date | None = None
    is_exceptional: bool = False
    payee: Payee | None = None
    creditors: str = ""

    reason: str = ""

    months: int | None = None
    iban: str = ""

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def debt_ratio(self) -> Any:
        """Which part of the income goes to housing, charges and loans, before the aid.

        None: without income, or not said yet.
        """
        said = (self.housing, self.charges, self.loans, self.net_income)
        if None in said:
            return None
        housing, charges, loans, income = (one or Decimal(0) for one in said)
        return debt_ratio(
            housing=housing, charges=charges, loans=loans, net_income=income
        )


#: what each section asks for; the plan only of what comes back
ASKED: dict[Section, tuple[str, ...]] = {
    Section.IDENTITY: (
        *("first_name", "last_name", "born_on", "street", "postal_code", "city"),
        *("phone", "participation", "co_ownership"),
    ),
    Section.FINANCES: (
        *("household", "net_income", "housing", "charges", "loans"),
        *("properties", "asset_income"),
    ),
    Section.HELP: (
        *("kind", "amount", "urgency", "eviction_on", "is_exceptional"),
        *("payee", "creditors"),
    ),
    Section.REASON: ("reason",),
    Section.PLAN: ("months", "iban"),
    Section.CONSENTS: (),
}
OPTIONAL = {"phone", "co_ownership", "eviction_on", "is_exceptional", "creditors"}
COMES_BACK = {Kind.LOAN, Kind.WORKS}
ONLY_OF_LOANS = {"months"}


def missing(answers: Answers, section: Section) -> list[str]:
    """Return what a section still lacks, by name."""
    return [
        name
        for name in ASKED[section]
        if name not in OPTIONAL
        and getattr(answers, name) in (None, "")
        and not (name in ONLY_OF_LOANS and answers.kind not in COMES_BACK)
    ]


def is_complete(answers: Answers) -> bool:
    return not any(missing(answers, section) for section in Section)


def with_section(answers: Answers, section: Section, said: dict[str, Any]) -> Answers:
    """Return the answers with what one section says now."""
    changes: dict[str, Any] = {name: said[name] for name in ASKED[section]}
    return replace(answers, **changes)


# Written down


def to_json(answers: Answers) -> str:
    said = {
        field.name: _written(getattr(answers, field.name))
        for field in fields(Answers)
        if not _is_empty(getattr(answers, field.name))
    }
    return json.dumps(said, ensure_ascii=False)


def from_json(text: str) -> Answers:
    """Return what was written; nothing, of an empty text."""
    said = json.loads(text) if text else {}
    return Answers(**{name: _read(name, value) for name, value in said.items()})


def _is_empty(value: Any) -> bool:
    """Tell whether nothing is said; 0 says something, though it equals False."""
    return value is None or value is False or value == ""


def _written(value: Any) -> Any:
    return str(value) if isinstance(value, Decimal | date) else value


_DATES = {"born_on", "eviction_on"}
_AMOUNTS = {"net_income", "housing", "charges", "loans", "asset_income", "amount"}
_WORDS = {"household": Household, "kind": Kind, "urgency": Urgency, "payee": Payee}


def _read(name: str, value: Any) -> Any:
    if name in _DATES:
        return date.fromisoformat(value)
    if name in _AMOUNTS:
        return Decimal(value)
    return _WORDS[name](value) if name in _WORDS else value
