"""The pages of a sale: five steps, deadlines in words, every amount before it is booked."""

from datetime import timedelta

import pytest

from buildings import services as buildings
from buildings.queries import holders_on
from finance.models import GuestLink, MeterReading, Sale, SaleDocument
from finance.queries.sales import sale_state
from finance.services.sales import give_up_sale
from koprogo.notifications.models import Delivery
from tests import cast
from tests.buildings.pages import (
    actions,
    inside,
    refused,
    rows_of,
    said,
    statements,
    text,
)
from tests.finance.factories import issued, item, late
from tests.finance.pages import errors, url
from tests.finance.sales.making import (
    NOTARY,
    carried_out,
    days_ago,
    handed_over,
    made,
    planned,
    requested,
    shared,
    started,
    today,
)
from tests.finance.sales.test_burdens import adopted
from tests.finance.sales.test_deed import a_meter, funded


@pytest.fixture
def sophie(sign_in):
    return sign_in("sophie")


def prepare(make):
    with inside():
        return make()


def test_from_the_first_question_to_the_carried_out_sale(sophie):
    prepare(funded)
    prepare(a_meter)
    with inside():
        lot, garage = cast.lot("A"), cast.lot("K")
    page = sophie.get(url("sale-new"), {"lot": "A"})
    assert "Seller: Omar Haddad" in text(page)
    page = sophie.post(
        f"{url('sale-new')}?lot=A", {"lots": [str(lot.uuid), str(garage.uuid)]}
    )
    sale = prepare(Sale.objects.get)
    assert page["Location"] == url("sale-notary", sale.uuid)
    assert "Maître" not in text(sophie.get(page["Location"]))
    page = sophie.post(page["Location"], NOTARY)
    assert page["Location"] == url("sale", sale.uuid)
    page = sophie.post(
        url("sale-request", sale.uuid),
        {"paragraph": "1", "requested_on": days_ago(3).isoformat()},
    )
    document = prepare(SaleDocument.objects.get)
    assert page["Location"] == url("sale-document-make", sale.uuid, document.uuid)
    assert "No legal proceedings are pending." in text(sophie.get(page["Location"]))
    page = sophie.post(page["Location"], {"proceedings": "on"}, follow=True)
    assert said(page) == ["The document is made."]
    assert "12 days left" in text(page)
    page = sophie.get(url("sale-document-hand-over", sale.uuid, document.uuid))
    assert "etude@dubois.example" in text(page)
    page = sophie.post(
        url("sale-document-hand-over", sale.uuid, document.uuid), follow=True
    )
    assert said(page) == ["The document is handed over."]
    assert "Handed over" in text(page)
    assert prepare(Delivery.objects.get).address == "etude@dubois.example"
    page = sophie.post(
        url("sale-deed", sale.uuid),
        {
            "kind": "person",
            "last_name": "Peeters",
            "language": "nl",
            "contract_on": days_ago(9).isoformat(),
            "deed_on": days_ago(1).isoformat(),
        },
    )
    assert page["Location"] == url("sale-carry-out", sale.uuid)
    page = sophie.get(page["Location"])
    html = text(page)
    for expected in ("Peeters", "€800.01", "Water, meter W1 of lot A (m³)"):
        assert expected in html
    form = page.context["form"]
    [meter] = form.meters
    page = sophie.post(
        url("sale-carry-out", sale.uuid),
        {
            "due_on": (today() + timedelta(days=20)).isoformat(),
            "seen": form["seen"].value(),
            meter: "12.5",
        },
        follow=True,
    )
    assert said(page) == ["The sale is carried out."]
    assert "Carried out" in text(page)
    with inside():
        sale.refresh_from_db()
        assert holders_on(today())[lot.pk] == sale.buyer_id
        assert str(MeterReading.objects.get().value) == "12.500"
    assert actions() == [
        "sale.started",
        "sale.changed",
        "sale.document_requested",
        "sale.document_made",
        "sale.document_sent",
        "sale.shared",
        "owner.created",
        "holding.created",
        "sale.planned",
        "meters.read",
        "lot.handed_over",
        "lot.handed_over",
        "sale.carried_out",
    ]


def test_the_first_step_asks_for_a_lot(sophie):
    assert "Lot that is sold" in text(sophie.get(url("sale-new")))
    assert list(refused(sophie.get(url("sale-new"), {"lot": "Z9"}))) == ["lot"]
    page = sophie.post(f"{url('sale-new')}?lot=A", {})
    assert list(errors(page)) == ["lots"]


def test_a_lot_of_nobody_and_a_lot_in_a_sale(sophie):
    with inside():
        empty = buildings.create_lot(code="X", shares=0, by=None)
        lot = cast.lot("A")
        started("A")
    page = sophie.post(f"{url('sale-new')}?lot=X", {"lots": [str(empty.uuid)]})
    assert "Nobody holds this lot." in text(page)
    assert errors(page)["lots"] == ["Lot X has no holder today: nobody can sell it."]
    page = sophie.post(f"{url('sale-new')}?lot=A", {"lots": [str(lot.uuid)]})
    assert errors(page)["lots"] == ["A sale of lot A is under way already."]


def test_requests_that_cannot_be(sophie):
    sale = prepare(started)
    address = url("sale-request", sale.uuid)
    tomorrow = {"paragraph": "1", "requested_on": days_ago(-1).isoformat()}
    page = sophie.post(address, tomorrow)
    assert errors(page)["requested_on"] == ["A request of that day has not come yet."]
    sophie.post(address, tomorrow | {"requested_on": today().isoformat()})
    page = sophie.post(address, tomorrow | {"requested_on": today().isoformat()})
    assert errors(page)["requested_on"] == ["This request is noted already."]


def test_deadlines_in_words(sophie):
    def late_and_urgent():
        sale = started("A")
        requested(sale, ago=17)
        requested(sale, "2", ago=30)
        requested(sale, "2", ago=29)
        return sale

    sale = prepare(late_and_urgent)
    for address in (
        url("sale", sale.uuid),
        url("sales"),
        f"/b/{cast.ACACIAS}/",
    ):
        html = text(sophie.get(address))
        for words in ("2 days late", "Due today", "1 day left"):
            assert words in html


def test_the_overview_of_others_says_nothing_of_sales(sign_in):
    prepare(lambda: requested(started("A")))
    for name in ("clara", "axel"):
        assert "Notaries wait" not in text(sign_in(name).get(f"/b/{cast.ACACIAS}/"))
    assert "Notaries wait" in text(sign_in("amir").get(f"/b/{cast.ACACIAS}/"))


def test_a_document_by_hand_and_without_a_file(sophie):
    def asked():
        return requested(started(notary_email=""))

    document = prepare(asked)
    address = url("sale-document-hand-over", document.sale.uuid, document.uuid)
    assert "is not known" in text(sophie.get(address))
    page = sophie.post(address, {"by": "hand"}, follow=True)
    assert said(page) == ["Make the document first."]
    download = url("sale-document-file", document.sale.uuid, document.uuid)
    assert sophie.get(download).status_code == 404
    prepare(lambda: made(document))
    page = sophie.post(address, follow=True)
    assert said(page) == ["The e-mail address of the notary is not known."]
    page = sophie.post(address, {"by": "hand"}, follow=True)
    assert said(page) == ["The document is handed over."]
    assert sophie.get(download).getvalue().startswith(b"%PDF-")


def test_links_on_the_page(sophie):
    link = prepare(shared)
    page = sophie.get(url("sale", link.sale))
    assert "opened 0 times" in text(page)
    revoke = url("sale-link-revoke", link.sale, link.uuid)
    assert said(sophie.post(revoke, follow=True)) == [
        "The link opens nothing any more."
    ]
    page = sophie.post(revoke, follow=True)
    assert said(page) == ["This link was withdrawn already."]
    assert "Withdrawn" in text(page)
    page = sophie.post(url("sale-share", link.sale), follow=True)
    assert said(page) == ["A new link is on its way to the notary."]
    assert GuestLink.objects.filter(revoked_at=None).count() == 1


def test_a_sale_given_up_sends_nothing(sophie):
    sale = prepare(started)
    html = text(sophie.get(url("sale-give-up", sale.uuid)))
    assert "The sale of A does not take place" in html
    page = sophie.post(url("sale-give-up", sale.uuid), follow=True)
    assert said(page) == ["The sale is given up."]
    page = sophie.post(url("sale-give-up", sale.uuid), follow=True)
    assert said(page)[0].startswith("This sale was carried out or given up")
    page = sophie.post(url("sale-share", sale.uuid), follow=True)
    assert said(page)[0].startswith("This sale was carried out or given up")
    for name in ("sale-notary", "sale-deed", "sale-carry-out", "sale-request"):
        assert sophie.get(url(name, sale.uuid)).status_code == 404


def test_a_document_of_a_closed_sale_is_not_made(sophie):
    def closed():
        document = requested(started())
        give_up_sale(document.sale, by=None)
        return document

    document = prepare(closed)
    address = url("sale-document-make", document.sale.uuid, document.uuid)
    page = sophie.post(address, follow=True)
    assert said(page)[0].startswith("This sale was carried out or given up")


# The deed


def test_who_buys(sophie, sign_in):
    sale = prepare(started)
    address = url("sale-deed", sale.uuid)
    deed = {"deed_on": today().isoformat(), "kind": "person", "language": "nl"}
    assert list(errors(sophie.post(address, deed))) == ["buyer"]
    both = deed | {"buyer": "H2", "last_name": "Peeters"}
    assert list(errors(sophie.post(address, both))) == ["buyer"]
    page = sophie.post(address, deed | {"buyer": "H1"})
    assert errors(page)["deed_on"] == ["Seller and buyer are the same."]
    page = sophie.post(address, deed | {"buyer": "nobody"})
    assert list(errors(page)) == ["buyer"]
    # An accountant changes nothing of the register: he chooses.
    anna = sign_in("anna")
    assert "last_name" not in anna.get(address).context["form"].fields
    assert list(errors(anna.post(address, deed))) == ["buyer"]
    assert anna.post(address, deed | {"buyer": "H2"}).status_code == 302


def test_nothing_is_carried_out_before_the_deed_is_known(sophie):
    sale = prepare(started)
    page = sophie.get(url("sale-carry-out", sale.uuid))
    assert page["Location"] == url("sale-deed", sale.uuid)


def test_a_deed_to_come_is_shown_and_not_carried_out(sophie):
    sale = prepare(lambda: planned("A", ago=-3))
    page = sophie.get(url("sale-carry-out", sale.uuid))
    assert "The day of the deed has not come" in text(page)
    assert "Confirm" not in text(page)
    page = sophie.get(url("sale", sale.uuid))
    assert "within 20 working days" in text(page)


def test_what_has_changed_is_shown_anew(sophie):
    sale = prepare(lambda: planned("A"))
    page = sophie.get(url("sale-carry-out", sale.uuid))
    seen = page.context["form"]["seen"].value()
    prepare(funded)
    body = {"seen": seen, "due_on": today().isoformat()}
    page = sophie.post(url("sale-carry-out", sale.uuid), body, follow=True)
    assert said(page) == [
        "Something has changed meanwhile: look at the amounts once more."
    ]
    past = body | {"due_on": days_ago(1).isoformat()}
    page = sophie.post(url("sale-carry-out", sale.uuid), past)
    assert errors(page)["due_on"] == ["Nobody can pay in the past."]


def test_undoing(sophie):
    sale = prepare(lambda: planned("A"))
    page = sophie.get(url("sale-undo", sale.uuid))
    assert page["Location"] == url("sale", sale.uuid)
    page = sophie.post(url("sale-undo", sale.uuid), follow=True)
    assert said(page) == ["This sale was not carried out."]
    prepare(lambda: carried_out(sale))
    assert "Undo it" in text(sophie.get(url("sale-undo", sale.uuid)))
    page = sophie.post(url("sale-undo", sale.uuid), follow=True)
    assert said(page) == ["The sale is undone."]
    with inside():
        assert sale_state(Sale.objects.get()) == "undone"


def test_the_notary_told_the_deed(sophie):
    sale = prepare(lambda: planned("A", ago=3))
    address = url("sale-told", sale.uuid)
    page = sophie.post(address, follow=True)
    assert said(page) == ["Write the day on which the notary told the deed."]
    page = sophie.post(address, {"told_on": days_ago(4).isoformat()}, follow=True)
    assert said(page) == [
        "The notary tells a deed on its day or later, and not in the future."
    ]
    page = sophie.post(address, {"told_on": today().isoformat()}, follow=True)
    assert said(page) == ["It is noted."]


# Lists


def test_the_list_as_a_file(sophie):
    def sales():
        requested(started("A", "K"), ago=2)
        carried_out(planned("B", ago=4))
        give_up_sale(started("C"), by=None)

    prepare(sales)
    header, *rows = rows_of(sophie.get(f"/b/{cast.ACACIAS}/sales.csv"))
    assert header[0] == "Lots"
    assert [(row[0], row[1], row[2], row[6]) for row in rows] == [
        ("C", "Jean Moreau & Fatima El Idrissi", "", "Given up"),
        ("B", "Clara Élise", "Peeters", "Carried out"),
        ("A, K", "Omar Haddad", "", "Under way"),
    ]
    assert rows[2][7] == (days_ago(2) + timedelta(days=15)).isoformat()
    assert "No sale of a lot" not in text(sophie.get(url("sales")))


def test_an_empty_list_says_what_to_do(sophie):
    html = text(sophie.get(url("sales")))
    assert "No sale of a lot has been recorded yet." in html


def test_statements_of_the_list_do_not_grow(sophie):
    prepare(lambda: requested(started("A")))
    sophie.get(url("sales"))
    first = statements(sophie, url("sales"))
    prepare(lambda: requested(planned("B", to=cast.holding("H3"))))
    prepare(lambda: requested(started("C")))
    assert statements(sophie, url("sales")) == first
    assert first <= 12


@pytest.mark.parametrize(
    "name", ["sale", "sale-burdens", "sale-deed", "sale-carry-out"]
)
def test_a_page_costs_few_statements(sophie, name):
    def filled():
        funded()
        late("100.00")
        issued(item("100.00"), item("10.00", purpose="reserve"))
        adopted(("reserve", 100))
        sale = planned("A", "K", ago=1)
        handed_over(made(requested(sale)))
        return sale

    sale = prepare(filled)
    address = url(name, sale.uuid)
    sophie.get(address)
    assert statements(sophie, address) <= 12


def test_who_bears_what(sophie):
    def open_call():
        issued(item("300.00", purpose="reserve", label="Reserve"), title="Q2")
        return started("A"), planned("B", ago=-3)

    first, second = prepare(open_call)
    html = text(sophie.get(url("sale-burdens", first.uuid)))
    assert "as if the deed were today" in html
    html = text(sophie.get(url("sale-burdens", second.uuid)))
    for words in ("Q2 – Reserve", "the buyer", "€90.00", "payable later"):
        assert words in html
    nothing = prepare(lambda: started("K"))
    html = text(sophie.get(url("sale-burdens", nothing.uuid)))
    assert "Nothing is open or decided for these lots." in html
