"""What waits for a mediator: seen by those who may decide it, and by nobody else."""

from functools import partial

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from community.forms.hours import DecideForm
from community.queries.hours.mediators import disputes_for, is_mediator
from community.services.hours import disputes
from community.views.acts import ask, posted
from community.views.hours.doors import READ_WRITE, neighbour, page


@require_safe
@neighbour
def hours_disputes(request, me):
    """The exchanges on which two neighbours do not agree, the oldest first."""
    if not is_mediator(me):
        raise Http404
    rows = disputes_for(me).select_related("giver", "receiver", "post")
    context = {"building": request.access.building, "disputes": rows}
    return render(request, "community/hours/disputes.html", context)


@READ_WRITE
@neighbour
def hours_decide(request, me, disputed_exchange_id):
    """Decide how many minutes count, with reasons that both read."""
    rows = disputes_for(me).select_related("giver", "receiver", "post", "disputed_by")
    exchange = get_object_or_404(rows, uuid=disputed_exchange_id)
    return ask(
        request,
        DecideForm(posted(request)),
        partial(disputes.mediate, exchange, me=me),
        done=_("It is settled, and both were told."),
        back=page(request, "hours-disputes"),
        words={"building": request.access.building, "exchange": exchange},
        template="community/hours/decide.html",
    )
