"""The page of the rule: its figures, its script, and its SQL on a building of ours."""

import json
import re
import subprocess
import sys

import pytest

from koprogo.audit.queries import verify
from koprogo.audit.services import record
from koprogo.audit.tasks import seal_all
from koprogo.tenancy import enter
from tests import cast
from tests.sql import owner_of
from tests.worked_tables import DOCS


def blocks(language):
    text = (DOCS / "rules" / "audit.md").read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


EVENTS, SEALS = blocks("json")
[SCRIPT] = blocks("python")
EVENTS_SQL, SEALS_SQL = blocks("sql")


def run(folder, events, seals):
    """Return what the stranger's script prints; it knows nothing of us."""
    (folder / "events.jsonl").write_text(events, encoding="utf-8")
    (folder / "seals.jsonl").write_text(seals, encoding="utf-8")
    script = folder / "script.py"
    script.write_text(SCRIPT, encoding="utf-8")
    printed = subprocess.run(
        [sys.executable, "-I", script],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    return printed.stdout.splitlines()


def test_the_script_has_fifteen_lines_at_most():
    assert len([line for line in SCRIPT.splitlines() if line]) <= 15


def test_the_figures_of_the_page(tmp_path):
    assert run(tmp_path, EVENTS, SEALS) == ["1 sound", "2 sound"]


@pytest.mark.parametrize(
    ("before", "after", "printed"),
    [
        ('"actor": 12', '"actor": 13', ["1 broken", "2 broken"]),
        ("lots.csv", "lots2.csv", ["1 sound", "2 broken"]),
    ],
)
def test_the_script_notices(tmp_path, before, after, printed):
    assert EVENTS.count(before) > 0
    assert run(tmp_path, EVENTS.replace(before, after, 1), SEALS) == printed


def test_the_script_agrees_with_the_database(own_database, tmp_path):
    tenant = cast.tenant().pk
    seal_all()
    with enter(tenant, by=None):
        odd = {"é": "日本 “x”\n", "number": 12.5, "nested": {"b": [1, None], "a": True}}
        record("lot.changed", target=cast.lot("A"), by=cast.user("omar"), **odd)
    seal_all()
    with owner_of(own_database) as owner:
        events, seals = (
            "\n".join(
                json.dumps(row)
                for (row,) in owner.execute(query.replace("= 7", f"= {tenant}"))
            )
            for query in (EVENTS_SQL, SEALS_SQL)
        )
    assert run(tmp_path, events, seals) == ["1 sound", "2 sound"]
    with enter(tenant, by=None):
        assert json.loads(seals.splitlines()[-1])["hash"] == verify().head
