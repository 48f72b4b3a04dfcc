"""The columns of every table: their headers in four languages and their other names.

The first name in each language is what the template writes. Case, accents and
punctuation are ignored when a header is compared, so ``lot_code`` is ``lot code``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from buildings.importing.names import Names


class Kind(StrEnum):
    """What the rows of a table are."""

    LOTS = "lots"
    KEYS = "keys"
    PARTS = "parts"
    PEOPLE = "people"
    HOLDINGS = "holdings"
    PERIODS = "periods"
    SIMPLE = "simple"


@dataclass(frozen=True)
class Layout:
    """The columns of one kind of table.

    A table is of this kind when its header has one column of each group in
    ``marks``; it is refused when it then lacks a column of ``needed``. ``hints`` are
    words of the file's or sheet's name, used only when two kinds fit equally.
    ``limits`` are the most characters of a field.
    """

    names: Names
    fields: Mapping[str, Names]
    marks: tuple[frozenset[str], ...]
    needed: tuple[str, ...] = ()
    hints: frozenset[str] = frozenset()
    limits: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def by_header(self) -> dict[str, str]:
        """Field names by plain header."""
        return {
            plain: name for name, names in self.fields.items() for plain in names.plain
        }


def _marks(*groups: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(group.split()) for group in groups)


_LOT_CODES = (
    "lot code, lot number, lot no, unit, numero de lot, numero du lot, n de lot, "
    "n lot, no lot, code lot, code du lot, lotnummer, kavelnummer, nummer kavel, "
    "losnummer, einheit"
)
_KEY_CODES = (
    "key code, apport key code, code cle, cle de repartition, clef, sleutelcode, "
    "verdeelsleutel, verteilungsschlussel, verteilerschlussel"
)
_OWNER_CODES = (
    "owner code, owner number, code proprietaire, numero proprietaire, eigenaarscode, "
    "eigenaarsnummer, code eigenaar, eigentumercode, eigentumernummer"
)
_HOLDING_CODES = "ownership code, holding, holding code, propriete, eigendom"

_LOT_DETAILS = {
    "floor": Names(
        "floor | étage | verdieping | Stockwerk",
        "level, niveau, verdiep, etage, stock, geschoss",
    ),
    "entrance": Names(
        "entrance | entrée | ingang | Eingang",
        "entrance code, block, bloc, blok, building, batiment, gebouw, haus",
    ),
    "cadastral_number": Names(
        "cadastral number | numéro cadastral | kadasternummer | Katasternummer",
        "n cadastral, reference cadastrale, kadastraal nummer, capakey, parcel",
    ),
    "primary": Names(
        "main lot | lot principal | hoofdkavel | Hauptlos",
        "primary lot code, primary lot, belongs to",
    ),
    "shares": Names(
        "shares | quotités | aandelen | Anteile",
        "quotes parts, quotites du lot, tantiemes, milliemes, quotites 1000, quotiteiten, "
        "duizendsten, miteigentumsanteile, tausendstel",
    ),
}
_PERSON_DETAILS = {
    "first_name": Names(
        "first name | prénom | voornaam | Vorname",
        "given name",
    ),
    "company": Names(
        "company | société | vennootschap | Firma",
        "company name, organisation, bedrijf, raison sociale, gesellschaft",
    ),
    "kbo": Names(
        "enterprise number | numéro d'entreprise | ondernemingsnummer "
        "| Unternehmensnummer",
        "kbo, bce, kbo bce, vat, vat number, tva, numero de tva, btw, btw nummer, mwst",
    ),
    "language": Names(
        "language | langue | taal | Sprache",
        "lang",
    ),
    "email": Names(
        "email | email | e-mail | E-Mail",
        "mail, email address, e mail address, courriel, adresse email, "
        "adresse e mail, mailadres, e mailadres, emailadres",
    ),
    "phone": Names(
        "phone | téléphone | telefoon | Telefon",
        "telephone, tel, mobile, gsm, handy",
    ),
    "street": Names(
        "street | rue | straat | Straße",
        "address, adresse, adres, street and number, rue et numero, straat en nummer",
    ),
    "postal_code": Names(
        "postal code | code postal | postcode | Postleitzahl",
        "zip, zip code, cp, plz",
    ),
    "city": Names(
        "city | localité | gemeente | Ort",
        "town, commune, ville, plaats, stad, woonplaats, stadt, gemeinde",
    ),
    "country": Names("country | pays | land | Land"),
    "channel": Names(
        "channel | mode d'envoi | verzendwijze | Versandart",
        "delivery, envoi, verzending, versand, kanaal",
    ),
}
_LAST_NAME = {
    "last_name": Names(
        "last name | nom | naam | Name",
        "name, surname, family name, nom de famille, familienaam, achternaam, nachname",
    )
}
_START = {
    "start": Names(
        "from | depuis | vanaf | von",
        "date from, from date, start, since, owner since, depuis le, date debut, debut, "
        "a partir du, proprietaire depuis, sinds, van, datum van, eigenaar sinds, seit, ab",
    )
}
_END = {
    "end": Names(
        "until | jusqu'au | tot | bis",
        "date to, until date, to, end, date fin, fin, datum tot, einde, ende",
    )
}

LOT_CODE, KEY_CODE, OWNER_CODE, HOLDING_CODE = 20, 20, 30, 30
_LOT_LIMITS = {
    "name": 60,
    "floor": 20,
    "entrance": 20,
    "cadastral_number": 40,
    "primary": LOT_CODE,
}
_PERSON_LIMITS = {
    "last_name": 120,
    "first_name": 80,
    "company": 120,
    "phone": 30,
    "street": 120,
    "postal_code": 10,
    "city": 80,
}

LAYOUTS = {
    Kind.LOTS: Layout(
        Names("Lots | Lots | Kavels | Lose"),
        {
            "code": Names("lot | lot | kavel | Los", f"code, {_LOT_CODES}"),
            "name": Names(
                "name | désignation | omschrijving | Bezeichnung",
                "ref, reference, description, label, nom, naam, benaming, denomination",
            ),
            "kind": Names("kind | nature | soort | Art", "type, lot type, aard, typ"),
            **_LOT_DETAILS,
        },
        _marks("code", "name kind floor entrance cadastral_number primary shares"),
        hints=frozenset(["lot", "lots", "kavel", "kavels", "los", "lose", "units"]),
        limits={"code": LOT_CODE, **_LOT_LIMITS},
    ),
    Kind.KEYS: Layout(
        Names("Keys | Clés | Sleutels | Schlüssel"),
        {
            "code": Names("key | clé | sleutel | Schlüssel", f"code, {_KEY_CODES}"),
            "name": Names(
                "name | désignation | omschrijving | Bezeichnung",
                "description, label, nom, naam, libelle, benaming",
            ),
            "total": Names(
                "total | total | totaal | Gesamt",
                "total shares, total quotites, total des quotites, totaal aandelen, "
                "gesamtanteile, summe",
            ),
        },
        _marks("code", "total"),
        limits={"code": KEY_CODE, "name": 80},
    ),
    Kind.PARTS: Layout(
        Names("Parts | Parts | Delen | Teile"),
        {
            "key": Names("key | clé | sleutel | Schlüssel", _KEY_CODES),
            "lot": Names("lot | lot | kavel | Los", _LOT_CODES),
            "parts": Names(
                "parts | parts | delen | Teile",
                "part, lot shares, shares, quotites, aandelen, anteile, deel, teil",
            ),
        },
        _marks("key", "lot", "parts"),
        limits={"key": KEY_CODE, "lot": LOT_CODE},
    ),
    Kind.PEOPLE: Layout(
        Names("Owners | Propriétaires | Eigenaars | Eigentümer"),
        {
            "code": Names(
                "owner | propriétaire | eigenaar | Eigentümer",
                f"code, {_OWNER_CODES}",
            ),
            "kind": Names(
                "kind | genre | soort | Art",
                "type, person or company, nature, aard",
            ),
            **_LAST_NAME,
            **_PERSON_DETAILS,
        },
        _marks("code", "last_name company first_name"),
        hints=frozenset(
            [
                "owner",
                "owners",
                "people",
                "persons",
                "proprietaire",
                "proprietaires",
                "eigenaar",
                "eigenaars",
                "eigenaren",
                "eigentumer",
            ]
        ),
        limits={"code": OWNER_CODE, **_PERSON_LIMITS},
    ),
    Kind.HOLDINGS: Layout(
        Names("Ownerships | Droits de propriété | Eigendomsrechten | Eigentumsrechte"),
        {
            "code": Names(
                "ownership | droit de propriété | eigendomsrecht | Eigentumsrecht",
                f"code, {_HOLDING_CODES}",
            ),
            "owner": Names(
                "owner | propriétaire | eigenaar | Eigentümer", _OWNER_CODES
            ),
            "full": Names(
                "full ownership | pleine propriété | volle eigendom | Volleigentum",
                "shares full property, full property",
            ),
            "bare": Names(
                "bare ownership | nue-propriété | blote eigendom | bloßes Eigentum",
                "nacktes eigentum, shares bare property, bare property",
            ),
            "usufruct": Names(
                "usufruct | usufruit | vruchtgebruik | Nießbrauch",
                "shares usufruct",
            ),
            "representative": Names(
                "representative | mandataire | lasthebber | Bevollmächtigter",
                "representative owner code, representant, vertegenwoordiger, vertreter",
            ),
        },
        _marks("code", "owner", "full bare usufruct"),
        limits={
            "code": HOLDING_CODE,
            "owner": OWNER_CODE,
            "representative": OWNER_CODE,
        },
    ),
    Kind.PERIODS: Layout(
        Names("Periods | Périodes | Perioden | Zeiträume"),
        {
            "lot": Names("lot | lot | kavel | Los", _LOT_CODES),
            "holding": Names(
                "ownership | droit de propriété | eigendomsrecht | Eigentumsrecht",
                _HOLDING_CODES,
            ),
            **_START,
            **_END,
        },
        _marks("lot", "holding"),
        needed=("start",),
        limits={"lot": LOT_CODE, "holding": HOLDING_CODE},
    ),
    Kind.SIMPLE: Layout(
        Names(
            "Lots and owners | Lots et propriétaires | Kavels en eigenaars "
            "| Lose und Eigentümer"
        ),
        {
            "lot": Names("lot | lot | kavel | Los", _LOT_CODES),
            "name": Names(
                "lot name | désignation du lot | omschrijving kavel | Bezeichnung Los",
                "ref, reference, designation, omschrijving, bezeichnung",
            ),
            "kind": Names(
                "lot kind | nature | soort | Art", "kind, type, lot type, aard"
            ),
            **_LOT_DETAILS,
            "owner": Names(
                "owner | propriétaire | eigenaar | Eigentümer",
                "owner name, nom du proprietaire, coproprietaire, naam eigenaar, "
                "mede eigenaar, name des eigentumers, miteigentumer",
            ),
            "owner_code": Names(
                "owner code | code propriétaire | eigenaarscode | Eigentümercode",
                _OWNER_CODES,
            ),
            **_LAST_NAME,
            **_PERSON_DETAILS,
            "share": Names(
                "share | part | aandeel | Anteil",
                "part du lot, share of the lot, fraction, aandeel in de kavel, deel",
            ),
            "right": Names("right | droit | recht | Recht", "type of right"),
            "representative": Names(
                "representative | mandataire | lasthebber | Bevollmächtigter",
                "representant, vertegenwoordiger, vertreter",
            ),
            **_START,
            **_END,
        },
        _marks("lot", "owner owner_code last_name company"),
        needed=("start",),
        limits={
            "lot": LOT_CODE,
            "owner": 120,
            "owner_code": OWNER_CODE,
            **_LOT_LIMITS,
            **_PERSON_LIMITS,
        },
    ),
}

KEY_PREFIXES = frozenset({"key", "cle", "clef", "sleutel", "schlussel"})
WIDE_KINDS = frozenset({Kind.LOTS, Kind.SIMPLE})
