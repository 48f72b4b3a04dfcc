"""The meeting as it is shown: to the room by a projector, and its log."""

from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from buildings.access import Permission, require
from governance.lists.meeting import log_table
from governance.queries.assemblies import state_of
from governance.queries.console import console_of, log_of, names_in_log, turnout
from governance.queries.voting import motion_of
from governance.views.acts import begun
from koprogo.ui.exports import LIMIT, send_table
from koprogo.ui.pagination import paginate


@require_safe
@require(Permission.SEE_ASSEMBLIES, asbl=True)
def projector(request, building, assembly_id):
    """What the room sees: figures, no names; a result when its point is closed."""
    assembly = begun(request, building, assembly_id)
    console = console_of(assembly)
    context = {
        "building": building,
        "assembly": assembly,
        "state": state_of(assembly),
        "console": console,
        "shown": console.current or _last_closed(console),
        "motion": "",
        "turnout": None,
    }
    shown = context["shown"]
    if shown is not None:
        context["motion"] = motion_of(shown.item, shown.progress, get_language() or "")
        if shown.progress.is_voted:
            context["turnout"] = turnout(console.meeting, str(shown.item.uuid))
    return render(request, "governance/meeting/projector.html", context)


def _last_closed(console):
    """Return the point whose result the room has not forgotten yet."""
    closed = [one for one in console.agenda if one.progress.closed_at]
    return max(closed, key=lambda one: one.progress.closed_at, default=None)


@require_safe
@require(Permission.HOLD_ASSEMBLIES, asbl=True)
def meeting_log(request, building, assembly_id):
    """Every event in words, with its time and its digest."""
    assembly = begun(request, building, assembly_id)
    context = {
        "building": building,
        "assembly": assembly,
        "page": paginate(request, log_of(assembly)),
        "log_names": names_in_log(assembly),
    }
    return render(request, "governance/meeting/log.html", context)


@require_safe
@require(Permission.HOLD_ASSEMBLIES, asbl=True)
def meeting_log_table(request, building, assembly_id, ending):
    assembly = begun(request, building, assembly_id)
    events = log_of(assembly).order_by("number")[: LIMIT + 1]
    table = log_table(events, names_in_log(assembly))
    return send_table(table, ending, place=building.slug)
