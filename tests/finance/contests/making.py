"""Contested lines of Les Acacias, through the services."""

from buildings.models import Owner
from finance.models import CallLine, ChargeDocument
from finance.queries.charge_documents import charge_line
from finance.services import contests as services
from tests import cast
from tests.finance import factories
from tests.finance.charge_statements import shown as charges

ORIGIN = "https://koprogo.example"
WHY = "The lift does not stop at my floor."
OMAR = {"code": "H1", "lot": "A", "owner": "omar"}
JEAN = {"code": "H3", "lot": "C", "owner": "jean"}


def call_line(*, code="H1", lot="A", owner="", call=None) -> CallLine:
    """A line of an issued call."""
    call = call or factories.issued()
    rows = CallLine.objects.select_related(
        "document__call", "document__holding", "item__key", "lot"
    )
    return rows.filter(
        document__call=call, document__holding__code=code, lot__code=lot
    ).order_by("item__position")[0]


def call_of(many):
    """A call with so many items."""
    items = [factories.item("10.00", label=f"Item {number}") for number in range(many)]
    return factories.issued(*items)


def on_a_call(*, owner="omar", text=WHY, by=None, **of):
    """A file of a line of a new call to Omar, or to somebody else."""
    return contest_call(call_line(**of), owner=owner, text=text, by=by)


def contest_call(line, *, owner="omar", text=WHY, by=None):
    return services.contest_call_line(
        line,
        owner=Owner.objects.get(code=owner),
        text=text,
        origin=ORIGIN,
        by=by or cast.user("omar"),
    )


def charge_document(statement=None, *, code="H1") -> ChargeDocument:
    """What a holding reads of a posted statement of charges."""
    statement = statement or charges.standing()
    rows = statement.documents.select_related("statement", "holding")
    return rows.get(holding__code=code)


def cost_of(document, label="Cleaning"):
    """Everybody bears the cleaning, Omar alone the lock."""
    return document.statement.costs.get(cost__label=label).cost


def on_charges(document=None, *, label="Cleaning", owner="omar", text=WHY):
    """A file of a cost in a posted statement of Omar's."""
    document = document or charge_document()
    return services.contest_charge_line(
        document,
        charge_line(document, cost_of(document, label).uuid),
        owner=Owner.objects.get(code=owner),
        text=text,
        origin=ORIGIN,
        by=cast.user("omar"),
    )


def answer(contest, text="It stops there since May.", *, by="sophie"):
    return services.answer_contest(contest, text=text, origin=ORIGIN, by=cast.user(by))


def reply(contest, text="Not on Sundays.", *, by="omar"):
    return services.reply_contest(contest, text=text, origin=ORIGIN, by=cast.user(by))


def close(contest, outcome="explained", text="It does.", *, by="sophie"):
    return services.close_contest(
        contest, outcome=outcome, text=text, origin=ORIGIN, by=cast.user(by)
    )


def withdraw(contest, *, by="omar"):
    return services.withdraw_contest(contest, origin=ORIGIN, by=cast.user(by))


# What stands in addresses


def things():
    """A file of Omar's, and lines of his that are not contested.

    The document of the call and the statement of charges are made elsewhere, before.
    """
    posted = ChargeDocument.objects.filter(statement__posted_at__isnull=False)
    latest = posted.filter(holding__code="H1").order_by("pk").last()
    contest = on_charges(latest, label="Lock")
    answer(contest)
    return {
        "contest_id": contest.uuid,
        "position": 1,
        "called_lot_id": cast.lot("A").uuid,
        "cost_id": cost_of(latest).uuid,
    }


def lively():
    """Files in every state; return the pages of a syndic below the building."""
    waiting = on_a_call()
    on_charges()
    answered = on_a_call()
    answer(answered)
    close(on_a_call())
    withdraw(on_a_call())
    return [
        "contests/",
        "contests/?state=closed",
        f"contests/{waiting.uuid}/",
        f"contests/{waiting.uuid}/answer/",
        f"contests/{waiting.uuid}/close/",
        f"contests/{answered.uuid}/",
    ]


def pages_of_a_co_owner():
    """The same for Omar, with the lines that he may contest."""
    file, line = on_charges(), call_line()
    document = charge_document()
    cost = cost_of(document)
    return [
        "contests/",
        f"contests/{file.uuid}/",
        f"contests/{file.uuid}/reply/",
        f"contests/{file.uuid}/withdraw/",
        f"documents/{line.document.uuid}/",
        f"documents/{line.document.uuid}/contest/1/{line.lot.uuid}/",
        f"statements/documents/{file.document.uuid}/",
        f"statements/documents/{document.uuid}/contest/{cost.uuid}/",
    ]


# For requests that use something up: Sophie's part is Jean's.


def _line(_method):
    line = call_line(**JEAN)
    return {"document_id": line.document.uuid, "called_lot_id": line.lot.uuid}


def _cost(_method):
    document = charge_document(code="H3")
    return {
        "charge_document_id": document.uuid,
        "cost_id": cost_of(document).uuid,
    }


def _file(_method):
    return {"contest_id": on_a_call(**JEAN).uuid}


MAKERS = {
    _line: ("{called_lot_id}/contest/",),
    _cost: ("{cost_id}/contest/",),
    _file: (
        "{contest_id}/",
        "{contest_id}/reply/",
        "{contest_id}/answer/",
        "{contest_id}/close/",
        "{contest_id}/withdraw/",
    ),
}


def bodies(_real):
    return {
        "POST contests/{contest_id}/close/": {"outcome": "accepted", "text": "Sorry."},
    }
