"""Meters through the pages: a whole group at once, a table, a wrong reading."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from finance.models import Basis, Meter, MeterGroup, MeterReading
from tests.buildings.pages import inside, rows_of, said, statements
from tests.finance.charge_statements.books import SINCE, UNTIL, cost, posted
from tests.finance.charge_statements.meters import group, meter, metered, read
from tests.finance.pages import errors, url

DAY = "2025-01-01"


def readings(values, on=DAY, kind="periodic"):
    with inside():
        by_lot = {one.lot.code: one.uuid for one in Meter.objects.select_related("lot")}
    data = {f"reading-{by_lot[lot]}": value for lot, value in values.items()}
    return data | {"on": on, "kind": kind}


def field(lot):
    with inside():
        return f"reading-{Meter.objects.get(lot__code=lot).uuid}"


def test_a_group_and_its_meters(sign_in):
    client = sign_in("sophie")
    page = client.post(
        url("meter-group-new"), {"name": "Cold water", "unit": "m3"}, follow=True
    )
    water = page.context["group"]
    page = client.post(url("meter-group-new"), {"name": "Cold water", "unit": "m3"})
    assert list(errors(page).values()) == [["There already are meters of this name."]]
    data = {
        "lot": "A",
        "serial": "123",
        "digits": "5",
        "since": DAY,
        "value": "12,5",
    }
    page = client.post(url("meter-new", water.uuid), data, follow=True)
    assert said(page) == ["The meter is added."]
    assert ("A", "123", "12.500") in [
        (one.lot.code, one.serial, str(one.last_value)) for one in page.context["page"]
    ]
    page = client.post(url("meter-new", water.uuid), data)
    assert errors(page) == {"__all__": ["There already is a meter of this number."]}
    page = client.post(
        url("meter-group-edit", water.uuid), {"name": "Hot water"}, follow=True
    )
    assert page.context["group"].name == "Hot water"


def test_the_crumbs_begin_with_the_building(sign_in):
    with inside():
        water = metered("A")
    text = sign_in("sophie").get(url("meter-group", water.uuid)).content.decode()
    crumbs = text.split('class="crumbs"')[1].split("</nav>")[0]
    assert re.findall(r">([^<]+)</a>", crumbs) == [
        "Les Acacias",
        "Statements of charges",
        "Meters",
    ]


def test_readings_of_a_whole_group(sign_in):
    with inside():
        water = metered("A", "B", "C")
    client = sign_in("anna")
    page = client.get(url("meter-readings", water.uuid), {"on": DAY})
    assert [one.lot.code for one, _field in page.context["form"].rows] == [
        "A",
        "B",
        "C",
    ]
    assert page.context["form"]["on"].value() == DAY
    page = client.post(
        url("meter-readings", water.uuid),
        readings({"A": "1 234,567", "B": "0.5"}),
        follow=True,
    )
    assert said(page) == ["2 readings are noted."]
    with inside():
        noted = MeterReading.objects.filter(date=DAY).values_list("value", flat=True)
        assert sorted(noted) == [Decimal("0.500"), Decimal("1234.567")]


@pytest.mark.parametrize(
    ("values", "where", "said_there"),
    [
        ({}, "__all__", "Write one reading at least."),
        (
            {"A": "12,3456"},
            "A",
            "Write a reading such as 1234,5: at most three decimals.",
        ),
        ({"A": "x"}, "A", "Write a reading such as 1234,5: at most three decimals."),
        (
            {"B": "1", "A": "123456"},
            "A",
            (
                "Cold water: the meter A-2024-01-01 of lot A cannot show this on 01/01/2025: "
                "it has too many digits or more than three decimals."
            ),
        ),
    ],
)
def test_a_wrong_reading_is_said_at_its_meter(sign_in, values, where, said_there):
    with inside():
        water = metered("A", "B")
    page = sign_in("sophie").post(url("meter-readings", water.uuid), readings(values))
    name = where if where == "__all__" else field(where)
    assert errors(page) == {name: [said_there]}
    with inside():
        assert MeterReading.objects.filter(date=DAY).count() == 0


@pytest.mark.parametrize(
    ("on", "values", "said_there"),
    [
        (
            "2024-01-01",
            {"A": "5"},
            "Cold water: the meter A-2024-01-01 of lot A was read on 01/01/2024 already.",
        ),
        (
            "2025-06-01",
            {"A": "4"},
            (
                "Cold water: the meter A-2024-01-01 of lot A shows less on 01/06/2025 than "
                "before."
            ),
        ),
        (
            "2023-01-01",
            {"A": "4"},
            "The meter A-2024-01-01 was not in use on 01/01/2023.",
        ),
    ],
)
def test_readings_that_do_not_follow(sign_in, on, values, said_there):
    with inside():
        water = metered("A")
        read(water, date(2025, 1, 1), A="5")
    page = sign_in("sophie").post(
        url("meter-readings", water.uuid), readings(values, on)
    )
    assert errors(page) == {field("A"): [said_there]}


def test_a_day_to_come(sign_in):
    with inside():
        water = metered("A")
    later = (
        timezone.localdate().replace(year=timezone.localdate().year + 1)
    ).isoformat()
    page = sign_in("sophie").post(
        url("meter-readings", water.uuid), readings({"A": "1"}, later)
    )
    assert errors(page) == {"__all__": ["This day has not come yet."]}
    page = sign_in("sophie").get(url("meter-readings", water.uuid), {"on": "soon"})
    assert page.context["form"]["on"].value() == timezone.localdate()


def test_what_a_statement_stands_on(sign_in):
    with inside():
        water = metered("A", "B")
        read(water, SINCE, A="10", B="20")
        read(water, UNTIL, A="40", B="30")
        cost("10.00", basis=Basis.METERS, meters=water)
        posted()
        reading = MeterReading.objects.get(date=UNTIL, value=40)
    page = sign_in("sophie").post(
        url("meter-reading-void", reading.uuid), {"reason": "Wrong"}
    )
    assert errors(page) == {
        "__all__": [
            (
                "“Charges 2025” was settled with what the meter A-2024-01-01 measured: it "
                "would no longer be right. Cancel that statement first."
            )
        ]
    }


def test_a_reading_is_void(sign_in):
    with inside():
        water = metered("A")
        read(water, SINCE, A="500")
        reading = MeterReading.objects.get(date=SINCE)
    client = sign_in("sophie")
    address = url("meter-reading-void", reading.uuid)
    assert errors(client.post(address)) == {"reason": ["This field is required."]}
    page = client.post(address, {"reason": "One digit too many"}, follow=True)
    assert said(page) == ["The reading is void."]
    page = client.post(address, {"reason": "Again"})
    assert errors(page) == {"__all__": ["This reading was declared void already."]}


def test_a_meter_is_replaced_or_ends(sign_in):
    with inside():
        water = metered("A", "B")
        one, other = water.meters.order_by("pk")
    client = sign_in("sophie")
    data = {
        "on": "2025-06-01",
        "value": "10",
        "serial": "new",
        "digits": "",
        "first_value": "",
    }
    page = client.post(url("meter-end", one.uuid), data)
    assert errors(page) == {
        "digits": ["This field is required."],
        "first_value": ["This field is required."],
    }
    data |= {"digits": "6", "first_value": "0,125"}
    page = client.post(url("meter-end", one.uuid), data, follow=True)
    assert said(page) == ["The meter is out of use."]
    page = client.post(url("meter-end", one.uuid), data)
    assert errors(page) == {"__all__": ["This meter is out of use already."]}
    client.post(url("meter-end", other.uuid), data | {"serial": ""})
    with inside():
        assert set(Meter.objects.values_list("lot__code", "until", "serial")) == {
            ("A", date(2025, 6, 1), "A-2024-01-01"),
            ("A", None, "new"),
            ("B", date(2025, 6, 1), "B-2024-01-01"),
        }


# Tables


def upload(text, name="readings.csv"):
    return {"tables": SimpleUploadedFile(name, text.encode())}


def test_a_table_fills_in_the_page(sign_in):
    with inside():
        water = metered("A", "B")
    client = sign_in("sophie")
    table = "Lot;Compteur;Index\nA;A-2024-01-01;12,5\nB;B-2024-01-01;\nX;unknown;3\n"
    page = client.post(url("meter-readings-file", water.uuid), upload(table))
    form = page.context["form"]
    assert [bound.value() for _meter, bound in form.rows] == ["12,5", None]
    assert [(one.line, one.serial) for one in page.context["unknown"]] == [
        (4, "unknown")
    ]
    with inside():
        assert MeterReading.objects.filter(kind="periodic").count() == 0


@pytest.mark.parametrize("table", ["a;b\n1;2\n", "meter;b\n1;2\n", "reading;b\n1;2\n"])
def test_a_table_without_its_columns(sign_in, table):
    with inside():
        water = metered("A")
    page = sign_in("sophie").post(url("meter-readings-file", water.uuid), upload(table))
    assert errors(page) == {
        "tables": ["The table needs the columns “meter” and “reading”."]
    }


def test_a_table_without_lines(sign_in):
    with inside():
        water = metered("A")
    page = sign_in("sophie").post(
        url("meter-readings-file", water.uuid), upload("meter;reading\n")
    )
    assert [*errors(page)] == ["tables"]


def test_exports(sign_in):
    with inside():
        water = metered("A", "B")
        read(water, SINCE, A="10", B="20")
        MeterReading.objects.filter(value=20).update(void=True)
    client = sign_in("axel")
    assert rows_of(client.get(url("meters-table", "csv")))[1] == [
        "Cold water",
        "m³",
        "2",
        "2025-01-01",
    ]
    found = rows_of(client.get(url("meter-readings-table", water.uuid, "csv")))
    assert found[1:3] == [
        ["A", "A-2024-01-01", "2025-01-01", "10.000", "end of a period", ""],
        ["B", "B-2024-01-01", "2025-01-01", "20.000", "end of a period", "void"],
    ]
    assert rows_of(client.get(url("meters-to-read", water.uuid, "csv"))) == [
        ["Lot", "Meter", "Last read on", "Last reading", "Reading"],
        ["A", "A-2024-01-01", "2025-01-01", "10.000", ""],
        ["B", "B-2024-01-01", "2024-01-01", "0.000", ""],
    ]


@pytest.mark.parametrize("many", [1, 3])
def test_the_pages_cost_the_same_for_many_meters(sign_in, many):
    with inside():
        for number in range(many):
            made = group(f"Water {number}")
            for lot in "ABC"[:many]:
                meter(made, lot)
        read(made, SINCE, A="5")
        one = made.meters.first()
        found = MeterGroup.objects.order_by("name").first()
    client = sign_in("sophie")
    for page in (
        url("meters"),
        url("meter-group", found.uuid),
        url("meter-readings", found.uuid),
        url("meter", one.uuid),
    ):
        client.get(page)
        asked = statements(client, page)
        assert (page, asked, asked <= 9) == (page, asked, True)
