"""Who is written to about an assembly: whoever votes for a lot, or should (art. 3.87);
in the ASBL whoever votes for a member.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from buildings.models import Holding, HoldingMember, Lot, Owner
from buildings.queries import holdings_with_lots, visible_holdings
from governance.models import Assembly
from governance.queries.members import Membership, is_of_members, members_on


@dataclass(frozen=True, slots=True)
class Reader:
    """One person, and the holdings of that day that he is written to about.

    A holding comes with its members and its lots of that day (``running``).
    ``memberships``: for which he votes in the ASBL.
    """

    owner: Owner
    holdings: tuple[Holding, ...]
    memberships: tuple[Membership, ...] = ()

    @property
    def lots(self) -> list[Lot]:
        """His lots in the order of the deed."""
        found = [period.lot for holding in self.holdings for period in holding.running]
        return sorted(found, key=_place)

    @property
    def suspended(self) -> list[Holding]:
        """Those of several holders who have named nobody (art. 3.87 §1)."""
        return [holding for holding in self.holdings if holding.vote_suspended]

    @property
    def votes(self) -> int:
        """The shares that he votes for; those of a suspended holding are left out.

        In the ASBL one for each membership.
        """
        shares = sum(
            period.lot.shares
            for holding in self.holdings
            if not holding.vote_suspended
            for period in holding.running
        )
        return shares + len(self.memberships)


def readers_on(day: date, *, of: Assembly) -> list[Reader]:
    """Return whom letters about an assembly go to as of a day, each once."""
    return _members(on=day) if is_of_members(of) else addressees(on=day)


def _members(*, on: date) -> list[Reader]:
    """Return who votes for members, in the order of their list."""
    found: dict[Owner, list[Membership]] = {}
    for one in members_on(on):
        if one.representative is not None:
            found.setdefault(one.representative, []).append(one)
    return [Reader(owner, (), tuple(members)) for owner, members in found.items()]


def addressees(*, on: date) -> list[Reader]:
    """Return whom letters about an assembly go to, each once, in the order of the deed.

    Of a holding its representative, or its only member; every member while several
    have named nobody. Four statements.
    """
    found: dict[int, tuple[Owner, list[Holding]]] = {}
    for holding in holdings_in_order(on=on):
        for owner in _readers(holding):
            found.setdefault(owner.pk, (owner, []))[1].append(holding)
    return [Reader(owner, tuple(holdings)) for owner, holdings in found.values()]


def addressed_owners(*, on: date) -> QuerySet[Owner]:
    """Return the persons of ``addressees``, where their lots do not matter."""
    held = visible_holdings(keeper=False, on=on)
    return Owner.objects.filter(
        Q(pk__in=held.exclude(representative=None).values("representative"))
        | Q(pk__in=suspended_members(on=on).values("owner"))
    )


def suspended_members(*, on: date) -> QuerySet[HoldingMember]:
    """Return who holds something of that day with others, who have named nobody."""
    held = visible_holdings(keeper=False, on=on).filter(representative=None)
    return HoldingMember.objects.filter(holding__in=held)


def holdings_in_order(*, on: date) -> list[Holding]:
    """Return who holds a lot on a day, by the first lot, with members and lots."""
    held = visible_holdings(keeper=False, on=on).select_related("representative")
    found = list(holdings_with_lots(held, on=on))
    return sorted(found, key=lambda holding: _place(holding.running[0].lot))


def _readers(holding: Holding) -> Iterator[Owner]:
    if holding.representative:
        yield holding.representative
        return
    for member in holding.members.all():
        yield member.owner


def _place(lot: Lot) -> tuple[int, int]:
    return lot.position, lot.pk
