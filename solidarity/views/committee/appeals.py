"""Appeals before the board: what was refused and why, never the file."""

from functools import partial

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from koprogo.ui.origin import origin
from koprogo.ui.pagination import paginate
from solidarity import opened
from solidarity.access import Permission, require
from solidarity.forms.appeals import AppealDecisionForm, AssemblyForm
from solidarity.models import Appeal
from solidarity.queries.committee import appeals as queries
from solidarity.services.committee import appeals as services
from solidarity.vault import Forgotten
from solidarity.views.acts import ask, attempt, posted

READ_WRITE = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@require(Permission.DECIDE_APPEALS)
def appeals(request):
    """The appeals, those that wait first, by pseudonym."""
    context = {"page": paginate(request, queries.appeals())}
    return render(request, "solidarity/appeals/appeals.html", context)


@require_safe
@require(Permission.DECIDE_APPEALS)
def appeal(request, fund_appeal_id):
    """One appeal: its cover, and its text for a while after it was opened."""
    found = _appeal(fund_appeal_id)
    text = None
    if _is_open(request, found):
        try:
            text = queries.appeal_text(found)
        except Forgotten:
            context = {"found": found.verdict.request}
            return render(request, "solidarity/appeals/gone.html", context)
    after = found.verdict.appeals.filter(body=Appeal.Body.ASSEMBLY).first()
    context = {"appeal": found, "text": text, "after": after}
    return render(request, "solidarity/appeals/appeal.html", context)


@require_POST
@require(Permission.DECIDE_APPEALS)
def appeal_open(request, fund_appeal_id):
    """Open an appeal, on record; who took part or is too close stays outside."""
    found = _appeal(fund_appeal_id)
    if attempt(request, partial(services.open_appeal, found, by=request.user)):
        opened.remember(request.session, found.uuid, now=timezone.now())
    return _to(found)


@READ_WRITE
@require(Permission.DECIDE_APPEALS)
def appeal_decide(request, fund_appeal_id):
    """Uphold the refusal, or send it back to the committee; with reasons."""
    found = _appeal(fund_appeal_id)
    if not _is_open(request, found) or found.decided_at:
        return _to(found)
    return _ask(request, found, AppealDecisionForm, services.decide_appeal, "decide")


@READ_WRITE
@require(Permission.DECIDE_APPEALS)
def appeal_assembly(request, fund_appeal_id):
    """Record what the assembly decided after the board upheld the refusal."""
    found = _appeal(fund_appeal_id)
    if found.outcome != Appeal.Outcome.UPHELD or not _is_open(request, found):
        return _to(found)
    return _ask(request, found, AssemblyForm, services.record_assembly, "assembly")


def _ask(request, found, form, act, name):
    return ask(
        request,
        form(posted(request)),
        partial(act, found, origin=origin(request)),
        done=_("The decision is recorded, and the person is told."),
        back=reverse("solidarity:board-appeal", args=[found.uuid]),
        template=f"solidarity/appeals/{name}.html",
        words={"appeal": found},
    )


def _appeal(fund_appeal_id) -> Appeal:
    rows = queries.appeals().select_related("verdict__vote")
    return get_object_or_404(rows, uuid=fund_appeal_id)


def _is_open(request, found: Appeal) -> bool:
    now = timezone.now()
    return opened.open_since(request.session, found.uuid, now=now) is not None


def _to(found: Appeal):
    return redirect("solidarity:board-appeal", fund_appeal_id=found.uuid)
