"""What can never be true of a building: each rule on both sides, at its boundary.

Rows are written past the services, as somebody with the application's password could.
Next to it: the rules of holdings, of keys, and of mandates and roles.
"""

import pytest

from buildings.models import Building, ImportBatch, Lot, Owner
from koprogo.tenancy import enter
from tests import cast
from tests.sql import ACCEPTED, checked_as_at_commit, expecting, refused

pytestmark = pytest.mark.usefixtures("scratch")

IBAN = "BE68539007547034"


# The building


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"deed_total": 1}, ACCEPTED),
        ({"deed_total": 0}, "building_deed_total_positive"),
        ({"deed_total": -1}, "building_deed_total"),
        ({"fiscal_year_start": 1}, ACCEPTED),
        ({"fiscal_year_start": 12}, ACCEPTED),
        ({"fiscal_year_start": 0}, "building_fiscal_year_month"),
        ({"fiscal_year_start": 13}, "building_fiscal_year_month"),
        ({"kbo": ""}, ACCEPTED),
        ({"kbo": "1000000050"}, ACCEPTED),
        ({"kbo": "833576465"}, "building_kbo_digits"),
        ({"kbo": "2833576465"}, "building_kbo_digits"),
        ({"kbo": "08335764 5"}, "building_kbo_digits"),
        ({"working_iban": "", "reserve_iban": ""}, ACCEPTED),
        ({"working_iban": "", "reserve_iban": IBAN}, ACCEPTED),
        ({"working_iban": IBAN, "reserve_iban": ""}, ACCEPTED),
        ({"working_iban": IBAN, "reserve_iban": IBAN}, "building_two_accounts"),
        ({"working_iban": "BE68 5390 0754 7034"}, "building_working_iban"),
        ({"reserve_iban": IBAN.lower()}, "building_reserve_iban"),
        ({"languages": []}, ACCEPTED),
        ({"languages": ["nl", "fr", "de", "en"]}, ACCEPTED),
        ({"languages": ["nl", "es"]}, "building_languages_known"),
    ],
)
def test_building(fields, constraint):
    with expecting(constraint):
        Building.objects.update(**fields)


# Lots


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"shares": 0}, ACCEPTED),
        ({"shares": -1}, "lot_shares"),
        ({"code": "A2"}, ACCEPTED),
        ({"code": ""}, "lot_coded"),
        ({"code": "B"}, "lot_code"),
    ],
)
def test_lot(fields, constraint):
    with expecting(constraint):
        Lot.objects.filter(code="A").update(**fields)


def test_a_code_is_taken_in_one_building_only():
    with enter(cast.tenant(cast.BELLEVUE).pk, by=None), checked_as_at_commit():
        Lot.objects.create(code="A", shares=0, position=2)


def test_a_cellar_belongs_to_another_lot():
    cellar = cast.lot("K")
    with checked_as_at_commit():
        Lot.objects.filter(pk=cellar.pk).update(primary=cast.lot("A"))
    with refused("lot_not_its_own_annex"):
        Lot.objects.filter(pk=cellar.pk).update(primary=cellar)


# Owners


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"last_name": ""}, "owner_named"),
        ({"first_name": ""}, ACCEPTED),
        ({"code": "clara"}, "owner_code"),
        ({"kind": "company", "kbo": "0833576465"}, ACCEPTED),
        ({"kind": "person", "kbo": "0833576465"}, "owner_kbo_of_company"),
        ({"kind": "robot"}, "owner_kind_known"),
        ({"channel": "email", "email": "omar@example.org"}, ACCEPTED),
        ({"channel": "post", "email": ""}, ACCEPTED),
        ({"channel": "email", "email": ""}, "owner_email_for_channel"),
    ],
)
def test_owner(fields, constraint):
    with expecting(constraint):
        Owner.objects.filter(code="omar").update(**fields)


def test_a_person_is_one_owner_of_a_building():
    jean = Owner.objects.filter(code="jean")
    with refused("owner_one_per_user"):
        jean.update(user=cast.user("omar"))
    with checked_as_at_commit():
        jean.update(user=cast.user("bea"))


def test_names_sort_without_accents_and_capitals():
    Owner.objects.bulk_create(
        Owner(code=name, last_name=name) for name in ("elan", "Émile", "Zoé", "Eddy")
    )
    assert [
        name
        for name in Owner.objects.values_list("last_name", flat=True)
        if name[0] in "EÉe"
    ] == ["Eddy", "El Idrissi", "elan", "Élise", "Émile"]


# Imports


@pytest.mark.parametrize(
    ("files", "constraint"), [("lots.csv", ACCEPTED), ("", "import_names_files")]
)
def test_an_import_names_its_files(files, constraint):
    with expecting(constraint):
        ImportBatch.objects.create(names=files)
