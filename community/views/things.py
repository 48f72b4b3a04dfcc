"""What neighbours lend each other: the catalogue, a thing, and one's own."""

from functools import partial

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from buildings.models import Module
from community.access import neighbour
from community.forms.bookings import CatalogueForm, ThingForm
from community.models import Bookable, Neighbour
from community.queries.bookings import catalogue, own_things
from community.queries.calendars import week_of
from community.queries.posts import first_photos
from community.queries.reviews import reviews_of_thing
from community.services import bookables as services
from community.views.acts import ask, confirm
from community.views.booking_pages import address, of_thing, page_of, sent
from koprogo.ui.pagination import paginate

ON_A_PAGE = 24
READ_WRITE = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@neighbour(Module.LENDING)
def things(request, me):
    """What can be borrowed here, as one searches it."""
    form = CatalogueForm(request.GET)
    asked = form.asked()
    page = paginate(request, catalogue(me, **asked), size=ON_A_PAGE)
    photos = {row.post_id: row for row in first_photos([row.post_id for row in page])}
    context = {
        "building": request.access.building,
        "me": me,
        "form": form,
        "asked": any(asked.values()),
        "page": page,
        "rows": [(row, photos.get(row.post_id)) for row in page],
    }
    return render(request, "community/bookings/things.html", context)


@require_safe
@neighbour(Module.LENDING)
def my_things(request, me):
    """What he lends himself."""
    context = {
        "building": request.access.building,
        "page": paginate(request, own_things(me)),
    }
    return render(request, "community/bookings/my_things.html", context)


@require_safe
@of_thing
def thing(request, me, bookable):
    """A thing: what it is, when it is free, and what others say who borrowed it."""
    return _shown(request, me, bookable, is_keeper=bookable.post.author_id == me.pk)


def _shown(request, me, bookable: Bookable, *, is_keeper: bool):
    now = timezone.now()
    context = {
        "building": request.access.building,
        "bookable": bookable,
        "is_keeper": is_keeper,
        "is_author": is_keeper,
        "photos": bookable.post.photos.all(),
        "days": week_of(bookable, timezone.localdate(now), me=me, now=now),
        "reviews": reviews_of_thing(bookable, me=me, now=now)[:20],
        "book": page_of(request, bookable, "-book"),
        "calendar": page_of(request, bookable, "-calendar"),
    }
    return render(request, "community/bookings/bookable.html", context)


@READ_WRITE
@neighbour(Module.LENDING)
def thing_new(request, me):
    return ask(
        request,
        ThingForm(sent(request)),
        partial(services.add_thing, me=me),
        done=_("Your neighbours can borrow it from now on."),
        back=address(request, "my-things"),
        words={
            "title": _("Lend something"),
            "lead": _("You stay its owner, and decide who gets it."),
            "submit": _("Offer it"),
            "back_label": _("What I lend"),
        },
    )


def _own(request, me: Neighbour, thing_id) -> Bookable:
    found = get_object_or_404(own_things(me), post__uuid=thing_id)
    if found.post.closed_at is not None or found.post.hidden_at is not None:
        raise Http404
    return found


@READ_WRITE
@neighbour(Module.LENDING)
def thing_edit(request, me, thing_id):
    """Describe one's own thing otherwise."""
    found = _own(request, me, thing_id)
    form = ThingForm(sent(request), initial=ThingForm.shown(found))
    return ask(
        request,
        form.without_photos(),
        partial(services.change_thing, found, now=timezone.now()),
        done=_("It is changed."),
        back=page_of(request, found),
        words={
            "title": _("Change what you lend"),
            "lead": _("Bookings that are there stay as they are."),
            "submit": _("Save"),
            "back_label": found.post.title,
        },
    )


@READ_WRITE
@neighbour(Module.LENDING)
def thing_close(request, me, thing_id):
    """Lend one's own thing no more."""
    found = _own(request, me, thing_id)
    return confirm(
        request,
        partial(services.close_thing, found, me=me, now=timezone.now()),
        done=_("It is lent no more."),
        back=address(request, "my-things"),
        words={
            "title": _("Lend it no more?"),
            "question": _(
                "Bookings that have not begun end, and who made them is told. Who has "
                "it now brings it back as agreed."
            ),
            "submit": _("Lend it no more"),
            "back_label": _("What I lend"),
        },
    )
