"""What the API shows of invoices. All amounts are EUR as text, two decimals."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from buildings.access import Permission
from buildings.api.shapes import KeyName, LotName
from finance.models import Basis, Invoice, InvoiceLine
from finance.queries.invoices import Status, other_ibans
from koprogo.api.fields import Money


class Named(serializers.Serializer):
    uuid = serializers.UUIDField()
    name = serializers.CharField()


class WorksName(serializers.Serializer):
    uuid = serializers.UUIDField()
    title = serializers.CharField()


class InvoiceShape(serializers.Serializer):
    """An invoice or a credit note; ``total`` is above zero for both.

    ``left``: to pay of what is posted; below zero, a credit note can be used up.
    """

    uuid = serializers.UUIDField()
    supplier = Named()
    kind = serializers.ChoiceField(Invoice.Kind)
    number = serializers.CharField()
    date = serializers.DateField()
    due_on = serializers.DateField(allow_null=True)
    status = serializers.ChoiceField(Status)
    total = Money()
    left = Money()
    iban = serializers.CharField()
    reference = serializers.CharField()
    decision = serializers.CharField()
    entry = serializers.SerializerMethodField()

    def get_entry(self, invoice) -> str | None:
        return str(invoice.entry) if invoice.entry else None


class FixedShape(serializers.Serializer):
    lot = LotName()
    amount = Money()


class DeferredShape(serializers.Serializer):
    """A part that another period bears; ``entry``: null while it waits on 490."""

    since = serializers.DateField()
    until = serializers.DateField(help_text="The day after the last one.")
    amount = Money()
    entry = serializers.SerializerMethodField()

    def get_entry(self, step) -> str | None:
        return str(step.entry) if step.entry else None


class ExemptShape(serializers.Serializer):
    """Which lots the judgment exempts; ``lots``: null for who may not know whose."""

    judgment = serializers.CharField()
    count = serializers.IntegerField()
    lots = LotName(many=True, allow_null=True)


class InvoiceLineShape(serializers.Serializer):
    """A line with VAT, and who bears it; ``exempt``: null when no judgment exempts."""

    label = serializers.CharField()
    account = serializers.CharField(source="account.code")
    amount = Money()
    vat_rate = serializers.ChoiceField(InvoiceLine.VatRate)
    vat = Money()
    basis = serializers.ChoiceField(Basis)
    key = KeyName(allow_null=True)
    meters = Named(allow_null=True)
    lot = LotName(allow_null=True)
    fixed = FixedShape(many=True)
    since = serializers.DateField(allow_null=True)
    last_day = serializers.DateField(allow_null=True)
    occupant_percent = serializers.IntegerField()
    from_reserve = serializers.BooleanField()
    works = WorksName(allow_null=True)
    exempt = serializers.SerializerMethodField()
    deferred = DeferredShape(many=True)

    @extend_schema_field(ExemptShape(allow_null=True))
    def get_exempt(self, line):
        if not line.judgment:
            return None
        access = self.context["request"].access
        lots = line.exempt_lots
        told = lots if access.allows(Permission.SEE_ALL_ACCOUNTS) else None
        found = {"judgment": line.judgment, "count": len(lots), "lots": told}
        return ExemptShape(found).data


class InvoiceDetail(InvoiceShape):
    """``other_ibans``: accounts known of the supplier, when this one is another."""

    reason = serializers.CharField(help_text="Why it was rejected.")
    duplicate_confirmed = serializers.BooleanField()
    iban_confirmed = serializers.BooleanField()
    has_voucher = serializers.SerializerMethodField()
    has_xml = serializers.SerializerMethodField()
    other_ibans = serializers.SerializerMethodField()
    lines = InvoiceLineShape(many=True)

    def get_has_voucher(self, invoice) -> bool:
        return invoice.voucher_id is not None

    def get_has_xml(self, invoice) -> bool:
        return invoice.xml_id is not None

    def get_other_ibans(self, invoice) -> list[str]:
        return list(other_ibans(invoice))


class ProposedLine(serializers.Serializer):
    """What was read of a line, and how the supplier's last invoice was divided."""

    label = serializers.CharField()
    amount = Money()
    vat_rate = serializers.ChoiceField(InvoiceLine.VatRate)
    vat = Money()
    since = serializers.DateField(allow_null=True)
    last_day = serializers.DateField(allow_null=True)
    account = serializers.SerializerMethodField()

    def get_account(self, line) -> str | None:
        account = line.get("account")
        return account.code if account else None


class NewSupplierShape(serializers.Serializer):
    name = serializers.CharField()
    kbo = serializers.CharField()


class ProposedInvoice(serializers.Serializer):
    """A body for a new invoice: look at it, and send it with ``files``."""

    supplier = serializers.UUIDField(allow_null=True)
    new_supplier = NewSupplierShape(allow_null=True)
    kind = serializers.ChoiceField(Invoice.Kind)
    number = serializers.CharField()
    date = serializers.DateField()
    due_on = serializers.DateField(allow_null=True)
    total = Money()
    iban = serializers.CharField()
    reference = serializers.CharField()
    lines = ProposedLine(many=True)


class ReceivedShape(serializers.Serializer):
    """What was received, and what could be read of it.

    ``files``: the key to it, for a day. ``left_out``: files that are not kept.
    """

    files = serializers.CharField()
    remarks = serializers.ListField(child=serializers.CharField())
    left_out = serializers.ListField(child=serializers.CharField())
    invoice = ProposedInvoice(allow_null=True)
