"""Named places where an app shows something without the mechanism knowing the app.

An app registers a provider in ``AppConfig.ready()``; a provider takes the request and
yields what belongs there for this person on this page, perhaps nothing. Providers are
asked in the order of registration, which is the order of ``INSTALLED_APPS``.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Generic, TypeVar
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Field, Model, Q
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
class Place:
    """A tenant that the person at work may enter."""

    slug: str
    name: str


places: Slot[Place] = Slot("places")


@dataclass(frozen=True, slots=True)
class AuditWords:
    """How the history tells an action; ``kind`` names what it is filtered by.

    ``sentence`` may say %(object)s, once, for the row, and name every value recorded
    with the action: %(code)s. Who lacks the permission ``needs`` reads ``otherwise``
    instead, and no values.
    """

    kind: Promise
    sentence: Promise
    needs: str = ""
    otherwise: Promise | str = ""


@dataclass(frozen=True, slots=True)
class AuditTarget:
    """Rows that the history names; with a ``page`` it also links and traces them.

    ``kind`` stands in addresses ("lot"). ``name`` is an expression of SQL. ``page`` is
    the name of a URL with the slug and the row's uuid; ``open_to`` says which rows' pages
    somebody with this access (buildings/access.py) may open; of ``private`` rows he does
    not learn the name otherwise.
    """

    kind: str
    name: object
    page: str = ""
    open_to: Callable[[object], Q] = lambda access: Q(pk__isnull=False)
    private: bool = False


# action → words; label of a model → its rows; name of a recorded value → what it is,
# in words or as the field of a model whose label and choices it has.
audit_words: dict[str, AuditWords] = {}
audit_targets: dict[str, AuditTarget] = {}
audit_values: dict[str, Promise | Field] = {}


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in the books that can never be true: which rule, and where."""

    rule: str
    what: str


# What the nightly check of the books asks beside the ledger's own rules, in each tenant
# and read-only: an empty answer is a sound one.
integrity_checks: list[Callable[[], Iterable[Finding]]] = []

# What an app adds to a building of the demo (its slug, on finance's stage), in the tenant
# entered, once the books are written.
demo_acts: list[Callable[[str, object], object]] = []

# What an app writes into a tenant that has just been created, inside its transaction.
new_building: list[Callable[[], None]] = []

# Figures that a portfolio shows of the tenant entered as of a day, by field of
# buildings.Summary.
summary_figures: list[Callable[[date], dict[str, int | Decimal]]] = []

# Where one sees what is behind such a figure: field → address, from a tenant's slug.
summary_pages: dict[str, Callable[[str], str]] = {}

# What follows once the latest events of a tenant (its key) are sealed: whatever changes
# in a tenant is recorded, so nothing is forgotten here.
after_seal: list[Callable[[int], None]] = []

# Who is told that a webhook was paused by itself: the row, and the id of that event.
webhook_paused: list[Callable[[Model, UUID], object]] = []

# What encrypts with the newest key whatever an older one encrypted: how many rows.
encryption_renewals: list[Callable[[], int]] = []

# Since when a person holds a role that asks for a second factor; None: he holds none.
second_factor_since: list[Callable[[AbstractBaseUser], date | None]] = []


@dataclass(frozen=True, slots=True)
class PersonalTable:
    """Rows about one person as plain values; ``name``: of the file that holds them."""

    name: str
    rows: Iterable[Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class PersonalFile:
    """A document of one person; its bytes are read when it is its turn."""

    name: str
    read: Callable[[], bytes]


Personal = PersonalTable | PersonalFile


def _nothing(user: AbstractBaseUser) -> Iterable:
    return ()


@dataclass(frozen=True, slots=True)
class PersonalData:
    """What an app knows about a person, and what it does when he closes his account.

    ``places``: primary keys of the tenants where it has, or had, something of his.
    ``own``: what it knows in no tenant; ``here``: in the tenant entered. ``refusals``:
    why he cannot leave today, in sentences. ``leave``: forget what the law does not
    keep, inside the transaction that closes the account, in no tenant.
    """

    places: Callable[[AbstractBaseUser], Iterable[int]] = _nothing
    own: Callable[[AbstractBaseUser], Iterable[Personal]] = _nothing
    here: Callable[[AbstractBaseUser], Iterable[Personal]] = _nothing
    refusals: Callable[[AbstractBaseUser], Iterable[str]] = _nothing
    leave: Callable[[AbstractBaseUser], object] = _nothing


personal_data: list[PersonalData] = []


@dataclass(frozen=True, slots=True)
class Controller:
    """A place that holds data of the person at work, and where he turns to there."""

    name: str
    links: Sequence[tuple[str | Promise, str]]


controllers: Slot[Controller] = Slot("controllers")

# What the night deletes at a moment: each answers how many rows it deleted.
forgetting: list[Callable[[datetime], int]] = []


@dataclass(frozen=True, slots=True)
class ArchiveRows:
    """How rows travel in an archive (koprogo/archive) where their fields do not say it.

    ``frozen_by``: the field that freezes a row in the database; ``frozen_with``: what
    is set together with it, and ``given``: what the database gives by itself then, which
    must come out as it was. ``parts``: the models that must be in before; none: all.
    ``order``: of the rows, and in which they are frozen. ``relations``: keys that Django
    does not know, field → model. ``left_out``: fields that are not carried.
    ``together``: rows of one value of this field are written by one statement.
    ``settle``: changes a row (by field) that comes in.
    """

    frozen_by: str = ""
    frozen_with: Sequence[str] = ()
    given: Sequence[str] = ()
    parts: Sequence[str] = ()
    relations: Mapping[str, str] = field(default_factory=dict)
    left_out: Sequence[str] = ()
    order: Sequence[object] = ("pk",)
    together: str = ""
    settle: Callable[[dict[str, object]], object] | None = None


@dataclass(frozen=True, slots=True)
class ArchivePart:
    """A file of an archive that people read; ``about``: what it is, in one sentence.

    Files of one folder may share a sentence. ``write`` writes its bytes when it is its
    turn.
    """

    path: str
    about: str | Promise
    write: Callable[[IO[bytes]], object]


# Apps fill these in ``<app>/handover.py``, which is read when an archive is made or
# comes in, and spares the memory of the web process otherwise.
# Models by label: how their rows travel; or why all of them stay behind.
archive_rows: dict[str, ArchiveRows] = {}
archive_stays: dict[str, Promise] = {}
# Rows of a model (by label) that stay behind because they hold a code of somebody.
archive_secrets: list[tuple[str, Callable[[], Q]]] = []
# What people read, of the tenant entered and in the active language.
archive_part: list[Callable[[], Iterable[ArchivePart]]] = []
# What must be the same before and after the journey, by name; a value of JSON.
archive_proofs: dict[str, Callable[[], object]] = {}
# What is done in a tenant that has come in, with a function that opens a file by name.
archive_restored: list[Callable[[Callable[[str], IO[bytes]]], object]] = []


@dataclass(frozen=True, slots=True)
class Voter:
    """A line of the list of voters: a lot with its shares, or a member with one vote.

    ``head``: who counts as one at the quorum; ``voter``: the person who votes for it,
    none while several holders have named nobody. ``parts``: by special key. ``lot``,
    ``holding`` and ``owner`` are rows, where there are such.
    """

    label: str
    head: UUID
    head_name: str
    voter: UUID | None
    voter_name: str
    votes: int
    parts: Mapping[Model, int] = field(default_factory=dict)
    lot: Model | None = None
    holding: Model | None = None
    owner: Model | None = None


# Who votes in the assembly of a tenant of this kind: from the special keys that its
# agenda votes by, and the day.
roll_source: dict[str, Callable[[list[Model], date], Iterable[Voter]]] = {}


class EffectRefused(Exception):
    """It cannot be carried out; the message says why to people."""


@dataclass(frozen=True, slots=True)
class DecisionRef:
    """A decision of an assembly; ``text``: how books and letters name it."""

    uuid: UUID
    text: str
    date: date


@dataclass(frozen=True, slots=True)
class Effect:
    """``form`` asks for what a decision leaves open, ``describe`` says what its answers
    cause; ``carry_out(decision, answers, by=)`` does it and returns what it did in words.
    """

    label: str | Promise
    form: Callable[[], type]
    describe: Callable[[DecisionRef, Mapping[str, object]], Sequence[str]]
    carry_out: Callable[..., str]


# What a decision of an assembly can cause, by the code that a point of an agenda names.
decision_effects: dict[str, Effect] = {}
