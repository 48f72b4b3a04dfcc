"""The association's own data."""

import pytest
from django.urls import reverse

from tests import cast
from tests.buildings.pages import actions, inside, refused, said, text, url

DATA = {
    "name": "Les Acacias",
    "kbo": "0833576428",
    "street": "Rue des Acacias 1",
    "postal_code": "1030",
    "city": "Schaerbeek",
    "languages": ["fr", "nl"],
    "deed_total": "1000",
    "fiscal_year_start": "1",
    "working_iban": "BE68539007547034",
    "reserve_iban": "BE43068999999501",
}


def stored():
    with inside():
        building = cast.building()
    return {name: getattr(building, name) for name in DATA}


AS_STORED = DATA | {"deed_total": 1000, "fiscal_year_start": 1}


def test_saving_what_is_there_changes_nothing(sign_in):
    page = sign_in("sophie").post(url("settings"), DATA, follow=True)
    assert said(page) == ["The association's data are saved."]
    assert stored() == AS_STORED
    assert actions() == []


def test_the_way_to_the_settings_of_the_books(sign_in):
    page = text(sign_in("sophie").get(url("settings")))
    assert reverse("finance:book-settings", args=[cast.ACACIAS]) in page


def test_numbers_are_typed_with_marks_and_stored_without(sign_in):
    data = DATA | {
        "name": "Les Acacias II",
        "kbo": "BE 0403.170.701",
        "working_iban": "be71 0961 2345 6769",
        "reserve_iban": "",
        "deed_total": "10 000",
        "fiscal_year_start": "7",
        "languages": ["de"],
    }
    page = sign_in("amir").post(url("settings"), data, follow=True)
    assert "Les Acacias II" in text(page)
    assert stored() == AS_STORED | {
        "name": "Les Acacias II",
        "kbo": "0403170701",
        "working_iban": "BE71096123456769",
        "reserve_iban": "",
        "deed_total": 10000,
        "fiscal_year_start": 7,
        "languages": ["de"],
    }
    assert actions() == ["building.renamed", "building.changed"]


@pytest.mark.parametrize(
    ("field", "value", "error"),
    [
        ("name", "", "This field is required."),
        (
            "kbo",
            "0833.576.429",
            "“0833.576.429” is not a KBO number: check its ten digits.",
        ),
        ("kbo", "12", "“12” is not a KBO number: check its ten digits."),
        (
            "working_iban",
            "BE68 5390 0754 7035",
            "“BE68 5390 0754 7035” is not an IBAN: check its digits.",
        ),
        (
            "reserve_iban",
            "BE00",
            "“BE00” is not an IBAN: check its digits.",
        ),
        (
            "deed_total",
            "0",
            "Ensure this value is greater than or equal to 1.",
        ),
        ("deed_total", "-5", "“-5” is negative; a share is never below 0."),
        ("deed_total", "10.5", "“10.5” is not whole; shares have no decimals."),
        (
            "fiscal_year_start",
            "13",
            "Select a valid choice. 13 is not one of the available choices.",
        ),
        (
            "languages",
            ["fr", "tlh"],
            "Select a valid choice. tlh is not one of the available choices.",
        ),
    ],
)
def test_bad_input_is_refused_at_its_field(sign_in, field, value, error):
    page = sign_in("sophie").post(url("settings"), DATA | {field: value})
    assert refused(page) == {field: [error]}
    assert error in text(page)
    assert stored() == AS_STORED
    assert actions() == []


def test_each_fund_has_its_own_account(sign_in):
    data = DATA | {"reserve_iban": "BE68 5390 0754 7034"}
    page = sign_in("sophie").post(url("settings"), data)
    assert refused(page) == {
        "__all__": ["The reserve fund needs its own bank account (art. 3.86 §3)."]
    }
    assert stored() == AS_STORED
