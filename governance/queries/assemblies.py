"""Assemblies: who sees which, and where each of them is."""

from datetime import datetime

from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from buildings.access import Access, Permission
from governance.models import Assembly
from governance.timetable import Timetable, timetable


class State(models.TextChoices):
    """Where an assembly is, as people say it."""

    DRAFT = "draft", _("Draft")
    CONVENED = "convened", _("Convened")
    ATTENDANCE = "attendance", _("Attendance open")
    OPEN = "open", pgettext_lazy("assembly", "Open")
    CLOSED = "closed", pgettext_lazy("assembly", "Closed")
    ADJOURNED = "adjourned", _("Adjourned: no quorum")
    CALLED_OFF = "called_off", _("Called off")


def state_of(assembly: Assembly) -> State:
    """Return where it is: no statement for one of ``assembly_list``."""
    if assembly.is_cancelled:
        return State.CALLED_OFF
    moments = [
        (assembly.adjourned_at, State.ADJOURNED),
        (assembly.closed_at, State.CLOSED),
        (assembly.opened_at, State.OPEN),
        (assembly.roll_taken_at, State.ATTENDANCE),
        (assembly.convened_at, State.CONVENED),
    ]
    return next((state for moment, state in moments if moment), State.DRAFT)


def assembly_list() -> QuerySet[Assembly]:
    """Return the assemblies, latest first, with what ``state_of`` asks for."""
    return Assembly.objects.select_related("cancellation", "tenant")


def visible_assemblies(access: Access) -> QuerySet[Assembly]:
    """Return the assemblies that a person may see: drafts are of who prepares them."""
    found = assembly_list()
    if access.allows(Permission.PREPARE_ASSEMBLIES):
        return found
    return found.convened()


def drafts() -> QuerySet[Assembly]:
    """Return those that are still being prepared, the next one first."""
    return Assembly.objects.filter(convened_at=None).order_by("starts_at", "pk")


def is_draft(assembly: Assembly) -> bool:
    return assembly.convened_at is None


def next_assembly(found: QuerySet[Assembly], *, now: datetime) -> Assembly | None:
    """Return the one of ``found`` that people prepare for, or are in.

    Neither over nor called off; the first whose day is not over, or that began and goes
    on: who comes late finds it too.
    """
    today = timezone.localdate(now)
    coming = Q(starts_at__date__gte=today) | Q(roll_taken_at__isnull=False)
    over = Q(closed_at__isnull=False) | Q(adjourned_at__isnull=False)
    waiting = found.standing().filter(coming).exclude(over)
    return waiting.order_by("starts_at", "pk").first()


def days_of(assembly: Assembly) -> Timetable:
    """Return the days that belong to it."""
    return timetable(assembly.day, period_since=assembly.period_since)
