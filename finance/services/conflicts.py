"""The register of conflicts of interest: declared, ended, never deleted (art. 3.89)."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from buildings.models import Building, Supplier
from finance.errors.auditing import (
    AlreadyDeclared,
    AlreadyEnded,
    DeclaredInTheFuture,
    WrongEnd,
)
from finance.models import ConflictOfInterest
from koprogo.audit.services import record


@transaction.atomic
def declare_conflict(
    *,
    name: str,
    role: str,
    supplier: Supplier,
    text: str,
    declared_on: date,
    by,
    decision: str = "",
) -> ConflictOfInterest:
    """Note that somebody has an interest in a supplier.

    Raises:
        DeclaredInTheFuture: the day has not come.
        AlreadyDeclared: it is on the register, perhaps since this very moment.
    """
    Building.objects.select_for_update().get()
    if declared_on > timezone.localdate():
        raise DeclaredInTheFuture(declared_on)
    same = {"name": name, "role": role, "supplier": supplier}
    if ConflictOfInterest.objects.filter(**same, ended_on=None).exists():
        raise AlreadyDeclared(supplier)
    conflict = ConflictOfInterest.objects.create(
        **same,
        text=text,
        decision=decision,
        declared_on=declared_on,
        recorded_by=by,
    )
    record("conflict.declared", target=conflict, by=by)
    return conflict


@transaction.atomic
def end_conflict(
    conflict: ConflictOfInterest, *, ended_on: date, by
) -> ConflictOfInterest:
    """Note the last day of an interest; it stays on the register.

    Raises:
        AlreadyEnded: its end is noted.
        WrongEnd: before it was declared, or in the future.
    """
    conflict = ConflictOfInterest.objects.select_for_update().get(pk=conflict.pk)
    if conflict.ended_on:
        raise AlreadyEnded(conflict)
    if not conflict.declared_on <= ended_on <= timezone.localdate():
        raise WrongEnd(ended_on)
    conflict.ended_on = ended_on
    conflict.save(update_fields=["ended_on"])
    record("conflict.ended", target=conflict, by=by, ended_on=str(ended_on))
    return conflict
