"""Typing an invoice: what is left out, what is wrong, and where that is said."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from buildings.models import Supplier
from finance.models import Invoice, InvoiceLine, MeterGroup
from tests import cast
from tests.buildings.pages import inside, said
from tests.finance.invoices.making import a_line, drafted, posted, supplier, works
from tests.finance.invoices.pages import key, row, sent
from tests.finance.pages import errors, url

D = Decimal


@pytest.fixture
def enter(sign_in):
    """``enter(data)`` sends the form as Sophie."""
    client = sign_in("sophie")

    def send(data):
        return client.post(url("invoice-new"), data)

    send.client = client
    return send


def line_errors(page):
    return [form.errors for form in page.context["rows"].forms]


def lines():
    with inside():
        found = InvoiceLine.objects.select_related("account", "key", "lot", "meters")
        return list(found.prefetch_related("fixed__lot"))


def test_an_invoice_of_a_new_supplier(enter):
    page = enter(
        sent(
            row("80,00", vat_rate="21", since="2026-01-01", last_day="2026-12-31"),
            row("20,00", label="", divided_by=key("lift"), vat_rate="6", vat="1,00"),
            {},
            new_kbo="0403.170.701",
            iban="BE68 5390 0754 7034",
            reference="+++010/8068/17183+++",
            due_on="2027-01-15",
        )
    )
    with inside():
        [invoice] = Invoice.objects.select_related("supplier", "prepared_by")
        assert page.url == url("invoice", invoice.uuid)
    assert (invoice.supplier.name, invoice.supplier.kbo) == (
        "Ascenseurs SA",
        "0403170701",
    )
    assert (invoice.state, invoice.total, invoice.reference, invoice.iban) == (
        "draft",
        D("100.00"),
        "010806817183",
        "BE68539007547034",
    )
    assert invoice.supplier.iban == ""
    assert invoice.prepared_by.email == "sophie@example.org"
    first, second = lines()
    assert (first.vat, first.since, first.until, first.key.code) == (
        D("13.88"),
        date(2026, 1, 1),
        date(2027, 1, 1),
        "shares",
    )
    assert (second.vat, second.key.code) == (D("1.00"), "lift")
    assert second.label == "Maintenance contract for fire protection"
    assert (first.occupant_percent, second.occupant_percent) == (100, 100)


def test_what_is_left_out_is_as_on_the_last_invoice(enter):
    with inside():
        drafted(
            a_line(
                "1.00", code="6100003", key="lift", occupant_percent=30, vat_rate="6"
            ),
            number="1",
        )
    data = sent(
        {"label": "Repair", "amount": "100"}, new_name="", supplier="ascenseurs sa"
    )
    assert enter(data).status_code == 302
    line = lines()[-1]
    assert (line.account.code, line.key.code, line.vat_rate, line.occupant_percent) == (
        "6100003",
        "lift",
        "6",
        30,
    )


def test_what_happens_without_a_supplier_or_a_last_invoice_is_said(enter):
    page = " ".join(enter.client.get(url("invoice-new")).content.decode().split())
    optional = '<span class="optional">(optional)</span>'
    assert ('for="id_supplier">Supplier</label>' in page) is True
    assert f'for="id_new_name">Name of a new supplier {optional}</label>' in page
    assert "or name a new one below." in page
    assert "Without a last invoice: Shares of the deed." in page


def test_of_a_stranger_the_account_is_asked(enter):
    page = enter(sent({"label": "Repair", "amount": "100"}))
    assert line_errors(page) == [
        {"account": ["Choose an account: nothing is known of this supplier yet."]}
    ]


def test_private_costs_have_an_account(enter):
    assert enter(sent(row(account="", divided_by="lot", lot="b"))).status_code == 302
    [line] = lines()
    assert (line.account.code, line.lot.code, line.key) == ("6430000", "B", None)


def test_by_meters_and_again_by_meters(enter):
    with inside():
        water = MeterGroup.objects.create(name="Water", unit="m3")
    data = sent(row(divided_by=f"meters:{water.uuid}"))
    page = enter(data)
    again = {"new_name": "", "supplier": "Ascenseurs SA", "number": "2", "total": "7"}
    assert enter(sent({"label": "More", "amount": "7"}, **again)).status_code == 302
    assert [(line.basis, line.meters, line.key) for line in lines()] == [
        ("meters", water, None),
        ("meters", water, None),
    ]
    edited = enter.client.get(f"{page.url}edit/").context["rows"].forms[0]
    assert edited["divided_by"].value() == f"meters:{water.uuid}"


def test_fixed_amounts_by_lot(enter):
    data = sent(row(divided_by="fixed", fixed="A 60,00\n\nB: 40"))
    assert enter(data).status_code == 302
    [line] = lines()
    assert [(one.lot.code, one.amount) for one in line.fixed.all()] == [
        ("A", D("60.00")),
        ("B", D("40.00")),
    ]


def test_works_and_the_reserve_fund(enter):
    with inside():
        roof = works()
    page = enter(
        sent(
            row("60,00", account="671", works=str(roof.uuid)),
            row("40,00", from_reserve="on"),
        )
    )
    assert page.status_code == 302
    first, second = lines()
    assert (first.works_id, first.from_reserve) == (roof.pk, False)
    assert (second.works_id, second.from_reserve) == (None, True)


TOMORROW = (timezone.localdate() + timedelta(days=1)).isoformat()


@pytest.mark.parametrize(
    ("changes", "said_at"),
    [
        ({"date": TOMORROW}, {"date": ["This day has not come yet."]}),
        (
            {"date": "2026-02-01", "due_on": "2026-01-31"},
            {"due_on": ["An invoice is not due before it was written."]},
        ),
        ({"number": ""}, {"number": ["This field is required."]}),
        ({"total": "0"}, {"total": ["The amount must be more than zero."]}),
        (
            {"total": "99,99"},
            {"total": ["The lines make €0.01 more than the total."]},
        ),
        (
            {"total": "100,01"},
            {"total": ["The lines make €0.01 less than the total."]},
        ),
        (
            {"iban": "BE68 5390 0754 7035"},
            {"iban": ["“BE68 5390 0754 7035” is not an IBAN: check its digits."]},
        ),
        (
            {"reference": "+++010/8068/17184+++"},
            {
                "reference": [
                    "The check digits of this structured communication are wrong."
                ]
            },
        ),
        (
            {"new_name": ""},
            {
                "supplier": [
                    "Choose a supplier of the list, or name a new one: not both."
                ]
            },
        ),
        (
            {"supplier": "Zinc SA"},
            {
                "supplier": [
                    "Choose a supplier of the list, or name a new one: not both."
                ]
            },
        ),
        (
            {"supplier": "Nobody"},
            {"supplier": ["“Nobody” is not in the list: choose one of its lines."]},
        ),
        (
            {"new_name": "zinc sa"},
            {"new_name": ["There already is a supplier of this name."]},
        ),
        (
            {"new_kbo": "0403170701"},
            {"new_kbo": ["Another supplier has this KBO number: Zinc SA."]},
        ),
        (
            {"new_kbo": "1"},
            {"new_kbo": ["“1” is not a KBO number: check its ten digits."]},
        ),
    ],
)
def test_what_is_wrong_is_said_at_its_field(enter, changes, said_at):
    with inside():
        supplier("Zinc SA", kbo="0403170701")
    page = enter(sent(**changes))
    assert errors(page) == said_at
    with inside():
        assert (Invoice.objects.count(), Supplier.objects.count()) == (0, 1)


@pytest.mark.parametrize(
    ("changes", "said_at"),
    [
        ({"amount": "0"}, {"amount": ["A line of 0.00 is no line."]}),
        ({"amount": ""}, {"amount": ["This field is required."]}),
        (
            {"amount": "1.000"},
            {
                "amount": [
                    "Write at most two decimals: an amount has no parts of a cent."
                ]
            },
        ),
        ({"vat": "100,01"}, {"vat": ["The VAT is a part of the amount."]}),
        ({"vat": "-0,01"}, {"vat": ["The VAT is a part of the amount."]}),
        (
            {"account": "701"},
            {"account": ["“701” is not in the list: choose one of its lines."]},
        ),
        (
            {"account": "6816001"},
            {"account": ["“6816001” is not in the list: choose one of its lines."]},
        ),
        (
            {"account": "671"},
            {
                "__all__": [
                    (
                        "Works with calls of their own are booked on an account that "
                        "begins with 67, and only they are."
                    )
                ]
            },
        ),
        (
            {"since": "2026-01-01"},
            {"last_day": ["A period has a first and a last day."]},
        ),
        (
            {"last_day": "2026-01-01"},
            {"since": ["A period has a first and a last day."]},
        ),
        (
            {"since": "2026-01-02", "last_day": "2026-01-01"},
            {"last_day": ["The last day lies before the first one."]},
        ),
        ({"divided_by": "lot"}, {"lot": ["Choose the lot that bears this cost."]}),
        ({"divided_by": "fixed"}, {"fixed": ["Write what each lot bears."]}),
        (
            {"divided_by": "fixed", "fixed": "A 50\nZ 50"},
            {"fixed": ["Line 2: there is no lot “Z”."]},
        ),
        (
            {"divided_by": "fixed", "fixed": "A 50\nA 50"},
            {"fixed": ["Line 2: lot A stands here twice."]},
        ),
        (
            {"divided_by": "fixed", "fixed": "A fifty"},
            {"fixed": ["Line 1: write a lot and an amount, such as “A12 150,00”."]},
        ),
        (
            {"divided_by": "fixed", "fixed": "A 50\nB 49,99"},
            {"fixed": ["The amounts by lot make €0.01 less than the line."]},
        ),
        (
            {"divided_by": "fixed", "fixed": "A 50\nB 50,01"},
            {"fixed": ["The amounts by lot make €0.01 more than the line."]},
        ),
        (
            {"occupant_percent": "101"},
            {"occupant_percent": ["Ensure this value is less than or equal to 100."]},
        ),
    ],
)
def test_what_is_wrong_in_a_line_is_said_there(enter, changes, said_at):
    page = enter(sent(row(**changes)))
    assert line_errors(page) == [said_at]
    with inside():
        assert Invoice.objects.count() == 0


def test_an_invoice_has_a_line(enter):
    page = enter(sent({}))
    assert page.context["rows"].non_form_errors() == ["Write a line at least."]


def test_a_double_is_confirmed_by_a_tick(enter):
    with inside():
        first = posted(a_line("50.00"), number="2026/1")
    data = sent(new_name="", supplier="Ascenseurs SA")
    page = enter(data)
    assert errors(page) == {
        "__all__": [
            (
                "This document may have been entered already. Look at what was found, "
                "and say below if it is another one."
            )
        ]
    }
    assert [one.pk for one in page.context["forms"].found] == [first.pk]
    assert url("invoice", first.uuid) in page.content.decode()
    assert enter(data | {"duplicate_confirmed": "on"}).status_code == 302
    with inside():
        confirmed = Invoice.objects.values_list("duplicate_confirmed", flat=True)
        assert sorted(confirmed) == [False, True]


def test_a_draft_is_changed(sign_in):
    with inside():
        roof = works()
        invoice = drafted(
            a_line("60.00", code="671", works=roof, label="Tiles"),
            a_line(
                "40.00",
                basis="fixed",
                key=None,
                fixed={cast.lot("A"): D("40.00")},
                since=date(2026, 1, 1),
                until=date(2026, 2, 1),
            ),
        )
    client = sign_in("sophie")
    address = url("invoice-edit", invoice.uuid)
    page = client.get(address)
    shown = page.context["rows"].forms
    assert [form["works"].value() for form in shown[:2]] == [str(roof.uuid), ""]
    assert (shown[1]["fixed"].value(), shown[1]["last_day"].value()) == (
        "A 40.00",
        date(2026, 1, 31),
    )
    data = sent(row("30,00"), {}, new_name="", supplier="Ascenseurs SA", total="30")
    assert said(client.post(address, data, follow=True)) == ["The draft is saved."]
    [line] = lines()
    assert (line.amount, line.account.code) == (D("30.00"), "6100001")
    assert client.get(url("invoice-edit", invoice.uuid)).status_code == 200


def test_the_form_begins_as_the_last_invoice_of_a_supplier(sign_in):
    with inside():
        one = drafted(a_line("10.00", key="lift")).supplier
    page = sign_in("sophie").get(url("invoice-new") + f"?supplier={one.uuid}")
    assert page.context["form"]["supplier"].value() == "Ascenseurs SA"
    first = page.context["rows"].forms[0]
    assert (first["account"].value(), first["divided_by"].value()) == (
        "6100001 Maintenance contract for fire protection",
        key("lift"),
    )
    assert first["amount"].value() is None


@pytest.mark.parametrize("asked", ["nonsense", "00000000-0000-0000-0000-000000000000"])
def test_a_supplier_who_is_none_is_nobody(sign_in, asked):
    page = sign_in("sophie").get(url("invoice-new") + f"?supplier={asked}")
    assert page.status_code == 200
    assert page.context["form"]["supplier"].value() is None
