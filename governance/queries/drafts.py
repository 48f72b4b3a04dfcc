"""What the services are asked to write of an assembly and of its points."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.conf import settings

from buildings.library import Audience
from buildings.models import AllocationKey
from governance.subjects import Subject

#: the documents that a point can be about
READ_BY_OWNERS = (Audience.EVERYBODY, Audience.OWNERS)
#: what a decision on the budget causes (koprogo.slots.decision_effects)
BUDGET_ADOPTED = "budget-adopted"
#: what a decision of the ASBL may cause; registered by who keeps its members and books
OF_ASBL = (
    "asbl-tariff",
    "asbl-allocation",
    "asbl-board",
    "asbl-committee",
    "asbl-accounts",
    "asbl-auditor",
    "asbl-coordinator",
)
LANGUAGES = [code for code, _name in settings.LANGUAGES]
TEXTS = ("title", "text", "motion")
Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ItemDraft:
    """A point to be. ``title``, ``text``, ``motion``: by language.

    What its subject has no place for is left out: a point of information has no motion,
    only an election has a candidate. ``budget``: the draft that is to be adopted.
    ``effect``: of a point of the ASBL, what its adoption causes.
    """

    subject: Subject
    title: Words
    text: Words = field(default_factory=dict)
    motion: Words = field(default_factory=dict)
    key: AllocationKey | None = None
    amount: Decimal | None = None
    candidate: str = ""
    is_secret: bool = False
    budget: UUID | None = None
    effect: str = ""


@dataclass(frozen=True, slots=True)
class AssemblyDraft:
    """When and where it is held, and what the convocation says of it."""

    starts_at: datetime
    place: str = ""
    is_remote: bool = False
    remote_access: str = ""
    second_at: datetime | None = None
    consulting: str = ""
