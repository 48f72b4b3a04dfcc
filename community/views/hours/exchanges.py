"""An exchange between two neighbours, step by step: only the two of them see it."""

from functools import partial

from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from community.exchanging import Act, State, acts, counts_from
from community.forms.hours import AnswerForm, ConfirmForm, DisputeForm, DoneForm
from community.hours_words import duration
from community.queries.hours.accounts import own_exchanges, standing_of, transfer_of
from community.queries.hours.mediators import mediators_of
from community.services.hours import disputes, exchanges
from community.views.acts import ask, attempt, confirm, posted
from community.views.hours.doors import READ_WRITE, neighbour, page
from koprogo.ui.pagination import paginate


def _own(me, exchange_id):
    rows = own_exchanges(me).select_related("said_by", "disputed_by", "mediator")
    return get_object_or_404(rows, uuid=exchange_id)


def _back(request, exchange) -> str:
    """Return where a step goes back to."""
    return page(request, "hours-exchange", exchange.uuid)


def _allowed(exchange, me) -> frozenset[Act]:
    return acts(
        State(exchange.state),
        is_author=exchange.asked_by_id != me.pk,
        has_confirmed=exchange.said_by_id == me.pk,
    )


@require_safe
@neighbour
def hours_exchanges(request, me):
    """One's own exchanges, the latest first."""
    found = paginate(request, own_exchanges(me), size=20)
    context = {
        "building": request.access.building,
        "page": found,
        "rows": [(row, row.other(me).name, row.giver_id == me.pk) for row in found],
    }
    return render(request, "community/hours/exchanges.html", context)


@require_safe
@neighbour
def hours_exchange(request, me, exchange_id):
    """One exchange: how it stands, and what comes next."""
    exchange = _own(me, exchange_id)
    allowed = _allowed(exchange, me)
    transfer = transfer_of(exchange) if Act.UNDO in allowed else None
    is_done = exchange.state == State.DONE
    is_disputed = exchange.state == State.DISPUTED
    context = {
        "building": request.access.building,
        "exchange": exchange,
        "me": me,
        "other": exchange.other(me),
        "gives": exchange.giver_id == me.pk,
        "may": {act.value: act in allowed for act in Act},
        "transfer": transfer,
        "mirror": getattr(transfer, "mirror", None),
        "standing": standing_of(me) if Act.CONFIRM in allowed else None,
        "counts_from": counts_from(exchange.said_at) if is_done else None,
        "has_mediator": is_disputed and mediators_of(exchange).exists(),
    }
    return render(request, "community/hours/exchange.html", context)


@READ_WRITE
@neighbour
def hours_answer(request, me, exchange_id):
    """Accept or decline what a neighbour asks."""
    exchange = _own(me, exchange_id)
    return ask(
        request,
        AnswerForm(posted(request)),
        partial(_answer, exchange, me=me),
        done=_("Your neighbour was told."),
        back=_back(request, exchange),
        words={
            "title": _("Answer %(name)s") % {"name": exchange.other(me).name},
            "lead": exchange.text,
            "submit": _("Send"),
            "back_label": _("Exchange"),
        },
    )


def _answer(exchange, *, verdict: str, answer: str, me, by):
    act = exchanges.accept if verdict == "yes" else exchanges.decline
    return act(exchange, answer=answer, me=me, by=by)


@READ_WRITE
@neighbour
def hours_withdraw(request, me, exchange_id):
    """Call it off before it is done."""
    exchange = _own(me, exchange_id)
    return confirm(
        request,
        partial(exchanges.withdraw, exchange, me=me),
        done=_("It is called off, and your neighbour was told."),
        back=_back(request, exchange),
        words={
            "title": _("Call it off?"),
            "question": _("Nothing is counted. You can ask again at any time."),
            "submit": _("Call it off"),
            "back_label": _("Exchange"),
        },
    )


@READ_WRITE
@neighbour
def hours_done(request, me, exchange_id):
    """Say that it is done, and how long it took."""
    exchange = _own(me, exchange_id)
    first = {"done_on": exchange.done_on or timezone.localdate()}
    if exchange.minutes:
        first["hours"], first["minutes"] = divmod(exchange.minutes, 60)
    lead = _("%(name)s confirms it; without a word, it counts after 14 days.")
    return ask(
        request,
        DoneForm(posted(request), initial=first),
        partial(exchanges.say_done, exchange, me=me),
        done=_("Your neighbour is asked to confirm it."),
        back=_back(request, exchange),
        words={
            "title": _("It is done"),
            "lead": lead % {"name": exchange.other(me).name},
            "submit": _("Send"),
            "back_label": _("Exchange"),
        },
    )


@READ_WRITE
@neighbour
def hours_confirm(request, me, exchange_id):
    """Agree to what the other one said: it is counted at once."""
    exchange = _own(me, exchange_id)
    gives = exchange.giver_id == me.pk
    words = {"name": exchange.other(me).name, "long": duration(exchange.minutes or 0)}
    lead = _("You gave %(name)s %(long)s. Your balance rises by as much.")
    if not gives:
        lead = _("%(name)s gave you %(long)s. Your balance falls by as much.")
    return ask(
        request,
        ConfirmForm(posted(request), initial={"minutes": exchange.minutes}),
        partial(exchanges.confirm, exchange, me=me),
        done=_("It is counted. Thank you both."),
        back=_back(request, exchange),
        words={
            "title": _("Confirm it?"),
            "lead": lead % words,
            "submit": _("Confirm"),
            "back_label": _("Exchange"),
        },
    )


@READ_WRITE
@neighbour
def hours_dispute(request, me, exchange_id):
    """Bring it before a mediator."""
    exchange = _own(me, exchange_id)
    return ask(
        request,
        DisputeForm(posted(request)),
        partial(disputes.dispute, exchange, me=me),
        done=_("A mediator looks at it. Until then nothing is counted."),
        back=_back(request, exchange),
        words={
            "title": _("You do not agree?"),
            "lead": _(
                "Speak with each other first: whoever is asked to confirm may also "
                "name another duration. A mediator is a neighbour whom the council named."
            ),
            "submit": _("Ask a mediator"),
            "back_label": _("Exchange"),
        },
    )


@READ_WRITE
@neighbour
def hours_undo(request, me, exchange_id):
    """Ask the other one to undo what was counted by mistake."""
    exchange = _own(me, exchange_id)
    return confirm(
        request,
        partial(disputes.ask_to_undo, exchange, me=me),
        done=_("Your neighbour is asked to agree."),
        back=_back(request, exchange),
        words={
            "title": _("Undo it?"),
            "question": _(
                "If your neighbour agrees, a second entry takes back the first. Both "
                "stay in your accounts to be read."
            ),
            "submit": _("Ask to undo it"),
            "back_label": _("Exchange"),
        },
    )


@require_POST
@neighbour
def hours_undo_answer(request, me, exchange_id):
    """Agree that it is undone, or leave it as it is."""
    exchange = _own(me, exchange_id)
    agrees = request.POST.get("answer") == "yes"
    act = disputes.agree_to_undo if agrees else disputes.refuse_to_undo
    done = _("It is undone.") if agrees else _("It stays as it was counted.")
    attempt(request, partial(act, exchange, me=me, by=request.user), done=done)
    return redirect(_back(request, exchange))
