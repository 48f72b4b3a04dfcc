"""Short ways to the people of Les Acacias, and to a building of neighbours."""

from uuid import uuid4

from buildings.models import Arrival, Building, Founding, Grant, HallCode, Invitation
from buildings.services import hall
from buildings.services.neighbourhoods import found_neighbours
from buildings.services.occupants import invite_occupant
from koprogo.documents import services as documents
from koprogo.documents.models import File
from koprogo.tenancy import enter
from tests import cast
from tests.buildings.mailbox import ORIGIN, code_in, words_of

EMAIL, PAPER = Invitation.Channel.EMAIL, Invitation.Channel.PAPER


def invited(lot="A", by="omar", channel=EMAIL, **said) -> Invitation:
    """Invite an occupant of a lot of Les Acacias, inside it."""
    values = {
        "number": uuid4(),
        "name": "Ada",
        "email": "ada@example.org" if channel == EMAIL else "",
        "language": "en",
        "until": None,
    }
    return invite_occupant(
        lot=cast.lot(lot),
        channel=channel,
        origin=ORIGIN,
        by=cast.user(by),
        **(values | said),
    )


def posted(by="clara") -> tuple[HallCode, str]:
    """Post a code in the hall of the building entered; return it, and what it says."""
    made = hall.post_code(origin=ORIGIN, by=cast.user(by))
    page = documents.read(File.objects.get(pk=made.letter_id))
    return made, code_in(words_of(page))


def arrived(code: HallCode, name="zoe", **said) -> Arrival:
    values = {"says": "occupant", "where": "Third floor"} | said
    return hall.arrive(code, by=cast.user(name), **values)


def founded(by="zoe", **said) -> Building:
    """Found a building of neighbours that is nowhere else yet."""
    values = {
        "name": "Les Lilas",
        "street": "Rue des Lilas 12",
        "postal_code": "1040",
        "city": "Etterbeek",
        "languages": ["fr", "nl"],
        "lots": 12,
        "says": "owner",
        "modules": ["notices", "lending"],
        "is_another": False,
    }
    return found_neighbours(**(values | said), by=cast.user(by))


def opened(by="zoe", others=("mia", "bo", "tess"), **said) -> Building:
    """Found one, and let these people type the code of its hall."""
    building = founded(by, **said)
    with enter(building.pk, by=None):
        code, _words = posted(by)
    for name in others:
        arrived(code, name)
    with enter(building.pk, by=None):
        return Building.objects.select_related("tenant").get()


def founding(building: Building) -> Founding:
    with enter(building.pk, by=None):
        return Founding.objects.get()


def occupancy(name: str, slug: str = cast.ACACIAS) -> Grant:
    return Grant.objects.get(
        user=cast.user(name), tenant=cast.tenant(slug), role="occupant"
    )
