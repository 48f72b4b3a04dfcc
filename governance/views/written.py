"""Written decisions: prepared by the office, answered by all owners, ended at once."""

from decimal import Decimal

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from buildings.access import Permission, require
from buildings.errors import LetterError
from buildings.models import AllocationKey
from buildings.views.letters import LetterPages
from governance.errors.base import GovernanceError
from governance.forms.written import (
    AnswerForm,
    Known,
    PaperAnswerForm,
    StopForm,
    WrittenForm,
    as_answered,
    excluded_subjects,
    first_values,
)
from governance.lists.written import answers_table as as_answers
from governance.lists.written import written_table as as_table
from governance.models import Decision, WrittenAnswer, WrittenDecision
from governance.queries.agenda import attachable, languages_of
from governance.queries.heads import own_heads
from governance.queries.written import (
    Progress,
    costs_by_holding,
    documents_of,
    missing_words,
    progress_of,
    visible_letters,
    visible_written,
    written_list,
)
from governance.refusals.written import sentence
from governance.services import written as services
from governance.services.written_minutes import draw_minutes
from governance.subjects import Subject
from governance.words import SUBJECTS
from koprogo.documents.http import attachment
from koprogo.ui.exports import LIMIT, send_table
from koprogo.ui.origin import origin
from koprogo.ui.pagination import paginate

REFUSALS = (GovernanceError, LetterError)
ZERO = Decimal("0.00")


def _sent(written_id) -> WrittenDecision:
    return get_object_or_404(written_list().sent(), uuid=written_id)


LETTERS = LetterPages(
    find=_sent,
    refused=GovernanceError,
    sentence=sentence,
    urls="governance:written-letters",
    crumbs="governance/crumbs/written.html",
    crumbs_below="governance/crumbs/written.html",
    promise="governance/written/_promise.html",
    cancelled=gettext_lazy(
        "This decision has ended: its letters are kept, and none is made or sent any "
        "more."
    ),
    asks_before=False,
)


@require_safe
@require(Permission.SEE_ASSEMBLIES)
def written_decisions(request, building):
    page = paginate(request, visible_written(request.access))
    context = {
        "building": building,
        "page": page,
        "may_prepare": request.access.allows(Permission.PREPARE_ASSEMBLIES),
    }
    return render(request, "governance/written/list.html", context)


@require_safe
@require(Permission.SEE_ASSEMBLIES)
def written_table(request, building, ending):
    found = visible_written(request.access)[: LIMIT + 1]
    return send_table(as_table(found), ending, place=building.slug)


@require_safe
@require(Permission.SEE_ASSEMBLIES)
def written(request, building, written_id):
    """What is asked, what it costs me, who has agreed, and what I can still answer."""
    found = get_object_or_404(visible_written(request.access), uuid=written_id)
    access = request.access
    progress = _progress(found, building)
    heads = [line.head for line in progress.lines]
    mine = {one.holding.pk for one in own_heads(heads, access)}
    costs = {}
    if mine and not found.ended_at:
        costs = costs_by_holding(found, on=timezone.localdate())
    context = {
        "building": building,
        "decision": found,
        "subject": SUBJECTS[Subject(found.subject)],
        "documents": documents_of(found),
        "progress": progress,
        "own": [line for line in progress.lines if line.head.holding.pk in mine],
        "own_cost": sum((costs.get(pk, ZERO) for pk in mine), ZERO) if costs else None,
        "may_answer": _may_answer(found) and access.allows(Permission.TAKE_PART),
        "may_record": _may_answer(found) and access.allows(Permission.HOLD_ASSEMBLIES),
        "missing": missing_words(found, languages_of(building)),
        "entry": _entry(found),
        "minutes": list(found.minutes.all()) if found.ended_at else [],
    }
    return render(request, "governance/written/written.html", context)


def _entry(found: WrittenDecision) -> Decision | None:
    """Return the line of the register: there is none before the end."""
    return Decision.objects.filter(written=found).first() if found.ended_at else None


def _progress(found: WrittenDecision, building) -> Progress:
    return progress_of(found, total=building.deed_total, today=timezone.localdate())


def _may_answer(found: WrittenDecision) -> bool:
    return found.is_running and timezone.localdate() <= found.until


@require_safe
@require(Permission.HOLD_ASSEMBLIES)
def answers_table(request, building, written_id, ending):
    found = _sent(written_id)
    lines = _progress(found, building).lines
    return send_table(as_answers(lines), ending, place=building.slug)


# The draft


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.PREPARE_ASSEMBLIES)
def written_new(request, building):
    return _form(request, building, None)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.PREPARE_ASSEMBLIES)
def written_edit(request, building, written_id):
    found = get_object_or_404(written_list(), uuid=written_id, sent_at=None)
    return _form(request, building, found)


def _form(request, building, found: WrittenDecision | None):
    form = WrittenForm(
        request.POST if request.method == "POST" else None,
        known=Known(
            languages=languages_of(building),
            keys=list(AllocationKey.objects.filter(kind=AllocationKey.Kind.SPECIAL)),
            versions=list(attachable().select_related("document")),
        ),
        initial=first_values(found) if found else None,
    )
    if request.method == "POST" and form.is_valid():
        try:
            kept = _kept(found, form, request.user)
        except GovernanceError as error:
            form.add_error(None, sentence(error))
        else:
            return redirect("governance:written", building.slug, kept.uuid)
    context = {
        "building": building,
        "decision": found,
        "form": form,
        "excluded": excluded_subjects(),
    }
    return render(request, "governance/written/form.html", context)


def _kept(found: WrittenDecision | None, form: WrittenForm, by) -> WrittenDecision:
    if found is None:
        return services.prepare_written(form.draft(), by=by)
    return services.change_written(found, form.draft(), by=by)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.PREPARE_ASSEMBLIES)
def written_discard(request, building, written_id):
    found = get_object_or_404(written_list(), uuid=written_id, sent_at=None)
    if request.method == "POST":
        try:
            services.discard_written(found, by=request.user)
        except GovernanceError as error:
            messages.error(request, sentence(error))
        else:
            messages.success(request, _("The draft is deleted."))
        return redirect("governance:written-decisions", building.slug)
    context = {"building": building, "decision": found}
    return render(request, "governance/written/discard.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.CONVENE_ASSEMBLIES)
def written_send(request, building, written_id):
    found = get_object_or_404(written_list(), uuid=written_id, sent_at=None)
    if request.method == "POST":
        try:
            services.send_written(found, by=request.user)
        except REFUSALS as error:
            messages.error(request, sentence(error))
        else:
            messages.success(request, _("The letters are being made, and then sent."))
        return _page(building, found)
    context = {
        "building": building,
        "decision": found,
        "progress": _progress(found, building),
        "missing": missing_words(found, languages_of(building)),
    }
    return render(request, "governance/written/send.html", context)


# Answers


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.TAKE_PART)
def written_answer(request, building, written_id, head_id):
    """An owner agrees or refuses, once, for his lots."""
    found = _sent(written_id)
    lines = _progress(found, building).lines
    mine = own_heads([line.head for line in lines], request.access)
    head = next((one for one in mine if one.holding.uuid == head_id), None)
    if head is None:
        raise Http404
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        signer = request.access.own_owners.get()
        return _answered(
            request,
            building,
            found,
            services.answer_written,
            holding=head.holding,
            signer=signer,
            **as_answered(form.cleaned_data),
        )
    context = {
        "building": building,
        "decision": found,
        "documents": documents_of(found),
        "head": head,
        "form": form,
    }
    return render(request, "governance/written/answer.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.HOLD_ASSEMBLIES)
def written_record(request, building, written_id, head_id):
    """The office records what came on paper, with its scan."""
    found = _sent(written_id)
    lines = _progress(found, building).lines
    heads = (line.head for line in lines if line.head.holding.uuid == head_id)
    head = next(heads, None)
    if head is None:
        raise Http404
    form = PaperAnswerForm(request if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _answered(
            request,
            building,
            found,
            services.record_answer,
            holding=head.holding,
            **as_answered(form.cleaned_data),
        )
    context = {"building": building, "decision": found, "head": head, "form": form}
    return render(request, "governance/written/record.html", context)


def _answered(request, building, found, act, **given):
    try:
        act(found, **given, origin=origin(request), by=request.user)
    except GovernanceError as error:
        messages.error(request, sentence(error))
    else:
        messages.success(request, _("The answer is recorded."))
    return _page(building, found)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.CONVENE_ASSEMBLIES)
def written_withdraw(request, building, written_id):
    found = _sent(written_id)
    form = StopForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.withdraw_written(
                found, **form.cleaned_data, origin=origin(request), by=request.user
            )
        except GovernanceError as error:
            messages.error(request, sentence(error))
        else:
            messages.success(request, _("The decision is withdrawn: all are told."))
        return _page(building, found)
    context = {"building": building, "decision": found, "form": form}
    return render(request, "governance/written/withdraw.html", context)


# Papers


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.HOLD_ASSEMBLIES)
def written_minutes(request, building, written_id):
    found = _sent(written_id)
    if request.method == "POST":
        try:
            draw_minutes(found, by=request.user)
        except GovernanceError as error:
            messages.error(request, sentence(error))
        else:
            messages.success(
                request, _("The minutes stand among the documents of the building.")
            )
        return _page(building, found)
    context = {"building": building, "decision": found}
    return render(request, "governance/written/minutes.html", context)


@require_safe
@require(Permission.SEE_ASSEMBLIES)
def written_minutes_file(request, building, written_id, language):
    found = get_object_or_404(visible_written(request.access), uuid=written_id)
    minutes = get_object_or_404(found.minutes.select_related("file"), language=language)
    return attachment(minutes.file)


@require_safe
@require(Permission.SEE_ASSEMBLIES)
def written_letter(request, building, written_letter_id):
    """A letter: mine, or any of them for who sends letters."""
    found = get_object_or_404(visible_letters(request.access), uuid=written_letter_id)
    return attachment(found.file)


@require_safe
@require(Permission.HOLD_ASSEMBLIES)
def written_scan(request, building, written_answer_id):
    """The paper that shows what was answered."""
    scanned = WrittenAnswer.objects.filter(scan__isnull=False).select_related("scan")
    return attachment(get_object_or_404(scanned, uuid=written_answer_id).scan)


def _page(building, found):
    return redirect("governance:written", building.slug, found.uuid)
