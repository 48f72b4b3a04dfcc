"""kill -9 of a web process in the middle of posting, settling, importing: asked again,
it is done once.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from decimal import Decimal
from http.client import FOUND, OK, HTTPException

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from finance.models import (
    AccountCharge,
    BankMovement,
    BankStatement,
    Cost,
    Payment,
)
from koprogo.audit.models import AuditEvent
from koprogo.ledger.models import Entry
from koprogo.ledger.queries import account_balances, findings
from koprogo.tenancy import enter
from tests import cast
from tests.finance.banking.statements import coda, moved, statement, vcs
from tests.finance.charge_statements.books import computed, cost, provisions
from tests.finance.crash.halfway import (
    history_held,
    wait_until_it_is_gone,
    wait_until_it_waits,
)
from tests.finance.crash.web import web
from tests.finance.factories import issued
from tests.finance.invoices.making import a_line, approved

#: what is asked of the web process: address below the building, and the form
Asked = tuple[str, dict]


@dataclass(frozen=True)
class Act:
    """``prepare`` says what to ask; ``written``: the rows and balance afterwards."""

    prepare: Callable[[], Asked]
    status: int
    source: str
    written: dict
    balances: dict


def an_invoice() -> Asked:
    return f"invoices/{approved(a_line('121.00')).uuid}/post/", {}


def a_statement() -> Asked:
    provisions("900.00")
    cost("1000.00")
    return f"statements/{computed().uuid}/post/", {}


def a_file() -> Asked:
    issued(due_in=0)
    paid = [moved("100.00", vcs=vcs(code)) for code in ("H1", "H2")]
    data = coda(statement(*paid, moved("7.00")))
    return "bank/import/", {"files": SimpleUploadedFile("b.cod", data)}


ACTS = {
    "posting": Act(
        an_invoice,
        FOUND,
        "invoice:",
        {Cost: 1},
        {"6100001": "121.00", "440": "-121.00"},
    ),
    "settling": Act(
        a_statement,
        FOUND,
        "statement:",
        {AccountCharge: 3, Cost: 1},
        {"4101": "1000.00", "701": "-1000.00"},
    ),
    "importing": Act(
        a_file,
        OK,
        "bank:",
        {BankStatement: 1, BankMovement: 3, Payment: 2},
        {"551": "207.00", "499": "-7.00", "4101": "800.00"},
    ),
}


def inside():
    return enter(cast.tenant().pk, by=None)


def booked() -> tuple:
    """What there is of the books: nothing of it may change halfway."""
    with inside():
        counts = [Entry, Cost, AccountCharge, BankMovement, Payment, AuditEvent]
        return tuple(model.objects.count() for model in counts)


@pytest.mark.parametrize("name", ACTS)
def test_killed_halfway_and_asked_again(own_database, files, broker, client, name):
    act = ACTS[name]
    with inside():
        address, form = act.prepare()
    client.force_login(cast.user("sophie"))
    session = client.session.session_key
    before = booked()

    def ask(server):
        for file in form.values():
            file.seek(0)
        return server.post(f"/b/{cast.ACACIAS}/{address}", session, form)

    with web(own_database, files, broker) as server, ThreadPoolExecutor(1) as somebody:
        with history_held(own_database):
            answer = somebody.submit(ask, server)
            wait_until_it_waits()
            server.kill()
            with pytest.raises((OSError, HTTPException)):
                answer.result()
        wait_until_it_is_gone()
    assert booked() == before

    with web(own_database, files, broker) as server:
        assert (ask(server), ask(server)) == (act.status, act.status)
    connection.close()
    with inside():
        assert Entry.objects.filter(source__startswith=act.source).count() == (
            act.written.get(BankMovement, 1)
        )
        written = {model: model.objects.count() for model in act.written}
        assert written == act.written
        wanted = {code: Decimal(net) for code, net in act.balances.items()}
        assert account_balances(*wanted) == wanted
        assert findings() == []
