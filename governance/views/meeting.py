"""The console of a meeting: who is there, the bureau, opening and end."""

from functools import partial

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from buildings.access import Permission, require
from buildings.wording import either
from governance.errors.base import GovernanceError
from governance.forms.meeting import BureauForm, RemarkForm
from governance.forms.meeting_members import MemberBureauForm, MemberRemarkForm
from governance.queries.console import seats, suspended
from governance.queries.members import called, voters_of
from governance.refusals.meeting import sentence
from governance.services import meeting as services
from governance.services.roll import take_roll
from governance.views.acts import (
    ask,
    attempt,
    begun,
    client_id,
    held,
    page_of,
)
from governance.views.people import fits, page_of_people, part_shown, searched

#: what the buttons of the attendance list do
MOVES = {
    "room": partial(services.arrive_together, way="room"),
    "remote": partial(services.arrive_together, way="remote"),
    "left": services.leave_together,
    "back": services.return_together,
}


@require_safe
@require(Permission.HOLD_ASSEMBLIES, asbl=True)
def meeting(request, building, assembly_id):
    """Where the meeting is, and what comes next."""
    assembly = held(request, building, assembly_id)
    if assembly.roll_taken_at is None:
        context = {
            "building": building,
            "assembly": assembly,
            "too_early": assembly.day > timezone.localdate(),
        }
        return render(request, "governance/meeting/before.html", context)
    page = page_of(request, building, assembly)
    people = seats(page["console"].meeting, page["names"])
    context = page | {"people": len(people)}
    return render(request, "governance/meeting/console.html", context)


@require_http_methods(["POST"])
@require(Permission.HOLD_ASSEMBLIES, asbl=True)
def roll(request, building, assembly_id):
    """Freeze who votes, and open the attendance list."""
    assembly = held(request, building, assembly_id)
    try:
        take_roll(assembly, by=request.user)
    except GovernanceError as error:
        messages.error(request, sentence(error))
    else:
        messages.success(request, _("The attendance list is open."))
    return _console(building, assembly)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.HOLD_ASSEMBLIES, asbl=True)
def attendance(request, building, assembly_id):
    """One row for each person who may come, with the buttons of what he does."""
    assembly = begun(request, building, assembly_id)
    if request.method == "POST":
        _move(request, assembly)
        here = redirect("governance:meeting-attendance", building.slug, assembly.uuid)
        return redirect(here.url + part_shown(request))
    page = page_of(request, building, assembly)
    found = seats(page["console"].meeting, page["names"])
    search = searched(request)
    context = page | {
        "search": search,
        "page": page_of_people(
            request,
            [one for one in found if fits(search, one.name, one.lots, *one.principals)],
        ),
        "here": sum(seat.way is not None for seat in found),
        "all": len(found),
        "suspended": suspended(page["console"].meeting, page["names"]),
    }
    return render(request, "governance/meeting/attendance.html", context)


def _move(request, assembly) -> None:
    """Do what the button of a row says, or one of those for all rows that are ticked."""
    sent = request.POST
    for move, act in MOVES.items():
        if move in sent:
            _together(request, assembly, act, [sent[move]])
    act = MOVES.get(sent.get("ticked", ""))
    if act is not None:
        _together(request, assembly, act, sent.getlist("person"))


def _together(request, assembly, act, persons: list[str]) -> None:
    persons = [person for person in persons if person]
    try:
        refused = act(assembly, persons, by=request.user, client_id=client_id(request))
    except GovernanceError as error:
        messages.error(request, sentence(error))
        return
    for text in dict.fromkeys(sentence(error) for _person, error in refused):
        messages.error(request, text)
    done = len(dict.fromkeys(persons)) - len(refused)
    if done:
        text = ngettext("Noted.", "Noted for %(count)s people.", done)
        messages.success(request, text % {"count": done})
    elif not persons:
        messages.error(request, _("Nobody was ticked."))


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.HOLD_ASSEMBLIES, asbl=True)
def bureau(request, building, assembly_id):
    assembly = begun(request, building, assembly_id)
    page = page_of(request, building, assembly)
    known = page["console"].meeting.bureau
    data = request.POST if request.method == "POST" else None
    first = {
        "chair": known and known.chair,
        "secretary": known.secretary if known else str(request.user),
    }
    if request.access.is_of_members:
        first["chair"] = page["console"].chair
        form = MemberBureauForm(data, find=_who_is_here(page), initial=first)
    else:
        people = seats(page["console"].meeting, page["names"])
        form = BureauForm(data, seats=people, initial=first)
    return ask(
        request,
        page,
        form,
        lambda **tap: services.name_bureau(assembly, **form.cleaned_data, **tap),
        done=_("The bureau is noted."),
        back=_back(building, assembly),
        words={
            "title": _("Chair and secretary"),
            "lead": either(
                _("Whoever is noted as present and votes for a lot can preside."),
                _("Whoever is noted as present and votes for a member can preside."),
            ),
            "submit": _("Name them"),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.HOLD_ASSEMBLIES, asbl=True)
def open_meeting(request, building, assembly_id):
    """Show the quorum before it is fixed, and open the meeting."""
    done = _("The meeting is open.")
    template = "governance/meeting/open.html"
    return _sure(request, building, assembly_id, services.open_meeting, template, done)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.HOLD_ASSEMBLIES, asbl=True)
def adjourn(request, building, assembly_id):
    """End a first session that has no quorum."""
    done = _("The meeting is adjourned. Convene the second session.")
    template = "governance/meeting/adjourn.html"
    return _sure(request, building, assembly_id, services.adjourn, template, done)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.HOLD_ASSEMBLIES, asbl=True)
def close_meeting(request, building, assembly_id):
    done = _("The meeting is closed. Its minutes can be drawn up.")
    template = "governance/meeting/close.html"
    return _sure(request, building, assembly_id, services.close_meeting, template, done)


def _sure(request, building, assembly_id, act, template, done):
    """Ask whether it is meant, then do it."""
    assembly = begun(request, building, assembly_id)
    if request.method == "POST":
        attempt(request, partial(act, assembly), done)
        return _console(building, assembly)
    return render(request, template, page_of(request, building, assembly))


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.HOLD_ASSEMBLIES, asbl=True)
def remark(request, building, assembly_id):
    """Write down what somebody wants to read in the minutes, on the point that is open."""
    assembly = begun(request, building, assembly_id)
    page = page_of(request, building, assembly)
    current = page["console"].current
    data = request.POST if request.method == "POST" else None
    if request.access.is_of_members:
        form = MemberRemarkForm(data, find=_who_came(page))
    else:
        form = RemarkForm(data, seats=seats(page["console"].meeting, page["names"]))

    def act(**tap):
        said = form.cleaned_data
        return services.add_remark(
            assembly,
            text=said["text"],
            person=said["person"] or None,
            item=current and current.item,
            **tap,
        )

    lead = _("It stands in the minutes, with the time.")
    if current:
        lead = _("It stands in the minutes below point %(number)s.") % {
            "number": current.item.position
        }
    return ask(
        request,
        page,
        form,
        act,
        done=_("The remark is noted."),
        back=_back(building, assembly),
        words={"title": _("Remark"), "lead": lead, "submit": _("Note it")},
    )


def _who_is_here(page):
    """Return what finds, by name, a voter of the ASBL who is here."""
    here = page["console"].meeting.present
    return lambda text: called(
        text, [one for one in _voters(page) if str(one.uuid) in here]
    )


def _who_came(page):
    """Return what finds, by name, a voter of the ASBL who is or was here."""
    movements = page["console"].meeting.movements
    return lambda text: called(
        text, [one for one in _voters(page) if movements(str(one.uuid))]
    )


def _voters(page):
    return voters_of(page["assembly"], today=timezone.localdate())


def _back(building, assembly) -> tuple:
    return ("governance:meeting", building.slug, assembly.uuid)


def _console(building, assembly):
    return redirect(*_back(building, assembly))
