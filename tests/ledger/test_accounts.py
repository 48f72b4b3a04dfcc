"""Sub-accounts and names of a tenant's own."""

import pytest

from koprogo.audit.models import AuditEvent
from koprogo.ledger import services
from koprogo.ledger.errors import (
    AccountExists,
    NoName,
    NotACode,
    OutsideTheChart,
    UnknownAccount,
)
from koprogo.ledger.models import Account
from koprogo.ledger.queries import own_names
from koprogo.tenancy import enter
from tests import cast
from tests.ledger.books import credit, debit, open_books, post, sides


def add(code, name="Lift B"):
    return services.add_account(code=code, name=name, by=None)


def told():
    events = AuditEvent.objects.filter(action__startswith="account.").order_by("pk")
    return list(events.values_list("action", "data"))


def test_a_sub_account_takes_lines(books):
    assert str(add("1001", " Lift  B ")) == "1001"
    assert own_names(["10", "1001"]) == {"1001": "Lift B"}
    entry = post(debit("1001", "5"), credit("20", "5"))
    assert [account for account, *_sides in sides(entry)] == ["1001", "20"]
    assert told() == [("account.added", {"code": "1001", "name": "Lift B"})]


def test_a_sub_account_of_a_sub_account(books):
    add("1001")
    assert str(add("10010")) == "10010"


@pytest.mark.parametrize(
    ("code", "name", "error"),
    [
        ("10", "Lift", AccountExists),
        ("1", "Lift", OutsideTheChart),
        ("800", "Lift", OutsideTheChart),
        ("", "Lift", NotACode),
        ("10a", "Lift", NotACode),
        ("10١", "Lift", NotACode),
        ("10000000000", "Lift", NotACode),
        ("1001", " ", NoName),
    ],
)
def test_what_is_no_sub_account_is_refused(books, code, name, error):
    before = Account.objects.count()
    with pytest.raises(error):
        add(code, name)
    assert Account.objects.count() == before


def test_a_code_is_added_once(books):
    add("1001")
    with pytest.raises(AccountExists):
        add("1001")


def test_an_account_is_called_otherwise_and_as_before(books):
    services.rename_account(code="10", name="Reserve of the lift", by=None)
    assert own_names(["10"]) == {"10": "Reserve of the lift"}
    services.rename_account(code="10", name="", by=None)
    assert own_names(["10"]) == {}
    assert told() == [
        ("account.renamed", {"code": "10", "name": ["", "Reserve of the lift"]}),
        ("account.renamed", {"code": "10", "name": ["Reserve of the lift", ""]}),
    ]


def test_an_account_that_is_not_there_has_no_name(books):
    with pytest.raises(UnknownAccount):
        services.rename_account(code="800", name="Lift", by=None)


def test_another_building_names_its_own(books):
    add("1001")
    with enter(cast.tenant(cast.BELLEVUE).pk, by=None):
        open_books()
        assert own_names(["1001"]) == {}
        with pytest.raises(UnknownAccount):
            services.rename_account(code="1001", name="Mine", by=None)
