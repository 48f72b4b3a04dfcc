"""Suppliers: whom the association pays, kept by the office, read by the books."""

import pytest

from buildings import services
from buildings.models import Supplier
from tests.buildings.pages import actions, inside, refused, said, statements, text, url
from tests.sql import refused as refused_by_the_database

SUPPLIER = {
    "name": " Ascenseurs  SA ",
    "kbo": "BE 0403.170.701",
    "iban": "BE68 5390 0754 7034",
    "email": "office@example.org",
    "phone": "02 555 55 55",
}


def add(name="Ascenseurs SA", **fields):
    with inside():
        return services.create_supplier(name=name, by=None, **fields)


def test_add_a_supplier(sign_in):
    page = sign_in("anna").post(url("supplier-new"), SUPPLIER, follow=True)
    assert said(page) == ["Ascenseurs SA is saved."]
    assert "BE68 5390 0754 7034" in text(page)
    with inside():
        found = Supplier.objects.get()
        assert (found.name, found.kbo, found.iban) == (
            "Ascenseurs SA",
            "0403170701",
            "BE68539007547034",
        )
        assert found.party.reference_base is None
    assert actions() == ["supplier.created"]


def test_change_a_supplier(sign_in):
    supplier = add()
    client = sign_in("sophie")
    address = url("supplier-edit", supplier.uuid)
    assert client.get(address).context["form"].initial["name"] == "Ascenseurs SA"
    client.post(address, SUPPLIER | {"name": "Liften NV"})
    with inside():
        assert Supplier.objects.get().name == "Liften NV"
    assert actions() == ["supplier.changed"]


@pytest.mark.parametrize(
    ("change", "errors"),
    [
        ({"name": ""}, {"name": ["This field is required."]}),
        (
            {"name": "Jardins"},
            {"__all__": ["There already is a supplier of this name."]},
        ),
        (
            {"kbo": "0833.576.428"},
            {"__all__": ["Another supplier has this KBO number."]},
        ),
    ],
)
def test_a_double_is_refused(sign_in, change, errors):
    add("Jardins", kbo="0833576428")
    page = sign_in("anna").post(url("supplier-new"), SUPPLIER | change)
    assert refused(page) == errors


@pytest.mark.parametrize("field", ["kbo", "iban"])
def test_check_digits_are_verified(sign_in, field):
    wrong = {"kbo": "0403170702", "iban": "BE69539007547034"}
    page = sign_in("anna").post(url("supplier-new"), SUPPLIER | {field: wrong[field]})
    assert list(refused(page)) == [field]


def test_suppliers_are_found_by_name(sign_in):
    add("Ascenseurs SA")
    add("Jardins")
    client = sign_in("axel")
    page = text(client.get(url("suppliers"), {"q": "jard"}))
    assert "Jardins" in page
    assert "Ascenseurs" not in page
    assert "No supplier of this name" in text(client.get(url("suppliers"), {"q": "x"}))


def test_the_auditor_changes_nothing(sign_in):
    client = sign_in("axel")
    assert "There are no suppliers yet." in text(client.get(url("suppliers")))
    supplier = add()
    assert url("supplier-edit", supplier.uuid) not in text(client.get(url("suppliers")))


def test_the_list_costs_as_much_for_three(sign_in):
    add("A")
    client = sign_in("sophie")
    one = statements(client, url("suppliers"))
    add("B")
    add("C")
    assert statements(client, url("suppliers")) == one <= 12


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"name": "Jardins"}, "supplier_name"),
        ({"kbo": "0833576428"}, "supplier_kbo"),
        ({"kbo": "1"}, "supplier_kbo_digits"),
        ({"iban": "BE"}, "supplier_iban"),
        ({"name": ""}, "supplier_named"),
    ],
)
def test_the_database_refuses_it_too(acacias, fields, constraint):
    services.create_supplier(name="Jardins", kbo="0833576428", by=None)
    with refused_by_the_database(constraint):
        services.create_supplier(**{"name": "Lift", "by": None, **fields})
