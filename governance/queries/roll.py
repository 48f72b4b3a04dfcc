"""The roll of a meeting: who votes today, and the one that was frozen."""

from collections.abc import Iterable, Iterator
from datetime import date

from buildings.models import AllocationKey, Building, Holding, Lot
from buildings.queries import (
    completeness,
    holders_on,
    key_parts,
    named_holdings,
    versions_in_force,
)
from governance.majorities import Majority
from governance.meeting.roll import ASBL, BUILDING, Item, Kind, Line, Roll, Rules
from governance.models import AgendaItem, Assembly, Proxy, RollLine
from governance.subjects import Subject, needed
from koprogo.slots import Voter
from koprogo.tenancy.models import Tenant

_OF_ASBL = frozenset(subject for subject in Subject if subject.of_asbl)


def voters_of_building(keys: list[AllocationKey], day: date) -> Iterator[Voter]:
    """Yield the lots of the building entered, in the order of the deed.

    A lot without shares and without a holder has no vote and is left out.
    """
    versions = versions_in_force(keys, on=day)
    parts = key_parts(versions)
    by_key = {key: parts[versions[key.pk].pk] for key in keys if key.pk in versions}
    holders = holders_on(day)
    holdings = named_holdings(Holding.objects.select_related("representative"))
    found = {
        holding.pk: holding for holding in holdings.filter(pk__in=holders.values())
    }
    for lot in Lot.objects.all():
        if lot.pk not in holders:
            continue
        holding = found[holders[lot.pk]]
        voter = holding.representative
        yield Voter(
            label=lot.code,
            head=holding.uuid,
            head_name=str(holding),
            voter=voter and voter.uuid,
            voter_name=str(voter or ""),
            votes=lot.shares,
            parts={key: of[lot.pk] for key, of in by_key.items() if lot.pk in of},
            lot=lot,
            holding=holding,
            owner=voter,
        )


def is_complete(building: Building, *, on: date) -> bool:
    """Tell whether the votes of all lots are known and have a holder on a day."""
    found = completeness(building, on=on)
    return found.adds_up and not found.lots_without_holder


def rules_of(tenant: Tenant) -> Rules:
    """Return by which rules a tenant's assembly decides."""
    return ASBL if tenant.kind == Tenant.Kind.ASBL else BUILDING


def frozen_roll(assembly: Assembly) -> Roll:
    """Return the roll of an assembly as the rules know it: three statements.

    It is empty as long as it has not been taken.
    """
    lines = assembly.roll.prefetch_related("parts__key")
    items = assembly.items.select_related("key").prefetch_related("conflicts__holding")
    return Roll(
        rules=rules_of(assembly.tenant),
        lines=tuple(_line(line) for line in lines),
        items=tuple(_item(item, assembly.day) for item in items),
    )


def _line(line: RollLine) -> Line:
    return Line(
        id=str(line.uuid),
        label=line.label,
        head=str(line.head),
        voter=line.voter and str(line.voter),
        votes=line.votes,
        parts={part.key.code: part.parts for part in line.parts.all()},
    )


def _item(item: AgendaItem, day: date) -> Item:
    special = item.key is not None and item.key.kind == AllocationKey.Kind.SPECIAL
    return Item(
        id=str(item.uuid),
        number=item.position,
        kind=Kind(item.kind),
        majority=Majority(item.majority) if item.majority else None,
        key=item.key.code if special else None,
        secret=item.is_secret,
        present_only=item.present_only,
        presence=_presence(item, day),
        barred=frozenset(str(each.holding.uuid) for each in item.conflicts.all()),
    )


def _presence(item: AgendaItem, day: date) -> tuple[int, int] | None:
    """Return the part of the members that must be there: by the table of that day."""
    subject = item.subject
    if not item.majority or subject not in _OF_ASBL:
        return None
    return needed(Subject(subject), day).value.presence


def names_of(
    assembly: Assembly, lines: Iterable[RollLine] | None = None
) -> dict[str, str]:
    """Return what the persons and heads of a meeting are called, by their ids.

    ``lines``: its roll, where that was read before.
    """
    names: dict[str, str] = {}
    for line in RollLine.objects.filter(assembly=assembly) if lines is None else lines:
        names[str(line.head)] = line.head_name
        if line.voter:
            names[str(line.voter)] = line.voter_name
    for proxy in Proxy.objects.filter(assembly__in=meetings_of_proxies(assembly)):
        names.setdefault(str(proxy.holder), proxy.holder_name)
    return names


def meetings_of_proxies(assembly: Assembly) -> list[int]:
    """Return whose proxies count: of the meeting, and of the first for its second."""
    if assembly.session == 1:
        return [assembly.pk]
    return [assembly.pk, assembly.after_id]


def proxy_body(proxy: Proxy) -> dict[str, object]:
    """Return what the log says of a proxy."""
    return {
        "proxy": str(proxy.uuid),
        "principal": str(proxy.head),
        "holder": str(proxy.holder),
        "syndic": proxy.is_syndic,
    }
