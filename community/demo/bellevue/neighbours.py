"""Who of Bellevue takes part, as whom, and who was invited by an owner."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone

from buildings.models import Invitation, Lot, Owner
from buildings.occupants import lots_let_by
from buildings.services.joining import accept_invitation
from buildings.services.occupants import invite_occupant
from community.demo.clock import Days
from community.models import Mail, Neighbour
from community.services import neighbours
from koprogo.accounts.models import User
from koprogo.accounts.services import verify_address

APARTMENT = Lot.Kind.APARTMENT


@dataclass(frozen=True, slots=True)
class Row:
    """A neighbour; ``joined``: so many days ago."""

    name: str
    where: str
    about: str
    joined: int
    is_listed: bool = True


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who lives in a flat of ``landlord``, invited so many days ago."""

    name: str
    landlord: str
    invited: int
    language: str = "fr"


#: their accounts; those of the demo's sign-ins come with it
ADDRESSES = {
    "chloe": "chloe.fontaine@mail.example",
    "gunther": "gunther.pauls@mail.example",
    "geert": "geert.verhaegen@mail.example",
    "ewa": "ewa.kowalska@mail.example",
    "sylvie": "sylvie.legrand@mail.example",
    "aurelie": "aurelie.gilles@mail.example",
}
GUESTS = {
    "yasmine": Guest("Yasmine Belkacem", "aurelie", 172),
    "lucas": Guest("Lucas Moreau", "geert", 160),
    "ines": Guest("Inès Carlier", "sylvie", 4),
}
#: everybody but Inès, who moved in this week
ROWS = {
    "marc": Row(
        "Marc Dubois",
        "Bloc A, 1er étage",
        "Au conseil depuis six ans. Je répare volontiers ce qui peut l’être.",
        180,
    ),
    "sylvie": Row(
        "Sylvie",
        "Bloc A, 7e étage",
        "Couturière à la retraite. Ma porte est ouverte pour un café le jeudi.",
        176,
    ),
    "lieve": Row(
        "Lieve",
        "Bloc A, 3e étage",
        "Ik geef les en lees graag. Je parle aussi français, avec un accent.",
        171,
    ),
    "geert": Row(
        "Geert",
        "Blok A, 7de verdieping",
        "Balkon vol planten. Stekjes genoeg voor het hele gebouw.",
        169,
    ),
    "aurelie": Row(
        "Aurélie",
        "Bloc A, 8e étage",
        "Deux enfants (6 et 9 ans), et toujours un gâteau de trop.",
        168,
    ),
    "yasmine": Row(
        "Yasmine",
        "Bloc A, 8e étage",
        "Étudiante en mathématiques à l’ULB, colocataire d’Aurélie.",
        166,
    ),
    "chloe": Row(
        "Chloé",
        "Bloc A, 3e étage",
        "Infirmière, avec des horaires impossibles et un chat, Moka.",
        160,
    ),
    "tom": Row(
        "Tom Baker",
        "Block B, 2nd floor",
        "English, in Brussels for three years. Cyclist in all weathers.",
        158,
    ),
    "lucas": Row("Lucas", "", "Deux bras et une camionnette, le samedi.", 151, False),
    "ewa": Row(
        "Ewa",
        "Block A, 4th floor",
        "I bake when I am happy. Polish, English, a bit of French.",
        140,
    ),
    "gunther": Row("Günther", "Bloc A, 2e étage", "", 120, False),
}
MAILS = [mail.value for mail in Mail]


def come(days: Days, users: Mapping[str, User], *, origin: str) -> dict[str, Neighbour]:
    """Let them come one after the other; return who takes part, by key."""
    found = {one.email: one for one in User.objects.filter(email__in=_emails())}
    known = {key: found[email] for key, email in ADDRESSES.items()} | dict(users)
    for key, guest in GUESTS.items():
        known[key] = _let_in(key, guest, known, days, origin=origin)
    return {key: _join(known[key], row, days) for key, row in ROWS.items()}


def _emails() -> list[str]:
    return list(ADDRESSES.values())


def _let_in(
    key: str, guest: Guest, known: Mapping[str, User], days: Days, *, origin: str
) -> User:
    """The owner invites, and whoever moves in accepts the day after."""
    landlord = known[guest.landlord]
    user = known.get(key) or _account(guest)
    with days.on(-guest.invited, 18):
        mine = lots_let_by(Owner.objects.filter(user=landlord), on=timezone.localdate())
        sent = invite_occupant(
            number=uuid5(NAMESPACE_URL, f"koprogo demo occupant {key}"),
            lot=mine.filter(kind=APARTMENT)[0],
            channel=Invitation.Channel.EMAIL,
            name=guest.name,
            email=user.email,
            language=guest.language,
            until=None,
            origin=origin,
            by=landlord,
        )
    with days.on(1 - guest.invited, 9):
        accept_invitation(sent, by=user)
    return user


def _account(guest: Guest) -> User:
    """He chose a password that nobody here knows."""
    first, last = guest.name.lower().split()
    user = User.objects.create_user(
        f"{first}.{last}@mail.example", None, name=guest.name, language=guest.language
    )
    verify_address(user)
    return user


def _join(user: User, row: Row, days: Days) -> Neighbour:
    with days.on(-row.joined, 19):
        return neighbours.join(
            name=row.name,
            where=row.where,
            about=row.about,
            is_listed=row.is_listed,
            mails=MAILS,
            by=user,
        )
