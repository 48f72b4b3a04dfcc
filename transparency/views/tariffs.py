"""The tariffs: what is in force, what came before, and what comes next."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from koprogo.ui.exports import send_table
from transparency.access import Permission, require
from transparency.lists.membership import steps_table
from transparency.models import PriceStep
from transparency.queries.tariffs import schedules, tariff_today


@require_safe
@require(Permission.SEE_ASSEMBLIES)
def tariffs(request, association):
    """What is in force, and every schedule that the members adopted."""
    context = {
        "tariff": tariff_today(timezone.localdate()),
        "schedules": schedules().order_by("audience", "-since", "-pk"),
        "steps": PriceStep.objects.select_related("schedule").order_by("-since", "-pk"),
        "may_prepare": request.access.allows(Permission.PREPARE_ALLOCATIONS),
    }
    return render(request, "transparency/tariffs/tariffs.html", context)


@require_safe
@require(Permission.SEE_ASSEMBLIES)
def tariffs_table(request, association, ending):
    rows = PriceStep.objects.select_related("schedule").order_by("since", "pk")
    return send_table(steps_table(rows), ending, place=association.slug)
