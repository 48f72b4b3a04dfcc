"""How the rows of an app travel in an archive."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import IO

from django.db.models import Q
from django.utils.functional import Promise


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
