"""The terms of the fund, how the law sees its loans, and its goals: pages of the board."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from koprogo.ui.pagination import paginate
from solidarity.access import Permission, require
from solidarity.errors import SolidarityError
from solidarity.forms.governing import GoalForm, LegalReviewForm, TermsForm
from solidarity.models import FundGoal, LegalReview
from solidarity.parameters import differing, values_of
from solidarity.queries.publication import latest_review
from solidarity.queries.terms import terms_on, versions
from solidarity.refusals import sentence
from solidarity.services.legal import note_review
from solidarity.services.terms import write_terms
from solidarity.services.yearly import set_goal
from solidarity.views.acts import ask
from solidarity.words_public import parameter_label, parameter_value

READ_WRITE = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@require(Permission.GOVERN_FUND)
def terms(request):
    """Every version of the terms, the latest first, with what it changed."""
    shown = [
        {"version": one, "changes": _in_words(one.changes)}
        for one in versions(today=timezone.localdate())
    ]
    now = values_of(terms_on(timezone.localdate()).terms)
    context = {
        "page": paginate(request, shown),
        "now": [
            {"label": parameter_label(name), "value": parameter_value(name, value)}
            for name, value in now.items()
        ],
    }
    return render(request, "solidarity/governing/terms.html", context)


@READ_WRITE
@require(Permission.GOVERN_FUND)
def terms_new(request):
    """Type new terms; what changes is shown, and confirmed, before it is written."""
    today = timezone.localdate()
    now = terms_on(today).terms
    form = TermsForm(request.POST if request.method == "POST" else None, terms=now)
    context = {"form": form, "changes": []}
    if request.method == "POST" and form.is_valid():
        if "confirmed" in request.POST and _write(request, form):
            return redirect("solidarity:terms")
        before = values_of(terms_on(form.cleaned_data["since"]).terms)
        context["changes"] = _in_words(differing(form.values(), before=before))
    if context["changes"] and form.is_valid():
        return render(request, "solidarity/governing/terms_confirm.html", context)
    return render(request, "solidarity/governing/terms_new.html", context)


def _write(request, form: TermsForm) -> bool:
    try:
        write_terms(
            since=form.cleaned_data["since"],
            values=form.values(),
            decision_text=form.cleaned_data["decision_text"],
            by=request.user,
        )
    except SolidarityError as error:
        form.add_error(None, sentence(error))
        return False
    messages.success(request, _("The new terms are written."))
    return True


def _in_words(changes) -> list[dict[str, str]]:
    return [
        {
            "label": parameter_label(name),
            "before": parameter_value(name, before),
            "after": parameter_value(name, after),
        }
        for name, (before, after) in changes.items()
    ]


@require_safe
@require(Permission.GOVERN_FUND)
def legal(request):
    """How the law sees the loans today, and every review before."""
    rows = LegalReview.objects.select_related("recorded_by")
    context = {
        "now": latest_review(today=timezone.localdate()),
        "page": paginate(request, rows.order_by("-since", "-pk")),
    }
    return render(request, "solidarity/governing/legal.html", context)


@READ_WRITE
@require(Permission.GOVERN_FUND)
def legal_new(request):
    return ask(
        request,
        LegalReviewForm(request.POST if request.method == "POST" else None),
        note_review,
        done=_("The review is noted."),
        back=reverse("solidarity:legal"),
        words={
            "title": _("Note a legal review"),
            "lead": _("The public page says what follows from it, carefully."),
            "submit": _("Note it"),
            "back_label": _("The loans and the law"),
        },
    )


@require_safe
@require(Permission.GOVERN_FUND)
def goals(request):
    """What the fund wants to reach, by size of the ASBL, with all earlier goals."""
    rows = FundGoal.objects.order_by("participants", "-since")
    context = {"page": paginate(request, rows)}
    return render(request, "solidarity/governing/goals.html", context)


@READ_WRITE
@require(Permission.GOVERN_FUND)
def goal_new(request):
    return ask(
        request,
        GoalForm(request.POST if request.method == "POST" else None),
        set_goal,
        done=_("The goal is set."),
        back=reverse("solidarity:fund-goals"),
        words={
            "title": _("Set a goal"),
            "lead": _("The yearly report compares with it."),
            "submit": _("Set the goal"),
            "back_label": _("Goals of the fund"),
        },
    )
