"""What the API shows of statements of charges. All amounts are EUR as text."""

from datetime import timedelta

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from buildings.api.jobs import JobShape
from buildings.api.shapes import HoldingName, LotName
from finance.charging.costs import Kind
from finance.models import Basis
from finance.queries.charge_overview import computing_job
from finance.queries.explanation import Unit
from koprogo.api.fields import Money

DRAFT, POSTED, CANCELLED = "draft", "posted", "cancelled"
STATUSES = [DRAFT, POSTED, CANCELLED]


class ChargesName(serializers.Serializer):
    uuid = serializers.UUIDField()
    title = serializers.CharField()


class ChargesShape(ChargesName):
    """A statement of charges; ``last_day`` belongs to its period.

    ``entry``: its number in the books once it is posted. The sums are zero until it is
    computed.
    """

    since = serializers.DateField()
    last_day = serializers.SerializerMethodField()
    due_on = serializers.DateField()
    status = serializers.SerializerMethodField()
    computed_at = serializers.DateTimeField(allow_null=True)
    entry = serializers.SerializerMethodField()
    costs = Money(source="costs_sum")
    provisions = Money(source="provisions_sum")
    balance = Money(source="balance_sum")

    @extend_schema_field(serializers.DateField())
    def get_last_day(self, statement):
        return (statement.until - timedelta(days=1)).isoformat()

    @extend_schema_field(serializers.ChoiceField(STATUSES))
    def get_status(self, statement):
        if statement.is_cancelled:
            return CANCELLED
        return POSTED if statement.is_posted else DRAFT

    def get_entry(self, statement) -> str | None:
        entry = statement.entry
        return f"{entry.year}-{entry.number}" if entry else None


class ChargeTotalShape(serializers.Serializer):
    """What was divided by the same on one account; ``costs``: how many."""

    account = serializers.CharField(source="code")
    label = serializers.CharField()
    by = serializers.CharField()
    costs = serializers.IntegerField()
    amount = Money()


class ComputedShape(ChargesShape):
    """``job``: the work that computes it, to be followed at ``jobs/<uuid>/``; null when
    it was computed at once.
    """

    job = serializers.SerializerMethodField()

    @extend_schema_field(JobShape(allow_null=True))
    def get_job(self, statement):
        if statement.computed_at is not None:
            return None
        job = computing_job(statement)
        return JobShape(job).data if job else None


class ChargeDocumentShape(serializers.Serializer):
    """What one holding bears, was called and owes; below zero, in its favour."""

    uuid = serializers.UUIDField()
    statement = ChargesName()
    holding = HoldingName()
    costs = Money()
    private = Money()
    occupant = Money()
    provisions = Money()
    balance = Money()


class ChargeStepShape(serializers.Serializer):
    """amount × parts / total = exact, cut to cents; ``extra_cent``: one cent more.

    ``unit``: what parts and total count, thousandths of ``measure`` for meters.
    """

    what = serializers.CharField()
    lot = LotName()
    by = serializers.CharField()
    amount = Money()
    parts = serializers.IntegerField()
    total_parts = serializers.IntegerField(source="total")
    unit = serializers.ChoiceField(list(Unit))
    measure = serializers.CharField()
    exact = serializers.CharField(help_text="EUR with four decimals, cut.")
    extra_cent = serializers.BooleanField()
    part = Money()


class ChargeLineShape(serializers.Serializer):
    """What the holding bears of one cost. ``invoice``: null where none was booked."""

    cost = serializers.UUIDField(source="cost.uuid")
    label = serializers.CharField(source="cost.label")
    account = serializers.CharField(source="cost.account.code")
    date = serializers.DateField(source="cost.entry.date")
    amount = Money(source="cost.amount")
    kind = serializers.ChoiceField(list(Kind))
    basis = serializers.ChoiceField(Basis, source="cost.basis")
    invoice = serializers.SerializerMethodField()
    occupant_percent = serializers.IntegerField(source="cost.occupant_percent")
    part = Money()
    occupant = Money()
    steps = ChargeStepShape(many=True)
    exempt = serializers.IntegerField(help_text="How many lots the judgment exempts.")
    judgment = serializers.SerializerMethodField()

    def get_judgment(self, line) -> str | None:
        return line.cost.line.judgment if line.exempt else None

    @extend_schema_field(serializers.UUIDField(allow_null=True))
    def get_invoice(self, line):
        of_invoice = line.cost.line
        return of_invoice and str(of_invoice.invoice.uuid)


class CalledShape(serializers.Serializer):
    """What a call asked in provisions; below zero, given back."""

    call = serializers.UUIDField(source="uuid")
    title = serializers.CharField()
    date = serializers.DateField()
    amount = Money()


class ChargedLotShape(serializers.Serializer):
    """A lot and the days on which the holding had it: [since, until)."""

    lot = LotName()
    since = serializers.DateField()
    until = serializers.DateField()
    days = serializers.IntegerField()


class ChargeDocumentDetail(serializers.Serializer):
    """The statement of one holding with everything explained.

    ``open``: what is left to pay of it; null in a draft and when nothing is asked.
    """

    uuid = serializers.UUIDField(source="document.uuid")
    statement = ChargesName(source="document.statement")
    holding = HoldingName()
    lots = ChargedLotShape(many=True, source="pieces")
    costs = Money(source="document.costs")
    private = Money(source="document.private")
    occupant = Money(source="document.occupant")
    provisions = Money(source="document.provisions")
    balance = Money(source="document.balance")
    open = serializers.SerializerMethodField()
    lines = ChargeLineShape(many=True)
    called = CalledShape(many=True, source="provisions")

    @extend_schema_field(Money(allow_null=True))
    def get_open(self, shown):
        return f"{shown.state.open:.2f}" if shown.state else None


class MatrixAmount(serializers.Serializer):
    account = serializers.CharField()
    amount = Money()


class MatrixShape(serializers.Serializer):
    """What one holding bears for one lot, account by account; days [since, until)."""

    lot = LotName(source="piece.lot")
    holding = HoldingName(source="piece.holding")
    since = serializers.DateField(source="piece.since")
    until = serializers.DateField(source="piece.until")
    amounts = MatrixAmount(many=True)
