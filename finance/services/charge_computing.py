"""Who computes a statement of charges: the request of a small building, or the worker."""

from django.db import transaction

from buildings.models import Lot
from finance.errors import FinanceError
from finance.errors.charge_statements import StatementPosted
from finance.models import ChargeStatement
from finance.queries.charge_overview import computing_key
from finance.services.charge_statements import compute_statement
from koprogo.jobs.services import enqueue

# Two seconds of work on a small server.
MOST_AT_ONCE = 200
COMPUTING = "finance.compute_charges"


@transaction.atomic
def start_computing(statement: ChargeStatement, *, by) -> bool:
    """Compute a draft, or have the worker do it; return whether it is computed now.

    Raises:
        StatementPosted: it is a draft no more.
        What ``compute_statement`` raises, when it is done at once.
    """
    if Lot.objects.count() <= MOST_AT_ONCE:
        compute_statement(statement, by=by)
        return True
    locked = ChargeStatement.objects.select_for_update().get(pk=statement.pk)
    if locked.is_posted:
        raise StatementPosted(locked)
    locked.computed_at = None
    locked.save(update_fields=["computed_at"])
    enqueue(
        COMPUTING,
        tenant_id=locked.tenant_id,
        by=by,
        key=computing_key(locked),
        statement_id=locked.pk,
    )
    return False


def compute_later(statement_id: int, *, by) -> None:
    """Compute a draft in the worker. What refuses it is told by the page of the draft,
    which looks for itself and in the language of its reader.
    """
    statement = ChargeStatement.objects.filter(pk=statement_id).first()
    if statement is None:
        return
    try:
        compute_statement(statement, by=by)
    except FinanceError:
        return
