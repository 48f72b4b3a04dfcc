"""Several processes, and processes that die: no euro is promised, sent or booked twice."""

from contextlib import ExitStack
from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from koprogo.ledger.models import Entry
from koprogo.ledger.queries import account_balances
from solidarity import chart
from solidarity.errors.loans import NotSoNow
from solidarity.errors.money import BatchEnded, NothingApproved
from solidarity.models import Aid, DebitBatch, Repayment, TransferBatch, Verdict
from solidarity.queries.integrity import findings
from solidarity.queries.money import capital
from solidarity.services import debits, transfers
from tests.solidarity import making
from tests.solidarity.committee.making import ASKED, cast, voted_on
from tests.solidarity.loans.making import by_debit, creditor
from tests.solidarity.money.making import account, approved, batch, fresh, signed
from tests.solidarity.process import HALTED, READY, all_waiting, said, start

PROCESSES = 5
ASKING = ["omar", "clara", "jean", "fatima", "mia"]
MEMBERS = ["lea", "cas", "cleo", "lea", "cas"]


def test_processes_promise_the_last_euro_once(own_database):
    """Five decisions of 3,200 € at once, and 7,000 €: two are taken."""
    with making.inside():
        making.endowed("7000.00")
        making.committee()
        votes = [voted_on(making.sent(name), ASKED) for name in ASKING]
        for vote in votes:
            cast(vote, lea="for", cas="for", cleo="for")
    with ExitStack() as stack:
        with all_waiting():
            processes = [
                stack.enter_context(start(own_database, "close", vote.pk, name))
                for vote, name in zip(votes, MEMBERS, strict=True)
            ]
            assert [said(process) for process in processes] == [READY] * PROCESSES
        done = sorted(said(process) for process in processes)
    assert done == ["NotCovered"] * 3 + ["done"] * 2
    with making.inside():
        assert (Aid.objects.count(), Verdict.objects.count()) == (2, 2)
        found = capital()
        assert (found.promised, found.held) == (Decimal("6400.00"), Decimal("7000.00"))


def killed(database: str, act: str) -> None:
    """Have a process do all of an act but its record, and kill it."""
    with start(database, act) as process:
        assert said(process) == HALTED
        process.kill()


@pytest.fixture
def payments(own_database):
    """Two approved payments, of two people."""
    with making.inside():
        making.endowed()
        making.committee()
        account()
        return [approved(signed(name), "3200.00") for name in ("omar", "clara")]


def test_a_list_for_the_bank_is_made_whole_or_not_at_all(own_database, payments):
    killed(own_database, "order")
    with making.inside():
        made = batch()
        assert TransferBatch.objects.count() == 1
        assert made.payouts.count() == len(payments)
        # Sent again by whoever does not know: there is nothing left to order.
        with pytest.raises(NothingApproved):
            batch()


def test_a_list_is_booked_whole_or_not_at_all(own_database, payments):
    with making.inside():
        made = batch()
    killed(own_database, "execute")
    today, tess = timezone.localdate(), making.person("tess")
    with making.inside():
        assert not Entry.objects.filter(source__startswith="payout").exists()
        assert fresh(payments[0].aid).paid == 0
        transfers.execute_batch(made, on=today, by=tess)
        with pytest.raises(BatchEnded):
            transfers.execute_batch(made, on=today, by=tess)
        assert Entry.objects.filter(source__startswith="payout").count() == 2
        assert [fresh(one.aid).paid for one in payments] == [Decimal("3200.00")] * 2
        assert list(findings()) == []


def test_direct_debits_are_booked_whole_or_not_at_all(own_database):
    today, tess = timezone.localdate(), making.person("tess")
    with making.inside():
        making.endowed()
        creditor()
        by_debit("omar"), by_debit("clara")
        made = debits.announce(day=today + timedelta(days=3), by=tess)
        debits.make_file(made, by=tess)
        DebitBatch.objects.update(day=today)
    killed(own_database, "collect")
    with making.inside():
        assert not Repayment.objects.exists()
        found = DebitBatch.objects.get()
        assert debits.collected(found, by=tess) == 2
        with pytest.raises(NotSoNow):
            debits.collected(found, by=tess)
        back = account_balances(chart.LOANS_BACK)[chart.LOANS_BACK]
        assert back == -2 * Decimal("133.33")
