"""Bellevue's contracts for regular supplies, and what the syndic says of the last year."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from buildings.models import Building, Supplier
from finance.demo.bellevue.people import CLEANING, HEATING, INSURER, LIFTS
from finance.demo.stage import Stage
from finance.months import add_months
from finance.queries.supplier_costs import last_year_over
from governance.models import ContractReview, SupplyContract
from governance.models.council import Decided
from governance.queries.contract_reviews import ReviewDraft
from governance.services.contract_reviews import (
    attach_report,
    make_report,
    review_contracts,
)
from governance.services.contracts import record_contract

Kind, Quality, Proposal = (
    SupplyContract.Kind,
    ContractReview.Quality,
    ContractReview.Proposal,
)


@dataclass(frozen=True, slots=True)
class Supply:
    """A contract, and what is said of it. ``years``: how long it runs already.

    ``renewal``, ``notice``: months. ``ends_in``: months from this one to the end of its
    term; none: of undetermined length.
    """

    kind: str
    title: str
    supplier: str
    reference: str
    years: int
    cost: str
    said: ReviewDraft
    indexation: str = ""
    notice: int = 3
    renewal: int | None = None
    ends_in: int | None = None


SUPPLIES = (
    Supply(
        Kind.LIFT,
        "Entretien des deux ascenseurs",
        LIFTS,
        "ADP-2114",
        5,
        "16000.00",
        ReviewDraft(
            Quality.SUFFICIENT,
            Proposal.RENEGOTIATE,
            "Six pannes de l’ascenseur A, dont deux de plus d’une journée. Le prix suit "
            "un index plus rapide que la santé.",
        ),
        indexation="Chaque 1er janvier, indice Agoria",
        renewal=12,
        notice=6,
        ends_in=14,
    ),
    Supply(
        Kind.CLEANING,
        "Nettoyage des communs",
        CLEANING,
        "NC/1190/07",
        3,
        "22700.00",
        ReviewDraft(
            Quality.GOOD,
            Proposal.CONTINUE,
            "L’équipe est stable, et revient le jour même quand on l’appelle.",
        ),
        indexation="Chaque 1er janvier, commission paritaire 121",
    ),
    Supply(
        Kind.INSURANCE,
        "Incendie et responsabilité civile",
        INSURER,
        "70-114.208",
        8,
        "14600.00",
        ReviewDraft(
            Quality.SUFFICIENT,
            Proposal.QUOTES,
            "La franchise a doublé après les dégâts des eaux du bloc B. Un courtier "
            "compare trois assureurs.",
        ),
        indexation="Indice ABEX",
        renewal=12,
        # Notice must be given before the end of this month.
        ends_in=4,
    ),
    Supply(
        Kind.HEATING,
        "Entretien des chaudières",
        HEATING,
        "CH-0877",
        6,
        "4860.00",
        ReviewDraft(Quality.GOOD, Proposal.CONTINUE),
        renewal=24,
        ends_in=9,
    ),
)


def keep(stage: Stage) -> None:
    """Record them, evaluate the last year, and attach the report to the next agenda."""
    suppliers = {one.name: one for one in Supplier.objects.all()}
    said = {_record(one, suppliers, stage): one.said for one in SUPPLIES}
    year = last_year_over(Building.objects.get(), on=stage.today)
    review_contracts(year, said, by=stage.assistant)
    make_report(year, on=stage.today, by=stage.manager)
    attach_report(year, by=stage.assistant)


def _record(
    supply: Supply, suppliers: Mapping[str, Supplier], stage: Stage
) -> SupplyContract:
    month = stage.today.replace(day=1)
    until = None if supply.ends_in is None else add_months(month, supply.ends_in)
    since = add_months(until or month, -12 * supply.years)
    return record_contract(
        supplier=suppliers[supply.supplier],
        kind=supply.kind,
        title=supply.title,
        reference=supply.reference,
        since=since,
        until=until,
        renewal_months=supply.renewal,
        notice_months=supply.notice,
        agreed_cost=Decimal(supply.cost),
        indexation=supply.indexation,
        interest="",
        document=None,
        decided=_decided(since),
        by=stage.assistant,
    )


def _decided(since: date) -> Decided:
    on = add_months(since, -1)
    return Decided(on, f"Assemblée générale de {on.year}, contrats")
