"""Named places where an app shows something without the mechanism knowing the app.

An app registers a provider in ``AppConfig.ready()``; a provider takes the request and
yields what belongs there for this person on this page, perhaps nothing. Providers are
asked in the order of registration, which is the order of ``INSTALLED_APPS``.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Generic, TypeVar

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
    """

    label: str | Promise
    url: str
    icon: str
    section: str | Promise = ""
    order: int = 0


nav: Slot[NavItem] = Slot("nav")


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


home_figures: Slot[Figure] = Slot("home_figures")
home_cards: Slot[Card] = Slot("home_cards")


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the person at work should act on. Level: info, warn or bad."""

    level: str
    text: str | Promise


home_notices: Slot[Notice] = Slot("home_notices")

# What an app writes into a tenant that has just been created, inside its transaction.
new_building: list[Callable[[], None]] = []
