"""Exchanges of hours by the API, step by step: only the two of them see one."""

from django.shortcuts import get_object_or_404

from buildings.models import Module
from community.api import hours_shapes as shapes
from community.api.doors import neighbour
from community.errors import hours as errors
from community.exchanging import Act, State, acts, counts_from
from community.models import HoursExchange, Neighbour
from community.queries.hours.accounts import own_exchanges, transfer_of, waiting_for
from community.services.hours import disputes
from community.services.hours import exchanges as services
from koprogo.api.operations import Listing, operation
from koprogo.api.views import ApiView

here = neighbour(Module.HOURS)
NOW = (errors.NotNow,)


class ExchangesView(ApiView):
    tag = "hours"


def line(row: HoursExchange, me: Neighbour) -> dict:
    """Return an exchange as one of both has it in a list."""
    return {
        "row": row,
        "other": row.other(me),
        "gives": row.giver_id == me.pk,
        "is_asked_by_me": row.asked_by_id == me.pk,
    }


def shown(row: HoursExchange, me: Neighbour) -> dict:
    """Return it with what comes next."""
    allowed = acts(
        State(row.state),
        is_author=row.asked_by_id != me.pk,
        has_confirmed=row.said_by_id == me.pk,
    )
    transfer = transfer_of(row) if Act.UNDO in allowed else None
    is_undone = getattr(transfer, "mirror", None) is not None
    if Act.UNDO in allowed and (transfer is None or is_undone):
        allowed -= {Act.UNDO}
    wished, said = row.mirror_asked_by_id, row.said_by_id
    return line(row, me) | {
        "is_said_by_me": None if said is None else said == me.pk,
        "counts_from": counts_from(row.said_at) if row.state == State.DONE else None,
        "is_undone": is_undone,
        "undo_asked_by_me": None if wished is None else wished == me.pk,
        "may": sorted(allowed),
    }


def _own(me: Neighbour, exchange_id) -> HoursExchange:
    rows = own_exchanges(me).select_related("said_by", "disputed_by", "mediator")
    return get_object_or_404(rows, uuid=exchange_id)


class Exchanges(ExchangesView):
    @here
    @operation(page_of=shapes.ExchangeLine)
    def get(self, request, me):
        """Your exchanges, the latest first."""
        return Listing(own_exchanges(me), lambda page: [line(row, me) for row in page])


class WaitingExchanges(ExchangesView):
    @here
    @operation(list_of=shapes.ExchangeLine)
    def get(self, request, me):
        """The exchanges in which it is your turn."""
        return [line(row, me) for row in waiting_for(me)]


class Exchange(ExchangesView):
    @here
    @operation(answer=shapes.ExchangeDetail)
    def get(self, request, me, exchange_id):
        """One exchange: how it stands, and what you may do."""
        return shown(_own(me, exchange_id), me)


class ExchangeAnswer(ExchangesView):
    @here
    @operation(body=shapes.HoursAnswerBody, answer=shapes.ExchangeDetail, refuses=NOW)
    def post(self, request, me, exchange_id):
        """Accept or decline what a neighbour asks."""
        row, said = _own(me, exchange_id), self.read()
        act = services.accept if said.pop("verdict") == "yes" else services.decline
        act(row, **said, me=me, by=request.user)
        return shown(_own(me, exchange_id), me)


class ExchangeWithdrawal(ExchangesView):
    @here
    @operation(answer=shapes.ExchangeDetail, refuses=NOW)
    def post(self, request, me, exchange_id):
        """Call it off before it is done."""
        services.withdraw(_own(me, exchange_id), me=me, by=request.user)
        return shown(_own(me, exchange_id), me)


class ExchangeDone(ExchangesView):
    @here
    @operation(
        body=shapes.HoursDoneBody,
        answer=shapes.ExchangeDetail,
        refuses=(*NOW, errors.TooLong, errors.DoneLater),
    )
    def post(self, request, me, exchange_id):
        """Say that it is done and how long it took; the other one confirms."""
        row = _own(me, exchange_id)
        services.say_done(row, **self.read(), me=me, by=request.user)
        return shown(_own(me, exchange_id), me)


class ExchangeConfirmation(ExchangesView):
    @here
    @operation(
        body=shapes.HoursConfirmBody,
        answer=shapes.ExchangeDetail,
        refuses=(*NOW, errors.ChangedMeanwhile, errors.BeyondLimit),
    )
    def post(self, request, me, exchange_id):
        """Agree to the minutes that the other one said: they are counted, once."""
        row = _own(me, exchange_id)
        services.confirm(row, **self.read(), me=me, by=request.user)
        return shown(_own(me, exchange_id), me)


class ExchangeDispute(ExchangesView):
    @here
    @operation(body=shapes.HoursDisputeBody, answer=shapes.ExchangeDetail, refuses=NOW)
    def post(self, request, me, exchange_id):
        """Bring it before a mediator: nothing is counted until he has decided."""
        row = _own(me, exchange_id)
        disputes.dispute(row, **self.read(), me=me, by=request.user)
        return shown(_own(me, exchange_id), me)


class ExchangeUndo(ExchangesView):
    @here
    @operation(answer=shapes.ExchangeDetail, refuses=(*NOW, errors.Undone))
    def post(self, request, me, exchange_id):
        """Ask the other one to undo what was counted by mistake."""
        disputes.ask_to_undo(_own(me, exchange_id), me=me, by=request.user)
        return shown(_own(me, exchange_id), me)


class ExchangeUndoAnswer(ExchangesView):
    @here
    @operation(
        body=shapes.UndoAnswerBody,
        answer=shapes.ExchangeDetail,
        refuses=(*NOW, errors.Undone, errors.BeyondLimit),
    )
    def post(self, request, me, exchange_id):
        """Agree that it is undone by a second entry, or leave it as it is."""
        row, agrees = _own(me, exchange_id), self.read()["agrees"]
        act = disputes.agree_to_undo if agrees else disputes.refuse_to_undo
        act(row, me=me, by=request.user)
        return shown(_own(me, exchange_id), me)
