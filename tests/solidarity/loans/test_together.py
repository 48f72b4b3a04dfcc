"""Two people at the same moment: nothing is booked, made or ended twice."""

from datetime import timedelta
from functools import partial
from uuid import uuid4

from django.utils import timezone

from koprogo.ledger.models import Entry
from koprogo.ledger.queries import account_balances
from solidarity import chart
from solidarity.errors import SolidarityError
from solidarity.models import Aid, Debit, DebitBatch, Plan, Repayment
from solidarity.services import arrears, debits, receipts, rescheduling
from tests.solidarity import making
from tests.solidarity.loans.making import by_debit, creditor, eur, paid, spoken
from tests.solidarity.making import inside, person
from tests.together import outcomes


def prepared(make):
    with inside():
        making.endowed()
        making.committee()
        creditor()
        return make()


def at_once(*acts):
    def act(each):
        with inside():
            each()

    return outcomes([partial(act, each) for each in acts], refusals=SolidarityError)


def receipt(aid, amount, uuid=None):
    return partial(
        receipts.record_repayment,
        aid,
        uuid=uuid or uuid4(),
        amount=eur(amount),
        received_on=timezone.localdate(),
        by=person("tess"),
    )


def test_two_receipts_close_once(own_database):
    aid = prepared(by_debit)
    done = at_once(receipt(aid, "3200.00"), receipt(aid, "3200.00"))
    assert done == ["NothingComesBack", "done"]
    with inside():
        assert Aid.objects.get().state == "closed"
        assert account_balances(chart.LOANS_BACK)[chart.LOANS_BACK] == eur("-3200.00")


def test_one_form_sent_twice(own_database):
    aid, key = prepared(by_debit), uuid4()
    one = receipt(aid, "133.33", key)
    assert at_once(one, one) == ["RepaymentRecorded", "done"]
    with inside():
        assert Repayment.objects.count() == 1


def test_a_batch_is_made_twice(own_database):
    prepared(by_debit)
    day = timezone.localdate() + 3 * (timedelta(days=1))
    one = partial(debits.announce, day=day, by=person("tess"))
    assert at_once(one, one) == ["NothingToCollect", "done"]
    with inside():
        assert (DebitBatch.objects.count(), Debit.objects.count()) == (1, 1)


def at_the_bank():
    aid = by_debit()
    today = timezone.localdate()
    batch = debits.announce(day=today + timedelta(days=3), by=person("tess"))
    debits.make_file(batch, by=person("tess"))
    DebitBatch.objects.update(day=today)
    return aid


def test_collected_while_it_is_returned(own_database):
    """Whoever comes first: what was returned is owed, and nothing is booked of it."""
    prepared(at_the_bank)
    with inside():
        batch, debit = DebitBatch.objects.get(), Debit.objects.get()
    by = person("tess")
    done = at_once(
        partial(debits.collected, batch, by=by),
        partial(debits.returned, debit, by=by),
    )
    assert done == ["done", "done"]
    with inside():
        assert Debit.objects.get().state == "returned"
        assert account_balances(chart.LOANS_BACK)[chart.LOANS_BACK] == 0


def test_collected_twice(own_database):
    prepared(at_the_bank)
    with inside():
        batch = DebitBatch.objects.get()
    one = partial(debits.collected, batch, by=person("tess"))
    assert at_once(one, one) == ["NotSoNow", "done"]
    with inside():
        assert Repayment.objects.count() == 1


def late():
    aid = by_debit(months_ago=5)
    spoken(aid, many=2)
    return arrears.propose_write_off(aid, reasons="Gone", by=person("cleo"))


def test_a_loan_is_written_off_while_it_is_repaid(own_database):
    """Either it came back and nothing is lost, or the loss came back: never both."""
    row = prepared(late)
    with inside():
        aid = Aid.objects.get()
    at_once(
        receipt(aid, "3200.00"),
        partial(arrears.decide_write_off, row, is_confirmed=True, by=person("lea")),
    )
    with inside():
        found = account_balances(chart.LOST, chart.LOANS, chart.LOANS_BACK)
        assert found[chart.LOST] == 0
        assert found[chart.LOANS] + found[chart.LOANS_BACK] == 0
        assert Repayment.objects.count() == 1


def test_a_write_off_is_confirmed_twice(own_database):
    row = prepared(late)
    acts = [
        partial(arrears.decide_write_off, row, is_confirmed=True, by=person(name))
        for name in ("lea", "bo")
    ]
    assert at_once(*acts) == ["NotSoNow", "done"]
    with inside():
        assert Entry.objects.filter(source__startswith="write-off").count() == 1


def test_a_change_is_answered_while_it_is_taken_back(own_database):
    def wished():
        return rescheduling.ask_change(
            by_debit(), kind="defer", months=1, by=person("omar")
        )

    change = prepared(wished)
    done = at_once(
        partial(
            rescheduling.answer_change,
            change,
            is_granted=True,
            reasons="Yes",
            by=person("cleo"),
        ),
        partial(rescheduling.withdraw_change, change, by=person("omar")),
    )
    assert done == ["NotSoNow", "done"]


def test_a_deferral_is_agreed_while_money_comes(own_database):
    """The plan and the books agree, whoever came first."""

    def wished():
        return rescheduling.ask_change(
            by_debit(), kind="defer", months=1, by=person("omar")
        )

    change = prepared(wished)
    with inside():
        aid = Aid.objects.get()
    at_once(
        partial(
            rescheduling.answer_change,
            change,
            is_granted=True,
            reasons="Yes",
            by=person("cleo"),
        ),
        receipt(aid, "1133.33"),
    )
    from solidarity.queries.loans import standing_of

    with inside():
        assert Plan.objects.count() == 3
        assert standing_of(aid).remaining == eur("2066.67")
        assert paid(aid, "2066.67").surplus == 0
