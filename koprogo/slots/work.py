"""What an app is asked, or told, while the mechanism works: checks, figures, the night."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Model


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

# What an app adds to the demo beside its buildings, once they are written: from the day
# of the demo and who signs in there, by key.
demo_of_site: list[Callable[[date, Mapping[str, AbstractBaseUser]], object]] = []

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

# What the night deletes at a moment: each answers how many rows it deleted.
forgetting: list[Callable[[datetime], int]] = []

# What a nightly check of all tenants found, told once it went through them all: what was
# checked (books, history) and all that is wrong, nothing if it is sound.
checked: list[Callable[[str, Sequence[Finding]], object]] = []


@dataclass(frozen=True, slots=True)
class PublishedTotal:
    """A count or a sum that everybody may read; ``behind``: how many stand for it.

    None: it is about nobody. ``area`` and ``name``: words of programs, in English.
    """

    area: str
    name: str
    value: Decimal
    behind: int | None = None


# What an app adds to the public figures, asked in the ASBL's tenant.
published_totals: list[Callable[[], Iterable[PublishedTotal]]] = []
