"""Residentie Parkzicht, Dilbeek: its deed, who holds what, and its suppliers."""

from buildings.importing.rows import LotKind
from finance.demo import people
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
    alone(
        "2.3",
        OwnerRow(
            "Özdemir",
            "Selin",
            "nl",
            user=people.VOTER,
            given_email="selin@mail.example",
        ),
    ),
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
AGREEMENTS = {
    "vandenbossche-karel": Agreement.PAPER,
    "desmedt-patrick": Agreement.PAPER,
    "ozdemir-selin": Agreement.PAPER,
    "taylor-brian": Agreement.MISSING,
    "michiels-lotte": Agreement.PAPER,
    "poncelet-alain": Agreement.MISSING,
}
LIFT, CLEANING = "Liften Brabo BV", "Schoonmaak Zenne BV"
ROOF, INSURER = "Dakwerken Pede BV", "Verzekeringen Kasteelhoek NV"
UTILITIES, SYNDIC = "Zenne Energie en Water CV", "Syndic Lambert"
SUPPLIERS = (
    SupplierRow(LIFT, "0999041107", "BE20999040011156", "+32 2 000 02 01"),
    SupplierRow(CLEANING, "0999041206", "BE09999040011257", "+32 2 000 02 02"),
    SupplierRow(ROOF, "0999041305", "BE95999040011358"),
    SupplierRow(INSURER, "0999041404", "BE84999040011459"),
    SupplierRow(UTILITIES, "0999041897", "BE18999040012065"),
    SupplierRow(SYNDIC, "0999023487", "BE40999040011863"),
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


TABLES = Tables(
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
)
