"""What Bellevue's owners are asked between two assemblies."""

from datetime import timedelta

from django.utils import timezone

from buildings.models import Holding
from finance.demo.stage import Stage
from governance.services.consultations import (
    ConsultationDraft,
    answer_consultation,
    open_consultation,
)

OPEN_FOR = timedelta(days=12)
EVENING, SATURDAY, FROM_AFAR = 1, 2, 3
# Lieve Janssens and others have not answered yet.
ANSWERS = {
    "dubois-marc": EVENING,
    "fontaine-chloe": SATURDAY,
    "pauls-gunther": EVENING,
    "verhaegen-geert": FROM_AFAR,
    "legrand-sylvie": EVENING,
}


def ask(stage: Stage) -> None:
    consultation = open_consultation(
        ConsultationDraft(
            title={
                "fr": "Quand tenir nos assemblées ?",
                "nl": "Wanneer houden we onze vergaderingen?",
            },
            text={
                "fr": "L’assemblée reste dans la quinzaine du règlement. Cette question "
                "n’engage personne : elle aide à choisir le jour et l’heure.",
                "nl": "De vergadering blijft in de veertien dagen van het reglement. Deze "
                "vraag bindt niemand: ze helpt om dag en uur te kiezen.",
            },
            options=(
                {"fr": "En semaine, à 19 heures", "nl": "In de week, om 19 uur"},
                {"fr": "Le samedi matin", "nl": "Op zaterdagvoormiddag"},
                {
                    "fr": "Peu importe, je participe à distance",
                    "nl": "Om het even, ik neem deel vanop afstand",
                },
            ),
            closes_on=timezone.localdate() + OPEN_FOR,
        ),
        origin=stage.origin,
        by=stage.manager,
    )
    holdings = Holding.objects.select_related("representative__user")
    for holding in holdings.filter(code__in=ANSWERS).order_by("code"):
        owner = holding.representative
        answer_consultation(
            consultation,
            holding,
            owner=owner,
            chosen=[ANSWERS[holding.code]],
            by=owner.user,
        )
