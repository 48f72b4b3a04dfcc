"""Headers to meanings, whatever the table is called and however it is ordered."""

from collections import Counter

import pytest

from buildings.importing.columns import recognise
from buildings.importing.fields import KEY_PREFIXES, LAYOUTS, Kind
from buildings.importing.names import LANGUAGES
from buildings.importing.problems import Code, Report
from buildings.importing.tables import Row, Table
from buildings.importing.text import plain
from buildings.importing.words import (
    CHANNELS,
    COUNTRIES,
    LOT_KINDS,
    PERSON_KINDS,
    RIGHTS,
    SPOKEN,
)
from tests.buildings.share_tables import told


def table(*header, name="t.csv", sheet=""):
    row = Row(2, dict.fromkeys(header, "x"))
    return Table(name, header, (row,), sheet)


def recognised(*header, **options):
    """Return ``(kind, fields, keys)`` of the table and what was said about it."""
    report = Report()
    sheets = recognise([table(*header, **options)], report)
    found = [
        (kind, dict(sheet.columns), dict(sheet.keys))
        for kind in Kind
        for sheet in sheets.of(kind)
    ]
    problems = told(report.problems.in_order([]))
    return found, problems, told(report.warnings.in_order([]))


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_kind_is_told_by_its_header_in_each_language(kind, language):
    fields = LAYOUTS[kind].fields
    header = [names.title(language) for names in fields.values()]
    for order in (header, header[::-1]):
        found, problems, warnings = recognised(*order)
        assert (problems, warnings) == ([], [])
        assert found == [(kind, dict(zip(fields, header, strict=True)), {})]


@pytest.mark.parametrize("kind", Kind)
def test_no_name_of_a_column_means_two_things(kind):
    names = Counter(
        name for names in LAYOUTS[kind].fields.values() for name in names.plain
    )
    assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.parametrize(
    "choices", [LOT_KINDS, PERSON_KINDS, CHANNELS, RIGHTS, SPOKEN, COUNTRIES]
)
def test_no_word_means_two_choices(choices):
    words = Counter(word for names in choices.values() for word in names.plain)
    assert [word for word, count in words.items() if count > 1] == []


def test_every_title_exists_in_every_language():
    titles = [layout.names for layout in LAYOUTS.values()]
    titles += [names for layout in LAYOUTS.values() for names in layout.fields.values()]
    for choices in (LOT_KINDS, PERSON_KINDS, CHANNELS, RIGHTS, SPOKEN, COUNTRIES):
        titles += choices.values()
    assert {len(names.titles.split(" | ")) for names in titles} == {4}


def test_names_are_plain_only_once():
    """Other names are written as they are compared, so that doubles are seen."""
    for layout in LAYOUTS.values():
        for names in layout.fields.values():
            also = [name for name in names.also.split(", ") if name]
            assert also == [plain(name) for name in also]
    assert sorted(map(plain, KEY_PREFIXES)) == sorted(KEY_PREFIXES)


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("code,ref,nature,entrance_code,floor,primary_lot_code", Kind.LOTS),
        ("N° de lot;Type;Tantièmes", Kind.LOTS),
        ("lot,name,shares", Kind.LOTS),
        ("Kavelnummer,AANDELEN", Kind.LOTS),
        ("code,description,total_shares", Kind.KEYS),
        ("apport_key_code,lot_code,lot_shares", Kind.PARTS),
        ("code,owner_code,shares_full_property,shares_bare_property", Kind.HOLDINGS),
        ("lot_code,ownership_code,date_from,date_to", Kind.PERIODS),
        ("code,last_name,first_name,email", Kind.PEOPLE),
        ("propriétaire;nom;prénom;e-mail", Kind.PEOPLE),
        ("lot,owner name,email,language,share,from date", Kind.SIMPLE),
        ("lot,name,email,language,share,from", Kind.SIMPLE),
        ("Lot;Propriétaire;Quotités;Depuis", Kind.SIMPLE),
        ("Kavel;Naam eigenaar;Aandelen;Eigenaar sinds", Kind.SIMPLE),
        ("Los;Eigentümer;Anteile;seit", Kind.SIMPLE),
    ],
)
def test_headers_of_real_tables(header, kind):
    names = header.replace(";", ",").split(",")
    found, problems, _ = recognised(*names)
    assert ([kind for kind, _, _ in found], problems) == ([kind], [])


def test_columns_of_keys_keep_their_codes():
    found, problems, warnings = recognised(
        "lot", "shares", "key:lift", "Clé : ASC 2", "Schlüssel:Heizung", "note:x"
    )
    assert problems == []
    assert found[0][2] == {
        "lift": "key:lift",
        "ASC 2": "Clé : ASC 2",
        "Heizung": "Schlüssel:Heizung",
    }
    assert warnings == [("t.csv", None, "note:x", Code.COLUMN_IGNORED, {})]


@pytest.mark.parametrize(
    ("first", "second"), [("quotités", "shares"), ("key:lift", "clé: LIFT")]
)
def test_two_columns_cannot_mean_the_same(first, second):
    found, problems, _ = recognised("lot", "name", first, second)
    assert found == []
    assert problems == [
        ("t.csv", None, second, Code.SAME_COLUMN_TWICE, {"other": first})
    ]


@pytest.mark.parametrize(
    ("header", "kind"),
    [(("lot", "ownership"), Kind.PERIODS), (("lot", "owner"), Kind.SIMPLE)],
)
def test_a_table_of_owners_over_time_needs_dates(header, kind):
    found, problems, _ = recognised(*header)
    assert found == []
    assert problems == [
        (
            "t.csv",
            None,
            None,
            Code.MISSING_COLUMN,
            {"kind": kind, "field": "start"},
        )
    ]


def test_a_table_that_is_something_else_is_refused():
    found, problems, _ = recognised("account", "bank", "bic", *"abcdefgh")
    assert found == []
    assert problems == [
        (
            "t.csv",
            None,
            None,
            Code.UNKNOWN_TABLE,
            {"header": "account, bank, bic, a, b, c, d, e"},
        )
    ]


def test_another_sheet_of_a_workbook_is_left_out():
    found, problems, warnings = recognised("to do", name="b › Notes", sheet="Notes")
    assert (found, problems) == ([], [])
    assert warnings == [
        ("b › Notes", None, None, Code.SHEET_IGNORED, {"sheet": "Notes"})
    ]


@pytest.mark.parametrize(
    ("name", "sheet", "kinds"),
    [
        ("table.csv", "", []),
        ("lots_owners.csv", "", []),
        ("acp_lots.csv", "", [Kind.LOTS]),
        ("Liste des propriétaires.csv", "", [Kind.PEOPLE]),
        ("lots.xlsx › Owners", "Owners", [Kind.PEOPLE]),
    ],
)
def test_the_name_decides_between_equal_kinds(name, sheet, kinds):
    found, problems, _ = recognised("code", "name", "kind", name=name, sheet=sheet)
    assert [kind for kind, _, _ in found] == kinds
    assert [problem[3] for problem in problems] == (
        [] if kinds else [Code.AMBIGUOUS_TABLE]
    )
