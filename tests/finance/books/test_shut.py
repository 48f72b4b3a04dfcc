"""A closed year is said to people and programs; no page fails of it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from finance.models import Call, Opening, Payment
from finance.refusals.books import SENTENCES, sentence
from koprogo.ledger import errors as ledger
from koprogo.ledger import services
from tests.finance.books.test_typing import content, inside, said
from tests.finance.factories import draft, issued, opened, payment
from tests.finance.pages import url

CLOSED = "is closed: it takes no entry any more."


def close_until_today():
    """Close a year that ends today: nothing can be booked any more."""
    today = timezone.localdate()
    since = today - timedelta(days=30)
    services.open_year(since=since, until=today + timedelta(days=1), by=None)
    services.close_year(year=since.year, by=None)


@pytest.fixture
def shut(db):
    with inside():
        prepared, called = draft(), issued(title="Issued")
        paid = payment("H1", "5.00")
        close_until_today()
        return prepared, called, paid


def test_pages_of_calls_and_payments(sign_in, shut):
    prepared, called, paid = shut
    sophie = sign_in("sophie")
    issue = sophie.post(url("call-issue", prepared.uuid))
    cancel = sophie.post(url("call-cancel", called.uuid))
    reverse = sophie.post(url("payment-reverse", paid.uuid))
    for answer in (issue, cancel, reverse):
        assert answer.status_code == 302
        assert said(answer)[-1].endswith(CLOSED)
    page = sophie.get(url("payment-new"))
    sent = {name: page.context["form"][name].value() for name in ("uuid", "date")}
    page = sophie.post(
        url("payment-new"),
        sent | {"holding": "H1", "amount": "5", "bank_account": "551"},
    )
    assert str(page.context["form"].errors["date"][0]).endswith(CLOSED)
    with inside():
        assert not Call.objects.get(pk=prepared.pk).is_issued
        assert Payment.objects.standing().count() == 1


def test_pages_of_the_opening(sign_in, db):
    with inside():
        close_until_today()
    today = timezone.localdate().isoformat()
    sophie = sign_in("sophie")
    page = sophie.get(url("opening-new"))
    form = page.context["form"]
    sent = {name: form[name].value() or "" for name in form.fields} | {
        "date": today,
        "551-debit": "5",
        "499-credit": "5",
        "suppliers-TOTAL_FORMS": "0",
        "suppliers-INITIAL_FORMS": "0",
    }
    for wish in ("look", "book"):
        page = sophie.post(url("opening-new"), sent | {"wish": wish})
        assert CLOSED in content(page)
    with inside():
        assert not Opening.objects.exists()


def test_the_opening_is_not_reversed_in_a_closed_year(sign_in, db):
    with inside():
        begun = opened(H1="5.00")
        close_until_today()
    answer = sign_in("sophie").post(url("opening-reverse", begun.uuid))
    assert said(answer)[-1].endswith(CLOSED)


def test_every_refusal_of_the_books_has_its_sentence():
    unsaid = {ledger.AlreadyPosted, ledger.AlreadyReversed, ledger.Unbalanced}
    known = {
        error
        for error in vars(ledger).values()
        if isinstance(error, type)
        and issubclass(error, ledger.LedgerError)
        and error is not ledger.LedgerError
    }
    assert known - unsaid - set(SENTENCES) == set()
    for error in known - unsaid:
        assert sentence(error(2025)).endswith(".")
