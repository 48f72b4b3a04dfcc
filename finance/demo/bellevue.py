"""Résidence Bellevue, Brussels: 20 flats and shops, 12 cellars, 8 garages."""

from buildings.models import Lot
from finance.demo import people
from finance.demo.register import KeyRow, LotRow, OwnerRow, SharedRow, Tables

SLUG = "residence-bellevue"
SOLD = ("5A", "K10", "G6")
SELLER, BUYER = "marchal", "noel"

# floor → shares of its flats A, B and C
SHARES = {
    1: (540, 420, 380),
    2: (550, 425, 385),
    3: (560, 430, 390),
    4: (570, 435, 395),
    5: (590, 445, 405),
    6: (605, 455, 420),
}
HOLDERS = {
    "1A": "dubois",
    "1B": "ouali",
    "1C": "midi",
    "2A": "goossens",
    "2B": "midi",
    "2C": "renard",
    "3A": "janssens",
    "3B": "elamrani-haddad",
    "3C": "claes",
    "4A": "pauls",
    "4B": "fontaine",
    "4C": "declercq",
    "5A": SELLER,
    "5B": "maes",
    "5C": "lambrecht",
    "6A": "vanderlinden",
    "6B": "heinen",
    "6C": "piette",
}
CELLARS = ["1A", "1B", "2A", "2C", "3A", "3B", "4A", "4B", "4C", "5A", "6A", "6B"]
GARAGES = ["1A", "2A", "3A", "3B", "4A", "5A", "6A", "2B"]
GARAGE_SHARES = 75


def _lots():
    yield LotRow("RC-M", Lot.Kind.COMMERCIAL, "Magasin", "0", 620, "midi")
    yield LotRow("RC-A", Lot.Kind.APARTMENT, "", "0", 380, "lemaire")
    for floor, shares in SHARES.items():
        for letter, number in zip("ABC", shares, strict=True):
            code = f"{floor}{letter}"
            yield LotRow(
                code, Lot.Kind.APARTMENT, "", str(floor), number, HOLDERS[code]
            )
    for number, flat in enumerate(CELLARS, start=1):
        name = f"Cave {number}"
        yield LotRow(f"K{number}", Lot.Kind.CELLAR, name, "-1", 0, HOLDERS[flat], flat)
    for number, flat in enumerate(GARAGES, start=1):
        yield LotRow(
            f"G{number}",
            Lot.Kind.GARAGE,
            f"Garage {number}",
            "-1",
            GARAGE_SHARES,
            HOLDERS[flat],
            flat,
        )


def _keys():
    """The lift costs more the higher one lives; the ground floor does not use it."""
    letters = {"A": 12, "B": 10, "C": 9}
    lift = {
        f"{floor}{letter}": weight * (10 + floor)
        for floor in SHARES
        for letter, weight in letters.items()
    }
    surface = {"A": 118, "B": 92, "C": 84}
    heating = {"RC-M": 135, "RC-A": 80} | {
        f"{floor}{letter}": square_metres
        for floor in SHARES
        for letter, square_metres in surface.items()
    }
    garages = {f"G{number}": 1 for number in range(1, len(GARAGES) + 1)}
    yield KeyRow("lift", "Ascenseur", lift)
    yield KeyRow("heating", "Chauffage (m²)", heating)
    yield KeyRow("garages", "Garages", garages)


OWNERS = (
    OwnerRow(
        "midi",
        "Patrimoine du Midi SRL",
        email="gestion@patrimoine-du-midi.example",
        fields={
            "kind": "company",
            "kbo": "0999012304",
            "street": "Rue de la Papeterie 8",
            "postal_code": "1300",
            "city": "Wavre",
            "phone": "+32 10 00 00 08",
        },
    ),
    OwnerRow("lemaire-j", "Lemaire", "Jeanne"),
    OwnerRow(
        "lemaire-p",
        "Lemaire",
        "Philippe",
        email="philippe.lemaire@mail.example",
        fields={
            "street": "Chemin des Vignes 3",
            "postal_code": "5000",
            "city": "Namur",
        },
    ),
    OwnerRow(
        "dubois", "Dubois", "Marc", email="marc@mail.example", user=people.COUNCIL
    ),
    OwnerRow("ouali", "Ouali", "Fatima", email="fatima.ouali@mail.example"),
    OwnerRow("goossens", "Goossens", "Dirk", "nl"),
    OwnerRow("renard", "Renard", "Isabelle", email="isabelle.renard@mail.example"),
    OwnerRow(
        "janssens",
        "Janssens",
        "Lieve",
        "nl",
        email="lieve@mail.example",
        user=people.CO_OWNER,
        fields={"phone": "+32 470 00 00 31"},
    ),
    OwnerRow("elamrani", "El Amrani", "Nadia", email="nadia.elamrani@mail.example"),
    OwnerRow("haddad", "Haddad", "Youssef"),
    OwnerRow("claes", "Claes", "Sven", "nl", email="sven.claes@mail.example"),
    OwnerRow("pauls", "Pauls", "Günther", "de", email="g.pauls@mail.example"),
    OwnerRow("fontaine", "Fontaine", "Chloé", email="chloe.fontaine@mail.example"),
    OwnerRow("declercq-b", "De Clercq", "Bart", "nl"),
    OwnerRow(
        "declercq-g",
        "De Clercq",
        "Griet",
        "nl",
        fields={"street": "Molenstraat 40", "postal_code": "9000", "city": "Gent"},
    ),
    OwnerRow(SELLER, "Marchal", "Robert"),
    OwnerRow(BUYER, "Noël", "Amélie", email="amelie.noel@mail.example"),
    OwnerRow("maes", "Maes", "Wouter", "nl"),
    OwnerRow("lambrecht", "Lambrecht", "An-Sofie", "nl", email="as.l@mail.example"),
    OwnerRow("vanderlinden", "Vanderlinden", "Olivier"),
    OwnerRow(
        "heinen",
        "Heinen",
        "Ingrid",
        "de",
        fields={"street": "Bergstraße 12", "postal_code": "4700", "city": "Eupen"},
    ),
    OwnerRow("piette", "Piette", "Chantal"),
)

SHARED = (
    # The mother lives there; her son will have it one day.
    SharedRow(
        "lemaire", 1, [("lemaire-j", 0, 0, 1), ("lemaire-p", 0, 1, 0)], "lemaire-j"
    ),
    SharedRow(
        "elamrani-haddad", 5, [("elamrani", 3, 0, 0), ("haddad", 2, 0, 0)], "elamrani"
    ),
    # Heirs who have not yet named their representative: their vote is suspended.
    SharedRow("declercq", 2, [("declercq-b", 1, 0, 0), ("declercq-g", 1, 0, 0)]),
)

TABLES = Tables(
    deed={
        "name": "Résidence Bellevue",
        "slug": SLUG,
        "deed_total": 10_000,
        "kbo": "0999001416",
        "street": "Avenue Bellevue 14",
        "postal_code": "1190",
        "city": "Bruxelles",
        "languages": ["fr", "nl"],
        "working_iban": "BE85999001400106",
        "reserve_iban": "BE74999001400207",
    },
    lots=tuple(_lots()),
    owners=OWNERS,
    shared=SHARED,
    keys=tuple(_keys()),
)
