"""What a holding reads of its statement of charges: why do I pay this?"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from buildings.models import Holding, Lot
from buildings.queries import named_holdings
from finance import chart
from finance.charging.charges import ChargedCost
from finance.charging.costs import Basis as DividedBy
from finance.charging.costs import Kind, percent_of
from finance.charging.explanation import explain
from finance.charging.tenures import Piece
from finance.models import (
    Basis,
    ChargeCost,
    ChargeDocument,
    ChargePiece,
    ChargeStatement,
    Cost,
    MeterGroup,
)
from finance.queries.accounts import CHARGE, DueKey, settlements
from finance.queries.charging import net_provisions, window_of
from finance.queries.divisions import divisions_of
from finance.queries.explanation import ExplainedStep, Unit
from finance.settlement import OpenItem
from koprogo.ledger.models import Account
from koprogo.money import from_cents

ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class CostLine:
    """What a holding bears of one cost, EUR, and how that was computed.

    ``occupant``: what of ``part`` an occupant bears. ``steps``: none where the amount
    was given. ``lots``: the parts of each of his lots that bears some of it.
    ``exempt``: how many lots a judgment exempts; ``own_exempt``: which of his. Whose the
    others are is not said: it would tell who was in court.
    """

    cost: Cost
    kind: Kind
    part: Decimal
    occupant: Decimal
    lots: Sequence[tuple[Lot, Decimal, Decimal]]
    steps: Sequence[ExplainedStep]
    exempt: int
    own_exempt: Sequence[Lot]

    @property
    def owner(self) -> Decimal:
        return self.part - self.occupant


@dataclass(frozen=True, slots=True)
class AccountLines:
    """The lines on one account of the chart."""

    account: Account
    lines: Sequence[CostLine]

    @property
    def code(self) -> str:
        return self.account.code

    @property
    def label(self) -> str:
        """What the building calls the account, or else the chart, in the active language."""
        return self.account.name or chart.standard_label(self.account.code)

    @property
    def amount(self) -> Decimal:
        """What all holders together bear of these costs."""
        return sum((line.cost.amount for line in self.lines), ZERO)

    @property
    def part(self) -> Decimal:
        return sum((line.part for line in self.lines), ZERO)

    @property
    def occupant(self) -> Decimal:
        return sum((line.occupant for line in self.lines), ZERO)

    @property
    def owner(self) -> Decimal:
        return self.part - self.occupant


class CalledPart(NamedTuple):
    """What a call asked of the holding in provisions, EUR; below zero, given back.

    ``uuid`` and ``title``: of the call; ``date``: when it was issued.
    """

    date: date
    title: str
    uuid: UUID
    amount: Decimal


@dataclass(frozen=True, slots=True)
class ShownCharges:
    """The statement of one holding with everything explained."""

    document: ChargeDocument
    holding: Holding
    pieces: Sequence[ChargePiece]
    lines: Sequence[CostLine]
    provisions: Sequence[CalledPart]
    #: what is paid of a balance to pay; None in a draft, and when nothing is asked
    state: OpenItem[DueKey] | None = None

    @property
    def ordinary(self) -> list[AccountLines]:
        return self._by_account(Kind.ORDINARY)

    @property
    def private(self) -> list[AccountLines]:
        return self._by_account(Kind.PRIVATE)

    @property
    def reserve(self) -> list[AccountLines]:
        return self._by_account(Kind.RESERVE)

    @property
    def by_account(self) -> list[AccountLines]:
        """All lines, as the sums of a letter have them."""
        return self._grouped(self.lines)

    @property
    def borne_by_occupant(self) -> list[AccountLines]:
        """What the annex for the occupant has: the lines of which he bears some."""
        borne = [line for line in self.lines if line.occupant]
        return self._grouped(borne)

    @property
    def owner(self) -> Decimal:
        return self.document.costs - self.document.occupant

    def _by_account(self, kind: Kind) -> list[AccountLines]:
        return self._grouped([line for line in self.lines if line.kind == kind])

    def _grouped(self, lines: Iterable[CostLine]) -> list[AccountLines]:
        found: dict[str, list[CostLine]] = defaultdict(list)
        for line in lines:
            found[line.cost.account.code].append(line)
        return [
            AccountLines(found[code][0].cost.account, found[code])
            for code in sorted(found)
        ]


def shown_charges(document: ChargeDocument) -> ShownCharges:
    """Return one document with its arithmetic: see ``shown_documents``."""
    return shown_documents([document])[0]


def shown_documents(documents: Sequence[ChargeDocument]) -> list[ShownCharges]:
    """Return documents of one statement with their arithmetic: seven statements.

    They come with the statement and the charge.
    """
    statement = documents[0].statement
    keys = [document.holding_id for document in documents]
    holdings = {
        holding.pk: holding
        for holding in named_holdings(Holding.objects.filter(pk__in=keys))
        .select_related("party")
        .order_by()
    }
    around = _pieces_around(statement, keys)
    divisions = list(divisions_of(statement, [one.position for one in around]))
    called = _called_parts(statement, keys)
    states = _states(documents)
    return [
        ShownCharges(
            document=document,
            holding=holdings[document.holding_id],
            pieces=[one for one in around if one.holding_id == document.holding_id],
            lines=_lines(statement, document.holding_id, around, divisions),
            provisions=called[document.holding_id],
            state=states.get(document.charge_id),
        )
        for document in documents
    ]


def charge_line(document: ChargeDocument, cost: UUID) -> CostLine | None:
    """Return what a document has of one cost, or None: two statements.

    It comes with the statement.
    """
    statement, holding = document.statement, document.holding_id
    around = _pieces_around(statement, [holding])
    divisions = divisions_of(statement, [one.position for one in around])
    lines = _lines(statement, holding, around, divisions.filter(cost__uuid=cost))
    return lines[0] if lines else None


def _states(documents: Sequence[ChargeDocument]) -> dict[int, OpenItem[DueKey]]:
    """Return what is paid of the charges of posted documents, by charge."""
    charged = [one.holding_id for one in documents if one.charge_id is not None]
    settled = settlements(charged) if charged else {}
    return {
        item.due.id.pk: item
        for settlement in settled.values()
        for item in settlement.items
        if item.due.id.source == CHARGE
    }


def _pieces_around(
    statement: ChargeStatement, holdings: Sequence[int]
) -> list[ChargePiece]:
    """Return who held the lots of these holdings in the period, also the others."""
    own = statement.pieces.filter(holding__in=holdings)
    around = statement.pieces.filter(lot__in=own.values("lot"))
    return list(around.select_related("lot"))


def _lines(
    statement: ChargeStatement,
    holding_id: int,
    around: Sequence[ChargePiece],
    divisions: Iterable[ChargeCost],
) -> list[CostLine]:
    pieces = [Piece(one.lot_id, one.holding_id, one.since, one.until) for one in around]
    own = [place for place, one in enumerate(around) if one.holding_id == holding_id]
    lots = {one.lot_id: one.lot for one in around}
    return [
        _line(row, statement, pieces, own, lots)
        for row in divisions
        if any(row.own_cents[place] for place in own)
    ]


def _line(
    row: ChargeCost,
    statement: ChargeStatement,
    pieces: Sequence[Piece],
    own: Sequence[int],
    lots: dict[int, Lot],
) -> CostLine:
    cost = row.cost
    since, until = window_of(cost, statement)
    charged = ChargedCost(
        cost_id=cost.pk,
        amount=cost.amount,
        kind=_kind(cost),
        basis=DividedBy(cost.basis),
        since=since,
        until=until,
        occupant_percent=cost.occupant_percent,
        parts=row.own_parts,
        cents=row.own_cents,
    )
    borne, steps = [], []
    for place in own:
        cents, lot = charged.cents[place], lots[pieces[place].lot_id]
        if not cents:
            continue
        occupant = percent_of(cents, cost.occupant_percent)
        borne.append((lot, from_cents(cents), from_cents(occupant)))
        explained = explain(pieces, charged, place, total=row.all_parts)
        steps += _steps(cost, lot, explained)
    exempt = {pieces[place].lot_id for place in own}.intersection(row.exempt_lots)
    return CostLine(
        cost=cost,
        kind=charged.kind,
        part=sum((part for _lot, part, _occupant in borne), ZERO),
        occupant=sum((occupant for _lot, _part, occupant in borne), ZERO),
        lots=borne,
        steps=steps,
        exempt=len(row.exempt_lots),
        own_exempt=[lot for pk, lot in lots.items() if pk in exempt],
    )


def _kind(cost: Cost) -> Kind:
    if cost.withdrawal:
        return Kind.RESERVE
    return Kind.PRIVATE if cost.basis == Basis.LOT else Kind.ORDINARY


def _steps(cost: Cost, lot: Lot, explained) -> Iterable[ExplainedStep]:
    metered = cost.meters is not None
    measure = MeterGroup.Unit(cost.meters.unit).label if metered else ""
    if explained.over_lots is not None:
        yield ExplainedStep(
            what=_("To the lot"),
            lot=lot,
            by=cost.meters or cost.key,
            step=explained.over_lots,
            unit=Unit.THOUSANDTHS if metered else Unit.PARTS,
            measure=measure,
        )
    if explained.over_holders is not None:
        yield ExplainedStep(
            what=_("To you, of the lot"),
            lot=lot,
            by=cost.meters or _("days of ownership"),
            step=explained.over_holders,
            unit=Unit.THOUSANDTHS if metered else Unit.DAYS,
            measure=measure,
        )


def _called_parts(
    statement: ChargeStatement, holdings: Sequence[int]
) -> dict[int, list[CalledPart]]:
    """Return which calls asked provisions of holdings in the period, by their dates."""
    rows = net_provisions(
        statement.since,
        statement.until,
        "document__holding_id",
        *(f"document__call__{name}" for name in ("date", "title", "uuid")),
    )
    rows = rows.filter(document__holding__in=holdings)
    found: dict[int, list[CalledPart]] = defaultdict(list)
    for holding_id, *part in rows.order_by("document__call__date", "document__call"):
        found[holding_id].append(CalledPart(*part))
    return found
