"""A whole association, as another program exports it."""

from datetime import date
from pathlib import Path

import pytest

from buildings.importing.problems import Code
from buildings.importing.rows import (
    HoldingRow,
    KeyRow,
    LotKind,
    Member,
)
from tests.buildings.share_tables import person, planned, told

SAMPLE = Path(__file__).resolve().parents[3] / "shared" / "samples" / "building"


def of_the_same_shape() -> dict[str, str]:
    """Return files like the sample: 1,000 shares, 9 lots with shares and 5 cellars."""
    shares = [163, 163, 124, 124, 263, 64, 16, 19, 64]
    header = "code,ref,nature,entrance_code,floor,column,letterbox,area"
    lots = [f"{header},primary_lot_code,cadastral_number"]
    lots += [f"{n},A{n},APARTMENT,1,,,,,," for n in range(1, 10)]
    lots += [f"{n},Cave {n},BASEMENT,1,,,,,{n - 9}," for n in range(10, 15)]
    parts = ["apport_key_code,lot_code,lot_shares"]
    for key in ("stat", "1"):
        parts += [f"{key},{n},{share}" for n, share in enumerate(shares, start=1)]
    columns = (
        "code,owner_code,shares_full_property,shares_bare_property,shares_usufruct,"
        "representative_owner_code,external_representative_code,extref"
    )
    ownerships = [columns]
    ownerships += [f"{n},{n},1,,,{n},," for n in range(1, 6)]
    periods = ["lot_code,ownership_code,date_from,date_to"]
    periods += [f"{n},{n % 4 + 2},2022-07-01 00:00:00," for n in range(1, 15)]
    keys = [
        "code,description,total_shares",
        "stat,Acte de base,1000",
        "1,Charges communes,1000",
    ]
    tables = {
        "apport_keys": keys,
        "apport_shares": parts,
        "lots": lots,
        "ownerships": ownerships,
        "ownerships_history": periods,
    }
    return {f"{name}.csv": "\r\n".join(text) for name, text in tables.items()}


def associations():
    """Return the generated association, and the real one where it is at hand."""
    sample = {path.name: path.read_text() for path in SAMPLE.glob("acp_*.csv")}
    found = {"generated": of_the_same_shape(), "sample": sample}
    return [pytest.param(files, id=name) for name, files in found.items() if files]


@pytest.mark.parametrize("files", associations())
def test_an_association_as_another_program_exports_it(files):
    plan = planned(files)
    assert told(plan.problems) == []
    assert plan.deed_total == 1000
    assert [row.shares for row in plan.lots] == (
        [163, 163, 124, 124, 263, 64, 16, 19, 64] + [0] * 5
    )
    assert [row.primary_code for row in plan.lots] == [""] * 9 + list("12345")
    assert [row.kind for row in plan.lots[9:]] == [LotKind.CELLAR] * 5
    assert plan.keys == (
        KeyRow(
            "1",
            "Charges communes",
            1000,
            {row.code: row.shares for row in plan.lots[:9]},
            line=3,
        ),
    )
    assert plan.people == tuple(
        person(str(number), "", placeholder=True) for number in range(1, 6)
    )
    assert plan.holdings == tuple(
        HoldingRow(str(n), 1, (Member(str(n), 1, 0, 0),), str(n), n + 1)
        for n in range(1, 6)
    )
    assert [(row.lot_code, row.start, row.end) for row in plan.periods] == [
        (str(number), date(2022, 7, 1), None) for number in range(1, 15)
    ]
    assert sorted(problem[3] for problem in told(plan.warnings)) == [
        Code.HOLDING_UNUSED,
        *[Code.NAME_UNKNOWN] * 5,
    ]
