"""The auditor's space: the years, a check with its sample, the signed report."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from buildings.access import Permission, require
from finance import audit_words, checklist
from finance.errors import FinanceError
from finance.errors.auditing import AlreadyChecking
from finance.fiscal_year import year_name
from finance.forms.auditing import (
    CheckForm,
    ConclusionForm,
    EnlargeForm,
    FindingForm,
)
from finance.lists.auditing import sample_table as as_table
from finance.queries.auditing import (
    audited_years,
    conflicts_on,
    next_voucher,
    open_questions,
    questions,
    signed_checks,
    visible_checks,
    vouchers_of,
    years_to_audit,
)
from finance.queries.invoices import full_lines
from finance.queries.year_end import year_end
from finance.refusals.auditing import sentence
from finance.sampling import Criteria
from finance.services import auditing as services
from koprogo.documents.http import attachment
from koprogo.ledger.models import FiscalYear
from koprogo.ui.exports import LIMIT, send_table
from koprogo.ui.pagination import paginate


@require_safe
@require(Permission.SEE_BOOKS)
def audit(request, building):
    """The years with their reports; for the auditor and the syndic, what waits."""
    context = {
        "building": building,
        "rows": audited_years(request.access),
        "may_audit": request.access.allows(Permission.AUDIT_BOOKS),
        "conflicts": conflicts_on(timezone.localdate()).count(),
        "questions": [],
        "sees_questions": request.access.allows(Permission.SEE_ALL_ACCOUNTS),
    }
    if context["sees_questions"]:
        context["questions"] = open_questions(request.access)
    return render(request, "finance/auditor/audit.html", context)


@require_safe
@require(Permission.AUDIT_BOOKS)
def audit_year(request, building, year):
    """What is done and missing in a year, each with its evidence, and where to look."""
    found = get_object_or_404(years_to_audit(request.access), year=year)
    context = {
        "building": building,
        "year": found,
        "name": year_name(found.since, found.until),
        "checks": checklist.told(year_end(found, on=timezone.localdate())),
    }
    return render(request, "finance/auditor/year.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.AUDIT_BOOKS)
def check_new(request, building, year):
    """How the sample of a year is chosen; the seed is fixed when it is drawn."""
    found = get_object_or_404(FiscalYear, year=year)
    form = CheckForm(_sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            check = services.open_check(
                found, criteria=Criteria(**form.cleaned_data), by=request.user
            )
        except AlreadyChecking as error:
            messages.info(request, sentence(error))
            check = error.check
        return redirect("finance:audit-check", building.slug, check.uuid)
    context = {
        "building": building,
        "year": found,
        "name": year_name(found.since, found.until),
        "form": form,
    }
    return render(request, "finance/auditor/check_new.html", context)


@require_safe
@require(Permission.AUDIT_BOOKS)
def check(request, building, check_id):
    """A check: how far it is, its sample, its questions."""
    found = get_object_or_404(visible_checks(request.access), uuid=check_id)
    page = paginate(request, vouchers_of(found))
    context = {
        "building": building,
        "check": found,
        "name": year_name(found.year.since, found.year.until),
        "page": page,
        "sample": audit_words.told(page),
        "questions": questions().filter(check_of=found),
        "may_change": _may_change(request, found),
    }
    return render(request, "finance/auditor/check.html", context)


@require_safe
@require(Permission.AUDIT_BOOKS)
def check_table(request, building, check_id, ending):
    found = get_object_or_404(visible_checks(request.access), uuid=check_id)
    table = as_table(vouchers_of(found)[: LIMIT + 1])
    return send_table(table, ending, place=building.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.AUDIT_BOOKS)
def check_enlarge(request, building, check_id):
    """Draw more vouchers with the same seed."""
    found = _own(request, check_id)
    form = EnlargeForm(_sent(request), initial={"random": found.random_size})
    if request.method == "POST" and form.is_valid():
        try:
            services.enlarge_sample(found, by=request.user, **form.cleaned_data)
        except FinanceError as error:
            form.add_error("random", sentence(error))
        else:
            messages.success(request, _("The sample is drawn."))
            return redirect("finance:audit-check", building.slug, found.uuid)
    context = {"building": building, "check": found, "form": form}
    return render(request, "finance/auditor/enlarge.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.AUDIT_BOOKS)
def check_voucher(request, building, check_id, invoice_id):
    """One voucher with its evidence: in order, a finding, or to be looked at again."""
    found = get_object_or_404(visible_checks(request.access), uuid=check_id)
    voucher = get_object_or_404(vouchers_of(found), invoice__uuid=invoice_id)
    writes = request.method == "POST" and request.POST.get("as") == "finding"
    form = FindingForm(request.POST if writes else None, instance=voucher)
    if request.method == "POST" and not (writes and not form.is_valid()):
        return _looked_at(request, building, found, voucher, form)
    context = {
        "building": building,
        "check": found,
        "told": audit_words.told([voucher])[0],
        "voucher": voucher,
        "lines": full_lines(invoice=voucher.invoice_id),
        "questions": questions().filter(voucher=voucher),
        "form": form,
        "may_change": _may_change(request, found),
    }
    return render(request, "finance/auditor/voucher.html", context)


def _looked_at(request, building, found, voucher, form):
    """Note what the auditor says of a voucher, and go to the next one."""
    about = {"invoice": voucher.invoice.uuid, "by": request.user}
    outcome = request.POST.get("as", "order")
    try:
        if outcome == "again":
            services.look_again(found, **about)
        else:
            written = form.cleaned_data["finding"] if outcome == "finding" else ""
            services.look_at(found, finding=written, **about)
    except FinanceError as error:
        messages.error(request, sentence(error))
        return redirect("finance:audit-check", building.slug, found.uuid)
    following = None if outcome == "again" else next_voucher(found, after=voucher)
    if following is None:
        return redirect("finance:audit-check", building.slug, found.uuid)
    return redirect(
        "finance:audit-voucher", building.slug, found.uuid, following.invoice.uuid
    )


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.AUDIT_BOOKS)
def check_conclude(request, building, check_id):
    """Write opinion and conclusion: nobody else reads them before they are signed."""
    found = _own(request, check_id)
    form = ConclusionForm(_sent(request), instance=found)
    if request.method == "POST" and form.is_valid():
        try:
            services.conclude(found, by=request.user, **form.cleaned_data)
        except FinanceError as error:
            form.add_error(None, sentence(error))
        else:
            messages.success(request, _("Opinion and conclusion are kept."))
            return redirect("finance:audit-check", building.slug, found.uuid)
    context = {"building": building, "check": found, "form": form}
    return render(request, "finance/auditor/conclude.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.AUDIT_BOOKS)
@reauthentication_required
def check_sign(request, building, check_id):
    """Sign, after saying once more who one is: the check is frozen."""
    found = _own(request, check_id)
    if request.method == "POST":
        try:
            services.sign(found, by=request.user)
        except FinanceError as error:
            messages.error(request, sentence(error))
        else:
            messages.success(
                request,
                _("The report is signed and stands among the documents."),
            )
        return redirect("finance:audit-check", building.slug, found.uuid)
    context = {
        "building": building,
        "check": found,
        "left": found.size - found.done,
        "waiting": questions().filter(check_of=found, answered_at=None).count(),
    }
    return render(request, "finance/auditor/sign.html", context)


@require_safe
@require(Permission.SEE_BOOKS)
def report(request, building, report_id):
    """A signed report as it was signed."""
    return attachment(get_object_or_404(signed_checks(), uuid=report_id).report)


def _own(request, check_id):
    """Return a check of the person at work."""
    checks = visible_checks(request.access).filter(auditor=request.user)
    return get_object_or_404(checks, uuid=check_id)


def _may_change(request, found) -> bool:
    return found.signed_at is None and found.auditor_id == request.user.pk


def _sent(request):
    return request.POST if request.method == "POST" else None
