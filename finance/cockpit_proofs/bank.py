"""The bank in the month of a building."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from finance import cockpit
from finance.cockpit_proofs.telling import (
    Told,
    counted,
    day_of,
    in_a_month,
    money,
    sentences,
)
from finance.queries.cockpit import Month
from finance.queries.reconciliation import BankState


def statements(month: Month) -> Told:
    last = [one.last.statement.closed_on if one.last else None for one in month.bank]
    found = cockpit.bank_statements(last, on=month.on)
    is_done = found.state == cockpit.State.DONE
    return Told(
        found,
        sentences(map(_last_statement, month.bank))
        or _("The building has no bank account."),
        ("finance:bank",) if is_done else ("finance:bank-import",),
    )


def _last_statement(account: BankState) -> str:
    if account.last is None:
        return _("%(account)s: no statement.") % {"account": account.label}
    return _("%(account)s: last statement of %(day)s.") % {
        "account": account.label,
        "day": day_of(account.last.statement.closed_on),
    }


def suspense(month: Month) -> Told:
    left, read = month.movements.suspense, month.movements.movements
    proof = counted(
        left,
        read,
        waiting=ngettext(
            "%(many)s movement is in suspense, since %(day)s.",
            "%(many)s movements are in suspense, the first since %(day)s.",
            left.many,
        ),
        was_done=_("Every movement up to %(day)s is matched."),
        nothing=_("The bank has not told of any movement yet."),
    )
    return Told(in_a_month(month, left, read), proof, ("finance:bank-suspense",))


def reconciliation(month: Month) -> Told:
    told = [one for one in month.bank if one.last]
    wrong = [one for one in told if one.gaps or not one.last.is_sound]
    found = cockpit.work(len(wrong), done=len(told), on=month.on)
    proof = sentences(map(_agreement, told))
    return Told(found, proof or _("There is no statement yet."), ("finance:bank",))


def _agreement(account: BankState) -> str:
    values = {"account": account.label, "day": day_of(account.last.statement.closed_on)}
    if account.gaps:
        return ngettext(
            "%(account)s: statements are missing in %(many)s place.",
            "%(account)s: statements are missing in %(many)s places.",
            len(account.gaps),
        ) % {**values, "many": len(account.gaps)}
    if not account.last.is_sound:
        return _(
            "%(account)s: on %(day)s the books and the bank differ by %(amount)s."
        ) % {**values, "amount": money(abs(account.last.difference))}
    return _("%(account)s: the same as on the statement of %(day)s.") % values


def transfer(month: Month) -> Told:
    asked = month.transfer
    if asked.amount:
        proof = _("%(amount)s of the reserve are still on the working account.") % {
            "amount": money(asked.amount)
        }
    elif asked.received:
        proof = _("%(amount)s were received for the reserve, and are there.") % {
            "amount": money(asked.received)
        }
    else:
        proof = _("Nothing was received for the reserve.")
    left, done = int(asked.amount > 0), int(asked.received > 0)
    found = cockpit.work(left, done=done, on=month.on)
    return Told(found, proof, ("finance:transfer",))
