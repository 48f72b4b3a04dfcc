"""What a checked import is made of. Everything is frozen, exact and cross-referenced.

``line`` says where a row came from; two rows that say the same are equal wherever
they stand.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

MAX_SHARES = 1_000_000_000


class LotKind(StrEnum):
    APARTMENT = "apartment"
    HOUSE = "house"
    COMMERCIAL = "commercial"
    OFFICE = "office"
    GARAGE = "garage"
    PARKING = "parking"
    CELLAR = "cellar"
    OTHER = "other"


class PersonKind(StrEnum):
    PERSON = "person"
    COMPANY = "company"


class Channel(StrEnum):
    """How an owner receives letters: by e-mail only if he accepted it (art. 3.87)."""

    POST = "post"
    EMAIL = "email"


class Right(StrEnum):
    """What an owner holds of a lot: all of it, the walls, or the use."""

    FULL = "full"
    BARE = "bare"
    USUFRUCT = "usufruct"


@dataclass(frozen=True, slots=True)
class LotRow:
    """A lot with its shares of the deed; ``position`` counts from 1 in deed order.

    ``kind`` and ``shares`` are None when the tables do not say.
    ``primary_code`` is the lot a cellar or garage belongs to, or empty.
    """

    code: str
    name: str
    kind: LotKind | None
    floor: str
    entrance: str
    cadastral_number: str
    primary_code: str
    shares: int | None
    position: int
    line: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class KeyRow:
    """An allocation key. ``parts`` are positive, in deed order, and sum to ``total``.

    A lot that is not in ``parts`` bears nothing of a cost with this key.
    """

    code: str
    name: str
    total: int
    parts: Mapping[str, int]
    line: int | None = field(compare=False)


@dataclass(frozen=True, slots=True)
class PersonRow:
    """An owner. Empty text means that the tables do not say.

    ``last_name`` is the name of a company. A ``placeholder`` has a code and no name:
    whoever stores it must give it one. ``kbo`` is ten digits that pass their check,
    and only a company has it; ``country`` is an ISO 3166 code.
    """

    code: str
    kind: PersonKind
    last_name: str
    first_name: str
    kbo: str
    language: str
    email: str
    phone: str
    street: str
    postal_code: str
    city: str
    country: str
    channel: Channel | None
    placeholder: bool
    line: int = field(compare=False)


class Member(NamedTuple):
    """One holder's rights, each in parts of the holding's denominator."""

    owner_code: str
    full: int
    bare: int
    usufruct: int


@dataclass(frozen=True, slots=True)
class HoldingRow:
    """Who holds a lot together: full + bare = full + usufruct = ``parts``.

    ``representative_code`` is empty while several holders have named nobody: the vote
    of their lots is then suspended (art. 3.87 §1).
    """

    code: str
    parts: int
    members: tuple[Member, ...]
    representative_code: str
    line: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """A lot belongs to a holding from ``start`` until the day before ``end``."""

    lot_code: str
    holding_code: str
    start: date
    end: date | None
    line: int = field(compare=False)
