"""Documents of a call as a page shows them: preview and issued look the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from buildings.models import Holding, Lot
from buildings.queries import named_holdings
from finance.division import HolderPart
from finance.models import CallDocument, CallItem, CallLine
from finance.queries.accounts import settlements
from finance.queries.explanation import ExplainedLine, explain_document
from finance.settlement import OpenItem


@dataclass(frozen=True, slots=True)
class ShownDocument:
    """What one holding owes, with the arithmetic; EUR.

    ``document`` and ``state`` (what is paid) are None in a preview.
    """

    holding: Holding
    working: Decimal
    reserve: Decimal
    lines: list[ExplainedLine]
    document: CallDocument | None = None
    state: OpenItem[int] | None = None

    @property
    def total(self) -> Decimal:
        return self.working + self.reserve


def preview(
    items: Sequence[CallItem], parts: Sequence[HolderPart]
) -> list[ShownDocument]:
    """Show divided parts of a draft: a constant number of statements."""
    by_item = {item.pk: item for item in items}
    holdings = _holdings({part.holding_id for part in parts})
    lots = Lot.objects.in_bulk({lot.lot_id for part in parts for lot in part.lots})
    return [
        ShownDocument(
            holding=holdings[part.holding_id],
            working=part.working,
            reserve=part.reserve,
            lines=explain_document(
                CallLine(
                    item=by_item[lot.item_id],
                    lot=lots[lot.lot_id],
                    parts=lot.parts,
                    amount=lot.amount,
                )
                for lot in part.lots
            ),
        )
        for part in parts
    ]


def shown(documents: Sequence[CallDocument]) -> list[ShownDocument]:
    """Show issued documents with what is paid: a constant number of statements."""
    holdings = _holdings({document.holding_id for document in documents})
    lines: dict[int, list[CallLine]] = {document.pk: [] for document in documents}
    rows = (
        CallLine.objects.filter(document__in=lines)
        .select_related("item__version", "item__key", "lot")
        .order_by("item__position", "lot__position", "pk")
    )
    for line in rows:
        lines[line.document_id].append(line)
    states = {
        item.due.id: item
        for settlement in settlements(holdings).values()
        for item in settlement.items
    }
    return [
        ShownDocument(
            holding=holdings[document.holding_id],
            working=document.working,
            reserve=document.reserve,
            lines=explain_document(lines[document.pk]),
            document=document,
            state=states.get(document.pk),
        )
        for document in documents
    ]


def _holdings(keys: set[int]) -> dict[int, Holding]:
    found = named_holdings(Holding.objects.filter(pk__in=keys)).select_related("party")
    return {holding.pk: holding for holding in found}
