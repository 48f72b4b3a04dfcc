"""Entries of one's own, works, and the end of a fiscal year."""

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from buildings.access import Permission
from koprogo.slots import AuditTarget, AuditWords

BOOKS = _("Books")

WORDS = {
    "own_entry.booked": AuditWords(
        BOOKS,
        _("The entry %(entry)s was booked by hand: %(reason)s"),
        Permission.SEE_ALL_ACCOUNTS,
        _("An entry was booked by hand."),
    ),
    "own_entry.taken_back": AuditWords(
        BOOKS,
        _("An entry that was booked by hand was taken back: %(reason)s"),
        Permission.SEE_ALL_ACCOUNTS,
        _("An entry that was booked by hand was taken back."),
    ),
    "works.added": AuditWords(
        BOOKS, _("The works “%(title)s” were noted: %(decision)s")
    ),
    "works.ended": AuditWords(
        BOOKS,
        _(
            "The works “%(object)s” were ended (%(decision)s): %(called)s € were called, "
            "%(spent)s € spent."
        ),
    ),
    "year.carried": AuditWords(
        BOOKS,
        _(
            "The result of the fiscal year was carried by the entry %(entry)s: "
            "%(reserve_carried)s € to the reserve fund, %(works_carried)s € for works in progress."
        ),
    ),
}

TARGETS = {"finance.Works": AuditTarget("works", F("title"), "finance:works-one")}

VALUES = {
    "called": _("Called"),
    "reserve_carried": _("To the reserve fund"),
    "spent": _("Spent"),
    "works_carried": _("Works in progress"),
}
