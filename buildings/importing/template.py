"""The tables a syndic downloads: a small building, filled in, in his language."""

from dataclasses import replace
from datetime import date

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
from buildings.importing.writing import to_workbook, written

_LIFT = Names("Lift | Ascenseur | Lift | Aufzug")
_SINCE = date(2022, 7, 1)
_SOLD = date(2024, 3, 15)


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
