"""The words with which the history tells what happened."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Field, Q
from django.utils.functional import Promise


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
