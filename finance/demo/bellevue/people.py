"""Bellevue's suppliers, who was invited to an account, and who accepts e-mail."""

from finance.demo.bellevue import block_a, block_b
from finance.demo.guests import Guests
from finance.demo.rows import Agreement, OwnerRow, SupplierRow

LIFTS, HEATING = "Ascenseurs du Parc SRL", "Chauffage Hallaert SRL"
CLEANING, GARDEN = "Net & Clair SRL", "Jardins Fauvel SRL"
INSURER, ENERGY = "La Prévoyance Brabançonne SA", "Énergie Senne SA"
WATER, DOORS = "Eaux du Midi SC", "Portes Vandamme BV"
ROOFER, HALL = "Toitures Marolles SRL", "Salle Saint-Augustin ASBL"
SYNDIC, SURVEYOR = "Syndic Lambert", "Paul Lacour, géomètre"
SUPPLIERS = (
    SupplierRow(LIFTS, "0999040117", "BE33999040010146", "+32 2 000 01 01"),
    SupplierRow(HEATING, "0999040216", "BE22999040010247", "+32 2 000 01 02"),
    SupplierRow(CLEANING, "0999040315", "BE11999040010348", "+32 2 000 01 03"),
    SupplierRow(INSURER, "0999040414", "BE97999040010449"),
    SupplierRow(ENERGY, "0999040513", "BE86999040010550"),
    SupplierRow(DOORS, "0999040612", "BE75999040010651", "+32 2 000 01 06"),
    SupplierRow(GARDEN, "0999040711", "BE64999040010752"),
    SupplierRow(SURVEYOR, iban="BE29999040011964", phone="+32 2 000 01 08"),
    SupplierRow(WATER, "0999041503", "BE73999040011560"),
    SupplierRow(ROOFER, "0999041602", "BE62999040011661"),
    SupplierRow(HALL, "0999041701", "BE51999040011762"),
    SupplierRow(SYNDIC, "0999023487", "BE40999040011863"),
)

GUESTS = Guests(
    accepted=(
        "fontaine-chloe",
        "pauls-gunther",
        "verhaegen-geert",
        "kowalska-ewa",
        "legrand-sylvie",
        "gilles-aurelie",
    ),
    thinking=("renard-isabelle", "bogaert-tine", "rossi-elena"),
    expired=("ouali-fatima", "smets-ilse"),
    on_paper=("lemaire-jeanne",),
)
ONLINE = {"dubois-marc", "janssens-lieve", *GUESTS.accepted}
# They ticked "by e-mail" on a list in the hall, and signed nothing.
MISSING = {
    "claes-sven",
    "kaya-emre",
    "lenaerts-bram",
    "benali-samira",
    "van-hove-wim",
    "ferreira-sofia",
}
# Of the others with an e-mail address, every so manieth sent the form back.
FORMS = 2


def _agreements() -> dict[str, Agreement]:
    said = dict.fromkeys(ONLINE, Agreement.ONLINE)
    said |= dict.fromkeys(MISSING, Agreement.MISSING)
    others = [row.code for row in _owners() if row.email and row.code not in said]
    said |= dict.fromkeys(others[::FORMS], Agreement.PAPER)
    return {row.code: said[row.code] for row in _owners() if row.code in said}


def _owners() -> list[OwnerRow]:
    houses = (*block_a.HOUSEHOLDS, *block_b.HOUSEHOLDS)
    return [member.owner for house in houses for member in house.members]


AGREEMENTS = _agreements()
