"""The tables a syndic downloads: a small building, filled in, in his language."""

from dataclasses import replace
from datetime import date

from buildings.importing.fields import LAYOUTS, Kind
from buildings.importing.names import Names
from buildings.importing.plan import Plan
from buildings.importing.rows import (
    Channel,
    HoldingRow,
    KeyRow,
    LotKind,
    LotRow,
    Member,
    PeriodRow,
    PersonKind,
    PersonRow,
)
from buildings.importing.words import LOT_KINDS
from buildings.importing.writing import Written, to_csv, to_workbook, written

_LIFT = Names("Lift | Ascenseur | Lift | Aufzug")
_YES = Names("yes | oui | ja | ja")
_SINCE = date(2022, 7, 1)
_SOLD = date(2024, 3, 15)
_SIMPLE_FIELDS = (
    "lot",
    "kind",
    "shares",
    "owner",
    "email",
    "language",
    "share",
    "representative",
    "start",
    "end",
)


def example_plan(language: str) -> Plan:
    """Return a building of five lots: a couple, a company, a sale, a lift key."""
    return Plan(
        lots=(
            _lot(1, "A1", LotKind.APARTMENT, 300),
            _lot(2, "A2", LotKind.APARTMENT, 320),
            _lot(3, "RC", LotKind.COMMERCIAL, 340),
            _lot(4, "G1", LotKind.GARAGE, 40, primary="A1"),
            _lot(5, "C1", LotKind.CELLAR, 0, primary="A2"),
        ),
        keys=(KeyRow("lift", _LIFT.title(language), 2, {"A1": 1, "A2": 1}, line=3),),
        people=(
            _person(1, "Peeters", "An", "nl", "an.peeters@example.org"),
            _person(2, "Lambert", "Luc", "fr", ""),
            _person(3, "Schmitz", "Eva", "de", "eva.schmitz@example.org"),
            _company(4, "Boulangerie Levain SRL", "0999999922", "fr"),
        ),
        holdings=(
            HoldingRow("1", 2, (Member("1", 1, 0, 0), Member("2", 1, 0, 0)), "1", 2),
            HoldingRow("2", 1, (Member("3", 1, 0, 0),), "3", 4),
            HoldingRow("3", 1, (Member("4", 1, 0, 0),), "4", 5),
        ),
        periods=(
            PeriodRow("A1", "1", _SINCE, None, 2),
            PeriodRow("A2", "1", _SINCE, _SOLD, 3),
            PeriodRow("A2", "2", _SOLD, None, 4),
            PeriodRow("RC", "3", _SINCE, None, 5),
            PeriodRow("G1", "1", _SINCE, None, 6),
            PeriodRow("C1", "2", _SINCE, None, 7),
        ),
        deed_total=1000,
    )


def template_workbook(language: str) -> bytes:
    """Return the XLSX template: a sheet per table."""
    return to_workbook(written(example_plan(language), language))


def template_csvs(language: str) -> dict[str, bytes]:
    """Return the same tables as CSV files, by file name."""
    tables = written(example_plan(language), language)
    return {f"{table.title}.csv": to_csv(table) for table in tables}


def simple_csv(language: str) -> bytes:
    """Return the one-table template: a line per lot and owner."""
    return to_csv(simple_table(language))


def simple_table(language: str) -> Written:
    layout = LAYOUTS[Kind.SIMPLE]
    yes = _YES.title(language)
    since, sold = _SINCE.isoformat(), _SOLD.isoformat()
    kinds = {kind: names.title(language) for kind, names in LOT_KINDS.items()}
    flat, shop = kinds[LotKind.APARTMENT], kinds[LotKind.COMMERCIAL]
    an, luc, eva = "Peeters An", "Lambert Luc", "Schmitz Eva"
    mail = "an.peeters@example.org"
    rows = (
        ("A1", flat, 300, an, mail, "nl", "1/2", yes, since, ""),
        ("A1", flat, 300, luc, "", "fr", "1/2", "", since, ""),
        ("A2", flat, 320, an, mail, "nl", "1", "", since, sold),
        ("A2", flat, 320, eva, "", "de", "1", "", sold, ""),
        ("RC", shop, 380, "Levain SRL", "", "fr", "1", "", since, ""),
    )
    return Written(
        Kind.SIMPLE,
        layout.names.title(language),
        tuple(layout.fields[field].title(language) for field in _SIMPLE_FIELDS),
        rows,
    )


def _lot(
    position: int, code: str, kind: LotKind, shares: int, *, primary: str = ""
) -> LotRow:
    return LotRow(
        code=code,
        name="",
        kind=kind,
        floor="",
        entrance="",
        cadastral_number="",
        primary_code=primary,
        shares=shares,
        position=position,
        line=position + 1,
    )


def _person(
    number: int, last_name: str, first_name: str, language: str, email: str
) -> PersonRow:
    return PersonRow(
        code=str(number),
        kind=PersonKind.PERSON,
        last_name=last_name,
        first_name=first_name,
        kbo="",
        language=language,
        email=email,
        phone="",
        street="Rue Haute 12",
        postal_code="1000",
        city="Bruxelles",
        country="BE",
        channel=Channel.EMAIL if email else Channel.POST,
        placeholder=False,
        line=number + 1,
    )


def _company(number: int, company: str, kbo: str, language: str) -> PersonRow:
    person = _person(number, "", "", language, "")
    return replace(person, kind=PersonKind.COMPANY, last_name=company, kbo=kbo)
