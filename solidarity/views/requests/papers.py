"""Documents of one's own request: added, fetched, and removed while it is not sent."""

import logging

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from koprogo.documents.services import Damaged
from solidarity.access import applicant, own_request
from solidarity.forms.papers import PapersForm
from solidarity.models import Paper, Request
from solidarity.queries import requests as queries
from solidarity.services import papers as services
from solidarity.views.acts import attempt
from solidarity.views.requests.adding import add_from
from solidarity.views.requests.shown import readable

logger = logging.getLogger(__name__)
READ_WRITE = require_http_methods(["GET", "HEAD", "POST"])
HERE = "solidarity:request-papers"


@READ_WRITE
@applicant
@readable
def request_papers(request, fund_request_id):
    """The documents of a request, and the form that adds some."""
    found = own_request(request, fund_request_id)
    form = PapersForm(request if request.method == "POST" else None)
    if request.method == "POST" and add_from(request, found, form):
        return redirect(HERE, fund_request_id=found.uuid)
    vault, answers = queries.open_request(found)
    kept = queries.papers_of(found, vault)
    lacks = queries.lacks_of(
        answers, papers={one.row.kind for one in kept}, consents=()
    )
    context = {
        "found": found,
        "papers": kept,
        "papers_form": form,
        "lacking_papers": [Paper.Kind(one).label for one in lacks.papers],
        "is_draft": found.state == Request.State.DRAFT,
    }
    return render(request, "solidarity/requests/papers.html", context)


def own_paper(request, fund_request_id, fund_paper_id) -> Paper:
    """Return a document of the person's own request; that of another is 404."""
    found = own_request(request, fund_request_id)
    rows = Paper.objects.filter(request=found).select_related("file", "request")
    return get_object_or_404(rows, uuid=fund_paper_id)


@require_safe
@applicant
@readable
def request_paper(request, fund_request_id, fund_paper_id):
    """A document, opened, as an attachment."""
    return opened(own_paper(request, fund_request_id, fund_paper_id))


def opened(paper: Paper) -> HttpResponse:
    """Return a document as an attachment that a browser saves and never shows."""
    try:
        name, data = services.read_paper(paper)
    except Damaged:
        logger.error("document %s of a request is damaged", paper.uuid)
        return HttpResponse(render_to_string("documents/damaged.html"), status=500)
    answer = HttpResponse(data, content_type=paper.content_type)
    answer["Content-Disposition"] = content_disposition_header(True, name)
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


@READ_WRITE
@applicant
def request_paper_remove(request, fund_request_id, fund_paper_id):
    """Remove a document, after asking."""
    paper = own_paper(request, fund_request_id, fund_paper_id)
    if request.method == "POST":
        attempt(
            request,
            lambda: services.remove_paper(paper, by=request.user),
            done=_("The document is removed."),
        )
        return redirect(HERE, fund_request_id=fund_request_id)
    context = {"found": paper.request, "paper": paper}
    return render(request, "solidarity/requests/paper_remove.html", context)
