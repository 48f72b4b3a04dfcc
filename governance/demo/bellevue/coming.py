"""Bellevue's next ordinary assembly: prepared, and nobody is convened yet."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from buildings.models import LibraryVersion, Owner
from finance.demo.library import file_papers
from finance.demo.papers import Audience, Category, Paper, Version
from finance.demo.stage import Stage
from governance.demo.bellevue import quotes
from governance.demo.bellevue.agenda import LANGUAGES, proposed
from governance.demo.sitting import at_hour
from governance.models import AgendaItem, Assembly
from governance.queries.drafts import AssemblyDraft, ItemDraft
from governance.queries.settings import (
    assembly_settings,
    next_ordinary_day,
    ordinary_period,
)
from governance.services.agenda import add_item, attach_document, change_item
from governance.services.assemblies import prepare_assembly
from governance.services.proposals import place_proposal, propose
from governance.subjects import Subject

SECOND = timedelta(days=21)
# Before the three weeks that end when the fifteen days begin.
RECEIVED = timedelta(days=20)
CONTRACTOR = ItemDraft(
    subject=Subject.WORKS,
    title={
        "fr": "Façade du bloc B : choix de l’entreprise",
        "nl": "Gevel van blok B: keuze van de aannemer",
    },
    text={
        "fr": "L’assemblée précédente a décidé les travaux. Trois offres ont été reçues "
        "et comparées par le conseil de copropriété, qui propose la deuxième.",
        "nl": "De vorige vergadering heeft de werken beslist. Drie offertes werden "
        "ontvangen en vergeleken door de raad van mede-eigendom, die de tweede voorstelt.",
    },
    motion={
        "fr": "L’assemblée confie les travaux à Toitures Marolles SRL pour 124 300 €, en "
        "quatre appels de fonds.",
        "nl": "De vergadering vertrouwt de werken toe aan Toitures Marolles SRL voor "
        "124 300 €, in vier opvragingen.",
    },
    amount=Decimal("124300.00"),
)
BICYCLES = {
    "title": "Overdekte fietsenstalling in de tuin",
    "text": "De fietsenberging van blok B is vol: er staan 41 fietsen voor 28 plaatsen. "
    "Ik stel een overdekte stalling voor twintig fietsen voor, langs de tuinmuur.",
}
BICYCLES_POINT = ItemDraft(
    subject=Subject.WORKS,
    title={"fr": "Abri à vélos dans le jardin", "nl": BICYCLES["title"]},
    text={
        "fr": "Proposition de Mme Janssens (A31). Le local à vélos du bloc B est plein : "
        "41 vélos pour 28 places. Un abri pour vingt vélos serait placé le long du mur.",
        "nl": BICYCLES["text"],
    },
    motion={
        "fr": "L’assemblée décide de placer un abri pour vingt vélos, pour 7 900 € au plus.",
        "nl": "De vergadering beslist een stalling voor twintig fietsen te plaatsen, voor "
        "hoogstens 7 900 €.",
    },
    amount=Decimal("7900.00"),
)
COMPOST = {
    "title": "Un compost au fond du jardin",
    "text": "Plusieurs familles du bloc A trient déjà leurs épluchures. Je propose deux "
    "bacs de compost, entretenus par des volontaires ; la commune en offre un.",
}
ACCOUNTS = """
Comptes de l’exercice, en euros, soumis à l’assemblée générale.
# Charges
Nettoyage et jardin | 28 110,00
Entretien des ascenseurs | 16 020,00
Gaz et entretien du chauffage | 57 940,80
Électricité et eau des communs | 18 455,70
Assurance de l’immeuble | 14 980,00
Honoraires du syndic | 16 250,00
"""
BUDGET = """
Projet de budget, en euros, de quatre trimestres.
# Charges courantes
Nettoyage et jardin | 29 900,00
Entretien des ascenseurs | 17 300,00
Gaz et entretien du chauffage | 53 800,00
Électricité et eau des communs | 19 200,00
Assurance de l’immeuble | 15 500,00
Honoraires du syndic | 17 100,00
# Dépenses extraordinaires prévisibles
Façade du bloc B, premier appel | 31 075,00
# Fonds de réserve
Contribution | 21 600,00
"""


def prepare(stage: Stage, *, place: str) -> Assembly:
    """Prepare it for the next of the fifteen days that can still be convened."""
    period = ordinary_period(assembly_settings())
    day = next_ordinary_day(period, on=max(stage.today, timezone.localdate()))
    assembly = prepare_assembly(
        AssemblyDraft(
            starts_at=at_hour(day, 19),
            place=place,
            is_remote=True,
            remote_access="https://visio.example/bellevue, code 1190",
            second_at=at_hour(day + SECOND, 19),
            consulting="Dans la bibliothèque de l’immeuble, ou au bureau du syndic.",
        ),
        kind=Assembly.Kind.ORDINARY,
        languages=LANGUAGES,
        budget=None,
        by=stage.assistant,
    )
    _name_candidates(assembly, stage)
    _attach(assembly, stage)
    quotes.ask(add_item(assembly, CONTRACTOR, by=stage.assistant), stage)
    _take_up(assembly, stage)
    return assembly


def _name_candidates(assembly: Assembly, stage: Stage) -> None:
    candidates = {
        Subject.COUNCIL_MEMBER: "Marc Dubois",
        Subject.AUDITOR: "Heike Schröder",
    }
    for item in assembly.items.filter(kind=AgendaItem.Kind.ELECTION):
        subject = Subject(item.subject)
        draft = proposed(subject, candidate=candidates[subject])
        change_item(item, draft, by=stage.assistant)
    second = proposed(Subject.COUNCIL_MEMBER, candidate="Chloé Fontaine")
    add_item(assembly, second, by=stage.assistant)


def _attach(assembly: Assembly, stage: Stage) -> None:
    """File what owners decide on, and tie it to its points."""
    year = stage.quarters[-1].year
    papers = {
        Subject.ACCOUNTS: (
            f"Comptes {year}, soumis à l’assemblée",
            "comptes",
            ACCOUNTS,
        ),
        Subject.BUDGET: (f"Projet de budget {year + 1}", "projet_budget", BUDGET),
    }
    file_papers(
        [
            Paper(
                title,
                f"{name}_{year}.pdf",
                Category.ACCOUNTS,
                Audience.OWNERS,
                stage.today,
                (Version(text),),
            )
            for title, name, text in papers.values()
        ],
        stage=stage,
    )
    for subject, (title, _name, _text) in papers.items():
        version = LibraryVersion.objects.get(document__title=title)
        item = assembly.items.get(subject=subject)
        attach_document(item, version, by=stage.assistant)


def _take_up(assembly: Assembly, stage: Stage) -> None:
    """Put one proposal on the agenda, in both languages; the other one waits."""
    received = stage.today - RECEIVED
    lieve = Owner.objects.get(code="janssens-lieve")
    bicycles = propose(owner=lieve, **BICYCLES, received_on=received, by=lieve.user)
    item = place_proposal(
        bicycles,
        assembly,
        subject=Subject.WORKS,
        origin=stage.origin,
        by=stage.manager,
    )
    change_item(item, BICYCLES_POINT, by=stage.assistant)
    fatima = Owner.objects.get(code="ouali-fatima")
    propose(owner=fatima, **COMPOST, received_on=stage.today, by=stage.assistant)
