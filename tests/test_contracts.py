"""Names that other programs call: they stay, with their parameters (contracts.md)."""

from dataclasses import fields
from importlib import import_module
from inspect import signature

import pytest

FUNCTIONS = {
    "koprogo.money.to_cents": ["amount"],
    "koprogo.money.from_cents": ["cents"],
    "finance.allocation.allocate": ["amount", "shares"],
    "finance.structured_reference.format_reference": ["base"],
    "finance.structured_reference.normalise_reference": ["text"],
    "finance.epc_qr.epc_payload": ["name", "iban", "amount", "message"],
    "finance.interest.late_interest": ["principal", "due", "until", "rates"],
    "finance.bank.coda.parse": ["data"],
    "finance.bank.camt053.parse": ["data"],
    "finance.invoices.ubl.parse": ["data"],
    "governance.quorum.has_quorum": [
        "owners_total",
        "owners_present",
        "shares_total",
        "shares_present",
    ],
    "governance.majorities.is_adopted": ["majority", "tally"],
    "governance.voting_power.cap_votes": ["votes_by_holder"],
    "governance.proxies.may_accept_proxy": [
        "own_votes",
        "proxy_votes",
        "new_votes",
        "votes_total",
    ],
    "governance.robustness.certificate": [
        "majority",
        "holdings",
        "ballots",
        "max_size",
    ],
    "solidarity.scoring.score": [
        "net_income",
        "household",
        "debt_ratio",
        "urgency",
    ],
    "solidarity.instalments.schedule": [
        "principal",
        "annual_percent",
        "months",
        "first_due",
    ],
    "solidarity.disclosure.publishable": ["cells", "k"],
    "community.credits.balances": ["transfers"],
    "transparency.tariff.price_for": ["participants", "grid"],
    "transparency.tariff.next_tier": ["participants", "grid"],
}
ROWS = {
    "community.credits.Transfer": {"giver", "receiver", "minutes"},
    "finance.interest.DatedRate": {"valid_from", "percent"},
    "finance.bank.statement.BankStatement": {
        "account",
        "currency",
        "opening_balance",
        "closing_balance",
        "movements",
    },
    "finance.bank.statement.Movement": {
        "amount",
        "booking_date",
        "value_date",
        "counterparty_name",
        "counterparty_account",
        "structured_reference",
        "message",
        "bank_reference",
        "details",
    },
    "finance.invoices.document.SupplierDocument": {
        "kind",
        "number",
        "issue_date",
        "due_date",
        "currency",
        "lines",
        "total_excluding_vat",
        "vat_amount",
        "total_including_vat",
        "payable_amount",
        "iban",
        "payment_reference",
        "attachments",
        "warnings",
    },
    "governance.majorities.Tally": {
        "votes_for",
        "votes_against",
        "abstentions",
        "votes_total",
    },
    "governance.robustness.Certificate": {"margin", "smallest", "exact"},
    "solidarity.instalments.Instalment": {
        "number",
        "due",
        "capital",
        "interest",
        "amount",
        "remaining",
    },
    "solidarity.scoring.Score": {"income", "debt", "urgency", "total"},
    "transparency.tariff.Tier": {"from_participants", "price"},
}
CHOICES = {
    "governance.majorities.Majority": {
        "ABSOLUTE",
        "TWO_THIRDS",
        "FOUR_FIFTHS",
        "UNANIMITY",
    },
}
ERRORS = [
    "finance.structured_reference.InvalidReference",
    "finance.bank.statement.StatementError",
    "finance.invoices.ubl.InvoiceError",
]


def named(path):
    module, name = path.rsplit(".", 1)
    return getattr(import_module(module), name)


@pytest.mark.parametrize("path", FUNCTIONS)
def test_a_function_keeps_its_name_and_parameters(path):
    """What is added later stands behind them, and nobody has to give it."""
    parameters = list(signature(named(path)).parameters.values())
    kept = FUNCTIONS[path]
    assert [one.name for one in parameters[: len(kept)]] == kept
    assert [one for one in parameters[len(kept) :] if one.default is one.empty] == []


@pytest.mark.parametrize("path", ROWS)
def test_a_row_keeps_its_fields(path):
    assert ROWS[path] - {field.name for field in fields(named(path))} == set()


@pytest.mark.parametrize("path", CHOICES)
def test_a_choice_keeps_its_members(path):
    assert CHOICES[path] - set(named(path).__members__) == set()


@pytest.mark.parametrize("path", ERRORS)
def test_an_error_keeps_its_name(path):
    assert issubclass(named(path), Exception)
