"""What `make demo` loads: its tables, its days, and the command."""

from collections import Counter
from datetime import date
from importlib import import_module

import pytest
from django.apps import apps
from django.core.management import CommandError
from django.db import models
from django.utils import timezone

from buildings.models import Lot
from buildings.validators import validate_iban, validate_kbo
from finance import demo
from finance.demo.calendar import Quarter, bank_day, last_quarters
from finance.demo.load import SCENES
from koprogo.audit.models import AuditEvent
from koprogo.ledger.queries import verify
from koprogo.tenancy import enter
from koprogo.tenancy.models import PersonalRow, Tenant, TenantRow
from tests.finance.demos import (
    BELLEVUE,
    PARKZICHT,
    SLUGS,
    TILLEULS,
    connected_to,
    inside,
    is_sound,
    load_demo,
)

# The mandates still run today: otherwise nobody could sign a letter.
NEW_YEAR = date(timezone.localdate().year, 1, 1)
# What differs between two loads of the same day: drawn numbers, clocks and salt, and
# what is made of them.
DRAWN = (models.UUIDField, models.DateTimeField, models.BinaryField)
DRAWN_NAMES = {
    *("password", "source", "key", "event", "recipient", "proof"),
    *("body", "code_hash", "digest", "hash", "previous", "secret", "seed", "sha256"),
    "size",
}
# The auditor's sample is drawn as well, and so is what the history says of it: how many
# events that is, and with that the numbers of all that come later.
SAMPLE = {"finance.CheckedVoucher"}


def fingerprint():
    """Return all rows without what is drawn: of everybody, and inside each building."""
    walled = [
        model
        for model in apps.get_models()
        if issubclass(model, (TenantRow, PersonalRow))
        and model._meta.label not in SAMPLE
    ]
    found = {
        model._meta.label: table(model)
        for model in apps.get_models()
        if not issubclass(model, (TenantRow, PersonalRow))
    }
    for slug in SLUGS:
        with inside(slug):
            found |= {(slug, model._meta.label): table(model) for model in walled}
    return found


def table(model):
    names = [
        field.attname
        for field in model._meta.concrete_fields
        if not isinstance(field, DRAWN) and field.name not in DRAWN_NAMES
    ]
    rows = model._default_manager.order_by("pk")
    if model is AuditEvent:
        rows = rows.exclude(action__startswith="check.")
        names.remove("id")
    return list(rows.values_list(*names))


# Tables


@pytest.mark.parametrize(
    ("scene", "lots", "shares"),
    list(zip(SCENES, [182, 22, 12], [10_000, 1_000, 1_000], strict=True)),
)
def test_the_tables_add_up(scene, lots, shares):
    tables = scene.tables
    codes = [lot.code for lot in tables.lots]
    held = [code for house in tables.households for code in house.lots]
    assert len(set(codes)) == len(codes) == lots
    assert sum(lot.shares for lot in tables.lots) == shares
    assert Counter(held) == Counter(
        lot.code for lot in tables.lots if not lot.belongs_to
    )
    assert all(key.parts.keys() <= set(codes) for key in tables.keys)
    households = [house.code for house in tables.households]
    assert len(set(households)) == len(households)


@pytest.mark.parametrize("scene", SCENES)
def test_the_numbers_pass_their_check(scene):
    deed = scene.tables.deed
    suppliers = scene.tables.suppliers
    firms = [supplier.kbo for supplier in suppliers if supplier.kbo]
    accounts = [supplier.iban for supplier in suppliers if supplier.iban]
    for number in (deed["kbo"], scene.firm.fields["kbo"], *firms):
        validate_kbo(number)
    for number in (deed["working_iban"], deed["reserve_iban"], *accounts):
        validate_iban(number)


def test_the_large_building_has_lots_of_every_kind():
    kinds = Counter(lot.kind for lot in SCENES[0].tables.lots)
    assert kinds == {
        Lot.Kind.APARTMENT: 104,
        Lot.Kind.CELLAR: 32,
        Lot.Kind.GARAGE: 24,
        Lot.Kind.PARKING: 17,
        Lot.Kind.COMMERCIAL: 3,
        Lot.Kind.OFFICE: 2,
    }


# Days


@pytest.mark.parametrize(
    ("day", "shown_on"),
    [
        (date(2026, 11, 20), date(2026, 11, 20)),
        (date(2026, 11, 21), date(2026, 11, 23)),
        (date(2026, 11, 22), date(2026, 11, 23)),
    ],
)
def test_banks_rest_at_the_weekend(day, shown_on):
    assert bank_day(day) == shown_on


def test_the_quarters_end_with_that_of_the_day():
    assert last_quarters(date(2024, 2, 29), 3) == [
        Quarter(2023, 3),
        Quarter(2023, 4),
        Quarter(2024, 1),
    ]
    assert Quarter(2023, 4).first_day == date(2023, 10, 1)
    assert Quarter(2023, 4).due_on == date(2023, 10, 31)


# The command


def test_loading_twice_changes_nothing(shown):
    before = fingerprint()
    assert load_demo() == "The demo was loaded before.\n"
    assert fingerprint() == before
    assert {slug: len(before[slug, "buildings.Lot"]) for slug in SLUGS} == {
        BELLEVUE: 182,
        PARKZICHT: 22,
        TILLEULS: 12,
    }


@pytest.mark.parametrize("options", [[], ["--sign-ins"]])
def test_a_real_site_gets_no_demo(db, options):
    with pytest.raises(CommandError):
        load_demo(*options, show=False)
    assert list(Tenant.objects.filter(slug__in=SLUGS)) == []


def test_the_sign_ins_are_printed_and_nothing_is_loaded(db):
    head, *lines = load_demo("--sign-ins").splitlines()
    assert head == f"Everybody signs in with the password {demo.PASSWORD}"
    assert lines[:3] == [
        "",
        "sophie@lambert.example     Syndic: Sophie Lambert, French",
        f"{'':27}{demo.sign_ins()[0].look}",
    ]
    assert len(lines) == 3 * len(demo.sign_ins())
    assert list(Tenant.objects.filter(slug__in=SLUGS)) == []


def test_the_same_day_gives_the_same_demo(loaded_demo, own_demo, django_db_blocker):
    found = []
    for made in (loaded_demo, own_demo("again", load_demo)):
        with django_db_blocker.unblock(), connected_to(made):
            found.append(fingerprint())
    assert found[0] == found[1]


def test_on_another_day_the_books_are_sound_too(
    own_demo, django_db_blocker, monkeypatch
):
    """The small buildings will do: in the large one there is only more of it."""
    module = import_module("finance.demo.load")
    monkeypatch.setattr(module, "SCENES", SCENES[1:])
    made = own_demo("new_year", lambda: demo.load(today=NEW_YEAR))
    with django_db_blocker.unblock(), connected_to(made):
        sound = {slug: is_sound(slug, on=NEW_YEAR) for slug in (PARKZICHT, TILLEULS)}
    assert sound == {PARKZICHT: (True, []), TILLEULS: (True, [])}


def test_the_association_and_the_fund_play_beside_the_buildings(
    own_demo, django_db_blocker
):
    """What comes after the buildings meets their people and their syndics.

    All of it in one transaction, as `make demo` does it: a planner that knows a database
    of three buildings takes minutes for the books of a fourth tenant.
    """
    site = own_demo("site", lambda: load_demo(platform=True))
    kinds = Tenant.objects.filter(kind__in=[Tenant.Kind.ASBL, Tenant.Kind.FUND])
    with django_db_blocker.unblock(), connected_to(site):
        for tenant in kinds:
            with enter(tenant.pk, by=None):
                assert verify() == []
        assert kinds.count() == 2
