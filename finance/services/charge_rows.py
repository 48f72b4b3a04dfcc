"""The rows of a draft: written anew by every computation, compared before posting."""

from collections.abc import Sequence

from django.db import connection

from finance.models import ChargeDocument, ChargePiece, ChargeStatement
from finance.queries.charging import Computed, HolderSums
from koprogo.tenancy import current_tenant_id

BATCH = 5_000
INSERT_DIVISIONS = """
INSERT INTO finance_chargecost (tenant_id, statement_id, cost_id, parts, cents)
SELECT %s, %s, cost_id, parts::bigint[], cents::bigint[]
FROM unnest(%s::bigint[], %s::text[], %s::text[]) AS division (cost_id, parts, cents)
"""
LINK_CHARGES = """
UPDATE finance_chargedocument SET charge_id = charged.charge_id
FROM unnest(%s::bigint[], %s::bigint[]) AS charged (document_id, charge_id)
WHERE tenant_id = %s AND id = charged.document_id
"""


def delete_rows(statement: ChargeStatement) -> None:
    """Delete what was computed."""
    for rows in (statement.pieces, statement.costs, statement.documents):
        rows.all().delete()


def write_rows(statement: ChargeStatement, computed: Computed) -> None:
    """Keep every part: a constant number of statements, up to batches of 5,000 rows."""
    ChargePiece.objects.bulk_create(
        (
            ChargePiece(
                statement=statement,
                position=position,
                lot_id=piece.lot_id,
                holding_id=piece.holding_id,
                since=piece.since,
                until=piece.until,
            )
            for position, piece in enumerate(computed.pieces, start=1)
        ),
        batch_size=BATCH,
    )
    _write_divisions(statement, computed)
    ChargeDocument.objects.bulk_create(
        (
            ChargeDocument(
                statement=statement,
                holding_id=holding_id,
                costs=sums.costs,
                private=sums.private,
                occupant=sums.occupant,
                provisions=sums.provisions,
            )
            for holding_id, sums in computed.documents.items()
        ),
        batch_size=BATCH,
    )


def _write_divisions(statement: ChargeStatement, computed: Computed) -> None:
    """Insert the vectors as text; as lists of Django's they would take four seconds."""
    rows = [
        (one.cost_id, _array(one.parts), _array(one.cents)) for one in computed.costs
    ]
    columns = [list(column) for column in zip(*rows, strict=True)] or [[], [], []]
    with connection.cursor() as cursor:
        cursor.execute(INSERT_DIVISIONS, [current_tenant_id(), statement.pk, *columns])


def _array(numbers: Sequence[int]) -> str:
    return "{" + ",".join(map(str, numbers)) + "}"


def is_stored(statement: ChargeStatement, computed: Computed) -> bool:
    """Whether the draft says what the books say now."""
    pieces = statement.pieces.order_by("position")
    documents = statement.documents.values_list(
        "holding_id", "costs", "private", "occupant", "provisions"
    )
    costs = statement.costs.values_list("cost_id", "parts", "cents")
    return (
        list(pieces.values_list("lot_id", "holding_id", "since", "until"))
        == [
            (one.lot_id, one.holding_id, one.since, one.until)
            for one in computed.pieces
        ]
        and {row[0]: HolderSums(*row[1:]) for row in documents} == computed.documents
        and {row[0]: row[1:] for row in costs}
        == {one.cost_id: (one.parts, one.cents) for one in computed.costs}
    )


def link_charges(documents: Sequence[int], charges: Sequence[int]) -> None:
    """Tell each document (primary keys) which charge has its balance."""
    with connection.cursor() as cursor:
        cursor.execute(LINK_CHARGES, [documents, charges, current_tenant_id()])
