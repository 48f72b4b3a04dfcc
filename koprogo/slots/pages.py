"""What an app shows on pages that it does not know: links, figures, cards, notices."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Generic, TypeVar
from uuid import UUID

from django.http import HttpRequest
from django.utils.functional import Promise

T = TypeVar("T")


class Slot(Generic[T]):
    """One extension point that holds items of one type."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._providers: list[Callable[[HttpRequest], Iterable[T]]] = []

    def register(self, provider: Callable[[HttpRequest], Iterable[T]]) -> None:
        """Ask ``provider`` from now on.

        Raises:
            ValueError: it is registered already and would show everything twice.
        """
        if provider in self._providers:
            raise ValueError(f"slot {self.name}: {provider} is registered twice")
        self._providers.append(provider)

    def items(self, request: HttpRequest) -> list[T]:
        """Return what all providers give for this request, in their order."""
        return [item for provider in self._providers for item in provider(request)]


@dataclass(frozen=True, slots=True)
class NavItem:
    """A link of the main navigation; items of one section stand under its name.

    ``order``: the place in its section, from 0; equal numbers in order of registration.
    ``also``: how the addresses of its pages begin that do not begin with its ``url``.
    ``group``: the heading in its section; those of one group follow on each other.
    """

    label: str | Promise
    url: str
    icon: str
    section: str | Promise = ""
    order: int = 0
    also: Sequence[str] = ()
    group: str | Promise = ""


nav: Slot[NavItem] = Slot("nav")

# Where one sees what a supplier charged and is owed: address, from a tenant's slug and
# the supplier's uuid.
supplier_pages: list[Callable[[str, UUID], str]] = []

# What one does from the page of all buildings that a firm looks after.
portfolio_links: Slot[NavItem] = Slot("portfolio_links")


@dataclass(frozen=True, slots=True)
class Figure:
    """A key figure of a building's overview: EUR, a day, or words, and what to know."""

    label: str | Promise
    value: Decimal | date | str
    note: str | Promise = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A card of a building's overview: its template gets ``context`` and no more."""

    template: str
    context: dict[str, object]


# What else one settles from the page of an association's settings.
setting_cards: Slot[Card] = Slot("setting_cards")

# What one should know before a lot changes hands, on its page and where that is done:
# from the request and the code of the lot.
lot_cards: list[Callable[[HttpRequest, str], Iterable[Card]]] = []

home_figures: Slot[Figure] = Slot("home_figures")
home_cards: Slot[Card] = Slot("home_cards")


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the person at work should act on. Level: info, warn or bad."""

    level: str
    text: str | Promise


home_notices: Slot[Notice] = Slot("home_notices")


@dataclass(frozen=True, slots=True)
class CockpitLine:
    """Work of a building's month: its state, what proves it, and the page of the work.

    ``what``: its name for programs. ``state``: done, to_do, late or nothing (there is
    nothing of the kind). ``proof``: what was found. ``rule``: by when, and who says so;
    ``due_on``: that day.
    """

    what: str
    section: str | Promise
    label: str | Promise
    state: str
    proof: str
    rule: str | Promise
    url: str
    due_on: date | None = None


# Asked on that page alone; only for work that exists, and that he may look at.
cockpit_lines: Slot[CockpitLine] = Slot("cockpit_lines")


@dataclass(frozen=True, slots=True)
class Banner:
    """What stands above every page until it ends: its template gets ``banner``, this
    context, and the token that a form needs.
    """

    template: str
    context: dict[str, object]


banners: Slot[Banner] = Slot("banners")


@dataclass(frozen=True, slots=True)
class Entrance:
    """Where a person has a role in no building: what he is there, and where he begins."""

    name: str
    roles: Sequence[str]
    url: str


# What stands under one's buildings, on the page of all of them.
entrances: Slot[Entrance] = Slot("entrances")


@dataclass(frozen=True, slots=True)
class Place:
    """A tenant that the person at work may enter."""

    slug: str
    name: str


places: Slot[Place] = Slot("places")


@dataclass(frozen=True, slots=True)
class Controller:
    """A place that holds data of the person at work, and where he turns to there."""

    name: str
    links: Sequence[tuple[str | Promise, str]]


controllers: Slot[Controller] = Slot("controllers")
