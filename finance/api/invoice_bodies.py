"""What a program sends to enter an invoice: the rules are those of the page's forms."""

from django.utils.translation import gettext as _
from rest_framework import serializers

from buildings.models import Supplier
from finance.forms.fixed_parts import FixedPartForm
from finance.forms.invoice_files import InvoiceFileForm, VoucherForm
from finance.forms.invoice_page import InvoiceForms
from finance.forms.invoice_steps import ApprovalForm, RejectionForm
from finance.invoices.proposal import MOST_LINES
from finance.models import Basis, Invoice, InvoiceLine
from koprogo.api.bodies import FormBody, UploadBody
from koprogo.api.fields import Balance, Money

MOST_LOTS = 5_000
BASES = {"key": Basis.KEY, "meters": Basis.METERS}
# Fields of the form that JSON has elsewhere.
ELSEWHERE = {"new_name": "new_supplier.name", "new_kbo": "new_supplier.kbo"}


class FixedBody(serializers.Serializer):
    lot = serializers.UUIDField()
    amount = Balance(signed=True)


class InvoiceLineBody(serializers.Serializer):
    """One of ``key``, ``meters``, ``lot`` (a private cost) and ``fixed`` divides it.

    What is left out is as on the supplier's last invoice.
    """

    label = serializers.CharField(required=False, max_length=200)
    account = serializers.CharField(required=False, help_text="The code.")
    amount = Balance(signed=True, help_text="With VAT.")
    vat_rate = serializers.ChoiceField(InvoiceLine.VatRate, required=False)
    vat = Balance(signed=True, required=False, help_text="Of the amount.")
    key = serializers.UUIDField(required=False)
    meters = serializers.UUIDField(required=False)
    lot = serializers.UUIDField(required=False)
    fixed = FixedBody(many=True, required=False, max_length=MOST_LOTS)
    since = serializers.DateField(required=False, allow_null=True)
    last_day = serializers.DateField(required=False, allow_null=True)
    occupant_percent = serializers.IntegerField(
        required=False, min_value=0, max_value=100
    )
    from_reserve = serializers.BooleanField(default=False)
    works = serializers.UUIDField(required=False, allow_null=True)
    exempt = serializers.ListField(
        child=serializers.UUIDField(),
        required=False,
        max_length=MOST_LOTS,
        help_text="Lots that the judgment exempts from what a key or meters divide.",
    )
    judgment = serializers.CharField(
        required=False,
        allow_blank=True,
        max_length=200,
        help_text="Court, day, number.",
    )

    def validate(self, attrs):
        if sum(name in attrs for name in ("key", "meters", "lot", "fixed")) > 1:
            raise serializers.ValidationError(
                _("A line is divided by a key, meters, one lot or fixed amounts.")
            )
        return attrs


class NewSupplierBody(serializers.Serializer):
    name = serializers.CharField(max_length=120)
    kbo = serializers.CharField(required=False, allow_blank=True, max_length=60)


class InvoiceBody(serializers.Serializer):
    """An invoice of a supplier of the list, or of a new one.

    ``files``: the key that an upload gave. ``duplicate_confirmed``: it is another
    document than those that look the same. Gives the valid forms of the page.
    """

    supplier = serializers.UUIDField(required=False, allow_null=True)
    new_supplier = NewSupplierBody(required=False, allow_null=True)
    kind = serializers.ChoiceField(Invoice.Kind, default=Invoice.Kind.INVOICE)
    number = serializers.CharField(max_length=60)
    date = serializers.DateField()
    due_on = serializers.DateField(required=False, allow_null=True)
    total = Money()
    iban = serializers.CharField(required=False, allow_blank=True, max_length=60)
    reference = serializers.CharField(required=False, allow_blank=True, max_length=140)
    decision = serializers.CharField(required=False, allow_blank=True, max_length=200)
    files = serializers.CharField(required=False, allow_blank=True, max_length=500)
    duplicate_confirmed = serializers.BooleanField(default=False)
    lines = InvoiceLineBody(many=True, min_length=1, max_length=MOST_LINES)

    def validate(self, attrs):
        lines, new = attrs.pop("lines"), attrs.pop("new_supplier", None) or {}
        data = _typed(attrs) | {
            "new_name": new.get("name", ""),
            "new_kbo": new.get("kbo", ""),
            "lines-TOTAL_FORMS": len(lines),
            "lines-INITIAL_FORMS": 0,
        }
        for number, line in enumerate(lines):
            for name, value in _typed(_row(line)).items():
                data[f"lines-{number}-{name}"] = value
        forms = InvoiceForms(data, suppliers=Supplier.objects.all())
        if not forms.is_valid():
            raise serializers.ValidationError(dict(_errors(forms)))
        return {"forms": forms, "files": attrs.get("files", "")}


def _row(line: dict) -> dict:
    """Return a line as the form has it: what divides it is one field there."""
    row = dict(line)
    for name, basis in BASES.items():
        if name in row:
            row["divided_by"] = f"{basis}:{row.pop(name)}"
    if "lot" in row:
        row["divided_by"] = Basis.LOT
    if "fixed" in row:
        row["divided_by"] = Basis.FIXED
        row["fixed"] = "\n".join(
            f"{one['lot']} {one['amount']}" for one in row["fixed"]
        )
    if "exempt" in row:
        row["exempt"] = ", ".join(map(str, row["exempt"]))
    return row


def _typed(values: dict) -> dict[str, str]:
    """Return values as a browser would send them: a tick that is not set is not sent."""
    return {
        name: "on" if value is True else str(value)
        for name, value in values.items()
        if value is not None and value is not False
    }


def _errors(forms: InvoiceForms):
    """Yield (place in the body, sentences) of what the forms of the page refuse."""
    for name, errors in forms.form.errors.items():
        yield ELSEWHERE.get(name, name), list(errors)
    for number, row in enumerate(forms.rows.errors):
        for name, errors in row.items():
            yield f"lines.{number}.{name}", list(errors)
    if sentences := list(forms.rows.non_form_errors()):
        yield "lines", sentences


class InvoiceFile(UploadBody):
    """What a supplier sent: XML (UBL), a PDF, a picture, or a saved e-mail."""

    form_class = InvoiceFileForm


class VoucherFile(UploadBody):
    """The PDF or the picture of a draft."""

    form_class = VoucherForm


class ApprovalBody(FormBody):
    """``iban_confirmed``: the changed account was checked with the supplier."""

    form_class = ApprovalForm

    iban_confirmed = serializers.BooleanField(default=False)


class RejectionBody(FormBody):
    form_class = RejectionForm


class FixedPartBody(FormBody):
    """``amount``: of the line as it was read, with VAT: it is divided once."""

    form_class = FixedPartForm
    needs = ("line",)

    key = serializers.UUIDField()
    amount = Balance(signed=True)
