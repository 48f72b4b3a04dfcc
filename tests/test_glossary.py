import re

from tests.worked_tables import DOCS

APPS = [
    *("koprogo", "buildings", "finance", "governance", "solidarity", "transparency"),
    "community",
]


def _terms():
    lines = (DOCS / "glossary.md").read_text(encoding="utf-8").splitlines()
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in lines
        if line.startswith("| ")
    ]
    return [row for row in rows if row[0] != "English"]


def test_every_term_has_its_four_languages():
    terms = _terms()
    assert len(terms) > 50
    assert [row for row in terms if len(row) != 6 or not all(row[:4])] == []


def test_every_term_stands_once():
    english = [row[0] for row in _terms()]
    assert sorted(set(english)) == sorted(english)


def test_the_names_in_the_code_are_there():
    named = {
        word
        for row in _terms()
        for name in re.findall(r"`([^`]+)`", row[5])
        for word in name.split(".")
    }
    written = {
        word
        for app in APPS
        for path in (DOCS.parent / app).rglob("*.py")
        for word in re.findall(r"\w+", path.read_text(encoding="utf-8"))
    }
    assert sorted(named - written) == []
