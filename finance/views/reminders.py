"""Reminders: propose, send, post, and the levels that say when."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)
from django_htmx.http import HttpResponseClientRefresh

from buildings.access import Permission, require
from buildings.errors import PostedOnWrongDay
from buildings.forms.letters import PostedForm
from buildings.mailings import ways
from buildings.mailings.files import ZIP, zip_to_send
from buildings.mailings.tables import post_table as as_table
from finance.forms.reminders import LevelFormSet, SendForm, WordingForm
from finance.models import Reminder
from finance.queries.bank import in_suspense
from finance.queries.holders import name_holders
from finance.queries.lateness import ladder
from finance.queries.reminders import (
    LANGUAGES,
    LETTERS_IN_ZIP,
    claim_of,
    letter_list,
    own_wordings,
    proposed_reminders,
    reminders_to_post,
    sending_jobs,
    visible_reminders,
    wording_of,
    wordings_by_level,
)
from finance.refusals.reminders import REFUSED, sentence
from finance.services import reminder_letters, reminder_levels
from finance.services import reminders as services
from koprogo.documents.http import attachment
from koprogo.ui.downloads import send_file
from koprogo.ui.exports import send_table


@require_POST
@require(Permission.SEND_REMINDERS)
def propose(request, building):
    """Do now what the night does by itself."""
    many = services.propose_reminders(on=timezone.localdate(), by=request.user)
    text = ngettext("%(many)s reminder is due.", "%(many)s reminders are due.", many)
    none = _("No other reminder is due today.")
    messages.info(request, text % {"many": many} if many else none)
    return redirect("finance:reminders", building.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.SEND_REMINDERS)
def reminders(request, building):
    """What is to be sent, what is being made, and what waits for the post."""
    data = request.POST if request.method == "POST" else None
    form = SendForm(data, reminders=proposed_reminders())
    if request.method == "POST" and form.is_valid():
        try:
            many = services.send_reminders(**form.cleaned_data, by=request.user)
        except REFUSED as error:
            messages.error(request, sentence(error))
        else:
            messages.success(request, _ordered(many))
        return redirect("finance:reminders", building.slug)
    job = sending_jobs(building).first()
    if "HX-Request" in request.headers and not (job and job.is_open):
        # What watched the work: the rest of the page has changed as well.
        return HttpResponseClientRefresh()
    context = {
        "building": building,
        "form": form,
        "job": job,
        "to_post": reminders_to_post().count(),
        "in_suspense": _in_suspense(request.access),
        "in_zip": LETTERS_IN_ZIP,
    }
    return render(request, "finance/reminders/reminders.html", context)


def _in_suspense(access) -> int:
    """Return how many movements may be payments of those who are late: he clears them."""
    return in_suspense().count() if access.allows(Permission.IMPORT_BANK) else 0


@require_POST
@require(Permission.SEND_REMINDERS)
def again(request, building):
    """Take up the work on letters that was given up."""
    services.start_again(building)
    return redirect("finance:reminders", building.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.SEND_REMINDERS)
def posted(request, building):
    data = request.POST if request.method == "POST" else None
    form = PostedForm(data, letters=reminders_to_post())
    if request.method == "POST" and form.is_valid():
        try:
            reminder_letters.mark_reminders_posted(**form.cleaned_data, by=request.user)
        except PostedOnWrongDay as error:
            form.add_error("on", sentence(error))
        else:
            messages.success(request, _("The letters are marked as posted."))
            return redirect("finance:reminders", building.slug)
    context = {"building": building, "form": form}
    return render(request, "finance/reminders/posted.html", context)


@require_safe
@require(Permission.SEND_REMINDERS)
def post_zip(request, building):
    """The first letters that wait for the post, to be printed; none: 404."""
    letters = reminders_to_post()[:LETTERS_IN_ZIP]
    if not letters:
        raise Http404
    zipped = zip_to_send(letters)
    name = f"{building.slug}-reminders-{timezone.localdate()}.zip"
    return send_file(zipped, name=name, content_type=ZIP)


@require_safe
@require(Permission.SEND_REMINDERS)
def post_table(request, building, ending):
    """The list for the post office: who gets which letter, and which are registered."""
    letters = reminders_to_post()
    table = as_table(
        letters, name="reminders", title=_("Reminders by post"), with_accounts=True
    )
    return send_table(table, ending, place=building.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.SEND_REMINDERS)
def levels(request, building):
    found = ladder()
    initial = [
        {
            "days": one.days,
            "cost": one.cost,
            "with_interest": one.with_interest,
            "registered": one.registered,
        }
        for one in found
    ]
    data = request.POST if request.method == "POST" else None
    rows = LevelFormSet(data, initial=initial, prefix="levels")
    if request.method == "POST" and rows.is_valid():
        reminder_levels.set_levels(rows.levels(), by=request.user)
        messages.success(request, _("The levels are changed."))
        return redirect("finance:reminder-levels", building.slug)
    context = {
        "building": building,
        "rows": rows,
        "wordings": wordings_by_level(found),
    }
    return render(request, "finance/reminders/levels.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.SEND_REMINDERS)
def wording(request, building, number, language):
    level = next((one for one in ladder() if one.position == number), None)
    if level is None or language not in LANGUAGES:
        raise Http404
    own = own_wordings()
    mine = own.get((number, language))
    initial = {"subject": mine.subject, "body": mine.body} if mine else None
    form = WordingForm(
        request.POST if request.method == "POST" else None, initial=initial
    )
    if request.method == "POST" and form.is_valid():
        reminder_levels.set_wording(
            number, language=language, **form.cleaned_data, by=request.user
        )
        messages.success(request, _("The text is changed."))
        return redirect("finance:reminder-levels", building.slug)
    context = {
        "building": building,
        "form": form,
        "level": level,
        "spoken": language,
        "name": LANGUAGES[language],
        "usual": wording_of(level, language, {}),
    }
    return render(request, "finance/reminders/wording.html", context)


@require_safe
@require(Permission.SEE_CALLS)
def reminder(request, building, reminder_id):
    """One reminder: what it asked for, how it was computed, and how it went."""
    found = _visible(request, reminder_id)
    name_holders([found])
    ordered = letter_list().filter(reminder=found)
    context = {
        "building": building,
        "reminder": found,
        "claim": claim_of(found),
        "rows": ways(ordered),
        "today": timezone.localdate(),
        "may_see_all": request.access.allows(Permission.SEE_ALL_ACCOUNTS),
        "may_remind": request.access.allows(Permission.SEND_REMINDERS),
    }
    return render(request, "finance/reminders/reminder.html", context)


@require_safe
@require(Permission.SEE_CALLS)
def reminder_letter(request, building, reminder_id):
    found = _visible(request, reminder_id)
    if not found.has_letter:
        raise Http404
    return attachment(found.letter.file)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.SEND_REMINDERS)
def reminder_cancel(request, building, reminder_id):
    found = _visible(request, reminder_id)
    name_holders([found])
    if request.method == "POST":
        try:
            services.cancel_reminder(found, by=request.user)
        except REFUSED as error:
            messages.error(request, sentence(error))
        else:
            messages.success(request, _("The reminder is cancelled."))
        return redirect("finance:holder-arrears", building.slug, found.holding.uuid)
    context = {"building": building, "reminder": found, "holding": found.holding}
    return render(request, "finance/reminders/cancel.html", context)


@require_POST
@require(Permission.SEND_REMINDERS)
def reminder_email(request, building, reminder_id):
    """Try a failed e-mail again, or, with ``by=post``, list its letter for post."""
    found = _visible(request, reminder_id)
    act = reminder_letters.retry_reminder
    if request.POST.get("by") == "post":
        act = reminder_letters.post_reminder_instead
    act(found, by=request.user)
    return redirect("finance:reminder", building.slug, found.uuid)


def _visible(request, reminder_id) -> Reminder:
    found = visible_reminders(request.access).select_related("holding")
    return get_object_or_404(found, uuid=reminder_id)


def _ordered(many: int) -> str:
    if not many:
        return _("Every reminder was on its way already.")
    text = ngettext(
        "%(many)s letter is being made and sent.",
        "%(many)s letters are being made and sent.",
        many,
    )
    return text % {"many": many}
