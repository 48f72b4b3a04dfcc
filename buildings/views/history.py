from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from buildings import exports
from buildings.access import Permission, require
from buildings.forms import HistoryForm
from buildings.history import find_thing, history_rows
from koprogo.audit import queries as audit
from koprogo.ui.exports import send_table
from koprogo.ui.pagination import paginate


@require_safe
@require(Permission.SEE_HISTORY, asbl=True)
def history(request, building):
    """Who did what and when in the building, latest first."""
    form = HistoryForm(request.GET, people=audit.actors())
    page = paginate(request, form.chosen(audit.events()))
    context = {
        "building": building,
        "form": form,
        "page": page,
        "rows": history_rows(page, request.access),
        "seal": audit.last_seal(),
    }
    return render(request, "buildings/history.html", context)


@require_safe
@require(Permission.SEE_HISTORY, asbl=True)
def history_table(request, building, ending):
    form = HistoryForm(request.GET, people=audit.actors())
    table = exports.history_table(form.chosen(audit.events()), request.access)
    return send_table(table, ending, place=building.slug)


@require_safe
@require(Permission.SEE_HISTORY, asbl=True)
def history_of(request, building, kind, object_id):
    """The same of one lot, owner, holding, key or call whose page this person opens."""
    thing = find_thing(kind, object_id, request.access)
    if thing is None:
        raise Http404
    page = paginate(request, audit.events().filter(target=thing.target))
    context = {
        "building": building,
        "thing": thing,
        "page": page,
        "rows": history_rows(page, request.access),
        "seal": audit.last_seal(),
    }
    return render(request, "buildings/history_of.html", context)
