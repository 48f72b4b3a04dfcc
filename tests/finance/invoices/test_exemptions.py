"""Lots that a judgment exempts from a line: what is refused, who reads which they are."""

from datetime import date

import pytest

from finance.errors import CannotExempt, JudgmentIncomplete, KeyNotInForce
from finance.models import ExemptLot, Invoice, InvoiceLine
from finance.refusals.invoices import sentence
from finance.services.invoice_posting import post_invoice
from finance.services.invoices import discard_invoice, redraft_invoice
from tests import cast
from tests.buildings.pages import inside, said, text
from tests.finance.charge_statements.meters import metered
from tests.finance.invoices.making import (
    JUDGMENT,
    a_draft,
    a_line,
    approved,
    drafted,
    exempting,
    posted,
    works,
)
from tests.finance.invoices.pages import key, row, sent
from tests.finance.pages import url
from tests.sql import changed, refused

NEITHER = "Name the judgment and the lots that it exempts: neither stands alone."
UNDIVIDED = (
    "Only a cost that a key or meters divide, and that no works with calls of their own "
    "pay, can leave out lots."
)
NOBODY_LEFT = "Nobody would be left to bear this cost."


def exempted():
    """(line, lot) of all that is exempted."""
    found = ExemptLot.objects.order_by("line__position", "lot__position")
    return list(found.values_list("line__position", "lot__code"))


def test_a_draft_keeps_them_and_forgets_them(acacias):
    invoice = drafted(a_line(), exempting("C", "B"))
    assert exempted() == [(2, "B"), (2, "C")]
    assert [line.judgment for line in invoice.lines.all()] == ["", JUDGMENT]
    redraft_invoice(invoice, a_draft(exempting("A")), by=None)
    assert exempted() == [(1, "A")]
    discard_invoice(invoice, by=None)
    assert exempted() == []


def test_by_a_key_that_leaves_out_others_already(acacias):
    """The lift is of B and C."""
    drafted(exempting("B", key="lift"))
    assert exempted() == [(1, "B")]


def refusal(line):
    with pytest.raises((CannotExempt, JudgmentIncomplete)) as error:
        drafted(a_line("1.00"), line)
    assert error.value.position == 2
    assert not Invoice.objects.exists()
    return sentence(error.value)


def test_a_judgment_and_its_lots_stand_together(acacias):
    assert refusal(exempting("B", judgment="")) == NEITHER
    assert refusal(exempting()) == NEITHER


def test_only_what_is_divided_leaves_out_lots(acacias):
    fixed = {cast.lot("A"): 100}
    for line in (
        exempting("B", key=None, basis="lot", lot=cast.lot("A")),
        exempting("B", key=None, basis="fixed", fixed=fixed),
        exempting("B", code="671", works=works()),
    ):
        assert refusal(line) == UNDIVIDED


def test_who_bears_nothing_anyway_is_not_exempted(acacias):
    water = metered("A", "B")
    by_meters = {"key": None, "basis": "meters", "meters": water}
    assert refusal(exempting("K")) == (
        "Lot K has no part in what divides this cost: it bears nothing anyway."
    )
    assert refusal(exempting("A", "B", "K", key="lift")) == (
        "The lots A, K have no part in what divides this cost: they bear nothing anyway."
    )
    assert refusal(exempting("C", **by_meters)) == (
        "Lot C has no part in what divides this cost: it bears nothing anyway."
    )


def test_somebody_is_left(acacias):
    water = metered("A", "B")
    by_meters = {"key": None, "basis": "meters", "meters": water}
    assert refusal(exempting("B", "C", key="lift")) == NOBODY_LEFT
    assert refusal(exempting("A", "B", **by_meters)) == NOBODY_LEFT
    drafted(exempting("B", "C"), exempting("A", **by_meters))
    assert exempted() == [(1, "B"), (1, "C"), (2, "A")]


def test_a_key_without_parts_on_the_day(acacias):
    """What divides the cost is looked at on the day on which it would be booked."""
    lift = a_line(key="lift").key
    changed(
        "UPDATE buildings_keyversion SET valid_from = '2026-01-01' WHERE key_id = %s",
        [lift.pk],
    )
    with pytest.raises(KeyNotInForce):
        drafted(exempting("B", key="lift"), date=date(2025, 12, 31))
    drafted(exempting("B", key="lift"), date=date(2026, 1, 1))
    assert exempted() == [(1, "B")]


# The database


def test_what_is_posted_is_frozen(acacias):
    line = posted(exempting("B")).lines.get()
    with refused("its invoice is posted"):
        changed("DELETE FROM finance_exemptlot")
    with refused("its invoice is posted"):
        changed("UPDATE finance_exemptlot SET lot_id = %s", [cast.lot("C").pk])
    with refused("its invoice is posted"):
        ExemptLot.objects.create(line=line, lot=cast.lot("C"))
    with refused("is frozen"):
        changed("UPDATE finance_invoiceline SET judgment = 'Another'")


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM finance_exemptlot",
        "UPDATE finance_invoiceline SET judgment = ''",
    ],
)
def test_nothing_is_posted_with_half_of_it(acacias, change):
    invoice = approved(exempting("B"))
    changed(change)
    with refused("lots are exempted by a judgment, and by nothing else"):
        post_invoice(invoice, by=None)


def test_a_line_of_one_lot_has_no_judgment(acacias):
    drafted(a_line(key=None, basis="lot", lot=cast.lot("A")))
    with refused("invoice_line_judgment_divides"):
        changed("UPDATE finance_invoiceline SET judgment = 'One'")


# The form


@pytest.fixture
def office(sign_in):
    return sign_in("sophie")


def line_errors(page):
    return [form.errors for form in page.context["rows"].forms]


def test_it_is_typed_and_changed(office):
    data = sent(row(exempt="b; C", judgment=JUDGMENT, divided_by=key()))
    page = office.post(url("invoice-new"), data)
    with inside():
        assert exempted() == [(1, "B"), (1, "C")]
        assert InvoiceLine.objects.get().judgment == JUDGMENT
        invoice = Invoice.objects.get()
    assert page.url == url("invoice", invoice.uuid)
    address = url("invoice-edit", invoice.uuid)
    form = office.get(address).context["rows"].forms[0]
    assert (form["exempt"].value(), form["judgment"].value()) == ("B, C", JUDGMENT)
    again = data | {"supplier": "Ascenseurs SA", "new_name": "", "lines-0-exempt": "A"}
    assert said(office.post(address, again, follow=True)) == ["The draft is saved."]
    with inside():
        assert exempted() == [(1, "A")]


@pytest.mark.parametrize(
    ("changes", "said_at"),
    [
        ({"exempt": "B, Z"}, {"exempt": ["There is no lot “Z”."]}),
        ({"exempt": "B"}, {"judgment": [NEITHER]}),
        ({"judgment": JUDGMENT}, {"judgment": [NEITHER]}),
        (
            {"exempt": "K", "judgment": JUDGMENT},
            {
                "exempt": [
                    "Lot K has no part in what divides this cost: it bears nothing anyway."
                ]
            },
        ),
        ({"exempt": "A\nB\nC", "judgment": JUDGMENT}, {"exempt": [NOBODY_LEFT]}),
        (
            {"exempt": "B", "judgment": JUDGMENT, "divided_by": "lot", "lot": "A"},
            {"exempt": [UNDIVIDED]},
        ),
        (
            {"judgment": "J" * 201},
            {
                "judgment": [
                    "Ensure this value has at most 200 characters (it has 201)."
                ]
            },
        ),
    ],
)
def test_what_is_wrong_is_said_at_its_field(office, changes, said_at):
    page = office.post(url("invoice-new"), sent(row(**changes)))
    assert line_errors(page) == [said_at]
    with inside():
        assert not Invoice.objects.exists()


def test_a_row_with_lots_alone_is_not_lost(office):
    page = office.post(url("invoice-new"), sent(row(), {"exempt": "B"}))
    assert line_errors(page) == [{}, {"amount": ["This field is required."]}]


def test_the_next_invoice_of_the_supplier_exempts_nobody(office):
    with inside():
        one = drafted(exempting("B")).supplier
    page = office.get(url("invoice-new") + f"?supplier={one.uuid}")
    form = page.context["rows"].forms[0]
    assert (form["exempt"].value(), form["judgment"].value()) == (None, None)


# Who reads what


def test_co_owners_read_how_many_and_the_office_which(sign_in, db):
    with inside():
        invoice = posted(exempting("B"))
    told = f"1 lot is exempted by a judgment ({JUDGMENT}): the others bear its part."
    pages = {
        who: text(sign_in(who).get(url("invoice", invoice.uuid)))
        for who in ("sophie", "omar", "clara")
    }
    assert {who: told in page for who, page in pages.items()} == dict.fromkeys(
        pages, True
    )
    assert {who: "Exempted: B" in page for who, page in pages.items()} == {
        "sophie": True,
        "omar": False,
        "clara": False,
    }


def test_whoever_approves_reads_which(sign_in, db):
    with inside():
        invoice = approved(exempting("B"))
    page = sign_in("sophie").get(url("invoice-post", invoice.uuid))
    assert "Exempted: B" in text(page)
