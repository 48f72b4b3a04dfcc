"""What a request refuses, told to the person who asks."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from solidarity import errors
from solidarity.errors import requests
from solidarity.needed_papers import MOST


def sentence(error: errors.SolidarityError) -> str:
    """Say why nothing was changed."""
    if isinstance(error, requests.TooManyPapers):
        return ngettext(
            "A request holds %(most)s documents at most: there is room for %(room)s "
            "more.",
            "A request holds %(most)s documents at most: there is room for %(room)s "
            "more.",
            error.room,
        ) % {"most": MOST, "room": error.room}
    return {
        requests.AlreadySent: _("This request was sent already."),
        requests.NotSaidYet: _(
            "Something is missing. The list below says what, and where to fill it in."
        ),
        requests.StaysAsItIs: _(
            "The committee has decided, or the request has ended: it stays as it is."
        ),
        requests.VoteIsOpen: _(
            "The committee is voting on your request. It can be changed again when the "
            "vote is closed."
        ),
        requests.PaperStays: _("The committee has this document before it: it stays."),
        requests.AnsweredAlready: _("This question was answered already."),
        requests.NotWithdrawn: _(
            "This request cannot be withdrawn: it has ended, or an agreement is signed."
        ),
        requests.ConsentStays: _("This consent cannot be withdrawn."),
    }[type(error)]
