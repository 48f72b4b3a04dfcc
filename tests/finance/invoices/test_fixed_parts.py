"""A line that meters divide gets a fixed part."""

from datetime import date, timedelta
from decimal import Decimal
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buildings.models import AllocationKey
from finance.errors import (
    CannotExempt,
    EmptyPart,
    LineChanged,
    NotByMeters,
    TooManyLines,
    WrongState,
)
from finance.forms.invoice_page import of_supplier
from finance.invoices.proposal import MOST_LINES
from finance.models import ExemptLot, InvoiceLine
from finance.queries.fixed_parts import last_fixed_part, parts_of
from finance.services.fixed_parts import divide_line
from finance.services.invoice_posting import post_invoice
from finance.services.invoices import approve_invoice, submit_invoice
from koprogo.audit.models import AuditEvent
from koprogo.money import from_cents
from tests import cast
from tests.buildings.pages import inside, said
from tests.finance.charge_statements.meters import metered
from tests.finance.invoices.making import (
    a_line,
    approved,
    by_meters,
    costs_of,
    drafted,
    posted,
    submitted,
    supplier,
    works,
)
from tests.finance.pages import url

D = Decimal
DAY = date(2026, 1, 1)
YEARS = {"since": date(2026, 1, 1), "until": date(2027, 1, 1)}


def key(code="shares"):
    return AllocationKey.objects.get(code=code)


def divide(invoice, *, position=1, amount="100.00", percent=30, by=None, **more):
    return divide_line(
        invoice,
        position=position,
        amount=D(amount),
        percent=percent,
        key=more.get("key") or key(),
        by=by,
    )


def lines(invoice):
    """(basis, key or meters, amount, VAT) of the lines, in their order."""
    return [
        (line.basis, str(line.key or line.meters), str(line.amount), str(line.vat))
        for line in invoice.lines.select_related("key", "meters")
    ]


# The service


def test_a_line_becomes_two_to_the_cent(acacias):
    roof = works()
    whole = by_meters("100.05", vat=D("17.37"), vat_rate="21", label="Gas", **YEARS)
    more = {"code": "671", "works": roof, "occupant_percent": 7}
    fixed = a_line(basis="fixed", key=None, fixed={cast.lot("A"): D("100.00")})
    invoice = drafted(a_line("9.00", **more), whole, fixed, number="7")
    divide(invoice, position=2, amount="100.05", by=cast.user("sophie"))
    shares = str(key())
    assert lines(invoice) == [
        ("key", shares, "9.00", "0.00"),
        ("meters", "Heat", "70.03", "12.16"),
        ("fixed", "None", "100.00", "0.00"),
        ("key", shares, "30.02", "5.21"),
    ]
    first, rest, untouched, added = invoice.lines.select_related("account", "works")
    assert (first.works, first.occupant_percent) == (roof, 7)
    assert [(one.lot.code, one.amount) for one in untouched.fixed.all()] == [
        ("A", D("100.00"))
    ]
    assert [one.position for one in (first, rest, untouched, added)] == [1, 2, 3, 4]
    for one in (rest, added):
        assert (one.label, one.account.code, one.vat_rate) == ("Gas", "6100001", "21")
        assert (one.since, one.until) == (YEARS["since"], YEARS["until"])
    told = AuditEvent.objects.get(action="invoice.divided")
    assert told.data == {
        "percent": 30,
        "key": shares,
        "meters": "Heat",
        "supplier": "Ascenseurs SA",
        "number": "7",
    }


def test_a_credit_note_and_a_discount_are_divided_too(acacias):
    invoice = drafted(by_meters("50.00"), by_meters("-0.05"), kind="credit_note")
    divide(invoice, position=2, amount="-0.05")
    assert [amount for _basis, _by, amount, _vat in lines(invoice)] == [
        "50.00",
        "-0.03",
        "-0.02",
    ]


def test_both_parts_are_booked_as_costs_of_their_own(acacias):
    invoice = drafted(by_meters())
    divide(invoice, percent=40)
    approve_invoice(submit_invoice(invoice, by=None), by=None)
    entry = post_invoice(invoice, by=None).entry
    assert [amount for _code, amount, _since, _until in costs_of(entry)] == [
        D("60.00"),
        D("40.00"),
    ]


@pytest.mark.parametrize("make", [submitted, approved, posted])
def test_only_a_draft_is_divided(acacias, make):
    invoice = make(by_meters())
    with pytest.raises(WrongState):
        divide(invoice)
    assert InvoiceLine.objects.count() == 1


def test_a_line_is_divided_once(acacias):
    """Whoever sends it twice has seen the line as it was before."""
    invoice = drafted(by_meters())
    divide(invoice)
    for amount in ("100.00", "69.99"):
        with pytest.raises(LineChanged) as refused:
            divide(invoice, amount=amount)
        assert refused.value.position == 1
    with pytest.raises(LineChanged):
        divide(invoice, position=3)
    assert InvoiceLine.objects.count() == 2


def test_what_no_meters_divide_has_no_fixed_part(acacias):
    lot = a_line("20.00", basis="lot", key=None, lot=cast.lot("A"))
    invoice = drafted(a_line("20.00"), lot)
    for position in (1, 2):
        with pytest.raises(NotByMeters) as refused:
            divide(invoice, position=position, amount="20.00")
        assert refused.value.position == position


@pytest.mark.parametrize("percent", [1, 99])
def test_no_part_is_nothing(acacias, percent):
    invoice = drafted(by_meters("0.05"))
    with pytest.raises(EmptyPart):
        divide(invoice, amount="0.05", percent=percent)


def test_a_form_shows_all_the_lines(acacias):
    many = [a_line("1.00") for _ in range(MOST_LINES - 2)]
    invoice = drafted(by_meters(), *many)
    divide(invoice)
    last = InvoiceLine.objects.get(position=1)
    assert InvoiceLine.objects.count() == MOST_LINES
    with pytest.raises(TooManyLines):
        divide(invoice, amount=last.amount)


def test_a_judgment_exempts_from_both_parts(acacias):
    lots = frozenset([cast.lot("A")])
    judgment = {"exempt": lots, "judgment": "J.P., 3 May 2026, 26/1"}
    heat = metered("A", "B")
    line = a_line(basis="meters", meters=heat, **judgment)
    divide(drafted(line, number="1"))
    assert ExemptLot.objects.filter(lot=cast.lot("A")).count() == 2
    assert {one.judgment for one in InvoiceLine.objects.all()} == {judgment["judgment"]}
    # Lot A has no part in the key of the lift.
    with pytest.raises(CannotExempt) as refused:
        divide(drafted(line, number="2", date=DAY), key=key("lift"))
    assert refused.value.position == 2


@given(st.integers(-(10**9), 10**9), st.integers(0, 21), st.integers(1, 99))
def test_no_part_has_more_vat_than_amount(cents, rate, percent):
    amount = from_cents(cents)
    vat = from_cents(abs(cents) * rate // (100 + rate) * (1 if cents > 0 else -1))
    try:
        parts = parts_of(InvoiceLine(tenant_id=1, amount=amount, vat=vat), percent)
    except EmptyPart:
        assert abs(cents) <= 50
        return
    assert sum(part.amount for part in parts) == amount
    assert sum(part.vat for part in parts) == vat
    for part in parts:
        assert 0 <= part.vat / part.amount <= 1


# What is proposed


def test_the_last_fixed_part_is_proposed_again(acacias):
    lift = key("lift")
    before = drafted(by_meters("812.35"), a_line("5.00"), number="1")
    divide(before, amount="812.35", percent=35, key=lift)
    line = drafted(by_meters("40.00"), number="2").lines.get()
    assert last_fixed_part(line) == {"percent": 35, "key": lift}


def test_what_is_no_fixed_part_is_not_proposed(acacias):
    line = drafted(by_meters("40.00"), number="1").lines.get()
    seventy, thirty = by_meters("70.00"), a_line("30.00")
    for number, before in enumerate(
        [
            [],
            [seventy, a_line("30.00", code="6120000")],
            [by_meters("70.00", group="Water"), thirty],
            [seventy, a_line("-30.00")],
            [by_meters("1000.00"), a_line("1.00")],
            [thirty],
            [seventy, a_line("30.00", basis="lot", key=None, lot=cast.lot("A"))],
        ],
        start=2,
    ):
        if before:
            drafted(*before, number=str(number), date=DAY + timedelta(days=number))
        assert last_fixed_part(line) == {}
    drafted(seventy, thirty, number="9", date=DAY + timedelta(days=9))
    assert last_fixed_part(line) == {"percent": 30, "key": key()}


def test_the_next_invoice_is_proposed_line_by_line_as_before(acacias):
    invoice = drafted(by_meters(), a_line("9.00", code="6120000"))
    divide(invoice)
    proposed = of_supplier(supplier())["lines"]
    assert [
        (line["account"].code, line["divided_by"].partition(":")[0])
        for line in proposed
    ] == [("6100001", "meters"), ("6120000", "key"), ("6100001", "key")]


# The page


@pytest.fixture
def draft(db):
    with inside():
        whole = by_meters("100.05", label="Gas", vat=D("17.36"), vat_rate="21")
        return drafted(whole, a_line("1.00"))


def here(invoice, position=1):
    return url("invoice-divide", invoice.uuid, position)


def choice(**more):
    with inside():
        return {"percent": "30", "key": str(key("lift").uuid)} | more


def shown(page):
    return unescape(page.content.decode())


def test_both_parts_are_shown_and_then_kept(sign_in, draft):
    client = sign_in("sophie")
    assert f'href="{here(draft)}"' in shown(client.get(url("invoice", draft.uuid)))
    page = client.get(here(draft))
    assert (page.context["form"].parts, "30.02" in shown(page)) == (None, False)
    page = client.get(here(draft), choice())
    assert page.context["form"].parts == (
        (D("30.02"), D("5.21")),
        (D("70.03"), D("12.15")),
    )
    with inside():
        assert draft.lines.count() == 2
    sent = choice(amount="100.05")
    for name, value in sent.items():
        assert f'name="{name}" value="{value}"' in " ".join(shown(page).split())
    page = client.post(here(draft), sent, follow=True)
    assert said(page) == ["The line is divided in two."]
    with inside():
        assert [amount for _basis, _by, amount, _vat in lines(draft)] == [
            "70.03",
            "1.00",
            "30.02",
        ]
    page = client.post(here(draft), sent)
    assert page.context["form"].non_field_errors() == [
        "This line was changed meanwhile: look at its parts again."
    ]
    assert page.context["form"].parts is None
    with inside():
        assert draft.lines.count() == 3


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        (
            {"percent": "0"},
            "percent",
            "Ensure this value is greater than or equal to 1.",
        ),
        (
            {"percent": "100"},
            "percent",
            "Ensure this value is less than or equal to 99.",
        ),
        ({"percent": "1,5"}, "percent", "Enter a whole number."),
        ({"percent": ""}, "percent", "This field is required."),
        ({"key": ""}, "key", "This field is required."),
        (
            {"key": "8f0c2f6e-0000-4000-8000-000000000000"},
            "key",
            "Select a valid choice. That choice is not one of the available choices.",
        ),
        ({"key": "lift"}, "key", "“lift” is not a valid UUID."),
    ],
)
def test_what_is_wrong_is_said_at_its_field(sign_in, draft, changes, field, message):
    client = sign_in("sophie")
    for send in (client.get, client.post):
        form = send(here(draft), choice(amount="100.05") | changes).context["form"]
        assert form.errors == {field: [message]}
        assert form.parts is None
    with inside():
        assert draft.lines.count() == 2


def test_a_part_of_nothing_is_said_at_the_percentage(sign_in):
    with inside():
        invoice = drafted(by_meters("0.02"))
    page = sign_in("sophie").get(here(invoice), choice(percent="10"))
    assert page.context["form"].errors == {
        "percent": ["One of the two parts would be 0.00."]
    }


def test_what_was_not_shown_is_not_done(sign_in, draft):
    page = sign_in("sophie").post(here(draft), choice())
    assert page.context["form"].non_field_errors() == [
        "This line was changed meanwhile: look at its parts again."
    ]


def test_the_last_fixed_part_stands_in_the_form(sign_in, draft):
    with inside():
        divide(draft, amount="100.05", percent=35, key=key("lift"))
        invoice = drafted(by_meters("40.00"), number="2")
        lift = key("lift")
    form = sign_in("sophie").get(here(invoice)).context["form"]
    assert (form["percent"].value(), form["key"].value()) == (35, lift.uuid)


def test_there_is_no_page_for_other_lines(sign_in, draft):
    client = sign_in("sophie")
    with inside():
        sent = submitted(by_meters(), number="2")
    for address in (here(draft, 2), here(draft, 3), here(sent)):
        assert client.get(address).status_code == 404
    for invoice in (draft, sent):
        page = shown(client.get(url("invoice", invoice.uuid)))
        assert page.count("Give it a fixed part") == (invoice == draft)
