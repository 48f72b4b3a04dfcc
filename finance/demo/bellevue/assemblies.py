"""Papers of Bellevue's assemblies: statutes, rules, minutes, accounts and budget."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from finance.demo.bellevue.budgets import FIRST_YEAR, SECOND_YEAR
from finance.demo.calendar import Quarter, bank_day
from finance.demo.papers import Audience, Category, Paper, Version
from finance.demo.stage import Stage
from koprogo.ui.formatting import day as on_paper
from koprogo.ui.formatting import money

DEED = """
Extrait de l’acte de base du 17 mai 1974, coordonné le 9 mars 2021.
# Description
L’immeuble comprend deux blocs, A et B, un rez-de-chaussée commercial et deux sous-sols : 104 appartements, 5 magasins et bureaux, 24 garages, 17 emplacements et 32 caves, soit 182 lots privatifs.
# Quotités
Les parties communes sont divisées en dix mille quotités (10.000/10.000es). Chaque lot porte les quotités que le tableau de l’acte lui donne.
# Répartition des charges
- Charges générales et fonds de réserve : selon les quotités.
- Ascenseurs A et B : par bloc, selon les quotités et l’étage ; le rez-de-chaussée n’y participe pas.
- Chauffage : selon la surface chauffée en mètres carrés.
- Porte des garages : une part par garage ou emplacement.
"""

RULES_1 = """
# Tranquillité
Le silence est de rigueur de 22 h à 7 h.
# Déchets
Les sacs sont déposés au local des poubelles, jamais dans le hall.
# Vélos
Les vélos sont rangés dans la cave privative.
"""
RULES_2 = """
# Tranquillité
Le silence est de rigueur de 22 h à 7 h ; les travaux bruyants se font en semaine, de 8 h à 18 h.
# Déchets
Les sacs sont déposés au local des poubelles, jamais dans le hall.
# Vélos
Les vélos sont rangés au local des vélos du bloc B ; chaque vélo porte le numéro de l’appartement.
"""
RULES_3 = """
# Tranquillité
Le silence est de rigueur de 22 h à 7 h ; les travaux bruyants se font en semaine, de 8 h à 18 h.
# Déchets
Les sacs sont déposés au local des poubelles, jamais dans le hall. Les encombrants restent chez vous jusqu’au jour de la collecte.
# Vélos et trottinettes
Les vélos sont rangés au local des vélos du bloc B ; chaque vélo porte le numéro de l’appartement.
Les batteries ne se rechargent ni dans les couloirs ni dans les caves.
# Déménagements
Le syndic est prévenu une semaine avant : il fait protéger la cabine de l’ascenseur.
"""

MINUTES = """
L’assemblée s’est réunie le {day} dans la salle paroissiale, rue du Moulin 3. Présents ou représentés : 63 copropriétaires sur 97, soit 6.912 quotités sur 10.000. Le double quorum est atteint.
# 1. Comptes
Les comptes de l’exercice sont approuvés à l’unanimité, après le rapport du commissaire aux comptes.
# 2. Budget
Le budget suivant est approuvé ; il est appelé au début de chaque trimestre.
{budget}
# 3. Conseil de copropriété
M. Marc Dubois (A11) est réélu pour un an.
# 4. Travaux
Aucun. Le syndic demande deux offres pour la modernisation de l’ascenseur A.
Le procès-verbal a été lu et signé en fin de séance.
"""
ACCOUNTS = """
Comptes de l’exercice, en euros, approuvés par l’assemblée générale.
# Charges
Nettoyage et jardin | 27 940,00
Entretien des ascenseurs | 15 870,00
Gaz et entretien du chauffage | 56 312,40
Électricité et eau des communs | 18 206,15
Assurance de l’immeuble | 14 632,00
Honoraires du syndic | 16 224,00
# Fonds
Fonds de roulement | 24 000,00
Fonds de réserve | 61 480,00
"""
AUDIT = """
J’ai contrôlé les comptes de l’exercice par sondage : quarante factures sur cent douze, les extraits des deux comptes bancaires et les comptes des copropriétaires.
# Constatations
- Les soldes des banques correspondent aux extraits.
- Deux factures de nettoyage manquaient au dossier ; le syndic les a retrouvées.
- Les arriérés de trois copropriétaires dépassent deux trimestres : je recommande une mise en demeure.
Je propose à l’assemblée d’approuver les comptes.
Heike Schröder, commissaire aux comptes
"""


def papers(stage: Stage) -> Iterator[Paper]:
    first, second = (held_on(stage.quarters[number]) for number in (0, 4))
    yield Paper(
        "Acte de base et statuts (extrait)",
        "acte_de_base.pdf",
        Category.STATUTES,
        Audience.OWNERS,
        date(2021, 3, 9),
        (Version(DEED),),
    )
    yield Paper(
        "Règlement d’ordre intérieur",
        "reglement.pdf",
        Category.STATUTES,
        Audience.EVERYBODY,
        second,
        (
            Version(RULES_1),
            Version(RULES_2, "Local des vélos, heures des travaux"),
            Version(RULES_3, "Batteries, encombrants et déménagements"),
        ),
    )
    yield _minutes(first)
    yield from _accounts(second)
    yield _budget(second, stage.quarters[4])


def held_on(quarter: Quarter) -> date:
    """Return the day of the assembly that votes the budget of the year to come."""
    return bank_day(quarter.day(-18))


def _accounts(assembly: date) -> Iterator[Paper]:
    year = assembly.year - 1
    yield Paper(
        f"Comptes {year}",
        f"comptes_{year}.pdf",
        Category.ACCOUNTS,
        Audience.OWNERS,
        assembly,
        (Version(ACCOUNTS),),
    )
    yield Paper(
        f"Rapport du commissaire aux comptes {year}",
        f"rapport_commissaire_{year}.pdf",
        Category.ACCOUNTS,
        Audience.COUNCIL,
        assembly,
        (Version(AUDIT),),
    )


def _budget(assembly: date, first: Quarter) -> Paper:
    rows = [f"{item.label};{4 * Decimal(item.amount)}" for item in SECOND_YEAR]
    return Paper(
        f"Budget de quatre trimestres dès le {on_paper(first.first_day, 'fr')}",
        f"budget_{first.first_day:%Y_%m}.csv",
        Category.ACCOUNTS,
        Audience.OWNERS,
        assembly,
        (Version("\n".join(["Poste;EUR", *rows, ""])),),
    )


def _minutes(day: date) -> Paper:
    """The minutes as they were uploaded; the next ones are made here."""
    text = MINUTES.format(
        day=on_paper(day, "fr"),
        budget="\n".join(
            f"{item.label} | {money(Decimal(item.amount), 'fr')}" for item in FIRST_YEAR
        ),
    )
    return Paper(
        f"Procès-verbal de l’assemblée générale {day.year}",
        f"pv_{day.year}.pdf",
        Category.MINUTES,
        Audience.OWNERS,
        day,
        (Version(text),),
    )
