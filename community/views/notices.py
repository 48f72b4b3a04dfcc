"""The notice board: what neighbours tell each other, and events to come to."""

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

from buildings.access import Permission
from buildings.models import Module
from community.access import neighbour
from community.exports.calendars import event_file
from community.forms.posts import ComingForm, EventForm, MeetingFields, NoticeForm
from community.kinds import KINDS, Kind
from community.models import Event
from community.models.posts import KIND_LABELS
from community.queries.events import coming_up, gathering
from community.queries.posts import cards, searched, shown_to
from community.services import events, posts
from community.views.acts import ask, posted
from community.views.posts import address, find_own, find_post, said
from koprogo.ui.origin import origin
from koprogo.ui.pagination import paginate

READ_WRITE = require_http_methods(["GET", "HEAD", "POST"])
board = neighbour(Module.NOTICES)
ON_A_PAGE, EVENTS_ON_TOP = 20, 3


def _list(request) -> str:
    return reverse("community:notices", args=[request.access.building.slug])


@require_safe
@board
def notices(request, me):
    """What stands there, pinned first; by kind, by words."""
    kind, search = request.GET.get("kind", ""), request.GET.get("q", "").strip()
    rows = searched(shown_to(me, [Module.NOTICES]), search)
    if kind in KINDS["notices"]:
        rows = rows.filter(kind=kind)
    page = paginate(request, rows, size=ON_A_PAGE)
    context = {
        "building": request.access.building,
        "kind": kind,
        "kinds": [pair for pair in KIND_LABELS if pair[0] in KINDS["notices"]],
        "search": search,
        "page": page,
        "cards": cards(page.object_list, me=me),
        "events": [] if kind or search else coming_up(me)[:EVENTS_ON_TOP],
    }
    return render(request, "community/notices/notices.html", context)


@require_safe
@board
def notice(request, me, post_id):
    """One notice, what is said under it, and who comes."""
    found = find_post(request, me, post_id, Module.NOTICES)
    event = Event.objects.filter(post=found).select_related("post").first()
    gathered = gathering(event, me=me) if event else None
    mine = gathered.mine if gathered else None
    context = said(request, found, me) | {
        "gathering": gathered,
        "coming_form": ComingForm(
            initial={"answer": mine.answer, "people": mine.people} if mine else None
        ),
        "may_pin": request.access.allows(Permission.MODERATE),
        "is_pinned": found.is_pinned,
    }
    return render(request, "community/notices/notice.html", context)


@require_safe
@board
def event_calendar(request, me, post_id):
    """One event as a file for one's own calendar."""
    found = find_post(request, me, post_id, Module.NOTICES)
    event = get_object_or_404(Event.objects.select_related("post"), post=found)
    building, now = request.access.building, timezone.now()
    return event_file(event, building=building, origin=origin(request), now=now)


@READ_WRITE
@board
def notice_new(request, me):
    """Put up an announcement, a ride, childcare, something lost or found."""
    return ask(
        request,
        NoticeForm(request if request.method == "POST" else None),
        partial(posts.write_post, me=me),
        done=_("It stands on the board now."),
        back=_list(request),
        words={
            "title": _("Put up a notice"),
            "lead": _("All neighbours who take part see it, by the name you chose."),
            "submit": _("Put it up"),
            "back_label": Module.NOTICES.label,
        },
    )


@READ_WRITE
@board
def event_new(request, me):
    """Call an event."""
    form = EventForm(request if request.method == "POST" else None)

    def act(*, uuid, title, text, photos, by, **_meeting):
        return events.call_event(
            form.meeting(),
            uuid=uuid,
            title=title,
            text=text,
            photos=photos,
            me=me,
            by=by,
        )

    return ask(
        request,
        form,
        act,
        done=_("The event stands on the board now."),
        back=_list(request),
        words={
            "title": _("Call an event"),
            "lead": _("Neighbours see it and say whether they come."),
            "submit": _("Call it"),
            "back_label": Module.NOTICES.label,
        },
    )


@READ_WRITE
@board
def notice_edit(request, me, post_id):
    """Say one's own notice otherwise."""
    found = find_own(request, me, post_id, Module.NOTICES)
    names = ("title", "text", "expires_on", "kind")
    form = NoticeForm(
        request if request.method == "POST" else None,
        initial={name: getattr(found, name) for name in names},
    )
    for name in ("photos", "uuid"):
        del form.fields[name]
    if found.kind == Kind.EVENT:
        for name in ("kind", "expires_on"):
            del form.fields[name]
    return ask(
        request,
        form,
        partial(posts.change_post, found, me=me),
        done=_("It is changed."),
        back=address(request, found),
        words=_edit_words(found),
    )


@READ_WRITE
@board
def event_move(request, me, post_id):
    """Change when or where; who comes is told."""
    found = find_own(request, me, post_id, Module.NOTICES)
    event = get_object_or_404(Event, post=found)
    names = ("begins_at", "ends_at", "place", "seats")
    initial = {name: getattr(event, name) for name in names}
    form = MeetingFields(posted(request), initial=initial)

    def act(*, by, **_said):
        events.move_event(found, form.meeting(), me=me, origin=origin(request), by=by)

    return ask(
        request,
        form,
        act,
        done=_("It is changed; who comes gets a mail."),
        back=address(request, found),
        words=_edit_words(found),
    )


def _edit_words(found) -> dict:
    return {
        "title": _("Change"),
        "lead": found.title,
        "submit": _("Save"),
        "back_label": found.title,
    }


@require_POST
@board
def coming(request, me, post_id):
    """Say whether one comes."""
    found = find_post(request, me, post_id, Module.NOTICES)
    event = get_object_or_404(Event, post=found)
    return ask(
        request,
        ComingForm(posted(request)),
        partial(events.answer, event, me=me),
        done=_("Your answer is noted."),
        back=address(request, found),
        words={
            "title": _("Do you come?"),
            "lead": found.title,
            "submit": pgettext("verb", "Answer"),
            "back_label": found.title,
        },
    )
