"""The invoices of suppliers in the month of a building."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from finance import cockpit
from finance.cockpit_proofs.telling import Told, counted, day_of, sentences
from finance.queries.cockpit import Month


def invoices(month: Month) -> Told:
    waiting = month.invoices
    stages = [
        ("submitted", waiting.submitted, _("To be approved: %(many)s.")),
        ("approved", waiting.approved, _("To be booked: %(many)s.")),
        ("draft", waiting.drafts, _("Drafts: %(many)s.")),
    ]
    left = [(name, tally, text) for name, tally, text in stages if tally.many]
    due_on = min((tally.first for _name, tally, _text in left), default=None)
    found = cockpit.work(
        len(left), done=waiting.booked.many, on=month.on, due_on=due_on
    )
    proof = sentences(text % {"many": tally.many} for _name, tally, text in left)
    query = f"?status={left[0][0]}" if left else ""
    return Told(found, proof or _booked(month), ("finance:invoices",), query)


def _booked(month: Month) -> str:
    booked = month.invoices.booked
    text = ngettext(
        "%(many)s invoice is booked, of %(day)s.",
        "All %(many)s invoices are booked, the last of %(day)s.",
        booked.many,
    )
    if not booked.many:
        return _("There is no invoice yet.")
    return text % {"many": booked.many, "day": day_of(booked.last)}


def payment_file(month: Month) -> Told:
    left, ordered = month.invoices.to_order, month.invoices.ordered
    proof = counted(
        left,
        ordered,
        waiting=ngettext(
            "%(many)s invoice is in no file of payments; it is due on %(day)s.",
            "%(many)s invoices are in no file of payments; the first is due on %(day)s.",
            left.many,
        ),
        was_done=_("The last payments were ordered for %(day)s."),
        nothing=_("Nothing is to be paid in the next seven days."),
    )
    found = cockpit.work(left.many, done=ordered.many, on=month.on, due_on=left.first)
    return Told(found, proof, ("finance:order-new" if left.many else "finance:orders",))


def paid(month: Month) -> Told:
    late, booked = month.invoices.overdue, month.invoices.booked
    proof = counted(
        late,
        booked,
        waiting=ngettext(
            "%(many)s invoice is not paid; it was due on %(day)s.",
            "%(many)s invoices are not paid; the first was due on %(day)s.",
            late.many,
        ),
        was_done=_("No invoice that is booked is overdue."),
        nothing=_("There is no invoice yet."),
    )
    found = cockpit.work(late.many, done=booked.many, on=month.on, due_on=late.first)
    return Told(found, proof, ("finance:invoices",), "?status=open")
