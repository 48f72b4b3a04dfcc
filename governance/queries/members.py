"""The members of the ASBL as its assemblies know them: one vote for each (slots.roll_source).

Somebody may vote for several: a syndic for two co-ownerships that take part.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from buildings.models import Owner
from governance.models import Assembly, RollLine
from koprogo import slots
from koprogo.documents.snippets import fold
from koprogo.tenancy.models import Tenant


@dataclass(frozen=True, slots=True)
class Membership:
    """A member with its vote. ``representative``: who casts it, of the register."""

    uuid: UUID
    name: str
    voter: UUID | None
    representative: Owner | None

    def __str__(self) -> str:
        return self.name

    @property
    def vote_suspended(self) -> bool:
        """Never: a member has one who votes for it from the day it joins."""
        return False


def is_of_members(assembly: Assembly) -> bool:
    """Return whether it is an assembly of the ASBL, where one member has one vote."""
    return assembly.tenant.kind == Tenant.Kind.ASBL


def members_on(day: date) -> list[Membership]:
    """Return who may vote on a day, in the order of the list."""
    voters = slots.roll_source[Tenant.Kind.ASBL]([], day)
    return [Membership(one.head, one.head_name, one.voter, one.owner) for one in voters]


def members_of(assembly: Assembly, *, today: date) -> list[Membership]:
    """Return who votes in an assembly: its frozen list, or that of today before it."""
    if assembly.roll_taken_at is None:
        return members_on(today)
    return _of_lines(RollLine.objects.filter(assembly=assembly))


def members_voted_by(
    voter: Owner, assembly: Assembly, *, today: date
) -> list[Membership]:
    """Return for which of ``members_of`` somebody votes."""
    if assembly.roll_taken_at is None:
        return [one for one in members_on(today) if one.voter == voter.uuid]
    return _of_lines(RollLine.objects.filter(assembly=assembly, voter=voter.uuid))


def _of_lines(lines: QuerySet[RollLine]) -> list[Membership]:
    return [
        Membership(line.head, line.head_name, line.voter, line.owner)
        for line in lines.select_related("owner")
    ]


def voters_among(members: Iterable[Membership]) -> list[Owner]:
    """Return who votes for some of these members, each once, in their order."""
    return list(
        dict.fromkeys(one.representative for one in members if one.representative)
    )


def voters_of(assembly: Assembly, *, today: date) -> list[Owner]:
    """Return who votes for some of its members: see ``members_of``."""
    return voters_among(members_of(assembly, today=today))


def called(text: str, voters: Iterable[Owner]) -> list[Owner]:
    """Return those of ``voters`` with this name, in any order of its words, or this
    e-mail address; or the one with this uuid, as programs name him.
    """
    asked, exact = name_words(text), text.strip().casefold()
    return [
        voter
        for voter in voters
        if exact in (voter.email.casefold(), str(voter.uuid))
        or name_words(str(voter)) == asked
    ]


def called_members(text: str, members: Iterable[Membership]) -> list[Membership]:
    """Return the members with this name, in any order of its words, or this uuid; if
    none, those for which somebody of this name or e-mail address votes.
    """
    known = list(members)
    asked, exact = name_words(text), text.strip().casefold()
    found = [
        one for one in known if exact == str(one.uuid) or name_words(one.name) == asked
    ]
    if found:
        return found
    voters = {voter.pk for voter in called(text, voters_among(known))}
    return [
        one for one in known if one.representative and one.representative.pk in voters
    ]


def name_words(name: str) -> list[str]:
    """Return a name as it is compared: no accents, capitals, or order of its words."""
    return sorted(fold(name).replace("-", " ").split())
