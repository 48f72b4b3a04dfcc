"""Les Tilleuls, Namur: 8 flats and 4 garages, with the other syndic."""

from datetime import timedelta

from buildings.importing.rows import LotKind
from finance.demo import letters, people
from finance.demo.calendar import Quarter
from finance.demo.consents import note_consents
from finance.demo.firms import DELVAUX
from finance.demo.rows import (
    Address,
    Agreement,
    KeyRow,
    LotRow,
    OwnerRow,
    SupplierRow,
    Tables,
    alone,
)
from finance.demo.stage import Scene, Stage
from finance.demo.story import (
    HALF,
    NOTHING,
    Habits,
    PlannedCall,
    PlannedItem,
    Purpose,
    live,
    quarterly,
)
from finance.queries.budgets import Span
from finance.queries.years import year_span
from finance.services.budgets import opt_out_of_reserve, year_to_budget

FLATS = ("01", "02", "11", "12", "21", "22", "31", "32")
GARAGES = {"G1": "01", "G2": "12", "G3": "31", "G4": "32"}
FLAT_SHARES, GARAGE_SHARES = 115, 20

HOUSEHOLDS = (
    alone("01", OwnerRow("Bodart", "Luc", by_post=True)),
    alone("02 21", OwnerRow("Collard", "Valérie")),
    alone(
        "11",
        OwnerRow(
            "Janssens",
            "Lieve",
            "nl",
            user=people.CO_OWNER,
            given_email="lieve@mail.example",
            home=Address("Avenue Bellevue 14", "1190", "Bruxelles"),
        ),
    ),
    alone("12", OwnerRow("Lefèvre", "Benoît", by_post=True)),
    alone("22", OwnerRow("Mertens", "Hugo", "nl")),
    alone("31", OwnerRow("Nguyen", "Linh")),
    alone("32", OwnerRow("Wauters", "Josiane", by_post=True)),
)
AGREEMENTS = {
    "collard-valerie": Agreement.PAPER,
    "janssens-lieve": Agreement.ONLINE,
    "mertens-hugo": Agreement.MISSING,
    "nguyen-linh": Agreement.PAPER,
}
SUPPLIERS = (
    SupplierRow(
        "Toitures de la Meuse SRL",
        "0999040810",
        "BE53999040010853",
        "+32 81 00 01 01",
    ),
    SupplierRow("Nettoyage Gelbressée SRL", "0999040909", "BE42999040010954"),
    SupplierRow("Assurances de la Citadelle SA", "0999041008", "BE31999040011055"),
)
# Nothing goes to the reserve this year: the gutters are paid by a call of their own.
PROVISIONS = (PlannedItem("Charges courantes", Purpose.PROVISION, "2100.00"),)
OPT_OUT = (
    "Assemblée générale, point 5 : pas de contribution au fonds de réserve cette "
    "année, par quatre cinquièmes des voix"
)
HABITS = Habits(
    parts={
        ("wauters-josiane", "q3"): HALF,
        ("wauters-josiane", "q4"): NOTHING,
        ("janssens-lieve", "q4"): NOTHING,
    },
    late={"nguyen-linh": 30},
)


def _lots():
    for code in FLATS:
        yield LotRow(code, LotKind.APARTMENT, code[0], FLAT_SHARES)
    for code, flat in GARAGES.items():
        name = f"Garage {code[1:]}"
        yield LotRow(code, LotKind.GARAGE, "0", GARAGE_SHARES, name, belongs_to=flat)


def _title(quarter: Quarter) -> str:
    return f"Provisions T{quarter.number} {quarter.year}"


def _play(stage: Stage) -> None:
    since, until = year_span(stage.today)
    year = year_to_budget(Span(since, until), by=stage.manager)
    voted = max(stage.quarters[0].first_day, since - timedelta(days=19))
    opt_out_of_reserve(year, decision=OPT_OUT, decided_on=voted, by=stage.manager)
    calls = quarterly(stage.quarters, title=_title, items=PROVISIONS)
    gutters = PlannedCall(
        "gutters",
        "Remplacement des gouttières",
        stage.today - timedelta(days=2),
        stage.today + timedelta(days=28),
        (PlannedItem("Gouttières en zinc", Purpose.WORKS, "4350.00"),),
    )
    issued = live([*calls, gutters], HABITS, stage=stage)
    note_consents(AGREEMENTS, stage=stage)
    letters.send(
        issued["gutters"],
        refused=["nguyen-linh"],
        posted=["bodart-luc", "lefevre-benoit"],
        stage=stage,
    )


TILLEULS = Scene(
    tables=Tables(
        deed={
            "name": "Les Tilleuls",
            "slug": "les-tilleuls",
            "deed_total": 1_000,
            "kbo": "0999008740",
            "street": "Rue des Tilleuls 5",
            "postal_code": "5000",
            "city": "Namur",
            "languages": ["fr"],
            "fiscal_year_start": 7,
            "working_iban": "BE51999008700162",
            "reserve_iban": "BE40999008700263",
            "public_page": True,
            "documents_place": "Chez le syndic, rue du Pont 2 à Namur",
        },
        lots=tuple(_lots()),
        households=HOUSEHOLDS,
        keys=(KeyRow("garages", "Garages", dict.fromkeys(GARAGES, 1)),),
        suppliers=SUPPLIERS,
        agreements=AGREEMENTS,
    ),
    firm=DELVAUX,
    quarters=4,
    play=_play,
)
