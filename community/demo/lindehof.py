"""Lindehof, Ghent: neighbours among themselves, whose books are with somebody else.

Lotte founded the place and hung the code in the hall; three others typed it.
"""

from collections.abc import Mapping
from uuid import NAMESPACE_URL, UUID, uuid5

from buildings.models import Building, HallCode, Module, Says
from buildings.services.hall import arrive, post_code
from buildings.services.neighbourhoods import found_neighbours
from community.demo.clock import Days
from community.demo.photos import photo
from community.kinds import Kind
from community.models import Bookable, HoursPost, Mail, Neighbour
from community.services import bookables, neighbours, talking
from community.services.greeting import write_greeting
from community.services.hours import exchanges, offers
from community.services.posts import write_post
from koprogo.accounts.models import User
from koprogo.accounts.services import verify_address
from koprogo.tenancy import enter

__all__ = ["play"]

SLUG = "lindehof"
#: who typed the code: name, what he says to be, and where he lives
ARRIVALS = {
    "bram": ("Bram Willems", Says.OWNER, "2de verdieping"),
    "amina": ("Amina Yusuf", Says.OCCUPANT, "1ste verdieping"),
    "jules": ("Jules Vercruysse", Says.OCCUPANT, "gelijkvloers"),
}
MODULES = (Module.NOTICES, Module.HOURS, Module.LENDING, Module.WELCOME)
WELCOME = (
    "Welkom in Lindehof!\n\nVeertien huisjes rond één linde. Dit is onze plek om elkaar "
    "te helpen; onze syndicus doet hier niet mee, zijn rekeningen komen zoals altijd.\n\n"
    "Zondag na de middag staat de picknicktafel in het gras."
)


def play(days: Days, users: Mapping[str, User], *, origin: str) -> None:
    """Found it, open it with three others, and let them begin."""
    lotte = users["lotte"]
    with days.on(-70, 20):
        building = found_neighbours(
            name="Lindehof",
            street="Lindelei 8",
            postal_code="9000",
            city="Gent",
            languages=["nl"],
            lots=14,
            says=Says.COUNCIL,
            modules=MODULES,
            is_another=False,
            by=lotte,
        )
    code = _hung(building, days, 69, by=lotte, origin=origin)
    others = {}
    for place, (key, (name, says, where)) in enumerate(ARRIVALS.items()):
        others[key] = _account(key, name)
        with days.on(place - 66, 18):
            arrive(code, says=says, where=where, by=others[key])
    with enter(building.pk, by=lotte):
        _begin(days, lotte, others)
    # That code has expired: another one hangs there since.
    _hung(building, days, 5, by=lotte, origin=origin)


def _hung(
    building: Building, days: Days, ago: int, *, by: User, origin: str
) -> HallCode:
    with enter(building.pk, by=by), days.on(-ago, 9):
        return post_code(origin=origin, by=by)


def _account(key: str, name: str) -> User:
    """He chose a password that nobody here knows."""
    user = User.objects.create_user(
        f"{key}@lindehof.example", None, name=name, language="nl"
    )
    verify_address(user)
    return user


def _begin(days: Days, lotte: User, others: Mapping[str, User]) -> None:
    people = {"lotte": _join(lotte, "Lotte", "3de verdieping", days)}
    for key, user in others.items():
        people[key] = _join(user, user.name.split()[0], ARRIVALS[key][2], days)
    with days.on(-60, 20):
        write_greeting(text=WELCOME, by=lotte)
    _board(days, people)
    _hours(days, people)


def _join(user: User, name: str, where: str, days: Days) -> Neighbour:
    with days.on(-62, 19):
        return neighbours.join(
            name=name,
            where=where,
            about="",
            is_listed=True,
            mails=[mail.value for mail in Mail],
            by=user,
        )


def _number(what: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"koprogo demo lindehof {what}")


def _board(days: Days, people: Mapping[str, Neighbour]) -> None:
    amina, bram = people["amina"], people["bram"]
    with days.on(-9, 18):
        post = write_post(
            Kind.ANNOUNCEMENT,
            uuid=_number("compost"),
            title="Compostvat: wie draait mee?",
            text="Het vat achter de fietsen is vol. Een beurt per week volstaat.",
            expires_on=days.day(30),
            me=amina,
            by=amina.user,
        )
    with days.on(-8, 20):
        text = "Ik neem de zaterdagen."
        talking.comment(post, text=text, me=bram, origin="", by=bram.user)
    with days.on(-40, 18):
        bookables.add_thing(
            uuid=_number("trailer"),
            title="Fietskar",
            text="Voor boodschappen of twee kleuters. Staat in de fietsenberging.",
            photos=[photo("trailer")],
            category=Bookable.Category.TRANSPORT,
            condition=Bookable.Condition.GOOD,
            is_automatic=True,
            me=bram,
            by=bram.user,
        )


def _hours(days: Days, people: Mapping[str, Neighbour]) -> None:
    lotte, jules = people["lotte"], people["jules"]
    with days.on(-50, 18):
        post = offers.write_offer(
            Kind.OFFER,
            uuid=_number("grass"),
            category=HoursPost.Category.GARDEN,
            title="Gras maaien en hagen scheren",
            text="Met mijn eigen maaier, van april tot oktober.",
            me=jules,
            by=jules.user,
        )
    with days.on(-45, 18):
        row = exchanges.ask(post, text="Ons hoekje graag.", me=lotte, by=lotte.user)
    with days.on(-44, 9):
        exchanges.accept(row, answer="Zaterdag?", me=jules, by=jules.user)
    with days.on(-42, 17):
        exchanges.say_done(
            row, minutes=90, done_on=days.day(-42), me=jules, by=jules.user
        )
    with days.on(-41, 9):
        exchanges.confirm(row, minutes=90, me=lotte, by=lotte.user)
