"""A file books what recording each payment by hand would have booked, in its order."""

from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from buildings.models import Holding
from finance import services
from finance.models import Payment
from koprogo.ledger.models import Line
from koprogo.ledger.queries import findings
from koprogo.money import from_cents
from koprogo.tenancy import enter
from tests import cast
from tests.finance.banking.statements import imported, moved, statement, vcs
from tests.finance.factories import issued, item, opened

receipts = st.lists(
    st.tuples(st.sampled_from(["H1", "H2", "H3"]), st.integers(1, 90_000)), max_size=8
)


@pytest.fixture
def owing(acacias):
    """Owners with debts brought forward and calls for both funds."""
    opened(H1=("30.00", "20.00"), H2=("0.00", "0.00", "15.00"))
    issued(item("333.33"), item("100.01", purpose="reserve"), due_in=5)
    issued(item("77.77", key="lift", purpose="reserve"), item("250.00"), due_in=1)


def booked():
    """The splits of all payments, and what each holder has on the two accounts."""
    splits = Payment.objects.order_by("pk").values_list(
        "holding__code", "amount", "working", "reserve"
    )
    lines = Line.objects.filter(account__code__startswith="410").order_by("pk")
    return list(splits), list(
        lines.values_list("account__code", "party", "debit", "credit")
    )


def undone(work):
    """What ``work`` has booked; then it is as if it had never been."""
    with transaction.atomic():
        work()
        assert findings() == []
        found = booked()
        transaction.set_rollback(True)
    return found


@settings(max_examples=25)
@given(found=receipts)
def check(found):
    def by_hand():
        for code, cents in found:
            services.record_payment(
                uuid=uuid4(),
                holding=Holding.objects.get(code=code),
                date=statement().closing_date,
                amount=from_cents(cents),
                by=None,
            )

    def by_file():
        imported(statement(*(moved(from_cents(c), vcs=vcs(code)) for code, c in found)))

    with enter(cast.tenant().pk, by=None):
        assert undone(by_file) == undone(by_hand)


def test_a_file_books_what_hands_would(owing):
    check()


def test_a_batch_begins_where_the_last_one_ended(owing, monkeypatch):
    monkeypatch.setattr("finance.services.bank_posting.BATCH", 2)
    paid = [moved("40.00", vcs=vcs("H1")) for _ in range(5)]
    in_batches = undone(lambda: imported(statement(*paid)))
    monkeypatch.setattr("finance.services.bank_posting.BATCH", 100)
    assert undone(lambda: imported(statement(*paid))) == in_batches
    assert len(in_batches[0]) == 5
    assert Decimal("40.00") == in_batches[0][0][1]


def test_statements_do_not_grow_with_movements(owing, django_assert_max_num_queries):
    def many(number):
        paid = [moved("1.00", vcs=vcs("H1")) for _ in range(number)]
        unknown = [moved("2.00") for _ in range(number)]
        return statement(*paid, *unknown)

    few, lots = many(1), many(40)
    with django_assert_max_num_queries(85) as asked:
        undone(lambda: imported(few))
    first = len(asked)
    with django_assert_max_num_queries(first):
        undone(lambda: imported(lots))
