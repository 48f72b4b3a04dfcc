"""Loans as the committee follows them: by code, and with people before measures."""

from contextlib import suppress
from functools import partial

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from koprogo.ui.exports import send_table
from solidarity.access import committee
from solidarity.errors import SolidarityError
from solidarity.forms import loans as forms
from solidarity.lists.loans import loans_table
from solidarity.models import Aid, DisputeEnd, Exclusion, PlanChange
from solidarity.queries import arrears as queries
from solidarity.queries import loans
from solidarity.services import arrears, rescheduling, won
from solidarity.services.committee.recusing import find_recusals
from solidarity.terms import Kind
from solidarity.vault import Forgotten
from solidarity.views.acts import ask, posted

READ_WRITE = require_http_methods(["GET", "HEAD", "POST"])


def any_aid(aid_id) -> Aid:
    """Return help that was paid, whoever got it: the committee knows it by its code."""
    rows = Aid.objects.filter(paid__gt=0).select_related("request__applicant")
    return get_object_or_404(rows, uuid=aid_id)


def _back(aid: Aid) -> str:
    return reverse("solidarity:committee-loan", args=[aid.uuid])


def _words(aid: Aid, **words) -> dict:
    return {"back_label": aid.request.code, **words}


@require_safe
@committee
def committee_loans(request, seat):
    """Who is late since when, and what waits for an answer."""
    today = timezone.localdate()
    context = {
        "rows": queries.running_loans(on=today),
        "changes": queries.waiting_changes(),
        "write_offs": queries.waiting_write_offs(),
        "cases": queries.settling_cases(),
        "exclusions": Exclusion.objects.filter(state=Exclusion.State.PROPOSED).count(),
    }
    return render(request, "solidarity/loans/committee.html", context)


@require_safe
@committee
def committee_loans_table(request, seat, ending):
    rows = queries.running_loans(on=timezone.localdate())
    return send_table(loans_table(rows), ending, place="koprogo")


@require_safe
@committee
def committee_loan(request, seat, aid_id):
    """One loan: how it stands, who spoke with the person, and what can be done."""
    return _page(request, any_aid(aid_id), ())


@require_POST
@committee
def committee_loan_open(request, seat, aid_id):
    """The same with the words that were sealed; the person reads who opened them."""
    aid = any_aid(aid_id)
    with suppress(Forgotten):  # what the platform knew is gone: who was found stays so
        find_recusals(aid.request)
    try:
        said = arrears.open_words(aid, by=request.user)
    except SolidarityError:
        said = []
    return _page(request, aid, said, is_open=True)


def _page(request, aid: Aid, said, *, is_open=False):
    today = timezone.localdate()
    standing = loans.standing_of(aid)
    end = DisputeEnd.objects.filter(aid=aid).first()
    context = {
        "aid": aid,
        "standing": standing,
        "late": standing.late(today) if standing else None,
        "days": standing.late_days(today) if standing else 0,
        "since": standing.late_since(today) if standing else None,
        "contacts": aid.contacts.select_related("recorded_by"),
        "change": loans.waiting_change(aid),
        "write_off": aid.write_offs.filter(is_confirmed=None).first(),
        "end": end,
        "may_tell_end": aid.kind == Kind.DISPUTE and end is None,
        "history": loans.history(aid),
        "said": said,
        "is_open": is_open,
    }
    return render(request, "solidarity/loans/committee_loan.html", context)


@READ_WRITE
@committee
def committee_contact_new(request, seat, aid_id):
    """Note a talk with a person who is late."""
    aid = any_aid(aid_id)
    initial = {"day": timezone.localdate()}
    return ask(
        request,
        forms.ContactForm(posted(request), initial=initial),
        partial(arrears.record_contact, aid),
        done=_("The talk is noted."),
        back=_back(aid),
        words=_words(
            aid,
            title=_("Note a talk"),
            lead=_("Being late costs nothing. Listen first, then agree on what helps."),
            submit=_("Note it"),
        ),
    )


@READ_WRITE
@committee
def committee_change_propose(request, seat, aid_id):
    """Propose another plan to a person who is late; he confirms it."""
    aid = any_aid(aid_id)
    return ask(
        request,
        forms.ProposalForm(posted(request)),
        partial(rescheduling.propose_change, aid),
        done=_("It is proposed: the person confirms it."),
        back=_back(aid),
        words=_words(
            aid,
            title=_("Propose another plan"),
            lead=_("The plan changes when the person agrees."),
            submit=_("Propose"),
        ),
    )


@READ_WRITE
@committee
def committee_change_decide(request, seat, aid_id):
    """Answer what the person asks."""
    aid = any_aid(aid_id)
    rows = aid.changes.filter(answer="", is_proposed=False)
    change = get_object_or_404(rows.exclude(kind=PlanChange.Kind.EARLY))
    lead = _("%(kind)s, months: %(months)s. The person waits for your answer.") % {
        "kind": change.get_kind_display(),
        "months": change.months,
    }
    return ask(
        request,
        forms.DecisionForm(posted(request)),
        partial(rescheduling.answer_change, change),
        done=_("The answer is given, and the person is told."),
        back=_back(aid),
        words=_words(
            aid,
            title=_("Answer the person"),
            lead=lead,
            submit=pgettext("verb", "Answer"),
        ),
    )


@READ_WRITE
@committee
def write_off_propose(request, seat, aid_id):
    """Propose that a loan does not come back."""
    aid = any_aid(aid_id)
    return ask(
        request,
        forms.ReasonsForm(posted(request)),
        partial(arrears.propose_write_off, aid),
        done=_("It is proposed: another member confirms it."),
        back=_back(aid),
        words=_words(
            aid,
            title=_("Propose to write off"),
            lead=_("Only after 90 days late and two talks. Another member confirms."),
            submit=_("Propose"),
        ),
    )


@READ_WRITE
@committee
def write_off_decide(request, seat, aid_id):
    """Confirm what another member proposed, or refuse it."""
    aid = any_aid(aid_id)
    row = get_object_or_404(aid.write_offs, is_confirmed=None)
    return ask(
        request,
        forms.ConfirmForm(posted(request)),
        partial(arrears.decide_write_off, row),
        done=_("The decision is noted."),
        back=_back(aid),
        words=_words(
            aid,
            title=_("Write off?"),
            lead=_(
                "Confirmed, it is booked as lost and cannot be taken back. Money that comes later is still taken in."
            ),
            submit=_("Decide"),
        ),
    )


@READ_WRITE
@committee
def dispute_end_new(request, seat, aid_id):
    """Note how a case ended, with the paper at hand."""
    aid = any_aid(aid_id)
    form = forms.DisputeEndForm(posted(request))
    return ask(
        request,
        form,
        lambda *, by, **_said: won.tell_end(aid, **form.said(), by=by),
        done=_("The end of the case is noted."),
        back=_back(aid),
        words=_words(
            aid,
            title=_("How did the case end?"),
            lead=_("Note it only with the decision of the court at hand."),
            submit=_("Note it"),
        ),
    )


@READ_WRITE
@committee
def dispute_end_settle(request, seat, aid_id):
    """Agree over how many months the part of a grant comes back."""
    aid = any_aid(aid_id)
    end = get_object_or_404(DisputeEnd, aid=aid, settled_at=None)
    return ask(
        request,
        forms.MonthsForm(posted(request)),
        partial(won.settle, end),
        done=_("The plan is made, and the person is told."),
        back=_back(aid),
        words=_words(
            aid,
            title=_("How does it come back?"),
            lead=_("Without interest. Speak with the person first."),
            submit=_("Make the plan"),
        ),
    )
