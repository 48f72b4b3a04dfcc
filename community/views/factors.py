"""By which factors the impact of neighbours is estimated, in every building alike."""

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from buildings.access import Permission
from community.access import association
from community.forms.impact import FactorForm
from community.lists_impact import factors_table as as_table
from community.queries.impact import factor_list, in_force
from community.services.impact import write_factor
from community.views.acts import ask, posted
from koprogo.ui.exports import send_table
from koprogo.ui.pagination import paginate

READ_WRITE = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@association(Permission.SEE_REPORTS)
def factors(request, asbl):
    """Every factor, the latest first, and which hold this month."""
    rows, today = factor_list(), timezone.localdate()
    context = {
        "page": paginate(request, rows[::-1]),
        "holding": list(in_force(rows, today).values()),
        "today": today,
        "may_write": request.access.allows(Permission.PUBLISH_REPORTS),
    }
    return render(request, "community/impact/factors.html", context)


@require_safe
@association(Permission.SEE_REPORTS)
def factors_table(request, asbl, ending):
    return send_table(as_table(factor_list()), ending, place=asbl.slug)


@READ_WRITE
@association(Permission.PUBLISH_REPORTS)
def factor_new(request, asbl):
    """Write a factor; the months before keep theirs."""
    return ask(
        request,
        FactorForm(posted(request)),
        write_factor,
        done=_("The factor is written; everybody reads it with its source."),
        back=reverse("impact:factors"),
        words={
            "title": _("Write a factor"),
            "lead": _(
                "It holds for all buildings from its month on. Be careful: a figure that "
                "is too high helps nobody."
            ),
            "submit": _("Write it"),
            "back_label": _("Impact of neighbours"),
        },
    )
