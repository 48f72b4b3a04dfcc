"""Flats of Bellevue that change hands: one sold in the first year, one for sale."""

from datetime import date, timedelta

from buildings.models import Holding, Lot
from finance.demo.bank import Bank
from finance.demo.bellevue import meters
from finance.demo.chronicle import Chronicle
from finance.demo.stage import Stage
from finance.exports.sales import Known
from finance.models import Sale, SaleDocument
from finance.movement_parts import HolderPart
from finance.queries.sales import meters_to_read
from finance.services.sale_deed import carry_out_sale, deed_of
from finance.services.sale_documents import hand_over, make_document
from finance.services.sales import note_told, plan_deed, request_document, start_sale

FIRST, SECOND = SaleDocument.Paragraph.FIRST, SaleDocument.Paragraph.SECOND
NOTARIES = (
    {
        "notary": "Étude Vandercammen & Roels",
        "notary_email": "etude@vandercammen.example",
        "notary_address": "Rue du Marché 31, 1190 Bruxelles",
        "notary_reference": "VR/2214",
        "language": "fr",
    },
    {
        "notary": "Notaris Hilde Baeckelmans",
        "notary_email": "kantoor@baeckelmans.example",
        "notary_address": "Dorpsplein 4, 1700 Dilbeek",
        "notary_reference": "2087/HB",
        "language": "nl",
    },
)


def plan(chronicle: Chronicle, bank: Bank, stage: Stage) -> None:
    """A51 and its annexes are sold in the fourth quarter of the first year."""
    deed_on = stage.quarters[3].day(20)
    chronicle.at(deed_on, lambda: _sell(deed_on, bank, stage))


def _sell(deed_on: date, bank: Bank, stage: Stage) -> None:
    sale = start_sale(
        lots=_with_annexes("A51"),
        by=stage.assistant,
        contract_on=deed_on - timedelta(days=110),
        **NOTARIES[0],
    )
    sale = plan_deed(
        sale,
        deed_on=deed_on,
        buyer=Holding.objects.get(code="noel-amelie"),
        contract_on=sale.contract_on,
        by=stage.assistant,
    )
    deed = deed_of(sale)
    days = (deed_on - stage.quarters[0].first_day).days
    sale = carry_out_sale(
        sale,
        due_on=deed_on + timedelta(days=30),
        seen=deed.seen,
        readings={
            meter: meters.shown(meter, days)
            for meter in meters_to_read(deed.lots, on=deed_on)
        },
        by=stage.manager,
    )
    note_told(sale, told_on=deed_on + timedelta(days=6), by=stage.assistant)
    _pay(sale, deed_on, bank)


def _pay(sale: Sale, deed_on: date, bank: Bank) -> None:
    """The seller gets his part of the working fund back, the buyer pays hers."""
    for holding, amount, days in (
        (sale.seller, -sale.working_fund, 16),
        (sale.buyer, sale.working_fund, 21),
    ):
        bank.move(
            deed_on + timedelta(days=days),
            amount,
            words="Fonds de roulement A51",
            part=HolderPart(holding, amount),
        )


def begin(stage: Stage) -> None:
    """A46 is for sale: its notary asked for both answers, and has the first."""
    today = stage.today
    sale = start_sale(
        lots=_with_annexes("A46"),
        by=stage.assistant,
        **NOTARIES[1],
    )
    asked = request_document(
        sale,
        paragraph=FIRST,
        requested_on=today - timedelta(days=12),
        by=stage.assistant,
    )
    made = make_document(asked, none_known=[Known.PROCEEDINGS], by=stage.manager)
    hand_over(made, by_email=True, origin=stage.origin, by=stage.assistant)
    request_document(
        sale,
        paragraph=SECOND,
        requested_on=today - timedelta(days=2),
        by=stage.assistant,
    )


def _with_annexes(code: str) -> list[Lot]:
    flat = Lot.objects.get(code=code)
    return [flat, *flat.annexes.all()]
