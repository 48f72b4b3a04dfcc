"""Les Tilleuls, Namur: 8 flats and 4 garages, with another syndic."""

from buildings.models import Lot
from finance.demo import people
from finance.demo.register import KeyRow, LotRow, OwnerRow, Tables

SLUG = "les-tilleuls"

FLATS = {
    "01": "bodart",
    "02": "collard",
    "11": "janssens",
    "12": "lefevre",
    "21": "collard",
    "22": "mertens",
    "31": "nguyen",
    "32": "wauters",
}
GARAGES = {"G1": "bodart", "G2": "lefevre", "G3": "nguyen", "G4": "wauters"}
FLAT_SHARES, GARAGE_SHARES = 115, 20


def _lots():
    for code, holder in FLATS.items():
        yield LotRow(code, Lot.Kind.APARTMENT, "", code[0], FLAT_SHARES, holder)
    for code, holder in GARAGES.items():
        name = f"Garage {code[1:]}"
        yield LotRow(code, Lot.Kind.GARAGE, name, "0", GARAGE_SHARES, holder)


TABLES = Tables(
    deed={
        "name": "Les Tilleuls",
        "slug": SLUG,
        "deed_total": 1_000,
        "kbo": "0999008740",
        "street": "Rue des Tilleuls 5",
        "postal_code": "5000",
        "city": "Namur",
        "languages": ["fr"],
        "fiscal_year_start": 7,
        "working_iban": "BE51999008700162",
        "reserve_iban": "BE40999008700263",
    },
    lots=tuple(_lots()),
    owners=(
        OwnerRow("bodart", "Bodart", "Luc"),
        OwnerRow("collard", "Collard", "Valérie", email="v.collard@mail.example"),
        OwnerRow(
            "janssens",
            "Janssens",
            "Lieve",
            "nl",
            email="lieve@mail.example",
            user=people.CO_OWNER,
            fields={
                "street": "Avenue Bellevue 14",
                "postal_code": "1190",
                "city": "Bruxelles",
            },
        ),
        OwnerRow("lefevre", "Lefèvre", "Benoît"),
        OwnerRow("mertens", "Mertens", "Hugo", "nl", email="hugo.mertens@mail.example"),
        OwnerRow("nguyen", "Nguyen", "Linh", email="linh.nguyen@mail.example"),
        OwnerRow("wauters", "Wauters", "Josiane"),
    ),
    keys=(KeyRow("garages", "Garages", dict.fromkeys(GARAGES, 1)),),
)
