"""Who looks at Bellevue's books: what is contested, and the auditor of the accounts."""

from decimal import Decimal

from buildings.models import Owner, Supplier
from finance.demo import people
from finance.demo.bellevue.costs import CHARGING
from finance.demo.bellevue.people import CLEANING, GARDEN
from finance.demo.stage import Stage
from finance.models import (
    AccountsCheck,
    CallLine,
    ChargeDocument,
    ConflictOfInterest,
    Contest,
    Cost,
)
from finance.queries.auditing import vouchers_of
from finance.queries.charge_documents import charge_line
from finance.sampling import Criteria
from finance.services.auditing import answer, ask, conclude, look_at, open_check, sign
from finance.services.conflicts import declare_conflict, end_conflict
from finance.services.contests import (
    answer_contest,
    close_contest,
    contest_call_line,
    contest_charge_line,
)
from koprogo.ledger.models import FiscalYear

# The first year was checked by its largest vouchers; the second also by drawing lots.
LARGEST = Criteria(random=0, largest=15, threshold=Decimal("2500.00"))
DRAWN = Criteria(random=8, largest=6, threshold=Decimal("2500.00"))
# Of the running year only a part was looked at so far.
LOOKED_AT = 7

CHARGED = (
    "Le compteur de ma borne (garage 1) montre beaucoup moins que les 1 427,60 € de "
    "la facture. Pourquoi est-ce que je paie cette part ?"
)
CHARGED_ANSWER = (
    "La facture couvre les cinq bornes ; votre part suit votre compteur, relevé à la "
    "fin de l’exercice. Elle est de 19 % environ : la ligne du décompte montre les kWh "
    "de chaque borne."
)
CALLED = (
    "Ik woon op de derde verdieping en gebruik de lift weinig. Waarom betaal ik "
    "evenveel als mijn buren voor de tweede schijf?"
)
CALLED_ANSWER = (
    "U betaalt volgens de sleutel van lift A: die telt de aandelen en de verdieping. "
    "De derde verdieping draagt dus minder dan de negende. De akte staat in de "
    "bibliotheek van het gebouw."
)
FINDING = "Le bon de travail manque au dossier."
QUESTION_1 = "La facture de la toiture ne dit pas quelle surface a été refaite."
ANSWER_1 = "180 m², selon le bon de travail : il est maintenant joint à la facture."
QUESTION_2 = (
    "La note de crédit d’Énergie Senne n’est pas encore déduite : de quelle facture "
    "le sera-t-elle ?"
)
CONCLUSION = (
    "Les soldes des banques correspondent aux extraits et les comptes des "
    "copropriétaires au grand livre. Un bon de travail manquait ; il a été joint. Je "
    "propose à l’assemblée d’approuver les comptes."
)


def play(stage: Stage) -> None:
    _contest_a_cost(stage)
    _contest_a_call(stage)
    _declare(stage)
    first, second = FiscalYear.objects.order_by("since")
    _check_and_sign(first, stage)
    _check(second, stage)


def _owner(stage: Stage, key: str) -> Owner:
    return Owner.objects.get(user=stage.users[key])


def _contest_a_cost(stage: Stage) -> None:
    """Marc Dubois asked about the charging points, and got his answer."""
    owner = _owner(stage, people.COUNCIL)
    document = ChargeDocument.objects.select_related("statement", "holding").get(
        holding__members__owner=owner
    )
    cost = Cost.objects.get(
        meters__name=CHARGING, divisions__statement__documents=document
    )
    contest = contest_charge_line(
        document,
        charge_line(document, cost.uuid),
        owner=owner,
        text=CHARGED,
        origin=stage.origin,
        by=owner.user,
    )
    close_contest(
        contest,
        outcome=Contest.Outcome.EXPLAINED,
        text=CHARGED_ANSWER,
        origin=stage.origin,
        by=stage.manager,
    )


def _contest_a_call(stage: Stage) -> None:
    """Lieve Janssens contests her part of the lift; the file is open."""
    owner = _owner(stage, people.CO_OWNER)
    lines = CallLine.objects.filter(document__holding__members__owner=owner)
    line = lines.filter(item__works__isnull=False).select_related("document__holding")
    contest = contest_call_line(
        line.latest("pk"), owner=owner, text=CALLED, origin=stage.origin, by=owner.user
    )
    answer_contest(contest, text=CALLED_ANSWER, origin=stage.origin, by=stage.manager)


def _declare(stage: Stage) -> None:
    """The register of conflicts of interest has one that runs, and one that ended."""
    suppliers = {one.name: one for one in Supplier.objects.all()}
    declare_conflict(
        name="Marc Dubois",
        role=ConflictOfInterest.Role.COUNCIL,
        supplier=suppliers[CLEANING],
        text="Son beau-frère est associé de la firme ; il ne vote pas sur le contrat.",
        declared_on=stage.quarters[4].day(12),
        by=stage.manager,
    )
    ended = declare_conflict(
        name="Syndic Lambert",
        role=ConflictOfInterest.Role.SYNDIC,
        supplier=suppliers[GARDEN],
        text="Le gérant louait un bureau à la firme.",
        declared_on=stage.quarters[1].day(3),
        by=stage.manager,
    )
    end_conflict(ended, ended_on=stage.quarters[3].day(5), by=stage.manager)


def _check_and_sign(year: FiscalYear, stage: Stage) -> None:
    auditor = stage.users[people.AUDITOR]
    check = open_check(year, criteria=LARGEST, by=auditor)
    for number, voucher in enumerate(_vouchers(check)):
        finding = "" if number else FINDING
        look_at(check, invoice=voucher.invoice.uuid, finding=finding, by=auditor)
    asked = ask(check, text=QUESTION_1, origin=stage.origin, by=auditor)
    answer(asked, text=ANSWER_1, origin=stage.origin, by=stage.manager)
    opinion = AccountsCheck.Opinion.REMARKS
    conclude(check, opinion=opinion, conclusion=CONCLUSION, by=auditor)
    sign(check, by=auditor)


def _check(year: FiscalYear, stage: Stage) -> None:
    auditor = stage.users[people.AUDITOR]
    check = open_check(year, criteria=DRAWN, by=auditor)
    for voucher in _vouchers(check)[:LOOKED_AT]:
        look_at(check, invoice=voucher.invoice.uuid, by=auditor)
    ask(check, text=QUESTION_2, origin=stage.origin, by=auditor)


def _vouchers(check: AccountsCheck):
    return list(vouchers_of(check).order_by("invoice__date", "invoice__pk"))
