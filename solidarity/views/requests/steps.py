"""The six steps of a request, and the page before it is sent."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from koprogo.ui.origin import origin
from koprogo.ui.uploads import too_large
from solidarity import words, words_answers
from solidarity.access import applicant, own_request
from solidarity.answers import Answers, Section
from solidarity.errors import SolidarityError
from solidarity.errors.requests import AlreadySent
from solidarity.forms import requests as forms
from solidarity.forms.papers import PapersForm
from solidarity.models import Paper, Request, RequestConsent
from solidarity.needed_papers import needed
from solidarity.queries import requests as queries
from solidarity.queries.known import look
from solidarity.queries.membership import memberships_of
from solidarity.refusals import sentence
from solidarity.scoring import Household
from solidarity.services import requests as services
from solidarity.services.requests.writing import BEFORE_THE_COMMITTEE
from solidarity.views.requests.adding import add_from
from solidarity.views.requests.pages import consents_in_words, preview_in_words
from solidarity.views.requests.shown import to_file

READ_WRITE = require_http_methods(["GET", "HEAD", "POST"])
State = Request.State
STEP = "solidarity:request-step"
SUMMARY = "solidarity:request-summary"
FORMS = {
    Section.IDENTITY: forms.IdentityForm,
    Section.FINANCES: forms.FinancesForm,
    Section.HELP: forms.HelpForm,
    Section.REASON: forms.ReasonForm,
    Section.PLAN: forms.PlanForm,
    Section.CONSENTS: forms.ConsentsForm,
}
ORDER = list(Section)
#: the id of the form of a section, which documents are sent with
FORM = "section"


@READ_WRITE
@applicant
def request_step(request, fund_request_id, fund_section):
    """One section: of a draft also unfinished, of what was sent whole."""
    found, section = own_request(request, fund_request_id), _section(fund_section)
    if found.state not in (State.DRAFT, *BEFORE_THE_COMMITTEE):
        return to_file(found)
    vault, answers = queries.open_request(found)
    form = section_form(
        section,
        request.POST if request.method == "POST" else None,
        answers=answers,
        found=found,
        user=request.user,
    )
    papers = PapersForm(request if _has_files(request) else None, within=FORM)
    if request.method == "POST" and form.is_valid():
        try:
            save_form(found, form, by=request.user)
        except SolidarityError as error:
            form.add_error(None, sentence(error))
        else:
            if not papers.is_bound or add_from(request, found, papers):
                return _after(request, found, section)
    context = _context(found, vault, answers, section, form)
    context["papers_form"] = papers
    return render(request, "solidarity/requests/step.html", context)


def _has_files(request) -> bool:
    """Tell whether documents came with the section: what was typed is kept with them."""
    return request.method == "POST" and (
        "add" in request.POST or bool(request.FILES) or bool(too_large(request))
    )


def _section(text: str) -> Section:
    try:
        return Section(text)
    except ValueError:
        raise Http404 from None


def section_form(section: Section, data, *, answers: Answers, found: Request, user):
    """Return the form of a section with all that it needs to know."""
    more: dict = {}
    if section == Section.IDENTITY:
        on = timezone.localdate()
        more = {"memberships": memberships_of(user, on=on), "user": user}
    elif section in (Section.HELP, Section.PLAN):
        more = {"terms": queries.terms_now()}
    elif section == Section.CONSENTS:
        more = {"given": queries.consents_of(found).keys()}
    whole = found.state != State.DRAFT
    return FORMS[section](data, answers=answers, whole=whole, **more)


def save_form(found: Request, form, *, by) -> Request:
    """Keep what a valid form says."""
    if form.section == Section.CONSENTS:
        return services.give_consents(found, form.given(), by=by)
    return services.save_section(found, form.section, form.said(), by=by)


def _after(request, found: Request, section: Section):
    if found.state != State.DRAFT:
        messages.success(request, _("Corrected. The committee reads it from now on."))
        return to_file(found)
    if "add" in request.POST:
        return redirect(STEP, fund_request_id=found.uuid, fund_section=section.value)
    if "stay" in request.POST:
        messages.success(request, _("Saved."))
        return redirect(STEP, fund_request_id=found.uuid, fund_section=section.value)
    following = ORDER.index(section) + 1
    if following == len(ORDER):
        return redirect(SUMMARY, fund_request_id=found.uuid)
    return redirect(
        STEP, fund_request_id=found.uuid, fund_section=ORDER[following].value
    )


def _context(found: Request, vault, answers: Answers, section: Section, form) -> dict:
    place = ORDER.index(section)
    context = {
        "found": found,
        "is_draft": found.state == State.DRAFT,
        "section": section.value,
        "label": words.SECTIONS[section],
        "labels": [words.SECTIONS[one] for one in ORDER],
        "number": place + 1,
        "before": ORDER[place - 1].value if place else "",
        "form": form,
    }
    if section == Section.FINANCES:
        context |= ratio_in_words(answers)
    elif section == Section.HELP:
        context["households"] = _households()
    elif section == Section.REASON:
        context |= {
            "count": len(answers.reason.split()),
            "papers": queries.papers_of(found, vault),
            "needed": [Paper.Kind(one).label for one in needed(answers.kind)],
        }
    elif section == Section.PLAN:
        amount = queries.instalment(
            answers, queries.terms_now(), on=timezone.localdate()
        )
        sentence_ = forms.instalment_sentence(amount) if amount else ""
        context["instalment"] = sentence_
    return context


def _households() -> list[dict]:
    """Return the table of households: ceiling, and which help is open to each."""
    terms = queries.terms_now()
    kinds = dict(forms.KINDS)
    return [
        {
            "label": words.HOUSEHOLDS[one],
            "ceiling": terms.scale.ceilings[one],
            "kinds": [kinds[kind] for kind in kinds if kind in terms.open_to[one]],
        }
        for one in Household
    ]


def ratio_in_words(answers: Answers) -> dict:
    """Return the debt ratio with its arithmetic; nothing while a figure is missing."""
    said = (answers.housing, answers.charges, answers.loans, answers.net_income)
    if None in said:
        return {"arithmetic": "", "has_figures": False}
    housing, charges, loans, income = said
    return {
        "has_figures": True,
        "arithmetic": words.ratio_arithmetic(
            housing=housing, charges=charges, loans=loans, net_income=income
        ),
    }


@require_POST
@applicant
def request_ratio(request):
    """The ratio of figures that are being typed: nothing of them is kept."""
    form = forms.FinancesForm(request.POST, answers=Answers(), whole=False)
    form.is_valid()
    said = {
        name: form.cleaned_data.get(name)
        for name in ("net_income", "housing", "charges", "loans")
    }
    context = ratio_in_words(Answers(**said))
    return render(request, "solidarity/requests/_ratio.html", context)


@READ_WRITE
@applicant
def request_summary(request, fund_request_id):
    """All that the draft says, what it lacks, and the button that sends it."""
    found = own_request(request, fund_request_id)
    if request.method == "POST":
        return _send(request, found)
    if found.state != State.DRAFT:
        return to_file(found)
    vault, answers = queries.open_request(found)
    kept, given = queries.papers_of(found, vault), queries.consents_of(found)
    lacks = queries.lacks_of(
        answers, papers={one.row.kind for one in kept}, consents=given
    )
    context = {
        "found": found,
        "sections": list(words_answers.sections_in_words(answers)),
        "papers": kept,
        "consents": consents_in_words(given),
        "lacks": lacks,
        "missing": [
            {
                "section": section.value,
                "label": words.SECTIONS[section],
                "names": [words_answers.LABELS[name] for name in names],
            }
            for section, names in lacks.sections.items()
        ],
        "missing_consents": [
            RequestConsent.Purpose(one).label for one in lacks.consents
        ],
        "lacking_papers": [Paper.Kind(one).label for one in lacks.papers],
        "analysis": None,
    }
    if lacks.may_be_sent:
        terms = queries.terms_now()
        analysis = look(request.user, answers, terms=terms, on=timezone.localdate())
        context |= preview_in_words(analysis, terms.scale)
    return render(request, "solidarity/requests/summary.html", context)


def _send(request, found: Request):
    try:
        services.send_request(found, origin=origin(request), by=request.user)
    except AlreadySent as error:
        messages.info(request, sentence(error))
    except SolidarityError as error:
        messages.error(request, sentence(error))
        return redirect(SUMMARY, fund_request_id=found.uuid)
    else:
        messages.success(request, _("Sent. A confirmation is on its way by e-mail."))
    return to_file(found)
