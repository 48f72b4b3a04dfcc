"""The fiscal year in the month of a building."""

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from finance import cockpit
from finance.cockpit_proofs.telling import Told, counted, day_of, in_a_month
from finance.fiscal_year import year_name
from finance.queries.cockpit import Month


def meters(month: Month) -> Told:
    in_use = month.meters.in_use.many
    missing = 0 if month.is_read else month.meters.unread.many
    day = {"day": day_of(month.read_on)}
    if missing:
        proof = ngettext(
            "%(many)s meter was not read near %(day)s.",
            "%(many)s meters were not read near %(day)s.",
            missing,
        ) % {"many": missing, **day}
    elif in_use and month.is_read:
        last = month.read_on - timedelta(days=1)
        proof = _("The year that ended on %(day)s is settled.") % {"day": day_of(last)}
    elif in_use:
        proof = ngettext(
            "%(many)s meter was read near %(day)s.",
            "All %(many)s meters were read near %(day)s.",
            in_use,
        ) % {"many": in_use, **day}
    else:
        proof = _("There are no meters.")
    found = cockpit.readings(missing, meters=in_use, day=month.read_on, on=month.on)
    return Told(found, proof, ("finance:meters",))


def year(month: Month) -> Told:
    ended = month.ended
    found = cockpit.year_end(
        ended and ended.year.until, closed=month.closed, on=month.on
    )
    if ended is None:
        proof = (
            _("Every year that is over is closed.")
            if month.closed
            else _("No fiscal year is over yet.")
        )
        return Told(found, proof, ("finance:years",))
    name = {"year": year_name(ended.year.since, ended.year.until)}
    proof = (
        _("%(year)s is settled and not closed.") % name
        if ended.is_settled
        else _("%(year)s is not settled.") % name
    )
    return Told(found, proof, ("finance:year", ended.year.year))


def questions(month: Month) -> Told:
    left, done = month.owners.asked, month.owners.answered
    proof = counted(
        left,
        done,
        waiting=ngettext(
            "%(many)s question waits for an answer, since %(day)s.",
            "%(many)s questions wait for an answer, the first since %(day)s.",
            left.many,
        ),
        was_done=_("The last question was answered on %(day)s."),
        nothing=_("The auditor asks nothing."),
    )
    return Told(in_a_month(month, left, done), proof, ("finance:audit",))
