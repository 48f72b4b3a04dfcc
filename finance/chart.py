"""The chart of accounts of a co-ownership (Royal Decree of 12 July 2012), as data.

``reference/chart.csv`` has the codes, their names in the four languages, and how much
of a cost an occupant bears in percent. A building adds sub-accounts and names of its
own (koprogo.ledger). docs/rules/chart.md.
"""

import csv
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from django.utils.translation import get_language

from finance.account_codes import (
    BANK_RESERVE,
    BANK_WORKING,
    BANKS,
    DEFERRED,
    FUNDS,
    INTERNAL_TRANSFER,
    LATE_INTEREST,
    OWNERS,
    OWNERS_RESERVE,
    OWNERS_WORKING,
    PRIVATE_COSTS,
    PRIVATE_RECHARGED,
    PROVISIONS_CALLED,
    REMINDER_COSTS,
    RESERVE_CALLED,
    RESERVE_CARRIED,
    RESERVE_FUND,
    RESERVE_WITHDRAWAL,
    RESULT,
    SUPPLIERS,
    SUSPENSE,
    WORKING_FUND,
    WORKS_CALLED,
    WORKS_CARRIED,
)
from koprogo.ledger.queries import own_names

__all__ = [
    "BANKS",
    "BANK_RESERVE",
    "BANK_WORKING",
    "DEFERRED",
    "FUNDS",
    "INTERNAL_TRANSFER",
    "LATE_INTEREST",
    "OTHERS",
    "OWNERS",
    "OWNERS_RESERVE",
    "OWNERS_WORKING",
    "PRIVATE_COSTS",
    "PRIVATE_RECHARGED",
    "PROVISIONS_CALLED",
    "REMINDER_COSTS",
    "RESERVE_CALLED",
    "RESERVE_CARRIED",
    "RESERVE_FUND",
    "RESERVE_WITHDRAWAL",
    "RESULT",
    "SUPPLIERS",
    "SUSPENSE",
    "WORKING_FUND",
    "WORKS_CALLED",
    "WORKS_CARRIED",
    "is_cost",
    "is_income",
    "is_postable",
    "label",
    "labels",
    "occupant_percent",
    "others",
    "standard_accounts",
    "standard_label",
]

CHART = Path(__file__).parent / "reference" / "chart.csv"
LANGUAGES = ("nl", "fr", "de", "en")
# Entries are booked on these although longer codes begin like them.
OF_THEIR_OWN = frozenset({WORKING_FUND, RESERVE_FUND, SUSPENSE})
# What the page of the opening asks for beside banks, funds, owners and suppliers.
OTHERS = (DEFERRED, SUSPENSE, RESERVE_CALLED, PROVISIONS_CALLED, WORKS_CALLED)


class _Row(NamedTuple):
    """``occupant``: percent of the cost; None where the chart says nothing."""

    nl: str
    fr: str
    de: str
    en: str
    occupant: int | None


@lru_cache(maxsize=1)
def _chart() -> dict[str, _Row]:
    with CHART.open(encoding="utf-8", newline="") as file:
        return {
            row.pop("code"): _Row(
                **{language: row[language] for language in LANGUAGES},
                occupant=int(row["occupant"]) if row["occupant"] else None,
            )
            for row in csv.DictReader(file)
        }


@lru_cache(maxsize=1)
def _headings() -> frozenset[str]:
    """Return whatever a longer code of the chart begins with."""
    return frozenset(code[:n] for code in _chart() for n in range(1, len(code)))


@lru_cache(maxsize=1)
def standard_accounts() -> tuple[str, ...]:
    """Return the codes that every building's books begin with, in their order."""
    return tuple(code for code in _chart() if is_postable(code))


def is_postable(code: str) -> bool:
    """Whether entries are booked on this code, and not on longer ones below it.

    A sub-account of a building is; a code of no class is not.
    """
    if code in OF_THEIR_OWN:
        return True
    return code not in _headings() and _nearest(code) is not None


def is_cost(code: str) -> bool:
    """Whether its lines are costs that the co-owners bear; 69 only carries forward."""
    return code.startswith("6") and not code.startswith("69")


def is_income(code: str) -> bool:
    """Whether its lines are income that lowers the costs; 70 is what was called."""
    return code.startswith("7") and not code.startswith("70")


def occupant_percent(code: str) -> int:
    """Return how much of this cost an occupant bears, 0 to 100; the owner the rest."""
    nearest = _nearest(code)
    return (nearest and nearest.occupant) or 0


@lru_cache(maxsize=1)
def others() -> tuple[str, ...]:
    """Return what a table of opening balances may name beside banks, funds and people.

    Costs and income are none of it: each has its own row that says who bears it.
    """
    taken = {*BANKS, *FUNDS, *OWNERS, SUPPLIERS}
    balance_sheet = {code for code in standard_accounts() if code < "6"}
    return tuple(sorted((balance_sheet - taken) | {*OTHERS}))


def standard_label(code: str, language: str | None = None) -> str:
    """Return the chart's name of an account, or of the one above it; else the code.

    ``language``: one of the four; that of the person at work by default.
    """
    nearest = _nearest(code)
    spoken = (language or get_language() or "en")[:2]
    return getattr(nearest, spoken) if nearest else code


def label(code: str, language: str | None = None) -> str:
    """Return the name of an account of the building entered: one statement."""
    return labels([code], language)[code]


def labels(codes: Iterable[str], language: str | None = None) -> dict[str, str]:
    """Return the names of accounts of the building entered, by code: one statement.

    What the building calls an account wins over the chart.
    """
    wanted = list(codes)
    own = own_names(wanted)
    return {code: own.get(code) or standard_label(code, language) for code in wanted}


def _nearest(code: str) -> _Row | None:
    """Return the row of the longest code that ``code`` begins with."""
    lengths = range(len(code), 0, -1)
    return next((row for n in lengths if (row := _chart().get(code[:n]))), None)
