"""Votes: proposing terms, voting, and closing with reasons."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from koprogo.ui.origin import origin
from solidarity.access import committee
from solidarity.forms.committee import (
    BallotForm,
    ClosingForm,
    ProposalForm,
    RefusalForm,
)
from solidarity.models import Session, Vote
from solidarity.proposing import asked_for
from solidarity.queries.committee.proposals import endings_of
from solidarity.queries.committee.votes import Ending, tally
from solidarity.queries.requests import open_request
from solidarity.queries.terms import terms_on
from solidarity.services.committee.deciding import close_vote
from solidarity.services.committee.voting import cast_ballot, latest_end, open_vote
from solidarity.terms import Kind
from solidarity.views.acts import ask, attempt, posted
from solidarity.views.committee.opening import to_file, with_open_file

READ_WRITE = require_http_methods(["GET", "HEAD", "POST"])


@READ_WRITE
@committee
@with_open_file
def vote_new(request, seat, found):
    """Propose help on terms, as asked or others, for the committee to vote on."""
    if found.decide_by is None:
        return to_file(found)
    given = posted(request)
    terms = terms_on(timezone.localdate()).terms
    _vault, said = open_request(found)
    kind = terms.kinds[Kind(found.kind)]
    form = ProposalForm(
        given,
        asked=asked_for(said, terms),
        has_rate=bool(kind.rates and kind.rates[1]),
        **_when(found),
    )

    def act(session, until, *, by, **_terms):
        open_vote(
            found,
            session=session,
            proposal=form.proposal(),
            until=until,
            seat=seat,
            by=by,
        )

    context = {"found": found, "said": said, "kind": kind}
    return _ask(request, form, act, found, "proposal", context)


@READ_WRITE
@committee
@with_open_file
def vote_refusal(request, seat, found):
    """Vote on what was asked although it cannot be granted: people refuse, no rule."""
    if found.decide_by is None:
        return to_file(found)
    given = posted(request)
    terms = terms_on(timezone.localdate()).terms
    _vault, said = open_request(found)

    def act(session, until, *, by):
        open_vote(
            found,
            session=session,
            proposal=asked_for(said, terms),
            until=until,
            seat=seat,
            by=by,
            to_refuse=True,
        )

    form = RefusalForm(given, **_when(found))
    return _ask(request, form, act, found, "refusal", {"found": found})


def _when(found) -> dict:
    """Return in which sessions, and until when by default, a vote stands."""
    now = timezone.now()
    rows = Session.objects.filter(closed_at=None, begins_at__lte=now)
    return {"sessions": rows, "until": latest_end(found, now=now)}


def _ask(request, form, act, found, name, context):
    return ask(
        request,
        form,
        act,
        done=_("The vote is open."),
        back=reverse("solidarity:file", args=[found.uuid]),
        template=f"solidarity/committee/{name}.html",
        words=context,
    )


@require_POST
@committee
@with_open_file
def vote_ballot(request, seat, found):
    """Vote, or vote otherwise while the vote is open."""
    vote = _open_vote(found)
    form = BallotForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose how you vote."))
        return to_file(found)
    choice = form.cleaned_data["choice"]
    attempt(
        request,
        partial(cast_ballot, vote, choice=choice, seat=seat, by=request.user),
        done=_("Your vote is noted. You may change it until the vote is closed."),
    )
    return to_file(found)


@READ_WRITE
@committee
@with_open_file
def vote_close(request, seat, found):
    """Close a vote: with a decision and its reasons, or for another proposal."""
    vote = _open_vote(found)
    stands = tally(vote, now=timezone.now())
    endings = endings_of(stands)
    given = posted(request)
    form = ClosingForm(given, endings=_labelled(endings, vote))

    def act(ending, reasons, *, by):
        close_vote(
            vote,
            ending=Ending(ending),
            reasons=reasons,
            seat=seat,
            by=by,
            origin=origin(request),
        )

    return ask(
        request,
        form,
        act,
        done=_("The vote is closed."),
        back=reverse("solidarity:file", args=[found.uuid]),
        template="solidarity/committee/close.html",
        words={
            "found": found,
            "vote": vote,
            "tally": stands,
            "endings": [one.value for one in endings],
        },
    )


def _open_vote(found) -> Vote:
    rows = Vote.objects.select_related("request", "session")
    return get_object_or_404(rows, request=found, closed_at=None)


def _labelled(endings, vote: Vote) -> list[tuple[str, str]]:
    offered = _("Offer these terms to the person")
    labels = {
        Ending.ACCEPT: offered if vote.is_counter else _("Accept the request"),
        Ending.REFUSE: _("Refuse the request, with reasons"),
        Ending.ANOTHER: _("Decide nothing: another proposal follows"),
    }
    return [(one.value, labels[one]) for one in endings]
