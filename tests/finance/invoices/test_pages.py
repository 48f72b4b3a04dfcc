"""The pages of invoices: found, read, approved, posted and taken back."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from finance.models import Invoice
from finance.services.invoice_posting import cancel_invoice
from finance.services.invoices import attach_voucher, reject_invoice
from finance.services.supplier_payments import pay_invoices
from koprogo.documents.intake import Intake
from koprogo.tenancy import enter
from tests import cast
from tests.buildings.pages import costs, inside, rows_of, said, text
from tests.finance.invoices.making import (
    IBAN,
    OTHER_IBAN,
    a_line,
    approved,
    closed,
    drafted,
    paid,
    posted,
    submitted,
    supplier,
    two_people,
)
from tests.finance.pages import errors, url

D = Decimal
PDF = Intake("a.pdf", "application/pdf", b"%PDF-1.7")


def listed(client, query=""):
    page = client.get(url("invoices") + query)
    return [invoice.number for invoice in page.context["page"]]


@pytest.fixture
def some(db):
    """A draft, one to approve, and posted ones: open, paid in part, paid, cancelled."""
    with inside():
        zinc = supplier("Zinc SA")
        drafted(a_line("1.00"), number="draft", date=date(2026, 1, 1))
        submitted(a_line("2.00"), number="asked", date=date(2026, 1, 2))
        posted(a_line("3.00", label="Ladder"), number="open", date=date(2026, 1, 3))
        for amount, number in (("4.00", "part"), ("5.00", "paid")):
            one = posted(a_line(amount), number=number, date=date(2026, 1, 4))
            pay_invoices(
                paid(D("4.00") - (number == "part"), one),
                {one: D("4.00") - (number == "part")},
            )
            if number == "paid":
                pay_invoices(paid(D("1.00"), one), {one: D("1.00")})
        gone = posted(
            a_line("6.00"), number="gone", supplier=zinc, date=date(2026, 1, 6)
        )
        cancel_invoice(gone, by=None)
        return zinc


ALL = ["gone", "paid", "part", "open", "asked", "draft"]


def test_drafts_are_for_the_office(sign_in, some):
    assert listed(sign_in("sophie")) == ALL
    assert listed(sign_in("omar")) == ["gone", "paid", "part", "open"]
    assert listed(sign_in("omar"), "?status=draft") == ["gone", "paid", "part", "open"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?status=draft", ["draft"]),
        ("?status=submitted", ["asked"]),
        ("?status=open", ["open"]),
        ("?status=partly_paid", ["part"]),
        ("?status=paid", ["paid"]),
        ("?status=cancelled", ["gone"]),
        ("?status=nonsense", ALL),
        ("?q=zinc", ["gone"]),
        ("?q=LADDER", ["open"]),
        ("?q=part", ["part"]),
        ("?q=nothing", []),
        ("?since=2026-01-03&until=2026-01-04", ["paid", "part", "open"]),
        ("?since=2026-01-07", []),
        ("?supplier=nonsense", ALL),
    ],
)
def test_invoices_are_found(sign_in, some, query, found):
    assert listed(sign_in("sophie"), query) == found


def test_a_supplier_has_his_invoices_and_his_balance(sign_in, some):
    with inside():
        posted(a_line("7.50"), number="new", supplier=some)
        posted(a_line("10.00"), number="back", supplier=some, kind="credit_note")
    client = sign_in("sophie")
    assert listed(client, f"?supplier={some.uuid}") == ["back", "new", "gone"]
    page = text(client.get(url("invoices") + f"?supplier={some.uuid}"))
    assert "The supplier owes" in page
    assert "<dd>€2.50" in page


def test_the_list_as_a_file(sign_in, some):
    lines = rows_of(sign_in("omar").get(url("invoices-table", "csv") + "?q=part"))
    assert lines == [
        [
            "Supplier",
            "Kind",
            "Number",
            "Date",
            "To be paid by",
            "Status",
            "Entry in the books",
            "Total with VAT",
            "Left to pay",
        ],
        [
            "Ascenseurs SA",
            "Invoice",
            "part",
            "2026-01-04",
            "",
            "Partly paid",
            "purchases 2026-2",
            "4.00",
            "1.00",
        ],
    ]


def test_from_a_draft_to_the_books(sign_in):
    client = sign_in("sophie")
    with inside():
        invoice = drafted()
    here = url("invoice", invoice.uuid)
    page = client.get(here)
    assert "Submit for approval" in text(page)
    page = client.post(url("invoice-submit", invoice.uuid), follow=True)
    assert said(page) == ["The invoice is submitted."]
    page = client.post(url("invoice-approve", invoice.uuid), follow=True)
    assert said(page) == ["The invoice is approved."]
    assert client.get(url("invoice-post", invoice.uuid)).status_code == 200
    page = client.post(url("invoice-post", invoice.uuid), follow=True)
    assert said(page) == ["The invoice is posted."]
    page = client.post(url("invoice-post", invoice.uuid), follow=True)
    assert said(page) == ["This invoice has been posted already."]
    assert client.get(url("invoice-cancel", invoice.uuid)).status_code == 200
    page = client.post(url("invoice-cancel", invoice.uuid), follow=True)
    assert said(page) == ["The invoice is cancelled by a mirror entry."]
    assert "This invoice was cancelled by mirror entry" in text(page)


def test_what_is_booked_leads_to_its_entries(sign_in):
    with inside():
        line = a_line("100.00", since=date(2026, 1, 1), until=date(2090, 1, 1))
        invoice = posted(line)
        payment = paid(D("100.00"), invoice)
        pay_invoices(payment, {invoice: D("100.00")})
        entries = [invoice.entry, payment]
        links = [
            reverse("finance:books-entry", args=["acacias", e.uuid]) for e in entries
        ]
    page = text(sign_in("omar").get(url("invoice", invoice.uuid)))
    # The invoice's own entry is named among the facts, and for the part of now.
    assert [page.count(f'href="{link}"') for link in links] == [2, 1]


def test_approved_and_posted_at_once(sign_in):
    with inside():
        invoice = submitted()
    client = sign_in("sophie")
    assert client.get(url("invoice-approve", invoice.uuid)).status_code == 200
    page = client.post(
        url("invoice-approve", invoice.uuid), {"post": "yes"}, follow=True
    )
    assert said(page) == ["The invoice is approved and posted."]
    assert "Pay invoices" in text(page)
    with inside():
        assert Invoice.objects.get().state == "posted"


def test_a_changed_account_is_confirmed_in_words(sign_in):
    with inside():
        zinc = supplier("Zinc SA", iban=IBAN)
        invoice = submitted(supplier=zinc, iban=OTHER_IBAN)
    client = sign_in("sophie")
    warning = (
        "The money would go to another account than before (BE68 5390 0754 7034). Ask "
        "the supplier by a number that you know, then confirm it."
    )
    assert warning in text(client.get(url("invoice", invoice.uuid)))
    address = url("invoice-approve", invoice.uuid)
    page = client.post(address)
    assert errors(page) == {"iban_confirmed": [warning]}
    page = client.post(address, {"iban_confirmed": "on"}, follow=True)
    assert said(page) == ["The invoice is approved."]
    with inside():
        assert Invoice.objects.get().iban_confirmed is True


def test_who_prepared_it_is_told_to_ask_another(sign_in):
    with inside():
        two_people()
        invoice = submitted(by=cast.user("sophie"))
    approve = url("invoice-approve", invoice.uuid)
    refused = "Who prepared an invoice does not approve it."
    page = text(sign_in("anna").get(url("invoice", invoice.uuid)))
    assert (approve in page, refused in page) == (True, False)
    sophie = sign_in("sophie")
    page = text(sophie.get(url("invoice", invoice.uuid)))
    assert (approve in page, refused in page) == (False, True)
    assert said(sophie.post(approve, follow=True)) == [refused]


def test_a_rejection_says_why(sign_in):
    with inside():
        invoice = submitted()
    client = sign_in("anna")
    address = url("invoice-reject", invoice.uuid)
    assert errors(client.post(address)) == {"reason": ["This field is required."]}
    page = client.post(address, {"reason": "Wrong key"}, follow=True)
    assert said(page) == ["The invoice is rejected."]
    assert "Rejected: Wrong key" in text(page)
    page = client.post(address, {"reason": "Again"}, follow=True)
    assert said(page) == ["This invoice has been rejected already."]


def test_a_draft_is_discarded(sign_in):
    with inside():
        invoice = drafted()
    client = sign_in("sophie")
    assert client.get(url("invoice-discard", invoice.uuid)).status_code == 200
    page = client.post(url("invoice-discard", invoice.uuid), follow=True)
    assert said(page) == ["The draft is discarded."]
    assert client.get(url("invoice-discard", invoice.uuid)).status_code == 404


def test_what_cannot_be_posted_says_why(sign_in):
    with inside():
        invoice = approved(a_line(key="lift"), date=date(2024, 1, 1))
        invoice.lines.first().key.versions.update(valid_from=date(2024, 1, 2))
    page = sign_in("sophie").post(url("invoice-post", invoice.uuid), follow=True)
    assert said(page) == ["The key “Lift” has no parts on the day of the entry."]


def test_a_later_day_is_explained_before_posting(sign_in):
    with inside():
        invoice = approved(date=date(2024, 5, 6))
        closed(2024)
    page = text(sign_in("sophie").get(url("invoice-post", invoice.uuid)))
    assert "The day of the invoice, 06/05/2024, takes no more costs" in page
    assert "It is booked on 01/01/2025." in page


def test_what_waits_is_shown_before_and_after(sign_in):
    years = {"since": date(2024, 11, 1), "until": date(2090, 11, 1)}
    with inside():
        invoice = approved(a_line("66.00", **years), date=date(2024, 11, 1))
    client = sign_in("sophie")
    before = text(client.get(url("invoice", invoice.uuid)))
    assert "01/01/2025 – 31/12/2025" in before
    client.post(url("invoice-post", invoice.uuid))
    after = text(client.get(url("invoice", invoice.uuid)))
    assert "Which period bears what of “Maintenance”" in after
    assert "Miscellaneous 2025-1</a>, 01/01/2025" in after
    assert "waits on 490" in after


def test_every_basis_is_told(sign_in):
    with inside():
        fixed = {cast.lot("A"): D("60.00"), cast.lot("B"): D("40.00")}
        invoice = posted(
            a_line("10.00", basis="lot", key=None, lot=cast.lot("C")),
            a_line(basis="fixed", key=None, fixed=fixed, occupant_percent=100),
            a_line("1.00", key="lift", from_reserve=True),
            reference="010806817183",
            iban=IBAN,
            decision="Budget 2026",
            due_on=timezone.localdate() + timedelta(days=30),
        )
        pay_invoices(paid(D("11.00"), invoice), {invoice: D("11.00")})
    page = text(sign_in("omar").get(url("invoice", invoice.uuid)))
    for words in (
        "lot C alone",
        "A: €60.00",
        "100 % borne by the occupant",
        "Paid by the reserve fund",
        "+++010/8068/17183+++",
        "BE68 5390 0754 7034",
        "Budget 2026",
        "€100.00",
        "Payments",
    ):
        assert words in page


# Vouchers


def test_every_co_owner_consults_what_is_booked_and_nothing_else(sign_in):
    with inside():
        booked = posted(number="1")
        waiting = attach_voucher(drafted(a_line("9.00"), number="2"), file=PDF, by=None)
    for name, status in (("sophie", 200), ("omar", 404), ("axel", 404), ("otto", 403)):
        answer = sign_in(name).get(url("invoice-voucher", waiting.uuid))
        assert (name, answer.status_code) == (name, status)
        if status == 200:
            assert b"".join(answer) == PDF.data
    for page in ("invoice-voucher", "invoice-xml"):
        assert sign_in("sophie").get(url(page, booked.uuid)).status_code == 404


def test_another_building_has_its_own(sign_in):
    with inside():
        invoice = posted()
    assert sign_in("stijn").get(url("invoice", invoice.uuid)).status_code == 404
    address = url("invoice", invoice.uuid).replace(cast.ACACIAS, cast.BELLEVUE)
    assert sign_in("stijn").get(address).status_code == 404
    with enter(cast.tenant(cast.BELLEVUE).pk, by=None):
        assert Invoice.objects.count() == 0


# Speed


def test_the_cost_of_a_page_does_not_grow(sign_in):
    def make(number):
        fixed = {cast.lot("A"): D("60.00"), cast.lot("B"): D("40.00")}
        lines = [
            line
            for _one in range(number)
            for line in (
                a_line("30.00", since=date(2025, 1, 1), until=date(2027, 1, 1)),
                a_line(basis="fixed", key=None, fixed=fixed),
            )
        ]
        made = {}
        makers = {"draft": drafted, "posted": posted, "asked": approved}
        for month, (what, maker) in enumerate(makers.items(), start=1):
            day = date(2025, month, number)
            made[what] = maker(*lines, number=f"{what}{number}", date=day)
        pay_invoices(paid(D("1.00"), made["posted"]), {made["posted"]: D("1.00")})
        return made

    def asked(made):
        return [
            url("invoices"),
            url("invoices-table", "csv"),
            url("invoice-new") + f"?supplier={made['draft'].supplier.uuid}",
            url("invoices") + f"?supplier={made['draft'].supplier.uuid}",
            url("invoice", made["posted"].uuid),
            url("invoice", made["draft"].uuid),
            url("invoice-edit", made["draft"].uuid),
            url("invoice-post", made["asked"].uuid),
            url("invoice-approve", made["asked"].uuid),
        ]

    found = []
    for number in (1, 3):
        with inside():
            made = make(number)
        found.append([cost for _page, cost in costs(sign_in, {"sophie": asked(made)})])
    assert found[0] == found[1]
    assert max(found[0]) <= 12


def test_rejected_ones_say_so_on_the_list(sign_in):
    with inside():
        reject_invoice(submitted(), reason="No", by=None)
    assert listed(sign_in("sophie"), "?status=rejected") == ["2026/1"]


def test_the_list_of_suppliers_leads_to_their_invoices(sign_in, some):
    client = sign_in("sophie")
    page = client.get(reverse("buildings:suppliers", args=[cast.ACACIAS]))
    [address] = next(one.pages for one in page.context["page"] if one == some)
    assert address in page.content.decode()
    assert [one.number for one in client.get(address).context["page"]] == ["gone"]


def test_the_history_tells_drafts_to_the_office_only(sign_in):
    with inside():
        draft = drafted(a_line("7.00"), number="Draft")
        posted(number="Booked")
    address = reverse("buildings:history", args=[cast.ACACIAS])
    office, council = (text(sign_in(name).get(address)) for name in ("sophie", "clara"))
    for found in (office, council):
        assert "The invoice Booked of Ascenseurs SA was posted" in found
    assert "The invoice Draft of Ascenseurs SA was entered." in office
    assert "An invoice was entered." in council
    assert "Draft" not in council
    page = reverse("buildings:history-of", args=[cast.ACACIAS, "invoice", draft.uuid])
    assert sign_in("sophie").get(page).status_code == 200
    assert sign_in("clara").get(page).status_code == 404
