"""Whom a document names, and what is known of him."""

import pytest

from buildings.models import Supplier
from finance.queries.invoices import find_supplier
from tests.finance.invoices.making import IBAN, OTHER_IBAN, supplier

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def inside(acacias):
    return acacias


@pytest.mark.parametrize(
    ("named", "found"),
    [
        ({"kbo": "0403170701"}, "Zinc SA"),
        ({"vat": "BE 0403.170.701"}, "Zinc SA"),
        ({"vat": "NL0403170701"}, None),
        ({"iban": IBAN}, "Toit SPRL"),
        ({"name": "toit sprl"}, "Toit SPRL"),
        ({"kbo": "0403170701", "name": "Toit SPRL"}, "Zinc SA"),
        ({"kbo": "0505890632", "iban": OTHER_IBAN, "name": "Zinc  SA"}, "Zinc SA"),
        ({"name": "Brique SA"}, None),
        ({}, None),
    ],
)
def test_a_supplier_is_found_by_number_account_or_name(named, found):
    supplier("Zinc SA", kbo="0403170701")
    supplier("Toit SPRL", iban=IBAN)
    given = dict.fromkeys(("kbo", "vat", "iban", "name"), "") | named
    one = find_supplier(Supplier.objects.all(), **given)
    assert (one and one.name) == found


def test_an_account_of_two_suppliers_names_nobody():
    supplier("Zinc SA", iban=IBAN)
    supplier("Toit SPRL", iban=IBAN)
    assert (
        find_supplier(Supplier.objects.all(), kbo="", vat="", iban=IBAN, name="")
        is None
    )
