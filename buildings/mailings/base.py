"""What a kind of letters has of its own, who writes letters and whom they reach."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from django.db.models import Model

from buildings.errors import NoSyndic
from buildings.models import Building, Firm, Holding, Owner
from buildings.models.letters import Letter, Run
from buildings.queries import writer_of
from koprogo.documents.services import store

PDF = "application/pdf"


class Told(Protocol):
    """What letters tell: a call, a statement of charges, an assembly, minutes.

    ``title``: how a list for the post names it. A cancelled one gets no more letters.
    """

    pk: int
    uuid: UUID
    tenant_id: int
    title: str
    is_cancelled: bool


@dataclass(frozen=True, slots=True)
class Expected:
    """How many letters there will be, and how many readers have nothing to be told."""

    letters: int
    nothing: int = 0


@dataclass(frozen=True, slots=True)
class LetterActions:
    """What the history calls what happens to letters of one kind."""

    ordered: str
    sent: str
    posted: str
    retried: str
    redirected: str


@dataclass(frozen=True, slots=True)
class Mailing:
    """How the letters of one kind are composed, printed, handed over and kept.

    ``of``: what runs and jobs call the thing that is told; ``path``: the way to it from
    a letter. ``related``, ``order``: of the list of letters. ``expected`` counts them;
    ``waiting`` returns what is to be made next, at most so many, always in the same
    order. ``lock`` returns the thing locked, and raises when it has no letters.
    ``compose`` writes what each says; ``write`` prints and keeps one, without saving the
    row. ``mail``: the template of the e-mail around it. ``pdf``: the name of the address
    of a letter's file, which takes its ``page_id``. ``stem``: how the names of files
    begin. ``event``, ``making_key`` and ``bundling_key`` stand before the public id of
    the thing. ``sends_itself``: whether they are sent as soon as all are made.
    """

    of: str
    path: str
    letter: type[Letter]
    run: type[Run]
    expected: Callable[[Any], Expected]
    waiting: Callable[[Any, int], Sequence[Any]]
    lock: Callable[[Any], Any]
    compose: Callable[[Sequence[Any], Building], Iterator[Any]]
    write: Callable[..., Letter]
    stem: Callable[[Any], str]
    title: Callable[[Any, "Letterhead"], str]
    mail: str
    pdf: str
    event: str
    actions: LetterActions
    making: str
    making_key: str
    bundling: str
    bundling_key: str
    related: Sequence[str] = ()
    order: str = "pk"
    is_long: bool = False
    sends_itself: bool = False


_MAILINGS: dict[type[Model], Mailing] = {}


def register(told: type[Model], mailing: Mailing) -> None:
    """Say how the letters of this model are made; in ``AppConfig.ready()``."""
    _MAILINGS[told] = mailing


def mailing_of(told: Told) -> Mailing:
    return _MAILINGS[type(told)]


def all_mailings() -> Iterator[Mailing]:
    """Yield the kinds of letters, in the order of the apps."""
    yield from _MAILINGS.values()


# Who writes


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who writes: the association, and the firm that is its syndic today.

    The ASBL writes itself: ``firm`` is what its letters say of it, and no row.
    """

    building: Building
    firm: Firm

    @property
    def logo(self) -> bytes:
        """The firm's picture, PNG; empty when it has none."""
        return bytes(self.firm.logo.png) if hasattr(self.firm, "logo") else b""


def letterhead(*, on: date) -> Letterhead:
    """Return who writes the letters of the building entered.

    Raises:
        NoSyndic: no firm has a mandate on that day.
    """
    building = Building.objects.select_related("tenant").get()
    firm = writer_of(building, on=on)
    if firm is None:
        raise NoSyndic(building)
    return Letterhead(building, firm)


# Whom a letter reaches


@dataclass(frozen=True, slots=True)
class Addressed:
    """Whom a letter reaches, where, and in which language.

    ``addressee``: None when several holders have named no representative and the letter
    goes to all of them at the address of the first.
    """

    addressee: Owner | None
    name: str
    address: tuple[str, ...]
    language: str


def reach(owner: Owner) -> Addressed:
    """Return how a letter reaches one owner."""
    return Addressed(owner, str(owner), tuple(owner.address_lines), owner.language)


def addressed(holdings: Iterable[Holding]) -> dict[int, Addressed]:
    """Return whom letters to these holdings reach, by primary key: one statement.

    The holdings come with their members.
    """
    found = list(holdings)
    named = {holding.representative_id for holding in found} - {None}
    representatives = Owner.objects.in_bulk(named)
    return {holding.pk: _addressed(holding, representatives) for holding in found}


def _addressed(holding: Holding, representatives: dict[int, Owner]) -> Addressed:
    members = [member.owner for member in holding.members.all()]
    addressee = representatives.get(holding.representative_id)
    if addressee is None and len(members) == 1:
        addressee = members[0]
    if addressee is not None:
        return reach(addressee)
    first = members[0]
    return Addressed(None, str(holding), tuple(first.address_lines), first.language)


def keep(reader: Addressed, pdf: bytes, *, name: str, by) -> dict[str, Any]:
    """Keep a letter; return what the row of any letter says of it and of its reader."""
    return {
        "file": store(pdf, name=name, content_type=PDF, by=by),
        "addressee": reader.addressee,
        "name": reader.name[:250],
        "address": ", ".join(reader.address),
        "language": reader.language,
    }
