"""The pages of payment files, direct debits and mandates."""

from decimal import Decimal

import pytest
from django.urls import reverse

from buildings.errors import NoSyndic
from buildings.models import Supplier
from finance.models import (
    Collection,
    DebitMandate,
    OrderedPayment,
    PaymentOrder,
)
from finance.refusals.orders import sentence
from finance.services.orders import give_up_order
from tests import cast
from tests.buildings.pages import costs, inside, rows_of, said, text
from tests.finance.factories import late
from tests.finance.invoices.making import IBAN, OTHER_IBAN, supplier
from tests.finance.orders.making import (
    CREDITOR,
    HIS_IBAN,
    collected,
    credited,
    in_days,
    mandate,
    mandate_list,
    may_collect,
    ordered,
    owed,
    today,
)
from tests.finance.pages import errors, url

D = Decimal


@pytest.fixture
def sophies(sign_in):
    return sign_in("sophie")


def asked(*invoices, **more):
    return {
        "execution_date": today().isoformat(),
        "bank_account": "551",
        "invoices": [one.uuid for one in invoices],
    } | more


def ticked(page):
    return [one.invoice.number for one, chosen, _yes in page.context["rows"] if chosen]


def test_invoices_are_chosen_and_ordered(sophies):
    with inside():
        one = owed(due_on=in_days(7))
        owed("20.00", number="later", due_on=in_days(8))
        note = credited("30.00")
        owed("5.00", number="unknown", of=supplier("Zinc SA"), iban="")
    page = sophies.get(url("order-new"))
    assert sorted(ticked(page)) == ["2026/1", "C1"]
    assert "No account number is known" in text(page)
    assert "because it lowers what its supplier is paid" in text(page)
    answer = sophies.post(url("order-new"), asked(one, note), follow=True)
    assert said(answer) == ["The payment file is made: send it to the bank."]
    assert answer.context["shown"].total == D("70.00")
    with inside():
        order = PaymentOrder.objects.get()
    assert answer.request["PATH_INFO"] == url("order", order.uuid)
    assert order.created_by == cast.user("sophie")
    file = sophies.get(url("order-file", order.uuid))
    assert b"<InstdAmt" in b"".join(file)
    assert f"payments-{today()}.xml" in file["Content-Disposition"]
    rows = rows_of(sophies.get(url("order-table", order.uuid, "csv")))
    assert rows[1:] == [["Ascenseurs SA", "2026/1", IBAN, "2026/1", "Ordered", "70.00"]]


def test_a_second_click_orders_nothing(sophies):
    with inside():
        one = owed()
    sophies.post(url("order-new"), asked(one))
    again = sophies.post(url("order-new"), asked(one))
    [error] = errors(again)["invoices"]
    assert error.startswith("Something changed meanwhile")
    with inside():
        assert OrderedPayment.objects.count() == 1


def test_another_account_is_ticked_by_itself(sophies):
    with inside():
        ordered(owed(of=supplier("Zinc SA", iban=IBAN), iban=""))
        Supplier.objects.filter(name="Zinc SA").update(iban=OTHER_IBAN)
        one = owed("20.00", number="2", of=supplier("Zinc SA"), iban="")
    page = sophies.get(url("order-new"))
    assert ticked(page) == []
    assert "2: this is another account than before." in text(page)
    refused = sophies.post(url("order-new"), asked(one))
    [error] = refused.context["form"].non_field_errors()
    assert error.startswith("Invoice 2 of Zinc SA would be paid to another account")
    assert ticked(refused) == ["2"]
    sophies.post(url("order-new"), asked(one, confirmed=[one.uuid]))
    with inside():
        assert OrderedPayment.objects.latest("pk").iban == OTHER_IBAN


def test_nothing_to_pay(sophies):
    assert "No invoice waits to be paid." in text(sophies.get(url("order-new")))
    assert "No payment file has been made yet." in text(sophies.get(url("orders")))
    refused = sophies.post(url("order-new"), {"execution_date": "2199-01-01"})
    assert errors(refused) == {
        "execution_date": ["Choose a day within a year."],
        "bank_account": ["This field is required."],
        "invoices": ["Choose an invoice at least."],
    }


def test_a_file_is_given_up(sophies):
    with inside():
        order = ordered(owed())
    page = sophies.get(url("order-give-up", order.uuid))
    assert "the bank has paid 0.00" in text(page).replace("€", "").replace(",", ".")
    given_up = sophies.post(url("order-give-up", order.uuid), follow=True)
    assert said(given_up) == ["The payment file is given up."]
    again = sophies.post(url("order-give-up", order.uuid), follow=True)
    assert said(again) == ["This payment file has been given up already."]
    assert "Do not send it to the bank." in text(again)


def test_the_invoice_says_where_it_waits(sophies, sign_in):
    with inside():
        one = owed()
        order = ordered(one)
    assert url("order", order.uuid) in text(sophies.get(url("invoice", one.uuid)))
    assert sophies.get(url("invoices") + "?status=ordered").context["page"][0] == one
    omars = sign_in("omar").get(url("invoice", one.uuid))
    assert "Payment ordered" in text(omars)
    assert url("order", order.uuid) not in text(omars)
    with inside():
        give_up_order(order, by=None)
    page = text(sophies.get(url("invoice", one.uuid)))
    assert url("order", order.uuid) not in page


def test_the_pages_cost_the_same_however_long(sign_in):
    addresses = [
        *map(url, ("orders", "order-new", "collections", "mandates")),
        url("collection-new") + f"?on={in_days(60)}",
    ]
    found = []
    for number in (1, 2, 3):
        with inside():
            late("600.00")
            mandate(f"H{number}")
            firm = supplier(f"Firm {number}", iban=IBAN)
            chosen = [
                owed(f"{one}.00", number=f"{one}", of=firm)
                for one in range(10, 10 + number)
            ]
            order = ordered(*chosen)
            made = collected(*mandate_list())
            owed("2.00", number="C", of=firm)
        late_pages = [url("order", order.uuid), url("collection", made.uuid)]
        pages = {"sophie": [*addresses, *late_pages]}
        found.append([cost for _page, cost in costs(sign_in, pages)])
    assert found[0] == found[2]
    assert max(found[2]) <= 12


# Direct debits


def signed(**more):
    return {
        "debtor": "Omar Haddad",
        "iban": "BE96 3701 2162 0105",
        "signed_on": today().isoformat(),
        "reference": "",
    } | more


@pytest.fixture
def h1(db):
    with inside():
        return cast.holding("H1")


def test_only_its_holder_reads_of_a_mandate(sign_in):
    with inside():
        made, h1 = mandate("H1"), cast.holding("H1").uuid
    assert made.reference in text(sign_in("omar").get(url("account")))
    assert made.reference not in text(sign_in("clara").get(url("account")))
    page = text(sign_in("axel").get(url("holder-account", h1)))
    assert made.reference not in page


def test_a_mandate_is_recorded_and_revoked(sophies, h1):
    assert url("mandate-new", h1.uuid) in text(
        sophies.get(url("holder-account", h1.uuid))
    )
    answer = sophies.post(url("mandate-new", h1.uuid), signed(), follow=True)
    assert said(answer) == ["The mandate is recorded."]
    with inside():
        made = DebitMandate.objects.get()
    assert made.iban == HIS_IBAN
    account = text(sophies.get(url("holder-account", h1.uuid)))
    assert made.reference in account
    assert url("mandate-new", h1.uuid) not in account
    rows = rows_of(sophies.get(url("mandates-table", "csv")))
    assert rows[1][1:4] == [made.reference, "Omar Haddad", HIS_IBAN]
    assert made.reference in text(sophies.get(url("mandate-revoke", made.uuid)))
    gone = sophies.post(url("mandate-revoke", made.uuid), follow=True)
    assert said(gone) == ["The mandate is revoked."]
    again = sophies.post(url("mandate-revoke", made.uuid), follow=True)
    assert said(again) == ["This mandate has been revoked already."]


@pytest.mark.parametrize(
    ("sent", "found"),
    [
        ({"iban": "BE96"}, ["iban"]),
        ({"signed_on": "2199-01-01"}, ["signed_on"]),
        ({"reference": "né"}, ["reference"]),
        ({"reference": "OF-CLARA"}, ["reference"]),
        ({"debtor": ""}, ["debtor"]),
    ],
)
def test_what_a_mandate_cannot_say(sophies, h1, sent, found):
    with inside():
        mandate("H2", reference="OF-CLARA")
    refused = sophies.post(url("mandate-new", h1.uuid), signed(**sent))
    assert list(errors(refused)) == found


def test_one_mandate_at_a_time(sophies, h1):
    sophies.post(url("mandate-new", h1.uuid), signed())
    refused = sophies.post(url("mandate-new", h1.uuid), signed())
    assert refused.context["form"].non_field_errors() == [
        "This account holder already has a mandate: revoke it first."
    ]


def test_what_is_due_is_collected(sophies):
    with inside():
        late("600.00")
        one = mandate()
        may_collect()
    page = sophies.get(url("collection-new"))
    [(found, chosen)] = page.context["rows"]
    assert (found.amount, chosen) == (D("300.00"), True)
    day = in_days(20).isoformat()
    answer = sophies.post(
        url("collection-new"), {"on": day, "mandates": [one.uuid]}, follow=True
    )
    assert said(answer) == [
        "The direct debits are made and announced: send the file to the bank."
    ]
    with inside():
        made = Collection.objects.get()
    assert (made.date, made.created_by) == (in_days(20), cast.user("sophie"))
    assert CREDITOR.encode() in b"".join(sophies.get(url("collection-file", made.uuid)))
    rows = rows_of(sophies.get(url("collection-table", made.uuid, "csv")))
    assert rows[1][2:] == [HIS_IBAN, "yes", "no", "", "300.00"]
    again = sophies.post(url("collection-new"), {"on": day, "mandates": [one.uuid]})
    [error] = errors(again)["mandates"]
    assert error.startswith("Something changed meanwhile")


def test_nobody_is_told_too_late(sophies):
    day = in_days(13).isoformat()
    page = sophies.get(url("collection-new") + f"?on={day}")
    [error] = page.context["day_form"].errors["on"]
    assert error.startswith("Who pays is told 14 days before")
    assert page.context["on"] == in_days(14)
    with inside():
        late("600.00")
        one = mandate()
        may_collect()
    refused = sophies.post(url("collection-new"), {"on": day, "mandates": [one.uuid]})
    assert list(errors(refused)) == ["on"]


def test_without_an_identifier_the_settings_are_shown(sophies):
    with inside():
        late("600.00")
        one = mandate()
    assert url("book-settings") in text(sophies.get(url("collections")))
    day = in_days(14).isoformat()
    refused = sophies.post(url("collection-new"), {"on": day, "mandates": [one.uuid]})
    [error] = refused.context["form"].non_field_errors()
    assert error.startswith("Write the creditor identifier")


def test_direct_debits_are_given_up(sophies):
    with inside():
        late("600.00")
        mandate()
        one = collected(*mandate_list())
    assert "300.00" in text(sophies.get(url("collection-give-up", one.uuid))).replace(
        ",", "."
    )
    given_up = sophies.post(url("collection-give-up", one.uuid), follow=True)
    assert said(given_up) == ["The direct debits are given up."]
    again = sophies.post(url("collection-give-up", one.uuid), follow=True)
    assert said(again) == ["These direct debits have been given up already."]


def test_empty_lists(sophies):
    assert "Nothing has been collected yet." in text(sophies.get(url("collections")))
    assert "Nobody has signed a mandate yet." in text(sophies.get(url("mandates")))
    assert "Nobody with a mandate owes anything" in text(
        sophies.get(url("collection-new"))
    )


def test_the_history_tells_sums_to_who_pays_only(sign_in):
    with inside():
        ordered(owed())
        mandate("H1", reference="OF-OMAR")
    history = reverse("buildings:history", args=[cast.ACACIAS])
    page = text(sign_in("sophie").get(history))
    assert "A payment file of 1 payments" in page
    assert "The mandate OF-OMAR for direct debits was recorded." in page
    page = text(sign_in("clara").get(history))
    assert "A payment file was made." in page
    assert "OF-OMAR" not in page


def test_without_a_syndic_nobody_announces():
    assert sentence(NoSyndic(None)).startswith("No firm has a mandate today")
