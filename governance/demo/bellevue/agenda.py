"""What Bellevue's last assembly decided, in the words in which its books quote it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from buildings.models import AllocationKey
from finance.demo.bellevue.budgets import LIFT, LIFT_WORKS
from governance.agenda_texts import first_draft
from governance.queries.drafts import ItemDraft
from governance.subjects import Subject
from koprogo.ui.formatting import money

LANGUAGES = ("fr", "nl")
LIFT_TOTAL = sum(map(Decimal, LIFT))
FACADE_TOTAL = Decimal("128400.00")
# The points by what happens to them afterwards: the books quote 2 and 4.
ACCOUNTS, BUDGET, MEMBER, LIFT_POINT, CONTRACTS = 1, 2, 3, 4, 7
FACADE, CAMERAS, SECOND_MEMBER, AUDITOR = 8, 9, 10, 11


@dataclass(frozen=True, slots=True)
class Point:
    """A point, and how it went: everybody for, ``but`` these holdings by code."""

    draft: ItemDraft
    but: Mapping[str, str] = field(default_factory=dict)
    minutes: int = 4


def proposed(subject: Subject, **values: object) -> ItemDraft:
    """Return a point of every ordinary assembly, in its usual words."""
    return replace(first_draft(subject, LANGUAGES), **values)


def points() -> list[Point]:
    """Return the agenda, in its order."""
    return [
        Point(proposed(Subject.ACCOUNTS), minutes=12),
        Point(proposed(Subject.BUDGET), AGAINST_THE_BUDGET, minutes=15),
        Point(
            proposed(Subject.COUNCIL_MEMBER, candidate="Marc Dubois"),
            {"claes-sven": "abstain"},
        ),
        Point(_lift(), AGAINST_THE_LIFT, minutes=18),
        Point(proposed(Subject.SYNDIC_DISCHARGE), {"claes-sven": "against"}),
        Point(proposed(Subject.AUDITOR_DISCHARGE)),
        Point(proposed(Subject.CONTRACTS_EVALUATION)),
        Point(FACADE_WORKS, AGAINST_THE_FACADE, minutes=25),
        Point(CAMERA_WORKS, AGAINST_THE_CAMERAS, minutes=20),
        Point(proposed(Subject.COUNCIL_MEMBER, candidate="Chloé Fontaine")),
        Point(proposed(Subject.AUDITOR, candidate="Heike Schröder")),
        Point(proposed(Subject.MISCELLANEOUS), minutes=9),
    ]


def _lift() -> ItemDraft:
    total = {language: money(LIFT_TOTAL, language) for language in LANGUAGES}
    return ItemDraft(
        subject=Subject.WORKS,
        title={"fr": LIFT_WORKS, "nl": "Modernisering van lift A"},
        text={
            "fr": "Deux offres ont été demandées ; le conseil de copropriété les a "
            "comparées. Votent les lots du bloc A, selon la clé de l’ascenseur A.",
            "nl": "Er zijn twee offertes gevraagd; de raad van mede-eigendom heeft ze "
            "vergeleken. De kavels van blok A stemmen, volgens de sleutel van lift A.",
        },
        motion={
            "fr": "L’assemblée décide la modernisation de l’ascenseur A : offre "
            f"d’Ascenseurs du Parc SRL, {total['fr']}, en deux acomptes, selon la clé de "
            "l’ascenseur A.",
            "nl": "De vergadering beslist lift A te moderniseren: offerte van Ascenseurs "
            f"du Parc SRL, {total['nl']}, in twee voorschotten, volgens de sleutel van "
            "lift A.",
        },
        key=AllocationKey.objects.get(code="lift-a"),
        amount=LIFT_TOTAL,
    )


AGAINST_THE_BUDGET = {
    "claes-sven": "against",
    "patrimoine-du-midi-srl": "abstain",
    "thys-ludo": "abstain",
}
AGAINST_THE_LIFT = {
    "janssens-lieve": "against",
    "ouali-fatima": "against",
    "piette-chantal": "abstain",
}
FACADE_WORKS = ItemDraft(
    subject=Subject.WORKS,
    title={
        "fr": "Rénovation de la façade avant du bloc B",
        "nl": "Renovatie van de voorgevel van blok B",
    },
    text={
        "fr": "Des plaquettes se sont détachées au septième étage. L’architecte propose "
        "le remplacement des joints, l’isolation des linteaux et la peinture des "
        "balcons. Le chantier durerait quatre mois.",
        "nl": "Op de zevende verdieping kwamen gevelstenen los. De architect stelt voor "
        "de voegen te vernieuwen, de lateien te isoleren en de balkons te schilderen. "
        "De werf zou vier maanden duren.",
    },
    motion={
        "fr": "L’assemblée décide la rénovation de la façade avant du bloc B, pour "
        "128 400 € au plus, TVA comprise. Trois offres sont demandées ; le conseil de "
        "copropriété les compare.",
        "nl": "De vergadering beslist de voorgevel van blok B te renoveren, voor hoogstens "
        "128 400 €, btw inbegrepen. Er worden drie offertes gevraagd; de raad van "
        "mede-eigendom vergelijkt ze.",
    },
    amount=FACADE_TOTAL,
)
AGAINST_THE_FACADE = {
    "patrimoine-du-midi-srl": "against",
    "claes-sven": "against",
    "thys-ludo": "against",
    "maes-wouter": "against",
    "janssens-lieve": "abstain",
    "broodhuys-bv": "abstain",
    "pharmacie-des-marronniers-srl": "blank",
}
CAMERA_WORKS = ItemDraft(
    subject=Subject.WORKS,
    title={"fr": "Caméras dans les deux halls", "nl": "Camera’s in de twee hallen"},
    text={
        "fr": "Proposition de plusieurs copropriétaires, après des vols de colis. Les "
        "images seraient gardées huit jours.",
        "nl": "Voorstel van verschillende mede-eigenaars, na diefstallen van pakjes. De "
        "beelden zouden acht dagen bewaard worden.",
    },
    motion={
        "fr": "L’assemblée décide de faire placer quatre caméras dans les halls A et B, "
        "pour 6 850 €.",
        "nl": "De vergadering beslist vier camera’s te laten plaatsen in de hallen A en B, "
        "voor 6 850 €.",
    },
    amount=Decimal("6850.00"),
)
AGAINST_THE_CAMERAS = dict.fromkeys(
    (
        *("dubois-marc", "goossens-dirk", "renard-isabelle", "pauls-gunther"),
        *("fontaine-chloe", "wouters-hilde", "lambrecht-an-sofie", "kowalska-ewa"),
        *("bogaert-tine", "charlier-benoit", "yilmaz-deniz", "verhaegen-geert"),
        *("da-silva-rui", "baert-nele", "legrand-sylvie", "dumont-michel"),
        *("un-toit-possible-asbl", "zuidpoort-wonen-bv", "delcourt-francois"),
        *("popescu-andrei", "dewulf-frank", "verstraete-hanne", "cools-veerle"),
        *("ouali-fatima", "piette-chantal", "willems-ellen", "vercammen-lut"),
    ),
    "against",
) | {"gilles-aurelie": "abstain", "rossi-elena": "abstain"}
