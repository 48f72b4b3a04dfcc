"""The chart of accounts as data, and what the code asks of it (docs/rules/chart.md)."""

import csv
from importlib import import_module

import pytest
from django.utils import translation

from finance import account_codes, chart
from koprogo.ledger import services as ledger
from koprogo.ledger.models import Account
from koprogo.tenancy import enter
from tests import cast
from tests.sql import owner_of
from tests.worked_tables import worked_tables

with chart.CHART.open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))
CODES = [row["code"] for row in ROWS]
MEANT = sorted(
    value
    for name, value in vars(account_codes).items()
    if isinstance(value, str) and name.isupper()
)
TABLES = worked_tables("rules/chart.md")


def test_every_account_has_its_names_and_stands_once():
    assert sorted(set(CODES)) == CODES
    nameless = [
        row["code"] for row in ROWS if not all(row[each] for each in chart.LANGUAGES)
    ]
    assert nameless == []
    assert [code for code in CODES if not code.isdigit() or len(code) > 10] == []


def test_names_are_written_like_words():
    shouting = [
        name
        for row in ROWS
        for name in (row[language] for language in chart.LANGUAGES)
        if name != name.strip()
        or "  " in name
        or "'" in name
        or not name[0].isupper()
        or (len(name) > 4 and name == name.upper())
    ]
    assert shouting == []


def test_a_cost_is_borne_in_percent():
    given = {row["occupant"] for row in ROWS}
    assert given == {"", "0", "50", "100"}
    costs = [
        row
        for row in ROWS
        if len(row["code"]) == 7 and not row["code"].startswith("643")
    ]
    assert [row["code"] for row in costs if row["occupant"] == ""] == []


def test_the_codes_with_a_meaning_are_in_the_chart():
    assert set(MEANT) <= set(CODES)
    assert [code for code in MEANT if not chart.is_postable(code)] == []


@pytest.mark.parametrize(
    "row", TABLES["Codes with a meaning"], ids=lambda row: row["code"]
)
def test_the_documented_codes(row):
    assert getattr(account_codes, row["in the code"].strip("`")) == row["code"]
    assert chart.standard_label(row["code"], "en") == row["name"]


def test_every_code_with_a_meaning_is_documented():
    assert sorted(row["code"] for row in TABLES["Codes with a meaning"]) == MEANT


@pytest.mark.parametrize("row", TABLES["What a code is"], ids=lambda row: row["code"])
def test_what_a_code_is(row):
    code = row["code"]
    assert {
        "booked on": chart.is_postable(code),
        "cost": chart.is_cost(code),
        "income": chart.is_income(code),
    } == {name: row[name] == "yes" for name in ("booked on", "cost", "income")}
    assert chart.occupant_percent(code) == int(row["occupant %"])
    assert chart.standard_label(code, "en") == row["name"]


def test_a_name_is_told_in_the_language_of_the_person():
    told = {}
    for language in chart.LANGUAGES:
        with translation.override(language):
            told[language] = chart.standard_label("6101000")
    assert told == {
        "nl": "Keuring liften",
        "fr": "Contrôle ascenseurs",
        "de": "Kontrolle der Aufzüge",
        "en": "Inspection of lifts",
    }
    with translation.override("fr-be"):
        assert chart.standard_label("440") == "Fournisseurs"
    with translation.override(None):
        assert chart.standard_label("440") == "Suppliers"
    assert chart.standard_label("440", "de") == "Lieferanten"


def test_what_the_building_calls_an_account_wins(acacias):
    ledger.add_account(code="61010001", name="Lift B", by=None)
    ledger.add_account(code="61010002", name="Lift C", by=None)
    ledger.rename_account(code="160001", name="Roof", by=None)
    ledger.rename_account(code="61010002", name="", by=None)
    assert chart.labels(["61010001", "61010002", "160001", "160002"], "fr") == {
        "61010001": "Lift B",
        "61010002": "Contrôle ascenseurs",
        "160001": "Roof",
        "160002": "Fonds de réserve (2)",
    }
    assert chart.label("160001") == "Roof"
    with enter(cast.tenant(cast.BELLEVUE).pk, by=None):
        assert chart.label("160001") == "Reserve fund (1)"


def test_a_new_building_has_every_account_to_book_on(acacias):
    codes = list(Account.objects.order_by("code").values_list("code", flat=True))
    assert codes == list(chart.standard_accounts())
    assert len(codes) > 250


def test_the_opening_is_not_asked_for_costs():
    assert [
        code for code in chart.others() if chart.is_cost(code) or chart.is_income(code)
    ] == []
    assert set(chart.OTHERS) < set(chart.others())
    assert (
        set(chart.others()) & {*chart.BANKS, *chart.FUNDS, *chart.OWNERS, "440"}
        == set()
    )


def test_buildings_that_were_there_get_the_accounts_too(own_database):
    """The migration: what exists stays, and an association has no such books."""
    migration = import_module("finance.migrations.0008_chart")
    acacias, asbl = cast.tenant().pk, cast.tenant(cast.ASBL).pk
    count = "SELECT count(*) FROM ledger_account WHERE tenant_id = %s"
    with owner_of(own_database) as owner:
        owner.execute("DELETE FROM ledger_account WHERE code > '500'")
        owner.execute("UPDATE ledger_account SET name = 'Ours' WHERE code = '100'")
        [(own,)] = owner.execute(count, [asbl])
        owner.execute(migration.SEED, [list(chart.standard_accounts())])
        [(made,)] = owner.execute(count, [acacias])
        [(after,)] = owner.execute(count, [asbl])
    assert (made, after) == (len(chart.standard_accounts()), own)
    with enter(acacias, by=None):
        assert chart.label("100") == "Ours"
