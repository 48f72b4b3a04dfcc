"""Residentie Parkzicht, Dilbeek: 14 flats and 8 garages, spoken of in Dutch.

It came to the syndic a year ago with a past: its books begin with opening balances.
"""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from buildings.importing.rows import LotKind
from buildings.models import Holding
from finance import chart, services
from finance.demo.calendar import Quarter, bank_day
from finance.demo.consents import note_consents
from finance.demo.firms import LAMBERT
from finance.demo.rows import (
    Address,
    Agreement,
    KeyRow,
    LotRow,
    OwnerRow,
    SupplierRow,
    Tables,
    alone,
    together,
    usufruct,
)
from finance.demo.stage import Scene, Stage
from finance.demo.story import (
    HALF,
    NOTHING,
    Habits,
    PlannedCall,
    PlannedItem,
    Purpose,
    Receipt,
    live,
    quarterly,
    reference,
)
from finance.opening import Balances, OwnerBalance, SupplierBalance

# flat → its shares
SHARES = {
    "0.1": 58,
    "0.2": 54,
    **{f"{floor}.{door}": 60 + 2 * door for floor in (1, 2, 3) for door in (1, 2, 3)},
    "4.1": 72,
    "4.2": 68,
    "4.3": 68,
}
GARAGES = ("0.1", "1.1", "1.3", "2.1", "2.3", "3.1", "4.1", "4.2")
GARAGE_SHARES = 13

HOUSEHOLDS = (
    alone("0.1", OwnerRow("Vandenbossche", "Karel", "nl")),
    alone("0.2", OwnerRow("Lambrechts", "Rosa", "nl", by_post=True)),
    together(
        "1.1",
        OwnerRow("Baeten", "Kris", "nl"),
        OwnerRow("Van Gils", "Leen", "nl"),
    ),
    alone("1.2", OwnerRow("Desmedt", "Patrick", "nl")),
    alone("1.3", OwnerRow("Lacroix", "Mireille")),
    usufruct(
        "2.1",
        OwnerRow("Huybrechts", "Maria", "nl", by_post=True),
        OwnerRow(
            "Huybrechts",
            "Peter",
            "nl",
            home=Address("Stationsstraat 9", "9300", "Aalst"),
        ),
    ),
    alone("2.2 3.2", OwnerRow("Vastgoed Ninove BV", "", "nl", kbo="0999015173")),
    alone("2.3", OwnerRow("Özdemir", "Selin", "nl")),
    alone("3.1", OwnerRow("Taylor", "Brian", "en")),
    together(
        "3.3",
        OwnerRow("Van Looy", "Griet", "nl"),
        OwnerRow("Van Looy", "Dries", "nl"),
        OwnerRow("Van Looy", "Anja", "nl", by_post=True),
    ),
    alone("4.1", OwnerRow("Segers", "Filip", "nl")),
    alone("4.2", OwnerRow("Michiels", "Lotte", "nl")),
    alone("4.3", OwnerRow("Poncelet", "Alain")),
)
PROVISIONS = (
    PlannedItem("Gewone lasten", Purpose.PROVISION, "3650.00"),
    PlannedItem("Lift", Purpose.PROVISION, "420.00", "lift"),
    PlannedItem("Reservefonds", Purpose.RESERVE, "900.00"),
)
AGREEMENTS = {
    "vandenbossche-karel": Agreement.PAPER,
    "desmedt-patrick": Agreement.PAPER,
    "ozdemir-selin": Agreement.PAPER,
    "taylor-brian": Agreement.MISSING,
    "michiels-lotte": Agreement.PAPER,
    "poncelet-alain": Agreement.MISSING,
}
LIFT, CLEANING = "Liften Brabo BV", "Schoonmaak Zenne BV"
SUPPLIERS = (
    SupplierRow(LIFT, "0999041107", "BE20999040011156", "+32 2 000 02 01"),
    SupplierRow(CLEANING, "0999041206", "BE09999040011257", "+32 2 000 02 02"),
    SupplierRow("Dakwerken Pede BV", "0999041305", "BE95999040011358"),
    SupplierRow("Verzekeringen Kasteelhoek NV", "0999041404", "BE84999040011459"),
)
# What the former syndic handed over.
BROUGHT = Balances(
    accounts={
        chart.BANK_WORKING: Decimal("9200.45"),
        chart.BANK_RESERVE: Decimal("21600.00"),
        chart.WORKING_FUND: Decimal("-9000.00"),
        chart.RESERVE_FUND: Decimal("-21738.60"),
    },
    owners=(
        OwnerBalance("poncelet-alain", Decimal("812.40"), Decimal("138.60")),
        OwnerBalance("segers-filip", Decimal("96.15")),
        OwnerBalance("lambrechts-rosa", credit=Decimal("150.00")),
    ),
    suppliers=(
        SupplierBalance(LIFT, Decimal("611.05")),
        SupplierBalance(CLEANING, Decimal("347.95")),
    ),
)
HABITS = Habits(
    parts={
        ("desmedt-patrick", "q4"): NOTHING,
        ("poncelet-alain", "q3"): HALF,
        ("poncelet-alain", "q4"): HALF,
    },
    late={"taylor-brian": 21, "van-looy": 34},
)


def _lots():
    for code, shares in SHARES.items():
        yield LotRow(code, LotKind.APARTMENT, code[0], shares)
    for number, flat in enumerate(GARAGES, start=1):
        yield LotRow(
            f"G{number}",
            LotKind.GARAGE,
            "-1",
            GARAGE_SHARES,
            f"Garage {number}",
            belongs_to=flat,
        )


def _keys():
    upstairs = {code: 1 + int(code[0]) for code in SHARES if code[0] != "0"}
    yield KeyRow("lift", "Lift", upstairs)
    garages = {f"G{number}": 1 for number in range(1, len(GARAGES) + 1)}
    yield KeyRow("garages", "Garages", garages)


def _title(quarter: Quarter) -> str:
    return f"Provisie {quarter.number}e kwartaal {quarter.year}"


def _play(stage: Stage) -> None:
    holdings = {one.code: one for one in Holding.objects.select_related("party")}
    first = stage.quarters[0]
    owners = [replace(one, holder=holdings[one.holder]) for one in BROUGHT.owners]
    services.open_balances(
        replace(BROUGHT, owners=tuple(owners)), date=first.first_day, by=stage.manager
    )
    segers = holdings["segers-filip"]
    old_debt = Receipt(
        bank_day(first.day(11)), segers, Decimal("96.15"), reference(segers)
    )
    calls = quarterly(stage.quarters, title=_title, items=PROVISIONS)
    roof = PlannedCall(
        "roof",
        "Dakisolatie, eerste schijf",
        stage.today - timedelta(days=20),
        stage.today + timedelta(days=25),
        (PlannedItem("Isolatie van het dak", Purpose.WORKS, "11800.00"),),
    )
    live([*calls, roof], HABITS, stage=stage, receipts=[old_debt])
    note_consents(AGREEMENTS, stage=stage)


PARKZICHT = Scene(
    tables=Tables(
        deed={
            "name": "Residentie Parkzicht",
            "slug": "residentie-parkzicht",
            "deed_total": 1_000,
            "kbo": "0999015668",
            "street": "Parkzichtlaan 27",
            "postal_code": "1700",
            "city": "Dilbeek",
            "languages": ["nl"],
            "working_iban": "BE76999015600195",
            "reserve_iban": "BE65999015600296",
        },
        lots=tuple(_lots()),
        households=HOUSEHOLDS,
        keys=tuple(_keys()),
        suppliers=SUPPLIERS,
        agreements=AGREEMENTS,
    ),
    firm=LAMBERT,
    quarters=4,
    play=_play,
)
