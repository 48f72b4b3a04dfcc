"""Short ways to a year, an entry of one's own, works: through the services."""

from datetime import date
from decimal import Decimal
from random import randrange
from uuid import uuid4

from django.utils import timezone

from finance import services as calls
from finance.own_lines import OwnLine
from finance.queries.accounts import balances
from finance.queries.entries import Reader
from finance.reports import READABLE, Terms
from finance.services.own_entries import book_entry
from finance.services.report_files import ask_report
from finance.services.works import add_works
from finance.services.year_end import close_fiscal_year
from koprogo.documents.services import store
from koprogo.ledger import services as ledger
from koprogo.ledger.models import FiscalYear
from koprogo.ledger.queries import account_balances
from tests import cast
from tests.finance.charge_statements.books import cost as booked_cost
from tests.finance.charge_statements.books import key, posted, provisions
from tests.finance.factories import item, payment

YEAR = 2025
SINCE, UNTIL = date(2025, 1, 1), date(2026, 1, 1)
LAST, JULY = date(2025, 12, 31), date(2025, 7, 1)


def eur(text):
    return Decimal(text)


def a_year(year=YEAR, *, since=None, until=None):
    return ledger.open_year(
        since=since or date(year, 1, 1), until=until or date(year + 1, 1, 1), by=None
    )


def a_call(*items, on=JULY, title="Call"):
    call = calls.draft_call(title=title, due_on=on, items=items, by=None)
    return calls.issue_call(call, by=None, on=on)


def paid_from_bank(amount, *, on=JULY):
    """Take what costs put on 499 from the bank, so that nothing stays in suspense."""
    return ledger.post(
        journal="bank",
        year=on.year,
        date=on,
        text="Paid",
        lines=[ledger.debit("499", eur(amount)), ledger.credit("551", eur(amount))],
        by=None,
    )


def a_settled_year(*, costs="1000.00", called="900.00", reserve="200.00"):
    """2025 with costs, provisions, a contribution to the reserve and its statement."""
    provisions(called)
    a_call(item(reserve, purpose="reserve"))
    booked_cost(costs)
    paid_from_bank(costs)
    return posted()


def closed_year(**kwargs):
    a_year()
    a_settled_year(**kwargs)
    return close_fiscal_year(year=YEAR, by=None)


def own(*lines, on=None, text="Correction", reason="Wrong account", uuid=None, **more):
    """Book lines of (account, amount) or of (account, amount, of whom)."""
    return book_entry(
        uuid=uuid or uuid4(),
        date=on or JULY,
        text=text,
        reason=reason,
        lines=[line(*each) for each in lines],
        by=None,
        **more,
    )


def line(account, amount, whose=None):
    return OwnLine(account, eur(amount), **(whose or {}))


def some_works(title="Roof", *, called="10000.00", spent=None, key_code="shares"):
    works = add_works(title=title, decision="Voted", decided_on=SINCE, by=None)
    if called:
        a_call(works_item(called, works, key_code), title=f"{title}: first call")
    if spent:
        works_cost(works, spent)
    return works


def works_item(amount, works, key_code="shares"):
    return calls.Item(
        label=works.title,
        purpose="works",
        amount=eur(amount),
        key=key(key_code),
        works=works,
    )


def works_cost(works, amount, *, on=JULY):
    row = booked_cost(amount, on=on, account="671", label=works.title, works=works)
    paid_from_bank(amount, on=on)
    return row


def lines_of(entry):
    """(account, debit minus credit) of an entry, in the order of its lines."""
    rows = entry.lines.order_by("pk").values_list("account__code", "debit", "credit")
    return [(code, debit - credit) for code, debit, credit in rows]


def nets(*codes, on=None):
    return [str(net) for net in account_balances(*codes, on=on).values()]


def sums(entry):
    found = {}
    for code, net in lines_of(entry):
        found[code] = found.get(code, eur("0.00")) + net
    return {code: str(net) for code, net in found.items()}


def a_voucher():
    return store(b"%PDF-", name="note.pdf", content_type="application/pdf", by=None)


def things():
    """Return what stands in addresses of the books: a report that Sophie had made."""
    sophie = cast.user("sophie")
    job = ask_report(
        Terms("trial-balance", SINCE, LAST), reader=Reader(sees_people=True), by=sophie
    )
    job.arguments["file"] = a_voucher().pk
    job.save()
    entry = _of_today(voucher=a_voucher())
    return {
        "report": "trial-balance",
        "account_code": "551",
        "journal": "misc",
        "made_id": job.uuid,
        "entry_id": entry.entry.uuid,
        "own_id": entry.uuid,
        "works_id": some_works(called="").uuid,
    }


def _of_today(amount="10.00", **more):
    sides = (("58", amount), ("551", f"-{amount}"))
    return own(*sides, on=timezone.localdate(), **more)


def lively():
    """Return pages of the books that have something to show; below the building."""
    a_year()
    found, today = things(), timezone.localdate()
    roof = some_works("Roof and chimneys", called="")
    a_call(works_item("10000.00", roof), on=today, title="Roof: first call")
    works_cost(roof, "4000.00", on=today)
    period = f"?since={SINCE}&until={today}"
    return [
        "books/",
        *(f"books/reports/{name}/{period}" for name in READABLE),
        "books/owners/",
        "books/chart/",
        "books/chart/new/",
        "books/chart/551/",
        f"books/accounts/551/{period}",
        f"books/journals/misc/{today.year}/",
        "books/entries/new/",
        f"books/entries/{found['entry_id']}/",
        f"books/own/{found['own_id']}/take-back/",
        f"books/made/{found['made_id']}/",
        "books/transfer/",
        "books/years/",
        "books/years/new/",
        f"books/years/{YEAR}/",
        f"books/years/{YEAR}/close/",
        f"books/years/{YEAR}/reopen/",
        "books/works/",
        "books/works/new/",
        f"books/works/{roof.uuid}/",
        f"books/works/{roof.uuid}/end/",
    ]


def bodies(real):
    """Return bodies of the API that the services accept, by method and address."""
    sides = [{"account": "58", "debit": "1.00"}, {"account": "551", "credit": "1.00"}]
    decision = {"decision": "AG, item 9"}
    return {
        "POST chart/": {"code": f"6105000{randrange(1000):03}", "name": "Cleaning"},
        "PUT chart/{account_code}/": {"name": "Bank"},
        "POST own-entries/": {
            "date": real["date"],
            "text": "Correction",
            "reason": "Wrong account",
            "lines": sides,
        },
        "POST own-entries/{own_id}/take-back/": {"reason": "Twice"},
        "POST transfer/": {"date": real["date"], "amount": "1.00"},
        "POST years/": {},
        "POST years/{year}/reopen/": {"reason": "An invoice came"},
        "POST works/": {
            "title": uuid4().hex,
            "decided_on": real["date"],
            **decision,
        },
        "POST works/{works_id}/end/": {"due_on": real["due_on"], **decision},
    }


def _a_new_own_entry(_method):
    return {"own_id": _of_today("1.00").uuid}


def _new_works(_method):
    return {"works_id": some_works(uuid4().hex, called="").uuid}


def _reserve_received(_method):
    today = timezone.localdate()
    a_call(item("10.00", purpose="reserve"), on=today)
    # What is due first is paid first: all of it, and so the reserve part too.
    [owed] = balances([cast.holding("H1")]).values()
    payment("H1", max(owed, Decimal("5.00")))
    return {}


def _an_empty_year(_method):
    """An old one that is still open, or one more."""
    old = FiscalYear.objects.filter(year__lt=2010).order_by("-year")
    last = old.first()
    if last is None or last.is_closed:
        last = a_year(last.year + 1 if last else 1990)
    return {"year": last.year}


def _a_closed_year(method):
    found = _an_empty_year(method)
    close_fiscal_year(year=found["year"], by=None)
    return found


# What is made for the addresses that end so.
MAKERS = {
    _reserve_received: ("transfer/",),
    _an_empty_year: ("{year}/close/",),
    _a_closed_year: ("{year}/reopen/",),
    _a_new_own_entry: ("{own_id}/take-back/",),
    _new_works: ("{works_id}/end/",),
}
