"""Writes a building from its tables, by the import that a syndic uses for his own."""

from collections.abc import Mapping
from datetime import date

from buildings import services
from buildings.importing.plan import Plan
from buildings.importing.rows import (
    Channel,
    HoldingRow,
    KeyRow,
    LotRow,
    Member,
    PeriodRow,
    PersonKind,
    PersonRow,
)
from buildings.importing.writing import to_csv, written
from buildings.models import Building, Owner
from buildings.services.imports import apply_import, upload_tables
from finance.demo import rows
from koprogo.accounts.models import User
from koprogo.tenancy import enter

FIRST_YEAR, YEARS = 2004, 17


def write(
    tables: rows.Tables, *, users: Mapping[str, User], since: date, by: User
) -> Building:
    """Create the building of these tables through the services, as ``by``.

    Owners who sign in may do so from the day ``since`` on. A fiscal year begins in its
    month, unless the deed says another one.
    """
    deed = {"fiscal_year_start": since.month} | dict(tables.deed)
    building = services.create_building(**deed, by=by)
    language = building.languages[0]
    files = [
        (f"{table.title}.csv", to_csv(table))
        for table in written(plan_of(tables), language)
    ]
    with enter(building.pk, by=by):
        apply_import(upload_tables(files, by=by), by=by)
        owners = {owner.code: owner for owner in Owner.objects.all()}
        for row in tables.owners:
            if row.user:
                owner, user = owners[row.code], users[row.user]
                services.link_owner(owner, user=user, since=since, by=by)
        for supplier in tables.suppliers:
            services.create_supplier(
                name=supplier.name,
                kbo=supplier.kbo,
                iban=supplier.iban,
                email=supplier.email,
                phone=supplier.phone,
                by=by,
            )
    return building


def plan_of(tables: rows.Tables) -> Plan:
    """Return the tables as the plan that reading them would give. Pure."""
    days = {
        house.code: bought_on(number) for number, house in enumerate(tables.households)
    }
    return Plan(
        lots=tuple(_lot(row, n) for n, row in enumerate(tables.lots, start=1)),
        keys=tuple(
            KeyRow(key.code, key.name, sum(key.parts.values()), key.parts, None)
            for key in tables.keys
        ),
        people=tuple(_person(row, tables) for row in tables.owners),
        holdings=tuple(_holding(house) for house in tables.households),
        periods=tuple(
            PeriodRow(lot, holder, days[holder], None, 0)
            for lot, holder in tables.holders().items()
        ),
    )


def bought_on(number: int) -> date:
    """Return the day of somebody's deed: long before the demo's books begin."""
    year = FIRST_YEAR + number * 7 % YEARS
    return date(year, 1 + number * 5 % 12, 1 + number * 11 % 28)


def _lot(row: rows.LotRow, position: int) -> LotRow:
    return LotRow(
        code=row.code,
        name=row.name,
        kind=row.kind,
        floor=row.floor,
        entrance=row.entrance,
        cadastral_number="",
        primary_code=row.belongs_to,
        shares=row.shares,
        position=position,
        line=0,
    )


def _person(row: rows.OwnerRow, tables: rows.Tables) -> PersonRow:
    home = row.home or tables.address
    # Recording a consent makes e-mail the wish of who gave it.
    missing = tables.agreements.get(row.code) == rows.Agreement.MISSING
    return PersonRow(
        code=row.code,
        kind=PersonKind.COMPANY if row.kbo else PersonKind.PERSON,
        last_name=row.last_name,
        first_name=row.first_name,
        kbo=row.kbo,
        language=row.language,
        email=row.email,
        phone=row.phone,
        street=home.street,
        postal_code=home.postal_code,
        city=home.city,
        country=home.country,
        channel=Channel.EMAIL if missing else Channel.POST,
        placeholder=False,
        line=0,
    )


def _holding(house: rows.Household) -> HoldingRow:
    representative = house.representative.code if house.representative else ""
    members = tuple(
        Member(member.owner.code, member.full, member.bare, member.usufruct)
        for member in house.members
    )
    return HoldingRow(house.code, house.parts, members, representative, 0)
