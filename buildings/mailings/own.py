"""The letters that a person received, of every kind."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Model, QuerySet, Value
from django.utils import timezone

from buildings.mailings.base import Mailing, all_mailings
from buildings.models import Owner
from buildings.models.letters import Letter

#: of each kind, the latest
MOST = 20


@dataclass(frozen=True, slots=True)
class OwnLetter:
    """``pdf``: the name of the address of its file, which takes ``letter.page_id``."""

    letter: Letter
    title: str
    pdf: str

    @property
    def made_on(self) -> date:
        return timezone.localdate(self.letter.made_at)


def own_letters(owner: Owner) -> list[OwnLetter]:
    """Return the latest letters to this owner alone, the latest first: a statement, and
    one for each kind that he received.
    """
    found = [row for mailing in _received(owner) for row in _of_kind(mailing, owner)]
    return sorted(found, key=lambda row: row.letter.made_at, reverse=True)


def _received(owner: Owner) -> Iterator[Mailing]:
    kinds = list(all_mailings())
    if not kinds:
        return
    there = [
        _letters(mailing, owner).order_by().values_list(Value(number))[:1]
        for number, mailing in enumerate(kinds)
    ]
    for (number,) in there[0].union(*there[1:], all=True):
        yield kinds[number]


def _letters(mailing: Mailing, owner: Owner) -> QuerySet[Letter]:
    return mailing.letter.objects.filter(addressee=owner, delivery__isnull=False)


def _of_kind(mailing: Mailing, owner: Owner) -> Iterator[OwnLetter]:
    found = _letters(mailing, owner).select_related(mailing.path, *mailing.related)
    for letter in found.order_by("-pk")[:MOST]:
        yield OwnLetter(letter, _told(letter, mailing.path).title, mailing.pdf)


def _told(letter: Letter, path: str) -> Model:
    found = letter
    for name in path.split("__"):
        found = getattr(found, name)
    return found
