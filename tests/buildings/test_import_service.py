"""Tables become rows: once, all or nothing, and back again."""

from decimal import Decimal
from pathlib import Path

import pytest

from buildings import services
from buildings.errors import (
    ImportApplied,
    ImportConflict,
    ImportUndone,
    ImportUnsound,
    ImportUsed,
)
from buildings.importing.template import template_workbook
from buildings.models import (
    AllocationKey,
    Holding,
    HoldingMember,
    ImportBatch,
    ImportFile,
    KeyPart,
    Lot,
    Owner,
    Ownership,
)
from buildings.services import imports
from koprogo.ledger.models import Party
from koprogo.tenancy import enter
from tests import cast

SAMPLE = Path(__file__).parents[3] / "shared/samples/building"
MODELS = (Lot, AllocationKey, KeyPart, Owner, Holding, HoldingMember, Ownership, Party)


@pytest.fixture
def empty(db):
    """A new association of 1,000 shares without lots."""
    building = services.create_building(
        name="New", slug="new", deed_total=1000, by=None, languages=["fr"]
    )
    with enter(building.pk, by=None):
        yield building


def template():
    return [("template.xlsx", template_workbook("fr"))]


def table(text):
    return [("table.csv", text.encode())]


def run(files):
    return imports.apply_import(imports.upload_tables(files, by=None), by=None)


def everything():
    """Every row that an import may write, by what identifies it."""
    return {
        model: sorted(map(str, model.objects.values_list(*FACTS[model])))
        for model in MODELS
    }


FACTS = {
    Lot: ("code", "name", "kind", "shares", "position", "primary__code"),
    AllocationKey: ("code", "name"),
    KeyPart: ("version__key__code", "version__valid_from", "lot__code", "parts"),
    Owner: ("code", "last_name", "first_name", "language", "email", "channel"),
    Holding: ("code", "parts", "representative__code"),
    HoldingMember: ("holding__code", "owner__code", "full", "bare", "usufruct"),
    Ownership: ("lot__code", "holding__code", "since", "until"),
    Party: ("reference_base",),
}


def test_the_template_becomes_a_building(empty):
    run(template())
    assert {model: model.objects.count() for model in MODELS} == {
        Lot: 5,
        AllocationKey: 2,
        KeyPart: 6,
        Owner: 4,
        Holding: 3,
        HoldingMember: 4,
        Ownership: 6,
        Party: 3,
    }
    assert Lot.objects.get(code="G1").primary.code == "A1"


def test_importing_twice_changes_nothing(empty):
    run(template())
    before = everything()
    assert imports.compare(
        imports.plan_of(imports.upload_tables(template(), by=None))
    ).is_empty
    assert run(template()).changes == []
    assert everything() == before


def test_codes_are_the_same_in_any_case(empty):
    run(table("code,shares\nA1,600\nB,400\n"))
    run(table("code,shares,floor\na1,600,2\nb,400,3\n"))
    assert list(Lot.objects.values_list("code", "floor")) == [("A1", "2"), ("B", "3")]


def test_what_the_table_does_not_say_stays(empty):
    run(table("code,shares,floor\nA,600,2\nB,400,\n"))
    run(table("code,shares\nA,500\nB,500\n"))
    assert list(Lot.objects.values_list("code", "shares", "floor")) == [
        ("A", 500, "2"),
        ("B", 500, ""),
    ]
    assert list(KeyPart.objects.order_by("pk").values_list("parts", flat=True)) == [
        500,
        500,
    ]


def test_undo_leaves_the_building_as_it_was(empty):
    before = everything()
    batch = run(template())
    imports.undo_import(batch, by=None)
    assert everything() == before
    with pytest.raises(ImportUndone):
        imports.undo_import(batch, by=None)


def test_undo_restores_what_was_changed(empty):
    run(table("code,shares,floor\nA,600,2\nB,400,\n"))
    before = everything()
    batch = run(table("code,shares,floor\nA,500,9\nB,300,\nC,200,\n"))
    assert everything() != before
    imports.undo_import(batch, by=None)
    assert everything() == before


def test_undo_gives_way_to_later_work(empty):
    run(table("code,shares,floor\nA,600,2\nB,400,\n"))
    batch = run(table("code,shares,floor\nA,600,9\nB,400,\n"))
    services.update_lot(Lot.objects.get(code="A"), floor="7", by=None)
    before = everything()
    with pytest.raises(ImportUsed):
        imports.undo_import(batch, by=None)
    assert everything() == before


def test_a_buyer_in_the_table_takes_over_from_the_seller(acacias):
    run(table("lot,owner,from\nA,Nora Peeters,2026-01-01\n"))
    lot = cast.lot("A")
    assert [
        (str(period.holding), str(period.since), str(period.until))
        for period in lot.ownerships.all()
    ] == [
        ("Omar Haddad", "2020-01-01", "2026-01-01"),
        ("Nora Peeters", "2026-01-01", "None"),
    ]


def test_an_import_that_overlaps_is_a_conflict(acacias):
    text = "lot,owner,from,until\nA,Nora Peeters,2019-01-01,2021-01-01\n"
    batch = imports.upload_tables(table(text), by=None)
    before = everything()
    with pytest.raises(ImportConflict) as caught:
        imports.apply_import(batch, by=None)
    assert caught.value.conflicts == [("period", "A")]
    assert everything() == before


def test_mistakes_store_nothing(empty):
    batch = imports.upload_tables(table("code,shares\nA,-1\nA,5\n"), by=None)
    before = everything()
    with pytest.raises(ImportUnsound):
        imports.apply_import(batch, by=None)
    assert everything() == before


def test_a_double_click_imports_once(empty):
    batch = imports.upload_tables(template(), by=None)
    imports.apply_import(batch, by=None)
    with pytest.raises(ImportApplied):
        imports.apply_import(batch, by=None)


def test_a_new_upload_replaces_the_older_draft(empty):
    imports.upload_tables(template(), by=None)
    batch = imports.upload_tables(template(), by=None)
    assert list(ImportBatch.objects.all()) == [batch]
    imports.apply_import(batch, by=None)
    assert ImportFile.objects.count() == 0


def big(lots):
    lines = ["lot,owner,shares,from"]
    lines += [f"L{n},Owner {n},{10},2020-01-01" for n in range(lots)]
    return table("\n".join(lines))


def test_statements_do_not_grow_with_the_lots(db, django_assert_max_num_queries):
    counted = []
    for number, lots in enumerate((3, 300)):
        building = services.create_building(
            name="x", slug=f"x{number}", deed_total=lots * 10, by=None
        )
        with enter(building.pk, by=None):
            batch = imports.upload_tables(big(lots), by=None)
            with django_assert_max_num_queries(80) as captured:
                imports.apply_import(batch, by=None)
            counted.append(len(captured))
            assert Lot.objects.count() == lots
    assert counted[0] == counted[1]


def associations():
    """Our own table, and the real one beside the checkout when it is there."""
    return [template()] + [
        [(path.name, path.read_bytes()) for path in sorted(folder.glob("acp_small_*"))]
        for folder in [SAMPLE]
        if folder.is_dir()
    ]


@pytest.mark.parametrize("files", associations(), ids=lambda files: files[0][0])
def test_whole_associations_go_in_and_out(empty, files):
    before = everything()
    batch = run(files)
    assert sum(Lot.objects.values_list("shares", flat=True)) == 1000
    assert run(files).changes == []
    assert Decimal(1000) == sum(
        KeyPart.objects.filter(version__key__kind="shares").values_list(
            "parts", flat=True
        )
    )
    imports.undo_import(batch, by=None)
    assert everything() == before
