"""The main job through the pages: prepare, issue, read, pay, settle, mirror."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.utils import timezone

from buildings import services as buildings
from buildings.models import AllocationKey
from finance import services
from finance.models import Call, Payment
from finance.queries import balances
from finance.structured_reference import format_reference
from koprogo.ledger.models import Entry
from koprogo.tenancy import enter
from tests import cast
from tests.buildings.pages import costs, inside, said
from tests.finance.factories import draft, issued, item, payment
from tests.finance.pages import url

NBSP = "\N{NO-BREAK SPACE}"


def call_data(*rows, title="Provision Q1", due_in=30):
    data = {
        "title": title,
        "due_on": timezone.localdate() + timedelta(days=due_in),
        "items-TOTAL_FORMS": len(rows),
        "items-INITIAL_FORMS": 0,
    }
    for number, (amount, key) in enumerate(rows):
        with inside():
            found = AllocationKey.objects.get(code=key)
        data |= {
            f"items-{number}-purpose": "provision",
            f"items-{number}-amount": amount,
            f"items-{number}-key": found.uuid,
        }
    return data


def test_prepare_preview_issue(sign_in):
    client = sign_in("sophie")
    page = client.post(url("call-new"), call_data(("1.234,57", "shares")), follow=True)
    assert "€617.29" in page.content.decode()
    with inside():
        call = Call.objects.get()
        page = client.get(url("call-part", call.uuid, cast.holding("H1").uuid))
    assert "617.2850" in page.content.decode()
    page = client.post(url("call-issue", call.uuid), follow=True)
    assert said(page) == ["The call is issued and posted."]
    with inside():
        assert balances([cast.holding("H1")]) == {
            cast.holding("H1").pk: Decimal("617.29")
        }


@pytest.mark.parametrize(
    ("amount", "message"),
    [
        ("12.345", "Write at most two decimals: an amount has no parts of a cent."),
        ("1.000", "Write at most two decimals: an amount has no parts of a cent."),
        ("-5", "The amount must be more than zero."),
        ("0", "The amount must be more than zero."),
        ("12,5O", "Write an amount such as 1234,50."),
        ("", "This field is required."),
        ("99999999999", "The amount is too large."),
        ("NaN", "Write an amount such as 1234,50."),
    ],
)
def test_a_bad_amount_is_refused_at_its_field(sign_in, amount, message):
    page = sign_in("sophie").post(url("call-new"), call_data((amount, "shares")))
    assert page.context["rows"].forms[0].errors == {"amount": [message]}
    with inside():
        assert Call.objects.count() == 0


def test_amounts_that_are_too_large_together_are_refused(sign_in):
    data = call_data(("9999999999,99", "shares"), ("0,01", "shares"))
    page = sign_in("sophie").post(url("call-new"), data)
    assert page.context["rows"].non_form_errors() == ["The amount is too large."]
    with inside():
        assert Call.objects.count() == 0
    largest = call_data(("9999999999,98", "shares"), ("0,01", "shares"))
    assert sign_in("sophie").post(url("call-new"), largest).status_code == 302


def test_a_due_date_that_has_passed_is_refused_at_its_field(sign_in):
    data = call_data(("5", "shares"), due_in=-1)
    page = sign_in("sophie").post(url("call-new"), data)
    assert page.context["form"].errors == {
        "due_on": ["The due date has passed already."]
    }


def test_a_key_of_another_building_is_refused(sign_in):
    with enter(cast.tenant(cast.BELLEVUE).pk, by=None):
        foreign = AllocationKey.objects.get()
    data = call_data(("5", "shares")) | {"items-0-key": foreign.uuid}
    page = sign_in("sophie").post(url("call-new"), data)
    assert list(page.context["rows"].forms[0].errors) == ["key"]


def test_an_incomplete_building_shows_no_button(sign_in):
    with inside():
        call = draft()
        buildings.update_lot(cast.lot("A"), shares=1, by=None)
    page = sign_in("sophie").get(url("call", call.uuid))
    assert page.context["obstacle"].startswith("The building is incomplete")
    assert url("call-issue", call.uuid) not in page.content.decode()
    page = sign_in("sophie").post(url("call-issue", call.uuid), follow=True)
    assert "The building is incomplete" in page.content.decode()
    with inside():
        assert Entry.objects.count() == 0


def test_change_and_discard_a_draft(sign_in):
    with inside():
        call = draft()
    client = sign_in("sophie")
    page = client.get(url("call-edit", call.uuid))
    assert page.context["rows"].forms[0].initial["amount"] == Decimal("1000.00")
    client.post(
        url("call-edit", call.uuid), call_data(("7,50", "lift"), title="Lift repair")
    )
    with inside():
        changed = Call.objects.get()
        assert (changed.title, changed.items.get().amount) == (
            "Lift repair",
            Decimal("7.50"),
        )
    client.post(url("call-discard", call.uuid))
    with inside():
        assert Call.objects.count() == 0


def test_the_co_owner_reads_his_part_and_only_his(sign_in):
    with inside():
        call = issued(item("1234.57"))
        mine = call.documents.get(holding__code="H1")
        other = call.documents.get(holding__code="H2")
    client = sign_in("omar")
    page = client.get(url("document", mine.uuid)).content.decode()
    assert "617.2850" in page
    assert "€617.29" in page
    assert client.get(url("document", other.uuid)).status_code == 404
    page = client.get(url("call", call.uuid)).content.decode()
    assert "Omar Haddad" in page
    assert "Clara" not in page


def test_a_draft_is_nobodys_business_but_the_syndics(sign_in):
    with inside():
        call = draft()
    client = sign_in("omar")
    assert client.get(url("call", call.uuid)).status_code == 404
    assert call.title not in client.get(url("calls")).content.decode()


def test_my_account(sign_in):
    with inside():
        issued(item("1000.00"))
        payment("H1", "120.50", communication="thanks")
    page = sign_in("omar").get(url("account")).content.decode()
    assert "€379.50" in page
    assert "thanks" in page
    assert "BE68 5390 0754 7034" in page


def test_an_owner_without_lot_is_told_so(sign_in):
    with inside():
        cast.holding("H1").members.all().delete()
        cast.holding("H1").ownerships.all().delete()
        page = sign_in("omar").get(url("account"))
        assert page.context["accounts"] == []
        cast.holding("H1").delete()


def payment_data(**data):
    return {
        "uuid": uuid4(),
        "communication": "",
        "holding": "",
        "amount": "10",
        "date": timezone.localdate(),
        "bank_account": "551",
        **data,
    }


def reference(code):
    with inside():
        return format_reference(cast.holding(code).party.reference_base)


def test_the_structured_communication_names_the_payer(sign_in):
    data = payment_data(communication=reference("H2"))
    page = sign_in("sophie").post(url("payment-new"), data, follow=True)
    assert said(page) == ["€10.00 recorded for Clara Élise."]
    with inside():
        assert Payment.objects.get().holding.code == "H2"


def test_the_payer_can_be_chosen(sign_in):
    with inside():
        chosen = cast.holding("H3").uuid
    data = payment_data(communication="for the roof", holding=chosen)
    sign_in("sophie").post(url("payment-new"), data)
    with inside():
        found = Payment.objects.get()
        assert (found.holding.code, found.communication) == ("H3", "for the roof")


def test_the_same_form_twice_books_once(sign_in):
    data = payment_data(communication=reference("H2"))
    client = sign_in("sophie")
    client.post(url("payment-new"), data)
    page = client.post(url("payment-new"), data, follow=True)
    assert said(page) == [
        "€10.00 recorded for Clara Élise.",
        "This payment had been recorded already.",
    ]
    with inside():
        assert Payment.objects.count() == 1


def wrong_reference(code):
    right = reference(code)
    return right[:-5] + f"{(int(right[-5:-3]) + 1) % 97:02}" + "+++"


@pytest.mark.parametrize(
    ("change", "errors"),
    [
        (
            dict,
            {"holding": ["Choose the payer: the communication does not name him."]},
        ),
        (
            lambda: {"communication": wrong_reference("H1")},
            {
                "communication": [
                    "The check digits of this structured communication are wrong."
                ]
            },
        ),
        (
            lambda: {
                "communication": reference("H1"),
                "date": timezone.localdate() + timedelta(days=1),
            },
            {"date": ["This day has not come yet."]},
        ),
        (
            lambda: {"communication": reference("H1"), "amount": "1,005"},
            {
                "amount": [
                    "Write at most two decimals: an amount has no parts of a cent."
                ]
            },
        ),
    ],
)
def test_a_bad_payment_is_refused_at_its_field(sign_in, change, errors):
    page = sign_in("sophie").post(url("payment-new"), payment_data(**change()))
    assert page.context["form"].errors == errors
    with inside():
        assert Payment.objects.count() == 0


def test_communication_and_choice_must_agree(sign_in):
    with inside():
        chosen = cast.holding("H3").uuid
    data = payment_data(communication=reference("H1"), holding=chosen)
    page = sign_in("sophie").post(url("payment-new"), data)
    assert page.context["form"].errors == {
        "holding": ["The communication names somebody else: Omar Haddad."]
    }


def test_a_payer_of_another_building_is_refused(sign_in):
    with enter(cast.tenant(cast.BELLEVUE).pk, by=None):
        foreign = cast.holding("H1").uuid
    page = sign_in("sophie").post(url("payment-new"), payment_data(holding=foreign))
    assert list(page.context["form"].errors) == ["holding"]


def test_reverse_a_payment(sign_in):
    with inside():
        wrong = payment("H1", "10.00")
    client = sign_in("sophie")
    assert client.get(url("payment-reverse", wrong.uuid)).status_code == 200
    client.post(url("payment-reverse", wrong.uuid))
    page = client.post(url("payment-reverse", wrong.uuid), follow=True)
    assert said(page) == [
        "The payment is reversed by a mirror entry.",
        "This payment has been reversed already.",
    ]
    with inside():
        assert balances([cast.holding("H1")])[cast.holding("H1").pk] == 0


def test_cancel_a_call(sign_in):
    with inside():
        call = issued()
    client = sign_in("sophie")
    assert "€1,000.00" in client.get(url("call-cancel", call.uuid)).content.decode()
    page = client.post(url("call-cancel", call.uuid), follow=True)
    assert "This call was cancelled on" in page.content.decode()


def test_search_the_accounts_without_accents(sign_in):
    client = sign_in("sophie")
    page = client.get(url("accounts"), {"q": "elise"})
    assert [row.holding.code for row in page.context["page"]] == ["H2"]
    page = client.get(url("accounts"), {"q": "Élise"})
    assert [row.holding.code for row in page.context["page"]] == ["H2"]


def many_calls(number):
    with inside():
        for step in range(number):
            services.reverse_payment(payment("H1", "1.00"), by=None)
            payment("H1", "5.00")
            services.cancel_call(issued(title=f"wrong {step}"), by=None)
            issued(item("100.00"), item("5.00", key="lift"), title=f"call {step}")


def test_lists_cost_the_same_for_one_and_three(sign_in):
    """Each as it is and searched; the books are filled once for all of them."""
    with inside():
        holder = cast.holding("H1").uuid
    lists = {
        "sophie": [
            *(url(name) for name in ("calls", "payments", "accounts")),
            *(url(name, holder) for name in ("holder-account", "holder-statement")),
        ],
        "omar": [url("account"), url("statement"), url("calls")],
    }
    pages = {
        name: [address + search for address in found for search in ("", "?q=haddad")]
        for name, found in lists.items()
    }
    many_calls(1)
    one = costs(sign_in, pages)
    many_calls(2)
    assert costs(sign_in, pages) == one
    assert [(page, number) for page, number in one if number > 12] == []


@pytest.mark.parametrize("make", [draft, issued])
def test_the_page_of_a_call_costs_the_same_for_few_and_many(sign_in, make):
    with inside():
        few = make(item("10.00", key="lift"), item("1.00"))
        many = make(item("10.00"), item("5.00", key="lift"), item("7.00"))
    pages = [
        url("call", call.uuid) + q for q in ("", "?q=haddad") for call in (few, many)
    ]
    numbers = [number for _page, number in costs(sign_in, {"sophie": pages})]
    assert numbers[::2] == numbers[1::2]
    assert max(numbers) <= 12
