"""Lots that a judgment exempts from a line of an invoice (art. 3.92 §9)."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from buildings.models import AllocationKey, KeyPart
from buildings.queries import versions_in_force
from finance.errors import CannotExempt, JudgmentIncomplete, KeyNotInForce
from finance.models import DIVIDED, Meter, MeterGroup
from finance.queries.booking import book_calendar

if TYPE_CHECKING:
    from finance.services.invoices import LineDraft

Reason = CannotExempt.Reason


def check_exemptions(lines: "Sequence[LineDraft]", *, invoiced_on: date) -> None:
    """Refuse what no judgment can mean: somebody is exempted, and somebody is left.

    A lot that bears nothing anyway cannot be exempted: it may be a slip.

    Raises:
        JudgmentIncomplete: lots without a judgment, or a judgment without lots.
        CannotExempt: the error says why.
        KeyNotInForce: a key has no version on the day on which it would be booked.
    """
    asked = {
        position: line
        for position, line in enumerate(lines, start=1)
        if line.exempt or line.judgment
    }
    for position, line in asked.items():
        if not (line.exempt and line.judgment):
            raise JudgmentIncomplete(position)
        if line.basis not in DIVIDED or line.works is not None:
            raise CannotExempt(position, Reason.UNDIVIDED)
    if asked:
        _check_parts(asked, invoiced_on)


def _check_parts(asked: "dict[int, LineDraft]", invoiced_on: date) -> None:
    day = book_calendar().first_open(invoiced_on)
    bearing = _bearing_lots(asked.values(), on=day)
    for position, line in asked.items():
        lots = bearing[line.key or line.meters]
        outside = [lot for lot in line.exempt if lot.pk not in lots]
        if outside:
            raise CannotExempt(position, Reason.NO_PART, outside)
        if len(line.exempt) == len(lots):
            raise CannotExempt(position, Reason.NOBODY_LEFT)


def _bearing_lots(
    lines: "Iterable[LineDraft]", *, on: date
) -> dict[AllocationKey | MeterGroup, set[int]]:
    """Return, by what divides a line, the lots that have a part: three statements."""
    divisors = {line.key or line.meters for line in lines}
    keys = {one.pk: one for one in divisors if isinstance(one, AllocationKey)}
    groups = {one.pk: one for one in divisors if isinstance(one, MeterGroup)}
    versions = versions_in_force(keys, on=on)
    for pk, key in keys.items():
        if pk not in versions:
            raise KeyNotInForce(key)
    found: dict[AllocationKey | MeterGroup, set[int]] = {one: set() for one in divisors}
    parts = KeyPart.objects.filter(version__in=versions.values())
    for key_id, lot_id in parts.values_list("version__key_id", "lot_id"):
        found[keys[key_id]].add(lot_id)
    meters = Meter.objects.filter(group__in=groups)
    for group_id, lot_id in meters.order_by().values_list("group_id", "lot_id"):
        found[groups[group_id]].add(lot_id)
    return found
