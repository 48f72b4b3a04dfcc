"""The page of a person about what he pays back: what is left, what is next, and changes."""

from functools import partial

from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from koprogo.ui.exports import send_table
from solidarity.access import applicant
from solidarity.errors import SolidarityError
from solidarity.forms import loans as forms
from solidarity.lists.loans import plan_table
from solidarity.models import Aid, PlanChange
from solidarity.queries import loans as queries
from solidarity.queries.exclusions import exclusion_of, reasons_of
from solidarity.queries.money import account_of_fund
from solidarity.services import rescheduling, won
from solidarity.terms import Kind
from solidarity.views.acts import ask, attempt, posted, refuse

READ_WRITE = require_http_methods(["GET", "HEAD", "POST"])


def own_aid(request, aid_id) -> Aid:
    """Return help that the person at work got; that of another is 404."""
    rows = Aid.objects.filter(request__applicant=request.user)
    return get_object_or_404(rows.select_related("request"), uuid=aid_id)


def page_of(aid: Aid) -> str:
    return reverse("solidarity:loan", args=[aid.uuid])


def _words(**words) -> dict:
    return {"back_label": _("My payment plan"), **words}


@require_safe
@applicant
def loan(request, aid_id):
    """What is left, what is next, what came, and every version of the plan."""
    aid = own_aid(request, aid_id)
    plans = queries.plans_of(aid)
    end = getattr(aid, "dispute_end", None)
    context = {
        "aid": aid,
        "account": account_of_fund(),
        "standing": queries.standing_of(aid),
        "plans": plans,
        "history": queries.history(aid),
        "today": timezone.localdate(),
        "change": queries.latest_change(aid),
        "may_tell_end": aid.kind == Kind.DISPUTE and aid.paid and end is None,
        "end": end,
    }
    return render(request, "solidarity/loans/loan.html", context)


@require_safe
@applicant
def loan_plan_table(request, aid_id, ending):
    aid = own_aid(request, aid_id)
    return send_table(plan_table(aid, queries.plans_of(aid)), ending, place="koprogo")


@READ_WRITE
@applicant
def loan_defer(request, aid_id):
    """Ask to pay one to three months later."""
    aid = own_aid(request, aid_id)
    return ask(
        request,
        forms.DeferForm(posted(request)),
        partial(rescheduling.ask_change, aid, kind=PlanChange.Kind.DEFER),
        done=_("We got it: the committee answers."),
        back=page_of(aid),
        words=_words(
            title=_("Pay later"),
            lead=_("What is left moves by these months. It costs nothing."),
            submit=_("Ask for it"),
        ),
    )


@READ_WRITE
@applicant
def loan_reschedule(request, aid_id):
    """Ask for another number of months."""
    aid = own_aid(request, aid_id)
    return ask(
        request,
        forms.RescheduleForm(posted(request)),
        partial(rescheduling.ask_change, aid, kind=PlanChange.Kind.RESCHEDULE),
        done=_("We got it: the committee answers."),
        back=page_of(aid),
        words=_words(
            title=_("Another number of months"),
            lead=_(
                "More months make each payment smaller. There is no fee; where there is interest, it runs as long as the plan."
            ),
            submit=_("Ask for it"),
        ),
    )


@READ_WRITE
@applicant
def loan_early(request, aid_id):
    """Show the plan that an early payment would make, then say that it comes."""
    aid = own_aid(request, aid_id)
    standing = queries.standing_of(aid)
    form, plan = forms.EarlyForm(posted(request)), None
    if request.method == "POST" and form.is_valid():
        amount = form.cleaned_data["amount"]
        kind = PlanChange.Kind.EARLY
        if form.cleaned_data["confirmed"]:
            act = partial(
                rescheduling.ask_change, aid, kind=kind, amount=amount, by=request.user
            )
            attempt(request, act, done=_("Thank you: pay it as the page says."))
            return redirect(page_of(aid))
        try:
            today = timezone.localdate()
            plan = rescheduling.preview(aid, kind=kind, on=today, amount=amount)
        except SolidarityError as error:
            refuse(form, error)
    context = {"aid": aid, "form": form, "plan": plan, "standing": standing}
    return render(request, "solidarity/loans/early.html", context)


@require_POST
@applicant
def loan_change_withdraw(request, aid_id):
    """Take back what was asked."""
    aid = own_aid(request, aid_id)
    change = aid.changes.filter(answer="", is_proposed=False).first()
    if change is None:
        messages.info(request, _("Nothing waits for an answer."))
    else:
        act = partial(rescheduling.withdraw_change, change, by=request.user)
        attempt(request, act, done=_("It is taken back."))
    return redirect(page_of(aid))


@require_POST
@applicant
def loan_proposal(request, aid_id):
    """Answer what the committee proposes."""
    aid = own_aid(request, aid_id)
    change = aid.changes.filter(answer="", is_proposed=True).first()
    form = forms.AnswerForm(request.POST)
    if change is None or not form.is_valid():
        messages.info(request, _("Nothing waits for an answer."))
    else:
        is_granted = form.cleaned_data["answer"] == "yes"
        act = partial(
            rescheduling.answer_proposal, change, is_granted=is_granted, by=request.user
        )
        attempt(request, act, done=_("Your answer is noted."))
    return redirect(page_of(aid))


@READ_WRITE
@applicant
def loan_dispute(request, aid_id):
    """Tell how the case ended that a dispute grant was for."""
    aid = own_aid(request, aid_id)
    form = forms.DisputeEndForm(posted(request))
    return ask(
        request,
        form,
        lambda *, by, **_said: won.tell_end(aid, **form.said(), by=by),
        done=_("Thank you for telling us."),
        back=page_of(aid),
        words=_words(
            title=_("How did the case end?"),
            lead=_(
                "A part of the grant comes back only if the case is won and damages are obtained."
            ),
            submit=_("Tell the committee"),
        ),
    )


@require_safe
@applicant
def my_exclusion(request):
    """Why a person gets no help any more, and how the board hears him."""
    found = exclusion_of(request.user)
    context = {
        "exclusion": found,
        "reasons": reasons_of(found) if found else "",
        "address": settings.SOLIDARITY_EMAIL,
    }
    return render(request, "solidarity/loans/exclusion.html", context)
