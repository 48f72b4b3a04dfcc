"""Sessions of the committee, their agendas and their minutes."""

from functools import partial
from io import BytesIO

from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from koprogo.ui.downloads import send_file
from koprogo.ui.pagination import paginate
from solidarity.access import committee, fund
from solidarity.exports.minutes import PDF, minutes_name, minutes_pdf
from solidarity.models import Session
from solidarity.queries.committee import sessions as queries
from solidarity.services.committee import sessions as services
from solidarity.views.acts import attempt

READ_WRITE = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@committee
def sessions(request, seat):
    """All sessions, the latest first."""
    context = {"page": paginate(request, queries.sessions())}
    return render(request, "solidarity/committee/sessions.html", context)


@READ_WRITE
@committee
def session_new(request, seat):
    """Call an online session that begins at once, after asking."""
    if request.method == "POST":
        attempt(
            request,
            partial(services.call_online, by=request.user),
            done=_("The online session is open."),
        )
        return redirect("solidarity:committee-sessions")
    return render(request, "solidarity/committee/session_new.html")


@require_safe
@committee
def session(request, seat, fund_session_id):
    """One session: its agenda, and once it is closed how was voted."""
    context = {"minutes": queries.minutes(_session(fund_session_id))}
    return render(request, "solidarity/committee/session.html", context)


@READ_WRITE
@committee
def session_close(request, seat, fund_session_id):
    """Close a session, after asking: its minutes are made of what stands then."""
    found = _session(fund_session_id)
    if request.method == "POST":
        attempt(
            request,
            partial(services.close_session, found, by=request.user),
            done=_("The session is closed: its minutes are there."),
        )
        return redirect("solidarity:committee-session", fund_session_id=found.uuid)
    return render(request, "solidarity/committee/session_close.html", {"found": found})


@require_safe
@committee
def session_minutes(request, seat, fund_session_id):
    """The minutes of a closed session on paper, in the reader's language."""
    rows = Session.objects.exclude(closed_at=None)
    found = queries.minutes(get_object_or_404(rows, uuid=fund_session_id))
    data = minutes_pdf(found, place=fund().name, language=request.LANGUAGE_CODE)
    name = minutes_name(found.session)
    return send_file(BytesIO(data), name=name, content_type=PDF)


def _session(fund_session_id) -> Session:
    return get_object_or_404(Session, uuid=fund_session_id)
