"""The points of a meeting: opened, voted, closed, and what they came to."""

from functools import partial

from django.db.models import prefetch_related_objects
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from buildings.access import Permission, require
from buildings.wording import either
from governance import result_words
from governance.forms.meeting import (
    CHOICES,
    NOT_VOTED,
    AmendForm,
    BallotForm,
    BoxForm,
    ConflictForm,
    ReasonForm,
)
from governance.forms.meeting_members import MemberBoxForm, MemberConflictForm
from governance.queries.console import entries, turnout
from governance.queries.members import called_members, members_of
from governance.queries.proceedings import point_of as point_in_words
from governance.queries.proceedings import result_to_json
from governance.queries.voting import motion_of, secrecy_of
from governance.services import meeting as services
from governance.services.secret import count_box
from governance.services.typing_in import all_for_except, type_in
from governance.views.acts import ask, attempt, begun, page_of, point_of
from governance.views.people import fits, page_of_people, part_shown, searched

READ_WRITE = ["GET", "HEAD", "POST"]


@require_safe
@require(Permission.HOLD_ASSEMBLIES, asbl=True)
def meeting_item(request, building, assembly_id, item_id):
    """A point: what is voted, who has voted how, and what it came to."""
    assembly = begun(request, building, assembly_id)
    page = page_of(request, building, assembly)
    stages = page["console"].agenda
    stage = next((one for one in stages if one.item.uuid == item_id), None)
    if stage is None:
        raise Http404
    context = page | {
        "item": stage.item,
        "stage": stage,
        "progress": stage.progress,
        "motion": motion_of(stage.item, stage.progress, get_language() or ""),
        "choices": [*CHOICES, NOT_VOTED],
        "turnout": None,
        "entries": [],
        "search": "",
        "part": "",
    }
    if stage.progress.is_voted:
        context |= _vote(request, page["console"].meeting, stage.item, page["names"])
    if stage.result:
        context |= _result(page["console"].meeting, stage.item, page["names"])
    return render(request, "governance/meeting/item.html", context)


def _vote(request, meeting, item, names) -> dict:
    """Return who has voted; of those who may vote, the part that is asked for."""
    id_ = str(item.uuid)
    found = {"turnout": turnout(meeting, id_)}
    if meeting.open_item == id_:
        search = searched(request)
        rows = [
            one
            for one in entries(meeting, id_, names)
            if fits(search, one.name, one.lots, one.holder)
        ]
        found["entries"] = page_of_people(request, rows)
        found |= {"search": search, "part": part_shown(request)}
    if item.is_secret:
        found["risk"] = secrecy_of(meeting.powers(id_))
    return found


def _result(meeting, item, names) -> dict:
    prefetch_related_objects([item], "conflicts__holding")
    point = point_in_words(meeting, item, names)
    figures = result_to_json(point)
    return {
        "point": point,
        "figures": figures,
        "arithmetic": result_words.arithmetic(point.item.majority, figures),
        "robustness": result_words.how_it_holds(point),
    }


@require_http_methods(["POST"])
@require(Permission.HOLD_ASSEMBLIES, asbl=True)
def item_open(request, building, assembly_id, item_id):
    return _do(request, building, assembly_id, item_id, services.open_item)


@require_http_methods(["POST"])
@require(Permission.HOLD_ASSEMBLIES, asbl=True)
def item_close(request, building, assembly_id, item_id):
    return _do(request, building, assembly_id, item_id, services.close_item)


def _do(request, building, assembly_id, item_id, act):
    assembly = begun(request, building, assembly_id)
    item = point_of(assembly, item_id)
    attempt(request, partial(act, item))
    return redirect(*_back(building, item))


@require_http_methods(["POST"])
@require(Permission.HOLD_ASSEMBLIES, asbl=True)
def item_votes(request, building, assembly_id, item_id):
    """Type in the whole room: what is marked, and everybody else for, if that is asked."""
    assembly = begun(request, building, assembly_id)
    item = point_of(assembly, item_id)
    page = page_of(request, building, assembly)
    marked, known = {}, {value for value, _label in [*CHOICES, NOT_VOTED]}
    found = entries(page["console"].meeting, str(item.uuid), page["names"])
    for entry in found:
        choice = request.POST.get(f"head_{entry.head}")
        # As the page showed it: who voted by phone since is not typed over.
        was = request.POST.get(f"was_{entry.head}")
        if choice in known and choice != was:
            marked |= {line.id: choice for line in entry.lines}
    is_all = "others" in request.POST
    who = {"operator": str(request.user)}
    if is_all:
        act = partial(all_for_except, item, marked, **who)
    else:
        reason = _("Said in the room")
        act = partial(type_in, item, marked, channel="room", reason=reason, **who)
    attempt(request, act, _("The ballots are counted."))
    return redirect(redirect(*_back(building, item)).url + part_shown(request))


@require_http_methods(READ_WRITE)
@require(Permission.HOLD_ASSEMBLIES, asbl=True)
def item_ballot(request, building, assembly_id, item_id, holding_id):
    """Type in the ballot of one holding, from paper or by word of mouth."""
    assembly = begun(request, building, assembly_id)
    item = point_of(assembly, item_id)
    page = page_of(request, building, assembly)
    found = entries(page["console"].meeting, str(item.uuid), page["names"])
    entry = next((one for one in found if one.head == str(holding_id)), None)
    if entry is None or item.is_secret:
        raise Http404
    form = BallotForm(request.POST if request.method == "POST" else None, entry=entry)

    def act(**tap):
        said = form.cleaned_data
        return type_in(
            item,
            form.by_line,
            channel=said["channel"],
            reason=said["reason"],
            person=entry.person,
            operator=str(request.user),
            **tap,
        )

    words = {
        "title": _("Ballot of %(name)s") % {"name": entry.name},
        "lead": _("Point %(number)s: %(title)s") % _named(item),
        "submit": _("Count it"),
    }
    done = _("The ballot of %(name)s is counted.") % {"name": entry.name}
    back = _back(building, item)
    return ask(request, page, form, act, done=done, back=back, words=words)


@require_http_methods(READ_WRITE)
@require(Permission.HOLD_ASSEMBLIES, asbl=True)
def item_box(request, building, assembly_id, item_id):
    """Count the slips of a secret ballot that were put into a box."""
    assembly = begun(request, building, assembly_id)
    item = point_of(assembly, item_id)
    page = page_of(request, building, assembly)
    meeting, id_ = page["console"].meeting, str(item.uuid)
    if not item.is_secret:
        raise Http404
    counted = meeting.powers(id_).counted
    waiting = [
        (entry, counted[entry.head])
        for entry in entries(meeting, id_, page["names"])
        if counted[entry.head] and not entry.has_voted
    ]
    data = request.POST if request.method == "POST" else None
    if request.access.is_of_members:
        heads = {entry.head for entry, _votes in waiting}
        find = _find_members(assembly, heads)
        form = MemberBoxForm(data, waiting=waiting, find=find)
    else:
        form = BoxForm(data, waiting=waiting)
    words = {
        "title": _("Slips in the box"),
        "lead": _("Point %(number)s: %(title)s") % _named(item),
        "submit": _("Count them"),
    }
    return ask(
        request,
        page,
        form,
        lambda **tap: count_box(item, form.cleaned_data["heads"], form.slips, **tap),
        done=_("The slips are counted. Nobody can change them any more."),
        back=_back(building, item),
        words=words | {"item": item},
        template="governance/meeting/box.html",
    )


@require_http_methods(READ_WRITE)
@require(Permission.HOLD_ASSEMBLIES, asbl=True)
def item_conflict(request, building, assembly_id, item_id):
    assembly = begun(request, building, assembly_id)
    item = point_of(assembly, item_id)
    page = page_of(request, building, assembly)
    voters = {
        head.id: head.voter for head in page["console"].meeting.roll.heads.values()
    }
    heads = {head: page["names"][head] for head, voter in voters.items() if voter}
    data = request.POST if request.method == "POST" else None
    if request.access.is_of_members:
        form = MemberConflictForm(data, find=_find_members(assembly, heads))
    else:
        form = ConflictForm(data, heads=heads)

    def act(**tap):
        said = form.cleaned_data
        who = (
            {"person": voters[said["head"]]} if said["wide"] else {"head": said["head"]}
        )
        return services.declare_conflict(item, reason=said["reason"], **who, **tap)

    words = {
        "title": _("Conflict of interest"),
        "lead": either(
            _(
                "Who is employed by the association, or works for it, does not vote on his "
                "own task (art. 3.87 §9). His votes stay in the totals."
            ),
            _(
                "Who has an interest of his own in the decision does not vote on it. His votes stay in the totals."
            ),
        ),
        "submit": _("Note it"),
    }
    done = _("The conflict of interest is noted.")
    back = _back(building, item)
    return ask(request, page, form, act, done=done, back=back, words=words)


@require_http_methods(READ_WRITE)
@require(Permission.HOLD_ASSEMBLIES, asbl=True)
def item_amend(request, building, assembly_id, item_id):
    assembly = begun(request, building, assembly_id)
    item = point_of(assembly, item_id)
    page = page_of(request, building, assembly)
    texts = page["console"].meeting.item(str(item.uuid)).amendments
    form = AmendForm(
        request.POST if request.method == "POST" else None,
        item=item,
        languages=building.languages or ["nl", "fr", "de", "en"],
        now=texts[-1].text if texts else {},
    )
    words = {
        "title": _("Amend the decision"),
        "lead": _(
            "The meeting may improve the text, and not decide something that is not on "
            "the agenda. The minutes show what had been proposed."
        ),
        "submit": _("Put this text to the vote"),
    }
    return ask(
        request,
        page,
        form,
        lambda **tap: services.amend(
            item, text=form.text, reason=form.cleaned_data["reason"], **tap
        ),
        done=_("The text is amended."),
        back=_back(building, item),
        words=words,
    )


@require_http_methods(READ_WRITE)
@require(Permission.HOLD_ASSEMBLIES, asbl=True)
def item_postpone(request, building, assembly_id, item_id):
    words = {
        "title": _("Postpone the point"),
        "lead": _("It can still be opened later in this meeting."),
        "submit": _("Postpone it"),
    }
    act, done = services.postpone_item, _("The point is postponed.")
    return _with_reason(request, building, assembly_id, item_id, act, done, words)


@require_http_methods(READ_WRITE)
@require(Permission.HOLD_ASSEMBLIES, asbl=True)
def item_reopen(request, building, assembly_id, item_id):
    words = {
        "title": _("Reopen the vote"),
        "lead": _(
            "The ballots stay and can be changed; the result is that of the next "
            "closing. The minutes tell why."
        ),
        "submit": _("Reopen it"),
    }
    act, done = services.reopen_item, _("The vote is open again.")
    return _with_reason(request, building, assembly_id, item_id, act, done, words)


def _with_reason(request, building, assembly_id, item_id, act, done, words):
    assembly = begun(request, building, assembly_id)
    item = point_of(assembly, item_id)
    page = page_of(request, building, assembly)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    return ask(
        request,
        page,
        form,
        lambda **tap: act(item, **form.cleaned_data, **tap),
        done=done,
        back=_back(building, item),
        words=words,
    )


def _find_members(assembly, heads):
    """Return what finds, by name, a member of the list of voters among ``heads``."""

    def find(text):
        known = members_of(assembly, today=assembly.day)
        return called_members(text, [one for one in known if str(one.uuid) in heads])

    return find


def _named(item) -> dict:
    return {"number": item.position, "title": item.title}


def _back(building, item) -> tuple:
    return (
        "governance:meeting-item",
        building.slug,
        item.assembly.uuid,
        item.uuid,
    )
