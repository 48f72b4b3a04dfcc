"""Contracts, certificates and quotes of Bellevue, and what the office keeps."""

from collections.abc import Iterator
from datetime import timedelta

from finance.demo.papers import Audience, Category, Paper, Version
from finance.demo.stage import Stage

INSURANCE = """
Assureur : La Prévoyance Brabançonne SA. Police 70-114.208, valeur à neuf, tacite reconduction d’un an.
# Garanties
- Incendie, foudre, explosion, tempête et grêle.
- Dégâts des eaux, fuite invisible comprise.
- Bris de vitres des parties communes et privatives.
- Responsabilité civile du bâtiment, abandon de recours envers les occupants.
# Franchise et prime
Franchise par sinistre | 287,43 €
Prime annuelle | 14 632,00 €
Un sinistre se déclare au syndic dans les huit jours, avec des photos.
"""
HEATING = """
Entretien de deux chaudières à condensation de 480 kW et de la production d’eau chaude. Firme : Chauffage Hallaert SRL.
- Deux visites par an, analyse des fumées et attestation comprises.
- Dépannage jour et nuit dans les quatre heures.
- Relevé des compteurs de chaleur en janvier.
Forfait annuel | 4 860,00 €
Durée d’un an, préavis de trois mois.
"""
LIFT_CERTIFICATE = """
Contrôle périodique de l’ascenseur A, huit personnes, 630 kg, dix arrêts, mis en service en 1975.
# Résultat
- Freins, limiteur de vitesse et parachute : en ordre.
- Communication bidirectionnelle de la cabine : en ordre.
- Précision d’arrêt : 18 mm au sixième étage, à corriger.
- Portes palières sans détection : à remplacer lors de la modernisation.
L’ascenseur peut rester en service. Prochain contrôle dans trois mois.
"""
ENERGY = """
Certificat PEB des parties communes et du chauffage collectif.
Consommation d’énergie primaire | 164 kWh/m²
Classe | D+
# Conseils
- Isoler la toiture du bloc B.
- Régler la courbe de chauffe et équilibrer les colonnes.
"""
QUOTE_1 = """
Offre d’Ascenseurs du Parc SRL pour la modernisation de l’ascenseur A.
Nouvelle cabine de huit personnes | 21 300,00 €
Commande et variateur | 17 900,00 €
Portes palières avec détection, dix niveaux | 10 700,00 €
Total, TVA de 6 % comprise | 49 900,00 €
Délai : quatre semaines d’arrêt, deux acomptes.
"""
QUOTE_2 = """
Offerte van Liftbouw Dender BV voor de modernisering van lift A.
Nieuwe cabine voor acht personen | 24 850,00 €
Sturing en aandrijving | 19 400,00 €
Schachtdeuren met detectie, tien niveaus | 12 150,00 €
Totaal, btw van 6 % inbegrepen | 56 400,00 €
Stilstand: zes weken.
"""
DAMAGE = """
Dossier sinistre 2/114 : dégât des eaux A54 vers A44.
Fuite au raccord de la baignoire, constatée avec le plombier. Déclaré à l’assureur, expert attendu.
À faire : photos du plafond du A44, devis du peintre, franchise à imputer.
Mme Heinen (A44) préfère le courrier en allemand.
"""
GARAGES = """
La porte des garages est en panne. Utilisez la télécommande une seule fois et attendez dix secondes.
La réparation est commandée chez Portes Vandamme BV.
"""


def papers(stage: Stage) -> Iterator[Paper]:
    start, today = stage.quarters[0].first_day, stage.today
    yield Paper(
        "Assurance de l’immeuble",
        "police_assurance.pdf",
        Category.CONTRACTS,
        Audience.OWNERS,
        start,
        (Version(INSURANCE),),
    )
    yield Paper(
        "Contrat d’entretien du chauffage",
        "contrat_chauffage.pdf",
        Category.CONTRACTS,
        Audience.OWNERS,
        stage.quarters[2].day(13),
        (Version(HEATING),),
    )
    yield Paper(
        "Attestation de contrôle de l’ascenseur A",
        "controle_ascenseur_a.pdf",
        Category.TECHNICAL,
        Audience.EVERYBODY,
        today - timedelta(days=41),
        (Version(LIFT_CERTIFICATE),),
    )
    yield Paper(
        "Certificat PEB",
        "peb.pdf",
        Category.TECHNICAL,
        Audience.OWNERS,
        stage.quarters[1].day(40),
        (Version(ENERGY),),
    )
    asked_on = stage.quarters[3].day(26)
    for firm, text in (
        ("Ascenseurs du Parc", QUOTE_1),
        ("Liftbouw Dender", QUOTE_2),
    ):
        yield Paper(
            f"Offre pour l’ascenseur A : {firm}",
            f"offre_{firm.lower().replace(' ', '_')}.pdf",
            Category.WORKS,
            Audience.COUNCIL,
            asked_on,
            (Version(text),),
        )
    yield Paper(
        "Sinistre A54, suivi",
        "sinistre_a54.txt",
        Category.OTHER,
        Audience.OFFICE,
        today - timedelta(days=12),
        (Version(DAMAGE),),
    )
    yield Paper(
        "Avis : porte des garages en panne",
        "avis_garages.txt",
        Category.LETTERS,
        Audience.EVERYBODY,
        today - timedelta(days=9),
        (Version(GARAGES),),
        withdrawn=True,
    )
