"""Programs enter invoices, read what suppliers send, approve, post and take back."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.utils import timezone

from buildings.models import AllocationKey
from finance.models import Invoice
from finance.services.invoices import attach_voucher
from koprogo.documents.intake import Intake
from tests import cast
from tests.api.conftest import problem, wrong
from tests.finance.invoices.making import (
    IBAN,
    JUDGMENT,
    OTHER_IBAN,
    a_line,
    drafted,
    posted,
    submitted,
    supplier,
    two_people,
)
from tests.finance.invoices_ubl.invoices import PDF, xml

D = Decimal


def body(*lines, **more):
    lines = lines or ({"amount": "100.00", "account": "6100001"},)
    return {
        "new_supplier": {"name": "Zinc SA"},
        "number": "1",
        "date": timezone.localdate().isoformat(),
        "total": "100.00",
        "lines": list(lines),
    } | more


def test_an_invoice_from_draft_to_mirror(program, acacias):
    sophie = program("sophie")
    made = sophie.post("invoices/", body())
    assert made.status_code == 201
    draft = made.json()
    assert (draft["status"], draft["supplier"]["name"], draft["total"]) == (
        "draft",
        "Zinc SA",
        "100.00",
    )
    [line] = draft["lines"]
    assert (line["label"], line["vat"], line["basis"], line["occupant_percent"]) == (
        "Maintenance contract for fire protection",
        "17.36",
        "key",
        100,
    )
    path = f"invoices/{draft['uuid']}/"
    known = {"new_supplier": None, "supplier": draft["supplier"]["uuid"]}
    written = sophie.put(path, body(**known, number="2")).json()
    assert written["number"] == "2"
    states = [
        sophie.post(f"{path}{step}/").json()["status"]
        for step in ("submit", "approve", "post", "cancel")
    ]
    assert states == ["submitted", "approved", "open", "cancelled"]
    again = sophie.post(f"{path}cancel/")
    assert problem(again) == (409, "invoice-cancelled")
    assert problem(sophie.put(path, body(**known))) == (409, "wrong-state")
    assert problem(sophie.delete(path)) == (409, "wrong-state")
    assert problem(sophie.post(f"{path}post/")) == (409, "wrong-state")


def test_what_waits_is_told(program, acacias):
    years = {"since": date(2090, 1, 1), "until": date(2091, 1, 1)}
    invoice = posted(a_line("12.00", **years))
    [line] = program("omar").get(f"invoices/{invoice.uuid}/").json()["lines"]
    assert line["last_day"] == "2090-12-31"
    assert line["deferred"] == [
        {
            "since": "2090-01-01",
            "until": "2091-01-01",
            "amount": "12.00",
            "entry": None,
        }
    ]


def test_every_way_to_divide(program, acacias):
    key = AllocationKey.objects.get(code="lift")
    lines = [
        {"amount": "10.00", "account": "6100001", "key": str(key.uuid)},
        {"amount": "20.00", "lot": str(cast.lot("B").uuid)},
        {
            "amount": "30.00",
            "account": "6100001",
            "vat_rate": "6",
            "vat": "1.00",
            "fixed": [
                {"lot": str(cast.lot("A").uuid), "amount": "40.00"},
                {"lot": str(cast.lot("C").uuid), "amount": "-10.00"},
            ],
            "since": "2026-01-01",
            "last_day": "2026-01-31",
            "from_reserve": True,
            "occupant_percent": 7,
            "label": "Repair",
        },
    ]
    made = program("sophie").post("invoices/", body(*lines, total="60.00"))
    first, second, third = made.json()["lines"]
    assert first["key"]["code"] == "lift"
    assert (second["lot"]["code"], second["account"]) == ("B", "6430000")
    assert [(o["lot"]["code"], o["amount"]) for o in third["fixed"]] == [
        ("A", "40.00"),
        ("C", "-10.00"),
    ]
    assert (third["from_reserve"], third["occupant_percent"], third["vat"]) == (
        True,
        7,
        "1.00",
    )


def test_a_judgment_exempts_lots_and_not_everybody_is_told_which(program, acacias):
    line = {
        "amount": "100.00",
        "account": "6100001",
        "exempt": [str(cast.lot(code).uuid) for code in "BC"],
        "judgment": JUDGMENT,
    }
    sophie = program("sophie")
    path = f"invoices/{sophie.post('invoices/', body(line)).json()['uuid']}/"
    for step in ("submit", "approve", "post"):
        sophie.post(f"{path}{step}/")
    [told] = sophie.get(path).json()["lines"]
    assert [lot["code"] for lot in told["exempt"]["lots"]] == ["B", "C"]
    [told] = program("omar").get(path).json()["lines"]
    assert told["exempt"] == {"judgment": JUDGMENT, "count": 2, "lots": None}


def test_what_no_judgment_can_exempt(program, acacias):
    line = {"amount": "100.00", "account": "6100001", "judgment": JUDGMENT}
    sophie = program("sophie")
    answer = sophie.post("invoices/", body(line))
    assert problem(answer) == (400, "judgment-incomplete")
    nobody = str(uuid4())
    answer = sophie.post("invoices/", body(line | {"exempt": [nobody]}))
    assert wrong(answer) == {"lines.0.exempt": f"There is no lot “{nobody}”."}
    answer = sophie.post(
        "invoices/", body(line | {"exempt": [str(cast.lot("K").uuid)]})
    )
    assert problem(answer) == (400, "cannot-exempt")
    assert Invoice.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        (
            {"total": "99.99"},
            {"total": "The lines make €0.01 more than the total."},
        ),
        ({"iban": "BE1"}, {"iban": "“BE1” is not an IBAN: check its digits."}),
        (
            {"new_supplier": {"name": "Toit SPRL"}},
            {"new_supplier.name": "There already is a supplier of this name."},
        ),
        (
            {"lines": [{"amount": "100.00"}]},
            {
                "lines.0.account": (
                    "Choose an account: nothing is known of this supplier yet."
                )
            },
        ),
        (
            {"lines": [{"amount": "0.00", "account": "6100001"}]},
            {"lines.0.amount": "A line of 0.00 is no line."},
        ),
        (
            {"files": "old"},
            {"files": "The uploaded file is not kept any more: send it again."},
        ),
        ({"lines": []}, {"lines": "Ensure this field has at least 1 elements."}),
    ],
)
def test_the_rules_are_those_of_the_pages(program, acacias, changes, errors):
    supplier("Toit SPRL")
    answer = program("sophie").post("invoices/", body(**changes))
    assert wrong(answer) == errors
    assert Invoice.objects.count() == 0


def test_a_line_is_divided_in_one_way(program, acacias):
    lot = str(cast.lot("B").uuid)
    line = {"amount": "100.00", "account": "6100001", "lot": lot, "key": lot}
    answer = program("sophie").post("invoices/", body(line))
    assert wrong(answer) == {
        "lines.0": "A line is divided by a key, meters, one lot or fixed amounts."
    }


def test_a_double_is_confirmed(program, acacias):
    drafted(number="A")
    known = {"new_supplier": None, "supplier": str(supplier().uuid), "number": "A"}
    sophie = program("sophie")
    assert problem(sophie.post("invoices/", body(**known))) == (
        409,
        "duplicate-invoice",
    )
    made = sophie.post("invoices/", body(**known, duplicate_confirmed=True))
    assert made.json()["duplicate_confirmed"] is True


def test_a_changed_account_is_confirmed(program, acacias):
    zinc = supplier("Zinc SA", iban=IBAN)
    invoice = submitted(supplier=zinc, iban=OTHER_IBAN)
    path = f"invoices/{invoice.uuid}/"
    sophie = program("sophie")
    assert sophie.get(path).json()["other_ibans"] == [IBAN]
    assert problem(sophie.post(f"{path}approve/")) == (409, "iban-changed")
    approved = sophie.post(f"{path}approve/", {"iban_confirmed": True}).json()
    assert (approved["status"], approved["iban_confirmed"]) == ("approved", True)


def test_two_people(program, acacias):
    two_people()
    invoice = submitted(by=cast.user("sophie"))
    answer = program("sophie").post(f"invoices/{invoice.uuid}/approve/")
    assert problem(answer) == (409, "same-person")


def test_a_rejection_has_a_reason(program, acacias):
    path = f"invoices/{submitted().uuid}/"
    sophie = program("sophie")
    assert problem(sophie.post(f"{path}reject/", {})) == (400, "invalid")
    rejected = sophie.post(f"{path}reject/", {"reason": "Wrong key"}).json()
    assert (rejected["status"], rejected["reason"]) == ("rejected", "Wrong key")
    assert sophie.delete(path).status_code == 204


def test_an_electronic_invoice_is_read_and_entered(program, acacias):
    sophie = program("sophie")
    answer = sophie.upload("invoices/files/", file=("i.xml", xml()))
    read = answer.json()
    assert answer.status_code == 201
    assert (read["remarks"], read["left_out"]) == ([], [])
    proposed = read["invoice"]
    assert (proposed["supplier"], proposed["new_supplier"]["kbo"]) == (
        None,
        "0505890632",
    )
    lines = [
        {name: value for name, value in line.items() if value is not None}
        | {"account": "6100001"}
        for line in proposed["lines"]
    ]
    del proposed["supplier"]
    made = sophie.post(
        "invoices/", proposed | {"files": read["files"], "lines": lines}
    ).json()
    assert (made["total"], made["has_voucher"], made["has_xml"]) == (
        "468.95",
        True,
        True,
    )
    path = f"invoices/{made['uuid']}/"
    assert b"".join(sophie.get(f"{path}voucher/")) == PDF.data
    assert b"".join(sophie.get(f"{path}xml/")) == xml()
    again = sophie.upload("invoices/files/", file=("i.xml", xml())).json()
    assert again["invoice"]["supplier"] == made["supplier"]["uuid"]
    assert again["invoice"]["lines"][0]["account"] == "6100001"


def test_a_pdf_is_kept_for_what_is_typed(program, acacias):
    sophie = program("sophie")
    read = sophie.upload("invoices/files/", file=("a.pdf", PDF.data)).json()
    assert read["invoice"] is None
    made = sophie.post("invoices/", body(files=read["files"])).json()
    assert (made["has_voucher"], made["has_xml"]) == (True, False)
    path = f"invoices/{made['uuid']}/voucher/"
    other = sophie.upload(path, "PUT", file=("b.pdf", PDF.data + b"\n"))
    assert other.status_code == 200
    assert b"".join(sophie.get(path)) == PDF.data + b"\n"


def test_a_bad_file_is_refused(program, acacias):
    answer = program("sophie").upload("invoices/files/", file=("a.pdf", b"MZ"))
    assert wrong(answer) == {
        "file": "“a.pdf” is not what its name says: the content is of another kind."
    }


def test_co_owners_read_what_is_booked(program, acacias):
    booked, draft = posted(number="1"), drafted(a_line("2.00"), number="2")
    attach_voucher(draft, file=Intake("a.pdf", "application/pdf", b"%PDF-1.7"), by=None)
    omar, sophie = program("omar"), program("sophie")
    assert [o["number"] for o in omar.get("invoices/").json()["results"]] == ["1"]
    assert omar.get(f"invoices/{draft.uuid}/").status_code == 404
    assert omar.get(f"invoices/{draft.uuid}/voucher/").status_code == 404
    assert omar.get(f"invoices/{booked.uuid}/voucher/").status_code == 404
    for query, numbers in (
        ({"status": "draft"}, ["2"]),
        ({"q": "ascenseurs"}, ["2", "1"]),
        ({"q": "nobody"}, []),
        ({"supplier": booked.supplier.uuid, "since": "2026-01-01"}, ["2", "1"]),
        ({"until": "2025-12-31"}, []),
    ):
        found = sophie.get("invoices/", **query).json()["results"]
        assert [one["number"] for one in found] == numbers
