"""The committee's files: the list, a cover, the file once it is opened, its papers."""

from dataclasses import replace
from functools import partial
from io import BytesIO

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from koprogo.ui.downloads import send_file
from koprogo.ui.origin import origin
from koprogo.ui.pagination import paginate
from solidarity import opened, words
from solidarity.access import committee
from solidarity.exposing import creditors
from solidarity.forms.committee import BallotForm, FileFilter, QuestionForm, RecusalForm
from solidarity.models import Paper, Request
from solidarity.queries.committee import files as queries
from solidarity.queries.committee.reading import file_text
from solidarity.queries.committee.votes import recused
from solidarity.queries.requests import open_request
from solidarity.services.committee import recusing, review
from solidarity.vault import Forgotten
from solidarity.views.acts import ask, attempt, posted
from solidarity.views.committee.opening import (
    file_or_404,
    is_recused,
    to_file,
    with_open_file,
)
from solidarity.words_answers import SectionWords, sections_in_words

READ_WRITE = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@committee
def files(request, seat):
    """The files to decide, the most pressing first; or those in another state."""
    now = timezone.now()
    form = FileFilter(request.GET)
    state = form.wanted()
    if state == Request.State.COMPLETE:
        page = paginate(request, queries.deciding(seat, now=now))
        rows = page.object_list
    else:
        page = paginate(request, queries.others(state))
        rows = queries.rows(page.object_list, seat, now=now)
    context = {
        "form": FileFilter(initial={"state": state}),
        "page": page,
        "rows": rows,
        "deciding": state == Request.State.COMPLETE,
        "session": queries.next_session(now),
        "advice": {one.value: label for one, label in words.ADVICE.items()},
    }
    return render(request, "solidarity/committee/files.html", context)


@require_safe
@committee
def file(request, seat, fund_request_id):
    """The cover of a file; the file itself for a quarter of an hour after its opening."""
    found, now = file_or_404(fund_request_id), timezone.now()
    away = recused(found)
    since = opened.open_since(request.session, found.uuid, now=now)
    try:
        if seat.user_id in away or since is None:
            return _cover(request, seat, found, away)
        text = file_text(found, seat, away=away, since=since, now=now)
    except Forgotten:
        return render(request, "solidarity/committee/gone.html", {"found": found})
    lines = list(words.lines_in_words(text.analysis)) if text.analysis else []
    own = text.tally.choice_of(seat) if text.tally else ""
    context = {
        "found": found,
        "text": text,
        "sections": _sections(text.answers),
        "lines": lines,
        "until": since + opened.LONGEST,
        "ballot": BallotForm(initial={"choice": own}),
        "own": own,
        "is_before": found.state == Request.State.COMPLETE,
        "days": queries.days_left(found, now),
        "is_over": queries.is_over(found, now),
        "cannot": text.analysis and text.analysis.verdict in ("excluded", "not_so"),
    }
    return render(request, "solidarity/committee/file.html", context)


def _sections(answers) -> list[SectionWords]:
    """Return what is said, without what is left out."""
    said = [
        replace(one, facts=[fact for fact in one.facts if fact.value])
        for one in sections_in_words(answers)
    ]
    return [one for one in said if one.facts]


def _cover(request, seat, found, away):
    """What is read before the opening: no more than is needed to declare a link."""
    named = []
    if seat.user_id not in away:
        _vault, said = open_request(found)
        named = creditors(said)
    now = timezone.now()
    context = {
        "found": found,
        "creditors": named,
        "is_recused": seat.user_id in away,
        "days": queries.days_left(found, now),
        "is_over": queries.is_over(found, now),
    }
    return render(request, "solidarity/committee/cover.html", context)


@require_POST
@committee
def file_open(request, seat, fund_request_id):
    """Open a file, on record; who is too close is found first, and stays outside."""
    found = file_or_404(fund_request_id)
    act = partial(review.open_file, found, seat=seat, by=request.user)
    if attempt(request, partial(recusing.find_recusals, found)) and attempt(
        request, act
    ):
        opened.remember(request.session, found.uuid, now=timezone.now())
    return to_file(found)


@READ_WRITE
@committee
def file_recuse(request, seat, fund_request_id):
    """Declare to take no part, before or after opening the file; it is final."""
    found = file_or_404(fund_request_id)
    if is_recused(found, seat):
        return to_file(found)

    def declare(reason, *, by):
        recusing.declare_recusal(found, reason=reason, seat=seat, by=by)
        opened.close(request.session, found.uuid)

    return ask(
        request,
        RecusalForm(posted(request)),
        declare,
        done=_("You take no part in this request."),
        back=reverse("solidarity:file", args=[found.uuid]),
        template="solidarity/committee/recuse.html",
        words={"found": found},
    )


@READ_WRITE
@committee
@with_open_file
def file_ask(request, seat, found):
    """Ask the person for more: the file waits until he answers."""
    return ask(
        request,
        QuestionForm(posted(request)),
        partial(review.ask, found, seat=seat, origin=origin(request)),
        done=_("The person is asked. The file waits for the answer."),
        back=reverse("solidarity:file", args=[found.uuid]),
        template="solidarity/committee/ask.html",
        words={"found": found},
    )


@require_POST
@committee
@with_open_file
def file_paper(request, seat, found, fund_paper_id):
    """Open a paper, on record: it is saved under a name that tells nothing."""
    paper = _paper(found, fund_paper_id)
    given = []
    act = partial(review.open_paper, paper, seat=seat, by=request.user)
    if not attempt(request, lambda: given.append(act())):
        return to_file(found)
    answer = send_file(
        BytesIO(given[0].data), name=given[0].name, content_type=given[0].content_type
    )
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


@require_POST
@committee
@with_open_file
def file_paper_confirm(request, seat, found, fund_paper_id):
    """Confirm what an expert, a social worker or a lawyer wrote."""
    paper = _paper(found, fund_paper_id)
    attempt(
        request,
        partial(review.confirm_paper, paper, seat=seat, by=request.user),
        done=_("The document is confirmed."),
    )
    return redirect(reverse("solidarity:file", args=[found.uuid]) + "#papers")


def _paper(found, fund_paper_id) -> Paper:
    rows = Paper.objects.filter(request=found).select_related("file", "request")
    return get_object_or_404(rows, uuid=fund_paper_id)
