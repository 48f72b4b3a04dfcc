"""A building of the demo, and where its history is written."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from buildings.models import Role
from finance.demo.calendar import Quarter
from finance.demo.firms import FirmRow
from finance.demo.rows import Tables
from koprogo.accounts.models import User


@dataclass(frozen=True, slots=True)
class Stage:
    """As of which day a history is written, over which quarters, and by whom.

    ``origin``: the address of the site, without a slash at the end. ``users``: whoever
    signs in, by the keys of ``people.PEOPLE``.
    """

    today: date
    quarters: Sequence[Quarter]
    manager: User
    assistant: User
    bookkeeper: User
    origin: str
    users: Mapping[str, User]


@dataclass(frozen=True, slots=True)
class Scene:
    """A building: its tables, its syndic, who else has a role, and what happened.

    ``quarters``: how many its books have. ``play`` runs in the building entered.
    """

    tables: Tables
    firm: FirmRow
    quarters: int
    play: Callable[[Stage], None]
    roles: Mapping[str, Role] = field(default_factory=dict)
