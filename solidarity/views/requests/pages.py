"""One's own requests, and the page of each."""

from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from solidarity import words, words_answers
from solidarity.access import applicant, own_request
from solidarity.forms.papers import PapersForm
from solidarity.forms.requests import AnswerForm
from solidarity.models import Aid, Paper, Request, RequestConsent
from solidarity.queries import requests as queries
from solidarity.queries.exclusions import is_excluded
from solidarity.queries.terms import terms_of
from solidarity.services import requests as services
from solidarity.services.requests.writing import BEFORE_THE_COMMITTEE
from solidarity.views.requests.shown import readable
from solidarity.words import lines_in_words, parts_in_words, score_arithmetic

State = Request.State


@require_safe
@applicant
def requests(request):
    """One's own requests, the newest first."""
    rows = queries.requests_of(request.user)
    context = {
        "requests": rows,
        "draft": next((row for row in rows if row.state == State.DRAFT), None),
        "is_excluded": is_excluded(request.user),
    }
    return render(request, "solidarity/requests/requests.html", context)


@require_POST
@applicant
def request_new(request):
    """Begin a request, or go on with the draft."""
    draft = services.begin_request(by=request.user)
    return redirect(
        "solidarity:request-step", fund_request_id=draft.uuid, fund_section="identity"
    )


@require_safe
@applicant
@readable
def request_page(request, fund_request_id):
    """Where a request stands, and all that is known about it."""
    found = own_request(request, fund_request_id)
    if found.state == State.DRAFT:
        return redirect("solidarity:request-summary", fund_request_id=found.uuid)
    vault, answers = queries.open_request(found)
    kept = queries.papers_of(found, vault)
    consents = queries.consents_of(found)
    lacks = queries.lacks_of(
        answers, papers={one.row.kind for one in kept}, consents=consents
    )
    aid = _aid(found)
    context = {
        "found": found,
        "sections": list(words_answers.sections_in_words(answers)),
        "papers": kept,
        "papers_form": PapersForm(),
        "lacking_papers": [Paper.Kind(one).label for one in lacks.papers],
        "lacks": lacks,
        "consents": consents_in_words(consents),
        "openings": queries.openings_of(found),
        "questions": queries.asked_of(found, vault),
        "answer_form": AnswerForm(),
        "is_open": found.state in BEFORE_THE_COMMITTEE,
        "may_withdraw": not found.is_ended and not (aid and aid.signed_at),
        "lapses_on": queries.lapses_on(found),
        "verdict": queries.verdict_of(found),
        "aid": aid,
        **analysis_in_words(found, queries.analysis_of(found, vault)),
    }
    return render(request, "solidarity/requests/request.html", context)


def _aid(found: Request) -> Aid | None:
    """Return the help that was granted, once there may be some."""
    if found.state not in (State.ACCEPTED, State.CLOSED):
        return None
    return found.aids.exclude(state=Aid.State.VOID).first()


def analysis_in_words(found: Request, analysis) -> dict:
    """Return what was found about a request, for templates."""
    if analysis is None:
        return {"analysis": None}
    scale = terms_of(found.terms).scale if found.terms else None
    return preview_in_words(analysis, scale or queries.terms_now().scale)


def preview_in_words(analysis, scale) -> dict:
    return {
        "analysis": analysis,
        "lines": list(lines_in_words(analysis)),
        "verdict_words": words.VERDICTS[analysis.verdict],
        "parts": parts_in_words(analysis, scale),
        "arithmetic": score_arithmetic(analysis, scale),
        "advice": words.ADVICE[analysis.score.advice],
    }


def consents_in_words(given) -> list[dict]:
    """Return the consents that hold, and whether each can be taken back alone."""
    return [
        {
            "purpose": row.purpose,
            "label": RequestConsent.Purpose(row.purpose).label,
            "given_on": timezone.localdate(row.given_at),
            "may_withdraw": row.purpose in services.REVOCABLE,
            "is_processing": row.purpose == RequestConsent.Purpose.PROCESSING,
        }
        for row in given.values()
    ]
