"""What generated requests of the API name and send: movements in suspense and said."""

from finance.models import BankStatement
from tests.finance.banking.statements import (
    RESERVE,
    coda,
    imported,
    moved,
    statement,
    vcs,
)

HERE = "bank/movements/{movement_id}/"
FIRM = "/api/v1/portfolio/bank/files/"


def _another(movement):
    """Import one more statement of the reserve account; return it."""
    kept = BankStatement.objects.filter(iban=RESERVE).order_by("-pk")
    balance = kept[0].closing if kept else 0
    [result] = imported(statement(movement, opening=balance, iban=RESERVE))
    return result.imported.row


def _waiting(_method):
    return {"movement_id": _another(moved("10.00")).movements.get().uuid}


def _said(_method):
    movement = _another(moved("10.00", vcs=vcs("H1"))).movements.get()
    return {"match_id": movement.matches.get().uuid}


def _kept(_method):
    _another(moved("10.00"))
    return {"bank_statement_id": BankStatement.objects.latest("pk").uuid}


MAKERS = {
    _waiting: (HERE, f"{HERE}match/", "bank/suspense/"),
    _said: ("bank/matches/{match_id}/undo/",),
    _kept: ("bank/statements/{bank_statement_id}/file/",),
}


def bodies(_real):
    files = {"files": [coda(statement(moved("1.00")))]}
    return {
        "POST bank/files/": files,
        f"POST {FIRM}": files,
        f"POST {HERE}match/": {"parts": [{"kind": "transfer", "amount": "10.00"}]},
    }
