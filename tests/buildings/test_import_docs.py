"""The page for the syndic says what the code does."""

import re

from buildings.importing.fields import LAYOUTS, Kind
from buildings.importing.names import LANGUAGES
from tests.buildings.share_tables import planned, told
from tests.worked_tables import DOCS

PAGE = (DOCS / "import.md").read_text(encoding="utf-8")
EXAMPLES = dict(re.findall(r"\*\*(\w+\.csv)\*\*\n\n```csv\n(.*?)```", PAGE, re.DOTALL))


def test_the_simple_example_is_sound():
    plan = planned({"building.csv": EXAMPLES["building.csv"]}, deed_total=1000)
    assert told(plan.problems) == []
    assert len(plan.lots) == 4


def test_the_separate_examples_are_sound():
    names = ["lots.csv", "keys.csv", "parts.csv", "owners.csv", "ownerships.csv"]
    assert list(EXAMPLES) == ["building.csv", *names, "periods.csv"]
    plan = planned({name: EXAMPLES[name] for name in [*names, "periods.csv"]})
    assert (told(plan.problems), told(plan.warnings)) == ([], [])
    assert plan.deed_total == 1000
    assert [(key.code, key.total) for key in plan.keys] == [("lift", 3)]


def test_the_columns_of_the_page_are_those_of_the_template():
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")][:4]
        for line in PAGE.splitlines()
        if line.count("|") == 6 and not line.startswith("|---")
    ]
    assert [row for row in rows if row[0] != "English"] == [
        [names.title(language) for language in LANGUAGES]
        for kind, layout in LAYOUTS.items()
        if kind is not Kind.SIMPLE
        for names in layout.fields.values()
    ]
