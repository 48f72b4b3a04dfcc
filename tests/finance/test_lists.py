"""The lists of the books as files, and how they are searched on their pages."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from buildings import services as buildings
from finance import services
from finance.structured_reference import format_reference
from koprogo.tenancy import enter
from tests import cast
from tests.buildings.pages import add_many, costs, inside, rows_of
from tests.finance.factories import draft, issued, item, late, opened, payment
from tests.finance.pages import url


def test_calls_with_drafts_for_those_who_prepare_them(sign_in):
    with inside():
        draft(title="Roof")
        wrong = issued(title="Wrong")
        services.cancel_call(wrong, by=None)
        right = issued(item("10.50"), title="Right")
    syndic = rows_of(sign_in("sophie").get(url("calls-table", "csv")))
    owner = rows_of(sign_in("omar").get(url("calls-table", "csv")))
    day = str(right.date)
    assert [row[:4] for row in syndic[1:]] == [
        [f"{right.entry.year}-3", "Right", "Issued", day],
        [f"{wrong.entry.year}-1", "Wrong", "Cancelled", day],
        ["", "Roof", "Draft", ""],
    ]
    assert [row[:6] for row in owner] == syndic[:3]
    assert [row[5] for row in syndic] == [
        "Total of the building",
        *("10.50", "1000.00", "1000.00"),
    ]
    assert [row[6:] for row in owner] == [
        ["Your part", "Still to pay"],
        ["5.25", "5.25"],
        ["", ""],
    ]


def test_the_parts_of_a_call_to_the_cent(sign_in):
    with inside():
        call = issued(item("1234.57"), item("5.00", key="lift", purpose="reserve"))
    rows = rows_of(sign_in("axel").get(url("call-table", call.uuid, "csv")))
    both = "Jean Moreau & Fatima El Idrissi"
    assert [row[:3] + row[6:] for row in rows[1:]] == [
        ["H1", "Omar Haddad", "A", "1234.57", "500", "1000", "617.29"],
        ["H2", "Clara Élise", "B", "1234.57", "300", "1000", "370.37"],
        ["H2", "Clara Élise", "B", "5.00", "1", "3", "1.67"],
        ["H3", both, "C", "1234.57", "200", "1000", "246.91"],
        ["H3", both, "C", "5.00", "2", "3", "3.33"],
    ]
    assert sum(Decimal(row[9]) for row in rows[1:]) == Decimal("1239.57")
    own = rows_of(sign_in("clara").get(url("call-table", call.uuid, "csv")))
    assert own == [rows[0], *rows[2:4]]


def test_the_parts_of_a_draft_are_no_file(sign_in):
    with inside():
        call = draft()
    answer = sign_in("sophie").get(url("call-table", call.uuid, "csv"))
    assert answer.status_code == 404


def test_payments(sign_in):
    with inside():
        services.reverse_payment(payment("H2", "7.00", communication="=oops"), by=None)
        paid = payment("H1", "10.00", communication="thanks", bank_account="550")
    rows = rows_of(sign_in("axel").get(url("payments-table", "csv")))
    day = str(paid.date)
    assert rows[1:] == [
        [day, "H1", "Omar Haddad", "thanks", "Reserve account", "Received", "10.00"],
        [day, "H2", "Clara Élise", "'=oops", "Working account", "Reversed", "7.00"],
    ]


def test_accounts_who_is_latest_with_most_first(sign_in):
    with inside():
        late()
        issued(item("100.00"), title="Not due yet")
        payment("H1", "600.00")
        references = {
            code: format_reference(cast.holding(code).party.reference_base)
            for code in ("H1", "H2", "H3")
        }
    rows = rows_of(sign_in("axel").get(url("accounts-table", "csv")))
    assert [row[:1] + row[2:3] + row[4:] for row in rows[1:]] == [
        ["H2", "B", "330.00", "300.00"],
        ["H3", "C", "220.00", "200.00"],
        ["H1", "A, K", "-50.00", "0.00"],
    ]
    assert [row[3] for row in rows[1:]] == [
        f"'{references[code]}" for code in ("H2", "H3", "H1")
    ]
    client = sign_in("axel")
    only = rows_of(client.get(url("accounts-table", "csv") + "?arrears=only"))
    assert [row[0] for row in only[1:]] == ["H2", "H3"]


def shown(page):
    return [row.holding.code for row in page.context["page"]]


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("haddad", ["H1"]),
        ("HADDAD omar", ["H1"]),
        ("elise", ["H2"]),
        ("idrissi", ["H3"]),
        ("b", ["H2"]),
        ("K", ["H1"]),
        ("h3", ["H3"]),
        ("nobody", []),
    ],
)
def test_a_holder_is_found_by_name_lot_or_code(sign_in, search, found):
    with inside():
        call, prepared = issued(), draft()
    client = sign_in("sophie")
    page = client.get(url("accounts"), {"q": search})
    assert shown(page) == found
    for one in (call, prepared):
        page = client.get(url("call", one.uuid), {"q": search})
        assert [row.holding.code for row in page.context["rows"]] == found


def test_a_holder_is_found_by_his_structured_communication(sign_in):
    with inside():
        reference = format_reference(cast.holding("H2").party.reference_base)
    client = sign_in("sophie")
    for written in (reference, reference.strip("+").replace("/", "")):
        assert shown(client.get(url("accounts"), {"q": written})) == ["H2"]


def test_the_lot_of_a_former_holder_finds_the_new_one(sign_in):
    with inside():
        buildings.hand_over_lot(
            cast.lot("B"),
            holding=cast.holding("H1"),
            since=cast.SINCE.replace(year=2024),
            by=None,
        )
    assert shown(sign_in("sophie").get(url("accounts"), {"q": "B"})) == ["H1"]


@pytest.mark.parametrize(
    ("search", "found"),
    [("omar", ["H1"]), ("B", ["H2"]), ("THANKS", ["H1"]), ("roof", [])],
)
def test_a_payment_is_found_by_payer_lot_or_communication(sign_in, search, found):
    with inside():
        payment("H1", "1.00", communication="many thanks")
        payment("H2", "2.00")
    client = sign_in("sophie")
    page = client.get(url("payments"), {"q": search})
    assert [paid.holding.code for paid in page.context["page"]] == found
    file = rows_of(client.get(url("payments-table", "csv") + f"?q={search}"))
    assert [row[1] for row in file[1:]] == found
    assert ("No payment was found." in page.content.decode()) is (not found)


def test_only_those_with_arrears(sign_in):
    client = sign_in("sophie")
    page = client.get(url("accounts"), {"arrears": "only"})
    assert "Nobody is late today." in page.content.decode()
    with inside():
        late()
        payment("H2", "300.00")
    assert shown(client.get(url("accounts"), {"arrears": "only"})) == ["H1", "H3"]
    both = client.get(url("accounts"), {"arrears": "only", "q": "jean"})
    assert shown(both) == ["H3"]
    [row] = both.context["page"]
    assert (row.overdue, row.balance, row.lots) == (200, 200, ["C"])


def test_what_was_brought_forward_is_late_too(sign_in):
    with inside():
        opened(on=timezone.localdate() - timedelta(days=1), H2="12.00")
    [row] = sign_in("sophie").get(url("accounts"), {"arrears": "only"}).context["page"]
    assert (row.holding.code, row.overdue) == ("H2", 12)


def test_an_account_that_does_not_exist(sign_in):
    with enter(cast.tenant(cast.BELLEVUE).pk, by=None):
        foreign = cast.holding("H1").uuid
    assert sign_in("sophie").get(url("holder-account", foreign)).status_code == 404


# One part of a draft


def test_the_arithmetic_of_one_part_of_a_draft(sign_in):
    with inside():
        call = draft(item("1234.57"), item("10.00", key="lift", purpose="reserve"))
        clara, omar = cast.holding("H2").uuid, cast.holding("H1").uuid
    client = sign_in("amir")
    page = client.get(url("call-part", call.uuid, clara))
    shown = page.context["shown"]
    assert (shown.total, shown.reserve) == (Decimal("373.70"), Decimal("3.33"))
    assert "370.3710" in page.content.decode()
    listed = client.get(url("call", call.uuid)).content.decode()
    assert url("call-part", call.uuid, clara) in listed
    assert url("call-part", call.uuid, omar) in listed


def test_a_part_of_nobody(sign_in):
    with inside():
        call = draft(item("10.00", key="lift"))
        omar = cast.holding("H1").uuid
    assert sign_in("amir").get(url("call-part", call.uuid, omar)).status_code == 404


def test_no_part_while_the_draft_cannot_be_divided(sign_in):
    with inside():
        call = draft()
        holding = cast.holding("H1")
        holding.ownerships.all().delete()
    answer = sign_in("amir").get(url("call-part", call.uuid, holding.uuid))
    assert answer.url == url("call", call.uuid)


def test_the_rows_of_a_call_name_lots_reserve_and_state(sign_in):
    with inside():
        call = issued(item("100.00"), item("30.00", purpose="reserve"))
        payment("H1", "65.00")
    page = sign_in("sophie").get(url("call", call.uuid))
    assert [
        (row.holding.code, row.lots, row.reserve, row.total, row.state.status)
        for row in page.context["rows"]
    ] == [
        ("H1", ["A"], 15, 65, "paid"),
        ("H2", ["B"], 9, 39, "open"),
        ("H3", ["C"], 6, 26, "open"),
    ]


def test_files_cost_the_same_for_few_and_many(sign_in):
    """The books are filled once for all of them."""
    with inside():
        few = issued(item("10.00"))
        payment("H1", "1.00")
        holder = cast.holding("H1").uuid

    def numbers(call):
        files = [
            *(
                url(f"{name}-table", "csv")
                for name in ("calls", "payments", "accounts")
            ),
            url("call-table", call.uuid, "csv"),
            url("holder-statement-table", holder, "csv"),
        ]
        pages = {"sophie": files, "omar": [url("statement-table", "csv")]}
        return [number for _page, number in costs(sign_in, pages)]

    before = numbers(few)
    add_many(3)
    with inside():
        buildings.update_building(
            cast.building(), name="Les Acacias", deed_total=1003, by=None
        )
        many = issued(item("10.00"), item("5.00"))
        payment("H1", "1.00")
        payment("H2", "1.00")
    assert numbers(many) == before
    assert max(before) <= 12
