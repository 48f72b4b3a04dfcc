"""The co-owners in the month of a building: numbers, never who."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from finance import cockpit
from finance.cockpit_proofs.telling import Told, counted, day_of, in_a_month, sentences
from finance.queries.cockpit import Month
from finance.queries.cockpit_tallies import Letters


def calls(month: Month) -> Told:
    drafts, running = month.owners.call_drafts, month.instalment
    period = running and running.period
    is_called = bool(running and running.is_called)
    of_period = cockpit.instalment(period, is_called=is_called, on=month.on)
    of_drafts = cockpit.work(drafts.many, done=0, on=month.on, due_on=drafts.first)
    proof = sentences([_instalment(month), _drafts(month)])
    if running is None or is_called or drafts.many:
        page = ("finance:calls",)
    else:
        page = ("finance:budget-instalments", running.budget.uuid)
    return Told(cockpit.worst(of_period, of_drafts), proof, page)


def _instalment(month: Month) -> str:
    running = month.instalment
    if running is None:
        return _("No budget in force asks for provisions.")
    values = {
        "since": day_of(running.period.since),
        "last_day": day_of(running.period.last_day),
    }
    if running.is_called:
        return _("Called up to %(last_day)s.") % values
    return _("Nothing was called for %(since)s to %(last_day)s.") % values


def _drafts(month: Month) -> str:
    many = month.owners.call_drafts.many
    if not many:
        return ""
    return ngettext(
        "%(many)s draft is to be issued.", "%(many)s drafts are to be issued.", many
    ) % {"many": many}


def letters(month: Month) -> Told:
    found = month.letters
    of_calls = found.of_calls.many + found.unmade.many
    only_statements = found.of_statements.many and not of_calls
    state = cockpit.work(
        of_calls + found.of_statements.many,
        done=int(found.sent_on is not None),
        on=month.on,
        due_on=found.unmade.first,
    )
    page = "finance:charge-statements" if only_statements else "finance:calls"
    return Told(state, _of_letters(found), (page,))


def _of_letters(found: Letters) -> str:
    unmade, waiting = found.unmade.many, found.of_calls.many + found.of_statements.many
    left = []
    if unmade:
        text = ngettext(
            "%(many)s call has no letters yet.",
            "%(many)s calls have no letters yet.",
            unmade,
        )
        left.append(text % {"many": unmade})
    if waiting:
        left.append(_to_post(waiting))
    if left:
        return sentences(left)
    if found.sent_on:
        return _("The last letter was sent on %(day)s.") % {
            "day": day_of(found.sent_on)
        }
    return _("No letter has been sent yet.")


def _to_post(many: int) -> str:
    return ngettext(
        "%(many)s letter is to be sent or posted.",
        "%(many)s letters are to be sent or posted.",
        many,
    ) % {"many": many}


def reminders(month: Month) -> Told:
    proposed, sent = month.owners.proposed, month.owners.reminded
    posting = month.letters.of_reminders
    proof = counted(
        proposed,
        sent,
        waiting=ngettext(
            "%(many)s reminder is to be sent, since %(day)s.",
            "%(many)s reminders are to be sent, the first since %(day)s.",
            proposed.many,
        ),
        was_done=_("The last reminder is of %(day)s."),
        nothing=_("No reminder was due in the last 35 days."),
    )
    of_letters = cockpit.work(posting.many, done=0, on=month.on)
    found = cockpit.worst(in_a_month(month, proposed, sent), of_letters)
    if posting.many:
        proof = sentences([proof, _to_post(posting.many)])
    return Told(found, proof, ("finance:reminders",))


def plans(month: Month) -> Told:
    broken, running = month.owners.broken, month.owners.running
    kept = ngettext(
        "%(many)s plan runs, and is kept.",
        "%(many)s plans run, and are kept.",
        running.many,
    )
    proof = counted(
        broken,
        running,
        waiting=ngettext(
            "%(many)s plan was not kept, and nobody has reminded since.",
            "%(many)s plans were not kept, and nobody has reminded since.",
            broken.many,
        ),
        was_done=kept,
        nothing=_("No plan runs."),
    )
    found = cockpit.work(broken.many, done=running.many, on=month.on)
    return Told(found, proof, ("finance:arrears",))


def contests(month: Month) -> Told:
    left, done = month.owners.contested, month.owners.settled
    proof = counted(
        left,
        done,
        waiting=ngettext(
            "%(many)s line is contested, since %(day)s.",
            "%(many)s lines are contested, the first since %(day)s.",
            left.many,
        ),
        was_done=_("The last file was closed on %(day)s."),
        nothing=_("Nobody contests a line."),
    )
    return Told(in_a_month(month, left, done), proof, ("finance:contests",))


def sales(month: Month) -> Told:
    waiting, under_way = month.requests, month.owners.sales
    if waiting:
        first = waiting[0].document
        proof = ngettext(
            "%(many)s request waits, until %(day)s.",
            "%(many)s requests wait, the first until %(day)s.",
            len(waiting),
        ) % {"many": len(waiting), "day": day_of(first.due_on)}
        found = cockpit.work(len(waiting), done=0, on=month.on, due_on=first.due_on)
        return Told(found, proof, ("finance:sale", first.sale.uuid))
    proof = (
        _("Every request of the sales under way is answered.")
        if under_way.many
        else _("No sale is under way.")
    )
    found = cockpit.work(0, done=under_way.many, on=month.on)
    return Told(found, proof, ("finance:sales",))
