"""What programs read and change of the books: money is text, once is once."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from buildings import services as buildings
from buildings.models import AllocationKey
from finance.models import Call, CallDocument, Payment
from finance.services import cancel_call
from koprogo.tenancy import enter
from tests import cast
from tests.api.conftest import Program, a_token, problem, refused
from tests.finance import factories


def in_days(days):
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def call_body(*amounts, key="shares", **more):
    key = str(AllocationKey.objects.get(code=key).uuid)
    items = [{"amount": amount, "key": key} for amount in amounts or ("1000.00",)]
    return {"title": "Provision Q1", "due_on": in_days(30), "items": items} | more


# Calls


def test_a_call_from_draft_to_mirror(program, acacias):
    sophie = program("sophie")
    made = sophie.post("calls/", call_body("1000.00", "0.1"))
    assert made.status_code == 201
    draft = made.json()
    assert (draft["status"], draft["total"], draft["entry"]) == (
        "draft",
        "1000.10",
        None,
    )
    assert [(item["label"], item["amount"]) for item in draft["items"]] == [
        ("Provision for ordinary charges", "1000.00"),
        ("Provision for ordinary charges", "0.10"),
    ]
    path = f"calls/{draft['uuid']}/"
    written = sophie.put(path, call_body("10.01", key="lift", title="Lift"))
    assert (written.json()["title"], written.json()["total"]) == ("Lift", "10.01")
    issued = sophie.post(f"{path}issue/").json()
    today = timezone.localdate()
    assert (issued["status"], issued["date"], issued["entry"]) == (
        "issued",
        today.isoformat(),
        f"{today.year}-1",
    )
    assert problem(sophie.post(f"{path}issue/")) == (409, "already-issued")
    assert problem(sophie.put(path, call_body())) == (409, "already-issued")
    assert problem(sophie.delete(path)) == (409, "already-issued")
    assert sophie.post(f"{path}cancel/").json()["status"] == "cancelled"
    again = sophie.post(f"{path}cancel/")
    assert problem(again) == (409, "already-cancelled")
    assert again.json()["detail"] == "This call has been cancelled already."


def test_a_draft_is_discarded(program, acacias):
    sophie, draft = program("sophie"), factories.draft()
    assert problem(sophie.post(f"calls/{draft.uuid}/cancel/")) == (409, "not-issued")
    assert sophie.delete(f"calls/{draft.uuid}/").status_code == 204
    assert Call.objects.count() == 0


def test_a_preview_is_what_is_booked(program, acacias):
    sophie = program("sophie")
    draft = factories.draft(
        factories.item("100.00", key="lift", purpose="reserve", label="Lift")
    )
    preview = sophie.get(f"calls/{draft.uuid}/preview/").json()["results"]
    key = AllocationKey.objects.get(code="lift")
    lot_c = cast.lot("C")
    assert preview[1] == {
        "holding": {
            "uuid": str(cast.holding("H3").uuid),
            "code": "H3",
            "name": "Jean Moreau & Fatima El Idrissi",
        },
        "working": "0.00",
        "reserve": "66.67",
        "total": "66.67",
        "lines": [
            {
                "item": "Lift",
                "position": 1,
                "purpose": "reserve",
                "key": {"uuid": str(key.uuid), "code": "lift", "name": "Lift"},
                "lot": {"uuid": str(lot_c.uuid), "code": "C", "name": ""},
                "amount": "100.00",
                "parts": 2,
                "total_parts": 3,
                "exact": "66.6666",
                "whole": "66.66",
                "extra_cent": True,
                "to_pay": "66.67",
            }
        ],
    }
    sophie.post(f"calls/{draft.uuid}/issue/")
    documents = sophie.get("documents/").json()["results"]
    booked = {d["holding"]["code"]: (d["reserve"], d["lines"]) for d in documents}
    assert booked == {d["holding"]["code"]: (d["reserve"], d["lines"]) for d in preview}
    assert problem(sophie.get(f"calls/{draft.uuid}/preview/")) == (404, "not-found")


@pytest.mark.parametrize(
    ("body", "errors"),
    [
        (
            {"items": []},
            {"items": "Ensure this field has at least 1 elements."},
        ),
        ({"due_on": "2020-01-01"}, {"due_on": "The due date has passed already."}),
        ({"title": ""}, {"title": "This field may not be blank."}),
    ],
)
def test_wrong_calls(program, acacias, body, errors):
    refused(program("sophie").post("calls/", call_body() | body), **errors)


@pytest.mark.parametrize(
    ("amount", "sentence"),
    [
        (100.1, 'Write the amount as text with a decimal point: "1234.50".'),
        (100, 'Write the amount as text with a decimal point: "1234.50".'),
        ("1,50", 'Write the amount as text with a decimal point: "1234.50".'),
        ("1.505", 'Write the amount as text with a decimal point: "1234.50".'),
        ("-1.00", 'Write the amount as text with a decimal point: "1234.50".'),
        ("12345678901", 'Write the amount as text with a decimal point: "1234.50".'),
        ("NaN", 'Write the amount as text with a decimal point: "1234.50".'),
        ("0.00", "The amount must be more than zero."),
    ],
)
def test_wrong_amounts(program, acacias, amount, sentence):
    answer = program("sophie").post("calls/", call_body(amount))
    refused(answer, **{"items.0.amount": sentence})


def test_what_no_account_can_hold(program, acacias):
    sophie = program("sophie")
    refused(
        sophie.post("calls/", call_body("9999999999.99", "0.01")),
        items="The amount is too large.",
    )
    made = sophie.post("calls/", call_body("9999999999.98", "0.01"))
    issued = sophie.post(f"calls/{made.json()['uuid']}/issue/")
    assert issued.json()["total"] == "9999999999.99"


def test_a_key_that_is_not_here(program, acacias):
    stranger = str(uuid4())
    body = call_body()
    body["items"][0]["key"] = stranger
    answer = program("sophie").post("calls/", body)
    sentence = f"Select a valid choice. {stranger} is not one of the available choices."
    refused(answer, **{"items.0.key": sentence})


def test_what_stops_a_call(program, acacias):
    """The reason is said, and nothing is booked."""
    sophie = program("sophie")
    late = factories.draft(due_in=-1)
    assert problem(sophie.post(f"calls/{late.uuid}/issue/")) == (409, "due-in-the-past")
    draft = factories.draft()
    services_lot = buildings.create_lot(code="X", shares=1, by=None)
    preview = sophie.get(f"calls/{draft.uuid}/preview/")
    assert problem(preview) == (409, "lot-without-holder")
    assert preview.json()["detail"] == (
        f"Lot {services_lot.code} has no holder today: its part has no debtor."
    )
    answer = sophie.post(f"calls/{draft.uuid}/issue/")
    assert problem(answer) == (409, "building-incomplete")
    key = buildings.create_key(
        code="later", name="Later", parts={services_lot.pk: 1}, by=None
    )
    key.versions.update(valid_from=timezone.localdate() + timedelta(days=9))
    of_later = factories.draft(factories.item("1.00", key="later"))
    preview = sophie.get(f"calls/{of_later.uuid}/preview/")
    assert problem(preview) == (409, "key-not-in-force")
    assert CallDocument.objects.count() == 0


def test_drafts_are_for_who_prepares_them(program, acacias):
    draft, issued = factories.draft(title="Draft"), factories.issued(title="Issued")
    omar = program("omar")
    titles = [row["title"] for row in omar.get("calls/").json()["results"]]
    assert titles == ["Issued"]
    assert omar.get(f"calls/{issued.uuid}/").status_code == 200
    assert problem(omar.get(f"calls/{draft.uuid}/")) == (404, "not-found")


def test_one_reads_ones_own_documents(program, acacias):
    factories.issued()
    factories.payment("H1", "200.00")
    [mine] = program("omar").get("documents/").json()["results"]
    assert (mine["holding"]["code"], mine["total"]) == ("H1", "500.00")
    assert (mine["state"], mine["open"]) == ("partly", "300.00")
    everybody = program("axel").get("documents/").json()["results"]
    assert sorted(one["holding"]["code"] for one in everybody) == ["H1", "H2", "H3"]
    one = program("omar").get(f"documents/{mine['uuid']}/").json()
    assert one == mine


def test_a_cancelled_document_has_no_state(program, acacias):
    cancel_call(factories.issued(), by=None)
    [mine] = program("omar").get("documents/").json()["results"]
    assert (mine["state"], mine["open"], mine["total"]) == (None, None, "500.00")


# Payments


def payment_body(**changes):
    return {
        "holding": str(cast.holding("H1").uuid),
        "amount": "100.00",
        "date": in_days(0),
    } | changes


def pay(program, key="k-1", **changes):
    headers = {"Idempotency-Key": key} if key is not None else {}
    return program.post("payments/", payment_body(**changes), **headers)


def test_a_payment_is_recorded_once(program, acacias):
    factories.issued(
        factories.item("60.00"), factories.item("40.00", purpose="reserve")
    )
    sophie = program("sophie")
    first = pay(sophie, amount="40.00")
    assert first.status_code == 201
    found = first.json()
    assert found == {
        "uuid": found["uuid"],
        "holding": {
            "uuid": str(cast.holding("H1").uuid),
            "code": "H1",
            "name": "Omar Haddad",
        },
        "date": in_days(0),
        "amount": "40.00",
        "bank_account": "551",
        "communication": "",
        "working": "30.00",
        "reserve": "10.00",
        "reversed": False,
    }
    assert pay(sophie, amount="40.00").json() == found
    assert problem(pay(sophie, amount="41.00")) == (409, "idempotency-key-used")
    assert pay(sophie, "k-2", amount="40.00").json()["uuid"] != found["uuid"]
    assert Payment.objects.count() == 2
    assert sophie.get(f"payments/{found['uuid']}/").json() == found


def test_the_same_key_elsewhere_is_another_payment(program, acacias):
    pay(program("sophie"))
    with enter(cast.tenant(cast.BELLEVUE).pk, by=None):
        body = payment_body()
    stijn = Program(a_token("stijn")[1], program("sophie").client)
    answer = stijn.post(
        "/api/v1/buildings/bellevue/payments/", body, **{"Idempotency-Key": "k-1"}
    )
    assert answer.status_code == 201


@pytest.mark.parametrize("key", [None, "", " ", "x" * 65])
def test_a_payment_needs_a_key(program, acacias, key):
    answer = pay(program("sophie"), key)
    assert answer.status_code == 400
    assert list(answer.json()["errors"]) == ["Idempotency-Key"]
    assert Payment.objects.count() == 0


def test_the_communication_names_the_payer(program, acacias):
    reference = program("omar").get("account/").json()[0]["reference"]
    sophie = program("sophie")
    body = payment_body(communication=reference)
    del body["holding"]
    answer = sophie.post("payments/", body, **{"Idempotency-Key": "1"})
    assert answer.json()["holding"]["code"] == "H1"
    somebody = str(cast.holding("H2").uuid)
    refused(
        pay(sophie, "2", communication=reference, holding=somebody),
        holding="The communication names somebody else: Omar Haddad.",
    )


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"date": in_days(1)}, {"date": "This day has not come yet."}),
        (
            {"holding": str(UUID(int=0))},
            {"holding": "There is nothing with this id here."},
        ),
        ({"bank_account": "552"}, {"bank_account": '"552" is not a valid choice.'}),
    ],
)
def test_wrong_payments(program, acacias, changes, errors):
    refused(pay(program("sophie"), **changes), **errors)
    assert Payment.objects.count() == 0


def test_a_payment_is_reversed_once(program, acacias):
    sophie, paid = program("sophie"), factories.payment("H1", "5.00")
    path = f"payments/{paid.uuid}/reverse/"
    assert sophie.post(path).json()["reversed"] is True
    again = sophie.post(path)
    assert problem(again) == (409, "already-cancelled")
    assert again.json()["detail"] == "This payment has been reversed already."


def test_before_the_opening_nothing_is_booked(program, acacias):
    factories.opened(H3="10.00")
    answer = pay(program("sophie"), date="2020-01-01")
    assert problem(answer) == (409, "before-opening")


# Accounts


def test_my_account(program, acacias):
    call = factories.issued(due_in=10)
    factories.payment("H1", "120.00")
    document = call.documents.get(holding__code="H1")
    [mine] = program("omar").get("account/").json()
    assert mine == {
        "holding": {
            "uuid": str(cast.holding("H1").uuid),
            "code": "H1",
            "name": "Omar Haddad",
        },
        "balance": "380.00",
        "reference": mine["reference"],
        "overdue": "0.00",
        "credit": "0.00",
        "open_items": [
            {
                "document": str(document.uuid),
                "call": {
                    "uuid": str(call.uuid),
                    "title": "Provision Q1",
                    "due_on": in_days(10),
                },
                "charge": None,
                "due_on": in_days(10),
                "working_open": "380.00",
                "reserve_open": "0.00",
                "open": "380.00",
                "overdue": False,
            }
        ],
    }
    syndic = program("sophie").get(f"accounts/{cast.holding('H1').uuid}/").json()
    assert syndic == mine


def test_a_credit_is_below_zero(program, acacias):
    factories.payment("H1", "5.00")
    account = program("sophie").get(f"accounts/{cast.holding('H1').uuid}/").json()
    assert (account["balance"], account["credit"]) == ("-5.00", "5.00")
    assert account["open_items"] == []


def test_a_debt_brought_forward_has_no_document(program, acacias):
    factories.opened(H3="10.00")
    account = program("sophie").get(f"accounts/{cast.holding('H3').uuid}/").json()
    [item] = account["open_items"]
    assert (item["document"], item["call"], item["open"]) == (None, None, "10.00")
