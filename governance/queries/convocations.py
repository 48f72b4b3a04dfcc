"""Convocations: what each says to its reader, and which there are."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet
from django.utils import timezone

from buildings.access import Access, Permission
from buildings.mailings import Addressed, on_their_way, reach, ways
from buildings.models import Building, LibraryVersion, Lot
from governance.deadlines import latest_proposal, latest_sending
from governance.models import AgendaItem, Assembly, Cancellation, Convocation
from governance.queries.addressees import Reader, readers_on
from governance.queries.agenda import Needed, agenda_of, explain_majority
from governance.queries.costs import divide_items
from governance.queries.members import is_of_members, members_of
from koprogo.notifications.models import Delivery

ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class PointText:
    """A point as one reader sees it.

    ``needed``: none where nothing is decided. ``cost``: what it would cost him, EUR;
    none where no amount is asked, or where nobody can say yet.
    """

    item: AgendaItem
    needed: Needed | None
    cost: Decimal | None

    @property
    def documents(self) -> list[LibraryVersion]:
        return [attached.version for attached in self.item.documents.all()]


@dataclass(frozen=True, slots=True)
class ConvocationText:
    """What one owner is told. ``total``: the votes of all lots of the deed, or of all
    members.
    """

    reader: Addressed
    who: Reader
    assembly: Assembly
    points: list[PointText]
    total: int

    @property
    def lots(self) -> list[Lot]:
        return self.who.lots

    @property
    def votes(self) -> int:
        return self.who.votes

    @property
    def documents(self) -> list[tuple[int, LibraryVersion]]:
        """(number of the point, document), in the order of the agenda."""
        return [
            (point.item.position, version)
            for point in self.points
            for version in point.documents
        ]

    @property
    def voted(self) -> list[PointText]:
        return [point for point in self.points if point.item.is_voted]

    @property
    def last_proposal(self) -> date | None:
        """The last day on which proposals for this ordinary assembly came in time."""
        since = self.assembly.period_since
        return since and latest_proposal(since)


def compose(
    assembly: Assembly, readers: Sequence[Reader], building: Building
) -> Iterator[ConvocationText]:
    """Write what these readers are told: a constant number of statements.

    A cost is divided over the holders of the day of the meeting, as on its page.
    """
    items = agenda_of(assembly)
    total = _all_votes(assembly, building)
    shares = _shares_of_holders(items, assembly.day)
    for reader in readers:
        mine = [holding.pk for holding in reader.holdings]
        points = [
            PointText(
                item,
                explain_majority(item.subject, assembly.day) if item.is_voted else None,
                _sum(shares.get(item.pk), mine),
            )
            for item in items
        ]
        yield ConvocationText(
            reader=reach(reader.owner),
            who=reader,
            assembly=assembly,
            points=points,
            total=total,
        )


def _all_votes(assembly: Assembly, building: Building) -> int:
    if not is_of_members(assembly):
        return building.deed_total
    return len(members_of(assembly, today=timezone.localdate()))


def _shares_of_holders(
    items: Iterable[AgendaItem], on: date
) -> dict[int, dict[int, Decimal]]:
    """Return what each holding bears of each point with an amount, EUR."""
    return {
        pk: {holder.holding_id: holder.total for holder in divided.holders}
        for pk, divided in divide_items(items, on=on).items()
    }


def _sum(of: dict[int, Decimal] | None, holdings: Iterable[int]) -> Decimal | None:
    if of is None:
        return None
    return sum((of.get(holding, ZERO) for holding in holdings), ZERO)


# Who is convened


def convened_on(assembly: Assembly) -> date:
    """Return the day whose owners are convened."""
    return timezone.localdate(assembly.convened_at)


def readers_of(assembly: Assembly) -> list[Reader]:
    """Return who is convened: who held a lot on the day of the convening."""
    return readers_on(convened_on(assembly), of=assembly)


def without_convocation(assembly: Assembly, many: int) -> list[Reader]:
    """Return the next ``many`` to be written to, in the order of the deed."""
    made = set(assembly.convocations.values_list("addressee", flat=True))
    waiting = [one for one in readers_of(assembly) if one.owner.pk not in made]
    return waiting[:many]


def left(assembly: Assembly) -> QuerySet[Convocation]:
    """Return the convocations that left: by e-mail, or posted."""
    return assembly.convocations.filter(delivery__state=Delivery.State.SENT)


def sent_late(assembly: Assembly) -> int:
    """Count the convocations that left after the last day for it."""
    last = latest_sending(assembly.day)
    sent = ways(on_their_way(left(assembly)))
    return sum(way.sent_on > last for way in sent)


def to_be_told(cancellation: Cancellation) -> QuerySet[Convocation]:
    """Return the convocations of those who have to know that nobody meets.

    An e-mail that a worker was handing over when it was withdrawn has left as well.
    """
    return left(cancellation.assembly).order_by("pk")


def visible_convocations(access: Access) -> QuerySet[Convocation]:
    """Return all for who sends letters, and to an owner his own."""
    found = Convocation.objects.select_related("file", "assembly")
    if access.allows(Permission.SEND_LETTERS):
        return found
    return found.filter(addressee__in=access.own_owners)


def own_convocation(assembly: Assembly, access: Access) -> Convocation | None:
    """Return what the person himself received."""
    mine = assembly.convocations.filter(addressee__in=access.own_owners)
    return mine.select_related("file").first()
