"""Documents of a call as a page shows them: preview and issued look the same."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet

from buildings.access import Access
from buildings.models import Holding, Lot, Ownership
from buildings.queries import named_holdings
from finance.division import HolderPart
from finance.models import Call, CallDocument, CallItem, CallLine
from finance.queries.accounts import DueKey, holdings_of, settlements
from finance.queries.explanation import ExplainedLine, explain_document
from finance.queries.holders import name_holders
from finance.settlement import OpenItem, together


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
    state: OpenItem[DueKey] | None = None

    @property
    def total(self) -> Decimal:
        return self.working + self.reserve


def preview(
    items: Sequence[CallItem],
    parts: Sequence[HolderPart],
    *,
    holdings: Mapping[int, Holding] | None = None,
) -> list[ShownDocument]:
    """Show divided parts of a draft: a constant number of statements.

    ``holdings``: those of the parts, with party and names, if they are at hand.
    """
    by_item = {item.pk: item for item in items}
    holdings = holdings or _holdings({part.holding_id for part in parts})
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
        .select_related("item__version", "item__key", "item__works", "lot")
        .order_by("item__position", "lot__position", "pk")
    )
    for line in rows:
        lines[line.document_id].append(line)
    states = _states(holdings)
    return [
        ShownDocument(
            holding=holdings[document.holding_id],
            working=document.working,
            reserve=document.reserve,
            lines=explain_document(lines[document.pk]),
            document=document,
            state=states.get(DueKey.of(document)),
        )
        for document in documents
    ]


@dataclass(frozen=True, slots=True)
class PartRow:
    """What one holding owes for its lots (codes), EUR, in a list of all of them.

    ``document`` and ``state`` (what is paid) are None in a draft.
    """

    holding: Holding
    lots: Sequence[str]
    reserve: Decimal
    total: Decimal
    document: CallDocument | None = None
    state: OpenItem[DueKey] | None = None


def draft_rows(
    parts: Sequence[HolderPart], holdings: QuerySet[Holding], *, on: date
) -> list[PartRow]:
    """List what ``holdings`` would pay of a draft divided on that day: one statement.

    Names are not fetched yet: ``name_holders`` does it for those that are shown.
    """
    bearing = {lot.lot_id for part in parts for lot in part.lots}
    held = Ownership.objects.on(on).filter(holding=OuterRef("pk"), lot__in=bearing)
    codes = ArraySubquery(held.order_by("lot__position", "lot").values("lot__code"))
    payers = holdings.filter(pk__in=[part.holding_id for part in parts])
    found = {holding.pk: holding for holding in payers.annotate(lots=codes)}
    return [
        PartRow(
            found[part.holding_id],
            found[part.holding_id].lots,
            part.reserve,
            part.total,
        )
        for part in parts
        if part.holding_id in found
    ]


def document_rows(documents: Sequence[CallDocument]) -> list[PartRow]:
    """List issued documents, which have their holding at hand: five statements."""
    name_holders(documents)
    lots = _lots_of(documents)
    states = _states({document.holding_id for document in documents})
    return [
        PartRow(
            holding=document.holding,
            lots=lots[document.pk],
            reserve=document.reserve,
            total=document.total,
            document=document,
            state=states.get(DueKey.of(document)),
        )
        for document in documents
    ]


def own_parts(calls: Iterable[Call], access: Access) -> dict[int, OpenItem[DueKey]]:
    """Return what calls (by primary key) ask from this person, with what is paid of it.

    His accounts count together; a cancelled call asks for nothing. Two statements.
    """
    documents = list(
        CallDocument.objects.filter(
            call__in=[call.pk for call in calls], holding__in=holdings_of(access)
        ).order_by("pk")
    )
    states = _states({document.holding_id for document in documents})
    found: dict[int, list[OpenItem[DueKey]]] = {}
    for document in documents:
        if state := states.get(DueKey.of(document)):
            found.setdefault(document.call_id, []).append(state)
    return {call: together(items) for call, items in found.items()}


def _lots_of(documents: Sequence[CallDocument]) -> dict[int, list[str]]:
    """Return the codes of the lots in each document, in the order of the deed."""
    found: dict[int, list[str]] = {document.pk: [] for document in documents}
    rows = CallLine.objects.filter(document__in=found).values_list(
        "lot__position", "lot_id", "lot__code", "document_id"
    )
    for _position, _lot, code, document_id in sorted(set(rows)):
        found[document_id].append(code)
    return found


def _states(holdings: Iterable[int]) -> dict[DueKey, OpenItem[DueKey]]:
    """Return what is paid of each document of these holdings (primary keys)."""
    return {
        item.due.id: item
        for settlement in settlements(holdings).values()
        for item in settlement.items
    }


def _holdings(keys: set[int]) -> dict[int, Holding]:
    found = named_holdings(Holding.objects.filter(pk__in=keys)).select_related("party")
    return {holding.pk: holding for holding in found}
