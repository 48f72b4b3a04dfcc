"""Bellevue's suppliers, who was invited to an account, and who accepts e-mail."""

from finance.demo.bellevue import block_a, block_b
from finance.demo.guests import Guests
from finance.demo.rows import Agreement, OwnerRow, SupplierRow

SUPPLIERS = (
    SupplierRow(
        "Ascenseurs du Parc SRL", "0999040117", "BE33999040010146", "+32 2 000 01 01"
    ),
    SupplierRow(
        "Chauffage Hallaert SRL", "0999040216", "BE22999040010247", "+32 2 000 01 02"
    ),
    SupplierRow("Net & Clair SRL", "0999040315", "BE11999040010348", "+32 2 000 01 03"),
    SupplierRow("La Prévoyance Brabançonne SA", "0999040414", "BE97999040010449"),
    SupplierRow("Énergie Senne SA", "0999040513", "BE86999040010550"),
    SupplierRow(
        "Portes Vandamme BV", "0999040612", "BE75999040010651", "+32 2 000 01 06"
    ),
    SupplierRow("Jardins Fauvel SRL", "0999040711", "BE64999040010752"),
    SupplierRow("Paul Lacour, géomètre", phone="+32 2 000 01 08"),
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
