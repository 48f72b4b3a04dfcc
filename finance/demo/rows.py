"""What the tables of a demo building are made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import NamedTuple

from django.utils.text import slugify

from buildings.importing.rows import LotKind


class Agreement(Enum):
    """How somebody accepted letters by e-mail; ``MISSING``: he wishes them, no more."""

    ONLINE = auto()
    PAPER = auto()
    MISSING = auto()


class Address(NamedTuple):
    street: str
    postal_code: str
    city: str
    country: str = "BE"


@dataclass(frozen=True, slots=True)
class LotRow:
    """A lot of the deed; ``belongs_to`` is the flat of a cellar or garage."""

    code: str
    kind: LotKind
    floor: str
    shares: int
    name: str = ""
    entrance: str = ""
    belongs_to: str = ""


@dataclass(frozen=True, slots=True)
class OwnerRow:
    """A person, or a company when it has a ``kbo``.

    ``home`` is None for who lives in the building; ``user`` is the key of the person
    who signs in as this owner. Whoever is not reached ``by_post`` only has an e-mail
    address, made of his name unless one is given.
    """

    last_name: str
    first_name: str = ""
    language: str = "fr"
    by_post: bool = False
    home: Address | None = None
    kbo: str = ""
    phone: str = ""
    user: str = ""
    given_email: str = ""

    @property
    def code(self) -> str:
        return slugify(f"{self.last_name} {self.first_name}")[:30]

    @property
    def email(self) -> str:
        if self.by_post:
            return ""
        if self.kbo:
            return f"info@{slugify(self.last_name)}.example"
        first, last = slugify(self.first_name), slugify(self.last_name)
        return self.given_email or f"{first}.{last}@mail.example"


@dataclass(frozen=True, slots=True)
class MemberRow:
    """The rights of one holder, as numerators over the household's parts."""

    owner: OwnerRow
    full: int = 0
    bare: int = 0
    usufruct: int = 0


@dataclass(frozen=True, slots=True)
class Household:
    """Who holds flats, with the cellars and garages that belong to them."""

    lots: tuple[str, ...]
    members: tuple[MemberRow, ...]
    parts: int
    representative: OwnerRow | None

    @property
    def code(self) -> str:
        """The owner's own code, or the family names of all of them."""
        if len(self.members) == 1:
            return self.members[0].owner.code
        names = dict.fromkeys(member.owner.last_name for member in self.members)
        return slugify(" ".join(names))[:30]


def alone(lots: str, owner: OwnerRow) -> Household:
    """One owner of all; ``lots`` are codes with spaces between them."""
    return Household(tuple(lots.split()), (MemberRow(owner, full=1),), 1, owner)


def together(
    lots: str,
    *owners: OwnerRow,
    parts: Sequence[int] | None = None,
    represented: bool = True,
) -> Household:
    """Co-holders, equal unless ``parts`` says otherwise; the first speaks for them.

    Without ``represented`` they have named nobody yet: their vote is suspended.
    """
    numbers = parts or [1] * len(owners)
    members = tuple(
        MemberRow(owner, full=number)
        for owner, number in zip(owners, numbers, strict=True)
    )
    representative = owners[0] if represented else None
    return Household(tuple(lots.split()), members, sum(numbers), representative)


def usufruct(lots: str, living: OwnerRow, heir: OwnerRow) -> Household:
    """One has the use for life, the other the walls; the first votes."""
    members = (MemberRow(living, usufruct=1), MemberRow(heir, bare=1))
    return Household(tuple(lots.split()), members, 1, living)


@dataclass(frozen=True, slots=True)
class KeyRow:
    code: str
    name: str
    parts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class SupplierRow:
    """Whom the association pays; his e-mail address is made of his name."""

    name: str
    kbo: str = ""
    iban: str = ""
    phone: str = ""

    @property
    def email(self) -> str:
        return f"info@{slugify(self.name)}.example"


@dataclass(frozen=True, slots=True)
class Tables:
    """All of a building. ``deed`` are the arguments of ``create_building``.

    Lots stand in the order of the deed, each after the flat it belongs to.
    ``agreements``: by the code of the owner; whoever is not in it gets his letters by
    post.
    """

    deed: Mapping[str, object]
    lots: Sequence[LotRow]
    households: Sequence[Household]
    keys: Sequence[KeyRow]
    suppliers: Sequence[SupplierRow] = ()
    agreements: Mapping[str, Agreement] = field(default_factory=dict)

    @property
    def owners(self) -> list[OwnerRow]:
        """Everybody once, in the order of the households."""
        members = (m.owner for house in self.households for m in house.members)
        return list({owner.code: owner for owner in members}.values())

    @property
    def address(self) -> Address:
        return Address(
            *(str(self.deed[name]) for name in ("street", "postal_code", "city"))
        )

    def holders(self) -> dict[str, str]:
        """Return the first household of each lot: annexes follow their flat."""
        named = {code: house.code for house in self.households for code in house.lots}
        return {lot.code: named[lot.belongs_to or lot.code] for lot in self.lots}
