"""Nobody books on a day that no year takes: each page and operation says it in words.

A year that is closed; or, as long as nothing is booked in it, a year of the same name
with other days. Movements of the bank are said to be something on the next day that
takes it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from finance.models import BankMovement, Sale
from finance.services.sale_deed import deed_of
from koprogo.ledger.models import Entry, FiscalYear
from koprogo.tenancy import enter
from tests import cast
from tests.api.conftest import problem
from tests.finance.banking.statements import coda, moved, statement
from tests.finance.books.making import a_call, own, some_works, works_item
from tests.finance.books.test_shut import close_until_today
from tests.finance.books.test_typing import an_entry
from tests.finance.charge_statements.books import computed, cost
from tests.finance.charge_statements.books import posted as settled
from tests.finance.factories import draft, issued, item, opened, payment
from tests.finance.invoices.making import approved, posted
from tests.finance.pages import errors, url
from tests.finance.sales.making import carried_out, planned

ONE_DAY = timedelta(days=1)
CLOSED = "is closed"
OUTSIDE = "This day is not one of the fiscal year that begins in"
BOTH = (CLOSED, OUTSIDE)


def open_the_same_year_elsewhere():
    """Open a year of this name, the day of today not being in it."""
    tomorrow = timezone.localdate() + ONE_DAY
    since, until = tomorrow, tomorrow + ONE_DAY
    if since.year > timezone.localdate().year:
        since, until = date(since.year - 1, 1, 1), timezone.localdate()
    FiscalYear.objects.create(year=since.year, since=since, until=until)


SHUT = {CLOSED: close_until_today, OUTSIDE: open_the_same_year_elsewhere}


@dataclass(frozen=True)
class Act:
    """Something that is booked today. ``page`` and ``path`` take the uuid of ``of``.

    ``sent``: what is typed over what the page offers. ``said``: the kinds of years of
    which one hears; in the others another day is found.
    """

    page: str
    path: str
    of: Callable = lambda: None
    sent: dict = field(default_factory=dict)
    body: dict | Callable | None = None
    said: tuple[str, ...] = (CLOSED,)
    closed: tuple[str, str] = (CLOSED, "fiscal-year-closed")


def a_sale():
    issued(item("1000.00", purpose="working_fund"))
    return planned("A")


def yesterday(make):
    """Make a statement of charges that ends yesterday."""
    until = timezone.localdate()
    cost("100.00", on=until - ONE_DAY)
    return make(since=until - timedelta(days=20), until=until)


def received_for_the_reserve():
    a_call(item("10.00", purpose="reserve"), on=timezone.localdate())
    payment("H1", "5.00")


def works_with_money_left():
    roof = some_works(called="")
    a_call(works_item("10.00", roof), on=timezone.localdate())
    return roof


def of_today(*sides):
    return own(*sides, on=timezone.localdate())


def today():
    return timezone.localdate().isoformat()


def an_opening():
    accounts = [
        {"account": "551", "debit": "5.00"},
        {"account": "499", "credit": "5.00"},
    ]
    return {"date": today(), "accounts": accounts, "owners": [], "suppliers": []}


def an_own_entry():
    sides = [{"account": "58", "debit": "1.00"}, {"account": "551", "credit": "1.00"}]
    words = {"text": "Correction", "reason": "Wrong account"}
    return {"date": today(), "lines": sides, **words}


ACTS = {
    "a call is issued": Act("call-issue", "calls/{}/issue/", draft, said=BOTH),
    "a call is cancelled": Act("call-cancel", "calls/{}/cancel/", issued),
    "a payment": Act(
        "payment-new",
        "payments/",
        sent={"holding": "H1", "amount": "5", "bank_account": "551"},
        body=lambda: (
            {"holding": str(cast.holding("H1").uuid), "amount": "5.00"}
            | {"date": today()}
        ),
        said=BOTH,
    ),
    "a payment is taken back": Act(
        "payment-reverse", "payments/{}/reverse/", lambda: payment("H1", "5.00")
    ),
    "the opening": Act(
        "opening-new",
        "opening/",
        sent={
            "wish": "book",
            "account-551": "5",
            "credit-499": "5",
            "suppliers-TOTAL_FORMS": "0",
            "suppliers-INITIAL_FORMS": "0",
        },
        body=an_opening,
        said=BOTH,
    ),
    "the opening is taken back": Act(
        "opening-reverse", "opening/{}/reverse/", lambda: opened(H1="5.00")
    ),
    "an invoice is posted": Act(
        "invoice-post", "invoices/{}/post/", approved, said=(OUTSIDE,)
    ),
    "an invoice is cancelled": Act(
        "invoice-cancel",
        "invoices/{}/cancel/",
        posted,
        closed=("lies in a closed year", "period-shut"),
    ),
    "a sale is carried out": Act(
        "sale-carry-out",
        "sales/{}/carry-out/",
        a_sale,
        body=lambda: {"seen": deed_of(Sale.objects.get()).seen},
        closed=(CLOSED, "deed-in-closed-year"),
    ),
    "a sale is undone": Act(
        "sale-undo",
        "sales/{}/undo/",
        lambda: carried_out(a_sale()),
        closed=(CLOSED, "deed-in-closed-year"),
    ),
    "a statement of charges is posted": Act(
        "charge-statement-post",
        "charge-statements/{}/post/",
        lambda: yesterday(computed),
        closed=(CLOSED, "year-closed"),
    ),
    "a statement of charges is cancelled": Act(
        "charge-statement-cancel",
        "charge-statements/{}/cancel/",
        lambda: yesterday(settled),
        closed=(CLOSED, "year-closed"),
    ),
    "an entry of one's own": Act(
        "own-entry-new",
        "own-entries/",
        sent=an_entry(
            {"account": "58", "debit": "1"}, {"account": "551", "credit": "1"}
        ),
        body=an_own_entry,
        said=BOTH,
    ),
    "an entry is taken back": Act(
        "own-entry-take-back",
        "own-entries/{}/take-back/",
        lambda: of_today(("58", "1.00"), ("551", "-1.00")),
        sent={"reason": "Twice"},
        body={"reason": "Twice"},
    ),
    "a transfer": Act(
        "transfer",
        "transfer/",
        received_for_the_reserve,
        body=lambda: {"date": today(), "amount": "1.00"},
    ),
    "works end": Act(
        "works-end",
        "works/{}/end/",
        works_with_money_left,
        sent={"decision": "Refund"},
        body=lambda: {"decision": "Refund", "due_on": today()},
    ),
}
CASES = [
    pytest.param(act, kind, id=f"{name}: {kind[:10]}")
    for name, act in ACTS.items()
    for kind in act.said
]


def prepared(act: Act, kind: str):
    """Make what the act is about, shut the day; return its uuid, its body, its entries."""
    thing = act.of()
    body = act.body() if callable(act.body) else act.body
    SHUT[kind]()
    return thing and thing.uuid, body, Entry.objects.count()


def typed(client, address, sent):
    """Return what the page offers with ``sent`` typed over it."""
    page = client.get(address)
    form = page.context["form"] if page.context and "form" in page.context else None
    offered = {name: form[name].value() for name in form.fields} if form else {}
    return {name: "" if it is None else it for name, it in offered.items()} | sent


@pytest.mark.parametrize(("act", "kind"), CASES)
def test_a_page_says_it(sign_in, db, act, kind):
    with enter(cast.tenant().pk, by=None):
        uuid, _body, entries = prepared(act, kind)
    sophie = sign_in("sophie")
    address = url(act.page, *([uuid] if uuid else []))
    sent = typed(sophie, address, act.sent)
    if "date" in sent:
        sent["date"] = today()
    page = sophie.post(address, sent, follow=True)
    expected = act.closed[0] if kind == CLOSED else OUTSIDE
    assert expected in page.content.decode()
    if not page.redirect_chain and "date" in page.context["form"].fields:
        assert [expected in one for one in errors(page)["date"]] == [True]
    with enter(cast.tenant().pk, by=None):
        assert Entry.objects.count() == entries


@pytest.mark.parametrize(("act", "kind"), CASES)
def test_an_operation_says_it(program, acacias, act, kind):
    uuid, body, entries = prepared(act, kind)
    answer = program("sophie").post(
        act.path.format(uuid), body, **{"Idempotency-Key": "1"}
    )
    code = act.closed[1] if kind == CLOSED else "date-outside-year"
    assert problem(answer) == (409, code)
    assert Entry.objects.count() == entries


@pytest.mark.parametrize("kind", BOTH)
def test_files_of_banks(sign_in, program, acacias, kind):
    """What became of each statement is said, and nothing of this one is booked."""
    SHUT[kind]()
    data = coda(statement(moved("42.00")))
    sent = {"files": SimpleUploadedFile("a.cod", data)}
    page = sign_in("sophie").post(url("bank-import"), sent)
    assert kind in page.content.decode()
    answer = program("sophie").upload("bank/files/", files=[("a.cod", data)])
    [told] = answer.json()["statements"]
    assert (told["state"], kind in told["problem"]) == ("refused", True)
    assert not BankMovement.objects.exists()
