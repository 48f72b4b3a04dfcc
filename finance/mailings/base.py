"""What a kind of letters has of its own; what all have in common is in services."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from buildings.models import Building
from finance.exports.letters import PDF
from finance.models import Call, ChargeStatement
from finance.models.letters import Run
from finance.queries.letters import Addressed, AnyLetter, Letterhead
from koprogo.documents.services import store

Told = Call | ChargeStatement


@dataclass(frozen=True, slots=True)
class Mailing:
    """How the letters of one kind are composed, printed, handed over and kept.

    ``of``: what their documents call the thing that is told. ``tells``: the documents
    that get a letter. ``mail``: the template of the e-mail around it. ``stem``: how the
    names of files begin. ``event``, ``making_key`` and ``bundling_key`` stand before the
    public id of the thing.
    """

    of: str
    letter: type[AnyLetter]
    run: type[Run]
    tells: Q
    lock: Callable[[Any], Told]
    compose: Callable[[Sequence[Any], Building], Iterator[Any]]
    write: Callable[..., AnyLetter]
    stem: Callable[[Any], str]
    title: Callable[[Any, Letterhead], str]
    mail: str
    event: str
    making: str
    making_key: str
    bundling: str
    bundling_key: str
    is_long: bool = False


def keep(reader: Addressed, pdf: bytes, *, name: str, by) -> dict[str, Any]:
    """Keep a letter; return what the row of any letter says of it and of its reader."""
    return {
        "file": store(pdf, name=name, content_type=PDF, by=by),
        "addressee": reader.addressee,
        "name": reader.name[:250],
        "address": ", ".join(reader.address),
        "language": reader.language,
    }
