"""The words people write in a cell that offers a choice, in four languages.

The first word of each language is the one the template writes.
"""

from collections.abc import Mapping
from typing import TypeVar

from buildings.importing.names import Names
from buildings.importing.rows import Channel, LotKind, PersonKind, Right

LOT_KINDS: dict[LotKind, Names] = {
    LotKind.APARTMENT: Names(
        "apartment | appartement | appartement | Wohnung",
        "flat, app, appt, appart, studio, duplex, triplex, penthouse, apartment",
    ),
    LotKind.HOUSE: Names("house | maison | woning | Haus", "huis, villa"),
    LotKind.OFFICE: Names("office | bureau | kantoor | Büro", "bureaux, kantoren"),
    LotKind.COMMERCIAL: Names(
        "commercial space | commerce | handelsruimte | Geschäftsraum",
        "commercial, shop, magasin, rez commercial, surface commerciale, winkel, "
        "handelszaak, geschaft, laden, retail",
    ),
    LotKind.GARAGE: Names(
        "garage | garage | garage | Garage", "box, garagebox, box de garage, box garage"
    ),
    LotKind.PARKING: Names(
        "parking | parking | parking | Stellplatz",
        "parking space, emplacement, emplacement de parking, staanplaats, "
        "parkeerplaats, autostaanplaats, carport, parkplatz",
    ),
    LotKind.CELLAR: Names(
        "cellar | cave | kelder | Keller",
        "basement, caves, berging, storage, storage room, debarras",
    ),
    LotKind.OTHER: Names(
        "other | autre | andere | andere", "sonstige, divers, overige"
    ),
}
PERSON_KINDS: dict[PersonKind, Names] = {
    PersonKind.PERSON: Names(
        "person | personne | persoon | Person",
        "personne physique, natural person, natuurlijke persoon, naturliche person, "
        "particulier",
    ),
    PersonKind.COMPANY: Names(
        "company | société | vennootschap | Firma",
        "personne morale, legal person, rechtspersoon, juristische person, bedrijf, "
        "gesellschaft, organisation",
    ),
}
CHANNELS: dict[Channel, Names] = {
    Channel.POST: Names(
        "post | courrier | post | Post",
        "letter, lettre, brief, poste, par la poste, registered, registered letter, "
        "recommande, lettre recommandee, aangetekend, einschreiben",
    ),
    Channel.EMAIL: Names("email | email | e-mail | E-Mail", "mail, courriel"),
}
RIGHTS: dict[Right, Names] = {
    Right.FULL: Names(
        "full ownership | pleine propriété | volle eigendom | Volleigentum",
        "full, pp, ve, undivided, indivision, onverdeeldheid, eigendom, propriete",
    ),
    Right.BARE: Names(
        "bare ownership | nue-propriété | blote eigendom | bloßes Eigentum",
        "bare, np, blote, nacktes eigentum",
    ),
    Right.USUFRUCT: Names(
        "usufruct | usufruit | vruchtgebruik | Nießbrauch", "us, uf, vg"
    ),
}

CHOICES: dict[str, Names] = {
    str(choice): names
    for choices in (LOT_KINDS, PERSON_KINDS, CHANNELS)
    for choice, names in choices.items()
}
"""Every choice that is kept as a word of its own."""

# Spoken languages and countries are kept by their ISO codes.
SPOKEN: dict[str, Names] = {
    "en": Names("English | anglais | Engels | Englisch", "e, en"),
    "fr": Names("French | français | Frans | Französisch", "f, fr"),
    "nl": Names("Dutch | néerlandais | Nederlands | Niederländisch", "n, nl"),
    "de": Names("German | allemand | Duits | Deutsch", "d, de"),
}
COUNTRIES: dict[str, Names] = {
    "BE": Names("Belgium | Belgique | België | Belgien"),
    "DE": Names("Germany | Allemagne | Duitsland | Deutschland"),
    "FR": Names("France | France | Frankrijk | Frankreich"),
    "LU": Names("Luxembourg | Luxembourg | Luxemburg | Luxemburg"),
    "NL": Names("Netherlands | Pays-Bas | Nederland | Niederlande"),
}
YES = frozenset(
    ["yes", "oui", "ja", "x", "1", "true", "vrai", "waar", "wahr", "y", "o", "j"]
)
NO = frozenset(
    ["no", "non", "nee", "neen", "nein", "0", "false", "faux", "onwaar", "falsch", "n"]
)


Choice = TypeVar("Choice", bound=str)


def by_word(choices: Mapping[Choice, Names]) -> dict[str, Choice]:
    """Return the choice that each plain word stands for."""
    return {word: choice for choice, names in choices.items() for word in names.plain}
