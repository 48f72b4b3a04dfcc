"""What can never be true of a building: each rule on both sides, at its boundary.

Rows are written past the services, as somebody with the application's password could.
"""

from datetime import date

import pytest
from django.db import transaction

from buildings.models import (
    AllocationKey,
    Building,
    Firm,
    FirmMember,
    Grant,
    Holding,
    HoldingMember,
    ImportBatch,
    KeyPart,
    KeyVersion,
    Lot,
    Mandate,
    Owner,
    Ownership,
)
from koprogo.ledger.models import Party
from koprogo.tenancy import enter
from tests import cast
from tests.sql import changed, checked_as_at_commit, refused, refused_at_commit

pytestmark = pytest.mark.usefixtures("scratch")

IBAN = "BE68539007547034"
DAY = date(2030, 5, 1)
DAY_BEFORE = date(2030, 4, 30)
ACCEPTED = None


@pytest.fixture
def scratch(acacias):
    """Les Acacias entered; what a test leaves half-way never gets to a commit."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def expecting(constraint):
    """The constraint refuses what runs inside, or everything is accepted."""
    return refused(constraint) if constraint else checked_as_at_commit()


def owner(code):
    return Owner.objects.get(code=code)


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


# Holdings: full + bare = parts and full + usufruct = parts, at commit


def write_holding(parts, *members):
    """``members``: (owner, full, bare, usufruct)."""
    holding = Holding.objects.create(
        code="H9", parts=parts, party=Party.objects.create()
    )
    HoldingMember.objects.bulk_create(
        HoldingMember(
            holding=holding, owner=owner(code), full=full, bare=bare, usufruct=usufruct
        )
        for code, full, bare, usufruct in members
    )
    return holding


@pytest.mark.parametrize(
    ("parts", "members"),
    [
        (1, [("omar", 1, 0, 0)]),
        (3, [("omar", 1, 0, 0), ("clara", 2, 0, 0)]),
        (1, [("omar", 0, 1, 0), ("clara", 0, 0, 1)]),
        (2, [("omar", 1, 0, 1), ("clara", 0, 1, 0)]),
    ],
)
def test_a_holding_is_whole(parts, members):
    with checked_as_at_commit():
        write_holding(parts, *members)


@pytest.mark.parametrize(
    ("parts", "members"),
    [
        (1, []),
        (2, [("omar", 1, 0, 0)]),
        (1, [("omar", 1, 0, 0), ("clara", 1, 0, 0)]),
        (1, [("omar", 0, 1, 0)]),
        (1, [("omar", 0, 0, 1)]),
        (2, [("omar", 1, 1, 0), ("clara", 0, 0, 2)]),
    ],
)
def test_a_holding_that_is_not_whole_is_refused(parts, members):
    with refused_at_commit("holding: .* bare and .* usufruct of . parts"):
        write_holding(parts, *members)


def test_a_holding_stays_whole():
    couple = HoldingMember.objects.filter(holding__code="H3")
    with refused_at_commit("holding: 1 bare and 1 usufruct of 2 parts"):
        couple.first().delete()
    with refused_at_commit("holding: 3 bare and 3 usufruct of 2 parts"):
        HoldingMember.objects.filter(pk=couple.first().pk).update(full=2)
    with refused_at_commit("holding: 2 bare and 2 usufruct of 4 parts"):
        Holding.objects.filter(code="H3").update(parts=4)
    with checked_as_at_commit():
        Holding.objects.filter(code="H3").update(parts=4)
        couple.update(full=2)


def test_a_holding_is_checked_in_its_own_tenant():
    write_holding(2, ("omar", 1, 0, 0))
    with (
        enter(cast.tenant(cast.BELLEVUE).pk, by=None),
        refused_at_commit("holding: 1 bare and 1 usufruct of 2 parts"),
    ):
        pass


def test_a_holding_that_nobody_needs_can_go():
    holding = write_holding(1, ("omar", 1, 0, 0))
    with checked_as_at_commit():
        holding.members.all().delete()
        holding.delete()


@pytest.mark.parametrize(
    ("parts", "members", "constraint"),
    [
        (0, [], "holding_parts"),
        (1, [("omar", 0, 0, 0)], "member_holds_something"),
        (2, [("omar", 1, 0, 0), ("omar", 1, 0, 0)], "member_once"),
    ],
)
def test_a_member_holds_something_once(parts, members, constraint):
    with refused(constraint):
        write_holding(parts, *members)


def test_debts_do_not_move_with_a_holding():
    """Neither does a holding take another account, nor a member another holding."""
    with refused("rows of buildings_holding are added and never changed"):
        Holding.objects.filter(code="H1").update(party=Party.objects.create())
    with refused("rows of buildings_holdingmember are added and never changed"):
        HoldingMember.objects.filter(holding__code="H1").update(
            holding=cast.holding("H2")
        )


# Ownership: [since, until), never two at once


@pytest.mark.parametrize(
    ("until", "since", "constraint"),
    [
        (DAY, DAY, ACCEPTED),
        (DAY, DAY_BEFORE, "ownership_no_overlap"),
        (None, DAY, "ownership_no_overlap"),
    ],
)
def test_the_buyer_has_the_day_of_the_deed(until, since, constraint):
    lot = cast.lot("A")
    Ownership.objects.filter(lot=lot).update(until=until)
    with expecting(constraint):
        Ownership.objects.create(lot=lot, holding=cast.holding("H2"), since=since)


@pytest.mark.parametrize(
    ("since", "until", "constraint"),
    [
        (DAY_BEFORE, DAY, ACCEPTED),
        (DAY, DAY, "ownership_dates_in_order"),
        (DAY, DAY_BEFORE, "ownership_dates_in_order|range lower bound"),
    ],
)
def test_a_period_has_a_day_at_least(since, until, constraint):
    lot = Lot.objects.create(code="N", shares=0, position=9)
    with expecting(constraint):
        Ownership.objects.create(
            lot=lot, holding=cast.holding("H1"), since=since, until=until
        )


# Keys


def version(key="lift", **fields):
    return KeyVersion.objects.create(
        **{
            "key": AllocationKey.objects.get(code=key),
            "valid_from": DAY,
            "total": 3,
            **fields,
        }
    )


def write_parts(version, **parts):
    KeyPart.objects.bulk_create(
        KeyPart(version=version, lot=cast.lot(code), parts=number)
        for code, number in parts.items()
    )


@pytest.fixture
def used():
    """A version of the lift key that a call has used."""
    written = version()
    write_parts(written, B=1, C=2)
    KeyVersion.objects.filter(pk=written.pk).update(frozen=True)
    return written


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"code": "garage", "name": "Garage"}, ACCEPTED),
        ({"code": "lift", "name": "Lift"}, "key_code"),
        ({"code": "s2", "name": "Shares", "kind": "shares"}, "key_one_of_shares"),
        ({"code": "x", "name": "X", "kind": "other"}, "key_kind_known"),
    ],
)
def test_key(fields, constraint):
    with expecting(constraint):
        AllocationKey.objects.create(**fields)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"valid_from": None}, "key_version_once"),
        ({"total": 0}, "key_total_positive"),
    ],
)
def test_version(fields, constraint):
    with refused(constraint):
        version(**fields)


def test_a_part_is_above_zero_and_stands_once():
    written = version()
    with refused("key_part_positive"):
        write_parts(written, B=0)
    write_parts(written, B=1)
    with refused("key_part_once"):
        write_parts(written, B=2)


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"B": 1, "C": 2}, ACCEPTED),
        ({"B": 1, "C": 1}, "key: the parts sum to 2, not to 3"),
        ({"B": 1, "C": 3}, "key: the parts sum to 4, not to 3"),
        ({}, "key: the parts sum to <NULL>, not to 3"),
    ],
)
def test_the_parts_of_a_version_add_up(parts, message):
    with refused_at_commit(message) if message else checked_as_at_commit():
        write_parts(version(), **parts)


def test_the_parts_still_add_up_later():
    lift = KeyPart.objects.filter(version__key__code="lift")
    with refused_at_commit("key: the parts sum to 2, not to 3"):
        lift.filter(parts=1).delete()
    with refused_at_commit("key: the parts sum to 4, not to 3"):
        write_parts(KeyVersion.objects.get(key__code="lift"), A=1)
    with refused("rows of buildings_keypart are added and never changed"):
        lift.update(parts=2)
    with refused("key: a version is replaced, not changed"):
        KeyVersion.objects.filter(key__code="lift").update(total=4)
    with checked_as_at_commit():
        lift.filter(parts=1).delete()
        write_parts(KeyVersion.objects.get(key__code="lift"), A=1)


def test_parts_are_checked_in_their_own_tenant():
    version()
    with (
        enter(cast.tenant(cast.BELLEVUE).pk, by=None),
        refused_at_commit("key: the parts sum to <NULL>, not to 3"),
    ):
        pass


def test_a_version_that_no_call_has_used_can_go():
    with checked_as_at_commit():
        KeyPart.objects.filter(version__key__code="lift").delete()
        KeyVersion.objects.filter(key__code="lift").delete()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE buildings_keyversion SET frozen = false WHERE id = %s",
        "UPDATE buildings_keyversion SET valid_from = '2031-01-01' WHERE id = %s",
        "UPDATE buildings_keyversion SET total = 4 WHERE id = %s",
        "DELETE FROM buildings_keypart WHERE version_id = %s",
        "DELETE FROM buildings_keyversion WHERE id = %s",
    ],
)
def test_a_version_that_a_call_has_used_is_never_changed(used, statement):
    with refused("key: a version that a call has used is never changed"):
        changed(statement, [used.pk])


def test_the_parts_of_a_used_version_are_never_changed(used):
    with refused("key: a version that a call has used is never changed"):
        write_parts(used, A=1)
    with refused("rows of buildings_keypart are added and never changed"):
        used.parts.update(parts=5)


# Firms, mandates, grants


def mandate(since, until, tenant="asbl"):
    return Mandate.objects.create(
        firm=Firm.objects.first(), tenant=cast.tenant(tenant), since=since, until=until
    )


@pytest.mark.parametrize(
    ("since", "until", "constraint"),
    [
        (date(2026, 5, 1), date(2029, 5, 1), ACCEPTED),
        (date(2026, 5, 1), date(2029, 5, 2), "mandate_three_years"),
        (date(2028, 2, 29), date(2031, 2, 28), ACCEPTED),
        (date(2028, 2, 29), date(2031, 3, 1), "mandate_three_years"),
        (date(2026, 5, 1), date(2026, 5, 2), ACCEPTED),
        (date(2026, 5, 1), date(2026, 5, 1), "mandate_dates"),
        (date(2026, 5, 1), date(2026, 4, 30), "mandate_dates|range lower bound"),
    ],
)
def test_a_mandate_lasts_three_years_at_most(since, until, constraint):
    with expecting(constraint):
        mandate(since, until)


@pytest.mark.parametrize(
    ("since", "constraint"), [(DAY, ACCEPTED), (DAY_BEFORE, "mandate_one_syndic")]
)
def test_one_syndic_at_a_time(since, constraint):
    mandate(date(2029, 1, 1), DAY)
    with expecting(constraint):
        mandate(since, date(2031, 1, 1))


def grant(role="council", since=DAY, until=None, person="zoe"):
    return Grant.objects.create(
        user=cast.user(person),
        tenant=cast.tenant(),
        role=role,
        since=since,
        until=until,
    )


@pytest.mark.parametrize(
    ("role", "constraint"),
    [
        ("co_owner", ACCEPTED),
        ("committee", ACCEPTED),
        ("manager", "grant_role"),
        ("assistant", "grant_role"),
        ("accountant", "grant_role"),
        ("king", "grant_role"),
    ],
)
def test_a_firms_roles_come_with_its_mandate_only(role, constraint):
    with expecting(constraint):
        grant(role)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"since": DAY}, ACCEPTED),
        ({"since": DAY_BEFORE}, "grant_once"),
        ({"since": DAY_BEFORE, "role": "auditor"}, ACCEPTED),
        ({"since": DAY_BEFORE, "person": "bea"}, ACCEPTED),
        ({"since": DAY, "until": DAY}, "grant_dates"),
    ],
)
def test_a_role_is_granted_once_at_a_time(fields, constraint):
    grant(since=date(2029, 1, 1), until=DAY)
    with expecting(constraint):
        grant(**fields)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"role": "assistant"}, ACCEPTED),
        ({"role": "co_owner"}, "firm_member_role"),
        ({"role": "manager", "until": DAY}, "firm_member_dates"),
    ],
)
def test_firm_member(fields, constraint):
    with expecting(constraint):
        FirmMember.objects.create(
            firm=Firm.objects.first(), user=cast.user("zoe"), since=DAY, **fields
        )


# Imports


@pytest.mark.parametrize(
    ("files", "constraint"), [("lots.csv", ACCEPTED), ("", "import_names_files")]
)
def test_an_import_names_its_files(files, constraint):
    with expecting(constraint):
        ImportBatch.objects.create(names=files)
