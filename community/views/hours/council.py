"""What the council decides about hours: the limits, and who mediates. No balance."""

from functools import partial

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from community.forms.hours import LimitsForm, NameForm
from community.models import HoursExchange, HoursLimits, HoursMediator
from community.queries.hours.accounts import limits_now
from community.services.hours import limits
from community.views.acts import ask, confirm, posted
from community.views.hours.doors import READ_WRITE, council, page


@require_safe
@council
def hours_council(request, building):
    """The limits, and those who mediate or are ready to."""
    ready = HoursMediator.objects.filter(ended_at=None, neighbour__left_at=None)
    now = limits_now()
    context = {
        "building": building,
        "limits": now,
        "owed": -now.floor,
        "decided": list(HoursLimits.objects.all()[:10]),
        "mediators": list(ready.select_related("neighbour")),
        "is_waiting": HoursExchange.objects.filter(state="disputed").exists(),
    }
    return render(request, "community/hours/council.html", context)


@READ_WRITE
@council
def hours_limits(request, building):
    """Set between which balances neighbours stay."""
    now = limits_now()
    first = {
        "owed": -now.floor // 60,
        "given": now.ceiling // 60,
        "warned": now.near // 60,
        "decided_on": timezone.localdate(),
    }
    return ask(
        request,
        LimitsForm(posted(request), initial=first),
        limits.change_limits,
        done=_("These limits hold from now on."),
        back=page(request, "hours-council"),
        words={
            "title": _("Limits of the exchange of hours"),
            "lead": _(
                "They hold for every neighbour alike. Whoever is beyond one by then may "
                "move back towards it."
            ),
            "submit": _("Save"),
            "back_label": _("Council: exchange of hours"),
        },
    )


def _mediator(mediator_id) -> HoursMediator:
    rows = HoursMediator.objects.filter(ended_at=None).select_related("neighbour")
    return get_object_or_404(rows, uuid=mediator_id)


@READ_WRITE
@council
def hours_mediator_name(request, building, mediator_id):
    """Let somebody who is ready to mediate do it."""
    row = _mediator(mediator_id)
    return ask(
        request,
        NameForm(posted(request)),
        partial(limits.name_mediator, row),
        done=_("%(name)s mediates from now on.") % {"name": row.neighbour.name},
        back=page(request, "hours-council"),
        words={
            "title": _("Name %(name)s as mediator") % {"name": row.neighbour.name},
            "lead": _("A mediator decides between two neighbours who do not agree."),
            "submit": _("Name as mediator"),
            "back_label": _("Council: exchange of hours"),
        },
    )


@READ_WRITE
@council
def hours_mediator_end(request, building, mediator_id):
    """Let somebody mediate no more."""
    row = _mediator(mediator_id)
    return confirm(
        request,
        partial(limits.end_mediator, row),
        done=_("%(name)s mediates no more.") % {"name": row.neighbour.name},
        back=page(request, "hours-council"),
        words={
            "title": _("Shall %(name)s mediate no more?")
            % {"name": row.neighbour.name},
            "question": _("What waits for a mediator goes to the others."),
            "submit": _("End it"),
            "back_label": _("Council: exchange of hours"),
        },
    )
