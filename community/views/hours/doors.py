"""The doors of the exchange of hours: 404 while it is off, to everybody."""

from functools import wraps

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from buildings.models import Module
from community import access

READ_WRITE = require_http_methods(["GET", "HEAD", "POST"])

#: a page for who takes part; it gets ``me``
neighbour = access.neighbour(Module.HOURS)


def council(view):
    """A page of what the council decides about hours; it gets the building."""

    @access.moderator
    @wraps(view)
    def wrapper(request, building, **kwargs):
        if Module.HOURS not in building.modules:
            raise Http404
        return view(request, building, **kwargs)

    return wrapper


def page(request, name: str, *args) -> str:
    """Return the address of a page of this building."""
    return reverse(f"community:{name}", args=[request.access.building.slug, *args])


def board_words(**words) -> dict:
    """Return the words of a page that goes back to the board."""
    return {"back_label": _("Exchange of hours"), **words}
